"""What gateways, card schemes and banks call a refused charge, and what each code means for what to do next.

Only data: `declines` looks them up. The class says whether to try again, ask the customer, or stop (`demands`); where a
source leaves that open, a code is classed so that a charge is rather not tried again.
"""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from types import MappingProxyType

from ..decision import Certainty, Source
from ..demands import DeclineClass as D


class CodeScheme(Enum):
    """Whose codes they are."""

    STRIPE = "stripe"
    """`decline_code` of a Stripe error."""
    ISO_8583 = "iso_8583"
    """Field 39 of an authorisation answer, which most card acquirers pass on."""
    SEPA = "sepa"
    """Reason codes of SEPA direct debit R-transactions (pacs.004, pain.002)."""


SEEN = date(2026, 11, 22)
SOURCES: Mapping[CodeScheme, Source] = MappingProxyType(
    {
        CodeScheme.STRIPE: Source(title="docs.stripe.com/declines/codes", certainty=Certainty.SECONDARY, seen_on=SEEN),
        CodeScheme.ISO_8583: Source(
            title="ISO 8583 field 39 as published by an acquirer, developers.mypos.com",
            certainty=Certainty.SECONDARY,
            seen_on=SEEN,
        ),
        CodeScheme.SEPA: Source(
            title="EPC reason codes of SEPA direct debit R-transactions, as listed by docs.lyra.com and"
            " developer.nuapay.com",
            certainty=Certainty.SECONDARY,
            seen_on=SEEN,
        ),
    }
)
"""Where each table was read."""

_STRIPE: dict[D, str] = {
    D.INSUFFICIENT_FUNDS: "insufficient_funds card_velocity_exceeded withdrawal_count_limit_exceeded",
    D.DATA_ERROR: "expired_card incorrect_cvc incorrect_number invalid_account invalid_cvc invalid_expiry_month"
    " invalid_expiry_year invalid_number new_account_information_available",
    D.ADDRESS: "incorrect_address incorrect_zip card_not_supported currency_not_supported authentication_required"
    " transaction_not_allowed service_not_allowed not_permitted",
    D.STOLEN: "lost_card stolen_card pickup_card restricted_card fraudulent merchant_blacklist do_not_try_again"
    " revocation_of_all_authorizations revocation_of_authorization stop_payment_order security_violation",
    D.OTHER: "generic_decline do_not_honor call_issuer no_action_taken approve_with_id try_again_later"
    " issuer_not_available processing_error reenter_transaction",
}
_ISO: dict[D, str] = {
    D.INSUFFICIENT_FUNDS: "51 61 65",
    D.DATA_ERROR: "14 15 54 78 82 N7",
    D.ADDRESS: "57 81",
    D.STOLEN: "04 07 41 43 59 62 63 R0 R1 R3",
    D.OTHER: "01 02 05 70 91 92 96",
}
# Left to a person on purpose, as the seller's own file is at fault: AG02, AM05, BE05, CNOR, FF01, FF05, MD02, RR03.
_SEPA: dict[D, str] = {
    D.INSUFFICIENT_FUNDS: "AM04",
    D.DATA_ERROR: "AC01 RC01 RR01 RR02",
    D.ADDRESS: "AC04 AC06 AC13 AG01 DNOR RR04 SL01 SL11 SL12 SL13 SL14",
    D.STOLEN: "MD01 MD06 MD07 MS02 FRAD",
    D.OTHER: "MS03",
}


def _by_code(table: Mapping[D, str]) -> Mapping[str, D]:
    return MappingProxyType({code: why for why, codes in table.items() for code in codes.split()})


CODES: Mapping[CodeScheme, Mapping[str, D]] = MappingProxyType(
    {
        CodeScheme.STRIPE: _by_code(_STRIPE),
        CodeScheme.ISO_8583: _by_code(_ISO),
        CodeScheme.SEPA: _by_code(_SEPA),
    }
)
"""Every code that is classed."""

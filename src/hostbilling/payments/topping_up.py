"""VAT when money is paid into a wallet: it depends on what the money can buy, so the seller has to say.

A general wallet of a hosting company buys services in many places at many rates, so it is a deposit or a
multi-purpose voucher. Only one whose supply, place and rate are all known when it is paid is taxed at once.
"""

from decimal import Decimal
from enum import Enum

from attrs import frozen

from ..decision import Certainty, Decision, LegalRef, ReasonCode
from ..errors import Fault, check_type, refuse
from ..money import Amounts, Money, Rounding, is_negative, is_zero, net_from_gross, payable, zero


class VatRegime(Enum):
    """What money in a wallet is for VAT."""

    DEPOSIT = "deposit"
    """What it will buy is not known: no VAT until it is spent."""
    PREPAYMENT = "prepayment"
    """What it will buy is identified: VAT falls due when the money comes."""
    SINGLE_PURPOSE = "single_purpose"
    """A voucher whose place of supply and VAT are known: taxed when it is issued, and nothing when redeemed."""
    MULTI_PURPOSE = "multi_purpose"
    """Any other voucher: taxed when it is redeemed."""


class Paper(Enum):
    """What the customer gets for the money."""

    RECEIPT = "receipt"
    """No tax document."""
    TAX_DOCUMENT = "tax_document"
    """An invoice for the payment, with VAT."""


DEPOSIT = ReasonCode(
    "top_up.deposit", "What {amount} will buy is not known yet, so no VAT is due on it.",
    (LegalRef(citation="CJEU C-419/02 BUPA Hospitals", certainty=Certainty.SECONDARY),),
)  # fmt: skip
PREPAYMENT = ReasonCode(
    "top_up.prepayment", "{amount} are paid for a supply that is identified, so VAT is due now.",
    (LegalRef(citation="Directive 2006/112/EC art. 65", certainty=Certainty.SECONDARY),),
)  # fmt: skip
SINGLE_PURPOSE = ReasonCode(
    "top_up.single_purpose", "The place and the VAT of what {amount} buy are known, so it is taxed when it is issued.",
    (LegalRef(citation="Directive 2006/112/EC art. 30a and 30b(1)", certainty=Certainty.SECONDARY),),
)  # fmt: skip
MULTI_PURPOSE = ReasonCode(
    "top_up.multi_purpose", "{amount} can buy different supplies, so VAT is due when they are made.",
    (LegalRef(citation="Directive 2006/112/EC art. 30a and 30b(2)", certainty=Certainty.SECONDARY),),
)  # fmt: skip
_REASONS = {
    VatRegime.DEPOSIT: DEPOSIT,
    VatRegime.PREPAYMENT: PREPAYMENT,
    VatRegime.SINGLE_PURPOSE: SINGLE_PURPOSE,
    VatRegime.MULTI_PURPOSE: MULTI_PURPOSE,
}
TAXED_AT_ONCE = frozenset({VatRegime.PREPAYMENT, VatRegime.SINGLE_PURPOSE})


@frozen(kw_only=True)
class TopUp(Decision):
    """Net, VAT and gross of money paid in, and the paper for it."""

    amounts: Amounts
    paper: Paper


def top_up(
    gross: Money, *, regime: VatRegime, rate: Decimal | None = None, rounding: Rounding = Rounding.HALF_UP
) -> TopUp:
    """Return the VAT of money paid into a wallet under a regime; `rate` is the percentage where it is taxed at once.

    Raises `InvalidInput` without a regime, for nothing paid, and without a rate where one is needed.

    >>> got = top_up(payable("10", "EUR"), regime=VatRegime.PREPAYMENT, rate=Decimal(20))
    >>> str(got.amounts.net), str(got.amounts.vat), got.paper.value
    ('8.33 EUR', '1.67 EUR', 'tax_document')
    """
    paid = payable(gross)
    refuse(_check_regime(regime), _check_rate(regime, rate), _check_paid(paid))
    reasons = (_REASONS[regime](amount=paid),)
    if regime not in TAXED_AT_ONCE or rate is None:
        amounts = Amounts(net=paid, vat=zero(paid.currency.code), gross=paid)
        return TopUp(reasons=reasons, amounts=amounts, paper=Paper.RECEIPT)
    amounts = net_from_gross(paid, rate=rate, rounding=rounding)
    return TopUp(reasons=reasons, amounts=amounts, paper=Paper.TAX_DOCUMENT)


def _check_paid(paid: Money) -> Fault | None:
    if not (is_negative(paid) or is_zero(paid)):
        return None
    return Fault("top_up.gross", "top_up.gross", str(paid), "is not above zero", "pass what was paid in")


def _check_regime(regime: object) -> Fault | None:
    if regime is not None:
        return check_type("top_up.regime", regime, VatRegime)
    return Fault("top_up.regime", "top_up.regime", None, "is not chosen", "say what the money is for VAT")


def _check_rate(regime: object, rate: Decimal | None) -> Fault | None:
    if rate is not None or regime not in TAXED_AT_ONCE:
        return None
    return Fault("top_up.rate", "top_up.rate", None, "is needed to tax it at once", "pass the percentage")

"""What can be said of a VAT id without asking anybody: whose it would be, and whether it has the right form.

A right form is never a confirmation. python-stdnum knows the check digits; it is loaded on first use and its traps are
closed here: it takes EU and IM numbers for VAT ids, returns GR for Greece, and accepts numbers of zeros in eight states
(and older ones DE000000000).
"""

from datetime import date
from enum import Enum

from attrs import evolve

from ..errors import check_date, check_text, check_type, refuse
from ..parties import CustomerKind, VatId, VatIdStatus
from .party import identifies_customer
from .places import code_of, locate, spot_of

__all__ = ["IdForm", "field_applies", "id_form", "identifies_customer", "with_checked_form"]


class IdForm(Enum):
    """What the look of a VAT id tells."""

    RIGHT = "right"
    WRONG = "wrong"
    OF_NO_CUSTOMER = "of_no_customer"
    """A number of another kind (EU, IM, EX, XI) or of a third country."""


def id_form(vat_id: VatId, *, on: date) -> IdForm:
    """Return what the look of the id tells, by the law of that day.

    >>> id_form(VatId(number="FR 40 303 265 045"), on=date(2026, 1, 1))
    <IdForm.RIGHT: 'right'>
    >>> id_form(VatId(number="DE000000000"), on=date(2026, 1, 1))
    <IdForm.WRONG: 'wrong'>
    """
    refuse(check_type("vat_id", vat_id, VatId), check_date("on", on))
    if not identifies_customer(vat_id, on=on):
        return IdForm.OF_NO_CUSTOMER
    digits = [char for char in vat_id.number[2:] if char.isdigit()]
    if set(digits) <= {"0"}:
        return IdForm.WRONG
    return IdForm.RIGHT if _has_check_digits(vat_id) else IdForm.WRONG


def _has_check_digits(vat_id: VatId) -> bool:
    from stdnum.eu import vat  # brings ssl into the process: only when asked for
    from stdnum.gb import vat as british

    if vat_id.country == "GB":
        return bool(british.is_valid(vat_id.number))
    return bool(vat.is_valid(vat_id.number))


def with_checked_form(vat_id: VatId, *, on: date) -> VatId:
    """Return an unchecked id as FORMAT_ONLY or, where its form is wrong, INVALID; others stay as they are.

    >>> with_checked_form(VatId(number="sk 2022749619"), on=date(2026, 1, 1)).status
    <VatIdStatus.FORMAT_ONLY: 'format_only'>
    """
    refuse(check_type("vat_id", vat_id, VatId))
    if vat_id.status is not VatIdStatus.UNCHECKED:
        return vat_id
    if id_form(vat_id, on=on) is IdForm.WRONG:
        return evolve(vat_id, status=VatIdStatus.INVALID, checked_on=on)
    return evolve(vat_id, status=VatIdStatus.FORMAT_ONLY)


def field_applies(country: str, *, kind: CustomerKind, on: date, postcode: str = "") -> bool:
    """Tell whether an order form should ask this customer for a VAT id: only businesses and bodies in the Union.

    >>> field_applies("SK", kind=CustomerKind.BUSINESS, on=date(2026, 1, 1))
    True
    >>> field_applies("GB", kind=CustomerKind.BUSINESS, on=date(2026, 1, 1))
    False
    """
    refuse(check_text("country", country), check_type("kind", kind, CustomerKind), check_date("on", on))
    where = locate(spot_of(code_of(country), postcode), on=on)
    return kind is not CustomerKind.CONSUMER and where is not None and where.state is not None

"""What is taken off or put on: allowances and charges of a line, and those of a whole document.

EN 16931: BG-27 and BG-28 on a line, BG-20 and BG-21 on the document, where each needs a reason and a VAT category of
its own. Amounts are above zero; `charge` says which way they go.
"""

from decimal import Decimal
from fractions import Fraction

from attrs import field, frozen

from ..errors import Fault, check_declared, check_text, check_type, refuse
from ..money import Amounts, Money, Rounding, as_payable, is_negative, negate, share
from ..vat import VatDecision


@frozen(kw_only=True)
class Adjustment:
    """An amount taken off (an allowance) or put on (a charge), and why.

    `percent` is what it was worked out from, if it was; `code` is the reason's code of UNTDID 5189 or 7161.
    Raises `InvalidInput` below zero, for an amount that cannot be paid, and without a reason (BR-41 to BR-44).
    """

    amount: Money = field(converter=as_payable)
    reason: str
    charge: bool = False
    percent: Decimal | None = None
    code: str = ""

    def __attrs_post_init__(self) -> None:
        refuse(*check_declared("adjustment", self), check_text("adjustment.reason", self.reason))
        refuse(
            _check_percent("adjustment.percent", self.percent) if self.percent is not None else None,
            Fault("adjustment.negative", "adjustment.amount", self.amount, "is below zero",
                  "give the amount without a sign, and say whether it is a charge")
            if is_negative(self.amount)
            else None,
        )  # fmt: skip

    @property
    def effect(self) -> Money:
        """The amount with its sign: below zero for an allowance."""
        return self.amount if self.charge else negate(self.amount)


def percent_of(
    base: Money, percent: Decimal, *, reason: str, rounding: Rounding, charge: bool = False, code: str = ""
) -> Adjustment:
    """Return the adjustment of so many percent of an amount, rounded once.

    >>> from hostbilling.money import payable
    >>> percent_of(payable("6.99", "EUR"), Decimal(30), reason="spring sale", rounding=Rounding.HALF_UP).amount.amount
    Decimal('2.10')
    """
    refuse(
        check_type("base", base, Money),
        check_type("percent", percent, Decimal) or _check_percent("percent", percent),
        check_type("rounding", rounding, Rounding),
    )
    amount = share(base, Fraction(percent) / 100, rounding=rounding)
    return Adjustment(amount=amount, reason=reason, charge=charge, percent=percent, code=code)


def _check_percent(field: str, percent: Decimal) -> Fault | None:
    if percent.is_finite():
        return None
    return Fault("adjustment.percent", field, percent, "is not finite", "give a number such as Decimal(10)")


@frozen(kw_only=True)
class DocumentAdjustment:
    """The part of a document's allowance or charge that falls into one VAT category; `amounts` carry its sign."""

    amounts: Amounts
    vat: VatDecision
    reason: str
    charge: bool = False
    code: str = ""

    def __attrs_post_init__(self) -> None:
        refuse(*check_declared("adjustment", self), check_text("adjustment.reason", self.reason))

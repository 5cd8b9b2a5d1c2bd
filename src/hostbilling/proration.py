"""A part of a period has a part of its price, and the parts add up to the price.

The amount of a part is the difference of the price rounded at its two ends (cumulative rounding), never a
rounded share of its own, so no cut of a period makes or loses a cent.
"""

from fractions import Fraction

from attrs import frozen

from .errors import Fault, InvalidInput
from .money import Money, Rounding, share, subtract
from .periods import Period


@frozen(kw_only=True)
class Prorated:
    """An amount with the days it stands for: `numerator` days of `denominator` in `whole`."""

    amount: Money
    numerator: int
    denominator: int
    part: Period
    whole: Period


def prorate(price: Money, *, part: Period, whole: Period, rounding: Rounding) -> Prorated:
    """Return what `part` costs of the `price` of `whole`, by real days.

    `part` must lie inside `whole`; raises `InvalidInput` otherwise.

    >>> from datetime import date
    >>> from hostbilling.money import payable
    >>> month = Period(date(2026, 1, 1), date(2026, 2, 1))
    >>> week = Period(date(2026, 1, 8), date(2026, 1, 15))
    >>> prorate(payable("31", "EUR"), part=week, whole=month, rounding=Rounding.HALF_UP).amount.amount
    Decimal('7.00')
    """
    if part.start < whole.start or part.end > whole.end:
        raise InvalidInput(
            Fault("proration.outside", "part", str(part), f"is not inside {whole}", "cut it to the whole first")
        )  # fmt: skip

    def up_to(days: int) -> Money:
        return share(price, Fraction(days, whole.days), rounding=rounding)

    amount = subtract(up_to((part.end - whole.start).days), up_to((part.start - whole.start).days))
    return Prorated(amount=amount, numerator=part.days, denominator=whole.days, part=part, whole=whole)

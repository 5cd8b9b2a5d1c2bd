"""A part of a period has a part of its price, and the parts add up to the price.

The amount of a part is the difference of the price rounded at its two ends (cumulative rounding), never a
rounded share of its own, so no cut of a period makes or loses a cent. Other ways of counting are profiles with
a name, for hosts that promised them; each result carries its profile, its days and the periods they come from.
"""

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Final

from attrs import evolve, frozen

from .errors import Fault, InvalidInput, check_type, refuse
from .money import Money, Rounding, is_negative, least, share, subtract
from .periods import Period


class Profile(Enum):
    """How days are counted, and where the amount is rounded."""

    CUMULATIVE = "cumulative"
    """Real days of the real period; the price is rounded at both ends of the part, so that parts add up."""
    DIRECT = "direct"
    """Real days of the real period; each part is rounded by itself, so parts may miss the price by a cent each."""
    THIRTY_360 = "thirty_360"
    """Every month has 30 days and the 31st is no day of its own (30E/360, ISDA 2006 section 4.16(g)); parts add up."""


def _thirty_360(day: date) -> int:
    return 360 * day.year + 30 * day.month + min(day.day, 30)


_NUMBER_OF: Final[Mapping[Profile, Callable[[date], int]]] = {
    Profile.CUMULATIVE: date.toordinal,
    Profile.DIRECT: date.toordinal,
    Profile.THIRTY_360: _thirty_360,
}


@frozen(kw_only=True)
class DayShare:
    """The days that a part has of a whole, `numerator` of `denominator`, as the profile counts them."""

    numerator: int
    denominator: int
    part: Period
    whole: Period
    profile: Profile

    @property
    def fraction(self) -> Fraction:
        """The share, between 0 and 1."""
        return Fraction(self.numerator, self.denominator)

    def __str__(self) -> str:
        return f"{self.numerator}/{self.denominator} of {self.whole}"


@frozen(kw_only=True)
class Prorated(DayShare):
    """An amount with the days it stands for."""

    amount: Money


def day_share(part: Period, *, whole: Period, profile: Profile = Profile.CUMULATIVE) -> DayShare:
    """Return how many days of `whole` are in `part`.

    `part` must lie inside `whole`, and `whole` hold a day as the profile counts; raises `InvalidInput` otherwise.

    >>> quarter = Period(date(2026, 1, 1), date(2026, 4, 1))
    >>> february = Period(date(2026, 2, 1), date(2026, 3, 1))
    >>> print(day_share(february, whole=quarter))
    28/90 of 2026-01-01 to 2026-03-31
    >>> day_share(february, whole=quarter, profile=Profile.THIRTY_360).fraction
    Fraction(1, 3)
    """
    refuse(
        check_type("part", part, Period), check_type("whole", whole, Period), check_type("profile", profile, Profile)
    )
    if not whole.covers(part):
        raise InvalidInput(
            Fault("proration.outside", "part", str(part), f"is not inside {whole}", "cut it to the whole first")
        )
    denominator = _days(whole, profile)
    if denominator == 0:
        raise InvalidInput(
            Fault("proration.no_days", "whole", str(whole), f"has no day as {profile.value} counts", "count real days")
        )
    return DayShare(numerator=_days(part, profile), denominator=denominator, part=part, whole=whole, profile=profile)


def _days(period: Period, profile: Profile) -> int:
    number_of = _NUMBER_OF[profile]
    return number_of(period.end) - number_of(period.start)


def prorate(
    price: Money, *, part: Period, whole: Period, rounding: Rounding, profile: Profile = Profile.CUMULATIVE
) -> Prorated:
    """Return what `part` costs of the `price` of `whole`.

    `part` must lie inside `whole`; raises `InvalidInput` otherwise.

    >>> from hostbilling.money import payable
    >>> month = Period(date(2026, 1, 1), date(2026, 2, 1))
    >>> week = Period(date(2026, 1, 8), date(2026, 1, 15))
    >>> prorate(payable("31", "EUR"), part=week, whole=month, rounding=Rounding.HALF_UP).amount.amount
    Decimal('7.00')
    """
    days = day_share(part, whole=whole, profile=profile)
    number_of = _NUMBER_OF[profile]

    def up_to(day: date) -> Money:
        reached = number_of(day) - number_of(whole.start)
        return share(price, Fraction(reached, days.denominator), rounding=rounding)

    if profile is Profile.DIRECT:
        amount = share(price, days.fraction, rounding=rounding)
    else:
        amount = subtract(up_to(part.end), up_to(part.start))
    return Prorated(
        amount=amount, numerator=days.numerator, denominator=days.denominator, part=part, whole=whole, profile=profile
    )


def refund_share(paid: Money, *, unused: Period, whole: Period, refunded: Money, rounding: Rounding) -> Prorated:
    """Return what goes back for the `unused` part of a period, of what was really paid for the `whole` of it.

    `refunded` is what was given back before; both together never exceed `paid`, whatever was cut out before.

    >>> from hostbilling.money import payable, zero
    >>> year, rest = Period(date(2026, 1, 1), date(2027, 1, 1)), Period(date(2026, 10, 1), date(2027, 1, 1))
    >>> asked = {"unused": rest, "whole": year, "rounding": Rounding.HALF_UP}
    >>> print(refund_share(payable("73", "EUR"), refunded=zero("EUR"), **asked).amount)
    18.40 EUR
    """
    share_ = prorate(paid, part=unused, whole=whole, rounding=rounding)
    left = subtract(paid, refunded)
    if is_negative(left):
        raise InvalidInput(
            Fault(
                "refund.exceeds", "refunded", str(refunded), f"is more than the {paid} paid", "pass what was given back"
            )
        )
    return evolve(share_, amount=least(share_.amount, left))

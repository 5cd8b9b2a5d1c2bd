"""Reference rates as the host gives them, and the days of a delay to which each belongs.

A rate that is missing is asked for and never guessed from the one before.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from attrs import frozen

from ..errors import Fault, InvalidInput, check_date, check_type, refuse
from ..periods import Period
from .late_law import RateOf, Reference

_HALF_YEARS = ((1, 1), (7, 1))


@frozen(kw_only=True)
class KnownRate:
    """A reference rate in percent, and the days on which it is known to hold."""

    reference: Reference
    percent: Decimal
    held: Period

    def __attrs_post_init__(self) -> None:
        refuse(
            check_type("rate.reference", self.reference, Reference),
            check_type("rate.percent", self.percent, Decimal),
            check_type("rate.held", self.held, Period),
            Fault("rate.percent", "rate.percent", self.percent, "is no number", "pass a finite Decimal")
            if isinstance(self.percent, Decimal) and not self.percent.is_finite()
            else None,
        )


@frozen(kw_only=True)
class Segment:
    """Days of delay under one rate, and the day whose reference rate that is."""

    period: Period
    rate_of: date


def segments(*, since: date, until: date, rate_of: RateOf) -> tuple[Segment, ...]:
    """Return the days of delay from `since` up to, not including, `until`, cut where the rate changes.

    >>> for part in segments(since=date(2026, 12, 20), until=date(2027, 1, 10), rate_of=RateOf.HALF_YEAR):
    ...     print(part.period, "at the rate of", part.rate_of)
    2026-12-20 to 2026-12-31 at the rate of 2026-07-01
    2027-01-01 to 2027-01-09 at the rate of 2027-01-01
    """
    refuse(check_date("since", since), check_date("until", until), check_type("rate_of", rate_of, RateOf))
    if until <= since:
        return ()
    whole = Period(since, until)
    if rate_of is RateOf.FIRST_DAY:
        return (Segment(period=whole, rate_of=since),)
    changes = [date(year, *day) for year in range(since.year, until.year + 1) for day in _HALF_YEARS]
    return tuple(Segment(period=part, rate_of=_half_year(part.start)) for part in whole.split(*changes))


def _half_year(day: date) -> date:
    return max(start for half in _HALF_YEARS if (start := date(day.year, *half)) <= day)


def known_percent(rates: Iterable[KnownRate], reference: Reference, *, on: date) -> Decimal | None:
    """Return the reference rate of a day, None when nobody gave it.

    Raises `InvalidInput` when two rates are given for the day.
    """
    found = {rate.percent for rate in rates if rate.reference is reference and on in rate.held}
    if len(found) > 1:
        raise InvalidInput(
            Fault("rate.twice", "rates", tuple(sorted(found)), f"are two for {on}", "give one rate for each day")
        )
    return next(iter(found), None)

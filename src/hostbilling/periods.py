"""Civil dates: terms, half-open periods, and the dates that an anchor throws.

The k-th date of a cycle is computed from the original anchor and clamped last, so 31 January is followed by
28 February and then by 31 March again. Months, years and days are never converted into each other.
Periods hold their first day and not their last: [start, end).
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from attrs import frozen

from .errors import Fault, InvalidInput, check_count, check_date, refuse

_DAYS_IN_MONTH = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Unit(Enum):
    """What a term counts."""

    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"


@frozen
class Term:
    """A length of time in one unit: 28 days, 1 month, 2 years.

    >>> Term.months(1), Term.months(12) == Term.years(1)
    (Term.months(1), False)
    """

    count: int
    unit: Unit

    def __attrs_post_init__(self) -> None:
        refuse(check_count("term.count", self.count, least=1))

    @classmethod
    def days(cls, count: int) -> "Term":
        """Return a term of whole days."""
        return cls(count, Unit.DAYS)

    @classmethod
    def months(cls, count: int) -> "Term":
        """Return a term of calendar months."""
        return cls(count, Unit.MONTHS)

    @classmethod
    def years(cls, count: int) -> "Term":
        """Return a term of calendar years."""
        return cls(count, Unit.YEARS)

    def __repr__(self) -> str:
        return f"Term.{self.unit.value}({self.count})"

    def __str__(self) -> str:
        return f"{self.count} {self.unit.value[:-1] if self.count == 1 else self.unit.value}"


class MonthRule(Enum):
    """Which day a month gives when it lacks the anchor's day."""

    CLAMP = "clamp"
    """The last day of the month (Regulation 1182/71, article 3(2)(c))."""
    END_OF_MONTH = "end_of_month"
    """As CLAMP, and an anchor on a month's last day stays on the last day."""
    ROLL_FORWARD = "roll_forward"
    """The first day of the following month."""


def days_in_month(year: int, month: int) -> int:
    """Return how many days the month has."""
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)  # noqa: PLR2004
    return 29 if leap else _DAYS_IN_MONTH[month - 1]


def _in_month(year: int, month: int, day: int, rule: MonthRule) -> date:
    last = days_in_month(year, month)
    if day <= last:
        return date(year, month, day)
    if rule is MonthRule.ROLL_FORWARD:
        return date(year, month, last) + timedelta(days=1)
    return date(year, month, last)


def advance(
    start: date,
    term: Term,
    *,
    times: int = 1,
    anchor_day: int | None = None,
    month_rule: MonthRule = MonthRule.CLAMP,
) -> date:
    """Return the date `times` terms after `start` (before it when negative).

    `anchor_day` (1 to 31) is the day of the month to come back to after short months; without it the day
    of `start` counts. Raises `InvalidInput` when the date leaves the calendar.

    >>> advance(date(2026, 1, 31), Term.months(1)), advance(date(2026, 1, 31), Term.months(1), times=2)
    (datetime.date(2026, 2, 28), datetime.date(2026, 3, 31))
    """
    refuse(
        check_date("start", start),
        Fault("anchor.day", "anchor_day", anchor_day, "is no day of a month", "pass 1 to 31")
        if anchor_day is not None and anchor_day not in range(1, 32)
        else None,
    )
    try:
        if term.unit is Unit.DAYS:
            return start + timedelta(days=term.count * times)
        months = term.count * times * (12 if term.unit is Unit.YEARS else 1)
        year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
        day = start.day if anchor_day is None else anchor_day
        if month_rule is MonthRule.END_OF_MONTH and start.day == days_in_month(start.year, start.month):
            day = 31
        return _in_month(year, month + 1, day, month_rule)
    except (ValueError, OverflowError):
        raise InvalidInput(
            Fault("date.range", "times", times, f"leaves the calendar from {start} by {term}", "stay within the years 1 to 9999")
        ) from None  # fmt: skip


@frozen
class Period:
    """The days from `start` up to, not including, `end`; at least one day.

    >>> Period(date(2026, 1, 1), date(2026, 2, 1)).days
    31
    """

    start: date
    end: date

    def __attrs_post_init__(self) -> None:
        refuse(check_date("start", self.start), check_date("end", self.end))
        if self.start >= self.end:
            raise InvalidInput(
                Fault("period.reversed", "end", self.end, f"is not after the start {self.start}",
                      "give the first day after the period")
            )  # fmt: skip

    @classmethod
    def of(cls, start: date, term: Term, *, anchor_day: int | None = None) -> "Period":
        """Return the period of one term from `start`."""
        return cls(start, advance(start, term, anchor_day=anchor_day))

    @property
    def days(self) -> int:
        """How many days it holds."""
        return (self.end - self.start).days

    @property
    def last_day(self) -> date:
        """The last day inside it."""
        return self.end - timedelta(days=1)

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    def overlap(self, other: "Period") -> "Period | None":
        """Return the days in both periods, or None."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Period(start, end) if start < end else None

    def __str__(self) -> str:
        return f"{self.start} to {self.last_day}"


@frozen
class Cycle:
    """The endless row of dates that an anchor and a term make, in both directions.

    `anchor_day` differs from the anchor's own day when the anchor itself was already clamped.

    >>> list(Cycle(date(2026, 1, 31), Term.months(1)).dates(date(2026, 2, 1), date(2026, 5, 1)))
    [datetime.date(2026, 2, 28), datetime.date(2026, 3, 31), datetime.date(2026, 4, 30)]
    """

    anchor: date
    term: Term
    anchor_day: int | None = None
    month_rule: MonthRule = MonthRule.CLAMP

    def date(self, k: int) -> date:
        """Return the k-th date; the 0-th is the anchor's."""
        return advance(self.anchor, self.term, times=k, anchor_day=self.anchor_day, month_rule=self.month_rule)

    def period(self, k: int) -> Period:
        """Return the period from the k-th date to the next."""
        return Period(self.date(k), self.date(k + 1))

    def index(self, on: date) -> int:
        """Return k of the period that holds `on`."""
        refuse(check_date("on", on))
        if self.term.unit is Unit.DAYS:
            return (on - self.anchor).days // self.term.count
        months = self.term.count * (12 if self.term.unit is Unit.YEARS else 1)
        k = ((on.year - self.anchor.year) * 12 + on.month - self.anchor.month) // months
        # The month count is exact but for the day of the month, which moves k by one at most.
        return k - 1 if self.date(k) > on else k + (self.date(k + 1) <= on)

    def containing(self, on: date) -> Period:
        """Return the period that holds `on`."""
        return self.period(self.index(on))

    def dates(self, start: date, end: date) -> Iterator[date]:
        """Yield the dates from `start` up to, not including, `end`."""
        k = self.index(start)
        k += self.date(k) < start
        while (day := self.date(k)) < end:
            yield day
            k += 1


def civil_date(instant: datetime, *, zone: str) -> date:
    """Return the date on the wall in `zone` (an IANA name) at an aware instant.

    >>> civil_date(datetime(2026, 6, 30, 23, 30, tzinfo=UTC), zone="Europe/Bratislava")
    datetime.date(2026, 7, 1)
    """
    return _in_zone(instant, zone).date()


def due_instant(instant: datetime, *, after: timedelta, zone: str) -> datetime:
    """Return the instant `after` an aware instant, in elapsed time, shown in `zone`.

    A promise of 24 hours counts hours, not the same time on the wall, so it moves by one across a clock change.
    """
    return _in_zone(_in_zone(instant, "UTC") + after, zone)


def _in_zone(instant: datetime, zone: str) -> datetime:
    if not isinstance(instant, datetime) or instant.utcoffset() is None:
        raise InvalidInput(
            Fault("instant.naive", "instant", instant, "has no zone", "pass a datetime with tzinfo")
        )
    try:
        return instant.astimezone(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise InvalidInput(
            Fault("zone.unknown", "zone", zone, "is not an IANA time zone", "pass a name such as 'Europe/Paris'")
        ) from None  # fmt: skip

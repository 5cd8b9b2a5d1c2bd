"""Lengths of time, and where they lead from a date.

Month arithmetic is that of Regulation (EEC, Euratom) 1182/71, article 3(2)(c): the same day of the month, and the
last day of a month that lacks it. The other rules for short months are for hosts that promised otherwise.
"""

from datetime import date, timedelta
from enum import Enum

from attrs import frozen

from ..errors import Fault, InvalidInput, check_count, check_date, check_type, refuse

_DAYS_IN_MONTH = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Unit(Enum):
    """What a term counts."""

    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"


_MONTHS = {Unit.DAYS: 0, Unit.MONTHS: 1, Unit.YEARS: 12}


@frozen
class Term:
    """A length of time in one unit: 28 days, 1 month, 2 years; at least one.

    >>> Term.months(1), Term.months(12) == Term.years(1)
    (Term.months(1), False)
    """

    count: int
    unit: Unit

    def __attrs_post_init__(self) -> None:
        refuse(check_count("term.count", self.count, least=1), check_type("term.unit", self.unit, Unit))

    @classmethod
    def days(cls, count: int) -> "Term":
        """Return a term of whole days."""
        return cls(count, Unit.DAYS)

    @classmethod
    def weeks(cls, count: int) -> "Term":
        """Return a term of whole weeks, which always have seven days.

        >>> Term.weeks(2)
        Term.days(14)
        """
        refuse(check_count("term.count", count, least=1))
        return cls(7 * count, Unit.DAYS)

    @classmethod
    def months(cls, count: int) -> "Term":
        """Return a term of calendar months."""
        return cls(count, Unit.MONTHS)

    @classmethod
    def years(cls, count: int) -> "Term":
        """Return a term of calendar years."""
        return cls(count, Unit.YEARS)

    @property
    def whole_months(self) -> int:
        """How many calendar months it has; 0 for a term of days."""
        return self.count * _MONTHS[self.unit]

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
    """Return how many days the month has.

    >>> days_in_month(2026, 2), days_in_month(2028, 2), days_in_month(2100, 2)
    (28, 29, 28)
    """
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)  # noqa: PLR2004  # Gregorian
    return 29 if leap else _DAYS_IN_MONTH[month - 1]


def check_day_of_month(field: str, day: object) -> Fault | None:
    """Fault unless `day` is 1 to 31."""
    if isinstance(day, int) and not isinstance(day, bool) and day in range(1, 32):
        return None
    return Fault("anchor.day", field, day, "is no day of a month", "pass 1 to 31")


def in_month_of(on: date, day: int, *, month_rule: MonthRule = MonthRule.CLAMP) -> date:
    """Return the `day` (1 to 31) of the month that holds `on`; it may lie before `on`.

    Raises `InvalidInput` when `day` is no day of a month, or when it rolls out of the calendar.

    >>> in_month_of(date(2026, 2, 7), 31)
    datetime.date(2026, 2, 28)
    """
    refuse(check_date("on", on), check_day_of_month("day", day), check_type("month_rule", month_rule, MonthRule))
    return advance(on, Term.months(1), times=0, anchor_day=day, month_rule=month_rule)


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
        check_type("term", term, Term),
        check_type("times", times, int),
        None if anchor_day is None else check_day_of_month("anchor_day", anchor_day),
        check_type("month_rule", month_rule, MonthRule),
    )
    try:
        if term.unit is Unit.DAYS:
            return start + timedelta(days=term.count * times)
        year, month = divmod(start.year * 12 + start.month - 1 + term.whole_months * times, 12)
        day = start.day if anchor_day is None else anchor_day
        if month_rule is MonthRule.END_OF_MONTH and start.day == days_in_month(start.year, start.month):
            day = 31
        return _in_month(year, month + 1, day, month_rule)
    except (ValueError, OverflowError):
        raise InvalidInput(
            Fault("date.range", "times", times, f"leaves the calendar from {start} by {term}",
                  "stay within the years 1 to 9999")
        ) from None  # fmt: skip

"""When a series starts again: the period that a date belongs to.

One civil date, the issue date in the seller's zone, decides the period; the counter and the printed year both
come from it, so they cannot disagree. A year that happens to stand in the fixed text of a pattern means nothing.
"""

import re
from collections.abc import Mapping
from datetime import date
from enum import Enum

from attrs import frozen

from ..errors import Fault, check_count, check_date, check_type, refuse
from ..periods import Period, Term, days_in_month

_COMMON_YEAR = 2023
"""Any year without 29 February: a fiscal year must begin on a day that every year has."""

EVER = "all"
"""The one period key of a series that never resets."""


class Reset(Enum):
    """How often a series starts again."""

    NEVER = "never"
    YEARLY = "yearly"
    MONTHLY = "monthly"
    DAILY = "daily"
    FISCAL_YEAR = "fiscal_year"
    """On the first day of the seller's fiscal year."""


@frozen
class MonthDay:
    """A day that comes once a year, such as the first of a fiscal year.

    >>> MonthDay(4, 1)
    MonthDay(month=4, day=1)
    """

    month: int
    day: int

    def __attrs_post_init__(self) -> None:
        refuse(check_count("month", self.month, least=1), check_count("day", self.day, least=1))
        if self.month > 12 or self.day > days_in_month(_COMMON_YEAR, self.month):  # noqa: PLR2004
            refuse(
                Fault("month_day.none", "month_day", f"{self.month:02}-{self.day:02}", "is not a day of every year",
                      "give a month and a day such as MonthDay(4, 1)")
            )  # fmt: skip


JANUARY_1 = MonthDay(1, 1)


_KEYS: Mapping[Reset, tuple[str, str]] = {
    Reset.NEVER: (EVER, EVER),
    Reset.YEARLY: ("[0-9]{4}", "2026"),
    Reset.MONTHLY: ("[0-9]{4}-(0[1-9]|1[0-2])", "2026-03"),
    Reset.DAILY: ("[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", "2026-03-31"),
    Reset.FISCAL_YEAR: ("FY[0-9]{4}", "FY2025"),
}
"""How the key of a period is written, and an example."""


def check_period_key(field: str, period: object, *, reset: Reset) -> Fault | None:
    """Fault for what is no key of a period: under a mistyped one nothing would ever be counted."""
    form, example = _KEYS[reset]
    if isinstance(period, str) and re.fullmatch(form, period):
        return None
    return Fault("period.key", field, period, f"is no period of a series that resets {reset.value}",
                 f"write it like {example!r}, as period_key does")  # fmt: skip


def fiscal_year(on: date, *, start: MonthDay) -> int:
    """Return the calendar year in which the fiscal year of `on` began.

    >>> fiscal_year(date(2026, 3, 31), start=MonthDay(4, 1))
    2025
    """
    refuse(check_date("on", on), check_type("start", start, MonthDay))
    return on.year - ((on.month, on.day) < (start.month, start.day))


def period_key(on: date, *, reset: Reset, start: MonthDay = JANUARY_1) -> str:
    """Return the name of the period of `on`: 2026, 2026-03, 2026-03-31, FY2025, or `EVER`.

    Keys of one reset sort in the order of time.

    >>> period_key(date(2026, 3, 31), reset=Reset.FISCAL_YEAR, start=MonthDay(4, 1))
    'FY2025'
    """
    refuse(check_date("on", on), check_type("reset", reset, Reset), check_type("start", start, MonthDay))
    match reset:
        case Reset.NEVER:
            return EVER
        case Reset.YEARLY:
            return f"{on.year:04}"
        case Reset.MONTHLY:
            return f"{on.year:04}-{on.month:02}"
        case Reset.DAILY:
            return on.isoformat()
        case Reset.FISCAL_YEAR:
            return f"FY{fiscal_year(on, start=start):04}"


def period_days(on: date, *, reset: Reset, start: MonthDay = JANUARY_1) -> Period | None:
    """Return the days of the period that holds `on`; None for a series that never resets.

    >>> print(period_days(date(2026, 3, 31), reset=Reset.MONTHLY))
    2026-03-01 to 2026-03-31
    """
    refuse(check_date("on", on), check_type("reset", reset, Reset), check_type("start", start, MonthDay))
    match reset:
        case Reset.NEVER:
            return None
        case Reset.YEARLY:
            return Period.of(date(on.year, 1, 1), Term.years(1))
        case Reset.MONTHLY:
            return Period.of(date(on.year, on.month, 1), Term.months(1))
        case Reset.DAILY:
            return Period.of(on, Term.days(1))
        case Reset.FISCAL_YEAR:
            return Period.of(date(fiscal_year(on, start=start), start.month, start.day), Term.years(1))

"""Working days: whose they are is the host's to say, because holidays differ by country, region and year."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Protocol

from attrs import field, frozen

from ..errors import Fault, InvalidInput, check_date, check_type, refuse
from .spans import Period
from .terms import Term, advance

SATURDAY, SUNDAY = 5, 6
_DAY = Term.days(1)
_LONGEST_HOLIDAY = 366


class WorkingDays(Protocol):
    """A calendar of working days; `holidays` and similar packages are adapted to it in one line."""

    def is_working_day(self, day: date) -> bool:
        """Tell whether people work on `day`."""
        ...


def check_calendar(field: str, value: object) -> Fault | None:
    """Fault unless `value` is a calendar of working days, or None."""
    if value is None or callable(getattr(value, "is_working_day", None)):
        return None
    return Fault("calendar.type", field, value, "is no calendar", "pass a PlainCalendar, or what has is_working_day")


def _days(days: Iterable[date]) -> frozenset[date]:
    found = frozenset(days)
    refuse(*(check_date("holidays", day) for day in found))
    return found


def _weekdays(days: Iterable[int]) -> frozenset[int]:
    found = frozenset(days)
    if not found <= frozenset(range(7)):
        raise InvalidInput(
            Fault("calendar.weekday", "weekend", found, "holds what is no day of the week",
                  "pass 0 (Monday) to 6 (Sunday)")
        )  # fmt: skip
    return found


@frozen(kw_only=True)
class PlainCalendar:
    """Every day works but the weekend and the holidays given (Regulation 1182/71, article 2).

    `weekend` holds days of the week as `date.weekday` counts them, Monday being 0.

    >>> PlainCalendar(holidays=[date(2026, 5, 1)]).is_working_day(date(2026, 5, 1))
    False
    """

    holidays: frozenset[date] = field(default=frozenset[date](), converter=_days)
    weekend: frozenset[int] = field(default=frozenset({SATURDAY, SUNDAY}), converter=_weekdays)

    def is_working_day(self, day: date) -> bool:
        """Tell whether `day` is neither of the weekend nor a holiday."""
        return day.weekday() not in self.weekend and day not in self.holidays


def next_working_day(on: date, calendar: WorkingDays) -> date:
    """Return `on` when it is a working day, else the first one after it.

    >>> next_working_day(date(2026, 5, 2), PlainCalendar())
    datetime.date(2026, 5, 4)
    """
    refuse(check_date("on", on))
    return _working_day(on, calendar, 1)


def _working_day(on: date, calendar: WorkingDays, step: int) -> date:
    for days in range(_LONGEST_HOLIDAY):
        day = advance(on, _DAY, times=step * days)
        if calendar.is_working_day(day):
            return day
    raise InvalidInput(
        Fault("calendar.idle", "calendar", calendar, f"has no working day for a year from {on}",
              "pass a calendar with working days")
    )  # fmt: skip


def add_working_days(on: date, count: int, calendar: WorkingDays) -> date:
    """Return the `count`-th working day after `on`, or before it when negative; `on` itself is not counted.

    >>> add_working_days(date(2026, 4, 30), 2, PlainCalendar(holidays=[date(2026, 5, 1)]))
    datetime.date(2026, 5, 5)
    """
    refuse(check_date("on", on), check_type("count", count, int))
    step = 1 if count > 0 else -1
    day = on
    for _ in range(abs(count)):
        day = _working_day(advance(day, _DAY, times=step), calendar, step)
    return day


def count_working_days(period: Period, calendar: WorkingDays) -> int:
    """Return how many days of the period are working days.

    >>> count_working_days(Period(date(2026, 5, 1), date(2026, 6, 1)), PlainCalendar())
    21
    """
    return sum(calendar.is_working_day(period.start + timedelta(days=days)) for days in range(period.days))

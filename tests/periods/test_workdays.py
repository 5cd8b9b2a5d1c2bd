"""Working days by a calendar of the host's, or the plain one."""

from datetime import date
from typing import Any

import pytest

from hostbilling.periods import (
    Period,
    PlainCalendar,
    WorkingDays,
    add_working_days,
    count_working_days,
    next_working_day,
)
from tests.refusals import refused

LABOUR_DAY = date(2026, 5, 1)  # a Friday
PLAIN = PlainCalendar()
WITH_LABOUR_DAY = PlainCalendar(holidays=[LABOUR_DAY])
SIX_DAYS = PlainCalendar(weekend={6})


class Idle:
    def is_working_day(self, day: date) -> bool:
        return day.year == 2030


def test_the_plain_calendar() -> None:
    week = [date(2026, 4, 27 + day) for day in range(4)] + [date(2026, 5, day) for day in (1, 2, 3)]
    assert [PLAIN.is_working_day(day) for day in week] == [True, True, True, True, True, False, False]
    assert [WITH_LABOUR_DAY.is_working_day(day) for day in week] == [True, True, True, True, False, False, False]
    assert [SIX_DAYS.is_working_day(day) for day in week] == [True, True, True, True, True, True, False]
    calendar: WorkingDays = PLAIN
    assert calendar.is_working_day(LABOUR_DAY)
    assert hash(WITH_LABOUR_DAY) == hash(PlainCalendar(holidays=(LABOUR_DAY, LABOUR_DAY)))


def test_a_calendar_is_checked() -> None:
    assert refused(PlainCalendar, holidays=["2026-05-01"]) == ("date.type", "holidays")
    assert refused(PlainCalendar, weekend=[7]) == ("calendar.weekday", "weekend")
    assert refused(PlainCalendar, weekend=["sunday"]) == ("calendar.weekday", "weekend")


@pytest.mark.parametrize(
    ("on", "calendar", "found"),
    [
        (date(2026, 4, 30), PLAIN, date(2026, 4, 30)),
        (LABOUR_DAY, PLAIN, LABOUR_DAY),
        (LABOUR_DAY, WITH_LABOUR_DAY, date(2026, 5, 4)),
        (date(2026, 5, 2), PLAIN, date(2026, 5, 4)),
        (date(2026, 5, 2), SIX_DAYS, date(2026, 5, 2)),
        (date(2026, 5, 3), SIX_DAYS, date(2026, 5, 4)),
        (date(2029, 1, 1), Idle(), date(2030, 1, 1)),
    ],
)
def test_the_next_working_day(on: date, calendar: WorkingDays, found: date) -> None:
    assert next_working_day(on, calendar) == found


@pytest.mark.parametrize(
    ("count", "found"),
    [
        (0, date(2026, 4, 30)),
        (1, date(2026, 5, 4)),
        (2, date(2026, 5, 5)),
        (6, date(2026, 5, 11)),
        (-1, date(2026, 4, 29)),
        (-4, date(2026, 4, 24)),
    ],
)
def test_working_days_from_a_day(count: int, found: date) -> None:
    assert add_working_days(date(2026, 4, 30), count, WITH_LABOUR_DAY) == found


def test_working_days_back_from_a_weekend() -> None:
    assert add_working_days(date(2026, 5, 3), -1, WITH_LABOUR_DAY) == date(2026, 4, 30)
    assert add_working_days(date(2026, 5, 3), 1, WITH_LABOUR_DAY) == date(2026, 5, 4)


def test_working_days_of_a_period() -> None:
    assert count_working_days(Period(date(2026, 5, 1), date(2026, 6, 1)), PLAIN) == 21
    assert count_working_days(Period(date(2026, 5, 1), date(2026, 6, 1)), WITH_LABOUR_DAY) == 20
    assert count_working_days(Period(date(2026, 5, 2), date(2026, 5, 4)), PLAIN) == 0


def test_a_calendar_without_working_days_is_refused() -> None:
    # 1 January 2029 is 365 days before the year in which Idle works
    assert refused(next_working_day, date(2028, 12, 31), Idle()) == ("calendar.idle", "calendar")
    assert refused(add_working_days, date(2028, 1, 1), -1, Idle()) == ("calendar.idle", "calendar")
    assert refused(next_working_day, LABOUR_DAY, PlainCalendar(weekend=range(7))) == ("calendar.idle", "calendar")


def test_days_and_counts_are_checked() -> None:
    count: Any = 1.0
    assert refused(next_working_day, "2026-05-01", PLAIN) == ("date.type", "on")
    assert refused(add_working_days, "2026-05-01", 1, PLAIN) == ("date.type", "on")
    assert refused(add_working_days, LABOUR_DAY, count, PLAIN) == ("value.type", "count")
    assert refused(next_working_day, date(9999, 12, 31), Idle()) == ("date.range", "times")

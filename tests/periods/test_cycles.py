"""Cycles: every date comes from the anchor, so short months shorten nothing after them."""

from datetime import date, timedelta
from itertools import islice
from typing import Any

import pytest

from hostbilling.periods import Cycle, MonthRule, Period, Term, calendar_cycle, whole_terms
from tests.refusals import refused

MONTH_ENDS = Cycle(date(2026, 1, 31), Term.months(1))


def test_dates_recover_after_short_months() -> None:
    assert [MONTH_ENDS.nth(k) for k in range(-2, 6)] == [
        date(2025, 11, 30), date(2025, 12, 31), date(2026, 1, 31), date(2026, 2, 28),
        date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31), date(2026, 6, 30),
    ]  # fmt: skip
    assert MONTH_ENDS.period(1) == Period(date(2026, 2, 28), date(2026, 3, 31))


@pytest.mark.parametrize(
    ("on", "k"),
    [
        (date(2026, 1, 30), -1),
        (date(2026, 1, 31), 0),
        (date(2026, 2, 1), 0),
        (date(2026, 2, 27), 0),
        (date(2026, 2, 28), 1),
        (date(2026, 3, 30), 1),
        (date(2026, 3, 31), 2),
        (date(2024, 2, 29), -23),
        (date(2024, 2, 28), -24),
        (date(2025, 12, 31), -1),
    ],
)
def test_the_period_that_holds_a_day(on: date, k: int) -> None:
    assert MONTH_ENDS.index(on) == k
    assert on in MONTH_ENDS.containing(on)


@pytest.mark.parametrize(
    "cycle",
    [
        MONTH_ENDS,
        Cycle(date(2026, 1, 15), Term.months(3), anchor_day=31),
        Cycle(date(2026, 3, 31), Term.months(2), month_rule=MonthRule.ROLL_FORWARD),
        Cycle(date(2026, 2, 28), Term.months(1), month_rule=MonthRule.END_OF_MONTH),
        Cycle(date(2024, 2, 29), Term.years(1)),
        Cycle(date(2024, 2, 29), Term.years(1), month_rule=MonthRule.ROLL_FORWARD),
        Cycle(date(2026, 1, 31), Term.days(10)),
    ],
)
def test_every_day_is_in_the_period_that_the_index_names(cycle: Cycle) -> None:
    for days in range(-800, 800):
        day = date(2026, 1, 1) + timedelta(days=days)
        k = cycle.index(day)
        assert cycle.nth(k) <= day < cycle.nth(k + 1)
        assert cycle.falls_on(day) is (cycle.nth(k) == day)
        assert cycle.on_or_after(day) == (day if cycle.nth(k) == day else cycle.nth(k + 1))


def test_the_anchor_day_may_differ_from_the_anchor() -> None:
    clamped = Cycle(date(2026, 2, 28), Term.months(1), anchor_day=31)
    assert [clamped.nth(k) for k in range(3)] == [date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)]


def test_dates_between() -> None:
    assert list(MONTH_ENDS.dates(date(2026, 1, 31), date(2026, 4, 30))) == [
        date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31),
    ]  # fmt: skip
    assert list(MONTH_ENDS.dates(date(2026, 2, 1), date(2026, 2, 28))) == []
    assert list(islice(MONTH_ENDS.dates(date(2026, 2, 1), date(9999, 1, 1)), 1)) == [date(2026, 2, 28)]
    assert list(MONTH_ENDS.dates(date(2026, 5, 1), date(2026, 2, 1))) == []
    assert list(MONTH_ENDS.dates(date(2026, 5, 1), date(2026, 7, 31))) == [date(2026, 5, 31), date(2026, 6, 30)]


def test_an_inner_cycle_keeps_the_day_of_the_outer_anchor() -> None:
    quarters = Cycle(date(2026, 3, 31), Term.months(3))
    months = quarters.with_term(Term.months(1))
    assert [months.nth(k) for k in (6, 7, 8, 9)] == [
        date(2026, 9, 30), date(2026, 10, 31), date(2026, 11, 30), date(2026, 12, 31),
    ]  # fmt: skip
    assert quarters.nth(3) == months.nth(9)


def test_a_cycle_is_checked_when_made() -> None:
    day: Any = "2026-01-31"
    term: Any = 1
    assert refused(Cycle, day, Term.days(1)) == ("date.type", "anchor")
    assert refused(Cycle, date(2026, 1, 31), term) == ("value.type", "term")
    assert refused(Cycle, date(2026, 1, 31), Term.months(1), 32) == ("anchor.day", "anchor_day")
    assert refused(Cycle, date(2026, 1, 31), Term.months(1), 31, "clamp") == ("value.type", "month_rule")
    assert refused(MONTH_ENDS.index, day) == ("date.type", "on")


@pytest.mark.parametrize(
    ("start", "end", "term", "count"),
    [
        (date(2012, 7, 16), date(2012, 7, 29), Term.weeks(1), 1),
        (date(2012, 7, 16), date(2012, 7, 30), Term.weeks(1), 2),
        (date(2026, 1, 31), date(2026, 2, 27), Term.months(1), 0),
        (date(2026, 1, 31), date(2026, 2, 28), Term.months(1), 1),
        (date(2026, 1, 31), date(2026, 3, 30), Term.months(1), 1),
        (date(2024, 2, 29), date(2025, 2, 28), Term.years(1), 1),
        (date(2026, 1, 31), date(2026, 1, 31), Term.months(1), 0),
        (date(2026, 1, 31), date(2025, 1, 31), Term.months(1), 0),
    ],
)
def test_whole_terms_that_fit(start: date, end: date, term: Term, count: int) -> None:
    assert whole_terms(start, end, term) == count


@pytest.mark.parametrize(
    ("on", "term", "period"),
    [
        (date(2026, 5, 20), Term.months(1), (date(2026, 5, 1), date(2026, 6, 1))),
        (date(2026, 5, 20), Term.months(2), (date(2026, 5, 1), date(2026, 7, 1))),
        (date(2026, 5, 20), Term.months(3), (date(2026, 4, 1), date(2026, 7, 1))),
        (date(2026, 5, 20), Term.months(12), (date(2026, 1, 1), date(2027, 1, 1))),
        (date(2026, 5, 20), Term.years(2), (date(2026, 1, 1), date(2028, 1, 1))),
        (date(2026, 5, 20), Term.weeks(1), (date(2026, 5, 18), date(2026, 5, 25))),
        (date(2026, 5, 18), Term.weeks(1), (date(2026, 5, 18), date(2026, 5, 25))),
        (date(2026, 5, 24), Term.weeks(2), (date(2026, 5, 18), date(2026, 6, 1))),
    ],
)
def test_periods_in_step_with_the_calendar(on: date, term: Term, period: tuple[date, date]) -> None:
    assert calendar_cycle(on, term).containing(on) == Period(*period)


@pytest.mark.parametrize("term", [Term.days(1), Term.days(30), Term.months(5), Term.months(24), Term.months(13)])
def test_terms_that_keep_no_step_with_the_calendar(term: Term) -> None:
    assert refused(calendar_cycle, date(2026, 5, 20), term) == ("term.uneven", "term")


def test_a_calendar_cycle_is_checked() -> None:
    assert refused(calendar_cycle, "2026-05-20", Term.months(1)) == ("date.type", "on")
    assert refused(calendar_cycle, date(2026, 5, 20), "month") == ("value.type", "term")

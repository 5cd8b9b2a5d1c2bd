"""Half-open periods, and what several of them cover, share and leave out."""

import pickle
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest

from hostbilling.periods import MonthRule, Period, Term, gaps, overlaps, tiles, union
from tests.refusals import refused


def jan(first: int, end: int) -> Period:
    """Return the days of January 2026 from the first to before the end; 32 is 1 February."""
    return Period(date(2026, 1, first), date(2026, 1, 1) + timedelta(days=end - 1))


JANUARY = jan(1, 32)


def test_a_period_holds_its_first_day_and_not_its_end() -> None:
    week = jan(8, 15)
    assert week.days == 7
    assert week.last_day == date(2026, 1, 14)
    assert date(2026, 1, 7) not in week
    assert date(2026, 1, 8) in week
    assert date(2026, 1, 14) in week
    assert date(2026, 1, 15) not in week
    assert str(week) == "2026-01-08 to 2026-01-14"
    assert jan(8, 9).days == 1


def test_a_period_has_at_least_a_day_and_its_ends_in_order() -> None:
    assert refused(Period, date(2026, 1, 1), date(2026, 1, 1)) == ("period.reversed", "end")
    assert refused(Period, date(2026, 1, 2), date(2026, 1, 1)) == ("period.reversed", "end")
    assert refused(Period, "2026-01-01", date(2026, 1, 1)) == ("date.type", "start")
    assert refused(Period, date(2026, 1, 1), datetime(2026, 1, 2, tzinfo=UTC)) == ("date.datetime", "end")


def test_a_period_of_a_term() -> None:
    assert Period.of(date(2026, 1, 31), Term.months(1)) == Period(date(2026, 1, 31), date(2026, 2, 28))
    assert Period.of(date(2026, 2, 28), Term.months(1), anchor_day=31).end == date(2026, 3, 31)
    assert Period.of(date(2026, 1, 31), Term.months(1), month_rule=MonthRule.ROLL_FORWARD).end == date(2026, 3, 1)


def test_covering_and_overlapping() -> None:
    assert JANUARY.covers(JANUARY)
    assert JANUARY.covers(jan(1, 2))
    assert JANUARY.covers(jan(31, 32))
    assert not JANUARY.covers(jan(31, 33))
    assert not jan(2, 32).covers(jan(1, 3))
    assert jan(1, 10).overlap(jan(5, 20)) == jan(5, 10)
    assert jan(5, 20).overlap(jan(1, 10)) == jan(5, 10)
    assert jan(1, 20).overlap(jan(5, 6)) == jan(5, 6)
    assert jan(1, 5).overlap(jan(5, 9)) is None
    assert jan(1, 5).overlap(jan(6, 9)) is None


def test_splitting() -> None:
    assert jan(1, 10).split() == (jan(1, 10),)
    assert jan(1, 10).split(date(2026, 1, 5), date(2026, 1, 3), date(2026, 1, 5)) == (jan(1, 3), jan(3, 5), jan(5, 10))
    assert jan(5, 10).split(date(2026, 1, 5), date(2026, 1, 10), date(2026, 1, 1), date(2026, 1, 31)) == (jan(5, 10),)


def test_the_share_of_a_whole() -> None:
    assert jan(8, 15).fraction_of(JANUARY) == Fraction(7, 31)
    assert JANUARY.fraction_of(JANUARY) == 1
    assert refused(JANUARY.fraction_of, jan(8, 15)) == ("period.outside", "period")


def test_periods_sort_by_start_then_end() -> None:
    assert sorted([jan(5, 9), jan(1, 9), jan(5, 6)]) == [jan(1, 9), jan(5, 6), jan(5, 9)]
    assert len({jan(1, 2), jan(1, 2), jan(1, 3)}) == 2
    assert pickle.loads(pickle.dumps(JANUARY)) == JANUARY  # noqa: S301


@pytest.mark.parametrize(
    ("periods", "joined"),
    [
        ([], ()),
        ([jan(1, 5)], (jan(1, 5),)),
        ([jan(5, 9), jan(1, 5)], (jan(1, 9),)),
        ([jan(1, 5), jan(6, 9)], (jan(1, 5), jan(6, 9))),
        ([jan(1, 20), jan(3, 5), jan(6, 8)], (jan(1, 20),)),
        ([jan(1, 5), jan(3, 9), jan(12, 14), jan(14, 16)], (jan(1, 9), jan(12, 16))),
    ],
)
def test_union(periods: list[Period], joined: tuple[Period, ...]) -> None:
    assert union(periods) == joined


@pytest.mark.parametrize(
    ("periods", "left"),
    [
        ([], (JANUARY,)),
        ([JANUARY], ()),
        ([Period(date(2025, 1, 1), date(2027, 1, 1))], ()),
        ([Period(date(2025, 1, 1), date(2025, 6, 1))], (JANUARY,)),
        ([jan(1, 5), jan(10, 20)], (jan(5, 10), jan(20, 32))),
        ([jan(10, 20), jan(15, 25)], (jan(1, 10), jan(25, 32))),
        ([Period(date(2025, 12, 1), date(2026, 1, 3)), jan(30, 40)], (jan(3, 30),)),
    ],
)
def test_gaps(periods: list[Period], left: tuple[Period, ...]) -> None:
    assert gaps(periods, within=JANUARY) == left


@pytest.mark.parametrize(
    ("periods", "twice"),
    [
        ([], ()),
        ([jan(1, 5), jan(5, 9)], ()),
        ([jan(1, 5), jan(4, 9)], (jan(4, 5),)),
        ([jan(1, 20), jan(3, 5), jan(6, 8)], (jan(3, 5), jan(6, 8))),
        ([jan(1, 20), jan(3, 5), jan(18, 25)], (jan(3, 5), jan(18, 20))),
        ([jan(1, 9), jan(1, 9), jan(1, 9)], (jan(1, 9),)),
        ([jan(1, 10), jan(2, 6), jan(4, 8)], (jan(2, 8),)),
    ],
)
def test_overlaps(periods: list[Period], twice: tuple[Period, ...]) -> None:
    assert overlaps(periods) == twice
    assert overlaps(reversed(periods)) == twice


@pytest.mark.parametrize(
    ("parts", "whole", "fits"),
    [
        ([], None, True),
        ([], JANUARY, False),
        ([JANUARY], JANUARY, True),
        ([jan(1, 5), jan(5, 32)], JANUARY, True),
        ([jan(1, 5), jan(5, 31)], JANUARY, False),
        ([jan(2, 5), jan(5, 32)], JANUARY, False),
        ([jan(1, 5), jan(6, 32)], JANUARY, False),
        ([jan(1, 6), jan(5, 32)], JANUARY, False),
        ([jan(5, 32), jan(1, 5)], None, False),
        ([jan(2, 5), jan(5, 31)], None, True),
    ],
)
def test_tiling(parts: list[Period], whole: Any, fits: bool) -> None:  # noqa: FBT001
    assert tiles(parts, whole) is fits

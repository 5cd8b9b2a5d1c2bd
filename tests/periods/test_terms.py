"""Terms, and where they lead: clamped to the month, counted from the anchor, never converted."""

import pickle
from datetime import UTC, date, datetime
from typing import Any

import attrs
import pytest

from hostbilling.periods import MonthRule, Term, Unit, advance, days_in_month, in_month_of
from tests.refusals import faults_of, refused


def test_a_term_is_a_count_of_one_unit() -> None:
    assert [Term.days(28), Term.weeks(2), Term.months(1), Term.years(2)] == [
        Term(28, Unit.DAYS),
        Term(14, Unit.DAYS),
        Term(1, Unit.MONTHS),
        Term(2, Unit.YEARS),
    ]
    assert Term.weeks(1) == Term.days(7)
    assert Term.months(12) != Term.years(1)
    assert [str(term) for term in (Term.days(1), Term.days(28), Term.months(1), Term.years(2))] == [
        "1 day", "28 days", "1 month", "2 years",
    ]  # fmt: skip
    assert [term.whole_months for term in (Term.days(30), Term.months(3), Term.years(2))] == [0, 3, 24]
    assert eval(repr(Term.months(3)), {"Term": Term}) == Term.months(3)  # noqa: S307
    assert pickle.loads(pickle.dumps(Term.years(1))) == Term.years(1)  # noqa: S301
    assert len({Term.days(1), Term.days(1), Term.months(1)}) == 2


@pytest.mark.parametrize("make", [Term.days, Term.weeks, Term.months, Term.years])
def test_a_term_counts_at_least_one(make: Any) -> None:
    assert refused(make, 0) == ("count.low", "term.count")
    assert refused(make, -1) == ("count.low", "term.count")
    assert refused(make, 1.5) == ("count.type", "term.count")
    assert refused(make, True) == ("count.type", "term.count")  # noqa: FBT003


def test_a_term_has_a_unit_of_ours() -> None:
    unit: Any = "months"
    assert refused(Term, 1, unit) == ("value.type", "term.unit")


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2026, [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]),
        (2028, [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]),
        (2100, [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]),
        (2000, [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]),
    ],
)
def test_days_in_month(year: int, days: list[int]) -> None:
    assert [days_in_month(year, month) for month in range(1, 13)] == days


JAN_31 = date(2026, 1, 31)


@pytest.mark.parametrize(
    ("start", "term", "times", "end"),
    [
        (JAN_31, Term.months(1), 1, date(2026, 2, 28)),
        (JAN_31, Term.months(1), 2, date(2026, 3, 31)),
        (JAN_31, Term.months(1), 3, date(2026, 4, 30)),
        (JAN_31, Term.months(1), 0, JAN_31),
        (JAN_31, Term.months(1), -1, date(2025, 12, 31)),
        (JAN_31, Term.months(2), -1, date(2025, 11, 30)),
        (JAN_31, Term.months(1), 25, date(2028, 2, 29)),
        (date(2026, 12, 15), Term.months(1), 1, date(2027, 1, 15)),
        (date(2026, 11, 30), Term.months(3), 1, date(2027, 2, 28)),
        (date(2028, 2, 29), Term.years(1), 1, date(2029, 2, 28)),
        (date(2028, 2, 29), Term.years(1), 4, date(2032, 2, 29)),
        (date(2028, 2, 29), Term.years(2), -1, date(2026, 2, 28)),
        (date(2027, 12, 31), Term.days(60), 1, date(2028, 2, 29)),
        (date(2026, 3, 1), Term.days(1), -1, date(2026, 2, 28)),
        (date(2026, 3, 1), Term.weeks(1), 3, date(2026, 3, 22)),
    ],
)
def test_advance(start: date, term: Term, times: int, end: date) -> None:
    assert advance(start, term, times=times) == end


@pytest.mark.parametrize(
    ("rule", "start", "anchor_day", "end"),
    [
        (MonthRule.CLAMP, date(2026, 2, 28), None, date(2026, 3, 28)),
        (MonthRule.CLAMP, date(2026, 2, 28), 31, date(2026, 3, 31)),
        (MonthRule.CLAMP, date(2026, 3, 31), 30, date(2026, 4, 30)),
        (MonthRule.END_OF_MONTH, date(2026, 2, 28), None, date(2026, 3, 31)),
        (MonthRule.END_OF_MONTH, date(2026, 4, 30), None, date(2026, 5, 31)),
        (MonthRule.END_OF_MONTH, date(2026, 1, 30), None, date(2026, 2, 28)),
        (MonthRule.END_OF_MONTH, date(2028, 2, 28), None, date(2028, 3, 28)),
        (MonthRule.ROLL_FORWARD, date(2026, 1, 31), None, date(2026, 3, 1)),
        (MonthRule.ROLL_FORWARD, date(2026, 3, 31), None, date(2026, 5, 1)),
        (MonthRule.ROLL_FORWARD, date(2026, 1, 28), None, date(2026, 2, 28)),
        (MonthRule.ROLL_FORWARD, date(2026, 1, 15), 31, date(2026, 3, 1)),
    ],
)
def test_what_a_short_month_gives(rule: MonthRule, start: date, anchor_day: int | None, end: date) -> None:
    assert advance(start, Term.months(1), anchor_day=anchor_day, month_rule=rule) == end


def test_days_and_month_rules_do_not_meet() -> None:
    assert advance(date(2026, 2, 28), Term.days(30), anchor_day=31) == date(2026, 3, 30)
    assert advance(date(2026, 2, 28), Term.days(30), month_rule=MonthRule.END_OF_MONTH) == date(2026, 3, 30)


@pytest.mark.parametrize(
    ("start", "term", "times"),
    [
        (date(9999, 12, 1), Term.months(1), 1),
        (date(9999, 12, 31), Term.days(1), 1),
        (date(1, 1, 1), Term.days(1), -1),
        (date(1, 1, 1), Term.years(1), -1),
        (date(2026, 1, 1), Term.years(1), 10**9),
        (date(2026, 1, 1), Term.days(1), 10**12),
        (date(2026, 1, 1), Term.days(10**12), 1),
    ],
)
def test_the_calendar_has_ends(start: date, term: Term, times: int) -> None:
    assert refused(advance, start, term, times=times) == ("date.range", "times")


def test_rolling_out_of_the_calendar() -> None:
    rolls = {"anchor_day": 31, "month_rule": MonthRule.ROLL_FORWARD}
    assert advance(date(9999, 11, 30), Term.months(1), **rolls) == date(9999, 12, 31)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_wrong_arguments_are_told_together() -> None:
    wrong: dict[str, Any] = {"times": 1.5, "anchor_day": 32, "month_rule": "clamp"}
    start: Any = datetime(2026, 1, 1, tzinfo=UTC)
    term: Any = "month"
    assert faults_of(advance, start, term, **wrong) == [
        ("date.datetime", "start"), ("value.type", "term"), ("value.type", "times"), ("anchor.day", "anchor_day"),
        ("value.type", "month_rule"),
    ]  # fmt: skip
    assert faults_of(in_month_of, start, 0, month_rule="clamp") == [
        ("date.datetime", "on"), ("anchor.day", "day"), ("value.type", "month_rule"),
    ]  # fmt: skip


@pytest.mark.parametrize("day", [0, 32, -1, 1.0, "1", True])
def test_a_day_of_the_month_is_1_to_31(day: Any) -> None:
    assert refused(advance, JAN_31, Term.months(1), anchor_day=day) == ("anchor.day", "anchor_day")
    assert refused(in_month_of, JAN_31, day) == ("anchor.day", "day")


def test_a_day_placed_in_a_month() -> None:
    assert in_month_of(date(2026, 2, 7), 31) == date(2026, 2, 28)
    assert in_month_of(date(2026, 2, 28), 1) == date(2026, 2, 1)
    assert in_month_of(date(2026, 7, 19), 23) == date(2026, 7, 23)
    assert in_month_of(date(2026, 2, 7), 30, month_rule=MonthRule.ROLL_FORWARD) == date(2026, 3, 1)
    day: Any = None
    assert refused(in_month_of, JAN_31, day) == ("anchor.day", "day")
    assert refused(in_month_of, "2026-01-31", 1) == ("date.type", "on")
    assert refused(in_month_of, JAN_31, 1, month_rule="clamp") == ("value.type", "month_rule")


def test_a_term_cannot_be_changed() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        Term.days(1).count = 2  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]

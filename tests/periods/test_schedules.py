"""Billing schedules: stubs against the whole period they cut, in advance and in arrears."""

import pickle
from datetime import date
from fractions import Fraction
from itertools import islice
from typing import Any

import pytest

from hostbilling.periods import BillingPeriod, BillingSchedule, Cycle, MonthRule, Period, Term, Timing
from tests.refusals import faults_of, refused

START, END = date(2011, 1, 1), date(2011, 4, 27)
QUARTERS = BillingSchedule.to_day(START, Term.months(3), anchor_day=15, end=END)


def shares(schedule: BillingSchedule, count: int = 5) -> list[tuple[date, Fraction]]:
    return [(period.part.start, period.share) for period in islice(schedule.periods(), count)]


def test_stubs_are_measured_against_the_whole_period_they_cut() -> None:
    # 15 Oct to 15 Jan has 92 days, 15 Apr to 15 Jul has 91
    assert shares(QUARTERS) == [
        (date(2011, 1, 1), Fraction(14, 92)),
        (date(2011, 1, 15), Fraction(1)),
        (date(2011, 4, 15), Fraction(12, 91)),
    ]
    first, middle, last = QUARTERS.periods()
    assert [first.is_stub, middle.is_stub, last.is_stub] == [True, False, True]
    assert first.whole == Period(date(2010, 10, 15), date(2011, 1, 15))


def test_a_service_may_end_inside_its_leading_stub() -> None:
    short = BillingSchedule.to_day(START, Term.months(1), anchor_day=15, end=date(2011, 1, 8))
    assert shares(short) == [(START, Fraction(7, 31))]
    assert short.next_cycle_date(None) is None


def test_a_service_may_end_on_a_cycle_date() -> None:
    whole = BillingSchedule.to_day(START, Term.months(1), anchor_day=1, end=date(2011, 3, 1))
    assert shares(whole) == [(START, Fraction(1)), (date(2011, 2, 1), Fraction(1))]


def test_a_service_without_an_anchor_day_begins_whole() -> None:
    own_day = BillingSchedule.to_day(date(2026, 1, 31), Term.months(1), end=date(2026, 3, 15))
    assert shares(own_day) == [(date(2026, 1, 31), Fraction(1)), (date(2026, 2, 28), Fraction(15, 31))]


def test_an_open_schedule_never_ends() -> None:
    open_end = BillingSchedule.to_day(date(2026, 1, 31), Term.months(1), anchor_day=31)
    assert [start.isoformat() for start, _ in shares(open_end, 4)] == [
        "2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30",
    ]  # fmt: skip
    assert {share for _, share in shares(open_end, 30)} == {Fraction(1)}


@pytest.mark.parametrize(
    ("start", "term", "anchor_day", "first"),
    [
        (date(2012, 2, 16), Term.months(12), 30, date(2012, 2, 29)),
        (date(2012, 1, 31), Term.months(1), 30, date(2012, 2, 29)),
        (date(2012, 1, 31), Term.months(3), 30, date(2012, 4, 30)),
        (date(2012, 1, 31), Term.years(1), 30, date(2013, 1, 30)),
        (date(2012, 4, 30), Term.months(1), 31, date(2012, 4, 30)),
        (date(2012, 1, 16), Term.months(1), 16, date(2012, 1, 16)),
        (date(2012, 1, 16), Term.months(1), None, date(2012, 1, 16)),
        (date(2012, 1, 31), Term.months(1), None, date(2012, 1, 31)),
        (date(2012, 1, 16), Term.days(30), 5, date(2012, 1, 16)),
    ],
)
def test_the_first_cycle_date(start: date, term: Term, anchor_day: int | None, first: date) -> None:
    assert BillingSchedule.to_day(start, term, anchor_day=anchor_day).first_cycle_date == first


def test_month_rules_reach_the_schedule() -> None:
    def second(anchor_day: int | None, month_rule: MonthRule) -> date:
        schedule = BillingSchedule.to_day(
            date(2026, 1, 31), Term.months(1), anchor_day=anchor_day, month_rule=month_rule
        )
        return [*islice(schedule.periods(), 2)][1].part.start

    assert second(31, MonthRule.CLAMP) == date(2026, 2, 28)
    assert second(31, MonthRule.ROLL_FORWARD) == date(2026, 3, 1)
    assert second(None, MonthRule.ROLL_FORWARD) == date(2026, 3, 1)
    rolling = BillingSchedule.to_day(
        date(2026, 2, 20), Term.months(1), anchor_day=31, month_rule=MonthRule.ROLL_FORWARD
    )
    assert [period.part.start for period in islice(rolling.periods(), 3)] == [
        date(2026, 2, 20), date(2026, 3, 1), date(2026, 3, 31),
    ]  # fmt: skip


def test_a_schedule_may_run_to_any_cycle() -> None:
    yearly = BillingSchedule(start=date(2026, 5, 20), cycle=Cycle(date(2020, 7, 1), Term.years(1)))
    assert yearly.first_cycle_date == date(2026, 7, 1)
    assert shares(yearly, 2) == [(date(2026, 5, 20), Fraction(42, 365)), (date(2026, 7, 1), Fraction(1))]


@pytest.mark.parametrize(
    ("on", "in_advance", "in_arrears"),
    [
        (date(2010, 12, 31), 0, 0),
        (date(2011, 1, 1), 1, 0),
        (date(2011, 1, 14), 1, 0),
        (date(2011, 1, 15), 2, 1),
        (date(2011, 4, 14), 2, 1),
        (date(2011, 4, 15), 3, 2),
        (date(2011, 4, 26), 3, 2),
        (date(2011, 4, 27), 3, 3),
        (date(2020, 1, 1), 3, 3),
    ],
)
def test_what_is_due(on: date, in_advance: int, in_arrears: int) -> None:
    every = tuple(QUARTERS.periods())
    assert QUARTERS.due(on, timing=Timing.IN_ADVANCE) == every[:in_advance]
    assert QUARTERS.due(on, timing=Timing.IN_ARREARS) == every[:in_arrears]


JAN_16 = date(2012, 1, 16)


@pytest.mark.parametrize(
    ("anchor_day", "end", "on", "through", "following"),
    [
        # the situations that Kill Bill's in-arrear tests draw
        (13, None, date(2012, 1, 16), None, date(2012, 2, 13)),
        (13, None, date(2012, 2, 13), date(2012, 2, 13), date(2012, 3, 13)),
        (16, None, date(2012, 1, 19), date(2012, 1, 16), date(2012, 2, 16)),
        (25, None, date(2012, 1, 19), None, date(2012, 1, 25)),
        (25, date(2012, 1, 19), date(2012, 1, 25), date(2012, 1, 19), None),
        (25, None, date(2012, 1, 25), date(2012, 1, 25), date(2012, 2, 25)),
        (18, date(2012, 1, 20), date(2012, 1, 25), date(2012, 1, 20), date(2012, 2, 18)),
        (18, None, date(2012, 1, 25), date(2012, 1, 18), date(2012, 2, 18)),
        (18, date(2012, 1, 28), date(2012, 1, 25), date(2012, 1, 18), date(2012, 2, 18)),
        (18, None, date(2012, 2, 18), date(2012, 2, 18), date(2012, 3, 18)),
        (18, date(2012, 2, 16), date(2012, 2, 18), date(2012, 2, 16), date(2012, 2, 18)),
        (16, None, date(2012, 1, 16), date(2012, 1, 16), date(2012, 2, 16)),
        # before the start nothing is billed, not even nothing
        (16, None, date(2012, 1, 15), None, date(2012, 1, 16)),
        (18, date(2012, 1, 18), date(2012, 1, 18), date(2012, 1, 18), date(2012, 2, 18)),
    ],
)
def test_billed_through_in_arrears(
    anchor_day: int, end: date | None, on: date, through: date | None, following: date | None
) -> None:
    service = BillingSchedule.to_day(JAN_16, Term.months(1), anchor_day=anchor_day, end=end)
    assert service.billed_through(on, timing=Timing.IN_ARREARS) == through
    assert service.next_cycle_date(through) == following


@pytest.mark.parametrize(
    ("on", "through"),
    [
        (date(2010, 12, 31), None),
        (date(2011, 1, 1), date(2011, 1, 15)),
        (date(2011, 1, 15), date(2011, 4, 15)),
        (date(2011, 4, 15), date(2011, 4, 27)),
    ],
)
def test_billed_through_in_advance(on: date, through: date | None) -> None:
    assert QUARTERS.billed_through(on, timing=Timing.IN_ADVANCE) == through


def test_nothing_is_billed_in_advance_before_the_start() -> None:
    service = BillingSchedule.to_day(JAN_16, Term.months(1))
    assert service.billed_through(date(2012, 1, 15), timing=Timing.IN_ADVANCE) is None
    assert service.billed_through(JAN_16, timing=Timing.IN_ADVANCE) == date(2012, 2, 16)


def test_a_schedule_is_checked() -> None:
    cycle: Any = "monthly"
    assert refused(BillingSchedule, start="2012", cycle=QUARTERS.cycle) == ("date.type", "start")
    assert refused(BillingSchedule, start=START, cycle=cycle) == ("value.type", "cycle")
    assert refused(BillingSchedule, start=START, cycle=QUARTERS.cycle, end="2012") == ("date.type", "end")
    assert refused(BillingSchedule, start=START, cycle=QUARTERS.cycle, end=START) == ("period.reversed", "end")
    assert refused(BillingSchedule.to_day, START, cycle) == ("value.type", "term")
    assert refused(BillingSchedule.to_day, "2012", Term.days(1)) == ("date.type", "start")
    assert faults_of(BillingSchedule.to_day, "2012", cycle) == [("date.type", "start"), ("value.type", "term")]
    assert refused(BillingSchedule.to_day, START, Term.months(1), anchor_day=0) == ("anchor.day", "anchor_day")
    assert refused(QUARTERS.due, "2012", timing=Timing.IN_ADVANCE) == ("date.type", "on")
    assert refused(QUARTERS.due, START, timing="in_advance") == ("value.type", "timing")
    assert refused(QUARTERS.billed_through, START, timing=None) == ("value.type", "timing")


def test_a_stub_outside_its_whole_has_no_share() -> None:
    wrong = BillingPeriod(part=Period(START, END), whole=Period(START, date(2011, 2, 1)))
    with pytest.raises(ValueError, match=r"period\.outside"):
        _ = wrong.share


def test_schedules_can_be_stored() -> None:
    assert pickle.loads(pickle.dumps(QUARTERS)) == QUARTERS  # noqa: S301
    assert hash(QUARTERS) == hash(BillingSchedule.to_day(START, Term.months(3), anchor_day=15, end=END))
    assert len({*QUARTERS.periods()}) == 3

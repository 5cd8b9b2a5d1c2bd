"""Laws of periods, for any anchor, term and start; what is expected comes from Python's calendar, not from us."""

import calendar
from datetime import date, timedelta
from fractions import Fraction
from itertools import islice, pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from hostbilling.periods import (
    BillingSchedule,
    Cycle,
    MonthRule,
    Period,
    PlainCalendar,
    Term,
    Timing,
    add_working_days,
    advance,
    count_working_days,
    deadline,
    gaps,
    overlaps,
    tiles,
    union,
    whole_terms,
)

days = st.dates(date(1950, 1, 1), date(2150, 12, 31))
month_terms = st.one_of(st.integers(1, 40).map(Term.months), st.integers(1, 10).map(Term.years))
terms = st.one_of(month_terms, st.integers(1, 400).map(Term.days))
anchor_days = st.one_of(st.none(), st.integers(1, 31))
rules = st.sampled_from(MonthRule)
cycles = st.builds(Cycle, days, terms, anchor_days, rules)
periods = st.builds(lambda start, length: Period(start, start + timedelta(days=length)), days, st.integers(1, 900))
near = st.dates(date(2026, 1, 1), date(2026, 2, 10))
short = st.builds(lambda start, length: Period(start, start + timedelta(days=length)), near, st.integers(1, 20))
calendars = st.builds(PlainCalendar, holidays=st.sets(near), weekend=st.sampled_from([{5, 6}, {6}, {4, 5}, set[int]()]))


def every_day(period: Period) -> set[date]:
    return {period.start + timedelta(days=n) for n in range((period.end - period.start).days)}


@given(days, month_terms, st.integers(-60, 60), st.integers(1, 31))
def test_months_are_counted_and_then_clamped(start: date, term: Term, times: int, day: int) -> None:
    count = term.count * times * (12 if term == Term.years(term.count) else 1)
    months = start.year * 12 + (start.month - 1) + count
    year, month = months // 12, months % 12 + 1
    assume(1 <= year <= 9999)
    expected = date(year, month, min(day, calendar.monthrange(year, month)[1]))
    assert advance(start, term, times=times, anchor_day=day) == expected


@given(cycles, st.integers(-40, 40))
def test_periods_of_a_cycle_tile(cycle: Cycle, k: int) -> None:
    found = [cycle.period(i) for i in range(k, k + 6)]
    assert tiles(found, Period(found[0].start, found[-1].end))
    assert all(one.end == after.start for one, after in pairwise(found))
    assert all(cycle.index(period.start) == cycle.index(period.last_day) == i for i, period in enumerate(found, k))


@given(days, terms, anchor_days, rules, st.integers(1, 3000), days)
def test_a_schedule_tiles_the_life_of_a_service(  # noqa: PLR0917  # hypothesis names them
    start: date, term: Term, anchor_day: int | None, rule: MonthRule, length: int, on: date
) -> None:
    end = start + timedelta(days=length)
    service = BillingSchedule.to_day(start, term, anchor_day=anchor_day, end=end, month_rule=rule)
    billed = [*service.periods()]
    assert billed[0].part.start == start
    assert billed[-1].part.end == end
    assert all(one.part.end == after.part.start for one, after in pairwise(billed))
    assert all(period.share == 1 for period in billed[1:-1])
    assert all(0 < period.share <= 1 for period in billed)
    assert all(period.part.end == end or service.cycle.falls_on(period.part.end) for period in billed)
    in_advance, in_arrears = (service.due(on, timing=timing) for timing in Timing)
    assert in_advance == tuple(period for period in billed if period.part.start <= on)
    assert in_arrears == tuple(period for period in billed if period.part.end <= on)
    assert len(in_advance) - len(in_arrears) in {0, 1}


@given(days, month_terms, anchor_days, st.integers(1, 1500))
def test_two_services_that_follow_one_another_cost_as_much_as_one(
    start: date, term: Term, anchor_day: int | None, length: int
) -> None:
    change = start + timedelta(days=length)
    whole = BillingSchedule.to_day(start, term, anchor_day=anchor_day)
    first = BillingSchedule(start=start, cycle=whole.cycle, end=change)
    second = BillingSchedule(start=change, cycle=whole.cycle)
    until = whole.cycle.on_or_after(change)
    before = sum((period.share for period in first.periods()), Fraction(0))
    rest = [period.share for period in islice(second.periods(), 1) if period.part.end <= until]
    together = [period.share for period in whole.due(until, timing=Timing.IN_ARREARS)]
    assert before + sum(rest) == sum(together)


@given(st.lists(short, max_size=6), short)
def test_sets_of_days(several: list[Period], within: Period) -> None:
    held = [every_day(period) for period in several]
    in_any = set().union(*held)
    twice = {day for day in in_any if sum(day in one for one in held) > 1}
    assert set().union(*map(every_day, union(several))) == in_any
    assert set().union(*map(every_day, overlaps(several))) == twice
    assert set().union(*map(every_day, gaps(several, within=within))) == every_day(within) - in_any
    for found in (union(several), overlaps(several), gaps(several, within=within)):
        assert all(one.end < after.start for one, after in pairwise(found))


@given(periods, st.lists(days, max_size=6))
def test_splitting_keeps_every_day(period: Period, cuts: list[date]) -> None:
    parts = period.split(*cuts)
    assert tiles(parts, period)
    assert sum(part.days for part in parts) == (period.end - period.start).days
    assert sum(part.fraction_of(period) for part in parts) == 1
    assert len(parts) == 1 + len({day for day in cuts if period.start < day < period.end})


@given(days, terms, st.integers(0, 30))
def test_terms_that_fit(start: date, term: Term, count: int) -> None:
    end = advance(start, term, times=count)
    assert whole_terms(start, end, term) == count
    assert whole_terms(start, end - timedelta(days=1), term) == max(0, count - 1)


@given(near, st.integers(1, 25).map(Term.days), calendars)
def test_deadlines_hold_what_the_law_says(event: date, term: Term, working: PlainCalendar) -> None:
    found = deadline(event, term, calendar=working)
    assert found.counted_to == event + timedelta(days=term.count)
    assert found.last_day >= found.counted_to
    assert working.is_working_day(found.last_day)
    worked = [day for day in every_day(Period(found.first_day, found.last_day + timedelta(days=1)))
              if working.is_working_day(day)]  # fmt: skip
    assert len(worked) >= min(term.count, 2)
    if found.last_day > found.counted_to:
        # not a day longer than needed
        assert len(worked) == 2 or len([day for day in worked if day > found.counted_to]) == 1


@given(near, st.integers(-30, 30), calendars)
def test_working_days_are_counted_one_by_one(on: date, count: int, working: PlainCalendar) -> None:
    found = add_working_days(on, count, working)
    if count > 0:
        assert count_working_days(Period(on + timedelta(days=1), found + timedelta(days=1)), working) == count
    elif count < 0:
        assert count_working_days(Period(found, on), working) == -count
    assert count == 0 or working.is_working_day(found)

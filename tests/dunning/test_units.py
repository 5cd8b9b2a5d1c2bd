"""Schedules that count weeks, months of the calendar and working days beside days."""

from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.demands import Action, Demand, Origin, Stage
from hostbilling.dunning import (
    DunningPolicy,
    Standing,
    charge_slots,
    check_policy,
    due_now,
    next_change,
    resolve,
    standing,
    timeline,
)
from hostbilling.lifecycle import FamilyPolicy, NeverPays, forecast
from hostbilling.periods import PlainCalendar
from hostbilling.serde import dump, load
from hostbilling.services import Service, ServiceState
from tests.refusals import fault_of, refused
from tests.thread.host import Host, book, service

from .test_any_policy import _lived

END = date(2027, 3, 31)  # a Wednesday
WEEKDAYS = PlainCalendar()
ISSUE = Stage(name="proforma_issued", action=Action.ISSUE, origin=Origin.END, months=-1)


def stage(name: str, action: Action, origin: Origin = Origin.END, waits_for: str | None = None, **rest: Any) -> Stage:
    return Stage(name=name, action=action, origin=origin, waits_for=waits_for, **rest)


def policy(*stages: Stage, issue: Stage = ISSUE) -> DunningPolicy:
    return DunningPolicy(id="units", pay_within=14, late_pay_within=5, stages=(issue, *stages))


MIXED = policy(
    stage("first", Action.NOTIFY, working_days=-10),
    stage("second", Action.NOTIFY, weeks=-1),
    stage("off", Action.SUSPEND, working_days=2, waits_for="second", aged=7),
    stage("told", Action.NOTIFY, Origin.SUSPENDED, weeks=1),
    stage("gone", Action.DELETE, Origin.SUSPENDED, months=1, waits_for="told"),
    stage("purged", Action.PURGE, Origin.DELETED, months=6),
)
EXPECTED = [
    ("2027-02-28", "proforma_issued"),  # there is no 31 February
    ("2027-03-17", "first"),
    ("2027-03-24", "second"),
    ("2027-04-02", "off"),
    ("2027-04-09", "told"),
    ("2027-05-03", "gone"),  # 2 May is a Sunday
    ("2027-11-03", "purged"),
]


def hosted(own: DunningPolicy) -> Host:
    ours = evolve(book(), usual=FamilyPolicy(explicit=own, tacit=own), adverse_days=WEEKDAYS)
    return Host(service("S1", end=END), book=ours)


def lived(own: DunningPolicy, until: date) -> list[tuple[str, str]]:
    host = hosted(own)
    found = forecast(host.account, host.book, on=date(2026, 12, 1), assuming=NeverPays(), until=until)
    return sorted((str(on), name) for on, name in _lived(found.facts))


def asked(own: DunningPolicy, day: date) -> tuple[Demand, Service]:
    host = hosted(own)
    host.nights(date(2027, 2, 1), day)
    return host.account.demands[0], host.account.service("S1")


def test_each_stage_comes_in_its_unit() -> None:
    found = timeline(MIXED, end=END, calendar=WEEKDAYS)
    assert [(str(event.date), event.name) for event in found.events] == EXPECTED
    assert [str(event.reason) for event in found.events][1:4] == [
        "10 working days before the end of validity, 2027-03-31.",
        "1 week before the end of validity, 2027-03-31.",
        "2 working days after the end of validity, 2027-03-31.",
    ]


def test_the_nights_do_the_same() -> None:
    assert lived(MIXED, date(2027, 12, 1)) == EXPECTED


@pytest.mark.parametrize(("after", "expected"), [("2027-03-01", "2027-03-17"), ("2027-03-24", "2027-04-02")])
def test_the_next_step_needs_the_working_days(after: str, expected: str) -> None:
    day = date.fromisoformat(after)
    demand, one = asked(MIXED, day + timedelta(days=1))
    found = next_change(demand.parts[0], one, due_on=demand.due_on, after=day, calendar=WEEKDAYS)
    assert str(found) == expected


def test_without_them_nothing_is_guessed() -> None:
    demand, one = asked(MIXED, date(2027, 3, 2))
    missing = ("stage.calendar", "calendar")
    assert refused(timeline, MIXED, end=END) == missing
    assert refused(next_change, demand.parts[0], one, due_on=demand.due_on, after=END) == missing
    assert refused(due_now, demand.parts[0], one, on=END, due_on=demand.due_on) == missing
    monthly = evolve(MIXED, stages=(ISSUE, *MIXED.stages[2:3]))
    assert [str(event) for event in timeline(monthly, end=END).events] == [
        "2027-02-28 proforma_issued",
        "2027-03-24 second",
    ]


def test_a_book_without_working_days_refuses_a_policy_that_counts_them() -> None:
    own = FamilyPolicy(explicit=MIXED, tacit=MIXED)
    fault = fault_of(lambda: evolve(book(), usual=own))
    assert (fault.code, fault.problem) == ("book.adverse_days", "is missing, yet first counts working days")
    assert evolve(book(), usual=own, adverse_days=WEEKDAYS).usual is own


def test_recovery_may_be_counted_in_months() -> None:
    demand, _ = asked(MIXED, date(2027, 5, 4))
    gone = evolve(service("S1", end=END), state=ServiceState.DELETED, changed_on=date(2027, 5, 3))
    stands = [standing(gone, demand, on=date(2027, 11, day)) for day in (2, 3)]
    assert stands == [Standing.DELETED_RECOVERABLE, Standing.PURGED]
    in_days = evolve(demand, parts=tuple(evolve(part, schedule=(ISSUE, WORKDAYS)) for part in demand.parts))
    kept = [standing(gone, in_days, on=date(2027, 5, day), calendar=WEEKDAYS) for day in (9, 10)]
    assert kept == [Standing.DELETED_RECOVERABLE, Standing.PURGED]


WORKDAYS = stage("purged", Action.PURGE, Origin.DELETED, working_days=5)  # Monday to Monday

# -------------------------------------------------------------------------------- the order


def notices(*offsets: dict[str, Any]) -> DunningPolicy:
    named = [stage(f"n{place}", Action.NOTIFY, **offset) for place, offset in enumerate(offsets)]
    return policy(*named, issue=stage("proforma_issued", Action.ISSUE, months=-3))


@pytest.mark.parametrize(
    "offsets",
    [
        ({"days": -7}, {"days": -14}),
        ({"days": -7}, {"weeks": -1}),
        ({"weeks": -1}, {"days": -7}),
        ({"months": -1}, {"months": -2}),
        ({"working_days": -3}, {"working_days": -3}),
        ({"months": -2}, {"days": -7}, {"months": -2}),
    ],
)
def test_notices_of_one_unit_are_listed_by_their_days(offsets: tuple[dict[str, Any], ...]) -> None:
    assert refused(notices, *offsets) == ("policy.order", f"stages.n{len(offsets) - 1}")


def test_charges_and_notices_and_other_origins_have_an_order_of_their_own() -> None:
    own = policy(
        stage("last", Action.NOTIFY, days=-3),
        stage("charged", Action.CHARGE, days=-10),
        stage("due", Action.NOTIFY, Origin.DUE, days=-10),
        stage("then", Action.NOTIFY, Origin.STEP, days=1),
        stage("again", Action.NOTIFY, Origin.STEP, days=1),
        stage("month", Action.NOTIFY, months=-1),
    )
    assert len(own.stages) == 7


def test_where_units_meet_on_one_day_the_later_listed_stands_for_the_earlier() -> None:
    """A month before 31 March is 28 February, and 30 days are 1 March; before 1 May both are 1 April."""
    own = policy(
        stage("month", Action.NOTIFY, months=-1),
        stage("thirty", Action.NOTIFY, days=-30),
        stage("off", Action.SUSPEND, waits_for="month", aged=20),
        issue=stage("proforma_issued", Action.ISSUE, months=-3),
    )
    march = timeline(own, end=END)
    assert [str(event) for event in march.events] == [
        "2026-12-31 proforma_issued",
        "2027-02-28 month",
        "2027-03-01 thirty",
        "2027-03-31 off",
    ]
    may = timeline(own, end=date(2027, 5, 1))  # both on 1 April
    assert [event.name for event in may.events] == ["proforma_issued", "thirty", "off"]
    assert may.skipped == ("month",)
    assert str(may.reasons[-1]) == "month falls away: thirty is sent by then."


offset = st.one_of(
    st.integers(-80, 5).map(lambda count: {"days": count}),
    st.integers(-11, 0).map(lambda count: {"weeks": count}),
    st.integers(-2, -1).map(lambda count: {"months": count}),
    st.integers(-50, -1).map(lambda count: {"working_days": count}),
)


def _unit(offset: dict[str, Any]) -> tuple[str, int]:
    ((unit, count),) = offset.items()
    return ("days", 7 * count) if unit == "weeks" else (unit, count)


@st.composite
def mixed(draw: st.DrawFn) -> DunningPolicy:
    drawn = draw(st.lists(offset, max_size=5, unique_by=_unit))
    units = [_unit(each)[0] for each in drawn]
    by_unit = {unit: sorted((each for each in drawn if _unit(each)[0] == unit), key=_unit) for unit in units}
    reminders = notices(*(by_unit[unit].pop(0) for unit in units)).stages[1:]
    waits = draw(st.sampled_from(reminders)).name if reminders else "proforma_issued"
    off: dict[str, Any] = draw(st.sampled_from([{"days": 3}, {"working_days": 2}, {"months": 1}]))
    return policy(
        *reminders,
        stage("off", Action.SUSPEND, waits_for=waits, aged=draw(st.integers(0, 20)), **off),
        stage("warned", Action.NOTIFY, Origin.SUSPENDED, days=draw(st.integers(0, 40))),
        stage("told", Action.NOTIFY, Origin.SUSPENDED, months=1),
        stage("gone", Action.DELETE, Origin.SUSPENDED, waits_for="told", months=1),
        stage("purged", Action.PURGE, Origin.DELETED, working_days=draw(st.integers(1, 9))),
        issue=stage("proforma_issued", Action.ISSUE, months=-3),
    )


@given(own=mixed())
def test_in_any_units_the_timeline_is_the_fold_of_the_nights(own: DunningPolicy) -> None:
    found = timeline(own, end=END, calendar=WEEKDAYS)
    planned = sorted((str(event.date), event.name) for event in found.events)
    assert lived(own, found.events[-1].date + timedelta(days=2)) == planned
    kept = resolve(own, issued_on=found.events[0].date, end=END, calendar=WEEKDAYS)
    off, gone = found.on("off"), found.on("gone")
    assert off is not None
    assert gone is not None
    after = {each.name for each in kept if each.name == "warned" and each.day_from(off) > gone}  # nobody is told then
    assert {event.name for event in found.events} == {each.name for each in kept} - set(found.skipped) - after


# ------------------------------------------------------------------------------------- charges


def test_charges_by_the_month_are_as_far_away_as_that_month_is_long() -> None:
    own = policy(stage("charged", Action.CHARGE, months=-1), issue=stage("proforma_issued", Action.ISSUE, months=-2))
    assert [charge_slots(own, end=end).slots for end in (END, date(2027, 5, 1))] == [(-31,), (-30,)]
    counted = policy(stage("charged", Action.CHARGE, working_days=-3))
    assert charge_slots(counted, end=END, calendar=WEEKDAYS).slots == (-5,)


def test_a_policy_is_looked_at_for_every_end() -> None:
    """A month after an end is 28 to 31 days after it: that of some ends is after the suspension."""
    own = policy(
        stage("told", Action.NOTIFY, days=5),
        stage("off", Action.SUSPEND, days=29, waits_for="told"),
        stage("charged", Action.CHARGE, months=1),
        issue=stage("proforma_issued", Action.ISSUE, months=-3),
    )
    assert {finding.code for finding in check_policy(own)} == {"retry.untried", "retry.after_act"}
    safe = evolve(own, stages=tuple(evolve(each, days=31) if each.name == "off" else each for each in own.stages))
    assert check_policy(safe) == ()


def test_a_schedule_in_any_unit_is_stored_and_read_again() -> None:
    assert load(dump(MIXED), DunningPolicy) == MIXED
    assert [each.span for each in load(dump(MIXED), DunningPolicy).stages] == [None, None, -7, None, 7, None, None]

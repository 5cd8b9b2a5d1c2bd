"""Whatever nights are missed, what the others do is known beforehand: worked out here from days alone, without a gate.

A step comes on the first night that runs on or after its day. Of the reminders to pay that come on one night the one of
the latest day is sent, whatever each is counted from; an act counts what it promises from what really happened. No
plan, no account and no fact is asked.
"""

import itertools
from collections.abc import Callable
from datetime import date, timedelta

from attrs import evolve
from hypothesis import example, given
from hypothesis import strategies as st

from hostbilling.demands import Action, Origin, Stage
from hostbilling.dunning import DunningPolicy, resolve
from hostbilling.lifecycle import FamilyPolicy, ServiceDeleted, ServiceSuspended
from hostbilling.presets import websupport
from tests.thread.host import Host, book, service

from .test_any_policy import END, policies

DAY = timedelta(days=1)
LAST = END + timedelta(days=260)
ENDING = (Action.SUSPEND, Action.DELETE)
NOT_TOLD = (Action.CHARGE, Action.MARK)
"""The service is explicit: nothing is charged. Marks are only worth knowing."""


def nights_that_run(missed: frozenset[date]) -> Callable[[date], date]:
    def first(day: date) -> date:
        while day in missed:
            day += DAY
        return day

    return first


def in_closed_form(policy: DunningPolicy, start: date, missed: frozenset[date]) -> list[tuple[date, str]]:
    """Return what happens when nobody pays and the nights of `missed` do not run, from `start` on."""
    on = nights_that_run(missed)
    issued = on(max(start, policy.issue_day(END)))
    due = policy.due_day(issued_on=issued, end=END)
    origins = {Origin.END: END, Origin.DUE: due, Origin.ISSUED: issued}
    schedule = [each for each in resolve(policy, issued_on=issued, end=END) if each.action not in NOT_TOLD]
    came: dict[str, date] = {"proforma_issued": issued}
    turns: dict[str, date] = {}
    before = issued
    for stage in schedule[1:]:
        turns[stage.name] = origins.get(stage.origin, before) + timedelta(days=stage.days)
        day = max(turns[stage.name], issued)
        if stage.action in ENDING:
            day = max(day, due)
        if stage.waits_for is not None:
            day = max(day, on(came[stage.waits_for]) + timedelta(days=stage.aged))
        before = came[stage.name] = on(day)
        if stage.action in ENDING:
            origins[Origin.SUSPENDED if stage.action is Action.SUSPEND else Origin.DELETED] = before
    sent = [each for each in schedule if not _replaced(each, schedule, turns, came)]
    gone = min((came[each.name] for each in schedule if each.action is Action.DELETE), default=date.max)
    return sorted(
        (came[each.name], each.name) for each in sent if came[each.name] <= gone or each.action is Action.PURGE
    )


def _replaced(stage: Stage, schedule: list[Stage], turns: dict[str, date], came: dict[str, date]) -> bool:
    """Whether another reminder to pay comes on the same night in its stead: of a later day, or of one day listed later.

    A reminder is no replacement for what it is itself counted from.
    """
    if stage.action is not Action.NOTIFY or stage.origin is Origin.SUSPENDED:
        return False
    place = schedule.index(stage)
    follows = {each.name for each in itertools.takewhile(_is_step, schedule[place + 1 :])}
    return any(
        (turns[each.name], other) > (turns[stage.name], place) and came[each.name] == came[stage.name]
        for other, each in enumerate(schedule)
        if each.action is Action.NOTIFY and each.origin is not Origin.SUSPENDED and each.name not in follows
    )


def _is_step(stage: Stage) -> bool:
    return stage.origin is Origin.STEP


def lived(policy: DunningPolicy, start: date, missed: frozenset[date]) -> Host:
    host = Host(service("S1", end=END), book=evolve(book(), usual=FamilyPolicy(explicit=policy, tacit=policy)))
    day = max(start, policy.issue_day(END) - DAY)
    while day < LAST:
        if day not in missed:
            host.night(day)
        day += DAY
    return host


def told(host: Host) -> list[tuple[date, str]]:
    others = {"ProformaIssued": "proforma_issued", "ServicePurged": "purged"}
    named = [(fact.on, getattr(fact, "stage", others.get(type(fact).__name__))) for fact in host.facts]
    return sorted((on, name) for on, name in named if name is not None)


def days_after(first: int, count: int) -> frozenset[date]:
    return frozenset(END + timedelta(days=first + place) for place in range(count))


OUTAGES = st.lists(st.tuples(st.integers(-65, 80), st.integers(1, 30)), max_size=3).map(
    lambda found: frozenset[date]().union(*(days_after(first, count) for first, count in found))
)


@given(policy=policies(), start=st.integers(-70, 30), missed=OUTAGES)
@example(policy=websupport.EXPLICIT, start=-70, missed=days_after(-20, 40))
@example(policy=websupport.EXPLICIT, start=-70, missed=days_after(-1, 9))
def test_missed_nights_then_one_run_is_what_the_days_alone_say(
    policy: DunningPolicy, start: int, missed: frozenset[date]
) -> None:
    first = END + timedelta(days=start)
    assert told(lived(policy, first, missed)) == in_closed_form(policy, first, missed)


@given(policy=policies(), missed=OUTAGES)
def test_two_adverse_steps_are_never_closer_together_than_promised(
    policy: DunningPolicy, missed: frozenset[date]
) -> None:
    host = lived(policy, END - timedelta(days=70), missed)
    acts: dict[str, date] = {}
    for fact in host.facts:
        if isinstance(fact, (ServiceSuspended, ServiceDeleted)):
            acts[fact.stage] = fact.on
    gone = next(stage for stage in policy.stages if stage.name == "gone")
    assert acts["gone"] - acts["off"] >= timedelta(days=gone.days)
    part = host.account.demands[0].parts[0]
    for stage in part.schedule:
        if stage.name in acts:
            notices = [on for name, on in part.marks if name in _stand_for(stage, part.schedule)]
            assert acts[stage.name] - min(notices) >= timedelta(days=stage.aged)
    assert acts["off"] >= max(END, host.account.demands[0].due_on)


def _stand_for(act: Stage, schedule: tuple[Stage, ...]) -> set[str | None]:
    """The notice an act waits for, and those of its sort."""
    asked = next((each for each in schedule if each.name == act.waits_for), None)
    if asked is None or asked.origin is Origin.SUSPENDED or asked.action is not Action.NOTIFY:
        return {act.waits_for}
    return {each.name for each in schedule if each.action is asked.action and each.origin is not Origin.SUSPENDED}


def test_a_week_without_nights_around_the_end_moves_websupport_by_that_week() -> None:
    def offsets(facts: list[tuple[date, str]]) -> dict[str, int]:
        return {name: (on - END).days for on, name in facts}

    plain = offsets(told(lived(websupport.EXPLICIT, END - timedelta(days=40), frozenset())))
    late = offsets(told(lived(websupport.EXPLICIT, END - timedelta(days=40), days_after(-10, 17))))
    assert plain == {
        "proforma_issued": -28,
        "reminder_due_day": -14,
        "reminder_before_deactivation": -7,
        "service_deactivated": 0,
        "deletion_notice": 7,
        "service_deleted": 7,
        "purged": 22,
    }
    # The nights of -10 to 6 are missed: the reminder goes out on the 7th, with its week, and all else follows from it.
    assert late == plain | {
        "reminder_before_deactivation": 7,
        "service_deactivated": 14,
        "deletion_notice": 21,
        "service_deleted": 21,
        "purged": 36,
    }

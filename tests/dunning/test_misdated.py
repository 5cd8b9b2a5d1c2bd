"""Policies that say one day and do another are refused or found, and the timeline is what the nights do."""

from datetime import date, timedelta

import pytest
from attrs import evolve

from hostbilling.demands import Action, Origin, Stage
from hostbilling.dunning import DunningPolicy, check_policy, timeline
from hostbilling.lifecycle import (
    FamilyPolicy,
    HoldPlaced,
    NoticeSent,
    ServiceDeleted,
    ServicePurged,
    ServiceSuspended,
)
from hostbilling.lifecycle.holds import Hold
from tests.refusals import refused
from tests.thread.host import Host, book, service

END = date(2026, 12, 19)


def stage(name: str, action: Action, origin: Origin = Origin.END, days: int = 0, **more: object) -> Stage:
    return Stage(name=name, action=action, origin=origin, days=days, **more)  # type: ignore[arg-type]


ISSUE = stage("proforma_issued", Action.ISSUE, days=-28)
LAST = stage("last", Action.NOTIFY, days=-7)
OFF = stage("off", Action.SUSPEND, days=3, waits_for="last", aged=7)
TOLD = stage("told", Action.NOTIFY, Origin.SUSPENDED, 5)
GONE = stage("gone", Action.DELETE, Origin.SUSPENDED, 12, waits_for="told", aged=7)
PURGED = stage("purged", Action.PURGE, Origin.DELETED, 15)


def policy(*stages: Stage, pay_within: int = 14) -> DunningPolicy:
    return DunningPolicy(id="own", stages=stages, pay_within=pay_within, late_pay_within=7)


def nights(own: DunningPolicy, *facts: HoldPlaced) -> dict[str, date]:
    """What the nights make of a policy when nobody pays, stage by stage."""
    host = Host(service("S1", end=END), book=evolve(book(), usual=FamilyPolicy(explicit=own, tacit=own)))
    host.record(*facts)
    host.nights(END - timedelta(days=30), END + timedelta(days=60))
    names: dict[type, str] = {ServiceSuspended: "off", ServiceDeleted: "gone", ServicePurged: "purged"}
    done = {
        names[type(f)]: f.on for f in host.facts if isinstance(f, (ServiceSuspended, ServiceDeleted, ServicePurged))
    }
    return done | {fact.stage: fact.on for fact in host.facts if isinstance(fact, NoticeSent)}


def foreseen(own: DunningPolicy) -> dict[str, date]:
    shown = (Action.ISSUE, Action.MARK)
    return {event.name: event.date for event in timeline(own, end=END).events if event.action not in shown}


def codes(own: DunningPolicy) -> list[str]:
    return [finding.code for finding in check_policy(own)]


def test_a_sound_policy_has_nothing_to_look_at() -> None:
    sound = policy(ISSUE, LAST, OFF, TOLD, GONE, PURGED)
    assert codes(sound) == []
    assert nights(sound) == foreseen(sound)


def test_a_reminder_that_comes_before_the_due_day_is_found_and_its_absence_explained() -> None:
    slow = policy(ISSUE, LAST, evolve(OFF, aged=0), pay_within=28)  # payable until the end itself
    (finding,) = check_policy(slow)
    assert str(finding) == (
        "warning: last of day -7 is never sent: the call may be paid until day 0. Count it from the due day, or leave"
        " fewer days to pay."
    )
    told = timeline(slow, end=END)
    assert told.skipped == ("last",)
    assert "last falls away: on 2026-12-12 the call may still be paid, until 2026-12-19." in told.explain()
    assert "Too late" not in told.explain()
    assert nights(slow) == foreseen(slow)
    short = timeline(policy(ISSUE, LAST, OFF), end=END, issued_on=END - timedelta(days=5))
    assert "Too late for last: the call went out on 2026-12-14." in short.explain()


def test_a_suspension_before_the_end_comes_at_the_end_and_is_found() -> None:
    hasty = policy(ISSUE, LAST, evolve(OFF, days=-3, aged=0))
    assert [str(finding) for finding in check_policy(hasty)] == [
        "warning: off of day -3 comes on day 0 only: until day 0 the service is paid for."
    ]
    assert nights(hasty) == foreseen(hasty)
    assert foreseen(hasty)["off"] == END


@pytest.mark.parametrize("days", [-4, 0, 2, 3])
def test_a_deletion_dated_before_the_suspension_comes_a_night_after_it_and_is_found(days: int) -> None:
    early = stage("gone", Action.DELETE, days=days, waits_for="last", aged=7)
    own = policy(ISSUE, LAST, OFF, early, PURGED)
    assert "policy.at_once" in codes(own)
    assert nights(own) == foreseen(own)
    assert foreseen(own)["off"] == date(2026, 12, 22)
    assert foreseen(own)["gone"] == date(2026, 12, 23)


def test_after_a_hold_nothing_is_switched_off_and_deleted_in_one_night() -> None:
    by_the_end = stage("gone", Action.DELETE, days=10, waits_for="last", aged=7)
    hold = Hold(id="H", why="disputed", until=END + timedelta(days=20))
    held = HoldPlaced(hold=hold, on=END - timedelta(days=30), known=END - timedelta(days=30))
    done = nights(policy(ISSUE, LAST, OFF, by_the_end), held)
    assert done["gone"] - done["off"] == timedelta(days=7)  # as far apart as the policy puts them


def test_a_policy_may_say_in_plain_words_that_both_come_in_one_night() -> None:
    plain = policy(ISSUE, LAST, OFF, stage("gone", Action.DELETE, Origin.SUSPENDED, waits_for="last", aged=7))
    assert codes(plain) == ["policy.no_grace"]
    assert nights(plain) == foreseen(plain)
    assert foreseen(plain)["gone"] == foreseen(plain)["off"]


def test_reminders_that_are_not_listed_by_their_days_are_found() -> None:
    at_due = stage("at_due", Action.NOTIFY, Origin.DUE)
    assert [str(finding) for finding in check_policy(policy(ISSUE, LAST, at_due, OFF))] == [
        "warning: at_due of day -14 is listed after last of day -7: list them by their days."
    ]
    assert codes(policy(ISSUE, at_due, LAST, OFF)) == []


@pytest.mark.parametrize("origin", [Origin.ISSUED, Origin.STEP, Origin.DECLINED, Origin.SUSPENDED, Origin.DELETED])
def test_nothing_comes_before_what_it_is_counted_from(origin: Origin) -> None:
    assert refused(stage, "told", Action.NOTIFY, origin, -5) == ("stage.before", "stage.origin")


@pytest.mark.parametrize(
    ("stages", "code"),
    [
        ((ISSUE, LAST, TOLD), "policy.origin"),
        ((ISSUE, LAST, TOLD, OFF), "policy.origin"),
        ((ISSUE, LAST, OFF, PURGED), "policy.origin"),
        ((ISSUE, LAST, stage("gone", Action.DELETE, waits_for="last")), "policy.turn"),
        ((ISSUE, LAST, OFF, stage("purged", Action.PURGE, days=30)), "policy.turn"),
    ],
)
def test_what_no_stage_brings_about_is_not_counted_from(stages: tuple[Stage, ...], code: str) -> None:
    assert refused(policy, *stages)[0] == code


@pytest.mark.parametrize("origin", [Origin.END, Origin.DUE])
@pytest.mark.parametrize("late", [0, 3, 30])
def test_suspension_and_deletion_of_one_origin_stay_as_far_apart_as_the_policy_puts_them(
    origin: Origin, late: int
) -> None:
    off = stage("off", Action.SUSPEND, origin, 14 if origin is Origin.DUE else 0, waits_for="last", aged=7)
    gone = stage("gone", Action.DELETE, origin, off.days + 14, waits_for="last", aged=7)
    own = policy(ISSUE, LAST, off, gone)
    assert codes(own) == ["policy.same_origin"]
    host = Host(service("S1", end=END), book=evolve(book(), usual=FamilyPolicy(explicit=own, tacit=own)))
    host.nights(END - timedelta(days=30), END - timedelta(days=5))
    host.nights(END + timedelta(days=late), END + timedelta(days=60))
    acts = {type(fact): fact.on for fact in host.facts if isinstance(fact, (ServiceSuspended, ServiceDeleted))}
    assert acts[ServiceSuspended] == END + timedelta(days=late)
    assert acts[ServiceDeleted] == END + timedelta(days=late + 14)


def test_called_late_the_timeline_keeps_them_apart_too() -> None:
    own = policy(ISSUE, LAST, OFF, stage("gone", Action.DELETE, days=17, waits_for="last", aged=7))
    found = timeline(own, end=END, issued_on=END + timedelta(days=9))
    assert (found.on("off"), found.on("gone")) == (END + timedelta(days=16), END + timedelta(days=30))
    assert [event.reason.code for event in found.events if event.name == "gone"] == ["dunning.apart"]


def test_a_deletion_a_day_after_the_suspension_is_no_finding() -> None:
    assert codes(policy(ISSUE, LAST, OFF, stage("gone", Action.DELETE, days=4, waits_for="last", aged=7))) == []

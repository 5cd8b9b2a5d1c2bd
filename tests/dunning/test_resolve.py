"""What of a policy holds for a call that goes out on a day, and which policies are refused when they are written."""

from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve

from hostbilling.demands import UNCAPPED, Action, Origin, Stage
from hostbilling.dunning import DebtPolicy, DunningPolicy, LateFee, Short, resolve, timeline
from hostbilling.money import payable
from tests.refusals import fault_of, faults_of, refused

from .parts import stage

END = date(2026, 12, 19)
ISSUE = stage("proforma_issued", Action.ISSUE, days=-28)
FULL = (
    ISSUE,
    stage("first", Action.NOTIFY, days=-14),
    stage("charged", Action.CHARGE, days=-14),
    stage("again", Action.CHARGE, days=-10),
    stage("last", Action.NOTIFY, days=-7),
    stage("after due", Action.NOTIFY, Origin.DUE, days=1),
    stage("off", Action.SUSPEND, waits_for="last", aged=7),
    stage("told", Action.NOTIFY, Origin.SUSPENDED, days=5),
    stage("gone", Action.DELETE, Origin.SUSPENDED, days=7, waits_for="told", aged=2),
)


def policy(*stages: Stage, **changes: Any) -> DunningPolicy:
    facts: dict[str, Any] = {"id": "own", "stages": stages or FULL, "pay_within": 14, "late_pay_within": 5}
    return DunningPolicy(**(facts | changes))


def kept(days_before: int, **changes: Any) -> list[str]:
    found = resolve(policy(**changes), issued_on=END - timedelta(days=days_before), end=END)
    return [each.name for each in found if each.name not in ("proforma_issued", "told", "gone")]


@pytest.mark.parametrize(
    ("days_before", "expected"),
    [
        (28, ["first", "charged", "again", "last", "after due", "off"]),
        (27, ["charged", "again", "last", "after due", "off"]),  # due on -13: a reminder before would claim a delay
        (21, ["charged", "again", "last", "after due", "off"]),
        (20, ["charged", "again", "after due", "off"]),
        (14, ["charged", "again", "after due", "off"]),
        (10, ["again", "after due", "off"]),  # of two charges that have come the later is tried
        (11, ["charged", "again", "after due", "off"]),
        (0, ["again", "after due", "off"]),
        (-9, ["again", "after due", "off"]),
    ],
)
def test_what_has_no_place_any_more_is_left_out(days_before: int, expected: list[str]) -> None:
    assert kept(days_before) == expected


@pytest.mark.parametrize(("days_before", "expected"), [(10, ["first"]), (7, ["last"]), (3, ["last"]), (20, [])])
def test_at_once_the_last_reminder_that_has_come_goes_out_with_the_call(days_before: int, expected: list[str]) -> None:
    assert [name for name in kept(days_before, short=Short.AT_ONCE) if name in ("first", "last")] == expected


def test_an_act_that_waited_for_what_is_left_out_waits_for_the_call_and_its_due_day() -> None:
    by_name = {each.name: each for each in resolve(policy(), issued_on=END - timedelta(days=10), end=END)}
    assert (by_name["off"].waits_for, by_name["off"].aged) == ("proforma_issued", 10)
    assert (by_name["gone"].waits_for, by_name["gone"].aged) == ("told", 2)
    in_time = {each.name: each for each in resolve(policy(), issued_on=END - timedelta(days=28), end=END)}
    assert (in_time["off"].waits_for, in_time["off"].aged) == ("last", 7)
    late = {each.name: each for each in resolve(policy(), issued_on=END + timedelta(days=1), end=END)}
    assert (late["off"].waits_for, late["off"].aged) == ("proforma_issued", 5)


@pytest.mark.parametrize(("issued", "due"), [(-28, -14), (-14, 0), (-10, 0), (-1, 0), (0, 5), (3, 8)])
def test_the_due_day_is_not_after_the_end_unless_the_call_is(issued: int, due: int) -> None:
    found = policy().due_day(issued_on=END + timedelta(days=issued), end=END)
    assert (found - END).days == due


def test_the_call_goes_out_when_its_stage_says() -> None:
    assert policy().issue_day(END) == date(2026, 11, 21)


# ------------------------------------------------------------------------------------ refusals


def with_(*stages: Stage) -> DunningPolicy:
    return policy(ISSUE, *stages)


FIRST = stage("first", Action.NOTIFY, days=-14)
CHARGED = stage("charged", Action.CHARGE, days=-14)
REFUSED = stage("refused", Action.NOTIFY, Origin.DECLINED)


@pytest.mark.parametrize(
    ("make", "code", "field", "value"),
    [
        (lambda: policy(id=" "), "text.empty", "policy.id", " "),
        (lambda: policy(pay_within=-1), "count.low", "policy.pay_within", -1),
        (lambda: policy(late_pay_within=0), "count.low", "policy.late_pay_within", 0),
        (lambda: policy(short="dropped"), "value.type", "policy.short", "dropped"),
        (lambda: policy(caps=3), "value.type", "policy.caps", 3),
        (lambda: policy(FIRST), "policy.issue", "policy.stages", []),
        (
            lambda: with_(FIRST, evolve(FIRST, days=-20, name="early")),
            "policy.order",
            "stages.early",
            "20 days before",
        ),
        (lambda: with_(FIRST, evolve(FIRST, days=-7)), "id.duplicate", "policy.stages", "first"),
        (
            lambda: with_(stage("off", Action.SUSPEND)),
            "policy.unannounced",
            "stages.off.waits_for",
            None,
        ),
        (
            lambda: with_(stage("off", Action.SUSPEND, waits_for="first"), FIRST),
            "policy.waits_for",
            "stages.off.waits_for",
            "first",
        ),
        (
            lambda: with_(CHARGED, stage("off", Action.SUSPEND, waits_for="charged")),
            "policy.waits_for",
            "stages.off.waits_for",
            "charged",
        ),
        (
            lambda: with_(CHARGED, REFUSED, stage("off", Action.SUSPEND, waits_for="refused")),
            "policy.waits_for",
            "stages.off.waits_for",
            "refused",
        ),
        (
            lambda: with_(CHARGED, REFUSED, stage("then", Action.NOTIFY, Origin.STEP, days=3)),
            "policy.step",
            "stages.then.origin",
            "step",
        ),
        (
            lambda: with_(stage("given_up", Action.WRITE_OFF, days=90)),
            "policy.call",
            "stages.given_up.action",
            "write_off",
        ),
    ],
)
def test_a_policy_that_could_not_run_is_refused_and_says_where(make: Any, code: str, field: str, value: object) -> None:
    fault = fault_of(make)
    assert (fault.code, fault.field, fault.value) == (code, field, value)


def test_an_order_says_what_it_is_compared_with() -> None:
    fault = fault_of(lambda: with_(FIRST, evolve(FIRST, days=-20, name="early")))
    assert fault.problem == "is not after first, which is listed before it"
    assert fault_of(lambda: policy(FIRST, ISSUE)).value == ["proforma_issued"]


def test_what_may_stand_together() -> None:
    allowed = with_(
        FIRST,
        CHARGED,
        REFUSED,
        stage("then", Action.NOTIFY, days=-7),
        stage("step", Action.NOTIFY, Origin.STEP, days=1),
        stage("step too", Action.NOTIFY, Origin.STEP, days=1),
        stage("due", Action.NOTIFY, Origin.DUE, days=-14),
        stage("off", Action.SUSPEND, waits_for="proforma_issued", aged=30),
    )
    assert len(allowed.stages) == 9
    assert allowed.caps == UNCAPPED


def owed(*stages: Stage, **changes: Any) -> DebtPolicy:
    facts: dict[str, Any] = {"id": "owed", "stages": stages}
    return DebtPolicy(**(facts | changes))


DUE = stage("due", Action.NOTIFY, Origin.DUE, days=7)


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda: owed(DUE, id=""), ("text.empty", "policy.id")),
        (lambda: owed(DUE, stage("due", Action.NOTIFY, Origin.DUE, days=9)), ("id.duplicate", "policy.stages")),
        (lambda: owed(stage("end", Action.NOTIFY)), ("policy.debt_origin", "stages.end.origin")),
        (
            lambda: owed(DUE, stage("gone", Action.DELETE, Origin.SUSPENDED, waits_for="due")),
            ("policy.debt_action", "stages.gone.action"),
        ),
        (lambda: owed(DUE, stage("off", Action.SUSPEND, Origin.DUE)), ("policy.unannounced", "stages.off.waits_for")),
        (
            lambda: owed(stage("off", Action.SUSPEND, Origin.DUE, waits_for="due"), DUE),
            ("policy.waits_for", "stages.off.waits_for"),
        ),
        (lambda: owed(DUE, interest="8 %"), ("value.type", "policy.interest")),
        (
            lambda: owed(DUE, fees=(LateFee(step="else", fixed=payable("5", "EUR")),)),
            ("policy.fee_step", "fees.step"),
        ),
        (
            lambda: owed(DUE, fees=(LateFee(step="due", fixed=payable("5", "EUR")),) * 2),
            ("id.duplicate", "policy.fees"),
        ),
    ],
)
def test_a_policy_for_debts_that_could_not_run_is_refused(make: Any, expected: tuple[str, str]) -> None:
    assert refused(make) == expected


def test_all_that_is_wrong_is_told_at_once() -> None:
    assert faults_of(lambda: owed(stage("end", Action.DELETE, Origin.DELETED))) == [
        ("policy.unannounced", "stages.end.waits_for"),
        ("policy.debt_origin", "stages.end.origin"),
    ]


def test_at_once_a_call_that_goes_out_earlier_never_leaves_less_time() -> None:
    own = policy(short=Short.AT_ONCE)
    left = []
    for issued in range(-28, 1):
        off = timeline(own, end=END, issued_on=END + timedelta(days=issued)).on("off")
        assert off is not None
        left.append((off - END).days - issued)
    assert left == sorted(left, reverse=True)
    assert left[-1] == left[-8] == 7

"""What is wrong in an argument is named by its field, before anything is worked out or goes differently at night."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

from hostbilling.catalog import Family
from hostbilling.demands import Action, Attempt, Condition, Origin, Stage
from hostbilling.dunning import (
    DayCount,
    DebtPolicy,
    Gap,
    InterestPolicy,
    Progress,
    ReactivationTerms,
    RetrySchedule,
    check_invoice,
    check_policy,
    check_promise,
    debt_timeline,
    delay,
    fixed_sum,
    interest,
    late_fee,
    late_terms,
    next_change,
    promise,
    reminder_fee,
    retry,
    standing,
    timeline,
)
from hostbilling.errors import NotFound
from hostbilling.lifecycle import NeverPays, PaysHalfOn, PaysOn, forecast, replay
from hostbilling.money import Rounding, payable
from hostbilling.parties import CustomerKind
from hostbilling.presets import websupport
from tests.refusals import refused
from tests.thread.host import Host, book, service

from .debts import demand, part

D = date(2026, 12, 19)
HOUR = timedelta(hours=1)
POLICY: Any = websupport.EXPLICIT
HOST = Host(service("S1", end=D))
HOST.nights(D - timedelta(days=29), D - timedelta(days=25))
ACCOUNT: Any = HOST.account
CALL, SERVICE = ACCOUNT.demands[0], ACCOUNT.service("S1")
DEBT = demand(part("100"))
GERMAN = late_terms("DE", customer=CustomerKind.BUSINESS, on=D)
HOW = InterestPolicy(day_count=DayCount.ACTUAL_365, payment_day_counts=False, rounding=Rounding.HALF_UP)
BOOK: Any = book()
USUAL = BOOK.usual
OWED: Any = DebtPolicy(id="owed", stages=(Stage(name="told", action=Action.NOTIFY, origin=Origin.DUE, days=1),))
NOTHING: Any = None
SLOTS = RetrySchedule(slots=[0])


def stage(**more: Any) -> Stage:
    given: dict[str, Any] = {"name": "told", "action": Action.NOTIFY, "origin": Origin.END}
    return Stage(**(given | more))


def runs(**more: Any) -> object:
    given: dict[str, Any] = {"terms": GERMAN, "policy": HOW, "since": D, "until": D + timedelta(days=9), "rates": ()}
    return interest(more.pop("demand", DEBT), **(given | more))


def terms(**more: Any) -> ReactivationTerms:
    given: dict[str, Any] = {"within": HOUR, "gap": Gap.BILLED}
    return ReactivationTerms(**(given | more))


@pytest.mark.parametrize(
    ("code", "field", "call"),
    [
        ("date.type", "day", lambda: PaysOn(day="2026-12-01")),  # type: ignore[arg-type]
        ("date.type", "day", lambda: PaysHalfOn(day=NOTHING)),
        ("assumption.type", "assuming", lambda: forecast(ACCOUNT, BOOK, on=D, assuming=NOTHING, until=D + 24 * HOUR)),
        ("assumption.type", "assuming", lambda: forecast(ACCOUNT, BOOK, on=D, assuming=NeverPays, until=D + 24 * HOUR)),  # type: ignore[arg-type]
        ("value.list", "facts", lambda: replay(NOTHING)),
        ("value.type", "stage.to", lambda: stage(to="billing")),
        ("value.type", "stage.days", lambda: stage(days=True)),
        ("stage.aged", "stage.aged", lambda: stage(aged=3)),
        ("stage.far", "stage.days", lambda: stage(days=10**9)),
        ("stage.far", "stage.working_days", lambda: stage(working_days=-36_526)),
        ("stage.far", "stage.aged", lambda: stage(aged=10**9, waits_for="x")),
        ("value.type", "policy.stages", lambda: evolve(POLICY, stages=list(POLICY.stages))),
        ("value.type", "policy.stages", lambda: evolve(OWED, stages=NOTHING)),
        ("value.type", "policy", lambda: check_policy(NOTHING)),
        ("calendar.type", "calendar", lambda: check_policy(POLICY, calendar=[D])),  # type: ignore[arg-type]
        ("calendar.type", "calendar", lambda: timeline(POLICY, end=D, calendar=[D])),  # type: ignore[arg-type]
        ("calendar.type", "calendar", lambda: debt_timeline(OWED, issued_on=D, due_on=D, calendar=[D])),  # type: ignore[arg-type]
        ("calendar.type", "calendar", lambda: delay(GERMAN, agreed_due=D, calendar=[D])),  # type: ignore[arg-type]
        ("calendar.type", "book.adverse_days", lambda: evolve(BOOK, adverse_days=[D])),
        ("book.pairs", "book.special", lambda: evolve(BOOK, special={Family.VPS: USUAL})),
        ("value.type", "book.by_name", lambda: evolve(BOOK, by_name=(("gold", POLICY),))),
        ("id.duplicate", "book.by_name", lambda: evolve(BOOK, by_name=(("gold", USUAL), ("gold", USUAL)))),
        ("terms.negative", "terms.recovery", lambda: terms(recovery=payable("-1", "EUR"))),
        ("value.type", "terms.recovery", lambda: terms(recovery=-1)),
        ("terms.within", "terms.within", lambda: terms(within=timedelta(0))),
        ("date.type", "on", lambda: standing(SERVICE, CALL, on="x")),  # type: ignore[arg-type]
        ("value.type", "service", lambda: standing(NOTHING, CALL, on=D)),
        ("value.type", "demand", lambda: standing(SERVICE, "S1", on=D)),  # type: ignore[arg-type]
        ("value.type", "part", lambda: next_change(NOTHING, SERVICE, due_on=D, after=D)),
        ("value.type", "service", lambda: next_change(CALL.parts[0], NOTHING, due_on=D, after=D)),
        ("date.type", "due_on", lambda: next_change(CALL.parts[0], SERVICE, due_on=NOTHING, after=D)),
        ("date.type", "after", lambda: next_change(CALL.parts[0], SERVICE, due_on=D, after=NOTHING)),
        ("value.type", "attempt.failed", lambda: Attempt(slot=D, on=D, instrument="c", failed="stolen")),  # type: ignore[arg-type]
        ("value.type", "schedule", lambda: retry(NOTHING, end=D, instrument="c", on=D)),
        (
            "value.list",
            "attempts",
            lambda: retry(SLOTS, end=D, instrument="c", on=D, attempts=NOTHING),
        ),
        ("value.list", "schedule.slots", lambda: RetrySchedule(slots=NOTHING)),
        ("value.list", "rates", lambda: runs(rates=None)),
        ("value.type", "rates[0]", lambda: runs(rates=["2.15"])),
        ("value.type", "terms", lambda: runs(terms=None)),
        ("value.type", "demand", lambda: runs(demand="D1")),
        ("value.type", "terms", lambda: fixed_sum(DEBT, terms=NOTHING)),
        ("value.type", "terms", lambda: delay(NOTHING)),
        ("value.type", "fee", lambda: late_fee(NOTHING, DEBT, on=D, rounding=Rounding.HALF_UP)),
        (
            "value.type",
            "reminder",
            lambda: reminder_fee(
                DEBT, payable("1", "EUR"), reminder=NOTHING, country="BE", customer=CustomerKind.CONSUMER
            ),
        ),
        ("instant.naive", "since", lambda: promise(HOUR, since=datetime(2026, 1, 1), zone="UTC")),  # it is
        ("value.type", "progress", lambda: check_invoice(D, NOTHING, on=D)),
        (
            "value.type",
            "promised",
            lambda: check_promise(
                NOTHING, Progress(paid=True, arrived=True), now=datetime.fromisoformat("2026-01-01T00:00+00:00")
            ),
        ),
        ("value.type", "condition.amount", lambda: Condition(amount=Decimal(5))),  # type: ignore[arg-type]
        ("value.type", "condition.families", lambda: Condition(families=["vps"])),  # type: ignore[list-item]
    ],
)
def test_a_wrong_argument_is_named(code: str, field: str, call: Callable[[], object]) -> None:
    assert refused(call) == (code, field)


def test_a_stage_that_the_policy_does_not_have_is_no_day_that_never_comes() -> None:
    found = timeline(POLICY, end=D, paid_on=D)
    assert found.on("purged") is None  # it was paid
    with pytest.raises(NotFound) as caught:
        found.on("typo")
    assert "service_deactivated" in caught.value.faults[0].remedy


def test_an_assumption_of_a_host_s_own_is_one_by_its_methods() -> None:
    class Mine(NeverPays):
        pass

    assert forecast(ACCOUNT, BOOK, on=D, assuming=Mine(), until=D + 24 * HOUR).account.id == ACCOUNT.id

"""The laws of a life under any policy: what a machine checks at every fact, and what planted faults must break."""

from datetime import date, timedelta
from itertools import permutations
from typing import Any

from attrs import asdict, evolve

from hostbilling.demands import Action, Demand, Kind, Origin, Part, Stage
from hostbilling.dunning import Standing, standing
from hostbilling.lifecycle import (
    Account,
    CreditNoteIssued,
    DebtWrittenOff,
    Fact,
    InvoiceIssued,
    NoticeSent,
    Ordered,
    PaymentReceived,
    PaymentReversed,
    ProformaIssued,
    ServiceDeleted,
    ServicePurged,
    ServiceReactivated,
    ServiceSuspended,
    WalletApplied,
    apply,
)

RANKS = list(Standing)
# What may make a standing worse besides time, and what alone may make it better.
WORSE = (ServiceSuspended, ServiceDeleted, ServicePurged, ProformaIssued, InvoiceIssued, PaymentReversed, Ordered)
BETTER = (
    PaymentReceived,
    WalletApplied,
    ServiceReactivated,
    CreditNoteIssued,
    DebtWrittenOff,
    Ordered,
    ProformaIssued,
    InvoiceIssued,
)


def ranks(account: Account, on: date) -> dict[str, int]:
    return {each.id: RANKS.index(standing(each, account.latest_demand(each.id), on=on)) for each in account.services}


def check_ranks(before: dict[str, int], after: dict[str, int], fact: Fact | None) -> None:
    """A standing gets worse by time or an act, and better by money, a credit or an act that undoes one."""
    for id_, rank in after.items():
        was = before.get(id_, rank)
        if rank > was:
            told = (NoticeSent,) if RANKS[rank] is Standing.DELETION_ANNOUNCED else ()
            assert fact is None or isinstance(fact, (*WORSE, *told)), (fact, RANKS[was], RANKS[rank])
        if rank < was:
            assert fact is not None, f"time alone: {RANKS[was]} to {RANKS[rank]}"
            assert isinstance(fact, BETTER), (fact, RANKS[was], RANKS[rank])


def causes(account: Account, service_id: str, stage: str) -> list[tuple[Part, Stage, Demand]]:
    """Return the open parts whose schedules ask for an act, with the stage."""
    found = [
        (part, each, demand)
        for demand in account.demands
        for part in demand.open_parts
        if part.service_id == service_id
        for each in part.schedule
        if each.name == stage
    ]
    assert found, f"nothing asks for {stage} of {service_id}"
    return found


def check_act(account: Account, fact: Fact) -> None:
    """An act has its cause, its notice was sent and has aged, and its origin has really happened.

    `account` is the one before the fact.
    """
    if not isinstance(fact, (ServiceSuspended, ServiceDeleted)):
        return
    against: list[AssertionError] = []
    asking = causes(account, fact.service_id, fact.stage)
    for part, stage, demand in asking:
        try:
            _check_cause(account, fact, part, stage, demand)
        except AssertionError as error:
            against.append(error)
    if len(against) == len(asking):
        raise against[0]


def _check_cause(
    account: Account, fact: ServiceSuspended | ServiceDeleted, part: Part, stage: Stage, demand: Demand
) -> None:
    service, kind, due_on = account.service(fact.service_id), demand.kind, demand.due_on
    assert stage.waits_for is not None
    sent = part.done_on(stage.waits_for)
    assert sent is not None, f"{stage.name} without {stage.waits_for}"
    assert fact.on >= sent + timedelta(days=stage.aged), f"{stage.name} too soon after {stage.waits_for}"
    assert fact.on >= due_on
    if stage.when is not None and stage.when.age is not None:
        issued = min(demand.issued_on for demand in account.demands if demand.is_open)
        assert (fact.on - issued).days >= stage.when.age, "what is open is younger than the policy asks"
    if kind is Kind.DEBT:
        assert fact.on > due_on, "a debt that is not overdue"
        assert fact.on not in service.coverage or service.coverage.is_owed(fact.on)
    else:
        assert fact.on not in service.coverage, "a service that is paid for"
        assert stage.origin is not Origin.END or fact.on >= part.period.start + timedelta(days=stage.days)
    if isinstance(fact, ServiceDeleted):
        assert stage.action is Action.DELETE
        assert service.changed_on is not None
        assert stage.origin is not Origin.SUSPENDED or fact.on >= service.changed_on + timedelta(days=stage.days), (
            "deleted too soon after the suspension"
        )


def normal(account: Account) -> dict[str, Any]:
    """Return an account as it is whatever the order in which the facts of one night came."""
    demands = tuple(
        evolve(demand, parts=tuple(evolve(part, marks=tuple(sorted(part.marks))) for part in demand.parts))
        for demand in account.demands
    )
    found = asdict(evolve(account, demands=demands), recurse=False)
    return {name: sorted(map(repr, value)) if isinstance(value, tuple) else value for name, value in found.items()}


def check_any_order(account: Account, facts: list[Fact]) -> None:
    """The facts of one round of a night make the same account in any order."""
    orders = permutations(facts) if len(facts) <= 3 else [facts, facts[::-1], facts[1:] + facts[:1]]
    first: dict[str, Any] | None = None
    for order in orders:
        found = account
        for fact in order:
            found = apply(found, fact)
        made = normal(found)
        first = first or made
        differ = [name for name, value in made.items() if value != first[name]]
        assert not differ, (differ, [type(fact).__name__ for fact in order])

"""Stages that happen only under a condition: what the account owes tonight decides, never a timer."""

from datetime import date, timedelta

import pytest
from attrs import evolve

from hostbilling.catalog import Family
from hostbilling.demands import Action, Condition, Demand, Kind, Origin, Stage
from hostbilling.dunning import due_now
from hostbilling.errors import Impossible
from hostbilling.lifecycle import FamilyPolicy, InstrumentAdded, SendNotice, Step, SuspendService, apply, plan
from hostbilling.money import payable
from hostbilling.parties import CustomerKind
from hostbilling.presets import websupport
from tests.thread.host import CARD, Host, book, customer, service

T = date(2026, 12, 19)
LETTER = "registered_letter"


def day(offset: int) -> date:
    return T + timedelta(days=offset)


def only(when: Condition, *, stage: str = "service_deactivated") -> FamilyPolicy:
    """WebSupport's schedule with a condition on one stage."""
    stages = tuple(evolve(each, when=when) if each.name == stage else each for each in websupport.EXPLICIT.stages)
    policy = evolve(websupport.EXPLICIT, stages=stages)
    return FamilyPolicy(explicit=policy, tacit=policy)


def with_letter(when: Condition) -> FamilyPolicy:
    letter = Stage(name=LETTER, action=Action.NOTIFY, origin=Origin.DUE, days=3, when=when)
    stages = list(websupport.EXPLICIT.stages)
    stages.insert(stages.index(next(each for each in stages if each.action is Action.SUSPEND)), letter)
    policy = evolve(websupport.EXPLICIT, stages=tuple(stages))
    return FamilyPolicy(explicit=policy, tacit=policy)


def sent(steps: list[Step]) -> list[tuple[int, str]]:
    return [((step.on - T).days, step.template) for step in steps if isinstance(step, SendNotice)]


def off(host: Host) -> list[int]:
    return [(step.on - T).days for step in host.nights(day(-30), day(6)) if isinstance(step, SuspendService)]


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (Condition(), [0]),
        (Condition(amount=payable("123.00", "EUR")), [0]),
        (Condition(amount=payable("123.01", "EUR")), []),
        (Condition(age=28), [0]),
        (Condition(age=30), [2]),
        (Condition(age=15, overdue=True), [1]),
        (Condition(count=2), []),
        (Condition(customers={CustomerKind.CONSUMER}), [0]),
        (Condition(customers={CustomerKind.BUSINESS}), []),
        (Condition(families={Family.DOMAIN}), [0]),
        (Condition(families={Family.VPS}), []),
        (Condition(chargeable=False), [0]),
        (Condition(chargeable=True), []),
        (Condition(kinds={Kind.DEBT}), []),
    ],
)
def test_a_service_is_suspended_only_while_its_condition_is_met(when: Condition, expected: list[int]) -> None:
    assert off(Host(service("S1", end=T), book=evolve(book(), usual=only(when)))) == expected


def test_two_open_calls_meet_a_count_of_two() -> None:
    host = Host(service("S1", end=T), service("S2", end=day(20)), book=evolve(book(), usual=only(Condition(count=2))))
    assert off(host) == [0]


def test_a_partial_payment_lowers_what_is_open_and_the_wallet_the_balance() -> None:
    for when in (Condition(amount=payable("100", "EUR")), Condition(balance=payable("100", "EUR"))):
        host = Host(service("S1", end=T), book=evolve(book(), usual=only(when)))
        host.nights(day(-30), day(-3))
        host.pay("S1/2026-12-19" if when.balance is None else None, "30.00", day(-3))
        assert off(host) == []
        (blocked,) = host.planned(day(1)).blocked
        assert blocked.what == "service_deactivated"
        assert [reason.code for reason in blocked.reasons] == ["dunning.unmet"]
        assert "93.00 EUR" in str(blocked)


def test_a_reminder_for_some_goes_to_nobody_else_and_replaces_nothing() -> None:
    for kind, expected in ((CustomerKind.BUSINESS, [(-11, LETTER)]), (CustomerKind.CONSUMER, [])):
        host = Host(
            service("S1", end=T),
            book=evolve(book(), usual=with_letter(Condition(customers={CustomerKind.BUSINESS}))),
            customer_=customer(kind=kind),
        )
        steps = host.nights(day(-30), day(1))
        assert [each for each in sent(steps) if each[1] == LETTER] == expected
        assert (-7, "reminder_before_deactivation") in sent(steps)
        assert any(isinstance(step, SuspendService) for step in steps)


def test_the_contract_goes_before_the_product_and_the_product_before_the_provider() -> None:
    never, always = only(Condition(count=9)), only(Condition())
    ours = book()
    contract = evolve(service("S1", end=T), policy="gold")
    for services, changed, expected in [
        ((service("S1", end=T),), evolve(ours, usual=never), []),
        ((service("S1", end=T),), evolve(ours, usual=never, by_product=(("domain", always),)), [0]),
        ((contract,), evolve(ours, by_product=(("domain", always),), by_name=(("gold", never),)), []),
    ]:
        assert off(Host(*services, book=changed)) == expected


def test_a_condition_is_judged_on_the_whole_account_of_tonight() -> None:
    """A card stored meanwhile counts at once."""
    host = Host(service("S1", end=T), book=evolve(book(), usual=only(Condition(chargeable=False))))
    host.nights(day(-30), day(0))
    with_card = apply(host.account, InstrumentAdded(instrument=CARD, on=day(0), known=day(0)))
    assert any(isinstance(step, SuspendService) for step in host.planned(day(0)).steps)
    assert not any(isinstance(step, SuspendService) for step in plan(with_card, host.book, on=day(0)).steps)


def test_a_condition_without_an_account_to_judge_is_refused() -> None:
    host = Host(service("S1", end=T), book=evolve(book(), usual=only(Condition())))
    host.nights(day(-30), day(0))
    demand: Demand = host.account.demands[0]
    with pytest.raises(Impossible, match="pass the account as a Debtor") as caught:
        due_now(demand.parts[0], host.account.service("S1"), on=T, due_on=demand.due_on)
    assert caught.value.code == "dunning.debtor"


@pytest.mark.requirement("R-106")
def test_a_notice_offers_first_the_way_to_pay_that_its_stage_names() -> None:
    """WebSupport asks for payment online once the service is off; before, in any way."""
    host = Host(service("S1", end=T))
    notices = [step for step in host.nights(day(-30), day(9)) if isinstance(step, SendNotice)]
    assert [(step.template, step.pay_by) for step in notices] == [
        ("reminder_due_day", None),
        ("reminder_before_deactivation", None),
        ("deletion_notice", "customer area"),
    ]

"""Which schedule holds for a service, its conditions with it: of the contract, the product, the family, the seller."""

from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve

from hostbilling.catalog import Family
from hostbilling.demands import Action, Condition, Origin, Stage
from hostbilling.dunning import DebtPolicy, DunningPolicy, LateFee
from hostbilling.errors import InvalidInput, NotFound
from hostbilling.lifecycle import (
    BillWork,
    Book,
    ChargeFee,
    DeleteService,
    FamilyPolicy,
    Papers,
    Refused,
    SendNotice,
    SuspendService,
    decide,
)
from hostbilling.money import payable
from hostbilling.parties import CustomerKind
from hostbilling.presets import websupport
from tests.thread.host import Host, book, customer, service

from .samples import work

T = date(2026, 12, 19)
ACTS = {SuspendService: "off", DeleteService: "gone"}


def when(condition: Condition | None, *, days: int = 0, act: Action = Action.SUSPEND) -> FamilyPolicy:
    """WebSupport's schedule with a condition on one act; services are suspended some days after the end."""

    def changed(stage: Stage) -> Stage:
        moved = evolve(stage, days=days) if stage.action is Action.SUSPEND else stage
        return evolve(moved, when=condition) if moved.action is act else moved

    plain = websupport.EXPLICIT
    policy = DunningPolicy(
        id=f"{act.value}/{condition}",
        stages=tuple(map(changed, plain.stages)),
        pay_within=plain.pay_within,
        late_pay_within=plain.late_pay_within,
    )
    return FamilyPolicy(explicit=policy, tacit=policy)


NEVER = when(Condition(amount=payable("1000", "EUR")))
SMALL = when(Condition(amount=payable("100", "EUR")), days=1)
SEVERAL = when(Condition(count=2), days=2)
PLAIN = when(None, days=3)


def lived(host: Host, until: int = 30) -> list[tuple[int, str, str]]:
    """Return what was done to which service, by days from the end."""
    steps = host.nights(T - timedelta(days=30), T + timedelta(days=until))
    return [
        ((step.on - T).days, step.service_id, ACTS[type(step)])
        for step in steps
        if isinstance(step, SuspendService | DeleteService)
    ]


def ours(**overrides: Any) -> Book:
    return evolve(book(), usual=NEVER, **overrides)


DOMAINS = ("special", ((Family.DOMAIN, SMALL),))
PRODUCT = ("by_product", (("domain", SEVERAL),))
CONTRACT = ("by_name", (("gold", PLAIN),))


@pytest.mark.parametrize(
    ("overrides", "contract", "expected"),
    [
        ([], None, []),
        ([DOMAINS], None, [1]),
        ([DOMAINS, PRODUCT], None, []),  # one open call is not two
        ([DOMAINS, CONTRACT], None, [1]),
        ([DOMAINS, PRODUCT, CONTRACT], "gold", [3]),
        ([CONTRACT], "gold", [3]),
    ],
)
@pytest.mark.requirement("R-031")
def test_the_nearest_policy_holds_with_its_own_condition(
    overrides: list[tuple[str, Any]], contract: str | None, expected: list[int]
) -> None:
    one = evolve(service("S1", end=T), policy=contract)
    assert [day for day, _, act in lived(Host(one, book=ours(**dict(overrides)))) if act == "off"] == expected


def test_two_families_on_one_call_end_by_conditions_of_their_own() -> None:
    together = evolve(ours(special=DOMAINS[1]), papers=Papers(one_call_a_day=True))
    host = Host(service("D", end=T), service("V", end=T, product="vps"), book=together)
    assert [each for each in lived(host, 2) if each[2] == "off"] == [(1, "D", "off")]
    (demand,) = host.account.demands
    assert [part.service_id for part in demand.parts] == ["D", "V"]
    (blocked,) = host.planned(T + timedelta(days=2)).blocked
    assert (blocked.service_id, blocked.what) == ("V", "service_deactivated")
    assert [str(reason) for reason in blocked.reasons] == [
        "service_deactivated waits for its condition: 246.00 EUR open (limit 1000.00 EUR)."
    ]


def test_a_condition_of_one_family_may_count_what_another_one_owes() -> None:
    vps = when(Condition(amount=payable("200", "EUR")))
    alone, both = (
        Host(*services, book=ours(special=((Family.VPS, vps),)))
        for services in (
            [service("V", end=T, product="vps")],
            [service("V", end=T, product="vps"), service("D", end=T + timedelta(days=5))],
        )
    )
    assert [each[1] for each in lived(alone) if each[2] == "off"] == []
    assert [each[1] for each in lived(both) if each[2] == "off"] == ["V"]


def test_a_condition_of_a_family_may_look_at_that_family_alone() -> None:
    domains_only = when(Condition(families={Family.DOMAIN}, count=2))
    services = [service("D", end=T), service("V", end=T, product="vps")]
    host = Host(*services, book=ours(special=((Family.DOMAIN, domains_only),)))
    assert [each[1] for each in lived(host) if each[2] == "off"] == []
    two = Host(
        service("D", end=T),
        service("E", end=T + timedelta(days=9)),
        book=ours(special=((Family.DOMAIN, domains_only),)),
    )
    assert (0, "D", "off") in lived(two)


def test_a_deletion_waits_for_its_condition_as_well() -> None:
    host = Host(service("S1", end=T), book=evolve(book(), usual=when(Condition(age=45), act=Action.DELETE)))
    # issued 28 days before the end, so 45 days old on the 17th day after it; by the policy it were the 7th
    assert lived(host) == [(0, "S1", "off"), (17, "S1", "gone")]


def test_a_call_keeps_the_condition_it_was_issued_with() -> None:
    host = Host(service("S1", end=T), book=ours(special=DOMAINS[1]))
    host.nights(T - timedelta(days=30), T - timedelta(days=20))
    host.book = ours()
    assert [each for each in lived(host) if each[2] == "off"] == [(1, "S1", "off")]


def test_a_contract_that_names_no_policy_of_the_book_is_told() -> None:
    with pytest.raises(NotFound, match="add it to the book's by_name"):
        ours(**dict([CONTRACT])).policy("domain", contract="silver")


# ------------------------------------------------------------------------------------ debts


def debt_policy(id_: str, days: int, *, fee: str | None = None) -> DebtPolicy:
    return DebtPolicy(
        id=id_,
        stages=(Stage(name="reminder", action=Action.NOTIFY, origin=Origin.DUE, days=days),),
        fees=() if fee is None else (LateFee(step="reminder", fixed=payable(fee, "EUR")),),
        fees_agreed=True,
    )


@pytest.mark.parametrize(
    ("family", "product", "contract", "expected"),
    [
        (None, None, None, (7, "1.00")),
        ("2.00", None, None, (9, "2.00")),
        ("2.00", "3.00", None, (11, "3.00")),
        ("2.00", "3.00", "4.00", (13, "4.00")),
        (None, None, "4.00", (13, "4.00")),
    ],
)
def test_a_debt_is_dunned_by_the_nearest_policy_with_its_fee(
    family: str | None, product: str | None, contract: str | None, expected: tuple[int, str]
) -> None:
    plain = book().usual

    def own(days: int, fee: str | None) -> FamilyPolicy:
        return evolve(plain, debts=None if fee is None else debt_policy(f"after {days}", days, fee=fee))

    ours = evolve(
        book(),
        debts=debt_policy("usual", 7, fee="1.00"),
        special=((Family.DOMAIN, own(9, family)),) if family else (),
        by_product=(("domain", own(11, product)),) if product else (),
        by_name=(("gold", own(13, contract)),) if contract else (),
    )
    one = evolve(service("S1", end=T + timedelta(days=300)), policy="gold" if contract else None)
    host = Host(one, book=ours, customer_=customer("SK", CustomerKind.BUSINESS))  # no law was read for a consumer there
    host.decide(BillWork(bill=work(on=T)), T)
    steps = host.nights(T, T + timedelta(days=40))
    (reminder,) = [step for step in steps if isinstance(step, SendNotice)]
    (fee,) = [step for step in steps if isinstance(step, ChargeFee)]
    days, amount = expected
    assert (reminder.on, str(fee.amount.amount)) == (T + timedelta(days=14 + days), amount)


def test_a_family_may_be_the_only_one_that_owes() -> None:
    usual = book().usual
    ours = evolve(book(), special=((Family.VPS, evolve(usual, owed=True, debts=debt_policy("vps", 3))),))
    end = T + timedelta(days=300)
    host = Host(service("S1", end=end, product="vps"), service("S2", end=end), book=ours)
    host.decide(BillWork(bill=work(on=T)), T)
    host.night(T)
    assert [debt.id for debt in host.account.debts] == ["W1"]
    domain = evolve(
        work(on=T), id="W2", billables=tuple(evolve(each, service_id="S2") for each in work(on=T).billables)
    )
    refused = decide(host.account, BillWork(bill=domain), ours, on=T)
    assert isinstance(refused, Refused)
    assert [reason.code for reason in refused.reasons] == ["lifecycle.no_debts"]
    with pytest.raises(InvalidInput, match="give a DebtPolicy"):
        evolve(book(), special=((Family.VPS, evolve(usual, owed=True)),))

"""What people decide: another owner, no more debit, money given back, debts given up; and debts that are owed again."""

from datetime import date, timedelta

import pytest
from attrs import evolve

from hostbilling.documents import Basis
from hostbilling.lifecycle import (
    Accepted,
    Command,
    DeclineDebit,
    EndTransfer,
    GiveBack,
    GiveUpDebt,
    RenewalSwitched,
    SwitchRenewal,
    TransferEnded,
    TransferOwner,
    TransferStep,
    TransferStepDone,
    apply,
    decide,
)
from hostbilling.payments import ToRefund
from hostbilling.renewal import Need
from hostbilling.renewal.law import Channel
from hostbilling.services import Cause
from tests.samples import eur
from tests.thread.host import CARD, Host, customer, located, service
from tests.thread.test_money_back import LATER, invoiced, reverse
from tests.thread.test_papers import T, invoiced_on

NEEDS = (Need.OLD_OWNER_AGREES, Need.NEW_OWNER_ACCEPTS, Need.REGISTRY_CONFIRMS)
EVA = evolve(customer(), name="Eva")


def said(host: Host, command: Command, on: date) -> tuple[bool, list[str]]:
    """Whether it was accepted, and in which words."""
    outcome = decide(host.account, command, host.book, on=on)
    return isinstance(outcome, Accepted), [str(reason) for reason in outcome.reasons]


# ------------------------------------------------------------------------------------- another owner


def handing_over() -> Host:
    """Two domains and a web space that Jana hands to Eva."""
    host = Host(
        service("D1", end=T, tacit=True), service("D2", end=T), service("W1", end=T, product="hosting"),
        instruments=(CARD,), evidence=located("SK"),
    )  # fmt: skip
    host.decide(SwitchRenewal(service_id="D1", tacit=True, shown="100.00 a year"), date(2026, 2, 1))
    host.decide(TransferOwner(customer=EVA), LATER)
    return host


def test_each_step_takes_one_thing_off_what_is_waited_for_and_the_last_makes_the_owner() -> None:
    host = handing_over()
    waits = [("D1", need) for need in NEEDS] + [("D2", need) for need in NEEDS]
    for place, (service_id, need) in enumerate(waits):
        transferring = host.account.transferring
        assert transferring is not None
        open_now = [(id_, each) for id_ in ("D1", "D2") for each in transferring.needs_of(id_)]
        assert sorted(open_now, key=str) == sorted(waits[place:], key=str)
        assert transferring.needs_of("W1") == ()
        assert (host.account.customer.name, host.account.instruments) == ("Jana", (CARD,))
        accepted, words = said(host, TransferStep(service_id=service_id, need=need), LATER)
        assert (accepted, words) == (True, [f"{service_id}: {need.value}."])
        host.decide(TransferStep(service_id=service_id, need=need), LATER)
        assert not said(host, TransferStep(service_id=service_id, need=need), LATER)[0]  # done once
    account = host.account
    assert (account.customer, account.transferring) == (EVA, None)
    # nobody agreed for Eva to what was charged, and nothing shows where she is
    assert (account.instruments, account.evidence, account.consents) == ((), (), ())
    assert [each.tacit for each in account.services] == [False] * 3


def test_a_step_of_a_transfer_that_is_over_changes_nothing_and_is_refused() -> None:
    host = handing_over()
    assert said(host, EndTransfer(), LATER) == (True, ["Eva does not take over: everything stays as it was."])
    host.decide(EndTransfer(), LATER)
    before = host.account
    done = TransferStepDone(service_id="D1", need=NEEDS[0], on=LATER, known=LATER)
    assert apply(before, done) == before
    assert apply(before, TransferEnded(on=LATER, known=LATER)) == before
    assert said(host, TransferStep(service_id="D1", need=NEEDS[0]), LATER) == (
        False, ["D1 is not being transferred."],
    )  # fmt: skip
    assert said(host, EndTransfer(), LATER) == (False, ["the account is not being transferred."])


def test_one_transfer_at_a_time_is_named_by_who_takes_over() -> None:
    host = handing_over()
    other = TransferOwner(customer=evolve(EVA, name="Ivo"))
    assert said(host, other, LATER) == (False, ["Eva is taking over already: wait, or end that first."])


# ------------------------------------------------------------------------------------- no more debit


def test_declining_debit_counts_and_switches_what_was_tacit_and_nothing_else() -> None:
    host = Host(service("S1", end=T, tacit=True), service("S2", end=T), service("S3", end=T, tacit=True))
    outcome = decide(host.account, DeclineDebit(channel=Channel.POST), host.book, on=LATER)
    assert isinstance(outcome, Accepted)
    assert [str(reason) for reason in outcome.reasons] == [
        "Nothing is debited any more: 2 services renew only if ordered."
    ]
    facts = [fact for fact in outcome.facts if isinstance(fact, RenewalSwitched)]
    assert len(facts) == len(outcome.facts)
    assert [(fact.service_id, fact.tacit, fact.on, fact.known) for fact in facts] == [
        ("S1", False, LATER, LATER), ("S3", False, LATER, LATER),
    ]  # fmt: skip
    for fact in facts:
        assert fact.consent is not None
        assert (fact.consent.tacit, fact.consent.on, fact.consent.channel) == (False, LATER, Channel.POST)


# ------------------------------------------------------------------------------------- money given back


def back(amount: str, of: str | None, id_: str = "R") -> GiveBack:
    return GiveBack(refund=ToRefund(id=id_, amount=eur(amount), payment_id=of, why="asked for", on=LATER))


@pytest.fixture
def two() -> Host:
    """Two payments into the wallet, of 30 and of 20."""
    host = Host(service("S1", end=date(2027, 1, 1)))
    host.pay(None, "30.00", date(2026, 2, 1), id_="1")
    host.pay(None, "20.00", date(2026, 2, 2), id_="2")
    return host


FIRST, SECOND = "bank:None#1", "bank:None#2"


@pytest.mark.parametrize(
    ("before", "asked", "accepted"),
    [
        ([], ("30.00", FIRST), True),
        ([], ("30.01", FIRST), False),
        ([], ("20.00", SECOND), True),
        ([], ("20.01", SECOND), False),
        ([], ("50.00", None), True),
        ([], ("50.01", None), False),
        ([("10.00", FIRST)], ("20.00", FIRST), True),
        ([("10.00", FIRST)], ("20.01", FIRST), False),
        ([("30.00", FIRST)], ("20.00", SECOND), True),  # what waits of the other one does not count
        ([("30.00", FIRST)], ("20.00", None), True),
        ([("30.00", FIRST)], ("20.01", None), False),
        ([("50.00", None)], ("0.01", SECOND), False),
    ],
)
def test_no_cent_more_is_given_back_than_is_there(
    two: Host,
    before: list[tuple[str, str | None]],
    asked: tuple[str, str | None],
    accepted: bool,  # noqa: FBT001
) -> None:
    for place, (amount, of) in enumerate(before):
        two.decide(back(amount, of, f"B{place}"), LATER)
    assert said(two, back(*asked), LATER)[0] is accepted


def test_what_is_left_is_said(two: Host) -> None:
    two.decide(back("10.00", FIRST, "B"), LATER)
    assert said(two, back("25.00", FIRST), LATER) == (
        False, ["bank:None#1 brought 20.00 EUR that did not go back yet."],
    )  # fmt: skip
    assert said(two, back("45.00", None), LATER) == (
        False, ["45.00 EUR cannot be given back: 40.00 EUR of it are there."],
    )  # fmt: skip
    assert said(two, back("40.00", None), LATER) == (True, ["40.00 EUR go back: asked for."])


def test_what_a_refund_undoes_is_said_line_by_line() -> None:
    host = invoiced()
    accepted, words = said(host, back("123.00", "bank:S1/2026-04-01#1"), LATER)
    assert accepted
    assert words == [
        "123.00 EUR go back: asked for.",
        "S1 is paid until 2026-04-01 only.",
        "The registry was paid for S1 until 2027-04-01: that cannot be undone, and must not be bought again.",
        "S1/2026-04-01 asks for S1 again: 123.00 EUR.",
        "A credit note for F2026-0001 follows.",
    ]


# ------------------------------------------------------------------------------------- debts


def owed() -> Host:
    """A year that was invoiced on 1 April 2026 and is owed: 123.00."""
    host = Host(service("S1", end=T, product="vps", tacit=True), book=invoiced_on(Basis.PERIOD))
    host.night(T)
    return host


def debt(host: Host) -> tuple[str, str, bool, Cause]:
    """What is missing and held, whether it is open, and what the year was given for."""
    (demand,) = host.account.demands
    cause = host.account.service("S1").coverage.grants[-1].cause
    return str(demand.missing.amount), str(demand.held.amount), demand.is_open, cause


@pytest.mark.parametrize(
    ("paid", "of", "gone", "stands"),
    [
        (("100.00", "23.00"), 2, "23.00", ("23.00", "100.00", True, Cause.INVOICED)),
        (("100.00", "23.00"), 2, "10.00", ("10.00", "113.00", True, Cause.INVOICED)),
        (("100.00", "23.00"), 1, "100.00", ("100.00", "23.00", True, Cause.INVOICED)),
        (("123.00",), 1, "123.00", ("123.00", "0.00", True, Cause.INVOICED)),
        (("100.00",), 1, "100.00", ("123.00", "0.00", True, Cause.INVOICED)),
        (("100.00",), 1, "40.00", ("63.00", "60.00", True, Cause.INVOICED)),
        (("123.00", "10.00"), 2, "10.00", ("0.00", "0.00", False, Cause.PAID)),  # that was in the wallet
    ],
)
def test_a_debt_whose_payment_goes_back_is_owed_again_by_that_much(
    paid: tuple[str, ...], of: int, gone: str, stands: tuple[str, str, bool, Cause]
) -> None:
    host = owed()
    for place, amount in enumerate(paid, start=1):
        host.pay(f"S1/{T}", amount, T, id_=str(place))
    reverse(host, f"bank:S1/{T}#{of}", gone)
    assert debt(host) == stands
    assert str(host.account.wallet.balance) == "0.00 EUR"
    assert (len(host.account.invoices), host.account.to_credit) == (1, ())  # its invoice stands
    assert host.account.service("S1").ends_on == date(2027, 4, 1)  # and what it was for stays given
    missing = stands[0]
    if stands[2]:
        host.pay(f"S1/{T}", missing, T + timedelta(days=40), id_="again")
        assert debt(host) == ("0.00", "0.00", False, Cause.PAID)


def test_what_is_given_up_is_what_is_missing_and_what_was_held_is_the_customers() -> None:
    host = owed()
    host.pay(f"S1/{T}", "23.00", T)
    give_up = GiveUpDebt(demand_id=f"S1/{T}", why="moved away")
    assert said(host, give_up, T) == (True, [f"100.00 EUR of S1/{T} are given up: moved away."])
    host.decide(give_up, T)
    assert not host.account.demands[0].is_open
    assert str(host.account.wallet.balance) == "23.00 EUR"
    assert said(host, give_up, T) == (False, [f"Nothing of S1/{T} is owed."])

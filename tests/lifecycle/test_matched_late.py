"""Money that was there in time and was matched late undoes what happened because of it."""

from datetime import date, timedelta

import pytest
from attrs import evolve

from hostbilling.demands import PartState
from hostbilling.lifecycle import (
    Accepted,
    BringBack,
    GiveBack,
    Hold,
    HoldKind,
    OpenCase,
    PlaceHold,
    decide,
    reactivation,
)
from hostbilling.money import is_zero
from hostbilling.parties import CustomerKind
from hostbilling.payments import ToRefund
from hostbilling.presets import websupport
from hostbilling.services import ServiceState
from tests.thread.host import Host, service

from .test_debts import FEES, billed, eur, tacit

T = date(2026, 12, 19)
CALL = "S1/2026-12-19"


def day(offset: int) -> date:
    return T + timedelta(days=offset)


# ------------------------------------------------------------------ fees


def credited(host: Host) -> list[str]:
    return [str(note.content.totals.amounts.gross) for note in host.account.credit_notes]


@pytest.mark.requirement("R-033")
@pytest.mark.parametrize("value", [11, 28, 31])
def test_a_late_fee_is_credited_that_would_not_have_come(value: int) -> None:
    host = billed(FEES, kind=CustomerKind.BUSINESS)
    host.nights(day(1), day(33))  # the second reminder and its fee: 19 January, T+31
    (fee,) = [each for each in host.account.debts if each.id == "W1/second_reminder/fee"]
    host.pay("W1", "123.00", day(value), known=day(33))
    host.nights(day(33), day(120))
    assert credited(host) == [str(fee.asked)]
    assert not host.account.demand(fee.id).is_open
    assert is_zero(host.account.wallet.balance)
    assert host.account.service("S1").state is ServiceState.ACTIVE


def test_a_fee_that_was_due_stays() -> None:
    host = billed(FEES, kind=CustomerKind.BUSINESS)
    host.nights(day(1), day(33))
    host.pay("W1", "123.00", day(32), known=day(33))
    host.nights(day(33), day(34))
    assert credited(host) == []
    assert host.account.demand("W1/second_reminder/fee").is_open


def test_the_last_of_two_payments_decides() -> None:
    host = billed(FEES, kind=CustomerKind.BUSINESS)
    host.nights(day(1), day(33))
    host.pay("W1", "23.00", day(32), known=day(33), id_="late")
    host.pay("W1", "100.00", day(11), known=day(33), id_="early")
    host.nights(day(33), day(34))
    assert credited(host) == []


def test_a_fee_that_was_paid_is_the_customers_again() -> None:
    host = billed(FEES, kind=CustomerKind.BUSINESS)
    host.nights(day(1), day(33))
    fee = host.account.demand("W1/second_reminder/fee")
    host.pay(fee.id, str(fee.missing.amount), day(33))
    host.pay("W1", "123.00", day(11), known=day(34))
    host.nights(day(34), day(35))
    assert host.account.wallet.balance == fee.asked


# ------------------------------------------------------------------ a deletion


@pytest.mark.requirement("R-033")
@pytest.mark.parametrize(("first", "second", "back"), [("60.00", "63.00", True), ("60.00", "62.99", False)])
def test_two_payments_that_were_both_in_time_restore_a_service(first: str, second: str, back: bool) -> None:  # noqa: FBT001
    host = Host(service("S1", end=T))
    host.nights(day(-40), day(2))
    host.pay(CALL, first, day(2))
    host.nights(day(2), day(8))
    host.pay(CALL, second, day(7), known=day(8), id_="2")
    host.nights(day(8), day(40))
    assert (host.account.service("S1").state is ServiceState.ACTIVE) is back
    assert is_zero(host.account.wallet.balance) is back


def test_what_was_spent_meanwhile_does_not_count() -> None:
    host = Host(service("S1", end=T))
    host.nights(day(-40), day(2))
    host.pay(CALL, "60.00", day(2))
    host.nights(day(2), day(8))
    refund = ToRefund(id="r", amount=eur("20.00"), payment_id=None, why="asked", on=day(8))
    host.decide(GiveBack(refund=refund), day(8))
    host.nights(day(8), day(9))
    assert host.account.wallet.balance == eur("40.00")
    host.pay(CALL, "63.00", day(7), known=day(9), id_="2")
    host.nights(day(9), day(10))
    assert host.account.service("S1").state is ServiceState.DELETED
    assert host.account.wallet.balance == eur("103.00")


# ------------------------------------------------------------------ a debt that was given up


def given_up() -> Host:
    host = tacit()
    host.nights(day(-40), day(120))
    assert host.account.service("S1").state is ServiceState.SUSPENDED
    assert host.account.debts[-1:] == () or not host.account.debts[-1].is_open
    return host


def test_paid_in_full_after_all_it_brings_the_service_back() -> None:
    host = given_up()
    host.pay(f"{CALL}/S1/owed", "123.00", day(120))
    host.nights(day(120), day(122))
    assert host.account.service("S1").state is ServiceState.ACTIVE
    assert is_zero(host.account.wallet.balance)
    assert host.account.demand(f"{CALL}/S1/owed").parts[0].state is PartState.PAID


def test_less_than_that_is_the_customers_money() -> None:
    host = given_up()
    host.pay(f"{CALL}/S1/owed", "122.99", day(120))
    host.nights(day(120), day(122))
    assert host.account.service("S1").state is ServiceState.SUSPENDED
    assert host.account.wallet.balance == eur("122.99")


def test_the_quote_says_what_to_pay() -> None:
    host = given_up()
    host.book = evolve(host.book, usual=evolve(host.book.usual, back=websupport.BACK))
    quote = reactivation(host.account, "S1", host.book, on=day(121))
    assert (quote.demand_id, quote.price) == (f"{CALL}/S1/owed", eur("123.00"))
    assert "was given up" in str(quote.reasons[-1])
    outcome = decide(host.account, BringBack(id="B", service_id="S1"), host.book, on=day(121))
    assert isinstance(outcome, Accepted)
    assert outcome.facts == ()
    assert any("was given up" in str(reason) for reason in outcome.reasons)


# ------------------------------------------------------------------ a payment that was announced


@pytest.mark.requirement("R-021")
@pytest.mark.parametrize(
    ("amount", "value", "traced"),
    [("123.00", -1, False), ("123.00", 1, False), ("1.00", 1, True), (None, 0, True)],
)
def test_an_announced_payment_is_traced_unless_it_paid_what_it_was_for(
    amount: str | None,
    value: int,
    traced: bool,  # noqa: FBT001
) -> None:
    host = Host(service("S1", end=T))
    host.nights(day(-40), T)
    hold = Hold(id="a", why="wire", kind=HoldKind.ANNOUNCED, until=day(5), paid_on=T)
    host.decide(PlaceHold(hold=hold), T)
    if amount is not None:
        host.pay(CALL, amount, day(value), known=day(1))
    assert bool([step for step in host.nights(day(1), day(5)) if isinstance(step, OpenCase)]) is traced

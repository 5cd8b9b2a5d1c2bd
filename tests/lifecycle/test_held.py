"""What a hold stops besides the acts: charges, which would pay twice or take what is contested, and late fees."""

from datetime import date, timedelta

import pytest

from hostbilling.lifecycle import ChargeFee, ChargeInstrument, Hold, HoldKind, PlaceHold, ReleaseHold
from hostbilling.parties import CustomerKind
from tests.thread.host import CARD, Host, accepts, service

from .test_debts import FEES, billed

T = date(2026, 12, 19)


def day(offset: int) -> date:
    return T + timedelta(days=offset)


@pytest.mark.parametrize("kind", HoldKind)
def test_no_card_is_charged_before_it_is_over(kind: HoldKind) -> None:
    host = Host(service("S1", end=T, product="vps", tacit=True), instruments=(CARD,), gateway=accepts)
    host.nights(day(-40), day(-18))
    host.decide(PlaceHold(hold=Hold(id="h", why="T-1", kind=kind, until=day(-6))), day(-18))
    charges = [step.on for step in host.nights(day(-18), day(0)) if isinstance(step, ChargeInstrument)]
    assert charges == [day(-5)]


def test_announced_money_that_comes_is_not_collected_twice() -> None:
    host = Host(service("S1", end=T, product="vps", tacit=True), instruments=(CARD,), gateway=accepts)
    host.nights(day(-40), day(-18))
    host.decide(PlaceHold(hold=Hold(id="h", why="by wire", kind=HoldKind.ANNOUNCED, until=day(-6))), day(-18))
    host.nights(day(-18), day(-8))
    host.pay("S1/2026-12-19", "123.00", day(-8))
    host.nights(day(-8), day(20))
    assert [str(payment.amount) for payment in host.account.payments] == ["123.00 EUR"]


def test_a_hold_of_another_service_stops_no_charge() -> None:
    host = Host(
        service("S1", end=T, product="vps", tacit=True), service("S2", end=T), instruments=(CARD,), gateway=accepts
    )
    host.nights(day(-40), day(-18))
    host.decide(PlaceHold(hold=Hold(id="h", why="T-1", service_id="S2")), day(-18))
    assert [step.on for step in host.nights(day(-18), day(0)) if isinstance(step, ChargeInstrument)] == [day(-14)]


@pytest.mark.parametrize("kind", HoldKind)
def test_a_late_fee_waits_and_the_plan_says_why(kind: HoldKind) -> None:
    host = billed(FEES, kind=CustomerKind.BUSINESS)
    host.nights(day(1), day(25))
    host.decide(PlaceHold(hold=Hold(id="h", why="T-1", kind=kind, until=day(60))), day(25))
    assert not [step for step in host.nights(day(25), day(40)) if isinstance(step, ChargeFee)]
    (held,) = [each for each in host.planned(day(40)).blocked if each.what == "W1/second_reminder/fee"]
    assert "T-1" in str(held.reasons[0])
    host.decide(ReleaseHold(id="h"), day(40))
    assert [step.on for step in host.nights(day(40), day(42)) if isinstance(step, ChargeFee)] == [day(40)]

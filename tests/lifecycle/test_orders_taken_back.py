"""An order or a change that nobody paid is taken back by a command: nothing of it is asked for, no cent is lost."""

import pytest

from hostbilling.demands import DeclineClass
from hostbilling.errors import NotFound
from hostbilling.lifecycle import (
    Accepted,
    ApplyCharge,
    CancelOrder,
    ChargeAsked,
    ChargeInstrument,
    NewService,
    OrderLine,
    PlaceOrder,
    Refused,
    decide,
    replay,
)
from hostbilling.renewal import OrderState
from hostbilling.services import ServiceState
from tests.thread.host import CARD, YEAR, Host, service
from tests.thread.test_contracts import MONTH, T, change, day, kinds, new_server, shop

BOX = NewService(id="box", product_id="small", name="box")
FIRST = PlaceOrder(id="O1", lines=(OrderLine(service_id="box", term=MONTH),), new=(BOX,))


def codes(host: Host, order_id: str, on: int) -> list[str]:
    outcome = decide(host.account, CancelOrder(id=order_id), host.book, on=day(on))
    assert isinstance(outcome, Refused), outcome
    return [reason.code for reason in outcome.reasons]


@pytest.mark.parametrize("called", [False, True])
def test_a_first_order_nobody_paid_is_taken_back_and_leaves_nothing_to_do(called: bool) -> None:  # noqa: FBT001
    host = Host(book=shop())
    host.decide(FIRST, day(0))
    if called:
        host.night(day(0))
    host.decide(CancelOrder(id="O1"), day(0))
    assert host.account.placed[0].state is OrderState.CANCELLED
    assert host.account.service("box").state is ServiceState.PURGED
    assert host.nights(day(0), day(60)) == []
    assert not any(demand.is_open for demand in host.account.demands)
    before = host.account
    host.decide(CancelOrder(id="O1"), day(1))
    assert host.account == before == replay(host.facts)


def test_money_held_for_it_goes_to_the_wallet_and_what_comes_later_too() -> None:
    host = Host(book=shop())
    host.decide(FIRST, day(0))
    host.night(day(0))
    host.pay("O1", "10.00", day(0))
    outcome = decide(host.account, CancelOrder(id="O1"), host.book, on=day(1))
    assert isinstance(outcome, Accepted)
    assert [str(reason) for reason in outcome.reasons] == [
        "O1 is taken back: nothing of it is asked for any more.",
        "10.00 EUR, held for O1, go to the wallet.",
    ]
    host.record(*outcome.facts)
    host.pay("O1", "28.13", day(2), id_="2")
    assert str(host.account.wallet.balance) == "38.13 EUR"
    assert host.account.service("box").coverage.grants == ()


def test_a_renewal_that_was_ordered_is_asked_for_by_itself_again() -> None:
    host = Host(service("S1", end=T), book=shop())
    host.nights(day(-30), day(-20))
    host.decide(PlaceOrder(id="O1", lines=(OrderLine(service_id="S1", term=YEAR),)), day(-20))
    host.night(day(-20))
    host.decide(CancelOrder(id="O1"), day(-19))
    assert kinds(host.night(day(-19))) == ["IssueProforma"]
    asked = host.account.open_part("S1")
    assert asked is not None
    assert asked[0].id == f"S1/{T}#2"


def test_a_call_that_was_on_its_way_when_the_order_was_taken_back_asks_for_nothing() -> None:
    host = Host(service("S1", end=T), book=shop())
    host.decide(PlaceOrder(id="O1", lines=(OrderLine(service_id="S1", term=YEAR),)), day(-60))
    (step,) = host.planned(day(-60)).steps
    host.record(step.intended())
    host.decide(CancelOrder(id="O1"), day(-60))
    host.record(host.perform(step, day(-60)))
    assert host.account.open_part("S1") is None


def test_what_was_to_be_added_to_it_goes_with_it() -> None:
    host = Host(book=shop())
    host.decide(FIRST, day(0))
    extra = NewService(id="extra", product_id="small", name="extra", parent="box")
    host.decide(PlaceOrder(id="O2", lines=(OrderLine(service_id="extra", term=MONTH),), new=(extra,)), day(0))
    host.night(day(0))
    host.decide(CancelOrder(id="O1"), day(1))
    assert [each.state for each in host.account.services] == [ServiceState.PURGED] * 2
    assert [each.state for each in host.account.placed] == [OrderState.CANCELLED] * 2
    assert host.nights(day(1), day(40)) == []


def test_an_open_change_is_taken_back_and_one_that_was_made_is_not() -> None:
    host = Host(book=shop())
    new_server(host, day(0))
    change(host, day(5), product_id="large")
    host.night(day(5))
    host.decide(CancelOrder(id=f"U-{day(5)}"), day(5))
    assert host.account.changes == ()
    assert not host.account.demand(f"U-{day(5)}").is_open
    assert codes(host, f"U-{day(5)}", 6) == ["lifecycle.change_done"]


def test_what_was_paid_or_is_being_charged_or_is_unknown_is_not_taken_back() -> None:
    host = Host(book=shop(), instruments=(CARD,), gateway=lambda _: DeclineClass.NO_ANSWER)
    new_server(host, day(0))
    assert codes(host, "O-box", 1) == ["lifecycle.order_done"]
    with pytest.raises(NotFound, match="use the id of an order"):
        decide(host.account, CancelOrder(id="O7"), host.book, on=day(1))
    host.decide(PlaceOrder(id="O2", lines=(OrderLine(service_id="box", term=MONTH),)), day(1))
    host.night(day(1))
    host.decide(ApplyCharge(charge=ChargeAsked(id="c", demand_id="O2", instrument_id="card", on=day(1))), day(1))
    (step,) = host.planned(day(1)).steps
    assert isinstance(step, ChargeInstrument)
    host.record(step.intended())
    assert codes(host, "O2", 2) == ["lifecycle.under_way"]

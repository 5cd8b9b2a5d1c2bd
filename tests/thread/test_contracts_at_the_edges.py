"""Contracts where two things meet: one id for two requests, a charge that was asked for, debts, a late payment."""

from datetime import date

import pytest
from attrs import evolve

from hostbilling.documents import Basis
from hostbilling.lifecycle import (
    ApplyCharge,
    CancelAccount,
    CancelService,
    ChangeService,
    ChargeAsked,
    NewService,
    OrderLine,
    PlaceOrder,
    ServiceAdded,
)
from hostbilling.services import ServiceState

from .host import CARD, YEAR, Host, accepts, customer, located, service
from .test_contracts import MONTH, change, day, kinds, new_server, refused, request, shop


def placed(host: Host, new: NewService, on: date, *, id_: str = "O1") -> None:
    host.decide(PlaceOrder(id=id_, lines=(OrderLine(service_id=new.id, term=MONTH),), new=(new,)), on)
    host.night(on)


def test_an_order_and_a_change_do_not_share_an_id() -> None:
    host = Host(book=shop())
    new_server(host, day(0))
    placed(host, NewService(id="other", product_id="small", name="other"), day(0), id_="X1")
    larger = ChangeService(id="X1", service_id="box", effective=day(5), product_id="large")
    assert refused(host, larger, day(1)) == ["lifecycle.change_id_taken"]
    host.decide(evolve(larger, id="X2"), day(1))
    assert refused(host, PlaceOrder(id="X2", lines=(OrderLine(service_id="box", term=MONTH),)), day(1)) == [
        "lifecycle.order_id_taken"
    ]


@pytest.mark.parametrize(("quantity", "total"), [(1, "31.00 EUR"), (3, "93.00 EUR")])
def test_the_total_of_an_order_is_that_of_its_call(quantity: int, total: str) -> None:
    host = Host(book=shop())
    placed(host, NewService(id="box", product_id="small", name="box", quantity=quantity), day(0))
    assert str(host.account.placed[0].total) == total


def test_the_total_of_an_add_on_is_for_the_days_its_parent_has_left() -> None:
    host = Host(book=shop())
    new_server(host, date(2026, 5, 1))
    placed(host, NewService(id="more", product_id="small", name="more", parent="box"), date(2026, 5, 11))
    assert str(host.account.placed[1].total) == "21.00 EUR"


def test_a_renewal_is_ordered_at_the_price_of_the_change_that_waits_for_it() -> None:
    host = Host(book=shop())
    new_server(host, day(0), product="large")
    change(host, day(1), product_id="small")
    host.decide(PlaceOrder(id="O2", lines=(OrderLine(service_id="box", term=MONTH),)), day(2))
    assert str(host.account.placed[1].total) == "31.00 EUR"


def test_a_change_that_is_paid_a_day_late_is_not_made_even_before_the_night() -> None:
    host = Host(book=shop())
    new_server(host, day(0))
    change(host, day(10), product_id="large")
    host.night(day(10))
    due = host.account.demand(f"U-{day(10)}").missing
    host.pay(f"U-{day(10)}", str(due.amount), day(11))
    assert host.account.service("box").product_id == "small"
    assert host.account.wallet.balance == due
    assert host.night(day(11)) == []


def test_law_does_not_hold_back_a_charge_that_the_customer_asked_for() -> None:
    end = date(2027, 1, 10)
    host = Host(
        book=shop(law=True), customer_=customer("FR"), evidence=located("FR"), instruments=(CARD,), gateway=accepts
    )
    box = service("box", end=end, product="small", term=YEAR, tacit=True)
    host.record(ServiceAdded(service=box, on=date(2026, 12, 20), known=date(2026, 12, 20)))
    host.nights(date(2026, 12, 20), date(2027, 1, 9))
    assert host.account.service("box").ends_on == end
    (demand,) = host.account.demands
    asked = ChargeAsked(id="c1", demand_id=demand.id, instrument_id="card", on=date(2027, 1, 9))
    host.decide(ApplyCharge(charge=asked), date(2027, 1, 9))
    assert kinds(host.night(date(2027, 1, 9))) == ["ChargeInstrument", "IssueInvoice"]
    assert host.account.service("box").ends_on == date(2028, 1, 10)
    assert not host.account.bought[-1].by_silence


def test_what_is_owed_and_refused_in_time_is_credited_and_nothing_goes_back() -> None:
    book = shop()
    ((family, policy),) = book.special
    host = Host(book=evolve(book, special=((family, evolve(policy, invoice_on=Basis.PERIOD)),)))
    box = service("box", end=day(0), product="small", term=MONTH, tacit=True)
    host.record(ServiceAdded(service=box, on=day(-1), known=day(-1)))
    host.night(day(0))
    host.decide(CancelService(service_id="box", request=request("C1", day(0))), day(0))
    assert host.account.to_refund == ()
    assert kinds(host.night(day(0))) == ["IssueCreditNote", "DeleteService"]
    assert str(host.account.debts[0].missing) == "0.00 EUR"


def test_a_cancelled_account_waits_for_no_first_payment() -> None:
    host = Host(book=shop())
    new_server(host, day(0))
    placed(host, NewService(id="late", product_id="small", name="late"), day(0), id_="O2")
    host.decide(CancelAccount(request=request("C1", day(1))), day(1))
    assert host.account.service("late").state is ServiceState.PURGED
    host.pay("O2", "38.13", day(2))
    assert str(host.account.wallet.balance) == "38.13 EUR"

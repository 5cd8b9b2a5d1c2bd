"""What nobody should ask about contracts, and is told so: wrong types, unknown ids, days to come, ends of ends."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from hostbilling.errors import InvalidInput, NotFound
from hostbilling.lifecycle import (
    Accepted,
    AnnouncePrice,
    CancelService,
    ChangeService,
    Command,
    GrantDays,
    KeepService,
    NewService,
    OrderLine,
    PlaceOrder,
    WithdrawFromService,
    decide,
)
from hostbilling.money import payable
from hostbilling.periods import Term
from hostbilling.renewal import When
from hostbilling.services import Cause, ServiceState

from .host import YEAR, Host, service
from .test_contracts import MONTH, day, new_server, refused, request, shop


def made(kind: Callable[..., Command], wanted: dict[str, Any], **usual: Any) -> Command:
    return kind(**usual | wanted)


def change(**wanted: Any) -> Command:
    return made(ChangeService, wanted, id="U1", service_id="box", effective=day(0), product_id="large")


def withdrawal(**wanted: Any) -> Command:
    usual = {"sent_on": day(0), "informed_on": day(0), "begun_at_request": True}
    return made(WithdrawFromService, wanted, id="W1", service_id="box", **usual)


def days(**wanted: Any) -> Command:
    return made(GrantDays, wanted, id="G1", service_id="box", term=MONTH, cause=Cause.GOODWILL)


def price(**wanted: Any) -> Command:
    return made(AnnouncePrice, wanted, id="A1", service_id="box", price=payable("10", "EUR"), effective=day(30))


def cancellation(**wanted: Any) -> Command:
    return made(CancelService, wanted, service_id="box", request=request("C1", day(0)))


def order(**wanted: Any) -> Command:
    usual: dict[str, Any] = {"id": "new", "product_id": "small", "name": "new"}
    new = NewService(**usual | wanted)
    return PlaceOrder(id="O1", lines=(OrderLine(service_id="new", term=MONTH),), new=(new,))


@pytest.fixture
def host() -> Host:
    host = Host(service("S1", end=day(40)), book=shop())
    new_server(host, day(0))
    return host


@pytest.mark.parametrize(
    ("make", "wanted"),
    [
        (change, {"product_id": ""}),
        (change, {"product_id": 3}),
        (change, {"product_id": None}),
        (change, {"quantity": 2}),
        (change, {"product_id": None, "quantity": "2"}),
        (change, {"product_id": None, "quantity": True}),
        (change, {"product_id": None, "quantity": 0}),
        (change, {"product_id": None, "term": "month"}),
        (change, {"product_id": None, "anchor_day": 32}),
        (change, {"effective": "2026-04-01"}),
        (change, {"effective": datetime(2026, 4, 1)}),
        (cancellation, {"request": "now"}),
        (withdrawal, {"sent_on": "now"}),
        (withdrawal, {"begun_at_request": None}),
        (withdrawal, {"performed": "no"}),
        (days, {"term": 30}),
        (days, {"cause": "goodwill"}),
        (days, {"cause": Cause.PAID}),
        (price, {"price": 10.0}),
        (price, {"price": payable("-1", "EUR")}),
        (price, {"effective": None}),
        (order, {"quantity": "2"}),
        (order, {"parent": "new"}),
    ],
)
def test_wrong_types_are_refused_where_they_are_given(
    host: Host, make: Callable[..., Command], wanted: dict[str, object]
) -> None:
    with pytest.raises(InvalidInput) as told:
        decide(host.account, make(**wanted), host.book, on=day(0))
    assert all(fault.field and fault.remedy for fault in told.value.faults)


@pytest.mark.parametrize(
    ("make", "wanted", "field"),
    [
        *((make, {"service_id": "nope"}, "service") for make in (change, withdrawal, days, price, cancellation)),
        (KeepService, {"service_id": "nope"}, "service"),
        (order, {"parent": "nope"}, "service"),
        (order, {"product_id": "nope"}, "product"),
        (order, {"billing": "nope"}, "profile"),
        (change, {"product_id": "nope"}, "product"),
        (change, {"product_id": None, "term": Term.days(3)}, "price"),
    ],
)
def test_what_is_not_there_is_not_found(
    host: Host, make: Callable[..., Command], wanted: dict[str, Any], field: str
) -> None:
    with pytest.raises(NotFound) as told:
        decide(host.account, make(**wanted), host.book, on=day(0))
    assert [fault.field for fault in told.value.faults] == [field]


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (change(effective=day(-1)), "lifecycle.change_past"),
        (change(product_id="small"), "lifecycle.change_same"),
        (change(service_id="S1"), "lifecycle.paid_elsewhere"),
        (change(effective=day(90)), "change.not_covered"),
        (cancellation(request=request("C1", day(5))), "lifecycle.not_yet"),
        (withdrawal(sent_on=day(5)), "lifecycle.not_yet"),
        (withdrawal(service_id="S1"), "lifecycle.nothing_bought"),
        (withdrawal(performed=True), "refund.performed"),
        (price(price=payable("10", "CZK")), "lifecycle.price_currency"),
        (price(effective=day(-1)), "lifecycle.change_past"),
        (order(id="new", parent="S1", name="x"), None),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(host: Host, command: Command, code: str | None) -> None:
    if code is None:
        assert isinstance(decide(host.account, command, host.book, on=day(0)), Accepted)
    else:
        assert refused(host, command, day(0))[-1] == code


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (change(), change(product_id=None, quantity=5)),
        (days(), days(service_id="S1")),
        (price(), price(service_id="S1", price=payable("99", "EUR"))),
        (order(), PlaceOrder(id="O1", lines=(OrderLine(service_id="S1", term=YEAR),))),
    ],
)
def test_an_id_counts_once_whatever_comes_with_it(host: Host, first: Command, second: Command) -> None:
    host.decide(first, day(0))
    before = host.account
    host.decide(second, day(0))
    assert host.account == before


def test_what_ended_stays_ended(host: Host) -> None:
    at_once = cancellation(request=request("C1", day(2), when=When.IMMEDIATELY))
    host.decide(at_once, day(2))
    before = host.account
    host.decide(at_once, day(2))  # twice
    host.decide(cancellation(request=request("C2", day(2))), day(2))  # and later
    assert host.account == before
    renew = PlaceOrder(id="O1", lines=(OrderLine(service_id="box", term=MONTH),))
    assert refused(host, renew, day(2)) == ["lifecycle.not_renewable"]
    host.night(day(2))
    assert host.account.service("box").state is ServiceState.DELETED
    for command, code in (
        (at_once, "lifecycle.gone"),
        (KeepService(service_id="box"), "lifecycle.gone"),
        (withdrawal(sent_on=day(3)), "lifecycle.nothing_bought"),
        (change(effective=day(3)), "lifecycle.not_running"),
        (days(), "lifecycle.never_covered"),
        (renew, "lifecycle.not_renewable"),
    ):
        assert refused(host, command, day(3)) == [code]


def test_a_withdrawal_counts_once(host: Host) -> None:
    host.decide(withdrawal(), day(0))
    before = host.account
    host.decide(withdrawal(), day(0))
    host.decide(withdrawal(id="W2", sent_on=day(3)), day(3))
    assert host.account == before
    assert host.account.service("box").ending == date(2026, 4, 1)


def test_what_was_ordered_and_not_paid_needs_no_cancellation(host: Host) -> None:
    host.decide(order(), day(0))
    assert refused(host, cancellation(service_id="new"), day(0)) == ["lifecycle.gone"]
    assert refused(host, change(service_id="new"), day(0)) == ["lifecycle.not_running"]

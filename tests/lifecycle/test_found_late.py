"""Money received in time and found when the service it paid for had been deleted already.

The dates are those of WebSupport for a validity that ends on 10 January 2027: off on that day, deleted on the 17th,
recoverable until the 31st, purged on 1 February.
"""

from datetime import date, timedelta

import pytest

from hostbilling.demands import PartState
from hostbilling.dunning import Standing, standing
from hostbilling.lifecycle import BringBack, OrderLine, PlaceOrder, ServiceDeleted, ServiceRestored, replay
from hostbilling.periods import Period, Term
from hostbilling.services import ServiceState
from tests.lifecycle.test_bring_back import host as with_fees
from tests.thread.host import Host, book, service

T = date(2027, 1, 10)
DELETED, FOUND, PURGED = date(2027, 1, 17), date(2027, 1, 20), date(2027, 2, 1)
CALL = "S1/2027-01-10"


def host(until: date = FOUND) -> Host:
    """The thread's host with nights run up to a day that is not included; no payment was known."""
    found = Host(service("S1", end=T), book=book())
    found.nights(T - timedelta(days=30), until)
    return found


def host_of_two() -> Host:
    """Two renewals on one call, as ordered by the customer."""
    found = Host(service("S1", end=T), service("S2", end=T), book=book())
    lines = tuple(OrderLine(service_id=id_, term=Term.years(1)) for id_ in ("S1", "S2"))
    found.decide(PlaceOrder(id="O1", lines=lines), T - timedelta(days=30))
    found.nights(T - timedelta(days=30), FOUND)
    assert {each.state for each in found.account.services} == {ServiceState.DELETED}
    return found


def in_wallet(found: Host) -> str:
    return str(found.account.wallet.balance.amount)


@pytest.mark.requirement("R-033")
@pytest.mark.parametrize("received", [date(2027, 1, 8), T, DELETED])
def test_who_paid_before_the_deletion_has_the_service_restored(received: date) -> None:
    found = host()
    assert found.account.service("S1").state is ServiceState.DELETED
    found.pay(CALL, "123.00", received, known=FOUND)
    now = found.account.service("S1")
    assert standing(now, found.account.latest_demand("S1"), on=FOUND) is Standing.REACTIVATION_PENDING
    found.night(FOUND)
    assert found.account.service("S1").state is ServiceState.ACTIVE
    assert found.account.service("S1").coverage.grants[-1].period == Period(T, date(2028, 1, 10))
    (invoice,) = found.account.invoices
    assert (invoice.issued_on, invoice.content.supplied_on) == (received, received)
    assert [fact.on for fact in found.facts if isinstance(fact, (ServiceDeleted, ServiceRestored))] == [DELETED, FOUND]
    assert in_wallet(found) == "0.00"
    assert replay(found.facts) == found.account


def test_who_paid_after_the_deletion_orders_it_back_with_the_money() -> None:
    found = host()
    found.pay(CALL, "123.00", DELETED + timedelta(days=1), known=FOUND)
    found.night(FOUND)
    assert found.account.service("S1").state is ServiceState.DELETED
    assert (in_wallet(found), found.account.invoices) == ("123.00", ())


def test_too_little_money_brings_nothing_back() -> None:
    found = host()
    found.pay(CALL, "122.99", T, known=FOUND)
    found.night(FOUND)
    assert found.account.service("S1").state is ServiceState.DELETED
    assert found.account.demand(CALL).parts[0].state is PartState.WITHDRAWN
    assert in_wallet(found) == "122.99"


def test_what_is_purged_stays_gone() -> None:
    found = host(PURGED + timedelta(days=1))
    found.pay(CALL, "123.00", T, known=PURGED + timedelta(days=1))
    found.night(PURGED + timedelta(days=1))
    assert found.account.service("S1").state is ServiceState.PURGED
    assert in_wallet(found) == "123.00"


def test_what_is_being_purged_is_not_restored() -> None:
    found = host(PURGED)
    found.record(*(step.intended() for step in found.planned(PURGED).steps))
    found.pay(CALL, "123.00", T, known=PURGED)
    assert found.account.demand(CALL).parts[0].state is PartState.WITHDRAWN
    assert in_wallet(found) == "123.00"


def test_the_same_call_paid_twice_in_time_is_paid_once() -> None:
    found = host()
    found.pay(CALL, "123.00", T, known=FOUND)
    found.pay(CALL, "123.00", T, known=FOUND, id_="2")
    found.night(FOUND)
    assert found.account.service("S1").ends_on == date(2028, 1, 10)
    assert in_wallet(found) == "123.00"


def test_a_call_that_an_order_had_replaced_is_not_the_one_that_lapsed() -> None:
    found = Host(service("S1", end=T), book=book())
    found.nights(T - timedelta(days=30), date(2026, 12, 20))
    found.decide(PlaceOrder(id="O1", lines=(OrderLine(service_id="S1", term=Term.months(1)),)), date(2026, 12, 20))
    found.nights(date(2026, 12, 20), FOUND)
    assert found.account.service("S1").state is ServiceState.DELETED
    found.pay(CALL, "123.00", T, known=FOUND)
    assert found.account.demand(CALL).parts[0].state is PartState.WITHDRAWN
    assert in_wallet(found) == "123.00"


def test_one_payment_for_two_services_brings_both_back() -> None:
    found = host_of_two()
    found.pay("O1", "246.00", T, known=FOUND)
    found.night(FOUND)
    assert {each.state for each in found.account.services} == {ServiceState.ACTIVE}
    assert len(found.account.invoices[0].content.lines) == 2


def test_money_for_one_of_two_is_left_to_a_person() -> None:
    found = host_of_two()
    found.pay("O1", "123.00", T, known=FOUND)
    assert {each.state for each in found.account.services} == {ServiceState.DELETED}
    assert in_wallet(found) == "123.00"


def test_what_was_ordered_meanwhile_to_bring_it_back_is_not_asked_for() -> None:
    found = with_fees(10)
    found.decide(BringBack(id="B1", service_id="S1"), FOUND)
    found.night(FOUND)
    assert found.account.demand("B1").is_open
    found.pay(CALL, "123.00", T, known=FOUND)
    assert not found.account.demand("B1").is_open
    found.nights(FOUND, FOUND + timedelta(days=3))
    assert found.account.service("S1").state is ServiceState.ACTIVE
    assert len(found.account.invoices) == 1

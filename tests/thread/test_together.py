"""Renewals of one day in one proforma, by policy; and what replaces a proforma when a part of it goes."""

from datetime import date, timedelta

import pytest
from attrs import evolve

from hostbilling.demands import PartState
from hostbilling.documents import Chain, Kind, Ref, ref_of
from hostbilling.lifecycle import OrderLine, Papers, PlaceOrder
from hostbilling.parties import Address
from hostbilling.services import Identifiers, ServiceState
from tests.samples import eur

from .host import CARD, YEAR, Host, book, customer, service

T = date(2026, 4, 1)
CALLED = T - timedelta(days=28)
TOGETHER = evolve(book(), papers=Papers(one_call_a_day=True))


def asked(host: Host) -> list[set[str]]:
    return [{line.service_id for line in proforma.content.lines} for proforma in host.account.proformas]


def test_by_default_each_service_has_a_call_of_its_own() -> None:
    host = Host(service("S1", end=T), service("S2", end=T))
    host.night(CALLED)
    assert asked(host) == [{"S1"}, {"S2"}]


@pytest.mark.requirement("R-004")
def test_by_policy_renewals_of_one_day_share_a_proforma_with_one_total() -> None:
    host = Host(service("S1", end=T), service("S2", end=T), service("S3", end=T + timedelta(days=1)), book=TOGETHER)
    host.nights(CALLED, CALLED + timedelta(days=2))
    assert asked(host) == [{"S1", "S2"}, {"S3"}]
    both = host.account.proformas[0]
    assert both.content.totals.amounts.gross == eur("246.00")
    host.pay(host.account.demands[0].id, "246.00", CALLED + timedelta(days=3))
    host.night(CALLED + timedelta(days=3))
    (invoice,) = host.account.invoices
    assert len(invoice.content.lines) == 2
    assert {service.id for service in host.account.services if service.ends_on.year == 2027} == {"S1", "S2"}


def test_missed_nights_change_nothing_about_who_goes_with_whom() -> None:
    host = Host(service("S1", end=T), service("S2", end=T), service("S3", end=T + timedelta(days=1)), book=TOGETHER)
    host.night(CALLED + timedelta(days=5))
    assert asked(host) == [{"S1", "S2"}, {"S3"}]


def test_what_is_not_alike_stays_apart() -> None:
    tacit = service("S2", end=T, product="vps", tacit=True)
    host = Host(service("S1", end=T), tacit, instruments=(CARD,), book=TOGETHER)
    host.night(CALLED)
    assert asked(host) == [{"S1"}, {"S2"}]  # a charge for one must never take the other along


def test_what_cannot_be_called_holds_nothing_else_back() -> None:
    lost = evolve(service("S2", end=T), product_id="gone")
    host = Host(service("S1", end=T), lost, service("S3", end=T), book=TOGETHER)
    host.night(CALLED)
    assert asked(host) == [{"S1", "S3"}]
    assert [blocked.service_id for blocked in host.planned(CALLED).blocked if blocked.what == "proforma"] == ["S2"]
    unknown = evolve(customer(), address=Address(country="DE"))
    nobody = Host(service("S1", end=T), service("S2", end=T), book=TOGETHER, customer_=unknown, evidence=())
    assert [blocked.service_id for blocked in nobody.planned(CALLED).blocked] == ["S1", "S2"]


def test_each_part_is_reminded_of_and_deleted_by_itself_and_the_rest_is_asked_for_anew() -> None:
    known = Identifiers(equipment_id="EQ-1", contract_id="K-1")
    monthly = service("S2", end=T, product="vps")
    host = Host(evolve(service("S1", end=T), identifiers=known), monthly, book=TOGETHER)
    host.nights(CALLED, T + timedelta(days=8))
    assert [each.state for each in host.account.services] == [ServiceState.DELETED, ServiceState.DELETED]
    assert all(part.done_on("deletion_notice") for part in host.account.demands[0].parts)


@pytest.mark.requirement("R-012")
def test_the_rest_follows_the_proforma_it_replaces_and_keeps_its_lines() -> None:
    known = Identifiers(equipment_id="EQ-1", contract_id="K-1")
    host = Host(
        evolve(service("S1", end=T + timedelta(days=6)), identifiers=known),
        service("S2", end=T + timedelta(days=40)),
        book=book(price="33.33"),
    )
    quote = Ref(kind=Kind.QUOTE, number="Q-7", on=date(2026, 3, 1))
    lines = (OrderLine(service_id="S1", term=YEAR), OrderLine(service_id="S2", term=YEAR))
    host.decide(PlaceOrder(id="O1", lines=lines, follows=(quote,)), CALLED)
    host.night(CALLED)
    demand = host.account.demands[0]
    host.pay(demand.id, "20.00", CALLED)
    host.nights(CALLED + timedelta(days=1), T + timedelta(days=25))
    first, *_, last = host.account.proformas
    states = {part.service_id: part.state for part in host.account.demands[0].parts}
    assert states["S1"] is PartState.WITHDRAWN  # deleted unpaid
    assert first.content.follows == (quote,)
    assert ref_of(first).key in {ref.key for ref in last.content.follows}
    assert quote in last.content.follows
    (line,) = last.content.lines
    assert (line.service_id, line.unit_price, line.amounts.net) == (
        "S2",
        first.content.lines[1].unit_price,
        eur("33.33"),
    )
    assert line.amounts.vat == eur("7.67")  # of 33.33 alone; with the other line it was half of 15.33
    chain = Chain(documents=host.account.proformas)
    assert ref_of(last) in chain.after(ref_of(first))
    assert not chain.missing or {ref.kind for ref in chain.missing} == {Kind.QUOTE}
    host.pay(demand.id, "21.00", T + timedelta(days=26), id_="2")  # what was held counts for the rest
    assert not host.account.demands[0].is_open
    assert host.account.wallet.balance == eur("0.00")

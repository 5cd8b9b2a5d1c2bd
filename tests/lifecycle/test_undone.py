"""What a payment that goes back undoes: no more than it brought, the last first, and no invoice twice."""

from datetime import date

import pytest
from attrs import evolve

from hostbilling.demands import Fill, Filling, ToCredit
from hostbilling.lifecycle import CreditDecided, OrderLine, PlaceOrder
from tests.samples import eur
from tests.thread.host import YEAR, Host, book, service
from tests.thread.test_contracts import change, new_server, shop
from tests.thread.test_money_back import END, LATER, invoiced, reverse, stands

ORDERED = date(2026, 2, 10)
NEXT = date(2027, 4, 1)


def spent_on_two() -> Host:
    """A top-up of 300 that paid for S1 and then for S2, 123 each: 54 are left."""
    host = Host(service("S1", end=END), service("S2", end=END))
    host.pay(None, "300.00", date(2026, 2, 1))
    for id_ in ("S1", "S2"):
        host.decide(PlaceOrder(id=f"O-{id_}", lines=(OrderLine(service_id=id_, term=YEAR),)), ORDERED)
        host.night(ORDERED)
    assert (str(host.account.wallet.balance), ends(host)) == ("54.00 EUR", [NEXT, NEXT])
    return host


def ends(host: Host) -> list[date]:
    return [each.ends_on for each in host.account.services]


@pytest.mark.parametrize(
    ("back", "balance", "held", "left"),
    [
        ("20.00", "34.00", ("0.00", "0.00"), [NEXT, NEXT]),  # the wallet holds it: nothing is undone
        ("54.00", "0.00", ("0.00", "0.00"), [NEXT, NEXT]),
        ("54.01", "0.00", ("0.00", "122.99"), [NEXT, END]),  # a cent more: what was bought last
        ("177.00", "0.00", ("0.00", "0.00"), [NEXT, END]),
        ("177.01", "0.00", ("122.99", "0.00"), [END, END]),
        ("300.00", "0.00", ("0.00", "0.00"), [END, END]),
    ],
)
def test_no_more_is_undone_than_went_back_and_what_was_bought_last_goes_first(
    back: str, balance: str, held: tuple[str, str], left: list[date]
) -> None:
    host = spent_on_two()
    reverse(host, "bank:None#1", back, undo_spent=True)
    assert str(host.account.wallet.balance.amount) == balance
    assert tuple(str(host.account.demand(id_).held.amount) for id_ in ("O-S1", "O-S2")) == held
    assert ends(host) == left


def test_what_another_payment_bought_since_is_not_undone() -> None:
    host = Host(service("S1", end=END), service("S2", end=END))
    host.pay(None, "200.00", date(2026, 2, 1))
    host.decide(PlaceOrder(id="O-S1", lines=(OrderLine(service_id="S1", term=YEAR),)), ORDERED)
    host.night(ORDERED)
    host.decide(PlaceOrder(id="O-S2", lines=(OrderLine(service_id="S2", term=YEAR),)), date(2026, 2, 11))
    host.night(date(2026, 2, 11))
    host.pay("O-S2", "123.00", date(2026, 2, 12))
    assert ends(host) == [NEXT, NEXT]
    reverse(host, "bank:None#1", "200.00", undo_spent=True)
    assert ends(host) == [END, NEXT]
    assert stands(host, "O-S2") == ("0.00", "0.00", "0.00")


def test_what_was_bought_with_it_is_not_known_as_paid_any_more() -> None:
    host = invoiced()
    (line,) = host.account.lines_of("S1")
    assert str(line.paid) == "100.00 EUR"
    reverse(host, "bank:S1/2026-04-01#1", "123.00")
    assert host.account.lines_of("S1") == ()


def two_lines() -> Host:
    """S1 and S2 in one order, paid and on one invoice of 246."""
    host = Host(service("S1", end=END), service("S2", end=END))
    host.decide(PlaceOrder(id="O1", lines=tuple(OrderLine(service_id=id_, term=YEAR) for id_ in ("S1", "S2"))), ORDERED)
    host.night(ORDERED)
    host.pay("O1", "246.00", date(2026, 3, 10))
    host.night(date(2026, 3, 10))
    assert [str(each.content.totals.amounts.gross) for each in host.account.invoices] == ["246.00 EUR"]
    return host


def test_what_stays_bought_of_an_order_is_invoiced_without_the_line_that_was_undone() -> None:
    by_line = evolve(book(), filling=Filling(fill=Fill.BY_LINE))
    host = Host(service("S1", end=END), service("S2", end=END), book=by_line)
    host.decide(PlaceOrder(id="O1", lines=tuple(OrderLine(service_id=id_, term=YEAR) for id_ in ("S1", "S2"))), ORDERED)
    host.night(ORDERED)
    host.pay("O1", "246.00", ORDERED)
    reverse(host, "bank:O1#1", "100.00")
    assert ends(host) == [NEXT, END]
    host.night(LATER)
    assert [line.service_id for each in host.account.invoices for line in each.content.lines] == ["S1"]


@pytest.mark.parametrize(
    ("gross", "line_ids", "credited"),
    [
        (None, (), ["246.00"]),
        (None, ("O1/S1",), ["123.00", "123.00"]),
        (None, ("O1/S2",), ["123.00", "123.00"]),
        (None, ("O1/S1", "O1/S2"), ["246.00"]),
        ("123.00", ("O1/S1",), ["123.00", "123.00"]),
        ("23.00", ("O1/S1",), ["23.00", "223.00"]),
        ("246.00", (), ["246.00"]),
        ("46.00", (), ["46.00", "200.00"]),
    ],
)
def test_an_invoice_whose_payment_goes_back_is_credited_whole_and_once_whatever_was_decided_before(
    gross: str | None, line_ids: tuple[str, ...], credited: list[str]
) -> None:
    host = two_lines()
    amount = None if gross is None else eur(gross)
    wanted = ToCredit(id="C1", invoice_number="F2026-0001", why="said so", on=LATER, line_ids=line_ids, gross=amount)
    host.record(CreditDecided(credit=wanted, on=LATER, known=LATER))
    reverse(host, "bank:O1#1", "246.00")
    host.night(LATER)
    assert [str(note.content.totals.amounts.gross.amount) for note in host.account.credit_notes] == credited
    assert host.account.to_credit == ()
    assert [each for each in host.planned(LATER).blocked if each.what == "credit note"] == []


def test_what_a_change_of_plan_used_of_a_line_cannot_be_taken_out_of_it_again() -> None:
    for billed in (True, False):
        host = Host(book=shop())
        on = date(2026, 5, 11)
        new_server(host, date(2026, 5, 1))
        change(host, on, product_id="large")
        host.night(on)
        host.pay(f"U-{on}", "25.83", on)
        if billed:
            host.night(on)
        reverse(host, "bank:O-box#first", "38.13")
        # 25.83 of the 38.13 went into the change: 12.30 come out, and the rest is owed
        assert str(host.account.wallet.balance) == "-25.83 EUR"

"""What is left of a call when parts of it go, or come back: VAT is that of the rest, to the cent, at once."""

from datetime import date, timedelta

from attrs import evolve

from hostbilling.demands import Fill, Filling
from hostbilling.documents import check_sums
from hostbilling.lifecycle import FamilyPolicy, OrderLine, Papers, PlaceOrder
from hostbilling.presets import websupport
from tests.lifecycle.test_debts import DEBTS
from tests.samples import eur, texts

from .host import CARD, START, YEAR, Host, book, service
from .test_money_back import LATER, reverse

END = date(2026, 4, 1)
ON = date(2026, 3, 4)
NAMES = ("S1", "S2", "S3")


def ordered(price: str, fill: Fill = Fill.WHOLE) -> Host:
    host = Host(*(service(name, end=END) for name in NAMES), book=evolve(book(price=price), filling=Filling(fill=fill)))
    host.decide(PlaceOrder(id="O1", lines=tuple(OrderLine(service_id=name, term=YEAR) for name in NAMES)), ON)
    host.night(ON)
    return host


def order_alone(host: Host, name: str) -> None:
    host.decide(PlaceOrder(id="O2", lines=(OrderLine(service_id=name, term=YEAR),)), ON)


def test_vat_of_the_rest_is_worked_out_before_it_is_asked_for_anew() -> None:
    host = ordered("0.01")  # 23 % of 0.03 is 0.0069: one cent, which one line bears
    (proforma,) = host.account.proformas
    assert [texts(line.amounts) for line in proforma.content.lines] == [
        ("0.01", "0.01", "0.02"), ("0.01", "0.00", "0.01"), ("0.01", "0.00", "0.01"),
    ]  # fmt: skip
    order_alone(host, "S3")
    assert host.account.demand("O1").missing == eur("0.02")  # 23 % of 0.02 is 0.0046: nothing
    host.pay("O1", "0.03", ON)  # as the proforma said that the customer still holds
    assert host.account.wallet.balance == eur("0.01")
    host.night(ON)
    invoice, _ = host.account.invoices  # the other one is of S3, which the cent in the wallet paid
    assert texts(invoice.content.totals.amounts) == ("0.02", "0.00", "0.02")
    assert check_sums(invoice.content) == ()


def test_what_is_held_may_be_enough_for_the_rest() -> None:
    host = ordered("0.01")
    host.pay("O1", "0.02", ON)
    assert host.account.demand("O1").held == eur("0.02")
    order_alone(host, "S1")  # the line that bore the cent
    assert not host.account.demand("O1").is_open
    host.night(ON)
    assert texts(host.account.invoices[0].content.totals.amounts) == ("0.02", "0.00", "0.02")


def test_what_came_back_after_its_line_left_the_proforma_is_asked_for_with_the_rest() -> None:
    host = ordered("100.00", Fill.BY_LINE)
    host.pay("O1", "123.00", ON)
    order_alone(host, "S3")
    host.night(ON)
    assert [line.id for line in host.account.proformas[-2].content.lines] == ["O1/S2"]
    reverse(host, "bank:O1#1", "123.00")
    host.night(LATER)
    again = host.account.proformas[-1].content
    assert [line.service_id for line in again.lines] == ["S2", "S1"]
    assert again.totals.amounts.gross == host.account.demand("O1").missing == eur("246.00")


def test_what_is_owed_of_a_call_bears_vat_of_its_own() -> None:
    owing = FamilyPolicy(explicit=websupport.EXPLICIT, tacit=websupport.TACIT, owed=True)
    ours = evolve(book(price="0.01"), usual=owing, debts=DEBTS, papers=Papers(one_call_a_day=True))
    host = Host(*(service(name, end=END, tacit=True) for name in NAMES), book=ours, instruments=(CARD,))
    host.nights(START, END + timedelta(days=1))
    assert [len(each.content.lines) for each in host.account.proformas][:1] == [3]
    assert [texts(each.content.totals.amounts) for each in host.account.invoices] == [("0.01", "0.00", "0.01")] * 3
    assert [each.missing for each in host.account.debts] == [eur("0.01")] * 3
    assert all(check_sums(each.content) == () for each in host.account.invoices)

"""Advances follow the money that a call holds: invoiced when it comes, credited when it buys something or goes."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from attrs import evolve
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from hostbilling.catalog import Family, Price, Product, SupplyKind
from hostbilling.decision import Severity
from hostbilling.demands import PLAIN_FILLING, Fill, Filling, ToCredit
from hostbilling.documents import Chain, CreditNote, Invoice, PaidBy, check_sums, ref_of
from hostbilling.documents import Kind as Link
from hostbilling.dunning import DebtPolicy
from hostbilling.lifecycle import (
    BillWork,
    Book,
    CancelOrder,
    CancelService,
    CreditInvoice,
    GiveBack,
    IssueCreditNote,
    IssueInvoice,
    OrderLine,
    PaysOn,
    PlaceOrder,
    Refused,
    Step,
    TakeBack,
    TopUp,
    decide,
    forecast,
    is_still_due,
)
from hostbilling.money import Money, exact, is_zero, payable, subtract, total, zero
from hostbilling.payments import Cover, Direction, Payment, ReversalKind, ToRefund, VatRegime, WalletPolicy
from hostbilling.vat import ExchangeRate
from tests.lifecycle.samples import work
from tests.samples import eur, texts

from .host import CARD, YEAR, Host, accepts, book, customer, located, service
from .test_any_money import FILLINGS, AnyMoney
from .test_contracts import request

END = date(2026, 4, 1)
CALLED, FIRST, SECOND, THIRD = date(2026, 3, 4), date(2026, 3, 10), date(2026, 3, 12), date(2026, 3, 16)
CALL = "S1/2026-04-01"


def taxed(*, filling: Filling = PLAIN_FILLING) -> Book:
    """The book of the thread with advances, and with work at a distance, taxed where the seller is."""
    base = book()
    support = Product(id="support", name="support", family=Family.VPS, supply=SupplyKind.HUMAN_REMOTE, terms=(YEAR,))
    price = Price(product_id="support", term=YEAR, since=date(2020, 1, 1), renewal=exact("100.00", "EUR"))
    shelf = evolve(base.catalog, products=(*base.catalog.products, support), prices=(*base.catalog.prices, price))
    return evolve(base, catalog=shelf, partial=VatRegime.PREPAYMENT, filling=filling)


def austrian(*names: str, products: Iterable[str] = (), **policy: Any) -> Host:
    """A consumer in Austria: hosting is taxed there, at 20 %."""
    kinds = [*products, *["domain"] * len(names)]
    services = [service(name, end=END, product=kind) for name, kind in zip(names, kinds, strict=False)]
    host = Host(*services, book=taxed(**policy), customer_=customer("AT"), evidence=located("AT"))
    host.night(CALLED)
    return host


def ordered(host: Host, *names: str) -> str:
    lines = tuple(OrderLine(service_id=name, term=YEAR) for name in names)
    host.decide(PlaceOrder(id="O1", lines=lines), CALLED)
    host.night(CALLED)
    return "O1"


def papers(steps: Iterable[Step]) -> list[tuple[str, str]]:
    """Return what is issued among steps: its kind and its gross amount."""
    issued = (IssueInvoice, IssueCreditNote)
    return [(_kind(each), str(each.draft.totals.amounts.gross.amount)) for each in steps if isinstance(each, issued)]


def _kind(step: IssueInvoice | IssueCreditNote) -> str:
    kind = "invoice" if isinstance(step, IssueInvoice) else "credit"
    return f"advance {kind}" if step.draft.is_advance else kind


def by_rate(document: Invoice | CreditNote) -> list[tuple[Decimal | None, tuple[str, str, str]]]:
    return [(row.rate, texts(row.amounts)) for row in document.content.totals.by_rate]


def wallet(host: Host) -> str:
    return str(host.account.wallet.balance.amount)


def out(amount: str, on: date) -> Payment:
    return Payment(
        channel="bank", external_id=f"out {on}", amount=payable(amount, "EUR"), received_on=on, direction=Direction.OUT
    )


def charge_back(host: Host, amount: str, on: date, *, of: str = f"bank:{CALL}#1") -> None:
    host.decide(TakeBack(of=of, payment=out(amount, on), reversal=ReversalKind.CHARGEBACK), on)


# ------------------------------------------------------------------------------- worked examples


def test_what_comes_first_is_invoiced_as_an_advance_and_taken_back_by_the_invoice_for_all() -> None:
    """100 net at 20 %: of 40 received 40 / 1.2 = 33.33 are net; then 80 fill the 120."""
    host = austrian("S1")
    host.pay(CALL, "40.00", FIRST)
    assert papers(host.night(FIRST)) == [("advance invoice", "40.00")]
    host.pay(CALL, "80.00", SECOND, id_="2")
    assert papers(host.night(SECOND)) == [("invoice", "120.00"), ("advance credit", "40.00")]
    advance, final = host.account.invoices
    (note,) = host.account.credit_notes
    assert [texts(each.content.totals.amounts) for each in (advance, note, final)] == [
        ("33.33", "6.67", "40.00"),
        ("33.33", "6.67", "40.00"),
        ("100.00", "20.00", "120.00"),
    ]
    assert (advance.issued_on, advance.content.supplied_on) == (FIRST, FIRST)
    assert advance.content.to_pay == final.content.to_pay == zero("EUR")
    assert [(str(each.amount.amount), each.reference) for each in final.content.prepaid] == [
        ("40.00", f"bank:{CALL}#1"),
        ("80.00", f"bank:{CALL}#2"),
    ]
    assert wallet(host) == "0.00"
    assert note.content.reason == f"{final.number} bills what it was for"


def test_call_payment_advance_invoice_and_credit_note_are_linked_both_ways() -> None:
    host = austrian("S1")
    host.pay(CALL, "40.00", FIRST)
    host.night(FIRST)
    host.pay(CALL, "80.00", SECOND, id_="2")
    host.night(SECOND)
    (call,), (advance, final) = host.account.proformas, host.account.invoices
    (note,) = host.account.credit_notes
    chain = Chain(documents=(call, advance, final, note))
    assert {ref.key for ref in chain.before(ref_of(advance))} == {
        (Link.PROFORMA, call.number), (Link.PAYMENT, f"bank:{CALL}#1"),
    }  # fmt: skip
    assert {ref.number for ref in chain.after(ref_of(advance))} == {final.number, note.number}
    assert {ref.number for ref in chain.before(ref_of(note))} == {advance.number, final.number}
    assert {ref.kind for ref in chain.whole(ref_of(call))} == {
        Link.PROFORMA, Link.PAYMENT, Link.INVOICE, Link.CREDIT_NOTE,
    }  # fmt: skip
    assert chain.missing == ()


def test_an_advance_is_shared_among_categories_by_what_each_asks() -> None:
    """120 at 20 % (AT) and 123 at 23 % (SK): 81 are 40 and 41, net 33.33 each."""
    host = austrian("S1", "S2", products=("domain", "support"))
    order = ordered(host, "S1", "S2")
    host.pay(order, "81.00", FIRST)
    host.night(FIRST)
    (advance,) = host.account.invoices
    shares = [(Decimal(20), ("33.33", "6.67", "40.00")), (Decimal(23), ("33.33", "7.67", "41.00"))]
    assert by_rate(advance) == shares
    host.pay(order, "162.00", SECOND, id_="2")
    assert papers(host.night(SECOND)) == [("invoice", "243.00"), ("advance credit", "81.00")]
    assert by_rate(host.account.credit_notes[0]) == shares
    assert by_rate(host.account.invoices[1]) == [
        (Decimal(20), ("100.00", "20.00", "120.00")),
        (Decimal(23), ("100.00", "23.00", "123.00")),
    ]


def test_a_cent_is_an_advance_on_the_first_line_alone() -> None:
    host = austrian("S1", "S2", products=("domain", "support"))
    order = ordered(host, "S1", "S2")
    host.pay(order, "0.01", FIRST)
    host.night(FIRST)
    (advance,) = host.account.invoices
    assert by_rate(advance) == [(Decimal(23), ("0.01", "0.00", "0.01"))]


def test_each_payment_has_an_advance_of_its_own_day_and_the_latest_is_credited_first() -> None:
    host = austrian("S1")
    host.pay(CALL, "40.00", FIRST)
    host.pay(CALL, "30.00", SECOND, id_="2")
    assert papers(host.night(SECOND)) == [("advance invoice", "40.00"), ("advance invoice", "30.00")]
    assert [each.content.supplied_on for each in host.account.invoices] == [FIRST, SECOND]
    asked = ToRefund(id="R1", amount=payable("35", "EUR"), payment_id=f"bank:{CALL}#1", why="asked", on=THIRD)
    host.decide(GiveBack(refund=asked), THIRD)
    assert papers(host.night(THIRD)) == [("advance credit", "30.00"), ("advance credit", "5.00")]
    assert wallet(host) == "0.00"
    assert str(host.account.demand(CALL).held.amount) == "35.00"


def test_a_part_payment_that_is_charged_back_takes_its_advance_with_it() -> None:
    host = austrian("S1")
    host.pay(CALL, "40.00", FIRST)
    host.pay(CALL, "30.00", FIRST, id_="2")
    host.night(FIRST)
    charge_back(host, "40.00", SECOND)
    assert papers(host.night(SECOND)) == [("advance credit", "40.00")]
    (note,) = host.account.credit_notes
    assert note.content.invoice_number == host.account.invoices[0].number  # the earlier one, as its money went
    assert note.content.reason == "its money is held no more"
    assert wallet(host) == "0.00"


def test_money_that_went_back_before_the_night_is_on_no_advance() -> None:
    host = austrian("S1")
    host.pay(CALL, "40.00", FIRST)
    host.pay(CALL, "40.00", SECOND, id_="2")
    charge_back(host, "40.00", SECOND, of=f"bank:{CALL}#2")
    assert papers(host.night(SECOND)) == [("advance invoice", "40.00")]
    assert [each.reference for each in host.account.invoices[0].content.prepaid] == [f"bank:{CALL}#1"]


def test_an_advance_is_credited_as_often_as_some_of_its_money_goes() -> None:
    host = austrian("S1")
    host.pay(CALL, "40.00", FIRST)
    host.night(FIRST)
    for count, day in enumerate((SECOND, THIRD)):
        asked = ToRefund(id=f"R{count}", amount=eur("10"), payment_id=f"bank:{CALL}#1", why="asked", on=day)
        host.decide(GiveBack(refund=asked), day)
        assert papers(host.night(day)) == [("advance credit", "10.00")]
    assert {each.content.invoice_number for each in host.account.credit_notes} == {host.account.invoices[0].number}


def test_a_call_that_is_given_up_leaves_its_money_in_the_wallet_once_and_no_vat_behind() -> None:
    host = austrian("S1", "S2")
    order = ordered(host, "S2")
    host.pay(order, "40.00", FIRST)
    host.night(FIRST)
    host.decide(CancelOrder(id=order), SECOND)
    assert wallet(host) == "40.00"
    steps = host.night(SECOND)
    assert papers(steps)[0] == ("advance credit", "40.00")
    assert host.account.demand(order).held == zero("EUR")


def test_line_by_line_each_invoice_leaves_an_advance_for_the_lines_that_are_open() -> None:
    """Two lines of 120 and 123: 81 are an advance for both, 40 + 41.

    With 60 more the first is paid, and 21 are held for the second alone, at 23 %: 21 / 1.23 = 17.07.
    """
    host = austrian("S1", "S2", products=("domain", "support"), filling=Filling(fill=Fill.BY_LINE))
    order = ordered(host, "S1", "S2")
    host.pay(order, "81.00", FIRST)
    host.night(FIRST)
    host.pay(order, "60.00", SECOND, id_="2")
    steps = host.night(SECOND)
    invoice = next(each for each in steps if isinstance(each, IssueInvoice))
    assert "lifecycle.advance_rate" not in {found.reason.code for found in invoice.findings}
    assert papers(steps) == [
        ("invoice", "120.00"),
        ("advance credit", "81.00"),
        ("advance invoice", "21.00"),
    ]
    assert by_rate(host.account.invoices[2]) == [(Decimal(23), ("17.07", "3.93", "21.00"))]
    host.pay(order, "102.00", THIRD, id_="3")
    assert papers(host.night(THIRD)) == [("invoice", "123.00"), ("advance credit", "21.00")]
    assert wallet(host) == "0.00"


def test_what_is_paid_too_much_is_in_the_wallet_and_on_no_advance() -> None:
    host = austrian("S1")
    host.pay(CALL, "40.00", FIRST)
    host.night(FIRST)
    host.pay(CALL, "95.00", SECOND, id_="2")
    assert papers(host.night(SECOND)) == [("invoice", "120.00"), ("advance credit", "40.00")]
    assert wallet(host) == "15.00"


def test_paid_at_once_there_is_no_advance() -> None:
    host = austrian("S1")
    host.pay(CALL, "40.00", FIRST)
    host.pay(CALL, "80.00", FIRST, id_="2")
    assert papers(host.night(FIRST)) == [("invoice", "120.00")]
    assert all(ref.kind is not Link.INVOICE for ref in host.account.invoices[0].content.follows)


def test_when_the_money_for_the_rest_goes_back_what_stays_is_an_advance_again() -> None:
    host = austrian("S1")
    host.pay(CALL, "40.00", FIRST)
    host.night(FIRST)
    host.pay(CALL, "80.00", SECOND, id_="2")
    host.night(SECOND)
    charge_back(host, "80.00", THIRD, of=f"bank:{CALL}#2")
    issued = papers(host.night(THIRD))
    assert sorted(issued) == [("advance invoice", "40.00"), ("credit", "120.00")]
    assert wallet(host) == "0.00"
    assert net_vat(host) == payable("6.67", "EUR")


def test_a_rate_that_changes_is_credited_as_it_was_and_said() -> None:
    """Slovakia: 20 % until 2024, 23 % from 2025 on. 40 at 20 % have 6.67 VAT, 120 at 23 % have 22.44."""
    before, after = date(2024, 12, 30), date(2025, 1, 2)
    host = Host(service("S1", end=date(2025, 1, 20)), book=taxed())
    host.night(date(2024, 12, 24))
    (call,) = host.account.demands
    assert str(call.asked.amount) == "120.00"
    host.pay(call.id, "40.00", before)
    host.night(before)
    host.pay(call.id, "80.00", after, id_="2")
    steps = [each for each in host.night(after) if isinstance(each, (IssueInvoice, IssueCreditNote))]
    assert papers(steps) == [("invoice", "120.00"), ("advance credit", "40.00")]
    assert by_rate(host.account.invoices[1]) == [(Decimal(23), ("97.56", "22.44", "120.00"))]
    assert by_rate(host.account.credit_notes[0]) == [(Decimal(20), ("33.33", "6.67", "40.00"))]
    said = [found.reason.code for found in steps[0].findings]
    assert "lifecycle.advance_rate" in said


def test_what_a_line_left_is_credited_for_its_own_reason_when_it_goes_back() -> None:
    host = austrian("S1", "S2", filling=Filling(fill=Fill.BY_LINE))
    order = ordered(host, "S1", "S2")
    host.pay(order, "40.00", FIRST)
    host.night(FIRST)
    host.pay(order, "100.00", SECOND, id_="2")
    host.night(SECOND)
    charge_back(host, "20.00", THIRD, of=f"bank:{order}#2")
    assert papers(host.night(THIRD)) == [("advance credit", "20.00")]
    first, second = host.account.credit_notes
    assert second.content.reason == "its money is held no more"
    assert [ref.kind for ref in second.content.follows] == []
    assert [ref.number for ref in first.content.follows] == [host.account.invoices[1].number]


def test_what_is_held_for_less_than_before_is_an_advance_for_what_is_left() -> None:
    """81 for 120 at 20 % and 123 at 23 %: once the first is asked no more, all of it is held for the second."""
    host = austrian("S1", "S2", products=("domain", "support"))
    order = ordered(host, "S1", "S2")
    host.pay(order, "81.00", FIRST)
    host.night(FIRST)
    host.decide(CancelService(service_id="S1", request=request("C1", SECOND)), SECOND)
    assert papers(host.night(SECOND)) == [("advance credit", "81.00"), ("advance invoice", "81.00")]
    assert host.account.credit_notes[0].content.reason == "what it was for is not asked any more"
    first, second = host.account.invoices
    assert by_rate(second) == [(Decimal(23), ("65.85", "15.15", "81.00"))]
    assert second.content.supplied_on == first.content.supplied_on == FIRST


def test_money_of_the_wallet_is_an_advance_of_the_day_on_which_it_is_held() -> None:
    host = austrian("S1")
    host.book = evolve(host.book, wallet=WalletPolicy(regime=VatRegime.DEPOSIT, covers=Cover.PARTIAL))
    host.decide(TopUp(payment=evolve(out("40.00", FIRST), direction=Direction.IN)), FIRST)
    assert papers(host.night(SECOND)) == [("advance invoice", "40.00")]
    (advance,) = host.account.invoices
    assert [(each.by, each.on) for each in advance.content.prepaid] == [(PaidBy.WALLET, SECOND)]
    assert Link.PAYMENT not in {ref.kind for ref in advance.content.follows}


def test_the_vat_of_an_advance_is_stated_in_national_currency() -> None:
    """40 at 21 % have 6.94 of VAT, at 24.50 CZK."""
    rate = ExchangeRate(quote="CZK", price="24.50", on=FIRST, source="CNB")
    asked = evolve(taxed(), exchange_rates=(rate,))
    host = Host(service("S1", end=END), book=asked, customer_=customer("CZ"), evidence=located("CZ"))
    host.night(CALLED)
    host.pay(CALL, "40.00", FIRST)
    host.night(SECOND)
    stated = host.account.invoices[0].content.national_vat
    assert stated is not None
    assert str(stated.amount) == "170.03 CZK"


def test_a_debt_that_is_paid_in_part_was_invoiced_before() -> None:
    host = austrian("S1")
    host.book = evolve(host.book, debts=DebtPolicy(id="owed", stages=()))
    host.decide(BillWork(bill=work(on=CALLED)), CALLED)  # at a distance: 23 %
    assert papers(host.night(CALLED)) == [("invoice", "123.00")]
    host.pay("W1", "40.00", FIRST)
    assert papers(host.night(FIRST)) == []


def test_the_rate_is_that_of_the_day_of_receipt() -> None:
    """Slovakia: 20 % until 2024, 23 % from 2025 on."""
    host = Host(service("S1", end=date(2025, 1, 20)), book=taxed())
    host.night(date(2024, 12, 24))
    host.pay("S1/2025-01-20", "40.00", date(2024, 12, 31))
    host.night(date(2025, 1, 2))
    assert by_rate(host.account.invoices[0]) == [(Decimal(20), ("33.33", "6.67", "40.00"))]


# ------------------------------------------------------------------------------- steps that come late, or not


def test_an_advance_that_is_not_done_yet_is_not_asked_for_twice_and_is_due_while_its_money_is_there() -> None:
    host = austrian("S1")
    host.pay(CALL, "40.00", FIRST)
    (step,) = [each for each in host.planned(FIRST).steps if isinstance(each, IssueInvoice)]
    host.record(step.intended())
    assert papers(host.planned(FIRST).steps) == []
    assert is_still_due(host.account, host.book, step, on=SECOND)
    charge_back(host, "40.00", SECOND)
    assert not is_still_due(host.account, host.book, step, on=SECOND)
    host.record(host.perform(step, SECOND))  # it was on its way: the night takes it back
    assert papers(host.night(SECOND)) == [("advance credit", "40.00")]


def test_an_advance_that_failed_is_made_up_for_out_of_its_own_payment() -> None:
    host = austrian("S1")
    host.pay(CALL, "40.00", FIRST)
    host.pay(CALL, "30.00", SECOND, id_="2")
    first, second = [each for each in host.planned(SECOND).steps if isinstance(each, IssueInvoice)]
    host.record(first.failed(why="the printer is out", known=SECOND), host.perform(second, SECOND))
    assert papers(host.night(THIRD)) == [("advance invoice", "40.00")]
    assert [each.content.supplied_on for each in host.account.invoices] == [SECOND, FIRST]


def test_the_advance_stands_until_the_invoice_is_there() -> None:
    host = austrian("S1")
    host.pay(CALL, "40.00", FIRST)
    host.night(FIRST)
    host.pay(CALL, "80.00", SECOND, id_="2")
    (invoice,) = [each for each in host.planned(SECOND).steps if isinstance(each, IssueInvoice)]
    host.record(invoice.failed(why="the printer is out", known=SECOND))
    assert papers(host.night(SECOND)) == []
    assert papers(host.night(THIRD)) == [("invoice", "120.00"), ("advance credit", "40.00")]


def test_nobody_credits_an_advance_by_hand() -> None:
    host = austrian("S1")
    host.pay(CALL, "40.00", FIRST)
    host.night(FIRST)
    (advance,) = host.account.invoices
    credit = ToCredit(id="C1", invoice_number=advance.number, why="goodwill", on=SECOND)
    outcome = decide(host.account, CreditInvoice(credit=credit), host.book, on=SECOND)
    assert isinstance(outcome, Refused)
    assert [reason.code for reason in outcome.reasons] == ["lifecycle.credited_with_money"]


def test_a_book_of_deposits_credits_the_advances_it_finds_and_issues_none() -> None:
    host = austrian("S1")
    host.pay(CALL, "40.00", FIRST)
    host.night(FIRST)
    host.book = evolve(host.book, partial=VatRegime.DEPOSIT)
    host.pay(CALL, "10.00", SECOND, id_="2")
    assert papers(host.night(SECOND)) == []
    host.pay(CALL, "70.00", THIRD, id_="3")
    assert papers(host.night(THIRD)) == [("invoice", "120.00"), ("advance credit", "40.00")]


def test_a_deposit_is_on_no_document() -> None:
    host = austrian("S1")
    host.book = evolve(host.book, partial=VatRegime.DEPOSIT)
    host.pay(CALL, "40.00", FIRST)
    assert papers(host.night(FIRST)) == []


def test_a_forecast_plays_the_advances_too() -> None:
    host = austrian("S1")
    host.pay(CALL, "40.00", FIRST)
    host.pay(CALL, "30.00", FIRST, id_="2")
    ahead = forecast(host.account, host.book, on=FIRST, assuming=PaysOn(day=SECOND), until=THIRD)
    assert papers(ahead.steps) == [
        ("advance invoice", "40.00"),
        ("advance invoice", "30.00"),
        ("invoice", "120.00"),
        ("advance credit", "30.00"),
        ("advance credit", "40.00"),
    ]


# ------------------------------------------------------------------------------- any money


def documents(host: Host) -> list[tuple[int, Invoice | CreditNote]]:
    """All tax documents, each with the sign of what it says."""
    return [*((1, each) for each in host.account.invoices), *((-1, each) for each in host.account.credit_notes)]


def net_vat(host: Host) -> Money:
    return signed((sign, each.content.totals.amounts.vat) for sign, each in documents(host))


def signed(amounts: Iterable[tuple[int, Money]]) -> Money:
    pairs = list(amounts)
    plus, minus = ([money for sign, money in pairs if sign == wanted] for wanted in (1, -1))
    return subtract(total(plus, currency="EUR"), total(minus, currency="EUR"))


class AnyAdvance(AnyMoney):
    """Any money under a book that taxes what is held: one service is taxed in another country than the others."""

    @initialize(filling=FILLINGS, undo=st.booleans(), partial=st.booleans(), tacit=st.booleans())
    def begin(self, filling: Filling, undo: bool, partial: bool, tacit: bool) -> None:  # noqa: FBT001
        self.day = date(2026, 3, 1)
        wallet = WalletPolicy(regime=VatRegime.DEPOSIT, covers=Cover.PARTIAL if partial else Cover.FULL_ONLY)
        self.host = Host(
            service("S1", end=END),
            service("S2", end=END + timedelta(days=3), product="support", tacit=tacit),
            service("S3", end=END + timedelta(days=20), product="hosting"),
            book=evolve(taxed(filling=filling), undo_spent=undo, wallet=wallet),
            customer_=customer("AT"),
            evidence=located("AT"),
            instruments=(CARD,),
            gateway=accepts,
        )
        self.count = 0

    @rule(nights=st.integers(min_value=1, max_value=20))
    def nights_run(self, nights: int) -> None:
        super().nights_run(nights=nights)
        for demand in self.host.account.demands:
            advanced = advances_of(self.host, demand.id)
            assert signed((sign, each.content.totals.amounts.gross) for sign, each in advanced) == demand.held
            if is_zero(demand.held):
                assert not any(rates(advanced).values())
            asked = {part.service_id for part in demand.open_parts}
            assert {service_id for service_id, left in by_service(advanced).items() if left} <= asked

    @invariant()
    def advances_are_lawful(self) -> None:
        for advance in self.host.account.invoices:
            if advance.content.is_advance:
                assert not [each for each in check_sums(advance.content) if each.severity is Severity.VIOLATION]
                assert is_zero(advance.content.totals.payable)


def advances_of(host: Host, demand_id: str) -> list[tuple[int, Invoice | CreditNote]]:
    invoices = {each.number: each.content.demand_id for each in host.account.invoices if each.content.is_advance}
    notes = [(-1, each) for each in host.account.credit_notes if invoices.get(each.content.invoice_number) == demand_id]
    return [*((1, each) for each in host.account.invoices if invoices.get(each.number) == demand_id), *notes]


def rates(found: list[tuple[int, Invoice | CreditNote]]) -> dict[tuple[Decimal | None, str], Decimal]:
    """Net and VAT by rate."""
    sums: dict[tuple[Decimal | None, str], Decimal] = defaultdict(Decimal)
    for sign, each in found:
        for row in each.content.totals.by_rate:
            sums[row.rate, "net"] += sign * row.amounts.net.amount
            sums[row.rate, "vat"] += sign * row.amounts.vat.amount
    return sums


def by_service(found: list[tuple[int, Invoice | CreditNote]]) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for sign, each in found:
        for line in each.content.lines:
            sums[line.service_id] += sign * line.amounts.gross.amount
    return sums


TestAnyAdvance = AnyAdvance.TestCase
TestAnyAdvance.settings = settings(stateful_step_count=20, max_examples=12)

"""Before the call: quotes that can be accepted in time, order forms, and orders that are confirmed."""

from datetime import date, timedelta

import pytest
from attrs import evolve

from hostbilling.documents import Chain, Document, Kind, OrderForm, Quote, ref_of
from hostbilling.errors import NotFound
from hostbilling.lifecycle import (
    AcceptQuote,
    Book,
    Command,
    CreditInvoice,
    IssueOrderConfirmation,
    IssueOrderForm,
    IssueProforma,
    IssueQuote,
    NewService,
    OrderLine,
    Papers,
    PaysOn,
    PlaceOrder,
    QuoteOrder,
    Refused,
    apply,
    decide,
    forecast,
    replay,
)
from hostbilling.parties import Address, Role
from hostbilling.render import document_text
from hostbilling.serde import dump_fact, load_fact
from hostbilling.services import ServiceState
from tests.samples import eur, refusal, texts

from .host import ORDERS, QUOTES, YEAR, Host, book, customer, service
from .test_crediting import credit

T = date(2026, 4, 1)
ON = date(2026, 2, 2)
ABROAD = evolve(customer(), address=Address(country="DE"))
NEW = NewService(id="S9", product_id="hosting", name="new.example")
ORDER = PlaceOrder(
    id="O1", lines=(OrderLine(service_id="S1", term=YEAR), OrderLine(service_id="S9", term=YEAR)), new=(NEW,)
)


def papers(**more: object) -> Book:
    return evolve(book(), papers=Papers(quote_days=14, **more))  # type: ignore[arg-type]


def quoted(*, form: bool = False, ours: Book | None = None, order: PlaceOrder = ORDER) -> Host:
    host = Host(service("S1", end=T), book=ours or papers())
    host.decide(QuoteOrder(order=order, form=form, payment_types=("card", "transfer") if form else ()), ON)
    host.night(ON)
    return host


def codes(host: Host, command: Command, on: date) -> list[str]:
    outcome = decide(host.account, command, host.book, on=on)
    assert isinstance(outcome, Refused)
    return [reason.code for reason in outcome.reasons]


# ------------------------------------------------------------------------------------------ quotes


@pytest.mark.requirement("R-001", "R-003")
def test_a_quote_shows_price_and_vat_and_orders_nothing() -> None:
    host = quoted()
    document = host.account.quote("O1").document
    assert isinstance(document, Quote)
    assert (document.number, document.issued_on, document.content.valid_until) == (
        "Q2026-0001", ON, ON + timedelta(days=14),
    )  # fmt: skip
    assert [line.service_id for line in document.content.lines] == ["S1", "S9"]
    assert texts(document.content.totals.amounts) == ("200.00", "46.00", "246.00")
    assert "246.00" in document_text(document)
    account = host.account
    assert (account.orders, account.placed, account.demands, account.proformas) == ((), (), (), ())
    assert [each.id for each in account.services] == ["S1"]
    assert host.planned(ON).steps == ()


def test_a_quote_is_mailed_to_who_asked_under_its_own_number() -> None:
    host = Host(service("S1", end=T), book=papers())
    host.decide(QuoteOrder(order=ORDER), ON)
    (step,) = host.planned(ON).steps
    assert isinstance(step, IssueQuote)
    assert (step.key, step.to.role, step.document) == ("O1/quote", Role.CONTACT, next(iter(QUOTES.documents)))
    assert [str(reason) for reason in step.reasons] == ["O1 was asked for: it can be accepted until 2026-02-16."]


@pytest.mark.requirement("R-001", "R-002")
def test_a_quote_that_is_accepted_becomes_an_order_and_a_call_at_final_prices() -> None:
    host = quoted()
    last_day = ON + timedelta(days=14)
    host.decide(AcceptQuote(id="O1"), last_day)
    assert [each.id for each in host.account.placed] == ["O1"]
    assert host.account.service("S9").state is ServiceState.ORDERED
    host.night(last_day)
    (call,) = host.account.proformas
    quote = host.account.quote("O1").document
    assert quote is not None
    assert call.content.follows == (ref_of(quote),)
    assert call.content.totals.amounts == quote.content.totals.amounts
    assert [line.order_line for line in call.content.lines] == ["1", "2"]


def test_an_expired_quote_is_refused_with_the_day() -> None:
    host = quoted()
    outcome = decide(host.account, AcceptQuote(id="O1"), host.book, on=ON + timedelta(days=15))
    assert isinstance(outcome, Refused)
    assert [str(reason) for reason in outcome.reasons] == [
        "O1 could be accepted until 2026-02-16, not on 2026-02-17: ask for a new one."
    ]


def test_a_quote_that_is_not_issued_cannot_be_accepted() -> None:
    host = Host(service("S1", end=T), book=papers())
    host.decide(QuoteOrder(order=ORDER), ON)
    assert codes(host, AcceptQuote(id="O1"), ON) == ["lifecycle.not_quoted_yet"]
    host.night(ON)
    assert codes(host, AcceptQuote(id="O1"), ON - timedelta(days=1)) == ["lifecycle.not_quoted_yet"]
    with pytest.raises(NotFound, match=r"quote is not known, got 'O7'"):
        decide(host.account, AcceptQuote(id="O7"), host.book, on=ON)


def test_asking_and_accepting_twice_adds_nothing() -> None:
    host = quoted()
    host.decide(QuoteOrder(order=ORDER), ON)
    assert len(host.account.quotes) == 1
    host.decide(AcceptQuote(id="O1"), ON)
    before = host.account
    host.decide(AcceptQuote(id="O1"), ON + timedelta(days=40))  # it was accepted in time
    assert host.account == before
    for fact in host.facts:
        if getattr(fact, "key", "") == "O1/quote" or type(fact).__name__ == "QuoteAsked":
            assert apply(before, fact) == before


def test_what_cannot_be_ordered_cannot_be_quoted() -> None:
    host = Host(service("S1", end=T), book=papers())
    strange = PlaceOrder(id="O1", lines=(OrderLine(service_id="S1", term=YEAR),), new=())
    taken = PlaceOrder(id="O2", lines=(OrderLine(service_id="S1", term=YEAR),), new=(evolve(NEW, id="S1"),))
    assert codes(host, QuoteOrder(order=taken), ON) == ["lifecycle.id_taken"]
    host.decide(strange, ON)
    again = decide(host.account, QuoteOrder(order=evolve(strange, id="O3")), host.book, on=ON)
    assert not isinstance(again, Refused)
    assert again.facts == ()  # it is ordered already, and says so
    assert host.account.quotes == ()


def test_prices_are_those_of_the_day_on_which_it_is_accepted() -> None:
    host = quoted()
    dearer = evolve(host.book, catalog=book(price="110.00").catalog)
    host.book = dearer
    host.decide(AcceptQuote(id="O1"), ON)
    host.night(ON)
    assert host.account.proformas[0].content.totals.amounts.gross == eur("270.60")
    document = host.account.quote("O1").document
    assert document is not None
    assert document.content.totals.amounts.gross == eur("246.00")


def test_without_vat_a_quote_waits_and_says_why() -> None:
    host = Host(service("S1", end=T), book=papers(), customer_=ABROAD, evidence=())
    host.decide(QuoteOrder(order=ORDER), ON)
    plan = host.planned(ON)
    assert plan.steps == ()
    assert {(each.service_id, each.what, each.reasons[0].code) for each in plan.blocked} == {
        ("S1", "quote", "lifecycle.vat_open"), ("S9", "quote", "lifecycle.vat_open"),
    }  # fmt: skip


def test_without_a_price_there_is_no_quote() -> None:
    host = Host(service("S1", end=T), book=papers())
    host.book = evolve(host.book, catalog=evolve(host.book.catalog, prices=()))
    outcome = decide(host.account, QuoteOrder(order=evolve(ORDER, new=(), lines=ORDER.lines[:1])), host.book, on=ON)
    assert isinstance(outcome, Refused)
    assert [reason.code for reason in outcome.reasons] == ["lifecycle.no_price"]


# ------------------------------------------------------------------------------------------ order forms


@pytest.mark.requirement("R-009")
def test_an_order_form_comes_filled_in_and_is_an_order_when_it_is_sent_back() -> None:
    host = quoted(form=True)
    form = host.account.quote("O1").document
    assert isinstance(form, OrderForm)
    content = form.content
    assert content.contact == host.account.customer.recipient(Role.CONTACT)
    assert (content.payment_types, content.return_by) == (("card", "transfer"), ON + timedelta(days=14))
    assert [line.period.start for line in content.lines] == [T, ON]
    assert content.totals.amounts.gross == eur("246.00")
    late = content.return_by
    assert late is not None
    assert codes(host, AcceptQuote(id="O1"), late + timedelta(days=1)) == ["lifecycle.quote_expired"]
    host.decide(AcceptQuote(id="O1"), late)
    host.night(late)
    assert host.account.proformas[0].content.follows == (ref_of(form),)


def test_a_form_is_a_step_of_its_own() -> None:
    host = Host(service("S1", end=T), book=papers())
    host.decide(QuoteOrder(order=ORDER, form=True), ON)
    (step,) = host.planned(ON).steps
    assert isinstance(step, IssueOrderForm)
    assert (step.key, step.document) == ("O1/form", next(iter(ORDERS.documents)))


# ------------------------------------------------------------------------------------------ confirmations


@pytest.mark.requirement("R-008")
def test_by_policy_an_order_is_confirmed_before_it_is_called_for() -> None:
    host = Host(service("S1", end=T), book=papers(confirmed_since=ON))
    host.decide(ORDER, ON)
    (step,) = host.planned(ON).steps
    assert isinstance(step, IssueOrderConfirmation)
    assert [str(reason) for reason in step.reasons] == ["O1 was placed on 2026-02-02: its call follows."]
    done = host.night(ON)
    assert [type(each) for each in done] == [IssueOrderConfirmation, IssueProforma]
    (confirmation,), (call,) = host.account.confirmations, host.account.proformas
    assert (confirmation.number, confirmation.content.ordered_on) == ("O2026-0001", ON)
    assert confirmation.content.totals.amounts == call.content.totals.amounts
    assert call.content.follows == (ref_of(confirmation),)
    assert confirmation.content.lines[0].period == call.content.lines[0].period  # one layout of lines


def test_orders_from_before_the_policy_are_not_confirmed() -> None:
    host = Host(service("S1", end=T), book=papers(confirmed_since=ON + timedelta(days=1)))
    host.decide(ORDER, ON)
    assert [type(each) for each in host.night(ON)] == [IssueProforma]


def test_a_confirmation_that_failed_holds_the_call_back_until_it_is_out() -> None:
    host = Host(service("S1", end=T), book=papers(confirmed_since=ON))
    host.decide(ORDER, ON)
    (step,) = host.planned(ON).steps
    host.record(step.intended(), step.failed(why="printer on fire", known=ON))
    assert host.planned(ON).steps == ()
    assert [type(each) for each in host.night(ON + timedelta(days=1))] == [IssueOrderConfirmation, IssueProforma]


def test_what_cannot_be_taxed_is_not_confirmed_and_says_so() -> None:
    host = Host(service("S1", end=T), book=papers(confirmed_since=ON), customer_=ABROAD, evidence=())
    host.decide(ORDER, ON)
    plan = host.planned(ON)
    assert plan.steps == ()
    assert {(each.what, each.reasons[0].code) for each in plan.blocked} == {
        ("order_confirmation", "lifecycle.vat_open")
    }


def test_the_forecast_goes_the_same_way() -> None:
    host = Host(service("S1", end=T), book=papers(confirmed_since=ON))
    host.decide(ORDER, ON)
    found = forecast(host.account, host.book, on=ON, assuming=PaysOn(day=ON), until=ON + timedelta(days=2))
    assert [type(step).__name__ for step in found.steps][:2] == ["IssueOrderConfirmation", "IssueProforma"]


# ------------------------------------------------------------------------------------------ all of it


@pytest.mark.requirement("R-006")
def test_from_the_quote_to_the_credit_note_every_link_leads_both_ways() -> None:
    host = quoted(ours=papers(confirmed_since=ON))
    host.decide(AcceptQuote(id="O1"), ON)
    host.night(ON)
    host.pay("O1", "246.00", ON)
    host.night(ON)
    host.decide(CreditInvoice(credit=evolve(credit(gross=eur("10.00")), on=ON)), ON)
    host.night(ON)
    account = host.account
    quote = account.quote("O1").document
    assert quote is not None
    documents: list[Document] = [
        quote, *account.confirmations, *account.proformas, *account.invoices, *account.credit_notes,
    ]  # fmt: skip
    chain = Chain(documents=documents)
    assert chain.missing == ()
    for document in documents:
        whole = [ref.kind for ref in chain.whole(ref_of(document))]
        assert whole == [
            Kind.QUOTE, Kind.ORDER_CONFIRMATION, Kind.PROFORMA, Kind.PAYMENT, Kind.INVOICE, Kind.CREDIT_NOTE,
        ]  # fmt: skip
    assert [ref.kind for ref in chain.after(ref_of(quote))] == [Kind.ORDER_CONFIRMATION, Kind.PROFORMA]
    stored = [load_fact(dump_fact(fact)) for fact in host.facts]
    assert replay(stored) == account


def test_what_means_nothing() -> None:
    assert refusal(QuoteOrder, order=None) == ("value.type", "quote.order")
    assert refusal(QuoteOrder, order=ORDER, form=1) == ("value.type", "quote.form")
    assert refusal(QuoteOrder, order=ORDER, payment_types=["card"]) == ("value.type", "quote.payment_types")
    assert refusal(AcceptQuote, id=" ") == ("text.empty", "quote.id")
    assert refusal(Papers, quote_days=0) == ("count.low", "papers.quote_days")
    assert refusal(Papers, confirmed_since="2026") == ("date.type", "papers.confirmed_since")

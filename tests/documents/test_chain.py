"""Every kind of document: what it is, what it names, and that it stays what it was."""

import pickle
from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import pytest
from attrs import evolve

from hostbilling.documents import (
    Basis,
    Chain,
    CreditNote,
    Document,
    DraftCancellationForm,
    DraftInvoice,
    DraftReceipt,
    DraftTopUpReceipt,
    DraftTransactionSummary,
    Ending,
    Invoice,
    Kind,
    OrderConfirmation,
    OrderForm,
    Prepaid,
    Proforma,
    ProformaState,
    Quote,
    Ref,
    before,
    check,
    proforma_state,
    ref_of,
    totals,
    withdraw,
)
from hostbilling.parties import Role
from hostbilling.payments import VatRegime, top_up
from hostbilling.periods import Period
from tests.documents.papers import BUYERS, HALF_UP, ISSUED, basics, chain, invoice, papers
from tests.samples import CUSTOMER, EUR, SELLER, YEAR, eur, refusal

PAPERS = papers()
BY_KIND = {ref_of(each).kind: each for each in PAPERS}


def ids(document: Document) -> str:
    return type(document).__name__


def named(kind: Kind) -> Ref:
    return ref_of(BY_KIND[kind])


# --------------------------------------------------------------------------------------- values


@pytest.mark.requirement("R-091")
@pytest.mark.parametrize("document", PAPERS, ids=ids)
def test_an_issued_document_is_a_value_that_never_changes(document: Document) -> None:
    assert pickle.loads(pickle.dumps(document)) == document  # noqa: S301
    assert hash(document) == hash(pickle.loads(pickle.dumps(document)))  # noqa: S301
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        document.number = "2"  # type: ignore[misc]
    assert document.content.customer == BUYERS["en"]  # a copy: whatever the host edits later
    assert document.content.seller == SELLER  # the company that issues is part of it
    other = evolve(document.content, seller=evolve(SELLER, id="other"))
    assert other != document.content
    assert refusal(document.content.issue, number=" ", issued_on=ISSUED)[0] == "text.empty"


@pytest.mark.requirement("R-001")
def test_a_quote_is_an_estimate_that_lapses_and_shows_vat() -> None:
    quote = BY_KIND[Kind.QUOTE]
    assert isinstance(quote, Quote)
    days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1)]
    assert [quote.is_valid(day) for day in days] == [False, True, True, False]
    assert quote.content.totals.amounts.vat == eur("44.44")


@pytest.mark.requirement("R-008")
def test_quote_confirmation_and_invoice_share_their_lines() -> None:
    kinds = (Quote, OrderConfirmation, Invoice)
    lines = [document.content.lines for document in PAPERS if isinstance(document, kinds)]
    assert len(lines) == len(kinds)
    assert len(set(lines)) == 1


@pytest.mark.requirement("R-009")
def test_an_order_form_comes_filled_in() -> None:
    form = BY_KIND[Kind.ORDER_FORM]
    assert isinstance(form, OrderForm)
    assert form.content.contact == CUSTOMER.recipient(Role.CONTACT)
    assert form.content.lines[0].period == YEAR
    assert form.content.totals.amounts.gross == eur("257.26")


def test_an_invoice_upon_the_order_can_still_be_unpaid() -> None:
    paid, order = invoice(), invoice(basis=Basis.ORDER, proforma_number="")
    assert (paid.content.is_paid, paid.content.to_pay) == (True, eur("0"))
    assert (order.content.is_paid, order.content.to_pay) == (False, eur("257.26"))
    settled = invoice(basis=Basis.PERIOD, prepaid=(Prepaid(amount=eur("257.26"), on=ISSUED),))
    assert settled.content.is_paid
    assert before(order) == ()
    late = order.content.issue(number="F2", issued_on=date(2026, 3, 12))
    assert late.notes == ()  # only a payment has a day to keep
    assert refusal(invoice, basis="order") == ("value.type", "draft.basis")


# --------------------------------------------------------------------------------------- links


def test_links_lead_both_ways_from_the_quote_to_the_credit_note() -> None:
    all_ = chain()
    assert [ref.kind for ref in all_.whole(named(Kind.CREDIT_NOTE))] == [
        Kind.QUOTE, Kind.ORDER_FORM, Kind.ORDER_CONFIRMATION, Kind.PROFORMA, Kind.PAYMENT, Kind.RECEIPT, Kind.INVOICE,
        Kind.CREDIT_NOTE,
    ]  # fmt: skip
    assert all_.after(named(Kind.INVOICE)) == (named(Kind.CREDIT_NOTE),)
    assert {ref.kind for ref in all_.after(named(Kind.PROFORMA))} == {Kind.INVOICE, Kind.RECEIPT}
    assert all_.before(named(Kind.CREDIT_NOTE)) == (named(Kind.INVOICE),)
    payment = Ref(kind=Kind.PAYMENT, number="bank-77")
    assert [ref.kind for ref in all_.after(payment)] == [Kind.INVOICE]
    assert all_.before(payment) == ()


@pytest.mark.parametrize("document", PAPERS, ids=ids)
def test_what_comes_before_a_document_has_it_after_itself(document: Document) -> None:
    all_ = chain()
    for ref in before(document):
        assert ref_of(document) in all_.after(ref)


def test_a_chain_tells_what_it_misses_and_takes_nothing_twice() -> None:
    credit = BY_KIND[Kind.CREDIT_NOTE]
    assert Chain(documents=[credit]).missing == (named(Kind.INVOICE),)
    assert chain().missing == ()
    assert refusal(Chain, documents=[credit, credit]) == ("id.duplicate", "chain.documents")
    assert Chain(documents=[credit]).whole(named(Kind.INVOICE))[0].on == ISSUED


def test_a_credit_note_names_its_invoice_once() -> None:
    note = BY_KIND[Kind.CREDIT_NOTE]
    assert isinstance(note, CreditNote)
    again = evolve(note.content, follows=(named(Kind.INVOICE), named(Kind.PROFORMA)))
    assert [ref.kind for ref in again.before] == [Kind.INVOICE, Kind.PROFORMA]


# --------------------------------------------------------------------------------------- proformas


def test_a_proforma_is_open_overdue_paid_or_void() -> None:
    call = BY_KIND[Kind.PROFORMA]
    assert isinstance(call, Proforma)
    due = call.content.due_on
    assert due == date(2026, 3, 17)
    after = date(2026, 3, 18)
    assert proforma_state(call, on=due) is ProformaState.OPEN
    assert proforma_state(call, on=after) is ProformaState.OVERDUE
    assert proforma_state(call, on=after, paid_on=after) is ProformaState.PAID
    assert proforma_state(call, on=after, paid_on=date(2026, 4, 1)) is ProformaState.OVERDUE
    assert proforma_state(call, on=after, withdrawn_on=due) is ProformaState.VOID


def test_a_part_is_withdrawn_the_rest_replaced_and_held_money_released() -> None:
    call = BY_KIND[Kind.PROFORMA]
    assert isinstance(call, Proforma)
    held = [("host", eur("7")), ("cloud", eur("5"))]
    found = withdraw(call, ["cloud"], due_on=date(2026, 3, 20), held=held)
    assert found.rest is not None
    assert [line.id for line in found.rest.lines] == ["host", "traffic", "visit"]
    assert found.rest.follows[-1] == ref_of(call)
    assert ([line.id for line in found.withdrawn], found.released) == (["cloud"], eur("5"))
    whole = withdraw(call, [line.id for line in call.content.lines], due_on=ISSUED)
    assert (whole.rest, whole.released) == (None, eur("0"))
    assert refusal(withdraw, call, ["x"], due_on=ISSUED) == ("line.unknown", "line")


# --------------------------------------------------------------------------------------- receipts, forms, summaries


def test_money_that_is_taxed_when_it_comes_needs_an_invoice() -> None:
    receipt = BY_KIND[Kind.TOP_UP_RECEIPT].content
    assert isinstance(receipt, DraftTopUpReceipt)
    taxed = top_up(eur("50"), regime=VatRegime.PREPAYMENT, rate=Decimal(23))
    assert refusal(evolve, receipt, top_up=taxed) == ("top_up.taxed", "draft.top_up")
    plain = BY_KIND[Kind.RECEIPT].content
    assert isinstance(plain, DraftReceipt)
    assert refusal(evolve, plain, amount=eur("0")) == ("receipt.amount", "draft.amount")


@pytest.mark.requirement("R-011")
def test_a_cancellation_names_what_ends_and_until_when_it_has_to_arrive() -> None:
    letter = BY_KIND[Kind.CANCELLATION].content
    assert isinstance(letter, DraftCancellationForm)
    assert letter.endings[0].ends_on == YEAR.end
    assert refusal(evolve, letter, endings=()) == ("document.empty", "draft.endings")
    late: dict[str, Any] = {"service_id": "S", "description": "x", "ends_on": ISSUED, "receive_by": date(2026, 3, 10)}
    assert refusal(Ending, **late) == ("ending.late", "ending.receive_by")


@pytest.mark.requirement("R-010")
def test_a_summary_lists_transactions_by_day_and_sums_them_by_kind() -> None:
    summary = BY_KIND[Kind.SUMMARY].content
    assert isinstance(summary, DraftTransactionSummary)
    assert [row.ref.number for row in summary.transactions] == ["F1", "R1", "T1", "C1"]
    assert [str(row.amount.amount) for row in summary.transactions] == ["257.26", "30.10", "50.00", "-25.00"]
    assert summary.sum_of(Kind.CREDIT_NOTE) == eur("-25")
    outside = Period(date(2026, 1, 1), date(2026, 3, 10))
    assert refusal(evolve, summary, period=outside) == ("summary.period", "draft.transactions")
    assert refusal(evolve, summary, transactions=()) == ("document.empty", "draft.transactions")
    assert refusal(evolve, summary, currency="CZK") == ("document.currency", "draft.transactions")


def test_totals_of_all_priced_documents_agree() -> None:
    facts = basics("en")
    sums = totals(facts["lines"], currency=EUR, adjustments=facts["adjustments"], rounding=HALF_UP)
    assert sums.amounts == invoice().content.totals.amounts
    assert isinstance(invoice().content, DraftInvoice)
    assert check(invoice().content, issued_on=ISSUED) != ()

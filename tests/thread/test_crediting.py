"""Giving back of an invoice: decided, numbered by the host, kept, and its money in the wallet."""

from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve

from hostbilling.demands import ToCredit
from hostbilling.documents import Chain, Extent, Kind, Ref, ref_of
from hostbilling.errors import Impossible, NotFound
from hostbilling.lifecycle import (
    Accepted,
    CreditDecided,
    CreditInvoice,
    CreditNoteIssued,
    IssueCreditNote,
    Refused,
    apply,
    decide,
)
from hostbilling.money import payable
from hostbilling.numbering import audit
from tests.samples import eur, refusal

from .host import CREDIT_NOTES, Host, service

T = date(2026, 4, 1)
PAID = T - timedelta(days=20)
LATER = date(2026, 5, 4)


def invoiced(*ids: str) -> Host:
    """A host with one paid invoice over services of 123.00 each."""
    host = Host(*[service(id_, end=T) for id_ in ids or ("S1",)])
    host.nights(T - timedelta(days=28), PAID)
    for demand in host.account.demands:
        host.pay(demand.id, str(demand.missing.amount), PAID)
    host.night(PAID)
    return host


def credit(id_: str = "K1", number: str = "F2026-0001", **more: Any) -> ToCredit:
    return ToCredit(id=id_, invoice_number=number, why="a day without power", on=LATER, **more)


def test_an_amount_goes_back_under_a_number_of_its_own_series_and_into_the_wallet() -> None:
    host = invoiced()
    before = host.account.invoices
    host.decide(CreditInvoice(credit=credit(gross=eur("24.60"))), LATER)
    (step,) = host.night(LATER)
    assert isinstance(step, IssueCreditNote)
    (note,) = host.account.credit_notes
    assert (note.number, note.issued_on, note.content.reason) == ("C2026-0001", LATER, "a day without power")
    totals = note.content.totals
    assert (totals.amounts.net, totals.amounts.vat, totals.amounts.gross) == (eur("20.00"), eur("4.60"), eur("24.60"))
    assert host.account.wallet.balance == eur("24.60")
    assert host.account.invoices == before
    assert host.account.to_credit == ()
    assert not host.planned(LATER).steps
    found = audit([], series=[CREDIT_NOTES], states=[host.series["C"]])
    assert host.series["C"].version == 1, found.report()


def test_all_of_it_leaves_nothing_and_the_chain_leads_back_to_the_call() -> None:
    host = invoiced()
    host.decide(CreditInvoice(credit=credit()), LATER)
    host.night(LATER)
    (note,) = host.account.credit_notes
    (invoice,) = host.account.invoices
    assert note.content.extent is Extent.FULL
    assert note.content.totals.amounts == invoice.content.totals.amounts
    chain = Chain(documents=(*host.account.proformas, invoice, note))
    assert chain.after(ref_of(invoice)) == (ref_of(note),)
    assert [ref.kind for ref in chain.whole(Ref(kind=Kind.CREDIT_NOTE, number=note.number))][-2:] == [
        Kind.INVOICE,
        Kind.CREDIT_NOTE,
    ]
    again = decide(host.account, CreditInvoice(credit=credit("K2")), host.book, on=LATER)
    assert isinstance(again, Refused)
    assert "given back already" in str(again.reasons[0])


def test_one_line_of_an_invoice() -> None:
    host = Host(service("S1", end=T), service("S2", end=T))
    host.nights(T - timedelta(days=28), PAID)
    for demand in host.account.demands:
        host.pay(demand.id, "123.00", PAID)
    host.night(PAID)
    invoice = host.account.invoices[1]
    line = invoice.content.lines[0]
    host.decide(CreditInvoice(credit=credit(number=invoice.number, line_ids=(line.id,))), LATER)
    host.night(LATER)
    (note,) = host.account.credit_notes
    assert (note.content.extent, note.content.lines[0].id) == (Extent.LINES, line.id)
    assert host.account.wallet.balance == eur("123.00")


def test_two_of_one_night_are_issued_one_after_the_other_and_never_exceed_the_invoice() -> None:
    host = invoiced()
    host.decide(CreditInvoice(credit=credit("K1", gross=eur("100.00"))), LATER)
    too_much = decide(host.account, CreditInvoice(credit=credit("K2", gross=eur("23.01"))), host.book, on=LATER)
    assert isinstance(too_much, Refused)  # although the first is not issued yet
    assert "is more than the 23.00 EUR that is left" in str(too_much.reasons[0])
    host.decide(CreditInvoice(credit=credit("K2", gross=eur("23.00"))), LATER)
    assert len(host.planned(LATER).steps) == 1
    assert len(host.night(LATER)) == 2
    assert [note.content.totals.amounts.gross for note in host.account.credit_notes] == [eur("100.00"), eur("23.00")]
    assert host.account.wallet.balance == eur("123.00")


def test_decided_for_later_waits_for_its_day() -> None:
    host = invoiced()
    host.decide(CreditInvoice(credit=credit()), PAID)
    assert not host.planned(LATER - timedelta(days=1)).steps
    assert len(host.planned(LATER).steps) == 1


def test_what_is_not_left_any_more_is_held_back_with_the_reason() -> None:
    host = invoiced()
    host.record(CreditDecided(credit=credit(), on=LATER, known=LATER))
    host.record(CreditDecided(credit=credit("K2"), on=LATER, known=LATER))  # a host that did not ask
    host.night(LATER)
    (held,) = host.planned(LATER).blocked
    assert (held.service_id, held.what) == ("K2", "credit note")
    assert str(held.reasons[0]).startswith("Invoice F2026-0001 cannot be corrected so")
    assert len(host.account.credit_notes) == 1


def test_a_note_above_its_invoice_is_refused_whoever_issued_it() -> None:
    host = invoiced()
    host.decide(CreditInvoice(credit=credit()), LATER)
    (step,) = host.planned(LATER).steps
    assert isinstance(step, IssueCreditNote)
    first = step.done(number="C2026-0001", issued_on=LATER, known=LATER)
    account = apply(host.account, first)
    second = evolve(first, key="K9/credit-note", credit_id="K9", note=evolve(first.note, number="C2026-0002"))
    with pytest.raises(Impossible, match="more than was paid"):
        apply(account, second)
    assert apply(account, first) == account
    with pytest.raises(Impossible, match="second number"):
        apply(account, evolve(first, note=evolve(first.note, number="C2026-0003")))


def test_the_same_credit_counts_once() -> None:
    host = invoiced()
    decided = CreditDecided(credit=credit(gross=eur("10")), on=LATER, known=LATER)
    host.record(decided, decided)
    host.night(LATER)
    host.record(decided)
    assert not host.planned(LATER).steps
    assert len(host.account.credit_notes) == 1
    outcome = decide(host.account, CreditInvoice(credit=credit(gross=eur("10"))), host.book, on=LATER)
    assert isinstance(outcome, Accepted)
    assert outcome.facts == ()


def test_of_an_invoice_nobody_knows() -> None:
    host = invoiced()
    for number in ("F2026-0009", "F2025-0001"):
        with pytest.raises(NotFound, match=number):
            decide(host.account, CreditInvoice(credit=credit(number=number)), host.book, on=LATER)
        with pytest.raises(NotFound, match=number):
            host.record(CreditDecided(credit=credit(number=number), on=LATER, known=LATER))


def test_a_note_of_another_currency_is_of_another_account() -> None:
    host = invoiced()
    host.decide(CreditInvoice(credit=credit()), LATER)
    (step,) = host.planned(LATER).steps
    assert isinstance(step, IssueCreditNote)
    fact = step.done(number="C2026-0001", issued_on=LATER, known=LATER)
    assert isinstance(fact, CreditNoteIssued)
    other = evolve(host.account, currency="CZK")
    assert refusal(apply, other, fact) == ("credit.currency", "note.currency")


@pytest.mark.parametrize(
    ("more", "code"),
    [({"gross": payable("0", "EUR")}, "to_credit.gross"), ({"line_ids": ("a", "a")}, "duplicate")],
)
def test_what_cannot_be_meant(more: dict[str, Any], code: str) -> None:
    found, field = refusal(credit, **more)
    assert code in (found, found.rpartition(".")[2]) or field.startswith("to_credit")

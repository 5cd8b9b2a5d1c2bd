"""Giving back: what is to be credited of an invoice, its credit note, and where the money goes.

An issued invoice never changes; a credit note corrects it (Directive 2006/112/EC, articles 90 and 219). Together the
notes never give back more than the invoice. What they give back of an invoice that is owed
lowers the debt. Otherwise it is the customer's money again: it goes to the wallet, and a refund pays it out from there.
"""

from collections.abc import Iterator
from datetime import date

from attrs import evolve

from ..decision import Reason, ReasonCode
from ..demands import PartState, ToCredit
from ..documents import (
    CreditNote,
    DraftCreditNote,
    Invoice,
    check,
    credit_amount,
    credit_in_full,
    credit_lines,
    creditable,
)
from ..errors import Impossible, impossible
from ..money import Money, is_zero, subtract, total
from ..parties import Role
from ..payments import settle
from .account import Account
from .book import Book
from .facts import CreditDecided, CreditNoteIssued
from .outcome import Outcome, Refused, accept
from .quote import buyer_of
from .settling import settled, to_wallet
from .steps import Blockage, IssueCreditNote, Step

CREDITS = ReasonCode("lifecycle.credits", "Invoice {invoice} is corrected: {why}.")
CREDITED = ReasonCode("lifecycle.credited", "A credit note for {invoice} follows: {why}.")
CREDITED_BEFORE = ReasonCode("lifecycle.credited_before", "{credit} was decided before: nothing is added.")
NO_CREDIT = ReasonCode("lifecycle.no_credit", "Invoice {invoice} cannot be corrected so: {field} {problem}.")


def credit_notes(account: Account, book: Book, *, on: date) -> Iterator[Step | Blockage]:
    """Yield the credit notes to be issued; one an invoice, as the next is drafted from what that one leaves."""
    begun: set[str] = set()
    for credit in account.to_credit:
        invoice = account.invoice(credit.invoice_number)
        if invoice.number in begun or on < max(credit.on, invoice.issued_on):
            continue
        begun.add(invoice.number)
        try:
            draft = draft_of(credit, invoice, account.notes_of(invoice.number), book)
        except Impossible as error:
            yield Blockage(service_id=credit.id, what="credit note", reasons=(_refused(credit, error),))
            continue
        buyer = buyer_of([line.service_id for line in draft.lines], account)
        yield IssueCreditNote(
            key=f"{credit.id}/credit-note",
            on=on,
            credit_id=credit.id,
            draft=draft,
            to=buyer.recipient(Role.BILLING),
            findings=check(draft, issued_on=on),
            reasons=(CREDITS(invoice=invoice.number, why=credit.why),),
        )


def draft_of(credit: ToCredit, invoice: Invoice, notes: tuple[CreditNote, ...], book: Book) -> DraftCreditNote:
    """Return the draft for what is to be credited; raises `Impossible` where that much is not left any more."""
    if credit.gross is not None:
        return credit_amount(
            invoice,
            credit.gross,
            reason=credit.why,
            rounding=book.rounding,
            line_ids=credit.line_ids or None,
            notes=notes,
            id=credit.id,
        )
    if credit.line_ids:
        return credit_lines(invoice, credit.line_ids, reason=credit.why, notes=notes, id=credit.id)
    return credit_in_full(invoice, reason=credit.why, notes=notes, id=credit.id)


def credit_invoice(account: Account, credit: ToCredit, book: Book, *, on: date) -> Outcome:
    """Decide that something is given back, unless more was decided before than leaves room for it."""
    if _was_decided(account, credit.id):
        return accept(CREDITED_BEFORE(credit=credit.id))
    invoice = account.invoice(credit.invoice_number)
    notes = account.notes_of(invoice.number)
    waiting = [each for each in account.to_credit if each.invoice_number == invoice.number]
    try:
        for each in (*waiting, credit):
            draft = draft_of(each, invoice, notes, book)
            notes = (*notes, draft.issue(number=f"still to come: {each.id}", issued_on=invoice.issued_on))
    except Impossible as error:
        return Refused(reasons=(_refused(credit, error),))
    said = CREDITED(invoice=invoice.number, why=credit.why)
    return accept(said, CreditDecided(credit=credit, on=on, known=on))


def _was_decided(account: Account, credit_id: str) -> bool:
    known = {credit.id for credit in account.to_credit} | {note.content.demand_id for note in account.credit_notes}
    return credit_id in known


def _refused(credit: ToCredit, error: Impossible) -> Reason:
    fault = error.faults[0]
    return NO_CREDIT(invoice=credit.invoice_number, field=fault.field, problem=fault.problem)


def credit_decided(account: Account, fact: CreditDecided) -> Account:
    """Remember what is to be credited; the same credit again changes nothing."""
    account.invoice(fact.credit.invoice_number)
    if _was_decided(account, fact.credit.id):
        return account
    return evolve(account, to_credit=(*account.to_credit, fact.credit))


def credit_note_issued(account: Account, fact: CreditNoteIssued) -> Account:
    """Keep the credit note and put what it gives back into the wallet; it never exceeds its invoice.

    For what was paid with money that went back, as in a chargeback, nothing is given back again.
    """
    note = fact.note
    if note.content.currency != account.currency:
        raise impossible("credit.currency", "note.currency", note.content.currency, f"is not {account.currency}",
                         "apply the facts of this account only")  # fmt: skip
    invoice = account.invoice(note.content.invoice_number)
    creditable(invoice, notes=(*account.notes_of(invoice.number), note))
    used = next((each.used for each in account.to_credit if each.id == fact.credit_id), None)
    account = evolve(
        account,
        credit_notes=(*account.credit_notes, note),
        to_credit=tuple(credit for credit in account.to_credit if credit.id != fact.credit_id),
    )
    back = _given_back(account, note)
    back = back if used is None or is_zero(back) else subtract(back, used)
    debt = next((each for each in account.demands if each.document == invoice.number and each.is_open), None)
    if debt is not None:
        why = f"credit note {note.number}, more than was owed"
        return settled(account, settle(debt, back), on=fact.on, source=fact.key, why=why)
    return to_wallet(account, back, source=fact.key, on=fact.on, why=f"credit note {note.number}")


def _given_back(account: Account, note: CreditNote) -> Money:
    reversed_ids = {part.id for demand in account.demands for part in demand.parts if part.state is PartState.REVERSED}
    if all(line.id not in reversed_ids for line in note.content.lines):
        return note.content.totals.amounts.gross
    kept = (line.amounts.gross for line in note.content.lines if line.id not in reversed_ids)
    return total(kept, currency=note.content.currency)

"""The credit notes to be issued: an issued invoice never changes, they correct it.

Directive 2006/112/EC, articles 90 and 219. Together they never give back more than the invoice.
"""

from collections.abc import Iterator
from datetime import date

from ...decision import Reason, ReasonCode
from ...demands import ToCredit
from ...documents import (
    CreditNote,
    DraftCreditNote,
    Invoice,
    check,
    credit_amount,
    credit_in_full,
    credit_lines,
)
from ...errors import Impossible
from ...parties import Role
from ..account import Account
from ..book import Book
from ..steps import Blockage, IssueCreditNote, Step
from .quote import buyer_of

CREDITS = ReasonCode("lifecycle.credits", "Invoice {invoice} is corrected: {why}.")
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
            yield Blockage(service_id=credit.id, what="credit note", reasons=(refused(credit, error),))
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


def refused(credit: ToCredit, error: Impossible) -> Reason:
    """Return why an invoice cannot be corrected so."""
    fault = error.faults[0]
    return NO_CREDIT(invoice=credit.invoice_number, field=fault.field, problem=fault.problem)

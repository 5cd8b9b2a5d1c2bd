"""What was decided to be credited, and the credit notes.

What they give back of an invoice that is owed lowers the debt. Otherwise it is the customer's money again: it goes to
the wallet, and a refund pays it out from there.
"""

from attrs import evolve

from ...demands import Demand, PartState, ToCredit
from ...documents import CreditNote, Invoice, creditable
from ...errors import impossible
from ...money import Money, add, is_zero, subtract, total, zero
from ...payments import fill
from ..account import Account
from ..facts import CreditDecided, CreditNoteIssued
from .settling import out_of, settled, without_changes


def was_decided(account: Account, credit_id: str) -> bool:
    """Tell whether this credit is waiting or was issued."""
    known = {credit.id for credit in account.to_credit} | {note.content.demand_id for note in account.credit_notes}
    return credit_id in known


def credit_decided(account: Account, fact: CreditDecided) -> Account:
    """Remember what is to be credited, for which no change of plan can pay any more; the same again changes nothing."""
    invoice = account.invoice(fact.credit.invoice_number)
    if was_decided(account, fact.credit.id):
        return account
    lines = fact.credit.line_ids or [line.id for line in invoice.content.lines]
    account = evolve(account, to_credit=(*account.to_credit, fact.credit))
    return without_changes(account, lines, on=fact.on)


def credit_note_issued(account: Account, fact: CreditNoteIssued) -> Account:
    """Keep the credit note and put what it gives back into the wallet; it never exceeds its invoice.

    For what was paid with money that went back, as in a chargeback, nothing is given back again; nor for an advance,
    whose money has moved already.
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
    account = _without_given_back(account, invoice)
    back = _given_back(account, note)
    back = back if used is None or is_zero(back) else subtract(back, used)
    debt = next((each for each in account.demands if each.document == invoice.number and each.is_open), None)
    if debt is not None:
        why = f"credit note {note.number}, more than was owed"
        less = evolve(debt, credit=add(debt.credit, back))
        return settled(account, fill(less), on=fact.on, source=fact.key, why=why)
    asked, why = _asked_by(account, invoice), f"credit note {note.number}"
    if asked is None:  # the call it was to replace was paid: this invoice never was
        return account
    return out_of(account, asked, back, lot=f"{fact.key}:wallet", first=fact.key, on=fact.on, why=why)


def _asked_by(account: Account, invoice: Invoice) -> Demand | None:
    return next((each for each in account.demands if each.id == invoice.content.demand_id), None)


def _without_given_back(account: Account, invoice: Invoice) -> Account:
    """Let go of lines that wait to be credited and of which nothing is left: another credit note gave them back."""
    lines = creditable(invoice, notes=account.notes_of(invoice.number))
    left = [each.line.id for each in lines if not is_zero(each.left.gross)]
    waiting: list[ToCredit] = []
    for each in account.to_credit:
        if each.gross is not None or not each.line_ids or each.invoice_number != invoice.number:
            waiting.append(each)
        elif ids := tuple(id_ for id_ in each.line_ids if id_ in left):
            waiting.append(evolve(each, line_ids=ids))
    return evolve(account, to_credit=tuple(waiting))


def _given_back(account: Account, note: CreditNote) -> Money:
    if note.content.is_advance:
        return zero(note.content.currency)
    reversed_ids = {part.id for demand in account.demands for part in demand.parts if part.state is PartState.REVERSED}
    if all(line.id not in reversed_ids for line in note.content.lines):
        return note.content.totals.amounts.gross
    kept = (line.amounts.gross for line in note.content.lines if line.id not in reversed_ids)
    return total(kept, currency=note.content.currency)

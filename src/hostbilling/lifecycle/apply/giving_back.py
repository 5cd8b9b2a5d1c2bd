"""What is given back of lines that were paid: worked out when it is decided, credited once the invoice is there."""

from collections.abc import Iterable
from datetime import date

from attrs import evolve

from ...demands import ToCredit
from ...documents import creditable
from ...money import Money, greatest, is_zero, least, subtract, total, zero
from ...renewal import Credit
from ..account import Account
from ..contracts import LineCredit


def line_credits(account: Account, given: Iterable[Credit], *, id_: str, why: str) -> tuple[LineCredit, ...]:
    """Return what these credits are with VAT, each at most what its invoice leaves, with what waits to be credited."""
    bought = {each.line.line_id: each for each in account.bought}
    found = (
        LineCredit(
            id=f"{id_}/{credit.line_id}",
            line_id=credit.line_id,
            gross=_at_most(bought[credit.line_id].gross_of(credit.amount), credit.line_id, account),
            why=why,
        )
        for credit in given
        if credit.line_id in bought  # what was given away is no line of an invoice
    )
    return tuple(each for each in found if not is_zero(each.gross))


def _at_most(gross: Money, line_id: str, account: Account) -> Money:
    for invoice in account.invoices:
        for each in creditable(invoice, notes=account.notes_of(invoice.number)):
            if each.line.id == line_id:
                asked = (c for c in account.to_credit if c.invoice_number == invoice.number)
                waiting = (c.gross or each.left.gross for c in asked if line_id in (c.line_ids or (line_id,)))
                left = subtract(each.left.gross, total(waiting, currency=account.currency))
                return least(gross, greatest(left, zero(account.currency)))
    return gross


def with_credits(account: Account, credits_: Iterable[LineCredit], *, on: date) -> Account:
    """Return the account with a credit note to be issued for each, or kept in mind until its invoice is there."""
    billed = {line.id: invoice.number for invoice in account.invoices for line in invoice.content.lines}
    credits_ = tuple(credits_)
    now = tuple(
        ToCredit(
            id=each.id,
            invoice_number=billed[each.line_id],
            why=each.why,
            on=on,
            line_ids=(each.line_id,),
            gross=each.gross,
            used=each.used,
        )
        for each in credits_
        if each.line_id in billed
    )
    later = tuple(each for each in credits_ if each.line_id not in billed)
    return evolve(account, to_credit=(*account.to_credit, *now), credit_later=(*account.credit_later, *later))


def invoiced(account: Account, *, on: date) -> Account:
    """Return the account with the credits that waited for an invoice that is there now."""
    if not account.credit_later:
        return account
    return with_credits(evolve(account, credit_later=()), account.credit_later, on=on)

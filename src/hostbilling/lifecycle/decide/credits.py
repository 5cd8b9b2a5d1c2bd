"""`decide`: something is given back of an invoice."""

from collections.abc import Iterator
from datetime import date

from ...decision import Reason, ReasonCode
from ...demands import ToCredit
from ...errors import Impossible
from ..account import Account
from ..apply import apply
from ..apply.credits import was_decided
from ..book import Book
from ..facts import CreditDecided
from ..outcome import Outcome, Refused, accept, accept_all
from ..plan.credits import draft_of, refused

CREDITED = ReasonCode("lifecycle.credited", "A credit note for {invoice} follows: {why}.")
CHANGE_FALLS = ReasonCode(
    "lifecycle.change_falls",
    "Change {change} of {service} counted on what goes back now, and falls away: ask for it anew.",
)
CREDITED_BEFORE = ReasonCode("lifecycle.credited_before", "{credit} was decided before: nothing is added.")

CREDITED_WITH_MONEY = ReasonCode(
    "lifecycle.credited_with_money",
    "Invoice {invoice} is for an advance: it is credited once its money buys something or goes back.",
)


def credit_invoice(account: Account, credit: ToCredit, book: Book, *, on: date) -> Outcome:
    """Decide that something is given back, unless more was decided before than leaves room for it."""
    if was_decided(account, credit.id):
        return accept(CREDITED_BEFORE(credit=credit.id))
    invoice = account.invoice(credit.invoice_number)
    if invoice.content.is_advance:
        return Refused(reasons=(CREDITED_WITH_MONEY(invoice=invoice.number),))
    notes = account.notes_of(invoice.number)
    waiting = [each for each in account.to_credit if each.invoice_number == invoice.number]
    try:
        for each in (*waiting, credit):
            draft = draft_of(each, invoice, notes, book)
            notes = (*notes, draft.issue(number=f"still to come: {each.id}", issued_on=invoice.issued_on))
    except Impossible as error:
        return Refused(reasons=(refused(credit, error),))
    said = CREDITED(invoice=invoice.number, why=credit.why)
    fact = CreditDecided(credit=credit, on=on, known=on)
    return accept_all((said, *fallen_changes(account, apply(account, fact))), fact)


def fallen_changes(before: Account, after: Account) -> Iterator[Reason]:
    """Yield what a fact made of changes of plan that were asked for and not made yet."""
    kept = {each.id for each in after.changes}
    for change in before.changes:
        if change.id not in kept:
            yield CHANGE_FALLS(change=change.id, service=change.service_id)

"""`decide`: work is invoiced, and a debt is given up."""

from datetime import date

from ...decision import ReasonCode
from ...demands import Bill, Kind
from ..account import Account
from ..apply.debts import is_billed
from ..book import Book
from ..facts import DebtWrittenOff, WorkBilled
from ..outcome import Outcome, Refused, accept
from ..plan.debts import BILLED
from ..plan.quote import debts_of

BILLED_BEFORE = ReasonCode("lifecycle.billed_before", "{bill} was billed before: nothing is added.")
NO_DEBTS = ReasonCode("lifecycle.no_debts", "The book has no policy for debts, so all is paid first.")
GIVEN_UP = ReasonCode("lifecycle.given_up", "{amount} of {demand} are given up: {why}.")
NOTHING_OWED = ReasonCode("lifecycle.nothing_owed", "Nothing of {demand} is owed.")


def bill_work(account: Account, bill: Bill, book: Book, *, on: date) -> Outcome:
    """Decide that work is invoiced; raises `NotFound` for a service that is not there."""
    services = [account.service(each.service_id) for each in bill.billables]
    if any(debts_of(each, book) is None for each in services):
        return Refused(reasons=(NO_DEBTS(),))
    if is_billed(account, bill):
        return accept(BILLED_BEFORE(bill=bill.id))
    said = BILLED(bill=bill.id, days=book.invoice_due_days)
    return accept(said, WorkBilled(bill=bill, on=on, known=on))


def give_up(account: Account, demand_id: str, why: str, *, on: date) -> Outcome:
    """Decide that a debt is written off."""
    demand = account.demand(demand_id)
    if demand.kind is Kind.CALL or not demand.is_open:
        return Refused(reasons=(NOTHING_OWED(demand=demand.id),))
    said = GIVEN_UP(amount=str(demand.missing), demand=demand.id, why=why)
    key = f"{demand.id}/given up"
    return accept(said, DebtWrittenOff(key=key, demand_id=demand.id, why=why, on=on, known=on))

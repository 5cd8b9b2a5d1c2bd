"""Another owner: the account keeps its name until every service that has to be transferred was."""

from datetime import date

from ...decision import ReasonCode
from ...parties import Customer
from ...renewal import Need, OwnerChange, owner_change
from ..account import Account
from ..book import Book
from ..contracts import Transferring
from ..facts import OwnerChanged, TransferBegun, TransferEnded, TransferStepDone
from ..outcome import Outcome, Refused, accept, accept_all

BEGUN = ReasonCode("lifecycle.transfer_begun", "{name} takes over once {count} services were transferred.")
BEGUN_BEFORE = ReasonCode("lifecycle.transfer_before", "{name} is taking over already: wait, or end that first.")
NO_TRANSFER = ReasonCode("lifecycle.no_transfer", "{service} is not being transferred.")
STEP_DONE = ReasonCode("lifecycle.transfer_step", "{service}: {need}.")
ENDED = ReasonCode("lifecycle.transfer_ended", "{name} does not take over: everything stays as it was.")


def change_of_owner(account: Account, after: Customer, book: Book) -> OwnerChange:
    """Return what new details are for each service of the account: an edit, or a transfer."""
    return owner_change(
        account.customer, after, services=account.services, catalog=book.catalog, rules=book.owner_rules
    )


def begin_transfer(account: Account, after: Customer, book: Book, *, on: date) -> Outcome:
    """Begin to hand the account over; where nothing has to be transferred, the details hold at once."""
    if account.transferring is not None:
        return Refused(reasons=(BEGUN_BEFORE(name=account.transferring.to.name),))
    found = change_of_owner(account, after, book)
    if found.is_edit:
        return accept_all(found.reasons, OwnerChanged(customer=after, on=on, known=on))
    waits = tuple((each.service_id, each.needs) for each in found.transfers)
    said = BEGUN(name=after.name, count=len(waits))
    fact = TransferBegun(transferring=Transferring(to=after, waits=waits), on=on, known=on)
    return accept_all((said, *found.reasons), fact)


def transfer_step(account: Account, service_id: str, need: Need, *, on: date) -> Outcome:
    """Record that something a transfer waits for is done; the last one makes the new owner."""
    account.service(service_id)
    waits = () if account.transferring is None else account.transferring.needs_of(service_id)
    if need not in waits:
        return Refused(reasons=(NO_TRANSFER(service=service_id),))
    said = STEP_DONE(service=service_id, need=need)
    return accept(said, TransferStepDone(service_id=service_id, need=need, on=on, known=on))


def end_transfer(account: Account, *, on: date) -> Outcome:
    """Give a transfer up: nothing of it holds."""
    if account.transferring is None:
        return Refused(reasons=(NO_TRANSFER(service="the account"),))
    return accept(ENDED(name=account.transferring.to.name), TransferEnded(on=on, known=on))

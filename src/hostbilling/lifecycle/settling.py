"""The rules several facts share: what money does to a demand, and how a service stops being asked for."""

from collections.abc import Iterable
from datetime import date

from attrs import evolve

from ..demands import Demand, Kind, ToInvoice
from ..money import Money, is_zero
from ..payments import Entry, Settlement, Terms, fill
from ..payments.wallet import PLAIN
from ..periods import Period, Term, advance
from ..services import Cause, Grant, Service
from .account import Account, Order

PAID = "paid"
"""The mark of a part of a debt on the day it was paid."""


def settled(account: Account, found: Settlement, *, on: date, source: str, why: str) -> Account:
    """Take a settlement over: what was paid is granted and to be invoiced, what is left goes to the wallet.

    A debt was invoiced, and what it pays for given, before: now that is paid for.
    """
    if found.demand.kind is Kind.DEBT:
        account = _debt_paid(account, found, on=on)
        return to_wallet(account, found.surplus, source=source, on=on, why=why)
    account = account.with_demand(found.demand)
    for part in found.paid:
        service = account.service(part.service_id)
        grant = Grant(line_id=part.id, period=_bought(service, part.term, on=on), cause=Cause.PAID)
        account = account.with_service(service.granted(grant).after_use_of(part.discounts))
    if found.paid:
        paid = ToInvoice(demand_id=found.demand.id, part_ids=tuple(part.id for part in found.paid), supplied_on=on)
        account = evolve(account, to_invoice=(*account.to_invoice, paid))
    return to_wallet(account, found.surplus, source=source, on=on, why=why)


def _debt_paid(account: Account, found: Settlement, *, on: date) -> Account:
    demand = found.demand
    for part in found.paid:
        demand = demand.with_part(part.marked(PAID, on=on))
        service = account.service(part.service_id)
        account = account.with_service(evolve(service, coverage=service.coverage.caused(part.id, Cause.PAID)))
    return account.with_demand(demand)


def _bought(service: Service, term: Term, *, on: date) -> Period:
    """From the end of validity, whenever it is paid; but nobody pays for a period that is over already."""
    period = service.next_period(term)
    return period if period.end > on else Period(on, advance(on, term))


def to_wallet(
    account: Account, amount: Money, *, source: str, on: date, why: str, terms: Terms | None = None
) -> Account:
    """Keep money no demand asks for; `source` makes it count once."""
    if is_zero(amount):
        return account
    entry = Entry(id=f"{source}:wallet", on=on, amount=amount, why=why, terms=terms or PLAIN)
    return evolve(account, wallet=account.wallet.put(entry))


def withdraw(account: Account, service_id: str, *, on: date, why: str) -> Account:
    """Stop asking for a service: the rest of its demand is asked for anew, what was held for nothing is let go."""
    asked = account.open_part(service_id)
    if asked is None:
        return account
    demand = evolve(asked[0].withdrawn(service_id), document=None)
    return settled(account, fill(demand), on=on, source=f"{asked[1].id}:withdrawn", why=f"held for {service_id}, {why}")


def without_lines(orders: Iterable[Order], service_ids: Iterable[str]) -> tuple[Order, ...]:
    """Return the orders without their lines for some services, and without those that ask for nothing else."""
    gone = set(service_ids)
    cut = [evolve(order, lines=tuple(line for line in order.lines if line.service_id not in gone)) for order in orders]
    return tuple(order for order in cut if order.lines)


def merged(known: Demand | None, issued: Demand, account: Account) -> Demand:
    """Return what a call that was just issued asks for, as things stand now.

    Between the plan and the issue money may have come, or a service been ordered or deleted. What is known wins:
    the call adds its number and its amounts, and asks for no service that is asked for elsewhere.
    """
    if known is not None:
        demand = evolve(known, document=issued.document, due_on=issued.due_on)
        for part in issued.parts:
            if any(part.id == still.id for still in known.open_parts):
                demand = demand.with_part(evolve(known.part(part.id), amounts=part.amounts))
        asked = {part.id for part in issued.open_parts}
        return demand if asked == {part.id for part in demand.open_parts} else evolve(demand, document=None)
    ordered = {line.service_id for order in account.orders if order.id != issued.id for line in order.lines}
    demand = issued
    for part in issued.parts:
        service = account.service(part.service_id)
        if part.service_id in ordered or account.open_part(part.service_id) is not None or service.is_gone:
            demand = evolve(demand.withdrawn(part.service_id), document=None)
    return demand

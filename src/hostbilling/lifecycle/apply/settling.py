"""The rules several facts share: what money does to a demand, and how a service stops being asked for."""

from collections.abc import Iterable
from datetime import date

from attrs import evolve

from ...demands import Demand, Grants, Kind, Part, ToInvoice
from ...money import Money, is_zero
from ...payments import Entry, Settlement, Terms, fill
from ...payments.wallet import PLAIN
from ...periods import Period, advance, days_in_month
from ...renewal import OrderEvent, OrderState, PaidLine, new_period
from ...services import Cause, Grant, Service, ServiceState, Start
from ..account import Account
from ..contracts import Bought
from .asked import asked_together
from .changes import made, renewed_as
from .letting_go import FROM, let_go, terms_of

PAID = "paid"
"""The mark of a part of a debt on the day it was paid."""


def settled(
    account: Account, found: Settlement, *, on: date, source: str, why: str, by_silence: bool = False
) -> Account:
    """Take a settlement over: what was paid is granted and to be invoiced, what is left goes to the wallet.

    A debt was invoiced, and what it pays for given, before: now that is paid for. `by_silence`: it was not the customer
    who paid, a tacit renewal did.
    """
    if found.demand.kind is Kind.DEBT:
        account = _debt_paid(account, found, on=on)
        return out_of(account, found.demand, found.surplus, lot=f"{source}:wallet", first=source, on=on, why=why)
    demand = found.demand
    account = account.with_demand(demand)
    if found.paid:
        change = next((each for each in account.changes if each.id == demand.id), None)
        account = account if change is None else made(account, change, demand)
        order = next((each for each in account.placed if each.id == demand.id), None)
        concluded = on if order is None else order.placed_on
        for part in found.paid:
            account = granted(account, part, on=on, concluded=concluded, by_silence=by_silence)
        paid = ToInvoice(demand_id=demand.id, part_ids=tuple(part.id for part in found.paid), supplied_on=on)
        account = evolve(account, to_invoice=(*account.to_invoice, paid))
        account = account.with_order_event(demand.id, OrderEvent.PAID, on=on)
    return out_of(account, found.demand, found.surplus, lot=f"{source}:wallet", first=source, on=on, why=why)


def _debt_paid(account: Account, found: Settlement, *, on: date) -> Account:
    demand = found.demand
    for part in found.paid:
        demand = demand.with_part(part.marked(PAID, on=on))
        service = account.service(part.service_id)
        account = account.with_service(evolve(service, coverage=service.coverage.caused(part.id, Cause.PAID)))
    return account.with_demand(demand)


def granted(
    account: Account, part: Part, *, on: date, concluded: date, by_silence: bool, cause: Cause = Cause.PAID
) -> Account:
    """Give a service what a part grants, and note what it was bought for; a change that waited for it is made."""
    service = account.service(part.service_id)
    if part.grants is Grants.NOTHING:
        return account
    if service.state is ServiceState.DELETED:  # who pays for it again wants it back, whatever ended it
        service = evolve(service, ending=None)
    if part.grants is Grants.TERM:
        service, period = _begun(service, part, on=on)
    else:
        period = part.period
    grant = Grant(line_id=part.id, period=period, cause=cause)
    account = account.with_service(service.granted(grant).after_use_of(part.discounts))
    line = PaidLine(line_id=part.id, period=period, paid=part.price)
    bought = Bought(
        service_id=service.id, line=line, gross=part.amounts.gross, concluded=concluded, by_silence=by_silence
    )
    account = evolve(account, bought=(*account.bought, bought))
    waiting = next((c for c in account.changes if c.service_id == service.id and c.waits_for_renewal), None)
    if waiting is not None and period.start >= waiting.quote.effective:
        return renewed_as(account, waiting)
    return account


def _begun(service: Service, part: Part, *, on: date) -> tuple[Service, Period]:
    """The term that was paid, and the service with the day of the month that its terms come back to.

    A first term begins on the day it is paid. A renewal begins as its policy says, by default where the validity ends,
    whenever it is paid; but nobody pays for a term that is over already.
    """
    end = service.coverage.end
    if end is None:
        return evolve(service, anchor_day=on.day), Period.of(on, part.term)
    if part.start is Start.FROM_END:
        period = service.next_period(part.term)
        return service, period if period.end > on else Period(on, advance(on, part.term))
    active = service.state is ServiceState.ACTIVE
    anchored = end.day == min(service.anchor_day, days_in_month(end.year, end.month))
    found = new_period(
        end,
        term=part.term,
        paid_on=on,
        start=part.start,
        active=active,
        anchor_day=service.anchor_day if anchored else None,
    )
    return evolve(service, anchor_day=found.anchor_day), found.period


def to_wallet(
    account: Account, amount: Money, *, source: str, on: date, why: str, terms: Terms | None = None
) -> Account:
    """Keep money no demand asks for; `source` makes it count once."""
    if is_zero(amount):
        return account
    entry = Entry(id=f"{source}:wallet", on=on, amount=amount, why=why, terms=terms or PLAIN)
    return evolve(account, wallet=account.wallet.put(entry))


def out_of(
    account: Account,
    demand: Demand,
    amount: Money,
    *,
    lot: str,
    first: str,
    on: date,
    why: str,
    terms: Terms = PLAIN,
) -> Account:
    """Keep money a demand let go as the new `lot`; what has terms of its own, as lots beside it."""
    account, shares = let_go(account, demand.id, amount, first=first)
    for root, share in shares:
        of_root = terms if root is None else terms_of(account, root)
        id_ = lot if root is None else f"{lot}{FROM}{root}"
        entry = Entry(id=id_, on=on, amount=share, why=why, terms=of_root)
        account = evolve(account, wallet=account.wallet.put(entry))
    return account


def withdraw(
    account: Account, service_id: str, *, on: date, why: str, event: OrderEvent = OrderEvent.CANCELLED
) -> Account:
    """Stop asking for a service: the rest of its demands is asked for anew, what was held for nothing is let go.

    A change that is not paid yet goes with them; one that waits for the renewal waits on. An order of which nothing is
    left has come to its end by `event`.
    """
    changes = tuple(each for each in account.changes if each.service_id != service_id or each.waits_for_renewal)
    cut = [(each, tuple(line for line in each.lines if line.service_id != service_id)) for each in account.orders]
    account = evolve(account, changes=changes, orders=tuple(evolve(each, lines=lines) for each, lines in cut if lines))
    for order in (each for each, lines in cut if not lines):
        account = account.with_order_event(order.id, event, on=on)
    for demand in account.demands:
        account = _without(account, demand, service_id, on=on, why=why, event=event)
    return account


def without_changes(account: Account, line_ids: Iterable[str], *, on: date) -> Account:
    """Stop asking for every change of plan that counts on what was paid for some lines: that goes back another way."""
    gone = set(line_ids)
    counting = [each for each in account.changes if gone & {credit.line_id for credit in each.credits}]
    account = evolve(account, changes=tuple(each for each in account.changes if each not in counting))
    for change in counting:
        for demand in account.demands:
            if demand.id == change.id:
                why = f"change {change.id} falls away"
                account = _without(account, demand, change.service_id, on=on, why=why, event=OrderEvent.CANCELLED)
    return account


def _without(account: Account, demand: Demand, service_id: str, *, on: date, why: str, event: OrderEvent) -> Account:
    part = next((part for part in demand.open_parts if part.service_id == service_id), None)
    if part is None or demand.kind is not Kind.CALL:  # a debt does not lapse
        return account
    rest = asked_together(evolve(demand.withdrawn(service_id), document=None), account)
    account = account if rest.is_open else account.with_order_event(rest.id, event, on=on)
    said = f"held for {service_id}, {why}"
    return settled(account, fill(rest), on=on, source=f"{part.id}:withdrawn", why=said)


def _is_wanted_back(service: Service, issued: Demand, account: Account) -> bool:
    """Whether a call is the order to bring a deleted service back: one placed before the deletion lapsed with it."""
    waiting = any(each.id == issued.id and each.state is OrderState.WAITING_FOR_PAYMENT for each in account.placed)
    return waiting and service.state is ServiceState.DELETED


_GIVEN_UP = (OrderState.CANCELLED, OrderState.LAPSED)


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
        if asked == {part.id for part in demand.open_parts}:
            return demand
        return asked_together(evolve(demand, document=None), account)
    ordered = {line.service_id for order in account.orders if order.id != issued.id for line in order.lines}
    given_up = issued.id in account.changes_known and all(each.id != issued.id for each in account.changes)
    given_up = given_up or any(each.id == issued.id and each.state in _GIVEN_UP for each in account.placed)
    demand = issued
    for part in issued.parts:
        service = account.service(part.service_id)
        elsewhere = part.service_id in ordered or account.open_part(part.service_id) is not None
        over = not _is_wanted_back(service, issued, account) and (
            service.is_gone or (service.ending or date.max) < part.period.end
        )
        if elsewhere or over or given_up:
            demand = evolve(demand.withdrawn(part.service_id), document=None)
    return demand if demand.document is not None else asked_together(demand, account)

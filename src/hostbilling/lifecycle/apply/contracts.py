"""What facts of contracts make of an account: services begin, change, are told about, end and are kept."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from attrs import evolve

from ...money import Money, is_zero, least, total
from ...payments import ToRefund, fill
from ...renewal import OrderEvent, OrderState, next_state
from ...services import Cause, Service, ServiceState
from ..account import Account
from ..contracts import Told
from ..facts import (
    AccessSent,
    AccountMoved,
    CallLapsed,
    CancellationTakenBack,
    CustomerTold,
    DaysGranted,
    OrderTakenBack,
    OwnerChanged,
    PriceChangeDecided,
    PriceChangeTold,
    ServiceCancelled,
    ServiceChangeOrdered,
    ServiceProvided,
    ServiceSwitched,
    TransferBegun,
    TransferEnded,
    TransferStepDone,
)
from .changes import with_lines_cut
from .giving_back import with_credits
from .letting_go import own_money
from .owner import step_done
from .settling import settled, withdraw

ContractFact = (
    DaysGranted
    | ServiceProvided
    | AccessSent
    | ServiceChangeOrdered
    | ServiceSwitched
    | CallLapsed
    | OrderTakenBack
    | ServiceCancelled
    | CancellationTakenBack
    | CustomerTold
    | PriceChangeDecided
    | PriceChangeTold
    | AccountMoved
    | OwnerChanged
    | TransferBegun
    | TransferStepDone
    | TransferEnded
)


def happened(account: Account, fact: ContractFact) -> Account:  # noqa: C901, PLR0911, PLR0912  # one case a kind
    """Return the account after a fact about its contracts."""
    match fact:
        case DaysGranted():
            return days_granted(account, fact)
        case ServiceProvided():
            return service_provided(account, fact)
        case AccessSent():
            return account.with_order_event(fact.order_id, fact.message, on=fact.on)
        case ServiceChangeOrdered():
            return change_ordered(account, fact)
        case ServiceSwitched(change_id=id_):
            return evolve(account, switching=tuple(each for each in account.switching if each.change_id != id_))
        case CallLapsed():
            return call_lapsed(account, fact.demand_id, on=fact.on)
        case OrderTakenBack():
            return asked_no_more(account, fact.order_id, on=fact.on, event=OrderEvent.CANCELLED)
        case ServiceCancelled():
            return service_cancelled(account, fact)
        case CancellationTakenBack(service_id=service_id):
            return account.with_service(evolve(account.service(service_id), ending=None))
        case CustomerTold():
            told = Told(service_id=fact.service_id, rule=fact.rule, ends=fact.ends, on=fact.on)
            return evolve(account, told=(*account.told, told))
        case PriceChangeDecided():
            return price_decided(account, fact)
        case PriceChangeTold():
            return price_told(account, fact)
        case AccountMoved():
            return account_moved(account, fact)
        case OwnerChanged(customer=customer):
            return evolve(account, customer=customer)
        case TransferBegun(transferring=transferring):
            return evolve(account, transferring=transferring)
        case TransferStepDone():
            return step_done(account, fact)
        case TransferEnded():
            return evolve(account, transferring=None)


def days_granted(account: Account, fact: DaysGranted) -> Account:
    """Add the days; the same line again grants nothing more."""
    return account.with_service(account.service(fact.service_id).granted(fact.grant))


def service_provided(account: Account, fact: ServiceProvided) -> Account:
    """Note that a service that was ordered works."""
    service = account.service(fact.service_id)
    if service.state is not ServiceState.ORDERED:
        return account
    return account.with_service(service.entered(ServiceState.ACTIVE, on=fact.on))


def change_ordered(account: Account, fact: ServiceChangeOrdered) -> Account:
    """Remember the change until it is paid or the renewal comes; the call it replaces is withdrawn."""
    change = fact.change
    account.service(change.service_id)
    if change.id in account.changes_known:
        return account
    account = evolve(account, changes=(*account.changes, change), changes_known=account.changes_known | {change.id})
    if change.quote.replaces is None:
        return account
    return withdraw(account, change.service_id, on=fact.on, why="replaced by a change")


def in_time(account: Account, demand_id: str | None, *, on: date) -> Account:
    """Let a change lapse that is paid after the day it was quoted for, before the night could say so."""
    late = any(each.id == demand_id and each.quote.expired(on) for each in account.changes)
    return call_lapsed(account, demand_id, on=on) if late and demand_id is not None else account


def call_lapsed(account: Account, demand_id: str, *, on: date) -> Account:
    """Stop asking for what nobody paid."""
    return asked_no_more(account, demand_id, on=on, event=OrderEvent.LAPSED)


def asked_no_more(account: Account, id_: str, *, on: date, event: OrderEvent) -> Account:
    """Stop asking for an order or a change.

    Services that were only ordered are gone, with what was ordered to be added to them; money held goes to the wallet.
    """
    account = evolve(
        account,
        changes=tuple(each for each in account.changes if each.id != id_),
        orders=tuple(each for each in account.orders if each.id != id_),
    )
    placed = next((each for each in account.placed if each.id == id_), None)
    demand = next((each for each in account.demands if each.id == id_ and each.is_open), None)
    asked = [] if placed is None else [offer.service_id for offer in placed.offers]
    asked += [] if demand is None else [part.service_id for part in demand.open_parts]
    if demand is not None:
        for part in demand.open_parts:
            demand = demand.withdrawn(part.service_id)
        said = f"held for {id_}, {event.value}"
        account = settled(account, fill(demand), on=on, source=f"{id_}/lapse", why=said)
    if placed is not None and placed.state is OrderState.WAITING_FOR_PAYMENT:
        account = account.with_order_event(id_, event, on=on)
    for service_id in asked:
        account = _never_begun(account, service_id, on=on)
    return account


def _never_begun(account: Account, service_id: str, *, on: date) -> Account:
    """Let a service go that was ordered and never paid, and what was to be added to it."""
    service = account.service(service_id)
    if service.state is not ServiceState.ORDERED or service.coverage.end is not None:
        return account
    account = account.with_service(service.entered(ServiceState.PURGED, on=on))
    for each in account.services:
        if each.parent == service_id and each.state is ServiceState.ORDERED:
            account = _never_begun(withdraw(account, each.id, on=on, why="its parent was not bought"), each.id, on=on)
    return account


def account_moved(account: Account, fact: AccountMoved) -> Account:
    """Move an account to its next state; a move that was made, by its request or as the last one, counts once."""
    if (fact.request_id, account.id) in account.ended_by or (fact.event, fact.on) == account.moved:
        return account
    if fact.request_id:
        account = evolve(account, ended_by=account.ended_by | {(fact.request_id, account.id)})
    return evolve(account, state=next_state(account.state, fact.event), moved=(fact.event, fact.on))


def service_cancelled(account: Account, fact: ServiceCancelled) -> Account:
    """End a service: nothing more is asked for days after its end, and days given back are taken off it; once."""
    service = account.service(fact.service_id)
    if (fact.request_id, service.id) in account.ended_by:
        return account
    owed = {grant.line_id for grant in service.coverage.grants if grant.cause is Cause.INVOICED}
    coverage = service.coverage.cut(fact.cut_from, lines=[each.line_id for each in fact.given_back])
    for line_id in fact.undone:
        coverage = coverage.revoke(line_id)
    account = with_lines_cut(account, service.id, fact.given_back, fact.cut_from)
    account = evolve(account, ended_by=account.ended_by | {(fact.request_id, service.id)})
    account = _ended(account, evolve(service, coverage=coverage), fact)
    added = [each for each in account.services if each.parent == service.id and each.ending is None]
    for each in added:
        account = _ended(account, each, fact)
        account = withdraw(account, each.id, on=fact.on, why="cancelled with its parent")
    account = evolve(
        account,
        bought=tuple(each for each in account.bought if each.line.line_id not in fact.undone),
    )
    account = with_credits(account, fact.credits, on=fact.on)
    if not _renews_before(account, service.id, fact.ends_on):
        account = withdraw(account, service.id, on=fact.on, why="cancelled")
    return _to_refund(account, fact, owed) if fact.to_refund else account


def _ended(account: Account, service: Service, fact: ServiceCancelled) -> Account:
    """Note the end of a service; one that was never set up and will not be is gone at once."""
    service = evolve(service, ending=fact.ends_on)
    if service.state is ServiceState.ORDERED and (service.coverage.end is None or fact.ends_on <= fact.on):
        service = service.entered(ServiceState.PURGED, on=fact.on)
    return account.with_service(service)


def _renews_before(account: Account, service_id: str, ends_on: date) -> bool:
    """Whether a service still renews, and what is asked for it ends with it: that stands, however it was cancelled."""
    asked = account.open_part(service_id)
    return account.service(service_id).renews and (asked is None or asked[1].period.end <= ends_on)


def _to_refund(account: Account, fact: ServiceCancelled, owed: Collection[str]) -> Account:
    """What goes back to where it came from: of an invoice that is owed nothing was paid, and a gift is not paid out."""
    by_demand: dict[str, list[Money]] = defaultdict(list)
    asked_by = {part.id: demand.id for demand in account.demands for part in demand.parts}
    for each in fact.credits:
        if each.line_id not in owed:
            by_demand[asked_by[each.line_id]].append(each.gross)
    own = (
        least(total(gross, currency=account.currency), own_money(account, account.demand(demand_id)))
        for demand_id, gross in by_demand.items()
    )
    amount = total(own, currency=account.currency)
    if is_zero(amount):
        return account
    refund = ToRefund(id=f"{fact.request_id}/refund", amount=amount, why=f"{fact.service_id} ended", on=fact.on)
    return evolve(account, to_refund=(*account.to_refund, refund))


def price_decided(account: Account, fact: PriceChangeDecided) -> Account:
    """Remember a new price until the customer was told; the same one again changes nothing."""
    if any(news.id == fact.news.id for news in account.price_news):
        return account
    return evolve(account, price_news=(*account.price_news, fact.news))


def price_told(account: Account, fact: PriceChangeTold) -> Account:
    """Note that the customer was told of a new price."""
    news = tuple(each.sent(fact.on) if each.id == fact.news_id else each for each in account.price_news)
    return evolve(account, price_news=news)

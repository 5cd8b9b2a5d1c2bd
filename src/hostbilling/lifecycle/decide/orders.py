"""Orders: several renewals in one go, with one total."""

from collections.abc import Iterator, Mapping
from datetime import date

from attrs import evolve

from ...decision import Reason, ReasonCode
from ...demands import Action
from ...errors import NotFound
from ...money import total
from ...parties import Role
from ...periods import advance
from ...renewal import (
    MESSAGES,
    AccountState,
    Mode,
    Offer,
    OrderEvent,
    OrderState,
    PlacedOrder,
    ahead,
    can_renew,
    consent,
    mode_of,
)
from ...renewal.pending import PAID_AHEAD
from ...services import Coverage, Service, ServiceState
from ..account import Account
from ..asked import Order, OrderLine
from ..book import Book
from ..commands import NewService, PlaceOrder
from ..facts import Ordered, ServiceAdded
from ..outcome import Outcome, Refused, accept
from ..plan.offers import first_term, renewal

ORDERED = ReasonCode("lifecycle.ordered", "{order} asks for {count} renewals; the call follows tonight.")
ORDERED_BEFORE = ReasonCode("lifecycle.ordered_before", "{order} was placed before: nothing is added.")
ASKED_ALREADY = ReasonCode("lifecycle.asked_already", "{order} asks for just that and waits for its payment.")
ORDER_ID_TAKEN = ReasonCode("lifecycle.order_id_taken", "{order} names a change already: give the order another id.")
NOT_RENEWABLE = ReasonCode("lifecycle.not_renewable", "{service} is {state} and cannot be renewed any more.")
TERM_NOT_OFFERED = ReasonCode("lifecycle.term_not_offered", "{product} is not offered for {term}, only for {terms}.")
ID_TAKEN = ReasonCode("lifecycle.id_taken", "{service} is there already: give a new service another id.")
ENDING_NOW = ReasonCode("lifecycle.ending_now", "{service} is being deleted: wait for the outcome.")
ACCOUNT_CLOSED = ReasonCode(
    "lifecycle.account_closed", "The account is {state} and takes no orders: bring it back first, with MoveAccount."
)
NO_PRICE = ReasonCode("lifecycle.no_price", "{service} cannot be renewed: {problem}.")
OPEN_STATES = frozenset({AccountState.TRIAL, AccountState.PAID})
"""Where an account stands that takes orders."""


def place_order(account: Account, command: PlaceOrder, book: Book, *, on: date) -> Outcome:
    """Take an order of what is possible, at prices there are; the same id again adds nothing."""
    known = {each.id for each in account.orders} | {each.id for each in account.placed}
    known |= {demand.id for demand in account.demands}
    if command.id in known:
        return accept(ORDERED_BEFORE(order=command.id))
    if command.id in account.changes_known:
        return Refused(reasons=(ORDER_ID_TAKEN(order=command.id),))
    if account.state not in OPEN_STATES:
        return Refused(reasons=(ACCOUNT_CLOSED(state=account.state),))
    same = _same(account, command)
    if same is not None:
        return accept(ASKED_ALREADY(order=same.id))
    new = {each.id: _ordered(each, command, account, book, on=on) for each in command.new}
    kept = (each for each in account.services if each.id not in new)
    after = evolve(account, services=(*kept, *new.values()))
    taken = (ID_TAKEN(service=each.id) for each in account.services if each.id in new)
    against = [*taken, *(reason for line in command.lines for reason in _against(line, new, after, book, on=on))]
    if against:
        return Refused(reasons=tuple(against))
    billing = account.customer.recipient(Role.BILLING)
    placed = PlacedOrder(
        id=command.id,
        placed_on=on,
        offers=tuple(_offer(line, after, book, on=on) for line in command.lines),
        customer=account.customer,
        contact=command.contact or billing,
        payment=command.payment,
        owes=_owed(account, new),
    )
    added = (ServiceAdded(service=service, on=on, known=on) for service in new.values())
    order = Order(id=command.id, lines=command.lines, follows=command.follows)
    said = ORDERED(order=command.id, count=len(command.lines))
    return accept(said, *added, Ordered(order=order, placed=placed, on=on, known=on))


def _same(account: Account, command: PlaceOrder) -> PlacedOrder | None:
    """The open order that asks for just that: who asks again pays that one."""
    wanted = {(line.service_id, line.term) for line in command.lines}
    for order in account.placed:
        asked = {(offer.service_id, offer.term) for offer in order.offers}
        if asked == wanted and order.state is OrderState.WAITING_FOR_PAYMENT:
            return order
    return None


def _ordered(new: NewService, command: PlaceOrder, account: Account, book: Book, *, on: date) -> Service:
    """The service as it was ordered: how it pays decides how it renews."""
    product = book.catalog.product(new.product_id)
    chosen = consent(account.consents, service_id=new.id, on=on)
    declined = None if chosen is None else chosen.tacit
    mode = mode_of(product.family, paid_by=command.payment.method, switch=declined, rules=book.mode_rules).mode
    term = next((line.term for line in command.lines if line.service_id == new.id), product.terms[0])
    account.customer.billed_as(new.billing)
    return Service(
        id=new.id,
        product_id=product.id,
        name=new.name,
        term=term,
        anchor_day=on.day,
        coverage=Coverage(),
        tacit=mode is Mode.TACIT,
        state=ServiceState.ORDERED,
        billing=new.billing,
        quantity=new.quantity,
        parent=new.parent,
        concluded_on=on,
    )


def _owed(account: Account, new: Mapping[str, Service]) -> frozenset[OrderEvent]:
    """The messages a first order needs: details of what is new, and credentials where nothing was there before."""
    if not new:
        return frozenset()
    return frozenset({OrderEvent.DETAILS_SENT}) if account.services else MESSAGES


def _against(
    line: OrderLine, new: Mapping[str, Service], account: Account, book: Book, *, on: date
) -> Iterator[Reason]:
    service = new.get(line.service_id) or account.service(line.service_id)
    parent = None if service.parent is None else new.get(service.parent) or account.service(service.parent)
    if line.service_id in new and parent is not None and (parent.is_gone or parent.ending is not None):
        yield _not_renewable(parent)
    product = book.catalog.product(service.product_id)
    possible = service.id in new or can_renew(service)
    if not possible:
        yield _not_renewable(service)
    if line.term not in product.terms:
        yield TERM_NOT_OFFERED(product=product.id, term=line.term, terms=product.terms)
    elif possible and (missing := _price_missing(line, account, book, on=on)) is not None:
        yield missing
    if service.id not in new and possible:
        if is_ending(account, service.id):
            yield ENDING_NOW(service=service.id)
        most = book.policy(product.id, contract=service.policy).renewal.terms_ahead
        if most is not None and service.ends_on > (limit := advance(on, service.term, times=most)):
            yield PAID_AHEAD(end=service.ends_on, limit=limit, most=most, term=service.term, on=on)
        if product.ahead is not None:
            reach = ahead(service.ends_on, term=line.term, most=product.ahead, on=on, anchor_day=service.anchor_day)
            yield from () if reach.allowed else reach.reasons


def _not_renewable(service: Service) -> Reason:
    ending = service.ending is not None and not service.is_gone
    return NOT_RENEWABLE(service=service.id, state="ending" if ending else service.state.value)


def _offer(line: OrderLine, after: Account, book: Book, *, on: date) -> Offer:
    """What the call of the order will ask for a line: its total is the one the customer agreed to."""
    service = after.service(line.service_id)
    begins = service.state is ServiceState.ORDERED
    wanted = tuple((first_term if begins else renewal)(service.id, service, after, book, on=on, term=line.term))
    return Offer(
        service_id=service.id,
        term=line.term,
        period=wanted[-1].period,
        price=total((each.price for each in wanted), currency=after.currency),
        discounts=wanted[-1].discounts,
        extends=None if begins else service.ends_on,
        reasons=tuple(reason for each in wanted for reason in each.reasons),
    )


def _price_missing(line: OrderLine, after: Account, book: Book, *, on: date) -> Reason | None:
    try:
        _offer(line, after, book, on=on)
    except NotFound as error:
        fault = error.faults[0]
        return NO_PRICE(service=line.service_id, problem=f"there is no {fault.field} for {fault.value}")
    return None


def is_ending(account: Account, service_id: str) -> bool:
    """Whether the host was told to delete the service and has not answered."""
    asked = account.open_part(service_id)
    return asked is not None and any(
        f"{asked[1].id}/{stage.name}" in account.intended
        for stage in asked[1].schedule
        if stage.action is Action.DELETE
    )

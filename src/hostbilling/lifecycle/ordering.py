"""Orders: several renewals in one go, with one total."""

from datetime import date

from ..decision import Reason, ReasonCode
from ..demands import Action
from ..errors import NotFound
from ..periods import Term
from ..renewal import ahead, can_renew, offer
from ..services import Service
from .account import Account, Order
from .book import Book
from .commands import PlaceOrder
from .facts import Ordered
from .outcome import Outcome, Refused, accept

ORDERED = ReasonCode("lifecycle.ordered", "{order} asks for {count} renewals; the call follows tonight.")
ORDERED_BEFORE = ReasonCode("lifecycle.ordered_before", "{order} was placed before: nothing is added.")
NOT_RENEWABLE = ReasonCode("lifecycle.not_renewable", "{service} is {state} and cannot be renewed any more.")
TERM_NOT_OFFERED = ReasonCode("lifecycle.term_not_offered", "{product} is not offered for {term}, only for {terms}.")
ENDING_NOW = ReasonCode("lifecycle.ending_now", "{service} is being deleted: wait for the outcome.")
NO_PRICE = ReasonCode("lifecycle.no_price", "{service} cannot be renewed: {problem}.")


def place_order(account: Account, command: PlaceOrder, book: Book, *, on: date) -> Outcome:
    """Take an order for renewals that are possible, at prices there are; the same id again adds nothing."""
    known = [*(order.id for order in account.orders), *(demand.id for demand in account.demands)]
    if command.id in known:
        return accept(ORDERED_BEFORE(order=command.id))
    against: list[Reason] = []
    for line in command.lines:
        service = account.service(line.service_id)
        product = book.catalog.product(service.product_id)
        if not can_renew(service):
            against.append(NOT_RENEWABLE(service=service.id, state=service.state.value))
        if line.term not in product.terms:
            against.append(TERM_NOT_OFFERED(product=product.id, term=line.term, terms=product.terms))
        elif (missing := _price_missing(service, account, book, on=on, term=line.term)) is not None:
            against.append(missing)
        if _is_ending(account, service.id):
            against.append(ENDING_NOW(service=service.id))
        if product.ahead is not None:
            reach = ahead(service.ends_on, term=line.term, most=product.ahead, on=on, anchor_day=service.anchor_day)
            against.extend(() if reach.allowed else reach.reasons)
    if against:
        return Refused(reasons=tuple(against))
    order = Order(id=command.id, lines=command.lines)
    return accept(ORDERED(order=command.id, count=len(command.lines)), Ordered(order=order, on=on, known=on))


def _price_missing(service: Service, account: Account, book: Book, *, on: date, term: Term) -> Reason | None:
    try:
        offer(service, catalog=book.catalog, currency=account.currency, on=on, rounding=book.rounding, term=term)
    except NotFound as error:
        return NO_PRICE(service=service.id, problem=f"there is no {error.faults[0].field} for {error.faults[0].value}")
    return None


def _is_ending(account: Account, service_id: str) -> bool:
    """Whether the host was told to delete the service and has not answered."""
    asked = account.open_part(service_id)
    return asked is not None and any(
        f"{asked[1].id}/{stage.name}" in account.intended
        for stage in asked[1].schedule
        if stage.action is Action.DELETE
    )

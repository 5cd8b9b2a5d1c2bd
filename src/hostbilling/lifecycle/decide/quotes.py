"""Quotes: what an order would come to, and the order that accepts one."""

from datetime import date

from ...decision import ReasonCode
from ...documents import ref_of
from ...services import Service
from ..account import Account
from ..asked import OrderQuote
from ..book import Book
from ..commands import AcceptQuote, NewService, PlaceOrder, QuoteOrder
from ..facts import QuoteAsked, ServiceAdded
from ..outcome import Accepted, Outcome, Refused, accept
from .orders import place_order

QUOTE_FOLLOWS = ReasonCode("lifecycle.quote_follows", "{quote} is to be quoted; nothing is ordered.")
QUOTED_BEFORE = ReasonCode("lifecycle.quoted_before", "{quote} was quoted before: nothing is added.")
NOT_QUOTED_YET = ReasonCode("lifecycle.not_quoted_yet", "{quote} is not issued yet: there is nothing to accept.")
QUOTE_EXPIRED = ReasonCode(
    "lifecycle.quote_expired", "{quote} could be accepted until {until}, not on {on}: ask for a new one."
)


def quote_order(account: Account, command: QuoteOrder, book: Book, *, on: date) -> Outcome:
    """Ask for a quote of what could be ordered today; the same id again adds nothing."""
    order = command.order
    if any(each.id == order.id for each in account.quotes):
        return accept(QUOTED_BEFORE(quote=order.id))
    outcome = place_order(account, order, book, on=on)
    if isinstance(outcome, Refused) or not outcome.facts:
        return outcome
    quoted = OrderQuote(
        id=order.id,
        lines=order.lines,
        services=_begun_by(outcome),
        follows=order.follows,
        form=command.form,
        payment_types=command.payment_types,
    )
    return accept(QUOTE_FOLLOWS(quote=order.id), QuoteAsked(quoted=quoted, on=on, known=on))


def accept_quote(account: Account, command: AcceptQuote, book: Book, *, on: date) -> Outcome:
    """Place the order that was quoted, should the quote still be valid; the same again adds nothing."""
    quoted = account.quote(command.id)
    if quoted.document is None or on < quoted.document.issued_on:
        return Refused(reasons=(NOT_QUOTED_YET(quote=quoted.id),))
    placed = any(each.id == quoted.id for each in account.placed)
    if not placed and quoted.valid_until is not None and on > quoted.valid_until:
        return Refused(reasons=(QUOTE_EXPIRED(quote=quoted.id, until=quoted.valid_until, on=on),))
    order = PlaceOrder(
        id=quoted.id,
        lines=quoted.lines,
        new=tuple(map(_new, quoted.services)),
        payment=command.payment,
        contact=command.contact,
        follows=(*quoted.follows, ref_of(quoted.document)),
    )
    return place_order(account, order, book, on=on)


def _begun_by(outcome: Accepted) -> tuple[Service, ...]:
    return tuple(fact.service for fact in outcome.facts if isinstance(fact, ServiceAdded))


def _new(service: Service) -> NewService:
    return NewService(
        id=service.id,
        product_id=service.product_id,
        name=service.name,
        quantity=service.quantity,
        parent=service.parent,
        billing=service.billing,
    )

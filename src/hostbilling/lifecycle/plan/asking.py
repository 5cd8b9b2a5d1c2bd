"""What an order asks for, priced and with VAT: alike on its quote, its confirmation and its call."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Protocol, TypeVar

from attrs import evolve

from ...decision import ReasonCode
from ...documents import Item, Line, price_lines
from ...errors import NotFound
from ...services import ServiceState
from ...vat import Undetermined, VatDecision
from ..account import Account
from ..asked import Order
from ..book import Book
from ..steps import Blockage, Step
from .offers import Wanted, fee_for_coming_back, first_term, renewal
from .quote import vat

NOT_IN_BOOK = ReasonCode("lifecycle.not_in_book", "The {field} is not known: {value}. Remedy: {remedy}.")
VAT_OPEN = ReasonCode("lifecycle.vat_open", "VAT of {service} cannot be determined: {problem}.")
NO_TERM = ReasonCode(
    "lifecycle.no_term", "{order} renews {service}, whose first term is to be paid again before: its payment went back."
)


class Named(Protocol):
    """What a document is made for."""

    @property
    def id(self) -> str:
        """Its id, which a blockage names."""
        ...


T = TypeVar("T", bound=Named)


def or_blocked(
    make: Callable[[T, Account, Book, date], Iterator[Step | Blockage]],
    wanted: T,
    account: Account,
    book: Book,
    *,
    on: date,
    what: str,
) -> Iterator[Step | Blockage]:
    """Yield what is made; whatever it refers to and the book lacks holds back that document alone."""
    try:
        yield from make(wanted, account, book, on)
    except NotFound as error:
        yield not_in_book(wanted.id, what, error)


def not_in_book(wanted: str, what: str, error: NotFound) -> Blockage:
    """Return what is held back because the book lacks something."""
    fault = error.faults[0]
    missing = NOT_IN_BOOK(field=fault.field, value=str(fault.value), remedy=fault.remedy)
    return Blockage(service_id=wanted, what=what, reasons=(missing,))


def asked_by(
    order: Order, account: Account, book: Book, *, on: date, what: str
) -> tuple[tuple[Wanted, ...], tuple[Blockage, ...]]:
    """Return the lines an order asks for, and what keeps it from asking."""
    wanted = [
        fee_for_coming_back(order.id, fee, account.service(order.lines[0].service_id), book, on=on)
        for fee in order.fees
    ]
    for place, line in enumerate(order.lines, 1):
        service = account.service(line.service_id)
        begins = service.state is ServiceState.ORDERED
        if service.coverage.end is None and not begins:  # its payment went back: it is asked for again first
            waits = NO_TERM(order=order.id, service=service.id)
            return (), (Blockage(service_id=service.id, what=what, reasons=(waits,)),)
        asks = first_term if begins else renewal
        asked = asks(order.id, service, account, book, on=on, term=line.term)
        wanted += [evolve(each, order_line=str(place)) for each in asked]
    return tuple(wanted), ()


def lines_for(
    wanted: Sequence[Wanted], account: Account, book: Book, *, on: date, what: str
) -> tuple[tuple[Line, ...], tuple[Blockage, ...]]:
    """Return the lines of a document with their VAT, and the services whose VAT nobody can tell yet."""
    decisions = {each.id: vat(each.service_id, account, book, on=on, product_id=each.product_id) for each in wanted}
    blocked = tuple(
        Blockage(
            service_id=each.service_id,
            what=what,
            reasons=(VAT_OPEN(service=each.service_id, problem=found.problem.value), *found.reasons),
        )
        for each in wanted
        if isinstance(found := decisions[each.id], Undetermined)
    )
    if blocked:
        return (), blocked
    items = [
        Item(
            id=each.id,
            service_id=each.service_id,
            description=each.description,
            period=each.period,
            price=each.price,
            vat=decision,
            kind=each.kind,
            identifiers=account.service(each.service_id).identifiers,
            order_line=each.order_line,
        )
        for each in wanted
        if isinstance(decision := decisions[each.id], VatDecision)
    ]
    return price_lines(items, gross=book.catalog.gross, rounding=book.rounding), ()

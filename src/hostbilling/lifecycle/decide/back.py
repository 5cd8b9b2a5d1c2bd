"""`decide`: a service is brought back that was switched off or deleted, on a new call with the fees of coming back."""

from collections.abc import Iterator
from datetime import date

from attrs import evolve

from ...decision import Reason, ReasonCode
from ...demands import Action
from ...dunning import Phase, PossibleFee
from ...errors import NotFound
from ...money import is_zero, total
from ...parties import Role
from ...renewal import Offer, PlacedOrder
from ...services import Service
from ..account import Account
from ..asked import Order, OrderLine
from ..book import Book
from ..commands import BringBack
from ..facts import Ordered
from ..outcome import Outcome, Refused, accept, accept_all
from ..plan.back import BackQuote, reactivation
from .contracts import PRICE_CURRENCY
from .orders import (
    ACCOUNT_CLOSED,
    ENDING_NOW,
    NO_PRICE,
    OPEN_STATES,
    ORDER_ID_TAKEN,
    ORDERED_BEFORE,
    TERM_NOT_OFFERED,
    is_ending,
)

BRINGS_BACK = ReasonCode(
    "lifecycle.brings_back", "{order} brings {service} back for {term} once it is paid; the call follows tonight."
)
STILL_THERE = ReasonCode("lifecycle.still_there", "{service} works: place an order to renew it.")
FEE_OPEN = ReasonCode(
    "lifecycle.fee_open", "{what} depends on the case: say in the command what it costs for {service}."
)
NO_SUCH_FEE = ReasonCode("lifecycle.no_such_fee", "{what} is not open for {service}: leave it out of the command.")


def bring_back(account: Account, command: BringBack, book: Book, *, on: date) -> Outcome:
    """Order a service back, or say which open call brings it back, or why nothing does any more."""
    if command.id in {each.id for each in account.placed} | {demand.id for demand in account.demands}:
        return accept(ORDERED_BEFORE(order=command.id))
    if command.id in account.changes_known:
        return Refused(reasons=(ORDER_ID_TAKEN(order=command.id),))
    if account.state not in OPEN_STATES:
        return Refused(reasons=(ACCOUNT_CLOSED(state=account.state),))
    service = account.service(command.service_id)
    try:
        quote = reactivation(account, service.id, book, on=on, term=command.term)
    except NotFound as error:
        fault = error.faults[0]
        problem = f"there is no {fault.field} for {fault.value}"
        return Refused(reasons=(NO_PRICE(service=service.id, problem=problem),))
    against = tuple(_against(quote, service, command, account, book))
    if against:
        return Refused(reasons=against)
    if quote.term is None or quote.period is None or quote.price is None:  # what is asked for already is enough
        return accept_all(quote.reasons)
    fees = _fees(quote, command)
    costs = (quote.price, *(fee.amount for fee in fees if fee.amount is not None))
    offer = Offer(
        service_id=service.id,
        term=quote.term,
        period=quote.period,
        price=total(costs, currency=account.currency),
        extends=service.ends_on,
        reasons=quote.reasons,
    )
    placed = PlacedOrder(
        id=command.id,
        placed_on=on,
        offers=(offer,),
        customer=account.customer,
        contact=account.customer.recipient(Role.BILLING),
        payment=command.payment,
    )
    order = Order(id=command.id, lines=(OrderLine(service_id=service.id, term=quote.term),), fees=fees)
    said = BRINGS_BACK(order=command.id, service=service.id, term=quote.term)
    return accept_all((said, *quote.reasons), Ordered(order=order, placed=placed, on=on, known=on))


def _against(quote: BackQuote, service: Service, command: BringBack, account: Account, book: Book) -> Iterator[Reason]:
    if quote.way is None or not quote.way.possible:
        yield from quote.reasons
        return
    if quote.way.phase is Phase.WORKING:
        yield STILL_THERE(service=service.id)
        return
    if is_ending(account, service.id) or _is_being_purged(account, service):
        yield ENDING_NOW(service=service.id)
    product = book.catalog.product(service.product_id)
    if quote.term is not None and quote.term not in product.terms:
        yield TERM_NOT_OFFERED(product=product.id, term=quote.term, terms=product.terms)
    given = dict(command.fees)
    still_open = {fee.what for fee in quote.way.fees if fee.amount is None}
    for what in sorted(still_open - set(given), key=lambda each: each.name):
        yield FEE_OPEN(what=what, service=service.id)
    for what in sorted(set(given) - still_open, key=lambda each: each.name):
        yield NO_SUCH_FEE(what=what, service=service.id)
    for amount in given.values():
        if amount.currency.code != account.currency:
            yield PRICE_CURRENCY(price=amount, currency=account.currency)


def _fees(quote: BackQuote, command: BringBack) -> tuple[PossibleFee, ...]:
    """The fees with the amounts that were open; one that is given as nothing is not asked for."""
    given, fees = dict(command.fees), () if quote.way is None else quote.way.fees
    known = (evolve(fee, amount=given.get(fee.what, fee.amount)) for fee in fees)
    return tuple(fee for fee in known if fee.amount is not None and not is_zero(fee.amount))


def _is_being_purged(account: Account, service: Service) -> bool:
    """Whether the host was told to remove the data and has not answered."""
    keys = {f"{service.id}/purge"}
    demand = account.latest_demand(service.id)
    part = None if demand is None else demand.renewal_of(service.id)
    if part is not None:
        keys |= {f"{part.id}/{stage.name}" for stage in part.schedule if stage.action is Action.PURGE}
    return bool(keys & account.intended)

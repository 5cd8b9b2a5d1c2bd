"""`decide`: what a person asks for becomes facts, or is refused with reasons."""

from datetime import date

from attrs import frozen

from ..catalog import Discount
from ..decision import Reason, ReasonCode
from ..demands import Instrument
from ..errors import Fault, check_date, check_text, check_unique, refuse
from ..parties import Customer
from ..renewal import ahead, can_renew
from .account import Account, Hold, Order, OrderLine
from .book import Book
from .facts import (
    CustomerChanged,
    DiscountGranted,
    Fact,
    HoldPlaced,
    HoldReleased,
    InstrumentAdded,
    Ordered,
    RenewalSwitched,
)

ORDERED = ReasonCode("lifecycle.ordered", "{order} asks for {count} renewals; the call follows tonight.")
ORDERED_BEFORE = ReasonCode("lifecycle.ordered_before", "{order} was placed before: nothing is added.")
NOT_RENEWABLE = ReasonCode("lifecycle.not_renewable", "{service} is {state} and cannot be renewed any more.")
TERM_NOT_OFFERED = ReasonCode("lifecycle.term_not_offered", "{product} is not offered for {term}.")
NO_INSTRUMENT = ReasonCode("lifecycle.no_instrument", "Tacit renewal needs a means of payment that can be charged.")
OTHER_OWNER = ReasonCode(
    "lifecycle.other_owner", "{before} ({was}) would become {after} ({now}): another owner, so a transfer."
)
DISCOUNTED = ReasonCode("lifecycle.discounted", "{service} has {discount} from {since} on.")
SWITCHED = ReasonCode("lifecycle.switched", "{service} renews {mode} from now on.")
ACCEPTED = ReasonCode("lifecycle.accepted", "{what}.")


@frozen(kw_only=True)
class PlaceOrder:
    """Renew several services in one order with one total; `id` is the host's, and makes it count once."""

    id: str
    lines: tuple[OrderLine, ...]

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("order.id", self.id),
            check_unique("order.lines", [line.service_id for line in self.lines]),
            Fault("order.empty", "order.lines", self.lines, "asks for nothing", "name a service")
            if not self.lines
            else None,
        )


@frozen(kw_only=True)
class SwitchRenewal:
    """Switch tacit renewal of a service on or off; off is how a tacit service is cancelled."""

    service_id: str
    tacit: bool


@frozen(kw_only=True)
class AddInstrument:
    """Store a means of payment, or renew the one of the same id."""

    instrument: Instrument


@frozen(kw_only=True)
class ChangeCustomer:
    """Edit name, address, contacts or VAT id; only future documents follow."""

    customer: Customer


@frozen(kw_only=True)
class GrantDiscount:
    """Take something off the coming renewals of a service; calls already issued keep their amounts."""

    service_id: str
    discount: Discount


@frozen(kw_only=True)
class PlaceHold:
    """Stop every adverse act until the hold is released or its last day has passed."""

    hold: Hold


@frozen(kw_only=True)
class ReleaseHold:
    """Let acts go on; what is overdue comes due again with its notices."""

    id: str


Command = PlaceOrder | SwitchRenewal | AddInstrument | ChangeCustomer | GrantDiscount | PlaceHold | ReleaseHold
"""Everything a person can ask for."""


@frozen(kw_only=True)
class Accepted:
    """The facts to store; none when nothing changes."""

    facts: tuple[Fact, ...]
    reasons: tuple[Reason, ...]


@frozen(kw_only=True)
class Refused:
    """Nothing happens, for these reasons."""

    reasons: tuple[Reason, ...]


Outcome = Accepted | Refused


def decide(account: Account, command: Command, book: Book, *, on: date) -> Outcome:
    """Return the facts a command makes on a day, or why it is refused; raises `NotFound` for unknown ids."""
    refuse(check_date("on", on))
    match command:
        case PlaceOrder():
            return _place_order(account, command, book, on=on)
        case SwitchRenewal():
            return _switch_renewal(account, command, on=on)
        case AddInstrument(instrument=instrument):
            said = ACCEPTED(what=f"{instrument.label} is on file")
            return _accept(said, InstrumentAdded(instrument=instrument, on=on, known=on))
        case ChangeCustomer(customer=customer):
            return _change_customer(account, customer, book, on=on)
        case GrantDiscount(service_id=service_id, discount=discount):
            said = DISCOUNTED(service=account.service(service_id).id, discount=discount.text, since=discount.since)
            return _accept(said, DiscountGranted(service_id=service_id, discount=discount, on=on, known=on))
        case PlaceHold(hold=hold):
            said = ACCEPTED(what=f"Nothing adverse happens: {hold.why}")
            return _accept(said, HoldPlaced(hold=hold, on=on, known=on))
        case ReleaseHold(id=id_):
            return _accept(ACCEPTED(what="The hold is over"), HoldReleased(hold_id=id_, on=on, known=on))


def _accept(said: Reason, *facts: Fact) -> Accepted:
    return Accepted(facts=facts, reasons=(said,))


def _place_order(account: Account, command: PlaceOrder, book: Book, *, on: date) -> Outcome:
    known = [*(order.id for order in account.orders), *(demand.id for demand in account.demands)]
    if command.id in known:
        return _accept(ORDERED_BEFORE(order=command.id))
    against: list[Reason] = []
    for line in command.lines:
        service = account.service(line.service_id)
        product = book.catalog.product(service.product_id)
        if not can_renew(service):
            against.append(NOT_RENEWABLE(service=service.id, state=service.state.value))
        if line.term not in product.terms:
            against.append(TERM_NOT_OFFERED(product=product.id, term=line.term))
        if product.ahead is not None:
            reach = ahead(service.ends_on, term=line.term, most=product.ahead, on=on, anchor_day=service.anchor_day)
            against.extend(() if reach.allowed else reach.reasons)
    if against:
        return Refused(reasons=tuple(against))
    order = Order(id=command.id, lines=command.lines)
    return _accept(ORDERED(order=command.id, count=len(command.lines)), Ordered(order=order, on=on, known=on))


def _change_customer(account: Account, after: Customer, book: Book, *, on: date) -> Outcome:
    before = account.customer
    if before.is_other_owner(after) and not book.rename_is_edit:
        was, now = before.kind.value, after.kind.value
        return Refused(reasons=(OTHER_OWNER(before=before.name, was=was, after=after.name, now=now),))
    said = ACCEPTED(what="Future documents carry the new details")
    return _accept(said, CustomerChanged(customer=after, on=on, known=on))


def _switch_renewal(account: Account, command: SwitchRenewal, *, on: date) -> Outcome:
    service = account.service(command.service_id)
    if command.tacit and not any(instrument.usable(on) for instrument in account.instruments):
        return Refused(reasons=(NO_INSTRUMENT(),))
    said = SWITCHED(service=service.id, mode="by itself" if command.tacit else "only if ordered")
    if service.tacit == command.tacit:
        return _accept(said)
    return _accept(said, RenewalSwitched(service_id=service.id, tacit=command.tacit, on=on, known=on))

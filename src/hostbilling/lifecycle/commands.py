"""`decide`: what a person asks for becomes facts, or is refused with reasons."""

from datetime import date

from attrs import frozen

from ..catalog import Discount
from ..decision import Reason, ReasonCode
from ..demands import Action, Instrument
from ..errors import Fault, NotFound, check_date, check_text, check_type, check_unique, not_found, refuse
from ..parties import Customer
from ..periods import Term
from ..renewal import ahead, can_renew, offer
from ..services import Service
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
TERM_NOT_OFFERED = ReasonCode("lifecycle.term_not_offered", "{product} is not offered for {term}, only for {terms}.")
NO_INSTRUMENT = ReasonCode("lifecycle.no_instrument", "Tacit renewal needs a means of payment that can be charged.")
OTHER_OWNER = ReasonCode(
    "lifecycle.other_owner", "{before} ({was}) would become {after} ({now}): another owner, so a transfer."
)
OTHER_CURRENCY = ReasonCode("lifecycle.other_currency", "{discount} is in {given}, the account in {currency}.")
ENDING_NOW = ReasonCode("lifecycle.ending_now", "{service} is being deleted: wait for the outcome.")
PROFILE_USED = ReasonCode("lifecycle.profile_used", "{service} is billed to profile {profile}, which would be gone.")
NO_PRICE = ReasonCode("lifecycle.no_price", "{service} cannot be renewed: {problem}.")
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

    def __attrs_post_init__(self) -> None:
        refuse(check_type("switch.tacit", self.tacit, bool))


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
    """Let acts go on: what was held back comes due at once, its notices having been sent before."""

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


def decide(account: Account, command: Command, book: Book, *, on: date) -> Outcome:  # noqa: C901  # one case a command
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
            if discount.amount is not None and discount.amount.currency.code != account.currency:
                given = discount.amount.currency.code
                return Refused(
                    reasons=(OTHER_CURRENCY(discount=discount.text, given=given, currency=account.currency),)
                )
            said = DISCOUNTED(service=account.service(service_id).id, discount=discount.text, since=discount.since)
            return _accept(said, DiscountGranted(service_id=service_id, discount=discount, on=on, known=on))
        case PlaceHold(hold=hold):
            if hold.service_id is not None:
                account.service(hold.service_id)
            said = ACCEPTED(what=f"Nothing adverse happens: {hold.why}")
            return _accept(said, HoldPlaced(hold=hold, on=on, known=on))
        case ReleaseHold(id=id_):
            if all(hold.id != id_ for hold in account.holds):
                raise not_found("hold", id_, f"use the id of a hold on account {account.id}")
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
    return _accept(ORDERED(order=command.id, count=len(command.lines)), Ordered(order=order, on=on, known=on))


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


def _change_customer(account: Account, after: Customer, book: Book, *, on: date) -> Outcome:
    before = account.customer
    if after.id != before.id:
        raise not_found("customer", after.id, f"account {account.id} belongs to {before.id}")
    kept = {profile.id for profile in after.profiles}
    lost = [each for each in account.services if each.billing is not None and each.billing not in kept]
    if lost:
        return Refused(reasons=tuple(PROFILE_USED(service=each.id, profile=each.billing) for each in lost))
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

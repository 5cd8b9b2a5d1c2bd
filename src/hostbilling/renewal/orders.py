"""An order: what is in it before it is placed, how it stands after, and its dated history.

An order of renewals and one of new services are alike: several offers, one total, the contact as it was then, a way to
pay. It is validated once it is paid; before that it is waiting, and it may be cancelled or lapse in silence. After that
the customer is sent what is needed to use it, in two messages, either of which may go astray alone.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from types import MappingProxyType

from attrs import evolve, field, frozen

from ..errors import Fault, check_date, check_text, check_type, check_unique, refuse
from ..money import Money, total
from ..parties import Contact, Customer, Role
from .offers import Offer


class OrderState(Enum):
    """Where an order stands."""

    WAITING_FOR_PAYMENT = "waiting_for_payment"
    VALIDATED = "validated"
    """Paid: the services are granted."""
    ACCESS_SENT = "access_sent"
    """And everything needed to use them was sent."""
    CANCELLED = "cancelled"
    """Taken back before it was paid."""
    LAPSED = "lapsed"
    """Nobody paid it: nothing is owed."""


class OrderEvent(Enum):
    """What happens to an order; events of one day count in this order, so that a payment wins over a lapse."""

    PAID = "paid"
    CREDENTIALS_SENT = "credentials_sent"
    """How to sign in to the account."""
    DETAILS_SENT = "details_sent"
    """The parameters of the services: addresses, names, passwords."""
    CANCELLED = "cancelled"
    LAPSED = "lapsed"


MESSAGES = frozenset({OrderEvent.CREDENTIALS_SENT, OrderEvent.DETAILS_SENT})
"""The two messages that a first order of a new customer owes."""

_FROM_WAITING: Mapping[OrderEvent, OrderState] = MappingProxyType(
    {
        OrderEvent.PAID: OrderState.VALIDATED,
        OrderEvent.CANCELLED: OrderState.CANCELLED,
        OrderEvent.LAPSED: OrderState.LAPSED,
    }
)
_RANK: Mapping[OrderEvent, int] = MappingProxyType({event: rank for rank, event in enumerate(OrderEvent)})


@frozen(kw_only=True)
class PaymentChoice:
    """How the customer chose to pay: the method, and what kind of it where it has kinds, such as a brand of card."""

    method: str
    kind: str = ""

    def __attrs_post_init__(self) -> None:
        refuse(check_text("payment.method", self.method))


@frozen(kw_only=True)
class Entry:
    """One line of an order's history."""

    event: OrderEvent
    on: date

    def __attrs_post_init__(self) -> None:
        refuse(check_type("entry.event", self.event, OrderEvent), check_date("entry.on", self.on))


def _messages(value: Iterable[OrderEvent]) -> frozenset[OrderEvent]:
    return frozenset(value)


def _sorted(value: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(set(value), key=lambda entry: (entry.on, _RANK[entry.event])))


@frozen(kw_only=True)
class PlacedOrder:
    """An order of a day, with `customer` and `contact` as they were then, and what happened to it since.

    `owes` are the messages that its customer needs: none for a renewal, both for the first order of a new one. The
    history is sorted by day, so that it does not matter in which order it was told.
    """

    id: str
    placed_on: date
    offers: tuple[Offer, ...]
    customer: Customer
    contact: Contact
    payment: PaymentChoice
    owes: frozenset[OrderEvent] = field(default=frozenset[OrderEvent](), converter=_messages)
    history: tuple[Entry, ...] = field(default=(), converter=_sorted)

    def __attrs_post_init__(self) -> None:
        early = next((entry.on for entry in self.history if entry.on < self.placed_on), None)
        refuse(
            check_text("order.id", self.id),
            check_date("order.placed_on", self.placed_on),
            Fault("order.owes", "order.owes", sorted(each.value for each in self.owes), "are not all messages",
                  "name credentials_sent or details_sent")
            if not self.owes <= MESSAGES
            else None,
            Fault("order.history", "order.history", early, f"is before {self.placed_on}, when it was placed",
                  "give the day it happened")
            if early is not None
            else None,
        )  # fmt: skip

    @property
    def total(self) -> Money:
        """What the order costs in all."""
        return _total(self.offers)

    @property
    def state(self) -> OrderState:
        """Where it stands after all that happened."""
        states = (_FROM_WAITING[entry.event] for entry in self._closing)
        state = next(states, OrderState.WAITING_FOR_PAYMENT)
        sent = state is OrderState.VALIDATED and self.owes and not self.missing
        return OrderState.ACCESS_SENT if sent else state

    @property
    def missing(self) -> frozenset[OrderEvent]:
        """The messages that were not sent yet; a customer who has one without the other is a case of its own."""
        return self.owes - {entry.event for entry in self.history}

    @property
    def unheeded(self) -> tuple[Entry, ...]:
        """What came too late to change anything: a payment of an order that had lapsed, a cancellation of a paid one.

        Money that came so goes to the wallet or back; a paid service is ended by `cancel` or a withdrawal.
        """
        return self._closing[1:]

    @property
    def _closing(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.history if entry.event in _FROM_WAITING)

    def after(self, event: OrderEvent, *, on: date) -> "PlacedOrder":
        """Return the order with one more line of history; the same one again changes nothing."""
        return evolve(self, history=(*self.history, Entry(event=event, on=on)))

    def as_of(self, day: date) -> "PlacedOrder":
        """Return the order as it stood at the end of a day."""
        refuse(check_date("day", day))
        return evolve(self, history=tuple(entry for entry in self.history if entry.on <= day))


@frozen(kw_only=True)
class Basket:
    """What a customer is about to order: offers with one total, the contact filled in, the ways to pay to choose from.

    Not an order yet: nothing is asked for. Prices are net or gross as in the catalog.
    """

    offers: tuple[Offer, ...]
    customer: Customer
    contact: Contact
    methods: tuple[str, ...]

    def __attrs_post_init__(self) -> None:
        refuse(
            Fault("basket.empty", "basket.offers", (), "are none", "choose something")
            if not self.offers
            else check_unique("basket.offers", [offer.service_id for offer in self.offers]),
            Fault("basket.methods", "basket.methods", (), "are none", "name the ways to pay")
            if not self.methods
            else None,
        )

    @property
    def total(self) -> Money:
        """What all of it costs."""
        return _total(self.offers)

    def place(self, order_id: str, *, payment: PaymentChoice, on: date, owes: Iterable[OrderEvent] = ()) -> PlacedOrder:
        """Return the order, waiting for its payment; raises `InvalidInput` for a way to pay that is not offered."""
        refuse(
            Fault("basket.method", "payment.method", payment.method, f"is none of {', '.join(self.methods)}",
                  "offer it, or let the customer choose another")
            if payment.method not in self.methods
            else None,
        )  # fmt: skip
        return PlacedOrder(
            id=order_id,
            placed_on=on,
            offers=self.offers,
            customer=self.customer,
            contact=self.contact,
            payment=payment,
            owes=owes,
        )


def basket(offers: Iterable[Offer], *, customer: Customer, methods: Iterable[str]) -> Basket:
    """Return the basket of the offers that were chosen, the contact filled in from the account.

    One offer from the page of a service and several from the list of renewals make the same basket. The customer may
    give another contact for this order: `attrs.evolve(basket, contact=...)`.
    """
    return Basket(
        offers=tuple(offers), customer=customer, contact=customer.recipient(Role.CONTACT), methods=tuple(methods)
    )


def _total(offers: tuple[Offer, ...]) -> Money:
    return total((offer.price for offer in offers), currency=offers[0].price.currency.code)

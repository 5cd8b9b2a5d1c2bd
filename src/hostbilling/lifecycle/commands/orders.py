"""What is ordered, quoted, accepted and taken back."""

from attrs import frozen

from ...documents import Ref
from ...errors import Fault, check_count, check_declared, check_text, check_type, check_unique, refuse
from ...parties import Contact
from ...renewal import PaymentChoice
from ..asked import OrderLine
from .renewal import (
    BY_TRANSFER,
)


@frozen(kw_only=True)
class NewService:
    """A service ordered for the first time; `parent` is the one it is added to, whose end it shares at first."""

    id: str
    product_id: str
    name: str
    quantity: int = 1
    parent: str | None = None
    billing: str | None = None

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("new.id", self.id),
            check_text("new.product_id", self.product_id),
            check_text("new.name", self.name),
            check_count("new.quantity", self.quantity, least=1),
            Fault("new.parent", "new.parent", self.parent, "is itself", "name the service it is added to")
            if self.parent == self.id
            else None,
        )


@frozen(kw_only=True)
class PlaceOrder:
    """Order renewals and first terms together, with one total; `id` is the host's, and makes it count once.

    `new` are the services that are ordered for the first time, each with a line in the order too. `payment` is the way
    the customer chose to pay, which decides how a new service renews; `contact` who hears of this order, the billing
    contact where None. `follows` are the documents it answers, such as a quote or an order form that was sent back.
    """

    id: str
    lines: tuple[OrderLine, ...]
    new: tuple[NewService, ...] = ()
    payment: PaymentChoice = BY_TRANSFER
    contact: Contact | None = None
    follows: tuple[Ref, ...] = ()

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("order.id", self.id),
            check_type("order.lines", self.lines, tuple),
            check_type("order.new", self.new, tuple),
            check_type("order.follows", self.follows, tuple),
        )
        refuse(
            *(check_type(f"order.lines[{place}]", line, OrderLine) for place, line in enumerate(self.lines)),
            *(check_type(f"order.new[{place}]", each, NewService) for place, each in enumerate(self.new)),
            check_type("order.payment", self.payment, PaymentChoice),
            check_type("order.contact", self.contact, Contact) if self.contact is not None else None,
        )
        refuse(
            check_unique("order.lines", [line.service_id for line in self.lines]),
            check_unique("order.new", [each.id for each in self.new]),
            *(
                Fault("order.new", "order.new", each.id, "has no line", "say for which term it is ordered")
                for each in self.new
                if each.id not in {line.service_id for line in self.lines}
            ),
            Fault("order.empty", "order.lines", self.lines, "asks for nothing", "name a service")
            if not self.lines
            else None,
        )


@frozen(kw_only=True)
class QuoteOrder:
    """Quote an order without placing it, under the id it would have; with `form` as an order form to be sent back.

    `payment_types` are the ways to pay that the form lets the customer choose from.
    """

    order: PlaceOrder
    form: bool = False
    payment_types: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        refuse(*check_declared("quote", self))


@frozen(kw_only=True)
class AcceptQuote:
    """Place the order that was quoted under this id, within the validity of the quote, at the prices of the day."""

    id: str
    payment: PaymentChoice = BY_TRANSFER
    contact: Contact | None = None

    def __attrs_post_init__(self) -> None:
        refuse(check_text("quote.id", self.id), *check_declared("quote", self))


@frozen(kw_only=True)
class CancelOrder:
    """Take an order, or a change, back that nobody paid yet; `id` is the one under which it was ordered."""

    id: str

    def __attrs_post_init__(self) -> None:
        refuse(check_text("order.id", self.id))

"""What is to be done when contracts begin, change, renew by silence and end."""

from datetime import date

from attrs import frozen

from ...money import Money
from ...parties import Contact
from ...renewal import OrderEvent
from ...renewal.law import Message
from ..facts import AccessSent, CallLapsed, CustomerTold, PriceChangeTold, ServiceProvided, ServiceSwitched
from .act import Act


@frozen(kw_only=True)
class ProvideService(Act):
    """Set up a service that was ordered and paid."""

    service_id: str

    def done(self, *, known: date) -> ServiceProvided:
        """Return the fact that it works."""
        return ServiceProvided(key=self.key, service_id=self.service_id, on=known, known=known)


@frozen(kw_only=True)
class SendAccess(Act):
    """Mail one of the two messages of a first order: the account's credentials, or the details of its services."""

    order_id: str
    message: OrderEvent
    to: Contact

    def done(self, *, known: date) -> AccessSent:
        """Return the fact that it went out."""
        return AccessSent(key=self.key, order_id=self.order_id, message=self.message, on=known, known=known)


@frozen(kw_only=True)
class SwitchService(Act):
    """Let a service run with the product, quantity and term that it was changed to."""

    service_id: str
    change_id: str
    product_id: str
    quantity: int

    def done(self, *, known: date) -> ServiceSwitched:
        """Return the fact that it does."""
        return ServiceSwitched(key=self.key, change_id=self.change_id, on=known, known=known)


@frozen(kw_only=True)
class LapseCall(Act):
    """Stop asking for an order or a change that nobody paid; nothing is owed."""

    demand_id: str

    def done(self, *, known: date) -> CallLapsed:
        """Return the fact that it lapsed."""
        return CallLapsed(key=self.key, demand_id=self.demand_id, on=known, known=known)


@frozen(kw_only=True)
class TellCustomer(Act):
    """Send a message that law asks for before a service renews by silence.

    `what` it is about, `rule` the row of the law; `by` the last day on which it counts, `refuse_by` the last day to
    refuse, which it has to name where it is known; `medium` how it is sent.
    """

    service_id: str
    rule: str
    what: Message
    to: Contact
    ends: date
    by: date
    refuse_by: date | None
    medium: str

    def done(self, *, known: date) -> CustomerTold:
        """Return the fact that it reached the customer."""
        return CustomerTold(
            key=self.key, service_id=self.service_id, rule=self.rule, ends=self.ends, on=known, known=known
        )


@frozen(kw_only=True)
class TellPrice(Act):
    """Tell a customer of a new price, its first day, and until when to leave because of it."""

    service_id: str
    news_id: str
    to: Contact
    price: Money
    effective: date
    leave_by: date | None

    def done(self, *, known: date) -> PriceChangeTold:
        """Return the fact that the customer was told."""
        return PriceChangeTold(key=self.key, news_id=self.news_id, on=known, known=known)

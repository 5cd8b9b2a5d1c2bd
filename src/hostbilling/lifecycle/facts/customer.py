"""What customers and staff said."""

from attrs import frozen

from ...catalog import Discount
from ...demands import Instrument
from ...parties import Customer
from ...renewal import Consent, PlacedOrder
from ...services import Service
from ...vat import Evidence
from ..asked import Order, Report
from ..holds import Hold
from .dated import Dated


@frozen(kw_only=True)
class AccountOpened(Dated):
    """The first fact of every account; `trial` for one that was never paid for."""

    id: str
    customer: Customer
    currency: str
    instruments: tuple[Instrument, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    trial: bool = False


@frozen(kw_only=True)
class ServiceAdded(Dated):
    """A service came to the account, with what was already granted to it."""

    service: Service


@frozen(kw_only=True)
class CustomerChanged(Dated):
    """The customer's details changed; issued documents keep theirs."""

    customer: Customer


@frozen(kw_only=True)
class EvidenceAdded(Dated):
    """One more item that shows where the customer is."""

    evidence: Evidence


@frozen(kw_only=True)
class InstrumentAdded(Dated):
    """A means of payment was stored or renewed."""

    instrument: Instrument


@frozen(kw_only=True)
class RenewalSwitched(Dated):
    """The customer chose whether a service renews tacitly; `consent` proves it."""

    service_id: str
    tacit: bool
    consent: Consent | None = None


@frozen(kw_only=True)
class DiscountGranted(Dated):
    """Something is taken off the coming renewals of a service."""

    service_id: str
    discount: Discount


@frozen(kw_only=True)
class HoldPlaced(Dated):
    """A person stopped all adverse acts."""

    hold: Hold


@frozen(kw_only=True)
class HoldReleased(Dated):
    """The hold is over."""

    hold_id: str


@frozen(kw_only=True)
class MissingReported(Dated):
    """The customer said that an invoice, or the access of an order, has not come."""

    report: Report


@frozen(kw_only=True)
class Ordered(Dated):
    """The customer asked for renewals; open calls for the same services give way to the order."""

    order: Order
    placed: PlacedOrder | None = None

"""Facts: what happened. An account is nothing but its facts, applied in order.

Every fact has two dates: `on`, when it took effect (a bank's value date), and `known`, when it was recorded.
A fact that answers a step, and a payment, count once, however late they come again.
"""

from datetime import date

from attrs import frozen

from ..catalog import Discount
from ..demands import DeclineClass, Demand, Instrument
from ..documents import Invoice, Proforma
from ..errors import Fault, check_date, check_text, check_type, refuse
from ..parties import Customer
from ..payments import Payment
from ..services import Service
from ..vat import Evidence
from .account import Hold, Order


@frozen(kw_only=True)
class _Dated:
    on: date
    known: date

    def __attrs_post_init__(self) -> None:
        refuse(check_date("fact.on", self.on), check_date("fact.known", self.known))
        refuse(
            Fault(
                "fact.future", "fact.on", self.on, f"is after it was known, {self.known}", "record it when it happened"
            )
            if self.on > self.known
            else None
        )


@frozen(kw_only=True)
class AccountOpened(_Dated):
    """The first fact of every account."""

    id: str
    customer: Customer
    currency: str
    instruments: tuple[Instrument, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@frozen(kw_only=True)
class ServiceAdded(_Dated):
    """A service came to the account, with what was already granted to it."""

    service: Service


@frozen(kw_only=True)
class CustomerChanged(_Dated):
    """The customer's details changed; issued documents keep theirs."""

    customer: Customer


@frozen(kw_only=True)
class EvidenceAdded(_Dated):
    """One more item that shows where the customer is."""

    evidence: Evidence


@frozen(kw_only=True)
class InstrumentAdded(_Dated):
    """A means of payment was stored or renewed."""

    instrument: Instrument


@frozen(kw_only=True)
class RenewalSwitched(_Dated):
    """The customer chose whether a service renews tacitly."""

    service_id: str
    tacit: bool


@frozen(kw_only=True)
class DiscountGranted(_Dated):
    """Something is taken off the coming renewals of a service."""

    service_id: str
    discount: Discount


@frozen(kw_only=True)
class HoldPlaced(_Dated):
    """A person stopped all adverse acts."""

    hold: Hold


@frozen(kw_only=True)
class HoldReleased(_Dated):
    """The hold is over."""

    hold_id: str


@frozen(kw_only=True)
class Ordered(_Dated):
    """The customer asked for renewals; open calls for the same services give way to the order."""

    order: Order


@frozen(kw_only=True)
class Intended(_Dated):
    """A step was stored for the world to perform; it is not planned again until it is done or failed."""

    key: str

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        refuse(check_text("fact.key", self.key))


@frozen(kw_only=True)
class StepFailed(_Dated):
    """A step could not be performed; the next plan may hold it again."""

    key: str
    why: str


@frozen(kw_only=True)
class ProformaIssued(_Dated):
    """A call went out under its number."""

    key: str
    demand: Demand
    proforma: Proforma


@frozen(kw_only=True)
class NoticeSent(_Dated):
    """A notice of a stage really went out."""

    key: str
    demand_id: str
    part_id: str
    stage: str


@frozen(kw_only=True)
class PaymentReceived(_Dated):
    """Money came, for a demand or, without one, for the wallet; `key` names the charge it answers, if any."""

    payment: Payment
    demand_id: str | None
    key: str | None = None

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        refuse(
            check_type("fact.payment", self.payment, Payment),
            check_text("fact.demand_id", self.demand_id) if self.demand_id is not None else None,
        )
        received = self.payment.received_on
        refuse(
            Fault("payment.on", "fact.on", self.on, f"is not the day of the payment, {received}", "pass received_on")
            if self.on != received
            else None
        )


@frozen(kw_only=True)
class ChargeDeclined(_Dated):
    """A charge of what a demand misses was refused."""

    key: str
    demand_id: str
    stage: str
    why: DeclineClass
    instrument_id: str | None = None

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        refuse(check_type("fact.why", self.why, DeclineClass))


@frozen(kw_only=True)
class WalletApplied(_Dated):
    """The wallet paid what a demand still missed."""

    key: str
    demand_id: str


@frozen(kw_only=True)
class InvoiceIssued(_Dated):
    """The invoice of a paid demand was issued under its number."""

    key: str
    invoice: Invoice


@frozen(kw_only=True)
class ServiceSuspended(_Dated):
    """The service stopped working, everything kept."""

    key: str
    service_id: str
    stage: str


@frozen(kw_only=True)
class ServiceReactivated(_Dated):
    """The service works again."""

    key: str
    service_id: str


@frozen(kw_only=True)
class ServiceDeleted(_Dated):
    """The service left the account; the call for it is withdrawn with it."""

    key: str
    service_id: str
    stage: str


@frozen(kw_only=True)
class ServicePurged(_Dated):
    """Its data cannot be recovered any more."""

    key: str
    service_id: str


Fact = (
    AccountOpened
    | ServiceAdded
    | CustomerChanged
    | EvidenceAdded
    | InstrumentAdded
    | DiscountGranted
    | RenewalSwitched
    | HoldPlaced
    | HoldReleased
    | Ordered
    | Intended
    | StepFailed
    | ProformaIssued
    | NoticeSent
    | PaymentReceived
    | ChargeDeclined
    | WalletApplied
    | InvoiceIssued
    | ServiceSuspended
    | ServiceReactivated
    | ServiceDeleted
    | ServicePurged
)
"""Every fact there is."""

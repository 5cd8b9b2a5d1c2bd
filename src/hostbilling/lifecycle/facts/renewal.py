"""How contracts begin, change and end."""

from datetime import date

from attrs import frozen

from ...errors import check_date, check_text, refuse
from ...parties import Customer
from ...renewal import AccountEvent, Credit, Need, OrderEvent
from ...services import Grant
from ..contracts import LineCredit, PriceNews, ServiceChange, Transferring
from .dated import Dated


@frozen(kw_only=True)
class DaysGranted(Dated):
    """A service was given days without payment: a trial, goodwill, or in place of money owed back."""

    service_id: str
    grant: Grant


@frozen(kw_only=True)
class ServiceProvided(Dated):
    """A service that was ordered works: it was set up and handed over."""

    key: str
    service_id: str


@frozen(kw_only=True)
class AccessSent(Dated):
    """The customer got one of the two messages of a first order: credentials, or the details of a service."""

    key: str
    order_id: str
    message: OrderEvent


@frozen(kw_only=True)
class ServiceChangeOrdered(Dated):
    """The customer took the quote of a change; an open call for the renewal that it replaces is withdrawn."""

    change: ServiceChange


@frozen(kw_only=True)
class ServiceSwitched(Dated):
    """The world runs the service as it was changed."""

    key: str
    change_id: str


@frozen(kw_only=True)
class OrderTakenBack(Dated):
    """The customer took an order or a change back before it was paid: nothing of it is asked for any more."""

    order_id: str


@frozen(kw_only=True)
class CallLapsed(Dated):
    """Nobody paid an order or a change in time: it is not asked for any more, and nothing is owed."""

    key: str
    demand_id: str


@frozen(kw_only=True)
class ServiceCancelled(Dated):
    """A service ends on `ends_on`, the first day without it, by a cancellation or a withdrawal.

    `undone` are lines that silence had granted and that are taken back whole, `given_back` what others are cut by from
    `cut_from` on, `credits` the corrections of their invoices. With `to_refund` the money goes back to where it came
    from, by `pay_by` where a law says so; else it stays in the wallet.
    """

    request_id: str
    service_id: str
    ends_on: date
    cut_from: date
    undone: tuple[str, ...] = ()
    given_back: tuple[Credit, ...] = ()
    credits: tuple[LineCredit, ...] = ()
    to_refund: bool = False
    pay_by: date | None = None

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        refuse(
            check_text("fact.request_id", self.request_id),
            check_date("fact.ends_on", self.ends_on),
            check_date("fact.cut_from", self.cut_from),
        )


@frozen(kw_only=True)
class CancellationTakenBack(Dated):
    """The customer keeps a service after all, before it ended."""

    service_id: str


@frozen(kw_only=True)
class CustomerTold(Dated):
    """A message that law asks for before a tacit renewal reached the customer."""

    key: str
    service_id: str
    rule: str
    ends: date


@frozen(kw_only=True)
class PriceChangeDecided(Dated):
    """A contract gets a new price, once the customer was told of it."""

    news: PriceNews


@frozen(kw_only=True)
class PriceChangeTold(Dated):
    """The customer was told of a new price, its day and the way out."""

    key: str
    news_id: str


@frozen(kw_only=True)
class AccountMoved(Dated):
    """The account as a whole was cancelled, or came back."""

    event: AccountEvent
    why: str = ""
    request_id: str = ""
    """The request that ended the account; empty for every other event."""


@frozen(kw_only=True)
class OwnerChanged(Dated):
    """Another owner has the account, and nothing had to be transferred; issued documents keep the old one."""

    customer: Customer


@frozen(kw_only=True)
class TransferBegun(Dated):
    """Another owner is about to take over; nothing changes until every service was transferred."""

    transferring: Transferring


@frozen(kw_only=True)
class TransferStepDone(Dated):
    """Something that the transfer of a service waited for is done."""

    service_id: str
    need: Need


@frozen(kw_only=True)
class TransferEnded(Dated):
    """The transfer was given up."""

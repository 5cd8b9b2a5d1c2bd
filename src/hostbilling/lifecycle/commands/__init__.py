"""Commands: what a person can ask for; `decide` says what becomes of it."""

from datetime import date
from typing import get_args

from attrs import field, frozen

from ...catalog import Discount
from ...demands import Bill, Instrument, ToCredit
from ...documents import Ref
from ...errors import Fault, check_count, check_date, check_declared, check_text, check_type, check_unique, refuse
from ...money import Money, payable
from ...parties import Contact, Customer
from ...payments import Payment, ReversalKind, ToRefund
from ...renewal import PaymentChoice
from ...renewal.law import Channel
from ..account import ChargeAsked, Hold, OrderLine, Report
from .renewal import (
    BY_TRANSFER,
    AnnouncePrice,
    BringBack,
    CancelAccount,
    CancelService,
    ChangeService,
    DeclineDebit,
    EndTransfer,
    GrantDays,
    KeepService,
    MoveAccount,
    TransferOwner,
    TransferStep,
    WithdrawFromService,
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


@frozen(kw_only=True)
class SwitchRenewal:
    """Switch tacit renewal of a service on or off; off is how a tacit service is cancelled.

    `shown` is what the customer read when choosing, kept with the day and the channel as the proof of the consent.
    """

    service_id: str
    tacit: bool
    channel: Channel = Channel.CUSTOMER_AREA
    shown: str = ""

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("switch.service_id", self.service_id),
            check_type("switch.tacit", self.tacit, bool),
            check_type("switch.channel", self.channel, Channel),
            check_type("switch.shown", self.shown, str),
        )


@frozen(kw_only=True)
class AddInstrument:
    """Store a means of payment, or renew the one of the same id."""

    instrument: Instrument

    def __attrs_post_init__(self) -> None:
        refuse(check_type("instrument", self.instrument, Instrument))


@frozen(kw_only=True)
class ChangeCustomer:
    """Edit name, address, contacts or VAT id; only future documents follow."""

    customer: Customer

    def __attrs_post_init__(self) -> None:
        refuse(check_type("customer", self.customer, Customer))


@frozen(kw_only=True)
class GrantDiscount:
    """Take something off the coming renewals of a service; calls already issued keep their amounts."""

    service_id: str
    discount: Discount

    def __attrs_post_init__(self) -> None:
        refuse(check_text("discount.service_id", self.service_id), check_type("discount", self.discount, Discount))


@frozen(kw_only=True)
class PlaceHold:
    """Stop every adverse act until the hold is released or its last day has passed."""

    hold: Hold

    def __attrs_post_init__(self) -> None:
        refuse(check_type("hold", self.hold, Hold))


@frozen(kw_only=True)
class ReleaseHold:
    """Let acts go on: what was held back comes due at once, its notices having been sent before."""

    id: str

    def __attrs_post_init__(self) -> None:
        refuse(check_text("hold.id", self.id))


@frozen(kw_only=True)
class ReportMissing:
    """Say for a customer what has not come: the access of an order, or the invoice for what was paid on a day.

    What follows from it depends on what is known: a search for the payment, for the service, or for the mail.
    """

    report: Report

    def __attrs_post_init__(self) -> None:
        refuse(check_type("report", self.report, Report))


@frozen(kw_only=True)
class CreditInvoice:
    """Give something of an invoice back: all, some lines, or an amount; its id makes it count once."""

    credit: ToCredit

    def __attrs_post_init__(self) -> None:
        refuse(check_type("credit", self.credit, ToCredit))


@frozen(kw_only=True)
class ApplyCharge:
    """Charge a stored instrument for what a call still misses, now that the customer looked at it."""

    charge: ChargeAsked

    def __attrs_post_init__(self) -> None:
        refuse(check_type("charge", self.charge, ChargeAsked))


@frozen(kw_only=True)
class TopUp:
    """Record money that was paid into the wallet, under the terms of the book."""

    payment: Payment

    def __attrs_post_init__(self) -> None:
        refuse(check_type("payment", self.payment, Payment))


@frozen(kw_only=True)
class GrantCredit:
    """Give credit that only buys: it is spent first and never paid out; `until` is the last day it can be spent."""

    id: str
    amount: Money = field(converter=payable)
    why: str
    until: date | None = None

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("credit.id", self.id),
            check_text("credit.why", self.why),
            check_date("credit.until", self.until) if self.until is not None else None,
        )


@frozen(kw_only=True)
class GiveBack:
    """Refund a payment, wholly or in part, which undoes what it did, or the customer's own money in the wallet."""

    refund: ToRefund

    def __attrs_post_init__(self) -> None:
        refuse(check_type("refund", self.refund, ToRefund))


@frozen(kw_only=True)
class TakeBack:
    """Record that a bank or a card issuer took the payment `of` back: a chargeback, a returned debit, a recall."""

    of: str
    payment: Payment
    reversal: ReversalKind

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("of", self.of),
            check_type("payment", self.payment, Payment),
            check_type("reversal", self.reversal, ReversalKind),
        )


@frozen(kw_only=True)
class BillWork:
    """Invoice work or use before it is paid, as one debt; its id makes it count once."""

    bill: Bill

    def __attrs_post_init__(self) -> None:
        refuse(check_type("bill", self.bill, Bill))


@frozen(kw_only=True)
class GiveUpDebt:
    """Write off what is open of a debt."""

    demand_id: str
    why: str

    def __attrs_post_init__(self) -> None:
        refuse(check_text("give_up.demand_id", self.demand_id), check_text("give_up.why", self.why))


Command = (
    PlaceOrder
    | QuoteOrder
    | AcceptQuote
    | CancelOrder
    | SwitchRenewal
    | AddInstrument
    | ChangeCustomer
    | GrantDiscount
    | PlaceHold
    | ReleaseHold
    | ReportMissing
    | CreditInvoice
    | ApplyCharge
    | TopUp
    | GrantCredit
    | GiveBack
    | TakeBack
    | BillWork
    | GiveUpDebt
    | AnnouncePrice
    | BringBack
    | CancelAccount
    | CancelService
    | ChangeService
    | DeclineDebit
    | GrantDays
    | KeepService
    | MoveAccount
    | WithdrawFromService
    | EndTransfer
    | TransferOwner
    | TransferStep
)
"""Everything a person can ask for."""


def check_command(command: object) -> Fault | None:
    """Return a fault unless it is a command."""
    if isinstance(command, Command):
        return None
    names = ", ".join(sorted(kind.__name__ for kind in get_args(Command)))
    return Fault("command.type", "command", command, "is no command", f"pass one of {names}")


__all__ = [
    "BY_TRANSFER",
    "AcceptQuote",
    "AddInstrument",
    "AnnouncePrice",
    "ApplyCharge",
    "BillWork",
    "BringBack",
    "CancelAccount",
    "CancelOrder",
    "CancelService",
    "ChangeCustomer",
    "ChangeService",
    "Command",
    "CreditInvoice",
    "DeclineDebit",
    "EndTransfer",
    "GiveBack",
    "GiveUpDebt",
    "GrantCredit",
    "GrantDays",
    "GrantDiscount",
    "KeepService",
    "MoveAccount",
    "NewService",
    "PlaceHold",
    "PlaceOrder",
    "QuoteOrder",
    "ReleaseHold",
    "ReportMissing",
    "SwitchRenewal",
    "TakeBack",
    "TopUp",
    "TransferOwner",
    "TransferStep",
    "WithdrawFromService",
    "check_command",
]

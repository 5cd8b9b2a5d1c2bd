"""Commands: what a person can ask for; `decide` says what becomes of it."""

from datetime import date

from attrs import frozen

from ..catalog import Discount
from ..demands import Bill, Instrument, ToCredit
from ..errors import Fault, check_text, check_type, check_unique, refuse
from ..money import Money
from ..parties import Customer
from ..payments import Payment, ReversalKind, ToRefund
from .account import ChargeAsked, Hold, OrderLine


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


@frozen(kw_only=True)
class CreditInvoice:
    """Give something of an invoice back: all, some lines, or an amount; its id makes it count once."""

    credit: ToCredit


@frozen(kw_only=True)
class ApplyCharge:
    """Charge a stored instrument for what a call still misses, now that the customer looked at it."""

    charge: ChargeAsked


@frozen(kw_only=True)
class TopUp:
    """Record money that was paid into the wallet, under the terms of the book."""

    payment: Payment


@frozen(kw_only=True)
class GrantCredit:
    """Give credit that only buys: it is spent first and never paid out; `until` is the last day it can be spent."""

    id: str
    amount: Money
    why: str
    until: date | None = None


@frozen(kw_only=True)
class GiveBack:
    """Refund a payment, wholly or in part, which undoes what it did, or the customer's own money in the wallet."""

    refund: ToRefund


@frozen(kw_only=True)
class TakeBack:
    """Record that a bank or a card issuer took the payment `of` back: a chargeback, a returned debit, a recall."""

    of: str
    payment: Payment
    reversal: ReversalKind


@frozen(kw_only=True)
class BillWork:
    """Invoice work or use before it is paid, as one debt; its id makes it count once."""

    bill: Bill


@frozen(kw_only=True)
class GiveUpDebt:
    """Write off what is open of a debt."""

    demand_id: str
    why: str

    def __attrs_post_init__(self) -> None:
        refuse(check_text("give_up.why", self.why))


Command = (
    PlaceOrder
    | SwitchRenewal
    | AddInstrument
    | ChangeCustomer
    | GrantDiscount
    | PlaceHold
    | ReleaseHold
    | CreditInvoice
    | ApplyCharge
    | TopUp
    | GrantCredit
    | GiveBack
    | TakeBack
    | BillWork
    | GiveUpDebt
)
"""Everything a person can ask for."""

"""Money: charges, top-ups, gifts, debts, and what goes back."""

from datetime import date

from attrs import field, frozen

from ...demands import Bill, ToCredit
from ...errors import Fault, check_declared, check_text, check_type, refuse
from ...money import Money, as_payable, is_negative, is_zero
from ...payments import Direction, Payment, ReversalKind, ToRefund
from ...payments.payment import check_direction
from ..asked import ChargeAsked


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
    """Record money that was paid into the wallet, under the terms of the book; `payment` came in."""

    payment: Payment

    def __attrs_post_init__(self) -> None:
        refuse(check_direction("payment", self.payment, Direction.IN))


@frozen(kw_only=True)
class GrantCredit:
    """Give credit that only buys: it is spent first and never paid out; `until` is the last day it can be spent.

    `amount` is above zero.
    """

    id: str
    amount: Money = field(converter=as_payable)
    why: str
    until: date | None = None

    def __attrs_post_init__(self) -> None:
        refuse(
            *check_declared("credit", self),
            check_text("credit.id", self.id),
            check_text("credit.why", self.why),
        )
        refuse(
            Fault("credit.amount", "credit.amount", str(self.amount), "is not above zero", "give something")
            if is_negative(self.amount) or is_zero(self.amount)
            else None
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
            check_direction("payment", self.payment, Direction.OUT),
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

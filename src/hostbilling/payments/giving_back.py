"""Money on its way back to the customer: what is to be refunded, and what went back already."""

from datetime import date
from enum import Enum

from attrs import field, frozen

from ..errors import Fault, check_declared, check_text, refuse
from ..money import Money, as_payable, is_negative, is_zero
from .payment import Direction, Payment


class RefundTo(Enum):
    """Where money goes that is given back."""

    SOURCE = "source"
    """To the card or account it came from; what no payment can take back stays in the wallet."""
    WALLET = "wallet"


class ReversalKind(Enum):
    """Who took a payment back."""

    CHARGEBACK = "chargeback"
    """The customer disputed a card payment and the issuer took it back."""
    DEBIT_RETURN = "debit_return"
    """A direct debit was returned or refunded by the customer's bank (SEPA R-transaction)."""
    RECALL = "recall"
    """A bank called a transfer back, as made by mistake or by fraud."""


@frozen(kw_only=True)
class ToRefund:
    """Money to be given back, reserved in the wallet until it has gone.

    `payment_id` names the payment to give back to; None means the latest ones that can take it. `id` is the host's and
    names this refund for ever.
    """

    id: str
    amount: Money = field(converter=as_payable)
    payment_id: str | None = None
    why: str
    on: date

    def __attrs_post_init__(self) -> None:
        refuse(*check_declared("to_refund", self))
        refuse(
            check_text("to_refund.id", self.id),
            check_text("to_refund.why", self.why),
            check_text("to_refund.payment_id", self.payment_id) if self.payment_id is not None else None,
            Fault("to_refund.amount", "to_refund.amount", str(self.amount.amount), "is not above zero",
                  "give what is to be paid back")
            if is_negative(self.amount) or is_zero(self.amount)
            else None,
        )  # fmt: skip


@frozen(kw_only=True)
class GoneBack:
    """A payment that went back to the customer, wholly or in part: `payment` is the way out, `of` the one that came.

    `reversal` tells who took it; None where the seller refunded it.
    """

    of: str
    payment: Payment
    reversal: ReversalKind | None = None

    def __attrs_post_init__(self) -> None:
        refuse(*check_declared("gone_back", self))
        refuse(
            check_text("gone_back.of", self.of),
            Fault(
                "gone_back.payment", "gone_back.payment", self.payment.id, "came in", "pass the payment that went OUT"
            )
            if self.payment.direction is Direction.IN
            else None,
        )

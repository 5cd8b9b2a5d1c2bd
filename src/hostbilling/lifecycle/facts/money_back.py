"""What money did on its way back."""

from attrs import frozen

from ...errors import check_text, check_type, refuse
from ...money import Money
from ...payments import Direction, Payment, ReversalKind, ToRefund
from ...payments.payment import check_direction
from .dated import Dated


@frozen(kw_only=True)
class RefundDecided(Dated):
    """Money is to be given back. What it had paid for is open again, and its coverage is gone."""

    refund: ToRefund

    @property
    def key(self) -> str:
        """What makes it count once."""
        return f"{self.refund.id}/decided"


@frozen(kw_only=True)
class PaymentRefunded(Dated):
    """Money went back to where `of` came from; `payment` is the way out."""

    key: str
    refund_id: str
    of: str
    payment: Payment

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        refuse(check_direction("fact.payment", self.payment, Direction.OUT))


@frozen(kw_only=True)
class RefundKept(Dated):
    """What was to be refunded stays in the wallet, free to be spent."""

    key: str
    refund_id: str
    amount: Money


@frozen(kw_only=True)
class PaymentReversed(Dated):
    """A bank or card issuer took the payment `of` back, wholly or in part; `payment` is the way out.

    The wallet goes below zero for what was spent of it; with `undo_spent` what it was spent on is undone instead.
    """

    of: str
    payment: Payment
    reversal: ReversalKind
    undo_spent: bool = False

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        refuse(
            check_text("fact.of", self.of),
            check_type("fact.reversal", self.reversal, ReversalKind),
            check_type("fact.undo_spent", self.undo_spent, bool),
            check_direction("fact.payment", self.payment, Direction.OUT),
        )

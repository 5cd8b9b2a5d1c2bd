"""What is to be given back."""

from datetime import date

from attrs import frozen

from ...money import Money
from ...payments import Direction, Payment
from ..facts import PaymentRefunded, RefundKept
from .act import Act


@frozen(kw_only=True)
class RefundPayment(Act):
    """Send money back where it came from: refund the charge, or transfer to the account that paid."""

    refund_id: str
    of: Payment
    amount: Money

    def done(self, *, external_id: str, known: date) -> PaymentRefunded:
        """Return the fact that it went, under the reference of the bank or the gateway."""
        out = Payment(
            channel=self.of.channel,
            external_id=external_id,
            amount=self.amount,
            received_on=known,
            direction=Direction.OUT,
        )
        return PaymentRefunded(
            key=self.key, refund_id=self.refund_id, of=self.of.id, payment=out, on=known, known=known
        )


@frozen(kw_only=True)
class KeepRefund(Act):
    """Leave money in the wallet that was to be refunded: by policy, or as no payment is left that could take it."""

    refund_id: str
    amount: Money

    def done(self, *, known: date) -> RefundKept:
        """Return the fact that it is free to be spent."""
        return RefundKept(key=self.key, refund_id=self.refund_id, amount=self.amount, on=self.on, known=known)

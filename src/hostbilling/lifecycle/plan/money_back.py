"""The refunds to be sent.

A refund is reserved in the wallet from the day it is decided, and sent once the wallet holds it: where a credit note
has to come first, the refund waits for it.
"""

from collections.abc import Iterator
from datetime import date

from ...decision import ReasonCode
from ...money import Money, at_least, is_negative, is_zero, least, subtract
from ...payments import Payment, RefundTo, ToRefund
from ..account import Account
from ..book import Book
from ..steps import Blockage, KeepRefund, RefundPayment, Step

REFUND = ReasonCode("lifecycle.refund", "{amount} go back to {to}: {why}.")
REFUND_KEPT = ReasonCode("lifecycle.refund_kept", "{amount} of {refund} stay in the wallet.")
REFUND_WAITS = ReasonCode("lifecycle.refund_waits", "{refund} waits: the wallet holds {held} of {amount}.")


def refunds(account: Account, book: Book, *, on: date) -> Iterator[Step | Blockage]:
    """Yield the refunds the wallet can pay, each to the payment it came from."""
    held = account.wallet.refundable
    left = {payment.id: account.left_of(payment) for payment in account.payments}
    for refund in account.to_refund:
        if on < refund.on:
            continue
        if (to := _under_way(account, refund)) is not None:  # one that has no answer may have gone: no second one
            held = subtract(held, refund.amount)
            left[to] = subtract(left[to], least(refund.amount, left[to]))
            continue
        if not at_least(held, refund.amount):
            waits = REFUND_WAITS(refund=refund.id, held=held.amount, amount=refund.amount.amount)
            yield Blockage(service_id=refund.id, what="refund", reasons=(waits,))
            continue
        held = subtract(held, refund.amount)
        of = _source(account, refund, left) if book.refund_to is RefundTo.SOURCE else None
        if of is None:
            kept = REFUND_KEPT(amount=refund.amount, refund=refund.id)
            key = f"{refund.id}/kept"
            yield KeepRefund(key=key, on=on, refund_id=refund.id, amount=refund.amount, reasons=(kept,))
            continue
        amount = least(refund.amount, left[of.id])
        left[of.id] = subtract(left[of.id], amount)
        yield RefundPayment(
            key=_key(refund, of),
            on=on,
            refund_id=refund.id,
            of=of,
            amount=amount,
            reasons=(REFUND(amount=amount, to=of.id, why=refund.why),),
        )


def _under_way(account: Account, refund: ToRefund) -> str | None:
    """The payment to which a refund is being sent; another one may have come since."""
    return next((each.id for each in account.payments if _key(refund, each) in account.intended), None)


def _key(refund: ToRefund, of: Payment) -> str:
    return f"{refund.id}/refund/{of.id}"


def _source(account: Account, refund: ToRefund, left: dict[str, Money]) -> Payment | None:
    """The payment to give back to: the one that is named, else the latest of which something is left."""
    named = [each for each in reversed(account.payments) if refund.payment_id in (None, each.id)]
    return next((each for each in named if not is_negative(left[each.id]) and not is_zero(left[each.id])), None)

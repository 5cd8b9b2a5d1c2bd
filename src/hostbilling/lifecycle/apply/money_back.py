"""What the facts of refunds and reversals make of an account."""

from attrs import evolve

from ...errors import impossible
from ...money import Money, at_least, least, subtract
from ...payments import GoneBack, Payment, ReversalKind
from ..account import Account
from ..facts import PaymentRefunded, PaymentReversed, RefundDecided, RefundKept
from .unwinding import freed, own_lots, spent_undone


def refund_decided(account: Account, fact: RefundDecided) -> Account:
    """Free the money of the payment that is named, and reserve it."""
    refund = fact.refund
    if refund.payment_id is not None:
        of = account.payment(refund.payment_id).id
        account = freed(account, of, refund.amount, lot=f"{refund.id}:freed", on=fact.on, why=refund.why)
    return evolve(account, to_refund=(*account.to_refund, refund), refunds=(*account.refunds, refund))


def payment_refunded(account: Account, fact: PaymentRefunded) -> Account:
    """Take the money out of the wallet; whatever it was kept for, it has gone. Raises `NotFound`."""
    account.payment(fact.of)
    if _told_before(account, fact.of, fact.payment, None):
        return account
    account = _less_to_refund(account, fact.refund_id, fact.payment.amount)
    return _gone(account, fact.of, fact.payment, why=f"refunded, {fact.refund_id}")


def refund_kept(account: Account, fact: RefundKept) -> Account:
    """Let the wallet spend it again."""
    return _less_to_refund(account, fact.refund_id, fact.amount)


def payment_reversed(account: Account, fact: PaymentReversed) -> Account:
    """Undo what the payment did, and take the money out; a refund of it that waits is not needed any more."""
    of = account.payment(fact.of)
    if _told_before(account, of.id, fact.payment, fact.reversal):
        return account
    why, rest = f"{fact.reversal.value} of {of.id}", fact.payment.amount
    for refund in account.to_refund:
        if refund.payment_id == of.id:
            dropped = least(rest, refund.amount)
            account, rest = _less_to_refund(account, refund.id, dropped), subtract(rest, dropped)
    account = freed(account, of.id, rest, lot=f"{fact.payment.id}:freed", on=fact.on, why=why)
    if fact.undo_spent:
        account = spent_undone(account, fact.payment.amount, lot=f"{fact.payment.id}:undone", on=fact.on, why=why)
    return _gone(account, of.id, fact.payment, why=why, reversal=fact.reversal)


def _told_before(account: Account, of: str, payment: Payment, reversal: ReversalKind | None) -> bool:
    """Whether this very movement is known; raises `Impossible` when it is known as something else."""
    known = next((each for each in account.gone_back if each.payment.id == payment.id), None)
    if known is not None and known != GoneBack(of=of, payment=payment, reversal=reversal):
        raise impossible("payment.otherwise", "payment.id", payment.id,
                         f"was recorded with {known.payment.amount} of {known.of}",
                         "give another payment another id")  # fmt: skip
    return known is not None


def _gone(account: Account, of: str, payment: Payment, *, why: str, reversal: ReversalKind | None = None) -> Account:
    own = own_lots(account, of)
    freed_now = f"{payment.id}:freed"
    first = [
        lot.id
        for lot in account.wallet.lots
        if (lot.id in own or lot.id.startswith(freed_now)) and (reversal is not None or lot.terms.refundable)
    ]
    wallet = account.wallet.take_back(payment.amount, id=payment.id, on=payment.received_on, why=why, first=first)
    back = GoneBack(of=of, payment=payment, reversal=reversal)
    return evolve(account, wallet=wallet, gone_back=(*account.gone_back, back))


def _less_to_refund(account: Account, refund_id: str, amount: Money) -> Account:
    left = [
        each if each.id != refund_id else None if at_least(amount, each.amount) else
        evolve(each, amount=subtract(each.amount, amount))
        for each in account.to_refund
    ]  # fmt: skip
    return evolve(account, to_refund=tuple(each for each in left if each is not None))

"""What a person decides about money that goes back, with everything that follows and what cannot be undone."""

from collections.abc import Iterator
from datetime import date

from ...catalog import Family
from ...decision import Reason, ReasonCode
from ...demands import PartState
from ...errors import NotFound, impossible
from ...money import at_least, is_negative, subtract, total
from ...payments import Payment, ReversalKind, ToRefund
from ...services import Service
from ..account import Account
from ..apply import apply
from ..book import Book
from ..facts import Fact, PaymentReversed, RefundDecided
from ..outcome import Accepted, Outcome, Refused, accept
from .credits import fallen_changes

REFUND_DECIDED = ReasonCode("lifecycle.refund_decided", "{amount} go back: {why}.")
REFUND_BEFORE = ReasonCode("lifecycle.refund_before", "{refund} was decided before: nothing is added.")
NOT_THERE = ReasonCode("lifecycle.not_there", "{amount} cannot be given back: {held} of it are there.")
TOO_MUCH = ReasonCode("lifecycle.too_much_back", "{payment} brought {left} that did not go back yet.")
REVERSED = ReasonCode("lifecycle.reversed", "{payment} was taken back ({kind}): {amount}.")
REVERSED_BEFORE = ReasonCode("lifecycle.reversed_before", "{payment} is known: nothing is added.")
OPEN_AGAIN = ReasonCode("lifecycle.open_again", "{demand} asks for {service} again: {amount}.")
OWED_AGAIN = ReasonCode("lifecycle.owed_again", "{demand} is owed again: {amount}, which were due on {due}.")
NOT_COVERED = ReasonCode("lifecycle.not_covered", "{service} is paid until {end} only.")
REGISTRY_YEAR = ReasonCode(
    "lifecycle.registry_year",
    "The registry was paid for {service} until {end}: that cannot be undone, and must not be bought again.",
)
GONE = ReasonCode("lifecycle.gone_already", "{service} is gone: nothing is asked for it any more.")
TO_CREDIT = ReasonCode("lifecycle.to_credit", "A credit note for {invoice} follows.")
BELOW_ZERO = ReasonCode("lifecycle.below_zero", "The wallet stands at {balance}: what was spent of it is owed.")


def give_back(account: Account, refund: ToRefund, book: Book, *, on: date) -> Outcome:
    """Return the fact that money is to be given back, or why it cannot.

    Raises `NotFound` for an unknown payment, and `Impossible` for an id that stands for another amount.
    """
    fact = RefundDecided(refund=refund, on=on, known=on)
    known = next((each for each in account.refunds if each.id == refund.id), None)
    if known is not None and known.amount != refund.amount:
        raise impossible("refund.otherwise", "refund.id", refund.id, f"stands for {known.amount} already",
                         "give another refund another id")  # fmt: skip
    if fact.key in account.answered:
        return accept(REFUND_BEFORE(refund=refund.id))
    if refund.payment_id is not None:
        payment = account.payment(refund.payment_id)
        pending = (each.amount for each in account.to_refund if each.payment_id == payment.id)
        left = subtract(account.left_of(payment), total(pending, currency=account.currency))
        if not at_least(left, refund.amount):
            return Refused(reasons=(TOO_MUCH(payment=payment.id, left=left),))
    after = apply(account, fact)
    reserved = total((each.amount for each in after.to_refund), currency=account.currency)
    if not at_least(after.wallet.refundable, reserved):
        short = subtract(after.wallet.refundable, subtract(reserved, refund.amount))
        return Refused(reasons=(NOT_THERE(amount=refund.amount, held=short),))
    return _with((fact,), (REFUND_DECIDED(amount=refund.amount, why=refund.why),), account, after, book)


def take_back(
    account: Account, payment: Payment, reversal: ReversalKind, book: Book, *, of: str, known: date
) -> Outcome:
    """Return the fact that a bank took a payment back, with what follows from it; raises `NotFound`."""
    fact = PaymentReversed(
        of=of,
        payment=payment,
        reversal=reversal,
        undo_spent=book.undo_spent,
        on=payment.received_on,
        known=known,
    )
    after = apply(account, fact)
    if after == account:
        return accept(REVERSED_BEFORE(payment=payment.id))
    return _with((fact,), (REVERSED(payment=of, kind=reversal, amount=payment.amount),), account, after, book)


def _with(facts: tuple[Fact, ...], said: tuple[Reason, ...], before: Account, after: Account, book: Book) -> Outcome:
    return Accepted(facts=facts, reasons=(*said, *_follows(before, after, book)))


def _follows(before: Account, after: Account, book: Book) -> Iterator[Reason]:
    """What the fact did to demands, services, invoices and the wallet."""
    for demand in after.demands:
        known = {part.id: part.state for part in before.demand(demand.id).parts}
        for part in demand.parts:
            if part.state is PartState.REVERSED and known[part.id] is PartState.PAID:
                yield from _undone(part.service_id, part.id, before, after, book)
            if known.get(part.id) is PartState.PAID and part.state is PartState.OPEN:
                yield OWED_AGAIN(demand=demand.id, amount=part.amounts.gross, due=demand.due_on)
            if part.id not in known:
                yield OPEN_AGAIN(demand=demand.id, service=part.service_id, amount=part.amounts.gross)
    for credit in after.to_credit:
        if credit not in before.to_credit:
            yield TO_CREDIT(invoice=credit.invoice_number)
    yield from fallen_changes(before, after)
    if is_negative(after.wallet.balance) and after.wallet.balance != before.wallet.balance:
        yield BELOW_ZERO(balance=after.wallet.balance)


def _undone(service_id: str, line_id: str, before: Account, after: Account, book: Book) -> Iterator[Reason]:
    service = after.service(service_id)
    grants = before.service(service_id).coverage.grants
    granted = next((grant.period for grant in grants if grant.line_id == line_id), None)
    if service.is_gone:
        yield GONE(service=service_id)
    elif service.coverage.end is not None:
        yield NOT_COVERED(service=service_id, end=service.coverage.end)
    if granted is not None:
        yield from registry_year(service, book, until=granted.end)


def registry_year(service: Service, book: Book, *, until: date) -> Iterator[Reason]:
    """Yield what no money given back undoes: the registry was paid for a domain."""
    try:
        family = book.catalog.product(service.product_id).family
    except NotFound:
        return
    if family is Family.DOMAIN:
        yield REGISTRY_YEAR(service=service.id, end=until)

"""Which money paid for what is invoiced: payments by their identity, the wallet, what was credited or forgiven."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from attrs import evolve

from ...demands import ToInvoice
from ...documents import Kind, PaidBy, Prepaid, Ref
from ...money import Money, is_negative, is_zero, least, negate, subtract, total
from ..account import Account


def paid_with(account: Account, paid: ToInvoice, gross: Money) -> tuple[Prepaid, ...]:
    """Return the money that filled a demand, oldest first, up to `gross`: together it is exactly that.

    What earlier invoices of the demand name is used up. What no money covers was credited or forgiven.
    """
    found: list[Prepaid] = []
    left = gross
    for each in _left(account, paid.demand_id):
        amount = least(left, each.amount)
        if not (is_zero(amount) or is_negative(amount)):
            found.append(Prepaid(amount=amount, on=each.on, by=each.by, reference=each.reference))
            left = subtract(left, amount)
    if not (is_zero(left) or is_negative(left)):
        found.append(Prepaid(amount=left, on=paid.supplied_on, by=PaidBy.CREDIT_NOTE))
    return tuple(found)


def payments_named(paid: Iterable[Prepaid]) -> tuple[Ref, ...]:
    """Return the links to the payments among some money."""
    return tuple(
        Ref(kind=Kind.PAYMENT, number=each.reference, on=each.on) for each in paid if each.by is PaidBy.PAYMENT
    )


def sources(account: Account, demand_id: str) -> Iterator[Prepaid]:
    """Yield all money that ever came for a demand, from payments and the wallet, in the order in which it came."""
    payments = {payment.id: payment for payment in account.payments}
    entries = {entry.id: entry for entry in account.wallet.entries}
    for source, asked_by in account.put_to:
        if asked_by != demand_id:
            continue
        known = payments.get(source)
        if known is not None:
            yield Prepaid(amount=known.amount, on=known.received_on, reference=source)
        else:
            entry = entries[source]
            yield Prepaid(amount=negate(entry.amount), on=entry.on, by=PaidBy.WALLET, reference=source)


def _left(account: Account, demand_id: str) -> Iterator[Prepaid]:
    used = _used(account, demand_id)
    for each in sources(account, demand_id):
        amount = subtract(each.amount, total(used[each.reference], currency=account.currency))
        if not (is_zero(amount) or is_negative(amount)):
            yield evolve(each, amount=amount)


def _used(account: Account, demand_id: str) -> dict[str, list[Money]]:
    used: dict[str, list[Money]] = defaultdict(list)
    for invoice in account.invoices:
        if invoice.content.demand_id == demand_id and not invoice.content.is_advance:
            for each in invoice.content.prepaid:
                used[each.reference].append(each.amount)
    return used

"""Receipts: that money came in, where the seller confirms it beside or without an invoice."""

from collections.abc import Iterator
from datetime import date

from ...decision import ReasonCode
from ...documents import DraftReceipt, DraftTopUpReceipt, Invoice, Proforma, ref_of
from ...money import total
from ...parties import Role
from ...payments import Entry, Payment, top_up
from ...payments.topping_up import TAXED_AT_ONCE
from ..account import Account
from ..book import Book
from ..steps import IssueReceipt, IssueTopUpReceipt, Step

CONFIRMED = ReasonCode("lifecycle.confirmed", "{amount} came in on {on}.")


def receipts(account: Account, book: Book, *, on: date) -> Iterator[Step]:
    """Yield a receipt for every payment that is to have one and has none."""
    policy = book.papers.receipts
    if policy is None:
        return
    confirmed = {receipt.content.payment_id for receipt in account.receipts}
    entries = {entry.id: entry for entry in account.wallet.entries}
    asked = dict(account.put_to)
    for payment in account.payments:
        if payment.id in confirmed or payment.received_on < policy.since:
            continue
        demand_id, entry = asked.get(payment.id), entries.get(f"{payment.id}:wallet")
        if demand_id is not None and policy.every:
            yield _receipt(payment, account, book, on=on, demand_id=demand_id)
        elif demand_id is None and entry is not None:
            yield _top_up(payment, entry, account, book, on=on)


def _receipt(payment: Payment, account: Account, book: Book, *, on: date, demand_id: str | None) -> Step:
    asking: list[Proforma | Invoice] = [*account.proformas, *account.invoices]
    for_it = [each for each in asking if each.content.demand_id == demand_id]
    draft = DraftReceipt(
        payment_id=payment.id,
        seller=book.seller,
        customer=account.customer,
        amount=payment.amount,
        paid_on=payment.received_on,
        method=payment.channel,
        follows=tuple(ref_of(each) for each in for_it[-1:]),
        particulars=book.papers.particulars,
    )
    told = CONFIRMED(amount=payment.amount, on=payment.received_on)
    to = account.customer.recipient(Role.BILLING)
    return IssueReceipt(key=f"{payment.id}/receipt", on=on, draft=draft, to=to, reasons=(told,))


def _top_up(payment: Payment, entry: Entry, account: Account, book: Book, *, on: date) -> Step:
    """The receipt of a top-up; money that came for nothing, or is taxed at once, is only confirmed."""
    regime = entry.terms.regime
    if regime is None or regime in TAXED_AT_ONCE:
        return _receipt(payment, account, book, on=on, demand_id=None)
    place = account.wallet.entries.index(entry)
    said = top_up(payment.amount, regime=regime)
    draft = DraftTopUpReceipt(
        payment_id=payment.id,
        seller=book.seller,
        customer=account.customer,
        top_up=said,
        balance=total((each.amount for each in account.wallet.entries[: place + 1]), currency=account.currency),
        paid_on=payment.received_on,
        method=payment.channel,
        particulars=book.papers.particulars,
    )
    to = account.customer.recipient(Role.BILLING)
    return IssueTopUpReceipt(key=f"{payment.id}/receipt", on=on, draft=draft, to=to, reasons=said.reasons)

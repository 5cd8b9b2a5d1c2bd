"""Before the call: quotes and order forms of what was only asked about, confirmations of what was ordered."""

from collections.abc import Iterator
from datetime import date, timedelta

from attrs import evolve

from ...decision import ReasonCode
from ...documents import DraftOrderConfirmation, DraftOrderForm, DraftQuote
from ...parties import Role
from ..account import Account
from ..asked import Order, OrderQuote
from ..book import Book
from ..steps import Blockage, IssueOrderConfirmation, IssueOrderForm, IssueQuote, Step
from .asking import asked_by, lines_for, or_blocked
from .quote import buyer_of

QUOTED = ReasonCode("lifecycle.quoted", "{quote} was asked for: it can be accepted until {until}.")
CONFIRMED = ReasonCode("lifecycle.order_confirmed", "{order} was placed on {placed}: its call follows.")


def quotes(account: Account, book: Book, *, on: date) -> Iterator[Step | Blockage]:
    """Yield the quotes and order forms that were asked for and not issued, at the prices and the VAT of the day."""
    for quoted in account.quotes:
        if quoted.document is None:
            yield from or_blocked(_quoted, quoted, account, book, on=on, what="quote")


def confirmations(account: Account, book: Book, *, on: date) -> Iterator[Step | Blockage]:
    """Yield a confirmation for every order that is to have one and has none."""
    for order in account.orders:
        if is_unconfirmed(order, account, book):
            yield from or_blocked(_confirmed, order, account, book, on=on, what="order_confirmation")


def is_unconfirmed(order: Order, account: Account, book: Book) -> bool:
    """Tell whether an order still waits for its confirmation."""
    since = book.papers.confirmed_since
    placed = next((each for each in account.placed if each.id == order.id), None)
    if since is None or placed is None or placed.placed_on < since:
        return False
    return all(each.content.demand_id != order.id for each in account.confirmations)


def _quoted(quoted: OrderQuote, account: Account, book: Book, on: date) -> Iterator[Step | Blockage]:
    known = {each.id for each in quoted.services}
    after = evolve(account, services=(*(s for s in account.services if s.id not in known), *quoted.services))
    order = Order(id=quoted.id, lines=quoted.lines, follows=quoted.follows)
    wanted, waiting = asked_by(order, after, book, on=on, what="quote")
    lines, blocked = lines_for(wanted, after, book, on=on, what="quote")
    yield from (*waiting, *blocked)
    if not lines:
        return
    until = on + timedelta(days=book.papers.quote_days)
    buyer = buyer_of({line.service_id for line in lines}, after)
    told = QUOTED(quote=quoted.id, until=until)
    to = account.customer.recipient(Role.CONTACT)
    draft = DraftQuote(
        demand_id=quoted.id,
        seller=book.seller,
        customer=buyer,
        currency=account.currency,
        lines=lines,
        follows=quoted.follows,
        particulars=book.papers.particulars,
        cut_over=book.papers.cut_over,
        valid_until=until,
    )
    if quoted.form:
        yield IssueOrderForm(key=f"{quoted.id}/form", on=on, draft=_form(draft, quoted), to=to, reasons=(told,))
    else:
        yield IssueQuote(key=f"{quoted.id}/quote", on=on, draft=draft, to=to, reasons=(told,))


def _form(draft: DraftQuote, quoted: OrderQuote) -> DraftOrderForm:
    return DraftOrderForm(
        demand_id=draft.demand_id,
        seller=draft.seller,
        customer=draft.customer,
        currency=draft.currency,
        lines=draft.lines,
        follows=draft.follows,
        particulars=draft.particulars,
        cut_over=draft.cut_over,
        contact=draft.customer.recipient(Role.CONTACT),
        payment_types=quoted.payment_types,
        return_by=draft.valid_until,
    )


def _confirmed(order: Order, account: Account, book: Book, on: date) -> Iterator[Step | Blockage]:
    placed = next(each for each in account.placed if each.id == order.id)
    wanted, waiting = asked_by(order, account, book, on=on, what="order_confirmation")
    lines, blocked = lines_for(wanted, account, book, on=on, what="order_confirmation")
    yield from (*waiting, *blocked)
    if not lines:
        return
    draft = DraftOrderConfirmation(
        demand_id=order.id,
        seller=book.seller,
        customer=buyer_of({line.service_id for line in lines}, account),
        currency=account.currency,
        lines=lines,
        follows=order.follows,
        particulars=book.papers.particulars,
        cut_over=book.papers.cut_over,
        ordered_on=placed.placed_on,
    )
    told = CONFIRMED(order=order.id, placed=placed.placed_on)
    yield IssueOrderConfirmation(key=f"{order.id}/confirmation", on=on, draft=draft, to=placed.contact, reasons=(told,))

"""Periods that are invoiced without being paid first: the invoice is a debt, and the service goes on."""

from collections.abc import Iterator
from datetime import date

from ...decision import ReasonCode
from ...demands import Demand, Grants, Kind, Part
from ...documents import Basis, DraftInvoice, Item, check, price_lines
from ...errors import NotFound
from ...money import zero
from ...parties import Role
from ...renewal import can_renew
from ...services import Service, ServiceState
from ...vat import Undetermined
from ..account import Account
from ..book import Book
from ..steps import Blockage, IssueInvoice, Step
from .asking import VAT_OPEN, not_in_book
from .debts import OFF
from .law import untold
from .offers import renewal
from .quote import buyer_of, debts_of, invoiced_first, vat
from .stated import stated

PERIOD_BEGINS = ReasonCode(
    "lifecycle.period_begins", "{service} runs on: {period} is invoiced now and paid until {due}, as agreed."
)


def period_invoices(account: Account, book: Book, *, on: date) -> Iterator[Step | Blockage]:
    """Yield the invoice of every such service whose next period begins; a missed night delays it, never the period."""
    ordered = {line.service_id for order in account.orders for line in order.lines}
    for service in account.services:
        if service.id in ordered or not can_renew(service) or account.open_part(service.id) is not None:
            continue
        try:
            if invoiced_first(service, book) and on >= service.ends_on:
                yield _invoice(service, account, book, on=on)
        except NotFound as error:
            yield not_in_book(service.id, "invoice", error)


def _invoice(service: Service, account: Account, book: Book, *, on: date) -> Step | Blockage:
    if service.state is ServiceState.SUSPENDED:
        off = OFF(service=service.id, since=service.changed_on)
        return Blockage(service_id=service.id, what="invoice", reasons=(off,))
    demand_id = f"{service.id}/{service.ends_on}"
    *_, wanted = renewal(demand_id, service, account, book, on=on)
    against = (*untold(service, account, book, on=on), *(() if wanted.silent else wanted.reasons))
    if against:
        return Blockage(service_id=service.id, what="invoice", reasons=against)
    decision = vat(service.id, account, book, on=on, product_id=wanted.product_id)
    if isinstance(decision, Undetermined):
        reason = VAT_OPEN(service=service.id, problem=decision.problem.value)
        return Blockage(service_id=service.id, what="invoice", reasons=(reason, *decision.reasons))
    item = Item(
        id=wanted.id,
        service_id=service.id,
        description=wanted.description,
        period=wanted.period,
        price=wanted.price,
        vat=decision,
        identifiers=service.identifiers,
    )
    (line,) = price_lines([item], gross=book.catalog.gross, rounding=book.rounding)
    due_on = date.fromordinal(on.toordinal() + book.invoice_due_days)
    owed = debts_of(service, book)
    part = Part(
        id=line.id,
        service_id=service.id,
        term=wanted.term,
        period=line.period,
        amounts=line.amounts,
        discounts=wanted.discounts,
        schedule=() if owed is None else owed.stages,
        grants=Grants.PERIOD,
        price=wanted.price,
    )
    demand = Demand(
        id=demand_id, kind=Kind.DEBT, parts=(part,), issued_on=on, due_on=due_on, held=zero(account.currency)
    )
    buyer = buyer_of([service.id], account)
    draft = DraftInvoice(
        demand_id=demand_id,
        seller=book.seller,
        customer=buyer,
        currency=account.currency,
        lines=(line,),
        supplied_on=on,
        due_days=book.invoice_due_days,
        basis=Basis.PERIOD,
        particulars=book.papers.particulars,
        cut_over=book.papers.cut_over,
    )
    draft = stated(draft, book, on=on)
    return IssueInvoice(
        key=f"{line.id}/invoice",
        on=on,
        draft=draft,
        demand=demand,
        costs=None if owed is None else owed.costs,
        to=buyer.recipient(Role.BILLING),
        findings=check(draft, issued_on=on),
        reasons=(PERIOD_BEGINS(service=service.id, period=line.period, due=due_on), *wanted.reasons),
    )

"""Invoices: upon payment, once an order was carried out, or for a period that is owed."""

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import evolve

from ...decision import Certainty, Finding, LegalRef, ReasonCode, Severity
from ...demands import ToInvoice
from ...documents import Basis, DraftInvoice, Invoice, Line, check, ref_of, reprice
from ...documents.lines import vat_key
from ...parties import Role
from ...services import ServiceState
from ..account import Account
from ..apply.asked import lines_of, proforma_of
from ..book import Book
from ..steps import IssueInvoice
from .advances import standing
from .back import is_to_be_restored
from .paid_with import paid_with, payments_named
from .quote import buyer_of, vat_when_paid
from .stated import stated

PAID_ON = ReasonCode("lifecycle.paid_on", "{demand} was paid on {paid}: that is the supply date and the issue date.")
PROCESSED_ON = ReasonCode(
    "lifecycle.processed_on", "{demand}, paid on {paid}, was carried out on {processed}: that is the supply date."
)
ADVANCE_RATE = ReasonCode(
    "lifecycle.advance_rate",
    "VAT on the advance {invoice} was another: whether what came before a change keeps its rate is for {place} to say.",
    (LegalRef(citation="Directive 2006/112/EC, articles 93 and 95", certainty=Certainty.SECONDARY),),
)
_WAITING = frozenset({ServiceState.ORDERED, ServiceState.SUSPENDED})


def invoices(account: Account, book: Book, *, on: date) -> Iterator[IssueInvoice]:
    """Yield an invoice for everything that was paid, and carried out where the book waits for that."""
    for paid in account.to_invoice:
        proforma = proforma_of(account, paid.demand_id)
        asked = lines_of(account, account.demand(paid.demand_id), paid.part_ids)
        lines = tuple(_as_granted(line, account) for line in asked)
        service_ids = [line.service_id for line in lines]
        basis = _basis(service_ids, account, book)
        supplied_on = paid.supplied_on if basis is Basis.PAYMENT else _processed_on(service_ids, account, paid)
        if supplied_on is None:
            continue
        told = PAID_ON(demand=paid.demand_id, paid=paid.supplied_on)
        if basis is Basis.ORDER:
            told = PROCESSED_ON(demand=paid.demand_id, paid=paid.supplied_on, processed=supplied_on)
        buyer = buyer_of(service_ids, account)
        draft = DraftInvoice(
            demand_id=paid.demand_id,
            proforma_number=proforma.number,
            seller=book.seller,
            customer=buyer,
            currency=account.currency,
            lines=reprice(
                lines,
                [vat_when_paid(line, account, book, on=paid.supplied_on) for line in lines],
                rounding=book.rounding,
            ),
            supplied_on=supplied_on,
            due_days=book.invoice_due_days,
            basis=basis,
            particulars=book.papers.particulars,
            cut_over=book.papers.cut_over,
        )
        prepaid = paid_with(account, paid, draft.totals.amounts.gross)
        advances = [each.invoice for each in standing(account, paid.demand_id)]
        follows = (ref_of(proforma), *map(ref_of, advances), *payments_named(prepaid))
        draft = stated(evolve(draft, prepaid=prepaid, follows=follows), book, on=paid.supplied_on)
        yield IssueInvoice(
            key=f"{'+'.join(paid.part_ids)}/invoice",
            on=on,
            draft=draft,
            to=buyer.recipient(Role.BILLING),
            findings=(*_taxed_otherwise(draft, advances), *check(draft, issued_on=supplied_on)),
            reasons=(told,),
        )


def _basis(service_ids: list[str], account: Account, book: Book) -> Basis:
    """Upon payment, unless every service of it is invoiced only once its order was carried out."""
    services = [account.service(service_id) for service_id in service_ids]
    found = {book.policy(each.product_id, contract=each.policy).invoice_on for each in services}
    return Basis.ORDER if found == {Basis.ORDER} else Basis.PAYMENT


def _processed_on(service_ids: list[str], account: Account, paid: ToInvoice) -> date | None:
    """The day since which every service that was paid works, None while one still waits for it."""
    services = [account.service(service_id) for service_id in service_ids]
    if any(service.state in _WAITING or is_to_be_restored(service, account) for service in services):
        return None
    return max([paid.supplied_on, *(each.changed_on for each in services if each.changed_on is not None)])


def _as_granted(line: Line, account: Account) -> Line:
    """The line with the period that was really bought, should it have moved since the call; fees have none."""
    bought = (each.line.period for each in account.bought if each.line.line_id == line.id)
    return evolve(line, period=next(bought, line.period))


def _taxed_otherwise(draft: DraftInvoice, advances: Iterable[Invoice]) -> Iterator[Finding]:
    now = {line.service_id: line.vat for line in draft.lines}
    for advance in advances:
        for line in advance.content.lines:
            vat = now.get(line.service_id, line.vat)
            if vat_key(vat) != vat_key(line.vat):
                said = ADVANCE_RATE(invoice=advance.number, place=vat.place or "-")
                yield Finding(reason=said, severity=Severity.WARNING)
                break

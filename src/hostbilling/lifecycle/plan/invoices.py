"""Invoices: upon payment, once an order was carried out, or for a period that is owed."""

from collections.abc import Iterator
from datetime import date

from attrs import evolve

from ...decision import Finding, ReasonCode, Severity
from ...demands import ToInvoice
from ...documents import Basis, DraftInvoice, Line, check, ref_of, reprice
from ...parties import Role
from ...services import ServiceState
from ...vat import Undetermined, VatDecision
from ..account import Account
from ..apply.asked import lines_of, proforma_of
from ..book import Book
from ..steps import IssueInvoice
from .back import is_to_be_restored
from .paid_with import paid_with, payments_named
from .quote import buyer_of, vat
from .stated import stated

VAT_AS_QUOTED = ReasonCode(
    "lifecycle.vat_as_quoted",
    "VAT could not be determined for the payment of {paid} ({problem}): it stands as quoted on {quoted}.",
)
PAID_ON = ReasonCode("lifecycle.paid_on", "{demand} was paid on {paid}: that is the supply date and the issue date.")
PROCESSED_ON = ReasonCode(
    "lifecycle.processed_on", "{demand}, paid on {paid}, was carried out on {processed}: that is the supply date."
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
                [_vat_when_paid(line, account, book, on=paid.supplied_on) for line in lines],
                rounding=book.rounding,
            ),
            supplied_on=supplied_on,
            due_days=book.invoice_due_days,
            basis=basis,
            particulars=book.papers.particulars,
            cut_over=book.papers.cut_over,
        )
        prepaid = paid_with(account, paid, draft.totals.amounts.gross)
        draft = evolve(draft, prepaid=prepaid, follows=(ref_of(proforma), *payments_named(prepaid)))
        draft = stated(draft, book, on=paid.supplied_on)
        yield IssueInvoice(
            key=f"{'+'.join(paid.part_ids)}/invoice",
            on=on,
            draft=draft,
            to=buyer.recipient(Role.BILLING),
            findings=check(draft, issued_on=supplied_on),
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


def _vat_when_paid(line: Line, account: Account, book: Book, *, on: date) -> VatDecision:
    """The decision of the real tax point; where it cannot be made any more, the one quoted, with a finding."""
    decision = vat(line.service_id, account, book, on=on)
    if not isinstance(decision, Undetermined):
        return decision
    told = VAT_AS_QUOTED(quoted=line.vat.tax_point, paid=on, problem=decision.problem.value)
    return evolve(line.vat, findings=(*line.vat.findings, Finding(reason=told, severity=Severity.WARNING)))

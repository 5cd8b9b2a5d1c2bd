"""What follows from a payment: the invoice, the service working again, the wallet filling what is missing."""

from collections.abc import Iterator
from datetime import date

from attrs import evolve

from ..decision import Finding, ReasonCode, Severity
from ..documents import DraftInvoice, Line, reprice
from ..money import at_least, is_zero
from ..parties import Role
from ..services import ServiceState
from ..vat import Undetermined, VatDecision
from .account import Account
from .book import Book
from .quote import buyer_of, lines_of, proforma_of, vat
from .steps import ApplyWallet, IssueInvoice, ReactivateService, Step

PAID_AGAIN = ReasonCode("lifecycle.paid_again", "{service} is paid until {end}, so it works again.")
WALLET_FILLS = ReasonCode("lifecycle.wallet_fills", "The wallet holds {balance} and {demand} misses {missing}.")
VAT_AS_QUOTED = ReasonCode(
    "lifecycle.vat_as_quoted",
    "VAT could not be determined for the payment of {paid} ({problem}): it stands as quoted on {quoted}.",
)
PAID_ON = ReasonCode("lifecycle.paid_on", "{demand} was paid on {paid}: that is the supply date and the issue date.")


def invoices(account: Account, book: Book, *, on: date) -> Iterator[Step]:
    """Yield an invoice for everything that was paid and is not invoiced."""
    for paid in account.to_invoice:
        proforma = proforma_of(account, paid.demand_id)
        asked = lines_of(account, account.demand(paid.demand_id), paid.part_ids)
        lines = tuple(_as_granted(line, account) for line in asked)
        buyer = buyer_of([line.service_id for line in lines], account)
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
            supplied_on=paid.supplied_on,
            due_days=book.invoice_due_days,
        )
        yield IssueInvoice(
            key=f"{'+'.join(paid.part_ids)}/invoice",
            on=on,
            draft=draft,
            to=buyer.recipient(Role.BILLING),
            reasons=(PAID_ON(demand=paid.demand_id, paid=paid.supplied_on),),
        )


def _as_granted(line: Line, account: Account) -> Line:
    """The line with the period that was really granted, should the coverage have moved since the call."""
    grants = account.service(line.service_id).coverage.grants
    return evolve(line, period=next(grant.period for grant in grants if grant.line_id == line.id))


def _vat_when_paid(line: Line, account: Account, book: Book, *, on: date) -> VatDecision:
    """The decision of the real tax point; where it cannot be made any more, the one quoted, with a finding."""
    decision = vat(line.service_id, account, book, on=on)
    if not isinstance(decision, Undetermined):
        return decision
    told = VAT_AS_QUOTED(quoted=line.vat.tax_point, paid=on, problem=decision.problem.value)
    return evolve(line.vat, findings=(*line.vat.findings, Finding(reason=told, severity=Severity.WARNING)))


def reactivations(account: Account, *, on: date) -> Iterator[Step]:
    """Yield the services that are off although they are paid for."""
    for service in account.services:
        if service.state is ServiceState.SUSPENDED and on in service.coverage:
            yield ReactivateService(
                key=f"{service.id}/reactivate/{service.changed_on}",
                on=on,
                service_id=service.id,
                reasons=(PAID_AGAIN(service=service.id, end=service.ends_on),),
            )


def wallet(account: Account, *, on: date) -> Iterator[Step]:
    """Yield the next demand the wallet can complete."""
    balance = account.spendable(on)
    for demand in account.demands:
        missing = demand.missing
        if demand.document is not None and not is_zero(missing) and at_least(balance, missing):
            yield ApplyWallet(
                key=f"{demand.id}/wallet/{demand.document}",
                on=on,
                demand_id=demand.id,
                amount=missing,
                reasons=(WALLET_FILLS(balance=balance.amount, demand=demand.id, missing=missing.amount),),
            )
            return  # one a round: the next plan sees what is left

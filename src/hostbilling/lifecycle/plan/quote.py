"""What the parts of a plan ask in common: the VAT of a service, its buyer and its policy."""

from collections.abc import Iterable
from datetime import date

from attrs import evolve

from ...catalog import SupplyKind
from ...decision import Finding, ReasonCode, Severity
from ...documents import Basis, Line
from ...dunning import DebtPolicy
from ...errors import NotFound
from ...parties import Customer
from ...services import Service
from ...vat import Supply, Undetermined, VatDecision, determine
from ..account import Account
from ..book import Book, FamilyPolicy

VAT_AS_QUOTED = ReasonCode(
    "lifecycle.vat_as_quoted",
    "VAT could not be determined for the payment of {paid} ({problem}): it stands as quoted on {quoted}.",
)


def vat(
    service_id: str,
    account: Account,
    book: Book,
    *,
    on: date,
    supply: SupplyKind | None = None,
    product_id: str | None = None,
) -> VatDecision | Undetermined:
    """Return the VAT of one service at a tax point, or of another supply that belongs to it.

    `product_id` is given where the service is about to become another product.
    """
    product = book.catalog.product(product_id or account.service(service_id).product_id)
    return determine(
        Supply(kind=supply or product.supply),
        seller=book.vat,
        customer=buyer_of([service_id], account),
        tax_point=on,
        evidence=account.evidence,
    )


def vat_when_paid(line: Line, account: Account, book: Book, *, on: date) -> VatDecision:
    """The decision of the real tax point; where it cannot be made any more, the one quoted, with a finding."""
    decision = vat(line.service_id, account, book, on=on)
    if not isinstance(decision, Undetermined):
        return decision
    told = VAT_AS_QUOTED(quoted=line.vat.tax_point, paid=on, problem=decision.problem.value)
    return evolve(line.vat, findings=(*line.vat.findings, Finding(reason=told, severity=Severity.WARNING)))


def buyer_of(service_ids: Iterable[str], account: Account) -> Customer:
    """Return the customer as billed for some services: by their billing profile, if they all share one."""
    profiles = {account.service(service_id).billing for service_id in service_ids}
    return account.customer.billed_as(profiles.pop()) if len(profiles) == 1 else account.customer


def policy_of(service: Service, book: Book) -> FamilyPolicy:
    """Return the policy of a service; raises `NotFound` where the book lacks it."""
    return book.policy(service.product_id, contract=service.policy)


def debts_of(service: Service, book: Book) -> DebtPolicy | None:
    """Return how what a service owes is dunned, as the book says where it knows its product no more."""
    try:
        return policy_of(service, book).debts or book.debts
    except NotFound:
        return book.debts


def invoiced_first(service: Service, book: Book) -> bool:
    """Tell whether the periods of a service are invoiced as they begin: agreed on, and so by policy."""
    return service.tacit and policy_of(service, book).invoice_on is Basis.PERIOD

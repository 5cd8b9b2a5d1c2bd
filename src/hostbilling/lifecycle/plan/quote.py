"""What the parts of a plan ask in common: the VAT of a service, and the call a demand was made with."""

from collections.abc import Iterable
from datetime import date

from attrs import evolve

from ...catalog import SupplyKind
from ...demands import Demand
from ...documents import Basis, Line, Proforma
from ...errors import not_found
from ...parties import Customer
from ...services import Service
from ...vat import Supply, Undetermined, VatDecision, determine
from ..account import Account
from ..book import Book, FamilyPolicy


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


def proforma_of(account: Account, demand_id: str) -> Proforma:
    """The last call that was issued for a demand."""
    for proforma in reversed(account.proformas):
        if proforma.content.demand_id == demand_id:
            return proforma
    raise not_found("proforma", demand_id, "apply ProformaIssued before the payment")


def lines_of(account: Account, demand: Demand, part_ids: Iterable[str]) -> tuple[Line, ...]:
    """Return the lines that asked for some parts, under the ids of the parts.

    A part that asks again for what went back may have had no proforma yet: its line is that of the part before it.
    """
    called = {line.id: line for line in proforma_of(account, demand.id).content.lines}
    found: list[Line] = []
    for part in map(demand.part, part_ids):
        asked = part
        while asked.id not in called and asked.again_of is not None:
            asked = demand.part(asked.again_of)
        found.append(evolve(called[asked.id], id=part.id))
    return tuple(found)


def buyer_of(service_ids: Iterable[str], account: Account) -> Customer:
    """Return the customer as billed for some services: by their billing profile, if they all share one."""
    profiles = {account.service(service_id).billing for service_id in service_ids}
    return account.customer.billed_as(profiles.pop()) if len(profiles) == 1 else account.customer


def policy_of(service: Service, book: Book) -> FamilyPolicy:
    """Return the policy of a service; raises `NotFound` where the book lacks it."""
    return book.policy(service.product_id, contract=service.policy)


def invoiced_first(service: Service, book: Book) -> bool:
    """Tell whether the periods of a service are invoiced as they begin: agreed on, and so by policy."""
    return service.tacit and policy_of(service, book).invoice_on is Basis.PERIOD

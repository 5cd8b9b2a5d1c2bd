"""Decides the VAT of one supply, or says what is missing; remembers what it answered to customers alike."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from ..catalog import SupplyKind
from ..errors import Fault, InvalidInput, check_type, refuse
from ..parties import Address, Customer
from .checks import LAST_YEAR, check_tax_point
from .evidence import Evidence, EvidenceKind, Giver
from .model import Undetermined, VatDecision
from .party import BareParty, bare_party, party
from .places import Where
from .question import Buyer, Supply
from .seller import SellerVat
from .steps import decide

Said = tuple[EvidenceKind, str, Giver | None]


def determine(
    supply: Supply,
    *,
    seller: SellerVat,
    customer: Customer | Buyer,
    tax_point: date,
    evidence: Sequence[Evidence] = (),
) -> VatDecision | Undetermined:
    """Decide place, treatment, rate, liability, scheme and mention of one supply.

    `tax_point` is the day that decides (see `vat.timing`); `evidence` places consumers of electronic services. What is
    missing or contradictory is a result, `Undetermined`. Raises `InvalidInput` for a tax point that is no civil date
    or lies after the year 9900.

    >>> from hostbilling.catalog import SupplyKind
    >>> from hostbilling.parties import CustomerKind, VatId, VatIdStatus
    >>> vat_id = VatId(number="SK2022749619", status=VatIdStatus.VALID, checked_on=date(2026, 3, 1))
    >>> decision = determine(
    ...     Supply(kind=SupplyKind.ELECTRONIC),
    ...     seller=SellerVat(country="FR"),
    ...     customer=Buyer(kind=CustomerKind.BUSINESS, country="SK", vat_id=vat_id),
    ...     tax_point=date(2026, 3, 1),
    ... )
    >>> decision.treatment, decision.place, decision.rate
    (<Treatment.REVERSE_CHARGE: 'reverse_charge'>, 'SK', None)
    """
    usual = type(tax_point) is date and type(supply) is Supply and type(seller) is SellerVat
    if not usual or tax_point.year > LAST_YEAR:
        tax_point = _checked(supply, seller, tax_point)
    if not isinstance(customer, (Buyer, Customer)):
        raise _wrong("customer", customer, "is no Customer", "pass a parties.Customer or a vat.Buyer")
    who = bare_party(customer, seller=seller, on=supply.original_tax_point or tax_point)
    said = _said(evidence)
    if _weighs_amounts(supply, seller):
        return decide(supply, seller=seller, customer=party(who), tax_point=tax_point, evidence=evidence)
    return _remembered(
        supply.kind,
        supply.principal,
        supply.location,
        supply.establishment,
        supply.delivered_over,
        supply.with_human_support,
        supply.used_in,
        supply.original_tax_point,
        seller,
        who,
        tax_point,
        said,
    )


def _checked(supply: object, seller: object, tax_point: date) -> date:
    refuse(
        check_type("supply", supply, Supply),
        check_type("seller", seller, SellerVat),
        check_tax_point("tax_point", tax_point),
    )
    return date(tax_point.year, tax_point.month, tax_point.day)


def _wrong(field: str, value: object, problem: str, remedy: str) -> InvalidInput:
    return InvalidInput(Fault("value.type", field, value, problem, remedy))


def _said(evidence: Sequence[Evidence]) -> tuple[Said, ...]:
    """What the items say, without the words they were given in and the time: those decide nothing."""
    if not isinstance(evidence, (tuple, list)):
        raise _wrong("evidence", evidence, "is no list of items", "pass a list or a tuple of Evidence")
    said: list[Said] = []
    for item in evidence:
        if type(item) is not Evidence:
            refuse(check_type(f"evidence[{len(said)}]", item, Evidence))
        said.append((item.kind, item.country, item.given_by))
    return tuple(said)


def _weighs_amounts(supply: Supply, seller: SellerVat) -> bool:
    """Tell whether numbers take part in the answer: those of the supply, the seller's totals or its own rates.

    Such a question is seldom asked twice, and equal numbers may be written in two ways (20 and 20.0).
    """
    return (
        seller.cross_border is not None
        or seller.one_item is not None
        or seller.small_business is not None
        or seller.rates != ()
        or supply.known_rate is not None
    )


@lru_cache(maxsize=4096)
def _remembered(  # noqa: PLR0917  # by position, because that is the faster key
    kind: SupplyKind,
    principal: SupplyKind | None,
    location: Address | Where | None,
    establishment: str | None,
    delivered_over: EvidenceKind | None,
    with_human_support: bool,  # noqa: FBT001
    used_in: str | None,
    original_tax_point: date | None,
    seller: SellerVat,
    customer: BareParty,
    tax_point: date,
    said: tuple[Said, ...],
) -> VatDecision | Undetermined:
    """Return the answer to everything that can decide where no amount does; lines, months and customers repeat it."""
    supply = Supply(
        kind=kind,
        principal=principal,
        location=location,
        establishment=establishment,
        delivered_over=delivered_over,
        with_human_support=with_human_support,
        used_in=used_in,
        original_tax_point=original_tax_point,
    )
    evidence = [Evidence(kind=item, country=country, given_by=giver) for item, country, giver in said]
    return decide(supply, seller=seller, customer=party(customer), tax_point=tax_point, evidence=evidence)

"""Sellers, customers and supplies the VAT tests share."""

from datetime import date
from typing import Any

from hostbilling.money import payable
from hostbilling.vat import (
    Buyer,
    Category,
    CustomerKind,
    Evidence,
    EvidenceKind,
    Oss,
    Problem,
    SellerVat,
    SmallBusiness,
    Supply,
    SupplyKind,
    Totals,
    Treatment,
    Undetermined,
    VatDecision,
    VatId,
    VatIdStatus,
    determine,
)

ON = date(2026, 11, 21)
HOSTING = Supply(kind=SupplyKind.ELECTRONIC, net=payable("100", "EUR"))
FRENCH = SellerVat(country="FR", oss=Oss.UNION)
SLOVAK = SellerVat(country="SK", oss=Oss.UNION)
SMALL_FRENCH = SellerVat(country="FR", small_business=SmallBusiness(home=True))
AMERICAN = SellerVat(country="US", oss=Oss.NON_UNION)

IDS = {
    "AT": "ATU13585627", "BE": "BE0428759497", "DE": "DE136695976", "FR": "FR40303265045", "GR": "EL094259216",
    "NL": "NL004495445B01", "SK": "SK2022749619", "ES": "ESB58378431", "FI": "FI20774740", "GB": "GB980780684",
    "PT": "PT501964843", "IT": "IT00743110157", "HR": "HR33392005961", "CZ": "CZ25123891",
}  # fmt: skip


def vat_id(country: str, status: VatIdStatus = VatIdStatus.VALID, *, checked_on: date = ON) -> VatId:
    return VatId(number=IDS.get(country, country), status=status, checked_on=checked_on)


def business(country: str, number: VatId | None = None, **rest: Any) -> Buyer:
    found = number if number is not None else vat_id(country) if country in IDS else None
    return Buyer(kind=CustomerKind.BUSINESS, country=country, vat_id=found, **rest)


def consumer(country: str | None, postcode: str = "", city: str = "") -> Buyer:
    return Buyer(kind=CustomerKind.CONSUMER, country=country, postcode=postcode, city=city)


def seen(*countries: str) -> list[Evidence]:
    """Return one item for each country, of the kinds a host has first."""
    kinds = [EvidenceKind.BILLING_ADDRESS, EvidenceKind.IP_GEOLOCATION, EvidenceKind.BANK, EvidenceKind.SIM]
    return [Evidence(kind=kind, country=country) for kind, country in zip(kinds, countries, strict=False)]


# What a result may ask for: fields of the call, by name.
ASKABLE = {
    "customer.country", "customer.vat_id", "customer.vat_id.status", "customer.vat.receiving_country",
    "supply.location", "supply.principal", "supply.net", "supply.threshold_net", "seller.rates",
    "evidence.billing_address", "evidence.ip_geolocation", "evidence.bank", "evidence.sim", "evidence.landline",
}  # fmt: skip


CATEGORIES = {
    Treatment.STANDARD: Category.STANDARD,
    Treatment.REVERSE_CHARGE: Category.REVERSE_CHARGE,
    Treatment.EXEMPT_SMALL_BUSINESS: Category.EXEMPT,
    Treatment.OUTSIDE_SCOPE: Category.OUTSIDE,
    Treatment.NOT_A_SUPPLY: Category.OUTSIDE,
}


def is_sound(answer: VatDecision | Undetermined) -> bool:
    """Whatever was decided: every sentence has its facts, and what is missing is a field one can give."""
    told = [*answer.reasons, *(finding.reason for finding in answer.findings)]
    assert told
    for reason in told:
        assert str(reason).isprintable()
        assert None not in dict(reason.facts).values(), reason
        assert set(dict(reason.facts)) >= set(reason.kind.names)
    if isinstance(answer, VatDecision):
        assert answer.category is CATEGORIES[answer.treatment]
        reversed_ = answer.treatment is Treatment.REVERSE_CHARGE
        assert reversed_ or (answer.recheck_on, answer.recapitulative) == (None, False)
        assert answer.taxed_on <= answer.tax_point
    else:
        assert set(answer.missing) <= ASKABLE
        assert answer.missing or answer.problem in (
            Problem.CONFLICTING_EVIDENCE, Problem.UNSUPPORTED_KIND, Problem.BEFORE_COVERAGE,
        )  # fmt: skip
    return True


def decided(seller: SellerVat, customer: Buyer, supply: Supply = HOSTING, *, on: date = ON, **rest: Any) -> VatDecision:
    """Return the decision; consumers are seen at their address twice unless `evidence` says otherwise."""
    if customer.kind is CustomerKind.CONSUMER and customer.country is not None:
        rest.setdefault("evidence", seen(customer.country, customer.country))
    decision = determine(supply, seller=seller, customer=customer, tax_point=on, **rest)
    assert isinstance(decision, VatDecision), decision.explain()
    assert is_sound(decision)
    assert decision.tax_point == on
    return decision


def problem(seller: SellerVat, customer: Buyer, supply: Supply = HOSTING, *, on: date = ON, **rest: Any) -> Problem:
    decision = determine(supply, seller=seller, customer=customer, tax_point=on, **rest)
    assert isinstance(decision, Undetermined), decision.explain()
    assert is_sound(decision)
    return decision.problem


def codes(decision: VatDecision | Undetermined) -> list[str]:
    return [reason.code for reason in decision.reasons]


def findings(decision: VatDecision | Undetermined) -> list[str]:
    return [finding.code for finding in decision.findings]


def totals(this_year: str, prior_year: str = "0", **rest: Any) -> Totals:
    return Totals(this_year=this_year, prior_year=prior_year, **rest)

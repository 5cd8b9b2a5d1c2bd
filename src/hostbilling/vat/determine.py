"""Decides the VAT of one supply, or says what is missing; remembers what it answered to customers alike."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from ..errors import Fault, InvalidInput, check_type, refuse
from ..parties import Customer
from .alike import Alike
from .checks import LAST_YEAR, check_tax_point
from .evidence import Evidence, Said
from .model import Undetermined, VatDecision
from .party import LAST_JOINED, Party, party
from .places import spot_of
from .question import Asked, Buyer, Supply
from .seller import SellerVat
from .steps import decide


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
    if type(tax_point) is not date or type(supply) is not Supply or type(seller) is not SellerVat:
        tax_point = _checked(supply, seller, tax_point)
    elif tax_point.year > LAST_YEAR:
        refuse(check_tax_point("tax_point", tax_point))
    who = customer.party if type(customer) is Buyer else _party_of(customer)
    if customer.vat_id is not None:
        who = _on_day(who, customer, seller, supply.original_tax_point or tax_point)
    said = _said(evidence)
    if seller.weighs_amounts or supply.known_rate is not None:
        return decide(supply, seller=seller, customer=who.value, tax_point=tax_point, evidence=evidence)
    return _remembered(supply.asked, seller, who, tax_point, said)


def _checked(supply: object, seller: object, tax_point: date) -> date:
    refuse(
        check_type("supply", supply, Supply),
        check_type("seller", seller, SellerVat),
        check_tax_point("tax_point", tax_point),
    )
    return date(tax_point.year, tax_point.month, tax_point.day)


def _on_day(who: Alike[Party], customer: Customer | Buyer, seller: SellerVat, on: date) -> Alike[Party]:
    vat_id, vat, max_age = customer.vat_id, customer.vat, seller.vat_ids.max_age_days
    if on >= LAST_JOINED and max_age is None and (vat.id_given_on is None or vat.id_given_on <= on):
        return who
    return party(who.value.kind, who.value.spot, vat_id, vat, max_age=max_age, on=on)


def _party_of(customer: object) -> Alike[Party]:
    if isinstance(customer, Buyer):
        return customer.party
    if not isinstance(customer, Customer):
        raise _wrong("customer", customer, "is no Customer", "pass a parties.Customer or a vat.Buyer")
    where = customer.address
    return party(customer.kind, spot_of(where.country, where.postcode, where.city), customer.vat_id, customer.vat)


def _wrong(field: str, value: object, problem: str, remedy: str) -> InvalidInput:
    return InvalidInput(Fault("value.type", field, value, problem, remedy))


def _said(evidence: Sequence[Evidence]) -> tuple[Alike[Said], ...]:
    if not isinstance(evidence, (tuple, list)):
        raise _wrong("evidence", evidence, "is no list of items", "pass a list or a tuple of Evidence")
    try:
        return tuple([item.said for item in evidence])
    except AttributeError:  # only what is no Evidence says nothing
        refuse(*(check_type(f"evidence[{index}]", item, Evidence) for index, item in enumerate(evidence)))
        raise


@lru_cache(maxsize=4096)
def _remembered(
    asked: Alike[Asked], seller: SellerVat, who: Alike[Party], tax_point: date, said: tuple[Alike[Said], ...]
) -> VatDecision | Undetermined:
    """Return the answer to everything that can decide where no amount does; lines, months and customers repeat it."""
    supply = Supply(**asked.value._asdict())
    evidence = [Evidence(**item.value._asdict()) for item in said]
    return decide(supply, seller=seller, customer=who.value, tax_point=tax_point, evidence=evidence)

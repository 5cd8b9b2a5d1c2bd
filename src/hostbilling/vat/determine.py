"""Decides the VAT of one supply, step by step, or says what is missing.

Law: Directive 2006/112/EC. The steps follow its order: is there a supply, who is the customer, where is the place, is
the seller exempt there, who owes the VAT, at which rate and in which return.
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from ..catalog import SupplyKind
from ..errors import check_date, refuse
from ..parties import Address, Customer
from . import reasons as why
from .evidence import Evidence, EvidenceKind
from .kinds import ROWS, Rule
from .model import Buyer, Problem, SellerVat, Supply, Undetermined, VatDecision
from .outcome import nothing, outcome
from .places import Located, Where, is_member, locate
from .placing import place
from .standing import Standing, assess
from .subject import is_no_supply, principal, remark, rule_for_consumers
from .working import Case, Party, Stop

COVERED_FROM = date(2010, 1, 1)
"""First day of the law (Directive 2008/8/EC) and the tables in here."""


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
    missing or contradictory is a result, `Undetermined`. Raises `InvalidInput` for a tax point that is no civil date.

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
    plain = type(tax_point) is date
    if not plain:
        refuse(check_date("tax_point", tax_point))
    who = customer if type(customer) is Buyer else Party.of(customer)
    if plain and not _weighs_amounts(supply, seller):
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
            tuple(evidence),
        )
    return _answer(supply, seller, who, tax_point, evidence)


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
    customer: Buyer | Party,
    tax_point: date,
    evidence: tuple[Evidence, ...],
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
    return _answer(supply, seller, customer, tax_point, evidence)


def _answer(
    supply: Supply, seller: SellerVat, customer: Buyer | Party, tax_point: date, evidence: Sequence[Evidence]
) -> VatDecision | Undetermined:
    on = supply.original_tax_point or tax_point
    if on < COVERED_FROM:
        reason = why.BEFORE_COVERAGE(on=on, begin=COVERED_FROM)
        return Undetermined(problem=Problem.BEFORE_COVERAGE, reasons=(reason,))
    case = _case(supply, seller, customer, on, evidence)
    try:
        return _decide(case, tax_point)
    except Stop as stop:
        return Undetermined(
            problem=stop.problem,
            missing=stop.missing,
            reasons=(*case.reasons, stop.reason),
            findings=tuple(case.findings),
        )


def _case(
    supply: Supply,
    seller: SellerVat,
    customer: Buyer | Party,
    on: date,
    evidence: Sequence[Evidence],
) -> Case:
    seat = _seat(seller, on, None)
    in_union = seat.state is not None
    home = seat.state
    if home is None and seat.territory is not None and seat.territory.national is not None:
        home = seat.territory.national
        seat = _seat(seller, on, home)
    if home is None:
        home = next((state for state in seller.establishments if is_member(state, on=on)), None)
    return Case(
        supply=supply,
        seller=seller,
        customer=customer,
        on=on,
        evidence=evidence,
        seat=seat,
        in_union=in_union,
        home=home,
    )


def _seat(seller: SellerVat, on: date, national: str | None) -> Located:
    where = locate(seller.country, on=on, postcode=seller.postcode, city=seller.city, national=national)
    return where or Located(seller.country, None, None, frozenset())


def _decide(case: Case, tax_point: date) -> VatDecision:
    if case.supply.original_tax_point is not None:
        case.because(why.CORRECTED, original=case.on)
    row = ROWS.get(case.supply.kind)
    if row is None:
        if is_no_supply(case):
            return nothing(case, tax_point=tax_point)
        row = ROWS[principal(case)]
    case.address = _address(case)
    consumer_rule = rule_for_consumers(case, row)
    standing = assess(case, electronic=consumer_rule is Rule.ELECTRONIC)
    is_business = standing is Standing.BUSINESS
    if not is_business:
        remark(case, row)
    rule = row.business if is_business else consumer_rule
    where = place(case, rule, standing)
    return outcome(case, where, rule, is_business=is_business, tax_point=tax_point)


def _address(case: Case) -> Located | None:
    spot = case.customer.address
    if spot is None:
        return None
    suspended = spot.country == "CY" and case.customer.vat.outside_government_control
    country = "CY-N" if suspended else spot.country
    where = locate(country, on=case.on, postcode=spot.postcode, city=spot.city, national=case.home)
    if where is None:
        raise Stop(Problem.UNKNOWN_COUNTRY, why.UNKNOWN_COUNTRY(country=spot.country), ("customer.country",))
    if where.territory is not None:
        case.because(where.territory.reason, code=where.territory.code, state=where.place)
    return where

"""The steps of one decision, in the order of the law.

Is there a supply, who is the customer, where is the place, is the seller exempt there, who owes the VAT, at which rate
and in which return. Law: Directive 2006/112/EC.
"""

from collections.abc import Sequence
from datetime import date

from ..errors import Fault, refuse
from ..union import is_member
from . import reasons as why
from .evidence import Evidence
from .kinds import ROWS, Rule
from .model import Problem, Undetermined, VatDecision
from .outcome import nothing, outcome
from .party import Party
from .places import Located, locate, spot_of
from .placing import place
from .question import Supply
from .seller import SellerVat
from .standing import Standing, assess
from .subject import is_no_supply, principal, remark, rule_for_consumers
from .working import Case, Stop

COVERED_FROM = date(2010, 1, 1)
"""First day of the law (Directive 2008/8/EC) and the tables in here."""


def decide(
    supply: Supply, *, seller: SellerVat, customer: Party, tax_point: date, evidence: Sequence[Evidence]
) -> VatDecision | Undetermined:
    """Take the steps of one decision."""
    on = supply.original_tax_point or tax_point
    if on < COVERED_FROM:
        reason = why.BEFORE_COVERAGE(on=on, begin=COVERED_FROM)
        return Undetermined(problem=Problem.BEFORE_COVERAGE, reasons=(reason,))
    case = _case(supply, seller, customer, on, evidence)
    refuse(_check_original(on, tax_point), _check_establishment(case))
    try:
        return _decide(case, tax_point)
    except Stop as stop:
        return Undetermined(
            problem=stop.problem,
            missing=stop.missing,
            reasons=(*case.reasons, stop.reason),
            findings=tuple(case.findings),
        )


def _check_original(on: date, tax_point: date) -> Fault | None:
    if on <= tax_point:
        return None
    return Fault(
        "vat.original", "supply.original_tax_point", on, f"lies after the tax point of the correction, {tax_point}",
        "give the tax point of what is corrected",
    )  # fmt: skip


def _check_establishment(case: Case) -> Fault | None:
    branch = case.supply.establishment
    if branch in (None, case.seller.country, case.home, *case.seller.establishments):
        return None
    return Fault(
        "vat.establishment", "supply.establishment", branch, "is no establishment of the seller",
        "add it to seller.establishments; a mere VAT number is none",
    )  # fmt: skip


def _case(
    supply: Supply,
    seller: SellerVat,
    customer: Party,
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
    where = locate(spot_of(seller.country, seller.postcode, seller.city), on=on, national=national)
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
    spot = case.customer.spot
    if spot is None:
        return None
    if spot == "CY" and case.customer.vat.outside_government_control:
        spot = "CY-N"
    where = locate(spot, on=case.on, national=case.home)
    if where is None:
        raise Stop(Problem.UNKNOWN_COUNTRY, why.UNKNOWN_COUNTRY(country=spot), ("customer.country",))
    if where.territory is not None:
        case.because(where.territory.reason, code=where.territory.code, state=where.place)
    return where

"""Where the supply takes place.

Law: Directive 2006/112/EC, articles 30a, 30b, 44, 45, 47, 53, 54, 58, 59 and 59c; Implementing Regulation 282/2011,
articles 21 to 25.
"""

from collections.abc import Callable
from datetime import date

from ..catalog import SupplyKind
from . import reasons as why
from .evidence import Evidence, Weight, still_useful, weigh
from .kinds import Rule
from .model import Problem
from .places import CODES, Located, code_of, locate, spot_of
from .standing import Standing
from .thresholds import one_item_is_enough, stays_within_threshold
from .working import Case, Stop

ELECTRONIC_FOLLOWS_CONSUMER_FROM = date(2015, 1, 1)
ONLINE_FOLLOWS_VIEWER_FROM = date(2025, 1, 1)

# Kinds of article 59 that Spain keeps at home when the consumer is in one of its own outside territories.
_SPANISH = frozenset({"IC", "EA"})


def place(case: Case, rule: Rule, standing: Standing) -> Located:
    """Return where the supply takes place; raises `Stop` where a fact is missing."""
    known = case.supply.known_place
    if case.supply.kind is SupplyKind.TOP_UP and known is not None:
        return _of_voucher(case, known, rule)
    return _BY_RULE[rule](case, standing)


def _of_voucher(case: Case, known: str, rule: Rule) -> Located:
    """The one place of what a single-purpose voucher buys, whoever it is sold to (articles 30a(2) and 30b(1))."""
    case.proofs.add("supply.known_place")
    where = _find(case, known, "supply.known_place")
    if case.address is not None and case.address.place == where.place:
        where = case.address
    if rule is Rule.ELECTRONIC:
        case.consumer_at = where
    return where


def _at_business(case: Case, _standing: Standing) -> Located:
    where = _business_establishment(case)
    case.because(why.AT_BUSINESS, place=where.place)
    return where


def _business_establishment(case: Case) -> Located:
    address = _address(case)
    receiving = case.customer.vat.receiving_country
    if receiving is not None:
        case.proofs.add("customer.vat.receiving_country")
        where = _find(case, code_of(receiving), "customer.vat.receiving_country")
        case.because(why.BY_RECEIVING_ESTABLISHMENT, place=where.place)
        return where
    id_state = case.id_state
    if case.unproven:
        return _customer(case, required=False, weighed=True)
    if id_state is None or address.state is None or id_state == address.state:
        return address
    if case.home in (id_state, address.state):
        raise Stop(
            Problem.ESTABLISHMENT_MISMATCH,
            why.ESTABLISHMENT(address=address.place, id_state=id_state),
            ("customer.vat.receiving_country",),
        )
    case.warn(why.ID_ELSEWHERE, id_state=id_state, address=address.place)
    return _find(case, id_state, "customer.vat_id")


def _at_consumer(case: Case, standing: Standing) -> Located:
    if case.on < ELECTRONIC_FOLLOWS_CONSUMER_FROM:
        return _before_2015(case, standing)
    natural = standing is Standing.CONSUMER
    where = _customer(case, required=natural, weighed=natural)
    case.consumer_at = where
    if where.state is not None and where.state != case.home and stays_within_threshold(case, where):
        return case.seat
    case.because(why.AT_CONSUMER, place=where.place)
    return where


def _before_2015(case: Case, standing: Standing) -> Located:
    where = _customer(case, required=False, weighed=standing is Standing.CONSUMER)
    if where.state is None or not case.in_union:
        case.because(why.AT_CONSUMER, place=where.place)
        return where
    case.because(why.AT_ORIGIN_BEFORE_2015, place=case.seat.place)
    return case.seat


def _at_origin(case: Case, _standing: Standing) -> Located:
    where = _seller(case)
    case.because(why.AT_ORIGIN, place=where.place)
    return where


def _at_origin_in_union(case: Case, standing: Standing) -> Located:
    where = _customer(case, required=False, weighed=standing is Standing.CONSUMER)
    if where.state is not None:
        return _at_origin(case, standing)
    if where.place in _SPANISH and case.seat.place == "ES" and case.supply.kind in _KEPT_IN_SPAIN:
        case.because(why.SPANISH_CONSUMER, customer=where.place)
        return _seller(case)
    case.because(why.AT_OUTSIDE_CONSUMER, place=where.place)
    return where


_KEPT_IN_SPAIN = frozenset({SupplyKind.HUMAN_REMOTE, SupplyKind.HARDWARE_RENTAL, SupplyKind.DEDICATED_SERVER})


def _at_building(case: Case, _standing: Standing) -> Located:
    where = _location(case)
    case.because(why.AT_BUILDING, place=where.place)
    return where


def _at_work(case: Case, _standing: Standing) -> Located:
    where = _location(case)
    case.because(why.AT_WORK, place=where.place)
    return where


def _at_activity(case: Case, _standing: Standing) -> Located:
    where = _location(case)
    case.because(why.AT_ACTIVITY, place=where.place)
    return where


def _at_viewer(case: Case, standing: Standing) -> Located:
    if case.on < ONLINE_FOLLOWS_VIEWER_FROM:
        where = _location(case) if case.supply.location is not None else _seller(case)
        case.because(why.AT_ACTIVITY, place=where.place)
        return where
    where = _customer(case, required=False, weighed=standing is Standing.CONSUMER)
    case.because(why.AT_VIEWER, place=where.place)
    return where


_BY_RULE: dict[Rule, Callable[[Case, Standing], Located]] = {
    Rule.BUSINESS: _at_business,
    Rule.ELECTRONIC: _at_consumer,
    Rule.ORIGIN: _at_origin,
    Rule.ORIGIN_IN_UNION: _at_origin_in_union,
    Rule.BUILDING: _at_building,
    Rule.PERFORMED: _at_work,
    Rule.ACTIVITY: _at_activity,
    Rule.ATTENDED_ONLINE: _at_viewer,
}


def _find(case: Case, spot: str, field: str) -> Located:
    where = locate(spot, on=case.on, national=case.home)
    if where is None:
        raise Stop(Problem.UNKNOWN_COUNTRY, why.UNKNOWN_COUNTRY(country=spot), (field,))
    return where


def _location(case: Case) -> Located:
    location = case.supply.location
    if location is None:
        raise Stop(Problem.NEEDS_LOCATION, why.NO_LOCATION(), ("supply.location",))
    case.proofs.add("supply.location")
    return _find(case, spot_of(location.country, location.postcode, location.city), "supply.location")


def _seller(case: Case) -> Located:
    """The seller's establishment that supplies: the one that takes part, or the seat."""
    taking_part = case.supply.establishment
    if taking_part is None:
        return case.seat
    return _find(case, taking_part, "supply.establishment")


def _customer(case: Case, *, required: bool, weighed: bool) -> Located:
    """Where the customer is: by evidence if it is `weighed`, else at the address."""
    if weighed and (required or case.evidence):
        where = _by_evidence(case, required=required)
        if where is not None:
            return where
    return _address(case)


def _address(case: Case) -> Located:
    if case.address is None:
        raise Stop(Problem.NEEDS_EVIDENCE, why.NO_COUNTRY(), ("customer.country",))
    case.proofs.add("customer.country")
    return case.address


def _by_evidence(case: Case, *, required: bool) -> Located | None:
    items = case.evidence
    if any(item.country not in CODES for item in items):
        items = [item for item in items if _is_country(case, item)]
    weighed = weigh(
        items,
        written=case.address.written if case.address is not None else frozenset(),
        delivered_over=case.supply.delivered_over,
        one_item_is_enough=one_item_is_enough(case),
        rebut=case.seller.rebut_presumptions,
    )
    if weighed.weight is Weight.CONFLICTING:
        raise Stop(Problem.CONFLICTING_EVIDENCE, why.CONFLICT(), still_useful(items))
    if weighed.country is None:
        if required:
            raise Stop(Problem.NEEDS_EVIDENCE, why.TOO_LITTLE_EVIDENCE(), still_useful(items))
        return None
    case.proofs |= {f"evidence.{item.kind.value}" for item in items if _says(case, item) == weighed.country}
    where = _proved(case, weighed.country)
    if weighed.weak:
        case.note(why.WEAK_EVIDENCE)
    case.because(_WEIGHTS[weighed.weight], place=where.place)
    return where


_WEIGHTS = {
    Weight.TWO_ITEMS: why.TWO_ITEMS,
    Weight.ONE_ITEM: why.ONE_ITEM,
    Weight.PRESUMED: why.PRESUMED,
    Weight.REBUTTED: why.REBUTTED,
}


def _is_country(case: Case, item: Evidence) -> bool:
    if item.country in CODES:
        return True
    case.note(why.ITEM_IGNORED, country=item.country)
    return False


def _says(case: Case, item: Evidence) -> str:
    """The country that an item names, empty for that of the address."""
    return "" if case.address is not None and item.country in case.address.written else item.country


def _proved(case: Case, country: str) -> Located:
    if country == "" and case.address is not None:
        return case.address
    where = _find(case, country, "evidence")
    if case.address is not None:
        case.warn(why.ADDRESS_OUTVOTED, place=where.place)
    return where

"""What applies at the place: outside scope, exemption, reverse charge, or a rate and a return.

Law: Directive 2006/112/EC, articles 192a to 196, 284, 358a to 369k; the codes are those of EN 16931.
"""

from datetime import date
from decimal import Decimal

from ..decision import Certainty, unreviewed
from ..union import is_member
from . import reasons as why
from .kinds import Rule
from .liability import customer_owes
from .local_tax import HINTS
from .model import Category, Liable, Mention, Problem, Scheme, Total, Treatment, VatDecision
from .places import Located, locate
from .rate_table import RateRow
from .rates import SOURCE, find_rate
from .returns import DIGITAL_REPORTING_FROM, keep_records_until, oss_correction_until
from .seller import Oss
from .thresholds import is_exempt_abroad, totals_to_increment
from .working import Case, Stop

# Electronic services only, until the schemes were opened to every service to consumers.
OSS_UNION_FROM = date(2015, 1, 1)
OSS_FOR_ALL_SERVICES_FROM = date(2021, 7, 1)

# Of the services in article 59a, those that a host sells: placed by articles 58 and 59, which are for consumers.
_TAXED_BY_USE = frozenset({Rule.ELECTRONIC, Rule.ORIGIN_IN_UNION})


def nothing(case: Case, *, tax_point: date) -> VatDecision:
    """Return the decision for what is no supply."""
    return _decision(case, None, tax_point, Treatment.NOT_A_SUPPLY, Category.OUTSIDE, vatex="VATEX-EU-O")


def outcome(case: Case, where: Located, rule: Rule, *, is_business: bool, tax_point: date) -> VatDecision:
    """Return the decision for a supply that takes place at `where`; raises `Stop` when no rate is known."""
    if where.state is None:
        where = _used_in_union(case, where, rule)
    state = where.state
    if state is None:
        return _outside(case, where, tax_point, is_business=is_business)
    small = case.seller.small_business
    if small is not None and small.home and case.in_union and state == case.home:
        case.because(why.HOME_EXEMPT_BY_STATE.get(state, why.HOME_EXEMPT), place=state)
        return _exempt(case, where, tax_point, Mention.SMALL_BUSINESS)
    if is_exempt_abroad(case, state):
        case.because(why.EX_EXEMPT, place=state)
        if is_business and case.id_confirmed and case.supply.establishment != state:
            case.note(why.EX_OR_REVERSE, place=state)
        return _exempt(case, where, tax_point, Mention.SMALL_BUSINESS_CROSS_BORDER)
    if is_business and customer_owes(case, state, rule):
        return _reverse_charge(case, where, tax_point, rule)
    return _charged(case, where, tax_point, rule, is_business=is_business)


def _used_in_union(case: Case, where: Located, rule: Rule) -> Located:
    """The member state that taxes a consumer's service by its use there and whose rule the seller applies."""
    state = case.supply.used_in
    if state not in case.seller.use_and_enjoyment or rule not in _TAXED_BY_USE:
        return where
    used = locate(state, on=case.on)
    if used is None or used.state is None:
        return where
    case.because(why.AT_USE, state=state)
    return used


def _outside(case: Case, where: Located, tax_point: date, *, is_business: bool) -> VatDecision:
    case.because(why.OUTSIDE, place=where.place)
    tax = where.territory.tax if where.territory is not None else ""
    is_customers = where is not case.seat
    if is_customers and (tax or not is_business):
        _hint(case, tax or where.place)
    if case.supply.used_in is not None and is_member(case.supply.used_in, on=case.on):
        case.warn(why.USED_IN_UNION, state=case.supply.used_in)
    return _decision(
        case, where, tax_point, Treatment.OUTSIDE_SCOPE, Category.OUTSIDE,
        mention=Mention.OUTSIDE_SCOPE, vatex="VATEX-EU-O",
    )  # fmt: skip


def _hint(case: Case, tax: str) -> None:
    hint = HINTS.get(tax)
    if hint is None:
        case.warn(why.LOCAL_TAX, tax=tax)
    else:
        case.warn(why.LOCAL_TAX_KNOWN, tax=tax, hint=hint)


def _exempt(case: Case, where: Located, tax_point: date, mention: Mention) -> VatDecision:
    french = where.state == "FR"
    return _decision(
        case, where, tax_point, Treatment.EXEMPT_SMALL_BUSINESS, Category.EXEMPT,
        mention=mention, vatex="VATEX-FR-FRANCHISE" if french else None,
    )  # fmt: skip


def _reverse_charge(case: Case, where: Located, tax_point: date, rule: Rule) -> VatDecision:
    general = rule is Rule.BUSINESS
    if case.in_union and not case.seller.has_vat_id:
        case.warn(why.SELLER_ID_NEEDED)
    case.because(why.REVERSE_CHARGED if general else why.REVERSE_CHARGED_194, place=where.place)
    reported = general and _supplied_from_union(case)
    alone = case.on >= DIGITAL_REPORTING_FROM
    if reported and alone:
        case.note(why.DIGITAL_REPORTING, since=DIGITAL_REPORTING_FROM)
    return _decision(
        case, where, tax_point, Treatment.REVERSE_CHARGE, Category.REVERSE_CHARGE,
        liable=Liable.CUSTOMER, mention=Mention.REVERSE_CHARGE, vatex="VATEX-EU-AE",
        recapitulative=reported and not alone,
    )  # fmt: skip


def _supplied_from_union(case: Case) -> bool:
    branch = case.supply.establishment
    return case.in_union or (branch is not None and is_member(branch, on=case.on))


def _charged(case: Case, where: Located, tax_point: date, rule: Rule, *, is_business: bool) -> VatDecision:
    scheme = _scheme(case, where.place, rule, is_business=is_business)
    rate = _rate(case, where)
    through_oss = scheme in (Scheme.OSS_UNION, Scheme.OSS_NON_UNION)
    if through_oss and tax_point != case.on:
        _check_correction(case, where, tax_point)
    if case.supply.known_rate is not None:
        _compare_voucher(case, where, rate)
    return _decision(
        case, where, tax_point, Treatment.STANDARD, Category.STANDARD, rate=rate, scheme=scheme, liable=Liable.SUPPLIER,
        keep_until=keep_records_until(case.on) if through_oss else None,
    )  # fmt: skip


def _scheme(case: Case, state: str, rule: Rule, *, is_business: bool) -> Scheme:
    if state == case.home:
        case.because(why.DOMESTIC, place=state)
        return Scheme.DOMESTIC
    established = state in case.seller.establishments
    if not is_business and not established:
        scheme = _one_stop_shop(case, state, rule)
        if scheme is not None:
            return scheme
    case.because(why.LOCAL_RETURN, place=state)
    if not established and state not in case.seller.registrations:
        case.warn(why.REGISTRATION, place=state)
    return Scheme.LOCAL_REGISTRATION


def _one_stop_shop(case: Case, state: str, rule: Rule) -> Scheme | None:
    oss = case.seller.oss
    if oss is Oss.NONE:
        return None
    established = case.in_union or any(is_member(code, on=case.on) for code in case.seller.establishments)
    covered = rule is Rule.ELECTRONIC or case.on >= OSS_FOR_ALL_SERVICES_FROM
    if oss is Oss.UNION and established and covered and case.on >= OSS_UNION_FROM:
        case.because(why.UNION_SCHEME, place=state)
        return Scheme.OSS_UNION
    if oss is Oss.NON_UNION and not established and covered:
        case.because(why.NON_UNION_SCHEME, place=state)
        return Scheme.OSS_NON_UNION
    case.warn(why.OSS_NOT_OPEN, scheme=oss.value)
    return None


def _rate(case: Case, where: Located) -> Decimal:
    region = where.region
    if region == "AT-JM" and case.seat.region != "AT-JM":
        region = None  # the 19 % are for businesses seated there
    row = find_rate(where.place, on=case.on, region=region, overlay=case.seller.rates)
    if row is None or row.rate is None:
        raise Stop(Problem.RATE_UNKNOWN, why.NO_RATE(place=where.place, on=case.on), ("seller.rates",))
    if isinstance(row, RateRow):
        _remark(case, row)
    if region is None:
        case.because(why.RATE, place=where.place, on=case.on, rate=row.rate)
    else:
        case.because(why.REGIONAL_RATE, place=where.place, region=region, on=case.on, rate=row.rate)
    return row.rate


def _check_correction(case: Case, where: Located, tax_point: date) -> None:
    until = oss_correction_until(case.on)
    if tax_point > until:
        case.warn(why.OSS_CORRECTION_EXPIRED, until=until, place=where.place)


def _compare_voucher(case: Case, where: Located, rate: Decimal) -> None:
    place, known = case.supply.known_place, case.supply.known_rate
    if place is not None and (place, known) != (where.place, rate):
        case.warn(why.VOUCHER_DIFFERS, known_place=place, known_rate=known)


def _remark(case: Case, row: RateRow) -> None:
    if row.certainty is Certainty.UNCHECKED:
        case.note(why.RATE_UNCHECKED, note=row.note)
    old = unreviewed(SOURCE, on=case.on)
    if old is not None:
        case.findings.append(old)


def _decision(
    case: Case,
    where: Located | None,
    tax_point: date,
    treatment: Treatment,
    category: Category,
    *,
    rate: Decimal | None = None,
    scheme: Scheme = Scheme.NONE,
    liable: Liable = Liable.NOBODY,
    mention: Mention | None = None,
    vatex: str | None = None,
    keep_until: date | None = None,
    recapitulative: bool = False,
) -> VatDecision:
    totals: tuple[Total, ...] = totals_to_increment(case, where) if where is not None else ()
    return VatDecision(
        treatment=treatment,
        place=where.place if where is not None else None,
        region=where.region if where is not None else None,
        rate=rate,
        scheme=scheme,
        liable=liable,
        mention=mention,
        category=category,
        vatex=vatex,
        tax_point=tax_point,
        taxed_on=case.on,
        evidence_to_keep=tuple(sorted(case.proofs)),
        keep_evidence_until=keep_until,
        recheck_on=case.recheck_on if treatment is Treatment.REVERSE_CHARGE else None,
        recapitulative=recapitulative,
        counts_towards=totals,
        reasons=tuple(case.reasons),
        findings=tuple(case.findings),
    )

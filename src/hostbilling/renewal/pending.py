"""What waits to be renewed: the rows a portal lists, each with its choices. Nothing has to be stored for them.

A row says what is renewed, until when it is paid, how it renews, from when it is proposed, and for which terms at which
prices. Every service that is still there has one on every day, so that it can be renewed before its window too.
"""

from collections.abc import Iterable
from datetime import date
from enum import Enum

from attrs import frozen

from ..catalog import Catalog, Family, Product
from ..decision import Decision, Reason, ReasonCode
from ..demands import Demand, Instrument
from ..errors import NotFound, check_count, check_type, not_found, refuse
from ..money import Rounding
from ..periods import Term, advance
from ..services import Service, Start
from .mode import Mode, effective_mode
from .offers import Offer, can_renew, offer
from .starts import StartRule, start_rule
from .window import ahead, first_day

PAID_AHEAD = ReasonCode("pending.paid_ahead", "Paid until {end}; {limit}, {most} x {term} ahead of {on}, is the most.")
NO_PRICE = ReasonCode("pending.no_price", "{term} has no price in {currency} on {on}.")
ASKED = ReasonCode("pending.asked", "{demand} asks for it already: paying that renews it.")
_DAY = Term.days(1)


@frozen(kw_only=True)
class OfferRule:
    """A row of the table: how renewals of `families` are proposed.

    `window` and `strict` are as in `first_day`. A renewal can be ordered before it too, as long as what is paid reaches
    at most `terms_ahead` terms of the service beyond that day; None is no limit. `charge_days` says on which day a
    tacit one is charged, counted from the end of validity, negative for before.
    """

    families: frozenset[Family]
    window: Term
    strict: bool = False
    terms_ahead: int | None = None
    charge_days: int = 0

    def __attrs_post_init__(self) -> None:
        refuse(
            check_type("window", self.window, Term),
            check_count("terms_ahead", self.terms_ahead, least=1) if self.terms_ahead is not None else None,
            check_type("charge_days", self.charge_days, int),
        )


class Due(Enum):
    """How near the end of validity is."""

    EARLY = "early"
    """The window has not opened; it can be renewed all the same."""
    WAITING = "waiting"
    ENDED = "ended"
    """Not valid any more, and a renewal brings it back."""


@frozen(kw_only=True)
class Renewable(Decision):
    """One service as a portal lists it for renewal.

    `ends_on` is the first day that is not paid, `since` the first day of the window. `mode` is how it renews by
    agreement, `effective` how it really will with the means of payment on file. `choices` are what can be ordered, the
    usual term first; `asked_by` is the id of an open demand that asks for it already. The reasons say why it will be
    explicit this time, and why a term is no choice.
    """

    service_id: str
    name: str
    product_id: str
    family: Family
    ends_on: date
    since: date
    due: Due
    mode: Mode
    effective: Mode
    choices: tuple[Offer, ...]
    asked_by: str | None


def pending(
    services: Iterable[Service],
    *,
    catalog: Catalog,
    rules: tuple[OfferRule, ...],
    currency: str,
    rounding: Rounding,
    on: date,
    families: Iterable[Family] = Family,
    due: Iterable[Due] = (Due.WAITING,),
    starts: tuple[StartRule, ...] = (),
    instruments: tuple[Instrument, ...] = (),
    demands: Iterable[Demand] = (),
) -> tuple[Renewable, ...]:
    """Return the renewals that wait on a day, the nearest end first; their number is what a portal shows.

    `families` and `due` filter; `due=Due` lists every service that can be renewed. `starts` is the table of what a late
    renewal counts from; `instruments` and `demands` are those of the account. See `renewable` for what is raised.
    """
    wanted, dues, demands = frozenset(families), frozenset(due), tuple(demands)
    found = [
        renewable(
            service,
            catalog=catalog,
            rules=rules,
            currency=currency,
            rounding=rounding,
            on=on,
            starts=starts,
            instruments=instruments,
            demands=demands,
        )
        for service in services
        if can_renew(service)
        and (family := catalog.product(service.product_id).family) in wanted
        and _due(service.ends_on, _rule(family, rules), on) in dues
    ]
    return tuple(sorted(found, key=lambda each: (each.ends_on, each.service_id)))


def renewable(
    service: Service,
    *,
    catalog: Catalog,
    rules: tuple[OfferRule, ...],
    currency: str,
    rounding: Rounding,
    on: date,
    starts: tuple[StartRule, ...] = (),
    instruments: tuple[Instrument, ...] = (),
    demands: Iterable[Demand] = (),
) -> Renewable:
    """Return the row of one service on any day, before its window too, with every choice of term.

    Raises `NotFound` for a product that the catalog does not hold and for a family without a rule, and `Impossible` for
    a service that was never granted a day; see `can_renew`.
    """
    product = catalog.product(service.product_id)
    rule = _rule(product.family, rules)
    agreed = Mode.TACIT if service.tacit else Mode.EXPLICIT
    charge_on = advance(service.ends_on, _DAY, times=rule.charge_days)
    effective = effective_mode(agreed, instruments=instruments, charge_on=max(charge_on, on))
    asked_by = next(
        (demand.id for demand in demands for part in demand.open_parts if part.service_id == service.id), None
    )
    start = start_rule(product.family, rules=starts).start
    asked = _Asked(catalog=catalog, currency=currency, on=on, rounding=rounding, start=start)
    choices, against = _choices(service, product, rule, asked)
    return Renewable(
        reasons=(*effective.reasons, *((ASKED(demand=asked_by),) if asked_by else ()), *against),
        service_id=service.id,
        name=service.name,
        product_id=product.id,
        family=product.family,
        ends_on=service.ends_on,
        since=first_day(service.ends_on, window=rule.window, strict=rule.strict),
        due=_due(service.ends_on, rule, on),
        mode=agreed,
        effective=effective.mode,
        choices=choices,
        asked_by=asked_by,
    )


def _rule(family: Family, rules: tuple[OfferRule, ...]) -> OfferRule:
    """The last row that names the family."""
    for rule in reversed(rules):
        if family in rule.families:
            return rule
    raise not_found("offer_rule", family.value, "say when its renewals are proposed")


def _due(end: date, rule: OfferRule, on: date) -> Due:
    if on >= end:
        return Due.ENDED
    return Due.EARLY if on < first_day(end, window=rule.window, strict=rule.strict) else Due.WAITING


@frozen(kw_only=True)
class _Asked:
    """What every choice of one row is made with."""

    catalog: Catalog
    currency: str
    on: date
    rounding: Rounding
    start: Start


def _choices(
    service: Service, product: Product, rule: OfferRule, asked: _Asked
) -> tuple[tuple[Offer, ...], tuple[Reason, ...]]:
    if rule.terms_ahead is not None:
        limit = advance(asked.on, service.term, times=rule.terms_ahead)
        if service.ends_on > limit:
            facts = {"end": service.ends_on, "limit": limit, "most": rule.terms_ahead, "term": service.term}
            return (), (PAID_AHEAD(on=asked.on, **facts),)
    terms = sorted(product.terms, key=lambda term: term != service.term)
    found = [_choice(service, term, product.ahead, asked) for term in terms]
    offers = tuple(each for each in found if isinstance(each, Offer))
    return offers, tuple(reason for each in found if not isinstance(each, Offer) for reason in each)


def _choice(service: Service, term: Term, most: Term | None, asked: _Asked) -> Offer | tuple[Reason, ...]:
    if most is not None:
        reach = ahead(service.ends_on, term=term, most=most, on=asked.on, anchor_day=service.anchor_day)
        if not reach.allowed:
            return reach.reasons
    try:
        return offer(
            service,
            catalog=asked.catalog,
            currency=asked.currency,
            on=asked.on,
            rounding=asked.rounding,
            term=term,
            start=asked.start,
        )
    except NotFound:
        return (NO_PRICE(term=term, currency=asked.currency, on=asked.on),)

"""What is asked for: the lines of a call before VAT, for a renewal, a first term, a change in mid-term."""

from collections.abc import Iterator
from datetime import date, timedelta

from attrs import evolve, field, frozen

from ...decision import Reason, ReasonCode
from ...demands import UNCAPPED, Action, Caps, Grants, Stage
from ...documents import LineKind
from ...dunning import DunningPolicy, PossibleFee, resolve
from ...errors import NotFound, not_found
from ...money import Money, exact, times, zero
from ...periods import Period, Term
from ...proration import prorate
from ...renewal import (
    Blocked,
    Mode,
    PaidLine,
    RenewalPrice,
    Running,
    add_on,
    effective_mode,
    first_offer,
    late_price,
    new_period,
    offer,
    renewal_price,
)
from ...renewal.starts import Gap
from ...services import Service, ServiceState, Start
from ..account import Account
from ..book import Book, RenewalPolicy
from ..contracts import ServiceChange

SHORTENED = ReasonCode(
    "lifecycle.shortened", "{service} was cancelled for {ending}: only the days before are asked for."
)


@frozen(kw_only=True)
class Wanted:
    """One line of a call; `price` is net or gross as the catalog is, `product_id` what VAT looks at.

    `silent`: at this price it may renew without an order. `order_line` is its line of the order, if it was ordered.
    """

    id: str
    service_id: str
    product_id: str
    description: str
    term: Term
    period: Period
    price: Money = field(converter=exact)
    grants: Grants
    start: Start = Start.FROM_END
    schedule: tuple[Stage, ...] = ()
    caps: Caps = UNCAPPED
    discounts: tuple[str, ...] = ()
    kind: LineKind = LineKind.SERVICE
    silent: bool = False
    order_line: str = ""
    reasons: tuple[Reason, ...] = ()


def describe(service: Service, book: Book) -> str:
    """Return what a line calls a service."""
    name = f"{book.catalog.product(service.product_id).name}: {service.name}"
    return name if service.quantity == 1 else f"{service.quantity} x {name}"


def renewal(
    demand_id: str, service: Service, account: Account, book: Book, *, on: date, term: Term | None = None
) -> Iterator[Wanted]:
    """Yield what a renewal asks for; `term` is what the customer ordered, None what comes by itself.

    A change that waits for the renewal is part of it. Raises `NotFound` where there is no price.
    """
    service = _as_planned(service, account)
    policy = book.policy(service.product_id, contract=service.policy).renewal
    chosen = term or service.term
    asked = _price(service, account, book, policy, term=chosen, ordered=term is not None, on=on)
    found = offer(
        service,
        catalog=book.catalog,
        currency=account.currency,
        on=on,
        rounding=book.rounding,
        term=chosen,
        price=asked.price,
    )
    late = new_period(
        service.ends_on,
        term=chosen,
        paid_on=on,
        start=policy.start,
        active=service.state is ServiceState.ACTIVE,
        anchor_day=service.anchor_day,
    )
    cost = late_price(late, gap=policy.gap, price=found.price, term=chosen, rounding=book.rounding, fee=policy.gap_fee)
    if late.gap is not None and policy.gap is not Gap.WAIVE:
        billed = policy.gap is Gap.BILL
        yield Wanted(
            id=f"{demand_id}/{service.id}/gap",
            description=describe(service, book),
            term=chosen,
            period=late.gap,
            price=cost.amount,
            grants=Grants.PERIOD if billed else Grants.NOTHING,
            kind=LineKind.SERVICE if billed else LineKind.FEE,
            reasons=cost.reasons,
            service_id=service.id,
            product_id=service.product_id,
        )
    period = found.period if policy.start is Start.FROM_END else late.period
    silent = asked.mode if term is None else Mode.TACIT  # who ordered has seen the price
    schedule = _policy(service, silent, account, book, on=on, end=period.start)
    whole = Wanted(
        id=f"{demand_id}/{service.id}",
        description=describe(service, book),
        term=chosen,
        period=period,
        price=found.price,
        grants=Grants.TERM,
        start=policy.start,
        schedule=resolve(schedule, issued_on=on, end=period.start, calendar=book.adverse_days),
        caps=schedule.caps,
        discounts=found.discounts,
        silent=asked.mode is Mode.TACIT,
        reasons=(*found.reasons, *asked.reasons),
        service_id=service.id,
        product_id=service.product_id,
    )
    yield _until_its_end(whole, service, book)


def fee_for_coming_back(order_id: str, fee: PossibleFee, service: Service, book: Book, *, on: date) -> Wanted:
    """Return the line of a fee that bringing a service back costs; raises `NotFound` where its amount is open."""
    if fee.amount is None:
        raise not_found("fee", fee.what.value, "say how much it is")
    return Wanted(
        id=f"{order_id}/{service.id}/{fee.what.name.lower()}",
        service_id=service.id,
        product_id=service.product_id,
        description=f"{fee.what.value}, {describe(service, book)}",
        term=service.term,
        period=Period(on, on + timedelta(days=1)),
        price=fee.amount,
        grants=Grants.NOTHING,
        kind=LineKind.FEE,
    )


def _until_its_end(wanted: Wanted, service: Service, book: Book) -> Wanted:
    """Only the days that are left to a service that was cancelled for a day within the term."""
    ending = service.ending
    if ending is None or not wanted.period.start < ending < wanted.period.end:
        return wanted
    left = Period(wanted.period.start, ending)
    return evolve(
        wanted,
        period=left,
        price=prorate(wanted.price, part=left, whole=wanted.period, rounding=book.rounding).amount,
        grants=Grants.REST,
        reasons=(*wanted.reasons, SHORTENED(service=service.id, ending=ending)),
    )


def _as_planned(service: Service, account: Account) -> Service:
    """The service as it will be from its renewal on."""
    for change in account.changes:
        if change.service_id == service.id and change.waits_for_renewal:
            return evolve(
                service, product_id=change.product_id, quantity=change.quantity, term=change.quote.term, agreed=()
            )
    return service


def _price(
    service: Service,
    account: Account,
    book: Book,
    policy: RenewalPolicy,
    *,
    term: Term,
    ordered: bool,
    on: date,
) -> RenewalPrice:
    """The price of one renewal by the policy of its family, and how it may renew at that price."""
    listed = _listed(service, account, book, term=term, on=on)
    agreed = Mode.TACIT if service.tacit and not ordered else Mode.EXPLICIT
    try:
        before = _listed(service, account, book, term=term, on=service.coverage.grants[-1].period.start)
    except NotFound:
        before = listed
    return renewal_price(
        policy.price,
        agreed=before,
        listed=listed,
        starts=service.ends_on,
        mode=agreed,
        announced=[
            news.announcement for news in account.price_news if (news.service_id, news.term) == (service.id, term)
        ],
        notice=policy.price_notice,
        on_rise=policy.on_rise,
    )


def _listed(service: Service, account: Account, book: Book, *, term: Term, on: date) -> Money:
    one = book.catalog.renewal_price(
        service.product_id, term=term, currency=account.currency, on=on, agreed=service.agreed
    )
    return times(one, service.quantity)


def _policy(service: Service, priced: Mode, account: Account, book: Book, *, on: date, end: date) -> DunningPolicy:
    """The schedule of the mode this renewal really takes: tacit only if agreed, at this price, and chargeable."""
    policies = book.policy(service.product_id, contract=service.policy)
    agreed = Mode.TACIT if service.tacit else Mode.EXPLICIT
    charge = next((stage for stage in policies.tacit.stages if stage.action is Action.CHARGE), None)
    charge_on = end if charge is None else charge.day_from(end, calendar=book.adverse_days)
    mode = effective_mode(agreed, instruments=account.instruments, charge_on=max(charge_on, on)).mode
    return policies.schedule(mode if priced is Mode.TACIT else Mode.EXPLICIT)


def first_term(
    demand_id: str, service: Service, account: Account, book: Book, *, on: date, term: Term
) -> Iterator[Wanted]:
    """Yield what a service that was ordered asks for: its first term, or the days its parent has left."""
    found = first_offer(
        service.id,
        product_id=service.product_id,
        term=term,
        starts=on,
        catalog=book.catalog,
        currency=account.currency,
        on=on,
        rounding=book.rounding,
        discounts=service.discounts,
        quantity=service.quantity,
    )
    wanted = Wanted(
        id=f"{demand_id}/{service.id}",
        service_id=service.id,
        product_id=service.product_id,
        description=describe(service, book),
        term=term,
        period=found.period,
        price=found.price,
        grants=Grants.TERM,
        discounts=found.discounts,
        reasons=found.reasons,
    )
    yield wanted if service.parent is None else _with_parent(wanted, account.service(service.parent), account, book, on)


def _with_parent(wanted: Wanted, parent: Service, account: Account, book: Book, on: date) -> Wanted:
    if parent.coverage.end is None:  # ordered and not paid yet: both begin anew
        return wanted
    nothing = zero(account.currency)
    days = tuple(PaidLine(line_id=each.line_id, period=each.period, paid=nothing) for each in parent.coverage.grants)
    running = Running(service_id=parent.id, term=parent.term, anchor_day=parent.anchor_day, price=nothing, lines=days)
    found = add_on(
        running, service_id=wanted.service_id, term=wanted.term, price=wanted.price, on=on, rounding=book.rounding
    )
    if isinstance(found, Blocked):
        return wanted
    return evolve(
        wanted, period=Period(on, found.new_end), price=found.charge, grants=Grants.REST, reasons=found.reasons
    )


def change(wanted: ServiceChange, account: Account, book: Book) -> Iterator[Wanted]:
    """Yield what a change in mid-term asks for, one line a stretch of days."""
    service = evolve(account.service(wanted.service_id), product_id=wanted.product_id, quantity=wanted.quantity)
    for number, charge in enumerate(wanted.quote.charges, start=1):
        yield Wanted(
            id=f"{wanted.id}/{number}",
            service_id=service.id,
            product_id=service.product_id,
            description=describe(service, book),
            term=wanted.quote.term,
            period=charge.part,
            price=charge.amount,
            grants=Grants.PERIOD,
            reasons=wanted.quote.reasons if number == 1 else (),
        )

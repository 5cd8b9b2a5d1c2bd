"""Asking for money: a call for every order, and for every renewal whose day has come."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import TypeVar

from attrs import evolve

from ..decision import Reason, ReasonCode
from ..demands import Action, Demand, Kind, Part, PartState
from ..documents import Basis, DraftProforma, Item, Line, price_lines
from ..dunning import resolve
from ..errors import NotFound
from ..money import zero
from ..parties import Role
from ..periods import Term
from ..renewal import Mode, Offer, can_renew, offer
from ..renewal.mode import effective_mode
from ..services import Service
from ..vat import Undetermined, VatDecision
from .account import Account, Order
from .book import Book
from .quote import buyer_of, lines_of, proforma_of, vat
from .steps import Blockage, IssueProforma, Step

T = TypeVar("T", Service, Order, Demand)

NOT_IN_BOOK = ReasonCode("lifecycle.not_in_book", "The {field} is not known: {value}. Remedy: {remedy}.")
VAT_OPEN = ReasonCode("lifecycle.vat_open", "VAT of {service} cannot be determined: {problem}.")


def calls(account: Account, book: Book, *, on: date) -> Iterator[Step | Blockage]:
    """Yield the calls to be issued on a day, and what keeps one from being made: VAT, a price, a policy."""
    for demand in account.demands:
        if demand.is_open and demand.document is None and demand.kind is Kind.CALL:
            yield from _or_blocked(_call_again, demand, account, book, on=on)
    for order in account.orders:
        yield from _or_blocked(_ordered, order, account, book, on=on)
    ordered = {line.service_id for order in account.orders for line in order.lines}
    for service in account.services:
        if service.id not in ordered and can_renew(service) and account.open_part(service.id) is None:
            yield from _or_blocked(_renewed, service, account, book, on=on)


def _or_blocked(
    make: Callable[[T, Account, Book, date], Iterator[Step | Blockage]],
    wanted: T,
    account: Account,
    book: Book,
    *,
    on: date,
) -> Iterator[Step | Blockage]:
    """Whatever one call refers to and the book lacks holds back that call alone."""
    try:
        yield from make(wanted, account, book, on)
    except NotFound as error:
        yield not_in_book(wanted.id, "proforma", error)


def not_in_book(wanted: str, what: str, error: NotFound) -> Blockage:
    """Return what is held back because the book lacks something."""
    fault = error.faults[0]
    missing = NOT_IN_BOOK(field=fault.field, value=str(fault.value), remedy=fault.remedy)
    return Blockage(service_id=wanted, what=what, reasons=(missing,))


def _ordered(order: Order, account: Account, book: Book, on: date) -> Iterator[Step | Blockage]:
    offers = [_offer(account.service(line.service_id), account, book, on=on, term=line.term) for line in order.lines]
    yield from _call(order.id, offers, account, book, on=on)


def _renewed(service: Service, account: Account, book: Book, on: date) -> Iterator[Step | Blockage]:
    policy = book.policy(service.product_id, contract=service.policy)
    if on >= policy.explicit.issue_day(service.ends_on) and not invoiced_first(service, book):
        renewal = _offer(service, account, book, on=on)
        yield from _call(_unused(f"{service.id}/{renewal.period.start}", account), [renewal], account, book, on=on)


def _unused(demand_id: str, account: Account) -> str:
    """The same period may be asked for again: what was paid for it went back, or the call for it was withdrawn."""
    before = sum(demand.id == demand_id or demand.id.startswith(f"{demand_id}#") for demand in account.demands)
    return f"{demand_id}#{before + 1}" if before else demand_id


def _offer(service: Service, account: Account, book: Book, *, on: date, term: Term | None = None) -> Offer:
    return offer(service, catalog=book.catalog, currency=account.currency, on=on, rounding=book.rounding, term=term)


def _call(demand_id: str, offers: list[Offer], account: Account, book: Book, *, on: date) -> Iterator[Step | Blockage]:
    decisions = {offer.service_id: vat(offer.service_id, account, book, on=on) for offer in offers}
    undetermined = {id: found for id, found in decisions.items() if isinstance(found, Undetermined)}  # noqa: A001
    if undetermined:
        for service_id, problem in undetermined.items():
            reasons = (VAT_OPEN(service=service_id, problem=problem.problem.value), *problem.reasons)
            yield Blockage(service_id=service_id, what="proforma", reasons=reasons)
        return
    items = [
        Item(
            id=f"{demand_id}/{renewal.service_id}",
            service_id=renewal.service_id,
            description=describe(account.service(renewal.service_id), book),
            period=renewal.period,
            price=renewal.price,
            vat=decision,
            identifiers=account.service(renewal.service_id).identifiers,
        )
        for renewal in offers
        if isinstance(decision := decisions[renewal.service_id], VatDecision)
    ]
    lines = price_lines(items, gross=book.catalog.gross, rounding=book.rounding)
    parts = tuple(_part(line, renewal, account, book, on=on) for line, renewal in zip(lines, offers, strict=True))
    due_on = _due_day(parts, account, book, on=on)
    demand = Demand(
        id=demand_id,
        kind=Kind.CALL,
        parts=parts,
        issued_on=on,
        due_on=due_on,
        held=zero(account.currency),
        filling=book.filling,
    )
    draft = DraftProforma(
        demand_id=demand_id,
        seller=book.seller,
        customer=buyer_of(decisions, account),
        currency=account.currency,
        lines=lines,
        due_on=due_on,
        particulars=book.papers.particulars,
        cut_over=book.papers.cut_over,
    )
    yield _issue(demand, draft, on=on, reasons=tuple(reason for each in offers for reason in each.reasons))


def invoiced_first(service: Service, book: Book) -> bool:
    """Tell whether the periods of a service are invoiced as they begin: agreed on, and so by policy."""
    return service.tacit and book.policy(service.product_id, contract=service.policy).invoice_on is Basis.PERIOD


def describe(service: Service, book: Book) -> str:
    """Return what a line says was sold."""
    return f"{book.catalog.product(service.product_id).name}: {service.name}"


def _part(line: Line, renewal: Offer, account: Account, book: Book, *, on: date) -> Part:
    service = account.service(line.service_id)
    agreed = Mode.TACIT if service.tacit else Mode.EXPLICIT
    policies = book.policy(service.product_id, contract=service.policy)
    charge = next((stage for stage in policies.tacit.stages if stage.action is Action.CHARGE), None)
    charge_on = line.period.start + timedelta(days=charge.days if charge else 0)
    mode = effective_mode(agreed, instruments=account.instruments, charge_on=max(charge_on, on)).mode
    return Part(
        id=line.id,
        service_id=line.service_id,
        term=renewal.term,
        period=line.period,
        amounts=line.amounts,
        discounts=renewal.discounts,
        schedule=resolve(policies.schedule(mode), issued_on=on, end=line.period.start),
        caps=policies.schedule(mode).caps,
    )


def _call_again(demand: Demand, account: Account, book: Book, on: date) -> Iterator[Step | Blockage]:
    """Ask for the rest of a demand after a part was withdrawn, or for what was paid and went back.

    The prices stay the same, VAT is worked out on what is asked for. What went back may be paid within the time of a
    new call.
    """
    before = proforma_of(account, demand.id).content
    items = [
        Item(
            id=line.id,
            service_id=line.service_id,
            description=line.description,
            period=line.period,
            price=line.amounts.gross if book.catalog.gross else line.amounts.net,
            vat=line.vat,
        )
        for line in lines_of(account, demand, [part.id for part in demand.open_parts])
    ]
    lines = price_lines(items, gross=book.catalog.gross, rounding=book.rounding)
    for line in lines:
        demand = demand.with_part(evolve(demand.part(line.id), amounts=line.amounts))
    due_on = max(before.due_on, on)
    if _went_back(demand):
        due_on = max(due_on, _due_day(demand.open_parts, account, book, on=on))
        demand = evolve(demand, due_on=due_on)
    draft = evolve(before, customer=buyer_of([line.service_id for line in lines], account), due_on=due_on, lines=lines)
    yield _issue(demand, draft, on=on, reasons=())


def _went_back(demand: Demand) -> bool:
    return any(part.state is PartState.REVERSED for part in demand.parts)


def _due_day(parts: Iterable[Part], account: Account, book: Book, *, on: date) -> date:
    """The first of the days until which the policies of the parts let them be paid."""
    return min(
        book.policy(service.product_id, contract=service.policy).explicit.due_day(issued_on=on, end=part.period.start)
        for part in parts
        for service in [account.service(part.service_id)]
    )


def _issue(demand: Demand, draft: DraftProforma, *, on: date, reasons: tuple[Reason, ...]) -> IssueProforma:
    again = f"/{len(demand.parts)}" if _went_back(demand) else ""
    return IssueProforma(
        key=f"{demand.id}/call/{len(demand.open_parts)}{again}",
        on=on,
        draft=draft,
        demand=demand,
        to=draft.customer.recipient(Role.BILLING),
        reasons=reasons,
    )

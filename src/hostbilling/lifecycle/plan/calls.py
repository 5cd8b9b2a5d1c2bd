"""Asking for money: a call for every order, and for every renewal whose day has come."""

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import evolve

from ...decision import Reason, ReasonCode
from ...demands import PLAIN_FILLING, Demand, Kind, Part, PartState
from ...documents import DraftProforma, Line, PaidBy, Prepaid, Ref, call_again, ref_of
from ...money import Money, is_zero, least, total, zero
from ...parties import Role
from ..account import Account
from ..apply.asked import lines_of, proforma_of
from ..asked import Order
from ..book import Book
from ..contracts import ServiceChange
from ..steps import Blockage, IssueProforma, Step
from .asking import asked_by, lines_for, or_blocked
from .back import last_day_back
from .offers import Wanted, renewal
from .offers import change as wanted_of
from .quote import buyer_of, invoiced_first, policy_of
from .quotes import is_unconfirmed
from .together import Renewals, renewals_due

ASKED_ANEW = ReasonCode("lifecycle.asked_anew", "{before} no longer says what {demand} asks for: it is asked for anew.")


def calls(account: Account, book: Book, *, on: date) -> Iterator[Step | Blockage]:
    """Yield the calls to be issued on a day, and what keeps one from being made: VAT, a price, a policy."""
    for demand in account.demands:
        if demand.is_open and demand.document is None and demand.kind is Kind.CALL:
            yield from or_blocked(_call_again, demand, account, book, on=on, what="proforma")
    for order in account.orders:
        if is_unconfirmed(order, account, book):
            continue
        yield from or_blocked(_ordered, order, account, book, on=on, what="proforma")
    for change in account.changes:
        yield from or_blocked(_changed, change, account, book, on=on, what="proforma")
    for together in renewals_due(account, book, on=on):
        yield from or_blocked(_renewed, together, account, book, on=on, what="proforma")


def _ordered(order: Order, account: Account, book: Book, on: date) -> Iterator[Step | Blockage]:
    wanted, waiting = asked_by(order, account, book, on=on, what="proforma")
    yield from waiting
    if waiting:
        return
    confirmed = tuple(ref_of(each) for each in account.confirmations if each.content.demand_id == order.id)
    yield from _call(
        order.id,
        wanted,
        account,
        book,
        on=on,
        follows=(*order.follows, *confirmed),
        last_day=_last_day(order, account, book),
    )


def _last_day(order: Order, account: Account, book: Book) -> date | None:
    """The last day on which what is deleted can be paid for."""
    days = (last_day_back(account.service(line.service_id), account, book) for line in order.lines)
    return min((day for day in days if day is not None), default=None)


def _renewed(together: Renewals, account: Account, book: Book, on: date) -> Iterator[Step | Blockage]:
    services = [each for each in together.services if not invoiced_first(each, book)]
    calendar = book.adverse_days
    due = [each for each in services if on >= policy_of(each, book).explicit.issue_day(each.ends_on, calendar=calendar)]
    if due:
        demand_id = _unused(f"{due[0].id}/{due[0].ends_on}", account)
        wanted = [each for service in due for each in renewal(demand_id, service, account, book, on=on)]
        yield from _call(demand_id, wanted, account, book, on=on)


def _changed(change: ServiceChange, account: Account, book: Book, on: date) -> Iterator[Step | Blockage]:
    if change.waits_for_renewal or on > change.quote.effective or any(each.id == change.id for each in account.demands):
        return
    credit = total((each.gross for each in change.credits), currency=account.currency)
    wanted = wanted_of(change, account, book)
    yield from _call(change.id, wanted, account, book, on=on, due_on=change.quote.effective, credit=credit)


def _unused(demand_id: str, account: Account) -> str:
    """The same period may be asked for again: what was paid for it went back, or the call for it was withdrawn."""
    before = sum(demand.id == demand_id or demand.id.startswith(f"{demand_id}#") for demand in account.demands)
    return f"{demand_id}#{before + 1}" if before else demand_id


def _call(
    demand_id: str,
    asked: Iterable[Wanted],
    account: Account,
    book: Book,
    *,
    on: date,
    due_on: date | None = None,
    last_day: date | None = None,
    credit: Money | None = None,
    follows: tuple[Ref, ...] = (),
) -> Iterator[Step | Blockage]:
    wanted = tuple(asked)
    lines, blocked = lines_for(wanted, account, book, on=on, what="proforma")
    yield from blocked
    if blocked:
        return
    parts = tuple(_part(line, each) for line, each in zip(lines, wanted, strict=True))
    due_on = _due_day(parts, account, book, on=on) if due_on is None else due_on
    demand = Demand(
        id=demand_id,
        kind=Kind.CALL,
        parts=parts,
        issued_on=on,
        due_on=due_on if last_day is None else min(due_on, last_day),
        held=zero(account.currency),
        credit=zero(account.currency) if credit is None else credit,
        filling=book.filling if credit is None else PLAIN_FILLING,  # a change is made whole or not at all
    )
    draft = DraftProforma(
        demand_id=demand_id,
        seller=book.seller,
        customer=buyer_of({each.service_id for each in wanted}, account),
        currency=account.currency,
        lines=lines,
        due_on=demand.due_on,
        prepaid=_credited(demand, on=on),
        particulars=book.papers.particulars,
        cut_over=book.papers.cut_over,
        follows=follows,
    )
    yield _issue(demand, draft, on=on, reasons=tuple(reason for each in wanted for reason in each.reasons))


def _credited(demand: Demand, *, on: date) -> tuple[Prepaid, ...]:
    """What earlier invoices give back for it, up to what is asked."""
    amount = least(demand.credit, demand.asked)
    return () if is_zero(amount) else (Prepaid(amount=amount, on=on, by=PaidBy.CREDIT_NOTE),)


def _part(line: Line, wanted: Wanted) -> Part:
    return Part(
        id=line.id,
        service_id=line.service_id,
        term=wanted.term,
        period=line.period,
        amounts=line.amounts,
        discounts=wanted.discounts,
        schedule=wanted.schedule,
        caps=wanted.caps,
        grants=wanted.grants,
        start=wanted.start,
        price=wanted.price,
    )


def _call_again(demand: Demand, account: Account, book: Book, on: date) -> Iterator[Step | Blockage]:
    """Ask for the rest of a demand after a part was withdrawn, or for what was paid and went back.

    What went back may be paid within the time of a new call.
    """
    before = proforma_of(account, demand.id)
    due_on = max(before.content.due_on, on)
    if _went_back(demand):
        due_on = max(due_on, _due_day(demand.open_parts, account, book, on=on))
        demand = evolve(demand, due_on=due_on)
    draft = call_again(before, lines_of(account, demand, [part.id for part in demand.open_parts]), due_on=due_on)
    buyer = buyer_of([line.service_id for line in draft.lines], account)
    said = ASKED_ANEW(demand=demand.id, before=before.number)
    yield _issue(demand, evolve(draft, customer=buyer), on=on, reasons=(said,))


def _went_back(demand: Demand) -> bool:
    return any(part.state is PartState.REVERSED for part in demand.parts)


def _due_day(parts: Iterable[Part], account: Account, book: Book, *, on: date) -> date:
    """The first of the days until which the policies of the parts let them be paid."""
    return min(
        policy_of(service, book).explicit.due_day(issued_on=on, end=part.period.start)
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

"""`decide`: changes in mid-term are quoted from what was really paid, and ordered."""

from datetime import date

from attrs import evolve

from ...decision import Reason, ReasonCode
from ...money import Money, times, zero
from ...renewal import Blocked, PaidLine, Quote, Running, anchor_change, plan_change, term_change
from ...services import Cause, Service, ServiceState
from ..account import Account
from ..apply.giving_back import line_credits
from ..book import Book
from ..commands import ChangeService
from ..contracts import ServiceChange
from ..facts import ServiceChangeOrdered
from ..outcome import Outcome, Refused, accept

CHANGE_DUE = ReasonCode(
    "lifecycle.change_due",
    "{service} changes on {effective} once it is paid by then: {due} {currency} at the prices of the list.",
)
CHANGE_AT_RENEWAL = ReasonCode("lifecycle.change_at_renewal", "{service} changes with its renewal on {effective}.")
CHANGED_BEFORE = ReasonCode("lifecycle.changed_before", "{change} was ordered before: nothing is added.")
CHANGE_ID_TAKEN = ReasonCode("lifecycle.change_id_taken", "{change} names a call already: give the change another id.")
CHANGE_OPEN = ReasonCode("lifecycle.change_open", "{service} is about to change already: {change}.")
NOT_RUNNING = ReasonCode("lifecycle.not_running", "{service} is {state}: only what runs can be changed.")
CHANGE_PAST = ReasonCode("lifecycle.change_past", "{effective} is before {on}: a change is made from today on.")
CHANGE_ENDING = ReasonCode("lifecycle.change_ending", "{service} ends on {ending}: it is kept first, then changed.")
SAME = ReasonCode("lifecycle.change_same", "{service} is that already.")
OTHER_FAMILY = ReasonCode(
    "lifecycle.other_family",
    "{product} is of family {family}, {service} of {own}: it is ordered as a service of its own.",
)
PAID_ELSEWHERE = ReasonCode(
    "lifecycle.paid_elsewhere",
    "What was paid for {service} until {end} is not known here: it changes with its renewal.",
)
INVOICE_COMING = ReasonCode("lifecycle.invoice_coming", "What was paid for {service} is invoiced first: ask tomorrow.")
_PAID = (Cause.OPENING, Cause.PAID)


def change_service(account: Account, command: ChangeService, book: Book, *, on: date) -> Outcome:
    """Quote a change and order it, or say why it cannot be made."""
    if command.id in account.changes_known:
        return accept(CHANGED_BEFORE(change=command.id))
    if command.id in {*(each.id for each in account.demands), *(each.id for each in account.placed)}:
        return Refused(reasons=(CHANGE_ID_TAKEN(change=command.id),))
    service = account.service(command.service_id)
    found = (
        _against(account, service, command, on) or _leads_away(service, command, book) or quoted(account, command, book)
    )
    if isinstance(found, Reason):
        return Refused(reasons=(found,))
    if isinstance(found, Blocked):
        return Refused(reasons=found.reasons)
    why = f"{found.change.value} of {service.id}"
    change = ServiceChange(
        id=command.id,
        product_id=command.product_id or service.product_id,
        quantity=command.quantity or service.quantity,
        quote=found,
        credits=line_credits(account, found.credits, id_=command.id, why=why),
    )
    if change.waits_for_renewal:
        said = CHANGE_AT_RENEWAL(service=service.id, effective=found.effective)
    else:
        said = CHANGE_DUE(
            service=service.id, effective=found.effective, due=found.due.amount, currency=account.currency
        )
    return accept(said, ServiceChangeOrdered(change=change, on=on, known=on))


def _leads_away(service: Service, command: ChangeService, book: Book) -> Reason | None:
    """Why a product of another family is no change: other registries, other schedules, other law."""
    if command.product_id is None:
        return None
    own = book.catalog.product(service.product_id).family
    wanted = book.catalog.product(command.product_id).family
    into = book.policy(service.product_id, contract=service.policy).renewal.into
    if wanted is own or wanted in into:
        return None
    return OTHER_FAMILY(product=command.product_id, family=wanted, service=service.id, own=own)


def quoted(account: Account, command: ChangeService, book: Book) -> Quote | Blocked:
    """Return what a change costs on the day it is wanted for, without ordering it.

    Prices are those of the list on that day, net or gross as the catalog is. Raises `NotFound` where there is none.
    """
    service = account.service(command.service_id)
    policy = book.policy(service.product_id, contract=service.policy).renewal.change
    after = evolve(
        service,
        product_id=command.product_id or service.product_id,
        quantity=command.quantity or service.quantity,
        term=command.term or service.term,
    )
    on = command.effective
    price = _price(after, account, book, on)
    running = _running(service, account, book, on)
    if command.term is not None:
        return term_change(running, term=command.term, price=price, on=on, rounding=book.rounding, policy=policy)
    if command.anchor_day is not None:
        return anchor_change(running, anchor_day=command.anchor_day, on=on, rounding=book.rounding, policy=policy)
    return plan_change(running, price=price, on=on, rounding=book.rounding, policy=policy)


def _running(service: Service, account: Account, book: Book, on: date) -> Running:
    asked = account.open_part(service.id)
    price = _price(service, account, book, on)
    known = account.lines_of(service.id)
    ids = {line.line_id for line in known}
    given = (grant for grant in service.coverage.grants if grant.line_id not in ids)
    lines = (
        *known,
        *(PaidLine(line_id=each.line_id, period=each.period, paid=zero(account.currency)) for each in given),
    )
    if asked is None:
        return Running(
            service_id=service.id, term=service.term, anchor_day=service.anchor_day, price=price, lines=lines
        )
    demand, part = asked
    return Running(
        service_id=service.id,
        term=service.term,
        anchor_day=service.anchor_day,
        price=price,
        lines=lines,
        renewal=part,
        renewal_kind=demand.kind,
    )


def _price(service: Service, account: Account, book: Book, on: date) -> Money:
    one = book.catalog.renewal_price(
        service.product_id, term=service.term, currency=account.currency, on=on, agreed=service.agreed
    )
    return times(one, service.quantity)


def _against(account: Account, service: Service, command: ChangeService, on: date) -> Reason | None:
    if command.effective < on:
        return CHANGE_PAST(effective=command.effective, on=on)
    if service.state is not ServiceState.ACTIVE or service.coverage.end is None:
        return NOT_RUNNING(service=service.id, state=service.state)
    if service.ending is not None:
        return CHANGE_ENDING(service=service.id, ending=service.ending)
    now = {
        "product_id": service.product_id,
        "quantity": service.quantity,
        "term": service.term,
        "anchor_day": service.anchor_day,
    }
    if all(getattr(command, name) in (None, value) for name, value in now.items()):
        return SAME(service=service.id)
    open_change = next((change for change in account.changes if change.service_id == service.id), None)
    if open_change is not None:
        return CHANGE_OPEN(service=service.id, change=open_change.id)
    known = {line.line_id for line in account.lines_of(service.id)}
    paid_elsewhere = [
        grant
        for grant in service.coverage.grants
        if grant.cause in _PAID and grant.line_id not in known and command.effective < grant.period.end
    ]
    if paid_elsewhere:
        return PAID_ELSEWHERE(service=service.id, end=service.ends_on)
    if any(line_id in each.part_ids for each in account.to_invoice for line_id in known):
        return INVOICE_COMING(service=service.id)
    return None

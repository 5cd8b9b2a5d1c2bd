"""What follows from orders, changes and ends: set-up, access, the change itself, the lapse, the deletion."""

from collections.abc import Iterator
from datetime import date, timedelta

from ...decision import Reason, ReasonCode
from ...demands import PartState
from ...renewal import OrderEvent, OrderState
from ...services import Service, ServiceState
from ..account import Account
from ..book import Book
from ..steps import DeleteService, LapseCall, ProvideService, PurgeService, SendAccess, Step, SwitchService
from .back import last_day_back

PROVIDE = ReasonCode("lifecycle.provide", "{service} is paid until {end}: it is set up.")
ACCESS = ReasonCode("lifecycle.access", "{order} is paid and needs the message {message}.")
SWITCH = ReasonCode("lifecycle.switch", "{service} changes on {on}, as ordered by {change}.")
LAPSED = ReasonCode("lifecycle.lapsed", "{demand} could be paid until {until}: nobody did, so it is not asked for.")
CANCELLED = ReasonCode("lifecycle.cancelled", "{service} was cancelled for {ending}.")
REVERSED = ReasonCode("lifecycle.restore_reversed", "{service} is not restored: what was paid for it went back.")
CANCELLED_STAGE = "cancelled"


def handing_over(account: Account, book: Book, *, on: date) -> Iterator[Step]:
    """Yield what has to be done for services that were ordered, changed or cancelled."""
    yield from _provided(account, on=on)
    yield from _switched(account, on=on)
    yield from _lapsed(account, book, on=on)
    for service in account.services:
        yield from _ended(service, account, book, on=on)


def _provided(account: Account, *, on: date) -> Iterator[Step]:
    for service in account.services:
        if service.state is ServiceState.ORDERED and service.coverage.end is not None:
            why = PROVIDE(service=service.id, end=service.ends_on)
            yield ProvideService(key=f"{service.id}/provide", on=on, service_id=service.id, reasons=(why,))
    for order in account.placed:
        if order.state is not OrderState.VALIDATED:
            continue
        ready = all(account.service(o.service_id).state is not ServiceState.ORDERED for o in order.offers)
        for message in sorted(order.missing, key=lambda each: each.value):
            if ready or message is OrderEvent.CREDENTIALS_SENT:
                yield SendAccess(
                    key=f"{order.id}/{message.value}",
                    on=on,
                    order_id=order.id,
                    message=message,
                    to=order.contact,
                    reasons=(ACCESS(order=order.id, message=message.value),),
                )


def _switched(account: Account, *, on: date) -> Iterator[Step]:
    for todo in account.switching:
        service = account.service(todo.service_id)
        if on >= todo.on and not service.is_gone:
            yield SwitchService(
                key=f"{todo.change_id}/switch",
                on=on,
                service_id=service.id,
                change_id=todo.change_id,
                product_id=service.product_id,
                quantity=service.quantity,
                reasons=(SWITCH(service=service.id, on=todo.on, change=todo.change_id),),
            )


def _lapsed(account: Account, book: Book, *, on: date) -> Iterator[Step]:
    for change in account.changes:
        if not change.waits_for_renewal and on > change.quote.effective:
            yield _lapse(change.id, change.quote.effective, on)
    ordered = {each.id for each in account.placed}
    for demand in account.demands:
        waiting = [  # what no schedule ends, or what was never there
            service
            for part in demand.open_parts
            for service in [account.service(part.service_id)]
            if service.state is ServiceState.ORDERED or (demand.id in ordered and not part.schedule)
        ]
        if waiting:
            days = max(book.policy(each.product_id, contract=each.policy).renewal.lapses_after for each in waiting)
            until = demand.due_on + timedelta(days=days)
            if on > until:
                yield _lapse(demand.id, until, on)


def _lapse(demand_id: str, until: date, on: date) -> LapseCall:
    return LapseCall(
        key=f"{demand_id}/lapse", on=on, demand_id=demand_id, reasons=(LAPSED(demand=demand_id, until=until),)
    )


def _ended(service: Service, account: Account, book: Book, *, on: date) -> Iterator[Step]:
    if _was_reversed(service, account):
        yield from _purged(service, account, book, REVERSED(service=service.id), on=on)
    if service.ending is None or on < service.ending:
        return
    why = CANCELLED(service=service.id, ending=service.ending)
    if not service.is_gone and service.state is not ServiceState.ORDERED:
        yield DeleteService(
            key=f"{service.id}/{CANCELLED_STAGE}/{service.ending}",
            on=on,
            service_id=service.id,
            stage=CANCELLED_STAGE,
            reasons=(why,),
        )
    else:
        yield from _purged(service, account, book, why, on=on)


def _purged(service: Service, account: Account, book: Book, why: Reason, *, on: date) -> Iterator[Step]:
    """The end of the data of a deleted service that no call of its own counts for."""
    if service.state is not ServiceState.DELETED or _latest_part(service, account) in (
        PartState.WITHDRAWN,
        PartState.OPEN,
    ):
        return
    last_day = last_day_back(service, account, book)
    if last_day is not None and on > last_day:
        yield PurgeService(key=f"{service.id}/purge", on=on, service_id=service.id, reasons=(why,))


def _was_reversed(service: Service, account: Account) -> bool:
    """Whether a service was to be restored and the money for it went back."""
    return service.ending is None and _latest_part(service, account) is PartState.REVERSED


def _latest_part(service: Service, account: Account) -> PartState | None:
    """Where the last part stands that asked for a term: open or withdrawn, its own schedule says when the data goes."""
    demand = account.latest_demand(service.id)
    part = None if demand is None else demand.renewal_of(service.id)
    return None if part is None else part.state

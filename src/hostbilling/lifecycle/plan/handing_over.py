"""What follows from orders, changes and ends: set-up, access, the change itself, the lapse, the deletion."""

from collections.abc import Iterator
from datetime import date, timedelta

from ...decision import ReasonCode
from ...demands import Action, PartState
from ...renewal import OrderEvent, OrderState
from ...services import Service, ServiceState
from ..account import Account
from ..book import Book
from ..steps import DeleteService, LapseCall, ProvideService, PurgeService, SendAccess, Step, SwitchService

PROVIDE = ReasonCode("lifecycle.provide", "{service} is paid until {end}: it is set up.")
ACCESS = ReasonCode("lifecycle.access", "{order} is paid and needs the message {message}.")
SWITCH = ReasonCode("lifecycle.switch", "{service} changes on {on}, as ordered by {change}.")
LAPSED = ReasonCode("lifecycle.lapsed", "{demand} could be paid until {until}: nobody did, so it is not asked for.")
CANCELLED = ReasonCode("lifecycle.cancelled", "{service} was cancelled for {ending}.")
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
    elif service.state is ServiceState.DELETED and service.changed_on is not None:
        stages = book.policy(service.product_id, contract=service.policy).explicit.stages
        purge = next((stage for stage in stages if stage.action is Action.PURGE), None)
        if purge is None or _asked(service, account):
            return
        if on >= purge.day_from(service.changed_on, calendar=book.adverse_days):
            yield PurgeService(key=f"{service.id}/purge", on=on, service_id=service.id, reasons=(why,))


def _asked(service: Service, account: Account) -> bool:
    """Whether the last call for it was withdrawn: then its own schedule says when the data goes."""
    demand = account.latest_demand(service.id)
    part = None if demand is None else demand.renewal_of(service.id)
    return part is not None and part.state is PartState.WITHDRAWN

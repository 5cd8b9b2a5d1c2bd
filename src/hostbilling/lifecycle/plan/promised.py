"""What was promised in hours and is not there yet: until when, and who looks after it once it is late.

A promise counts from the payment that completed what was asked for. Where the channel tells no instant, it counts from
the end of the day of the payment, so that nothing is called late before it is.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from enum import Enum

from attrs import frozen

from ...dunning import Case, Progress, Promise, check_promise, promise
from ...errors import check_instant, check_type, refuse
from ...periods.instants import midnight
from ...renewal import OrderState
from ...services import Service, ServiceState
from ..account import Account
from ..book import Book
from ..steps import OpenCase
from .back import is_to_be_restored
from .reactivations import is_to_be_reactivated

_DAY = timedelta(days=1)


class Delivery(Enum):
    """What was promised."""

    SET_UP = "set_up"
    """A service that was ordered and paid works (`Product.delivery`)."""
    ACCESS = "access"
    """And what is needed to use it was sent."""
    REACTIVATION = "reactivation"
    """A service that was off works again (`FamilyPolicy.back`)."""
    RESTORATION = "restoration"
    """A service that was deleted works again."""


@frozen(kw_only=True)
class Promised:
    """Something that was promised and has not been done: `what`, for the service or order `about`, and until when."""

    what: Delivery
    about: str
    promise: Promise

    @property
    def key(self) -> str:
        """What makes its case be opened once."""
        return f"{self.about}/{self.what.value}/{self.promise.due.isoformat()}/late"


def promises(account: Account, book: Book, *, on: date) -> tuple[Promised, ...]:
    """Return what is paid for and still to be delivered on a day, each with the instant by which it was promised."""
    found = [*_services(account, book, on=on), *_access(account, book)]
    return tuple(sorted(found, key=lambda each: (each.promise.due, each.about)))


def late_deliveries(account: Account, book: Book, *, on: date, now: datetime) -> Iterator[OpenCase]:
    """Yield a case for every promise that is broken at an aware instant, each under a key of its own, once.

    The nightly plan asks this for the first instant of its day. A host that promises hours asks it every hour, stores
    the steps as it does those of a plan, and gets none of them twice. `on` is the day of `now` in the seller's zone.
    """
    refuse(check_type("account", account, Account), check_type("book", book, Book), check_instant("now", now))
    for each in promises(account, book, on=on):
        sent = each.what is Delivery.ACCESS
        found = check_promise(each.promise, Progress(paid=True, arrived=False, done=sent), now=now)
        if found.case is not Case.NONE and each.key not in account.answered | account.intended:
            yield OpenCase(key=each.key, on=on, case=found.case, about=each.about, reasons=found.reasons)


def _services(account: Account, book: Book, *, on: date) -> Iterator[Promised]:
    for service in account.services:
        what = _owed(service, account, on=on)
        if what is None:
            continue
        back = book.policy(service.product_id, contract=service.policy).back
        within = None if back is None else back.within
        if what is Delivery.SET_UP:
            within = book.catalog.product(service.product_id).delivery
        if within is not None:
            since = _since(service, account, book)
            kept = promise(within, since=since, zone=book.seller.zone)
            yield Promised(what=what, about=service.id, promise=kept)


def _owed(service: Service, account: Account, *, on: date) -> Delivery | None:
    if service.state is ServiceState.ORDERED and service.coverage.end is not None:
        return Delivery.SET_UP
    if is_to_be_reactivated(service, on=on):
        return Delivery.REACTIVATION
    return Delivery.RESTORATION if is_to_be_restored(service, account) else None


def _since(service: Service, account: Account, book: Book) -> datetime:
    """The instant from which a promise about a service counts: its payment, and never while it still worked."""
    zone = book.seller.zone
    asked = [demand.id for demand in account.demands if any(part.service_id == service.id for part in demand.parts)]
    paid = [at for id_ in asked if (at := paid_at(account, id_, book)) is not None]
    first = service.changed_on or service.coverage.grants[0].period.start
    return max([*paid, midnight(first, zone=zone)])


def paid_at(account: Account, demand_id: str, book: Book) -> datetime | None:
    """Return the instant of the last money for a demand, None where none came."""
    zone = book.seller.zone
    payments = {payment.id: payment for payment in account.payments}
    entries = {entry.id: entry for entry in account.wallet.entries}
    found: list[datetime] = []
    for source, asked_by in account.put_to:
        if asked_by != demand_id:
            continue
        payment = payments.get(source)
        if payment is not None and payment.received_at is not None:
            found.append(payment.received_at)
        else:
            day = entries[source].on if payment is None else payment.received_on
            found.append(midnight(day + _DAY, zone=zone))
    return max(found, default=None)


def _access(account: Account, book: Book) -> Iterator[Promised]:
    """The messages of an order whose services are there: they are promised with the slowest of them."""
    for order in account.placed:
        services = [account.service(offer.service_id) for offer in order.offers]
        ready = all(service.state is not ServiceState.ORDERED for service in services)
        since, within = paid_at(account, order.id, book), slowest(services, book)
        waits = order.state is OrderState.VALIDATED and order.missing and ready
        if waits and since is not None and within is not None:
            kept = promise(within, since=since, zone=book.seller.zone)
            yield Promised(what=Delivery.ACCESS, about=order.id, promise=kept)


def slowest(services: list[Service], book: Book) -> timedelta | None:
    """Return the longest of the times in which some services are promised, None where nothing is."""
    times = (book.catalog.product(service.product_id).delivery for service in services)
    return max((each for each in times if each is not None), default=None)

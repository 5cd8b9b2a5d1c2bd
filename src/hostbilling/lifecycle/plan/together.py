"""Which renewals are asked for in one call."""

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from ...errors import NotFound
from ...renewal import can_renew
from ...services import Service
from ...vat import Undetermined
from ..account import Account
from ..book import Book
from .offers import renewal
from .quote import policy_of, vat


@frozen(kw_only=True)
class Renewals:
    """Services that one call asks for, under the id of the first."""

    id: str
    services: tuple[Service, ...]


def renewals_due(account: Account, book: Book, *, on: date) -> Iterator[Renewals]:
    """Yield what is to be renewed, each by itself or by policy those together whose call belongs to one day.

    Only what is alike goes together: renewed by itself or not, and billed to one profile. What cannot be called now
    stays alone, so that it holds nothing else back.
    """
    ordered = {line.service_id for order in account.orders for line in order.lines}
    ordered |= {change.service_id for change in account.changes if not change.waits_for_renewal}
    groups: dict[object, list[Service]] = {}
    for service in account.services:
        if service.id not in ordered and can_renew(service) and account.open_part(service.id) is None:
            alike = _alike(service, account, book, on=on) if book.papers.one_call_a_day else None
            groups.setdefault(alike or service.id, []).append(service)
    for services in groups.values():
        yield Renewals(id=services[0].id, services=tuple(services))


def _alike(service: Service, account: Account, book: Book, *, on: date) -> object:
    """What services must share to stand on one call; None for one that has to stay alone."""
    try:
        policy = policy_of(service, book)
        for each in renewal(service.id, service, account, book, on=on):
            if isinstance(vat(service.id, account, book, on=on, product_id=each.product_id), Undetermined):
                return None
    except NotFound:
        return None
    return (
        policy.explicit.issue_day(service.ends_on, calendar=book.adverse_days),
        service.tacit,
        service.billing,
        policy.invoice_on,
    )

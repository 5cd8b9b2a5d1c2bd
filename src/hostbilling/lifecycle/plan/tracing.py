"""What a person has to look for: payments nobody found, services and invoices that are late, mail that did not come."""

from collections.abc import Iterator
from datetime import date, timedelta

from ...dunning import Case, Check, Progress, Promise, check_invoice, check_promise
from ...dunning.promises import promise
from ...money import is_zero
from ...periods.instants import midnight
from ...renewal import OrderEvent, OrderState
from ...services import ServiceState
from ..account import Account
from ..asked import Report
from ..book import Book
from ..holds import Hold
from ..steps import OpenCase, Step
from .invoices import invoices
from .promised import late_deliveries, paid_at, promises, slowest

_DAY = timedelta(days=1)
_PAID = (OrderState.VALIDATED, OrderState.ACCESS_SENT)


def cases(account: Account, book: Book, *, on: date) -> Iterator[Step]:
    """Yield a case for everything that a person has to look for since a day; each is opened once."""
    yield from _announced(account, book, on=on)
    if promises(account, book, on=on):
        yield from late_deliveries(account, book, on=on, now=midnight(on, zone=book.seller.zone))
    yield from _late_invoices(account, book, on=on)
    for report, invoices_then in account.reports:
        if report.order_id is None:
            found = _check_paid(report, account, book, on=on, invoices_then=invoices_then)
        else:
            found = _check_order(report, account, book, on=on)
        yield from _case(f"{report.id}/case", found, report.id, account, on=on)


def _case(key: str, found: Check, about: str, account: Account, *, on: date) -> Iterator[Step]:
    if found.case is not Case.NONE and key not in account.answered:
        yield OpenCase(key=key, on=on, case=found.case, about=about, reasons=found.reasons)


def _announced(account: Account, book: Book, *, on: date) -> Iterator[Step]:
    """Payments that were announced and did not come."""
    for hold in account.holds:
        if hold.paid_on is None or _has_come(hold, hold.paid_on, account):
            continue
        progress = Progress(paid=False, arrived=False)
        found = check_invoice(hold.paid_on, progress, on=on, days=book.papers.invoice_within)
        yield from _case(f"{hold.id}/{hold.paid_on}/case", found, hold.id, account, on=on)


def _has_come(hold: Hold, paid_on: date, account: Account) -> bool:
    """Whether an announced payment is here: one since then filled what it is for, or nothing is missing any more."""
    missing = {each.id for each in account.demands if not is_zero(each.missing)}
    since = {payment.id for payment in account.payments if payment.received_on >= paid_on}
    filled = any(source in since and demand_id not in missing for source, demand_id in account.put_to)
    asked = [each for each in account.demands if each.id in missing and each.issued_on <= paid_on]
    return filled or not any(hold.service_id in (None, part.service_id) for each in asked for part in each.open_parts)


def _late_invoices(account: Account, book: Book, *, on: date) -> Iterator[Step]:
    """Invoices that were to be issued on an earlier night, and that something keeps."""
    tried = account.intended | {key for key, _ in account.failed}
    if not tried:
        return
    for step in invoices(account, book, on=on):
        if step.key in tried:
            progress = Progress(paid=True, arrived=False, done=False)
            found = check_invoice(step.draft.supplied_on, progress, on=on, days=book.papers.invoice_within)
            yield from _case(f"{step.key}/late", found, step.draft.demand_id, account, on=on)


def _check_paid(report: Report, account: Account, book: Book, *, on: date, invoices_then: int) -> Check:
    """The customer paid on a day and has no invoice."""
    paid_on = report.paid_on or report.on
    waiting = any(each.supplied_on >= paid_on for each in account.to_invoice)
    progress = Progress(
        paid=any(payment.received_on >= paid_on for payment in account.payments),
        arrived=any(each.content.supplied_on >= paid_on for each in account.invoices[invoices_then:]),
        done=not waiting,
        sent_again=_looked_for_before(report, account),
    )
    return check_invoice(paid_on, progress, on=on, days=book.papers.invoice_within)


def _check_order(report: Report, account: Account, book: Book, *, on: date) -> Check:
    """The customer ordered, and has not got what is needed to use it."""
    order = next(each for each in account.placed if each.id == report.order_id)
    services = [account.service(offer.service_id) for offer in order.offers]
    sent = any(each.event is OrderEvent.DETAILS_SENT and each.on > report.on for each in order.history)
    progress = Progress(
        paid=order.state in _PAID,
        arrived=sent,
        done=all(service.state is not ServiceState.ORDERED for service in services),
        sent_again=_looked_for_before(report, account),
    )
    zone, within = book.seller.zone, slowest(services, book)
    said = midnight((report.paid_on or order.placed_on) + _DAY, zone=zone)
    since = paid_at(account, order.id, book) or said
    unpromised = Promise(due=since, strictly=False, reasons=())
    promised = unpromised if within is None else promise(within, since=since, zone=zone)
    return check_promise(promised, progress, now=midnight(on, zone=zone))


def _looked_for_before(report: Report, account: Account) -> bool:
    """Whether the mail was sent again, because of an earlier report of the same, and has not come either."""
    said = [each for each, _ in account.reports]
    same = [
        each
        for each in said[: said.index(report)]
        if (each.order_id, each.paid_on) == (report.order_id, report.paid_on)
    ]
    return any(f"{each.id}/case" in account.answered for each in same)

"""Documents that a customer asks for and no day calls for: they are handed out, and `plan` has no step for them.

They take any number the host likes, such as the id of the request: neither is a tax document, and nothing follows from
having printed one. A signed form that comes back is a `CancelService` like any other.
"""

from collections.abc import Sequence
from datetime import date

from ..documents import DraftCancellationForm, DraftTransactionSummary, Ending, transaction
from ..errors import check_date, check_text, check_type, each_of, refuse
from ..periods import Period
from ..renewal import Request, When
from ..renewal.law import Channel
from ..services import Service
from .account import Account
from .book import Book
from .commands import CancelService
from .decide import decide
from .decide.by_law import with_law
from .facts import ServiceCancelled
from .outcome import Refused


def cancellation_form(
    account: Account,
    book: Book,
    *,
    id: str,  # noqa: A002
    service_ids: Sequence[str],
    on: date,
) -> DraftCancellationForm | Refused:
    """Return the form that ends some services by post, filled in: when each ends, and until when it has to arrive.

    The days are those of a letter that arrives on the day asked; nothing is cancelled. `Refused` says why a letter
    would not end one of them, such as a way that is not offered. Raises `NotFound` for a service the account does not
    have, and `InvalidInput` where no service is named.
    """
    refuse(
        check_type("account", account, Account), check_type("book", book, Book), check_text("id", id),
        check_date("on", on),
    )  # fmt: skip
    endings: list[Ending] = []
    for service_id in each_of("service_ids", service_ids, str):
        service = account.service(service_id)
        ends_on = _ends_on(service, account, book, request_id=id, on=on)
        if isinstance(ends_on, Refused):
            return ends_on
        endings.append(
            Ending(
                service_id=service.id,
                description=f"{book.catalog.product(service.product_id).name}: {service.name}",
                ends_on=ends_on,
                receive_by=_receive_by(service, account, book, ends_on=ends_on, on=on),
                identifiers=service.identifiers,
            )
        )
    return DraftCancellationForm(
        request_id=id, seller=book.seller, customer=account.customer, endings=tuple(endings),
        particulars=book.papers.particulars,
    )  # fmt: skip


def _ends_on(service: Service, account: Account, book: Book, *, request_id: str, on: date) -> date | Refused:
    request = Request(
        id=request_id, when=When.AT_END, channel=Channel.POST, declared_on=on, received_on=on, confirmed=True
    )
    found = decide(account, CancelService(service_id=service.id, request=request), book, on=on)
    if isinstance(found, Refused):
        return found
    own = (fact for fact in found.facts if isinstance(fact, ServiceCancelled) and fact.service_id == service.id)
    return next((fact.ends_on for fact in own), service.ending or service.ends_on)


def _receive_by(service: Service, account: Account, book: Book, *, ends_on: date, on: date) -> date | None:
    """Return the last day on which a letter still stops the renewal at the end of the term; None for any other end."""
    if not service.tacit or service.ending is not None or ends_on != service.ends_on:
        return None
    policy = book.policy(service.product_id, contract=service.policy).renewal.cancel
    last = with_law(policy, service, account, book, on=on).last_day_to_refuse(ends_on)
    return last if on <= last else None


def transaction_summary(account: Account, book: Book, *, id: str, period: Period) -> DraftTransactionSummary:  # noqa: A002
    """Return the list of what was invoiced, given back and confirmed as received on the days of a period.

    Raises `InvalidInput` where there was nothing.
    """
    refuse(
        check_type("account", account, Account), check_type("book", book, Book), check_type("period", period, Period)
    )
    issued = (*account.invoices, *account.credit_notes, *account.receipts)
    return DraftTransactionSummary(
        request_id=id,
        seller=book.seller,
        customer=account.customer,
        currency=account.currency,
        period=period,
        transactions=[transaction(each) for each in issued if each.issued_on in period],
        particulars=book.papers.particulars,
    )

"""How the law of the customer's country lets them end a contract: by which ways, upon what notice, from when."""

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import evolve

from ...money import Money, total
from ...periods import Term
from ...renewal import CancelPolicy
from ...renewal.law import Ending, Notice, Phase, Rule, Ways, customer_class, earliest_exit, ends_on, exceeds, rules
from ...services import Service
from ..account import Account
from ..book import Book, LawPolicy
from ..plan.law import contract_of


def with_law(policy: CancelPolicy, service: Service, account: Account, book: Book, *, on: date) -> CancelPolicy:
    """Return the policy with the channels that law opens, whatever is offered, and no longer notice than it allows."""
    if book.law is None:
        return policy
    rows = _rows(service, account, book.law, on=on)
    lawful = {channel for row in rows if isinstance(row, Ways) and row.known for channel in row.channels}
    phase = Phase.FIRST_TERM if _renewed_on(service, account) is None else Phase.RENEWED
    longest, notice, end = _longest(rows, phase), policy.notice, service.coverage.end
    if notice is not None and longest is not None and end is not None and exceeds(notice, longest, from_=end):
        notice = longest
    return evolve(policy, by_law=policy.by_law | lawful, notice=notice)


def free_by_law(
    policy: CancelPolicy, service: Service, account: Account, book: Book, *, counts_on: date
) -> Ending | None:
    """Return the earliest end that law gives a notice of a day, whatever was agreed; None where it gives none."""
    if book.law is None:
        return None
    found = [
        *_once_renewed(policy, service, account, book.law, counts_on),
        *_out_of_the_term(service, account, book, book.law, counts_on),
    ]
    return min(found, key=lambda each: each.free_from, default=None)


def _rows(service: Service, account: Account, law: LawPolicy, *, on: date) -> tuple[Rule, ...]:
    customer = account.customer
    return rules(
        customer.address.country,
        customer=customer_class(customer.kind),
        on=on,
        concluded=service.concluded_on,
        announced=law.announced,
        overlay=law.overlay,
    )


def _once_renewed(
    policy: CancelPolicy, service: Service, account: Account, law: LawPolicy, counts_on: date
) -> Iterator[Ending]:
    """A contract that silence renewed, or is about to renew: law counts the notice, not the end of the term."""
    since = _renewed_on(service, account) or (service.coverage.end if service.tacit else None)
    if since is None or _longest(_rows(service, account, law, on=counts_on), Phase.RENEWED) is None:
        return
    found = ends_on(
        counts_on,
        notice=policy.notice,
        phase=Phase.RENEWED,
        country=account.customer.address.country,
        customer=customer_class(account.customer.kind),
        concluded=service.concluded_on,
        overlay=law.overlay,
    )
    yield evolve(found, free_from=max(found.free_from, since))


def _longest(rows: Iterable[Rule], phase: Phase) -> Term | None:
    """The longest notice that law lets a seller ask for, None where no row counts it."""
    return next((row.longest for row in rows if isinstance(row, Notice) and row.known and row.caps(phase)), None)


def _out_of_the_term(
    service: Service, account: Account, book: Book, law: LawPolicy, counts_on: date
) -> Iterator[Ending]:
    """A right to leave a running term once it has lasted long enough."""
    found = earliest_exit(
        evolve(contract_of(service, account, book, ends=service.ends_on), total_price=_paid(service, account)),
        country=account.customer.address.country,
        customer=customer_class(account.customer.kind),
        on=counts_on,
        received_on=counts_on,
        overlay=law.overlay,
    )
    if found is not None:
        doubts = (finding.reason for finding in found.findings)
        yield evolve(found.ending, reasons=(*found.reasons, *found.ending.reasons, *doubts))


def _renewed_on(service: Service, account: Account) -> date | None:
    """The first day of the latest term that silence granted, None where the customer ordered the latest."""
    bought = [each for each in account.bought if each.service_id == service.id]
    latest = max(bought, key=lambda each: each.line.period.start, default=None)
    return latest.line.period.start if latest is not None and latest.by_silence else None


def _paid(service: Service, account: Account) -> Money | None:
    """What the running term cost, VAT included; None where it was not bought here."""
    bought = [each for each in account.bought if each.service_id == service.id]
    if not bought:
        return None
    start = max(each.line.period.start for each in bought)
    return total((each.gross for each in bought if each.line.period.start == start), currency=account.currency)

"""What a change in mid-term makes of an account once it is paid: no day is granted or credited twice."""

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import evolve

from ...demands import Demand
from ...money import is_zero, least, subtract, total
from ...renewal import Credit
from ...renewal.ledger import cut
from ...services import Service
from ..account import Account
from ..contracts import LineCredit, ServiceChange, Switching
from .giving_back import with_credits
from .letting_go import moved


def made(account: Account, change: ServiceChange, demand: Demand) -> Account:
    """Return the account with a change that was paid: days are taken back and granted anew, invoices corrected."""
    quote, service = change.quote, account.service(change.service_id)
    if quote.credits:
        service = evolve(
            service, coverage=service.coverage.cut(quote.effective, lines=[each.line_id for each in quote.credits])
        )
        account = with_lines_cut(account, change.service_id, quote.credits, quote.effective)
    account = account.with_service(_as_changed(service, change))
    credits_ = tuple(_used(change.credits, demand))
    account = with_credits(account, credits_, on=quote.effective)
    before = {part.id: each.id for each in account.demands for part in each.parts}
    for each in credits_:
        if each.used is not None:
            account = moved(account, before[each.line_id], each.used, to=demand.id)
    return _switching(account, change)


def renewed_as(account: Account, change: ServiceChange) -> Account:
    """Return the account with a change that waited for the renewal, now that the renewal is paid."""
    account = account.with_service(_as_changed(account.service(change.service_id), change))
    return _switching(account, change)


def _as_changed(service: Service, change: ServiceChange) -> Service:
    quote = change.quote
    return evolve(
        service,
        product_id=change.product_id,
        quantity=change.quantity,
        term=quote.term,
        anchor_day=quote.anchor_day,
    )


def _switching(account: Account, change: ServiceChange) -> Account:
    todo = Switching(change_id=change.id, service_id=change.service_id, on=change.quote.effective)
    return evolve(
        account,
        changes=tuple(each for each in account.changes if each.id != change.id),
        switching=(*account.switching, todo),
    )


def _used(credits_: Iterable[LineCredit], demand: Demand) -> Iterator[LineCredit]:
    """The credits, each with what of it paid the call of the change: only the rest is the customer's to spend."""
    asked = total((part.amounts.gross for part in demand.parts), currency=demand.held.currency.code)
    left = least(demand.credit, asked)
    for credit in credits_:
        used = least(left, credit.gross)
        left = subtract(left, used)
        yield evolve(credit, used=None if is_zero(used) else used)


def with_lines_cut(account: Account, service_id: str, given_back: Iterable[Credit], on: date) -> Account:
    """Return the account with what was bought of a service as it stands when its days from `on` were credited."""
    given_back = tuple(given_back)
    ids = {each.line_id for each in given_back}
    own = [each for each in account.bought if each.service_id == service_id and each.line.line_id in ids]
    lines = {line.line_id: line for line in cut((each.line for each in own), on, credits_given=given_back)}
    return evolve(
        account, bought=tuple(evolve(each, line=lines.get(each.line.line_id, each.line)) for each in account.bought)
    )

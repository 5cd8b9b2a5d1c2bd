"""What is due tonight for every part that is asked for, before it becomes steps."""

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from ...demands import Demand, Instrument, Kind, Part, PartState
from ...dunning import Due, due_now
from ...dunning.retries import stopped_by
from ...services import Service
from ..account import Account
from ..book import Book
from .debtor import debtor_of
from .in_flight import in_flight


def found_due(account: Account, book: Book, *, on: date) -> list["Found"]:
    """Return what is due and what is held back, part by part."""
    return [due_of(asked, service, account, book, on=on) for service, asked in _asked_of(account)]


@frozen(kw_only=True)
class Found:
    """A part that is asked for, and what tonight means for it."""

    service: Service
    demand: Demand
    part: Part
    instrument: Instrument | None
    due: Due


def _asked_of(account: Account) -> Iterator[tuple[Service, tuple[Demand, Part]]]:
    for service in account.services:
        asked = _asked(account, service)
        # nothing may follow from a call the customer has not got
        if asked is not None and (asked[1].state is not PartState.OPEN or asked[0].document is not None):
            yield service, asked
    for demand in account.debts:
        for part in demand.open_parts:
            yield account.service(part.service_id), (demand, part)


def due_of(asked: tuple[Demand, Part], service: Service, account: Account, book: Book, *, on: date) -> Found:
    """Return what is due and what is held back for one part."""
    demand, part = asked
    instrument = _instrument(account, part, on=on)
    due = due_now(
        part,
        service,
        on=on,
        due_on=demand.due_on,
        calendar=book.adverse_days,
        holds=tuple(hold.why for hold in account.holds if hold.covers(service.id, on=on)),
        payment_in_flight=in_flight(demand, account, book, on=on),
        instrument=None if instrument is None else instrument.id,
        refusals=account.refused,
        debtor=debtor_of(account, book) if any(stage.when for stage in part.schedule) else None,
        owed=demand.kind is Kind.DEBT,
    )
    return Found(service=service, demand=demand, part=part, instrument=instrument, due=due)


def _asked(account: Account, service: Service) -> tuple[Demand, Part] | None:
    """The part that asks for a term of a service now, or the last one that did."""
    if (now := account.open_part(service.id)) is not None:
        return now
    demand = account.latest_demand(service.id)
    part = None if demand is None else demand.renewal_of(service.id)
    return None if demand is None or part is None else (demand, part)


def _instrument(account: Account, part: Part, *, on: date) -> Instrument | None:
    """The instrument to charge: the first usable one that was not refused for good, else the first usable one."""
    usable = [known for known in account.instruments if known.usable(on)]
    tried = (*part.attempts, *account.refused)
    return next((known for known in usable if stopped_by(tried, known.id) is None), next(iter(usable), None))

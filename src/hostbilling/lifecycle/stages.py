"""When nobody pays: the reminders, charges and acts of a schedule whose day has come and whose gates are open."""

from collections.abc import Iterator
from datetime import date, timedelta

from attrs import frozen

from ..decision import ReasonCode
from ..demands import Action, Demand, Instrument, Kind, Part, PartState, Stage
from ..dunning import Due, due_now, what_follows
from ..dunning.gates import ENDING
from ..dunning.retries import stopped_by
from ..services import Service
from .account import Account
from .book import Book
from .debtor import debtor_of
from .debts import becomes_debt
from .in_flight import in_flight, stage_key
from .pending_charges import asked_for
from .quote import buyer_of
from .steps import (
    Blockage,
    ChargeInstrument,
    DeleteService,
    PurgeService,
    SendNotice,
    Step,
    SuspendService,
    WriteOffDebt,
)

STAGE_DUE = ReasonCode("lifecycle.stage_due", "{stage} of {demand} for {service} is due on {on}.")


def stages(account: Account, book: Book, *, on: date) -> Iterator[Step | Blockage]:
    """Yield the stages that are due on a day, and those held back."""
    found = [_due(asked, service, account, book, on=on) for service, asked in _asked_of(account)]
    charging = {each.demand.id for each in found if any(stage.action is Action.CHARGE for stage in each.due.stages)}
    once = {(demand.id, "charge") for demand in account.demands if asked_for(account, demand)}
    for each in found:
        for stage in each.due.stages:
            if stage.action in ENDING and _waits(each, charging, account, book, on=on):
                continue
            if stage.action is Action.CHARGE or (each.demand.kind is Kind.DEBT and stage.action not in ENDING):
                sort = "charge" if stage.action is Action.CHARGE else stage.name
                if (each.demand.id, sort) in once:
                    continue  # a charge is for the whole demand, and so is what concerns a debt
                once.add((each.demand.id, sort))
            yield _step(stage, each, account, book, on=on)
        for blocked in each.due.blocked:
            yield Blockage(service_id=each.service.id, what=blocked.stage.name, reasons=blocked.reasons)


def _waits(found: "_Found", charging: set[str], account: Account, book: Book, *, on: date) -> bool:
    """Whether an act of tonight has something before it: the answer to a charge, or the invoice of what is owed."""
    if found.demand.id in charging:
        return True
    return found.demand.kind is Kind.CALL and becomes_debt(found.demand, found.part, account, book, on=on)


@frozen(kw_only=True)
class _Found:
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


def _due(asked: tuple[Demand, Part], service: Service, account: Account, book: Book, *, on: date) -> _Found:
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
        debtor=debtor_of(account, book) if any(stage.when for stage in part.schedule) else None,
        owed=demand.kind is Kind.DEBT,
    )
    return _Found(service=service, demand=demand, part=part, instrument=instrument, due=due)


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
    return next((known for known in usable if stopped_by(part.attempts, known.id) is None), next(iter(usable), None))


def _step(stage: Stage, found: _Found, account: Account, book: Book, *, on: date) -> Step:
    part, demand, service, instrument = found.part, found.demand, found.service, found.instrument
    key = stage_key(stage, part)
    reasons = (STAGE_DUE(stage=stage.name, demand=demand.id, service=service.id, on=on),)
    match stage.action:
        case Action.SUSPEND:
            return SuspendService(key=key, on=on, service_id=service.id, stage=stage.name, reasons=reasons)
        case Action.DELETE:
            return DeleteService(key=key, on=on, service_id=service.id, stage=stage.name, reasons=reasons)
        case Action.WRITE_OFF:
            return WriteOffDebt(
                key=key, on=on, demand_id=demand.id, stage=stage.name, amount=demand.missing, reasons=reasons
            )
        case Action.PURGE:
            return PurgeService(key=key, on=on, service_id=service.id, reasons=reasons)
        case Action.CHARGE if instrument is not None:
            return ChargeInstrument(
                key=key,
                on=on,
                stage=stage.name,
                instrument_id=instrument.id,
                demand_id=demand.id,
                amount=demand.missing,
                reasons=reasons,
            )
        case _:
            then = what_follows(stage, part, service, due_on=demand.due_on, sent_on=on, calendar=book.adverse_days)
            return SendNotice(
                key=key,
                on=on,
                template=stage.name,
                to=buyer_of([service.id], account).recipient(stage.to),
                demand_id=demand.id,
                part_id=part.id,
                service_id=service.id,
                document=demand.document,
                amount=demand.missing,
                deadline=max(demand.due_on if then is None else then[1] - timedelta(days=1), on),
                then=None if then is None else then[0].name,
                then_on=None if then is None else then[1],
                pay_by=stage.pay_by,
                reasons=reasons,
            )

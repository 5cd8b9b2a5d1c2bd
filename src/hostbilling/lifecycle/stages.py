"""When nobody pays: the reminders, charges and acts of a schedule whose day has come and whose gates are open."""

from collections.abc import Iterator
from datetime import date, timedelta

from attrs import frozen

from ..decision import ReasonCode
from ..demands import Action, Demand, Instrument, Part, PartState, Stage
from ..dunning import Due, due_now, what_follows
from ..dunning.gates import ENDING
from ..dunning.retries import stopped_by
from ..money import at_least, is_zero
from ..services import Service
from .account import Account
from .book import Book
from .debtor import debtor_of
from .pending_charges import asked_for, key_of
from .quote import buyer_of
from .steps import (
    Blockage,
    ChargeInstrument,
    DeleteService,
    PurgeService,
    SendNotice,
    Step,
    SuspendService,
)

STAGE_DUE = ReasonCode("lifecycle.stage_due", "{stage} of {demand} for {service} is due on {on}.")


def stages(account: Account, book: Book, *, on: date) -> Iterator[Step | Blockage]:
    """Yield the stages that are due on a day, and those held back."""
    found = [_due(asked, service, account, book, on=on) for service, asked in _asked_of(account)]
    charging = {each.demand.id for each in found if any(stage.action is Action.CHARGE for stage in each.due.stages)}
    charged = {demand.id for demand in account.demands if asked_for(account, demand)}
    for each in found:
        for stage in each.due.stages:
            if stage.action in ENDING and each.demand.id in charging:
                continue  # the answer to the charge comes first
            if stage.action is Action.CHARGE:
                if each.demand.id in charged:
                    continue  # a charge is for the whole demand, whatever part it came due for
                charged.add(each.demand.id)
            yield _step(stage, each, account, book, on=on)
        for blocked in each.due.blocked:
            yield Blockage(service_id=each.service.id, what=blocked.stage.name, reasons=blocked.reasons)


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
        payment_in_flight=_in_flight(demand, account, on=on),
        instrument=None if instrument is None else instrument.id,
        debtor=debtor_of(account, book) if any(stage.when for stage in part.schedule) else None,
    )
    return _Found(service=service, demand=demand, part=part, instrument=instrument, due=due)


def _asked(account: Account, service: Service) -> tuple[Demand, Part] | None:
    """The part that asks for a service now, or the last one that did."""
    if (now := account.open_part(service.id)) is not None:
        return now
    demand = account.latest_demand(service.id)
    part = None if demand is None else demand.renewal_of(service.id)
    return None if demand is None or part is None else (demand, part)


def _instrument(account: Account, part: Part, *, on: date) -> Instrument | None:
    """The instrument to charge: the first usable one that was not refused for good, else the first usable one."""
    usable = [known for known in account.instruments if known.usable(on)]
    return next((known for known in usable if stopped_by(part.attempts, known.id) is None), next(iter(usable), None))


def _in_flight(demand: Demand, account: Account, *, on: date) -> bool:
    """Whether money for the demand or its services is on its way.

    That is a charge without an answer, also one made for an earlier demand, or a wallet that is about to pay.
    """
    services = {part.service_id for part in demand.parts}
    charges = {
        _stage_key(stage, part)
        for known in account.demands
        if any(part.service_id in services for part in known.parts)
        for part in known.parts
        for stage in part.schedule
        if stage.action is Action.CHARGE
    }
    charges |= {key_of(asked) for asked in account.charges_asked if asked.demand_id == demand.id}
    return bool(charges & account.intended) or (
        not is_zero(demand.missing) and at_least(account.spendable(on), demand.missing)
    )


def _stage_key(stage: Stage, part: Part) -> str:
    """The same step has the same key for ever; a notice of a refusal is a new one after each refusal."""
    repeats = sum(name == stage.name for name, _ in part.marks)
    return f"{part.id}/{stage.name}" + (f"/{repeats + 1}" if repeats else "")


def _step(stage: Stage, found: _Found, account: Account, book: Book, *, on: date) -> Step:
    part, demand, service, instrument = found.part, found.demand, found.service, found.instrument
    key = _stage_key(stage, part)
    reasons = (STAGE_DUE(stage=stage.name, demand=demand.id, service=service.id, on=on),)
    match stage.action:
        case Action.SUSPEND:
            return SuspendService(key=key, on=on, service_id=service.id, stage=stage.name, reasons=reasons)
        case Action.DELETE:
            return DeleteService(key=key, on=on, service_id=service.id, stage=stage.name, reasons=reasons)
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

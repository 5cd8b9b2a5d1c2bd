"""When nobody pays: the reminders, charges and acts of a schedule whose day has come and whose gates are open."""

from collections.abc import Iterator
from datetime import date, timedelta

from ...decision import ReasonCode
from ...demands import Action, Kind, Origin, Part, Stage
from ...dunning import what_follows
from ...dunning.policy import ENDING
from ...money import is_zero
from ...services import ServiceState
from ..account import Account
from ..book import Book
from ..pending_charges import asked_for
from ..steps import (
    Blockage,
    ChargeInstrument,
    DeleteService,
    PurgeService,
    SendNotice,
    Step,
    SuspendService,
    WriteOffDebt,
)
from .debtor import debtor_of
from .debts import becomes_debt, owes_renewals
from .due import Found, found_due
from .in_flight import in_flight, stage_key
from .late import without_fee
from .law import held_back_by_law
from .quote import buyer_of
from .wallet import payable_now

STAGE_DUE = ReasonCode("lifecycle.stage_due", "{stage} of {demand} for {service} is due on {on}.")

UNPAID = ReasonCode("lifecycle.unpaid", "{amount} of {demand} is open; sent before: {sent}.")


def stages(account: Account, book: Book, *, on: date) -> Iterator[Step | Blockage]:
    """Yield the stages that are due on a day, and those held back."""
    found = found_due(account, book, on=on)
    charging = {each.demand.id for each in found if any(stage.action is Action.CHARGE for stage in each.due.stages)}
    asking = {each.demand.id for each in found if _asks_now(each, account, on=on)}
    once = {(demand.id, "charge") for demand in account.demands if asked_for(account, demand, on=on)}
    for each in _before_money_is_free(found):
        for stage in each.due.stages:
            if stage.action in ENDING and _waits(each, charging, account, book, on=on):
                continue
            if stage.action is Action.NOTIFY and _may_be_paid(stage, each, asking, account, book, on=on):
                continue
            if (of := _once(stage, each)) is not None:
                if of in once:
                    continue
                once.add(of)
            yield _step(stage, each, account, book, on=on)
        for blocked in each.due.blocked:
            yield Blockage(service_id=each.service.id, what=blocked.stage.name, reasons=blocked.reasons)


def _before_money_is_free(found: list[Found]) -> Iterator[Found]:
    """Yield what this round may see to: a deletion frees the money held for it, and that may pay what follows."""
    freed = False
    for each in found:
        if not freed or not any(stage.action in ENDING for stage in each.due.stages):
            yield each
        deletes = any(stage.action is Action.DELETE for stage in each.due.stages)
        freed = freed or (deletes and not is_zero(each.demand.held))


def _once(stage: Stage, found: Found) -> tuple[str, str] | None:
    """What a stage is for, of which a night has one: a charge and a word on a debt are for the whole of its demand.

    A service ends once, whatever asks for it.
    """
    if stage.action in ENDING:
        return found.service.id, stage.action.value
    if stage.action is Action.CHARGE:
        return found.demand.id, "charge"
    return (found.demand.id, stage.name) if found.demand.kind is Kind.DEBT else None


def _waits(found: Found, charging: set[str], account: Account, book: Book, *, on: date) -> bool:
    """Whether an act of tonight has something before it: the answer to a charge, or the invoice of what is owed."""
    if found.demand.id in charging:
        return True
    return found.demand.kind is Kind.CALL and becomes_debt(found.demand, found.part, account, book, on=on)


def _asks_now(found: Found, account: Account, *, on: date) -> bool:
    """Whether a charge is asked for in this round: not one that could not even be tried tonight."""
    charges = [stage for stage in found.due.stages if stage.action is Action.CHARGE]
    return any((stage_key(stage, found.part), on) not in account.failed for stage in charges)


def _may_be_paid(stage: Stage, found: Found, asking: set[str], account: Account, book: Book, *, on: date) -> bool:
    """Whether a charge or the wallet may pay tonight: what then is missing, the next plan of the night reminds of.

    What tells of a refusal waits for no other charge.
    """
    if found.demand.id in asking and stage.origin is not Origin.DECLINED:
        return True
    pays = not is_zero(payable_now(found.demand, account, book, on=on))
    return pays and not held_back_by_law(found.demand, account, book, on=on)


def _sent(part: Part) -> list[str]:
    """What was sent about a part, with its days."""
    told = {stage.name for stage in part.schedule if stage.action in (Action.ISSUE, Action.NOTIFY)}
    return [f"{name} on {on}" for name, on in part.marks if name in told]


def _follows(stage: Stage, found: Found, account: Account, book: Book, *, on: date) -> tuple[Stage, date] | None:
    """The next act and its day, as far as anybody can tell: not while a hold has no end, or money is on its way."""
    service, demand, part = found.service, found.demand, found.part
    until = [hold.until for hold in account.holds if hold.covers(service.id, on=on)]
    if None in until or in_flight(demand, account, book, on=on):
        return None
    charged = bool(part.attempts) or found.instrument is not None
    works = service.state is ServiceState.ACTIVE
    if demand.kind is Kind.CALL and works and charged and owes_renewals(service, book):
        return None  # what follows then follows from the debt, with its own days
    return what_follows(
        stage,
        part,
        service,
        due_on=demand.due_on,
        sent_on=on,
        calendar=book.adverse_days,
        held_until=max((day for day in until if day is not None), default=None),
        debtor=debtor_of(account, book) if any(each.when for each in part.schedule) else None,
        owed=demand.kind is Kind.DEBT,
    )


def _step(stage: Stage, found: Found, account: Account, book: Book, *, on: date) -> Step:
    part, demand, service, instrument = found.part, found.demand, found.service, found.instrument
    key = stage_key(stage, part)
    due = STAGE_DUE(stage=stage.name, demand=demand.id, service=service.id, on=on)
    unpaid = UNPAID(amount=str(demand.missing), demand=demand.id, sent=_sent(part))
    replaced = [each.reason for each in found.due.superseded if each.by is stage]
    reasons = (due, unpaid) if stage.action in ENDING else (due, *replaced)
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
            spared = without_fee(stage.name, demand, account, book, on=on)
            then = _follows(stage, found, account, book, on=on)
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
                reasons=(*reasons, *spared),
            )

"""Charges that brought no money: what the customer sees of them, and the charge they ask for themselves.

Correcting the card, adding another one and applying the charge are three acts; none of them does another.
"""

from collections.abc import Iterator
from datetime import date

from attrs import evolve, frozen

from ..decision import Reason, ReasonCode
from ..demands import Action, Attempt, Demand, Instrument
from ..dunning.retries import FollowUp, follow_up, stopped_by
from ..money import Money, is_zero
from .account import Account, ChargeAsked
from .facts import ChargeApplied
from .outcome import Outcome, Refused, accept
from .steps import ChargeInstrument, Step

ASKED = "charge_asked"
"""The stage of a charge that the customer asked for."""
APPLIED = ReasonCode("lifecycle.charge_applied", "{instrument} is charged {amount} for {demand} tonight.")
APPLIED_BEFORE = ReasonCode("lifecycle.charge_applied_before", "{id} was asked for before: nothing is added.")
NOTHING_MISSING = ReasonCode("lifecycle.nothing_missing", "{demand} asks for nothing: there is no charge to apply.")
NOT_USABLE = ReasonCode("lifecycle.not_usable", "{instrument} cannot be charged on {on}: correct it or add another.")
STOPPED = ReasonCode("lifecycle.stopped", "{instrument} was refused ({declined}): correct it or use another first.")
UNDER_WAY = ReasonCode("lifecycle.under_way", "A charge for {demand} has no answer yet: a second one could pay twice.")


@frozen(kw_only=True)
class PendingCharge:
    """A call whose charge brought no money: how much, what was refused last, and what can be charged now.

    `then` is what the refusal calls for. `usable` are the instruments that may be charged as they are.
    """

    demand_id: str
    document: str | None
    amount: Money
    last: Attempt
    then: FollowUp
    usable: tuple[Instrument, ...]


def pending_charges(account: Account, *, on: date) -> tuple[PendingCharge, ...]:
    """Return every open call that was charged in vain, the oldest first; empty when nothing is pending."""
    return tuple(
        PendingCharge(
            demand_id=demand.id,
            document=demand.document,
            amount=demand.missing,
            last=attempts[-1],
            then=follow_up(attempts[-1]),
            usable=tuple(
                each for each in account.instruments if each.usable(on) and stopped_by(attempts, each.id) is None
            ),
        )
        for demand in account.demands
        if not is_zero(demand.missing) and (attempts := _attempts(demand))
    )


def _attempts(demand: Demand) -> tuple[Attempt, ...]:
    """The charges in vain of a demand: each was for all its parts."""
    found = {attempt: None for part in demand.open_parts for attempt in part.attempts}
    return tuple(sorted(found, key=lambda attempt: attempt.on))


def apply_charge(account: Account, asked: ChargeAsked, *, on: date) -> Outcome:
    """Return the fact that a customer applies a charge, or every reason against it; raises `NotFound`."""
    demand = account.demand(asked.demand_id)
    instrument = account.instrument(asked.instrument_id)
    if any(known.id == asked.id for known in account.charges_asked):
        return accept(APPLIED_BEFORE(id=asked.id))
    against = tuple(_against(account, demand, instrument, on=on))
    if against:
        return Refused(reasons=against)
    said = APPLIED(instrument=instrument.label, amount=demand.missing, demand=demand.id)
    return accept(said, ChargeApplied(asked=asked, on=on, known=on))


def _against(account: Account, demand: Demand, instrument: Instrument, *, on: date) -> Iterator[Reason]:
    if is_zero(demand.missing):
        yield NOTHING_MISSING(demand=demand.id)
    if not instrument.usable(on):
        yield NOT_USABLE(instrument=instrument.label, on=on)
    stopped = stopped_by(_attempts(demand), instrument.id)
    if stopped is not None and stopped.failed is not None:
        yield STOPPED(instrument=instrument.label, declined=stopped.failed.value)
    if under_way(account, demand):
        yield UNDER_WAY(demand=demand.id)


def under_way(account: Account, demand: Demand) -> bool:
    """Tell whether a charge for a demand, asked for or by its schedule, has no answer yet."""
    stages = [
        f"{part.id}/{stage.name}" for part in demand.parts for stage in part.schedule if stage.action is Action.CHARGE
    ]
    by_schedule = any(key == known or key.startswith(f"{known}/") for key in account.intended for known in stages)
    return by_schedule or asked_for(account, demand)


def asked_for(account: Account, demand: Demand) -> bool:
    """Tell whether a charge was asked for a demand that has no answer yet: its schedule makes no other meanwhile."""
    return any(
        asked.demand_id == demand.id and key_of(asked) not in account.answered for asked in account.charges_asked
    )


def key_of(asked: ChargeAsked) -> str:
    """Return the key of the step that makes an asked charge."""
    return f"{asked.id}/charge"


def charges(account: Account, *, on: date) -> Iterator[Step]:
    """Yield the charges that were asked for and are still needed."""
    for asked in account.charges_asked:
        demand = account.demand(asked.demand_id)
        if key_of(asked) in account.answered or is_zero(demand.missing) or on < asked.on:
            continue
        instrument = account.instrument(asked.instrument_id)
        said = APPLIED(instrument=instrument.label, amount=demand.missing, demand=demand.id)
        yield ChargeInstrument(
            key=key_of(asked),
            on=on,
            stage=ASKED,
            instrument_id=instrument.id,
            demand_id=demand.id,
            amount=demand.missing,
            reasons=(said,),
        )


def charge_applied(account: Account, fact: ChargeApplied) -> Account:
    """Remember a charge that was asked for, once."""
    if any(known.id == fact.asked.id for known in account.charges_asked):
        return account
    account.demand(fact.asked.demand_id)
    account.instrument(fact.asked.instrument_id)
    return evolve(account, charges_asked=(*account.charges_asked, fact.asked))

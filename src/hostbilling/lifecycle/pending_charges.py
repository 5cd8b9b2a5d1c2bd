"""Charges that brought no money, and those the customer asked for: what is seen of them.

Correcting the card, adding another one and applying the charge are three acts; none of them does another.
"""

from datetime import date

from attrs import frozen

from ..demands import Action, Attempt, Demand, Instrument
from ..dunning.retries import FollowUp, follow_up, stopped_by
from ..errors import check_date, check_type, refuse
from ..money import Money, is_zero
from .account import Account
from .asked import ChargeAsked

ASKED = "charge_asked"


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
    refuse(check_type("account", account, Account), check_date("on", on))
    return tuple(
        PendingCharge(
            demand_id=demand.id,
            document=demand.document,
            amount=demand.missing,
            last=attempts[-1],
            then=follow_up(attempts[-1]),
            usable=tuple(
                each
                for each in account.instruments
                if each.usable(on) and stopped_by((*attempts, *account.refused), each.id) is None
            ),
        )
        for demand in account.demands
        if not is_zero(demand.missing) and (attempts := attempts_of(demand))
    )


def attempts_of(demand: Demand) -> tuple[Attempt, ...]:
    """The charges in vain of a demand: each was for all its parts."""
    found = {attempt: None for part in demand.open_parts for attempt in part.attempts}
    return tuple(sorted(found, key=lambda attempt: attempt.on))


def under_way(account: Account, demand: Demand, *, on: date) -> bool:
    """Tell whether a charge for a demand, asked for or by its schedule, has no answer yet."""
    stages = [
        f"{part.id}/{stage.name}" for part in demand.parts for stage in part.schedule if stage.action is Action.CHARGE
    ]
    by_schedule = any(key == known or key.startswith(f"{known}/") for key in account.intended for known in stages)
    return by_schedule or asked_for(account, demand, on=on)


def asked_for(account: Account, demand: Demand, *, on: date) -> bool:
    """Tell whether a charge was asked for a demand that has no answer yet: its schedule makes no other meanwhile.

    One of an instrument that cannot be charged any more, and was not sent, holds nothing up.
    """
    return any(
        asked.demand_id == demand.id
        and key_of(asked) not in account.answered
        and (key_of(asked) in account.intended or account.instrument(asked.instrument_id).usable(on))
        for asked in account.charges_asked
    )


def key_of(asked: ChargeAsked) -> str:
    """Return the key of the step that makes an asked charge."""
    return f"{asked.id}/charge"

"""The charges that were asked for."""

from collections.abc import Iterator
from datetime import date

from ...decision import ReasonCode
from ...money import is_zero
from ..account import Account
from ..pending_charges import ASKED, key_of
from ..steps import Blockage, ChargeInstrument, Step

APPLIED = ReasonCode("lifecycle.charge_applied", "{instrument} is charged {amount} for {demand} tonight.")
NOT_USABLE = ReasonCode("lifecycle.not_usable", "{instrument} cannot be charged on {on}: correct it or add another.")


def charges(account: Account, *, on: date) -> Iterator[Step | Blockage]:
    """Yield the charges that were asked for and are still needed, and those whose instrument cannot be charged."""
    for asked in account.charges_asked:
        demand = account.demand(asked.demand_id)
        if key_of(asked) in account.answered or is_zero(demand.missing) or on < asked.on:
            continue
        instrument = account.instrument(asked.instrument_id)
        if not instrument.usable(on):
            unusable = NOT_USABLE(instrument=instrument.label, on=on)
            yield Blockage(service_id=demand.id, what="charge", reasons=(unusable,))
            continue
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

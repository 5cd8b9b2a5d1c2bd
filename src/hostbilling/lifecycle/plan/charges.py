"""The charges that were asked for."""

from collections.abc import Iterator
from datetime import date

from ...decision import ReasonCode
from ...money import is_zero
from ..account import Account
from ..pending_charges import ASKED, key_of
from ..steps import ChargeInstrument, Step

APPLIED = ReasonCode("lifecycle.charge_applied", "{instrument} is charged {amount} for {demand} tonight.")


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

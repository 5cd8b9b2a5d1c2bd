"""`decide`: a charge is asked for now."""

from collections.abc import Iterator
from datetime import date

from ...decision import Reason, ReasonCode
from ...demands import Demand, Instrument
from ...dunning.retries import stopped_by
from ...money import is_zero
from ..account import Account
from ..asked import ChargeAsked
from ..facts import ChargeApplied
from ..outcome import Outcome, Refused, accept
from ..pending_charges import attempts_of, under_way
from ..plan.charges import APPLIED, NOT_USABLE

APPLIED_BEFORE = ReasonCode("lifecycle.charge_applied_before", "{id} was asked for before: nothing is added.")
NOTHING_MISSING = ReasonCode("lifecycle.nothing_missing", "{demand} asks for nothing: there is no charge to apply.")
STOPPED = ReasonCode("lifecycle.stopped", "{instrument} was refused ({declined}): correct it or use another first.")
UNDER_WAY = ReasonCode("lifecycle.under_way", "A charge for {demand} has no answer yet: a second one could pay twice.")


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
    stopped = stopped_by((*attempts_of(demand), *account.refused), instrument.id)
    if stopped is not None and stopped.failed is not None:
        yield STOPPED(instrument=instrument.label, declined=stopped.failed)
    if under_way(account, demand, on=on):
        yield UNDER_WAY(demand=demand.id)

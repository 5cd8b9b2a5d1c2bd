"""What a cancellation does to what is still open: offers, calls and debts.

An offer or a call for days that are not owed any more is withdrawn, a debt for them is credited, and one for days
before stays owed. Nothing goes on reminding for a service that has ended.
"""

from collections.abc import Iterable
from datetime import date
from enum import Enum

from attrs import frozen

from ..decision import Decision, Reason, ReasonCode
from ..demands import Demand, Kind, Part
from ..periods import Period
from .cancellation import Cancellation
from .offers import Offer

OFFER = ReasonCode("settling.offer", "The offer of {period} is withdrawn.")
WITHDRAWN = ReasonCode("settling.withdrawn", "{part} of {demand} asks for days after the end and is withdrawn.")
SHORTENED = ReasonCode("settling.shortened", "{part} of {demand} asks for days until {until} only.")
CREDITED = ReasonCode("settling.credited", "{part} of {demand} is owed for days after the end: {unused} is credited.")
STAYS = ReasonCode("settling.stays", "{part} of {demand} is for days before the end and stays.")
VOID = ReasonCode("settling.void", "{demand} asks for nothing any more: its document is void.")
REISSUED = ReasonCode("settling.reissued", "{demand} asks for the rest on a new document.")


class Fate(Enum):
    """What becomes of an open part."""

    WITHDRAWN = "withdrawn"
    """A call for nothing but days after the end."""
    SHORTENED = "shortened"
    """A call replaced by one for the days before the end."""
    CREDITED = "credited"
    """A debt taken back for the days after the end."""
    STAYS = "stays"


_WHY = {Fate.WITHDRAWN: WITHDRAWN, Fate.SHORTENED: SHORTENED, Fate.CREDITED: CREDITED, Fate.STAYS: STAYS}


@frozen(kw_only=True)
class Settled:
    """One open part and what becomes of it; `unused` are the days taken off it, None where it stays."""

    demand_id: str
    part_id: str
    fate: Fate
    unused: Period | None


@frozen(kw_only=True)
class Settling(Decision):
    """What to do with everything open: `void` are demands that ask for nothing any more, `reissued` those for less.

    `offers` are to be withdrawn. Money held on a demand that is void goes to the wallet.
    """

    offers: tuple[Offer, ...]
    parts: tuple[Settled, ...]
    void: tuple[str, ...]
    reissued: tuple[str, ...]


def settling(cancellation: Cancellation, *, demands: Iterable[Demand], offers: Iterable[Offer] = ()) -> Settling:
    """Return what a cancellation does to the offers and demands that are open for its service, and to no others.

    Days count as owed before `bound_until` of the cancellation, however early the customer stops to use them.
    """
    end, service_id = cancellation.bound_until, cancellation.service_id
    demands = tuple(demands)
    gone = tuple(each for each in offers if each.service_id == service_id and each.period.end > end)
    parts = tuple(
        _settled(demand, part, end) for demand in demands for part in demand.open_parts if part.service_id == service_id
    )
    withdrawn = {settled.part_id for settled in parts if settled.fate is Fate.WITHDRAWN}
    touched = {settled.demand_id for settled in parts if settled.fate in (Fate.WITHDRAWN, Fate.SHORTENED)}
    void = tuple(
        demand.id for demand in demands if demand.id in touched and {part.id for part in demand.open_parts} <= withdrawn
    )
    reissued = tuple(demand.id for demand in demands if demand.id in touched and demand.id not in void)
    return Settling(
        reasons=(
            *(OFFER(period=str(each.period)) for each in gone),
            *(_why(settled, end) for settled in parts),
            *(VOID(demand=id_) for id_ in void),
            *(REISSUED(demand=id_) for id_ in reissued),
        ),
        offers=gone,
        parts=parts,
        void=void,
        reissued=reissued,
    )


def _settled(demand: Demand, part: Part, end: date) -> Settled:
    unused = Period(max(end, part.period.start), part.period.end) if end < part.period.end else None
    return Settled(demand_id=demand.id, part_id=part.id, fate=_fate(demand, part, unused), unused=unused)


def _fate(demand: Demand, part: Part, unused: Period | None) -> Fate:
    if unused is None:
        return Fate.STAYS
    if demand.kind is Kind.DEBT:
        return Fate.CREDITED
    return Fate.WITHDRAWN if unused == part.period else Fate.SHORTENED


def _why(settled: Settled, end: date) -> Reason:
    return _WHY[settled.fate](part=settled.part_id, demand=settled.demand_id, until=end, unused=str(settled.unused))

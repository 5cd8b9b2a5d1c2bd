"""Spain: TRLGDCU 97.1 p, by Ley 10/2025 (notice before a renewal is charged)."""

from datetime import date

from ...periods import Term
from .model import InForceBy, Inform, Message, Moment, Remedy, Rule, WayOut, told

ROWS: tuple[Rule, ...] = (
    Inform(
        id="ES-97-1-p", since=date(2025, 12, 28), by=InForceBy.CHARGED, message=Message.RENEWAL,
        counts_from=Moment.CHARGE, latest=Term.days(15),
        medium="with what follows if the consumer does not cancel, and a simple way to do so",
        if_missed=Remedy(way_out=WayOut.OFFENCE),
        says="at distance or off premises, the consumer is told at least 15 calendar days before a renewal is charged",
        cites="TRLGDCU 97.1 p",
        source=told("Ley 10/2025 (BOE of 27 December 2025), note at dsca.gob.es; its scope from commentaries"),
    ),
)  # fmt: skip

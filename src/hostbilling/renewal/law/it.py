"""Italy: Codice del consumo 65-bis (notice before a fixed-term service renews)."""

from datetime import date

from ...periods import Term
from .model import Inform, Message, Moment, Remedy, Rule, WayOut, told

ROWS: tuple[Rule, ...] = (
    Inform(
        id="IT-65-bis", since=date(2023, 12, 31), message=Message.RENEWAL,
        counts_from=Moment.END, latest=Term.days(30),
        medium="in writing, by SMS or another electronic means the consumer named",
        if_missed=Remedy(way_out=WayOut.UNTIL_NEXT_EXPIRY),
        says="the consumer is told 30 days before the end of the term (read as: no later) until when notice can be"
        " given, or may leave free of charge until the next expiry",
        cites="Cod. consumo 65-bis",
        source=told("L. 214/2023 article 14 (Gazzetta Ufficiale of 30 December 2023); the reading from commentaries"),
    ),
)  # fmt: skip

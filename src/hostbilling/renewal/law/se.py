"""Sweden: Lag (2014:1449) on consumer protection when contracts renew by themselves."""

from datetime import date

from ...periods import Term
from .model import Inform, Message, Moment, Remedy, Rule, WayOut, read

ROWS: tuple[Rule, ...] = (
    Inform(
        id="SE-2014-1449", since=date(2015, 3, 1), message=Message.RENEWAL,
        counts_from=Moment.REFUSE_BY, latest=Term.months(1), spared_by_notice=Term.months(3),
        medium="in writing", if_missed=Remedy(way_out=WayOut.IMMEDIATELY),
        says="the consumer is reminded in writing no later than 1 month before the last day to refuse, unless a notice"
        " of at most 3 months ends the renewed contract; otherwise it may be ended with immediate effect",
        cites="Lag (2014:1449) 1-3 §§", source=read("text at klevringsjuridik.se; hallakonsument.se"),
    ),
)  # fmt: skip

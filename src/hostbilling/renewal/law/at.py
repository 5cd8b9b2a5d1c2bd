"""Austria: KSchG 6(1) Z 2 (a clause that must bind the seller to remind) and 15."""

from ...decision import Severity
from .model import TABLES_BEGIN, Fairness, Inform, Message, Moment, Needs, Remedy, Rule, Safeguard, WayOut, read, told

ROWS: tuple[Rule, ...] = (
    Needs(
        id="AT-KSchG-6-1-2-clause", since=TABLES_BEGIN, safeguard=Safeguard.CLAUSE_BINDS_TO_REMIND,
        says="the clause itself binds the seller to point out, when the decision period starts, what silence means,"
        " and leaves a reasonable period; without it silence renews nothing",
        cites="KSchG 6(1) Z 2", source=told("OGH decisions in ZFR 2017/262"),
    ),
    Inform(
        id="AT-KSchG-6-1-2", since=TABLES_BEGIN, message=Message.RENEWAL,
        counts_from=Moment.DECISION_OPENS, medium="pointed out in particular",
        if_missed=Remedy(way_out=WayOut.NO_RENEWAL),
        says="the consumer is told at the start of the decision period what silence means",
        cites="KSchG 6(1) Z 2", source=told("OGH decisions in ZFR 2017/262"),
    ),
    Fairness(
        id="AT-KSchG-15", since=TABLES_BEGIN, severity=Severity.NOTE,
        says="goods and works can be ended with 2 months' notice after a year, then each half year; the courts do not"
        " extend that to other services",
        cites="KSchG 15", source=read("KSchG 15; OGH 5 Ob 205/13b"),
    ),
)  # fmt: skip

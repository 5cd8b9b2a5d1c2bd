"""What holds in every member state: the floor of Directive 93/13, the withdrawal function of Directive 2023/2673."""

from datetime import date

from ...decision import Severity
from .model import TABLES_BEGIN, Fairness, Needs, Rule, Safeguard, read

ROWS: tuple[Rule, ...] = (
    Fairness(
        id="EU-93-13-1-h", since=TABLES_BEGIN, severity=Severity.NOTE,
        says="extension on silence with an unreasonably early day to object may be unfair",
        cites="Directive 93/13/EEC, annex 1(h)", source=read("Directive 93/13/EEC"),
    ),
    Needs(
        id="EU-2011-83-11a", since=date(2026, 6, 19), safeguard=Safeguard.WITHDRAWAL_FUNCTION, tacit_only=False,
        says="an online contract with a right of withdrawal has an online function for it, with a confirming step and"
        " an acknowledgement on a durable medium",
        cites="Directive 2011/83/EU art. 11a, by Directive (EU) 2023/2673",
        source=read("Directive (EU) 2023/2673; gtlaw, taylorwessing; national acts other than BGB 356a not read"),
    ),
)  # fmt: skip

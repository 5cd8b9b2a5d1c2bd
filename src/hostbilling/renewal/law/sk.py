"""Slovakia: OZ 53 (unfair terms)."""

from datetime import date

from ...decision import Severity
from .model import TABLES_BEGIN, Fairness, Rule, told, unread

ROWS: tuple[Rule, ...] = (
    Fairness(
        id="SK-53", since=TABLES_BEGIN, severity=Severity.NOTE,
        says="an unfair term is void; no day to inform is fixed outside telecoms",
        cites="OZ 53(1), (4), (5)", source=told("epravo.sk"),
    ),
    Fairness(
        id="SK-108-2024", since=date(2024, 7, 1), severity=Severity.NOTE,
        says="nothing more specific on tacit renewal is known",
        cites="Act 108/2024", source=unread("Act 108/2024 was not read"),
    ),
)  # fmt: skip

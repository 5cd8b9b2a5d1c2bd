"""Portugal: DL 446/85, article 22(1) (standard terms)."""

from ...decision import Severity
from .model import TABLES_BEGIN, Fairness, Rule, read, told

ROWS: tuple[Rule, ...] = (
    Fairness(
        id="PT-22-1-a", since=TABLES_BEGIN, severity=Severity.NOTE,
        says="terms and notices of excessive length are prohibited",
        cites="DL 446/85 article 22(1)(a)", source=read("pgdlisboa.pt, as amended by Lei 32/2021"),
    ),
    Fairness(
        id="PT-22-1-h", since=TABLES_BEGIN, severity=Severity.NOTE,
        says="renewal on silence is prohibited when the day to object lies too far before the end",
        cites="DL 446/85 article 22(1)(h)", source=told("pgdlisboa.pt, as amended by Lei 32/2021"),
    ),
)  # fmt: skip

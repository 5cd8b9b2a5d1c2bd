"""Finland: no specific text was found; what follows is indirect."""

from ...decision import Severity
from .model import TABLES_BEGIN, Fairness, Rule, unread

ROWS: tuple[Rule, ...] = (
    Fairness(
        id="FI-KKV", since=TABLES_BEGIN, severity=Severity.NOTE,
        says="clear terms and a reminder in reasonable time are expected, and preferably renewal without an end",
        cites="Kuluttajansuojalaki chapters 3 and 4", source=unread("kkv.fi; no specific text found"),
    ),
)  # fmt: skip

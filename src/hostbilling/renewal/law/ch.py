"""Switzerland: no statutory reminder; unusual-terms rule and UWG 8."""

from ...decision import Severity
from .model import TABLES_BEGIN, Fairness, Rule, told

ROWS: tuple[Rule, ...] = (
    Fairness(
        id="CH-UWG-8", since=TABLES_BEGIN, severity=Severity.NOTE,
        says="no reminder is asked; an unusual or unfair clause is judged case by case",
        cites="UWG 8", source=told("lawstyle.ch, nau.ch, bundesblatt on initiative 13.426, dropped"),
    ),
)  # fmt: skip

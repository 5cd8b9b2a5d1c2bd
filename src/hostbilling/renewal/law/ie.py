"""Ireland: Consumer Rights Act 2022, Part 6."""

from datetime import date

from ...decision import Severity
from .model import Fairness, Rule, told

ROWS: tuple[Rule, ...] = (
    Fairness(
        id="IE-CRA-2022", since=date(2022, 11, 29), severity=Severity.NOTE,
        says="automatic extension with an unreasonably early day to object is presumed unfair",
        cites="Consumer Rights Act 2022, Schedule 5 Part 1", source=told("irishstatutebook.ie; the item not seen"),
    ),
)  # fmt: skip

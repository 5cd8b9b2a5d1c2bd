"""Czechia: NOZ 1814 as amended by act 374/2022."""

from datetime import date

from ...decision import Severity
from .model import Fairness, Rule, told

ROWS: tuple[Rule, ...] = (
    Fairness(
        id="CZ-1814", since=date(2023, 1, 6), severity=Severity.NOTE,
        says="a day to object unreasonably far before the end is abusive; how to end is told before conclusion",
        cites="NOZ 1814", source=told("act 374/2022, read at ak-ps.eu; NS Cpjn 200/2013"),
    ),
)  # fmt: skip

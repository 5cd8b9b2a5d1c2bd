"""Luxembourg: Code de la consommation L.211-2 and L.211-3."""

from datetime import date

from ...decision import Severity
from ...periods import Term
from .model import Fairness, Renewed, Rule, read, unread

_SINCE = date(2024, 9, 10)

ROWS: tuple[Rule, ...] = (
    Fairness(
        id="LU-L211-3", since=_SINCE, severity=Severity.NOTE,
        says="listed clauses are void beyond rebuttal; the notice asked for may not be excessive",
        cites="Code de la consommation L.211-2, L.211-3", source=read("law of 27 August 2024, read at bsp.lu"),
    ),
    Renewed(
        id="LU-L211-3-year", since=_SINCE, fixed_up_to=Term.years(1),
        says="silence renews for 1 year at most",
        cites="Code de la consommation L.211-3", source=unread("not found in the texts that were read"),
    ),
)  # fmt: skip

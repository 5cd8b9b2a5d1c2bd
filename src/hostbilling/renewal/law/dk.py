"""Denmark: Forbrugeraftaleloven 28 and 28 a."""

from ...decision import Severity
from ...money import payable
from ...periods import Term
from .model import TABLES_BEGIN, Count, Fairness, Notice, Phase, Rule, Ways, read, told

ROWS: tuple[Rule, ...] = (
    Notice(
        id="DK-28", since=TABLES_BEGIN, phases=Phase, bound_for=Term.months(5), spared_up_to=payable("2000.00", "DKK"),
        longest=Term.months(1), count=Count.MONTH_END,
        says="from 5 months after conclusion the consumer may end with a month's notice to the end of a calendar month,"
        " a renewal binding no further; not for a supply within a year of at most DKK 2 000, paid at once",
        cites="Forbrugeraftaleloven 28",
        source=read("bill L 97 (2008-09); forbrug.dk; forbrugerombudsmanden.dk"),
    ),
    Fairness(
        id="DK-28-start-up", since=TABLES_BEGIN, severity=Severity.NOTE,
        says="for a supply above DKK 20 000 a year that is costly to start, 11 months take the place of 5",
        cites="Forbrugeraftaleloven 28", source=told("forbrug.dk; bill L 97 (2008-09)"),
    ),
    Ways(
        id="DK-28-a", since=TABLES_BEGIN,
        says="the contract can be ended on the medium it was made on",
        cites="Forbrugeraftaleloven 28 a", source=read("forbrug.dk"),
    ),
)  # fmt: skip

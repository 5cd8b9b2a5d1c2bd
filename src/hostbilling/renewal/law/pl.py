"""Poland: k.c. 385(3) pt 18 and the decisions of UOKiK."""

from ...decision import Severity
from .model import TABLES_BEGIN, Fairness, Renewed, Rule, read, told

ROWS: tuple[Rule, ...] = (
    Renewed(
        id="PL-UOKiK", since=TABLES_BEGIN, fixed_up_to=None, severity=Severity.WARNING,
        says="the authority takes renewal on silence for another fixed term as unfair; an indefinite time with free"
        " exit was accepted",
        cites="k.c. 385(1), 385(3) pt 18",
        source=told("UOKiK RKR-52/2013 and DOZIK-1-611.1.2019, read at bieluk.pl, regulaminowo.pl"),
    ),
    Fairness(
        id="PL-385-3-18", since=TABLES_BEGIN, severity=Severity.NOTE,
        says="a grossly short time to object is unfair",
        cites="k.c. 385(3) pt 18", source=read("UOKiK RKR-52/2013"),
    ),
)  # fmt: skip

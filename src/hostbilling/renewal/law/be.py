"""Belgium: Code of economic law VI.91 (services renewed tacitly)."""

from ...decision import Severity
from ...periods import Term
from .model import TABLES_BEGIN, Count, CustomerClass, Fairness, Needs, Notice, Phase, Rule, Safeguard, read, told

_SOURCE = read("CDE VI.91, page of FPS Economy (economie.fgov.be) and text at elfri.be")

ROWS: tuple[Rule, ...] = (
    Needs(
        id="BE-VI-91", since=TABLES_BEGIN, safeguard=Safeguard.CLAUSE_IN_BOX,
        says="the renewal clause stands in bold in its own box on the front of page 1, with its effect, the last day to"
        " object and how",
        cites="CDE VI.91 par. 1", source=_SOURCE,
    ),
    Notice(
        id="BE-VI-91-notice", since=TABLES_BEGIN, phases=(Phase.RENEWED, Phase.INDEFINITE),
        longest=Term.months(2), count=Count.BOUND_DAY,
        says="after the first tacit renewal the consumer may end at any time, free of charge, with 2 months' notice at"
        " most",
        cites="CDE VI.91 par. 2", source=_SOURCE,
    ),
    Fairness(
        id="BE-VI-83-20", since=TABLES_BEGIN, severity=Severity.NOTE,
        says="the day to object may not lie too far before the end",
        cites="CDE VI.83, 20", source=_SOURCE,
    ),
    Fairness(
        id="BE-VI-91-5", customers=(CustomerClass.NON_PROFESSIONAL, CustomerClass.BUSINESS), since=TABLES_BEGIN,
        severity=Severity.NOTE,
        says="between businesses tacit renewal without a reasonable notice is on the grey list",
        cites="CDE VI.91/4-5", source=told("centrius.be on the law of 4 April 2019"),
    ),
)  # fmt: skip

"""Germany: BGB 309 Nr. 9 (terms in standard contracts) and 312k (cancellation button).

Renting plain server space may fall outside 309 Nr. 9; it is then tested under 307.
"""

from datetime import date

from ...decision import Severity
from ...periods import Term
from .model import Count, CustomerClass, Fairness, FirstTerm, InForceBy, Notice, Phase, Renewed, Rule, Ways, read, told

_CODE = date(2002, 1, 1)
_FAIR = date(2022, 3, 1)
_BY = InForceBy.CONCLUDED
_NEW = read("BGB 309 Nr. 9 for contracts from 1 March 2022, read at lieb-online, heise, haufe")
_OLD = told("BGB 309 Nr. 9 for older contracts (EGBGB 229 section 60), read at lieb-online, heise, haufe")

ROWS: tuple[Rule, ...] = (
    FirstTerm(
        id="DE-309-9a", since=_CODE, by=_BY, longest=Term.years(2),
        says="a first term binds for 2 years at most",
        cites="BGB 309 Nr. 9 a", source=_NEW,
    ),
    Renewed(
        id="DE-309-9b", since=_CODE, until=_FAIR, by=_BY, fixed_up_to=Term.years(1),
        says="silence renews for 1 year at most",
        cites="BGB 309 Nr. 9 b, old version", source=_OLD,
    ),
    Renewed(
        id="DE-309-9b", since=_FAIR, by=_BY, fixed_up_to=None,
        says="silence renews only for an indefinite time that the customer may end with a month's notice; otherwise the"
        " clause is void and the contract ends with its first term",
        cites="BGB 309 Nr. 9 b", source=_NEW,
    ),
    Notice(
        id="DE-309-9c", since=_CODE, until=_FAIR, by=_BY, phases=(Phase.FIRST_TERM, Phase.RENEWED),
        longest=Term.months(3), count=Count.BOUND_DAY,
        says="notice is due 3 months before the end of a term at most",
        cites="BGB 309 Nr. 9 c, old version", source=_OLD,
    ),
    Notice(
        id="DE-309-9c", since=_FAIR, by=_BY, phases=(Phase.FIRST_TERM,),
        longest=Term.months(1), count=Count.BOUND_DAY,
        says="notice is due 1 month before the end of the first term at most",
        cites="BGB 309 Nr. 9 c", source=_NEW,
    ),
    Notice(
        id="DE-309-9b-notice", since=_FAIR, by=_BY, phases=(Phase.RENEWED, Phase.INDEFINITE),
        longest=Term.months(1), count=Count.BOUND_DAY,
        says="once renewed, the customer may end at any time with a month's notice at most",
        cites="BGB 309 Nr. 9 b, 187, 188", source=_NEW,
    ),
    Ways(
        id="DE-312k", since=date(2022, 7, 1),
        says="a site that sells paid continuing contracts has a cancellation button; without it the consumer may end"
        " the contract at any time without notice",
        cites="BGB 312k", source=read("BGB 312k, read at dlapiper, ihk; its (6) from commentaries only"),
    ),
    Fairness(
        id="DE-307", customers=(CustomerClass.NON_PROFESSIONAL, CustomerClass.BUSINESS), since=_CODE,
        severity=Severity.NOTE,
        says="between businesses a court tests the clause for fairness; 1 year and 3 months are commonly accepted",
        cites="BGB 307, 310(1)", source=told("commentaries on BGB 310(1)"),
    ),
)  # fmt: skip

"""The Netherlands: Wet van Dam, BW 6:236 j and 6:237 k-l."""

from datetime import date

from ...decision import Severity
from ...periods import Term
from .model import Count, CustomerClass, Fairness, Notice, Phase, Renewed, Rule, read, told

_SINCE = date(2011, 12, 1)
_SOURCE = read("Wet van Dam, read at iusmentis, juridische-supermarkt, ictrecht, which names hosting")

ROWS: tuple[Rule, ...] = (
    Renewed(
        id="NL-6-236-j", since=_SINCE, fixed_up_to=None,
        says="standard terms may renew only for an indefinite time, ended at any time with a month's notice at most;"
        " otherwise the consumer may leave at once",
        cites="BW 6:236 j", source=_SOURCE,
    ),
    Notice(
        id="NL-6-236-j-notice", since=_SINCE, phases=(Phase.RENEWED, Phase.INDEFINITE),
        longest=Term.months(1), count=Count.FREE_DAY,
        says="once renewed, the consumer may end on any day with a month's notice at most",
        cites="BW 6:236 j", source=_SOURCE,
    ),
    Notice(
        id="NL-6-237-k", since=_SINCE, phases=(Phase.FIRST_TERM,), bound_for=Term.years(1),
        longest=Term.months(1), count=Count.FREE_DAY,
        says="a first term of more than a year can be ended after a year, with a month's notice at most",
        cites="BW 6:237 k-l", source=_SOURCE,
    ),
    Fairness(
        id="NL-reflex", customers=(CustomerClass.NON_PROFESSIONAL, CustomerClass.BUSINESS), since=_SINCE,
        severity=Severity.NOTE,
        says="small firms may be protected by reflex effect",
        cites="BW 6:233", source=told("ictrecht on small firms"),
    ),
)  # fmt: skip

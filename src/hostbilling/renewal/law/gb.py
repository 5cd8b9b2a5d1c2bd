"""United Kingdom: the grey list now, the DMCC Act 2024 once it is commenced (expected in spring 2027)."""

from ...decision import Severity
from ...periods import Term
from .model import TABLES_BEGIN, Fairness, Inform, Message, Moment, Remedy, Rule, WayOut, Ways, read, told

ROWS: tuple[Rule, ...] = (
    Fairness(
        id="GB-CRA-2015", since=TABLES_BEGIN, severity=Severity.NOTE,
        says="no reminder is asked by statute; an unreasonably early day to object is on the grey list",
        cites="Consumer Rights Act 2015, Schedule 2", source=told("CMA guidance on unfair terms"),
    ),
    Inform(
        id="GB-DMCC-258", since=None, message=Message.REMINDER,
        counts_from=Moment.CONCLUSION, every=Term.months(6),
        if_missed=Remedy(way_out=WayOut.ANY_TIME),
        says="the consumer is reminded before the renewal payment that closes each period of 6 months, the first of"
        " which begins with the day after conclusion; the days before it are left to regulations not made yet",
        cites="Digital Markets, Competition and Consumers Act 2024, section 258",
        source=read("section 258 as at 6 April 2026 at crimeline; commencement by reedsmith, ashurst"),
    ),
    Ways(
        id="GB-DMCC-260", since=None,
        says="ending a contract made online is no harder than needed, and can be done online",
        cites="Digital Markets, Competition and Consumers Act 2024, Part 4 Chapter 2",
        source=told("reedsmith, ashurst on the government response of 2026"),
    ),
    Fairness(
        id="GB-DMCC-266", since=None, severity=Severity.NOTE,
        says="the consumer may withdraw for 14 days at the start, and again after a free or discounted time and at each"
        " renewal that binds for 12 months or more, told so separately on the first of these days",
        cites="Digital Markets, Competition and Consumers Act 2024, section 266",
        source=told("legislation.gov.uk, ashfords, reedsmith; not commenced"),
    ),
)  # fmt: skip

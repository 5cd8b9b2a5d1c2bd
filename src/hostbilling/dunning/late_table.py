"""Late payment by country: data, with where it was read and what was not checked.

Read on 2026-11-21. `since` is the first day a row is claimed for: the directive applies from 16 March 2013. Rows of one
country are in order; the options of one creditor stand together, the usual one first.
"""

from datetime import date
from decimal import Decimal

from ..decision import Certainty, Source
from ..parties import CustomerKind
from .late_law import COMMERCIAL, CONSUMERS, LateEvent, LateRow, RateOf, Reference, Tier

_READ = date(2026, 11, 21)
_DIRECTIVE = date(2013, 3, 16)
_SK_REFORM = date(2015, 1, 1)  # nariadenie 303/2014, for delays that begin from then on (21/2013 3a)
_SK_21 = "nariadenie vlády 21/2013 as in force from 2015-01-01, slov-lex.sk"


def _source(title: str, certainty: Certainty = Certainty.SECONDARY) -> Source:
    return Source(title=title, certainty=certainty, seen_on=_READ)


def _once(amount: str) -> tuple[Tier, ...]:
    return (Tier(fixed=Decimal(amount)),)


WITHOUT_EURO = frozenset({"CZ", "DK", "HU", "PL", "RO", "SE"})
"""Member states whose reference rate is that of their own central bank (directive, article 2(7)(b))."""

EU = LateRow(
    id="EU-2011-7", country="EU", customers=COMMERCIAL, since=_DIRECTIVE, margin=Decimal(8), fixed=_once("40"),
    longest=60,
    says="interest from the day after the agreed day, or 30 days after receipt of the invoice; at least 8 points above"
    " the rate of the half year; EUR 40 without a reminder",
    cites="Directive 2011/7/EU art. 3, 4, 6", source=_source("Directive 2011/7/EU", Certainty.VERIFIED),
)  # fmt: skip
EU_WITHOUT_EURO = LateRow(
    id="EU-2011-7-national", country="EU", customers=COMMERCIAL, since=_DIRECTIVE, margin=Decimal(8),
    reference=Reference.NATIONAL, fixed=_once("40"), longest=60,
    says="as in the directive, above the reference rate of the state's own central bank; EUR 40 or its equivalent",
    cites="Directive 2011/7/EU art. 2(7)(b), 3, 4, 6", source=_source("Directive 2011/7/EU", Certainty.VERIFIED),
)  # fmt: skip

ROWS: tuple[LateRow, ...] = (
    LateRow(
        id="AT-456", country="AT", customers=COMMERCIAL, since=_DIRECTIVE, margin=Decimal("9.2"),
        reference=Reference.AT_BASE, fixed=_once("40"), longest=60,
        says="9.2 points above the base rate of the half year",
        cites="UGB 456, 458", source=_source("UGB 456 on interest between businesses"),
    ),
    LateRow(
        id="AT-1000", country="AT", customers={*CONSUMERS, CustomerKind.OTHER_LEGAL_PERSON}, since=_DIRECTIVE,
        margin=Decimal(4), reference=None,
        says="4 % a year, whatever other rates do",
        cites="ABGB 1000", source=_source("ABGB 1000 on legal interest"),
    ),
    LateRow(
        id="BE-XIX", country="BE", customers=CONSUMERS, since=date(2023, 12, 1), event=LateEvent.FREE_REMINDER, days=0,
        agreed_due=False, margin=Decimal(8), if_agreed=True,
        says="at most 8 points above the rate of the ECB, after a free first reminder and 14 days, if agreed",
        cites="CDE XIX.2, XIX.4", source=_source("page of FPS Economy on Book XIX", Certainty.VERIFIED),
    ),
    LateRow(
        id="DE-288-2", country="DE", customers={*COMMERCIAL, CustomerKind.OTHER_LEGAL_PERSON}, since=date(2014, 7, 29),
        event=LateEvent.DUE_AND_RECEIPT, next_working_day=True, margin=Decimal(9), reference=Reference.DE_BASE,
        fixed=_once("40"), longest=60,
        says="9 points above the base rate where no consumer takes part; late 30 days after due day and receipt",
        cites="BGB 193, 286(3), 288(2), 288(5)", source=_source("BGB 193, 286, 288"),
    ),
    LateRow(
        id="DE-288-1", country="DE", customers=CONSUMERS, since=date(2014, 7, 29), event=LateEvent.DUE_AND_RECEIPT,
        if_told=CONSUMERS, next_working_day=True, margin=Decimal(5), reference=Reference.DE_BASE,
        says="5 points above the base rate; late after 30 days only if the invoice pointed it out; no fixed sum",
        cites="BGB 193, 286(3), 288(1), 288(5)", source=_source("BGB 193, 286, 288"),
    ),
    LateRow(
        id="DK-RTL", country="DK", customers=CONSUMERS, since=_DIRECTIVE, margin=Decimal(8),
        reference=Reference.NATIONAL, says="8 points above the reference rate",
        cites="renteloven 5", source=_source("general knowledge", Certainty.UNCHECKED),
    ),
    LateRow(
        id="FI-KL", country="FI", customers=CONSUMERS, since=_DIRECTIVE, margin=Decimal(7),
        reference=Reference.NATIONAL, says="7 points above the reference rate",
        cites="korkolaki 4", source=_source("general knowledge", Certainty.UNCHECKED),
    ),
    LateRow(
        id="FR-L441-10", country="FR", customers=COMMERCIAL, since=date(2019, 4, 26), margin=Decimal(10),
        fixed=_once("40"), longest=60,
        says="from the day after the day on the invoice, without a reminder; 10 points above the rate of the ECB unless"
        " another is agreed, never below three times the legal rate; EUR 40",
        cites="C. com. L441-10, D441-5", source=_source("C. com. L441-10"),
    ),
    LateRow(
        id="FR-1231-6", country="FR", customers={*CONSUMERS, CustomerKind.OTHER_LEGAL_PERSON}, since=date(2016, 10, 1),
        event=LateEvent.DEMAND, days=0, agreed_due=False, margin=Decimal(0), reference=Reference.FR_LEGAL,
        says="the legal rate, from a formal notice on",
        cites="C. civ. 1231-6", source=_source("C. civ. 1231-6"), unchecked=("days",),
    ),
    LateRow(
        id="GB-1998", country="GB", customers=COMMERCIAL, since=_DIRECTIVE, margin=Decimal(8),
        reference=Reference.GB_BASE, currency="GBP",
        fixed=(
            Tier(fixed=Decimal(40)),
            Tier(start=Decimal(1000), reached=True, fixed=Decimal(70)),
            Tier(start=Decimal(10000), reached=True, fixed=Decimal(100)),
        ),
        says="8 points above the base rate; GBP 40, 70 or 100 by the size of the debt",
        cites="Late Payment of Commercial Debts (Interest) Act 1998 s. 4-6", source=_source("gov.uk on late payment"),
        unchecked=("fixed",),
    ),
    LateRow(
        id="IE-580-2012", country="IE", customers=COMMERCIAL, since=_DIRECTIVE, margin=Decimal(8), longest=60,
        fixed=(
            Tier(fixed=Decimal(40)),
            Tier(start=Decimal(1000), fixed=Decimal(70)),
            Tier(start=Decimal(10000), fixed=Decimal(100)),
        ),
        says="8 points above the rate of the ECB, one rate a half year; EUR 40, 70 or 100 by the size of the debt",
        cites="S.I. 580/2012", source=_source("enterprise.gov.ie on late payment", Certainty.VERIFIED),
        unchecked=("fixed",),
    ),
    LateRow(
        id="SE-6", country="SE", customers=COMMERCIAL, since=_DIRECTIVE, event=LateEvent.DEMAND, days=30,
        if_told=frozenset(CustomerKind), margin=Decimal(8), reference=Reference.SE_REFERENCE,
        fixed=_once("450"), currency="SEK", longest=60,
        says="8 points above the reference rate; from an agreed due day, else 30 days after a demand that mentions"
        " interest; SEK 450 between businesses",
        cites="Räntelag 3, 4, 6; lag (1981:739) 4 a", source=_source("Räntelag (1975:635)"),
    ),
    LateRow(
        id="SE-6-consumer", country="SE", customers={*CONSUMERS, CustomerKind.OTHER_LEGAL_PERSON}, since=_DIRECTIVE,
        event=LateEvent.DEMAND, days=30, if_told=frozenset(CustomerKind), margin=Decimal(8),
        reference=Reference.SE_REFERENCE,
        says="8 points above the reference rate, as between businesses; no fixed sum",
        cites="Räntelag 3, 4, 6", source=_source("Räntelag (1975:635)"),
    ),
    LateRow(
        id="SK-21-2013-half-year", country="SK", customers=COMMERCIAL, since=_SK_REFORM, margin=Decimal(8),
        fixed=_once("40"), longest=60,
        says="8 points above the rate of the ECB on the first day of each half year of the delay",
        cites="nariadenie 21/2013 1(1), 1(3), 2", source=_source(_SK_21, Certainty.VERIFIED),
    ),
    LateRow(
        id="SK-21-2013-first-day", country="SK", customers=COMMERCIAL, since=_SK_REFORM, margin=Decimal(9),
        rate_of=RateOf.FIRST_DAY, fixed=_once("40"), longest=60,
        says="the other choice of the creditor: 9 points above the rate of the ECB on the first day of the delay, for"
        " the whole of it",
        cites="nariadenie 21/2013 1(2), 2", source=_source(_SK_21, Certainty.VERIFIED),
    ),
    LateRow(
        id="SK-87-1995", country="SK", customers=CONSUMERS, since=_DIRECTIVE, margin=Decimal(5),
        rate_of=RateOf.FIRST_DAY,
        says="5 points above the rate of the ECB on the first day of the delay; no more may be agreed",
        cites="nariadenie 87/1995 3", source=_source("nariadenie vlády 87/1995"),
    ),
)  # fmt: skip
"""Every row but the directive's own."""

"""What each country asks of invoice numbers: data, with where it was read and what was not checked.

Read on 2026-11-21, mostly in commentaries, not in the statutes: `Certainty` says which, and `unchecked` names the
fields that rest on general knowledge. `since` is the first day a row is claimed for: 2013, when the rules on
invoicing of Directive 2010/45 began to apply, where no later text is named. Rows of a country are in order of date.
"""

from datetime import date

from ..decision import Certainty, Source
from .policies import DateOrder, DocumentKind, Gaps, Policy
from .resets import Reset

_READ = date(2026, 11, 21)
_SINCE = date(2013, 1, 1)


def _read(title: str, certainty: Certainty = Certainty.SECONDARY) -> Source:
    return Source(title=title, certainty=certainty, seen_on=_READ)


EU_WITHOUT_ROW = frozenset(["BG", "CY", "DK", "EE", "FI", "IE", "LT", "LU", "LV", "MT", "SI"])
"""Member states that follow the row of the directive until somebody reads their law."""

EU = Policy(
    country="EU",
    since=_SINCE,
    source=_read("Directive 2006/112/EC, article 226(2)"),
    unchecked=("gaps", "date_order"),
    note="the directive is silent on gaps, order of dates and resets; the strict reading is taken",
)

ROWS: tuple[Policy, ...] = (
    Policy(
        country="AT", since=_SINCE, gaps=Gaps.EXPLAINED, date_order=DateOrder.ADVISED,
        source=_read("Umsatzsteuer-Handbuch 2016, Rz 1548-1552"),
        unchecked=("date_order",),
        note="consecutive; the start may be chosen, even daily, if it is systematic",
    ),
    Policy(
        country="BE", since=_SINCE, gaps=Gaps.FORBIDDEN, characters=" ",
        source=_read("onfact.be and billtobox.com on Belgian invoice numbers"),
        note="credit notes may share the invoices' series; no blanks and no start at 0 are advice",
    ),
    Policy(
        country="CZ", since=_SINCE, gaps=Gaps.ALLOWED, date_order=DateOrder.FREE,
        source=_read("Act 235/2004 Coll., section 29"),
        unchecked=("gaps", "date_order"),
        note="asks for a registration number of the tax document only",
    ),
    Policy(
        country="DE", since=_SINCE, gaps=Gaps.ALLOWED, date_order=DateOrder.FREE, shared_by_group=True,
        source=_read("UStAE 14.5(10)-(11)"),
        note="unique is enough; a gap can still be held against the books (BFH X B 79/16)",
    ),
    Policy(
        country="ES", since=_SINCE, gaps=Gaps.FORBIDDEN, date_order=DateOrder.REQUIRED,
        separate=(DocumentKind.CREDIT_NOTE, DocumentKind.SELF_BILLED_INVOICE),
        one_seller_when_self_billed=True, max_length=60,
        source=_read("RD 1619/2012, article 6.1.a (DGT V2645-16)"),
        unchecked=("date_order", "one_seller_when_self_billed", "max_length"),
    ),
    Policy(
        country="FR", since=_SINCE, gaps=Gaps.FORBIDDEN, key=("number", "year"), max_length=35,
        source=_read("CGI, annexe II, article 242 nonies A, I, 7"),
        note="a root for the year or year and month; the counter may run on over the months; platforms block"
        " the same number, year and SIREN",
    ),
    Policy(
        country="GB", since=_SINCE, gaps=Gaps.EXPLAINED, date_order=DateOrder.FREE,
        source=_read("HMRC on invoice numbers (via bytestart.co.uk)"),
        unchecked=("date_order",),
        note="keep spoiled invoices; any start; series per customer or unit",
    ),
    Policy(
        country="GR", since=_SINCE, gaps=Gaps.ALLOWED, date_order=DateOrder.ADVISED,
        key=("number", "kind"), empty_series="0",
        source=_read("timologic.gr and Vertex on myDATA"),
        unchecked=("gaps", "date_order"),
        note="series and number are unique together; a document without a series has the series 0",
    ),
    Policy(
        country="HR", since=_SINCE, gaps=Gaps.FORBIDDEN, forced_reset=Reset.YEARLY, starts_at_one=True,
        key=("number", "year"), year_beside_number=True,
        source=_read("Fiscalisation Act, article 11"),
        unchecked=("date_order", "key"),
        note="number-premises-device, from 1 each calendar year, per premises or per device",
    ),
    Policy(
        country="HU", since=date(2014, 7, 1), gaps=Gaps.FORBIDDEN, one_vat_number=True, max_length=50,
        source=_read("23/2014 NGM decree, section 8(1)-(2)"),
        unchecked=("date_order", "max_length"),
    ),
    Policy(
        country="IT", since=_SINCE, progressive=True, key=("number", "year"), year_beside_number=True, max_length=20,
        source=_read("DPR 633/1972, article 21; Risoluzione 1/E 2013; Risposta 505/2020"),
        unchecked=("gaps", "date_order", "max_length"),
        note="progressive and unique by year, or running on for ever; the exchange system refuses the same number"
        " and year but does not check the order",
    ),
    Policy(
        country="NL", since=_SINCE, date_order=DateOrder.ADVISED,
        source=_read("flexnieuws.nl on Dutch invoice numbers"),
    ),
    Policy(
        country="PL", since=_SINCE, gaps=Gaps.FORBIDDEN, key=("number", "kind"), key_years=10, max_length=256,
        source=_read("KIS 0114-KDIP1-3.4012.603.2022.1.KP; CIRFMF/ksef-docs"),
        unchecked=("max_length",),
        note="KSeF answers 440 to the same seller, kind and number, for ten full years",
    ),
    Policy(
        country="PT", since=_SINCE, gaps=Gaps.FORBIDDEN, one_fiscal_year=True, max_length=60,
        separate=(DocumentKind.CREDIT_NOTE, DocumentKind.SELF_BILLED_INVOICE), one_seller_when_self_billed=True,
        source=_read("Despacho 8632/2014"),
        unchecked=("one_seller_when_self_billed", "max_length"),
    ),
    Policy(
        country="PT", since=date(2023, 1, 1), gaps=Gaps.FORBIDDEN, one_fiscal_year=True, max_length=60, registered=True,
        separate=(DocumentKind.CREDIT_NOTE, DocumentKind.SELF_BILLED_INVOICE), one_seller_when_self_billed=True,
        source=_read("Portaria 195/2020; DL 28/2019, article 35"),
        unchecked=("since", "one_seller_when_self_billed", "max_length"),
        note="every series is registered before use; ATCUD is its code, a hyphen and the counter",
    ),
    Policy(
        country="RO", since=_SINCE,
        source=_read("OMFP 2634/2015"),
        unchecked=("gaps", "date_order"),
        note="the first number of each year is set by an internal written decision",
    ),
    Policy(
        country="SE", since=_SINCE, gaps=Gaps.FORBIDDEN, date_order=DateOrder.ADVISED, one_seller_when_self_billed=True,
        source=_read("Skatteverket 8-2362095 (2023-06-26)", Certainty.VERIFIED),
        unchecked=("date_order",),
        note="unbroken within the tax year",
    ),
    Policy(
        country="SK", since=_SINCE, gaps=Gaps.ADVISED_AGAINST, date_order=DateOrder.ADVISED,
        source=_read("podnikajte.sk and daxit.sk on Slovak invoice numbers"),
        note="the law sets no form; unbroken and ascending is advised",
    ),
)  # fmt: skip

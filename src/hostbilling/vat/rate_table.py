"""Standard VAT rates in force on or after 2010-01-01, one dated row a change; only data.

No hosting service is reduced anywhere (Directive 2006/112/EC, article 98): there is nothing but standard rates here.
Rows that more than one source confirms are `SECONDARY`, the others `UNCHECKED`: no row rests on a gazette read by us.
"""

from datetime import date
from decimal import Decimal

from attrs import field, frozen

from ..decision import Certainty

REVIEWED_ON = date(2026, 9, 29)
"""Day of the set of current rates that the last rows were compared with."""


def _percent(rate: str | None) -> Decimal | None:
    return None if rate is None else Decimal(rate)


@frozen(kw_only=True)
class RateRow:
    """A standard rate in percent (None: no VAT there) from `since` until the next row of the same place."""

    since: date
    rate: Decimal | None = field(converter=_percent)
    sources: tuple[str, ...]
    certainty: Certainty
    note: str = ""


_TITLES = {
    "V": "vatnode/eu-vat-rates-data history (TAXUD booklet 2021-06 before 2017, TEDB after; file version 2026-08-26)",
    "C": "commerceguys/tax@d86a05c",
    "K": "kdeldycke/vat-rates@7585c28",
    "I": "ibericode/vat-rates@5abb1e1",
    "i": "ibericode/vat-rates@5abb1e1 (same rate in force on 2010-01-01 or earliest covered)",
    "c": "commerceguys/tax@d86a05c (same rate in force on 2010-01-01 or earliest covered)",
    "k": "kdeldycke/vat-rates@7585c28 vat_rates.csv",
    "N": "valeriansaliou/node-sales-tax@4a47f68",
    "P": "PyPI eu-vat-rates-data 2026.9.29 (TEDB-derived)",
    "G": "invopop/gobl@7a4ad622",
    "O": "kdeldycke/vat-rates@7585c28 vat_rates.csv (from 2014)",
    "M": "impots.gouv.fr pages (art. 296 CGI: 8.5 normal)",
    "p": "PyPI eu-vat-rates-data 2026.9.29 (TEDB-derived) (8.5 in FR list)",
    "m": "impots.gouv.fr pages",
    "B": "BOI 2010-01-11 no.165",
    "7": "art 7 Directive: as FR",
    "A": "avalara.com/vatlive",
    "S": "vatassociation.org",
}


def _row(since: str, rate: str | None, titles: str, *more: str, sure: bool = True, note: str = "") -> RateRow:
    return RateRow(
        since=date.fromisoformat(since),
        rate=rate,
        sources=(*(_TITLES[title] for title in titles), *more),
        certainty=Certainty.SECONDARY if sure else Certainty.UNCHECKED,
        note=note,
    )


# Oldest first. Keys are member states, the regions of `territories`, and third countries.
# fmt: off
RATES: dict[str, tuple[RateRow, ...]] = {
    "AT": (
        _row("1984-01-01", "20", "VKci"),
    ),
    "BE": (
        _row("1996-01-01", "21", "VKCi"),
    ),
    "BG": (
        _row("1999-01-01", "20", "VKci"),
    ),
    "CY": (
        _row("2003-01-01", "15", "VKc"),
        _row("2012-03-01", "17", "VKC"),
        _row("2013-01-14", "18", "VKC"),
        _row("2014-01-13", "19", "VKC"),
    ),
    "CZ": (
        _row("2010-01-01", "20", "VKC"),
        _row("2013-01-01", "21", "VKC"),
    ),
    "DE": (
        _row("2007-01-01", "19", "VKCi"),
        _row("2020-07-01", "16", "VKCI",
             note="temporary COVID cut; absent from TEDB and the TAXUD booklet (per vatnode corrections "
             "file), present in commerceguys, kdeldycke, ibericode, gobl, node-sales-tax"),
        _row("2021-01-01", "19", "VKCI",
             note="temporary COVID cut; absent from TEDB and the TAXUD booklet (per vatnode corrections "
             "file), present in commerceguys, kdeldycke, ibericode, gobl, node-sales-tax"),
    ),
    "DK": (
        _row("1992-01-01", "25", "VKCi"),
    ),
    "EE": (
        _row("2009-07-01", "20", "VKCi"),
        _row("2024-01-01", "22", "VKCI"),
        _row("2025-07-01", "24", "VKCI"),
    ),
    "ES": (
        _row("1995-01-01", "16", "VKC"),
        _row("2010-07-01", "18", "VKC"),
        _row("2012-09-01", "21", "VKC"),
    ),
    "FI": (
        _row("1994-06-01", "22", "VKc"),
        _row("2010-07-01", "23", "VKC"),
        _row("2013-01-01", "24", "VKC"),
        _row("2024-09-01", "25.5", "VKCI"),
    ),
    "FR": (
        _row("2000-04-01", "19.6", "VKci"),
        _row("2014-01-01", "20", "VKCI"),
    ),
    "GR": (
        _row("2005-04-01", "19", "VKC"),
        _row("2010-03-15", "21", "VKC"),
        _row("2010-07-01", "23", "VKC"),
        _row("2016-06-01", "24", "VKCI"),
    ),
    "HR": (
        _row("2009-08-01", "23", "VK"),
        _row("2012-03-01", "25", "VK"),
    ),
    "HU": (
        _row("2009-07-01", "25", "VKC"),
        _row("2012-01-01", "27", "VKC"),
    ),
    "IE": (
        _row("2010-01-01", "21", "VKC"),
        _row("2012-01-01", "23", "VKC"),
        _row("2020-09-01", "21", "VCI",
             note="kdeldycke/vat-rates misses this temporary cut; vatnode(TEDB), commerceguys, ibericode, "
             "node-sales-tax agree"),
        _row("2021-03-01", "23", "VCI",
             note="kdeldycke/vat-rates misses this temporary cut; vatnode(TEDB), commerceguys, ibericode, "
             "node-sales-tax agree"),
    ),
    "IT": (
        _row("1997-10-01", "20", "VK"),
        _row("2011-09-17", "21", "VKC"),
        _row("2013-10-01", "22", "VKC"),
    ),
    "LT": (
        _row("2009-09-01", "21", "VKCi"),
    ),
    "LU": (
        _row("1992-01-01", "15", "VKCi"),
        _row("2015-01-01", "17", "VKCI"),
        _row("2023-01-01", "16", "VKCI"),
        _row("2024-01-01", "17", "VKCI"),
    ),
    "LV": (
        _row("2009-01-01", "21", "VKCi"),
        _row("2011-01-01", "22", "VKC"),
        _row("2012-07-01", "21", "VKC"),
    ),
    "MT": (
        _row("2004-01-01", "18", "VKci"),
    ),
    "NL": (
        _row("2001-01-01", "19", "VKCi"),
        _row("2012-10-01", "21", "VKCI"),
    ),
    "PL": (
        _row("1993-07-05", "22", "Vc",
             "kdeldycke/vat-rates@7585c28 (same rate in force on 2010-01-01 or earliest covered)",
             note="start 1993-07-05 (vatnode) vs 1993-01-08 (kdeldycke) vs 1993-07-08 (gobl); irrelevant after 2010"),
        _row("2011-01-01", "23", "VKC"),
    ),
    "PT": (
        _row("2008-07-01", "20", "VKC"),
        _row("2010-07-01", "21", "VKC"),
        _row("2011-01-01", "23", "VKC"),
    ),
    "RO": (
        _row("2000-01-01", "19", "VKc"),
        _row("2010-07-01", "24", "VKC"),
        _row("2016-01-01", "20", "VKCI"),
        _row("2017-01-01", "19", "VKCI"),
        _row("2025-08-01", "21", "VKCI",
             note="node-sales-tax switches one day late (before-key 2025-08-01T21:00Z); three other sources "
             "give 2025-08-01"),
    ),
    "SE": (
        _row("1990-07-01", "25", "VKci"),
    ),
    "SI": (
        _row("2002-01-01", "20", "VKc"),
        _row("2013-07-01", "22", "VKC"),
    ),
    "SK": (
        _row("2004-01-01", "19", "VKci"),
        _row("2011-01-01", "20", "VKCI"),
        _row("2025-01-01", "23", "VKCI"),
    ),
    # regions and territories: labels beside a state
    "PT-20": (
        _row("2008-07-01", "14", "", "inferred: 30% below mainland 20%, same as Madeira in commerceguys", sure=False,
             note="NOT cross-checked"),
        _row("2010-07-01", "15", "", "inferred: 30% below mainland 21%", sure=False, note="NOT cross-checked"),
        _row("2011-01-01", "16", "", "radiopico.com 2011 article (16 before 2012 programme)",
             "amrconsult.com 2012-04-03 (still 16 after Madeira law)",
             "commerceguys/tax@d86a05c (16 until 2012-03-31, then a gap)",
             note="rate cross-checked, exact start day is the mainland change day (gobl also says 2011-01-01)"),
        _row("2014-01-01", "18", "C", 'avalara.com/vatlive "Azores raises VAT to 18%"'),
        _row("2021-07-01", "16", "", "vatupdate.com 2021-06-23 and 2021-07-12 (circular 30237)",
             "Odoo l10n_pt data (16)", "PyPI eu-vat-rates-data 2026.9.29 (TEDB-derived) (16 in PT list)",
             "economias.pt", "dnoticias.pt 2025-01-11",
             note="ibericode, kdeldycke, commerceguys and mpociot still say 18: WRONG today"),
    ),
    "PT-30": (
        _row("2008-07-01", "14", "C", "horamadeira.blogs.sapo.pt (15->14, second half 2008)"),
        _row("2010-07-01", "15", "C", sure=False, note="single source"),
        _row("2011-01-01", "16", "C", sure=False,
             note="single source (overlapping periods in that file); start = mainland change day"),
        _row("2012-04-01", "22", "C", "amrconsult.com 2012-04-03 (Lei 14-A/2012, in force 1 April)",
             "PyPI eu-vat-rates-data 2026.9.29 (TEDB-derived) (22 in PT list)",
             note="kdeldycke and gobl date 22% from 2011-01-01: WRONG"),
    ),
    "AT-JM": (
        _row("2007-01-01", "19", "kI", "mpociot/vat-calculator", "vat_moss 0.11.0",
             "PyPI eu-vat-rates-data 2026.9.29 (TEDB-derived) (19 in AT list)",
             note="special Austrian rate, 16 until 2006-12-31 (philiphelger ETaxCode); fixed at 19 in UStG "
             "1994 s.10(4), so it did not follow the German 16 of 2020-H2. commerceguys maps these postcodes "
             "to the GERMAN tax type (wrong)."),
    ),
    "GR-ISL": (
        _row("2016-06-01", "17", "", "AADE circular E.2113/2025 via regfollower.com, redblueguide.com, politora.com",
             "PyPI eu-vat-rates-data 2026.9.29 (TEDB-derived) (17 in GR list)",
             note="From 2026-01-01 extended to islands of N. Aegean, Samothraki, Dodecanese with <=20 000 "
             "inhabitants, plus Lesvos, Kos, Samos, Chios. Services: only if supplier is established on such "
             "an island AND service performed there -> never for remote hosting; use 24."),
    ),
    "GP": (
        _row("2010-01-01", "8.5", "OIMp",
             note="in force well before 2010; the pre-2010 start date was not researched"),
    ),
    "MQ": (
        _row("2010-01-01", "8.5", "OIMp",
             note="in force well before 2010; the pre-2010 start date was not researched"),
    ),
    "RE": (
        _row("2010-01-01", "8.5", "OIMp",
             note="in force well before 2010; the pre-2010 start date was not researched"),
    ),
    "GF": (
        _row("2010-01-01", None, "mBkI", note="no VAT (provisionally not applicable, art. 294 CGI)"),
    ),
    "YT": (
        _row("2010-01-01", None, "mBkI", note="no VAT (provisionally not applicable, art. 294 CGI)"),
    ),
    "MC": (
        _row("2000-04-01", "19.6", "7VK"),
        _row("2014-01-01", "20", "7VK"),
    ),
    # third countries: GB counts until it left; the others only inform
    "GB": (
        _row("2008-12-01", "15", "kC"),
        _row("2010-01-01", "17.5", "kC"),
        _row("2011-01-04", "20", "kCIPN"),
    ),
    "NO": (
        _row("2005-01-01", "25", "PN", "invopop/gobl@7a4ad622 (25, no date)",
             "kdeldycke/vat-rates@7585c28 vat_rates.csv (from 2011-07-01, foreign e-service scheme)", sure=False,
             note="25 cross-checked at least since 2011-07-01; exact start 2005-01-01 not cross-checked"),
    ),
    "CH": (
        _row("2001-01-01", "7.6", "", "commerceguys/tax@d86a05c (7.6 to 2010-12-31)", sure=False,
             note="single source"),
        _row("2011-01-01", "8.0", "C", "kdeldycke/vat-rates@7585c28 vat_rates.csv (8.0 in 2017)"),
        _row("2018-01-01", "7.7", "Ck", "scopulus.co.uk 2021"),
        _row("2024-01-01", "8.1", "CkPNG"),
    ),
    "LI": (
        _row("2018-01-01", "7.7", "N", sure=False),
        _row("2024-01-01", "8.1", "P", "Swiss VAT area: follows CH", note="node-sales-tax still 7.7: stale"),
    ),
    "IS": (
        _row("2010-01-01", "25.5", "AS"),
        _row("2015-01-01", "24", "ASPN"),
    ),
    "SG": (
        _row("2007-07-01", "7", "CG"),
        _row("2023-01-01", "8", "CGN"),
        _row("2024-01-01", "9", "CGN"),
    ),
    "AD": (
        _row("2013-01-01", "4.5", "PN", sure=False, note="rate cross-checked, start date not"),
    ),
}
# fmt: on

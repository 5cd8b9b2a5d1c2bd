"""Which places belong to the Union's VAT area, by date, and which postcodes do not follow their country; only data.

Law: Directive 2006/112/EC, articles 5 to 7; the national texts named in the rows.
"""

from attrs import frozen

from ..decision import Certainty, ReasonCode
from . import reasons as why

# fmt: off
# Reserved codes that addresses and geolocation use besides ISO 3166-1.
FURTHER_CODES = frozenset({"EA", "IC", "XI"})
ALIASES = {"EL": "GR", "UK": "GB"}
# fmt: on


@frozen(kw_only=True)
class Territory:
    """A place that does not simply follow its country.

    `state` is the member state whose VAT applies, None for outside the VAT area. `region` goes with it.
    `national` is the state whose own sellers charge its VAT although the place is outside for everybody else.
    `written` are the countries that an address or a geolocation may name; `tax` is the local tax to look at.
    """

    code: str
    written: frozenset[str]
    state: str | None = None
    national: str | None = None
    tax: str = ""
    reason: ReasonCode = why.EXCLUDED
    certainty: Certainty = Certainty.VERIFIED


def _row(code: str, written: str, **rest: object) -> tuple[str, Territory]:
    return code, Territory(code=code, written=frozenset([*written.split(), code]), **rest)  # type: ignore[arg-type]


_S, _V = Certainty.SECONDARY, Certainty.VERIFIED

# fmt: off
TERRITORIES: dict[str, Territory] = dict([
    _row("MC", "FR", state="FR", reason=why.LIKE_A_STATE),
    _row("IM", "GB", state="GB", reason=why.LIKE_A_STATE),
    _row("XI", "GB", state="GB", reason=why.NORTHERN_IRELAND, certainty=_S),
    _row("SBA", "GB CY", state="CY", reason=why.LIKE_A_STATE),
    _row("PT-20", "PT", state="PT", reason=why.REGION),
    _row("PT-30", "PT", state="PT", reason=why.REGION),
    _row("AT-JM", "AT DE", state="AT", reason=why.JUNGHOLZ, certainty=_S),
    _row("IC", "ES", tax="IGIC"),
    _row("EA", "ES", tax="IPSI"),
    _row("GR-69", "GR"),
    _row("DE-78266", "DE CH", tax="CH"),
    _row("DE-27498", "DE"),
    _row("IT-23041", "IT"),
    _row("IT-22061", "IT CH"),
    _row("SM", "IT", reason=why.NEVER_PART),
    _row("VA", "IT", reason=why.NEVER_PART),
    _row("AX", "FI", national="FI", tax="FI", reason=why.AALAND),
    _row("GP", "FR", national="FR", tax="FR-GP", reason=why.FRENCH_OVERSEAS),
    _row("MQ", "FR", national="FR", tax="FR-MQ", reason=why.FRENCH_OVERSEAS),
    _row("RE", "FR", national="FR", tax="FR-RE", reason=why.FRENCH_OVERSEAS),
    _row("GF", "FR", reason=why.FRENCH_WITHOUT_VAT),
    _row("YT", "FR", reason=why.FRENCH_WITHOUT_VAT),
    *(_row(code, "FR") for code in ["BL", "MF", "PM", "WF", "PF", "NC", "TF"]),
    *(_row(code, "GB", reason=why.NEVER_PART) for code in ["GG", "JE", "GI"]),
    *(_row(code, "DK", reason=why.NEVER_PART) for code in ["FO", "GL"]),
    *(_row(code, "NL", reason=why.NEVER_PART) for code in ["AW", "BQ", "CW", "SX"]),
    _row("SJ", "NO", reason=why.NEVER_PART),
    _row("CY-N", "CY", reason=why.SUSPENDED),
    _row("LI", "", tax="CH", reason=why.NEVER_PART),
])

# Beginnings of postcodes, cleaned of spaces and hyphens, the longest that fits decides; whole postcodes end in $.
POSTCODES: dict[str, dict[str, str]] = {
    "AT": dict.fromkeys(["6691", "6991", "6992", "6993"], "AT-JM"),
    "CH": {"8238": "DE-78266", "6911": "IT-22061"},
    "DE": {"78266": "DE-78266", "27498": "DE-27498", **dict.fromkeys(["87491", "87567", "87568", "87569"], "AT-JM")},
    "ES": {"35": "IC", "38": "IC", "51": "EA", "52": "EA"},
    "FI": {"22": "AX"},
    "FR": {
        "980": "MC", "971": "GP", "97133": "BL", "97150": "MF", "972": "MQ", "973": "GF", "974": "RE", "975": "PM",
        "976": "YT", "977": "BL", "978": "MF", "984": "TF", "986": "WF", "987": "PF", "988": "NC",
    },
    "GB": {
        "BT": "XI", "IM": "IM", "JE": "JE", "GY": "GG", "GX11": "GI",
        **dict.fromkeys(["BFPO57$", "BFPO58$", "BFPO59$", "BF12AT$", "BF12AU$"], "SBA"),
    },
    "GR": {"63086": "GR-69", "63087": "GR-69"},
    "IT": {"23041": "IT-23041", "22061": "IT-22061", "4789": "SM", "00120": "VA"},
    "PT": {**dict.fromkeys(["90", "91", "92", "93", "94"], "PT-30"),
           **dict.fromkeys(["95", "96", "97", "98", "99"], "PT-20")},
}

# Old postcodes that a territory shares with its neighbours: the town decides.
SHARED_POSTCODES: dict[tuple[str, str], tuple[str, str]] = {
    ("IT", "23030"): ("LIVIGNO", "IT-23041"),
    ("IT", "22060"): ("CAMPIONE", "IT-22061"),
}
# fmt: on

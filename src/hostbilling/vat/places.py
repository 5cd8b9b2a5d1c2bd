"""Where an address lies for VAT: member state, special territory or third country.

Law: Directive 2006/112/EC, articles 5 to 7. The rows are in `territories`.
"""

from datetime import date
from unicodedata import digit, normalize

from attrs import field, frozen

from ..errors import check_type, refuse
from ..parties import COUNTRIES
from ..union import MEMBER_STATES, is_member
from .territories import (
    ALIASES,
    FURTHER_CODES,
    POSTCODES,
    SHARED_POSTCODES,
    TERRITORIES,
    Territory,
)

CODES = COUNTRIES | FURTHER_CODES
_LONGEST = 5


def code_of(text: str) -> str:
    """Return a country code in capitals, GR for EL and GB for UK, whether it is a country or not.

    What is no text stays as it is, for the value that holds it to refuse.
    """
    try:
        code = text.strip().upper()
    except AttributeError:
        return text
    return ALIASES.get(code, code)


@frozen(kw_only=True)
class Where:
    """A place as somebody wrote it: unlike `parties.Address` it may be a country nobody knows.

    >>> Where(country="el").country
    'GR'
    """

    country: str = field(converter=code_of)
    postcode: str = ""
    city: str = ""

    def __attrs_post_init__(self) -> None:
        refuse(
            check_type("where.country", self.country, str),
            check_type("where.postcode", self.postcode, str),
            check_type("where.city", self.city, str),
        )


@frozen
class Located:
    """A place as VAT sees it.

    `place` is the member state or the outside place, `state` the member state whose VAT applies (None outside),
    `written` the countries that name this place without contradicting it.
    """

    place: str
    region: str | None
    state: str | None
    written: frozenset[str]
    territory: Territory | None = None


def clean_postcode(text: str) -> str:
    """Return a postcode in capitals without spaces, hyphens and a country prefix before digits.

    Digits of other scripts and widths are read as ours.

    >>> clean_postcode("es-35 001"), clean_postcode("9500-119"), clean_postcode("bt1 1aa")
    ('35001', '9500119', 'BT11AA')
    """
    if text.isascii() and text.isdigit():
        return text
    code = "".join(str(digit(char, char)) for char in normalize("NFKC", text).upper() if char.isalnum())
    bare = code.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return bare if bare.isdigit() and len(bare) >= 4 else code  # noqa: PLR2004


# How the postcodes begin that do not follow their country: what begins otherwise needs no search.
_BEGINNINGS = {
    country: frozenset([code[:2] for code in rows] + [code[:2] for state, code in SHARED_POSTCODES if state == country])
    for country, rows in POSTCODES.items()
}


def spot_of(country: str, postcode: str = "", city: str = "") -> str:
    """Return the code of the special territory an address lies in, or else its country: a spot on the VAT map.

    >>> spot_of("ES", "35001", "Las Palmas"), spot_of("ES", "28001", "Madrid")
    ('IC', 'ES')
    """
    if not postcode or country not in _BEGINNINGS:
        return country
    code = clean_postcode(postcode)
    return _special_spot(country, code, city) if code[:2] in _BEGINNINGS[country] else country


def _special_spot(country: str, code: str, city: str) -> str:
    town, spot = SHARED_POSTCODES.get((country, code), (None, country))
    if town is not None and city.strip().upper().startswith(town):
        return spot
    rows = POSTCODES[country]
    beginnings = (code[:length] for length in range(min(_LONGEST, len(code)), 1, -1))
    return next((rows[found] for found in (f"{code}$", *beginnings) if found in rows), country)


def locate(spot: str, *, on: date, national: str | None = None) -> Located | None:
    """Return where a spot lies on that day, or None when it is none.

    `national` is the member state whose own law counts besides the directive: that of the seller. A French seller
    finds Réunion in France, everybody else finds it outside.

    >>> locate("RE", on=date(2026, 1, 1)).place
    'RE'
    >>> locate("RE", on=date(2026, 1, 1), national="FR").region
    'RE'
    """
    territory = TERRITORIES.get(spot)
    if territory is not None:
        return _in_territory(territory, on, national)
    if spot in MEMBER_STATES and is_member(spot, on=on):
        return _STATES[spot]
    return _OUTSIDE.get(spot)


def _in_territory(territory: Territory, on: date, national: str | None) -> Located:
    if territory.national is not None and territory.national == national:
        return _NATIONAL[territory.code]
    if territory.state is not None and is_member(territory.state, on=on):
        return _AS_STATE[territory.code]
    return _AS_OUTSIDE[territory.code]


# Every answer there is, made once.
_STATES = {state: Located(state, None, state, frozenset((state,))) for state in MEMBER_STATES}
_OUTSIDE = {code: Located(code, None, None, frozenset((code,))) for code in CODES}
_AS_STATE = {
    code: Located(row.state, code, row.state, row.written, row) for code, row in TERRITORIES.items() if row.state
}
_AS_OUTSIDE = {
    code: Located(row.state or code, code if row.state else None, None, row.written, row)
    for code, row in TERRITORIES.items()
}
_NATIONAL = {
    code: Located(row.national, code, row.national, row.written, row)
    for code, row in TERRITORIES.items()
    if row.national
}

"""Where an address lies for VAT: member state, special territory or third country.

Law: Directive 2006/112/EC, articles 5 to 7. The rows are in `territories`.
"""

from datetime import date

from attrs import field, frozen

from ..parties import COUNTRIES
from .territories import (
    ALIASES,
    FURTHER_CODES,
    MEMBER_STATES,
    POSTCODES,
    SHARED_POSTCODES,
    TERRITORIES,
    Territory,
)

CODES = COUNTRIES | FURTHER_CODES
_LONGEST = 5


def code_of(text: str) -> str:
    """Return a country code in capitals, GR for EL and GB for UK, whether it is a country or not."""
    code = text.strip().upper()
    return ALIASES.get(code, code)


@frozen(kw_only=True, cache_hash=True)
class Where:
    """A place as somebody wrote it: unlike `parties.Address` it may be a country nobody knows.

    >>> Where(country="el").country
    'GR'
    """

    country: str = field(converter=code_of)
    postcode: str = ""
    city: str = ""


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


def is_member(state: str, *, on: date) -> bool:
    """Tell whether `state` (ISO code) was a member state of the Union, for VAT, on that day.

    >>> is_member("GB", on=date(2020, 12, 31)), is_member("GB", on=date(2021, 1, 1))
    (True, False)
    """
    since, until = MEMBER_STATES.get(state, (date.max, None))
    return (since is None or since <= on) and (until is None or on <= until)


def clean_postcode(text: str) -> str:
    """Return a postcode in capitals without spaces, hyphens and a country prefix before digits.

    >>> clean_postcode("es-35 001"), clean_postcode("9500-119"), clean_postcode("bt1 1aa")
    ('35001', '9500119', 'BT11AA')
    """
    code = "".join(char for char in text.upper() if char.isalnum())
    bare = code.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return bare if bare.isdigit() and len(bare) >= 4 else code  # noqa: PLR2004


def _territory(country: str, postcode: str, city: str) -> Territory | None:
    if postcode and country in POSTCODES:
        code = clean_postcode(postcode)
        shared = SHARED_POSTCODES.get((country, code))
        if shared and city.strip().upper().startswith(shared[0]):
            return TERRITORIES[shared[1]]
        rows = POSTCODES[country]
        if f"{code}$" in rows:
            return TERRITORIES[rows[f"{code}$"]]
        for length in range(min(_LONGEST, len(code)), 1, -1):
            if code[:length] in rows:
                return TERRITORIES[rows[code[:length]]]
    return TERRITORIES.get(country)


def locate(
    country: str, *, on: date, postcode: str = "", city: str = "", national: str | None = None
) -> Located | None:
    """Return where an address lies on that day, or None when `country` (ISO code) is not one.

    `national` is the member state whose own law counts besides the directive: that of the seller. A French seller
    finds Réunion in France, everybody else finds it outside.

    >>> locate("FR", postcode="974 00", on=date(2026, 1, 1)).place
    'RE'
    >>> locate("FR", postcode="974 00", on=date(2026, 1, 1), national="FR").region
    'RE'
    """
    territory = _territory(country, postcode, city)
    if territory is not None:
        return _in_territory(territory, on, national)
    if country in MEMBER_STATES and is_member(country, on=on):
        return _STATES[country]
    return _OUTSIDE.get(country)


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

"""Tidying and checking what a host hands over: every fault names the field, the value and the remedy.

A converter tidies what it can and leaves the rest as it is, so that the check can name the field and report all
faults of a value together.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from decimal import Decimal
from types import UnionType
from typing import TypeVar, cast

from attrs import evolve

from ..errors import Fault, InvalidInput, check_date, check_type, listed
from ..money import zero
from ..money.amounts import decimal_of
from ..parties import country_code
from .places import code_of
from .territories import FURTHER_CODES

T = TypeVar("T")

_HUNDRED = 100
LAST_YEAR = 9900
"""Last year of a tax point: records are kept for ten more years, and the calendar ends with 9999."""


def tidy_optional(text: str | None) -> str | None:
    """Return a country code in capitals where one is given."""
    return None if text is None else code_of(text)


def tidy_countries(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the codes of several countries; a text alone is one of them."""
    found = listed([texts] if isinstance(texts, str) else texts)
    return tuple(map(code_of, found)) if isinstance(found, tuple) else found  # pyright: ignore[reportUnnecessaryIsInstance]


def tidy_set(values: Iterable[T]) -> frozenset[T]:
    """Return the values as a set, or what can be none as it is."""
    found = listed(values)
    try:
        return frozenset(found) if isinstance(found, tuple) else found  # pyright: ignore[reportUnnecessaryIsInstance]
    except TypeError:
        return found  # type: ignore[return-value]  # pyright: ignore[reportReturnType]  # `check_each` refuses it


def tidy_number(value: Decimal | int | str) -> Decimal:
    """Return an exact number, or what is none as it is."""
    try:
        return decimal_of(value, "value")
    except InvalidInput:
        return value  # type: ignore[return-value]  # pyright: ignore[reportReturnType]  # `check_number` refuses it


def check_number(field: str, value: object) -> Fault | None:
    """Fault unless `value` is an exact, finite number."""
    try:
        decimal_of(value, field)
    except InvalidInput as wrong:
        return wrong.faults[0]
    return None


def check_percent(field: str, value: object) -> Fault | None:
    """Fault unless `value` is a percentage from 0 to 100."""
    fault = check_number(field, value)
    if fault is None and not 0 <= decimal_of(value, field) <= _HUNDRED:
        return Fault("vat.percent", field, value, "is no percentage", "pass 0 to 100, such as Decimal('20')")
    return fault


def check_tax_point(field: str, value: object) -> Fault | None:
    """Fault unless `value` is a civil date that the calendar leaves room after."""
    fault = check_date(field, value)
    if fault is None and isinstance(value, date) and value.year > LAST_YEAR:
        return Fault("vat.far_day", field, value, f"lies after {LAST_YEAR}", "check the year")
    return fault


def check_country(field: str, code: object) -> Fault | None:
    """Fault unless `code` is a country of ISO 3166-1, or a code that stands for a territory: IC, EA, XI."""
    if isinstance(code, str) and code in FURTHER_CODES:
        return None
    try:
        country_code(code)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # refuses what is no text
    except InvalidInput as wrong:
        return evolve(wrong.faults[0], field=field)
    return None


def check_countries(field: str, codes: Iterable[str]) -> list[Fault | None]:
    """Faults of the entries that are no country."""
    return check_each(field, codes, check_country)


def check_each(field: str, values: object, check: Callable[[str, object], Fault | None]) -> list[Fault | None]:
    """Faults of the entries of a list or, in the order of their names, of a set."""
    if not isinstance(values, (tuple, frozenset)):
        return [Fault("value.list", field, values, "is no list", "pass a list")]
    entries = cast("Collection[object]", values)
    ordered = sorted(entries, key=str) if isinstance(values, frozenset) else entries
    return [check(f"{field}[{index}]", entry) for index, entry in enumerate(ordered)]


def check_currency(field: str, code: object) -> Fault | None:
    """Fault unless `code` is a currency of ISO 4217."""
    try:
        zero(code)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # refuses what is no text
    except InvalidInput as wrong:
        return evolve(wrong.faults[0], field=field)
    return None


def check_fields(path: str, holder: object, /, **kinds: type | UnionType) -> list[Fault | None]:
    """Faults of the attributes of `holder` that are not of their kind, `path` in front of their names."""
    return [
        check_type(f"{path}.{name}", getattr(holder, name), kind.__args__[0] if isinstance(kind, UnionType) else kind)
        for name, kind in kinds.items()
        if not isinstance(getattr(holder, name), kind)
    ]

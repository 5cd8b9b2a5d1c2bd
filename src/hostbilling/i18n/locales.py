"""The locale of a customer's language: the one place that touches Babel, on first use."""

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, cast

from .languages import spoken
from .places import PLACES

if TYPE_CHECKING:
    from babel import Locale

_PLAIN = {"en": "en_GB"}
"""English without a country is written as in Europe."""


@cache
def locale_of(language: str) -> "Locale":
    """Return the locale of a BCP 47 tag, with its region if that is known; for other languages English as here."""
    from babel import Locale, UnknownLocaleError

    base = spoken(language)
    tag = language.replace("-", "_")
    if tag.lower().startswith(f"{base}_"):
        try:
            return Locale.parse(tag)
        except (UnknownLocaleError, ValueError):
            pass
    return Locale.parse(_PLAIN.get(base, base))


def day(when: date, language: str) -> str:
    """Return a civil date as the language writes it.

    >>> day(date(2026, 3, 9), "sk").replace(chr(160), " "), day(date(2026, 3, 9), "en")
    ('9. 3. 2026', '9 Mar 2026')
    """
    from babel.dates import format_date

    written = str(format_date(when, format="medium", locale=locale_of(language)))
    return written.replace("\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}")


def country(code: str, language: str) -> str:
    """Return the name of a country or of a VAT territory in the language; the code itself where it has none.

    >>> country("SK", "de"), country("PT-20", "fr")
    ('Slowakei', 'Açores')
    """
    locale = locale_of(language)
    own = PLACES.get(code)
    if own is not None:
        return own.get(locale.language, own["en"])
    return cast("dict[str, str]", locale.territories).get(code, code)

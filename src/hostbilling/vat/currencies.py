"""The currency in which a member state wants VAT stated, by date; one row a change.

Law: Directive 2006/112/EC, article 230. Dates are those of the adoption of the euro.
"""

from datetime import date

from ..errors import check_date, check_text, not_found, refuse
from .places import code_of

_EUR_FROM_THE_START = "AT BE CY DE ES FI FR GR IE IT LU MT NL PT SI SK".split()

# fmt: off
CURRENCIES: dict[str, tuple[tuple[date, str], ...]] = {
    **dict.fromkeys(_EUR_FROM_THE_START, ((date.min, "EUR"),)),
    "BG": ((date.min, "BGN"), (date(2026, 1, 1), "EUR")),
    "CZ": ((date.min, "CZK"),),
    "DK": ((date.min, "DKK"),),
    "EE": ((date.min, "EEK"), (date(2011, 1, 1), "EUR")),
    "GB": ((date.min, "GBP"),),
    "HR": ((date.min, "HRK"), (date(2023, 1, 1), "EUR")),
    "HU": ((date.min, "HUF"),),
    "LT": ((date.min, "LTL"), (date(2015, 1, 1), "EUR")),
    "LV": ((date.min, "LVL"), (date(2014, 1, 1), "EUR")),
    "PL": ((date.min, "PLN"),),
    "RO": ((date.min, "RON"),),
    "SE": ((date.min, "SEK"),),
}
# fmt: on


def national_currency(state: str, *, on: date) -> str:
    """Return the currency of a member state on a day covered by the tables; raises `NotFound` for other places.

    >>> national_currency("BG", on=date(2025, 12, 31)), national_currency("BG", on=date(2026, 1, 1))
    ('BGN', 'EUR')
    """
    refuse(check_text("state", state), check_date("on", on))
    for since, code in reversed(CURRENCIES.get(code_of(state), ())):
        if since <= on:
            return code
    raise not_found("state", state, "pass a member state such as 'SK'")

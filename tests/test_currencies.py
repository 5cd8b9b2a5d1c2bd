"""Our digits of ISO 4217 against what moneyed and Babel say; where they differ is written out."""

import moneyed
from babel.core import get_global

from hostbilling.currencies import DIGITS

# Babel prints these without digits because nobody uses the coins any more; ISO 4217, and invoices, still have them.
BABEL_PRINTS = {
    "AFN": 0, "ALL": 0, "IQD": 0, "IRR": 0, "KPW": 0, "LAK": 0, "LBP": 0, "MGA": 0, "MMK": 0, "RSD": 0, "SOS": 0,
    "SYP": 0, "YER": 0,
}  # fmt: skip
MONEYED_LACKS = {"XCG", "ZWG"}
NOT_ISSUED_TO_PEOPLE = {"CLF", "UYW", "SVC", "VED"}
WITHDRAWN = {"EEK", "HRK", "LTL", "LVL", "SKK"}


def test_where_babel_differs() -> None:
    fractions = get_global("currency_fractions")
    says = {code: fractions.get(code, fractions["DEFAULT"])[0] for code in DIGITS}
    assert {code: digits for code, digits in says.items() if digits != DIGITS[code]} == BABEL_PRINTS


def test_where_moneyed_differs() -> None:
    assert set(DIGITS) - set(moneyed.CURRENCIES) == MONEYED_LACKS
    for code in set(DIGITS) - MONEYED_LACKS:
        assert moneyed.CURRENCIES[code].sub_unit == 10 ** DIGITS[code]


def test_every_currency_that_is_tender_somewhere_is_ours() -> None:
    tender = {
        code
        for currencies in get_global("territory_currencies").values()
        for code, _, end, is_tender in currencies
        if end is None and is_tender
    }
    assert tender <= set(DIGITS)
    assert set(DIGITS) - tender == NOT_ISSUED_TO_PEOPLE | WITHDRAWN


def test_funds_metals_and_test_codes_are_left_out() -> None:
    assert set(DIGITS).isdisjoint({"XAU", "XAG", "XDR", "XXX", "XTS", "CHE", "CHW", "COU", "USN", "MXV"})
    assert len(DIGITS) == len(set(DIGITS)) > 150

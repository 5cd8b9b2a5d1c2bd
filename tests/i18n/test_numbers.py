"""Numbers, amounts, dates: as the language writes them, with our digits, in any decimal context."""

import decimal
from datetime import date
from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.currencies import DIGITS
from hostbilling.i18n import LANGUAGES, amount, country, day, number, percent, quantity
from hostbilling.i18n.numbers import signs
from hostbilling.i18n.places import PLACES
from hostbilling.money import exact, payable
from hostbilling.union import MEMBER_STATES
from hostbilling.vat.territories import TERRITORIES

NBSP = "\N{NO-BREAK SPACE}"


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "EUR -1,234,567.50"),
        ("fr", "-1 234 567,50 EUR"),
        ("de", "-1.234.567,50 EUR"),
        ("sk", "-1 234 567,50 EUR"),
        ("cs", "-1 234 567,50 EUR"),
        ("sv", "\N{MINUS SIGN}1 234 567,50 EUR"),
        ("ru", "-1 234 567,50 EUR"),
        ("de-CH", "EUR -1’234’567.50"),
        ("pt", "EUR -1,234,567.50"),
        ("de-XX", "-1.234.567,50 EUR"),
    ],
)
def test_amounts_by_language(language: str, written: str) -> None:
    assert plain(amount(payable("-1234567.5", "EUR"), language)) == written


def test_digits_are_those_of_our_table() -> None:
    # Babel prints dinars without their cents.
    assert plain(amount(exact("10.5", "RSD"), "fr")) == "10,50 RSD"
    assert plain(amount(exact("105", "JPY"), "de")) == "105 JPY"
    assert plain(amount(exact("1.5", "KWD"), "sk")) == "1,500 KWD"
    assert plain(amount(exact("0.0125", "EUR"), "de")) == "0,0125 EUR"


@given(
    st.decimals(-(10**15), 10**15, places=2),
    st.sampled_from([*LANGUAGES, "de-CH", "fr-CA", "en-US", "en-IN"]),
    st.sampled_from(sorted(code for code, digits in DIGITS.items() if digits >= 2)),
)
def test_no_digit_is_lost_in_any_decimal_context(value: Decimal, language: str, code: str) -> None:
    money = exact(value, code)
    with decimal.localcontext(decimal.Context(1, decimal.ROUND_UP, traps=[decimal.Inexact, decimal.InvalidOperation])):
        text = amount(money, language)
        share = percent(Decimal("25.50"), language)
    digits = "".join(each for each in text if each.isdigit())
    whole, _, part = f"{money.amount.copy_abs():f}".partition(".")
    assert digits == whole + part.ljust(DIGITS[code], "0")
    assert text.count(code) == 1
    assert (signs(language).minus in text) is (money.amount < 0)
    assert "25" in share


@given(st.decimals(-(10**12), 10**12, places=3), st.sampled_from([*LANGUAGES, "de-CH", "en-IN"]))
def test_grouping_agrees_with_babel(value: Decimal, language: str) -> None:
    tag = {"en": "en_GB"}.get(language, language.replace("-", "_"))
    theirs = format_decimal(value, format=_pattern(tag), locale=tag).replace("\N{NARROW NO-BREAK SPACE}", NBSP)
    ours = number(value or Decimal("0.000"), language, digits=3)
    assert ours.replace(signs(language).minus, "-") == theirs  # Babel leaves out the Swedish minus here


def _pattern(tag: str) -> str:
    return "#,##,##0.000" if tag == "en_IN" else "#,##0.000"


def test_quantities_and_rates_have_no_idle_zeros() -> None:
    assert [quantity(Decimal(text), "de") for text in ("1", "100", "1.50", "1234.5", "0.250")] == [
        "1", "100", "1,5", "1.234,5", "0,25",
    ]  # fmt: skip
    assert [plain(percent(Decimal("25.50"), language)) for language in ("en", "fr", "sv")] == [
        "25.5%", "25,5 %", "25,5 %",
    ]  # fmt: skip


def test_dates_and_countries() -> None:
    on = date(2026, 4, 1)
    assert [plain(day(on, language)) for language in (*LANGUAGES, "en-US")] == [
        "1 Apr 2026", "1 avr. 2026", "01.04.2026", "1. 4. 2026", "1. 4. 2026", "1 apr. 2026", "1 апр. 2026 г.",
        "Apr 1, 2026",
    ]  # fmt: skip
    assert [country("CZ", language) for language in ("de", "ru", "en")] == ["Tschechien", "Чехия", "Czechia"]
    assert country("QQ", "de") == "QQ"


@pytest.mark.parametrize("language", ["en", "fr", "de", "sk", "cs", "sv", "ru", "fr-CA"])
def test_every_place_that_vat_knows_has_a_name(language: str) -> None:
    for code in [*TERRITORIES, *MEMBER_STATES]:
        assert not any(char.isdigit() for char in country(code, language)), code
        assert len(country(code, language)) > 3, code


def test_places_that_are_no_countries() -> None:
    assert [country("PT-30", tag) for tag in ("fr", "de", "ru")] == ["Madère", "Madeira", "Мадейра"]
    assert [country("XI", tag) for tag in ("en", "sk", "cs")] == ["Northern Ireland", "Severné Írsko", "Severní Irsko"]
    assert set(PLACES) <= set(TERRITORIES)
    assert all("en" in names for names in PLACES.values())

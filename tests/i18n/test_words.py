"""Catalogues: every language has every word, with the same things to fill in, in its own script."""

from importlib import import_module
from string import Formatter

import pytest

from hostbilling.documents import units
from hostbilling.i18n import LANGUAGES, Word, say, spoken, unit


def catalogue(language: str) -> tuple[dict[Word, str], dict[str, str]]:
    module = import_module(f"hostbilling.i18n.words.{language}")
    return module.WORDS, module.UNITS


def slots(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_complete(language: str) -> None:
    words, found_units = catalogue(language)
    assert list(words) == list(Word)
    assert list(found_units) == list(units.KNOWN)
    english = catalogue("en")[0]
    for word, text in words.items():
        assert text.strip() == text != ""
        assert slots(text) == slots(english[word]), word
        assert text.endswith(".") or not word.name.startswith("NOTE_")


def test_the_languages_are_those_promised() -> None:
    assert LANGUAGES == ("en", "fr", "de", "sk", "cs", "sv", "ru")


def test_russian_is_written_in_cyrillic() -> None:
    for word, text in catalogue("ru")[0].items():
        assert any("а" <= letter <= "я" for letter in text.lower()), word


def test_sentences_are_translated() -> None:
    english = catalogue("en")[0]
    for language in LANGUAGES[1:]:
        words = catalogue(language)[0]
        same = [word.name for word in Word if word.name.startswith("NOTE_") and words[word] == english[word]]
        assert same == []


@pytest.mark.parametrize(
    ("tag", "language"),
    [("sk", "sk"), ("SK", "sk"), ("de-AT", "de"), ("de_CH", "de"), ("pt-BR", "en"), ("", "en"), ("eng", "en")],
)
def test_a_tag_finds_its_catalogue_or_english(tag: str, language: str) -> None:
    assert spoken(tag) == language


def test_words_are_filled_in_and_a_missing_fact_is_an_error() -> None:
    assert say(Word.VAT_IN, "cs", currency="EUR") == "DPH v EUR"
    with pytest.raises(KeyError, match="currency"):
        say(Word.VAT_IN, "cs")


def test_units_are_words_where_they_are_known() -> None:
    assert [unit(units.MONTH, language) for language in LANGUAGES] == [
        "months", "mois", "Monate", "mes.", "měs.", "mån.", "мес.",
    ]  # fmt: skip
    assert unit("KGM", "de") == "KGM"

"""Words of the catalogues, filled in."""

from functools import cache
from importlib import import_module
from typing import cast

from .languages import spoken
from .word import Word

_BEFORE_COLON = {"fr": "\N{NO-BREAK SPACE}"}


@cache
def _catalogue(language: str) -> tuple[dict[Word, str], dict[str, str]]:
    module = import_module(f".words.{language}", __package__)
    return cast("dict[Word, str]", module.WORDS), cast("dict[str, str]", module.UNITS)


def say(word: Word, language: str, **facts: str) -> str:
    """Return a word in the language of a BCP 47 tag, in English where there is no catalogue.

    Raises `KeyError` when the sentence names a fact that is not given.

    >>> say(Word.INVOICE, "sk"), say(Word.VAT_IN, "de-AT", currency="CZK")
    ('Faktúra', 'USt. in CZK')
    """
    return _catalogue(spoken(language))[0][word].format(**facts)


def labelled(label: str, text: str, language: str) -> str:
    r"""Return a text after its label, with the colon as the language sets it: French has a space before it.

    >>> labelled("Net", "4", "en"), labelled("Net", "4", "fr").replace("\N{NO-BREAK SPACE}", "_")
    ('Net: 4', 'Net_: 4')
    """
    return f"{label}{_BEFORE_COLON.get(spoken(language), '')}: {text}"


def unit(code: str, language: str) -> str:
    """Return a UN/ECE unit in words; a code without words stands for itself.

    >>> unit("E34", "fr"), unit("XYZ", "fr")
    ('Go', 'XYZ')
    """
    return _catalogue(spoken(language))[1].get(code, code)

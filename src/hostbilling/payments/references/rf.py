"""RF: the creditor reference of ISO 11649, for SEPA and, as SCOR, for Swiss QR-bills.

`RF`, two check digits, and up to 21 letters and digits; printed in groups of four. The check is ISO 7064 modulo 97-10.

What it cannot catch: the swap of a letter with a neighbouring digit in B1, M2 and X3, which read the same when
letters become numbers. A letter typed for a digit, or the reverse, is missed once in 97. Every other wrong
character and every other swap of neighbours is caught, check digits included.
"""

from ...errors import check_type, refuse
from . import checksums
from .shape import LETTERS_AND_DIGITS, check_fault, checked, compact, form_fault, grouped

MAX_BASE = 21
FIRST_CHECK, LAST_CHECK = 2, 98
"""Check digits run from 02 to 98. 00, 01 and 99 leave the same remainder as 97, 98 and 02, and are refused."""

_PREFIX = "RF"
_CHARACTERS = frozenset(LETTERS_AND_DIGITS)


def check_digits(base: str) -> str:
    """Return the two check digits of a base, as ISO 11649 computes them.

    >>> check_digits("539007547034")
    '18'
    """
    return f"{98 - checksums.mod_97(_base(base) + 'RF00'):02}"


def generate(base: str) -> str:
    """Return the reference of a base of 1 to 21 letters and digits; raises `InvalidInput` otherwise.

    >>> generate("INV2026000017")
    'RF50INV2026000017'
    """
    return f"{_PREFIX}{check_digits(base)}{_base(base)}"


def parse(text: str) -> str:
    """Return a reference people wrote as one word of capitals; raises `InvalidInput` for wrong form or check digits.

    >>> parse("rf18 5390 0754 7034")
    'RF18539007547034'
    """
    reference = compact(text)
    if not is_shaped(reference):
        raise form_fault(text, "RF, two digits, then up to 21 letters and digits")
    expected = check_digits(body(reference))
    if reference[2:4] != expected:
        raise check_fault(text, expected)
    return reference


def printed(reference: str) -> str:
    """Return the form for people, groups of four.

    >>> printed("RF952026000017")
    'RF95 2026 0000 17'
    """
    return grouped(parse(reference), 4)


def is_shaped(text: str) -> bool:
    """Tell whether a word in capitals looks like RF at all, whatever its check digits.

    >>> is_shaped("RF00A"), is_shaped("REF2026")
    (True, False)
    """
    refuse(check_type("text", text, str))
    characters = set(text) <= _CHARACTERS
    return characters and text[:2] == _PREFIX and text[2:4].isdecimal() and 0 < len(text) - 4 <= MAX_BASE


def body(reference: str) -> str:
    """Return what follows the check digits.

    >>> body("RF18539007547034")
    '539007547034'
    """
    refuse(check_type("reference", reference, str))
    return reference[4:]


def twin(reference: str) -> str | None:
    """Return the forbidden spelling that a lax check accepts for the same body, None where there is none.

    python-stdnum 2.2 accepts them; `parse` does not.

    >>> twin("RF9854")
    'RF0154'
    """
    checks = {"97": "00", "98": "01", "02": "99"}
    forbidden = checks.get(parse(reference)[2:4])
    return forbidden and f"{_PREFIX}{forbidden}{body(reference)}"


def _base(base: str) -> str:
    return checked(compact(base), least=1, most=MAX_BASE, alphabet=LETTERS_AND_DIGITS)

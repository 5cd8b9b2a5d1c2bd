"""OGM-VCS: the structured communication of Belgian transfers (Febelfin).

Ten digits and their remainder by 97, where 0 is written 97; printed +++ddd/dddd/ddddd+++. Some banks print ***.

What it cannot catch: nothing among single wrong digits and swaps of neighbours; all of them are caught.
"""

import re

from . import checksums
from .shape import check_fault, checked, compact, form_fault

MAX_BASE = 10

_WRITTEN = re.compile(r"(?P<bracket>\+{3}|\*{3}|)(?P<digits>[0-9]{3}/?[0-9]{4}/?[0-9]{5})(?P=bracket)")


def check_digits(base: str) -> str:
    """Return the two check digits of a base of at most ten digits, which is filled up with zeros on the left.

    >>> check_digits("0909337554"), check_digits("97")
    ('93', '97')
    """
    return f"{checksums.mod_97(_base(base)) or 97:02}"


def generate(base: str) -> str:
    """Return the twelve digits; raises `InvalidInput` for a base of more than ten digits, or other characters.

    >>> generate("2026000017")
    '202600001711'
    """
    return _base(base) + check_digits(base)


def parse(text: str) -> str:
    """Return the twelve digits of what people wrote; raises `InvalidInput` for wrong form or check digits.

    >>> parse("***090/9337/55493***")
    '090933755493'
    """
    written = _WRITTEN.fullmatch(compact(text))
    if written is None:
        raise form_fault(text, "twelve digits, such as +++090/9337/55493+++")
    digits = written["digits"].replace("/", "")
    expected = check_digits(digits[:MAX_BASE])
    if digits[MAX_BASE:] != expected:
        raise check_fault(text, expected)
    return digits


def printed(reference: str) -> str:
    """Return the form for people.

    >>> printed("202600001711")
    '+++202/6000/01711+++'
    """
    digits = parse(reference)
    return f"+++{digits[:3]}/{digits[3:7]}/{digits[7:]}+++"


def _base(base: str) -> str:
    return checked(compact(base), least=1, most=MAX_BASE).zfill(MAX_BASE)

"""QRR: the QR reference of Swiss QR-bills (SIX, Swiss Implementation Guidelines QR-bill).

26 digits and one by the recursive modulo 10; printed two digits, then groups of five. Only a QR-IBAN takes one; for
an ordinary IBAN use `rf`, which a QR-bill calls SCOR.

What it cannot catch: the swap of two neighbours for which carry plus digit ends in 4 and in 7, so digits that differ
by three or seven, and of these only where the carry fits. Every single wrong digit is caught.
"""

from . import checksums
from .shape import check_fault, checked, compact, grouped

MAX_BASE = 26


def check_digits(base: str) -> str:
    """Return the check digit of a base of at most 26 digits, which is filled up with zeros on the left.

    >>> check_digits("2026000017")
    '4'
    """
    return checksums.recursive_mod_10(_base(base))


def generate(base: str) -> str:
    """Return the 27 digits; raises `InvalidInput` for a base of more than 26 digits, or other characters.

    >>> generate("2026000017")
    '000000000000000020260000174'
    """
    return _base(base) + check_digits(base)


def parse(text: str) -> str:
    """Return the 27 digits of what people wrote; raises `InvalidInput` for wrong form or check digit.

    >>> parse("21 00000 00003 13947 14300 09017")
    '210000000003139471430009017'
    """
    reference = checked(compact(text), least=MAX_BASE + 1, most=MAX_BASE + 1)
    expected = check_digits(reference[:-1])
    if reference[-1] != expected:
        raise check_fault(text, expected)
    return reference


def printed(reference: str) -> str:
    """Return the form for people.

    >>> printed("000000000000000020260000174")
    '00 00000 00000 00002 02600 00174'
    """
    return grouped(parse(reference), 5, from_right=True)


def _base(base: str) -> str:
    return checked(compact(base), least=1, most=MAX_BASE).zfill(MAX_BASE)

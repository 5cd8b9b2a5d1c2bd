"""Viitenumero: the Finnish reference number (Finance Finland), also carried inside RF.

3 to 19 digits and one check digit with the weights 7, 3, 1 from the right; printed in groups of five from the right.

What it cannot catch: the swap of two neighbours that differ by five (0 and 5, 1 and 6 …), because the weights differ
by even numbers. Every single wrong digit is caught.
"""

from . import checksums, rf
from .shape import check_fault, checked, compact, grouped

MIN_BASE, MAX_BASE = 3, 19

_WEIGHTS = (7, 3, 1)


def check_digits(base: str) -> str:
    """Return the check digit of a base.

    >>> check_digits("123456712345678")
    '4'
    """
    return checksums.to_next_ten(_base(base), _WEIGHTS)


def generate(base: str) -> str:
    """Return the reference of a base of 3 to 19 digits; raises `InvalidInput` otherwise.

    >>> generate("12345")
    '123453'
    """
    return _base(base) + check_digits(base)


def parse(text: str) -> str:
    """Return the digits of what people wrote; raises `InvalidInput` for wrong form or check digit.

    >>> parse("2 02600 00176")
    '20260000176'
    """
    reference = checked(compact(text), least=MIN_BASE + 1, most=MAX_BASE + 1)
    expected = check_digits(reference[:-1])
    if reference[-1] != expected:
        raise check_fault(text, expected)
    return reference


def printed(reference: str) -> str:
    """Return the form for people, groups of five from the right.

    >>> printed("123453")
    '1 23453'
    """
    return grouped(parse(reference), 5, from_right=True)


def as_rf(reference: str) -> str:
    """Return the whole reference, check digit included, as an RF reference.

    >>> as_rf("1234561")
    'RF341234561'
    """
    return rf.generate(parse(reference))


def from_rf(text: str) -> str:
    """Return the Finnish reference inside an RF reference; raises `InvalidInput` where either check fails.

    >>> from_rf("RF34 1234 561")
    '1234561'
    """
    return parse(rf.body(rf.parse(text)))


def _base(base: str) -> str:
    return checked(compact(base), least=MIN_BASE, most=MAX_BASE)

"""KID: the Norwegian customer identification (Mastercard Payment Services, formerly Nets; Bits).

2 to 25 characters: digits, the last of them a check by modulo 10 (Luhn) or modulo 11 (weights 2 to 7 from the right),
as agreed with the bank. Modulo 11 may need a ten, which is written as a hyphen: keep a KID as text.

What it cannot catch: modulo 10 misses the swap of 0 and 9; modulo 11 catches every swap of neighbours. Both catch
every single wrong digit.
"""

from ...errors import Fault, InvalidInput
from . import checksums
from .shape import check_fault, checked, compact

MAX_BASE = 24
MODULI = (10, 11)

_WEIGHTS = (2, 3, 4, 5, 6, 7)
_TEN = "-"


def check_digits(base: str, *, modulus: int) -> str:
    """Return the check character of a base.

    >>> check_digits("2026000017", modulus=10), check_digits("2026000017", modulus=11)
    ('7', '-')
    """
    if modulus not in MODULI:
        raise InvalidInput(
            Fault("kid.modulus", "modulus", modulus, "is not used for KID", "pass 10 or 11, as agreed with the bank")
        )
    digits = _base(base)
    return (
        checksums.luhn(digits) if modulus == MODULI[0] else f"{checksums.mod_11(digits, _WEIGHTS)}".replace("10", _TEN)
    )


def generate(base: str, *, modulus: int) -> str:
    """Return the KID of a base of 1 to 24 digits; raises `InvalidInput` otherwise.

    >>> generate("60224", modulus=10)
    '602243'
    """
    return _base(base) + check_digits(base, modulus=modulus)


def parse(text: str, *, modulus: int) -> str:
    """Return the KID people wrote; raises `InvalidInput` for wrong form or check character.

    >>> parse("1234 3", modulus=11)
    '12343'
    """
    reference = compact(text)
    base = checked(reference[:-1] or reference, least=1, most=MAX_BASE)
    expected = check_digits(base, modulus=modulus)
    if reference != base + expected:
        raise check_fault(text, expected)
    return reference


def printed(reference: str, *, modulus: int) -> str:
    """Return the form for people, which is the characters as they are.

    >>> printed("602243", modulus=10)
    '602243'
    """
    return parse(reference, modulus=modulus)


def _base(base: str) -> str:
    return checked(compact(base), least=1, most=MAX_BASE)

"""The check digits behind the schemes, each on text of digits.

Our own code, also where python-stdnum has it: its modulo 97 accepts check digits that no generator makes.
"""

from collections.abc import Iterable
from itertools import cycle

from .shape import LETTER_VALUES

_CARRY = (0, 9, 4, 6, 8, 2, 7, 1, 3, 5)
"""The table of the recursive modulo 10, as printed in the Swiss QR-bill guidelines."""


def mod_97(text: str) -> int:
    """Return the remainder of `text` by 97; letters count 10 to 35.

    >>> mod_97("0108068171")
    83
    """
    return int("".join(LETTER_VALUES[each] for each in text)) % 97


def luhn(digits: str) -> str:
    """Return the digit that makes `digits` pass Luhn's check (ISO/IEC 7812-1): weights 2, 1 … from the right.

    >>> luhn("60224")
    '3'
    """
    total = sum(sum(divmod(int(digit) * weight, 10)) for digit, weight in _weighted(digits, (2, 1)))
    return str(-total % 10)


def to_next_ten(digits: str, weights: tuple[int, ...]) -> str:
    """Return the digit that lifts the weighted sum, weights from the right, to a multiple of ten.

    >>> to_next_ten("12345", (7, 3, 1))
    '3'
    """
    return str(-sum(int(digit) * weight for digit, weight in _weighted(digits, weights)) % 10)


def mod_11(digits: str, weights: tuple[int, ...]) -> int:
    """Return what lifts the weighted sum to a multiple of eleven: 0 to 10.

    >>> mod_11("1234", (2, 3, 4, 5, 6, 7))
    3
    """
    return -sum(int(digit) * weight for digit, weight in _weighted(digits, weights)) % 11


def recursive_mod_10(digits: str) -> str:
    """Return the check digit of the Swiss table method.

    >>> recursive_mod_10("00000000000000002026000017")
    '4'
    """
    carry = 0
    for digit in digits:
        carry = _CARRY[(carry + int(digit)) % 10]
    return str(-carry % 10)


def _weighted(digits: str, weights: tuple[int, ...]) -> Iterable[tuple[str, int]]:
    return zip(reversed(digits), cycle(weights), strict=False)

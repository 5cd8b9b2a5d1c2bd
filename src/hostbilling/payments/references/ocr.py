"""OCR: the reference of the Swedish bankgiro (Bankgirot, OCR control).

Up to 25 digits of which the last is Luhn's. The agreement with the bank names a level: the check digit alone (hard or
soft control), with a length digit before it, or one or two fixed lengths.

What it cannot catch: the swap of 0 and 9. Every single wrong digit and every other swap of neighbours is caught; the
length digit and a fixed length also catch a digit left out or doubled.
"""

from collections.abc import Collection
from enum import Enum

from ...errors import Fault, InvalidInput, check_count, check_type, each_of, refuse
from . import checksums
from .shape import check_fault, checked, compact

MIN_LENGTH, MAX_LENGTH = 2, 25


class Level(Enum):
    """What the bank checks, by the agreement."""

    CHECK = "check"
    """The last digit (Bankgirot's level 1, where it warns, and 2, where it refuses)."""
    LENGTH = "length"
    """The digit before it too, the total length without its tens (level 3)."""
    FIXED = "fixed"
    """The last digit, and one or two total lengths that were agreed (level 4)."""


def check_digits(base: str, *, level: Level = Level.CHECK) -> str:
    """Return what follows the base: Luhn's digit, after the length digit where the level has one.

    >>> check_digits("12345"), check_digits("12345", level=Level.LENGTH)
    ('5', '74')
    """
    refuse(check_type("level", level, Level))
    digits = checked(compact(base), least=1, most=MAX_LENGTH - _tail(level))
    length = str((len(digits) + 2) % 10) if level is Level.LENGTH else ""
    return length + checksums.luhn(digits + length)


def _tail(level: Level) -> int:
    return 2 if level is Level.LENGTH else 1


def generate(base: str, *, level: Level = Level.CHECK, length: int | None = None) -> str:
    """Return the reference of a base; at the fixed level filled with zeros on the left to `length` in total.

    Raises `InvalidInput` for other characters than digits, a base that does not fit, and a length at another level.

    >>> generate("2026000017", level=Level.LENGTH), generate("12345", level=Level.FIXED, length=10)
    ('202600001723', '0000123455')
    """
    refuse(check_type("level", level, Level), None if length is None else check_count("length", length))
    total = MAX_LENGTH if length is None else length
    if level is Level.FIXED and (length is None or not MIN_LENGTH <= length <= MAX_LENGTH):
        raise InvalidInput(
            Fault("ocr.length", "length", length, "is no agreed length", f"pass {MIN_LENGTH} to {MAX_LENGTH}")
        )
    refuse(_lengths("length", length, level))
    most = total - _tail(level)
    digits = checked(compact(base), least=1, most=most)
    filled = digits.zfill(most) if level is Level.FIXED else digits
    return filled + check_digits(filled, level=level)


def parse(text: str, *, level: Level = Level.CHECK, lengths: Collection[int] = ()) -> str:
    """Return the digits of what people wrote, checked by the level; `lengths` are those agreed at the fixed level.

    Raises `InvalidInput` for a wrong form, length, length digit or check digit.

    >>> parse("2026000017 23", level=Level.LENGTH)
    '202600001723'
    """
    refuse(check_type("level", level, Level))
    agreed = each_of("lengths", lengths, int)
    refuse(_lengths("lengths", agreed or None, level))
    reference = checked(compact(text), least=MIN_LENGTH + (level is Level.LENGTH), most=MAX_LENGTH)
    if level is Level.FIXED and len(reference) not in agreed:
        raise InvalidInput(
            Fault(
                "ocr.length",
                "reference",
                text,
                "has no agreed length",
                f"give {' or '.join(map(str, agreed)) or 'the lengths agreed with the bank'}",
            )
        )
    tail = _tail(level)
    expected = check_digits(reference[:-tail], level=level)
    if reference[-tail:] != expected:
        raise check_fault(text, expected)
    return reference


def _lengths(field: str, agreed: object, level: Level) -> Fault | None:
    if agreed is None or level is Level.FIXED:
        return None
    return Fault("ocr.not_fixed", field, agreed, f"is not asked at the level {level.value}",
                 "leave it out, or pass level=Level.FIXED")  # fmt: skip


def printed(reference: str) -> str:
    """Return the form for people, which is the digits as they are.

    >>> printed("123455")
    '123455'
    """
    return parse(reference)

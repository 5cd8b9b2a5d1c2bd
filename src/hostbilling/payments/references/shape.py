"""What every scheme does with text before it computes: tidy it, and say what is wrong with it.

Nothing here knows a scheme. The codes are the same for all of them, so that a host handles them once.
"""

import string
import unicodedata

from ...errors import Fault, InvalidInput, check_text, refuse

DIGITS = string.digits
LETTERS_AND_DIGITS = DIGITS + string.ascii_uppercase
LETTER_VALUES = {each: str(value) for value, each in enumerate(LETTERS_AND_DIGITS)}
"""What a letter counts in modulo 97: A is 10, Z is 35 (ISO 7064)."""

_WRONG_CHARACTERS = {
    DIGITS: ("reference.digits", "holds more than digits", "use the digits 0 to 9 only"),
    LETTERS_AND_DIGITS: ("reference.characters", "holds other characters", "use A to Z and 0 to 9 only"),
}


def compact(text: str, *, drop: str = "", field: str = "reference") -> str:
    """Return a reference as people write it without spaces and the characters of `drop`, in capitals.

    Raises `InvalidInput` for what is no text or empty.

    >>> compact("rf18 5390")
    'RF185390'
    """
    refuse(check_text(field, text))
    word = "".join(each for each in text if not each.isspace() and each not in drop)
    return word.upper() if word.isascii() else word  # in capitals ß would be SS, which nobody wrote


def checked(text: str, *, least: int, most: int, alphabet: str = DIGITS, field: str = "reference") -> str:
    """Return `text` if it is made of `alphabet` and has `least` to `most` characters, else raise `InvalidInput`."""
    refuse(check_text(field, text))
    if not set(text) <= set(alphabet):
        code, problem, remedy = _WRONG_CHARACTERS[alphabet]
        raise InvalidInput(Fault(code, field, text, problem, remedy))
    remedy = f"give {most} characters" if least == most else f"give {least} to {most} characters"
    if len(text) < least:
        raise InvalidInput(Fault("reference.too_short", field, text, f"is shorter than {least}", remedy))
    if len(text) > most:
        raise InvalidInput(Fault("reference.too_long", field, text, f"is longer than {most}", remedy))
    return text


def check_encodable(field: str, text: str) -> Fault | None:
    """Fault where a text holds half a character, a surrogate: no code can carry it."""
    if text.isascii() or not any(unicodedata.category(each) == "Cs" for each in text):
        return None
    return Fault("reference.surrogate", field, text, "holds half a character", "read the text in its own encoding")


def form_fault(text: str, form: str) -> InvalidInput:
    """Build the error of a text that is no reference of a scheme at all; `form` says what one looks like."""
    return InvalidInput(Fault("reference.form", "reference", text, "is no reference of this kind", f"write {form}"))


def check_fault(text: str, expected: str) -> InvalidInput:
    """Build the error of check digits that do not fit; `expected` are those that would."""
    return InvalidInput(
        Fault("reference.check", "reference", text, f"has wrong check digits, {expected} would fit",
              "ask for the reference again: which of its digits is wrong cannot be known")
    )  # fmt: skip


def grouped(text: str, size: int, *, from_right: bool = False) -> str:
    """Return `text` in groups of `size`, the odd group last, or first when counted from the right.

    >>> grouped("1234567", 5), grouped("1234567", 5, from_right=True)
    ('12345 67', '12 34567')
    """
    first = len(text) % size if from_right else 0
    groups = [text[:first], *(text[at : at + size] for at in range(first, len(text), size))]
    return " ".join(filter(None, groups))

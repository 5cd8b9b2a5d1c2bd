"""Variable, specific and constant symbols: how Czech and Slovak payments name what they are for.

A variable and a specific symbol have up to ten digits, a constant one four. Leading zeros mean nothing: banks print
0987654321 and 987654321 for one payment. In a SEPA payment they travel as text, /VS2026000017/SS/KS0308.
Sources: the FAQ of qr-platba.cz, and practice of Czech and Slovak banks.

What it cannot catch: anything. There is no check digit, so every wrong digit and every swap is another symbol.
"""

import re
from typing import TypeGuard

from attrs import frozen

from ...errors import Fault, InvalidInput, check_declared, check_text, check_type, refuse
from .shape import checked, compact

MAX_DIGITS = 10
CONSTANT_DIGITS = 4

_IN_SEPA = re.compile(r"/(VS|SS|KS)/?([0-9]*)(?=/|\s|$)", re.IGNORECASE)
# More of the word, also glued by punctuation: in VS: 2026-000017 the symbol is not 2026.
_MORE = r"[^\W_]|[./_]+[0-9]|[^\s\w,;:()\[\]{}\"'!?<>+*=#|&./]+[^\W_]"
_LABELLED = re.compile(
    rf"(?<![^\W_])(V\.?S|S\.?S|K\.?S)\.?\s*[:=#]?\s*([0-9]{{1,10}})(?!{_MORE})",
    re.IGNORECASE,
)


@frozen(kw_only=True)
class Symbols:
    """The symbols of one payment as they were written; None where there is none.

    `labelled` tells that they were found by their labels in free text, which is weaker than the form of SEPA.
    """

    variable: str | None = None
    specific: str | None = None
    constant: str | None = None
    labelled: bool = False

    def __attrs_post_init__(self) -> None:
        refuse(*check_declared("symbols", self))

    def __str__(self) -> str:
        """Write them as a SEPA payment carries them.

        >>> str(Symbols(variable="2026000017", constant="308"))
        '/VS2026000017/SS/KS0308'
        """
        variable, specific = (
            generate(each, field=f"symbols.{name}") if _is_named(each) else ""
            for name, each in (("variable", self.variable), ("specific", self.specific))
        )
        return (
            f"/VS{variable}/SS{specific}/KS{constant(self.constant, field='symbols.constant') if self.constant else ''}"
        )


def generate(base: str, *, field: str = "reference") -> str:
    """Return a variable or specific symbol of 1 to 10 digits, not all of them zeros, without zeros in front.

    Raises `InvalidInput` otherwise, which names the `field`.

    >>> generate("0002026017")
    '2026017'
    """
    symbol = checked(compact(base, field=field), least=1, most=MAX_DIGITS, field=field).lstrip("0")
    if not symbol:
        raise InvalidInput(Fault("reference.zeros", field, base, "names nothing", "give digits that are not all zeros"))
    return symbol


def constant(base: str, *, field: str = "reference") -> str:
    """Return a constant symbol as four digits; raises `InvalidInput`, naming the `field`, for anything else.

    >>> constant("308")
    '0308'
    """
    return checked(compact(base, field=field), least=1, most=CONSTANT_DIGITS, field=field).zfill(CONSTANT_DIGITS)


def from_number(number: str) -> str:
    """Return the variable symbol that the digits of a document number make.

    Two numbers can make the same one, F2026-17 and F20261-7: see `unique.by_reference`. Raises `InvalidInput` for a
    number of no digits or more than ten.

    >>> from_number("F2026-0017")
    '20260017'
    """
    refuse(check_text("number", number))
    digits = re.sub(r"[^0-9]", "", number)
    if not digits:
        raise InvalidInput(
            Fault("reference.digits", "number", number, "has no digits", "give the demand a symbol of its own")
        )
    return generate(digits)


def parse(text: str) -> Symbols:
    """Return the symbols in a text: in the form of SEPA, else by their labels, else none; the first of each kind.

    >>> parse("/VS2026000017/SS/KS0308").constant
    '0308'
    >>> parse("vs: 2026000017 dakujem")
    Symbols(variable='2026000017', specific=None, constant=None, labelled=True)
    """
    refuse(check_type("text", text, str))
    written = _IN_SEPA.findall(text)
    labelled = [] if written else _LABELLED.findall(text)
    found: dict[str, str] = {}
    for label, digits in written or labelled:
        found.setdefault(label.upper().replace(".", ""), digits)
    return Symbols(
        variable=_within(found.get("VS"), MAX_DIGITS),
        specific=_within(found.get("SS"), MAX_DIGITS),
        constant=_within(found.get("KS"), CONSTANT_DIGITS),
        labelled=bool(labelled),
    )


def variables(text: str) -> tuple[str, ...]:
    """Return every variable symbol that a text names by its label, in order, without zeros in front.

    >>> variables("VS 2026000017, VS 2026000018")
    ('2026000017', '2026000018')
    """
    refuse(check_type("text", text, str))
    found = _IN_SEPA.findall(text) or _LABELLED.findall(text)
    symbols = [digits for label, digits in found if label.upper().replace(".", "") == "VS"]
    return tuple(generate(digits) for digits in symbols if _within(digits, MAX_DIGITS) and _is_named(digits))


def printed(symbol: str) -> str:
    """Return the form for people, which is the digits as they are.

    >>> printed("2026000017")
    '2026000017'
    """
    return generate(symbol)


def _is_named(symbol: str | None) -> TypeGuard[str]:
    """Tell whether a symbol names anything: banks fill an empty field with zeros."""
    return symbol is not None and bool(symbol.strip("0"))


def _within(digits: str | None, most: int) -> str | None:
    return digits if digits and len(digits) <= most else None

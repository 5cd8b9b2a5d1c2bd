"""The pattern language of document numbers: fixed text and tokens in braces.

    {YYYY} {YY} {MM} {DD} {YYYYMMDD}   of the issue date
    {FY} {FY2}                         of the fiscal year: its first year (2025), both short years (25-26)
    {seq} {seq:5}                      the counter, padded with zeros to at least 5 digits, never cut
    {seq_hex:4}                        the same in hexadecimal, capital letters
    {series} {prefix} {premises} {device} {entity}   texts that the series fills in

Everything but the counter has a fixed width and a pattern holds one counter, so a printed number can be read in
one way only: `parse` undoes `render`. Order numbers by the counter, never as text (INV-10000 sorts before INV-9999).
"""

import re
from collections.abc import Callable, Mapping
from datetime import date

from attrs import evolve, field, frozen

from ..errors import Fault, InvalidInput, check_count, check_date, check_text, check_type, refuse
from .pairs import check_pairs, pairs
from .resets import JANUARY_1, MonthDay, fiscal_year

_DIGIT = "0123456789"
_HEX = "0123456789ABCDEF"
_MONTH = (("0", "123456789"), ("1", "012"))
_DAY = (("0", "123456789"), ("12", _DIGIT), ("3", "01"))
_YEAR = (_DIGIT,) * 4

Alternatives = tuple[tuple[str, ...], ...]
"""What a token may print: each alternative is a row of characters, each the string of the characters allowed there."""


@frozen
class _DateToken:
    render: Callable[[date, MonthDay], str]
    prints: Alternatives


def _short_years(on: date, start: MonthDay) -> str:
    first = fiscal_year(on, start=start)
    return f"{first % 100:02}-{(first + 1) % 100:02}"


DATE_TOKENS: Mapping[str, _DateToken] = {
    "YYYY": _DateToken(lambda on, _: f"{on.year:04}", (_YEAR,)),
    "YY": _DateToken(lambda on, _: f"{on.year % 100:02}", ((_DIGIT, _DIGIT),)),
    "MM": _DateToken(lambda on, _: f"{on.month:02}", _MONTH),
    "DD": _DateToken(lambda on, _: f"{on.day:02}", _DAY),
    "YYYYMMDD": _DateToken(
        lambda on, _: f"{on.year:04}{on.month:02}{on.day:02}",
        tuple((*_YEAR, *month, *day) for month in _MONTH for day in _DAY),
    ),
    "FY": _DateToken(lambda on, start: f"{fiscal_year(on, start=start):04}", (_YEAR,)),
    "FY2": _DateToken(_short_years, ((_DIGIT, _DIGIT, "-", _DIGIT, _DIGIT),)),
}
BASES: Mapping[str, int] = {"seq": 10, "seq_hex": 16}
SLOTS = ("series", "prefix", "premises", "device", "entity")

_TOKEN = re.compile(r"\{([^{}]*)\}")
_COUNTER = re.compile(r"(seq|seq_hex)(?::([1-9][0-9]?))?")


@frozen
class Part:
    """One piece of a pattern: fixed text (`token` empty), or a token with the width of a counter."""

    text: str
    token: str = ""
    width: int = 0


def _parts(text: str) -> tuple[Part, ...]:
    parts: list[Part] = []
    for index, piece in enumerate(_TOKEN.split(text)):
        counter = _COUNTER.fullmatch(piece)
        if index % 2 == 0:
            if piece:
                parts.append(Part(piece))
        elif counter:
            parts.append(Part(piece, counter[1], int(counter[2] or 1)))
        elif piece in DATE_TOKENS or piece in SLOTS:
            parts.append(Part(piece, piece))
        else:
            raise _fault("pattern.token", text, f"has the unknown token {{{piece}}}",
                         f"use {', '.join([*BASES, *DATE_TOKENS, *SLOTS])}")  # fmt: skip
    return tuple(parts)


def _fault(code: str, text: object, problem: str, remedy: str) -> InvalidInput:
    return InvalidInput(Fault(code, "pattern", text, problem, remedy))


@frozen
class Parsed:
    """What a printed number says: the counter, and the text of each date token."""

    seq: int
    shown: tuple[tuple[str, str], ...]


@frozen
class Pattern:
    """How the numbers of a series look.

    Raises `InvalidInput` for an unknown token, stray braces, characters that do not print, blanks at the ends,
    no counter or two.

    >>> Pattern("F{YYYY}-{seq:5}").render(seq=9, on=date(2026, 1, 1))
    'F2026-00009'
    >>> Pattern("F{YYYY}-{seq:5}").parse("F2026-00009").seq
    9
    """

    text: str
    parts: tuple[Part, ...] = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        refuse(check_text("pattern", self.text))
        object.__setattr__(self, "parts", _parts(self.text))
        fixed = "".join(part.text for part in self.parts if not part.token)
        if "{" in fixed or "}" in fixed:
            raise _fault("pattern.brace", self.text, "has a brace without its pair", "write tokens as {seq:5}")
        if not fixed.isprintable() or self.text != self.text.strip():
            raise _fault("pattern.character", self.text, "has characters that do not print, or blanks at an end",
                         "use visible characters and single blanks inside")  # fmt: skip
        if sum(part.token in BASES for part in self.parts) != 1:
            raise _fault("pattern.counter", self.text, "needs exactly one counter", "put {seq} or {seq:5} in it once")

    @property
    def counter(self) -> Part:
        """The part that counts."""
        return next(part for part in self.parts if part.token in BASES)

    @property
    def slots(self) -> tuple[str, ...]:
        """The texts that a series must still fill in."""
        return tuple(part.token for part in self.parts if part.token in SLOTS)

    def fill(self, texts: Mapping[str, str]) -> "Pattern":
        """Return the pattern with the texts of a series put into their places.

        >>> Pattern("{seq}/{premises}/{device}").fill({"premises": "POSL1", "device": "2"}).text
        '{seq}/POSL1/2'
        """
        refuse(check_pairs("texts", pairs(texts), str))
        texts = dict(texts)
        faults = [check_text(f"texts.{slot}", texts.get(slot)) for slot in self.slots]
        refuse(*faults, *(_check_plain(slot, text) for slot, text in texts.items()))
        return evolve(self, text="".join(_written(part, texts) for part in self.parts))

    def shown(self, on: date, *, fiscal_start: MonthDay = JANUARY_1) -> tuple[tuple[str, str], ...]:
        """Return each date token with the text it prints on a day."""
        refuse(check_date("on", on), check_type("fiscal_start", fiscal_start, MonthDay))
        return tuple(
            (part.token, DATE_TOKENS[part.token].render(on, fiscal_start))
            for part in self.parts
            if part.token in DATE_TOKENS
        )

    def render(self, *, seq: int, on: date, fiscal_start: MonthDay = JANUARY_1) -> str:
        """Return the number that the counter `seq` prints on a day; all slots must be filled."""
        refuse(check_count("seq", seq), check_date("on", on), check_type("fiscal_start", fiscal_start, MonthDay))
        return "".join(_printed(part, seq, on, fiscal_start) for part in self.parts)

    def parse(self, number: str) -> Parsed:
        """Return what a printed number says. Raises `InvalidInput` when this pattern cannot have printed it."""
        refuse(check_type("number", number, str))
        match = re.fullmatch(_expression(self), number)
        shown = dict[str, str]()
        for part, text in zip(self.parts, match.groups() if match else (), strict=False):
            if part.token in DATE_TOKENS and shown.setdefault(part.token, text) != text:
                match = None
        if match is None:
            raise InvalidInput(
                Fault("number.foreign", "number", number, f"was not printed by the pattern {self.text}",
                      "look it up in the series that issued it")
            )  # fmt: skip
        counter = self.counter
        seq = int(match[self.parts.index(counter) + 1], BASES[counter.token])
        return Parsed(seq, tuple((part.token, shown[part.token]) for part in self.parts if part.token in DATE_TOKENS))


def _check_plain(slot: str, text: object) -> Fault | None:
    if slot not in SLOTS:
        return Fault("slot.unknown", f"texts.{slot}", text, "fills no token", f"name one of {', '.join(SLOTS)}")
    if isinstance(text, str) and ("{" in text or "}" in text):
        return Fault("slot.brace", f"texts.{slot}", text, "holds a brace", "give plain text")
    return None


def _written(part: Part, texts: Mapping[str, str]) -> str:
    if part.token in SLOTS:
        return texts[part.token]
    return f"{{{part.text}}}" if part.token else part.text


def _printed(part: Part, seq: int, on: date, fiscal_start: MonthDay) -> str:
    if part.token in BASES:
        return f"{seq:0{part.width}{'d' if BASES[part.token] == 10 else 'X'}}"  # noqa: PLR2004
    return _date_token(part).render(on, fiscal_start) if part.token else part.text


def _date_token(part: Part) -> _DateToken:
    if part.token in SLOTS:
        raise _fault("pattern.unfilled", f"{{{part.text}}}", "is not filled in", "give its text with Pattern.fill")
    return DATE_TOKENS[part.token]


def prints(part: Part) -> Alternatives:
    """Return what a part may print; a counter, while its padding lasts."""
    if part.token in BASES:
        return ((digits(part),) * part.width,)
    return _date_token(part).prints if part.token else (tuple(part.text),)


def digits(counter: Part) -> str:
    """Return the digits a counter is written in, zero first."""
    return _HEX if BASES[counter.token] == 16 else _DIGIT  # noqa: PLR2004


def _expression(pattern: Pattern) -> str:
    return "".join(f"({_alternatives(part)})" for part in pattern.parts)


def _alternatives(part: Part) -> str:
    if not part.token:
        return re.escape(part.text)
    if part.token in BASES:
        every = digits(part)
        return f"[{every}]{{{part.width}}}|[{every[1:]}][{every}]{{{part.width},}}"
    return "|".join("".join(f"[{chars}]" for chars in row) for row in prints(part))

"""A series: one sequence of document numbers, with its pattern, its reset and its rules.

A series is checked when it is defined. It is refused when two of its numbers could be printed alike (a reset whose
period is not in the number), and `check_distinct` refuses two series that could print the same number.
"""

from collections.abc import Iterable, Mapping
from datetime import MAXYEAR, MINYEAR, date
from enum import Enum
from itertools import combinations, product

from attrs import field, frozen

from ..decision import ReasonCode
from ..errors import (
    Fault,
    InvalidInput,
    check_count,
    check_declared,
    check_text,
    check_unique,
    each_of,
    listed,
    refuse,
)
from ..periods import Period, days_in_month
from .ambiguity import common_number
from .pairs import check_pairs, pairs
from .patterns import BASES, Pattern
from .policies import STRICT, DocumentKind, Policy, kinds
from .resets import EVER, JANUARY_1, MonthDay, Reset, check_period_key, period_days, period_key

TOO_LONG = ReasonCode("numbering.too_long", "{number} has more than the {limit} characters allowed.")

_PROBED_YEARS = (2023, 2024, 2025)
_CENTURY = 2000
"""Two printed digits of a year are read as 20xx."""
_YEAR_TOKENS = frozenset({"YYYY", "YY", "YYYYMMDD", "FY", "FY2"})


class Late(Enum):
    """What happens to a document whose date the series no longer allows."""

    REFUSE = "refuse"
    """Nothing is numbered, and the reason says why."""
    NEXT_LAWFUL_DATE = "next_lawful_date"
    """It gets the first date the series allows, with the reason."""


def _pattern(value: Pattern | str) -> Pattern:
    return Pattern(value) if isinstance(value, str) else value


def _patterns(value: Iterable[Pattern | str]) -> tuple[Pattern, ...]:
    found = listed(value)
    return tuple(map(_pattern, found)) if isinstance(found, tuple) else found  # pyright: ignore[reportUnnecessaryIsInstance]


def _numbers(value: Mapping[str, int] | Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    return pairs(value)


def _texts(value: Mapping[str, str] | Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return pairs(value)


@frozen(kw_only=True)
class Series:
    """One sequence of numbers of one issuer.

    `start` is the first number of every period, `starts` overrides it by period key. `texts` fills the slots of the
    pattern. `former` are patterns its numbers had before: read, never printed again. `back_periods` lets a late
    document into an earlier period while that is open. `usable` are the days on which documents of the series may be
    dated. `registration` is the code an authority gave the series.
    `vat_numbers`, `self_billed_for` and `issuers` say in whose names it is used, for the checks of a country.

    Raises `InvalidInput` for a definition that could print one number twice or that the policy rules out.

    >>> Series(id="invoices", pattern="F{YYYY}-{seq:5}", reset=Reset.YEARLY).render(seq=9, on=date(2026, 1, 1))
    'F2026-00009'
    """

    id: str
    pattern: Pattern = field(converter=_pattern)
    reset: Reset
    policy: Policy = STRICT
    start: int = 1
    starts: tuple[tuple[str, int], ...] = field(default=(), converter=_numbers)
    texts: tuple[tuple[str, str], ...] = field(default=(), converter=_texts)
    fiscal_year_start: MonthDay = JANUARY_1
    former: tuple[Pattern, ...] = field(default=(), converter=_patterns)
    max_length: int | None = None
    late: Late = Late.REFUSE
    back_periods: bool = False
    usable: Period | None = None
    documents: frozenset[DocumentKind] = field(default=frozenset({DocumentKind.INVOICE}), converter=kinds)
    registration: str | None = None
    vat_numbers: tuple[str, ...] = ()
    self_billed_for: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    filled: Pattern = field(init=False, repr=False, eq=False)
    readable: tuple[Pattern, ...] = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        starts = check_pairs("series.starts", self.starts, int)
        refuse(
            check_text("series.id", self.id),
            check_count("series.start", self.start),
            starts,
            *(() if starts else (check_count(f"series.starts.{period}", first) for period, first in self.starts)),
            check_pairs("series.texts", self.texts, str),
            check_count("series.max_length", self.max_length, least=1) if self.max_length is not None else None,
            *check_declared("series", self),
        )
        unnamed = {"series": self.policy.empty_series} if self.policy.empty_series else {}
        texts = {**unnamed, **dict(self.texts)}
        object.__setattr__(self, "filled", self.pattern.fill(texts))
        object.__setattr__(self, "readable", (self.filled, *(pattern.fill(texts) for pattern in self.former)))
        repeats = [_check_repeats(self, pattern) for pattern in self.readable]
        keys = (check_period_key("series.starts", period, reset=self.reset) for period, _ in self.starts)
        refuse(*keys, *repeats, _check_progressive(self), _check_length(self), _check_fiscal(self))

    def period(self, on: date) -> str:
        """Return the key of the period that a date belongs to."""
        return period_key(on, reset=self.reset, start=self.fiscal_year_start)

    def days(self, on: date) -> Period | None:
        """Return the days of the period that holds `on`; None when the series never resets."""
        return period_days(on, reset=self.reset, start=self.fiscal_year_start)

    def first(self, period: str) -> int:
        """Return the first number of a period."""
        refuse(check_text("period", period))
        return dict(self.starts).get(period, self.start)

    def render(self, *, seq: int, on: date) -> str:
        """Return the number that a counter prints on a day."""
        return self.filled.render(seq=seq, on=on, fiscal_start=self.fiscal_year_start)

    def prints(self, *, seq: int, on: date) -> tuple[str, ...]:
        """Return what a counter prints on a day in each pattern the series has or had."""
        return tuple(pattern.render(seq=seq, on=on, fiscal_start=self.fiscal_year_start) for pattern in self.readable)

    def parse(self, number: str) -> tuple[str | None, int]:
        """Return the period and the counter of a printed number; None for a period the number does not show.

        Raises `InvalidInput` when the series cannot have printed it, and when its patterns read it differently.

        >>> Series(id="i", pattern="F{YYYY}-{seq:5}", reset=Reset.YEARLY).parse("F2026-00009")
        ('2026', 9)
        """
        readings: set[tuple[str | None, int]] = set()
        refused: list[Fault] = []
        for pattern in self.readable:
            try:
                readings.add(_read(self, pattern, number))
            except InvalidInput as error:
                refused.extend(error.faults)
        if not readings:
            raise InvalidInput(*refused)
        if len(readings) > 1:
            raise InvalidInput(
                Fault("number.ambiguous", "number", number, f"reads as {sorted(readings, key=str)}",
                      "import it under the one pattern that printed it")
            )  # fmt: skip
        return readings.pop()

    def outgrown(self, seq: int) -> bool:
        """Whether a counter prints wider than the padding of the pattern."""
        refuse(check_count("seq", seq))
        counter = self.filled.counter
        return counter.width > 1 and seq >= BASES[counter.token] ** counter.width

    @property
    def longest(self) -> int | None:
        """How many characters a number may have: the series' own limit, or its country's."""
        limits = [limit for limit in (self.max_length, self.policy.max_length) if limit is not None]
        return min(limits, default=None)


def check_distinct(series: Iterable[Series]) -> None:
    """Raise `InvalidInput` when two series of one issuer could print the same number, showing it.

    >>> invoices = Series(id="invoices", pattern="F{YYYY}-{seq}", reset=Reset.YEARLY)
    >>> check_distinct([invoices, Series(id="credit notes", pattern="C{YYYY}-{seq}", reset=Reset.YEARLY)])
    """
    known = each_of("series", series, Series)
    collisions = [_collision(one, other) for one, other in combinations(known, 2)]
    refuse(check_unique("series", [each.id for each in known]), *collisions)


def _collision(one: Series, other: Series) -> Fault | None:
    found = (common_number(mine, theirs) for mine in one.readable for theirs in other.readable)
    number = next((number for number in found if number is not None), None)
    if number is None:
        return None
    return Fault("series.collision", "series", (one.id, other.id), f"could both print {number}",
                 "begin their patterns with different letters")  # fmt: skip


def _probe_days() -> Iterable[date]:
    # If two days of different periods print alike, so do two first or last days of months in these years.
    for year, month in product(_PROBED_YEARS, range(1, 13)):
        yield date(year, month, 1)
        yield date(year, month, days_in_month(year, month))


def _check_repeats(series: Series, pattern: Pattern) -> Fault | None:
    met: dict[object, str] = {}
    beside = series.policy.year_beside_number
    for day in _probe_days():
        period = series.period(day)
        shown = (pattern.shown(day, fiscal_start=series.fiscal_year_start), day.year if beside else None)
        if met.setdefault(shown, period) != period:
            return Fault(
                "series.repeats", "series.pattern", pattern.text,
                f"shows no {series.reset.value} reset: {met[shown]} and {period} would print alike",
                "put the period into the pattern, or reset less often",
            )  # fmt: skip
    return None


def _check_progressive(series: Series) -> Fault | None:
    if series.policy.progressive and series.filled.counter.token == "seq_hex":  # noqa: S105
        return Fault("series.not_progressive", "series.pattern", series.pattern.text,
                     f"does not read as a rising number ({series.policy.source.title})",
                     "count in decimals, with {seq}")  # fmt: skip
    return None


def _check_length(series: Series) -> Fault | None:
    shortest = len(series.render(seq=series.start, on=date(_CENTURY, 1, 1)))
    if series.max_length is not None and shortest > series.max_length:
        return Fault("series.too_long", "series.pattern", series.pattern.text,
                     f"prints {shortest} characters, more than {series.max_length}", "shorten the pattern")  # fmt: skip
    return None


def _check_fiscal(series: Series) -> Fault | None:
    if series.policy.one_fiscal_year and series.usable is None:
        return Fault("series.open_ended", "series.usable", None,
                     f"is missing, and in {series.policy.country} a series ends with its fiscal year",
                     "give the days of that year")  # fmt: skip
    return None


def _read(series: Series, pattern: Pattern, number: str) -> tuple[str | None, int]:
    parsed = pattern.parse(number)
    shown = dict(parsed.shown)
    if not _YEAR_TOKENS & shown.keys():
        return EVER if series.reset is Reset.NEVER else None, parsed.seq
    for day in _candidates(shown, series.fiscal_year_start):
        if dict(pattern.shown(day, fiscal_start=series.fiscal_year_start)) == shown:
            # `_check_repeats` proved that all days that print alike share their period, so any of them will do.
            return series.period(day), parsed.seq
    raise InvalidInput(
        Fault("number.no_day", "number", number, f"shows no day of the calendar in {pattern.text}",
              "look it up in the series that issued it")
    )  # fmt: skip


def _candidates(shown: Mapping[str, str], start: MonthDay) -> Iterable[date]:
    full = shown.get("YYYYMMDD", "")
    month, day = shown.get("MM") or full[4:6], shown.get("DD") or full[6:]
    for y, m in product(_years(shown), [int(month)] if month else range(1, 13)):
        # Without a printed day, the first of the month stands for it, or the day on which the fiscal year begins.
        for d in [int(day)] if day else [1, start.day]:
            if MINYEAR <= y <= MAXYEAR and d <= days_in_month(y, m):
                yield date(y, m, d)


def _years(shown: Mapping[str, str]) -> list[int]:
    match shown:
        case {"YYYY": year} | {"YYYYMMDD": year}:
            return [int(year[:4])]
        case {"YY": year}:
            return [_CENTURY + int(year)]
        case {"FY": year}:
            return [int(year), int(year) + 1]
        case _:
            first = _CENTURY + int(shown["FY2"][:2])
            return [first, first + 1]

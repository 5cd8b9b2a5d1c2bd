"""Whether an answer is the expected one, by the rules of SHAPES.md; the type of the answer says how to compare."""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from types import NoneType
from typing import Any

from hostbilling.money import Money

from .answers import Each, Endless, OneOf
from .legal import Cited

# Members of `expect` that explain and are not compared: these names, and those that begin like this.
_READER_NAMES = frozenset(
    ["check", "comment", "convention", "fit", "justification", "note", "rule", "source", "title"]
)  # fmt: skip
_READER_BEGINNINGS = ("reason", "not_", "buggy", "naive")
# An output in spite of its beginning: the lots of a wallet that a refund leaves out.
_OUTPUTS = frozenset({"not_refunded"})


def is_for_readers(name: str) -> bool:
    """Tell whether a member of `expect` only explains."""
    return name in _READER_NAMES or (name.startswith(_READER_BEGINNINGS) and name not in _OUTPUTS)


def same(expected: Any, got: Any) -> bool:
    """Tell whether an answer is the expected one."""
    for kind, agree in _RULES:
        if isinstance(got, kind):
            return agree(expected, got)
    raise TypeError(f"an answer of type {type(got).__name__} cannot be compared")


def _same_number(expected: Any, got: Any) -> bool:
    try:
        return not isinstance(expected, bool) and Fraction(expected) == Fraction(got)
    except (TypeError, ValueError):
        return False


def _same_instant(expected: Any, got: datetime) -> bool:
    try:
        wanted = datetime.fromisoformat(expected)
    except (TypeError, ValueError):
        return False
    # By the clock of UTC: Python holds a local time that comes twice for equal to nothing in another zone.
    return (wanted.astimezone(UTC), wanted.utcoffset()) == (got.astimezone(UTC), got.utcoffset())


def _same_members(expected: Any, got: Mapping[str, Any]) -> bool:
    return isinstance(expected, dict) and all(
        name in got and same(expected[name], got[name]) for name in expected if not is_for_readers(name)
    )


def _same_list(expected: Any, got: Sequence[Any]) -> bool:
    return isinstance(expected, list) and len(expected) == len(got) and all(map(same, expected, got))


def _begins(expected: Any, got: Endless) -> bool:
    return isinstance(expected, list) and bool(expected) and all(map(same, expected, got.row()))


# Looked up from the top: a bool is an int too, and a datetime a date.
_RULES: tuple[tuple[Any, Callable[[Any, Any], bool]], ...] = (
    ((NoneType, bool), lambda expected, got: expected is got),
    (Money, lambda expected, got: same(expected, got.amount)),
    ((int, Decimal, Fraction), _same_number),
    (datetime, _same_instant),
    (date, lambda expected, got: bool(expected == got.isoformat())),
    (str, lambda expected, got: bool(expected == got)),
    # Whatever else a set holds: what is expected must be in it.
    (AbstractSet, lambda expected, got: isinstance(expected, list) and set(expected) <= got),
    (Mapping, _same_members),
    (Sequence, _same_list),
    (OneOf, lambda expected, got: any(same(expected, answer) for answer in got.answers)),
    (Endless, _begins),
    (Cited, lambda expected, got: isinstance(expected, list) and all(map(got.covers, expected))),
    (Each, lambda expected, got: isinstance(expected, list) and bool(expected) and all(map(got.holds, expected))),
)

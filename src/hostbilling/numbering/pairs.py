"""Mappings in values that can be hashed: pairs, sorted by their key."""

from collections.abc import Iterable, Mapping
from typing import TypeVar, cast

from ..errors import Fault

V = TypeVar("V")


def pairs(value: Mapping[str, V] | Iterable[tuple[str, V]]) -> tuple[tuple[str, V], ...]:
    """Return a mapping as pairs; what is none stays, for the check of the field to name it."""
    try:
        return tuple(sorted(dict(value).items(), key=lambda pair: pair[0]))
    except (TypeError, ValueError):
        return value  # type: ignore[return-value]  # pyright: ignore[reportReturnType]


def check_pairs(field: str, value: object, kind: type) -> Fault | None:
    """Fault unless all keys are text and all values of one class; it names the mapping, or the key that is wrong."""
    if not isinstance(value, tuple):  # as `pairs` makes it
        return Fault("pairs.type", field, value, "is no mapping", f"pass a dict of str to {kind.__name__}")
    for key, each in cast("tuple[tuple[object, object], ...]", value):
        if not isinstance(key, str) or not isinstance(each, kind):
            return Fault("pairs.member", f"{field}.{key}", each, f"is no {kind.__name__} under a text",
                         f"pass a dict of str to {kind.__name__}")  # fmt: skip
    return None

"""What the library says when it is handed something it cannot use.

An error is the host's mistake: a wrong type, a reversed period, an id that nobody knows. A customer's
missing proof or a legal impossibility is never an error but a result (see `decision`).
Every error carries one or more `Fault`s, so that a form or an import shows all of them at once.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import cache
from types import UnionType
from typing import TypeVar, Union, cast, get_args, get_origin, get_type_hints

import attrs
from attrs import frozen

T = TypeVar("T")
Kinds = tuple[type, ...]


@frozen
class Fault:
    """One thing wrong with one field.

    `code` is permanent and for programs; `problem` and `remedy` are for people and may be reworded.
    `field` is a path from the value that was asked for, such as `customer.contacts[1].email`.

    >>> str(Fault("text.empty", "customer.id", "", "is empty", "give the id your system uses"))
    "customer.id is empty, got ''; give the id your system uses [text.empty]"
    """

    code: str
    field: str
    value: object = attrs.field(hash=False)  # it may be a list: what a host passes by mistake has any type
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.field} {self.problem}, got {_brief(self.value)}; {self.remedy} [{self.code}]"

    def under(self, path: str) -> "Fault":
        """Return the fault as seen from the value that holds this one, at `path`.

        >>> Fault("text.empty", "email", "", "is empty", "write it").under("customer.contacts[1]").field
        'customer.contacts[1].email'
        """
        return attrs.evolve(self, field=f"{path}.{self.field}")


_LONGEST = 200
"""Characters of a value in a message: enough to know it by, and a whole document is more than anybody reads."""


def _brief(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."


class BillingError(Exception):
    """Base of every error the library raises; holds the faults in the order of the fields, at least one."""

    def __init__(self, first: Fault, *others: Fault) -> None:
        super().__init__(first, *others)
        self.faults = (first, *others)

    @property
    def code(self) -> str:
        """The permanent code of the first fault."""
        return self.faults[0].code

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)


class InvalidInput(BillingError, ValueError):
    """A value that means nothing: fix the call."""


class NotFound(BillingError, LookupError):
    """An id or a name that the given book, account or table does not hold."""


class Impossible(BillingError, ValueError):
    """A fact that cannot follow what already happened; the account is unchanged."""


def refuse(*checks: Fault | None) -> None:
    """Raise `InvalidInput` with every fault among `checks`, each once; do nothing when all are None."""
    faults = [fault for fault in checks if fault is not None]
    if faults:
        once: dict[tuple[str, str], Fault] = {}
        for fault in faults:
            once.setdefault((fault.code, fault.field), fault)
        raise InvalidInput(*once.values())


def check_type(field: str, value: object, kind: type) -> Fault | None:
    """Fault unless `value` is of the class `kind`."""
    if isinstance(value, kind):
        return None
    return Fault("value.type", field, value, f"is no {kind.__name__}", f"pass {kind.__name__}")


def check_text(field: str, value: object) -> Fault | None:
    """Fault unless `value` is a string that prints something."""
    if not isinstance(value, str):
        return Fault("text.type", field, value, "must be text", "pass a str")
    if not value.strip():
        return Fault("text.empty", field, value, "is empty", "give at least one visible character")
    return None


def check_date(field: str, value: object) -> Fault | None:
    """Fault unless `value` is a civil date; a datetime is refused because it hides a zone."""
    if isinstance(value, datetime):
        return Fault(
            "date.datetime", field, value, "is a datetime, not a civil date",
            "convert it with periods.civil_date(instant, zone=...)",
        )  # fmt: skip
    if not isinstance(value, date):
        return Fault("date.type", field, value, "must be a civil date", "pass a datetime.date")
    return None


def check_instant(field: str, value: object) -> Fault | None:
    """Fault unless `value` is a datetime that knows its offset from UTC."""
    if not isinstance(value, datetime):
        return Fault("instant.type", field, value, "must be an instant", "pass a datetime with tzinfo")
    if value.utcoffset() is None:
        return Fault("instant.naive", field, value, "has no zone", "pass a datetime with tzinfo")
    return None


def check_count(field: str, value: object, *, least: int = 0) -> Fault | None:
    """Fault unless `value` is a whole number of at least `least`."""
    if isinstance(value, bool) or not isinstance(value, int):
        return Fault("count.type", field, value, "must be a whole number", "pass an int")
    if value < least:
        return Fault("count.low", field, value, f"is below {least}", f"pass {least} or more")
    return None


def check_unique(field: str, keys: Iterable[str]) -> Fault | None:
    """Fault naming the first key that occurs twice."""
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            return Fault("id.duplicate", field, key, "occurs twice", "give each entry its own id")
        seen.add(key)
    return None


def each_of(field: str, values: Iterable[T], kind: type[T]) -> tuple[T, ...]:
    """Return the values of an argument as a tuple; raises `InvalidInput` unless all are of the class `kind`."""
    found = listed(values)
    if not isinstance(found, tuple):
        raise InvalidInput(Fault("value.list", field, values, "is no list", f"pass a list of {kind.__name__}"))
    refuse(*_check_each(field, found, (kind,)))
    return found


def listed(values: Iterable[T]) -> tuple[T, ...]:
    """Return the values of a field as a tuple; what is no list stays, for `check_declared` to name it."""
    is_list = isinstance(values, Iterable) and not isinstance(values, str)
    return tuple(values) if is_list else values  # type: ignore[return-value]  # pyright: ignore[reportReturnType]


def check_declared(path: str, holder: attrs.AttrsInstance) -> Sequence[Fault | None]:
    """Return a fault for each field whose value is not of the type it is declared with, `path` in front of its name.

    Knows classes, their unions, tuples and sets of them. A datetime is no date and a bool no number.
    """
    found: list[Fault | None] = []
    for name, kinds, members in _declared(type(holder)):
        value: object = getattr(holder, name)
        kind = type(value)
        if kind not in kinds and (kind in _HIDDEN or not isinstance(value, kinds)):
            found.append(_no_kind(f"{path}.{name}", value, kinds[0]))
        elif members and value:
            found += _check_each(f"{path}.{name}", cast("Collection[object]", value), members)
    return found


_HIDDEN = (bool, datetime)
"""What passes for a number or a date and is none."""


def _check_each(field: str, values: Iterable[object], kinds: Kinds) -> Iterator[Fault | None]:
    for place, value in enumerate(values):
        if not isinstance(value, kinds):
            yield _no_kind(f"{field}[{place}]", value, kinds[0])


def _no_kind(field: str, value: object, kind: type) -> Fault | None:
    if kind is str:
        return check_text(field, value)
    if kind is date:
        return check_date(field, value)
    return check_count(field, value) if kind is int else check_type(field, value, kind)


@cache
def _declared(holder: type[attrs.AttrsInstance]) -> tuple[tuple[str, Kinds, Kinds], ...]:
    hints = get_type_hints(holder)
    named = [(field.name, hints[field.name]) for field in attrs.fields(holder) if field.init]
    return tuple((name, kinds, _members(hint)) for name, hint in named if (kinds := _kinds(hint)))


def _kinds(hint: object) -> Kinds:
    """Return the classes that a type stands for, the first one for the message; none for what is no class."""
    if get_origin(hint) in (Union, UnionType):
        return tuple(kind for each in get_args(hint) for kind in _kinds(each))
    kind = get_origin(hint) or hint
    return (kind,) if isinstance(kind, type) else ()


def _members(hint: object) -> Kinds:
    """Return the classes of the members of a tuple of any length, or of a set."""
    match get_origin(hint), get_args(hint):
        case (kind, (each, end)) if kind is tuple and end is ...:
            return _kinds(each)
        case (kind, (each,)) if kind is frozenset:
            return _kinds(each)
        case _:
            return ()


def impossible(code: str, field: str, value: object, problem: str, remedy: str) -> Impossible:
    """Build an `Impossible` of one fault."""
    return Impossible(Fault(code, field, value, problem, remedy))


def not_found(kind: str, value: object, remedy: str) -> NotFound:
    """Build a `NotFound` of one fault, coded `<kind>.unknown`."""
    return NotFound(Fault(f"{kind}.unknown", kind, value, "is not known", remedy))

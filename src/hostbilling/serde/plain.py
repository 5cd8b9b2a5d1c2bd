"""One converter for all values: dates as ISO text, amounts and rates as decimal text, enums by value.

What comes in is checked strictly: nothing is guessed, converted or left over, and every fault says where it is.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, TypeGuard, TypeVar, get_args, get_origin

from cattrs import Converter
from cattrs.errors import (
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)

from ..decision import Reason, ReasonCode
from ..errors import BillingError, Fault, InvalidInput
from ..money import Money, exact
from ..periods import Period, Term

T = TypeVar("T")

Plain = dict[str, Any] | list[Any] | str | int | bool | None
"""What JSON can hold, without floats."""

converter = Converter(forbid_extra_keys=True, unstruct_collection_overrides={tuple: list, frozenset: sorted})


def dump(value: object) -> Any:
    """Return a value as plain data."""
    return converter.unstructure(value)


def load(data: object, kind: type[T]) -> T:
    """Return the value that `dump` made plain; raises `InvalidInput` naming every field that does not fit."""
    try:
        return converter.structure(data, kind)
    except Exception as error:  # noqa: BLE001  # whatever a converter meets in data that means nothing
        raise InvalidInput(*_faults(error, getattr(kind, "__name__", str(kind)), data)) from None


_REMEDY = "pass what serde.dump made"


def _faults(error: Exception, path: str, data: Any) -> Iterator[Fault]:  # noqa: C901  # one loop a kind of error
    """Yield what is wrong in `data`, which stands at `path`: down to the smallest value, or our own refusals."""
    match error:
        case ClassValidationError():
            noted, others = error.group_exceptions()
            for cause, note in noted:
                yield from _faults(cause, f"{path}.{note.name}", _inside(data, note.name))
            for cause in others:
                yield from _faults(cause, path, data)
        case IterableValidationError():
            for cause, place in error.group_exceptions()[0]:
                yield from _faults(cause, f"{path}[{place.index}]", _inside(data, place.index))
        case BillingError():
            for fault in error.faults:
                noun, dot, name = fault.field.partition(".")
                yield Fault(fault.code, f"{path}.{name if dot else noun}", fault.value, fault.problem, fault.remedy)
        case ForbiddenExtraKeysError():
            for name in sorted(error.extra_fields):
                yield Fault("serde.extra", f"{path}.{name}", _inside(data, name), "is not known here", _REMEDY)
        case KeyError():
            yield Fault("serde.missing", path, None, "is missing", _REMEDY)
        case _:
            # cattrs looks for keys first, so an AttributeError tells that there can be none
            problem = "is no object" if isinstance(error, AttributeError) else f"does not fit ({error})"
            yield Fault("serde.shape", path, data, problem, _REMEDY)


def _inside(data: Any, place: str | int) -> Any:
    if is_object(data):
        return data.get(str(place))
    return data[place] if _is_list(data) and isinstance(place, int) else None


def is_object(data: Any) -> TypeGuard[dict[str, Any]]:
    """Tell whether data is what JSON calls an object."""
    return isinstance(data, dict)


def _is_list(data: Any) -> TypeGuard[Sequence[Any]]:
    return isinstance(data, (list, tuple))


# ------------------------------------------------------------------ the values JSON has no words for


def _date(text: object, _: type[date]) -> date:
    found = date.fromisoformat(text) if isinstance(text, str) else None
    if found is None or found.isoformat() != text:
        raise ValueError("write it as 2026-12-31")
    return found


def _instant(text: object, _: type[datetime]) -> datetime:
    if not isinstance(text, str):
        raise ValueError("write it as 2026-12-31T23:59:59+00:00")
    return datetime.fromisoformat(text)


def _decimal(text: object, _: type[Decimal]) -> Decimal:
    try:
        number = Decimal(text) if isinstance(text, str) else Decimal("NaN")
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise ValueError("write a decimal number as text")
    return number


def _text(value: object, _: type[str]) -> str:
    if not isinstance(value, str):
        raise ValueError("it is not text")
    return value


def _number(value: object, _: type[int]) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("it is no whole number")
    return value


def _flag(value: object, _: type[bool]) -> bool:
    if not isinstance(value, bool):
        raise ValueError("it is neither true nor false")
    return value


def _keys(data: Any, *names: str) -> list[Any]:
    """Return the values of an object that has exactly these keys."""
    if not is_object(data) or set(data) != set(names):
        raise ValueError(f"it is no object of {' and '.join(names)}")
    return [data[name] for name in names]


def _money(data: Any, _: type[Money]) -> Money:
    amount, currency = _keys(data, "amount", "currency")
    if isinstance(amount, int):
        raise ValueError("write the amount as text")
    return exact(amount, currency)


def _is_collection(kind: Any) -> bool:
    origin: Any = get_origin(kind)
    return origin in {tuple, frozenset}


def _collection(kind: Any) -> Any:
    """Make the hook for a tuple or a set: of a list, item by item, and of nothing else."""
    origin: Any = get_origin(kind)
    kinds = get_args(kind)
    any_length = kinds[-1] is Ellipsis or get_origin(kind) is not tuple

    def structure(data: Any, _: object) -> Any:
        if not _is_list(data):
            raise ValueError("it is no list")
        if not any_length and len(data) != len(kinds):
            raise ValueError(f"it holds {len(data)} values, not {len(kinds)}")
        found: list[object] = []
        errors: list[Exception] = []
        for place, each in enumerate(data):
            item = kinds[0] if any_length else kinds[place]
            try:
                found.append(converter.structure(each, item))
            except Exception as error:  # noqa: BLE001  # told together with the others
                error.add_note(IterableValidationNote("in a list", place, item))
                errors.append(error)
        if errors:
            raise IterableValidationError("in a list", errors, kind)  # pyright: ignore[reportCallIssue]  # its __new__
        return origin(found)

    return structure


converter.register_structure_hook(str, _text)
converter.register_structure_hook(int, _number)
converter.register_structure_hook(bool, _flag)
converter.register_unstructure_hook(date, date.isoformat)
converter.register_structure_hook(date, _date)
converter.register_unstructure_hook(datetime, datetime.isoformat)
converter.register_structure_hook(datetime, _instant)
converter.register_unstructure_hook(Decimal, str)
converter.register_structure_hook(Decimal, _decimal)
converter.register_unstructure_hook(Money, lambda money: {"amount": str(money.amount), "currency": money.currency.code})
converter.register_structure_hook(Money, _money)
converter.register_structure_hook_factory(_is_collection, _collection)


# A reason's facts may be of any simple type, so each that JSON cannot tell apart says which it is.
_FACT_TYPES: dict[str, type[Any]] = {
    "int": int,
    "decimal": Decimal,
    "date": date,
    "money": Money,
    "term": Term,
    "period": Period,
}


def _dump_reason_fact(value: Any) -> object:
    if value is None or isinstance(value, bool) or type(value) is str:
        return value
    if _is_list(value):
        return [_dump_reason_fact(each) for each in value]
    for name, kind in _FACT_TYPES.items():
        if type(value) is kind or (kind is Money and isinstance(value, Money)):
            return {name: converter.unstructure(value)}
    raise InvalidInput(
        Fault("serde.reason_fact", "reason.facts", value, "is of a type no reason may hold",
              "give text, a number, a date, an amount, a term, a period, or a tuple of them")
    )  # fmt: skip


def _load_reason_fact(value: Any) -> object:
    if _is_list(value):
        return tuple(_load_reason_fact(each) for each in value)
    if is_object(value):
        name, plain = next(iter(value.items()), ("", None))
        if len(value) != 1 or name not in _FACT_TYPES:
            raise ValueError(f"a fact is one of {', '.join(_FACT_TYPES)}")
        return converter.structure(plain, _FACT_TYPES[name])
    if value is None or isinstance(value, (bool, str)):
        return value
    raise ValueError(f"a bare {type(value).__name__} is no fact")


def _dump_reason(reason: Reason) -> dict[str, object]:
    # In pairs: their order counts, and stores such as jsonb keep none among the keys of an object.
    return {
        "kind": converter.unstructure(reason.kind),
        "facts": [[name, _dump_reason_fact(value)] for name, value in reason.facts],
    }


def _load_reason(data: Any, _: type[Reason]) -> Reason:
    kind, facts = _keys(data, "kind", "facts")
    pairs = converter.structure(facts, tuple[tuple[str, Any], ...])
    return Reason(
        kind=converter.structure(kind, ReasonCode),
        facts={name: _load_reason_fact(value) for name, value in pairs},
    )


converter.register_unstructure_hook(Reason, _dump_reason)
converter.register_structure_hook(Reason, _load_reason)

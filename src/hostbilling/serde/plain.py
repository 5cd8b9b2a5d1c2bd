"""One converter for all values: dates as ISO text, amounts and rates as decimal text, enums by value."""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from cattrs import Converter, transform_error
from cattrs.errors import BaseValidationError

from ..decision import Reason, ReasonCode
from ..errors import BillingError, Fault, InvalidInput
from ..money import Money, exact
from ..periods import Period, Term

T = TypeVar("T")

Plain = dict[str, Any] | list[Any] | str | int | bool | None
"""What JSON can hold, without floats."""

converter = Converter(forbid_extra_keys=True)


def dump(value: object) -> Any:
    """Return a value as plain data."""
    return converter.unstructure(value)


def load(data: object, kind: type[T]) -> T:
    """Return the value that `dump` made plain; raises `InvalidInput` naming every field that does not fit."""
    try:
        return converter.structure(data, kind)
    except BillingError:
        raise
    except BaseValidationError as error:
        raise InvalidInput(*_faults(error, kind)) from None
    except (ValueError, TypeError, KeyError, LookupError) as error:
        raise InvalidInput(_fault(kind.__name__, data, str(error))) from None


def _fault(field: str, value: object, problem: str) -> Fault:
    return Fault("serde.shape", field, value, f"does not fit ({problem})", "pass what serde.dump made")


def _faults(error: BaseValidationError, kind: type[Any]) -> list[Fault]:
    def told(cause: BaseException, _: type[Any] | None = None) -> str:
        return str(cause) or type(cause).__name__

    messages = transform_error(error, path=kind.__name__, format_exception=told)
    faults = []
    for message in messages:
        problem, _, path = message.rpartition(" @ ")
        faults.append(Fault("serde.shape", path, None, f"does not fit ({problem})", "pass what serde.dump made"))
    return faults


# ------------------------------------------------------------------ the values JSON has no words for


def _date(text: object, _: type[date]) -> date:
    if not isinstance(text, str):
        raise ValueError(f"{text!r} is no ISO date")
    return date.fromisoformat(text)


def _instant(text: object, _: type[datetime]) -> datetime:
    if not isinstance(text, str):
        raise ValueError(f"{text!r} is no ISO instant")
    return datetime.fromisoformat(text)


def _decimal(text: object, _: type[Decimal]) -> Decimal:
    try:
        number = Decimal(text) if isinstance(text, str) else Decimal("NaN")
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise ValueError(f"{text!r} is no decimal written as text")
    return number


def _text(value: object, _: type[str]) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not text")
    return value


def _number(value: object, _: type[int]) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"{value!r} is no whole number")
    return value


def _flag(value: object, _: type[bool]) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{value!r} is neither true nor false")
    return value


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
converter.register_structure_hook(Money, lambda data, _: exact(data["amount"], data["currency"]))


# A reason's facts may be of any simple type, so each that JSON cannot tell apart says which it is.
_FACT_TYPES: dict[str, type[Any]] = {
    "int": int,
    "decimal": Decimal,
    "date": date,
    "money": Money,
    "term": Term,
    "period": Period,
}


def _dump_reason_fact(value: object) -> object:
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, tuple):
        return [_dump_reason_fact(each) for each in value]
    for name, kind in _FACT_TYPES.items():
        if type(value) is kind:
            return {name: converter.unstructure(value)}
    raise InvalidInput(
        Fault("serde.reason_fact", "reason.facts", value, "is of a type no reason may hold",
              "give text, a number, a date, an amount, a term, a period, or a tuple of them")
    )  # fmt: skip


def _load_reason_fact(value: object) -> object:
    if isinstance(value, list):
        return tuple(_load_reason_fact(each) for each in value)
    if isinstance(value, dict):
        ((name, plain),) = value.items()
        return converter.structure(plain, _FACT_TYPES[name])
    return value


def _dump_reason(reason: Reason) -> dict[str, object]:
    return {
        "kind": converter.unstructure(reason.kind),
        "facts": {name: _dump_reason_fact(value) for name, value in reason.facts},
    }


def _load_reason(data: dict[str, Any], _: type[Reason]) -> Reason:
    facts = {name: _load_reason_fact(value) for name, value in data["facts"].items()}
    return Reason(kind=converter.structure(data["kind"], ReasonCode), facts=facts)


converter.register_unstructure_hook(Reason, _dump_reason)
converter.register_structure_hook(Reason, _load_reason)

"""Facts and steps as plain data: each says its kind, under the key `fact` or `step`."""

from typing import Any, TypeVar, get_args

from ..errors import Fault, InvalidInput
from ..lifecycle import Fact, Step
from .plain import dump, is_object, load

T = TypeVar("T")

_FACTS: dict[str, type[Fact]] = {kind.__name__: kind for kind in get_args(Fact)}
_STEPS: dict[str, type[Step]] = {kind.__name__: kind for kind in get_args(Step)}


def dump_fact(fact: Fact) -> dict[str, Any]:
    """Return a fact as plain data."""
    return {"fact": type(fact).__name__, **dump(fact)}


def load_fact(data: dict[str, Any]) -> Fact:
    """Return the fact that `dump_fact` made plain; raises `InvalidInput` naming what does not fit."""
    return _load(data, "fact", _FACTS)


def dump_step(step: Step) -> dict[str, Any]:
    """Return a step as plain data, for an outbox."""
    return {"step": type(step).__name__, **dump(step)}


def load_step(data: dict[str, Any]) -> Step:
    """Return the step that `dump_step` made plain; raises `InvalidInput` naming what does not fit."""
    return _load(data, "step", _STEPS)


def _load(data: Any, tag: str, kinds: dict[str, type[T]]) -> T:
    kind = data.get(tag) if is_object(data) else None
    if not isinstance(kind, str) or kind not in kinds:
        raise InvalidInput(
            Fault(f"serde.{tag}", tag, kind, f"is no kind of {tag}", f"use one of {', '.join(sorted(kinds))}")
        )
    return load({name: value for name, value in data.items() if name != tag}, kinds[kind])

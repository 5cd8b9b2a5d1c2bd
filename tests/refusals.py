"""Reading a refusal in a test."""

from typing import Any

import pytest

from hostbilling.errors import Fault, Impossible, InvalidInput


def begun(faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """Return the faults, each of which names a field and says what is wrong with it and what to do."""
    for fault in faults:
        assert _is_path(fault.field), f"{fault.field!r} is the path of no field"
        assert fault.code[0].islower(), f"{fault.code!r} is no code"
        for words in (fault.problem, fault.remedy):
            assert words[0].islower(), f"{words!r} begins a sentence, but stands in the middle of one"
    return faults


def _is_path(field: str) -> bool:
    """Tell whether it begins with the name of an argument, or, of plain data, with that of a class."""
    first = field.partition(".")[0]
    return first[0].islower() or (first[0].isupper() and first[1:2].islower())


def sentences(faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """Return the faults, each of which makes one sentence: field, problem, value, remedy."""
    for fault in begun(faults):
        for words in (fault.problem, fault.remedy):
            assert words[-1] not in ". ", f"{words!r} ends a sentence, but more follows"
    return faults


def faults_of(call: Any, *args: Any, **named: Any) -> list[tuple[str, str]]:
    """Return code and field of every fault that the call is refused for."""
    with pytest.raises(InvalidInput) as caught:
        call(*args, **named)
    return [(fault.code, fault.field) for fault in sentences(caught.value.faults)]


def fault_of(call: Any, *args: Any, **named: Any) -> Fault:
    """Return the only fault that the call is refused for."""
    with pytest.raises(InvalidInput) as caught:
        call(*args, **named)
    (fault,) = sentences(caught.value.faults)
    return fault


def refused(call: Any, *args: Any, **named: Any) -> tuple[str, str]:
    """Return code and field of the only fault that the call is refused for."""
    fault = fault_of(call, *args, **named)
    return fault.code, fault.field


def ruled_out(call: Any, *args: Any, **named: Any) -> tuple[str, str, object]:
    """Return code, field and value of the only fault of what cannot follow from what happened."""
    with pytest.raises(Impossible) as caught:
        call(*args, **named)
    (fault,) = sentences(caught.value.faults)
    return fault.code, fault.field, fault.value

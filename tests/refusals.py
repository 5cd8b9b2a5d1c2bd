"""Reading a refusal in a test."""

from typing import Any

import pytest

from hostbilling.errors import Fault, InvalidInput


def faults_of(call: Any, *args: Any, **named: Any) -> list[tuple[str, str]]:
    """Return code and field of every fault that the call is refused for."""
    with pytest.raises(InvalidInput) as caught:
        call(*args, **named)
    return [(fault.code, fault.field) for fault in caught.value.faults]


def fault_of(call: Any, *args: Any, **named: Any) -> Fault:
    """Return the only fault that the call is refused for."""
    with pytest.raises(InvalidInput) as caught:
        call(*args, **named)
    (fault,) = caught.value.faults
    return fault


def refused(call: Any, *args: Any, **named: Any) -> tuple[str, str]:
    """Return code and field of the only fault that the call is refused for."""
    fault = fault_of(call, *args, **named)
    return fault.code, fault.field

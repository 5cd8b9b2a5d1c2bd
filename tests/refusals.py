"""Reading a refusal in a test."""

from typing import Any

import pytest

from hostbilling.errors import InvalidInput


def refused(call: Any, *args: Any, **named: Any) -> tuple[str, str]:
    """Return code and field of the only fault that the call is refused for; it has words and a remedy too."""
    with pytest.raises(InvalidInput) as caught:
        call(*args, **named)
    (fault,) = caught.value.faults
    assert fault.problem
    assert fault.remedy
    return fault.code, fault.field

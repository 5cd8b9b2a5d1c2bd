"""The one thing a host's store must do for numbers.

Counter and register are written together or not at all, and only over the version that was read. Row locks,
advisory locks, compare-and-swap and an outbox all fit behind this; `docs/guide/numbering.md` shows the order.
"""

from collections.abc import Sequence
from typing import Protocol

from .allocation import Assigned
from .state import SeriesState


class RegisterStore(Protocol):
    """Where series keep their state and their numbers."""

    def commit(
        self, series_id: str, *, expected_version: int, state: SeriesState, assigned: Sequence[Assigned]
    ) -> bool:
        """Store `state` and the fresh numbers in one transaction, if the stored version is still the expected one.

        Return False, having stored nothing, when it is not: load again and allocate again. A unique index on issuer
        and number, and one on the request id, are the second guard.
        """
        ...

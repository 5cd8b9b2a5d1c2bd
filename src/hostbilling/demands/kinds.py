"""The two sorts of demands."""

from enum import Enum


class Kind(Enum):
    """What becomes of a demand nobody pays."""

    CALL = "call"
    """It lapses with its service and is never owed."""
    DEBT = "debt"
    """It stays owed until paid, credited or written off."""

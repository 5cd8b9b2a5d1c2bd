"""The stages of a schedule: what a demand carries about reminding, charging and ending."""

from enum import Enum

from attrs import frozen

from ..errors import check_count, check_text, check_type, refuse
from ..parties import Role


class Action(Enum):
    """What a stage of a schedule does."""

    ISSUE = "issue"
    MARK = "mark"
    """Nothing happens: a date worth knowing."""
    NOTIFY = "notify"
    CHARGE = "charge"
    SUSPEND = "suspend"
    DELETE = "delete"
    PURGE = "purge"


class Origin(Enum):
    """The day a stage is counted from."""

    END = "end"
    """The end of validity."""
    ISSUED = "issued"
    DECLINED = "declined"
    """The last time a charge was refused; a stage counted from it is done anew after each refusal."""
    SUSPENDED = "suspended"
    """The day it really happened, not the day it was planned for."""
    DELETED = "deleted"


@frozen(kw_only=True)
class Stage:
    """One step of a schedule: `days` after its origin (before it when negative).

    A stage that `waits_for` another acts `aged` days after that one was really done, at the earliest.
    """

    name: str
    action: Action
    origin: Origin
    days: int
    waits_for: str | None = None
    aged: int = 0
    to: Role = Role.BILLING

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("stage.name", self.name),
            check_type("stage.action", self.action, Action),
            check_type("stage.origin", self.origin, Origin),
            check_type("stage.days", self.days, int),
            check_count("stage.aged", self.aged),
        )

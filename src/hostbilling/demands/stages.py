"""The stages of a schedule: what a demand carries about reminding, charging and ending."""

from enum import Enum

from attrs import frozen

from ..errors import check_count, check_text, check_type, refuse
from ..parties import Role
from .conditions import Condition


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
    WRITE_OFF = "write_off"
    """A debt is given up."""


class Origin(Enum):
    """The day a stage is counted from."""

    END = "end"
    """The end of validity."""
    ISSUED = "issued"
    DUE = "due"
    """The last day on which the demand is paid in time."""
    STEP = "step"
    """The call, notice or act listed before it, on the day it was really done."""
    DECLINED = "declined"
    """The last time a charge was refused; a stage counted from it is done anew after each refusal."""
    SUSPENDED = "suspended"
    """The day it really happened, not the day it was planned for."""
    DELETED = "deleted"


@frozen(kw_only=True)
class Stage:
    """One step of a schedule: `days` after its origin (before it when negative).

    A stage that `waits_for` another acts `aged` days after that one was really done, at the earliest. With `when` it
    happens only while the account meets that condition. `pay_by` names the way to pay that its notice offers first.
    """

    name: str
    action: Action
    origin: Origin
    days: int
    waits_for: str | None = None
    aged: int = 0
    to: Role = Role.BILLING
    when: Condition | None = None
    pay_by: str | None = None

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("stage.name", self.name),
            check_type("stage.action", self.action, Action),
            check_type("stage.origin", self.origin, Origin),
            check_type("stage.days", self.days, int),
            check_count("stage.aged", self.aged),
            check_type("stage.when", self.when, Condition) if self.when is not None else None,
            check_text("stage.pay_by", self.pay_by) if self.pay_by is not None else None,
        )

"""The stages of a schedule: what a demand carries about reminding, charging and ending."""

from datetime import date, timedelta
from enum import Enum

from attrs import field, frozen

from ..errors import Fault, InvalidInput, check_count, check_text, check_type, refuse
from ..parties import Role
from ..periods import Term, WorkingDays, add_working_days, advance
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


UNITS = ("days", "weeks", "months", "working_days")
_MONTH = Term.months(1)
_MOST = 36_525


@frozen(kw_only=True)
class Stage:
    """One step of a schedule: so many days, weeks, months or working days after its origin, before it when negative.

    At most one unit is given; none is the day of the origin itself. Months are those of the calendar: a month before
    31 March is the last day of February. Hours have no place in a schedule of nights: see `dunning.promise`.

    A stage that `waits_for` another acts `aged` days after that one was really done, at the earliest. With `when` it
    happens only while the account meets that condition. `pay_by` names the way to pay that its notice offers first.
    """

    name: str
    action: Action
    origin: Origin
    days: int = 0
    weeks: int = 0
    months: int = 0
    working_days: int = 0
    waits_for: str | None = None
    aged: int = 0
    to: Role = Role.BILLING
    when: Condition | None = None
    pay_by: str | None = None
    span: int | None = field(init=False, repr=False, eq=False)
    """The whole days from its origin, None where the calendar decides how many they are."""

    def __attrs_post_init__(self) -> None:
        given = [unit for unit in UNITS if getattr(self, unit)]
        refuse(
            check_text("stage.name", self.name),
            check_type("stage.action", self.action, Action),
            check_type("stage.origin", self.origin, Origin),
            *(_whole(f"stage.{unit}", getattr(self, unit)) for unit in UNITS),
            Fault("stage.units", "stage", ", ".join(given), "counts in more than one unit", "give one of them")
            if len(given) > 1
            else None,
            check_count("stage.aged", self.aged) or _whole("stage.aged", self.aged) or _ages_a_notice(self),
            _before_its_origin(self),
            check_text("stage.waits_for", self.waits_for) if self.waits_for is not None else None,
            check_type("stage.to", self.to, Role),
            check_type("stage.when", self.when, Condition) if self.when is not None else None,
            check_text("stage.pay_by", self.pay_by) if self.pay_by is not None else None,
        )
        object.__setattr__(self, "span", None if self.months or self.working_days else self.days + 7 * self.weeks)

    def day_from(self, origin: date, *, calendar: WorkingDays | None = None) -> date:
        """Return its day, counted from the day of its origin.

        Raises `InvalidInput` when it counts working days and no `calendar` says which they are, or when the day is
        outside the years 1 to 9999.

        >>> monthly = Stage(name="warning", action=Action.NOTIFY, origin=Origin.END, months=-1)
        >>> str(monthly.day_from(date(2027, 3, 31)))
        '2027-02-28'
        """
        if self.span is not None:
            return origin + timedelta(days=self.span)
        if self.months:
            return advance(origin, _MONTH, times=self.months)
        if calendar is None:
            raise InvalidInput(
                Fault("stage.calendar", "calendar", None, f"is needed to count the working days of {self.name}",
                      "pass the working days of the seller")
            )  # fmt: skip
        return add_working_days(origin, self.working_days, calendar)

    @property
    def distance(self) -> str:
        """How far from its origin it is, in words."""
        unit = next((unit for unit in UNITS if getattr(self, unit)), None)
        if unit is None:
            return "On the day of"
        count = getattr(self, unit)
        name = unit.replace("_", " ").removesuffix("s" if abs(count) == 1 else "")
        return f"{abs(count)} {name} {'before' if count < 0 else 'after'}"


def _ages_a_notice(stage: Stage) -> Fault | None:
    if not stage.aged or stage.waits_for is not None:
        return None
    return Fault("stage.aged", "stage.aged", stage.aged, "has no notice to age", "name it in `waits_for`")


def _whole(field: str, value: object) -> Fault | None:
    if isinstance(value, bool):
        return Fault("value.type", field, value, "is no int", "pass int")
    if isinstance(value, int) and abs(value) > _MOST:
        return Fault("stage.far", field, value, "is beyond a century of days", f"stay within {_MOST}")
    return check_type(field, value, int)


_KNOWN_BEFORE = frozenset({Origin.END, Origin.DUE})
"""What is known to come before it has come."""


def _before_its_origin(stage: Stage) -> Fault | None:
    if stage.origin in _KNOWN_BEFORE or not any(isinstance(n := getattr(stage, unit), int) and n < 0 for unit in UNITS):
        return None
    return Fault("stage.before", "stage.origin", stage.origin, "is not known before it happens",
                 "count from it onwards, or backwards from the end or the due day")  # fmt: skip

"""Amounts asked for: calls that lapse with their service, debts that do not.

A demand has parts, one a service and period, and carries the schedule that was resolved when it was made, so
that later edits of a policy do not touch it. Money that arrives is held on the demand until it fills it.
"""

from datetime import date
from enum import Enum

from attrs import evolve, field, frozen

from .errors import check_count, check_date, check_text, check_type, check_unique, refuse
from .money import Amounts, Money, payable, subtract, total
from .parties import Role
from .periods import Period, Term


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
            check_type("stage.days", self.days, int),
            check_count("stage.aged", self.aged),
        )


class Kind(Enum):
    """What becomes of a demand nobody pays."""

    CALL = "call"
    """It lapses with its service and is never owed."""
    DEBT = "debt"
    """It stays owed until paid, credited or written off."""


class PartState(Enum):
    """Where a part stands."""

    OPEN = "open"
    PAID = "paid"
    WITHDRAWN = "withdrawn"


class DeclineClass(Enum):
    """Why a charge was refused, as far as it decides what to do next."""

    INSUFFICIENT_FUNDS = "insufficient_funds"
    """Trying again later may work."""
    DATA_ERROR = "data_error"
    """Wrong number or expiry: ask the customer, never retry unchanged."""
    ADDRESS = "address"
    """Address verification refused a card that may be good: offer another method."""
    STOLEN = "stolen"
    """Lost, stolen or blocked: never retry."""


@frozen(kw_only=True)
class Part:
    """What is asked for one service: a term from `period.start`, at `amounts`.

    `marks` are the stages of `schedule` that were really done, with their days.
    """

    id: str
    service_id: str
    term: Term
    period: Period
    amounts: Amounts
    schedule: tuple[Stage, ...] = ()
    marks: tuple[tuple[str, date], ...] = ()
    state: PartState = PartState.OPEN
    declined: DeclineClass | None = None
    """Why the last charge was refused, None if none was."""

    def __attrs_post_init__(self) -> None:
        refuse(check_text("part.id", self.id), check_text("part.service_id", self.service_id))

    def done_on(self, stage: str) -> date | None:
        """Return the day the stage was last done, None if it never was."""
        return max((on for name, on in self.marks if name == stage), default=None)

    def marked(self, stage: str, *, on: date) -> "Part":
        """Return the part with one more stage done."""
        return evolve(self, marks=(*self.marks, (stage, on)))


@frozen(kw_only=True)
class Demand:
    """An amount asked for, with its parts and the money already held for it."""

    id: str
    kind: Kind
    parts: tuple[Part, ...]
    issued_on: date
    due_on: date
    held: Money = field(converter=payable)
    document: str | None = None
    """Number of the document that asks for it now."""

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("demand.id", self.id),
            check_date("demand.issued_on", self.issued_on),
            check_date("demand.due_on", self.due_on),
            check_unique("demand.parts", [part.id for part in self.parts]),
        )

    @property
    def open_parts(self) -> tuple[Part, ...]:
        """The parts still asked for."""
        return tuple(part for part in self.parts if part.state is PartState.OPEN)

    @property
    def asked(self) -> Money:
        """The gross amount of the open parts."""
        return total((part.amounts.gross for part in self.open_parts), currency=self.held.currency.code)

    @property
    def missing(self) -> Money:
        """What is still to come before it is filled."""
        return subtract(self.asked, self.held) if self.open_parts else total((), currency=self.held.currency.code)

    @property
    def is_open(self) -> bool:
        """Whether anything is still asked for."""
        return bool(self.open_parts)

    def is_overdue(self, on: date) -> bool:
        """Tell whether it should have been paid by now: the due day itself is still in time."""
        return self.is_open and on > self.due_on

    def with_part(self, part: Part) -> "Demand":
        """Return the demand with the part of the same id replaced."""
        return evolve(self, parts=tuple(part if known.id == part.id else known for known in self.parts))

    def withdrawn(self, service_id: str) -> "Demand":
        """Return the demand without asking for the open part of a service any more."""
        return evolve(
            self,
            parts=tuple(
                evolve(part, state=PartState.WITHDRAWN)
                if part.service_id == service_id and part.state is PartState.OPEN
                else part
                for part in self.parts
            ),
        )


@frozen(kw_only=True)
class Instrument:
    """A means of payment on file that can be charged without the customer: a card, a mandate.

    `usable_until` is the last day it can be charged on; a card's is the last day of the month printed on it.
    """

    id: str
    label: str
    usable_until: date
    revoked_on: date | None = None

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("instrument.id", self.id),
            check_text("instrument.label", self.label),
            check_date("instrument.usable_until", self.usable_until),
            check_date("instrument.revoked_on", self.revoked_on) if self.revoked_on is not None else None,
        )

    def usable(self, on: date) -> bool:
        """Tell whether it can be charged on a day."""
        return on <= self.usable_until and (self.revoked_on is None or on < self.revoked_on)


@frozen(kw_only=True)
class Billable:
    """Parts of a demand that were paid and are not invoiced yet; `supplied_on` is the day of the payment."""

    demand_id: str
    part_ids: tuple[str, ...]
    supplied_on: date

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("billable.demand_id", self.demand_id), check_date("billable.supplied_on", self.supplied_on)
        )  # fmt: skip

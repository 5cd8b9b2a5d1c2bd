"""Amounts asked for: calls that lapse with their service, debts that do not.

A demand has parts, one a service and period, and each part carries the schedule that was resolved when it was
made, so that later edits of a policy do not touch it. Money that arrives is held on the demand until it fills it.
"""

from datetime import date
from enum import Enum

from attrs import Factory, evolve, field, frozen

from ..errors import check_date, check_text, check_unique, impossible, not_found, refuse
from ..money import Amounts, Money, exact, greatest, is_zero, payable, subtract, total, zero
from ..periods import Period, Term
from ..services import Start
from .attempts import UNCAPPED, Attempt, Caps
from .filling import PLAIN_FILLING, Filling
from .kinds import Kind
from .stages import Stage


def _net(part: "Part") -> Money:
    return part.amounts.net


class PartState(Enum):
    """Where a part stands."""

    OPEN = "open"
    PAID = "paid"
    REVERSED = "reversed"
    """It was paid, and the money went back: if it is still asked for, another part asks."""
    WITHDRAWN = "withdrawn"
    """A call for it lapsed, or gave way to another."""
    CREDITED = "credited"
    """A debt for it was taken back by a credit note."""
    WRITTEN_OFF = "written_off"
    """A debt for it was given up."""


class Grants(Enum):
    """What a part gives once it is paid."""

    TERM = "term"
    """A term of its service, from where its start policy says: it renews it, or begins it."""
    REST = "rest"
    """What is left of a term: its own period, as for an add-on until the end of its parent. It renews or begins too."""
    PERIOD = "period"
    """The days of its own period, beside the terms."""
    NOTHING = "nothing"
    """No days: a fee, a set-up."""


@frozen(kw_only=True)
class Part:
    """What is asked for one service: a term from `period.start`, at `amounts`.

    `marks` are the stages of `schedule` that were really done, with their days. `price` is what the catalog asked, net
    or gross as it says: what a later credit is worked out from. `start` is the policy by which its term begins.
    """

    id: str
    service_id: str
    term: Term
    period: Period
    amounts: Amounts
    schedule: tuple[Stage, ...] = ()
    marks: tuple[tuple[str, date], ...] = ()
    state: PartState = PartState.OPEN
    caps: Caps = UNCAPPED
    attempts: tuple[Attempt, ...] = ()
    """The charges that brought no money, in order."""
    discounts: tuple[str, ...] = ()
    """Ids of the discounts its amounts were made with; each loses a cycle when the part is paid."""
    grants: Grants = Grants.TERM
    start: Start = Start.FROM_END
    again_of: str | None = None
    """The part whose payment went back, where it asks for the same again."""
    price: Money = field(default=Factory(_net, takes_self=True), converter=exact)

    def __attrs_post_init__(self) -> None:
        refuse(check_text("part.id", self.id), check_text("part.service_id", self.service_id))

    @property
    def renews(self) -> bool:
        """Whether it asks for a term of its service, and not for something beside."""
        return self.grants in (Grants.TERM, Grants.REST)

    def done_on(self, stage: str) -> date | None:
        """Return the day the stage was last done, None if it never was."""
        return max((on for name, on in self.marks if name == stage), default=None)

    def marked(self, stage: str, *, on: date) -> "Part":
        """Return the part with one more stage done."""
        return evolve(self, marks=(*self.marks, (stage, on)))

    def tried(self, attempt: Attempt) -> "Part":
        """Return the part with one more charge that brought no money; the same one again changes nothing."""
        return self if attempt in self.attempts else evolve(self, attempts=(*self.attempts, attempt))


def _nothing(demand: "Demand") -> Money:
    return zero(demand.held.currency.code)


@frozen(kw_only=True)
class Demand:
    """An amount asked for, with its parts and the money already held for it.

    `credit` is what the seller gives back of earlier payments once this is paid, as for the days that a change of plan
    replaces: that much less has to come.
    """

    id: str
    kind: Kind
    parts: tuple[Part, ...]
    issued_on: date
    due_on: date
    held: Money = field(converter=payable)
    document: str | None = None
    """Number of the document that asks for it now."""
    filling: Filling = PLAIN_FILLING
    forgiven: Money = field(default=Factory(_nothing, takes_self=True), converter=payable)
    """What was missing and was given up when it was filled."""
    credit: Money = field(default=Factory(_nothing, takes_self=True), converter=payable)

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
        nothing = zero(self.held.currency.code)
        if not self.open_parts:
            return nothing
        left = subtract(self.asked, self.held)
        return left if is_zero(self.credit) else greatest(nothing, subtract(left, self.credit))

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
        """Return the call without the open part of a service, unchanged if it asks for none.

        Raises `Impossible` for a debt: that is credited or written off.
        """
        if self.kind is Kind.DEBT:
            raise impossible(
                "demand.debt", "demand.kind", self.id, "is a debt and does not lapse", "credit it or write it off"
            )
        parts = [part for part in self.open_parts if part.service_id == service_id]
        return self._closed([part.id for part in parts], PartState.WITHDRAWN)

    def replaced(self, part_id: str, *, by: Part) -> "Demand":
        """Return the call asking for another part instead of one that is open; what is held stays held."""
        withdrawn = self.withdrawn(self.part(part_id).service_id)
        return evolve(withdrawn, parts=(*withdrawn.parts, by))

    def reopened(self, part_id: str) -> "Demand":
        """Return the demand asking anew for a part whose payment went back, with nothing sent and nothing refused yet.

        The new part has an id of its own, so that it is billed, granted and reminded of for itself. Raises
        `Impossible` for a part that is not paid.
        """
        taken_back = self.reversed(part_id)
        again = evolve(
            self.part(part_id),
            id=f"{part_id}#{len(self.parts) + 1}",
            again_of=part_id,
            state=PartState.OPEN,
            marks=(),
            attempts=(),
        )
        return evolve(taken_back, parts=(*taken_back.parts, again), document=None)

    def reversed(self, part_id: str) -> "Demand":
        """Return the demand with a part marked whose payment went back; raises `Impossible` for one not paid."""
        if self.part(part_id).state is not PartState.PAID:
            raise impossible("part.unpaid", "part_id", part_id, f"is {self.part(part_id).state.value}",
                             "pass a part that was paid")  # fmt: skip
        return self._closed([part_id], PartState.REVERSED)

    def owed_again(self, part_id: str) -> "Demand":
        """Return the debt with a part that is owed again, because the money for it went back.

        It is reminded of anew: no stage of its schedule counts as done any more.
        """
        part = self.part(part_id)
        stages = {stage.name for stage in part.schedule}
        marks = tuple(mark for mark in part.marks if mark[0] not in stages)
        return self.with_part(evolve(part, state=PartState.OPEN, marks=marks, attempts=()))

    def credited(self, part_id: str) -> "Demand":
        """Return the debt without a part that a credit note took back."""
        self._check_owed(part_id)
        return self._closed([part_id], PartState.CREDITED)

    def written_off(self, part_id: str) -> "Demand":
        """Return the debt without a part that was given up."""
        self._check_owed(part_id)
        return self._closed([part_id], PartState.WRITTEN_OFF)

    def renewal_of(self, service_id: str) -> Part | None:
        """Return the part that asks for a term of a service, or the last one that did; None where there is none."""
        return next((part for part in reversed(self.parts) if part.service_id == service_id and part.renews), None)

    def part(self, part_id: str) -> Part:
        """Return a part; raises `NotFound`."""
        for part in self.parts:
            if part.id == part_id:
                return part
        raise not_found("part", part_id, f"use an id of demand {self.id}")

    def _check_owed(self, part_id: str) -> None:
        if self.kind is Kind.CALL:
            raise impossible("demand.call", "demand.kind", self.id, "is a call and never owed", "withdraw the part")
        if self.part(part_id).state is not PartState.OPEN:
            raise impossible(
                "part.closed", "part_id", part_id, f"is {self.part(part_id).state.value}", "pass an open part"
            )

    def _closed(self, part_ids: list[str], state: PartState) -> "Demand":
        return evolve(
            self, parts=tuple(evolve(part, state=state) if part.id in part_ids else part for part in self.parts)
        )

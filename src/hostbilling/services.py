"""One thing sold and renewed, and the ledger of the periods granted to it.

The end of validity is never stored: it is derived from what was granted, so that a payment seen twice or a
correction cannot move it away from what the documents say.
"""

from datetime import date
from enum import Enum

from attrs import evolve, frozen

from .errors import check_date, check_text, impossible, refuse
from .periods import Period, Term, advance
from .periods.terms import check_day_of_month


class Cause(Enum):
    """Why a period was granted."""

    OPENING = "opening"
    """It was already running when the account came to us."""
    PAID = "paid"


@frozen(kw_only=True)
class Grant:
    """A period the customer may use the service for; `line_id` is what granted it."""

    line_id: str
    period: Period
    cause: Cause

    def __attrs_post_init__(self) -> None:
        refuse(check_text("grant.line_id", self.line_id))


@frozen
class Coverage:
    """Everything granted to one service, by line; granting a line again changes nothing."""

    grants: tuple[Grant, ...] = ()

    @property
    def end(self) -> date | None:
        """The end of validity: the first day that is not covered any more, None when nothing was granted."""
        return max((grant.period.end for grant in self.grants), default=None)

    def __contains__(self, day: date) -> bool:
        return any(day in grant.period for grant in self.grants)

    def grant(self, grant: Grant) -> "Coverage":
        """Return the coverage with one more period; the same line twice grants once."""
        if any(known.line_id == grant.line_id for known in self.grants):
            return self
        return Coverage(tuple(sorted([*self.grants, grant], key=lambda g: (g.period.start, g.line_id))))


class ServiceState(Enum):
    """What the customer can do with it right now."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    """Off, with everything kept: payment brings it back."""
    DELETED = "deleted"
    """Gone from the account; the data may still be recovered."""
    PURGED = "purged"


@frozen(kw_only=True)
class Service:
    """A service of one customer.

    `anchor_day` is the day of the month its periods come back to after a short month; `tacit` is what the
    customer and the seller agreed on: renewal without a further order.
    """

    id: str
    product_id: str
    name: str
    term: Term
    anchor_day: int
    coverage: Coverage
    tacit: bool = False
    state: ServiceState = ServiceState.ACTIVE
    changed_on: date | None = None
    """The day the state was entered; None as long as the service never left its first one."""

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("service.id", self.id),
            check_text("service.product_id", self.product_id),
            check_text("service.name", self.name),
            check_day_of_month("service.anchor_day", self.anchor_day),
            check_date("service.changed_on", self.changed_on) if self.changed_on is not None else None,
        )

    @property
    def ends_on(self) -> date:
        """The end of validity; raises `Impossible` for a service that was never granted a day."""
        end = self.coverage.end
        if end is None:
            raise impossible(
                "service.uncovered", "service.coverage", self.id, "was never granted a period", "grant one first"
            )
        return end

    def next_period(self, term: Term | None = None) -> Period:
        """Return the period a renewal would grant: one term from the end of validity."""
        chosen = term or self.term
        return Period(self.ends_on, advance(self.ends_on, chosen, anchor_day=self.anchor_day))

    def granted(self, grant: Grant) -> "Service":
        """Return the service with one more period."""
        return evolve(self, coverage=self.coverage.grant(grant))

    def entered(self, state: ServiceState, *, on: date) -> "Service":
        """Return the service in another state since `on`."""
        return evolve(self, state=state, changed_on=on)

"""The ledger of the periods granted to a service.

The end of validity is never stored: it is derived from what was granted, so that a payment seen twice or a
correction cannot move it away from what the documents say.
"""

from collections.abc import Collection
from datetime import date
from enum import Enum
from itertools import combinations

from attrs import evolve, frozen

from ..errors import check_text, check_type, impossible, refuse
from ..periods import Period, gaps


class Cause(Enum):
    """Why a period was granted."""

    OPENING = "opening"
    """It was already running when the account came to us."""
    PAID = "paid"
    INVOICED = "invoiced"
    """Given on account: the invoice for it is owed."""
    CREDIT_INVOICE = "credit_invoice"
    """Given in place of money owed back."""
    TRIAL = "trial"
    GOODWILL = "goodwill"


@frozen(kw_only=True)
class Grant:
    """A period the customer may use the service for; `line_id` is what granted it."""

    line_id: str
    period: Period
    cause: Cause

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("grant.line_id", self.line_id),
            check_type("grant.period", self.period, Period),
            check_type("grant.cause", self.cause, Cause),
        )


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

    def is_owed(self, day: date) -> bool:
        """Tell whether a day is covered on credit only."""
        found = [grant for grant in self.grants if day in grant.period]
        return bool(found) and all(grant.cause is Cause.INVOICED for grant in found)

    def caused(self, line_id: str, cause: Cause) -> "Coverage":
        """Return the coverage with another cause of what a line granted: paid for, or owed again."""
        return Coverage(tuple(evolve(each, cause=cause) if each.line_id == line_id else each for each in self.grants))

    def grant(self, grant: Grant) -> "Coverage":
        """Return the coverage with one more period; the same line twice grants once.

        Raises `Impossible` when the line already granted another period.
        """
        if grant in self.grants:
            return self
        if any(known.line_id == grant.line_id for known in self.grants):
            raise impossible(
                "grant.otherwise", "grant.line_id", grant.line_id, "granted another period", "revoke that one first"
            )
        return Coverage(tuple(sorted([*self.grants, grant], key=lambda g: (g.period.start, g.line_id))))

    def revoke(self, line_id: str) -> "Coverage":
        """Return the coverage without what a line granted, as after a chargeback; unchanged if it granted nothing."""
        return Coverage(tuple(grant for grant in self.grants if grant.line_id != line_id))

    def cut(self, on: date, *, lines: Collection[str]) -> "Coverage":
        """Return the coverage without what these lines grant from `on` on, as when it is given back unused.

        >>> march = Grant(line_id="1", period=Period(date(2026, 3, 1), date(2026, 4, 1)), cause=Cause.PAID)
        >>> print(Coverage((march,)).cut(date(2026, 3, 21), lines=["1"]).end)
        2026-03-21
        """
        kept = (grant for grant in self.grants if grant.line_id not in lines or grant.period.start < on)
        return Coverage(
            tuple(
                evolve(grant, period=Period(grant.period.start, on))
                if grant.line_id in lines and on < grant.period.end
                else grant
                for grant in kept
            )
        )

    @property
    def holes(self) -> tuple[Period, ...]:
        """The days between the first and the last one that nothing covers."""
        if self.end is None:
            return ()
        return gaps((grant.period for grant in self.grants), within=Period(self.grants[0].period.start, self.end))

    @property
    def overlaps(self) -> tuple[tuple[str, str, Period], ...]:
        """The pairs of lines that granted the same days, with those days."""
        return tuple(
            (first.line_id, second.line_id, both)
            for first, second in combinations(self.grants, 2)
            if (both := first.period.overlap(second.period))
        )

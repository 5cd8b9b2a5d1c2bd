"""What a change in mid-term is about: the service as it runs, what the seller decides, and the quote.

A quote is for the day it takes effect and must be paid by then, so nobody pays for days of a plan that was not there
yet. It names the lines it was made from; once they differ it is void, so no day is paid for twice.
"""

from collections.abc import Iterable
from datetime import date
from enum import Enum

from attrs import field, frozen

from ..decision import Decision
from ..demands import Kind, Part
from ..errors import Fault, check_text, check_unique, impossible, refuse
from ..money import Money, exact, is_negative, is_zero, subtract, zero
from ..periods import Term
from ..periods.terms import check_day_of_month
from ..proration import Prorated
from .ledger import Credit, PaidLine, cut, in_order, sum_of


class Change(Enum):
    """What changes."""

    UPGRADE = "upgrade"
    DOWNGRADE = "downgrade"
    """To a lower price, or the same."""
    TERM = "term"
    ANCHOR = "anchor"
    ADD_ON = "add_on"


class Effect(Enum):
    """When a change takes effect."""

    NOW = "now"
    AT_RENEWAL = "at_renewal"


class Surplus(Enum):
    """Where a credit goes that exceeds the charge."""

    WALLET = "wallet"
    REFUND = "refund"
    FORFEIT = "forfeit"
    """Nowhere: a seller's policy, which a consumer may contest."""


class OpenRenewal(Enum):
    """What a change does while a call for the next renewal is open."""

    BLOCK = "block"
    MERGE = "merge"
    """The call gives way to one for the new plan; a debt is never merged."""


@frozen(kw_only=True)
class ChangePolicy:
    """What a seller decides about changes."""

    upgrade: Effect = Effect.NOW
    downgrade: Effect = Effect.AT_RENEWAL
    term: Effect = Effect.AT_RENEWAL
    surplus: Surplus = Surplus.WALLET
    open_renewal: OpenRenewal = OpenRenewal.BLOCK


CAREFUL = ChangePolicy()
"""More at once, less at the renewal, nothing while a renewal is open, credits to the wallet."""


@frozen(kw_only=True)
class Running:
    """A service as it runs: its paid lines, the price of one term of it, and the renewal that is open, if any."""

    service_id: str
    term: Term
    anchor_day: int
    price: Money = field(converter=exact)
    lines: tuple[PaidLine, ...] = field(converter=in_order)
    renewal: Part | None = None
    renewal_kind: Kind = Kind.CALL

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("running.service_id", self.service_id),
            check_day_of_month("running.anchor_day", self.anchor_day),
            check_unique("running.lines", [line.line_id for line in self.lines]),
            None if self.lines else Fault("running.lines", "running.lines", (), "are none", "pass what was granted"),
            check_price("running.price", self.price),
        )

    @property
    def end(self) -> date:
        """The first day that no line covers any more; where all were cut away, the first day there was."""
        ends = [line.until for line in self.lines if line.used is not None]
        return max(ends, default=min(line.period.start for line in self.lines))


@frozen(kw_only=True)
class Quote(Decision):
    """What a change costs when it takes effect on `effective`, which is also the last day to pay for it.

    From then on the service has `term`, `anchor_day` and `price` a term, and is paid until `new_end`. `replaces` names
    the open call that gives way. `made_from` are the lines it was computed from: once they differ it is void.
    """

    change: Change
    service_id: str
    effective: date
    credits: tuple[Credit, ...]
    charges: tuple[Prorated, ...]
    surplus: Surplus
    term: Term
    anchor_day: int
    price: Money
    new_end: date
    replaces: str | None
    made_from: tuple[PaidLine, ...]

    @property
    def credit(self) -> Money:
        """What is given back of lines paid before."""
        return sum_of((each.amount for each in self.credits), like=self.price)

    @property
    def charge(self) -> Money:
        """What the days cost anew."""
        return sum_of((each.amount for each in self.charges), like=self.price)

    @property
    def due(self) -> Money:
        """What is to be paid: the charge less the credit, never below nothing."""
        return _above_zero(subtract(self.charge, self.credit))

    @property
    def left_over(self) -> Money:
        """What of the credit goes to the wallet or back."""
        return _above_zero(subtract(self.credit, self.charge))

    def expired(self, on: date) -> bool:
        """Tell whether it was not paid in time: the day it takes effect is still in time."""
        return on > self.effective and not is_zero(self.due)


@frozen(kw_only=True)
class Blocked(Decision):
    """The change cannot be made now, for these reasons."""


def changed(lines: Iterable[PaidLine], quote: Quote, *, line_id: str, paid_on: date) -> tuple[PaidLine, ...]:
    """Return the paid lines of the service once a quote was paid, the new ones called `line_id/1` and so on.

    Asking again with the same `line_id` changes nothing. Raises `Impossible` when the quote has expired, and when the
    lines are others than it was made from: one asks for a new quote then.
    """
    lines = tuple(lines)
    added = tuple(
        PaidLine(line_id=f"{line_id}/{number}", period=charge.part, paid=charge.amount)
        for number, charge in enumerate(quote.charges, start=1)
    )
    if added and all(any(line.line_id == new.line_id for line in lines) for new in added):
        return lines
    if quote.expired(paid_on):
        raise impossible("change.expired", "paid_on", paid_on, f"is after {quote.effective}", "quote it anew")
    if open_lines(in_order(lines), quote.effective) != quote.made_from:
        raise impossible("change.stale", "quote", quote.service_id, "was made from other lines", "quote it anew")
    kept = cut(lines, quote.effective, credits_given=quote.credits) if quote.credits else lines
    return (*kept, *added)


def open_lines(lines: Iterable[PaidLine], on: date) -> tuple[PaidLine, ...]:
    """Return the lines that still stand for days from a day on."""
    return tuple(line for line in lines if line.left(on) is not None)


def _above_zero(amount: Money) -> Money:
    return zero(amount.currency.code) if is_negative(amount) else amount


def check_price(name: str, price: Money) -> Fault | None:
    """Fault when a price is below zero."""
    if not is_negative(price):
        return None
    return Fault("change.price", name, str(price), "is below zero", "pass what one term costs")

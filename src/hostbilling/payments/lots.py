"""Where the money in a wallet came from, until when it can be used, and in which order it is spent.

Each entry that comes in opens a lot, each that goes out names the lots it draws on. What a reversal takes beyond all
lots is a debt: nothing can be spent until money came in that settles it.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum

from attrs import evolve, field, frozen

from ..errors import Fault, check_count, check_date, check_declared, each_of, refuse
from ..money import Money, is_zero, least, payable, subtract
from .topping_up import TAXED_AT_ONCE, VatRegime


class Origin(Enum):
    """Why money is in the wallet."""

    PAID = "paid"
    GRANTED = "granted"
    """A gift of the seller's: spent first by default, and never paid out."""
    OVERPAID = "overpaid"
    REFUNDED = "refunded"
    """Credited for something that was paid and then taken back."""


class By(Enum):
    """What lots are compared by when they are spent; the first that differs decides."""

    PRIORITY = "priority"
    """The lower number first."""
    GRANTED = "granted"
    """Gifts first."""
    AGE = "age"
    """The oldest first."""
    EXPIRY = "expiry"
    """The first to expire first, lots without end last."""


DEFAULT_ORDER = (By.PRIORITY, By.GRANTED, By.AGE)
DEFAULT_PRIORITY = 50


@frozen(kw_only=True)
class Terms:
    """What holds for the money of one entry; `expires_on` is the last day it can be spent on, in the seller's zone.

    `regime` is what it is for VAT, chosen when it was paid in as a top-up; None for what was never one, such as a
    surplus. `rate` is the percentage it was taxed at then, under a regime that is taxed at once. What is `kept` is not
    paid out.
    """

    origin: Origin = Origin.PAID
    priority: int = DEFAULT_PRIORITY
    expires_on: date | None = None
    regime: VatRegime | None = None
    rate: Decimal | None = None
    kept: bool = False

    def __attrs_post_init__(self) -> None:
        refuse(
            *check_declared("terms", self),
            check_count("terms.priority", self.priority),
            Fault("terms.rate", "terms.rate", self.rate, "stands beside no regime that is taxed at once",
                  "choose PREPAYMENT or SINGLE_PURPOSE, or leave it out")
            if self.rate is not None and self.regime not in TAXED_AT_ONCE
            else None,
        )  # fmt: skip

    @property
    def refundable(self) -> bool:
        """Whether it is the customer's own money, and by its terms paid out."""
        return self.origin is not Origin.GRANTED and not self.kept


@frozen(kw_only=True)
class Lot:
    """What is left of one entry; `id` is that of the entry."""

    id: str
    on: date
    left: Money = field(converter=payable)
    terms: Terms

    def usable(self, on: date) -> bool:
        """Tell whether it can be spent on a day: it came by then, and has not expired."""
        return not self.expired(on) and self.on <= on

    def expired(self, on: date) -> bool:
        """Tell whether its last day is over."""
        refuse(check_date("on", on))
        return self.terms.expires_on is not None and self.terms.expires_on < on


Draws = tuple[tuple[str, Money], ...]
"""How much is taken from which lot."""


def in_order(lots: Iterable[Lot], order: Sequence[By] = DEFAULT_ORDER) -> tuple[Lot, ...]:
    """Return lots in the order they are spent; what the order leaves open stays as it came.

    Raises `InvalidInput` for an order that is no sequence of `By`.
    """
    by_these = each_of("order", order, By)
    return tuple(sorted(lots, key=lambda lot: [_sort_key(lot, by) for by in by_these]))


def _sort_key(lot: Lot, by: By) -> int:
    match by:
        case By.PRIORITY:
            return lot.terms.priority
        case By.GRANTED:
            return int(lot.terms.origin is not Origin.GRANTED)
        case By.AGE:
            return lot.on.toordinal()
        case By.EXPIRY:
            return (lot.terms.expires_on or date.max).toordinal()


def draw(lots: Iterable[Lot], amount: Money) -> tuple[Draws, Money]:
    """Return what is taken from each lot, in the order given, until `amount` is reached, and what is then missing."""
    missing, draws = amount, list[tuple[str, Money]]()
    for lot in lots:
        taken = least(missing, lot.left)
        missing = subtract(missing, taken)
        if not is_zero(taken):
            draws.append((lot.id, taken))
    return tuple(draws), missing


def less(lots: Iterable[Lot], draws: Draws) -> tuple[Lot, ...]:
    """Return the lots without what was drawn; empty ones are gone. A lot is never drawn on beyond what is left.

    No lot stands twice among the draws of an entry.
    """
    taken = dict(draws)
    rest = [
        evolve(lot, left=subtract(lot.left, least(lot.left, taken[lot.id]))) if lot.id in taken else lot for lot in lots
    ]
    return tuple(lot for lot in rest if not is_zero(lot.left))


def receive(lots: tuple[Lot, ...], lot: Lot, *, debt: Money) -> tuple[tuple[Lot, ...], Money]:
    """Return the lots with one more, and the debt; what came in settles the debt first."""
    settled = least(debt, lot.left)
    rest = subtract(lot.left, settled)
    kept = () if is_zero(rest) else (evolve(lot, left=rest),)
    return (*lots, *kept), subtract(debt, settled)

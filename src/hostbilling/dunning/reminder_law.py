"""What a row on reminders says: how long a first one leaves before it may cost anything, and what later ones may cost.

Where the law caps what a seller may charge, a row from general knowledge counts as well: charging too little can be
made good, charging too much cannot. Such a row carries its certainty into the answer.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import Enum

from attrs import field, frozen

from ..law_rows import LawRow
from ..money import Money
from ..parties import CustomerKind
from ..periods.workdays import SATURDAY, SUNDAY
from .late_law import Tier


class Channel(Enum):
    """How a reminder travels."""

    ELECTRONIC = "electronic"
    POST = "post"


def _kinds(customers: Iterable[CustomerKind]) -> frozenset[CustomerKind]:
    return frozenset(customers)


def _weekdays(days: Iterable[int]) -> frozenset[int]:
    return frozenset(days)


@frozen(kw_only=True)
class ReminderRow(LawRow):
    """One country's rule on reminders to some customers, in force from `since` on.

    A first reminder leaves `free_days` before anything may be charged, from the day after it arrived. By post it is
    taken to arrive `post_days` after sending, holidays and the days of the week in `no_post` not counted; if `deemed`,
    that day is the first of the free ones, whenever the letter really came.

    A reminder may cost `most`, and the postage besides if `plus_postage`; nothing if it is the first and `first_free`,
    for the first `free_a_year` due days of a year where payments recur, or within `apart` days of the one before; at
    most `times` may be charged for one debt, and `if_agreed` only where the contract says so. `costs` is what
    collecting a debt may cost in all, by its size, within `costs_least` and `costs_most`, in `currency`.
    """

    country: str
    customers: frozenset[CustomerKind] = field(converter=_kinds)
    free_days: int | None = None
    post_days: int = 0
    no_post: frozenset[int] = field(default=frozenset({SATURDAY, SUNDAY}), converter=_weekdays)
    deemed: bool = False
    most: Money | None = None
    plus_postage: bool = False
    first_free: bool = False
    free_a_year: int = 0
    apart: int = 0
    times: int | None = None
    if_agreed: bool = False
    costs: tuple[Tier, ...] = ()
    costs_least: Decimal = Decimal(0)
    costs_most: Decimal | None = None
    currency: str = "EUR"

    def applies(self, customer: CustomerKind, *, on: date) -> bool:
        """Tell whether it is in force for a customer on a day."""
        return customer in self.customers and self.in_force(on)

"""What a row on late payment says: from when a debtor is late, what interest runs, which sum is owed once.

Directive 2011/7/EU sets the floor between businesses and towards public bodies; it says nothing about consumers, who
owe what a national row grants and nothing else. Rates are never in the tables: they change every half year.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import Enum

from attrs import field, frozen

from ..law_rows import LawRow
from ..parties import CustomerKind

COMMERCIAL = frozenset({CustomerKind.BUSINESS, CustomerKind.PUBLIC_BODY})
CONSUMERS = frozenset({CustomerKind.CONSUMER})


class Reference(Enum):
    """The rate a margin is added to; its value is the host's to give."""

    ECB = "main refinancing rate of the ECB"
    NATIONAL = "reference rate of the national central bank"
    DE_BASE = "German base rate (BGB 247)"
    AT_BASE = "Austrian base rate"
    SE_REFERENCE = "reference rate of the Riksbank"
    GB_BASE = "base rate of the Bank of England"
    FR_LEGAL = "French legal rate"


class RateOf(Enum):
    """Which day's reference rate holds."""

    HALF_YEAR = "half_year"
    """That of 1 January or 1 July, for the half year that begins then."""
    FIRST_DAY = "first_day"
    """That of the first day of the delay, until it ends."""


class LateEvent(Enum):
    """What the time to pay is counted from where no due day was agreed."""

    RECEIPT = "receipt of the invoice"
    DUE_AND_RECEIPT = "due day and receipt of the invoice, whichever is later"
    DEMAND = "demand"
    FREE_REMINDER = "first reminder, which is free"
    """See `reminders`: the day after the time it leaves."""


@frozen(kw_only=True)
class Tier:
    """What is owed for a debt above `start`: `fixed`, and `percent` of what lies above it.

    `reached` says whether a debt of exactly `start` belongs to it.
    """

    start: Decimal = Decimal(0)
    reached: bool = False
    fixed: Decimal = Decimal(0)
    percent: Decimal = Decimal(0)


def _kinds(customers: Iterable[CustomerKind]) -> frozenset[CustomerKind]:
    return frozenset(customers)


@frozen(kw_only=True)
class LateRow(LawRow):
    """One country's rule for some customers, in force from `since` on.

    The debtor is late from `days` after `event`, or from the day after an agreed due day if `agreed_due` counts; with
    `next_working_day` one that is no working day leaves time until the next. With
    `if_told` it is late only if the invoice, or the demand, said what follows. Interest is `margin` percentage points
    above `reference`, or `margin` itself without one; `if_agreed` where the contract must provide for it. `fixed` is
    the sum owed once for a debt, in `currency`, by its size. `longest` is the number of days a time to pay may have
    unless it was expressly agreed. Several rows for the same customers are options of the creditor, the usual first.
    """

    country: str
    customers: frozenset[CustomerKind] = field(converter=_kinds)
    event: LateEvent = LateEvent.RECEIPT
    days: int = 31
    agreed_due: bool = True
    next_working_day: bool = False
    if_told: frozenset[CustomerKind] = field(default=frozenset[CustomerKind](), converter=_kinds)
    margin: Decimal
    reference: Reference | None = Reference.ECB
    rate_of: RateOf = RateOf.HALF_YEAR
    if_agreed: bool = False
    fixed: tuple[Tier, ...] = ()
    currency: str = "EUR"
    longest: int | None = None
    unchecked: tuple[str, ...] = ()
    """The fields that rest on general knowledge; read the law before relying on them."""

    def applies(self, customer: CustomerKind, *, on: date) -> bool:
        """Tell whether it is in force for a customer on a day."""
        return customer in self.customers and self.in_force(on)

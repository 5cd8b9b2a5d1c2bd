"""Limits on what is open, under which a stage of a schedule happens at all. A limit is met with "or more"."""

from collections.abc import Iterable
from datetime import date

from attrs import field, frozen

from ..catalog import Family
from ..errors import Fault, check_count, check_type, refuse
from ..money import Money, exact, is_negative
from ..parties import CustomerKind
from .kinds import Kind

EVERY_KIND = frozenset(Kind)
EVERY_CUSTOMER = frozenset(CustomerKind)


def _kinds(kinds: Iterable[Kind]) -> frozenset[Kind]:
    return frozenset(kinds)


def _families(families: Iterable[Family]) -> frozenset[Family]:
    return frozenset(families)


def _customers(customers: Iterable[CustomerKind]) -> frozenset[CustomerKind]:
    return frozenset(customers)


def _limit(money: Money | None) -> Money | None:
    return exact(money) if isinstance(money, Money) else money


@frozen(kw_only=True)
class Condition:
    """Limits on what is open; all that are given must be met, and without any one open demand is enough.

    A limit is met by what reaches it: an `amount` of 20 by exactly 20.00, an `age` of 3 on the third day.

    Only demands of `kinds` count, with `families` only those that ask for one of these, with `overdue` only those
    whose due day has passed. `amount` is what they miss together, `balance` the same less the wallet, `count` their
    number; `age` is in days since the issue of the oldest, with `overdue` since the earliest due day. `customers` and
    `chargeable` (whether a usable means of payment is on file) say for whom the condition is at all.
    """

    amount: Money | None = field(default=None, converter=_limit)
    balance: Money | None = field(default=None, converter=_limit)
    count: int | None = None
    age: int | None = None
    overdue: bool = False
    kinds: frozenset[Kind] = field(default=EVERY_KIND, converter=_kinds)
    families: frozenset[Family] = field(default=frozenset[Family](), converter=_families)
    customers: frozenset[CustomerKind] = field(default=EVERY_CUSTOMER, converter=_customers)
    chargeable: bool | None = None

    def __attrs_post_init__(self) -> None:
        limits = (("amount", self.amount), ("balance", self.balance))
        refuse(
            *(check_type(f"condition.{name}", money, Money) for name, money in limits if money is not None),
            *(check_type("condition.families", each, Family) for each in self.families),
            *(check_type("condition.kinds", each, Kind) for each in self.kinds),
            *(check_type("condition.customers", each, CustomerKind) for each in self.customers),
        )
        refuse(
            *(_negative(name, limit) for name, limit in limits),
            check_count("condition.count", self.count, least=1) if self.count is not None else None,
            check_count("condition.age", self.age) if self.age is not None else None,
            _nobody("kinds", self.kinds),
            _nobody("customers", self.customers),
        )

    def since(self, *, issued_on: date, due_on: date) -> date:
        """Return the day the age of a demand is counted from."""
        return due_on if self.overdue else issued_on


def _negative(name: str, limit: Money | None) -> Fault | None:
    if limit is None or not is_negative(limit):
        return None
    return Fault("condition.limit", f"condition.{name}", str(limit), "is below zero", "pass zero or more")


def _nobody(name: str, members: frozenset[object]) -> Fault | None:
    if members:
        return None
    return Fault("condition.never", f"condition.{name}", members, "leaves nothing to meet it", "name at least one")

"""What an account owes on a day, and the limits a policy sets on that.

Everything is worked out anew from the open demands of a day, never kept by a timer: a partial payment, a credit or a
chargeback needs no code of its own. A limit is met with "or more".
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from attrs import field, frozen

from ..catalog import Family
from ..demands import Demand, Instrument, Kind
from ..errors import Fault, check_count, check_date, check_type, check_unique, refuse
from ..money import Money, at_least, exact, is_negative, is_zero, subtract, total
from ..parties import CustomerKind

EVERY_KIND = frozenset(Kind)
EVERY_CUSTOMER = frozenset(CustomerKind)


def _by_service(families: Mapping[str, Family] | Iterable[tuple[str, Family]]) -> tuple[tuple[str, Family], ...]:
    return tuple(sorted(dict(families).items()))


def _kinds(kinds: Iterable[Kind]) -> frozenset[Kind]:
    return frozenset(kinds)


def _families(families: Iterable[Family]) -> frozenset[Family]:
    return frozenset(families)


def _customers(customers: Iterable[CustomerKind]) -> frozenset[CustomerKind]:
    return frozenset(customers)


def _limit(money: Money | None) -> Money | None:
    return None if money is None else exact(money)


@frozen(kw_only=True)
class Debtor:
    """One account as conditions see it: its demands, paid ones included, and what is known of the customer.

    `credit` is what the wallet holds, zero in the account's currency if nothing. `families` gives the family of each
    service, by its id; `instruments` are the means of payment on file.
    """

    demands: tuple[Demand, ...]
    credit: Money = field(converter=exact)
    customer: CustomerKind
    families: tuple[tuple[str, Family], ...] = field(default=(), converter=_by_service)
    instruments: tuple[Instrument, ...] = ()

    def __attrs_post_init__(self) -> None:
        refuse(
            check_type("debtor.customer", self.customer, CustomerKind),
            check_unique("debtor.demands", [demand.id for demand in self.demands]),
        )

    def open_on(self, on: date) -> tuple[Demand, ...]:
        """Return the demands issued by `on` that still miss money, the oldest first.

        What was written down to nothing, or is filled by the money held for it, is not open.
        """
        refuse(check_date("on", on))
        found = [each for each in self.demands if each.issued_on <= on and _asks(each)]
        return tuple(sorted(found, key=lambda demand: (demand.issued_on, demand.id)))

    def chargeable(self, on: date) -> bool:
        """Tell whether a usable means of payment is on file."""
        return any(instrument.usable(on) for instrument in self.instruments)

    def missing(self, demands: Iterable[Demand]) -> Money:
        """Return what some of its demands miss together."""
        return total((demand.missing for demand in demands), currency=self.credit.currency.code)


def _asks(demand: Demand) -> bool:
    return not is_zero(demand.missing) and not is_negative(demand.missing)


@frozen(kw_only=True)
class Condition:
    """Limits on what is open; all that are given must be met, and without any one open demand is enough.

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
        refuse(
            *(_negative(name, limit) for name, limit in (("amount", self.amount), ("balance", self.balance))),
            check_count("condition.count", self.count, least=1) if self.count is not None else None,
            check_count("condition.age", self.age) if self.age is not None else None,
            _nobody("kinds", self.kinds),
            _nobody("customers", self.customers),
        )

    def counted(self, debtor: Debtor, *, on: date) -> tuple[Demand, ...]:
        """Return the open demands that count, the oldest first."""
        family = dict(debtor.families)
        return tuple(
            demand
            for demand in debtor.open_on(on)
            if demand.kind in self.kinds
            if not self.overdue or demand.is_overdue(on)
            if not self.families or any(family.get(part.service_id) in self.families for part in demand.open_parts)
        )

    def is_met(self, debtor: Debtor, *, on: date) -> bool:
        """Tell whether the account meets it on a day, after the payments of that day.

        >>> from hostbilling.money import zero
        >>> nobody = Debtor(demands=(), credit=zero("EUR"), customer=CustomerKind.CONSUMER)
        >>> Condition(age=0).is_met(nobody, on=date(2026, 12, 19))
        False
        """
        counted = self.counted(debtor, on=on)
        for_them = debtor.customer in self.customers and self.chargeable in (None, debtor.chargeable(on))
        return bool(counted) and for_them and all(met for _, met in self._limits(counted, debtor, on))

    def found(self, debtor: Debtor, *, on: date) -> str:
        """Return what its limits are compared with, in words; "nothing open" when no demand counts."""
        counted = self.counted(debtor, on=on)
        words = [found for found, _ in self._limits(counted, debtor, on)] if counted else ["nothing open"]
        return ", ".join(words) or f"{len(counted)} open"

    def _limits(self, counted: tuple[Demand, ...], debtor: Debtor, on: date) -> Iterator[tuple[str, bool]]:
        missing = debtor.missing(counted)
        if self.amount is not None:
            yield f"{missing} open (limit {self.amount})", at_least(missing, self.amount)
        if self.balance is not None:
            balance = subtract(missing, debtor.credit)
            yield f"a balance of {balance} (limit {self.balance})", at_least(balance, self.balance)
        if self.count is not None:
            yield f"{len(counted)} open (limit {self.count})", len(counted) >= self.count
        if self.age is not None:
            age = (on - min(self.since(demand) for demand in counted)).days
            yield f"{age} days {'overdue' if self.overdue else 'old'} (limit {self.age})", age >= self.age

    def since(self, demand: Demand) -> date:
        """Return the day its age is counted from."""
        return demand.due_on if self.overdue else demand.issued_on


def _negative(name: str, limit: Money | None) -> Fault | None:
    if limit is None or not is_negative(limit):
        return None
    return Fault("condition.limit", f"condition.{name}", str(limit), "is below zero", "pass zero or more")


def _nobody(name: str, members: frozenset[object]) -> Fault | None:
    if members:
        return None
    return Fault("condition.never", f"condition.{name}", members, "leaves nothing to meet it", "name at least one")

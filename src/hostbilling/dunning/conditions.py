"""What an account owes on a day, and whether that meets a condition of the policy.

Everything is worked out anew from the open demands of a day, never kept by a timer: a partial payment, a credit or a
chargeback needs no code of its own.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from attrs import field, frozen

from ..catalog import Family
from ..demands import Condition, Demand, Instrument
from ..errors import check_date, check_type, check_unique, refuse
from ..money import Money, at_least, exact, is_negative, is_zero, subtract, total
from ..parties import CustomerKind


def _by_service(families: Mapping[str, Family] | Iterable[tuple[str, Family]]) -> tuple[tuple[str, Family], ...]:
    return tuple(sorted(dict(families).items()))


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

    def counted(self, condition: Condition, *, on: date) -> tuple[Demand, ...]:
        """Return the open demands that count for a condition, the oldest first."""
        family = dict(self.families)
        return tuple(
            demand
            for demand in self.open_on(on)
            if demand.kind in condition.kinds
            if not condition.overdue or demand.is_overdue(on)
            if not condition.families
            or any(family.get(part.service_id) in condition.families for part in demand.open_parts)
        )

    def meets(self, condition: Condition, *, on: date) -> bool:
        """Tell whether the account meets a condition on a day, after the payments of that day.

        >>> from hostbilling.money import zero
        >>> nobody = Debtor(demands=(), credit=zero("EUR"), customer=CustomerKind.CONSUMER)
        >>> nobody.meets(Condition(age=0), on=date(2026, 12, 19))
        False
        """
        counted = self.counted(condition, on=on)
        for_them = self.customer in condition.customers and condition.chargeable in (None, self.chargeable(on))
        return bool(counted) and for_them and all(met for _, met in self._limits(condition, counted, on))

    def found(self, condition: Condition, *, on: date) -> str:
        """Return what the limits of a condition are compared with, in words; "nothing open" when no demand counts."""
        counted = self.counted(condition, on=on)
        words = [found for found, _ in self._limits(condition, counted, on)] if counted else ["nothing open"]
        return ", ".join(words) or f"{len(counted)} open"

    def _limits(self, condition: Condition, counted: tuple[Demand, ...], on: date) -> Iterator[tuple[str, bool]]:
        missing = self.missing(counted)
        if condition.amount is not None:
            yield f"{missing} open (limit {condition.amount})", at_least(missing, condition.amount)
        if condition.balance is not None:
            balance = subtract(missing, self.credit)
            yield f"a balance of {balance} (limit {condition.balance})", at_least(balance, condition.balance)
        if condition.count is not None:
            yield f"{len(counted)} open (limit {condition.count})", len(counted) >= condition.count
        if condition.age is not None:
            age = (on - min(counted_since(condition, demand) for demand in counted)).days
            how = "overdue" if condition.overdue else "old"
            yield f"{age} days {how} (limit {condition.age})", age >= condition.age


def counted_since(condition: Condition, demand: Demand) -> date:
    """Return the day from which a condition counts the age of a demand."""
    return condition.since(issued_on=demand.issued_on, due_on=demand.due_on)


def _asks(demand: Demand) -> bool:
    return not is_zero(demand.missing) and not is_negative(demand.missing)

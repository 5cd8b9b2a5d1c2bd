"""Recurring discounts and coupons: what they take off, in which order, for how many cycles.

Discounts apply one after the other, oldest first, each to what the former left, and never below zero. One that
finds nothing left to take off is not used up.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from attrs import evolve, field, frozen
from attrs.converters import optional

from ..errors import Fault, check_count, check_date, check_text, refuse
from ..money import Money, Rounding, exact, is_negative, is_zero, least, share, subtract

_HUNDRED = 100


@frozen(kw_only=True)
class Discount:
    """A percentage or an amount off each cycle, from `since` on, for `cycles` cycles (None: for ever)."""

    id: str
    text: str
    since: date
    percent: Decimal | None = None
    amount: Money | None = field(default=None, converter=optional(exact))
    cycles: int | None = None

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("discount.id", self.id),
            check_date("discount.since", self.since),
            check_count("discount.cycles", self.cycles) if self.cycles is not None else None,
            Fault("discount.what", "discount", self.id, "takes off neither or both", "give either percent or amount")
            if (self.percent is None) == (self.amount is None)
            else None,
            Fault("discount.percent", "discount.percent", self.percent, "is not between 0 and 100", "give 10 for 10 %")
            if self.percent is not None and not 0 < self.percent <= _HUNDRED
            else None,
            Fault("discount.amount", "discount.amount", str(self.amount), "is not above zero", "give what is taken off")
            if self.amount is not None and (is_negative(self.amount) or is_zero(self.amount))
            else None,
        )

    def is_open(self, on: date) -> bool:
        """Tell whether it may be used on a day."""
        return self.since <= on and self.cycles != 0

    def used(self) -> "Discount":
        """Return it with one cycle fewer."""
        return self if self.cycles is None else evolve(self, cycles=self.cycles - 1)

    def unused(self) -> "Discount":
        """Return it with one cycle more, as after a use whose payment went back."""
        return self if self.cycles is None else evolve(self, cycles=self.cycles + 1)

    def off(self, price: Money, *, rounding: Rounding) -> Money:
        """Return what it takes off a price: never more than the price."""
        if self.amount is not None:
            return least(self.amount, price)
        return share(price, Fraction(self.percent or 0) / _HUNDRED, rounding=rounding)


@frozen(kw_only=True)
class Discounted:
    """A price after its discounts, and what each of the used ones took off."""

    price: Money
    used: tuple[tuple[Discount, Money], ...]


def discounted(price: Money, discounts: Iterable[Discount], *, on: date, rounding: Rounding) -> Discounted:
    """Return a price with every open discount taken off, oldest first.

    >>> from hostbilling.money import payable
    >>> ten = Discount(id="ten", text="10 %", since=date(2026, 1, 1), percent=Decimal(10), cycles=2)
    >>> five = Discount(id="five", text="5 EUR", since=date(2026, 2, 1), amount=payable("5", "EUR"))
    >>> found = discounted(payable("50", "EUR"), [five, ten], on=date(2026, 3, 1), rounding=Rounding.HALF_UP)
    >>> print(found.price)
    40.00 EUR
    """
    used: list[tuple[Discount, Money]] = []
    for discount in sorted(discounts, key=lambda each: (each.since, each.id)):
        off = discount.off(price, rounding=rounding)
        if discount.is_open(on) and not is_zero(off):
            price = subtract(price, off)
            used.append((discount, off))
    return Discounted(price=price, used=tuple(used))

"""What a late debtor is charged once: the sum that law grants, and the seller's own late fee for a step.

A fee has a key, and what was charged under a key is not charged again, however often a step is repeated. It is worked
out on the open principal and never on other fees, so that fees do not grow on fees.
"""

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from attrs import field, frozen

from ..decision import Decision, Finding, Reason, ReasonCode
from ..demands import Demand
from ..errors import Fault, InvalidInput, check_date, check_text, check_type, refuse
from ..money import (
    Money,
    Rounding,
    add,
    at_least,
    exact,
    greatest,
    is_negative,
    is_zero,
    least,
    payable,
    share,
    subtract,
    zero,
)  # fmt: skip
from .late_law import Tier
from .late_terms import LateTerms
from .principal import open_principal, principal

FIXED_SUM = ReasonCode("late.fixed_sum", "{amount}, owed once for a debt of {principal}.")
NO_SUM = ReasonCode("late.no_sum", "No fixed sum is owed by law.")
FEE = ReasonCode("late.fee", "{amount} for {step}, on an open principal of {principal}.")
CHARGED = ReasonCode("late.charged", "{key} was charged before.")
IN_TIME = ReasonCode("late.in_time", "{demand} is not overdue on {on}.")
SETTLED = ReasonCode("late.settled", "No principal of {demand} is open.")


@frozen(kw_only=True)
class Fee(Decision):
    """An amount that may be charged once, under `key`; zero when nothing may, with the reason."""

    key: str
    amount: Money

    @property
    def is_owed(self) -> bool:
        """Whether there is anything to charge."""
        return not is_zero(self.amount)


def by_size(tiers: Iterable[Tier], debt: Money, *, currency: str, rounding: Rounding) -> Money:
    """Return what a table of tiers makes of a debt.

    `tiers` are in rising order, in `currency`. Raises `InvalidInput` when the debt is in another currency and its
    size matters.

    >>> tiers = (Tier(fixed=Decimal(40)), Tier(start=Decimal(1000), fixed=Decimal(70)))
    >>> print(by_size(tiers, payable("1000.01", "EUR"), currency="EUR", rounding=Rounding.HALF_UP))
    70.00 EUR
    """
    first, *larger = tiers
    found = first
    for tier in larger:
        start = exact(tier.start, currency)
        found = tier if at_least(debt, start) and (tier.reached or debt != start) else found
    fixed = payable(found.fixed, currency)
    if not found.percent:
        return fixed
    above = subtract(debt, exact(found.start, currency))
    return add(fixed, share(above, Fraction(found.percent) / 100, rounding=rounding))


def fixed_sum(demand: Demand, *, terms: LateTerms, charged: Collection[str] = (), besides: Iterable[str] = ()) -> Fee:
    """Return the sum that law grants a creditor once for a debt that is late, without a reminder.

    `charged` are the keys charged before. Raises `Impossible` for a call.
    """
    refuse(check_type("terms", terms, LateTerms))
    whole = principal(demand, besides=besides)
    key, row = f"{demand.id}/fixed_sum", terms.row
    if key in charged:
        return _nothing(key, whole, CHARGED(key=key))
    if row is None or not row.fixed:
        return _nothing(key, whole, NO_SUM(), terms.findings)
    if is_zero(whole):
        return _nothing(key, whole, SETTLED(demand=demand.id), terms.findings)
    amount = by_size(row.fixed, whole, currency=row.currency, rounding=Rounding.DOWN)
    reasons = (*terms.reasons, FIXED_SUM(amount=str(amount), principal=str(whole)))
    return Fee(key=key, amount=amount, reasons=reasons, findings=terms.findings)


def _money(money: Money | None) -> Money | None:
    return None if money is None else payable(money)


@frozen(kw_only=True)
class LateFee:
    """A seller's fee for a step of its dunning: a fixed amount and a percentage of the open principal, within bounds.

    A fee that the law caps goes through `reminders.reminder_fee` before it is charged.
    """

    step: str
    fixed: Money = field(converter=payable)
    percent: Decimal = Decimal(0)
    least: Money | None = field(default=None, converter=_money)
    most: Money | None = field(default=None, converter=_money)

    def __attrs_post_init__(self) -> None:
        bounds = (("fixed", self.fixed), ("least", self.least), ("most", self.most))
        refuse(
            check_text("fee.step", self.step),
            *(_negative(name, money) for name, money in bounds if money is not None),
            _no_percentage(self.percent),
        )
        if self.least is not None and self.most is not None and not at_least(self.most, self.least):
            raise InvalidInput(
                Fault("fee.bounds", "fee.most", str(self.most), f"is below the least, {self.least}", "swap them")
            )

    def on(self, base: Money, *, rounding: Rounding) -> Money:
        """Return the fee on an amount.

        >>> fee = LateFee(step="second_reminder", fixed=payable("5", "EUR"), percent=Decimal(1))
        >>> print(fee.on(payable("120", "EUR"), rounding=Rounding.HALF_UP))
        6.20 EUR
        """
        amount = add(self.fixed, share(base, Fraction(self.percent) / 100, rounding=rounding))
        amount = amount if self.least is None else greatest(amount, self.least)
        return amount if self.most is None else least(amount, self.most)


def _negative(name: str, money: Money) -> Fault | None:
    if not is_negative(money):
        return None
    return Fault("fee.negative", f"fee.{name}", str(money), "is below zero", "pass zero or more")


def _no_percentage(percent: object) -> Fault | None:
    if isinstance(percent, Decimal) and percent.is_finite() and 0 <= percent <= 100:  # noqa: PLR2004  # percent
        return None
    return Fault("fee.percent", "fee.percent", percent, "is no percentage", "pass a Decimal from 0 to 100")


def late_fee(
    fee: LateFee,
    demand: Demand,
    *,
    on: date,
    rounding: Rounding,
    charged: Collection[str] = (),
    besides: Iterable[str] = (),
) -> Fee:
    """Return the fee for a step that was taken on a day, once for a debt and step.

    `charged` are the keys charged before, `besides` the ids of parts of the debt that are fees or interest.
    Raises `Impossible` for a call, and `InvalidInput` when fee and debt differ in currency.
    """
    refuse(check_date("on", on), check_type("fee", fee, LateFee))
    base = open_principal(demand, besides=besides)
    key = f"{demand.id}/{fee.step}/fee"
    if key in charged:
        return _nothing(key, base, CHARGED(key=key))
    if not demand.is_overdue(on):
        return _nothing(key, base, IN_TIME(demand=demand.id, on=on))
    if is_zero(base):
        return _nothing(key, base, SETTLED(demand=demand.id))
    amount = fee.on(base, rounding=rounding)
    return Fee(key=key, amount=amount, reasons=(FEE(amount=str(amount), step=fee.step, principal=str(base)),))


def _nothing(key: str, like: Money, why: Reason, findings: tuple[Finding, ...] = ()) -> Fee:
    return Fee(key=key, amount=zero(like.currency.code), reasons=(why,), findings=findings)

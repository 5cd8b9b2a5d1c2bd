"""What was really paid for which days of a service: what a change or an end credits from.

A line is cut where something takes its place, and never credits the same day twice, nor more than was paid for it.
"""

from collections.abc import Iterable
from datetime import date

from attrs import Factory, evolve, field, frozen

from ..errors import Fault, check_date, check_text, refuse
from ..money import Money, Rounding, add, at_least, is_negative, least, payable, subtract, total, zero
from ..periods import Period, union
from ..proration import Prorated, refund_share


def _period_end(line: "PaidLine") -> date:
    return line.period.end


def _nothing(line: "PaidLine") -> Money:
    return zero(line.paid.currency.code)


@frozen(kw_only=True)
class PaidLine:
    """An amount really `paid` for a period, after discounts, with what was given back of it.

    `until` is the first day it stands for no more: the end of the period, or where a change cut it. A trial or goodwill
    is a line of nothing paid. A call or debt that is still open is no line.
    """

    line_id: str
    period: Period
    paid: Money = field(converter=payable)
    until: date = Factory(_period_end, takes_self=True)
    refunded: Money = field(default=Factory(_nothing, takes_self=True), converter=payable)

    def __attrs_post_init__(self) -> None:
        refuse(check_text("line.line_id", self.line_id), check_date("line.until", self.until))
        refuse(
            None
            if self.period.start <= self.until <= self.period.end
            else Fault("line.until", "line.until", self.until, f"is not within {self.period}", "cut it inside"),
            None
            if not is_negative(self.refunded) and at_least(self.paid, self.refunded)
            else Fault("line.refunded", "line.refunded", str(self.refunded), f"is not between nothing and {self.paid}",
                       "pass what was given back of it"),
        )  # fmt: skip

    @property
    def kept(self) -> Money:
        """What of the amount was not given back."""
        return subtract(self.paid, self.refunded)

    @property
    def used(self) -> Period | None:
        """The days it stands for; None once all of it was cut away."""
        return Period(self.period.start, self.until) if self.period.start < self.until else None

    def left(self, on: date) -> Period | None:
        """Return the days it still stands for from a day on; None when there are none.

        >>> line = PaidLine(line_id="1", period=Period(date(2026, 3, 1), date(2026, 4, 1)), paid=payable("31", "EUR"))
        >>> print(line.left(date(2026, 3, 21)), line.left(date(2026, 4, 1)))
        2026-03-21 to 2026-03-31 None
        """
        start = max(on, self.period.start)
        return Period(start, self.until) if start < self.until else None

    def credit(self, on: date, *, rounding: Rounding) -> "Credit | None":
        """Return what the days from `on` were worth, by real days of the period; None when no day is left.

        >>> line = PaidLine(line_id="1", period=Period(date(2026, 3, 1), date(2026, 4, 1)), paid=payable("31", "EUR"))
        >>> found = line.credit(date(2026, 3, 21), rounding=Rounding.HALF_UP)
        >>> print(found.amount, "for", found.days)
        11.00 EUR for 11/31 of 2026-03-01 to 2026-03-31
        """
        unused = self.left(on)
        if unused is None:
            return None
        days = refund_share(self.paid, unused=unused, whole=self.period, refunded=self.refunded, rounding=rounding)
        return Credit(line_id=self.line_id, days=days)

    def cut(self, on: date, *, given_back: Money) -> "PaidLine":
        """Return the line as it stands when something else takes its days from `on`."""
        until = min(self.until, max(on, self.period.start))
        return evolve(self, until=until, refunded=add(self.refunded, given_back))


@frozen(kw_only=True)
class Credit:
    """What goes back of one line, with the days it stands for."""

    line_id: str
    days: Prorated

    @property
    def amount(self) -> Money:
        """The amount that goes back."""
        return self.days.amount

    def at_most(self, limit: Money) -> "Credit":
        """Return the credit, or the limit where that is less."""
        return evolve(self, days=evolve(self.days, amount=least(self.amount, limit)))


def in_order(lines: Iterable[PaidLine]) -> tuple[PaidLine, ...]:
    """Return the lines by their days, so that the order in which they were told does not matter."""
    return tuple(sorted(lines, key=lambda line: (line.period.start, line.period.end, line.line_id)))


def credits_from(lines: Iterable[PaidLine], on: date, *, rounding: Rounding) -> tuple[Credit, ...]:
    """Return what every line is still worth from a day on."""
    refuse(check_date("on", on))
    found = (line.credit(on, rounding=rounding) for line in lines)
    return tuple(credit for credit in found if credit is not None)


def cut(lines: Iterable[PaidLine], on: date, *, credits_given: Iterable[Credit]) -> tuple[PaidLine, ...]:
    """Return the lines as they stand when their days from `on` were taken back for these credits."""
    given = {credit.line_id: credit.amount for credit in credits_given}
    return tuple(line.cut(on, given_back=given.get(line.line_id, _nothing(line))) for line in lines)


def days_left(lines: Iterable[PaidLine], on: date) -> tuple[Period, ...]:
    """Return the days that are still covered from a day on, as few periods as can be."""
    return union(left for line in lines if (left := line.left(on)))


def sum_of(amounts: Iterable[Money], *, like: Money) -> Money:
    """Return the sum, nothing of the same currency for none."""
    return total(amounts, currency=like.currency.code)

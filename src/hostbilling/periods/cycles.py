"""The endless row of dates that an anchor and a term make.

Each date is computed from the anchor, never from the date before it, so that a short month shortens nothing after it.
"""

from collections.abc import Iterator
from datetime import date, timedelta

import attrs
from attrs import frozen

from ..errors import Fault, InvalidInput, check_date, check_type, refuse
from .spans import Period
from .terms import MonthRule, Term, Unit, advance, check_day_of_month

_MONDAYS_APART = 7


@frozen
class Cycle:
    """The dates that an anchor and a term make, in both directions.

    `anchor_day` differs from the anchor's own day when the anchor itself was already clamped.

    >>> list(Cycle(date(2026, 1, 31), Term.months(1)).dates(date(2026, 2, 1), date(2026, 5, 1)))
    [datetime.date(2026, 2, 28), datetime.date(2026, 3, 31), datetime.date(2026, 4, 30)]
    """

    anchor: date
    term: Term
    anchor_day: int | None = None
    month_rule: MonthRule = MonthRule.CLAMP

    def __attrs_post_init__(self) -> None:
        refuse(
            check_date("anchor", self.anchor),
            check_type("term", self.term, Term),
            None if self.anchor_day is None else check_day_of_month("anchor_day", self.anchor_day),
            check_type("month_rule", self.month_rule, MonthRule),
        )

    def nth(self, k: int) -> date:
        """Return the k-th date; the 0-th is the anchor's."""
        return advance(self.anchor, self.term, times=k, anchor_day=self.anchor_day, month_rule=self.month_rule)

    def period(self, k: int) -> Period:
        """Return the period from the k-th date to the next."""
        return Period(self.nth(k), self.nth(k + 1))

    def index(self, on: date) -> int:
        """Return k of the period that holds `on`."""
        refuse(check_date("on", on))
        if self.term.unit is Unit.DAYS:
            return (on - self.anchor).days // self.term.count
        months = (on.year - self.anchor.year) * 12 + on.month - self.anchor.month
        k = months // self.term.whole_months
        # The k-th date falls into the month of `on`, or rolls out of the month before it, or lies further back.
        return k - 1 if self.nth(k) > on else k

    def containing(self, on: date) -> Period:
        """Return the period that holds `on`."""
        return self.period(self.index(on))

    def falls_on(self, day: date) -> bool:
        """Tell whether `day` is one of the dates, on either side of the anchor."""
        return self.nth(self.index(day)) == day

    def on_or_after(self, day: date) -> date:
        """Return the first date that is not before `day`.

        >>> Cycle(date(2026, 1, 31), Term.months(1)).on_or_after(date(2026, 2, 1))
        datetime.date(2026, 2, 28)
        """
        k = self.index(day)
        return day if self.nth(k) == day else self.nth(k + 1)

    def dates(self, start: date, end: date) -> Iterator[date]:
        """Yield the dates from `start` up to, not including, `end`."""
        k = self.index(self.on_or_after(start))
        while (day := self.nth(k)) < end:
            yield day
            k += 1

    def with_term(self, term: Term) -> "Cycle":
        """Return the cycle of another term on the same anchor, such as the months inside a quarter.

        The inner dates keep the anchor's own day, so that they meet the outer ones after every short month.

        >>> quarters = Cycle(date(2026, 3, 31), Term.months(3))
        >>> list(quarters.with_term(Term.months(1)).dates(*attrs.astuple(quarters.period(2))))
        [datetime.date(2026, 9, 30), datetime.date(2026, 10, 31), datetime.date(2026, 11, 30)]
        """
        return attrs.evolve(self, term=term)


def whole_terms(start: date, end: date, term: Term) -> int:
    """Return how many whole terms from `start` fit before `end`, 0 when it lies before `start`.

    >>> whole_terms(date(2026, 1, 31), date(2026, 3, 30), Term.months(1))
    1
    """
    return max(0, Cycle(start, term).index(end))


def calendar_cycle(on: date, term: Term) -> Cycle:
    """Return the cycle that keeps step with the calendar: weeks from Monday, months and years from January.

    The term must divide the year or be whole weeks or years, else `InvalidInput`; years count from that of `on`.

    >>> calendar_cycle(date(2026, 5, 20), Term.months(2)).containing(date(2026, 5, 20)).start
    datetime.date(2026, 5, 1)
    """
    refuse(check_date("on", on), check_type("term", term, Term))
    if term.unit is Unit.DAYS and term.count % _MONDAYS_APART == 0:
        return Cycle(on - timedelta(days=on.weekday()), term)
    if term.unit is Unit.YEARS or (term.unit is Unit.MONTHS and 12 % term.count == 0):
        return Cycle(date(on.year, 1, 1), term)
    raise InvalidInput(
        Fault("term.uneven", "term", str(term), "keeps no step with the calendar",
              "pass weeks, years, or months that divide a year")
    )  # fmt: skip

"""Half-open periods of days, and what several of them leave out, share or cover together."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from attrs import frozen

from ..errors import Fault, InvalidInput, check_date, refuse
from .terms import MonthRule, Term, advance


@frozen(order=True)
class Period:
    """The days from `start` up to, not including, `end`; at least one day.

    >>> Period(date(2026, 1, 1), date(2026, 2, 1)).days
    31
    """

    start: date
    end: date

    def __attrs_post_init__(self) -> None:
        refuse(check_date("start", self.start), check_date("end", self.end))
        if self.start >= self.end:
            raise InvalidInput(
                Fault("period.reversed", "end", self.end, f"is not after the start {self.start}",
                      "give the first day after the period")
            )  # fmt: skip

    @classmethod
    def of(
        cls, start: date, term: Term, *, anchor_day: int | None = None, month_rule: MonthRule = MonthRule.CLAMP
    ) -> "Period":
        """Return the period of one term from `start`."""
        return cls(start, advance(start, term, anchor_day=anchor_day, month_rule=month_rule))

    @property
    def days(self) -> int:
        """How many days it holds."""
        return (self.end - self.start).days

    @property
    def last_day(self) -> date:
        """The last day inside it."""
        return self.end - timedelta(days=1)

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    def covers(self, other: "Period") -> bool:
        """Tell whether every day of `other` is in it."""
        return self.start <= other.start and other.end <= self.end

    def overlap(self, other: "Period") -> "Period | None":
        """Return the days in both periods, or None."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Period(start, end) if start < end else None

    def split(self, *days: date) -> tuple["Period", ...]:
        """Return the parts that begin at its start and at each of `days`; days outside it cut nothing.

        >>> [str(part) for part in Period(date(2026, 1, 1), date(2026, 2, 1)).split(date(2026, 1, 15))]
        ['2026-01-01 to 2026-01-14', '2026-01-15 to 2026-01-31']
        """
        inside = {day for day in days if self.start < day < self.end}
        return tuple(Period(start, end) for start, end in pairwise([self.start, *sorted(inside), self.end]))

    def fraction_of(self, whole: "Period") -> Fraction:
        """Return its share of the days of `whole`, which must cover it, else `InvalidInput`.

        >>> Period(date(2026, 1, 8), date(2026, 1, 15)).fraction_of(Period(date(2026, 1, 1), date(2026, 2, 1)))
        Fraction(7, 31)
        """
        if not whole.covers(self):
            raise InvalidInput(Fault("period.outside", "period", str(self), f"is not inside {whole}", "cut it first"))
        return Fraction(self.days, whole.days)

    def __str__(self) -> str:
        return f"{self.start} to {self.last_day}"


def union(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Return the days in any of the periods as few periods as can be, in order; periods that touch become one.

    >>> first, second = Period(date(2026, 1, 1), date(2026, 2, 1)), Period(date(2026, 2, 1), date(2026, 3, 1))
    >>> [str(period) for period in union([second, first])]
    ['2026-01-01 to 2026-02-28']
    """
    joined: list[Period] = []
    for period in sorted(periods):
        if joined and period.start <= joined[-1].end:
            joined[-1] = Period(joined[-1].start, max(joined[-1].end, period.end))
        else:
            joined.append(period)
    return tuple(joined)


def gaps(periods: Iterable[Period], *, within: Period) -> tuple[Period, ...]:
    """Return the days of `within` that are in none of the periods, in order.

    >>> january = Period(date(2026, 1, 1), date(2026, 2, 1))
    >>> [str(gap) for gap in gaps([Period(date(2026, 1, 8), date(2026, 1, 15))], within=january)]
    ['2026-01-01 to 2026-01-07', '2026-01-15 to 2026-01-31']
    """
    found: list[Period] = []
    free_from = within.start
    for covered in filter(None, map(within.overlap, union(periods))):
        if free_from < covered.start:
            found.append(Period(free_from, covered.start))
        free_from = covered.end
    return (*found, Period(free_from, within.end)) if free_from < within.end else tuple(found)


def overlaps(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Return the days that are in two or more of the periods, in order.

    >>> first, second = Period(date(2026, 1, 1), date(2026, 2, 1)), Period(date(2026, 1, 30), date(2026, 3, 1))
    >>> [str(twice) for twice in overlaps([first, second])]
    ['2026-01-30 to 2026-01-31']
    """
    twice: list[Period] = []
    reach: Period | None = None
    for period in sorted(periods):
        shared = reach.overlap(period) if reach else None
        if shared:
            twice.append(shared)
        reach = period if reach is None or period.end > reach.end else reach
    return union(twice)


def tiles(parts: Sequence[Period], whole: Period | None = None) -> bool:
    """Tell whether each part begins where the one before it ends, and together they are `whole` when it is given.

    >>> tiles([Period(date(2026, 1, 1), date(2026, 2, 1)), Period(date(2026, 2, 1), date(2026, 3, 1))])
    True
    """
    if whole is not None and (not parts or (parts[0].start, parts[-1].end) != (whole.start, whole.end)):
        return False
    return all(one.end == next_one.start for one, next_one in pairwise(parts))

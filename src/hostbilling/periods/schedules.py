"""What is billed when: from the start of a service to its anchor day, period by period, to its end.

A price is for a whole period of the cycle. A service that starts or ends inside one has a stub there, and the stub's
share is measured against the whole period that it cuts, so that the shares of two services that follow one another
add up to one price.
"""

from collections.abc import Iterator
from datetime import date
from enum import Enum
from fractions import Fraction
from itertools import takewhile

from attrs import frozen

from ..errors import Fault, InvalidInput, check_date, check_type, refuse
from .cycles import Cycle
from .spans import Period
from .terms import MonthRule, Term, Unit


class Timing(Enum):
    """Whether a period is billed when it begins or when it is over."""

    IN_ADVANCE = "in_advance"
    IN_ARREARS = "in_arrears"


@frozen(kw_only=True)
class BillingPeriod:
    """The days that are billed at once, and the whole period that the price is for."""

    part: Period
    whole: Period

    @property
    def share(self) -> Fraction:
        """What it costs of the price, by real days; 1 unless it is a stub."""
        return self.part.fraction_of(self.whole)

    @property
    def is_stub(self) -> bool:
        """Whether the start or the end of the service cut it."""
        return self.part != self.whole


@frozen(kw_only=True)
class BillingSchedule:
    """The billing periods of a service from its `start` up to, not including, its `end` (None: open).

    >>> hosting = BillingSchedule.to_day(date(2026, 1, 20), Term.months(1), anchor_day=1, end=date(2026, 3, 11))
    >>> [f"{period.part}: {period.share}" for period in hosting.periods()]
    ['2026-01-20 to 2026-01-31: 12/31', '2026-02-01 to 2026-02-28: 1', '2026-03-01 to 2026-03-10: 10/31']
    """

    start: date
    cycle: Cycle
    end: date | None = None

    def __attrs_post_init__(self) -> None:
        refuse(
            check_date("start", self.start),
            check_type("cycle", self.cycle, Cycle),
            None if self.end is None else check_date("end", self.end),
        )
        if self.end is not None and self.end <= self.start:
            raise InvalidInput(
                Fault("period.reversed", "end", self.end, f"is not after the start {self.start}",
                      "give the first day after the service")
            )  # fmt: skip

    @classmethod
    def to_day(
        cls,
        start: date,
        term: Term,
        *,
        anchor_day: int | None = None,
        end: date | None = None,
        month_rule: MonthRule = MonthRule.CLAMP,
    ) -> "BillingSchedule":
        """Return the schedule that runs from `start` to the anchor day, and from there term by term.

        The first cycle date is the anchor day in the month of `start`, or one whole term after it when that is
        before `start`. Without an anchor day, and for terms of days, the cycle begins on `start`.
        """
        refuse(check_date("start", start), check_type("term", term, Term))
        if anchor_day is None or term.unit is Unit.DAYS:
            return cls(start=start, cycle=Cycle(start, term, month_rule=month_rule), end=end)
        # The month of the start counts, not its day: the cycle's dates begin with the anchor day of that month.
        return cls(start=start, cycle=Cycle(start.replace(day=1), term, anchor_day, month_rule), end=end)

    @property
    def first_cycle_date(self) -> date:
        """The first date of the cycle that is not before the start; a leading stub ends there."""
        return self.cycle.on_or_after(self.start)

    def periods(self) -> Iterator[BillingPeriod]:
        """Yield every billing period in order, without end when the schedule has none."""
        start, whole = self.start, self.cycle.containing(self.start)
        while self.end is None or start < self.end:
            end = whole.end if self.end is None else min(whole.end, self.end)
            yield BillingPeriod(part=Period(start, end), whole=whole)
            start, whole = end, self.cycle.containing(whole.end)

    def due(self, on: date, *, timing: Timing) -> tuple[BillingPeriod, ...]:
        """Return the periods that are to be billed by the day `on`, in order.

        In advance these are all that begin on `on` or earlier, in arrears all that are over on `on`.

        >>> hosting = BillingSchedule.to_day(date(2026, 1, 20), Term.months(1), anchor_day=1)
        >>> [str(period.part) for period in hosting.due(date(2026, 2, 1), timing=Timing.IN_ARREARS)]
        ['2026-01-20 to 2026-01-31']
        """
        refuse(check_date("on", on), check_type("timing", timing, Timing))
        if timing is Timing.IN_ADVANCE:
            return tuple(takewhile(lambda period: period.part.start <= on, self.periods()))
        return tuple(takewhile(lambda period: period.part.end <= on, self.periods()))

    def billed_through(self, on: date, *, timing: Timing) -> date | None:
        """Return the first day that a bill run on the day `on` leaves unbilled, None when it bills nothing.

        In arrears, a run on or after a start that is itself a cycle date has billed all there is before it.
        """
        due = self.due(on, timing=timing)
        if due:
            return due[-1].part.end
        on_the_start = timing is Timing.IN_ARREARS and self.start <= on and self.cycle.falls_on(self.start)
        return self.start if on_the_start else None

    def next_cycle_date(self, billed_through: date | None) -> date | None:
        """Return the first cycle date after what is billed; None when the service ends before its first one."""
        first = self.first_cycle_date
        if self.end is not None and self.end < first:
            return None
        if billed_through is None or billed_through < first:
            return first
        return self.cycle.containing(billed_through).end

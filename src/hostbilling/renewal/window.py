"""When a renewal is proposed, and how far ahead it may reach: questions about dates alone."""

from datetime import date

from attrs import frozen

from ..decision import Decision, ReasonCode
from ..errors import check_date, refuse
from ..periods import Term, advance

REACHES = ReasonCode("renewal.reaches", "Valid until {new_end}; {most} from {on}, {limit}, is the most.")
_DAY = Term.days(1)


def first_day(end: date, *, window: Term, strict: bool = False) -> date:
    """Return the first day a renewal is proposed: counted back from the end, never forward from today.

    With `strict`, "less than a month before" is meant and not "from a month before": it is the day after.

    >>> first_day(date(2026, 3, 31), window=Term.months(1))
    datetime.date(2026, 2, 28)
    >>> first_day(date(2026, 3, 31), window=Term.months(1), strict=True)
    datetime.date(2026, 3, 1)
    """
    first = advance(end, window, times=-1)
    return advance(first, _DAY) if strict else first


def is_waiting(end: date, *, window: Term, on: date, strict: bool = False) -> bool:
    """Tell whether a renewal is proposed on a day: its window is open and the validity has not ended.

    >>> is_waiting(date(2027, 3, 31), window=Term.months(1), on=date(2027, 2, 28))
    True
    """
    refuse(check_date("on", on))
    return first_day(end, window=window, strict=strict) <= on < end


@frozen(kw_only=True)
class Ahead(Decision):
    """How far a renewal would reach: the new end, and the last end that is allowed."""

    new_end: date
    limit: date

    @property
    def allowed(self) -> bool:
        """Whether the new end is within the limit."""
        return self.new_end <= self.limit


def ahead(end: date, *, term: Term, most: Term, on: date, anchor_day: int | None = None) -> Ahead:
    """Return how far renewing by `term` reaches, where validity may reach `most` beyond today, as registries ask.

    >>> ahead(date(2027, 11, 21), term=Term.years(10), most=Term.years(10), on=date(2026, 11, 21)).allowed
    False
    """
    new_end, limit = advance(end, term, anchor_day=anchor_day), advance(on, most)
    why = REACHES(new_end=new_end, limit=limit, most=most, on=on)
    return Ahead(reasons=(why,), new_end=new_end, limit=limit)

"""Deadlines of EU law, counted as Regulation (EEC, Euratom) 1182/71 says.

Article 3 in short: the day of the event is not counted (1); a period of weeks, months or years ends on the day that
has the same name or number as the event's, or on the last day of a month that lacks it (2); weekends and holidays
count (3); a last day that is no working day moves to the next one, but never for a period counted back (4); two days
or more hold at least two working days (5).
"""

from datetime import date

from attrs import frozen

from ..decision import Decision, LegalRef, ReasonCode
from ..errors import check_date, check_type, refuse
from .spans import Period
from .terms import Term, advance
from .workdays import WorkingDays, add_working_days, count_working_days, next_working_day

_REGULATION = "Regulation (EEC, Euratom) 1182/71 art."
COUNTED = ReasonCode(
    "deadline.counted",
    "{term} from {event}: counted from {first_day} to {counted_to}.",
    (LegalRef(citation=f"{_REGULATION} 3(1), 3(2)"),),
)
MOVED = ReasonCode(
    "deadline.moved",
    "{counted_to} is no working day: the deadline is {last_day}.",
    (LegalRef(citation=f"{_REGULATION} 3(4)"),),
)
LENGTHENED = ReasonCode(
    "deadline.lengthened",
    "Until {short_of} fewer than two working days: the deadline is {last_day}.",
    (LegalRef(citation=f"{_REGULATION} 3(5)"),),
)
_DAY = Term.days(1)
_TWO = 2


@frozen(kw_only=True)
class Deadline(Decision):
    """A period granted by law; it runs to the end of `last_day`, in the zone of whom it is granted to."""

    event: date
    first_day: date
    counted_to: date
    """The last day as counted, before it moved to a working day."""
    last_day: date


def deadline(event: date, term: Term, *, calendar: WorkingDays) -> Deadline:
    """Return the period of `term` from the day of an event, such as the 14 days to withdraw from a contract.

    >>> from hostbilling.periods import PlainCalendar
    >>> print(deadline(date(2026, 4, 17), Term.days(14), calendar=PlainCalendar(holidays=[date(2026, 5, 1)])).last_day)
    2026-05-04
    """
    refuse(check_date("event", event), check_type("term", term, Term))
    first_day, counted_to = advance(event, _DAY), advance(event, term)
    reasons = [COUNTED(term=term, event=event, first_day=first_day, counted_to=counted_to)]
    last_day = next_working_day(counted_to, calendar)
    if last_day != counted_to:
        reasons.append(MOVED(counted_to=counted_to, last_day=last_day))
    worked = count_working_days(Period(first_day, advance(last_day, _DAY)), calendar)
    if term != _DAY and worked < _TWO:
        short_of, last_day = last_day, add_working_days(last_day, _TWO - worked, calendar)
        reasons.append(LENGTHENED(short_of=short_of, last_day=last_day))
    return Deadline(reasons=tuple(reasons), event=event, first_day=first_day, counted_to=counted_to, last_day=last_day)


def counted_back(event: date, term: Term) -> date:
    """Return the last day that leaves a whole `term` before an event, such as a month's notice before the end.

    A period counted back never moves to a working day (article 3(4), second sentence).

    >>> counted_back(date(2026, 5, 31), Term.months(3))
    datetime.date(2026, 2, 28)
    """
    return advance(event, term, times=-1)

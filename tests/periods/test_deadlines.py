"""Deadlines as Regulation (EEC, Euratom) 1182/71, article 3, counts them."""

import pickle
from datetime import date
from typing import Any

import pytest

from hostbilling.periods import PlainCalendar, Term, counted_back, deadline
from tests.refusals import faults_of, refused

EASTER = [date(2026, 4, 3), date(2026, 4, 6)]
CHRISTMAS = [date(2026, 12, 25), date(2026, 12, 26)]
CALENDAR = PlainCalendar(holidays=[*EASTER, date(2026, 5, 1), *CHRISTMAS])


@pytest.mark.parametrize(
    ("event", "term", "first", "counted", "last"),
    [
        # the day of the event is not counted: Tuesday + 14 days is a Tuesday
        (date(2026, 6, 2), Term.days(14), date(2026, 6, 3), date(2026, 6, 16), date(2026, 6, 16)),
        (date(2026, 6, 2), Term.weeks(2), date(2026, 6, 3), date(2026, 6, 16), date(2026, 6, 16)),
        (date(2026, 6, 2), Term.months(1), date(2026, 6, 3), date(2026, 7, 2), date(2026, 7, 2)),
        (date(2026, 6, 2), Term.years(1), date(2026, 6, 3), date(2027, 6, 2), date(2027, 6, 2)),
        # a month that lacks the day ends the period on its last day: 30 April 2026 is a Thursday
        (date(2026, 3, 31), Term.months(1), date(2026, 4, 1), date(2026, 4, 30), date(2026, 4, 30)),
        (date(2028, 2, 29), Term.years(1), date(2028, 3, 1), date(2029, 2, 28), date(2029, 2, 28)),
        # a last day that is no working day moves: Labour Day before a weekend, a Saturday, a Sunday
        (date(2026, 4, 17), Term.days(14), date(2026, 4, 18), date(2026, 5, 1), date(2026, 5, 4)),
        (date(2026, 1, 31), Term.months(1), date(2026, 2, 1), date(2026, 2, 28), date(2026, 3, 2)),
        (date(2026, 6, 7), Term.days(14), date(2026, 6, 8), date(2026, 6, 21), date(2026, 6, 22)),
        # two days or more hold two working days: over a weekend, over Easter, over Christmas
        (date(2026, 6, 5), Term.days(2), date(2026, 6, 6), date(2026, 6, 7), date(2026, 6, 9)),
        (date(2026, 4, 2), Term.days(2), date(2026, 4, 3), date(2026, 4, 4), date(2026, 4, 8)),
        (date(2026, 4, 2), Term.days(5), date(2026, 4, 3), date(2026, 4, 7), date(2026, 4, 8)),
        (date(2026, 12, 23), Term.days(3), date(2026, 12, 24), date(2026, 12, 26), date(2026, 12, 28)),
        # a single day needs no second one
        (date(2026, 6, 5), Term.days(1), date(2026, 6, 6), date(2026, 6, 6), date(2026, 6, 8)),
        (date(2026, 6, 2), Term.days(1), date(2026, 6, 3), date(2026, 6, 3), date(2026, 6, 3)),
    ],
)
def test_deadlines(event: date, term: Term, first: date, counted: date, last: date) -> None:
    found = deadline(event, term, calendar=CALENDAR)
    assert (found.event, found.first_day, found.counted_to, found.last_day) == (event, first, counted, last)


def test_a_whole_month_off_work_is_lengthened_by_two_days() -> None:
    class ClosedInAugust:
        def is_working_day(self, day: date) -> bool:
            return day.month != 8 and day.weekday() < 5

    found = deadline(date(2026, 7, 31), Term.months(1), calendar=ClosedInAugust())
    assert found.counted_to == date(2026, 8, 31)
    assert found.last_day == date(2026, 9, 2)


@pytest.mark.parametrize(
    ("event", "term", "codes", "text"),
    [
        (
            date(2026, 6, 2),
            Term.days(14),
            ["deadline.counted"],
            (
                "14 days from 2026-06-02: counted from 2026-06-03 to 2026-06-16. "
                "(Regulation (EEC, Euratom) 1182/71 art. 3(1), 3(2))"
            ),
        ),
        (
            date(2026, 12, 23),
            Term.days(3),
            ["deadline.counted", "deadline.moved"],
            (
                "3 days from 2026-12-23: counted from 2026-12-24 to 2026-12-26. "
                "(Regulation (EEC, Euratom) 1182/71 art. 3(1), 3(2))\n"
                "2026-12-26 is no working day: the deadline is 2026-12-28. "
                "(Regulation (EEC, Euratom) 1182/71 art. 3(4))"
            ),
        ),
        (
            date(2026, 4, 2),
            Term.days(2),
            ["deadline.counted", "deadline.moved", "deadline.lengthened"],
            (
                "2 days from 2026-04-02: counted from 2026-04-03 to 2026-04-04. "
                "(Regulation (EEC, Euratom) 1182/71 art. 3(1), 3(2))\n"
                "2026-04-04 is no working day: the deadline is 2026-04-07. "
                "(Regulation (EEC, Euratom) 1182/71 art. 3(4))\n"
                "Until 2026-04-07 fewer than two working days: the deadline is 2026-04-08. "
                "(Regulation (EEC, Euratom) 1182/71 art. 3(5))"
            ),
        ),
    ],
)
def test_a_deadline_explains_itself(event: date, term: Term, codes: list[str], text: str) -> None:
    found = deadline(event, term, calendar=CALENDAR)
    assert [reason.code for reason in found.reasons] == codes
    assert found.explain() == text
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301


@pytest.mark.parametrize(
    ("event", "term", "day"),
    [
        (date(2026, 5, 31), Term.months(3), date(2026, 2, 28)),  # a Saturday: periods counted back never move
        (date(2026, 3, 31), Term.months(1), date(2026, 2, 28)),
        (date(2026, 6, 16), Term.days(14), date(2026, 6, 2)),
        (date(2028, 2, 29), Term.years(1), date(2027, 2, 28)),
    ],
)
def test_periods_counted_back(event: date, term: Term, day: date) -> None:
    assert counted_back(event, term) == day


def test_deadlines_are_checked() -> None:
    term: Any = 14
    assert refused(deadline, "2026-06-02", Term.days(1), calendar=CALENDAR) == ("date.type", "event")
    assert refused(deadline, date(2026, 6, 2), term, calendar=CALENDAR) == ("value.type", "term")
    event: Any = "2026-06-02"
    assert faults_of(deadline, event, term, calendar=CALENDAR) == [("date.type", "event"), ("value.type", "term")]
    assert refused(deadline, date(9999, 12, 31), Term.days(1), calendar=CALENDAR) == ("date.range", "times")
    assert refused(counted_back, date(2026, 6, 2), term) == ("value.type", "term")

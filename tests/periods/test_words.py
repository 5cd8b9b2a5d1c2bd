"""What refusals say, word for word: a host's developer reads them, and finds the way out in them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from hostbilling.errors import Fault
from hostbilling.periods import (
    BillingSchedule,
    Cycle,
    Period,
    PlainCalendar,
    Term,
    advance,
    calendar_cycle,
    civil_date,
    due_instant,
    in_month_of,
    midnight,
    next_working_day,
    shift_days,
)
from tests.refusals import fault_of

DAY, NEXT = date(2026, 5, 1), date(2026, 5, 2)
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
LAST = datetime(9999, 12, 31, 23, tzinfo=UTC)
HOUR = timedelta(hours=1)
MONTHS = Cycle(DAY, Term.months(1))
WRONG: Any = "text"
IDLE = PlainCalendar(weekend=range(7))
DAYS_1_TO_31 = "pass 1 to 31"
IN_CALENDAR = "stay within the years 1 to 9999"


@pytest.mark.parametrize(
    ("call", "fault"),
    [
        (lambda: Term.days(0), Fault("count.low", "term.count", 0, "is below 1", "pass 1 or more")),
        (lambda: Term.weeks(-1), Fault("count.low", "term.count", -1, "is below 1", "pass 1 or more")),
        (lambda: Term(1, WRONG), Fault("value.type", "term.unit", "text", "is no Unit", "pass Unit")),
        (
            lambda: advance(DAY, Term.days(1), times=WRONG),
            Fault("value.type", "times", "text", "is no int", "pass int"),
        ),
        (
            lambda: advance(DAY, Term.months(1), anchor_day=40),
            Fault("anchor.day", "anchor_day", 40, "is no day of a month", DAYS_1_TO_31),
        ),
        (
            lambda: in_month_of(DAY, 0),
            Fault("anchor.day", "day", 0, "is no day of a month", DAYS_1_TO_31),
        ),
        (
            lambda: advance(DAY, Term.years(1), times=9000),
            Fault("date.range", "times", 9000, "leaves the calendar from 2026-05-01 by 1 year", IN_CALENDAR),
        ),
        (
            lambda: Period(NEXT, DAY),
            Fault("period.reversed", "end", DAY, "is not after the start 2026-05-02",
                  "give the first day after the period"),
        ),
        (
            lambda: Period(DAY, date(2026, 5, 3)).fraction_of(Period(DAY, NEXT)),
            Fault("period.outside", "period", "2026-05-01 to 2026-05-02", "is not inside 2026-05-01 to 2026-05-01",
                  "cut it first"),
        ),
        (
            lambda: calendar_cycle(DAY, Term.months(5)),
            Fault("term.uneven", "term", "5 months", "keeps no step with the calendar",
                  "pass weeks, years, or months that divide a year"),
        ),
        (
            lambda: BillingSchedule(start=NEXT, cycle=MONTHS, end=DAY),
            Fault("period.reversed", "end", DAY, "is not after the start 2026-05-02",
                  "give the first day after the service"),
        ),
        (
            lambda: BillingSchedule(start=DAY, cycle=MONTHS).due(DAY, timing=WRONG),
            Fault("value.type", "timing", "text", "is no Timing", "pass Timing"),
        ),
        (
            lambda: PlainCalendar(weekend=[7]),
            Fault("calendar.weekday", "weekend", frozenset({7}), "holds what is no day of the week",
                  "pass 0 (Monday) to 6 (Sunday)"),
        ),
        (
            lambda: next_working_day(DAY, IDLE),
            Fault("calendar.idle", "calendar", IDLE, "has no working day for a year from 2026-05-01",
                  "pass a calendar with working days"),
        ),
        (
            lambda: civil_date(NOON, zone="Europe/Atlantis"),
            Fault("zone.unknown", "zone", "Europe/Atlantis", "is not an IANA time zone",
                  "pass a name such as 'Europe/Paris'"),
        ),
        (
            lambda: civil_date(LAST, zone="Asia/Tokyo"),
            Fault("date.range", "instant", LAST, "leaves the calendar", IN_CALENDAR),
        ),
        (
            lambda: due_instant(LAST, after=HOUR, zone="UTC"),
            Fault("date.range", "after", HOUR, "leaves the calendar", IN_CALENDAR),
        ),
        (
            lambda: shift_days(LAST, 1, zone="UTC"),
            Fault("date.range", "days", 1, "leaves the calendar", IN_CALENDAR),
        ),
        (
            lambda: midnight(date.min, zone="Asia/Tokyo"),
            Fault("date.range", "day", date.min, "leaves the calendar", IN_CALENDAR),
        ),
    ],
)  # fmt: skip
def test_what_a_refusal_says(call: Any, fault: Fault) -> None:
    assert fault_of(call) == fault

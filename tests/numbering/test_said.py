"""What the allocator says, word for word: a refusal that names the wrong day sends people to the wrong place."""

from datetime import date

import pytest

from hostbilling.decision import Severity
from hostbilling.numbering import (
    UNIQUE_ONLY,
    Allocation,
    Request,
    Reset,
    Series,
    SeriesState,
    allocate,
    close_period,
    initial_state,
)
from hostbilling.periods import Period

TODAY = date(2026, 11, 21)
YEARLY = Series(id="F", pattern="F{YYYY}-{seq:1}", reset=Reset.YEARLY)


def asked(series: Series, *days: date, state: SeriesState | None = None) -> Allocation:
    requests = [Request(id=f"r{n}", series=series.id, date=day) for n, day in enumerate(days)]
    return allocate(state or initial_state(series), requests, series=series, known=(), today=TODAY)


@pytest.mark.parametrize(
    ("series", "day", "said"),
    [
        (YEARLY, date(2026, 11, 22), "2026-11-22 is after the day of issue, 2026-11-21."),
        (
            Series(id="F", pattern="F{seq}", reset=Reset.NEVER, usable=Period(date(2026, 1, 1), date(2026, 6, 1))),
            date(2026, 6, 1),
            "F takes dates of 2026-01-01 to 2026-05-31 only, not 2026-06-01.",
        ),
    ],
)
def test_why_a_day_is_refused(series: Series, day: date, said: str) -> None:
    assert [str(each.reason) for each in asked(series, day).refused] == [said]


def test_why_a_closed_or_past_period_takes_no_more() -> None:
    closed = close_period(initial_state(YEARLY), series=YEARLY, period="2026")
    (refused,) = asked(YEARLY, TODAY, state=closed).refused
    assert str(refused.reason) == "The period 2026 of F is closed."
    (refused,) = asked(YEARLY, date(2025, 12, 31), state=asked(YEARLY, TODAY).state).refused
    assert str(refused.reason) == "F has issued in 2026 and takes no more in 2025."


def test_a_number_wider_than_its_padding_is_noted() -> None:
    full = Series(id="F", pattern="F{YYYY}-{seq:2}", reset=Reset.YEARLY, start=100)
    (found,) = asked(full, TODAY).findings
    assert str(found.reason) == "F2026-100 is wider than its padding: sort by counter, not as text."
    assert found.severity is Severity.NOTE


def test_a_date_to_come_is_told_where_it_is_not_refused() -> None:
    free = Series(id="P", pattern="P{seq}", reset=Reset.NEVER, policy=UNIQUE_ONLY)
    (found,) = asked(free, date(2026, 12, 1)).findings
    assert str(found.reason) == "2026-12-01 is after the day of issue, 2026-11-21."
    assert found.severity is Severity.WARNING

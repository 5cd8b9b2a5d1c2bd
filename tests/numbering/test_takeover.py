"""Going on from another system: the counters follow the highest number, and every oddity is told."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.errors import InvalidInput
from hostbilling.numbering import (
    Counter,
    Entry,
    Reset,
    Series,
    SeriesState,
    Void,
    allocate,
    audit,
    import_register,
    initial_state,
)
from tests.numbering.strategies import days, requests, series

SERIES = Series(id="F", pattern="F{YYYY}-{seq:5}", reset=Reset.YEARLY, former=["{YYYY}/{seq}"])


def test_counters_follow_the_highest_number_of_each_period() -> None:
    rows = [("2025/7", date(2025, 12, 30)), ("2026/2", date(2026, 1, 9)), ("F2026-00001", date(2026, 1, 3))]
    taken = import_register(rows, series=SERIES)
    assert taken.state == SeriesState(
        series="F",
        counters={
            "2025": Counter(next_seq=8, last_date=date(2025, 12, 30)),
            "2026": Counter(next_seq=3, last_date=date(2026, 1, 9)),
        },
    )
    assert taken.entries[1] == Entry(series="F", period="2026", seq=2, issue_date=date(2026, 1, 9), number="2026/2")
    assert [str(finding) for finding in taken.findings] == ["violation: F 2025: 1 to 6 are missing."]


def test_a_number_is_counted_in_the_period_it_shows() -> None:
    taken = import_register([("2025/1", date(2026, 1, 2))], series=SERIES)
    assert taken.state.counters == (("2025", Counter(next_seq=2, last_date=date(2026, 1, 2))),)
    assert [finding.code for finding in taken.findings] == ["numbering.period_mismatch"]


def test_a_number_that_shows_no_period_is_counted_by_its_date() -> None:
    endless = Series(id="F", pattern="F{seq}", reset=Reset.NEVER)
    assert import_register([("F4", date(2026, 1, 2))], series=endless).state.counters[0][0] == "all"


def test_what_cannot_be_read_is_told_and_left_out() -> None:
    taken = import_register([("draft", date(2026, 1, 2)), ("2026/1", date(2026, 1, 3))], series=SERIES)
    assert [str(finding) for finding in taken.findings] == [
        (
            "warning: draft of 2026-01-02 was not printed by the pattern F{YYYY}-{seq:5} and was not printed by the"
            " pattern {YYYY}/{seq}; it is left out."
        )
    ]
    assert [entry.seq for entry in taken.entries] == [1]


def test_voids_count_as_given_out() -> None:
    spoiled = [
        Void(series="F", period=period, seq=3, reason="spoiled", on=date(2026, 1, 2)) for period in ("2026", "2027")
    ]
    taken = import_register([("2026/1", date(2026, 1, 2)), ("2026/2", date(2026, 1, 2))], series=SERIES, voids=spoiled)
    assert dict(taken.state.counters) == {
        "2026": Counter(next_seq=4, last_date=date(2026, 1, 2)),
        "2027": Counter(next_seq=4),
    }
    assert [str(finding) for finding in taken.findings] == ["violation: F 2027: 1 to 2 are missing."]


def test_a_lower_void_does_not_lower_the_counter() -> None:
    spoiled = [Void(series="F", period="2026", seq=1, reason="spoiled", on=date(2026, 1, 2))]
    taken = import_register([("2026/2", date(2026, 1, 2))], series=SERIES, voids=spoiled)
    assert taken.state.counters[0][1].next_seq == 3


def test_nothing_to_take_over() -> None:
    assert import_register([], series=SERIES).state == initial_state(SERIES)


def test_a_datetime_is_no_issue_date() -> None:
    with pytest.raises(InvalidInput) as caught:
        import_register([("2026/1", datetime(2026, 1, 2))], series=SERIES)
    assert caught.value.code == "date.datetime"
    assert caught.value.faults[0].field == "rows[0].issue_date"


@given(series(), st.lists(days(), max_size=12))
def test_what_we_issued_we_can_take_over(made: Series, dates: list[date]) -> None:
    done = allocate(initial_state(made), requests(dates), series=made, known=(), today=date.max)
    rows = [(each.number, each.issue_date) for each in done.assigned]
    taken = import_register(rows, series=made)
    assert taken.state.counters == done.state.counters
    assert taken.findings == ()
    assert audit(done.assigned, series=[made], states=[taken.state]).findings == ()

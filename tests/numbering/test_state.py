"""Counters only rise, and what is not used is written down."""

from datetime import date, datetime
from typing import Any

import pytest

from hostbilling.errors import Impossible, InvalidInput
from hostbilling.numbering import (
    Counter,
    Reset,
    Series,
    SeriesState,
    Void,
    close_period,
    initial_state,
    next_number,
    period_key,
    skip_to,
    void,
)
from tests.samples import refusal

ON = date(2026, 5, 4)
SERIES = Series(id="F", pattern="F{YYYY}-{seq}", reset=Reset.YEARLY, start=10)
STATE = SeriesState(series="F", version=3, counters={"2026": Counter(next_seq=12, last_date=ON)})


def test_a_new_series_starts_at_its_first_number() -> None:
    state = initial_state(SERIES)
    assert state == SeriesState(series="F", version=0, counters={})
    assert next_number(state, series=SERIES, period="2026") == 10
    assert next_number(STATE, series=SERIES, period="2026") == 12
    assert state.counter("2026") is None


def test_closing_a_period() -> None:
    closed = close_period(STATE, series=SERIES, period="2026")
    assert closed.counter("2026") == Counter(next_seq=12, last_date=ON, closed=True)
    assert closed.version == 4
    assert close_period(closed, series=SERIES, period="2026") is closed
    early = close_period(STATE, series=SERIES, period="2025")
    assert early.counters == (("2025", Counter(next_seq=10, closed=True)), ("2026", Counter(next_seq=12, last_date=ON)))


def test_a_void_names_a_number_that_was_given_out() -> None:
    record = void(STATE, series=SERIES, period="2026", seq=11, reason="spoiled", on=ON)
    assert record == Void(series="F", period="2026", seq=11, reason="spoiled", on=ON)
    assert void(STATE, series=SERIES, period="2026", seq=10, reason="spoiled", on=ON).seq == 10


@pytest.mark.parametrize(("period", "seq"), [("2026", 12), ("2026", 9), ("2027", 10)])
def test_a_number_never_given_out_cannot_be_void(period: str, seq: int) -> None:
    with pytest.raises(
        Impossible, match=f"seq was never given out: {period} runs from 10 to .*, got {seq}; void only"
    ) as e:
        void(STATE, series=SERIES, period=period, seq=seq, reason="spoiled", on=ON)
    assert e.value.code == "void.not_issued"


def test_the_range_in_the_message_is_the_one_given_out() -> None:
    with pytest.raises(Impossible, match="2026 runs from 10 to 11, "):
        void(STATE, series=SERIES, period="2026", seq=12, reason="spoiled", on=ON)


def test_moving_a_counter_by_hand_leaves_a_record_for_every_number() -> None:
    state, voids = skip_to(STATE, series=SERIES, period="2026", next_seq=15, reason="paper", on=ON)
    assert [(record.seq, record.reason, record.on, record.period) for record in voids] == [
        (seq, "paper", ON, "2026") for seq in (12, 13, 14)
    ]
    assert state.counter("2026") == Counter(next_seq=15, last_date=ON)
    assert state.version == 4
    state, voids = skip_to(STATE, series=SERIES, period="2027", next_seq=11, reason="paper", on=ON)
    assert ([record.seq for record in voids], state.counter("2027")) == ([10], Counter(next_seq=11))


def test_moving_a_counter_nowhere_changes_nothing() -> None:
    assert skip_to(STATE, series=SERIES, period="2026", next_seq=12, reason="paper", on=ON) == (STATE, ())


def test_a_counter_never_goes_down() -> None:
    with pytest.raises(Impossible, match="next_seq is below the next number, 12, got 11; counters only rise") as caught:
        skip_to(STATE, series=SERIES, period="2026", next_seq=11, reason="tidy", on=ON)
    assert caught.value.code == "counter.lowered"


def test_bad_input() -> None:
    with pytest.raises(InvalidInput) as caught:
        skip_to(STATE, series=SERIES, period="2026", next_seq="15", reason="", on=datetime(2026, 5, 4))  # type: ignore[arg-type]
    assert [fault.field for fault in caught.value.faults] == ["next_seq", "reason", "on"]
    with pytest.raises(InvalidInput) as caught:
        Void(series="", period="", seq=-1, reason=" ", on="2026-05-04")  # type: ignore[arg-type]
    assert [fault.field for fault in caught.value.faults] == [
        "void.series", "void.period", "void.seq", "void.reason", "void.on",
    ]  # fmt: skip
    with pytest.raises(InvalidInput) as caught:
        Counter(next_seq=-1, last_date=datetime(2026, 5, 4))
    assert [fault.field for fault in caught.value.faults] == ["counter.next_seq", "counter.last_date"]
    with pytest.raises(InvalidInput) as caught:
        SeriesState(series="", version=-1)
    assert [fault.field for fault in caught.value.faults] == ["state.series", "state.version"]


def test_a_state_is_a_value() -> None:
    same = SeriesState(series="F", version=3, counters=(("2026", Counter(next_seq=12, last_date=ON)),))
    assert (same, hash(same)) == (STATE, hash(STATE))


@pytest.mark.parametrize("reset", list(Reset))
@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 12, 31), date(1000, 2, 28)])
def test_every_key_that_a_date_gives_is_a_period(reset: Reset, day: date) -> None:
    texts = "F{YYYYMMDD}-{FY}-{seq}"
    series = Series(id="F", pattern=texts, reset=reset, starts={period_key(day, reset=reset): 7})
    assert next_number(initial_state(series), series=series, period=series.period(day)) == 7


@pytest.mark.parametrize(
    ("reset", "wrong"),
    [
        (Reset.NEVER, "2026"), (Reset.YEARLY, "FY2026"), (Reset.YEARLY, "26"), (Reset.MONTHLY, "2026-13"),
        (Reset.MONTHLY, "2026"), (Reset.DAILY, "2026-02"), (Reset.DAILY, "2026-02-32"), (Reset.FISCAL_YEAR, "2026"),
        (Reset.YEARLY, 2026), (Reset.YEARLY, ""),
    ],
)  # fmt: skip
def test_no_other_key_is_one(reset: Reset, wrong: Any) -> None:
    series = Series(id="F", pattern="F{YYYYMMDD}-{FY}-{seq}", reset=reset)
    for ask in (next_number, close_period):
        assert refusal(ask, initial_state(series), series=series, period=wrong) == ("period.key", "period")

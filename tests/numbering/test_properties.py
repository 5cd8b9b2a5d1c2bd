"""The laws of the allocator, whatever comes in, and whoever writes at the same time."""

from collections.abc import Sequence
from datetime import date

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.numbering import (
    Allocation,
    Assigned,
    Late,
    RegisterStore,
    Request,
    Reset,
    Series,
    SeriesState,
    allocate,
    audit,
    initial_state,
)
from tests.numbering.strategies import days, requests, series

LAST = date(2029, 1, 1)


class Memory:
    """A `RegisterStore` in memory: compare and swap, and the two unique indexes."""

    def __init__(self, series: Series) -> None:
        self.state = initial_state(series)
        self.register: list[Assigned] = []

    def commit(
        self, series_id: str, *, expected_version: int, state: SeriesState, assigned: Sequence[Assigned]
    ) -> bool:
        if self.state.version != expected_version:
            return False
        register = [*self.register, *assigned]
        assert series_id == state.series
        assert len({row.number for row in register}) == len(register), "unique index on the number"
        assert len({row.request_id for row in register}) == len(register), "unique index on the request"
        self.state, self.register = state, register
        return True

    def known(self, wanted: Sequence[Request]) -> list[Assigned]:
        names = {request.id for request in wanted}
        return [row for row in self.register if row.request_id in names]


def number(
    made: Series, wanted: Sequence[Request], *, state: SeriesState, known: Sequence[Assigned] = ()
) -> Allocation:
    return allocate(state, wanted, series=made, known=known, today=LAST)


@given(series(), st.lists(days(), min_size=1, max_size=12), st.data())
def test_any_interleaving_of_writers_gives_a_register_that_audits_clean(
    made: Series, dates: list[date], data: st.DataObject
) -> None:
    """Each writer reads, allocates and commits; the order of these steps is drawn, and a conflict starts over."""
    made = evolve(made, late=data.draw(st.sampled_from(Late), label="late"))
    store, everything = Memory(made), requests(dates)
    port: RegisterStore = store
    size = data.draw(st.integers(1, 4), label="batch")
    # Batches overlap: two writers may want numbers for the same documents.
    waiting = [everything[start : start + size + 1] for start in range(0, len(everything), size)]
    planned: list[tuple[list[Request], int, Allocation]] = []
    while waiting or planned:
        if waiting and (not planned or data.draw(st.booleans(), label="read")):
            batch = waiting.pop(data.draw(st.integers(0, len(waiting) - 1), label="writer"))
            state = store.state
            given_numbers = number(made, batch, state=state, known=store.known(batch))
            planned.append((batch, state.version, given_numbers))
        else:
            batch, version, given_numbers = planned.pop(data.draw(st.integers(0, len(planned) - 1), label="commit"))
            stored = not given_numbers.fresh or port.commit(
                "F", expected_version=version, state=given_numbers.state, assigned=given_numbers.fresh
            )
            if not stored:
                waiting.append(batch)
    result = audit(store.register, series=[made], states=[store.state])
    assert result.findings == ()
    if made.late is Late.NEXT_LAWFUL_DATE:
        assert {row.request_id for row in store.register} == {request.id for request in everything}


@given(series(), st.lists(days(), max_size=10))
def test_a_batch_is_the_same_as_its_requests_one_by_one(made: Series, dates: list[date]) -> None:
    batch = requests(dates)
    at_once = number(made, batch, state=initial_state(made))
    state = initial_state(made)
    rows: list[Assigned] = []
    for request in sorted(batch, key=lambda request: request.date):
        one = number(made, [request], state=state)
        state = one.state
        rows.extend(one.assigned)
    assert tuple(rows) == at_once.assigned
    assert state.counters == at_once.state.counters


@given(series(), st.lists(days(date(2026, 12, 20), date(2027, 1, 10)), max_size=10), st.randoms(use_true_random=False))
def test_the_order_of_days_in_a_batch_does_not_matter(made: Series, dates: list[date], random: object) -> None:
    batch = requests(dates)
    shuffled = sorted(batch, key=lambda request: (random.random(), request.id))  # type: ignore[attr-defined]
    # Requests of one day keep the order they came in, which is by id here.
    places = sorted(range(len(shuffled)), key=lambda place: shuffled[place].date)
    in_day = sorted(batch, key=lambda request: request.date)
    restored = [request for _, request in sorted(zip(places, in_day, strict=True), key=lambda pair: pair[0])]
    assert number(made, restored, state=initial_state(made)) == number(made, batch, state=initial_state(made))


@given(series(), st.lists(days(), max_size=10), st.data())
def test_a_rerun_adds_nothing(made: Series, dates: list[date], data: st.DataObject) -> None:
    batch = requests(dates)
    first = number(made, batch, state=initial_state(made))
    assert first.ok
    part = data.draw(st.permutations(batch), label="again")
    again = number(made, part, state=first.state, known=first.assigned)
    assert again.state is first.state
    assert again.fresh == ()
    assert {(each.request_id, each.number) for each in again.assigned} == {
        (each.request_id, each.number) for each in first.assigned
    }
    assert again.findings == ()


@given(series(), st.lists(days(), max_size=8), st.lists(days(), max_size=8))
def test_numbers_and_dates_only_rise_within_a_period_and_nothing_is_back_dated(
    made: Series, before: list[date], after: list[date]
) -> None:
    made = evolve(made, late=Late.NEXT_LAWFUL_DATE)
    first = number(made, requests(before), state=initial_state(made))
    second = number(made, [evolve(each, id=f"x{each.id}") for each in requests(after)], state=first.state)
    asked = dict(zip([f"xr{index}" for index in range(len(after))], after, strict=True))
    latest: dict[str, tuple[int, date]] = {}
    for row in (*first.assigned, *second.assigned):
        seq, on = latest.get(row.period, (made.first(row.period) - 1, date.min))
        assert (row.seq, row.issue_date >= on, row.period) == (seq + 1, True, made.period(row.issue_date))
        assert row.issue_date >= asked.get(row.request_id, date.min)
        latest[row.period] = (row.seq, row.issue_date)
    moved = {row.request_id for row in second.assigned if row.issue_date != asked[row.request_id]}
    told = [
        dict(finding.reason.facts)["request"] for finding in second.findings if finding.code == "numbering.date_moved"
    ]
    assert sorted(told, key=str) == sorted(moved)


@given(series(), st.lists(days(), max_size=8), days())
def test_all_or_nothing(made: Series, dates: list[date], today: date) -> None:
    done = allocate(initial_state(made), requests(dates), series=made, known=(), today=today)
    late = {f"r{index}" for index, on in enumerate(dates) if on > today}
    if late:
        assert (done.assigned, done.fresh, done.state) == ((), (), initial_state(made))
        assert {each.request_id for each in done.refused} == late
    else:
        assert len(done.assigned) == len(dates)


def test_a_store_without_compare_and_swap_is_caught() -> None:
    class Careless(Memory):
        def commit(
            self, series_id: str, *, expected_version: int, state: SeriesState, assigned: Sequence[Assigned]
        ) -> bool:
            assert expected_version <= self.state.version
            return super().commit(series_id, expected_version=self.state.version, state=state, assigned=assigned)

    made = Series(id="F", pattern="F{seq}", reset=Reset.NEVER)
    store = Careless(made)
    one, other = (number(made, [Request(id=name, series="F", date=LAST)], state=store.state) for name in "ab")
    assert store.commit("F", expected_version=0, state=one.state, assigned=one.fresh)
    with pytest.raises(AssertionError, match="unique index on the number"):
        store.commit("F", expected_version=0, state=other.state, assigned=other.fresh)

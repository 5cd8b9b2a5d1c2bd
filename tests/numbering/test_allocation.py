"""Batches: sorted by date, all or nothing, idempotent, and honest about every date they could not give."""

from datetime import date

import pytest
from attrs import evolve

from hostbilling.errors import InvalidInput
from hostbilling.numbering import (
    Allocation,
    Assigned,
    Counter,
    Late,
    Request,
    Reset,
    Series,
    SeriesState,
    allocate,
    close_period,
    initial_state,
    policy,
)
from hostbilling.periods import Period

TODAY = date(2027, 1, 10)
SERIES = Series(id="F", pattern="F{YYYY}-{seq:3}", reset=Reset.YEARLY)
FREE = policy("DE", on=TODAY)


def at(**counters: Counter) -> SeriesState:
    """Return a state; keyword y2026 stands for the period 2026."""
    return SeriesState(series="F", version=4, counters={key[1:]: counter for key, counter in counters.items()})


LAST = at(y2026=Counter(next_seq=11, last_date=date(2026, 11, 20)))
BOTH = at(
    y2026=Counter(next_seq=120, last_date=date(2026, 12, 30)), y2027=Counter(next_seq=3, last_date=date(2027, 1, 4))
)


def run(
    state: SeriesState, *dated: tuple[str, date], series: Series = SERIES, known: tuple[Assigned, ...] = ()
) -> Allocation:
    requests = [Request(id=name, series=series.id, date=on) for name, on in dated]
    return allocate(state, requests, series=series, known=known, today=TODAY)


def numbers(allocation: Allocation) -> list[tuple[str, str]]:
    return [(each.request_id, each.number) for each in allocation.assigned]


def refusals(allocation: Allocation) -> list[tuple[str, str]]:
    return [(each.request_id, each.reason.code.removeprefix("numbering.")) for each in allocation.refused]


def test_a_batch_is_numbered_by_date_and_same_day_requests_keep_their_order() -> None:
    given = run(
        LAST, ("c", date(2026, 12, 1)), ("b", date(2026, 11, 30)), ("a", date(2026, 12, 1)), ("n", date(2027, 1, 1))
    )
    assert numbers(given) == [("b", "F2026-011"), ("c", "F2026-012"), ("a", "F2026-013"), ("n", "F2027-001")]
    assert given.assigned == given.fresh
    assert given.state == SeriesState(
        series="F",
        version=5,
        counters={
            "2026": Counter(next_seq=14, last_date=date(2026, 12, 1)),
            "2027": Counter(next_seq=2, last_date=date(2027, 1, 1)),
        },
    )
    assert given.ok
    assert given.explain().splitlines()[0] == "b is F2026-011: number 11 of 2026 in F."


def test_one_refusal_stops_the_whole_batch() -> None:
    given = run(LAST, ("late", date(2026, 11, 17)), ("good", date(2026, 11, 21)))
    assert refusals(given) == [("late", "date_before_last")]
    assert (given.assigned, given.fresh, given.state) == ((), (), LAST)
    assert not given.ok
    assert given.explain() == "2026-11-17 is before 2026-11-20, the last date given in F."


def test_the_same_day_and_today_are_lawful() -> None:
    assert run(LAST, ("same", date(2026, 11, 20)), ("now", TODAY)).ok


def test_a_rerun_adds_nothing_and_answers_the_same() -> None:
    first = run(LAST, ("a", date(2026, 12, 1)), ("b", date(2026, 12, 2)))
    again = run(first.state, ("a", date(2026, 12, 1)), ("b", date(2026, 12, 2)), known=first.fresh)
    assert numbers(again) == numbers(first)
    assert again.fresh == ()
    assert again.state is first.state
    assert [reason.code for reason in again.reasons] == ["numbering.known"] * 2
    assert again.findings == ()


def test_a_rerun_with_another_date_says_so() -> None:
    first = run(LAST, ("a", date(2026, 12, 1)))
    again = run(first.state, ("a", date(2026, 12, 9)), known=first.fresh)
    assert again.assigned[0].issue_date == date(2026, 12, 1)
    assert [finding.code for finding in again.findings] == ["numbering.known_otherwise"]


def test_a_rerun_of_a_moved_date_is_no_surprise() -> None:
    moving = evolve(SERIES, late=Late.NEXT_LAWFUL_DATE)
    first = run(LAST, ("a", date(2026, 11, 1)), series=moving)
    assert run(first.state, ("a", date(2026, 11, 1)), series=moving, known=first.fresh).findings == ()


def test_an_empty_batch_changes_nothing() -> None:
    assert run(LAST).state is LAST


@pytest.mark.parametrize(
    ("asked", "given", "number"),
    [
        (date(2026, 11, 1), date(2026, 11, 20), "F2026-011"),
        (date(2025, 12, 31), date(2026, 11, 20), "F2026-011"),
        (date(2026, 12, 24), date(2026, 12, 24), "F2026-011"),
    ],
)
def test_a_late_document_moves_to_the_next_lawful_date_with_the_reason(asked: date, given: date, number: str) -> None:
    got = run(LAST, ("late", asked), series=evolve(SERIES, late=Late.NEXT_LAWFUL_DATE))
    [assigned] = got.assigned
    assert (assigned.issue_date, assigned.number) == (given, number)
    moved = [finding.code for finding in got.findings]
    assert moved == ([] if asked == given else ["numbering.date_moved"])
    assert [reason.code for reason in assigned.reasons] == [*moved, "numbering.numbered"]


def test_a_move_says_what_stood_in_the_way() -> None:
    got = run(LAST, ("late", date(2026, 11, 1)), series=evolve(SERIES, late=Late.NEXT_LAWFUL_DATE))
    assert str(got.findings[0]) == (
        "warning: late asked for 2026-11-01 and is dated 2026-11-20: "
        "2026-11-01 is before 2026-11-20, the last date given in F."
    )


def test_a_closed_year_moves_a_late_document_into_the_next() -> None:
    closed = close_period(LAST, series=SERIES, period="2026")
    assert refusals(run(closed, ("late", date(2026, 12, 31)))) == [("late", "period_closed")]
    moved = run(closed, ("late", date(2026, 12, 31)), series=evolve(SERIES, late=Late.NEXT_LAWFUL_DATE))
    assert [(each.issue_date, each.number) for each in moved.assigned] == [(date(2027, 1, 1), "F2027-001")]


def test_a_late_document_enters_the_old_year_only_where_the_series_allows_it() -> None:
    assert refusals(run(BOTH, ("late", date(2026, 12, 31)))) == [("late", "period_passed")]
    back = evolve(SERIES, back_periods=True)
    given = run(BOTH, ("late", date(2026, 12, 31)), series=back)
    assert numbers(given) == [("late", "F2026-120")]
    assert given.state.counter("2027") == BOTH.counter("2027")
    closed = close_period(BOTH, series=back, period="2026")
    assert refusals(run(closed, ("late", date(2026, 12, 31)), series=back)) == [("late", "period_closed")]


def test_without_a_lawful_date_up_to_today_the_answer_is_no() -> None:
    closed = close_period(BOTH, series=SERIES, period="2027")
    moving = evolve(SERIES, late=Late.NEXT_LAWFUL_DATE)
    assert refusals(run(closed, ("late", date(2026, 12, 31)), series=moving)) == [("late", "period_passed")]


def test_a_closed_series_that_never_resets_has_no_next_date() -> None:
    endless = Series(id="F", pattern="F{seq}", reset=Reset.NEVER, late=Late.NEXT_LAWFUL_DATE)
    closed = close_period(initial_state(endless), series=endless, period="all")
    assert refusals(run(closed, ("a", TODAY), series=endless)) == [("a", "period_closed")]


def test_a_date_after_today_is_refused_where_dates_must_be_true() -> None:
    ahead = date(2027, 1, 11)
    assert refusals(run(LAST, ("a", ahead))) == [("a", "date_in_future")]
    assert refusals(run(LAST, ("a", ahead), series=evolve(SERIES, late=Late.NEXT_LAWFUL_DATE))) == [
        ("a", "date_in_future")
    ]
    free = run(LAST, ("a", ahead), series=evolve(SERIES, policy=FREE))
    assert (free.ok, [finding.code for finding in free.findings]) == (True, ["numbering.date_in_future"])


def test_where_unique_is_enough_an_earlier_date_is_reported_only() -> None:
    given = run(LAST, ("a", date(2026, 11, 1)), series=evolve(SERIES, policy=FREE))
    assert numbers(given) == [("a", "F2026-011")]
    assert [str(finding) for finding in given.findings] == [
        "warning: a is dated 2026-11-01, before 2026-11-20, the last date in F."
    ]
    assert given.state.counter("2026") == Counter(next_seq=12, last_date=date(2026, 11, 20))


def test_a_series_takes_dates_of_its_own_days_only() -> None:
    year = evolve(SERIES, usable=Period(date(2026, 12, 1), date(2027, 1, 1)))
    assert refusals(run(LAST, ("after", date(2027, 1, 1)), series=year)) == [("after", "series_closed")]
    assert refusals(run(LAST, ("before", date(2026, 11, 30)), series=year)) == [("before", "series_closed")]
    moving = evolve(year, late=Late.NEXT_LAWFUL_DATE)
    assert [each.issue_date for each in run(LAST, ("b", date(2026, 11, 30)), series=moving).assigned] == [
        date(2026, 12, 1)
    ]
    assert refusals(run(LAST, ("after", date(2027, 1, 1)), series=moving)) == [("after", "series_closed")]


def test_a_number_longer_than_allowed_is_refused_and_one_as_long_is_not() -> None:
    full = at(y2026=Counter(next_seq=999))
    short = evolve(SERIES, max_length=9)
    assert numbers(run(full, ("a", date(2026, 5, 1)), series=short)) == [("a", "F2026-999")]
    assert refusals(run(full, ("a", date(2026, 5, 1)), ("b", date(2026, 5, 1)), series=short)) == [("b", "too_long")]


def test_outgrowing_the_padding_is_noted() -> None:
    full = at(y2026=Counter(next_seq=999))
    assert run(full, ("a", date(2026, 5, 1))).findings == ()
    wide = run(full, ("a", date(2026, 5, 1)), ("b", date(2026, 5, 1)))
    assert [finding.code for finding in wide.findings] == ["numbering.outgrown"]


def test_what_belongs_to_another_series_is_a_mistake() -> None:
    request = Request(id="a", series="F", date=TODAY)
    other = Series(id="C", pattern="C{seq}", reset=Reset.NEVER)
    with pytest.raises(InvalidInput) as caught:
        allocate(LAST, [request, request], series=other, known=(), today=TODAY)
    assert [fault.code for fault in caught.value.faults] == [
        "state.series", "id.duplicate", "request.series",
    ]  # fmt: skip
    assert "series.id" not in str(caught.value)
    stranger = Assigned(request_id="a", series="C", number="C1", period="all", seq=1, issue_date=TODAY)
    with pytest.raises(InvalidInput, match=r"requests\.a\.series is not F, got 'C'; allocate one series"):
        run(LAST, ("a", TODAY), known=(stranger,))


def test_a_year_closed_before_it_was_used_does_not_shut_the_one_before() -> None:
    closed = close_period(LAST, series=SERIES, period="2027")
    assert numbers(run(closed, ("a", date(2026, 12, 31)))) == [("a", "F2026-011")]


def test_the_day_of_issue_itself_needs_no_word() -> None:
    assert run(LAST, ("a", TODAY), series=evolve(SERIES, policy=FREE)).findings == ()


def test_a_new_period_begins_at_its_own_first_number() -> None:
    decided = evolve(SERIES, starts={"2027": 700})
    given = run(at(y2026=Counter(next_seq=8)), ("a", TODAY), ("b", TODAY), series=decided)
    assert numbers(given) == [("a", "F2027-700"), ("b", "F2027-701")]
    unused = at(y2026=Counter(next_seq=8), y2027=Counter(next_seq=700))
    assert run(unused, ("a", date(2026, 12, 31)), series=decided).ok


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (run(LAST, ("a", date(2027, 1, 11))), "2027-01-11 is after the day of issue, 2027-01-10."),
        (
            run(
                LAST, ("a", date(2027, 1, 1)), series=evolve(SERIES, usable=Period(date(2026, 1, 1), date(2027, 1, 1)))
            ),
            "F takes dates of 2026-01-01 to 2026-12-31 only, not 2027-01-01.",
        ),
        (run(BOTH, ("a", date(2026, 12, 31))), "F has issued in 2027 and takes no more in 2026."),
        (
            run(close_period(LAST, series=SERIES, period="2026"), ("a", date(2026, 12, 31))),
            "The period 2026 of F is closed.",
        ),
        (
            run(at(y2026=Counter(next_seq=1000)), ("a", date(2026, 5, 1)), series=evolve(SERIES, max_length=9)),
            "F2026-1000 has more than the 9 characters allowed.",
        ),
    ],
)
def test_what_a_refusal_says(given: Allocation, words: str) -> None:
    assert given.explain() == words


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            run(at(y2026=Counter(next_seq=1000)), ("a", date(2026, 5, 1))),
            "note: F2026-1000 is wider than its padding: sort by counter, not as text.",
        ),
        (
            run(LAST, ("a", date(2027, 1, 11)), series=evolve(SERIES, policy=FREE)),
            "warning: 2027-01-11 is after the day of issue, 2027-01-10.",
        ),
    ],
)
def test_what_a_finding_says(given: Allocation, words: str) -> None:
    assert [str(finding) for finding in given.findings] == [words]


def test_what_a_rerun_says() -> None:
    first = run(LAST, ("a", date(2026, 12, 1)))
    again = run(first.state, ("a", date(2026, 12, 9)), known=first.fresh)
    assert again.explain() == (
        "a already has the number F2026-011.\nwarning: a asks for 2026-12-09 but was numbered F2026-011 on 2026-12-01."
    )


def test_a_refused_batch_still_tells_its_findings() -> None:
    full = at(y2026=Counter(next_seq=999))
    narrow = evolve(SERIES, policy=FREE, max_length=9)
    given = run(
        full, ("early", date(2026, 5, 1)), ("wide", date(2027, 1, 11)), ("wide2", date(2026, 5, 2)), series=narrow
    )
    assert refusals(given) == [("wide2", "too_long")]
    assert [finding.code for finding in given.findings] == ["numbering.date_in_future"]

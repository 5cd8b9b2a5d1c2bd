"""Services and what was granted to them: the end of validity is derived, and a line grants once."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.errors import Impossible
from hostbilling.periods import Period, Term
from hostbilling.services import Cause, Coverage, Grant, Service, ServiceState
from tests.samples import faults, refusal


def grant(line_id: str, start: date, end: date, cause: Cause = Cause.PAID) -> Grant:
    return Grant(line_id=line_id, period=Period(start, end), cause=cause)


YEAR_2026 = grant("opening", date(2026, 1, 1), date(2027, 1, 1), Cause.OPENING)
YEAR_2027 = grant("D1/S1", date(2027, 1, 1), date(2028, 1, 1))


def service(**changes: Any) -> Service:
    facts: dict[str, Any] = {
        "id": "S1",
        "product_id": "hosting",
        "name": "web",
        "term": Term.months(12),
        "anchor_day": 1,
        "coverage": Coverage().grant(YEAR_2026),
    }
    return Service(**{**facts, **changes})


# --------------------------------------------------------------------------------------- coverage


def test_the_end_is_the_first_day_without_cover() -> None:
    coverage = Coverage().grant(YEAR_2026)
    assert coverage.end == date(2027, 1, 1)
    assert date(2026, 1, 1) in coverage
    assert date(2026, 12, 31) in coverage
    assert date(2027, 1, 1) not in coverage
    assert date(2025, 12, 31) not in coverage


def test_nothing_granted_has_no_end() -> None:
    assert Coverage().end is None
    assert date(2026, 1, 1) not in Coverage()


def test_the_same_line_grants_once_and_never_another_period() -> None:
    coverage = Coverage().grant(YEAR_2026).grant(YEAR_2027)
    assert coverage.grant(YEAR_2027) == coverage
    with pytest.raises(Impossible, match="revoke that one first") as caught:
        coverage.grant(grant("D1/S1", date(2028, 1, 1), date(2029, 1, 1)))
    assert caught.value.code == "grant.otherwise"
    assert coverage.end == date(2028, 1, 1)


def test_a_gap_is_not_covered_and_a_shorter_grant_does_not_pull_the_end_back() -> None:
    later = grant("D2/S1", date(2028, 6, 1), date(2029, 6, 1))
    within = grant("goodwill", date(2026, 3, 1), date(2026, 4, 1))
    coverage = Coverage().grant(later).grant(YEAR_2026).grant(within)
    assert coverage.end == date(2029, 6, 1)
    assert date(2027, 6, 1) not in coverage


@st.composite
def grants(draw: st.DrawFn) -> list[Grant]:
    spans = draw(st.lists(st.tuples(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 800)), max_size=6))
    return [grant(f"L{place}", start, start + timedelta(days=days)) for place, (start, days) in enumerate(spans)]


@given(grants(), st.randoms(use_true_random=False), st.dates(date(2019, 1, 1), date(2033, 1, 1)))
def test_coverage_is_the_same_in_any_order_of_grants(given_: list[Grant], shuffle: Any, day: date) -> None:
    def covered(order: list[Grant]) -> Coverage:
        coverage = Coverage()
        for each in order:
            coverage = coverage.grant(each)
        return coverage

    other = list(given_)
    shuffle.shuffle(other)
    coverage = covered(given_)
    assert covered(other) == coverage
    assert covered([*other, *given_]) == coverage  # everything heard twice
    assert coverage.end == (max(each.period.end for each in given_) if given_ else None)
    assert (day in coverage) is any(each.period.start <= day < each.period.end for each in given_)


# --------------------------------------------------------------------------------------- services


def test_the_next_period_starts_where_validity_ends() -> None:
    assert service().next_period() == Period(date(2027, 1, 1), date(2028, 1, 1))
    assert service().next_period(Term.months(3)) == Period(date(2027, 1, 1), date(2027, 4, 1))
    assert service().granted(YEAR_2027).ends_on == date(2028, 1, 1)


def test_periods_come_back_to_the_anchor_day_after_a_short_month() -> None:
    running = service(
        term=Term.months(1),
        anchor_day=31,
        coverage=Coverage().grant(grant("opening", date(2026, 1, 31), date(2026, 2, 28))),
    )
    assert running.next_period() == Period(date(2026, 2, 28), date(2026, 3, 31))


def test_a_service_never_granted_a_day_has_no_end() -> None:
    with pytest.raises(Impossible) as caught:
        _ = service(coverage=Coverage()).ends_on
    assert caught.value.code == "service.uncovered"
    assert "'S1'" in str(caught.value)


def test_a_state_is_entered_on_a_day_and_the_value_before_stays() -> None:
    active = service()
    off = active.entered(ServiceState.SUSPENDED, on=date(2027, 1, 1))
    assert (off.state, off.changed_on) == (ServiceState.SUSPENDED, date(2027, 1, 1))
    assert (active.state, active.changed_on) == (ServiceState.ACTIVE, None)
    assert off.coverage == active.coverage


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"id": ""}, "text.empty", "service.id"),
        ({"name": "\n"}, "text.empty", "service.name"),
        ({"product_id": 7}, "text.type", "service.product_id"),
        ({"anchor_day": 0}, "anchor.day", "service.anchor_day"),
        ({"anchor_day": 32}, "anchor.day", "service.anchor_day"),
        ({"anchor_day": True}, "anchor.day", "service.anchor_day"),
        ({"changed_on": datetime(2026, 1, 1)}, "date.datetime", "service.changed_on"),
    ],
)
def test_what_is_no_service(changes: dict[str, Any], code: str, field: str) -> None:
    assert refusal(service, **changes) == (code, field)


def test_a_grant_names_its_line_and_a_real_period() -> None:
    assert refusal(grant, "", date(2026, 1, 1), date(2027, 1, 1)) == ("text.empty", "grant.line_id")
    assert refusal(grant, "L1", date(2027, 1, 1), date(2026, 1, 1)) == ("period.reversed", "end")


def test_every_fault_of_a_service_is_told_at_once() -> None:
    assert [fault.field for fault in faults(service, id="", name="", anchor_day=99)] == [
        "service.id",
        "service.name",
        "service.anchor_day",
    ]

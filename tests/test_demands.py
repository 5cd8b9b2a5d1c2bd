"""Demands and their parts: what is asked, what is missing, since when it is overdue."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.demands import (
    Action,
    Demand,
    Instrument,
    Kind,
    Origin,
    Part,
    PartState,
    Stage,
    ToInvoice,
)
from hostbilling.money import payable
from hostbilling.parties import Role
from hostbilling.periods import PlainCalendar, Term
from tests.samples import EUR, TODAY, YEAR, amounts, faults, refusal


def part(**changes: Any) -> Part:
    facts: dict[str, Any] = {
        "id": "D1/S1",
        "service_id": "S1",
        "term": Term.years(1),
        "period": YEAR,
        "amounts": amounts("10.00", "2.30", "12.30"),
    }
    return Part(**{**facts, **changes})


def demand(**changes: Any) -> Demand:
    facts: dict[str, Any] = {
        "id": "D1",
        "kind": Kind.CALL,
        "parts": (part(), part(id="D1/S2", service_id="S2", amounts=amounts("5.00", "1.15", "6.15"))),
        "issued_on": TODAY,
        "due_on": date(2026, 3, 16),
        "held": payable("0", EUR),
    }
    return Demand(**{**facts, **changes})


# --------------------------------------------------------------------------------------- amounts and days


def test_what_is_asked_and_what_is_missing() -> None:
    asked = demand(held=payable("10", EUR))
    assert str(asked.asked.amount) == "18.45"
    assert str(asked.missing.amount) == "8.45"
    assert asked.is_open


def test_only_open_parts_are_asked_for() -> None:
    rest = demand(held=payable("1", EUR)).withdrawn("S1")
    assert [each.service_id for each in rest.open_parts] == ["S2"]
    assert str(rest.asked.amount) == "6.15"
    assert str(rest.missing.amount) == "5.15"
    nothing = rest.withdrawn("S2")
    assert not nothing.is_open
    assert (str(nothing.asked.amount), str(nothing.missing.amount)) == ("0.00", "0.00")


def test_the_due_day_is_still_in_time() -> None:
    asked = demand()
    assert [asked.is_overdue(date(2026, 3, day)) for day in (15, 16, 17)] == [False, False, True]
    assert not asked.withdrawn("S1").withdrawn("S2").is_overdue(date(2027, 1, 1))


def test_a_part_paid_is_never_withdrawn() -> None:
    paid = demand(parts=(part(state=PartState.PAID),))
    assert paid.withdrawn("S1") == paid


def test_a_part_is_replaced_by_its_id() -> None:
    marked = part().marked("reminder", on=date(2026, 3, 20))
    asked = demand().with_part(marked)
    assert asked.parts[0] == marked
    assert asked.parts[1] == demand().parts[1]
    assert demand().with_part(part(id="D9/S9")) == demand()


def test_a_stage_done_twice_was_last_done_on_the_later_day() -> None:
    marked = part().marked("declined", on=date(2026, 3, 20)).marked("declined", on=date(2026, 3, 24))
    assert marked.done_on("declined") == date(2026, 3, 24)
    assert marked.done_on("reminder") is None
    assert part().marks == ()


@given(st.sets(st.sampled_from(["S1", "S2", "S3", "S4"])), st.permutations(["S1", "S2", "S3", "S4"]))
def test_what_is_withdrawn_is_not_asked_for_whatever_the_order(gone: set[str], order: list[str]) -> None:
    asked = demand(parts=tuple(part(id=f"D1/S{number}", service_id=f"S{number}") for number in range(1, 5)))
    for service_id in order:
        if service_id in gone:
            asked = asked.withdrawn(service_id)
    assert {each.service_id for each in asked.open_parts} == {"S1", "S2", "S3", "S4"} - gone
    assert asked.asked.amount * 100 == 1230 * (4 - len(gone))
    assert asked.is_open is (len(gone) < 4)


# --------------------------------------------------------------------------------------- means of payment


def card(**changes: Any) -> Instrument:
    facts: dict[str, Any] = {"id": "card-1", "label": "Visa", "usable_until": date(2026, 12, 31)}
    return Instrument(**{**facts, **changes})


def test_a_card_is_usable_through_its_last_day() -> None:
    assert [card().usable(day) for day in (date(2026, 12, 31), date(2027, 1, 1))] == [True, False]


def test_a_card_revoked_is_not_used_on_that_day_any_more() -> None:
    revoked = card(revoked_on=date(2026, 6, 1))
    assert [revoked.usable(day) for day in (date(2026, 5, 31), date(2026, 6, 1))] == [True, False]


# --------------------------------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"id": ""}, "text.empty", "demand.id"),
        ({"issued_on": datetime(2026, 3, 2, 1)}, "date.datetime", "demand.issued_on"),
        ({"due_on": "2026-03-16"}, "date.type", "demand.due_on"),
        ({"parts": (part(), part())}, "id.duplicate", "demand.parts"),
        ({"held": payable("1", EUR).amount}, "money.currency", "currency"),
    ],
)
def test_what_is_no_demand(changes: dict[str, Any], code: str, field: str) -> None:
    assert refusal(demand, **changes) == (code, field)


@pytest.mark.parametrize(
    ("make", "code", "field"),
    [
        (lambda: part(id=" "), "text.empty", "part.id"),
        (lambda: part(service_id=""), "text.empty", "part.service_id"),
        (lambda: card(id=""), "text.empty", "instrument.id"),
        (lambda: card(label=""), "text.empty", "instrument.label"),
        (lambda: card(usable_until=datetime(2026, 12, 31)), "date.datetime", "instrument.usable_until"),
        (lambda: card(revoked_on="yesterday"), "date.type", "instrument.revoked_on"),
        (
            lambda: ToInvoice(demand_id="", part_ids=("D1/S1",), supplied_on=TODAY),
            "text.empty",
            "to_invoice.demand_id",
        ),
        (
            lambda: ToInvoice(demand_id="D1", part_ids=("D1/S1",), supplied_on=datetime(2026, 3, 2)),
            "date.datetime",
            "to_invoice.supplied_on",
        ),
    ],
)
def test_what_is_no_part_card_or_billable(make: Any, code: str, field: str) -> None:
    assert refusal(make) == (code, field)


def stage(**changes: Any) -> Stage:
    facts: dict[str, Any] = {"name": "reminder", "action": Action.NOTIFY, "origin": Origin.END, "days": -7}
    return Stage(**{**facts, **changes})


MAY_DAY = PlainCalendar(holidays=[date(2026, 5, 1)])


@pytest.mark.parametrize(
    ("offset", "expected", "distance"),
    [
        ({"days": 0}, "2026-03-31", "On the day of"),
        ({"days": -1}, "2026-03-30", "1 day before"),
        ({"days": 10}, "2026-04-10", "10 days after"),
        ({"weeks": -2}, "2026-03-17", "2 weeks before"),
        ({"weeks": 1}, "2026-04-07", "1 week after"),
        ({"months": -1}, "2026-02-28", "1 month before"),  # no 31 February
        ({"months": 1}, "2026-04-30", "1 month after"),
        ({"months": 11}, "2027-02-28", "11 months after"),
        ({"months": 23}, "2028-02-29", "23 months after"),
        ({"working_days": 3}, "2026-04-03", "3 working days after"),
        ({"working_days": -2}, "2026-03-27", "2 working days before"),  # a Tuesday: Monday, Friday
        ({"working_days": 24}, "2026-05-05", "24 working days after"),  # over 1 May, a Friday
    ],
)
def test_a_stage_counts_in_its_unit_from_its_origin(offset: dict[str, Any], expected: str, distance: str) -> None:
    counted = Stage(name="reminder", action=Action.NOTIFY, origin=Origin.END, **offset)
    assert str(counted.day_from(date(2026, 3, 31), calendar=MAY_DAY)) == expected
    assert counted.distance == distance


def test_only_days_and_weeks_are_the_same_length_everywhere() -> None:
    assert [stage().span, stage(days=0, weeks=-3).span] == [-7, -21]
    assert [stage(days=0, months=1).span, stage(days=0, working_days=1).span] == [None, None]
    assert stage(days=0, weeks=-1) != stage()


def test_a_stage_has_one_unit_and_working_days_need_a_calendar() -> None:
    assert refusal(stage, weeks=1) == ("stage.units", "stage")
    assert refusal(stage, days=0, months=1.5) == ("value.type", "stage.months")
    counted = stage(days=0, working_days=-3)
    assert refusal(counted.day_from, date(2026, 3, 31)) == ("stage.calendar", "calendar")
    assert refusal(stage(days=0, months=-1).day_from, date(1, 1, 20)) == ("date.range", "times")


def test_a_stage_counts_whole_days() -> None:
    assert (stage().days, stage().aged, stage().to) == (-7, 0, Role.BILLING)
    assert refusal(stage, days=-7.5) == ("value.type", "stage.days")
    assert refusal(stage, name="") == ("text.empty", "stage.name")
    assert [fault.code for fault in faults(stage, name=None, aged=-1)] == ["text.type", "count.low"]

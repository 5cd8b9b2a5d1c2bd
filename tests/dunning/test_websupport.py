"""WebSupport's published schedule, day for day: the whole timeline is one call."""

from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve

from hostbilling.demands import Action
from hostbilling.dunning import Short, timeline
from hostbilling.presets import websupport

T = date(2026, 12, 19)


def days(end: date = T, **facts: Any) -> list[tuple[int, str]]:
    found = timeline(websupport.EXPLICIT, end=end, **facts)
    return [((event.date - end).days, event.name) for event in found.events]


@pytest.mark.requirement("R-022", "R-023", "R-024", "R-025", "R-027", "R-028", "R-029")
def test_a_call_nobody_pays_runs_as_published() -> None:
    assert days() == [
        (-28, "proforma_issued"),
        (-14, "proforma_due"),
        (-14, "reminder_due_day"),
        (-7, "reminder_before_deactivation"),
        (0, "service_deactivated"),
        (7, "deletion_notice"),
        (7, "service_deleted"),
        (7, "proforma_deleted"),
        (21, "recoverable_until"),
        (22, "purged"),
    ]


@pytest.mark.parametrize("end", [date(2028, 2, 29), date(2028, 3, 1), date(2100, 3, 1), date(2026, 12, 31)])
def test_offsets_are_calendar_days_across_leap_days_and_years(end: date) -> None:
    assert days(end) == days()


def test_the_dates_of_one_end_written_out() -> None:
    found = timeline(websupport.EXPLICIT, end=date(2028, 3, 1))
    assert [(str(event.date), event.name) for event in found.events][:5] == [
        ("2028-02-02", "proforma_issued"),
        ("2028-02-16", "proforma_due"),
        ("2028-02-16", "reminder_due_day"),
        ("2028-02-23", "reminder_before_deactivation"),
        ("2028-03-01", "service_deactivated"),
    ]


@pytest.mark.requirement("R-032")
def test_a_payment_cancels_what_is_later_and_keeps_what_happened() -> None:
    found = timeline(websupport.EXPLICIT, end=T, paid_on=T + timedelta(days=3))
    assert [event.name for event in found.events if event.action is not Action.MARK] == [
        "proforma_issued",
        "reminder_due_day",
        "reminder_before_deactivation",
        "service_deactivated",
    ]
    assert [event.name for event in found.cancelled] == ["deletion_notice", "service_deleted", "purged"]


@pytest.mark.parametrize(
    ("paid", "left"), [(-14, "reminder_before_deactivation"), (0, "service_deactivated"), (7, "service_deleted")]
)
def test_a_payment_is_known_before_the_events_of_its_day(paid: int, left: str) -> None:
    found = timeline(websupport.EXPLICIT, end=T, paid_on=T + timedelta(days=paid))
    assert all(event.date < T + timedelta(days=paid) for event in found.events)
    assert left in [event.name for event in found.cancelled]


def test_issued_late_it_is_due_at_the_end_and_reminds_of_nothing_past() -> None:
    assert days(issued_on=T - timedelta(days=10)) == [
        (-10, "proforma_issued"),
        (0, "proforma_due"),
        (0, "service_deactivated"),
        (7, "deletion_notice"),
        (7, "service_deleted"),
        (7, "proforma_deleted"),
        (21, "recoverable_until"),
        (22, "purged"),
    ]


def test_issued_after_the_end_it_still_gives_a_week() -> None:
    assert days(issued_on=T + timedelta(days=3))[:3] == [
        (3, "proforma_issued"),
        (10, "proforma_due"),
        (10, "service_deactivated"),
    ]


def test_a_card_is_charged_on_the_due_day_and_once_more() -> None:
    found = timeline(websupport.TACIT, end=T)
    assert [((event.date - T).days, event.name) for event in found.events][1:8] == [
        (-14, "proforma_due"),
        (-14, "card_charged"),
        (-14, "card_declined"),
        (-10, "card_charged_again"),
        (-10, "card_declined"),
        (-7, "reminder_before_deactivation"),
        (0, "service_deactivated"),
    ]


def test_every_event_says_why() -> None:
    reasons = {event.name: str(event.reason) for event in timeline(websupport.EXPLICIT, end=T).events}
    assert reasons["proforma_issued"] == "The call goes out on 2026-11-21."
    assert reasons["proforma_due"] == "Payable until 2026-12-05, that day included."
    assert reasons["reminder_before_deactivation"] == "7 days before the end of validity, 2026-12-19."
    assert reasons["service_deactivated"] == "On the day of the end of validity, 2026-12-19."
    assert reasons["service_deleted"] == "7 days after the suspension on 2026-12-19."


@pytest.mark.requirement("R-031")
def test_every_distance_is_a_policy_of_its_family() -> None:
    monthly = timeline(websupport.MONTHLY, end=T)
    assert [((event.date - T).days, event.name) for event in monthly.events][:4] == [
        (-14, "proforma_issued"),
        (-7, "proforma_due"),
        (-7, "reminder_due_day"),
        (-3, "reminder_before_deactivation"),
    ]


@pytest.mark.requirement("R-035")
@pytest.mark.parametrize(
    ("short", "expected"),
    [
        (Short.DROPPED, [(-5, "proforma_issued"), (0, "proforma_due"), (0, "service_deactivated")]),
        (
            Short.AT_ONCE,
            [
                (-5, "proforma_issued"),
                (-5, "reminder_before_deactivation"),
                (0, "proforma_due"),
                (2, "service_deactivated"),
            ],
        ),
    ],
)
def test_with_five_days_left_reminders_are_dropped_or_the_last_goes_out_at_once(
    short: Short, expected: list[tuple[int, str]]
) -> None:
    found = timeline(evolve(websupport.EXPLICIT, short=short), end=T, issued_on=T - timedelta(days=5))
    assert [((event.date - T).days, event.name) for event in found.events][: len(expected)] == expected
    assert "reminder_due_day" in found.skipped
    assert all(event.date >= T - timedelta(days=5) for event in found.events)
    assert ("reminder_before_deactivation" in found.skipped) is (short is Short.DROPPED)

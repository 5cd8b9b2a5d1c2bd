"""The doors between instants and civil dates, through every trick that clocks play."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hostbilling.periods import civil_date, due_instant, midnight, shift_days
from tests.refusals import refused

BRATISLAVA = "Europe/Bratislava"
HOUR = timedelta(hours=1)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("instant", "zone", "day"),
    [
        ("2026-06-30T21:59:59+00:00", BRATISLAVA, date(2026, 6, 30)),
        ("2026-06-30T22:00:00+00:00", BRATISLAVA, date(2026, 7, 1)),
        ("2026-06-30T23:00:00-10:00", "Pacific/Kiritimati", date(2026, 7, 1)),
        ("2015-02-13T04:00:00+00:00", "America/New_York", date(2015, 2, 12)),
    ],
)
def test_an_instant_has_a_date_in_a_zone(instant: str, zone: str, day: date) -> None:
    assert civil_date(at(instant), zone=zone) == day
    assert civil_date(at(instant), zone=ZoneInfo(zone)) == day


def test_a_fixed_offset_is_a_zone() -> None:
    start = at("2015-03-13T23:30:00-08:00")
    assert civil_date(start, zone=timezone(-8 * HOUR)) == date(2015, 3, 13)
    assert midnight(date(2015, 3, 31), zone=timezone(-8 * HOUR)).isoformat() == "2015-03-31T00:00:00-08:00"


@pytest.mark.parametrize(
    ("paid", "due"),
    [
        ("2026-03-28T12:00:00+01:00", "2026-03-29T13:00:00+02:00"),
        ("2026-10-24T12:00:00+02:00", "2026-10-25T11:00:00+01:00"),
        ("2026-06-01T12:00:00+00:00", "2026-06-02T14:00:00+02:00"),
    ],
)
def test_a_promise_of_hours_counts_elapsed_time(paid: str, due: str) -> None:
    found = due_instant(at(paid), after=24 * HOUR, zone=BRATISLAVA)
    assert found.isoformat() == due
    assert found.astimezone(UTC) - at(paid).astimezone(UTC) == 24 * HOUR


@pytest.mark.parametrize(
    ("zone", "day", "first"),
    [
        (BRATISLAVA, date(2026, 7, 1), "2026-07-01T00:00:00+02:00"),
        (BRATISLAVA, date(2026, 3, 29), "2026-03-29T00:00:00+01:00"),
        (BRATISLAVA, date(2026, 3, 30), "2026-03-30T00:00:00+02:00"),
        # midnight is skipped: the day begins at one
        ("America/Sao_Paulo", date(2018, 11, 4), "2018-11-04T01:00:00-02:00"),
        ("Africa/Cairo", date(2024, 4, 26), "2024-04-26T01:00:00+03:00"),
        # the clocks went from 23:30 to 00:30: the day begins half an hour late
        ("America/Toronto", date(1919, 3, 31), "1919-03-31T00:30:00-04:00"),
        # a whole day was skipped
        ("Pacific/Apia", date(2011, 12, 30), "2011-12-31T00:00:00+14:00"),
        ("Pacific/Apia", date(2011, 12, 31), "2011-12-31T00:00:00+14:00"),
        # midnight comes twice: the first
        ("America/Havana", date(2025, 11, 2), "2025-11-02T00:00:00-04:00"),
        # the clocks go back from midnight to 23 h of the day before
        ("America/Sao_Paulo", date(2018, 2, 18), "2018-02-18T00:00:00-03:00"),
    ],
)
def test_the_first_instant_of_a_day(zone: str, day: date, first: str) -> None:
    found = midnight(day, zone=zone)
    assert found.isoformat() == first
    just_before = (found.astimezone(UTC) - timedelta(microseconds=1)).astimezone(ZoneInfo(zone))
    assert just_before.date() < day


@pytest.mark.parametrize(
    ("instant", "days", "shifted"),
    [
        ("2026-04-05T00:00:00+02:00", -28, "2026-03-08T00:00:00+01:00"),
        ("2026-03-28T12:00:00+01:00", 1, "2026-03-29T12:00:00+02:00"),
        # 02:30 is skipped on 29 March and comes twice on 25 October
        ("2026-03-28T02:30:00+01:00", 1, "2026-03-29T03:00:00+02:00"),
        ("2026-03-28T02:30:15.000001+01:00", 1, "2026-03-29T03:00:00+02:00"),
        ("2026-10-24T02:30:00+02:00", 1, "2026-10-25T02:30:00+02:00"),
        ("2026-10-25T02:30:00+01:00", 1, "2026-10-26T02:30:00+01:00"),
        ("2026-10-25T02:30:00+01:00", 0, "2026-10-25T02:30:00+01:00"),
        ("2026-10-25T02:30:00+02:00", 0, "2026-10-25T02:30:00+02:00"),
        ("2026-10-25T02:30:00+01:00", 154, "2027-03-28T03:00:00+02:00"),
        ("2026-06-01T10:00:00+00:00", 0, "2026-06-01T12:00:00+02:00"),
    ],
)
def test_a_promise_of_days_keeps_the_time_on_the_wall(instant: str, days: int, shifted: str) -> None:
    assert shift_days(at(instant), days, zone=BRATISLAVA).isoformat() == shifted


def test_half_hours_change_too() -> None:
    # Lord Howe Island goes from 02:00 to 02:30
    assert shift_days(at("2026-10-03T02:10:00+10:30"), 1, zone="Australia/Lord_Howe").isoformat() == (
        "2026-10-04T02:30:00+11:00"
    )


@pytest.mark.parametrize("door", [civil_date, midnight])
@pytest.mark.parametrize("zone", ["Nowhere/Town", "", "../etc/passwd", "/etc/localtime", None, 7, "Europe", "a\0b"])
def test_a_zone_is_known_by_its_name(door: Any, zone: Any) -> None:
    when = date(2026, 1, 1) if door is midnight else datetime(2026, 1, 1, tzinfo=UTC)
    assert refused(door, when, zone=zone) == ("zone.unknown", "zone")


def test_an_instant_knows_its_zone() -> None:
    naive = datetime(2026, 1, 1)
    day: Any = date(2026, 1, 1)
    assert refused(civil_date, naive, zone="UTC") == ("instant.naive", "instant")
    assert refused(civil_date, day, zone="UTC") == ("instant.type", "instant")
    assert refused(due_instant, naive, after=HOUR, zone="UTC") == ("instant.naive", "instant")
    assert refused(shift_days, naive, 1, zone="UTC") == ("instant.naive", "instant")
    assert refused(midnight, naive, zone="UTC") == ("date.datetime", "day")
    assert refused(midnight, "2026-01-01", zone="UTC") == ("date.type", "day")


def test_lengths_are_checked() -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    assert refused(due_instant, start, after=24, zone="UTC") == ("value.type", "after")
    assert refused(shift_days, start, 1.5, zone="UTC") == ("value.type", "days")


def test_instants_stay_within_the_calendar() -> None:
    last, first = datetime(9999, 12, 31, 23, tzinfo=UTC), datetime(1, 1, 1, tzinfo=UTC)
    assert refused(civil_date, last, zone="Asia/Tokyo") == ("date.range", "instant")
    assert refused(due_instant, last, after=HOUR, zone="UTC") == ("date.range", "after")
    assert refused(due_instant, first, after=-HOUR, zone="UTC") == ("date.range", "after")
    assert refused(shift_days, last, 1, zone="UTC") == ("date.range", "days")
    assert refused(shift_days, last, 10**10, zone="UTC") == ("date.range", "days")
    assert refused(midnight, date(1, 1, 1), zone="Asia/Tokyo") == ("date.range", "day")
    assert refused(shift_days, first, 0, zone="America/New_York") == ("date.range", "instant")

"""The doors between instants and civil dates.

A promise of hours counts elapsed time; a promise of days counts days on the calendar. Across a change of the clocks
they differ by an hour, and which one was promised decides. Two results in one zone are subtracted by Python as clock
times: turn both to UTC first when the elapsed time is wanted.
"""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from ..errors import Fault, InvalidInput, check_date, check_instant, check_type, refuse

Zone = str | tzinfo


def civil_date(instant: datetime, *, zone: Zone) -> date:
    """Return the date on the wall in `zone` (an IANA name or a tzinfo) at an aware instant.

    >>> civil_date(datetime(2026, 6, 30, 23, 30, tzinfo=UTC), zone="Europe/Bratislava")
    datetime.date(2026, 7, 1)
    """
    return _in_zone(instant, _zone(zone)).date()


def due_instant(instant: datetime, *, after: timedelta, zone: Zone) -> datetime:
    """Return the instant `after` an aware instant, in elapsed time, shown in `zone`.

    A promise of 24 hours counts hours, not the same time on the wall, so it moves by one across a clock change.

    >>> paid = datetime(2026, 3, 28, 11, 0, tzinfo=UTC)
    >>> due_instant(paid, after=timedelta(hours=24), zone="Europe/Bratislava").isoformat()
    '2026-03-29T13:00:00+02:00'
    """
    refuse(check_type("after", after, timedelta))
    try:
        later = _in_zone(instant, UTC) + after
    except OverflowError:
        raise _outside("after", after) from None
    return _in_zone(later, _zone(zone))


def midnight(day: date, *, zone: Zone) -> datetime:
    """Return the first instant of a civil day in `zone`.

    Where the clocks skip midnight the day begins at the change, where midnight comes twice with the first.

    >>> midnight(date(2018, 11, 4), zone="America/Sao_Paulo").isoformat()
    '2018-11-04T01:00:00-02:00'
    """
    refuse(check_date("day", day))
    return _on_the_wall(datetime.combine(day, time()), _zone(zone))


def shift_days(instant: datetime, days: int, *, zone: Zone) -> datetime:
    """Return the instant `days` later (earlier when negative) at the same time on the wall in `zone`.

    A time that the clocks skip on that day becomes the instant of the change. Of a time that comes twice it is the
    first, unless the instant given was the second.

    >>> shift_days(datetime(2026, 4, 4, 22, 0, tzinfo=UTC), -28, zone="Europe/Bratislava").isoformat()
    '2026-03-08T00:00:00+01:00'
    """
    refuse(check_type("days", days, int))
    there = _zone(zone)
    wall = _in_zone(instant, there).replace(tzinfo=None)
    try:
        shifted = (wall + timedelta(days=days)).replace(fold=wall.fold)
    except OverflowError:
        raise _outside("days", days) from None
    return _on_the_wall(shifted, there)


def _zone(zone: Zone) -> tzinfo:
    if isinstance(zone, tzinfo):
        return zone
    try:
        return ZoneInfo(zone)
    except (LookupError, ValueError, TypeError, OSError):
        raise InvalidInput(
            Fault("zone.unknown", "zone", zone, "is not an IANA time zone", "pass a name such as 'Europe/Paris'")
        ) from None


def _in_zone(instant: datetime, zone: tzinfo) -> datetime:
    refuse(check_instant("instant", instant))
    try:
        return instant.astimezone(zone)
    except OverflowError:
        raise _outside("instant", instant) from None


def _outside(field: str, value: object) -> InvalidInput:
    return InvalidInput(Fault("date.range", field, value, "leaves the calendar", "stay within the years 1 to 9999"))


def _on_the_wall(wall: datetime, zone: tzinfo) -> datetime:
    try:
        instant = wall.replace(tzinfo=zone).astimezone(UTC)
        shown = instant.astimezone(zone)
        if shown.replace(tzinfo=None) == wall:
            return shown
        # The clocks skip this time: of its two readings one lies before the change, the other after it.
        before, after = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (1, 0))
        return _change(before, after, zone).astimezone(zone)
    except OverflowError:
        raise _outside("day", wall.date()) from None


def _change(before: datetime, after: datetime, zone: tzinfo) -> datetime:
    offset = before.astimezone(zone).utcoffset()
    while after - before > timedelta.resolution:
        middle = before + (after - before) / 2
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after

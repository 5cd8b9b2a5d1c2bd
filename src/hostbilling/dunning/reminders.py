"""The rule on reminders to a customer, and the time a first reminder leaves before anything may be charged."""

from collections.abc import Iterable
from datetime import date, timedelta

from attrs import frozen

from ..decision import Decision, Finding, ReasonCode, unreviewed, warning
from ..errors import check_date, check_text, check_type, refuse
from ..parties import CustomerKind, country_code
from ..periods import PlainCalendar, add_working_days
from .reminder_law import Channel, ReminderRow
from .reminder_table import ROWS

LEAVES = ReasonCode("reminder.leaves", "{row}: {days} days from {first_day} to {last_day}.")
NO_PERIOD = ReasonCode("reminder.no_period", "No rule was read by which a reminder in {country} must leave time.")
FROM_MEMORY = ReasonCode("reminder.from_memory", "{row} rests on general knowledge: {says}.")


def reminder_row(
    country: str, *, customer: CustomerKind, on: date, overlay: tuple[ReminderRow, ...] = ()
) -> ReminderRow | None:
    """Return the rule on reminders to a customer on a day, None when none was read.

    A row of `overlay`, the host's own, goes before the shipped ones.
    """
    refuse(
        check_type("customer", customer, CustomerKind),
        check_date("on", on),
        *(check_text("overlay.source", row.source.title) for row in overlay),
    )
    where = country_code(country)
    rows = (row for row in (*overlay, *ROWS) if row.country == where and row.applies(customer, on=on))
    return next(rows, None)


@frozen(kw_only=True)
class FreePeriod(Decision):
    """The days a first reminder leaves to pay without costs, both included; None where no rule prescribes any."""

    first_day: date | None
    last_day: date | None

    @property
    def costs_from(self) -> date | None:
        """The first day on which costs may be charged."""
        return None if self.last_day is None else self.last_day + timedelta(days=1)


def free_period(
    country: str,
    *,
    customer: CustomerKind,
    sent_on: date,
    channel: Channel,
    received_on: date | None = None,
    holidays: Iterable[date] = (),
    overlay: tuple[ReminderRow, ...] = (),
) -> FreePeriod:
    """Return the time a first reminder leaves before it may cost anything.

    `received_on` is the day it really arrived, where that is known and counts. `holidays` are those on which no post
    is carried.

    >>> print(free_period("BE", customer=CustomerKind.CONSUMER, sent_on=date(2026, 11, 2), channel=Channel.ELECTRONIC))
    BE-XIX: 14 days from 2026-11-03 to 2026-11-16. (CDE XIX.2-XIX.4)
    """
    refuse(
        check_date("sent_on", sent_on),
        check_type("channel", channel, Channel),
        check_date("received_on", received_on) if received_on is not None else None,
    )
    row = reminder_row(country, customer=customer, on=sent_on, overlay=overlay)
    if row is None or row.free_days is None:
        return FreePeriod(first_day=None, last_day=None, reasons=(NO_PERIOD(country=country_code(country)),))
    first = _first_day(row, sent_on, channel, received_on, frozenset(holidays))
    last = first + timedelta(days=row.free_days - 1)
    reason = row.cited(LEAVES, row=row.id, days=row.free_days, first_day=first, last_day=last)
    return FreePeriod(first_day=first, last_day=last, reasons=(reason,), findings=doubts(row, sent_on))


def _first_day(
    row: ReminderRow, sent_on: date, channel: Channel, received_on: date | None, holidays: frozenset[date]
) -> date:
    if channel is Channel.POST and (row.deemed or received_on is None):
        carried = PlainCalendar(holidays=holidays, weekend=row.no_post)
        arrived = add_working_days(sent_on, row.post_days, carried)
        return arrived if row.deemed else arrived + timedelta(days=1)
    return (sent_on if row.deemed else received_on or sent_on) + timedelta(days=1)


def doubts(row: ReminderRow, on: date) -> tuple[Finding, ...]:
    """Return what makes an answer from a row uncertain."""
    stale = unreviewed(row.source, on=on)
    found = [] if row.known else [warning(FROM_MEMORY(row=row.id, says=row.says))]
    return (*found, stale) if stale else tuple(found)

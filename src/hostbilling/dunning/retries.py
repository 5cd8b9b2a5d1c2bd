"""When a means of payment is charged again, and when never.

Why a charge was refused decides: wrong data are asked for, a failed address check wants another method, a lost card is
never tried again, lack of funds waits for the next slot of the schedule. A gateway that is down refused nothing, so its
slot is still free. A charge whose outcome is unknown is looked up before anything else, because it may have gone
through. Each slot is claimed before the charge and used at most once, however often and on whatever night one asks.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from types import MappingProxyType

from attrs import field, frozen

from ..decision import Decision, Reason, ReasonCode
from ..demands import UNCAPPED, Attempt, Caps, DeclineClass
from ..errors import Fault, check_date, check_text, check_type, each_of, refuse
from ..periods import Term, advance

SLOT = ReasonCode("retry.slot", "The slot of {slot} has come and was not used.")
NO_SLOT = ReasonCode("retry.no_slot", "No slot is free on {on}; the next is {next_slot}.")
USED_UP = ReasonCode("retry.used_up", "All {count} slots were used.")
TODAY = ReasonCode("retry.today", "It was tried on {on} already: once a day is enough.")
UNSETTLED = ReasonCode("retry.unsettled", "What came of the charge of {on} is not known: ask the gateway first.")
STOPPED = ReasonCode("retry.stopped", "{instrument} was refused on {on} ({declined}): {follow_up}.")
CAPPED = ReasonCode("retry.capped", "The series has ended: {found} reach the cap of {cap} {what}.")


class FollowUp(Enum):
    """What a charge without money calls for."""

    RETRY = "try again by the schedule"
    TRY_SAME_SLOT = "try again, the slot is still free"
    ASK_CUSTOMER = "ask the customer to correct the data"
    OTHER_METHOD = "offer another method"
    NEVER = "never try this one again"
    ASK_GATEWAY = "find out whether it was charged"
    REVIEW = "let a person look at the code"


FOLLOW_UPS: Mapping[DeclineClass, FollowUp] = MappingProxyType(
    {
        DeclineClass.INSUFFICIENT_FUNDS: FollowUp.RETRY,
        DeclineClass.OTHER: FollowUp.RETRY,
        DeclineClass.GATEWAY_DOWN: FollowUp.TRY_SAME_SLOT,
        DeclineClass.DATA_ERROR: FollowUp.ASK_CUSTOMER,
        DeclineClass.ADDRESS: FollowUp.OTHER_METHOD,
        DeclineClass.STOLEN: FollowUp.NEVER,
        DeclineClass.NO_ANSWER: FollowUp.ASK_GATEWAY,
        DeclineClass.UNKNOWN_CODE: FollowUp.REVIEW,
    }
)
"""What follows from each class."""

_DAY = Term.days(1)
_GOES_ON = frozenset({FollowUp.RETRY, FollowUp.TRY_SAME_SLOT})
ABOUT_THE_INSTRUMENT = frozenset({FollowUp.ASK_CUSTOMER, FollowUp.OTHER_METHOD, FollowUp.NEVER})
"""What holds for a means of payment whatever it is charged for, until its data are corrected."""
NO_REFUSALS = frozenset({DeclineClass.GATEWAY_DOWN, DeclineClass.NO_ANSWER})
"""Charges that nobody refused: they count as attempts and not as declines."""


def follow_up(attempt: Attempt) -> FollowUp:
    """Return what an attempt calls for."""
    return FollowUp.ASK_GATEWAY if attempt.failed is None else FOLLOW_UPS[attempt.failed]


def stopped_by(attempts: Iterable[Attempt], instrument: str) -> Attempt | None:
    """Return the attempt after which an instrument must not be charged again, None when it may be."""
    for attempt in attempts:
        if attempt.instrument in (None, instrument) and not attempt.corrected and follow_up(attempt) not in _GOES_ON:
            return attempt
    return None


def stopped(stop: Attempt, instrument: str) -> Reason:
    """Return why an instrument is not charged after an attempt."""
    return STOPPED(instrument=instrument, on=stop.on, declined=stop.failed, follow_up=follow_up(stop).value)


def _in_order(slots: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(each_of("schedule.slots", slots, int)))


@frozen(kw_only=True)
class RetrySchedule:
    """The days on which a charge may be tried, counted from the end of validity: -3 is three days before it."""

    slots: tuple[int, ...] = field(converter=_in_order)
    caps: Caps = UNCAPPED

    def __attrs_post_init__(self) -> None:
        refuse(*(check_type("schedule.slots", slot, int) for slot in self.slots), _repeated(self.slots))

    def days(self, end: date) -> tuple[date, ...]:
        """Return the days of its slots for a coverage that ends on `end`, in order.

        >>> [str(day) for day in RetrySchedule(slots=[-3, 1]).days(date(2026, 12, 19))]
        ['2026-12-16', '2026-12-20']
        """
        refuse(check_date("end", end))
        return tuple(advance(end, _DAY, times=slot) for slot in self.slots)


def _repeated(slots: tuple[int, ...]) -> Fault | None:
    if len(set(slots)) == len(slots):
        return None
    return Fault("retry.repeated", "schedule.slots", slots, "hold one day twice", "give each slot a day of its own")


@frozen(kw_only=True)
class Retry(Decision):
    """Whether to charge on a day: for `slot`, or not when that is None.

    `next_slot` is the next free slot later on, None when there is none or nothing is charged any more. `follow_up` is
    what the last charge calls for; None when there was none.
    """

    slot: date | None
    next_slot: date | None = None
    follow_up: FollowUp | None = None

    @property
    def charge(self) -> bool:
        """Whether to charge now, after the slot was claimed."""
        return self.slot is not None


def retry(schedule: RetrySchedule, *, end: date, instrument: str, on: date, attempts: Iterable[Attempt] = ()) -> Retry:
    """Return whether a charge is due on a day, with the reason.

    `end` is the end of validity the slots are counted from, `instrument` the means of payment that would be charged,
    `attempts` what was claimed for this end before. After missed nights one charge uses all slots that have passed.

    >>> yearly = RetrySchedule(slots=[-14, -10])
    >>> print(retry(yearly, end=date(2026, 12, 19), instrument="card", on=date(2026, 12, 12)))
    The slot of 2026-12-09 has come and was not used.
    """
    refuse(check_date("on", on), check_text("instrument", instrument))
    refuse(check_type("schedule", schedule, RetrySchedule))
    tried = sorted(each_of("attempts", attempts, Attempt), key=lambda attempt: attempt.on)
    last = follow_up(tried[-1]) if tried else None
    over = _over(schedule.caps, tried, instrument=instrument, on=on)
    if over is not None:
        return Retry(slot=None, follow_up=last, reasons=(over,))
    free = _free(schedule.days(end), tried)
    come = [day for day in free if day <= on]
    later = next((day for day in free if day > on), None)
    if come and tried and tried[-1].on >= on:
        return Retry(slot=None, next_slot=come[-1], follow_up=last, reasons=(TODAY(on=tried[-1].on),))
    if come:
        return Retry(slot=come[-1], next_slot=later, follow_up=last, reasons=(SLOT(slot=come[-1]),))
    waits = USED_UP(count=len(schedule.slots)) if later is None else NO_SLOT(on=on, next_slot=later)
    return Retry(slot=None, next_slot=later, follow_up=last, reasons=(waits,))


def _over(caps: Caps, tried: list[Attempt], *, instrument: str, on: date) -> Reason | None:
    """Why nothing is charged whatever slots are free, None when nothing stands against it."""
    for attempt in tried:
        if follow_up(attempt) is FollowUp.ASK_GATEWAY:
            return UNSETTLED(on=attempt.on)
    if (stop := stopped_by(tried, instrument)) is not None:
        return stopped(stop, instrument)
    return _capped(caps, tried, on)


def _capped(caps: Caps, tried: list[Attempt], on: date) -> Reason | None:
    refused = [attempt for attempt in tried if attempt.failed not in NO_REFUSALS]
    counts = (
        ("declines", len(refused), caps.declines),
        ("attempts", len(tried), caps.attempts),
        ("days", (on - tried[0].on).days if tried else 0, caps.days),
    )
    return next(
        (CAPPED(found=found, cap=cap, what=what) for what, found, cap in counts if cap is not None and found >= cap),
        None,
    )


def _free(days: tuple[date, ...], tried: list[Attempt]) -> list[date]:
    """The slots after the last one that was used: earlier ones were overtaken by it."""
    used = max((each.slot for each in tried if each.failed is not DeclineClass.GATEWAY_DOWN), default=None)
    return [day for day in days if used is None or day > used]

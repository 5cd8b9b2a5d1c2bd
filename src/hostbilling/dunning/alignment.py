"""Whether the days of charging fit the days of dunning.

The clock of the card and the clock of the debt are set apart, and nobody notices when they disagree until a customer is
switched off on Monday and charged on Tuesday. Both are known before anything happens, so both can be compared.
"""

from collections.abc import Iterator
from datetime import date

from ..decision import Finding, ReasonCode, Severity, warning
from ..demands import Action, Origin
from ..periods import WorkingDays
from .policy import DUE, DunningPolicy
from .retries import RetrySchedule
from .timeline import Timeline, timeline

AFTER_ACT = ReasonCode("retry.after_act", "The charge of day {slot} comes after {act} on day {day}.")
UNTRIED = ReasonCode("retry.untried", "No charge is tried before {act} on day {day}.")
BEFORE_ISSUE = ReasonCode("retry.before_issue", "The charge of day {slot} comes before the call on day {day}.")
BEFORE_DUE = ReasonCode("retry.before_due", "The charge of day {slot} comes before the due day, {day}.")
OUT_OF_REACH = ReasonCode("retry.out_of_reach", "The charge of day {slot} is never tried: {why}.")

_ADVERSE = frozenset({Action.SUSPEND, Action.DELETE})
ANY_END = date(2000, 1, 1)
"""Schedules are days apart from the end of validity, whichever day that is."""


def charge_slots(policy: DunningPolicy, *, end: date, calendar: WorkingDays | None = None) -> RetrySchedule:
    """Return the charges a policy plans by itself for a coverage ending on `end`, as a retry schedule.

    >>> from hostbilling.presets import websupport
    >>> charge_slots(websupport.TACIT, end=date(2026, 12, 19)).slots
    (-14, -10)
    """
    stages = [stage for stage in policy.stages if stage.action is Action.CHARGE and stage.origin is Origin.END]
    return RetrySchedule(
        slots={(stage.day_from(end, calendar=calendar) - end).days for stage in stages}, caps=policy.caps
    )


def check_alignment(
    schedule: RetrySchedule, policy: DunningPolicy, *, end: date = ANY_END, calendar: WorkingDays | None = None
) -> tuple[Finding, ...]:
    """Return what does not fit between charges and dunning; days are counted from the end of validity.

    `end` is that day, which matters only for a policy that counts months or working days of `calendar`.

    A charge on the day of a suspension is in time: what is paid on a day is known before the acts of that day.

    >>> from hostbilling.presets import websupport
    >>> for finding in check_alignment(RetrySchedule(slots=[-14, 3]), websupport.TACIT):
    ...     print(finding)
    warning: The charge of day 3 comes after service_deactivated on day 0.
    """
    plan = timeline(policy, end=end, calendar=calendar)
    return (*_too_late(schedule, plan, end), *_too_early(schedule, plan, end), *_out_of_reach(schedule))


def _too_late(schedule: RetrySchedule, plan: Timeline, end: date) -> Iterator[Finding]:
    acts = [event for event in plan.events if event.action in _ADVERSE]
    if acts and not any(slot <= _day(acts[0].date, end) for slot in schedule.slots):
        yield warning(UNTRIED(act=acts[0].name, day=_day(acts[0].date, end)))
    for slot in schedule.slots:
        missed = [event for event in acts if slot > _day(event.date, end)]
        if missed:
            yield warning(AFTER_ACT(slot=slot, act=missed[-1].name, day=_day(missed[-1].date, end)))


def _too_early(schedule: RetrySchedule, plan: Timeline, end: date) -> Iterator[Finding]:
    issued = next(event.date for event in plan.events if event.action is Action.ISSUE)
    due = plan.on(DUE) if DUE in plan.stages else None
    for slot in schedule.slots:
        if slot < _day(issued, end):
            yield warning(BEFORE_ISSUE(slot=slot, day=_day(issued, end)))
        elif due is not None and slot < _day(due, end):
            yield Finding(reason=BEFORE_DUE(slot=slot, day=_day(due, end)), severity=Severity.NOTE)


def _out_of_reach(schedule: RetrySchedule) -> Iterator[Finding]:
    caps = schedule.caps
    for place, slot in enumerate(schedule.slots):
        if caps.days is not None and slot - schedule.slots[0] >= caps.days:
            yield warning(OUT_OF_REACH(slot=slot, why=f"the series ends after {caps.days} days"))
        elif place >= min(caps.declines or place + 1, caps.attempts or place + 1):
            yield warning(OUT_OF_REACH(slot=slot, why="the caps on declines or attempts end the series before"))


def _day(day: date, end: date) -> int:
    return (day - end).days

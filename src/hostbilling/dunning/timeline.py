"""The whole future of one unpaid call, in closed form: every date follows from the end of validity.

`timeline` is what will happen when every night runs; `due_now` in `gates` is what may happen tonight. A
property test holds the two together.
"""

from datetime import date, timedelta

from attrs import field, frozen

from ..decision import Decision, Reason, ReasonCode
from ..demands import Action, Origin, Stage
from ..errors import Fault, check_date, check_type, refuse
from ..periods import WorkingDays, next_working_day
from .gates import ENDING
from .policy import DUE, DunningPolicy, resolve

FROM_END = ReasonCode("dunning.from_end", "{distance} the end of validity, {end}.")
FROM_ISSUE = ReasonCode("dunning.from_issue", "The call goes out on {on}.")
DUE_DAY = ReasonCode("dunning.due_day", "Payable until {due}, that day included.")
FROM_STEP = ReasonCode("dunning.from_step", "{distance} {origin} on {since}.")
WAITED = ReasonCode("dunning.waited", "{aged} days after {notice} was sent on {sent}, as promised in it.")
_FIRST_YEAR, _LAST_YEAR = 1, 9999
NO_WORKING_DAY = ReasonCode("dunning.no_working_day", "The next working day: no service is ended on {on}.")
PAID = ReasonCode("dunning.paid", "Paid on {paid}: {count} later events are cancelled.")
NEVER_PAID = ReasonCode("dunning.never_paid", "Nobody pays: every stage of policy {policy} happens.")


@frozen(kw_only=True)
class Event:
    """One dated stage and why it falls on that day."""

    date: date
    name: str
    action: Action
    reason: Reason = field(eq=False)

    def __str__(self) -> str:
        return f"{self.date} {self.name}"


@frozen(kw_only=True)
class Timeline(Decision):
    """What happens, in order, and what a payment made unnecessary."""

    events: tuple[Event, ...]
    cancelled: tuple[Event, ...] = ()

    def on(self, name: str) -> date | None:
        """Return the day of a stage, None when it does not happen."""
        return next((event.date for event in self.events if event.name == name), None)

    def __str__(self) -> str:
        return "\n".join(map(str, self.events))


def timeline(
    policy: DunningPolicy,
    *,
    end: date,
    issued_on: date | None = None,
    paid_on: date | None = None,
    calendar: WorkingDays | None = None,
) -> Timeline:
    """Return every coming stage for a coverage that ends on `end`, the first day without cover.

    `issued_on` is when the call really goes out, by default as early as the policy says. With a `calendar`,
    services end on its working days only. `paid_on` is the day the money was received: stages of that day and
    later are cancelled, as payments are known before the events of their day. Markers (due day, end of
    recovery) are not cancelled but fall away with their cause.

    >>> from hostbilling.presets import websupport
    >>> print(timeline(websupport.EXPLICIT, end=date(2026, 12, 19)))
    2026-11-21 proforma_issued
    2026-12-05 proforma_due
    2026-12-05 reminder_due_day
    2026-12-12 reminder_before_deactivation
    2026-12-19 service_deactivated
    2026-12-26 deletion_notice
    2026-12-26 service_deleted
    2026-12-26 proforma_deleted
    2027-01-09 recoverable_until
    2027-01-10 purged
    """
    refuse(
        check_type("policy", policy, DunningPolicy),
        check_date("end", end),
        Fault("date.range", "end", end, "is at the edge of the calendar", "stay within the years 2 to 9998")
        if isinstance(end, date) and not _FIRST_YEAR < end.year < _LAST_YEAR
        else None,
        check_date("issued_on", issued_on) if issued_on is not None else None,
        check_date("paid_on", paid_on) if paid_on is not None else None,
    )
    issued = policy.issue_day(end) if issued_on is None else issued_on
    events = _events(policy, issued=issued, end=end, calendar=calendar)
    if paid_on is None:
        return Timeline(events=events, reasons=(NEVER_PAID(policy=policy.id),))
    happened = tuple(event for event in events if event.date < paid_on)
    cancelled = tuple(event for event in events if event.date >= paid_on and event.action is not Action.MARK)
    return Timeline(events=happened, cancelled=cancelled, reasons=(PAID(paid=paid_on, count=len(cancelled)),))


def _events(policy: DunningPolicy, *, issued: date, end: date, calendar: WorkingDays | None) -> tuple[Event, ...]:
    stages = resolve(policy, issued_on=issued, end=end)
    due = policy.due_day(issued_on=issued, end=end)
    declined = [stage for stage in stages if stage.origin is Origin.DECLINED]
    origins = {Origin.END: end, Origin.ISSUED: issued}
    done: dict[str, date] = {}
    events: list[Event] = []
    for stage in stages:
        if stage.origin is Origin.DECLINED:
            continue
        day, reason = _planned(stage, origins=origins, due=due, done=done)
        if calendar is not None and stage.action in ENDING and not calendar.is_working_day(day):
            day, reason = next_working_day(day, calendar), NO_WORKING_DAY(on=day)
        done[stage.name] = day
        events.append(Event(date=day, name=stage.name, action=stage.action, reason=reason))
        if stage.action is Action.CHARGE:
            events.extend(_after_decline(declined, charged=stage.name, day=day))
        if origin := _BECOMES_ORIGIN.get(stage.action):
            origins[origin] = day
    return tuple(sorted(events, key=lambda event: event.date))


_HAPPENED = {
    Origin.ISSUED: "the issue",
    Origin.SUSPENDED: "the suspension",
    Origin.DELETED: "the deletion",
}
_BECOMES_ORIGIN = {Action.SUSPEND: Origin.SUSPENDED, Action.DELETE: Origin.DELETED}


def _after_decline(stages: list[Stage], *, charged: str, day: date) -> list[Event]:
    return [
        Event(
            date=day + timedelta(days=stage.days),
            name=stage.name,
            action=stage.action,
            reason=FROM_STEP(distance=_distance(stage.days), origin=f"the refusal of {charged}", since=day),
        )
        for stage in stages
    ]


def _planned(stage: Stage, *, origins: dict[Origin, date], due: date, done: dict[str, date]) -> tuple[date, Reason]:
    """The latest of the days a stage depends on, with the reason that decided."""
    since, issued = origins[stage.origin], origins[Origin.ISSUED]
    if stage.action is Action.ISSUE:
        return issued, FROM_ISSUE(on=issued)
    if stage.name == DUE:
        return due, DUE_DAY(due=due)
    days = [(since + timedelta(days=stage.days), _counted(stage, since)), (issued, FROM_ISSUE(on=issued))]
    if stage.action is Action.SUSPEND:
        days.append((due, DUE_DAY(due=due)))
    if stage.waits_for is not None:
        sent = done[stage.waits_for]
        waited = WAITED(aged=stage.aged, notice=stage.waits_for, sent=sent)
        days.append((sent + timedelta(days=stage.aged), waited))
    return max(days, key=lambda each: each[0])


def _counted(stage: Stage, since: date) -> Reason:
    if stage.origin is Origin.END:
        return FROM_END(distance=_distance(stage.days), end=since)
    return FROM_STEP(distance=_distance(stage.days), origin=_HAPPENED[stage.origin], since=since)


def _distance(days: int) -> str:
    if days == 0:
        return "On the day of"
    return f"{abs(days)} day{'s' if abs(days) > 1 else ''} {'before' if days < 0 else 'after'}"

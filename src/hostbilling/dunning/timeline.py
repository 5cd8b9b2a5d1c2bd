"""The whole future of one unpaid call, in closed form: every date follows from the end of validity.

`timeline` is what will happen when every night runs; `due_now` in `gates` is what may happen tonight. A
property test holds the two together.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import chain

from attrs import field, frozen

from ..decision import Decision, Reason, ReasonCode
from ..demands import Action, Caps, Origin, Stage
from ..errors import Fault, check_count, check_date, check_type, refuse
from ..periods import Period, WorkingDays, next_working_day
from .gates import ENDING
from .planned import same_sort, step_before
from .policy import DUE, DunningPolicy, resolve

FROM_END = ReasonCode("dunning.from_end", "{distance} the end of validity, {end}.")
FROM_ISSUE = ReasonCode("dunning.from_issue", "The call goes out on {on}.")
DUE_DAY = ReasonCode("dunning.due_day", "Payable until {due}, that day included.")
FROM_STEP = ReasonCode("dunning.from_step", "{distance} {origin} on {since}.")
WAITED = ReasonCode("dunning.waited", "{aged} days after {notice} was sent on {sent}, as promised in it.")
_FIRST_YEAR, _LAST_YEAR = 1, 9999
NO_WORKING_DAY = ReasonCode("dunning.no_working_day", "The next working day: no service is ended on {on}.")
HELD = ReasonCode("dunning.held_until", "Held back from {on} until {until}.")
SKIPPED = ReasonCode("dunning.skipped", "Too late for {skipped}: the call went out on {on}.")
REPLACED = ReasonCode("dunning.replaced", "{stage} falls away: {by} is sent by then.")
CHARGED = ReasonCode("dunning.charged", "The charge of {paid} goes through after {declines} refusals.")
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
    """What happens, in order, what a payment made unnecessary, and the stages that fall away.

    A stage falls away (`skipped`) when it was too late for it, or when a later one of its sort comes by its day.
    """

    events: tuple[Event, ...]
    cancelled: tuple[Event, ...] = ()
    skipped: tuple[str, ...] = ()

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
    declines: int | None = None,
    held: Period | None = None,
    calendar: WorkingDays | None = None,
) -> Timeline:
    """Return every coming stage for a coverage that ends on `end`, the first day without cover.

    `issued_on` is when the call really goes out, by default as early as the policy says. With a `calendar`, services
    end on its working days only, and stages may count them. `paid_on` is the day the money was received: stages of that
    day and later are cancelled, as payments are known before the events of their day. Markers (due day, end of
    recovery) are not cancelled but fall away with their cause. `declines` is how often the card is refused before a
    charge goes through, None for always; `held` the days on which a person holds everything adverse. Half a payment
    changes nothing: a call is filled whole. Conditions of stages are taken as met.

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
        check_count("declines", declines) if declines is not None else None,
        check_type("held", held, Period) if held is not None else None,
    )
    issued = policy.issue_day(end, calendar=calendar) if issued_on is None else issued_on
    stages = resolve(policy, issued_on=issued, end=end, calendar=calendar)
    known = {stage.name for stage in stages}
    skipped = tuple(stage.name for stage in policy.stages if stage.name not in known)
    why = [SKIPPED(skipped=skipped, on=issued)] if skipped else []
    run = _Run(policy, stages, issued=issued, end=end, calendar=calendar, held=held)
    skipped += tuple(run.replaced)
    why += [REPLACED(stage=stage, by=by) for stage, by in run.replaced.items()]
    charged = None if declines is None or len(run.charges) <= declines else run.charges[declines]
    if charged is not None and (paid_on is None or charged.date < paid_on):
        events, reason = run.events_before_answer(charged.date), CHARGED(paid=charged.date, declines=declines)
    elif paid_on is not None:
        events = tuple(event for event in run.events if event.date < paid_on)
        reason = PAID(paid=paid_on, count=len(_cancelled(run.events, events)))
    else:
        return Timeline(events=run.events, skipped=skipped, reasons=(NEVER_PAID(policy=policy.id), *why))
    cancelled = _cancelled(run.events, events)
    return Timeline(events=events, cancelled=cancelled, skipped=skipped, reasons=(reason, *why))


def _cancelled(events: Iterable[Event], happened: tuple[Event, ...]) -> tuple[Event, ...]:
    return tuple(event for event in events if event not in happened and event.action is not Action.MARK)


class _Run:
    """The stages of one call on their days, as they come when nobody pays."""

    def __init__(
        self,
        policy: DunningPolicy,
        stages: tuple[Stage, ...],
        *,
        issued: date,
        end: date,
        calendar: WorkingDays | None,
        held: Period | None,
    ) -> None:
        self._stages = stages
        self._due = policy.due_day(issued_on=issued, end=end)
        self._calendar, self._held = calendar, held
        self._origins = {Origin.END: end, Origin.ISSUED: issued, Origin.DUE: self._due}
        # otherwise the order of the list, which the policy checks, is that of the days
        self._may_meet = held is not None or any(stage.span is None for stage in stages)
        self._done: dict[str, date] = {}
        self.replaced: dict[str, str] = {}
        counted = (self._event(stage) for stage in stages if stage.origin is not Origin.DECLINED)
        found = [event for event in counted if event.name not in self.replaced]
        self.charges = _capped([event for event in found if event.action is Action.CHARGE], policy.caps)
        declined = [stage for stage in stages if stage.origin is Origin.DECLINED]
        kept = [event for event in found if event.action is not Action.CHARGE or event in self.charges]
        after = ([event, *self._after_decline(event, declined)] if event in self.charges else [event] for event in kept)
        events = sorted(chain.from_iterable(after), key=lambda event: event.date)
        deleted = next((event.date for event in events if event.action is Action.DELETE), date.max)
        self.events = tuple(event for event in events if event.date <= deleted or event.action in _AFTER_DELETION)

    def events_before_answer(self, day: date) -> tuple[Event, ...]:
        """Return what has happened when a charge of `day` is answered: what ends a service waits for the answer."""
        waits = {stage.name for stage in self._stages if stage.origin in (Origin.DECLINED, Origin.SUSPENDED)}
        sent = (Action.ISSUE, Action.MARK, Action.NOTIFY, Action.CHARGE)
        return tuple(
            event
            for event in self.events
            if event.date < day or (event.date == day and event.action in sent and event.name not in waits)
        )

    def _event(self, stage: Stage) -> Event:
        day, reason = self._comes(stage)
        if self._may_meet and stage.origin is not Origin.STEP and (by := self._replacing(stage, day)) is not None:
            self.replaced[stage.name], day = by
        self._done[stage.name] = day
        if origin := _BECOMES_ORIGIN.get(stage.action):
            self._origins[origin] = day
        return Event(date=day, name=stage.name, action=stage.action, reason=reason)

    def _comes(self, stage: Stage) -> tuple[date, Reason]:
        day, reason = self._planned(stage)
        if stage.action in _ADVERSE or stage.origin is Origin.SUSPENDED:
            return self._allowed(stage, day, reason)
        return day, reason

    def _replacing(self, stage: Stage, day: date) -> tuple[str, date] | None:
        """The first stage of its sort that is listed later and comes by its day, and that day."""
        place = self._stages.index(stage)
        later = [
            each for each in self._stages[place + 1 :] if same_sort(stage, each) and each.origin is not Origin.STEP
        ]
        days = [(each.name, self._comes(each)[0]) for each in later if each.waits_for in (None, *self._done)]
        return min((each for each in days if each[1] <= day), key=lambda each: each[1], default=None)

    def _allowed(self, stage: Stage, day: date, reason: Reason) -> tuple[date, Reason]:
        """The first day from `day` on that is neither held nor closed to what ends a service."""
        if self._held is not None and day in self._held:
            day, reason = self._held.end, HELD(on=day, until=self._held.end)
        if self._calendar is not None and stage.action in ENDING and not self._calendar.is_working_day(day):
            closed, day = day, next_working_day(day, self._calendar)
            return self._allowed(stage, day, NO_WORKING_DAY(on=closed))
        return day, reason

    def _planned(self, stage: Stage) -> tuple[date, Reason]:
        """The latest of the days a stage depends on, with the reason that decided."""
        issued = self._origins[Origin.ISSUED]
        if stage.action is Action.ISSUE:
            return issued, FROM_ISSUE(on=issued)
        if stage.name == DUE:
            return self._due, DUE_DAY(due=self._due)
        since = self._since(stage)
        counted = stage.day_from(since, calendar=self._calendar)
        days = [(counted, _counted(stage, since)), (issued, FROM_ISSUE(on=issued))]
        if stage.action in ENDING:
            days.append((self._due, DUE_DAY(due=self._due)))
        if stage.waits_for is not None:
            sent = self._done[stage.waits_for]
            waited = WAITED(aged=stage.aged, notice=stage.waits_for, sent=sent)
            days.append((sent + timedelta(days=stage.aged), waited))
        return max(days, key=lambda each: each[0])

    def _after_decline(self, charge: Event, stages: list[Stage]) -> list[Event]:
        origin = f"the refusal of {charge.name}"
        return [
            Event(
                date=stage.day_from(charge.date, calendar=self._calendar),
                name=stage.name,
                action=stage.action,
                reason=FROM_STEP(distance=stage.distance, origin=origin, since=charge.date),
            )
            for stage in stages
        ]

    def _since(self, stage: Stage) -> date:
        if stage.origin is Origin.STEP:
            return self._done[step_before(stage, self._stages).name]
        return self._origins[stage.origin]


def _capped(charges: list[Event], caps: Caps) -> list[Event]:
    """The charges that are tried when every one is refused, before a cap ends the series."""
    series = sorted(charges, key=lambda event: event.date)
    most = min(caps.declines or len(series), caps.attempts or len(series))
    tried = series[:most]
    return [event for event in tried if caps.days is None or (event.date - series[0].date).days < caps.days]


_HAPPENED = {
    Origin.ISSUED: "the issue",
    Origin.DUE: "the due day",
    Origin.STEP: "the step before",
    Origin.SUSPENDED: "the suspension",
    Origin.DELETED: "the deletion",
}
_ADVERSE = frozenset({*ENDING, Action.PURGE})
_AFTER_DELETION = (Action.MARK, Action.PURGE)
_BECOMES_ORIGIN = {Action.SUSPEND: Origin.SUSPENDED, Action.DELETE: Origin.DELETED}


def _counted(stage: Stage, since: date) -> Reason:
    if stage.origin is Origin.END:
        return FROM_END(distance=stage.distance, end=since)
    return FROM_STEP(distance=stage.distance, origin=_HAPPENED[stage.origin], since=since)

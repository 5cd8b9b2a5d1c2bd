"""The whole future of one unpaid call, in closed form: every date follows from the end of validity.

`timeline` is what will happen when every night runs; `due_now` in `gates` is what may happen tonight. A
property test holds the two together.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import frozen

from ..decision import Decision, Reason, ReasonCode
from ..demands import Action, Origin
from ..errors import Fault, check_count, check_date, check_type, not_found, refuse
from ..periods import Period, WorkingDays
from ..periods.workdays import check_calendar
from .events import DUE_DAY, Event, Run
from .policy import DunningPolicy, not_due_yet, resolve
from .sorts import SUPERSEDED

SKIPPED = ReasonCode("dunning.skipped", "Too late for {skipped}: the call went out on {on}.")
EARLY = ReasonCode("dunning.early", "{stage} falls away: on {day} the call may still be paid, until {due}.")
PAID_FOR = ReasonCode("dunning.paid_for", "The service is paid for until {until}, so nothing unpaid ends it.")
CHARGED = ReasonCode("dunning.charged", "The charge of {paid} goes through after {declines} refusals.")
PAID = ReasonCode("dunning.paid", "Paid on {paid}: {count} later events are cancelled.")
MATCHED = ReasonCode("dunning.matched", "Known on {known} only: needless were {needless}.")
NEVER_PAID = ReasonCode("dunning.never_paid", "Nobody pays: every stage of policy {policy} happens.")
_FIRST_YEAR, _LAST_YEAR = 1, 9999


@frozen(kw_only=True)
class Timeline(Decision):
    """What happens, in order, what a payment made unnecessary, and the stages that fall away.

    A stage falls away (`skipped`) when it was too late for it, or when a later one of its sort comes on its day. What
    happened before a payment was known, though it had been received, is among the events and `needless`: a service
    that went off then is to work again at once. `stages` are the names of all that its policy holds.
    """

    events: tuple[Event, ...]
    cancelled: tuple[Event, ...] = ()
    needless: tuple[Event, ...] = ()
    skipped: tuple[str, ...] = ()
    stages: tuple[str, ...]

    def on(self, name: str) -> date | None:
        """Return the day of a stage, None when it does not happen; raises `NotFound` for what is no stage of it."""
        if name not in self.stages:
            raise not_found("stage", name, f"use one of {', '.join(self.stages)}")
        return next((event.date for event in self.events if event.name == name), None)

    def __str__(self) -> str:
        return "\n".join(map(str, self.events))


def timeline(
    policy: DunningPolicy,
    *,
    end: date,
    issued_on: date | None = None,
    paid_on: date | None = None,
    known_on: date | None = None,
    declines: int | None = None,
    held: Period | None = None,
    calendar: WorkingDays | None = None,
) -> Timeline:
    """Return every coming stage for a coverage that ends on `end`, the first day without cover.

    `issued_on` is when the call really goes out, by default as early as the policy says. With a `calendar`, services
    end on its working days only, and stages may count them. `paid_on` is the day the money was received: stages of that
    day and later are cancelled, as payments are known before the events of their day; `known_on` is when it was matched
    if that was later. A call lapses with the deletion of its service: paid after it, it brings nothing back and what is
    left is purged all the same (see `lifecycle.reactivation`). Markers (due day, end of recovery) are not cancelled but
    fall away with their cause. `declines` is how often the card is refused before a charge goes through, None for
    always; `held` the days on which a person holds everything adverse. Half a payment changes nothing: a call is filled
    whole. Conditions of stages are taken as met.

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
        check_calendar("calendar", calendar),
        *check_supposed(paid_on, known_on, declines, held),
    )
    issued = policy.issue_day(end, calendar=calendar) if issued_on is None else issued_on
    stages = resolve(policy, issued_on=issued, end=end, calendar=calendar)
    known = {stage.name for stage in stages}
    skipped = tuple(stage.name for stage in policy.stages if stage.name not in known)
    due = policy.due_day(issued_on=issued, end=end)
    early = not_due_yet(policy, issued_on=issued, end=end, calendar=calendar)
    late = [name for name in skipped if name not in early]
    why = [SKIPPED(skipped=late, on=issued)] if late else []
    why += [EARLY(stage=name, day=day, due=due) for name, day in early.items()]
    run = Run(
        stages,
        origins={Origin.END: end, Origin.ISSUED: issued, Origin.DUE: due},
        ending=((due, DUE_DAY(due=due)), (end, PAID_FOR(until=end))),
        caps=policy.caps,
        calendar=calendar,
        held=held,
    )
    names = tuple(stage.name for stage in policy.stages)
    return supposed(run, NEVER_PAID(policy=policy.id), stages=names, paid_on=paid_on, known_on=known_on,
                    declines=declines, skipped=skipped, why=tuple(why))  # fmt: skip


def check_supposed(
    paid_on: date | None, known_on: date | None, declines: int | None, held: Period | None
) -> Iterator[Fault | None]:
    """Yield what is wrong with a supposition."""
    yield check_date("paid_on", paid_on) if paid_on is not None else None
    yield check_count("declines", declines) if declines is not None else None
    yield check_type("held", held, Period) if held is not None else None
    if known_on is not None:
        yield check_date("known_on", known_on)
        yield (
            Fault("timeline.known_on", "known_on", known_on, f"has no payment before it, paid on {paid_on}",
                  "give the day the payment was received as `paid_on`, not after it")
            if paid_on is None or known_on < paid_on
            else None
        )  # fmt: skip


def supposed(
    run: Run,
    never_paid: Reason,
    *,
    stages: tuple[str, ...],
    paid_on: date | None,
    known_on: date | None,
    declines: int | None,
    skipped: tuple[str, ...] = (),
    why: tuple[Reason, ...] = (),
) -> Timeline:
    """Return what is left of the events of a run when somebody pays, or a charge goes through."""
    skipped += tuple(run.replaced)
    why += tuple(SUPERSEDED(stage=stage, by=by) for stage, by in run.replaced.items())
    charged = None if declines is None or len(run.charges) <= declines else run.charges[declines]
    needless: tuple[Event, ...] = ()
    if charged is not None and (paid_on is None or charged.date < paid_on):
        events, reason = run.events_before_answer(charged.date), CHARGED(paid=charged.date, declines=declines)
    elif paid_on is not None:
        known = known_on or paid_on
        gone = any(event.action is Action.DELETE and event.date < paid_on for event in run.events)
        over = (Action.MARK, Action.PURGE) if gone else ()
        events = tuple(event for event in run.events if event.date < known or event.action in over)
        needless = tuple(
            event for event in events if event.date >= paid_on and event.action not in (Action.MARK, *over)
        )
        reason = PAID(paid=paid_on, count=len(_cancelled(run.events, events)))
        why = (MATCHED(known=known, needless=[event.name for event in needless]), *why) if needless else why
    else:
        return Timeline(events=run.events, skipped=skipped, stages=stages, reasons=(never_paid, *why))
    cancelled = _cancelled(run.events, events)
    return Timeline(
        events=events, cancelled=cancelled, needless=needless, skipped=skipped, stages=stages, reasons=(reason, *why)
    )


def _cancelled(events: Iterable[Event], happened: tuple[Event, ...]) -> tuple[Event, ...]:
    return tuple(event for event in events if event not in happened and event.action is not Action.MARK)

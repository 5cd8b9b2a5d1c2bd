"""What may happen tonight to one part of a demand: the gates before every act.

An act is due when its day has come. It goes through only with proof: the notice it waits for was really sent
and has aged, no payment is in flight, nothing holds it, and the coverage has really ended. After missed nights
only the latest reminder is sent, and the promised time between a notice and its act is kept.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from attrs import frozen

from ..decision import Reason, ReasonCode
from ..demands import Action, DeclineClass, Origin, Part, PartState, Stage
from ..periods import WorkingDays, next_working_day
from ..services import Service, ServiceState
from .policy import ISSUED
from .retries import FOLLOW_UPS, FollowUp

COVERED = ReasonCode("dunning.covered", "{service} is paid until {end}: it is not ended by an unpaid demand.")
NOT_DUE = ReasonCode("dunning.not_due", "{stage} waits: what is asked for may be paid until {due}.")
NOT_SENT = ReasonCode("dunning.not_sent", "{stage} waits for {notice}, which was not sent.")
NOT_AGED = ReasonCode("dunning.not_aged", "{stage} waits until {until}: {notice} was sent on {sent}.")
IN_FLIGHT = ReasonCode("dunning.in_flight", "{stage} waits: a payment is announced or under way.")
NO_ADVERSE_DAY = ReasonCode("dunning.no_adverse_day", "{stage} waits for {until}: no service is ended on {on}.")
HELD = ReasonCode("dunning.held", "{stage} waits: the account is on hold ({why}).")
NO_INSTRUMENT = ReasonCode("dunning.no_instrument", "{stage} cannot be tried: no usable means of payment on {on}.")
NOT_TACIT = ReasonCode("dunning.not_tacit", "{stage} is not tried: {service} renews only if ordered.")
NOT_RETRIED = ReasonCode("dunning.not_retried", "{stage} is not tried: the card was refused as {declined}.")

_NEEDS_STATE = {
    Action.SUSPEND: ServiceState.ACTIVE,
    Action.DELETE: ServiceState.SUSPENDED,
    Action.PURGE: ServiceState.DELETED,
}
ENDING = frozenset({Action.SUSPEND, Action.DELETE})
_RETRYABLE = frozenset(why for why, then in FOLLOW_UPS.items() if then is FollowUp.RETRY)


@frozen(kw_only=True)
class Blocked:
    """An act whose day has come and that may not be done, with every reason."""

    stage: Stage
    reasons: tuple[Reason, ...]


@frozen(kw_only=True)
class Due:
    """The stages to act on now, in order, and those that are held back."""

    stages: tuple[Stage, ...] = ()
    blocked: tuple[Blocked, ...] = ()


def due_now(
    part: Part,
    service: Service,
    *,
    on: date,
    due_on: date,
    calendar: WorkingDays | None = None,
    holds: tuple[str, ...] = (),
    payment_in_flight: bool = False,
    instrument: str | None = None,
) -> Due:
    """Return what is due for an issued part on a day, after the payments of that day.

    `due_on` is the last day on which the demand may be paid; no service ends before it, nor on a day that is no
    working day of `calendar`. `holds` are the reasons for which a person stopped all adverse acts, `instrument` the
    id of the one that would be charged, None where none is usable. A part that is paid or withdrawn has nothing due
    but the purge of its deleted service.
    """
    night = _Night(
        on=on, due_on=due_on, calendar=calendar, holds=holds, payment_in_flight=payment_in_flight, instrument=instrument
    )
    due: list[Stage] = []
    blocked: list[Blocked] = []
    for stage in _waiting(part, service, on=on):
        reasons = (*_notice_gate(stage, part, night), *_gates(stage, part, service, night))
        if not reasons:
            due.append(stage)
        elif any(reason.kind is not NOT_SENT for reason in reasons) or stage.waits_for not in {s.name for s in due}:
            blocked.append(Blocked(stage=stage, reasons=reasons))
    return Due(stages=tuple(due), blocked=tuple(blocked))


def next_change(part: Part, service: Service, *, after: date) -> date | None:
    """Return the first day after `after` on which a stage comes due, None when nothing more is planned."""
    days = (_planned(stage, part, service) for stage in _live(part, service))
    return min((day for day in days if day is not None and day > after), default=None)


def what_follows(
    stage: Stage, part: Part, service: Service, *, sent_on: date, calendar: WorkingDays | None = None
) -> tuple[Stage, date] | None:
    """Return the next act that ends the service after a notice, and the first day it may come.

    `sent_on` is the day the notice goes out; None when nothing adverse follows.
    """
    for later in part.schedule[part.schedule.index(stage) + 1 :]:
        planned = _planned(later, part, service)
        if later.action in ENDING and planned is not None:
            aged = sent_on + timedelta(days=later.aged) if later.waits_for == stage.name else planned
            first = max(planned, aged, sent_on)
            return later, first if calendar is None else next_working_day(first, calendar)
    return None


def _live(part: Part, service: Service) -> list[Stage]:
    """The stages not done yet that can still happen to the part in its state."""
    if part.state is PartState.OPEN:
        return [stage for stage in part.schedule if stage.action is not Action.MARK and not _done(stage, part, service)]
    if part.state is PartState.WITHDRAWN and service.state is ServiceState.DELETED:
        return [stage for stage in part.schedule if stage.action is Action.PURGE]
    return []


def _waiting(part: Part, service: Service, *, on: date) -> list[Stage]:
    """The live stages whose day has come, without the reminders and retries that a later one replaces."""
    come = [
        stage for stage in _live(part, service) if (day := _planned(stage, part, service)) is not None and day <= on
    ]
    latest = {(stage.action, stage.origin): stage for stage in come}
    return [
        stage
        for stage in come
        if stage.action not in (Action.NOTIFY, Action.CHARGE) or latest[stage.action, stage.origin] is stage
        if not _overtaken(stage, part)
        if _NEEDS_STATE.get(stage.action, service.state) is service.state
    ]


def _overtaken(stage: Stage, part: Part) -> bool:
    """Tell whether a later stage of the same sort was already done."""
    later = part.schedule[part.schedule.index(stage) + 1 :]
    return stage.action in (Action.NOTIFY, Action.CHARGE) and any(
        other.action is stage.action and other.origin is stage.origin and part.done_on(other.name) for other in later
    )


def _origin(origin: Origin, part: Part, service: Service) -> date | None:
    match origin:
        case Origin.END:
            return part.period.start
        case Origin.ISSUED:
            return part.done_on(ISSUED)
        case Origin.DECLINED:
            return _last(Action.CHARGE, part)
        case Origin.SUSPENDED:
            off = service.changed_on if service.state is ServiceState.SUSPENDED else None
            return off or _last(Action.SUSPEND, part)
        case Origin.DELETED:
            return service.changed_on if service.state is ServiceState.DELETED else _last(Action.DELETE, part)


def _last(action: Action, part: Part) -> date | None:
    days = (part.done_on(stage.name) for stage in part.schedule if stage.action is action)
    return max((day for day in days if day is not None), default=None)


def _planned(stage: Stage, part: Part, service: Service) -> date | None:
    since = _origin(stage.origin, part, service)
    return None if since is None else since + timedelta(days=stage.days)


def _done(stage: Stage, part: Part, service: Service) -> bool:
    done = part.done_on(stage.name)
    if done is None or stage.origin is not Origin.DECLINED:
        return done is not None
    since = _origin(stage.origin, part, service)
    return since is None or done >= since


@frozen(kw_only=True)
class _Night:
    on: date
    due_on: date
    calendar: WorkingDays | None
    holds: tuple[str, ...]
    payment_in_flight: bool
    instrument: str | None


def _notice_gate(stage: Stage, part: Part, night: _Night) -> Iterator[Reason]:
    if stage.waits_for is None:
        return
    sent = part.done_on(stage.waits_for)
    if sent is None:
        yield NOT_SENT(stage=stage.name, notice=stage.waits_for)
    elif (until := sent + timedelta(days=stage.aged)) > night.on:
        yield NOT_AGED(stage=stage.name, notice=stage.waits_for, sent=sent, until=until)


def _gates(stage: Stage, part: Part, service: Service, night: _Night) -> Iterator[Reason]:
    if stage.action is Action.CHARGE:
        yield from _charge_gates(stage, part, service, night)
    elif stage.action in _NEEDS_STATE or stage.origin is Origin.SUSPENDED:
        yield from _adverse_gates(stage, service, night)


def _charge_gates(stage: Stage, part: Part, service: Service, night: _Night) -> Iterator[Reason]:
    if not service.tacit:
        yield NOT_TACIT(stage=stage.name, service=service.id)
    if night.instrument is None:
        yield NO_INSTRUMENT(stage=stage.name, on=night.on)
    if night.payment_in_flight:
        yield IN_FLIGHT(stage=stage.name)
    if (why := never_again(part, night.instrument)) is not None:
        yield NOT_RETRIED(stage=stage.name, declined=why)


def never_again(part: Part, instrument: str | None) -> DeclineClass | None:
    """Return why an instrument must not be charged for a part again, None when it may be."""
    for refused, why in part.declined:
        if refused in (None, instrument) and why not in _RETRYABLE:
            return why
    return None


def _adverse_gates(stage: Stage, service: Service, night: _Night) -> Iterator[Reason]:
    if stage.action is not Action.PURGE and night.on < night.due_on:
        yield NOT_DUE(stage=stage.name, due=night.due_on)
    if night.calendar is not None and stage.action in ENDING and not night.calendar.is_working_day(night.on):
        yield NO_ADVERSE_DAY(stage=stage.name, on=night.on, until=next_working_day(night.on, night.calendar))
    for why in night.holds:
        yield HELD(stage=stage.name, why=why)
    if night.payment_in_flight:
        yield IN_FLIGHT(stage=stage.name)
    if night.on in service.coverage:
        yield COVERED(service=service.id, end=service.ends_on)

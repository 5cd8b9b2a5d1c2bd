"""What may happen tonight to one part of a demand: the gates before every act.

An act is due when its day has come. It goes through only with proof: the notice it waits for was really sent
and has aged, no payment is in flight, nothing holds it, and the coverage has really ended. After missed nights
only the latest reminder is sent, and the promised time between a notice and its act is kept.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from attrs import evolve, frozen

from ..decision import Reason, ReasonCode
from ..demands import Action, Attempt, Origin, Part, Stage
from ..errors import impossible
from ..periods import WorkingDays, next_working_day
from ..services import Service
from .conditions import Debtor
from .planned import NEEDS_STATE, days, live, taken_as_sent, this_time
from .policy import ENDING, days_apart
from .retries import RetrySchedule, retry, stopped, stopped_by
from .sorts import Known, Superseded, by_day, later_of_its_sort

COVERED = ReasonCode("dunning.covered", "{service} is paid until {end}: it is not ended by an unpaid demand.")
NOT_DUE = ReasonCode("dunning.not_due", "{stage} waits: what is asked for may be paid until {due}.")
NOT_SENT = ReasonCode("dunning.not_sent", "{stage} waits for {notice}, which was not sent.")
NOT_AGED = ReasonCode("dunning.not_aged", "{stage} waits until {until}: {notice} was sent on {sent}.")
IN_FLIGHT = ReasonCode("dunning.in_flight", "{stage} waits: a payment is announced or under way.")
CHARGE_FIRST = ReasonCode("dunning.charge_first", "{stage} waits for the answer to {charge}, which is due as well.")
NO_ADVERSE_DAY = ReasonCode("dunning.no_adverse_day", "{stage} waits for {until}: no service is ended on {on}.")
JUST_OFF = ReasonCode("dunning.off_today", "{stage} waits until {until}: {service} went off only on {on}.")
HELD = ReasonCode("dunning.held", "{stage} waits: a person holds it back ({why}).")
NO_INSTRUMENT = ReasonCode("dunning.no_instrument", "{stage} cannot be tried: no usable means of payment on {on}.")
NOT_TACIT = ReasonCode("dunning.not_tacit", "{stage} is not tried: {service} renews only if ordered.")
UNMET = ReasonCode("dunning.unmet", "{stage} waits for its condition: {found}.")


@frozen(kw_only=True)
class Blocked:
    """An act whose day has come and that may not be done, with every reason."""

    stage: Stage
    reasons: tuple[Reason, ...]


@frozen(kw_only=True)
class Due:
    """The stages to act on now, in order, those that are held back, and those that fall away for one of `stages`."""

    stages: tuple[Stage, ...] = ()
    blocked: tuple[Blocked, ...] = ()
    superseded: tuple[Superseded, ...] = ()


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
    refusals: Iterable[Attempt] = (),
    debtor: Debtor | None = None,
    owed: bool = False,
) -> Due:
    """Return what is due for an issued part on a day, after the payments of that day.

    `due_on` is the last day on which the demand may be paid; no service ends before it, nor on a day that is no
    working day of `calendar`. `holds` are the reasons for which a person stopped all adverse acts, `instrument` the
    id of the one that would be charged, None where none is usable; `refusals` are charges for something else after
    which it must not be charged unchanged. `debtor` is the account as conditions see it. A part that is paid or
    withdrawn has nothing due but the purge of its deleted service. Raises `Impossible` when a condition is to be judged
    without a debtor. With `owed` it is a part of a debt: nothing adverse comes before the debt is overdue, and days
    granted on credit do not protect the service.

    A charge that is due goes first: what would end the service tonight waits for its answer.
    """
    night = _Night(
        on=on,
        due_on=due_on,
        calendar=calendar,
        holds=holds,
        payment_in_flight=payment_in_flight,
        instrument=instrument,
        refusals=tuple(refusals),
        debtor=debtor,
        owed=owed,
    )
    part = this_time(part, service)
    come = _come(part, service, night)
    if not come:
        return Due()
    night = evolve(night, known=tuple(days(part, service, due_on=due_on, calendar=calendar)))
    ready = [stage for stage in come if not any(_notice_gate(stage, part, night))]
    waiting, replaced = by_day(come, ready, part, night.known)
    charges = (each for each in waiting if each.action is Action.CHARGE and not _reasons(each, part, service, night))
    after_charge = evolve(night, charge=next(charges, None))
    why = [
        (stage, _reasons(stage, part, service, night if stage.action is Action.CHARGE else after_charge))
        for stage in waiting
    ]
    due = tuple(stage for stage, reasons in why if not reasons)
    return Due(
        stages=due,
        blocked=tuple(
            Blocked(stage=stage, reasons=reasons)
            for stage, reasons in why
            if any(reason.kind is not NOT_SENT for reason in reasons)
            or (reasons and not any(_stands_for(notice, stage, part, night.known) for notice in due))
        ),
        superseded=tuple(each for each in replaced if each.by in due),
    )


def _reasons(stage: Stage, part: Part, service: Service, night: "_Night") -> tuple[Reason, ...]:
    return (*_notice_gate(stage, part, night), *_gates(stage, part, service, night))


def _stands_for(notice: Stage, act: Stage, part: Part, known: tuple[Known, ...]) -> bool:
    """Whether a notice that goes out now is what an act waits for, or replaces that unsent."""
    if act.waits_for is None or notice.name == act.waits_for:
        return notice.name == act.waits_for
    return part.done_on(act.waits_for) is None and notice in later_of_its_sort(act.waits_for, part, known)


def _come(part: Part, service: Service, night: "_Night") -> list[Stage]:
    """The live stages whose day has come.

    A notice or a charge whose condition is not met is no part of the night, and replaces none.
    """
    tonight = night.on.toordinal()
    return [
        stage
        for stage, day in live(part, service, due_on=night.due_on, calendar=night.calendar)
        if day <= tonight and (stage.when is None or stage.action in NEEDS_STATE or _unmet(stage, night) is None)
        if NEEDS_STATE.get(stage.action, service.state) is service.state
    ]


def _unmet(stage: Stage, night: "_Night") -> Reason | None:
    if stage.when is None:
        return None
    if night.debtor is None:
        raise impossible("dunning.debtor", "debtor", None, f"is needed to judge the condition of {stage.name}",
                         "pass the account as a Debtor")  # fmt: skip
    if night.debtor.meets(stage.when, on=night.on):
        return None
    return UNMET(stage=stage.name, found=night.debtor.found(stage.when, on=night.on))


@frozen(kw_only=True)
class _Night:
    on: date
    due_on: date
    calendar: WorkingDays | None
    holds: tuple[str, ...]
    payment_in_flight: bool
    charge: Stage | None = None
    instrument: str | None
    refusals: tuple[Attempt, ...]
    debtor: Debtor | None
    owed: bool
    known: tuple[Known, ...] = ()
    """Every stage with its day, from when they are asked for."""


def _notice_gate(stage: Stage, part: Part, night: _Night) -> Iterator[Reason]:
    if stage.waits_for is None:
        return
    sent = taken_as_sent(stage.waits_for, part, night.known)
    if sent is None:
        yield NOT_SENT(stage=stage.name, notice=stage.waits_for)
    elif (until := sent[1] + timedelta(days=stage.aged)) > night.on:
        yield NOT_AGED(stage=stage.name, notice=sent[0], sent=sent[1], until=until)


def _gates(stage: Stage, part: Part, service: Service, night: _Night) -> Iterator[Reason]:
    if stage.action is Action.CHARGE:
        yield from _charge_gates(stage, part, service, night)
    elif stage.action is Action.WRITE_OFF:
        yield from _on_its_way(stage, night)
    elif stage.action in NEEDS_STATE or stage.origin is Origin.SUSPENDED:
        yield from _adverse_gates(stage, part, service, night)


def _stopped(stage: Stage, night: _Night) -> Iterator[Reason]:
    """A person's word, and money on its way: neither is overtaken by an act, nor by a charge that would pay twice."""
    for why in night.holds:
        yield HELD(stage=stage.name, why=why)
    yield from _on_its_way(stage, night)


def _on_its_way(stage: Stage, night: _Night) -> Iterator[Reason]:
    if night.payment_in_flight:
        yield IN_FLIGHT(stage=stage.name)
    if night.charge is not None:
        yield CHARGE_FIRST(stage=stage.name, charge=night.charge.name)


def _charge_gates(stage: Stage, part: Part, service: Service, night: _Night) -> Iterator[Reason]:
    if not service.tacit and not night.owed:
        yield NOT_TACIT(stage=stage.name, service=service.id)
    if night.instrument is None:
        yield NO_INSTRUMENT(stage=stage.name, on=night.on)
    yield from _stopped(stage, night)
    if night.instrument is not None:
        end = part.period.start
        slots = {day - end.toordinal() for each, day, _ in night.known if each.action is Action.CHARGE}
        schedule = RetrySchedule(slots=slots, caps=part.caps)
        found = retry(schedule, end=end, instrument=night.instrument, on=night.on, attempts=part.attempts)
        if not found.charge:
            yield from found.reasons
        elif (stop := stopped_by(night.refusals, night.instrument)) is not None:
            yield stopped(stop, night.instrument)


def _adverse_gates(stage: Stage, part: Part, service: Service, night: _Night) -> Iterator[Reason]:
    if stage.action in NEEDS_STATE and (unmet := _unmet(stage, night)) is not None:
        yield unmet
    if stage.action is not Action.PURGE and (night.on < night.due_on or (night.owed and night.on == night.due_on)):
        yield NOT_DUE(stage=stage.name, due=night.due_on)
    if night.calendar is not None and stage.action in ENDING and not night.calendar.is_working_day(night.on):
        yield NO_ADVERSE_DAY(stage=stage.name, on=night.on, until=next_working_day(night.on, night.calendar))
    if stage.action is Action.DELETE and service.changed_on is not None:
        until = service.changed_on + timedelta(days=days_apart(stage, part.schedule))
        if night.on < until:
            yield JUST_OFF(stage=stage.name, until=until, service=service.id, on=service.changed_on)
    yield from _stopped(stage, night)
    if night.on in service.coverage and not (night.owed and service.coverage.is_owed(night.on)):
        yield COVERED(service=service.id, end=service.ends_on)

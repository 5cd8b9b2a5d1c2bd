"""Which stages of a part can still happen, and on which day each of them comes: dates and facts, no gates.

One pass over the schedule answers both. Days are ordinals here, so that a night can ask every service it has.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import dropwhile
from typing import NamedTuple

from attrs import evolve

from ..demands import Action, Origin, Part, PartState, Stage
from ..errors import check_date, check_type, refuse
from ..periods import WorkingDays, next_working_day
from ..periods.workdays import check_calendar
from ..services import Service, ServiceState
from .policy import ENDING, ISSUED, days_apart
from .sorts import Known, done_later

NEEDS_STATE = {
    Action.SUSPEND: ServiceState.ACTIVE,
    Action.DELETE: ServiceState.SUSPENDED,
    Action.PURGE: ServiceState.DELETED,
}
"""The state in which a service must be for an act."""


def days(part: Part, service: Service, *, due_on: date, calendar: WorkingDays | None = None) -> Iterator[Known]:
    """Yield every stage but marks with the ordinal of its day, and whether it is done.

    A stage whose origin has not happened has no day and is left out. `due_on` is the last day on which the demand may
    be paid, `calendar` says which the working days are that a stage may count.
    """
    return _days(part.schedule, part, service, due_on, calendar)


def _days(  # noqa: C901, PLR0912  # one branch an origin
    schedule: Sequence[Stage], part: Part, service: Service, due_on: date, calendar: WorkingDays | None
) -> Iterator[Known]:
    done = dict(part.marks)
    if len(done) != len(part.marks):  # something was done twice: the last time counts, whenever that was recorded
        done = dict(sorted(part.marks, key=_when))
    end, due, changed = part.period.start.toordinal(), due_on.toordinal(), service.changed_on
    since_change = None if changed is None else changed.toordinal()
    state = service.state
    off = since_change if state is _OFF else None
    gone = since_change if state is _GONE else None
    refused = before = None
    start: int | None
    day: int | None
    came: int | None = None
    for stage in schedule:
        action = stage.action
        if action is _MARK:
            continue
        origin, last = stage.origin, done.get(stage.name)
        if origin is _END:
            start = end
        elif origin is _SUSPENDED:
            start = off
        elif origin is _DELETED:
            start = gone
        elif origin is _DUE:
            start = due
        elif origin is _STEP:
            start = before.toordinal() if before is not None else None
            if start is None and came is not None and any(on.toordinal() >= came for _, on in part.marks):
                start = _stand_in(stage, schedule, part, service, due_on, calendar)
        elif origin is _DECLINED:
            start = None if refused is None else refused.toordinal()
            last = None if last is None or refused is None or last < refused else last
        else:
            issued = done.get(ISSUED)
            start = None if issued is None else issued.toordinal()
        day = None
        if start is not None:
            span = stage.span
            day = _counted(stage, start, calendar) if span is None else start + span
            yield stage, day, last is not None
        if action is _CHARGE:
            refused = last if refused is None or (last is not None and last > refused) else refused
            continue
        before, came = last, day
        if last is not None and action is _SUSPEND and off is None:
            off = last.toordinal()
        elif last is not None and action is _DELETE and gone is None:
            gone = last.toordinal()


def this_time(part: Part, service: Service) -> Part:
    """Return the part without what was done in an earlier suspension, from which its service came back since.

    What is counted from a suspension, and the suspension itself, happens anew after each.
    """
    since, works = service.changed_on, service.state is _ON
    if since is None or not (works or service.state is _OFF):
        return part
    earlier = {name for name, on in part.marks if works or on < since}
    for stage in part.schedule:
        if (stage.action is _SUSPEND or stage.origin is _SUSPENDED) and stage.name in earlier:
            gone = earlier & _with_each_suspension(part.schedule)
            kept = (mark for mark in part.marks if mark[0] not in gone or not (works or mark[1] < since))
            return evolve(part, marks=tuple(kept))
    return part  # it is the first one, as nearly always


def _with_each_suspension(schedule: tuple[Stage, ...]) -> set[str]:
    """The names of the suspensions and of what is counted from one, also by way of the step before."""
    found: set[str] = set()
    before = ""
    for stage in schedule:
        by_step = stage.origin is _STEP and before in found
        if stage.action is _SUSPEND or stage.origin is _SUSPENDED or by_step:
            found.add(stage.name)
        if stage.action not in (_MARK, _CHARGE):
            before = stage.name
    return found


def _when(mark: tuple[str, date]) -> date:
    return mark[1]


_END, _DUE, _STEP, _DECLINED = Origin.END, Origin.DUE, Origin.STEP, Origin.DECLINED
_SUSPENDED, _DELETED = Origin.SUSPENDED, Origin.DELETED
_ON, _OFF, _GONE = ServiceState.ACTIVE, ServiceState.SUSPENDED, ServiceState.DELETED
_OPEN = PartState.OPEN
_MARK, _NOTIFY, _CHARGE, _SUSPEND = Action.MARK, Action.NOTIFY, Action.CHARGE, Action.SUSPEND
_DELETE, _PURGE = Action.DELETE, Action.PURGE


def _counted(stage: Stage, start: int, calendar: WorkingDays | None) -> int:
    """The day of a stage that counts months or working days."""
    return stage.day_from(date.fromordinal(start), calendar=calendar).toordinal()


def live(part: Part, service: Service, *, due_on: date, calendar: WorkingDays | None = None) -> list[tuple[Stage, int]]:
    """Return the stages that are not done and whose day is known, if the state of the part lets them happen."""
    if part.state is PartState.OPEN:
        found = days(part, service, due_on=due_on, calendar=calendar)
        return [(stage, day) for stage, day, done in found if not done]
    if part.state is PartState.WITHDRAWN and service.state is ServiceState.DELETED:
        found = days(part, service, due_on=due_on, calendar=calendar)
        return [(stage, day) for stage, day, _ in found if stage.action is Action.PURGE]
    return []


def planned(
    stage: Stage, part: Part, service: Service, *, due_on: date, calendar: WorkingDays | None = None
) -> date | None:
    """Return the day of a stage by its origin, None as long as its origin has not happened."""
    found = next((day for each, day, _ in days(part, service, due_on=due_on, calendar=calendar) if each is stage), None)
    return None if found is None else date.fromordinal(found)


def next_change(
    part: Part,
    service: Service,
    *,
    due_on: date,
    after: date,
    calendar: WorkingDays | None = None,
    held_until: date | None = None,
    owed: bool = False,
) -> date | None:
    """Return the first day after `after` on which a stage comes, None when nothing more is planned.

    `due_on` is the last day on which the demand may be paid, `calendar` the working days: stages count them, and
    services end on no other day. What was missed, or is held back by what may be over any day, comes the day after
    `after`; an act when the notice it waits for has aged, the paid days are over, and after `held_until`, the last day
    on which a person holds it (`date.max` for one without end). `owed` says that it is a part of a debt. No timeline is
    made, and neither conditions nor means of payment are asked.
    """
    plain = calendar is None and held_until is None and owed is False  # most calls, and millions of them
    if not (plain and type(part) is Part and type(service) is Service and type(due_on) is type(after) is date):
        refuse(
            check_type("part", part, Part),
            check_type("service", service, Service),
            check_date("due_on", due_on),
            check_date("after", after),
            check_calendar("calendar", calendar),
            check_date("held_until", held_until) if held_until is not None else None,
            check_type("owed", owed, bool),
        )
    part = this_time(part, service)
    if part.state is _OPEN:  # as in `live`, without its list: most services of a night are asked this
        found = list(_days(part.schedule, part, service, due_on, calendar))
    else:
        found = [(stage, day, False) for stage, day in live(part, service, due_on=due_on, calendar=calendar)]
    tomorrow, soonest = after.toordinal() + 1, _NEVER
    acts: list[tuple[Stage, int]] = []
    for stage, day, done in found:
        if done or day >= soonest:
            continue
        action = stage.action
        if action is _SUSPEND or action is _DELETE or action is _PURGE or stage.origin is _SUSPENDED:
            acts.append((stage, day))
        elif day >= tomorrow:
            soonest = day
        elif not done_later(stage.name, part, found):
            soonest = tomorrow
    for act, day in acts:
        if day < soonest and tomorrow < soonest:
            gates = _Gates(service, part.schedule, due_on, held_until, calendar, owed)
            soonest = min(soonest, _act_comes(act, max(day, tomorrow), part, found, gates))
    return None if soonest == _NEVER else date.fromordinal(soonest)


def _act_comes(act: Stage, day: int, part: Part, found: Sequence[Known], gates: "_Gates") -> int:
    """The first day from a day on on which an act comes, `_NEVER` while what it waits for was not sent."""
    if act.action is _NOTIFY and done_later(act.name, part, found):
        return _NEVER
    if act.waits_for is not None:
        sent = taken_as_sent(act.waits_for, part, found)
        if sent is None:
            return _NEVER
        day = max(day, sent[1].toordinal() + act.aged)
    return gates.open_from(act, day)


_NEVER = date.max.toordinal() + 1


class _Gates(NamedTuple):
    """What keeps an act from coming, and until when that is known."""

    service: Service
    schedule: tuple[Stage, ...]
    due_on: date
    held_until: date | None
    calendar: WorkingDays | None
    owed: bool

    def open_from(self, act: Stage, day: int) -> int:
        """Return the first day from `day` on that none of them closes; `_NEVER` in a state it does not follow."""
        service, action, state = self.service, act.action, self.service.state
        if (  # as in `NEEDS_STATE`, whose keys hash slowly
            (action is _SUSPEND and state is not _ON)
            or (action is _DELETE and state is not _OFF)
            or (action is _PURGE and state is not _GONE)
        ):
            return _NEVER
        if action is not _PURGE:
            day = max(day, self.due_on.toordinal() + self.owed)
        if action is _DELETE and service.changed_on is not None:
            day = max(day, service.changed_on.toordinal() + days_apart(act, self.schedule))
        if self.held_until is not None:
            day = max(day, self.held_until.toordinal() + 1)
        if day >= _NEVER:
            return _NEVER
        first = _uncovered(service, date.fromordinal(day), owed=self.owed)
        if self.calendar is not None and action in ENDING:
            first = next_working_day(first, self.calendar)
        return first.toordinal()


def _uncovered(service: Service, day: date, *, owed: bool) -> date:
    """The first day from a day on that is not paid for; days given on account do not protect from the debt for them."""
    while day in service.coverage and not (owed and service.coverage.is_owed(day)):
        day = max(grant.period.end for grant in service.coverage.grants if day in grant.period)
    return day


def taken_as_sent(name: str, part: Part, known: Sequence[Known]) -> tuple[str, date] | None:
    """Return a notice that was sent and its day, or what replaced it unsent; None when neither was.

    `known` are the `days` of the part.
    """
    if (sent := part.done_on(name)) is not None:
        return name, sent
    later = (other.name for other in done_later(name, part, known))
    found = ((other, on) for other in later if (on := part.done_on(other)) is not None)
    return min(found, key=lambda each: each[1], default=None)


def _stand_in(  # noqa: PLR0917  # what the days are worked out from
    stage: Stage, schedule: Sequence[Stage], part: Part, service: Service, due_on: date, calendar: WorkingDays | None
) -> int | None:
    """The day of what replaced the step before, when that itself was never done.

    Nothing that counts from the stage itself did: it came later.
    """
    place = schedule.index(stage)
    rest = dropwhile(lambda each: each.origin is _STEP or each.action in (_MARK, _CHARGE), schedule[place:])
    others = [*schedule[:place], *rest]
    sent = taken_as_sent(step_before(stage, schedule).name, part, list(_days(others, part, service, due_on, calendar)))
    return None if sent is None else sent[1].toordinal()


def step_before(stage: Stage, schedule: Sequence[Stage]) -> Stage:
    """Return the call, notice or act listed before a step; charges are left out, as they may never be tried."""
    steps = [each for each in schedule if each is stage or each.action not in (Action.MARK, Action.CHARGE)]
    return steps[steps.index(stage) - 1]

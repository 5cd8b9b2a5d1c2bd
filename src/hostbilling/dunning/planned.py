"""Which stages of a part can still happen, and on which day each of them comes: dates and facts, no gates."""

from datetime import date, timedelta

from ..demands import Action, Origin, Part, PartState, Stage
from ..services import Service, ServiceState
from .policy import ISSUED


def live(part: Part, service: Service) -> list[Stage]:
    """Return the stages not done yet that can still happen to the part in its state."""
    if part.state is PartState.OPEN:
        return [stage for stage in part.schedule if stage.action is not Action.MARK and not _done(stage, part)]
    if part.state is PartState.WITHDRAWN and service.state is ServiceState.DELETED:
        return [stage for stage in part.schedule if stage.action is Action.PURGE]
    return []


def planned(stage: Stage, part: Part, service: Service, *, due_on: date) -> date | None:
    """Return the day of a stage by its origin, None as long as its origin has not happened."""
    since = _origin(stage, part, service, due_on)
    return None if since is None else since + timedelta(days=stage.days)


def next_change(part: Part, service: Service, *, due_on: date, after: date) -> date | None:
    """Return the first day after `after` on which a stage comes due, None when nothing more is planned.

    `due_on` is the last day on which the demand may be paid.
    """
    days = (planned(stage, part, service, due_on=due_on) for stage in live(part, service))
    return min((day for day in days if day is not None and day > after), default=None)


def _origin(stage: Stage, part: Part, service: Service, due_on: date) -> date | None:
    match stage.origin:
        case Origin.END:
            return part.period.start
        case Origin.ISSUED:
            return part.done_on(ISSUED)
        case Origin.DUE:
            return due_on
        case Origin.STEP:
            return part.done_on(step_before(stage, part.schedule).name)
        case Origin.DECLINED:
            return _last(Action.CHARGE, part)
        case Origin.SUSPENDED:
            off = service.changed_on if service.state is ServiceState.SUSPENDED else None
            return off or _last(Action.SUSPEND, part)
        case Origin.DELETED:
            return service.changed_on if service.state is ServiceState.DELETED else _last(Action.DELETE, part)


def step_before(stage: Stage, schedule: tuple[Stage, ...]) -> Stage:
    """Return the call, notice or act listed before a step; charges are left out, as they may never be tried."""
    steps = [each for each in schedule if each is stage or each.action not in (Action.MARK, Action.CHARGE)]
    return steps[steps.index(stage) - 1]


def _last(action: Action, part: Part) -> date | None:
    days = (part.done_on(stage.name) for stage in part.schedule if stage.action is action)
    return max((day for day in days if day is not None), default=None)


def _done(stage: Stage, part: Part) -> bool:
    done = part.done_on(stage.name)
    if done is None or stage.origin is not Origin.DECLINED:
        return done is not None
    since = _last(Action.CHARGE, part)
    return since is None or done >= since

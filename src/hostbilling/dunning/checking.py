"""What is odd about a policy although it can run: read it before customers do."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from ..decision import Finding, ReasonCode, warning
from ..demands import Action, Origin
from ..errors import check_type, refuse
from ..periods import WorkingDays
from ..periods.workdays import check_calendar
from .alignment import ANY_END, charge_slots, check_alignment
from .policy import ENDING, DunningPolicy, days_apart, not_due_yet
from .sorts import SUPERSEDED
from .timeline import Timeline, timeline

_FOUR_YEARS = 1461
VANISHES = ReasonCode(
    "policy.vanishes",
    "{stage} of day {day} is never sent: the call may be paid until day {due}. Count it from the due day, or leave"
    " fewer days to pay.",
)
COVERED = ReasonCode(
    "policy.covered", "{stage} of day {day} comes on day {comes} only: until day 0 the service is paid for."
)
AT_ONCE = ReasonCode(
    "policy.at_once",
    "{stage} of day {day} is not after {off} of day {off_day}: it comes the day after. Count it from the suspension.",
)
SAME_ORIGIN = ReasonCode(
    "policy.same_origin",
    "{stage} and {off} are counted from one day, though a service may go off later than planned. Count {stage} from the"
    " suspension.",
)
NO_GRACE = ReasonCode("policy.no_grace", "{stage} comes on the day of {off}: nobody is left a day to pay after it.")
LISTED = ReasonCode(
    "policy.listed", "{stage} of day {day} is listed after {before} of day {later}: list them by their days."
)
NARROWER = ReasonCode(
    "policy.narrower", "{act} waits for {notice}, which is sent only under a condition that {act} does not have."
)


def check_policy(policy: DunningPolicy, *, calendar: WorkingDays | None = None) -> tuple[Finding, ...]:
    """Return what a seller should look at: charges out of step with the acts, acts that may wait for ever.

    So are reminders that never go out, because the call may still be paid or another comes on the same day, acts dated
    before they may come, and reminders that are not listed by their days. Days are counted from the end.

    A policy that counts months, or working days of `calendar`, is looked at for every end in four years, and what is
    told is the end at which the most is odd. A deletion counts from the suspension, and leaves days.

    >>> from hostbilling.presets import websupport
    >>> check_policy(websupport.EXPLICIT)
    ()
    """
    refuse(check_type("policy", policy, DunningPolicy), check_calendar("calendar", calendar))
    same_every_day = all(stage.span is not None for stage in policy.stages)
    ends = [ANY_END] if same_every_day else [ANY_END + timedelta(days=days) for days in range(_FOUR_YEARS)]
    aligned = max((_aligned(policy, end, calendar) for end in ends), key=len)
    misdated = max((tuple(_misdated(policy, end, calendar)) for end in ends), key=len)
    return (*aligned, *misdated, *_narrower(policy))


def _aligned(policy: DunningPolicy, end: date, calendar: WorkingDays | None) -> tuple[Finding, ...]:
    slots = charge_slots(policy, end=end, calendar=calendar)
    return check_alignment(slots, policy, end=end, calendar=calendar) if slots.slots else ()


def _misdated(policy: DunningPolicy, end: date, calendar: WorkingDays | None) -> Iterator[Finding]:
    """Yield the stages that come on another day than the policy says, or not at all."""
    issued = policy.issue_day(end, calendar=calendar)
    due = policy.due_day(issued_on=issued, end=end)
    for name, fallen in not_due_yet(policy, issued_on=issued, end=end, calendar=calendar).items():
        yield warning(VANISHES(stage=name, day=(fallen - end).days, due=(due - end).days))
    origins = {Origin.END: end, Origin.DUE: due, Origin.ISSUED: issued}
    counted = {
        stage.name: (stage.day_from(origins[stage.origin], calendar=calendar) - end).days
        for stage in policy.stages
        if stage.origin in origins and stage.action is not Action.MARK
    }
    run = timeline(policy, end=end, calendar=calendar)
    yield from (warning(reason) for reason in run.reasons if reason.kind is SUPERSEDED)
    off = next((event for event in run.events if event.action is Action.SUSPEND), None)
    for stage in policy.stages:
        day, comes = counted.get(stage.name), run.on(stage.name)
        if day is None or comes is None:
            continue
        if stage.action in ENDING and day < 0:
            yield warning(COVERED(stage=stage.name, day=day, comes=(comes - end).days))
        if stage.action is Action.DELETE and off is not None and day <= (off.date - end).days:
            yield warning(AT_ONCE(stage=stage.name, day=day, off=off.name, off_day=(off.date - end).days))
    yield from _too_close(policy, run)
    yield from _out_of_order(policy, counted)


def _too_close(policy: DunningPolicy, run: Timeline) -> Iterator[Finding]:
    """Yield the deletions that nothing parts from the suspension."""
    off = next((stage for stage in policy.stages if stage.action is Action.SUSPEND), None)
    for stage in policy.stages:
        if stage.action is Action.DELETE and off is not None:
            if days_apart(stage, policy.stages) > 1:
                yield warning(SAME_ORIGIN(stage=stage.name, off=off.name))
            if run.on(stage.name) == run.on(off.name):
                yield warning(NO_GRACE(stage=stage.name, off=off.name))


def _out_of_order(policy: DunningPolicy, days: dict[str, int]) -> Iterator[Finding]:
    notices = [stage.name for stage in policy.stages if stage.action is Action.NOTIFY and stage.name in days]
    for before, name in pairwise(notices):
        if days[name] < days[before]:
            yield warning(LISTED(stage=name, day=days[name], before=before, later=days[before]))


def _narrower(policy: DunningPolicy) -> Iterator[Finding]:
    known = {stage.name: stage for stage in policy.stages}
    for stage in policy.stages:
        notice = known.get(stage.waits_for or "")
        if notice is not None and notice.action is Action.NOTIFY and notice.when not in (None, stage.when):
            yield warning(NARROWER(act=stage.name, notice=notice.name))

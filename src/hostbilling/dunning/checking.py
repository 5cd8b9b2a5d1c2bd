"""What is odd about a policy although it can run: read it before customers do."""

from collections.abc import Iterator
from datetime import date, timedelta

from ..decision import Finding, ReasonCode, warning
from ..demands import Action
from ..periods import WorkingDays
from .alignment import ANY_END, charge_slots, check_alignment
from .policy import DunningPolicy

_FOUR_YEARS = 1461
NARROWER = ReasonCode(
    "policy.narrower", "{act} waits for {notice}, which is sent only under a condition that {act} does not have."
)


def check_policy(policy: DunningPolicy, *, calendar: WorkingDays | None = None) -> tuple[Finding, ...]:
    """Return what a seller should look at: charges out of step with the acts, acts that may wait for ever.

    A policy that counts months, or working days of `calendar`, is looked at for every end in four years, and what is
    told is the end at which the most is odd.

    >>> from hostbilling.presets import websupport
    >>> check_policy(websupport.EXPLICIT)
    ()
    """
    same_every_day = all(stage.span is not None for stage in policy.stages)
    ends = [ANY_END] if same_every_day else [ANY_END + timedelta(days=days) for days in range(_FOUR_YEARS)]
    aligned = max((_aligned(policy, end, calendar) for end in ends), key=len)
    return (*aligned, *_narrower(policy))


def _aligned(policy: DunningPolicy, end: date, calendar: WorkingDays | None) -> tuple[Finding, ...]:
    slots = charge_slots(policy, end=end, calendar=calendar)
    return check_alignment(slots, policy, end=end, calendar=calendar) if slots.slots else ()


def _narrower(policy: DunningPolicy) -> Iterator[Finding]:
    known = {stage.name: stage for stage in policy.stages}
    for stage in policy.stages:
        notice = known.get(stage.waits_for or "")
        if notice is not None and notice.action is Action.NOTIFY and notice.when not in (None, stage.when):
            yield warning(NARROWER(act=stage.name, notice=notice.name))

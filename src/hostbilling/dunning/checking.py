"""What is odd about a policy although it can run: read it before customers do."""

from collections.abc import Iterator

from attrs import evolve

from ..decision import Finding, ReasonCode, warning
from ..demands import Action
from .alignment import charge_slots, check_alignment
from .policy import DunningPolicy

NARROWER = ReasonCode(
    "policy.narrower", "{act} waits for {notice}, which is sent only under a condition that {act} does not have."
)


def check_policy(policy: DunningPolicy) -> tuple[Finding, ...]:
    """Return what a seller should look at: charges out of step with the acts, acts that may wait for ever.

    >>> from hostbilling.presets import websupport
    >>> check_policy(websupport.EXPLICIT)
    ()
    """
    slots = charge_slots(policy)
    aligned = check_alignment(evolve(slots, caps=policy.caps), policy) if slots.slots else ()
    return (*aligned, *_narrower(policy))


def _narrower(policy: DunningPolicy) -> Iterator[Finding]:
    known = {stage.name: stage for stage in policy.stages}
    for stage in policy.stages:
        notice = known.get(stage.waits_for or "")
        if notice is not None and notice.action is Action.NOTIFY and notice.when not in (None, stage.when):
            yield warning(NARROWER(act=stage.name, notice=notice.name))

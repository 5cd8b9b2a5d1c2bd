"""Schedules that could not run are refused when they are written."""

from attrs import evolve

from hostbilling.demands import Action, Origin, Stage
from hostbilling.presets import websupport
from tests.samples import refusal

POLICY = websupport.EXPLICIT
ISSUE, DUE, *REST = POLICY.stages


def with_stages(*stages: Stage) -> tuple[str, str]:
    return refusal(evolve, POLICY, stages=stages)


def test_a_schedule_begins_with_one_call_of_that_name() -> None:
    assert with_stages(DUE)[0] == "policy.issue"
    assert with_stages(evolve(ISSUE, name="call"), DUE)[0] == "policy.issue"
    assert with_stages(ISSUE, evolve(ISSUE, name="again"))[0] == "policy.issue"
    assert with_stages(evolve(ISSUE, origin=Origin.ISSUED, days=0), DUE)[0] == "policy.issue"
    assert with_stages(DUE, ISSUE)[0] == "policy.issue"


def test_an_act_waits_for_a_notice_that_comes_before_it() -> None:
    off = Stage(name="off", action=Action.SUSPEND, origin=Origin.END, days=0)
    assert with_stages(ISSUE, DUE, off) == ("policy.unannounced", "stages.off.waits_for")
    for waits_for in ("proforma_due", "nothing"):
        assert with_stages(ISSUE, DUE, evolve(off, waits_for=waits_for)) == (
            "policy.waits_for",
            "stages.off.waits_for",
        )


def test_two_notices_of_one_day_would_replace_each_other() -> None:
    reminder = next(stage for stage in REST if stage.action is Action.NOTIFY)
    assert with_stages(ISSUE, DUE, reminder, evolve(reminder, name="other")) == ("policy.order", "stages.other")

"""What is odd about a policy is told before it runs."""

from attrs import evolve

from hostbilling.demands import Action, Caps, Condition, Origin, Stage
from hostbilling.dunning import DunningPolicy, check_policy
from hostbilling.presets import websupport


def codes(policy: DunningPolicy) -> list[str]:
    return [finding.code for finding in check_policy(policy)]


def test_the_presets_have_nothing_odd() -> None:
    for policy in (websupport.EXPLICIT, websupport.TACIT, websupport.MONTHLY, websupport.MONTHLY_TACIT):
        assert codes(policy) == []


def test_a_charge_after_the_suspension_is_told() -> None:
    late = Stage(name="late", action=Action.CHARGE, origin=Origin.END, days=3)
    stages = websupport.TACIT.stages
    assert codes(evolve(websupport.TACIT, stages=(*stages, late))) == ["retry.after_act"]


def test_a_charge_that_a_cap_never_lets_happen_is_told() -> None:
    assert codes(evolve(websupport.TACIT, caps=Caps(declines=1))) == ["retry.out_of_reach"]


def test_an_act_that_waits_for_a_notice_some_never_get_is_told() -> None:
    stages = tuple(
        evolve(stage, when=Condition(age=90)) if stage.name == "reminder_before_deactivation" else stage
        for stage in websupport.EXPLICIT.stages
    )
    assert codes(evolve(websupport.EXPLICIT, stages=stages)) == ["policy.narrower"]

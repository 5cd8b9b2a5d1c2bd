"""What is odd about a policy is told before it runs."""

from datetime import date

import pytest
from attrs import evolve

from hostbilling.demands import Action, Caps, Condition, Origin, Stage
from hostbilling.dunning import DunningPolicy, check_policy
from hostbilling.errors import InvalidInput
from hostbilling.periods import PlainCalendar
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


# ------------------------------------------------------------------- policies whose days depend on the end

NOTIFY, CHARGE, SUSPEND, END = Action.NOTIFY, Action.CHARGE, Action.SUSPEND, Origin.END


def own(issue: Stage, *stages: Stage, pay_within: int = 5) -> DunningPolicy:
    return DunningPolicy(id="own", stages=(issue, *stages), pay_within=pay_within, late_pay_within=5)


def issue(*, days: int = 0, months: int = 0) -> Stage:
    return Stage(name="proforma_issued", action=Action.ISSUE, origin=END, days=days, months=months)


def said(policy: DunningPolicy, calendar: PlainCalendar | None = None) -> list[str]:
    return [str(finding) for finding in check_policy(policy, calendar=calendar)]


def test_what_is_odd_in_february_alone_is_told() -> None:
    """A month before 1 March is 28 days, 29 in a leap year: only there a charge of day -29 comes before the call."""
    charged = Stage(name="charged", action=CHARGE, origin=END, days=-29)
    assert said(own(issue(months=-1), charged)) == ["warning: The charge of day -29 comes before the call on day -28."]


def test_acts_of_the_month_before_are_told_with_the_days_of_one_end() -> None:
    told = Stage(name="told", action=NOTIFY, origin=END, days=-40)
    off = Stage(name="off", action=SUSPEND, origin=END, months=-1, waits_for="told")
    (found,) = said(own(issue(months=-2), told, off))
    assert found in {
        f"warning: off of day -{days} comes on day 0 only: until day 0 the service is paid for."
        for days in (28, 29, 30, 31)
    }


def test_working_days_are_those_of_the_calendar() -> None:
    """Five working days are a week at most; before 26 December 2000, the first end with a holiday among them, eight."""
    told = Stage(name="told", action=NOTIFY, origin=END, working_days=-5)
    charged = Stage(name="charged", action=CHARGE, origin=END, working_days=2)
    late = own(issue(days=-20), told, charged, pay_within=13)
    (found,) = said(late, PlainCalendar(holidays=[date(2000, 12, 25), date(2000, 12, 26)]))
    assert found.startswith("warning: told of day -8 is never sent: the call may be paid until day -7.")
    with pytest.raises(InvalidInput, match="is needed to count the working days"):
        check_policy(late)


def test_a_reminder_that_another_of_its_day_replaces_is_told() -> None:
    """Payable within six days of the call of day -20, so the due day is day -14."""
    same = Stage(name="same", action=NOTIFY, origin=END, days=-14)
    due = Stage(name="due", action=NOTIFY, origin=Origin.DUE)
    assert said(own(issue(days=-20), same, due, pay_within=6)) == ["warning: same falls away: due is sent by then."]
    assert said(own(issue(days=-20), due, same, pay_within=6)) == ["warning: due falls away: same is sent by then."]


def test_what_never_comes_hides_nothing_that_is_listed_after_it() -> None:
    early = Stage(name="early", action=NOTIFY, origin=END, days=-19)  # while the call may be paid, so it is dropped
    told = Stage(name="told", action=NOTIFY, origin=END, days=-7)
    off = Stage(name="off", action=SUSPEND, origin=END, days=-1, waits_for="told")
    assert [line.split(" of ")[0] for line in said(own(issue(days=-20), early, told, off))] == [
        "warning: early",
        "warning: off",
    ]

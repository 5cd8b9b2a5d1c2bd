"""When a card is tried again, when never, and whether that fits the dunning around it."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.demands import Action, Attempt, Caps, DeclineClass, Origin, Stage
from hostbilling.dunning import (
    FOLLOW_UPS,
    DunningPolicy,
    FollowUp,
    Retry,
    RetrySchedule,
    charge_slots,
    check_alignment,
    retry,
)
from hostbilling.presets import websupport
from tests.refusals import refused

T = date(2026, 12, 19)
TWO = RetrySchedule(slots=[-14, -10])
FUNDS, DOWN = DeclineClass.INSUFFICIENT_FUNDS, DeclineClass.GATEWAY_DOWN


def day(offset: int) -> date:
    return T + timedelta(days=offset)


def tried(
    slot: int, failed: DeclineClass | None = FUNDS, *, on: int | None = None, instrument: str = "card"
) -> Attempt:
    return Attempt(slot=day(slot), on=day(slot if on is None else on), instrument=instrument, failed=failed)


def asked(on: int, *attempts: Attempt, schedule: RetrySchedule = TWO, instrument: str = "card") -> Retry:
    return retry(schedule, end=T, instrument=instrument, on=day(on), attempts=attempts)


def slot(found: Retry) -> int | None:
    return None if found.slot is None else (found.slot - T).days


def codes(found: Retry) -> list[str]:
    return [reason.code for reason in found.reasons]


def test_each_slot_is_used_once() -> None:
    assert [slot(asked(on)) for on in (-15, -14, -13, -10)] == [None, -14, -14, -10]
    assert [slot(asked(on, tried(-14))) for on in (-14, -13, -10, -9)] == [None, None, -10, -10]
    assert slot(asked(5, tried(-14), tried(-10))) is None
    assert codes(asked(5, tried(-14), tried(-10))) == ["retry.used_up"]


def test_after_missed_nights_one_charge_uses_every_slot_that_has_passed() -> None:
    late = asked(3)
    assert (slot(late), late.next_slot) == (-10, None)
    assert slot(asked(4, tried(-10, on=3))) is None


def test_the_next_slot_is_told() -> None:
    found = asked(-13, tried(-14))
    assert (found.charge, found.next_slot, found.follow_up) == (False, day(-10), FollowUp.RETRY)
    assert str(found) == "No slot is free on 2026-12-06; the next is 2026-12-09."
    assert asked(-14).next_slot == day(-10)


@pytest.mark.requirement("R-075", "R-076")
@pytest.mark.parametrize(
    ("failed", "follow_up", "again"),
    [
        (DeclineClass.INSUFFICIENT_FUNDS, FollowUp.RETRY, True),
        (DeclineClass.OTHER, FollowUp.RETRY, True),
        (DeclineClass.DATA_ERROR, FollowUp.ASK_CUSTOMER, False),
        (DeclineClass.ADDRESS, FollowUp.OTHER_METHOD, False),
        (DeclineClass.STOLEN, FollowUp.NEVER, False),
        (DeclineClass.UNKNOWN_CODE, FollowUp.REVIEW, False),
        (DeclineClass.NO_ANSWER, FollowUp.ASK_GATEWAY, False),
        (DeclineClass.GATEWAY_DOWN, FollowUp.TRY_SAME_SLOT, True),
    ],
)
def test_why_it_failed_decides_what_follows(failed: DeclineClass, follow_up: FollowUp, again: bool) -> None:  # noqa: FBT001
    found = asked(-10, tried(-14, failed))
    assert (found.follow_up, found.charge) == (follow_up, again)


def test_every_class_has_a_follow_up() -> None:
    assert set(FOLLOW_UPS) == set(DeclineClass)


def test_a_refusal_that_ends_it_says_why() -> None:
    found = asked(-10, tried(-14, DeclineClass.ADDRESS))
    assert str(found) == "card was refused on 2026-12-05 (address): offer another method."


def test_another_or_a_corrected_card_may_be_tried() -> None:
    assert slot(asked(-10, tried(-14, DeclineClass.STOLEN), instrument="new card")) == -10
    assert slot(asked(-10, tried(-14, DeclineClass.DATA_ERROR), instrument="card, corrected")) == -10


def test_a_lost_card_stays_lost_after_another_was_tried() -> None:
    attempts = tried(-14, DeclineClass.STOLEN), tried(-10, FUNDS, instrument="new card")
    three = RetrySchedule(slots=[-14, -10, -3])
    assert slot(asked(-3, *attempts, schedule=three)) is None
    assert slot(asked(-3, *attempts, schedule=three, instrument="new card")) == -3


@pytest.mark.parametrize("failed", [None, DeclineClass.NO_ANSWER])
def test_an_unknown_outcome_is_never_retried_blindly(failed: DeclineClass | None) -> None:
    found = asked(-10, tried(-14, failed), instrument="new card")
    assert (found.charge, found.follow_up, codes(found)) == (False, FollowUp.ASK_GATEWAY, ["retry.unsettled"])


def test_a_gateway_that_is_down_leaves_the_slot_free_but_is_not_hammered() -> None:
    assert slot(asked(-14, tried(-14, DOWN))) is None
    assert codes(asked(-14, tried(-14, DOWN))) == ["retry.today"]
    assert slot(asked(-13, tried(-14, DOWN))) == -14


@pytest.mark.parametrize(
    ("caps", "open_", "attempts"),
    [
        (Caps(declines=2), True, [tried(-14), tried(-13, DOWN, on=-13)]),
        (Caps(declines=2), False, [tried(-14), tried(-13)]),
        (Caps(attempts=2), False, [tried(-14), tried(-13, DOWN)]),
        (Caps(attempts=3), True, [tried(-14), tried(-13, DOWN)]),
        (Caps(days=4), False, [tried(-14)]),
        (Caps(days=5), True, [tried(-14)]),
        (Caps(declines=9, attempts=9, days=4), False, [tried(-14)]),
    ],
)
def test_the_first_cap_reached_ends_the_series(caps: Caps, open_: bool, attempts: list[Attempt]) -> None:  # noqa: FBT001
    schedule = RetrySchedule(slots=[-14, -13, -10], caps=caps)
    found = asked(-10, *attempts, schedule=schedule)
    assert found.charge is open_
    assert codes(found) == ["retry.slot" if open_ else "retry.capped"]


def test_a_cap_is_told_with_what_reached_it() -> None:
    found = asked(-10, tried(-14), schedule=evolve(TWO, caps=Caps(declines=1)))
    assert str(found) == "The series has ended: 1 reach the cap of 1 declines."


def test_the_slots_of_a_policy_are_its_charges() -> None:
    assert charge_slots(websupport.TACIT, end=T) == TWO
    assert charge_slots(websupport.EXPLICIT, end=T).slots == ()


def findings(schedule: RetrySchedule, policy: DunningPolicy = websupport.TACIT) -> list[str]:
    return [str(finding) for finding in check_alignment(schedule, policy)]


def test_the_shipped_schedule_fits_its_policy() -> None:
    assert findings(TWO) == []
    assert findings(charge_slots(websupport.MONTHLY_TACIT, end=T), websupport.MONTHLY_TACIT) == []


def test_a_charge_on_the_day_of_the_suspension_is_in_time_and_later_is_not() -> None:
    assert findings(RetrySchedule(slots=[-14, 0])) == []
    assert findings(RetrySchedule(slots=[-14, 1])) == [
        "warning: The charge of day 1 comes after service_deactivated on day 0."
    ]
    assert findings(RetrySchedule(slots=[-14, 8])) == [
        "warning: The charge of day 8 comes after service_deleted on day 7."
    ]


def test_a_suspension_that_no_charge_precedes_is_found() -> None:
    assert findings(RetrySchedule(slots=[])) == ["warning: No charge is tried before service_deactivated on day 0."]
    assert findings(RetrySchedule(slots=[2]))[0].startswith("warning: No charge is tried before")


def test_a_charge_before_the_call_or_its_due_day_is_found() -> None:
    assert findings(RetrySchedule(slots=[-29, -28, -15, -14])) == [
        "warning: The charge of day -29 comes before the call on day -28.",
        "note: The charge of day -28 comes before the due day, -14.",
        "note: The charge of day -15 comes before the due day, -14.",
    ]


@pytest.mark.parametrize("caps", [Caps(declines=1), Caps(attempts=1), Caps(days=4)])
def test_a_slot_behind_a_cap_is_found(caps: Caps) -> None:
    (finding,) = check_alignment(evolve(TWO, caps=caps), websupport.TACIT)
    assert finding.code == "retry.out_of_reach"
    assert "day -10" in str(finding)


def test_a_policy_without_due_mark_or_acts_has_little_to_fit() -> None:
    bare = DunningPolicy(
        id="bare",
        stages=(Stage(name="proforma_issued", action=Action.ISSUE, origin=Origin.END, days=-28),),
        pay_within=14,
        late_pay_within=7,
    )
    assert findings(RetrySchedule(slots=[-20, 30]), bare) == []


@pytest.mark.parametrize(
    ("code", "field", "make"),
    [
        ("retry.repeated", "schedule.slots", lambda: RetrySchedule(slots=[3, 3])),
        ("count.type", "schedule.slots[0]", lambda: RetrySchedule(slots=[1.5])),  # type: ignore[list-item]
        ("count.low", "caps.declines", lambda: Caps(declines=0)),
        ("count.low", "caps.attempts", lambda: Caps(attempts=0)),
        ("count.low", "caps.days", lambda: Caps(days=0)),
        ("date.type", "attempt.slot", lambda: Attempt(slot="x", on=T, instrument="card")),  # type: ignore[arg-type]
        ("date.type", "attempt.on", lambda: Attempt(slot=T, on="x", instrument="card")),  # type: ignore[arg-type]
        ("text.empty", "attempt.instrument", lambda: Attempt(slot=T, on=T, instrument=" ")),
        ("text.empty", "instrument", lambda: asked(0, instrument="")),
        ("date.type", "on", lambda: retry(TWO, end=T, instrument="card", on="x")),  # type: ignore[arg-type]
        ("date.type", "end", lambda: retry(TWO, end="x", instrument="card", on=T)),  # type: ignore[arg-type]
        ("date.range", "times", lambda: RetrySchedule(slots=[9]).days(date.max)),
    ],
)
def test_bad_input_is_refused(code: str, field: str, make: Any) -> None:
    assert refused(make) == (code, field)


schedules = st.builds(
    RetrySchedule,
    slots=st.lists(st.integers(-30, 30), unique=True, max_size=6),
    caps=st.builds(
        Caps,
        declines=st.none() | st.integers(1, 5),
        attempts=st.none() | st.integers(1, 6),
        days=st.none() | st.integers(1, 40),
    ),
)


def lived(schedule: RetrySchedule, nights: Iterable[int], answers: list[DeclineClass]) -> list[Attempt]:
    """Run the nights, asking twice in each, with a world that answers in turn."""
    attempts: list[Attempt] = []
    for night in nights:
        for _ in range(2):
            found = asked(night, *attempts, schedule=schedule)
            if found.slot is not None:
                failed = answers[len(attempts) % len(answers)]
                attempts.append(Attempt(slot=found.slot, on=day(night), instrument="card", failed=failed))
    return attempts


@given(
    schedule=schedules,
    nights=st.sets(st.integers(-40, 45)),
    answers=st.lists(st.sampled_from(list(DeclineClass)), min_size=1, max_size=5),
)
def test_no_slot_is_charged_twice_and_no_cap_is_passed(
    schedule: RetrySchedule, nights: set[int], answers: list[DeclineClass]
) -> None:
    attempts = lived(schedule, sorted(nights), answers)
    refusals = [each for each in attempts if each.failed is not DOWN]
    assert len({each.slot for each in refusals}) == len(refusals)
    assert len({each.on for each in attempts}) == len(attempts)
    assert all(each.slot <= each.on for each in attempts)
    assert len(attempts) <= (schedule.caps.attempts or len(attempts))
    assert len([each for each in refusals if each.failed is not DeclineClass.NO_ANSWER]) <= (
        schedule.caps.declines or len(refusals)
    )
    hard = [place for place, each in enumerate(attempts) if each.failed not in (FUNDS, DeclineClass.OTHER, DOWN)]
    assert hard in ([], [len(attempts) - 1])


@given(schedule=schedules)
def test_every_night_or_one_late_night_never_charges_more_often(schedule: RetrySchedule) -> None:
    every = lived(schedule, range(-40, 45), [FUNDS])
    assert len(lived(schedule, [44], [FUNDS])) == min(1, len(schedule.slots))
    assert len(every) <= len(schedule.slots)


def test_a_charge_on_the_day_of_the_suspension_is_in_time() -> None:
    assert check_alignment(RetrySchedule(slots=[0]), websupport.TACIT) == ()
    found = check_alignment(RetrySchedule(slots=[1]), websupport.TACIT)
    assert [finding.code for finding in found] == ["retry.untried", "retry.after_act"]


def test_a_charge_that_a_cap_leaves_out_is_told_with_the_reason() -> None:
    for caps in (Caps(declines=1), Caps(attempts=1)):
        found = check_alignment(RetrySchedule(slots=[-14, -10], caps=caps), websupport.TACIT)
        assert [str(finding) for finding in found] == [
            "warning: The charge of day -10 is never tried: the caps on declines or attempts end the series before."
        ]

"""Cards in the nightly run: slots, caps, answers that do not come, and what waits for an answer."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from attrs import evolve

from hostbilling.demands import Action, Caps, DeclineClass, Instrument, Origin, Stage
from hostbilling.dunning import DunningPolicy
from hostbilling.lifecycle import (
    AddInstrument,
    ChargeDeclined,
    ChargeInstrument,
    FamilyPolicy,
    PaymentReceived,
    ServiceSuspended,
    SuspendService,
)
from hostbilling.payments import Payment
from hostbilling.presets import websupport
from tests.thread.host import CARD, Host, book, refuses, service

T = date(2026, 12, 19)
FUNDS, UNKNOWN = DeclineClass.INSUFFICIENT_FUNDS, DeclineClass.NO_ANSWER


def day(offset: int) -> date:
    return T + timedelta(days=offset)


def policy(*slots: int, caps: Caps | None = None) -> FamilyPolicy:
    """WebSupport's card schedule, charged on these days."""
    charges = tuple(Stage(name=f"charge{slot:+}", action=Action.CHARGE, origin=Origin.END, days=slot) for slot in slots)
    others = [stage for stage in websupport.TACIT.stages if stage.action is not Action.CHARGE]
    stages = (*others[:1], *charges, *others[1:])
    found = DunningPolicy(
        id="cards", stages=stages, pay_within=14, late_pay_within=7, caps=Caps() if caps is None else caps
    )
    return FamilyPolicy(explicit=found, tacit=found)


def host(
    *slots: int,
    caps: Caps | None = None,
    gateway: Callable[[ChargeInstrument], DeclineClass | None] = refuses,
    cards: tuple[Instrument, ...] = (CARD,),
) -> Host:
    ours = evolve(book(), usual=policy(*slots, caps=caps))
    return Host(service("S1", end=T, tacit=True), book=ours, instruments=cards, gateway=gateway)


def tried(of: Host) -> list[int]:
    return [(fact.on - T).days for fact in of.facts if isinstance(fact, ChargeDeclined)]


@pytest.mark.parametrize(
    ("caps", "expected"),
    [
        (None, [-14, -12, -10, -3]),
        (Caps(declines=2), [-14, -12]),
        (Caps(attempts=3), [-14, -12, -10]),
        (Caps(days=4), [-14, -12]),
        (Caps(days=5), [-14, -12, -10]),
    ],
)
def test_the_first_cap_that_is_reached_ends_the_series(caps: Caps | None, expected: list[int]) -> None:
    ours = host(-14, -12, -10, -3, caps=caps)
    ours.nights(day(-30), day(1))
    assert tried(ours) == expected


def test_the_cap_that_ended_a_series_is_told() -> None:
    ours = host(-14, -12, caps=Caps(declines=1))
    ours.nights(day(-30), day(-11))
    (blocked,) = ours.planned(day(-11)).blocked
    assert (blocked.what, [reason.code for reason in blocked.reasons]) == ("charge-12", ["retry.capped"])


def test_the_caps_of_a_call_are_those_of_its_issue() -> None:
    ours = host(-14, -12, caps=Caps(declines=1))
    ours.nights(day(-30), day(-13))
    ours.book = evolve(ours.book, usual=policy(-14, -12))
    ours.nights(day(-13), day(-9))
    assert tried(ours) == [-14]


def test_attempts_are_recorded_with_slot_day_and_instrument() -> None:
    ours = host(-14, -10)
    ours.nights(day(-30), day(-20))
    ours.night(day(-12))  # the night of the slot was missed
    (attempt,) = ours.account.demands[0].parts[0].attempts
    assert (attempt.slot, attempt.on, attempt.instrument, attempt.failed) == (day(-14), day(-12), "card", FUNDS)


def test_after_missed_nights_one_charge_uses_all_slots_that_passed() -> None:
    ours = host(-14, -12, -10, -3)
    ours.nights(day(-30), day(-20))
    ours.nights(day(-9), day(1))
    assert tried(ours) == [-9, -3]


def test_a_charge_without_answer_is_never_repeated_and_nothing_adverse_happens_meanwhile() -> None:
    ours = host(-14, -10, gateway=lambda _: UNKNOWN)
    steps = ours.nights(day(-30), day(30))
    assert [(step.on - T).days for step in steps if isinstance(step, ChargeInstrument)] == [-14]
    assert not [step for step in steps if isinstance(step, SuspendService)]
    tonight = ours.planned(day(30))
    assert tonight.unanswered == ("S1/2026-12-19/S1/charge-14",)
    assert {reason.code for blocked in tonight.blocked for reason in blocked.reasons} >= {"dunning.in_flight"}


@pytest.mark.parametrize("went_through", [True, False])
def test_an_answer_that_comes_later_settles_the_charge(went_through: bool) -> None:  # noqa: FBT001
    ours = host(-14, -10, gateway=lambda _: UNKNOWN)
    (step,) = [each for each in ours.nights(day(-30), day(-5)) if isinstance(each, ChargeInstrument)]
    if went_through:
        payment = Payment(channel="card", external_id="7", amount=step.amount, received_on=day(-14))
        ours.record(step.paid(payment, known=day(-5)))
        assert ours.account.service("S1").ends_on == date(2027, 12, 19)
    else:
        ours.record(step.declined(FUNDS, known=day(-5)))
        ours.gateway = refuses
        ours.nights(day(-5), day(-2))
        assert tried(ours) == [-14, -5, -4]  # once a day, so the slot of the 9th waits for the next night
    assert ours.planned(day(-5)).unanswered == ()


def test_what_ends_a_service_waits_for_the_charge_of_the_same_night() -> None:
    ours = host(0, gateway=lambda _: None)
    ours.nights(day(-30), day(1))
    assert [fact.on for fact in ours.facts if isinstance(fact, PaymentReceived)] == [T]
    assert not [fact for fact in ours.facts if isinstance(fact, ServiceSuspended)]
    refused = host(0)
    refused.nights(day(-30), day(1))
    kinds = [type(fact) for fact in refused.facts if isinstance(fact, (ChargeDeclined, ServiceSuspended))]
    assert kinds == [ChargeDeclined, ServiceSuspended]


def test_a_corrected_card_is_charged_again_and_its_refusals_still_count() -> None:
    answers = iter([DeclineClass.DATA_ERROR, FUNDS])
    ours = host(-14, -12, -10, caps=Caps(declines=2), gateway=lambda _: next(answers))
    ours.nights(day(-30), day(-13))
    ours.decide(AddInstrument(instrument=evolve(CARD, usable_until=date(2031, 12, 31))), day(-13))
    ours.nights(day(-13), day(0))
    assert tried(ours) == [-14, -12]
    assert [each.corrected for each in ours.account.demands[0].parts[0].attempts] == [True, False]


def test_another_card_is_charged_where_one_was_refused_for_good() -> None:
    second = evolve(CARD, id="second")
    ours = host(-14, -10, cards=(CARD, second), gateway=lambda _: DeclineClass.STOLEN)
    steps = ours.nights(day(-30), day(1))
    assert [step.instrument_id for step in steps if isinstance(step, ChargeInstrument)] == ["card", "second"]

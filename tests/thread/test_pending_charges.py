"""A charge that was refused: the customer sees it, corrects or adds a card, and applies the charge: three acts."""

from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve

from hostbilling.demands import DeclineClass, Instrument
from hostbilling.dunning.retries import FollowUp
from hostbilling.lifecycle import (
    Accepted,
    AddInstrument,
    ApplyCharge,
    ChargeAsked,
    ChargeInstrument,
    OrderLine,
    PlaceOrder,
    Refused,
    Shown,
    TakeBack,
    decide,
    pending_charges,
    shown_now,
)
from hostbilling.money import payable
from hostbilling.payments import Direction, Payment, ReversalKind
from hostbilling.periods import Term

from .host import CARD, YEAR, Host, accepts, service

END = date(2026, 4, 1)
REFUSED_ON = date(2026, 3, 25)
ASKED_ON = date(2026, 3, 10)
LATER = date(2026, 3, 20)
DEMAND = "S1/2026-04-01"
OTHER = Instrument(id="other", label="other card", usable_until=date(2029, 1, 31))


def refused(why: DeclineClass) -> Host:
    """A host whose first charge of the tacit renewal was refused."""
    host = Host(service("S1", end=END, tacit=True), instruments=(CARD,), gateway=lambda _: why)
    day = date(2026, 3, 4)
    while not pending_charges(host.account, on=day):
        host.night(day)
        day = date.fromordinal(day.toordinal() + 1)
        assert day < END
    return host


def asked(id_: str = "ask", instrument: str = "card") -> ApplyCharge:
    return ApplyCharge(charge=ChargeAsked(id=id_, demand_id=DEMAND, instrument_id=instrument, on=REFUSED_ON))


@pytest.mark.requirement("R-073")
def test_a_refused_charge_is_pending_and_shown_until_it_is_paid() -> None:
    host = refused(DeclineClass.DATA_ERROR)
    (pending,) = pending_charges(host.account, on=REFUSED_ON)
    assert (pending.demand_id, str(pending.amount), pending.then) == (DEMAND, "123.00 EUR", FollowUp.ASK_CUSTOMER)
    assert pending.usable == ()
    (prompt, *_) = shown_now(host.account, on=REFUSED_ON)
    assert (prompt.shown, prompt.subject, prompt.charge) == (Shown.PENDING_CHARGE, DEMAND, pending)
    host.pay(DEMAND, "123.00", REFUSED_ON)
    assert pending_charges(host.account, on=REFUSED_ON) == ()
    assert shown_now(host.account, on=REFUSED_ON) == ()


@pytest.mark.requirement("R-074")
def test_correcting_adding_and_applying_are_three_acts() -> None:
    host = refused(DeclineClass.DATA_ERROR)
    outcome = decide(host.account, asked(), host.book, on=REFUSED_ON)
    assert isinstance(outcome, Refused)
    assert str(outcome.reasons[0]).startswith("card was refused (data error)")
    host.decide(AddInstrument(instrument=OTHER), REFUSED_ON)
    assert [each.id for each in pending_charges(host.account, on=REFUSED_ON)[0].usable] == ["other"]
    corrected = Instrument(id="card", label="card", usable_until=date(2031, 12, 31))
    host.decide(AddInstrument(instrument=corrected), REFUSED_ON)
    assert [each.id for each in pending_charges(host.account, on=REFUSED_ON)[0].usable] == ["card", "other"]
    assert not [step for step in host.planned(REFUSED_ON).steps if step.key == "ask/charge"]
    host.decide(asked(), REFUSED_ON)
    (step,) = [step for step in host.planned(REFUSED_ON).steps if isinstance(step, ChargeInstrument)]
    assert (step.key, step.instrument_id, str(step.amount)) == ("ask/charge", "card", "123.00 EUR")
    host.gateway = lambda _: None
    host.night(REFUSED_ON)
    assert pending_charges(host.account, on=REFUSED_ON) == ()
    assert host.account.service("S1").ends_on == date(2027, 4, 1)


def test_an_applied_charge_that_is_refused_is_pending_again_and_not_repeated() -> None:
    host = refused(DeclineClass.INSUFFICIENT_FUNDS)
    host.decide(asked(), REFUSED_ON)
    host.night(REFUSED_ON)
    (pending,) = pending_charges(host.account, on=REFUSED_ON)
    assert pending.last.on == REFUSED_ON
    assert not [step for step in host.night(date(2026, 3, 26)) if step.key == "ask/charge"]


def test_one_charge_at_a_time() -> None:
    host = refused(DeclineClass.INSUFFICIENT_FUNDS)
    host.decide(asked(), REFUSED_ON)
    second = decide(host.account, asked("ask2"), host.book, on=REFUSED_ON)
    assert isinstance(second, Refused)
    assert [str(reason) for reason in second.reasons] == [
        f"A charge for {DEMAND} has no answer yet: a second one could pay twice."
    ]
    again = decide(host.account, asked(), host.book, on=REFUSED_ON)
    assert isinstance(again, Accepted)
    assert again.facts == ()


def test_nothing_is_charged_that_is_paid_or_cannot_be() -> None:
    host = refused(DeclineClass.INSUFFICIENT_FUNDS)
    ended = Instrument(id="ended", label="old card", usable_until=date(2026, 1, 31))
    host.decide(AddInstrument(instrument=ended), REFUSED_ON)
    host.pay(DEMAND, "123.00", REFUSED_ON)
    outcome = decide(host.account, asked(instrument="ended"), host.book, on=REFUSED_ON)
    assert isinstance(outcome, Refused)
    assert [reason.code for reason in outcome.reasons] == ["lifecycle.nothing_missing", "lifecycle.not_usable"]


# --------------------------------------------------------------------------------------- mandates


@pytest.mark.parametrize(
    ("answer", "used"),
    [(None, True), (DeclineClass.INSUFFICIENT_FUNDS, True), (DeclineClass.GATEWAY_DOWN, False)],
)
def test_a_mandate_lapses_36_months_after_it_was_last_used_even_in_vain(
    answer: DeclineClass | None,
    used: bool,  # noqa: FBT001
) -> None:
    mandate = Instrument(
        id="m", label="SEPA", usable_until=date(2099, 12, 31), last_used_on=date(2023, 4, 1), lapses_after=36
    )
    host = Host(service("S1", end=END, tacit=True), instruments=(CARD, mandate), gateway=lambda _: answer)
    host.night(date(2026, 3, 4))
    asked_for = ChargeAsked(id="ask", demand_id=DEMAND, instrument_id="m", on=date(2026, 3, 5))
    host.decide(ApplyCharge(charge=asked_for), date(2026, 3, 5))
    (step,) = [step for step in host.planned(date(2026, 3, 5)).steps if isinstance(step, ChargeInstrument)]
    host.record(step.intended(), host.perform(step, date(2026, 3, 5)))
    until = date(2029, 3, 5) if used else date(2026, 4, 1)
    assert [each.charged_until for each in host.account.instruments] == [CARD.usable_until, until]


# --------------------------------------------------------------------------------------- at sign-in


def kinds(host: Host, on: date) -> list[Shown]:
    return [prompt.shown for prompt in shown_now(host.account, on=on)]


@pytest.mark.requirement("R-069")
@pytest.mark.requirement("R-108")
def test_what_an_account_must_be_shown_follows_its_life() -> None:
    host = Host(service("S1", end=END))
    assert kinds(host, date(2026, 3, 3)) == []
    host.night(date(2026, 3, 4))
    assert kinds(host, date(2026, 3, 4)) == [Shown.WAITING_FOR_PAYMENT]
    assert host.account.service("S1").ends_on == END  # nothing is validated before the money is here
    due = host.account.demand(DEMAND).due_on
    assert kinds(host, due) == [Shown.WAITING_FOR_PAYMENT]
    assert kinds(host, date.fromordinal(due.toordinal() + 1)) == [Shown.OVERDUE]
    host.nights(date(2026, 3, 5), date(2026, 4, 8))
    assert kinds(host, date(2026, 4, 8)) == [Shown.SUSPENDED, Shown.OVERDUE]
    host.nights(date(2026, 4, 8), date(2026, 6, 1))
    assert kinds(host, date(2026, 6, 1)) == [Shown.REACTIVATION]
    assert str(shown_now(host.account, on=date(2026, 6, 1))[0].reasons[0]) == (
        "The account was cancelled: signing in offers to bring it back."
    )


def test_a_card_that_ends_before_the_renewal_is_shown_unless_another_one_is_there() -> None:
    ending = Instrument(id="old", label="Visa 1111", usable_until=date(2026, 3, 31))
    host = Host(service("S1", end=END, tacit=True), instruments=(ending,))
    (prompt,) = shown_now(host.account, on=date(2026, 2, 1))
    assert (prompt.shown, str(prompt.reasons[0])) == (
        Shown.INSTRUMENT_ENDS,
        "Visa 1111 can be charged until 2026-03-31, and S1.example renews on 2026-04-01.",
    )
    host.decide(AddInstrument(instrument=CARD), date(2026, 2, 2))
    assert shown_now(host.account, on=date(2026, 2, 2)) == ()


def test_a_card_that_has_ended_is_shown_until_another_one_is_there_and_taken_back_it_is_missing() -> None:
    ended = Instrument(id="old", label="Visa 1111", usable_until=date(2026, 1, 31))
    host = Host(service("S1", end=END, tacit=True), instruments=(ended,))
    assert kinds(host, date(2026, 2, 1)) == [Shown.INSTRUMENT_ENDS]
    host.decide(AddInstrument(instrument=evolve(ended, revoked_on=date(2026, 2, 2))), date(2026, 2, 2))
    assert kinds(host, date(2026, 2, 2)) == [Shown.INSTRUMENT_MISSING]


def test_no_charge_is_applied_while_one_of_the_schedule_has_no_answer() -> None:
    host = Host(service("S1", end=END, tacit=True), instruments=(CARD,), gateway=lambda _: None)
    day = date(2026, 3, 4)
    while not any(isinstance(step, ChargeInstrument) for step in host.planned(day).steps):
        host.night(day)
        day = date.fromordinal(day.toordinal() + 1)
        assert day < END
    host.record(*[step.intended() for step in host.planned(day).steps])
    outcome = decide(host.account, asked(), host.book, on=day)
    assert isinstance(outcome, Refused)
    assert [reason.code for reason in outcome.reasons] == ["lifecycle.under_way"]


@pytest.mark.requirement("R-053")
def test_the_card_is_charged_for_the_total_and_each_service_gets_its_own_period() -> None:
    host = Host(
        service("S1", end=END), service("S2", end=END, product="vps"), instruments=(CARD,), gateway=lambda _: None
    )
    lines = (OrderLine(service_id="S1", term=YEAR), OrderLine(service_id="S2", term=Term.months(1)))
    host.decide(PlaceOrder(id="O1", lines=lines), date(2026, 3, 1))
    host.night(date(2026, 3, 1))
    charge = ChargeAsked(id="pay", demand_id="O1", instrument_id="card", on=date(2026, 3, 1))
    host.decide(ApplyCharge(charge=charge), date(2026, 3, 1))
    (step,) = [step for step in host.night(date(2026, 3, 1)) if isinstance(step, ChargeInstrument)]
    assert str(step.amount) == "135.30 EUR"  # 123.00 for the year and 12.30 for the month, in one charge
    assert [each.ends_on for each in host.account.services] == [date(2027, 4, 1), date(2026, 5, 1)]


def charged(host: Host, day: date) -> list[str]:
    return [step.key for step in host.night(day) if isinstance(step, ChargeInstrument)]


def waiting(**host: Any) -> Host:
    """A host whose call for an explicit renewal was issued, and whose customer asked for a charge that day."""
    found = Host(service("S1", end=END), instruments=(CARD, OTHER), gateway=accepts, **host)
    found.nights(date(2026, 3, 4), date(2026, 3, 10))
    found.decide(ApplyCharge(charge=evolve(asked().charge, on=ASKED_ON)), ASKED_ON)
    return found


def test_a_charge_that_was_not_needed_that_night_is_over_when_the_money_goes_back() -> None:
    host = waiting()
    host.pay(DEMAND, "123.00", ASKED_ON)
    assert charged(host, ASKED_ON) == []
    back = Payment(
        channel="bank", external_id="x", amount=payable("123", "EUR"), received_on=LATER, direction=Direction.OUT
    )
    taken = TakeBack(of=f"bank:{DEMAND}#1", payment=back, reversal=ReversalKind.RECALL)
    host.decide(taken, LATER)
    assert str(host.account.demand(DEMAND).missing) == "123.00 EUR"
    assert charged(host, LATER) == []
    host.decide(ApplyCharge(charge=evolve(asked("again").charge, on=LATER)), LATER)
    assert charged(host, LATER) == ["again/charge"]


def test_a_charge_of_what_is_missing_happens_once_that_night() -> None:
    host = waiting()
    host.pay(DEMAND, "23.00", ASKED_ON)
    (step,) = [step for step in host.night(ASKED_ON) if isinstance(step, ChargeInstrument)]
    assert str(step.amount) == "100.00 EUR"


@pytest.mark.parametrize(
    ("changed", "night"),
    [
        (evolve(CARD, revoked_on=date(2026, 3, 10)), date(2026, 3, 10)),
        (evolve(CARD, usable_until=date(2026, 3, 11)), date(2026, 3, 15)),
    ],
)
def test_a_card_that_was_revoked_or_ended_meanwhile_is_not_charged_and_stops_no_other(
    changed: Instrument, night: date
) -> None:
    host = waiting()
    host.decide(AddInstrument(instrument=changed), ASKED_ON)
    (blocked,) = host.planned(night).blocked
    assert (blocked.service_id, blocked.what, [str(each) for each in blocked.reasons]) == (
        DEMAND, "charge", [f"card cannot be charged on {night}: correct it or add another."],
    )  # fmt: skip
    assert charged(host, night) == []
    host.decide(ApplyCharge(charge=evolve(asked("again", "other").charge, on=night)), night)
    assert charged(host, night) == ["again/charge"]
    assert host.planned(night).blocked == ()


def test_the_schedule_charges_another_card_when_the_one_that_was_asked_for_has_ended() -> None:
    host = Host(service("S1", end=END, tacit=True), instruments=(CARD, OTHER), gateway=lambda _: DeclineClass.OTHER)
    day = date(2026, 3, 4)
    while not pending_charges(host.account, on=day):
        host.night(day)
        day += timedelta(days=1)
    host.decide(ApplyCharge(charge=evolve(asked().charge, on=day)), day)
    host.decide(AddInstrument(instrument=evolve(CARD, revoked_on=day)), day)
    host.gateway = accepts
    steps = [step for step in host.nights(day, END + timedelta(days=20)) if isinstance(step, ChargeInstrument)]
    assert [step.instrument_id for step in steps] == ["other"]
    assert host.account.service("S1").ends_on == date(2027, 4, 1)

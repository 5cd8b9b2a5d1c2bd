"""What a notice says happens next is what happens, on that day and not earlier, when nothing else does."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from hostbilling.lifecycle import (
    DeleteService,
    Hold,
    HoldKind,
    IssueInvoice,
    PlaceHold,
    SendNotice,
    Step,
    SuspendService,
    SwitchRenewal,
    TakeBack,
)
from hostbilling.money import payable
from hostbilling.payments import Direction, Payment, ReversalKind
from hostbilling.periods import PlainCalendar
from hostbilling.services import ServiceState
from tests.thread.host import CARD, Host, book, service

from .test_debts import billed, tacit

T = date(2026, 12, 19)
UNTIL = st.none() | st.integers(0, 50) | st.just(date.max)


def day(offset: int) -> date:
    return T + timedelta(days=offset)


def said(steps: list[Step]) -> list[tuple[int, str, str | None, int | None]]:
    """Every notice: its day, what it is, what it says follows, and on which day."""
    return [
        ((each.on - T).days, each.template, each.then, None if each.then_on is None else (each.then_on - T).days)
        for each in steps
        if isinstance(each, SendNotice)
    ]


def explicit() -> Host:
    return Host(service("S1", end=T))


def weekdays() -> Host:
    return Host(service("S1", end=T), book=evolve(book(), adverse_days=PlainCalendar()))


def lapsing() -> Host:
    return Host(service("S1", end=T, product="vps", tacit=True), instruments=(CARD,))


@settings(max_examples=12)
@given(
    start=st.sampled_from([explicit, weekdays, lapsing, tacit, billed]),
    called=st.integers(-45, 10),
    down=st.integers(0, 60),
    held=UNTIL,
)
def test_what_is_said_to_follow_follows_on_that_day_and_nothing_before(
    start: Callable[[], Host], called: int, down: int, held: int | date | None
) -> None:
    host = start()
    host.nights(day(called), day(called + 3))
    if held is not None:
        until = day(called + 3 + held) if isinstance(held, int) else None
        host.decide(PlaceHold(hold=Hold(id="h", why="w", kind=HoldKind.DISPUTE, until=until)), day(called + 3))
    steps = host.nights(day(called + 3 + down), day(called + 3 + down + 150))
    for notice in (each for each in steps if isinstance(each, SendNotice)):
        later = steps[steps.index(notice) :]
        acts = [(each.stage, each.on) for each in later if isinstance(each, (SuspendService, DeleteService))]
        assert notice.then is None or acts[0] == (notice.then, notice.then_on)


def test_while_a_dispute_has_no_end_no_day_is_named() -> None:
    host = Host(service("S1", end=T))
    host.nights(day(-40), day(-9))
    host.decide(PlaceHold(hold=Hold(id="h", why="w", kind=HoldKind.DISPUTE)), day(-9))
    assert said(host.nights(day(-9), day(8))) == [(-7, "reminder_before_deactivation", None, None)]


def test_a_hold_until_a_day_moves_what_is_said() -> None:
    host = Host(service("S1", end=T))
    host.nights(day(-40), day(-9))
    host.decide(PlaceHold(hold=Hold(id="h", why="w", until=day(6))), day(-9))
    assert said(host.nights(day(-9), day(8))) == [(-7, "reminder_before_deactivation", "service_deactivated", 7)]


def test_what_is_paid_for_until_later_is_not_said_to_go_off_for_a_debt_that_is_given_up_before() -> None:
    assert said(billed().nights(day(1), day(60))) == [
        (21, "first_reminder", None, None),
        (31, "second_reminder", None, None),
    ]


def test_an_act_that_waits_for_a_word_unsent_is_dated_from_when_that_can_come() -> None:
    host = tacit()
    host.nights(day(-40), day(15))
    assert said(host.nights(day(15), day(40))) == [
        (21, "first_reminder", "off", 36),
        (31, "second_reminder", "off", 36),
    ]
    down = tacit()
    down.nights(day(-40), day(3))
    assert said(down.nights(day(60), day(80))) == [
        (60, "first_reminder", "off", 75),
        (70, "second_reminder", "off", 75),
    ]


def test_the_words_of_one_night_name_the_same_day() -> None:
    host = lapsing()
    host.nights(day(-40), day(-18))
    assert said(host.nights(day(1), day(3))) == [
        (1, "card_declined", "service_deactivated", 8),
        (1, "reminder_before_deactivation", "service_deactivated", 8),
    ]


# ------------------------------------------------------------------------------ what is off already


@pytest.mark.requirement("R-027")
def test_what_is_off_already_is_not_said_to_go_off_but_to_be_deleted() -> None:
    host = explicit()
    host.nights(day(-40), day(2))
    host.pay("S1/2026-12-19", "123.00", day(2))
    back = Payment(
        channel="bank", external_id="rev", amount=payable("123", "EUR"), received_on=day(2), direction=Direction.OUT
    )
    of = host.account.payments[-1].id
    host.decide(TakeBack(of=of, reversal=ReversalKind.DEBIT_RETURN, payment=back), day(2))
    steps = host.nights(day(2), day(30))
    assert said(steps) == [
        (2, "reminder_before_deactivation", "service_deleted", 9),
        (9, "deletion_notice", "service_deleted", 9),
    ]
    assert [(each.on - T).days for each in steps if isinstance(each, DeleteService)] == [9]


def test_the_call_for_another_term_of_what_is_off_says_that_it_will_be_deleted() -> None:
    host = tacit()
    host.nights(day(-40), day(60))
    host.decide(SwitchRenewal(service_id="S1", tacit=False), day(60))
    assert [each[1:] for each in said(host.nights(day(60), day(380)))] == [
        ("reminder_due_day", "service_deleted", 365),
        ("reminder_before_deactivation", "service_deleted", 365),
        ("deletion_notice", "service_deleted", 365),
    ]


def test_what_is_off_is_not_renewed_into_another_debt() -> None:
    host = tacit()
    host.nights(day(-40), day(365))
    assert host.account.service("S1").state is ServiceState.SUSPENDED
    assert [(each.what, [reason.code for reason in each.reasons]) for each in host.planned(day(365)).blocked] == [
        ("invoice", ["lifecycle.off_not_owed"])
    ]
    steps = host.night(day(365))
    assert not [each for each in steps if isinstance(each, IssueInvoice)]
    assert said(steps) == [(365, "deletion_notice", "service_deleted", 365)]
    assert [type(each) for each in steps[1:]] == [DeleteService]

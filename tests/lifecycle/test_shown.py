"""What a customer is shown at sign-in, word by word."""

from datetime import date, timedelta

import pytest
from attrs import evolve

from hostbilling.demands import DeclineClass, Instrument
from hostbilling.lifecycle import AddInstrument, OrderLine, PlaceOrder, Prompt, Shown, TakeBack, TopUp, shown_now
from hostbilling.payments import Direction, Payment, ReversalKind, VatRegime, WalletPolicy
from hostbilling.services import ServiceState
from tests.samples import eur, refusal
from tests.thread.host import CARD, YEAR, Host, book, refuses, service

T = date(2026, 4, 1)


def day(offset: int) -> date:
    return T + timedelta(days=offset)


def only(host: Host, on: date) -> Prompt:
    (prompt,) = shown_now(host.account, on=on)
    return prompt


def test_a_call_waits_and_is_late_the_day_after_its_last_one() -> None:
    host = Host(service("S1", end=T))
    host.night(date(2026, 3, 4))
    waits = only(host, date(2026, 3, 18))
    assert (waits.shown, waits.subject, waits.amount, waits.charge) == (
        Shown.WAITING_FOR_PAYMENT, "S1/2026-04-01", eur("123.00"), None,
    )  # fmt: skip
    assert [str(reason) for reason in waits.reasons] == [
        "P2026-0001 waits for a payment of 123.00 EUR until 2026-03-18."
    ]
    late = only(host, date(2026, 3, 19))
    assert (late.shown, late.subject, late.amount) == (Shown.OVERDUE, "S1/2026-04-01", eur("123.00"))
    assert [str(reason) for reason in late.reasons] == [
        "P2026-0001 should have been paid by 2026-03-18: 123.00 EUR are missing."
    ]


def test_an_order_without_its_call_is_not_shown_yet() -> None:
    host = Host(service("S1", end=T))
    host.decide(PlaceOrder(id="O1", lines=(OrderLine(service_id="S1", term=YEAR),)), day(-60))
    assert shown_now(host.account, on=day(-60)) == ()
    host.night(day(-60))
    assert only(host, day(-60)).subject == "O1"


def test_a_service_that_is_off_says_since_when() -> None:
    host = Host(service("S1", end=T), service("S2", end=day(300)))
    host.nights(day(-28), day(3))
    off, late = shown_now(host.account, on=day(3))
    assert (off.shown, off.subject, str(off.reasons[0])) == (
        Shown.SUSPENDED, "S1", "S1.example is switched off since 2026-04-01.",
    )  # fmt: skip
    assert late.shown is Shown.OVERDUE


def test_a_refused_charge_is_shown_instead_of_the_call_it_was_for() -> None:
    host = Host(service("S1", end=T, tacit=True), instruments=(CARD,), gateway=lambda _: DeclineClass.DATA_ERROR)
    host.nights(day(-28), day(-12))
    prompt = only(host, day(-12))
    assert (prompt.shown, prompt.subject, prompt.amount) == (Shown.PENDING_CHARGE, "S1/2026-04-01", eur("123.00"))
    assert prompt.charge is not None
    assert prompt.charge.document == "P2026-0001"
    assert str(prompt.reasons[0]).startswith("123.00 EUR for P2026-0001 could not be charged on 2026-03-18: ")


def test_a_wallet_below_zero_says_what_it_owes() -> None:
    wallet = WalletPolicy(regime=VatRegime.DEPOSIT)
    host = Host(service("S1", end=day(300)), book=evolve(book(), wallet=wallet))
    paid = Payment(channel="card", external_id="1", amount=eur("20.00"), received_on=day(0))
    host.decide(TopUp(payment=paid), day(0))
    assert shown_now(host.account, on=day(0)) == ()
    host.decide(PlaceOrder(id="O1", lines=(OrderLine(service_id="S1", term=YEAR),)), day(0))
    host.night(day(0))
    host.pay("O1", "110.00", day(1))
    host.nights(day(1), day(3))  # 13 of the wallet's 20 euros complete the call
    back = Payment(channel="card", external_id="2", amount=eur("20.00"), received_on=day(3), direction=Direction.OUT)
    host.decide(TakeBack(of=paid.id, payment=back, reversal=ReversalKind.CHARGEBACK), day(3))
    (prompt,) = [each for each in shown_now(host.account, on=day(3)) if each.shown is Shown.WALLET_BELOW_ZERO]
    assert (prompt.subject, prompt.amount) == ("a1", host.account.wallet.balance)
    assert str(prompt.reasons[0]) == f"The wallet stands at {prompt.amount}: what comes in settles that first."


def services(prompt: Prompt) -> list[object]:
    return [dict(reason.facts)["service"] for reason in prompt.reasons]


def card(until: date, id_: str = "old") -> Instrument:
    return Instrument(id=id_, label=id_, usable_until=until)


def test_a_card_is_shown_if_it_ends_before_the_renewal_and_only_then() -> None:
    for until, shown in ((day(-1), True), (day(0), False)):
        host = Host(service("S1", end=T, tacit=True), instruments=(card(until),))
        assert bool(shown_now(host.account, on=day(-60))) is shown
    host = Host(service("S1", end=T, tacit=True), instruments=(card(day(-9)), card(day(-1), "newer")))
    assert only(host, day(-60)).subject == "newer"  # the one that lasts longest
    assert only(host, day(-60)).shown is Shown.INSTRUMENT_ENDS
    explicit = Host(service("S1", end=T), instruments=(card(day(-1)),))
    assert shown_now(explicit.account, on=day(-60)) == ()
    assert shown_now(host.account, on=day(-1)) != ()
    assert shown_now(host.account, on=day(1)) == ()  # none of them can be charged any more


@pytest.mark.requirement("R-108")
def test_nothing_on_file_is_shown_for_what_renews_by_itself() -> None:
    host = Host(service("S2", end=day(300), tacit=True), service("S1", end=T, tacit=True), service("S3", end=T))
    prompt = only(host, day(-60))
    assert (prompt.shown, prompt.subject, prompt.amount) == (Shown.INSTRUMENT_MISSING, "a1", None)
    assert [str(reason) for reason in prompt.reasons] == [
        "Nothing is on file to charge, and S1.example renews by itself on 2026-04-01.",
        "Nothing is on file to charge, and S2.example renews by itself on 2027-01-26.",
    ]
    assert services(only(host, day(1))) == ["S2.example"]  # S1 has ended
    host.decide(AddInstrument(instrument=CARD), day(-59))
    assert shown_now(host.account, on=day(-59)) == ()
    host.decide(AddInstrument(instrument=evolve(CARD, revoked_on=day(-58))), day(-59))
    assert shown_now(host.account, on=day(-59)) == ()
    assert only(host, day(-58)).shown is Shown.INSTRUMENT_MISSING


def test_an_instrument_that_ends_is_one_prompt_for_all_that_renews_with_it() -> None:
    host = Host(
        service("S1", end=T, tacit=True), service("S2", end=day(300), tacit=True), instruments=(card(day(100)),)
    )
    prompt = only(host, day(-60))
    assert (prompt.subject, [str(reason) for reason in prompt.reasons]) == (
        "old",
        ["old can be charged until 2026-07-10, and S2.example renews on 2027-01-26."],
    )
    both = Host(service("S2", end=day(300), tacit=True), service("S1", end=T, tacit=True), instruments=(card(day(-1)),))
    assert services(only(both, day(-60))) == ["S1.example", "S2.example"]


def test_what_was_cancelled_for_its_end_needs_no_instrument() -> None:
    ending = evolve(service("S1", end=T, tacit=True), ending=T)
    assert shown_now(Host(ending).account, on=day(-60)) == ()
    assert shown_now(Host(ending, instruments=(card(day(-1)),)).account, on=day(-60)) == ()


def test_all_gone_is_a_cancelled_account_and_one_left_is_none() -> None:
    host = Host(service("S1", end=T), service("S2", end=day(20)), gateway=refuses)
    host.nights(day(-28), day(10))
    assert Shown.REACTIVATION not in {each.shown for each in shown_now(host.account, on=day(10))}
    host.nights(day(10), day(60))
    prompt = only(host, day(60))
    assert (prompt.shown, prompt.subject) == (Shown.REACTIVATION, "a1")
    assert shown_now(Host().account, on=day(0)) == ()


def test_a_day_is_a_date() -> None:
    assert refusal(shown_now, Host().account, on="2026-04-01")[1] == "on"


def test_what_is_left_of_a_cancelled_account_is_said_by_its_longest_service() -> None:
    host = Host(service("S1", end=T), service("S2", end=day(30)))
    gone = [evolve(each, state=ServiceState.DELETED) for each in host.account.services]
    host.account = evolve(host.account, services=tuple(gone))
    for on, words in (
        (day(29), f"Paid until {day(30)}: those days are there again, and none are added."),
        (day(30), None),
    ):
        prompt = only(host, on)
        assert (prompt.shown, prompt.subject) == (Shown.REACTIVATION, "a1")
        assert (words in [str(reason) for reason in prompt.reasons]) is (words is not None)


def test_a_card_that_ended_before_is_shown_on_the_day_of_the_renewal_and_not_after() -> None:
    host = Host(service("S1", end=T, tacit=True), instruments=(card(day(-1)),))
    assert [each.shown for each in shown_now(host.account, on=T)] == [Shown.INSTRUMENT_ENDS]
    assert Shown.INSTRUMENT_ENDS not in [each.shown for each in shown_now(host.account, on=day(1))]

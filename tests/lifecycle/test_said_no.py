"""What a person asks for and the account cannot do is refused, with a reason that says what to do instead."""

from datetime import date

from attrs import evolve

from hostbilling.catalog import Family
from hostbilling.lifecycle import (
    Accepted,
    CancelAccount,
    CancelService,
    ChangeService,
    Command,
    Hold,
    KeepService,
    MoveAccount,
    OrderLine,
    PlaceHold,
    PlaceOrder,
    Refused,
    RenewalPolicy,
    SwitchRenewal,
    decide,
)
from hostbilling.renewal import AccountEvent, When
from tests.thread.host import CARD, YEAR, Host, service
from tests.thread.test_contracts import T, day, new_server, request, shop

RENEW = PlaceOrder(id="O1", lines=(OrderLine(service_id="S1", term=YEAR),))


def refusal(host: Host, command: Command, on: date) -> str:
    outcome = decide(host.account, command, host.book, on=on)
    assert isinstance(outcome, Refused), outcome
    (reason,) = outcome.reasons
    return str(reason)


def test_a_cancelled_account_takes_no_orders_until_it_is_back() -> None:
    host = Host(service("S1", end=T), service("S2", end=day(60)), book=shop())
    host.decide(CancelAccount(request=request("C1", day(-60))), day(-60))
    told = "The account is cancelled paid and takes no orders: bring it back first, with MoveAccount."
    assert refusal(host, RENEW, day(-59)) == told
    host.decide(MoveAccount(event=AccountEvent.REQUESTED, confirmed=True), day(-59))
    assert "reactivation requested" in refusal(host, RENEW, day(-59))
    host.decide(MoveAccount(event=AccountEvent.REACTIVATED, confirmed=True, by_support=True), day(-58))
    host.decide(RENEW, day(-58))
    assert [order.id for order in host.account.orders] == ["O1"]


def test_renewal_is_not_switched_on_what_is_gone_or_ends() -> None:
    host = Host(service("S1", end=T, tacit=True), book=shop(), instruments=(CARD,))
    host.decide(CancelService(service_id="S1", request=request("C1", day(-9))), day(-9))
    on = SwitchRenewal(service_id="S1", tacit=True)
    assert refusal(host, on, day(-8)) == f"S1 ends on {T}: it is kept first, then changed."
    host.decide(SwitchRenewal(service_id="S1", tacit=False), day(-8))  # who does not want it any more may say so twice
    host.nights(day(-8), day(1))
    assert refusal(host, on, day(1)) == "S1 is deleted: nothing renews, whatever the switch says."


def test_a_change_into_another_family_needs_the_policy_to_say_so() -> None:
    host = Host(book=shop())
    new_server(host, day(0))
    change = ChangeService(id="U1", service_id="box", effective=day(1), product_id="hosting")
    assert refusal(host, change, day(1)) == (
        "hosting is of family shared hosting, box of vps: it is ordered as a service of its own."
    )
    open_shop = shop(RenewalPolicy(into=[Family.SHARED_HOSTING]))
    outcome = decide(host.account, change, open_shop, on=day(1))  # cheaper, so it waits for the renewal
    assert isinstance(outcome, Accepted)
    assert str(outcome.reasons[0]) == f"box changes with its renewal on {date(2026, 5, 1)}."


def test_a_click_counts_from_the_day_it_arrived_however_long_ago_it_is_said_to_be() -> None:
    host = Host(book=shop())
    new_server(host, day(0))  # paid until 1 May
    old = evolve(request("C1", day(2), when=When.IMMEDIATELY), received_on=day(20))
    host.decide(CancelService(service_id="box", request=old), day(20))
    assert host.account.service("box").ending == day(20)


def test_a_request_that_was_taken_back_does_not_cancel_again_when_it_is_repeated() -> None:
    host = Host(service("S1", end=T), book=shop())
    once = CancelService(service_id="S1", request=request("C1", day(-9)))
    host.decide(once, day(-9))
    host.decide(KeepService(service_id="S1"), day(-8))
    kept = host.account
    host.decide(once, day(-7))
    assert host.account == kept
    host.decide(CancelService(service_id="S1", request=request("C2", day(-7))), day(-7))
    assert host.account.service("S1").ending == T


def test_an_account_that_came_back_is_not_cancelled_by_the_request_of_then() -> None:
    host = Host(service("S1", end=T), book=shop())
    once = CancelAccount(request=request("C1", day(-60)))
    host.decide(once, day(-60))
    host.decide(MoveAccount(event=AccountEvent.REACTIVATED, confirmed=True, by_support=True), day(-59))
    back = host.account
    host.decide(once, day(-58))
    assert host.account == back


def test_a_hold_whose_last_day_is_past_holds_nothing() -> None:
    host = Host(service("S1", end=T))
    over = PlaceHold(hold=Hold(id="H1", why="disputed", until=day(-1)))
    assert refusal(host, over, day(0)) == "H1 would hold nothing: 2026-03-31, its last day, is before 2026-04-01."
    host.decide(over, day(-1))
    assert [hold.id for hold in host.account.holds] == ["H1"]

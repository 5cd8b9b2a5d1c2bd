"""The price of a renewal, and a price that rises under a contract that renews by itself."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.money import Money, at_least
from hostbilling.periods import Term
from hostbilling.renewal import Announcement, Mode, OnRise, PricePolicy, renewal_price
from tests.samples import eur, refusal

STARTS = date(2027, 1, 1)
PRICES = st.integers(0, 5000).map(lambda cents: eur(f"{cents // 100}.{cents % 100:02}"))
DAYS = st.dates(date(2026, 6, 1), date(2027, 6, 1))
ANNOUNCEMENTS = st.builds(
    Announcement, price=PRICES, effective=DAYS, sent_on=st.none() | DAYS, leave_by=st.none() | DAYS
)  # fmt: skip


def asked(policy: PricePolicy, mode: Mode = Mode.TACIT, **more: Any) -> Any:
    facts: dict[str, Any] = {"agreed": eur("10"), "listed": eur("12"), "starts": STARTS, "mode": mode, **more}
    return renewal_price(policy, **facts)


def told(price: str = "12", **more: Any) -> Announcement:
    facts: dict[str, Any] = {"effective": STARTS, "sent_on": date(2026, 12, 1), "leave_by": date(2026, 12, 31)}
    return Announcement(price=eur(price), **{**facts, **more})


def test_a_locked_price_ignores_the_list() -> None:
    found = asked(PricePolicy.LOCKED)
    assert (found.price, found.rises, found.mode, found.policy) == (eur("10"), False, Mode.TACIT, PricePolicy.LOCKED)


@pytest.mark.parametrize(
    ("on_rise", "price", "mode", "codes"),
    [
        (OnRise.KEEP, "10", Mode.TACIT, ["renewal.price_locked"]),
        (OnRise.ASK, "12", Mode.EXPLICIT, ["renewal.price_current", "renewal.price_asked"]),
        (OnRise.TAKE, "12", Mode.TACIT, ["renewal.price_current"]),
    ],
)
def test_silence_and_a_higher_list_price(on_rise: OnRise, price: str, mode: Mode, codes: list[str]) -> None:
    found = asked(PricePolicy.CURRENT, on_rise=on_rise)
    assert (found.price, found.mode) == (eur(price), mode)
    assert [reason.code for reason in found.reasons] == codes
    assert [f.code for f in found.findings] == (["renewal.price_rises_silently"] if on_rise is OnRise.TAKE else [])
    assert found.fee_change_on == (STARTS if price == "12" else None)


@pytest.mark.parametrize("on_rise", OnRise)
def test_an_order_takes_the_price_it_shows(on_rise: OnRise) -> None:
    found = asked(PricePolicy.CURRENT, Mode.EXPLICIT, on_rise=on_rise)
    assert (found.price, found.mode, found.findings) == (eur("12"), Mode.EXPLICIT, ())


@pytest.mark.parametrize("on_rise", OnRise)
def test_a_lower_list_price_needs_nobody(on_rise: OnRise) -> None:
    found = asked(PricePolicy.CURRENT, listed=eur("9"), on_rise=on_rise)
    assert (found.price, found.mode, found.rises, found.fee_change_on) == (eur("9"), Mode.TACIT, False, None)


def test_an_announced_price_names_the_last_day_to_leave() -> None:
    found = asked(PricePolicy.ANNOUNCED, announced=[told()])
    assert (found.price, found.rises, found.leave_by) == (eur("12"), True, date(2026, 12, 31))
    assert [reason.code for reason in found.reasons] == ["renewal.price_announced"]


@pytest.mark.parametrize(
    "announcement",
    [told(sent_on=None), told(sent_on=date(2026, 12, 2)), told(leave_by=None), told(leave_by=date(2026, 11, 30))],
    ids=["never sent", "a day late", "no way out", "out before told"],
)
def test_what_was_not_announced_in_time_does_not_hold(announcement: Announcement) -> None:
    found = asked(PricePolicy.ANNOUNCED, announced=[announcement])
    assert (found.price, found.rises, found.leave_by) == (eur("10"), False, None)
    assert [reason.code for reason in found.reasons] == ["renewal.price_untold"]
    ordered = asked(PricePolicy.ANNOUNCED, Mode.EXPLICIT, announced=[announcement])
    assert (ordered.price, ordered.leave_by) == (eur("12"), None)


def test_a_price_counts_from_its_day_and_the_notice_can_be_longer() -> None:
    later = told(effective=date(2027, 1, 2))
    unchanged = asked(PricePolicy.ANNOUNCED, announced=[later])
    assert (unchanged.price, unchanged.reasons[0].code) == (eur("10"), "renewal.price_unchanged")
    assert asked(PricePolicy.ANNOUNCED, announced=[told()], notice=Term.days(31)).price == eur("12")
    assert asked(PricePolicy.ANNOUNCED, announced=[told()], notice=Term.days(32)).price == eur("10")


def test_the_latest_announcement_in_force_decides_in_any_order() -> None:
    first, second = told("14", effective=date(2026, 12, 31), sent_on=date(2026, 11, 1)), told("9", sent_on=None)
    for announced in ([first, second], [second, first]):
        found = asked(PricePolicy.ANNOUNCED, announced=announced)
        assert (found.price, found.leave_by) == (eur("9"), None)
        assert [reason.code for reason in found.reasons] == ["renewal.price_announced", "renewal.price_fell"]


@given(agreed=PRICES, announced=st.lists(ANNOUNCEMENTS, max_size=5))
def test_silence_never_costs_more_than_what_was_announced_in_time(agreed: Money, announced: list[Announcement]) -> None:
    found = asked(PricePolicy.ANNOUNCED, agreed=agreed, announced=announced)
    told_of = [each.price for each in announced if each.effective <= STARTS and each.binds(notice=Term.months(1))]
    assert any(at_least(price, found.price) for price in [agreed, *told_of])
    assert found.rises is not at_least(agreed, found.price)


def test_nothing_to_pay_is_no_call() -> None:
    found = asked(PricePolicy.CURRENT, listed=eur("0"))
    assert found.is_free
    assert found.reasons[-1].code == "renewal.price_free"
    assert not asked(PricePolicy.LOCKED).is_free
    assert asked(PricePolicy.LOCKED, agreed=eur("0")).is_free


def test_no_price_is_below_zero() -> None:
    assert refusal(asked, PricePolicy.LOCKED, agreed=eur("-1")) == ("renewal.price", "agreed")
    assert refusal(told, "-1") == ("renewal.price", "announcement.price")


@pytest.mark.parametrize(
    ("policy", "listed", "on_rise", "mode", "price", "rises"),
    [
        (PricePolicy.LOCKED, "12", OnRise.ASK, Mode.TACIT, "10", False),
        (PricePolicy.CURRENT, "9", OnRise.ASK, Mode.TACIT, "9", False),
        (PricePolicy.CURRENT, "10", OnRise.ASK, Mode.TACIT, "10", False),
        (PricePolicy.CURRENT, "12", OnRise.ASK, Mode.EXPLICIT, "12", True),
        (PricePolicy.CURRENT, "12", OnRise.KEEP, Mode.TACIT, "10", False),
        (PricePolicy.CURRENT, "12", OnRise.TAKE, Mode.TACIT, "12", True),
        (PricePolicy.ANNOUNCED, "12", OnRise.ASK, Mode.TACIT, "10", False),
    ],
)
def test_a_price_records_its_policy_its_mode_and_the_first_day_it_is_higher(
    policy: PricePolicy, listed: str, on_rise: OnRise, mode: Mode, price: str, *, rises: bool
) -> None:
    found = asked(policy, listed=eur(listed), on_rise=on_rise)
    assert (found.policy, found.mode, found.price, found.rises) == (policy, mode, eur(price), rises)
    assert found.fee_change_on == (STARTS if rises else None)
    ordered = asked(policy, listed=eur(listed), on_rise=on_rise, mode=Mode.EXPLICIT)
    assert (ordered.policy, ordered.mode) == (policy, Mode.EXPLICIT)


def test_an_announced_price_records_the_first_day_it_is_higher() -> None:
    found = asked(PricePolicy.ANNOUNCED, announced=[told("12")], mode=Mode.EXPLICIT)
    assert (found.policy, found.mode, found.fee_change_on) == (PricePolicy.ANNOUNCED, Mode.EXPLICIT, STARTS)

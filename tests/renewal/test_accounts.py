"""Trial, paid, cancelled, and the way back."""

from datetime import date
from itertools import product

import pytest

from hostbilling.renewal import AccountEvent, AccountState, Cancelled, WayBack, next_state, sign_in
from tests.samples import refusal

ON = date(2026, 11, 21)
LIVES = [
    ("first_payment cancelled requested reactivated", "trial paid cancelled_paid reactivation_requested paid"),
    ("cancelled reactivated", "trial cancelled_trial trial"),
    ("cancelled first_payment", "trial cancelled_trial paid"),
    (
        "first_payment cancelled requested declined reactivated",
        "trial paid cancelled_paid reactivation_requested cancelled_paid paid",
    ),
]


@pytest.mark.requirement("R-066")
@pytest.mark.parametrize(("events", "states"), LIVES)
def test_lives_of_accounts(events: str, states: str) -> None:
    state, lived = AccountState.TRIAL, ["trial"]
    for event in events.split():
        state = next_state(state, AccountEvent(event))
        lived.append(state.value)
    assert lived == states.split()


MOVES = {
    "trial": "first_payment cancelled",
    "paid": "cancelled",
    "cancelled_trial": "reactivated first_payment",
    "cancelled_paid": "requested reactivated",
    "reactivation_requested": "reactivated declined",
}


@pytest.mark.parametrize(("state", "event"), [*product(AccountState, AccountEvent)])
def test_every_other_event_leads_nowhere(state: AccountState, event: AccountEvent) -> None:
    if event.value in MOVES[state.value].split():
        assert next_state(state, event) is not state
    else:
        assert refusal(next_state, state, event) == ("account.move", "event")


@pytest.mark.requirement("R-063")
@pytest.mark.parametrize(
    ("state", "way"),
    [(AccountState.CANCELLED_TRIAL, WayBack.SELF_SERVICE), (AccountState.CANCELLED_PAID, WayBack.BY_REQUEST)],
)
def test_signing_in_to_a_cancelled_account_offers_the_way_back(state: AccountState, way: WayBack) -> None:
    found = sign_in(state, paid_until=None, on=ON)
    assert not found.open
    assert found.offered is not None
    assert found.offered.way is way
    generous = sign_in(state, paid_until=None, on=ON, policy=dict.fromkeys(Cancelled, WayBack.SELF_SERVICE))
    assert generous.offered is not None
    assert generous.offered.immediate


@pytest.mark.parametrize(
    ("paid_until", "code"),
    [(date(2026, 11, 22), "account.days_kept"), (ON, "account.nothing_left"), (None, "account.nothing_left")],
)
def test_paid_days_are_kept_and_none_are_given(paid_until: date | None, code: str) -> None:
    found = sign_in(AccountState.CANCELLED_PAID, paid_until=paid_until, on=ON)
    assert [reason.code for reason in found.reasons] == ["account.way_back", "renewal.comes_back", code]


@pytest.mark.parametrize(
    ("state", "is_open", "code"),
    [
        (AccountState.TRIAL, True, "account.open"),
        (AccountState.PAID, True, "account.open"),
        (AccountState.REACTIVATION_REQUESTED, False, "account.waiting"),
    ],
)
def test_others_are_open_or_waiting(state: AccountState, code: str, *, is_open: bool) -> None:
    found = sign_in(state, paid_until=ON, on=ON)
    assert (found.open, found.offered, found.reasons[0].code) == (is_open, None, code)

"""Where an account stands between trial, paid and cancelled, and what it is offered when its owner signs in.

Coming back grants nothing: paid days are those that were left, and a trial that is used up stays used up.
"""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from types import MappingProxyType

from attrs import frozen

from ..decision import Decision, ReasonCode
from ..errors import check_date, check_type, impossible, refuse
from .way_back import CAREFUL, AccountReturn, Cancelled, WayBack, way_back

OPEN = ReasonCode("account.open", "The account is open.")
OFFERED = ReasonCode("account.way_back", "The account was cancelled: signing in offers to bring it back.")
WAITING = ReasonCode("account.waiting", "Bringing it back was asked for: support looks at it.")
DAYS_KEPT = ReasonCode("account.days_kept", "Paid until {end}: those days are there again, and none are added.")
NOTHING_LEFT = ReasonCode("account.nothing_left", "No paid day is left on {on}: coming back starts with an order.")


class AccountState(Enum):
    """Where an account stands."""

    TRIAL = "trial"
    PAID = "paid"
    CANCELLED_TRIAL = "cancelled_trial"
    CANCELLED_PAID = "cancelled_paid"
    REACTIVATION_REQUESTED = "reactivation_requested"


class AccountEvent(Enum):
    """What moves it."""

    FIRST_PAYMENT = "first_payment"
    CANCELLED = "cancelled"
    REACTIVATED = "reactivated"
    """Brought back, by the customer or by support."""
    REQUESTED = "requested"
    """The customer asked support to bring it back."""
    DECLINED = "declined"
    """Support did not."""


_MOVES: Mapping[tuple[AccountState, AccountEvent], AccountState] = MappingProxyType(
    {
        (AccountState.TRIAL, AccountEvent.FIRST_PAYMENT): AccountState.PAID,
        (AccountState.TRIAL, AccountEvent.CANCELLED): AccountState.CANCELLED_TRIAL,
        (AccountState.PAID, AccountEvent.CANCELLED): AccountState.CANCELLED_PAID,
        (AccountState.CANCELLED_TRIAL, AccountEvent.REACTIVATED): AccountState.TRIAL,
        (AccountState.CANCELLED_TRIAL, AccountEvent.FIRST_PAYMENT): AccountState.PAID,
        (AccountState.CANCELLED_PAID, AccountEvent.REQUESTED): AccountState.REACTIVATION_REQUESTED,
        (AccountState.CANCELLED_PAID, AccountEvent.REACTIVATED): AccountState.PAID,
        (AccountState.REACTIVATION_REQUESTED, AccountEvent.REACTIVATED): AccountState.PAID,
        (AccountState.REACTIVATION_REQUESTED, AccountEvent.DECLINED): AccountState.CANCELLED_PAID,
    }
)
_CANCELLED: Mapping[AccountState, Cancelled] = MappingProxyType(
    {AccountState.CANCELLED_TRIAL: Cancelled.FROM_TRIAL, AccountState.CANCELLED_PAID: Cancelled.FROM_PAID}
)


def next_state(state: AccountState, event: AccountEvent) -> AccountState:
    """Return the state an event leads to; raises `Impossible` where it leads nowhere.

    >>> next_state(AccountState.CANCELLED_PAID, AccountEvent.REQUESTED).value
    'reactivation_requested'
    """
    refuse(check_type("state", state, AccountState), check_type("event", event, AccountEvent))
    found = _MOVES.get((state, event))
    if found is None:
        raise impossible("account.move", "event", event.value, f"does not happen to an account that is {state.value}",
                         "apply what happened in order")  # fmt: skip
    return found


@frozen(kw_only=True)
class SignIn(Decision):
    """What an owner who signs in meets: the account, or the way back to it (`offered`, None where there is none)."""

    open: bool
    offered: AccountReturn | None


def sign_in(
    state: AccountState, *, paid_until: date | None, on: date, policy: Mapping[Cancelled, WayBack] = CAREFUL
) -> SignIn:
    """Return what the owner of an account is shown; `paid_until` is the first day no service of it covers.

    >>> found = sign_in(AccountState.CANCELLED_PAID, paid_until=date(2027, 3, 31), on=date(2026, 11, 21))
    >>> print(found.explain())
    The account was cancelled: signing in offers to bring it back.
    An account cancelled from a paid subscription comes back on request, through support.
    Paid until 2027-03-31: those days are there again, and none are added.
    """
    refuse(check_type("state", state, AccountState), check_date("on", on))
    cancelled = _CANCELLED.get(state)
    if cancelled is None:
        waiting = state is AccountState.REACTIVATION_REQUESTED
        return SignIn(reasons=((WAITING if waiting else OPEN)(),), open=not waiting, offered=None)
    way = way_back(cancelled, policy=policy)
    has_days = paid_until is not None and on < paid_until
    kept = DAYS_KEPT(end=paid_until) if has_days else NOTHING_LEFT(on=on)
    return SignIn(reasons=(OFFERED(), *way.reasons, kept), open=False, offered=way)

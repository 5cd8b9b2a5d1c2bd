"""Cancelling a whole account: at any time, confirmed, with what the customer says about it.

Every service ends as its own contract does, so that nobody escapes a term that is owed and nobody is kept in one that
is not. The account itself is over once all of them are told to end.
"""

from collections.abc import Iterable
from datetime import date

from attrs import frozen

from ..decision import Decision, ReasonCode
from ..services import Service
from .accounts import AccountEvent, AccountState, next_state
from .cancellation import UNCONFIRMED, Cancellation, CancelPolicy, NotCancelled, Request, cancel

CLOSED = ReasonCode("account.closed", "Cancelled on {on}: {count} services end, the last on {closes_on}.")
CLOSED_EMPTY = ReasonCode("account.closed_empty", "Cancelled on {on}: no service is left on it.")
KEPT_OPEN = ReasonCode("account.kept_open", "{services} cannot be ended this way, so the account stays open.")


@frozen(kw_only=True)
class AccountEnding(Decision):
    """What cancelling an account does.

    `state` is where the account stands now; `ended` what it does to each service, `refused` the services that stay and
    why. `closes_on` is the first day on which no service is left, None while one stays; `why` the customer's words.
    """

    state: AccountState
    ended: tuple[Cancellation, ...]
    refused: tuple[tuple[str, NotCancelled], ...]
    closes_on: date | None
    why: str


def cancel_account(
    request: Request, *, state: AccountState, services: Iterable[tuple[Service, CancelPolicy]]
) -> AccountEnding | NotCancelled:
    """Return what a cancellation of an account does to it and to each service, by the policy given with it.

    Nothing changes before the customer has confirmed. Raises `Impossible` for an account that is cancelled already.
    """
    after = next_state(state, AccountEvent.CANCELLED)
    if not request.confirmed:
        return NotCancelled(reasons=(UNCONFIRMED(),))
    found = [
        (service.id, cancel(request, service=service, policy=policy))
        for service, policy in services
        if not service.is_gone and service.coverage.end is not None
    ]
    ended = tuple(each for _, each in found if isinstance(each, Cancellation))
    refused = tuple((id_, each) for id_, each in found if isinstance(each, NotCancelled))
    closes_on = max([request.declared_on, *(each.ends_on for each in ended)]) if not refused else None
    if closes_on is None:
        reasons = (KEPT_OPEN(services=[id_ for id_, _ in refused]),)
    elif ended:
        reasons = (CLOSED(on=request.declared_on, count=len(ended), closes_on=closes_on),)
    else:
        reasons = (CLOSED_EMPTY(on=request.declared_on),)
    return AccountEnding(
        reasons=reasons,
        state=state if refused else after,
        ended=ended,
        refused=refused,
        closes_on=closes_on,
        why=request.why,
    )

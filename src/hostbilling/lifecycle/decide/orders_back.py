"""Orders and changes that are taken back before anybody paid them."""

from datetime import date

from ...decision import ReasonCode
from ...errors import not_found
from ...money import is_zero
from ...renewal import OrderState
from ..account import Account
from ..facts import OrderTakenBack
from ..outcome import Outcome, Refused, accept, accept_all
from ..pending_charges import under_way
from .charges import UNDER_WAY

TAKEN_BACK = ReasonCode("lifecycle.order_taken_back", "{order} is taken back: nothing of it is asked for any more.")
TAKEN_BACK_BEFORE = ReasonCode("lifecycle.order_taken_back_before", "{order} was taken back before: nothing changes.")
TO_WALLET = ReasonCode("lifecycle.held_to_wallet", "{held}, held for {order}, go to the wallet.")
ORDER_DONE = ReasonCode(
    "lifecycle.order_done", "{order} is {state}: end what it brought with CancelService or WithdrawFromService."
)
CHANGE_DONE = ReasonCode("lifecycle.change_done", "{change} is not open any more: it was made, or it lapsed.")


def cancel_order(account: Account, order_id: str, *, on: date) -> Outcome:
    """Take an order, or a change, back that nobody paid; raises `NotFound`."""
    placed = next((each for each in account.placed if each.id == order_id), None)
    if placed is None and order_id not in account.changes_known:
        raise not_found("order", order_id, f"use the id of an order or a change of account {account.id}")
    if placed is not None and placed.state is OrderState.CANCELLED:
        return accept(TAKEN_BACK_BEFORE(order=order_id))
    if placed is not None and placed.state is not OrderState.WAITING_FOR_PAYMENT:
        return Refused(reasons=(ORDER_DONE(order=order_id, state=placed.state),))
    if placed is None and all(each.id != order_id for each in account.changes):
        return Refused(reasons=(CHANGE_DONE(change=order_id),))
    demand = next((each for each in account.demands if each.id == order_id), None)
    if demand is not None and under_way(account, demand, on=on):
        return Refused(reasons=(UNDER_WAY(demand=order_id),))
    held = () if demand is None or is_zero(demand.held) else (TO_WALLET(held=demand.held, order=order_id),)
    fact = OrderTakenBack(order_id=order_id, on=on, known=on)
    return accept_all((TAKEN_BACK(order=order_id), *held), fact)

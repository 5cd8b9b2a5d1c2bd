"""Does a service renew, when, and on whose initiative; from which day, at what price, and how it changes or ends."""

from ..services import Start
from . import law
from .cancellation import Cancellation, CancelPolicy, NotCancelled, Request, When, cancel
from .changes import add_on, anchor_change, plan_change, quantity_change, term_change
from .ledger import Credit, PaidLine, days_left
from .mode import Mode, ModeDecision, ModeRule, Stop, charge_day, effective_mode, mode_of
from .offers import Offer, can_renew, first_offer, offer, stands
from .orders import (
    MESSAGES,
    Basket,
    Entry,
    OrderEvent,
    OrderState,
    PaymentChoice,
    PlacedOrder,
    basket,
)
from .pending import Due, OfferRule, Renewable, pending, renewable
from .prices import Announcement, OnRise, PricePolicy, RenewalPrice, renewal_price
from .quotes import CAREFUL, Blocked, Change, ChangePolicy, Effect, OpenRenewal, Quote, Running, Surplus, changed
from .reactivation import Cancelled, Reactivation, WayBack, reactivation
from .refunds import Refund, RefundPolicy, refunded, termination_refund, withdrawal_refund
from .settling import Fate, Settled, Settling, settling
from .standing import AccountEvent, AccountState, SignIn, next_state, sign_in
from .starts import Gap, LatePrice, NewPeriod, StartRule, late_price, new_period, start_rule
from .window import Ahead, ahead, first_day, is_waiting

__all__ = [  # noqa: RUF022  # grouped by question
    # does it renew
    "Mode", "ModeDecision", "ModeRule", "Stop", "mode_of", "effective_mode", "charge_day",
    # what can be renewed now
    "pending", "renewable", "Renewable", "Due", "OfferRule", "can_renew", "is_waiting", "first_day", "Ahead", "ahead",
    # what is ordered, and how the order stands
    "Offer", "offer", "first_offer", "stands", "basket", "Basket", "PaymentChoice", "PlacedOrder", "OrderState",
    "OrderEvent", "Entry", "MESSAGES",
    # from which day
    "Start", "StartRule", "start_rule", "NewPeriod", "new_period", "Gap", "LatePrice", "late_price",
    # at what price
    "PricePolicy", "RenewalPrice", "renewal_price", "Announcement", "OnRise",
    # what changes in mid-term
    "plan_change", "quantity_change", "term_change", "anchor_change", "add_on", "Running", "PaidLine", "days_left",
    "Quote", "Blocked", "Credit", "changed", "Change", "ChangePolicy", "CAREFUL", "Effect", "Surplus", "OpenRenewal",
    # how it ends
    "cancel", "Request", "When", "CancelPolicy", "Cancellation", "NotCancelled", "settling", "Settling", "Settled",
    "Fate",
    # what goes back
    "Refund", "RefundPolicy", "termination_refund", "withdrawal_refund", "refunded",
    # how it comes back
    "Cancelled", "Reactivation", "WayBack", "reactivation", "AccountState", "AccountEvent", "next_state",
    "sign_in", "SignIn",
    # what the law asks
    "law",
]  # fmt: skip

"""Does a service renew, when, and on whose initiative; from which day, at what price, and how it changes or ends."""

from ..services import Start
from . import law
from .account_ending import AccountEnding, cancel_account
from .accounts import AccountEvent, AccountState, SignIn, next_state, sign_in
from .cancellation import Cancellation, CancelPolicy, NotCancelled, Request, When, cancel
from .changes import add_on, anchor_change, plan_change, quantity_change, term_change
from .consent import Consent, consent
from .ledger import Credit, PaidLine, days_left
from .mode import Mode, ModeDecision, ModeRule, Stop, Unpaid, charge_day, effective_mode, kind_of, mode_of
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
from .owners import NameChange, Need, OwnerChange, OwnerRule, Transfer, owner_change
from .pending import Due, OfferRule, Renewable, pending, renewable
from .prices import Announcement, OnRise, PricePolicy, RenewalPrice, renewal_price
from .quotes import CAREFUL, Blocked, Change, ChangePolicy, Effect, OpenRenewal, Quote, Running, Surplus, changed
from .refunds import Refund, RefundPolicy, refunded, termination_refund, withdrawal_refund
from .settling import Fate, Settled, Settling, settling
from .starts import Gap, LatePrice, NewPeriod, StartRule, late_price, new_period, start_rule
from .way_back import AccountReturn, Cancelled, WayBack, way_back
from .window import Ahead, ahead, first_day, is_waiting

__all__ = [  # noqa: RUF022  # grouped by question
    # does it renew
    "Mode", "ModeDecision", "ModeRule", "Stop", "mode_of", "effective_mode", "charge_day", "Unpaid", "kind_of",
    "Consent", "consent",
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
    "way_back", "AccountReturn", "WayBack", "Cancelled", "sign_in", "SignIn", "AccountState", "AccountEvent",
    "next_state", "cancel_account", "AccountEnding",
    # who owns it
    "owner_change", "OwnerChange", "OwnerRule", "Transfer", "NameChange", "Need",
    # what the law asks
    "law",
]  # fmt: skip

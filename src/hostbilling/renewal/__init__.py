"""Does a service renew, when, and on whose initiative."""

from . import law
from .mode import Mode, ModeDecision, ModeRule, Stop, charge_day, mode_of
from .offers import Offer, can_renew, offer, offers
from .reactivation import Cancelled, Reactivation, WayBack, reactivation
from .window import Ahead, ahead, first_day, is_waiting

__all__ = [
    "Ahead", "Cancelled", "Mode", "ModeDecision", "ModeRule", "Offer", "Reactivation", "Stop", "WayBack", "ahead",
    "can_renew", "charge_day", "first_day", "is_waiting", "law", "mode_of", "offer", "offers", "reactivation",
]  # fmt: skip

"""Does a service renew, when, and on whose initiative."""

from .mode import Mode, ModeDecision, ModeRule, mode_of
from .offers import Offer, can_renew, offer, offers

__all__ = ["Mode", "ModeDecision", "ModeRule", "Offer", "can_renew", "mode_of", "offer", "offers"]

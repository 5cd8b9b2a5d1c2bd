"""Does a service renew, when, and on whose initiative."""

from . import law
from .mode import Mode, ModeDecision, ModeRule, mode_of
from .offers import Offer, can_renew, offer, offers

__all__ = ["Mode", "ModeDecision", "ModeRule", "Offer", "can_renew", "law", "mode_of", "offer", "offers"]

"""Money that arrives: what it fills, and what is kept for later."""

from .settlement import Payment, Settlement, fill, settle
from .wallet import Entry, Wallet

__all__ = ["Entry", "Payment", "Settlement", "Wallet", "fill", "settle"]

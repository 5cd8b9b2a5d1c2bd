"""NFrance (France): direct debit renews; declining it puts all subscriptions in explicit renewal."""

from ..catalog import Family
from ..periods import Term
from ..renewal import Mode, ModeRule, OfferRule

MODES: tuple[ModeRule, ...] = (
    ModeRule(
        text="paid by direct debit",
        families=frozenset(Family),
        methods=frozenset({"direct_debit"}),
        mode=Mode.TACIT,
    ),
)
OFFERS: tuple[OfferRule, ...] = (OfferRule(families=frozenset(Family), window=Term.months(1)),)
"""A renewal is proposed from one month before the end, and can be ordered at any time before that."""

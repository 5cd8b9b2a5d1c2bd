"""NFrance (France): direct debit renews; declining it puts all subscriptions in explicit renewal."""

from ..catalog import Family
from ..periods import Term
from ..renewal import Mode, ModeRule

MODES: tuple[ModeRule, ...] = (
    ModeRule(
        text="paid by direct debit",
        families=frozenset(Family),
        methods=frozenset({"direct_debit"}),
        mode=Mode.TACIT,
    ),
)
OFFER_WINDOW = Term.months(1)
"""A renewal is proposed from one month before the end."""

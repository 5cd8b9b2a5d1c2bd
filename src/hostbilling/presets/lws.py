"""LWS (France): what renews by itself, and how soon an order is ready."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

from ..catalog import Family
from ..renewal import Mode, ModeRule, Stop

MODES: tuple[ModeRule, ...] = (
    ModeRule(
        text="VPS and backup ordered by card",
        families=frozenset({Family.VPS, Family.BACKUP}),
        methods=frozenset({"card"}),
        mode=Mode.TACIT,
        stop=Stop.POST,
    ),
)
"""Everything else is explicit until the customer switches automatic renewal on."""

READY_WITHIN: Mapping[Family, timedelta] = MappingProxyType(
    {
        Family.DOMAIN: timedelta(hours=24),
        Family.SHARED_HOSTING: timedelta(hours=24),
        Family.VPS: timedelta(hours=4),
        Family.BACKUP: timedelta(hours=4),
    }
)
"""Elapsed time from the payment; for VPS and backup it is less than that."""

"""LWS (France): what renews by itself, and how soon an order is ready."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

from ..catalog import Family
from ..lifecycle import RenewalPolicy
from ..renewal import CancelPolicy, Mode, ModeRule, OwnerRule, Stop
from ..renewal.law import Channel
from ..renewal.owners import DOMAINS_MOVE

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

BY_POST = RenewalPolicy(cancel=CancelPolicy(channels=[Channel.POST]))
"""VPS and backup paid by card: cancelled by a letter with a form; `renewal.law.check` says where that is not enough."""

OWNERS: tuple[OwnerRule, ...] = DOMAINS_MOVE
"""Another surname, first name or status is another owner: each domain is transferred."""

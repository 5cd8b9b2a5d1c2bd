"""HelpDesk (France): a name is edited freely, a trial comes back by itself, a paid account on request."""

from ..renewal import Cancelled, OwnerRule, WayBack

OWNERS: tuple[OwnerRule, ...] = ()
"""Another name is an edit."""

WAYS_BACK: tuple[tuple[Cancelled, WayBack], ...] = (
    (Cancelled.FROM_TRIAL, WayBack.SELF_SERVICE),
    (Cancelled.FROM_PAID, WayBack.BY_REQUEST),
)
"""A trial is back at once, by password; for a paid account support looks at the request."""

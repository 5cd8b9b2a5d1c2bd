"""How a cancelled account comes back."""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from attrs import frozen

from ..decision import Decision, ReasonCode

COMES_BACK = ReasonCode("renewal.comes_back", "An account {cancelled} comes back {way}.")


class Cancelled(Enum):
    """From what an account was cancelled."""

    FROM_TRIAL = "cancelled from a trial"
    FROM_PAID = "cancelled from a paid subscription"


class WayBack(Enum):
    """Who brings the account back."""

    SELF_SERVICE = "by the customer alone, at once"
    ON_PAYMENT = "with a payment"
    BY_REQUEST = "on request, through support"


@frozen(kw_only=True)
class AccountReturn(Decision):
    """The way back of one account."""

    way: WayBack

    @property
    def immediate(self) -> bool:
        """Whether the account is back as soon as the customer asks."""
        return self.way is WayBack.SELF_SERVICE


CAREFUL: Mapping[Cancelled, WayBack] = MappingProxyType(
    {Cancelled.FROM_TRIAL: WayBack.SELF_SERVICE, Cancelled.FROM_PAID: WayBack.BY_REQUEST}
)
"""A trial comes back by itself; for a paid account somebody looks at what is owed first."""


def way_back(cancelled: Cancelled, *, policy: Mapping[Cancelled, WayBack] = CAREFUL) -> AccountReturn:
    """Return how an account comes back.

    >>> way_back(Cancelled.FROM_PAID).immediate
    False
    """
    way = policy[cancelled]
    return AccountReturn(reasons=(COMES_BACK(cancelled=cancelled, way=way),), way=way)

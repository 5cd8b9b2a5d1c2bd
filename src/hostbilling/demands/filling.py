"""What money does to the demand it was sent for, as the seller decided when the demand was made."""

from enum import Enum

from attrs import field, frozen
from attrs.converters import optional

from ..errors import Fault, check_type, refuse
from ..money import Money, is_negative, payable


class Fill(Enum):
    """What money buys that does not pay for everything."""

    WHOLE = "whole"
    """Nothing: it is held, visible, until all of it is there."""
    BY_LINE = "by_line"
    """The parts in the order of the demand, each as soon as it is paid in full; the rest is held for the next."""


class Surplus(Enum):
    """Where money goes that a demand does not need."""

    WALLET = "wallet"
    NEXT_DEMAND = "next_demand"
    """To the account's next open demand, the oldest due first, even in part; what is left then goes to the wallet."""


@frozen(kw_only=True)
class Filling:
    """How a demand is filled. `tolerance` is what may be missing at most and is given up: a bank's fee, a typing error.

    It never gives up more than what came, and never keeps money: a surplus is the customer's.
    """

    fill: Fill = Fill.WHOLE
    tolerance: Money | None = field(default=None, converter=optional(payable))
    surplus: Surplus = Surplus.WALLET

    def __attrs_post_init__(self) -> None:
        refuse(
            check_type("filling.fill", self.fill, Fill),
            check_type("filling.surplus", self.surplus, Surplus),
            Fault("filling.tolerance", "filling.tolerance", str(self.tolerance), "is below zero",
                  "pass what may be missing")
            if self.tolerance is not None and is_negative(self.tolerance)
            else None,
        )  # fmt: skip


PLAIN_FILLING = Filling()

"""What money did."""

from attrs import field, frozen
from attrs.converters import optional

from ...decision import Reason
from ...demands import DeclineClass
from ...errors import Fault, check_text, check_type, refuse
from ...money import Money, payable
from ...payments import DEFAULT_ORDER, By, Direction, Entry, Payment, Terms
from ...payments.payment import check_direction
from ..asked import ChargeAsked
from .dated import Dated


@frozen(kw_only=True)
class PaymentReceived(Dated):
    """Money came, for a demand or, without one, for the wallet.

    `key` names the charge it answers, if any, and `instrument_id` what was charged.
    """

    payment: Payment
    demand_id: str | None
    key: str | None = None
    instrument_id: str | None = None
    terms: Terms | None = None
    """What holds for it in the wallet, if it was paid in as a top-up."""
    reasons: tuple[Reason, ...] = ()
    """The evidence that it is for this demand, or who paired it on which proof."""

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        refuse(
            check_direction("fact.payment", self.payment, Direction.IN),
            check_text("fact.demand_id", self.demand_id) if self.demand_id is not None else None,
        )
        received = self.payment.received_on
        refuse(
            Fault("payment.on", "fact.on", self.on, f"is not the day of the payment, {received}", "pass received_on")
            if self.on != received
            else None,
        )


@frozen(kw_only=True)
class ChargeDeclined(Dated):
    """A charge of what a demand misses was refused."""

    key: str
    demand_id: str
    stage: str
    why: DeclineClass
    instrument_id: str | None = None

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        refuse(check_type("fact.why", self.why, DeclineClass))


@frozen(kw_only=True)
class ChargeApplied(Dated):
    """The customer asked that an instrument is charged for what a demand misses."""

    asked: ChargeAsked


@frozen(kw_only=True)
class WalletApplied(Dated):
    """The wallet paid what a demand still missed, or `amount` of it, from its lots in `order`."""

    key: str
    demand_id: str
    amount: Money | None = field(default=None, converter=optional(payable))
    order: tuple[By, ...] = DEFAULT_ORDER


@frozen(kw_only=True)
class CreditGranted(Dated):
    """The seller gave credit: a bonus, a goodwill."""

    entry: Entry


@frozen(kw_only=True)
class LotExpired(Dated):
    """What was left of a lot in the wallet can be spent no more."""

    key: str
    lot_id: str

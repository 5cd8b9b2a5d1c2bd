"""What is to be charged."""

from datetime import date

from attrs import frozen

from ...demands import DeclineClass
from ...money import Money
from ...payments import DEFAULT_ORDER, By, Payment
from ..facts import ChargeDeclined, LotExpired, PaymentReceived, WalletApplied
from .act import Act


@frozen(kw_only=True)
class ChargeInstrument(Act):
    """Charge a stored means of payment; an unknown outcome leaves the step unanswered and is never retried blindly."""

    stage: str
    instrument_id: str
    demand_id: str
    amount: Money

    def paid(self, payment: Payment, *, known: date) -> PaymentReceived:
        """Return the fact that the charge went through."""
        return PaymentReceived(
            key=self.key,
            payment=payment,
            demand_id=self.demand_id,
            instrument_id=self.instrument_id,
            on=payment.received_on,
            known=known,
        )

    def declined(self, why: DeclineClass, *, known: date) -> ChargeDeclined:
        """Return the fact that the charge was refused."""
        return ChargeDeclined(
            key=self.key,
            demand_id=self.demand_id,
            stage=self.stage,
            why=why,
            instrument_id=self.instrument_id,
            on=known,
            known=known,
        )


@frozen(kw_only=True)
class ApplyWallet(Act):
    """Pay what a demand still misses from the wallet, its lots in `order`."""

    demand_id: str
    amount: Money
    order: tuple[By, ...] = DEFAULT_ORDER

    def done(self, *, known: date) -> WalletApplied:
        """Return the fact that the wallet paid."""
        return WalletApplied(
            key=self.key, demand_id=self.demand_id, amount=self.amount, order=self.order, on=self.on, known=known
        )


@frozen(kw_only=True)
class ExpireLot(Act):
    """Book out what is left of a lot whose last day has passed."""

    lot_id: str

    def done(self, *, known: date) -> LotExpired:
        """Return the fact that it cannot be spent any more."""
        return LotExpired(key=self.key, lot_id=self.lot_id, on=self.on, known=known)

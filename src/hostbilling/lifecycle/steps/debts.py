"""What is to be done about debts."""

from datetime import date

from attrs import frozen

from ...demands import Bill
from ...money import Money
from ..facts import DebtWrittenOff, FeeCharged
from .act import Act


@frozen(kw_only=True)
class ChargeFee(Act):
    """Charge a fee or interest for a debt that is late; its invoice follows as a step of its own."""

    demand_id: str
    bill: Bill
    amount: Money

    def done(self, *, known: date) -> FeeCharged:
        """Return the fact that it was charged."""
        return FeeCharged(key=self.key, demand_id=self.demand_id, bill=self.bill, on=known, known=known)


@frozen(kw_only=True)
class WriteOffDebt(Act):
    """Give up what is open of a debt."""

    demand_id: str
    stage: str
    amount: Money

    def done(self, *, known: date) -> DebtWrittenOff:
        """Return the fact that it was given up."""
        return DebtWrittenOff(key=self.key, demand_id=self.demand_id, why=self.stage, on=known, known=known)

"""What is owed: work to be invoiced, fees, and debts that were given up."""

from attrs import frozen

from ...demands import Bill
from .dated import Dated


@frozen(kw_only=True)
class WorkBilled(Dated):
    """Work or use is to be invoiced, as a debt."""

    bill: Bill


@frozen(kw_only=True)
class FeeCharged(Dated):
    """A fee or interest was charged for a debt that is late; it is invoiced by itself and bears nothing itself."""

    key: str
    demand_id: str
    bill: Bill


@frozen(kw_only=True)
class DebtWrittenOff(Dated):
    """What was open of a debt was given up; what was held for it goes to the wallet."""

    key: str
    demand_id: str
    why: str

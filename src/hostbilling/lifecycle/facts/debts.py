"""What is owed: work to be invoiced, fees, debts that were given up, payments that are looked for."""

from attrs import frozen

from ...demands import Bill
from ...dunning import Case
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


@frozen(kw_only=True)
class CaseOpened(Dated):
    """Somebody looks for a payment, a delivery or a mail; `about` is the id of what the case is about."""

    key: str
    case: Case
    about: str

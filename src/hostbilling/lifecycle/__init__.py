"""The conductor: what a person decides, what time demands, and what both make of an account."""

from .account import Account, Hold, Order, OrderLine
from .apply import apply, replay
from .book import Book, FamilyPolicy
from .commands import (
    Accepted,
    AddInstrument,
    ChangeCustomer,
    Command,
    Outcome,
    PlaceHold,
    PlaceOrder,
    Refused,
    ReleaseHold,
    SwitchRenewal,
    decide,
)
from .facts import (
    AccountOpened,
    ChargeDeclined,
    CustomerChanged,
    EvidenceAdded,
    Fact,
    HoldPlaced,
    HoldReleased,
    InstrumentAdded,
    Intended,
    InvoiceIssued,
    NoticeSent,
    Ordered,
    PaymentReceived,
    ProformaIssued,
    RenewalSwitched,
    ServiceAdded,
    ServiceDeleted,
    ServicePurged,
    ServiceReactivated,
    ServiceSuspended,
    StepFailed,
    WalletApplied,
)
from .forecast import Assumption, CardDeclines, Forecast, NeverPays, PaysOn, forecast
from .plan import Plan, plan
from .steps import (
    ApplyWallet,
    Blockage,
    ChargeInstrument,
    DeleteService,
    IssueInvoice,
    IssueProforma,
    PurgeService,
    ReactivateService,
    SendNotice,
    Step,
    SuspendService,
)

__all__ = [
    "Accepted", "Account", "AccountOpened", "AddInstrument", "ApplyWallet", "Assumption", "Blockage", "Book",
    "CardDeclines", "ChangeCustomer", "ChargeDeclined", "ChargeInstrument", "Command", "CustomerChanged",
    "DeleteService", "EvidenceAdded", "Fact", "FamilyPolicy", "Forecast", "Hold", "HoldPlaced", "HoldReleased",
    "InstrumentAdded", "Intended", "InvoiceIssued", "IssueInvoice", "IssueProforma", "NeverPays", "NoticeSent",
    "Order", "OrderLine", "Ordered", "Outcome", "PaymentReceived", "PaysOn", "PlaceHold", "PlaceOrder", "Plan",
    "ProformaIssued", "PurgeService", "ReactivateService", "Refused", "ReleaseHold", "RenewalSwitched",
    "SendNotice", "ServiceAdded", "ServiceDeleted", "ServicePurged", "ServiceReactivated", "ServiceSuspended",
    "Step", "StepFailed", "SuspendService", "SwitchRenewal", "WalletApplied", "apply", "decide", "forecast", "plan",
    "replay",
]  # fmt: skip

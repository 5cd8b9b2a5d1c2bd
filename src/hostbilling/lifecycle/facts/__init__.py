"""Facts: what happened. An account is nothing but its facts, applied in order.

Every fact has two dates: `on`, when it took effect (a bank's value date), and `known`, when it was recorded.
A fact that answers a step, and a payment, count once, however late they come again.
"""

from .customer import (
    AccountOpened,
    CustomerChanged,
    DiscountGranted,
    EvidenceAdded,
    HoldPlaced,
    HoldReleased,
    InstrumentAdded,
    MissingReported,
    Ordered,
    RenewalSwitched,
    ServiceAdded,
)
from .debts import CaseOpened, DebtWrittenOff, FeeCharged, WorkBilled
from .documents import (
    CreditDecided,
    CreditNoteIssued,
    InvoiceIssued,
    NoticeSent,
    OrderConfirmed,
    OrderFormIssued,
    ProformaIssued,
    QuoteAsked,
    QuoteIssued,
    ReceiptIssued,
    TopUpReceiptIssued,
)
from .host import (
    Intended,
    ServiceDeleted,
    ServicePurged,
    ServiceReactivated,
    ServiceRestored,
    ServiceSuspended,
    StepFailed,
)
from .money import ChargeApplied, ChargeDeclined, CreditGranted, LotExpired, PaymentReceived, WalletApplied
from .money_back import PaymentRefunded, PaymentReversed, RefundDecided, RefundKept
from .renewal import (
    AccessSent,
    AccountMoved,
    CallLapsed,
    CancellationTakenBack,
    CustomerTold,
    DaysGranted,
    OrderTakenBack,
    OwnerChanged,
    PriceChangeDecided,
    PriceChangeTold,
    ServiceCancelled,
    ServiceChangeOrdered,
    ServiceProvided,
    ServiceSwitched,
    TransferBegun,
    TransferEnded,
    TransferStepDone,
)

Fact = (
    AccountOpened
    | ServiceAdded
    | CustomerChanged
    | EvidenceAdded
    | InstrumentAdded
    | DiscountGranted
    | RenewalSwitched
    | HoldPlaced
    | HoldReleased
    | MissingReported
    | Ordered
    | Intended
    | StepFailed
    | QuoteAsked
    | QuoteIssued
    | OrderFormIssued
    | OrderConfirmed
    | ProformaIssued
    | NoticeSent
    | PaymentReceived
    | ChargeDeclined
    | ChargeApplied
    | WalletApplied
    | CreditGranted
    | LotExpired
    | RefundDecided
    | PaymentRefunded
    | RefundKept
    | PaymentReversed
    | InvoiceIssued
    | CreditDecided
    | CreditNoteIssued
    | ReceiptIssued
    | TopUpReceiptIssued
    | ServiceSuspended
    | ServiceReactivated
    | ServiceDeleted
    | ServicePurged
    | ServiceRestored
    | WorkBilled
    | FeeCharged
    | DebtWrittenOff
    | CaseOpened
    | AccessSent
    | AccountMoved
    | CallLapsed
    | CancellationTakenBack
    | CustomerTold
    | DaysGranted
    | OrderTakenBack
    | PriceChangeDecided
    | PriceChangeTold
    | ServiceCancelled
    | ServiceChangeOrdered
    | ServiceProvided
    | ServiceSwitched
    | OwnerChanged
    | TransferBegun
    | TransferEnded
    | TransferStepDone
)
"""Every fact there is."""

__all__ = [
    "AccessSent",
    "AccountMoved",
    "AccountOpened",
    "CallLapsed",
    "CancellationTakenBack",
    "CaseOpened",
    "ChargeApplied",
    "ChargeDeclined",
    "CreditDecided",
    "CreditGranted",
    "CreditNoteIssued",
    "CustomerChanged",
    "CustomerTold",
    "DaysGranted",
    "DebtWrittenOff",
    "DiscountGranted",
    "EvidenceAdded",
    "Fact",
    "FeeCharged",
    "HoldPlaced",
    "HoldReleased",
    "InstrumentAdded",
    "Intended",
    "InvoiceIssued",
    "LotExpired",
    "MissingReported",
    "NoticeSent",
    "OrderConfirmed",
    "OrderFormIssued",
    "OrderTakenBack",
    "Ordered",
    "OwnerChanged",
    "PaymentReceived",
    "PaymentRefunded",
    "PaymentReversed",
    "PriceChangeDecided",
    "PriceChangeTold",
    "ProformaIssued",
    "QuoteAsked",
    "QuoteIssued",
    "ReceiptIssued",
    "RefundDecided",
    "RefundKept",
    "RenewalSwitched",
    "ServiceAdded",
    "ServiceCancelled",
    "ServiceChangeOrdered",
    "ServiceDeleted",
    "ServiceProvided",
    "ServicePurged",
    "ServiceReactivated",
    "ServiceRestored",
    "ServiceSuspended",
    "ServiceSwitched",
    "StepFailed",
    "TopUpReceiptIssued",
    "TransferBegun",
    "TransferEnded",
    "TransferStepDone",
    "WalletApplied",
    "WorkBilled",
]

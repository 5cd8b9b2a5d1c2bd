"""Steps: what the host is asked to do in the world.

A step is an intent, never a fact. It has a stable key, so that doing it twice can be prevented, and makes the
fact that answers it: `done(...)` when it happened, `failed(...)` when it could not. Steps hold no document
numbers: the host allocates them in the transaction that issues the document.
"""

from .act import Blockage
from .cases import OpenCase
from .debts import ChargeFee, WriteOffDebt
from .documents import (
    IssueCreditNote,
    IssueInvoice,
    IssueOrderConfirmation,
    IssueOrderForm,
    IssueProforma,
    IssueQuote,
    IssueReceipt,
    IssueTopUpReceipt,
    SendNotice,
)
from .money import ApplyWallet, ChargeInstrument, ExpireLot
from .money_back import KeepRefund, RefundPayment
from .renewal import LapseCall, ProvideService, SendAccess, SwitchService, TellCustomer, TellPrice
from .services import DeleteService, PurgeService, ReactivateService, RestoreService, SuspendService

Step = (
    IssueQuote
    | IssueOrderForm
    | IssueOrderConfirmation
    | IssueProforma
    | IssueInvoice
    | IssueCreditNote
    | IssueReceipt
    | IssueTopUpReceipt
    | SendNotice
    | ChargeInstrument
    | ApplyWallet
    | ExpireLot
    | RefundPayment
    | KeepRefund
    | SuspendService
    | ReactivateService
    | DeleteService
    | PurgeService
    | RestoreService
    | ChargeFee
    | WriteOffDebt
    | OpenCase
    | LapseCall
    | ProvideService
    | SendAccess
    | SwitchService
    | TellCustomer
    | TellPrice
)
"""Everything a plan can ask for."""

__all__ = [
    "ApplyWallet",
    "Blockage",
    "ChargeFee",
    "ChargeInstrument",
    "DeleteService",
    "ExpireLot",
    "IssueCreditNote",
    "IssueInvoice",
    "IssueOrderConfirmation",
    "IssueOrderForm",
    "IssueProforma",
    "IssueQuote",
    "IssueReceipt",
    "IssueTopUpReceipt",
    "KeepRefund",
    "LapseCall",
    "OpenCase",
    "ProvideService",
    "PurgeService",
    "ReactivateService",
    "RefundPayment",
    "RestoreService",
    "SendAccess",
    "SendNotice",
    "Step",
    "SuspendService",
    "SwitchService",
    "TellCustomer",
    "TellPrice",
    "WriteOffDebt",
]

"""Commands: what a person can ask for; `decide` says what becomes of it."""

from typing import get_args

from ...errors import Fault
from .customer import AddInstrument, ChangeCustomer, GrantDiscount, PlaceHold, ReleaseHold, ReportMissing, SwitchRenewal
from .money import ApplyCharge, BillWork, CreditInvoice, GiveBack, GiveUpDebt, GrantCredit, TakeBack, TopUp
from .orders import AcceptQuote, CancelOrder, NewService, PlaceOrder, QuoteOrder
from .renewal import (
    BY_TRANSFER,
    AnnouncePrice,
    BringBack,
    CancelAccount,
    CancelService,
    ChangeService,
    DeclineDebit,
    EndTransfer,
    GrantDays,
    KeepService,
    MoveAccount,
    TransferOwner,
    TransferStep,
    WithdrawFromService,
)

Command = (
    PlaceOrder
    | QuoteOrder
    | AcceptQuote
    | CancelOrder
    | SwitchRenewal
    | AddInstrument
    | ChangeCustomer
    | GrantDiscount
    | PlaceHold
    | ReleaseHold
    | ReportMissing
    | CreditInvoice
    | ApplyCharge
    | TopUp
    | GrantCredit
    | GiveBack
    | TakeBack
    | BillWork
    | GiveUpDebt
    | AnnouncePrice
    | BringBack
    | CancelAccount
    | CancelService
    | ChangeService
    | DeclineDebit
    | GrantDays
    | KeepService
    | MoveAccount
    | WithdrawFromService
    | EndTransfer
    | TransferOwner
    | TransferStep
)
"""Everything a person can ask for."""


def check_command(command: object) -> Fault | None:
    """Return a fault unless it is a command."""
    if isinstance(command, Command):
        return None
    names = ", ".join(sorted(kind.__name__ for kind in get_args(Command)))
    return Fault("command.type", "command", command, "is no command", f"pass one of {names}")


__all__ = [
    "BY_TRANSFER",
    "AcceptQuote",
    "AddInstrument",
    "AnnouncePrice",
    "ApplyCharge",
    "BillWork",
    "BringBack",
    "CancelAccount",
    "CancelOrder",
    "CancelService",
    "ChangeCustomer",
    "ChangeService",
    "Command",
    "CreditInvoice",
    "DeclineDebit",
    "EndTransfer",
    "GiveBack",
    "GiveUpDebt",
    "GrantCredit",
    "GrantDays",
    "GrantDiscount",
    "KeepService",
    "MoveAccount",
    "NewService",
    "PlaceHold",
    "PlaceOrder",
    "QuoteOrder",
    "ReleaseHold",
    "ReportMissing",
    "SwitchRenewal",
    "TakeBack",
    "TopUp",
    "TransferOwner",
    "TransferStep",
    "WithdrawFromService",
    "check_command",
]

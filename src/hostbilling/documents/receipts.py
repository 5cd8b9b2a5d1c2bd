"""Receipts: that money came in, for a demand or into the wallet. They are no tax documents.

Money that is taxed when it is paid in (a single-purpose voucher, an identified prepayment) wants an invoice instead:
`payments.top_up` says which paper is due.
"""

from datetime import date

from attrs import field, frozen

from ..errors import Fault, check_declared, check_text, impossible, refuse
from ..money import Money, as_payable
from ..parties import Customer, Seller
from ..payments import Paper, TopUp
from .issued import Issued
from .refs import Ref


@frozen(kw_only=True)
class DraftReceipt:
    """That an amount was paid, on which day and how; `follows` are the documents it was paid for."""

    payment_id: str
    seller: Seller
    customer: Customer
    amount: Money = field(converter=as_payable)
    paid_on: date
    method: str = ""
    follows: tuple[Ref, ...] = ()
    particulars: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        _refuse(self)

    def issue(self, *, number: str, issued_on: date) -> "Receipt":
        """Return the receipt under its number."""
        return Receipt(number=number, issued_on=issued_on, content=self)


@frozen(kw_only=True)
class Receipt(Issued):
    """An issued confirmation of a payment."""

    content: DraftReceipt


@frozen(kw_only=True)
class DraftTopUpReceipt:
    """That money was paid into the wallet, and what the wallet holds after it; `top_up` says why VAT is not due yet.

    Raises `Impossible` for money that is taxed when it is paid in: that needs an invoice.
    """

    payment_id: str
    seller: Seller
    customer: Customer
    top_up: TopUp
    balance: Money = field(converter=as_payable)
    paid_on: date
    method: str = ""
    follows: tuple[Ref, ...] = ()
    particulars: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        _refuse(self)
        refuse(
            Fault("document.currency", "draft.balance", self.balance, f"is not in {self.amount.currency.code}",
                  "give what the wallet of that currency holds")
            if self.balance.currency != self.amount.currency
            else None
        )  # fmt: skip
        if self.top_up.paper is not Paper.RECEIPT:
            raise impossible(
                "top_up.taxed", "draft.top_up", self.top_up.paper.value, "is taxed when it is paid",
                "draft an invoice for it",
            )  # fmt: skip

    @property
    def amount(self) -> Money:
        """What was paid in."""
        return self.top_up.amounts.gross

    def issue(self, *, number: str, issued_on: date) -> "TopUpReceipt":
        """Return the receipt under its number."""
        return TopUpReceipt(number=number, issued_on=issued_on, content=self)


@frozen(kw_only=True)
class TopUpReceipt(Issued):
    """An issued confirmation of a top-up."""

    content: DraftTopUpReceipt


def _refuse(draft: DraftReceipt | DraftTopUpReceipt) -> None:
    refuse(*check_declared("draft", draft), check_text("draft.payment_id", draft.payment_id))
    refuse(
        None
        if draft.amount.amount > 0
        else Fault("receipt.amount", "draft.amount", draft.amount, "is not above zero", "confirm money that came in"),
    )

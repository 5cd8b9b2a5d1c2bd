"""A list of past transactions, to print: what was asked, paid and given back in a period."""

from collections.abc import Iterable
from datetime import date

from attrs import field, frozen

from ..errors import Fault, InvalidInput, check_declared, check_text, check_type, check_unique, each_of, refuse
from ..money import Money, as_payable, negate, total
from ..parties import Customer, Seller
from ..periods import Period
from .credit_notes import CreditNote
from .issued import Issued
from .models import Invoice
from .receipts import Receipt, TopUpReceipt
from .refs import Kind, Ref


@frozen(kw_only=True)
class Transaction:
    """One row: the document, its day and what it came to; a credit note counts below zero."""

    ref: Ref
    on: date
    amount: Money = field(converter=as_payable)

    def __attrs_post_init__(self) -> None:
        refuse(*check_declared("transaction", self))


def transaction(document: Invoice | CreditNote | Receipt | TopUpReceipt) -> Transaction:
    """Return the row for an issued document; raises `InvalidInput` for one that moved no money."""
    kind, amount = _entered(document)
    ref = Ref(kind=kind, number=document.number, on=document.issued_on)
    return Transaction(ref=ref, on=document.issued_on, amount=amount)


def _entered(document: Invoice | CreditNote | Receipt | TopUpReceipt) -> tuple[Kind, Money]:
    match document:
        case Invoice():
            return Kind.INVOICE, document.content.totals.amounts.gross
        case CreditNote():
            return Kind.CREDIT_NOTE, negate(document.content.totals.amounts.gross)
        case Receipt():
            return Kind.RECEIPT, document.content.amount
        case TopUpReceipt():
            return Kind.TOP_UP_RECEIPT, document.content.amount
        case _:  # pyright: ignore[reportUnnecessaryComparison]
            raise InvalidInput(
                Fault("transaction.document", "document", document, "moved no money",
                      "pass an invoice, a credit note or a receipt")
            )  # fmt: skip


def _rows(rows: Iterable[Transaction]) -> tuple[Transaction, ...]:
    found = each_of("draft.transactions", rows, Transaction)
    return tuple(sorted(found, key=lambda row: (row.on, row.ref.kind.value, row.ref.number)))


@frozen(kw_only=True)
class DraftTransactionSummary:
    """The transactions of a period in one currency, in order of their day."""

    request_id: str
    seller: Seller
    customer: Customer
    currency: str
    period: Period
    transactions: tuple[Transaction, ...] = field(converter=_rows)
    follows: tuple[Ref, ...] = ()
    particulars: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        refuse(*check_declared("draft", self))
        outside = next((row.ref.number for row in self.transactions if row.on not in self.period), None)
        other = next((row.ref.number for row in self.transactions if row.amount.currency.code != self.currency), None)
        refuse(
            check_text("draft.request_id", self.request_id),
            Fault("document.empty", "draft.transactions", self.transactions, "has no row", "print none then")
            if not self.transactions
            else None,
            check_unique("draft.transactions", [f"{row.ref.kind.value} {row.ref.number}" for row in self.transactions]),
            Fault("summary.period", "draft.transactions", outside, f"is not in {self.period}", "leave it out")
            if outside is not None
            else None,
            Fault("document.currency", "draft.transactions", other, f"is not in {self.currency}",
                  "make a document a currency")
            if other is not None
            else None,
        )  # fmt: skip

    def sum_of(self, kind: Kind) -> Money:
        """Return what the documents of one kind came to together."""
        refuse(check_type("kind", kind, Kind))
        return total([row.amount for row in self.transactions if row.ref.kind is kind], currency=self.currency)

    def issue(self, *, number: str, issued_on: date) -> "TransactionSummary":
        """Return the summary under its number."""
        return TransactionSummary(number=number, issued_on=issued_on, content=self)


@frozen(kw_only=True)
class TransactionSummary(Issued):
    """A summary as it was handed out."""

    content: DraftTransactionSummary

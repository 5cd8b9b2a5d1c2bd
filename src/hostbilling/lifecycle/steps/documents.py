"""What is to be issued and sent."""

from datetime import date
from typing import ClassVar

from attrs import evolve, frozen

from ...decision import Finding
from ...demands import Demand
from ...documents import (
    DraftCreditNote,
    DraftInvoice,
    DraftOrderConfirmation,
    DraftOrderForm,
    DraftProforma,
    DraftQuote,
    DraftReceipt,
    DraftTopUpReceipt,
)
from ...dunning import LateCosts
from ...money import Money
from ...numbering import DocumentKind
from ...parties import Contact
from ..facts import (
    CreditNoteIssued,
    InvoiceIssued,
    NoticeSent,
    OrderConfirmed,
    OrderFormIssued,
    ProformaIssued,
    QuoteIssued,
    ReceiptIssued,
    TopUpReceiptIssued,
)
from .act import Act


@frozen(kw_only=True)
class IssueQuote(Act):
    """Give the quote a number from the series of quotes and mail it."""

    document: ClassVar[DocumentKind] = DocumentKind.QUOTE
    draft: DraftQuote
    to: Contact

    def done(self, *, number: str, known: date) -> QuoteIssued:
        """Return the fact that the quote was issued, on the day it was planned for."""
        quote = self.draft.issue(number=number, issued_on=self.on)
        return QuoteIssued(key=self.key, quote=quote, on=known, known=known)


@frozen(kw_only=True)
class IssueOrderForm(Act):
    """Give the order form a number from the series of orders and mail it."""

    document: ClassVar[DocumentKind] = DocumentKind.ORDER
    draft: DraftOrderForm
    to: Contact

    def done(self, *, number: str, known: date) -> OrderFormIssued:
        """Return the fact that the form was issued, on the day it was planned for."""
        form = self.draft.issue(number=number, issued_on=self.on)
        return OrderFormIssued(key=self.key, order_form=form, on=known, known=known)


@frozen(kw_only=True)
class IssueOrderConfirmation(Act):
    """Give the confirmation a number from the series of orders and mail it; the call waits for it."""

    document: ClassVar[DocumentKind] = DocumentKind.ORDER
    draft: DraftOrderConfirmation
    to: Contact

    def done(self, *, number: str, known: date) -> OrderConfirmed:
        """Return the fact that the order was confirmed, on the day it was planned for."""
        confirmation = self.draft.issue(number=number, issued_on=self.on)
        return OrderConfirmed(key=self.key, confirmation=confirmation, on=known, known=known)


@frozen(kw_only=True)
class IssueProforma(Act):
    """Give the call a number from the proforma series and mail it."""

    document: ClassVar[DocumentKind] = DocumentKind.PROFORMA
    draft: DraftProforma
    demand: Demand
    to: Contact

    def done(self, *, number: str, known: date) -> ProformaIssued:
        """Return the fact that the call was issued, on the day it was planned for."""
        return ProformaIssued(
            key=self.key,
            demand=evolve(self.demand, document=number),
            proforma=self.draft.issue(number=number, issued_on=self.on),
            on=self.on,
            known=known,
        )


@frozen(kw_only=True)
class IssueInvoice(Act):
    """Give the invoice a number from the invoice series, dated `draft.supplied_on` if it allows, and mail it.

    `findings` are what the law misses on it, should it be issued so; `demand` is the debt that an invoice opens which
    is not paid yet, `instead_of` the part of a call that it replaces, `costs` what being late with it costs.
    """

    document: ClassVar[DocumentKind] = DocumentKind.INVOICE
    draft: DraftInvoice
    to: Contact
    demand: Demand | None = None
    findings: tuple[Finding, ...] = ()
    instead_of: str | None = None
    costs: LateCosts | None = None

    def done(self, *, number: str, issued_on: date, known: date) -> InvoiceIssued:
        """Return the fact that the invoice was issued under its number and date."""
        return InvoiceIssued(
            key=self.key,
            invoice=self.draft.issue(number=number, issued_on=issued_on),
            demand=self.demand,
            instead_of=self.instead_of,
            costs=self.costs,
            on=known,
            known=known,
        )


@frozen(kw_only=True)
class IssueCreditNote(Act):
    """Give the credit note a number from the series of credit notes, dated `on` if it allows, and mail it.

    `findings` are what the law misses on it, should it be issued so.
    """

    document: ClassVar[DocumentKind] = DocumentKind.CREDIT_NOTE
    credit_id: str
    draft: DraftCreditNote
    to: Contact
    findings: tuple[Finding, ...] = ()

    def done(self, *, number: str, issued_on: date, known: date) -> CreditNoteIssued:
        """Return the fact that the credit note was issued under its number and date."""
        return CreditNoteIssued(
            key=self.key,
            credit_id=self.credit_id,
            note=self.draft.issue(number=number, issued_on=issued_on),
            on=known,
            known=known,
        )


@frozen(kw_only=True)
class IssueReceipt(Act):
    """Give the receipt a number from the series of receipts and mail it."""

    document: ClassVar[DocumentKind] = DocumentKind.RECEIPT
    draft: DraftReceipt
    to: Contact

    def done(self, *, number: str, issued_on: date, known: date) -> ReceiptIssued:
        """Return the fact that the receipt was issued under its number and date."""
        receipt = self.draft.issue(number=number, issued_on=issued_on)
        return ReceiptIssued(key=self.key, receipt=receipt, on=known, known=known)


@frozen(kw_only=True)
class IssueTopUpReceipt(Act):
    """Give the receipt of a top-up a number from the series of top-up receipts and mail it."""

    document: ClassVar[DocumentKind] = DocumentKind.TOP_UP_RECEIPT
    draft: DraftTopUpReceipt
    to: Contact

    def done(self, *, number: str, issued_on: date, known: date) -> TopUpReceiptIssued:
        """Return the fact that the receipt was issued under its number and date."""
        receipt = self.draft.issue(number=number, issued_on=issued_on)
        return TopUpReceiptIssued(key=self.key, receipt=receipt, on=known, known=known)


@frozen(kw_only=True)
class SendNotice(Act):
    """Mail a notice: which document, how much, until when, and what follows otherwise.

    `template` names the stage. `deadline` is the last day to pay; `then` and `then_on` what comes next and
    its first possible day; `pay_by` the way to pay to offer first, None for the usual one.
    """

    template: str
    to: Contact
    demand_id: str
    part_id: str
    service_id: str
    document: str | None
    amount: Money
    deadline: date
    then: str | None
    then_on: date | None
    pay_by: str | None = None

    def done(self, *, known: date) -> NoticeSent:
        """Return the fact that the notice really went out, on the day it did."""
        return NoticeSent(
            key=self.key, demand_id=self.demand_id, part_id=self.part_id, stage=self.template, on=known, known=known
        )

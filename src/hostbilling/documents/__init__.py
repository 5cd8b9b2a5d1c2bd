"""Documents: drafts with VAT decided, what they become once they have a number, and what links and corrects them.

`price_document` makes lines, a draft holds them, `check` tells what the law misses, `issue` freezes the draft under
its number, `credit_in_full` and its siblings give back.
"""

from . import units
from .adjustments import Adjustment, DocumentAdjustment, percent_of
from .advances import advance_lines
from .cancellation import CancellationForm, DraftCancellationForm, Ending
from .chain import Chain, Document, before, ref_of
from .checking import check
from .contents import Content
from .credit_notes import CreditNote, DraftCreditNote, Extent
from .creditable import Creditable, creditable
from .crediting import credit_amount, credit_in_full, credit_lines
from .issued import Issued
from .layout import Access, Identity, access, identity
from .lines import Line, LineKind
from .models import Basis, DraftInvoice, DraftProforma, Invoice, Proforma
from .national import with_national_vat
from .offers import DraftOrderConfirmation, DraftOrderForm, DraftQuote, OrderConfirmation, OrderForm, Quote
from .prepaid import PaidBy, Prepaid
from .pricing import Item, PricedLines, price_document, price_lines
from .receipts import DraftReceipt, DraftTopUpReceipt, Receipt, TopUpReceipt
from .refs import Kind, Ref
from .repricing import reprice
from .summaries import DraftTransactionSummary, Transaction, TransactionSummary, transaction
from .sums import check_sums
from .totals import RateTotal, Totals, totals
from .withdrawal import ProformaState, Withdrawal, call_again, proforma_state, withdraw

__all__ = [  # noqa: RUF022  # in the order they are used
    # lines and sums
    "units", "Item", "Adjustment", "percent_of", "price_lines", "price_document", "PricedLines", "reprice",
    "advance_lines", "Line",
    "LineKind", "DocumentAdjustment", "totals", "Totals", "RateTotal", "check_sums", "Prepaid", "PaidBy",
    "with_national_vat",
    # documents, drafted and issued
    "Content", "Issued", "DraftQuote", "Quote", "DraftOrderForm", "OrderForm", "DraftOrderConfirmation",
    "OrderConfirmation", "DraftProforma", "Proforma", "Basis", "DraftInvoice", "Invoice", "DraftCreditNote",
    "CreditNote", "Extent", "DraftReceipt", "Receipt", "DraftTopUpReceipt", "TopUpReceipt", "Ending",
    "DraftCancellationForm",
    "CancellationForm", "Transaction", "transaction", "DraftTransactionSummary", "TransactionSummary",
    # what the law misses
    "check",
    # giving back and taking back
    "creditable", "Creditable", "credit_in_full", "credit_lines", "credit_amount", "withdraw", "Withdrawal",
    "call_again",
    "proforma_state", "ProformaState",
    # links, and what is shown where
    "Kind", "Ref", "Document", "ref_of", "before", "Chain", "identity", "Identity", "access", "Access",
]  # fmt: skip

"""Documents: drafts with VAT decided, and what they become once they have a number."""

from .lines import Line, RateTotal, Totals, totals
from .models import DraftInvoice, DraftProforma, Invoice, Proforma
from .pricing import Item, price_lines, reprice

__all__ = [
    "DraftInvoice", "DraftProforma", "Invoice", "Item", "Line", "Proforma", "RateTotal", "Totals", "price_lines",
    "reprice", "totals",
]  # fmt: skip

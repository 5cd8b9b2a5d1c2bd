"""What was issued and sent."""

from attrs import frozen

from ...demands import Demand, ToCredit
from ...documents import CreditNote, Invoice, OrderConfirmation, OrderForm, Proforma, Quote, Receipt, TopUpReceipt
from ...dunning import LateCosts
from ..asked import OrderQuote
from .dated import Dated


@frozen(kw_only=True)
class ProformaIssued(Dated):
    """A call went out under its number."""

    key: str
    demand: Demand
    proforma: Proforma


@frozen(kw_only=True)
class QuoteAsked(Dated):
    """An order is to be quoted and not placed."""

    quoted: OrderQuote


@frozen(kw_only=True)
class QuoteIssued(Dated):
    """The quote that was asked for went out under its number."""

    key: str
    quote: Quote


@frozen(kw_only=True)
class OrderFormIssued(Dated):
    """The order form that was asked for went out under its number."""

    key: str
    order_form: OrderForm


@frozen(kw_only=True)
class OrderConfirmed(Dated):
    """An order was confirmed under a number."""

    key: str
    confirmation: OrderConfirmation


@frozen(kw_only=True)
class NoticeSent(Dated):
    """A notice of a stage really went out."""

    key: str
    demand_id: str
    part_id: str
    stage: str


@frozen(kw_only=True)
class InvoiceIssued(Dated):
    """An invoice was issued under its number: for a demand that was paid, or with `demand` for a debt that it opens.

    `instead_of` is the id of the part of a call that the debt replaces, `costs` what being late with it costs.
    """

    key: str
    invoice: Invoice
    demand: Demand | None = None
    instead_of: str | None = None
    costs: LateCosts | None = None


@frozen(kw_only=True)
class CreditDecided(Dated):
    """Something of an invoice is to be given back; the credit note follows."""

    credit: ToCredit


@frozen(kw_only=True)
class CreditNoteIssued(Dated):
    """The credit note that gives back what was decided as `credit_id` was issued under its number."""

    key: str
    credit_id: str
    note: CreditNote


@frozen(kw_only=True)
class ReceiptIssued(Dated):
    """A payment was confirmed under a number."""

    key: str
    receipt: Receipt


@frozen(kw_only=True)
class TopUpReceiptIssued(Dated):
    """Money paid into the wallet was confirmed under a number."""

    key: str
    receipt: TopUpReceipt

"""Chains of documents: quote, order, proforma, payment, invoice, credit note, with links both ways.

An issued document never changes, so it names only what went before it. What came after is read from the documents
themselves: a link cannot be lost or contradict itself.
"""

from collections.abc import Iterable

from attrs import field, frozen

from ..errors import check_declared, check_type, check_unique, listed, refuse
from .cancellation import CancellationForm
from .credit_notes import CreditNote
from .issued import Issued
from .models import Invoice, Proforma
from .offers import OrderConfirmation, OrderForm, Quote
from .receipts import Receipt, TopUpReceipt
from .refs import Kind, Ref
from .summaries import TransactionSummary

Document = (
    Quote | OrderForm | OrderConfirmation | Proforma | Invoice | CreditNote | Receipt | TopUpReceipt | CancellationForm
    | TransactionSummary
)  # fmt: skip
"""Any issued document."""

KINDS: dict[type[Document], Kind] = {
    Quote: Kind.QUOTE,
    OrderForm: Kind.ORDER_FORM,
    OrderConfirmation: Kind.ORDER_CONFIRMATION,
    Proforma: Kind.PROFORMA,
    Invoice: Kind.INVOICE,
    CreditNote: Kind.CREDIT_NOTE,
    Receipt: Kind.RECEIPT,
    TopUpReceipt: Kind.TOP_UP_RECEIPT,
    CancellationForm: Kind.CANCELLATION,
    TransactionSummary: Kind.SUMMARY,
}


def ref_of(document: Document) -> Ref:
    """Return how other documents name this one."""
    refuse(check_type("document", document, Issued))
    return Ref(kind=KINDS[type(document)], number=document.number, on=document.issued_on)


def before(document: Document) -> tuple[Ref, ...]:
    """Return what went before a document, as it says itself."""
    refuse(check_type("document", document, Issued))
    if isinstance(document, (Invoice, CreditNote)):
        return document.content.before
    return document.content.follows


def _documents(documents: Iterable[Document]) -> tuple[Document, ...]:
    return listed(documents)


@frozen(kw_only=True)
class Chain:
    """Some issued documents of one seller, and how they follow each other.

    Raises `InvalidInput` for a document given twice.
    """

    documents: tuple[Document, ...] = field(converter=_documents)

    def __attrs_post_init__(self) -> None:
        refuse(*check_declared("chain", self))
        refuse(check_unique("chain.documents", [" ".join(_text(ref_of(each))) for each in self.documents]))

    def after(self, ref: Ref) -> tuple[Ref, ...]:
        """Return the documents that name `ref` as one before them."""
        refuse(check_type("ref", ref, Ref))
        return tuple(ref_of(each) for each in self.documents if ref.key in {known.key for known in before(each)})

    def before(self, ref: Ref) -> tuple[Ref, ...]:
        """Return what the document `ref` names as before it; nothing for a payment, and for one that is not here."""
        refuse(check_type("ref", ref, Ref))
        return next((before(each) for each in self.documents if ref_of(each).key == ref.key), ())

    def whole(self, ref: Ref) -> tuple[Ref, ...]:
        """Return everything that is linked to `ref` over any number of steps, itself too, in the order of a chain."""
        refuse(check_type("ref", ref, Ref))
        found = {ref.key: ref}
        waiting = [ref]
        while waiting:
            each = waiting.pop()
            for other in (*self.before(each), *self.after(each)):
                if other.key not in found:
                    waiting.append(other)
                if other.key not in found or found[other.key].on is None:
                    found[other.key] = other
        order = list(Kind)
        return tuple(sorted(found.values(), key=lambda each: (order.index(each.kind), each.number)))

    @property
    def missing(self) -> tuple[Ref, ...]:
        """Documents that are named and not here; payments are no documents."""
        here = {ref_of(each).key for each in self.documents}
        named = {ref.key: ref for each in self.documents for ref in before(each) if ref.kind is not Kind.PAYMENT}
        return tuple(ref for key, ref in named.items() if key not in here)


def _text(ref: Ref) -> tuple[str, str]:
    return (ref.kind.value, ref.number)

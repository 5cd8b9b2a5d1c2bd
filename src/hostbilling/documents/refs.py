"""How documents name each other: by kind and number."""

from datetime import date
from enum import Enum

from attrs import frozen

from ..errors import check_declared, check_text, refuse


class Kind(Enum):
    """What a link can lead to; the order is that of a chain."""

    QUOTE = "quote"
    ORDER_FORM = "order_form"
    ORDER_CONFIRMATION = "order_confirmation"
    PROFORMA = "proforma"
    PAYMENT = "payment"
    RECEIPT = "receipt"
    TOP_UP_RECEIPT = "top_up_receipt"
    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    CANCELLATION = "cancellation"
    SUMMARY = "summary"


@frozen(kw_only=True)
class Ref:
    """A document, an order or a payment, by its number; `on` is its date and does not make it another one."""

    kind: Kind
    number: str
    on: date | None = None

    def __attrs_post_init__(self) -> None:
        refuse(*check_declared("ref", self), check_text("ref.number", self.number))

    @property
    def key(self) -> tuple[Kind, str]:
        """What makes it the same document."""
        return (self.kind, self.number)

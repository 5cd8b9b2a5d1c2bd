"""Before the call: the quote, the order form a customer fills in, and the confirmation of an order.

A quote estimates the price of an order and shows the VAT that would be charged; it binds nobody and becomes final as
a proforma only. An order form comes filled in for a renewal; a confirmation says what was ordered.
"""

from datetime import date

from attrs import frozen

from ..errors import check_date, refuse
from ..parties import Contact
from .contents import Content
from .issued import Issued, refuse_past


@frozen(kw_only=True)
class DraftQuote(Content):
    """An estimate without its number; `valid_until` is the last day it can be accepted."""

    valid_until: date

    def issue(self, *, number: str, issued_on: date) -> "Quote":
        """Return the quote under its number; raises `Impossible` when it would have lapsed before it is issued."""
        refuse_past("quote.issued_on", issued_on, last=self.valid_until, what="valid_until")
        return Quote(number=number, issued_on=issued_on, content=self)


@frozen(kw_only=True)
class Quote(Issued):
    """An issued estimate; its prices are not final."""

    content: DraftQuote

    def is_valid(self, on: date) -> bool:
        """Tell whether the quote can be accepted on a day: from its date to its last day, both included."""
        refuse(check_date("on", on))
        return self.issued_on <= on <= self.content.valid_until


@frozen(kw_only=True)
class DraftOrderForm(Content):
    """An order the customer only has to sign: who, which services, for which periods, what it costs.

    `contact` is who ordered, as known on that day; `payment_types` are the ways to pay to choose from.
    """

    contact: Contact
    payment_types: tuple[str, ...] = ()
    return_by: date | None = None

    def issue(self, *, number: str, issued_on: date) -> "OrderForm":
        """Return the form under its number; raises `Impossible` when it could not be sent back in time any more."""
        if self.return_by is not None:
            refuse_past("order_form.issued_on", issued_on, last=self.return_by, what="return_by")
        return OrderForm(number=number, issued_on=issued_on, content=self)


@frozen(kw_only=True)
class OrderForm(Issued):
    """An issued order form; it asks for nothing until it is sent back."""

    content: DraftOrderForm


@frozen(kw_only=True)
class DraftOrderConfirmation(Content):
    """The confirmation of an order without its number; `ordered_on` is the day of the order."""

    ordered_on: date

    def issue(self, *, number: str, issued_on: date) -> "OrderConfirmation":
        """Return the confirmation under its number."""
        return OrderConfirmation(number=number, issued_on=issued_on, content=self)


@frozen(kw_only=True)
class OrderConfirmation(Issued):
    """An issued confirmation of what was ordered."""

    content: DraftOrderConfirmation

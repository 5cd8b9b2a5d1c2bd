"""What people asked of an account: orders, quotes of orders, charges, and reports of what has not come."""

from datetime import date

from attrs import frozen

from ..documents import (
    OrderForm,
    Quote,
    Ref,
)
from ..dunning import PossibleFee
from ..errors import Fault, check_date, check_text, check_type, refuse
from ..periods import Term
from ..services import Service


@frozen(kw_only=True)
class OrderLine:
    """One service to be renewed, or begun, for a term."""

    service_id: str
    term: Term

    def __attrs_post_init__(self) -> None:
        refuse(check_text("line.service_id", self.service_id), check_type("line.term", self.term, Term))


@frozen(kw_only=True)
class Order:
    """Renewals and first terms a customer asked for in one go; it becomes one demand with one total.

    `follows` are the documents it answers, such as a quote or an order form that was sent back; `fees` what bringing
    the one service of the order back costs besides.
    """

    id: str
    lines: tuple[OrderLine, ...]
    follows: tuple[Ref, ...] = ()
    fees: tuple[PossibleFee, ...] = ()


@frozen(kw_only=True)
class OrderQuote:
    """An order that was asked about and not placed; `services` are those it would begin.

    With `form` it is an order form to sign and send back, with these ways to pay to choose from. What was issued for it
    tells until when it can be accepted.
    """

    id: str
    lines: tuple[OrderLine, ...]
    services: tuple[Service, ...] = ()
    follows: tuple[Ref, ...] = ()
    form: bool = False
    payment_types: tuple[str, ...] = ()
    quote: Quote | None = None
    order_form: OrderForm | None = None

    @property
    def document(self) -> Quote | OrderForm | None:
        """What was issued for it, None as long as nothing was."""
        return self.quote or self.order_form

    @property
    def valid_until(self) -> date | None:
        """The last day to accept it; None as long as it is not issued."""
        if self.quote is not None:
            return self.quote.content.valid_until
        return None if self.order_form is None else self.order_form.content.return_by


@frozen(kw_only=True)
class ChargeAsked:
    """A charge of an instrument for a demand that the customer asked for, from the day `on`; it counts once by `id`."""

    id: str
    demand_id: str
    instrument_id: str
    on: date

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("charge.id", self.id),
            check_text("charge.demand_id", self.demand_id),
            check_text("charge.instrument_id", self.instrument_id),
            check_date("charge.on", self.on),
        )


@frozen(kw_only=True)
class Report:
    """What a customer said has not come: the access of an order, or the invoice for what was paid on a day.

    `on` is the day it was said. With `order_id`, `paid_on` is the day on which the order is said to be paid.
    """

    id: str
    on: date
    order_id: str | None = None
    paid_on: date | None = None

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("report.id", self.id),
            check_date("report.on", self.on),
            check_text("report.order_id", self.order_id) if self.order_id is not None else None,
            check_date("report.paid_on", self.paid_on) if self.paid_on is not None else None,
            Fault("report.about", "report", self.id, "says neither which order nor which payment",
                  "give order_id, or paid_on for an invoice")
            if self.order_id is None and self.paid_on is None
            else None,
        )  # fmt: skip

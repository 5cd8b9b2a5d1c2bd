"""Drafts and issued documents: different types, because only one of them can still change.

A proforma asks for money, is no tax document and has a series of its own. An invoice is issued once the call
is paid: its supply date is the day the money was received, its issue date the same unless the series no
longer allows that day, and then it says so.
"""

from datetime import date, timedelta

from attrs import frozen

from ..decision import Reason, ReasonCode
from ..errors import Fault, check_count, check_date, check_text, check_unique, refuse
from ..parties import Customer, Seller
from .lines import Line, Totals, totals

DATE_MOVED = ReasonCode(
    "documents.date_moved",
    "Issued on {issued} although paid on {paid}: the series has passed that day and numbers follow dates.",
)


def _check_draft(demand_id: str, lines: tuple[Line, ...], currency: str, *others: Fault | None) -> None:
    other = next((line for line in lines if line.amounts.gross.currency.code != currency), None)
    refuse(
        check_text("draft.demand_id", demand_id),
        Fault("document.empty", "draft.lines", lines, "has no line", "add what is sold") if not lines else None,
        check_unique("draft.lines", [line.id for line in lines]),
        Fault("document.currency", "draft.lines", other.id, f"is not in {currency}", "make a document a currency")
        if other is not None
        else None,
        *others,
    )


@frozen(kw_only=True)
class DraftProforma:
    """A call for payment without its number; buyer and seller are copies and never follow later edits."""

    demand_id: str
    seller: Seller
    customer: Customer
    currency: str
    lines: tuple[Line, ...]
    due_on: date

    def __attrs_post_init__(self) -> None:
        _check_draft(self.demand_id, self.lines, self.currency, check_date("draft.due_on", self.due_on))

    @property
    def totals(self) -> Totals:
        """The sums by rate and in all."""
        return totals(self.lines, currency=self.currency)

    def issue(self, *, number: str, issued_on: date) -> "Proforma":
        """Return the proforma under its number."""
        return Proforma(number=number, issued_on=issued_on, content=self)


@frozen(kw_only=True)
class Proforma:
    """An issued call for payment; never a tax document."""

    number: str
    issued_on: date
    content: DraftProforma

    def __attrs_post_init__(self) -> None:
        refuse(check_text("proforma.number", self.number), check_date("proforma.issued_on", self.issued_on))


@frozen(kw_only=True)
class DraftInvoice:
    """An invoice of what was paid, without its number.

    `supplied_on` is the day the payment was received: the services are extended on that day, although the
    period they are extended by starts when the old one ends.
    """

    demand_id: str
    proforma_number: str
    seller: Seller
    customer: Customer
    currency: str
    lines: tuple[Line, ...]
    supplied_on: date
    due_days: int

    def __attrs_post_init__(self) -> None:
        _check_draft(
            self.demand_id,
            self.lines,
            self.currency,
            check_date("draft.supplied_on", self.supplied_on),
            check_count("draft.due_days", self.due_days),
        )

    @property
    def totals(self) -> Totals:
        """The sums by rate and in all."""
        return totals(self.lines, currency=self.currency)

    def issue(self, *, number: str, issued_on: date) -> "Invoice":
        """Return the invoice under its number, dated as the series allowed."""
        notes = () if issued_on == self.supplied_on else (DATE_MOVED(issued=issued_on, paid=self.supplied_on),)
        return Invoice(number=number, issued_on=issued_on, content=self, notes=notes)


@frozen(kw_only=True)
class Invoice:
    """An issued tax document, at the same time the receipt for the payment; nothing in it ever changes."""

    number: str
    issued_on: date
    content: DraftInvoice
    notes: tuple[Reason, ...] = ()

    def __attrs_post_init__(self) -> None:
        refuse(check_text("invoice.number", self.number), check_date("invoice.issued_on", self.issued_on))

    @property
    def due_on(self) -> date:
        """The due date printed on it: informational, as it is paid already."""
        return self.issued_on + timedelta(days=self.content.due_days)

"""Proformas and invoices: drafts and issued are different types, because only one of them can still change.

A proforma asks for money, is no tax document and has a series of its own. An invoice is issued once the call
is paid, or by policy when the order is processed or with the period: its supply date is the day the money was
received, its issue date the same unless the series no longer allows that day, and then it says so.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum

from attrs import frozen

from ..decision import Reason, ReasonCode
from ..errors import Fault, check_count, check_text
from ..money import Money, zero
from .contents import Content
from .issued import Issued, refuse_past
from .refs import Kind, Ref

DATE_MOVED = ReasonCode(
    "documents.date_moved",
    "Issued on {issued} although paid on {paid}: the series has passed that day and numbers follow dates.",
)


@frozen(kw_only=True)
class DraftProforma(Content):
    """A call for payment without its number; buyer and seller are copies and never follow later edits."""

    due_on: date

    def issue(self, *, number: str, issued_on: date) -> "Proforma":
        """Return the proforma under its number; raises `Impossible` when it would be overdue before it is issued."""
        refuse_past("proforma.issued_on", issued_on, last=self.due_on, what="due_on")
        return Proforma(number=number, issued_on=issued_on, content=self)


@frozen(kw_only=True)
class Proforma(Issued):
    """An issued call for payment; never a tax document."""

    content: DraftProforma


class Basis(Enum):
    """What an invoice is issued upon."""

    PAYMENT = "payment"
    """The money came: the invoice confirms it."""
    ORDER = "order"
    """The order was processed; it can still be unpaid."""
    PERIOD = "period"
    """A period has passed or begins, such as with postpaid use; it can still be unpaid."""


@frozen(kw_only=True)
class DraftInvoice(Content):
    """An invoice without its number.

    `supplied_on` is, for one upon payment, the day the payment was received: the services are extended on that day,
    although the period they are extended by starts when the old one ends. `proforma_number` is empty where no call
    went before; only an invoice upon payment needs one.
    """

    supplied_on: date
    due_days: int
    proforma_number: str = ""
    basis: Basis = Basis.PAYMENT

    def _faults(self) -> Iterator[Fault | None]:
        yield check_count("draft.due_days", self.due_days)
        yield check_text("draft.proforma_number", self.proforma_number) if self.proforma_number else None

    @property
    def to_pay(self) -> Money:
        """What is left to pay: nothing on an invoice upon payment."""
        return zero(self.currency) if self.basis is Basis.PAYMENT else self.totals.payable

    @property
    def is_paid(self) -> bool:
        """Whether nothing is left to pay: it also confirms the payment."""
        return not self.to_pay.amount > 0

    @property
    def before(self) -> tuple[Ref, ...]:
        """The documents before it in its chain, its proforma among them."""
        call = Ref(kind=Kind.PROFORMA, number=self.proforma_number) if self.proforma_number else None
        if call is None or call.key in {ref.key for ref in self.follows}:
            return self.follows
        return (*self.follows, call)

    def issue(self, *, number: str, issued_on: date) -> "Invoice":
        """Return the invoice under its number, dated as the series allowed."""
        moved = self.basis is Basis.PAYMENT and issued_on != self.supplied_on
        notes = (DATE_MOVED(issued=issued_on, paid=self.supplied_on),) if moved else ()
        return Invoice(number=number, issued_on=issued_on, content=self, notes=notes)


@frozen(kw_only=True)
class Invoice(Issued):
    """An issued tax document; nothing in it ever changes, and only credit notes correct it."""

    content: DraftInvoice
    notes: tuple[Reason, ...] = ()

    @property
    def due_on(self) -> date:
        """The due date printed on it: informational where it is paid already."""
        return self.issued_on + timedelta(days=self.content.due_days)

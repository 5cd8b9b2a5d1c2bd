"""Credit notes: the only thing that corrects an issued invoice.

Amounts stand on it without a sign: they are given back. Rates, places and the tax point are those of the invoice,
whatever the law says on the day of the credit (Directive 2006/112/EC, articles 90 and 219). `crediting` makes drafts.
"""

from collections.abc import Iterator
from datetime import date
from enum import Enum

from attrs import frozen

from ..errors import Fault, check_text, impossible
from .contents import Content
from .issued import Issued
from .refs import Kind, Ref


class Extent(Enum):
    """How much of an invoice a credit note takes back."""

    FULL = "full"
    """All that was left of it."""
    LINES = "lines"
    AMOUNT = "amount"


@frozen(kw_only=True)
class DraftCreditNote(Content):
    """A credit note without its number; the ids of its lines are those of the invoice."""

    invoice_number: str
    invoice_issued_on: date
    supplied_on: date
    reason: str
    extent: Extent

    def _faults(self) -> Iterator[Fault | None]:
        yield check_text("draft.invoice_number", self.invoice_number)
        yield check_text("draft.reason", self.reason)

    @property
    def before(self) -> tuple[Ref, ...]:
        """The documents before it in its chain: the invoice first."""
        invoice = Ref(kind=Kind.INVOICE, number=self.invoice_number, on=self.invoice_issued_on)
        return (invoice, *(ref for ref in self.follows if ref.key != invoice.key))

    def issue(self, *, number: str, issued_on: date) -> "CreditNote":
        """Return the credit note under its number; raises `Impossible` for a day before the invoice."""
        issued = CreditNote(number=number, issued_on=issued_on, content=self)
        if issued.issued_on < self.invoice_issued_on:
            raise impossible(
                "credit.before_invoice", "credit_note.issued_on", issued_on,
                f"is before the invoice of {self.invoice_issued_on}", "date it on the invoice's day or later",
            )  # fmt: skip
        return issued


@frozen(kw_only=True)
class CreditNote(Issued):
    """An issued credit note; a tax document of its own."""

    content: DraftCreditNote

"""What a country asks of a series of numbers.

EU law wants a sequential number that identifies the invoice (Directive 2006/112, article 226(2)); gaps, order of dates
and resets are national, and differ. A `Policy` is one such row, dated and sourced; `countries` holds the rows.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum

from attrs import field, frozen

from ..decision import Certainty, LegalRef, Source
from .resets import Reset


class DocumentKind(Enum):
    """What a number is put on."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    SELF_BILLED_INVOICE = "self_billed_invoice"
    """Issued by the customer in the seller's name."""
    PROFORMA = "proforma"
    QUOTE = "quote"
    ORDER = "order"
    RECEIPT = "receipt"
    TOP_UP_RECEIPT = "top_up_receipt"


TAX_DOCUMENTS = frozenset({DocumentKind.INVOICE, DocumentKind.CREDIT_NOTE, DocumentKind.SELF_BILLED_INVOICE})
"""The documents that VAT law wants numbered; nothing else may take a number from their series."""


def kinds(value: Iterable[DocumentKind]) -> frozenset[DocumentKind]:
    """Return kinds of documents as a set, from any collection of them."""
    return frozenset(value)


class Gaps(Enum):
    """What a missing number means."""

    FORBIDDEN = "forbidden"
    """No number may be skipped; recording the reason does not help."""
    EXPLAINED = "explained"
    """A recorded void accounts for a missing number."""
    ADVISED_AGAINST = "advised_against"
    ALLOWED = "allowed"
    """Unique is enough."""


class DateOrder(Enum):
    """Whether issue dates must follow the numbers."""

    REQUIRED = "required"
    ADVISED = "advised"
    FREE = "free"


@frozen(kw_only=True)
class Policy:
    """The rules of one country from a date on. Not legal advice: read `source` and `unchecked`.

    `separate` are the kinds that may not share a series with others; `forced_reset` is the reset that must be used;
    `year_beside_number` says that the number may repeat in another year although it does not print the year;
    `registered` that a series is registered with the authority before use; `one_fiscal_year` that it ends with its
    fiscal year; `progressive` that the counter must read as a rising number. `characters` are refused in numbers.
    `key` names what identifies a document beside the issuer: number, and year or kind. `unchecked` names the fields
    that rest on general knowledge.
    """

    country: str
    since: date
    gaps: Gaps = Gaps.EXPLAINED
    date_order: DateOrder = DateOrder.REQUIRED
    forced_reset: Reset | None = None
    starts_at_one: bool = False
    separate: frozenset[DocumentKind] = field(default=frozenset(), converter=kinds)
    one_vat_number: bool = False
    one_seller_when_self_billed: bool = False
    shared_by_group: bool = False
    registered: bool = False
    one_fiscal_year: bool = False
    progressive: bool = False
    year_beside_number: bool = False
    key: tuple[str, ...] = ("number",)
    max_length: int | None = None
    characters: str = ""
    empty_series: str = ""
    source: Source
    unchecked: tuple[str, ...] = ()
    note: str = ""

    @property
    def order_required(self) -> bool:
        """Whether a date before the last one issued is refused."""
        return self.date_order is DateOrder.REQUIRED

    def law(self, name: str) -> tuple[LegalRef, ...]:
        """Return the source of one of the fields as a legal reference, with its certainty."""
        certainty = Certainty.UNCHECKED if name in self.unchecked else self.source.certainty
        return (LegalRef(citation=self.source.title, certainty=certainty),)

    def identity(self, facts: Mapping[str, object]) -> tuple[object, ...]:
        """Return what tells a document from the issuer's others; `facts` holds number, year and kind.

        >>> from hostbilling.numbering import policy
        >>> policy("FR", on=date(2026, 1, 1)).identity({"number": "F1", "year": 2026, "kind": "invoice"})
        ('F1', 2026)
        """
        return tuple(facts[name] for name in self.key)


STRICT = Policy(
    country="",
    since=date.min,
    source=Source(
        title="the strictest common rule: no unexplained gap, dates in order",
        certainty=Certainty.VERIFIED,
        seen_on=date(2026, 11, 21),
    ),
)
"""For a country without a row, and the default: what satisfies almost any tax office."""

"""What a country asks of a series of numbers.

EU law wants a sequential number that identifies the invoice (Directive 2006/112, article 226(2)); gaps, order of dates
and resets are national, and differ. A `Policy` is one such row, dated and sourced; `countries` holds the rows.
"""

from collections.abc import Iterable
from datetime import date
from enum import Enum

from attrs import evolve, field, frozen

from ..decision import Certainty, Finding, LegalRef, Reason, Severity, Source
from ..errors import check_declared, listed, refuse
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
    """Return kinds of documents as a set, from any collection of them; what is none stays, for the field to name it."""
    found = listed(value)
    return frozenset(found) if isinstance(found, tuple) else found  # pyright: ignore[reportUnnecessaryIsInstance]


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
    `key` names what identifies a document beside the issuer: number, and year or kind; after `key_years` full years
    it may come again. `unchecked` names the fields that rest on general knowledge.
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
    key_years: int | None = None
    max_length: int | None = None
    characters: str = ""
    empty_series: str = ""
    source: Source
    unchecked: tuple[str, ...] = ()
    note: str = ""

    def __attrs_post_init__(self) -> None:
        refuse(*check_declared("policy", self))

    @property
    def order_required(self) -> bool:
        """Whether a date before the last one issued is refused."""
        return self.date_order is DateOrder.REQUIRED

    def law(self, rule: str) -> tuple[LegalRef, ...]:
        """Return the source of one of the fields as a legal reference; nothing when no country is named."""
        certainty = Certainty.UNCHECKED if rule in self.unchecked else self.source.certainty
        return (LegalRef(citation=self.source.title, certainty=certainty),) if self.country else ()

    def finding(self, rule: str, reason: Reason, severity: Severity = Severity.VIOLATION) -> Finding:
        """Return a finding against one of the fields, with its law; an unchecked rule is at most a warning."""
        if rule in self.unchecked and severity is Severity.VIOLATION:
            severity = Severity.WARNING
        legal = Reason(kind=evolve(reason.kind, law=self.law(rule)), facts=dict(reason.facts))
        return Finding(reason=legal, severity=severity)


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

UNIQUE_ONLY = evolve(STRICT, gaps=Gaps.ALLOWED, date_order=DateOrder.FREE)
"""For documents that no tax law numbers, such as proformas and receipts: a number is only a name."""

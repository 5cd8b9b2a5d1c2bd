"""What the seller decides about its documents: their layout, their numbers, and which are made at all."""

from datetime import date

from attrs import frozen

from ..dunning.promises import INVOICE_DAYS
from ..errors import Fault, check_count, check_date, check_declared, check_type, not_found, refuse
from ..numbering import DocumentKind, Series, check_distinct
from ..services import CutOver


@frozen(kw_only=True)
class ReceiptPolicy:
    """Receipts for money paid into the wallet from the day `since`.

    An invoice upon payment confirms the payment already; with `every`, what was paid for a demand has a receipt too.
    """

    since: date
    every: bool = False

    def __attrs_post_init__(self) -> None:
        refuse(check_date("receipts.since", self.since), check_type("receipts.every", self.every, bool))


@frozen(kw_only=True)
class Papers:
    """How documents look and which are made.

    `particulars` are the seller's lines for the foot of every page. `cut_over` is the day from which lines are laid
    out anew. `series` are the series of numbers by kind of document, each kind in one of them, so that a host can ask
    `series_of`. With `one_call_a_day` the renewals that come up on one day are asked for in one proforma; each is
    still reminded of, paid for and withdrawn by itself. Without `receipts` none are made. `invoice_within` are the days
    after the payment within which the customer is promised the invoice; past them it is looked for.
    A quote can be accepted for `quote_days` days after its own. Orders placed from the day `confirmed_since` on are
    confirmed before they are called for; None confirms none.
    Raises `InvalidInput` for a kind in two series and for series that could print the same number.
    """

    particulars: tuple[str, ...] = ()
    cut_over: CutOver | None = None
    series: tuple[Series, ...] = ()
    one_call_a_day: bool = False
    receipts: ReceiptPolicy | None = None
    invoice_within: int = INVOICE_DAYS
    quote_days: int = 30
    confirmed_since: date | None = None

    def __attrs_post_init__(self) -> None:
        refuse(
            *check_declared("papers", self),
            check_count("papers.invoice_within", self.invoice_within),
            check_count("papers.quote_days", self.quote_days, least=1),
        )
        refuse(*(self._check_kind(kind) for kind in DocumentKind))
        check_distinct(self.series)

    def series_of(self, kind: DocumentKind) -> Series:
        """Return the series a kind of document takes its numbers from; raises `NotFound` where the book names none."""
        for each in self.series:
            if kind in each.documents:
                return each
        raise not_found("series", kind.value, "add a series for it to the book's papers")

    def _check_kind(self, kind: DocumentKind) -> Fault | None:
        found = [each.id for each in self.series if kind in each.documents]
        if len(found) <= 1:
            return None
        return Fault("papers.kind", "papers.series", found, f"both number a {kind.value}", "leave it to one of them")


NO_PAPERS = Papers()

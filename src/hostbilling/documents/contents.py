"""What every document with prices holds; drafts of each kind add their own dates.

Everything in it is a copy of its day: a later edit of the customer, the catalog or the seller never reaches it.
"""

from collections.abc import Iterable, Iterator

from attrs import field, frozen

from ..errors import Fault, check_declared, check_text, check_unique, listed, refuse
from ..money import Money, Rounding
from ..parties import Customer, Seller
from ..services import CutOver
from ..vat import Stated
from .adjustments import DocumentAdjustment
from .lines import Line, LineKind
from .prepaid import Prepaid
from .refs import Ref
from .totals import Totals, totals


def _lines(lines: Iterable[Line]) -> tuple[Line, ...]:
    return listed(lines)


@frozen(kw_only=True)
class Content:
    """Buyer, seller, lines, VAT, currency and language, all of them copies.

    `demand_id` is the host's own id of what is asked or confirmed. `follows` are the documents before it in its chain.
    `prepaid` lowers what is left to pay; `cash_rounding` too or raises it, without VAT (BT-114). `national_vat` is the
    VAT in the currency of the state it is due in, where the document is in another. `particulars` are the seller's
    lines for the foot of the page (register, company number, terms). `cut_over` tells the layout of the lines.
    Raises `InvalidInput` without a line, for lines of another currency and for two lines of one id.
    """

    demand_id: str
    seller: Seller
    customer: Customer
    currency: str
    lines: tuple[Line, ...] = field(converter=_lines)
    adjustments: tuple[DocumentAdjustment, ...] = ()
    prepaid: tuple[Prepaid, ...] = ()
    cash_rounding: Money | None = None
    national_vat: Stated | None = None
    follows: tuple[Ref, ...] = ()
    particulars: tuple[str, ...] = ()
    cut_over: CutOver | None = None
    rounding: Rounding = Rounding.HALF_UP

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("draft.demand_id", self.demand_id),
            Fault("document.empty", "draft.lines", self.lines, "has no line", "add what is sold")
            if not self.lines
            else None,
            *check_declared("draft", self),
            *self._faults(),
        )
        refuse(check_unique("draft.lines", [line.id for line in self.lines]), self._other_currency())

    def _faults(self) -> Iterator[Fault | None]:
        """Yield what is wrong with the fields that a kind of document adds."""
        return iter(())

    def _other_currency(self) -> Fault | None:
        named = [(line.id, line.amounts.gross) for line in self.lines]
        named += [(each.reason, each.amounts.gross) for each in self.adjustments]
        named += [("prepaid", each.amount) for each in self.prepaid]
        named += [("cash_rounding", self.cash_rounding)] if self.cash_rounding is not None else []
        other = next((name for name, money in named if money.currency.code != self.currency), None)
        if other is None:
            return None
        return Fault(
            "document.currency", "draft.lines", other, f"is not in {self.currency}", "make a document a currency"
        )

    @property
    def language(self) -> str:
        """The buyer's language on the day of the document, a BCP 47 tag."""
        return self.customer.language

    @property
    def is_advance(self) -> bool:
        """Whether it bills, or takes back, only advances: an invoice of type 386 (UNTDID 1001)."""
        return all(line.kind is LineKind.ADVANCE for line in self.lines)

    @property
    def totals(self) -> Totals:
        """The sums by rate and in all."""
        return totals(
            self.lines,
            currency=self.currency,
            adjustments=self.adjustments,
            prepaid=self.prepaid,
            cash_rounding=self.cash_rounding,
            rounding=self.rounding,
        )

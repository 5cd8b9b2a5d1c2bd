"""Lines of a document: what, how much of it, for which period, at which price, and its VAT.

VAT is computed once per category and rate on the sum of its lines (EN 16931, BR-CO-17) and shared out to the
lines, so the lines add up to the totals without a cent left over.
"""

from decimal import Decimal, InvalidOperation
from enum import Enum

from attrs import field, frozen

from ..errors import Fault, InvalidInput, check_declared, check_text, refuse
from ..money import Amounts, Money, is_negative
from ..periods import Period
from ..services import Identifiers
from ..services.identifiers import NO_IDENTIFIERS
from ..vat import Treatment, VatDecision
from .adjustments import Adjustment
from .units import ONE, check_unit


class LineKind(Enum):
    """What kind of thing a line sells."""

    SERVICE = "service"
    SETUP = "setup"
    """Paid once, when the service starts."""
    CALL_OUT = "call_out"
    """A visit to the equipment; its period is the day or days of the visit."""
    USAGE = "usage"
    """What was consumed in the period."""
    FEE = "fee"
    ADVANCE = "advance"
    """Nothing yet: money that came for it before it was enough."""


def quantity_of(value: Decimal | int | str) -> Decimal:
    """Return a quantity as an exact decimal number; below zero it gives back. Floats are refused."""
    if isinstance(value, (Decimal, int, str)) and not isinstance(value, bool):  # pyright: ignore[reportUnnecessaryIsInstance]
        try:
            return Decimal(value)
        except InvalidOperation:
            pass
    raise InvalidInput(
        Fault("line.quantity", "line.quantity", value, "is no exact number", "pass an int, text or a Decimal")
    )


def check_sold(quantity: Decimal, unit: str, unit_price: Money | None) -> tuple[Fault | None, ...]:
    """Return what is wrong with the quantity, unit and unit price of a line."""
    return (
        Fault("line.quantity", "line.quantity", quantity, "is zero or not finite", "give how many were sold")
        if not quantity.is_finite() or not quantity
        else None,
        check_unit("line.unit", unit),
        Fault("line.unit_price", "line.unit_price", unit_price, "is below zero",
              "to give money back, make the quantity negative (BR-27)")
        if unit_price is not None and is_negative(unit_price)
        else None,
    )  # fmt: skip


@frozen(kw_only=True)
class Line:
    """One service for one period, with its VAT decided; `id` is the part of the demand it stands for.

    `unit_price` may have any scale and is without VAT, unless `price_has_vat`; None where the amount was derived.
    `amounts` are after `adjustments`. `order_line` is the line of the customer's order it answers (BT-132).
    """

    id: str
    service_id: str
    description: str
    period: Period
    amounts: Amounts
    vat: VatDecision
    quantity: Decimal = field(default=Decimal(1), converter=quantity_of)
    unit: str = ONE
    unit_price: Money | None = None
    price_has_vat: bool = False
    adjustments: tuple[Adjustment, ...] = ()
    kind: LineKind = LineKind.SERVICE
    identifiers: Identifiers = NO_IDENTIFIERS
    order_line: str = ""

    def __attrs_post_init__(self) -> None:
        refuse(*check_declared("line", self), check_text("line.id", self.id))
        refuse(*check_sold(self.quantity, self.unit, self.unit_price), self._other_currency())

    def _other_currency(self) -> Fault | None:
        currency = self.amounts.gross.currency.code
        if self.unit_price is None or self.unit_price.currency.code == currency:
            return None
        return Fault("line.currency", "line.unit_price", self.unit_price, f"is not in {currency}",
                     "give the price in the currency of the amounts")  # fmt: skip


VatKey = tuple[Treatment, str | None, Decimal | None]


def vat_key(decision: VatDecision) -> VatKey:
    """Return what two lines must share to stand in one VAT total."""
    return (decision.treatment, decision.place, decision.rate)

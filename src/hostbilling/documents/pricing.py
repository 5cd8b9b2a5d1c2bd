"""From prices to lines: VAT by category and rate, shared out to the lines to the last cent."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from attrs import field, frozen

from ..errors import Fault, check_declared, check_text, check_type, check_unique, each_of, refuse
from ..money import (
    Money,
    Rounding,
    add,
    allocate,
    exact,
    greatest,
    is_zero,
    negate,
    payable,
    rounded,
    times,
    total,
    zero,
)
from ..periods import Period
from ..services import Identifiers
from ..services.identifiers import NO_IDENTIFIERS
from ..vat import RoundingUnit, VatDecision
from .adjustments import Adjustment, DocumentAdjustment
from .lines import Line, LineKind, VatKey, check_sold, quantity_of, vat_key
from .sharing import with_vat
from .units import ONE


@frozen(kw_only=True)
class Item:
    """What a line is made of, before VAT is worked out; `price` is net or gross as the catalog says, for one `unit`.

    `adjustments` are the line's own allowances and charges, net or gross as the price is.
    """

    id: str
    service_id: str
    description: str
    period: Period
    price: Money
    vat: VatDecision
    quantity: Decimal = field(default=Decimal(1), converter=quantity_of)
    unit: str = ONE
    adjustments: tuple[Adjustment, ...] = ()
    kind: LineKind = LineKind.SERVICE
    identifiers: Identifiers = NO_IDENTIFIERS
    order_line: str = ""

    def __attrs_post_init__(self) -> None:
        refuse(*check_declared("line", self), check_text("line.id", self.id))
        refuse(*check_sold(self.quantity, self.unit, self.price))


@frozen(kw_only=True)
class PricedLines:
    """The lines of a document and the parts of its own allowances and charges, each with VAT."""

    lines: tuple[Line, ...]
    adjustments: tuple[DocumentAdjustment, ...] = ()


def price_lines(
    items: Sequence[Item], *, gross: bool, rounding: Rounding, unit: RoundingUnit = RoundingUnit.PER_DOCUMENT
) -> tuple[Line, ...]:
    """Return the lines for some items, in their order; `gross` tells whether prices include VAT.

    Property: within one VAT category and rate, net plus VAT of the lines is exactly that of their total.
    Raises `InvalidInput` when two items share an id.
    """
    return price_document(items, gross=gross, rounding=rounding, unit=unit).lines


def price_document(
    items: Sequence[Item],
    *,
    gross: bool,
    rounding: Rounding,
    unit: RoundingUnit = RoundingUnit.PER_DOCUMENT,
    adjustments: Sequence[Adjustment] = (),
) -> PricedLines:
    """Return the lines and what is taken off or put on the document as a whole.

    An adjustment is parted among the VAT categories in proportion to what they hold, to the last cent; VAT of a
    category is worked out on its lines and its parts together. Raises `InvalidInput` when two items share an id.
    """
    items, adjustments = each_of("items", items, Item), each_of("adjustments", adjustments, Adjustment)
    refuse(
        check_unique("items", [item.id for item in items]),
        Fault("document.empty", "items", items, "has nothing to take it off or put it on", "add what is sold")
        if adjustments and not items
        else None,
        *_other_currency(items, adjustments),
        check_type("gross", gross, bool),
        check_type("rounding", rounding, Rounding),
        check_type("unit", unit, RoundingUnit),
    )
    groups: dict[VatKey, list[int]] = {}
    for place, item in enumerate(items):
        groups.setdefault(vat_key(item.vat), []).append(place)
    prices = [line_price(item, rounding=rounding) for item in items]
    parts = _parted(adjustments, [[prices[place] for place in places] for places in groups.values()])
    lines: dict[int, Line] = {}
    found: list[DocumentAdjustment] = []
    for number, places in enumerate(groups.values()):
        vat = items[places[0]].vat
        asked = [*(prices[place] for place in places), *(share for _, share in parts[number])]
        amounts = with_vat(asked, vat.rate, gross=gross, rounding=rounding, unit=unit)
        for place, taxed in zip(places, amounts[: len(places)], strict=True):
            item = items[place]
            lines[place] = Line(
                id=item.id,
                service_id=item.service_id,
                description=item.description,
                period=item.period,
                amounts=taxed,
                vat=item.vat,
                quantity=item.quantity,
                unit=item.unit,
                unit_price=exact(item.price),
                price_has_vat=gross,
                adjustments=item.adjustments,
                kind=item.kind,
                identifiers=item.identifiers,
                order_line=item.order_line,
            )
        found += [
            DocumentAdjustment(amounts=taxed, vat=vat, reason=each.reason, charge=each.charge, code=each.code)
            for (each, _), taxed in zip(parts[number], amounts[len(places) :], strict=True)
        ]
    return PricedLines(lines=tuple(lines[place] for place in range(len(items))), adjustments=tuple(found))


def _other_currency(items: Sequence[Item], adjustments: Sequence[Adjustment]) -> Iterator[Fault]:
    priced = [(f"items.{item.id}.price", item.price) for item in items]
    priced += [(f"items.{item.id}.adjustments", each.amount) for item in items for each in item.adjustments]
    priced += [("adjustments", each.amount) for each in adjustments]
    for name, money in priced:
        if money.currency != priced[0][1].currency:
            yield Fault("document.currency", name, money, f"is not in {priced[0][1].currency.code}",
                        "make a document a currency")  # fmt: skip


def line_price(item: Item, *, rounding: Rounding) -> Money:
    """Return what a line costs: price times quantity rounded once, then its allowances and charges (BT-131)."""
    sold = rounded(item.price if item.quantity == 1 else times(item.price, item.quantity), rounding=rounding)
    return add(sold, *(each.effect for each in item.adjustments)) if item.adjustments else sold


def _parted(adjustments: Sequence[Adjustment], groups: list[list[Money]]) -> list[list[tuple[Adjustment, Money]]]:
    """Return, by group, each adjustment with the signed part that falls to it; parts of nothing are left out."""
    parts: list[list[tuple[Adjustment, Money]]] = [[] for _ in groups]
    if not adjustments:
        return parts
    currency = adjustments[0].amount.currency.code
    nothing = zero(currency)
    weights = [greatest(nothing, total(prices, currency=currency)).amount for prices in groups]
    if not any(weights):
        weights = [payable(1, currency).amount for _ in groups]
    for each in adjustments:
        for found, part in zip(parts, allocate(each.amount, weights), strict=True):
            if not is_zero(part):
                found.append((each, part if each.charge else negate(part)))
    return parts

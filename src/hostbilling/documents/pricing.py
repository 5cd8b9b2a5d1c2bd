"""From prices to lines: VAT by category and rate, shared out to the lines to the last cent."""

from collections.abc import Sequence

from attrs import evolve, frozen

from ..decision import ReasonCode
from ..errors import check_unique, refuse
from ..money import (
    Amounts,
    Money,
    Rounding,
    add,
    allocate,
    gross_from_net,
    is_zero,
    net_from_gross,
    rounded,
    subtract,
    total,
    zero,
)
from ..periods import Period
from ..vat import VatDecision
from .lines import Line, VatKey, vat_key

KEPT_GROSS = ReasonCode(
    "documents.kept_gross",
    "VAT changed from {before} to {after} between the call and the payment: the amount paid stays, the net follows.",
)


@frozen(kw_only=True)
class Item:
    """What a line is made of, before VAT is worked out; `price` is net or gross as the catalog says."""

    id: str
    service_id: str
    description: str
    period: Period
    price: Money
    vat: VatDecision


def price_lines(items: Sequence[Item], *, gross: bool, rounding: Rounding) -> tuple[Line, ...]:
    """Return the lines for some items, in their order; `gross` tells whether prices include VAT.

    Property: within one VAT category and rate, net plus VAT of the lines is exactly that of their total.
    Raises `InvalidInput` when two items share an id.
    """
    refuse(check_unique("items", [item.id for item in items]))
    amounts: dict[str, Amounts] = {}
    groups: dict[VatKey, list[Item]] = {}
    for item in items:
        groups.setdefault(vat_key(item.vat), []).append(item)
    for group in groups.values():
        prices = [rounded(item.price, rounding=rounding) for item in group]
        shares = _shared(prices, group[0].vat, gross=gross, rounding=rounding)
        amounts.update(zip([item.id for item in group], shares, strict=True))
    return tuple(
        Line(
            id=item.id,
            service_id=item.service_id,
            description=item.description,
            period=item.period,
            amounts=amounts[item.id],
            vat=item.vat,
        )
        for item in items
    )


def _shared(prices: list[Money], decision: VatDecision, *, gross: bool, rounding: Rounding) -> list[Amounts]:
    whole = total(prices, currency=prices[0].currency.code)
    nothing = zero(whole.currency.code)
    if decision.rate is None:
        return [Amounts(net=price, vat=nothing, gross=price) for price in prices]
    split = (net_from_gross if gross else gross_from_net)(whole, rate=decision.rate, rounding=rounding)
    weights = [price.amount for price in prices]
    vats = [nothing] * len(prices) if is_zero(whole) else allocate(split.vat, weights)
    if gross:
        return [
            Amounts(net=subtract(price, vat), vat=vat, gross=price) for price, vat in zip(prices, vats, strict=True)
        ]
    return [Amounts(net=price, vat=vat, gross=add(price, vat)) for price, vat in zip(prices, vats, strict=True)]


def reprice(lines: Sequence[Line], decisions: Sequence[VatDecision], *, rounding: Rounding) -> tuple[Line, ...]:
    """Return the lines under the VAT decisions of the real tax point, keeping what the customer paid.

    A VAT category that holds the same lines as quoted keeps its amounts to the cent; where it changed, gross stays
    and net follows, and the decision says so.
    """
    quoted, now = _members(lines, [line.vat for line in lines]), _members(lines, decisions)
    kept = {id_ for key, ids in now.items() if quoted.get(key) == ids for id_ in ids}
    items = [
        Item(
            id=line.id,
            service_id=line.service_id,
            description=line.description,
            period=line.period,
            price=line.amounts.gross,
            vat=new if vat_key(line.vat) == vat_key(new) else _explained(line.vat, new),
        )
        for line, new in zip(lines, decisions, strict=True)
        if line.id not in kept
    ]
    changed = {line.id: line for line in price_lines(items, gross=True, rounding=rounding)}
    return tuple(
        evolve(line, vat=new) if line.id in kept else changed[line.id]
        for line, new in zip(lines, decisions, strict=True)
    )


def _members(lines: Sequence[Line], decisions: Sequence[VatDecision]) -> dict[VatKey, set[str]]:
    members: dict[VatKey, set[str]] = {}
    for line, decision in zip(lines, decisions, strict=True):
        members.setdefault(vat_key(decision), set()).add(line.id)
    return members


def _explained(before: VatDecision, after: VatDecision) -> VatDecision:
    change = KEPT_GROSS(before=_short(before), after=_short(after))
    return evolve(after, reasons=(*after.reasons, change))


def _short(decision: VatDecision) -> str:
    rate = "" if decision.rate is None else f" {decision.rate} %"
    return f"{decision.treatment.value}{rate} ({decision.place or 'no place'})"

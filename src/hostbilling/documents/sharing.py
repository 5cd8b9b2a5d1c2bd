"""VAT of one category, worked out and shared to what it is due on, to the last cent.

Amounts of one sign take their part in proportion, by largest remainder. Where some give back, each takes the step
that the rounded VAT of the running sum makes, so that the parts add up all the same.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

from ..money import (
    Amounts,
    Money,
    Rounding,
    add,
    allocate,
    gross_from_net,
    is_negative,
    is_zero,
    net_from_gross,
    subtract,
    zero,
)
from ..vat import RoundingUnit


def with_vat(
    prices: Sequence[Money], rate: Decimal | None, *, gross: bool, rounding: Rounding, unit: RoundingUnit
) -> list[Amounts]:
    """Return net, VAT and gross of payable prices of one category; `gross` tells whether they include VAT.

    Rounded per document, VAT of their sum is the rate's product rounded once; per line, each is rounded by itself.
    """
    if rate is None:
        nothing = zero(prices[0].currency.code)
        return [Amounts(net=price, vat=nothing, gross=price) for price in prices]
    taxed = net_from_gross if gross else gross_from_net
    if unit is RoundingUnit.PER_LINE or len(prices) == 1:
        return [taxed(price, rate=rate, rounding=rounding) for price in prices]
    if any(map(is_negative, prices)):
        sums = _running(prices)
        steps = [zero(prices[0].currency.code), *(taxed(each, rate=rate, rounding=rounding).vat for each in sums)]
        vats: Sequence[Money] = [subtract(after, before) for before, after in pairwise(steps)]
    else:
        whole = add(*prices)
        vat = taxed(whole, rate=rate, rounding=rounding).vat
        vats = [vat] * len(prices) if is_zero(whole) else allocate(vat, [price.amount for price in prices])
    return [_amounts(price, vat, gross=gross) for price, vat in zip(prices, vats, strict=True)]


def _running(prices: Iterable[Money]) -> list[Money]:
    sums: list[Money] = []
    for price in prices:
        sums.append(add(sums[-1], price) if sums else price)
    return sums


def _amounts(price: Money, vat: Money, *, gross: bool) -> Amounts:
    if gross:
        return Amounts(net=subtract(price, vat), vat=vat, gross=price)
    return Amounts(net=price, vat=vat, gross=add(price, vat))

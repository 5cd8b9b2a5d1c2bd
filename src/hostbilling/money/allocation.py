"""Sharing an amount so that the shares add up to it.

Largest remainder: every share is cut to the smallest unit, then the units left go one each to the largest
remainders. Who comes first among equal remainders is stated, never left to chance.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import Enum
from math import lcm

from moneyed import Money

from ..errors import Fault, InvalidInput, check_count, check_type, refuse
from .amounts import EXACT, decimal_of, exact, from_units, is_negative, negate, smallest_unit
from .rounding import Number, ratio_of


class TieBreak(Enum):
    """Who gets the unit that is left when remainders are equal."""

    EARLIER = "earlier"
    LATER = "later"


def allocate(
    money: Money, weights: Sequence[Number], *, ties: TieBreak = TieBreak.EARLIER, unit: Decimal | None = None
) -> tuple[Money, ...]:
    """Return shares in proportion to `weights` that add up to `money` exactly.

    `weights` are zero or more and not all zero. `unit` is the smallest share, the currency's smallest unit when
    not given; `money` must be a whole number of units, else `InvalidInput`. A negative amount is shared as its
    mirror image.

    >>> from hostbilling.money import payable
    >>> [str(part.amount) for part in allocate(payable("100", "EUR"), [1, 2, 3])]
    ['16.67', '33.33', '50.00']
    """
    refuse(check_type("ties", ties, TieBreak))
    checked = exact(money)
    if is_negative(checked):
        return tuple(negate(part) for part in allocate(negate(checked), weights, ties=ties, unit=unit))
    step = _step(unit, checked)
    shares = _shares(_units(checked, step), _whole_weights(weights), ties)
    return tuple(from_units(count, step, checked) for count in shares)


def _step(unit: Decimal | None, money: Money) -> Decimal:
    if unit is None:
        return smallest_unit(money)
    step = decimal_of(unit, "unit")
    if step <= 0:
        raise InvalidInput(Fault("money.unit", "unit", unit, "is not above zero", "pass one such as Decimal('0.05')"))
    return step


def _units(money: Money, step: Decimal) -> int:
    units, rest = EXACT.divmod(money.amount, step)
    if rest:
        raise InvalidInput(
            Fault("money.too_fine", "amount", money.amount, f"is no whole number of units of {step}",
                  "round it with money.rounded(..., rounding=...)")
        )  # fmt: skip
    return int(units)


def _whole_weights(weights: Sequence[Number]) -> list[int]:
    ratios = [ratio_of(weight, f"weights[{i}]") for i, weight in enumerate(weights)]
    common = lcm(*(denominator for _, denominator in ratios))
    whole = [numerator * common // denominator for numerator, denominator in ratios]
    if not any(whole) or min(whole) < 0:
        raise InvalidInput(
            Fault("money.weights", "weights", tuple(weights), "must be zero or more and not all zero",
                  "pass at least one positive weight")
        )  # fmt: skip
    return whole


def _shares(units: int, weights: list[int], ties: TieBreak) -> list[int]:
    whole = sum(weights)
    parts = [divmod(units * weight, whole) for weight in weights]
    shares = [share for share, _ in parts]
    places = range(len(parts))
    by_remainder = sorted(places if ties is TieBreak.EARLIER else places[::-1], key=lambda place: -parts[place][1])
    for place in by_remainder[: units - sum(shares)]:
        shares[place] += 1
    return shares


def allocate_by_key(money: Money, weights: Mapping[str, Number], *, unit: Decimal | None = None) -> dict[str, Money]:
    """Return shares by key, as `allocate` does; equal remainders go to the smaller key.

    The order of the mapping plays no part; the result is in the order of the keys.

    >>> from hostbilling.money import payable
    >>> {key: str(part.amount) for key, part in allocate_by_key(payable("1", "JPY"), {"b": 1, "a": 1}).items()}
    {'a': '1', 'b': '0'}
    """
    keys = sorted(weights)
    return dict(zip(keys, allocate(money, [weights[key] for key in keys], unit=unit), strict=True))


def split(money: Money, into: int) -> tuple[Money, ...]:
    """Return `into` payable shares as equal as can be, the larger ones first, adding up to `money`.

    >>> from hostbilling.money import payable
    >>> [str(part.amount) for part in split(payable("10", "EUR"), into=3)]
    ['3.34', '3.33', '3.33']
    """
    refuse(check_count("into", into, least=1))
    return allocate(money, [1] * into)

"""Rounding, always by name and always once: from the exact value to the currency's digits."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Final

from moneyed import Money

from ..errors import Fault, InvalidInput, check_type, refuse
from .amounts import exact, from_units, smallest_unit, units_in_one

Number = int | Decimal | Fraction


class Rounding(Enum):
    """What happens to a half or a part of the smallest unit; for negative amounts the mirror image."""

    HALF_UP = "half_up"
    """To the nearest, a half away from zero: what most tax offices mean by rounding."""
    HALF_EVEN = "half_even"
    """To the nearest, a half to the even neighbour: what bankers and Python's `round` do."""
    HALF_DOWN = "half_down"
    """To the nearest, a half towards zero."""
    UP = "up"
    """Away from zero."""
    DOWN = "down"
    """Towards zero."""


def ratio_of(value: object, field: str) -> tuple[int, int]:
    """Return an exact number as numerator and denominator; refuses floats, which are none, NaN and infinities."""
    if isinstance(value, Fraction):
        return value.numerator, value.denominator
    if isinstance(value, int) and not isinstance(value, bool):
        return value, 1
    if isinstance(value, Decimal) and value.is_finite():
        return value.as_integer_ratio()
    raise InvalidInput(
        Fault("money.number", field, value, "is no exact number", "pass an int, a Fraction or a finite Decimal")
    )


# Whether a magnitude of `whole` units and `rest` parts of `unit` goes up.
_GOES_UP: Final[Mapping[Rounding, Callable[[int, int, int], bool]]] = {
    Rounding.HALF_UP: lambda whole, rest, unit: 2 * rest >= unit,  # noqa: ARG005  # one shape for all
    Rounding.HALF_EVEN: lambda whole, rest, unit: 2 * rest + whole % 2 > unit,
    Rounding.HALF_DOWN: lambda whole, rest, unit: 2 * rest > unit,  # noqa: ARG005
    Rounding.UP: lambda whole, rest, unit: rest > 0,  # noqa: ARG005
    Rounding.DOWN: lambda whole, rest, unit: False,  # noqa: ARG005
}


def _rounded(numerator: int, denominator: int, rounding: Rounding) -> int:
    whole, rest = divmod(abs(numerator), denominator)
    whole += _GOES_UP[rounding](whole, rest, denominator)
    return -whole if numerator < 0 else whole


def share(money: Money, fraction: Number, *, rounding: Rounding) -> Money:
    """Return `money` times `fraction`, rounded once to the currency's digits.

    Raises `InvalidInput` when `fraction` is a float or no `Rounding` is named.

    >>> from hostbilling.money import payable
    >>> share(payable("100", "EUR"), Fraction(1, 3), rounding=Rounding.HALF_UP).amount
    Decimal('33.33')
    """
    refuse(check_type("rounding", rounding, Rounding))
    checked = exact(money)
    (amount, scale), (numerator, denominator) = checked.amount.as_integer_ratio(), ratio_of(fraction, "fraction")
    units = amount * numerator * units_in_one(checked)
    return from_units(_rounded(units, scale * denominator, rounding), smallest_unit(checked), checked)


def rounded(money: Money, *, rounding: Rounding) -> Money:
    """Return the payable amount that the named rounding gives.

    >>> rounded(exact("1.005", "EUR"), rounding=Rounding.HALF_UP).amount
    Decimal('1.01')
    """
    refuse(check_type("rounding", rounding, Rounding))
    checked = exact(money)
    return checked if checked.amount.same_quantum(smallest_unit(checked)) else share(checked, 1, rounding=rounding)

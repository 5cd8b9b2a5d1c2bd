"""Rounding, always by name and always once: from the exact value to the currency's digits."""

from decimal import Decimal
from enum import Enum
from fractions import Fraction

from moneyed import Money

from ..errors import Fault, InvalidInput, check_type, refuse
from .amounts import exact, from_units, smallest_unit

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


def fraction_of(value: object, field: str) -> Fraction:
    """Return an exact number as a fraction; refuses floats, which are none, NaN and infinities."""
    if isinstance(value, (int, Fraction)) and not isinstance(value, bool):
        return Fraction(value)
    if isinstance(value, Decimal) and value.is_finite():
        return Fraction(value)
    raise InvalidInput(
        Fault("money.number", field, value, "is no exact number", "pass an int, a Fraction or a finite Decimal")
    )


def _whole(number: Fraction, rounding: Rounding) -> int:
    quotient, remainder = divmod(abs(number.numerator), number.denominator)
    twice = 2 * remainder - number.denominator
    up = {
        Rounding.HALF_UP: twice >= 0,
        Rounding.HALF_EVEN: twice > 0 or (twice == 0 and quotient % 2 == 1),
        Rounding.HALF_DOWN: twice > 0,
        Rounding.UP: remainder > 0,
        Rounding.DOWN: False,
    }[rounding]
    return -(quotient + up) if number < 0 else quotient + up


def share(money: Money, fraction: Number, *, rounding: Rounding) -> Money:
    """Return `money` times `fraction`, rounded once to the currency's digits.

    Raises `InvalidInput` when `fraction` is a float or no `Rounding` is named.

    >>> from hostbilling.money import payable
    >>> share(payable("100", "EUR"), Fraction(1, 3), rounding=Rounding.HALF_UP).amount
    Decimal('33.33')
    """
    refuse(check_type("rounding", rounding, Rounding))
    checked = exact(money)
    step = smallest_unit(checked)
    product = Fraction(checked.amount) * fraction_of(fraction, "fraction") / Fraction(step)
    return from_units(_whole(product, rounding), step, checked)


def rounded(money: Money, *, rounding: Rounding) -> Money:
    """Return the payable amount that the named rounding gives.

    >>> rounded(exact("1.005", "EUR"), rounding=Rounding.HALF_UP).amount
    Decimal('1.01')
    """
    return share(money, 1, rounding=rounding)

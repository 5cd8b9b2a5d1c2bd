"""Amounts: the one place that adds, multiplies and rounds.

Hosts hold `moneyed.Money`, so it is the amount at every border. It can be changed, accepts NaN and floats,
and computes in the thread's decimal context; therefore amounts enter through two doors that copy and check,
`exact` (a price, any scale) and `payable` (what can be paid: the currency's digits), and nobody else computes
with them. No rounding happens without a `Rounding` being named.
"""

from collections.abc import Iterable, Sequence
from decimal import Context, Decimal, DivisionByZero, Inexact, InvalidOperation, Overflow
from enum import Enum
from fractions import Fraction
from typing import overload

import moneyed
from attrs import frozen
from moneyed import Money

from .currencies import DIGITS
from .errors import Fault, InvalidInput

__all__ = [
    "Amounts", "Money", "Rounding", "add", "allocate", "at_least", "digits_of", "exact", "gross_from_net", "is_negative",
    "is_zero", "least", "negate", "net_from_gross", "payable", "rounded", "share", "split", "subtract", "times", "total",
    "zero",
]  # fmt: skip

# Precise enough that nothing within the bounds below is ever rounded; Inexact proves it.
_EXACT = Context(prec=80, traps=[Inexact, InvalidOperation, DivisionByZero, Overflow])
_MAX_INTEGER_DIGITS = 18
_MAX_SCALE = 18

Number = int | Decimal | Fraction


class Rounding(Enum):
    """What happens to a half or a part of the smallest unit; for negative amounts the mirror image."""

    HALF_UP = "half_up"
    """To the nearest, a half away from zero: what most tax offices mean by rounding."""
    HALF_EVEN = "half_even"
    HALF_DOWN = "half_down"
    UP = "up"
    """Away from zero."""
    DOWN = "down"
    """Towards zero."""


def digits_of(currency: str) -> int:
    """Return how many decimal digits a payable amount of `currency` has (ISO 4217).

    >>> digits_of("EUR"), digits_of("JPY"), digits_of("KWD")
    (2, 0, 3)
    """
    try:
        return DIGITS[currency]
    except (KeyError, TypeError):
        raise InvalidInput(
            Fault("money.currency", "currency", currency, "is not an ISO 4217 currency in use",
                  "pass a three-letter code such as 'EUR'")
        ) from None  # fmt: skip


def _currency(code: object) -> moneyed.Currency:
    text = code.code if isinstance(code, moneyed.Currency) else code
    digits_of(text)  # type: ignore[arg-type]  # refuses anything that is not a known code
    assert isinstance(text, str)
    return moneyed.CURRENCIES.get(text) or moneyed.Currency(text, sub_unit=10 ** DIGITS[text])


def _decimal(value: object) -> Decimal:
    if isinstance(value, float):
        raise _amount_fault("money.float", value, "is a float, which holds no exact amount", "pass text or a Decimal")
    if isinstance(value, bool) or not isinstance(value, (int, str, Decimal)):
        raise _amount_fault("money.type", value, "is no amount", "pass a Decimal, an int or text")
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise _amount_fault("money.text", value, "is not a number", "write it like '10.50'") from None
    if not number.is_finite():
        raise _amount_fault("money.not_finite", value, "is not finite", "pass an amount that can be paid")
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    if number.adjusted() >= _MAX_INTEGER_DIGITS or -exponent > _MAX_SCALE:
        raise _amount_fault("money.size", value, "is larger or finer than any amount",
                            f"keep to {_MAX_INTEGER_DIGITS} digits on each side of the point")  # fmt: skip
    return number


def _amount_fault(code: str, value: object, problem: str, remedy: str) -> InvalidInput:
    return InvalidInput(Fault(code, "amount", value, problem, remedy))


@overload
def exact(amount: Money) -> Money: ...
@overload
def exact(amount: Decimal | int | str, currency: str) -> Money: ...
def exact(amount: Money | Decimal | int | str, currency: str | None = None) -> Money:
    """Return a checked copy of an amount of any scale, such as a unit price.

    `amount` is text, an int, a Decimal (at most 18 digits on each side of the point) or a Money.
    Raises `InvalidInput` for floats, NaN, infinities and unknown currencies.

    >>> exact("0.00125", "EUR").amount
    Decimal('0.00125')
    """
    if isinstance(amount, Money):
        return Money(_decimal(amount.amount), _currency(amount.currency))
    return Money(_decimal(amount), _currency(currency))


@overload
def payable(amount: Money) -> Money: ...
@overload
def payable(amount: Decimal | int | str, currency: str) -> Money: ...
def payable(amount: Money | Decimal | int | str, currency: str | None = None) -> Money:
    """Return a checked copy of an amount that can be paid, printed with the currency's digits.

    Raises `InvalidInput` like `exact`, and when the amount is finer than the currency's smallest unit:
    round it first, with `rounded`.

    >>> payable("10.5", "EUR").amount
    Decimal('10.50')
    """
    money = exact(amount) if isinstance(amount, Money) else exact(amount, currency or "")
    units, rest = divmod(Fraction(money.amount) * 10 ** DIGITS[money.currency.code], 1)
    if rest:
        raise _amount_fault("money.too_fine", money.amount, f"is finer than {money.currency.code} can be paid",
                            "round it with money.rounded(..., rounding=...)")  # fmt: skip
    return _from_units(units, money)


def _from_units(units: int, like: Money) -> Money:
    return Money(Decimal(units).scaleb(-DIGITS[like.currency.code], _EXACT), like.currency)


def zero(currency: str) -> Money:
    """Return the payable amount of nothing."""
    return payable(0, currency)


def is_zero(money: Money) -> bool:
    """Tell whether nothing is owed or owned."""
    return not money.amount


def is_negative(money: Money) -> bool:
    """Tell whether the amount is below zero."""
    return money.amount < 0


def _same_currency(first: Money, other: Money) -> None:
    if first.currency != other.currency:
        raise InvalidInput(
            Fault("money.currency_mismatch", "currency", other.currency.code, f"is not {first.currency.code}",
                  "convert to one currency before calling")
        )  # fmt: skip


def add(first: Money, *others: Money) -> Money:
    """Return the exact sum; raises `InvalidInput` when currencies differ.

    >>> add(exact("0.10", "EUR"), exact("0.2", "EUR")).amount
    Decimal('0.30')
    """
    amount = first.amount
    for other in others:
        _same_currency(first, other)
        amount = _EXACT.add(amount, other.amount)
    return Money(amount, first.currency)


def total(amounts: Iterable[Money], *, currency: str) -> Money:
    """Return the exact sum of any number of amounts, zero of `currency` for none."""
    return add(zero(currency), *amounts)


def subtract(first: Money, other: Money) -> Money:
    """Return `first` less `other`, exactly."""
    return add(first, negate(other))


def negate(money: Money) -> Money:
    """Return the amount with its sign turned."""
    return Money(money.amount.copy_negate() if money.amount else money.amount.copy_abs(), money.currency)


def at_least(money: Money, floor: Money) -> bool:
    """Tell whether `money` is `floor` or more."""
    _same_currency(money, floor)
    return money.amount >= floor.amount


def least(first: Money, other: Money) -> Money:
    """Return the smaller of two amounts."""
    return other if at_least(first, other) else first


def times(money: Money, quantity: int | Decimal) -> Money:
    """Return the exact product with a quantity, unrounded.

    >>> times(exact("0.0125", "EUR"), 30).amount
    Decimal('0.3750')
    """
    return Money(_EXACT.multiply(money.amount, _decimal(quantity)), money.currency)


def _round_ratio(numerator: int, denominator: int, rounding: Rounding) -> int:
    quotient, remainder = divmod(abs(numerator), denominator)
    twice = 2 * remainder
    match rounding:
        case Rounding.HALF_UP:
            up = twice >= denominator
        case Rounding.HALF_EVEN:
            up = twice > denominator or (twice == denominator and quotient % 2 == 1)
        case Rounding.HALF_DOWN:
            up = twice > denominator
        case Rounding.UP:
            up = remainder > 0
        case Rounding.DOWN:
            up = False
    rounded_up = quotient + up
    return -rounded_up if numerator < 0 else rounded_up


def share(money: Money, fraction: Fraction | Decimal | int, *, rounding: Rounding) -> Money:
    """Return `money` times `fraction`, rounded once to the currency's digits.

    >>> share(payable("100", "EUR"), Fraction(1, 3), rounding=Rounding.HALF_UP).amount
    Decimal('33.33')
    """
    unit = 10 ** DIGITS[money.currency.code]
    product = Fraction(money.amount) * Fraction(fraction) * unit
    return _from_units(_round_ratio(product.numerator, product.denominator, rounding), money)


def rounded(money: Money, *, rounding: Rounding) -> Money:
    """Return the nearest payable amount by the named rounding.

    >>> rounded(exact("1.005", "EUR"), rounding=Rounding.HALF_UP).amount
    Decimal('1.01')
    """
    return share(money, 1, rounding=rounding)


def allocate(money: Money, weights: Sequence[int | Decimal | Fraction]) -> tuple[Money, ...]:
    """Return payable shares in proportion to `weights` that add up to `money` exactly.

    Largest remainder: every share is cut to the smallest unit, then the units left go one each to the
    largest remainders, ties to the earlier position. A negative amount is shared as its mirror image.
    `money` must be payable; weights are zero or more and not all zero.

    >>> [str(part.amount) for part in allocate(payable("100", "EUR"), [1, 2, 3])]
    ['16.67', '33.33', '50.00']
    """
    fractions = [Fraction(weight) for weight in weights]
    whole = sum(fractions)
    if whole <= 0 or min(fractions) < 0:
        raise InvalidInput(
            Fault("money.weights", "weights", tuple(weights), "must be zero or more and not all zero", "pass at least one positive weight")
        )  # fmt: skip
    units = int(payable(money).amount.scaleb(DIGITS[money.currency.code], _EXACT))
    exact_shares = [abs(units) * weight / whole for weight in fractions]
    shares = [int(part) for part in exact_shares]
    by_remainder = sorted(range(len(shares)), key=lambda i: (shares[i] - exact_shares[i], i))
    for i in by_remainder[: abs(units) - sum(shares)]:
        shares[i] += 1
    sign = -1 if units < 0 else 1
    return tuple(_from_units(sign * part, money) for part in shares)


def split(money: Money, into: int) -> tuple[Money, ...]:
    """Return `into` payable shares as equal as can be, the larger ones first, adding up to `money`."""
    return allocate(money, [1] * into)


@frozen(kw_only=True)
class Amounts:
    """Net, VAT and gross of one supply; gross is always net plus VAT."""

    net: Money
    vat: Money
    gross: Money


def gross_from_net(net: Money, *, rate: Decimal, rounding: Rounding) -> Amounts:
    """Return VAT at `rate` percent on a payable net amount.

    >>> gross_from_net(payable("10", "EUR"), rate=Decimal("23"), rounding=Rounding.HALF_UP).gross.amount
    Decimal('12.30')
    """
    base = payable(net)
    vat = share(base, Fraction(_decimal(rate)) / 100, rounding=rounding)
    return Amounts(net=base, vat=vat, gross=add(base, vat))


def net_from_gross(gross: Money, *, rate: Decimal, rounding: Rounding) -> Amounts:
    """Return the net and VAT contained in a payable gross amount at `rate` percent.

    The net is rounded and the VAT is the rest, so that the customer pays exactly `gross`.

    >>> net_from_gross(payable("12.30", "EUR"), rate=Decimal("23"), rounding=Rounding.HALF_UP).net.amount
    Decimal('10.00')
    """
    whole = payable(gross)
    net = share(whole, 100 / (100 + Fraction(_decimal(rate))), rounding=rounding)
    return Amounts(net=net, vat=subtract(whole, net), gross=whole)

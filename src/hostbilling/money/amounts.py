"""The doors for amounts, and exact arithmetic behind them.

Every function takes any Money and passes it through a door first; for an amount of ours that costs nothing.
"""

from collections.abc import Iterable
from decimal import Context, Decimal, DivisionByZero, Inexact, InvalidOperation, Overflow
from functools import cache
from typing import Final, NoReturn, overload

import moneyed
from moneyed import Money

from ..currencies import DIGITS
from ..errors import Fault, InvalidInput

# Precise enough that nothing within the bounds below is ever rounded; Inexact proves it. The host's own context is
# neither read nor touched: it may round up at three digits.
EXACT: Final = Context(prec=80, traps=[Inexact, InvalidOperation, DivisionByZero, Overflow])
MAX_INTEGER_DIGITS: Final = 18
MAX_SCALE: Final = 18


class _Amount(Money):
    """A Money that came through a door: checked, and closed to change.

    The host's own arithmetic on it gives such an amount again, or is refused.
    """

    def __init__(self, amount: object, currency: object) -> None:
        self.__dict__.update(amount=decimal_of(amount, "amount"), currency=_currency(currency))

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{name} of {self!r} cannot be changed; make another with money.exact or money.payable")

    def __delattr__(self, name: str) -> NoReturn:
        self.__setattr__(name, None)

    def __reduce__(self) -> tuple[object, ...]:
        return exact, (self.amount, self.currency.code)

    def __str__(self) -> str:
        # Money's own words follow the locale of the process.
        return f"{self.amount:f} {self.currency.code}"


def _amount(number: Decimal, currency: moneyed.Currency) -> Money:
    """Return an amount of parts that were checked before, without checking them again."""
    money = _Amount.__new__(_Amount)
    money.__dict__.update(amount=number, currency=currency)
    return money


def digits_of(currency: str) -> int:
    """Return how many decimal digits a payable amount of `currency` has (ISO 4217).

    >>> digits_of("EUR"), digits_of("JPY"), digits_of("KWD")
    (2, 0, 3)
    """
    return DIGITS[_known(currency)]


def _known(code: object) -> str:
    if isinstance(code, str) and code in DIGITS:
        return code
    raise _fault("money.currency", "currency", code, "is not an ISO 4217 currency in use",
                 "pass a three-letter code such as 'EUR'")  # fmt: skip


def _currency(named: object) -> moneyed.Currency:
    code = _known(named.code if isinstance(named, moneyed.Currency) else named)
    # moneyed 3.0 does not know the youngest codes.
    return moneyed.CURRENCIES.get(code) or moneyed.Currency(code, sub_unit=10 ** DIGITS[code])


def decimal_of(value: object, field: str) -> Decimal:
    """Return a finite decimal number within the bounds of an amount, written without an exponent."""
    if isinstance(value, float):
        raise _fault("money.float", field, value, "is a float, which holds no exact amount", "pass text or a Decimal")
    if isinstance(value, bool) or not isinstance(value, (int, str, Decimal)):
        raise _fault("money.type", field, value, "is no amount", "pass a Decimal, an int or text")
    try:
        # The context decides here only that text which is no number is an error.
        return bounded(Decimal(value, EXACT), field)
    except InvalidOperation:
        raise _fault("money.text", field, value, "is not a number", "write it like '10.50'") from None


def bounded(number: Decimal, field: str = "amount") -> Decimal:
    """Return the number as an amount may hold it: finite, within bounds, no exponent above zero, no negative zero."""
    if not number.is_finite():
        raise _fault("money.not_finite", field, number, "is not finite", "pass an amount that can be paid")
    exponent = int(number.as_tuple().exponent)
    if number.adjusted() >= MAX_INTEGER_DIGITS or -exponent > MAX_SCALE:
        raise _too_large(number, field)
    return Decimal(int(number)) if exponent > 0 else number or number.copy_abs()


def _sized(number: Decimal) -> Decimal:
    """Return a sum of amounts, which is no finer than they are, if it is not too large."""
    if number.adjusted() >= MAX_INTEGER_DIGITS:
        raise _too_large(number, "amount")
    return number or number.copy_abs()


def _too_large(number: Decimal, field: str) -> InvalidInput:
    return _fault("money.size", field, number, "is larger or finer than any amount",
                  f"keep to {MAX_INTEGER_DIGITS} digits on each side of the point")  # fmt: skip


def _fault(code: str, field: str, value: object, problem: str, remedy: str) -> InvalidInput:
    return InvalidInput(Fault(code, field, value, problem, remedy))


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
    return _through_the_door(amount, currency)


def _through_the_door(amount: Money | Decimal | int | str, currency: str | None) -> Money:
    if not isinstance(amount, Money):
        return _Amount(amount, currency)
    if currency is not None:
        _same_currency(currency, amount.currency.code)
    return amount if isinstance(amount, _Amount) else _Amount(amount.amount, amount.currency)


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
    money = _through_the_door(amount, currency)
    step = smallest_unit(money)
    if money.amount.same_quantum(step):
        return money
    units, rest = EXACT.divmod(money.amount, step)
    if rest:
        raise _fault("money.too_fine", "amount", money.amount, f"is finer than {money.currency.code} can be paid",
                     "round it with money.rounded(..., rounding=...)")  # fmt: skip
    return from_units(int(units), step, money)


def as_payable(value: Money) -> Money:
    """Convert the value of a field: `payable` of Money; what is none stays, for the check of the field to name it."""
    return payable(value) if isinstance(value, Money) else value  # pyright: ignore[reportUnnecessaryIsInstance]


@cache
def _ten_to_minus(digits: int) -> Decimal:
    return Decimal((0, (1,), -digits))


def smallest_unit(money: Money) -> Decimal:
    """Return the smallest amount that can be paid in the currency, such as 0.01."""
    return _ten_to_minus(DIGITS[money.currency.code])


def units_in_one(money: Money) -> int:
    """Return how many smallest units make one of the currency, such as 100."""
    units: int = 10 ** DIGITS[money.currency.code]
    return units


def from_units(units: int, step: Decimal, like: Money) -> Money:
    """Return so many times `step`, in the currency of `like`."""
    return _amount(_sized(_product(Decimal(units), step)), like.currency)


def _product(one: Decimal, other: Decimal) -> Decimal:
    try:
        return EXACT.multiply(one, other)
    except Inexact:
        raise _too_large(one, "amount") from None


def zero(currency: str) -> Money:
    """Return the payable amount of nothing."""
    return payable(0, currency)


def is_zero(money: Money) -> bool:
    """Tell whether nothing is owed or owned."""
    return not exact(money).amount


def is_negative(money: Money) -> bool:
    """Tell whether the amount is below zero."""
    return exact(money).amount < 0


def _same_currency(wanted: str, found: str) -> None:
    if wanted != found:
        raise _fault("money.currency_mismatch", "currency", found, f"is not {wanted}", "convert to one currency before")


def add(first: Money, *others: Money) -> Money:
    """Return the exact sum; raises `InvalidInput` when currencies differ.

    >>> add(exact("0.10", "EUR"), exact("0.2", "EUR")).amount
    Decimal('0.30')
    """
    checked = exact(first)
    amount = checked.amount
    for other in map(exact, others):
        _same_currency(checked.currency.code, other.currency.code)
        amount = EXACT.add(amount, other.amount)
    return _amount(_sized(amount), checked.currency)


def total(amounts: Iterable[Money], *, currency: str) -> Money:
    """Return the exact sum of any number of amounts, zero of `currency` for none.

    >>> total([], currency="JPY").amount
    Decimal('0')
    """
    return add(zero(currency), *amounts)


def subtract(first: Money, other: Money) -> Money:
    """Return `first` less `other`, exactly.

    >>> subtract(exact("1", "EUR"), exact("1.5", "EUR")).amount
    Decimal('-0.5')
    """
    return add(first, negate(other))


def negate(money: Money) -> Money:
    """Return the amount with its sign turned; nothing has no sign.

    >>> negate(exact("1.50", "EUR")).amount, negate(zero("EUR")).amount
    (Decimal('-1.50'), Decimal('0.00'))
    """
    checked = exact(money)
    return _amount(_sized(checked.amount.copy_negate()), checked.currency)


def at_least(money: Money, floor: Money) -> bool:
    """Tell whether `money` is `floor` or more; raises `InvalidInput` when currencies differ."""
    checked, limit = exact(money), exact(floor)
    _same_currency(checked.currency.code, limit.currency.code)
    return checked.amount >= limit.amount


def least(first: Money, *others: Money) -> Money:
    """Return the smallest amount, the first of equal ones.

    >>> least(exact("2", "EUR"), exact("1.5", "EUR"), exact("3", "EUR")).amount
    Decimal('1.5')
    """
    found = exact(first)
    for other in map(exact, others):
        found = found if at_least(other, found) else other
    return found


def greatest(first: Money, *others: Money) -> Money:
    """Return the largest amount, the first of equal ones.

    >>> greatest(exact("-2", "EUR"), zero("EUR")).amount
    Decimal('0.00')
    """
    found = exact(first)
    for other in map(exact, others):
        found = found if at_least(found, other) else other
    return found


def times(money: Money, quantity: int | Decimal) -> Money:
    """Return the exact product with a quantity, unrounded.

    >>> times(exact("0.0125", "EUR"), 30).amount
    Decimal('0.3750')
    """
    checked = exact(money)
    return _amount(bounded(_product(checked.amount, decimal_of(quantity, "quantity"))), checked.currency)

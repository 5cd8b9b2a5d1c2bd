"""The ways to pay that are offered at the end of an order: a function of the order, never a list on its own.

What a method can do is data of the seller's; what is asked for here is the smallest picture of the order.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from enum import Enum

from attrs import field, frozen
from attrs.converters import optional

from ..decision import Reason, ReasonCode
from ..demands import Instrument
from ..errors import (
    Fault,
    check_count,
    check_date,
    check_declared,
    check_text,
    check_type,
    check_unique,
    each_of,
    listed,
    refuse,
)
from ..money import Money, as_payable, at_least, is_negative, is_zero, zero
from ..parties import country_code
from .limits import check_limits


class MethodKind(Enum):
    """How money comes."""

    CARD = "card"
    PAYPAL = "paypal"
    TRANSFER = "transfer"
    """A bank transfer against the reference of the call."""
    DIRECT_DEBIT = "direct_debit"
    """Collected under a mandate, so also for what renews by itself."""
    WALLET = "wallet"
    """Credit that was paid in before."""


# What is no list stays as it is, for the check that names its field.


def _currencies(codes: Iterable[str]) -> frozenset[str]:
    found = listed(codes)
    return frozenset(zero(each).currency.code for each in found) if isinstance(found, tuple) else found  # pyright: ignore[reportUnnecessaryIsInstance]


def _countries(codes: Iterable[str]) -> frozenset[str]:
    found = listed(codes)
    return frozenset(map(country_code, found)) if isinstance(found, tuple) else found  # pyright: ignore[reportUnnecessaryIsInstance]


@frozen(kw_only=True)
class Method:
    """A way to pay that the seller offers, and for which orders.

    `currencies` and `countries` of the customer are empty where any will do. `least` and `most` bound an amount in
    their own currency, each included. `days` is how long the money takes: it must come before the order is due; for
    what is late already no method is too slow.
    """

    id: str
    kind: MethodKind
    currencies: frozenset[str] = field(default=frozenset(), converter=_currencies)
    countries: frozenset[str] = field(default=frozenset(), converter=_countries)
    least: Money | None = field(default=None, converter=optional(as_payable))
    most: Money | None = field(default=None, converter=optional(as_payable))
    days: int = 0
    businesses_only: bool = False

    def __attrs_post_init__(self) -> None:
        refuse(
            *check_declared("method", self),
            check_text("method.id", self.id),
            check_count("method.days", self.days),
        )
        refuse(check_limits("method", self.least, self.most))


@frozen(kw_only=True)
class ToPay:
    """What is to be paid, by whom and until when.

    `tacit` tells that something in the order renews by itself, so that the method must be chargeable again; `top_up`
    that it fills the wallet. `spendable` is what the wallet can pay on the day.
    """

    amount: Money = field(converter=as_payable)
    country: str = field(converter=country_code)
    due_on: date
    is_business: bool = False
    tacit: bool = False
    top_up: bool = False
    spendable: Money | None = field(default=None, converter=optional(as_payable))
    instruments: tuple[Instrument, ...] = field(default=(), converter=listed)

    def __attrs_post_init__(self) -> None:
        refuse(*check_declared("to_pay", self))
        refuse(
            Fault("to_pay.amount", "to_pay.amount", str(self.amount), "is below zero", "pass what is to be paid")
            if is_negative(self.amount)
            else None,
            Fault("to_pay.spendable", "to_pay.spendable", str(self.spendable), f"is not in {self.amount.currency.code}",
                  "pass what the wallet of that currency can pay, or leave it out")
            if self.spendable is not None and self.spendable.currency != self.amount.currency
            else None,
        )  # fmt: skip


@frozen(kw_only=True)
class Offered:
    """A method with the instruments on file that it could use, or why it is not offered."""

    method: Method
    instruments: tuple[Instrument, ...] = ()
    against: tuple[Reason, ...] = ()

    @property
    def is_offered(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.against


CURRENCY = ReasonCode("method.currency", "{method} does not take {currency}.")
COUNTRY = ReasonCode("method.country", "{method} is not for customers in {country}.")
TOO_LITTLE = ReasonCode("method.too_little", "{method} takes {least} or more, not {amount}.")
TOO_MUCH = ReasonCode("method.too_much", "{method} takes {most} at most, not {amount}.")
TOO_SLOW = ReasonCode("method.too_slow", "{method} takes {days} days, and it is due on {due}.")
BUSINESSES = ReasonCode("method.businesses", "{method} is for businesses only.")
NOT_AGAIN = ReasonCode("method.not_again", "{method} cannot be charged again by itself, as tacit renewal needs.")
WALLET_SHORT = ReasonCode("method.wallet_short", "The wallet holds {held} of {amount}.")
WALLET_TOP_UP = ReasonCode("method.wallet_top_up", "The wallet cannot be filled from itself.")
NOTHING_TO_PAY = ReasonCode("method.nothing_to_pay", "There is nothing to pay.")

_CHARGED_AGAIN: Collection[MethodKind] = frozenset({MethodKind.CARD, MethodKind.PAYPAL, MethodKind.DIRECT_DEBIT})


def methods(order: ToPay, offered: Iterable[Method], *, on: date) -> tuple[Offered, ...]:
    """Return each method in the order given, offered for what is to be paid or with every reason against it.

    Raises `InvalidInput` for two methods of one id.

    >>> from hostbilling.money import payable
    >>> ways = [Method(id="card", kind=MethodKind.CARD), Method(id="wire", kind=MethodKind.TRANSFER, days=3)]
    >>> order = ToPay(amount=payable("12", "EUR"), country="SK", due_on=date(2026, 4, 2))
    >>> [(each.method.id, each.is_offered) for each in methods(order, ways, on=date(2026, 4, 1))]
    [('card', True), ('wire', False)]
    """
    refuse(check_type("order", order, ToPay), check_date("on", on))
    ways = each_of("offered", offered, Method)
    refuse(check_unique("offered", [each.id for each in ways]))
    return tuple(_offered(method, order, on=on) for method in ways)


def _offered(method: Method, order: ToPay, *, on: date) -> Offered:
    against = tuple(_against(method, order, on=on))
    usable = tuple(each for each in order.instruments if each.method == method.id and each.usable(on))
    return Offered(method=method, instruments=() if against else usable, against=against)


def _against(method: Method, order: ToPay, *, on: date) -> Iterator[Reason]:
    if is_zero(order.amount):
        yield NOTHING_TO_PAY()
        return
    name, currency = method.id, order.amount.currency.code
    if method.currencies and currency not in method.currencies:
        yield CURRENCY(method=name, currency=currency)
    if method.countries and order.country not in method.countries:
        yield COUNTRY(method=name, country=order.country)
    yield from _bounds(method, order)
    if 0 <= (order.due_on - on).days < method.days:
        yield TOO_SLOW(method=name, days=method.days, due=order.due_on)
    if method.businesses_only and not order.is_business:
        yield BUSINESSES(method=name)
    if order.tacit and method.kind not in _CHARGED_AGAIN:
        yield NOT_AGAIN(method=name)
    if method.kind is MethodKind.WALLET:
        yield from _wallet(order)


def _bounds(method: Method, order: ToPay) -> Iterator[Reason]:
    currency = order.amount.currency
    if method.least is not None and method.least.currency == currency and not at_least(order.amount, method.least):
        yield TOO_LITTLE(method=method.id, least=method.least, amount=order.amount)
    if method.most is not None and method.most.currency == currency and not at_least(method.most, order.amount):
        yield TOO_MUCH(method=method.id, most=method.most, amount=order.amount)


def _wallet(order: ToPay) -> Iterator[Reason]:
    if order.top_up:
        yield WALLET_TOP_UP()
    elif order.spendable is None or not at_least(order.spendable, order.amount):
        held = "nothing" if order.spendable is None else str(order.spendable)
        yield WALLET_SHORT(held=held, amount=order.amount)

"""The amounts of a decided supply, and its VAT in the currency of a member state.

Law: Directive 2006/112/EC, articles 73, 78, 91(2), 230 and 369h. Rounding is national as long as it stays neutral
(Court of Justice C-484/06, C-302/07), so it is named by the caller; nothing is rounded to whole units.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from attrs import field, frozen

from ..decision import Reason, ReasonCode
from ..errors import Fault, InvalidInput, check_date, check_text, check_type, each_of, refuse
from ..money import (
    Amounts,
    Money,
    Rounding,
    add,
    digits_of,
    gross_from_net,
    net_from_gross,
    payable,
    share,
    subtract,
    total,
    zero,
)
from . import reasons as why
from .checks import check_currency, check_number, tidy_number
from .currencies import national_currency
from .model import Undetermined, VatDecision


class RoundingUnit(Enum):
    """Where VAT is rounded."""

    PER_DOCUMENT = "per_document"
    """Once for all lines of one treatment and rate, as EN 16931 wants it (BR-CO-17)."""
    PER_LINE = "per_line"


@frozen(kw_only=True)
class ExchangeRate:
    """One `base` costs `price` of `quote`, as `source` published it on that day.

    >>> ExchangeRate(quote="USD", price="1.0850", on=date(2026, 11, 20), source="ECB").base
    'EUR'
    """

    base: str = "EUR"
    quote: str
    price: Decimal = field(converter=tidy_number)
    on: date
    source: str

    def other(self, currency: str) -> str:
        """Return the currency at the other end."""
        return self.quote if currency == self.base else self.base

    def __attrs_post_init__(self) -> None:
        refuse(
            check_currency("exchange.base", self.base),
            check_currency("exchange.quote", self.quote),
            check_number("exchange.price", self.price) or _check_price(self.price),
            check_date("exchange.on", self.on),
            check_text("exchange.source", self.source),
        )


def _check_price(price: Decimal) -> Fault | None:
    if price > 0:
        return None
    return Fault("exchange.price", "exchange.price", price, "is no price", "give a number above zero")


def compute(
    decision: VatDecision, *, net: Money | None = None, gross: Money | None = None, rounding: Rounding
) -> Amounts:
    """Return net, VAT and gross of a supply from its net or its gross amount, never both.

    Where no rate applies the VAT is nothing, and net equals gross. Raises `InvalidInput` when neither or both are given
    or an amount cannot be paid.

    >>> from hostbilling.money import payable
    >>> from hostbilling.vat import Buyer, CustomerKind, SellerVat, Supply, SupplyKind, determine
    >>> decision = determine(
    ...     Supply(kind=SupplyKind.HUMAN_REMOTE), seller=SellerVat(country="SK"),
    ...     customer=Buyer(kind=CustomerKind.CONSUMER, country="SK"), tax_point=date(2026, 1, 5),
    ... )
    >>> compute(decision, net=payable("10", "EUR"), rounding=Rounding.HALF_UP).gross.amount
    Decimal('12.30')
    """
    refuse(
        check_decided("decision", decision),
        check_type("net", net, Money) if net is not None else None,
        check_type("gross", gross, Money) if gross is not None else None,
    )
    if net is not None and gross is None:
        if decision.rate is not None:
            return gross_from_net(net, rate=decision.rate, rounding=rounding)
        return Amounts(net=net, vat=zero(net.currency.code), gross=net)
    if gross is not None and net is None:
        if decision.rate is not None:
            return net_from_gross(gross, rate=decision.rate, rounding=rounding)
        return Amounts(net=gross, vat=zero(gross.currency.code), gross=gross)
    raise InvalidInput(Fault("vat.amount", "net", net, "or gross is needed, one of them", "pass exactly one"))


def check_decided(field: str, decision: object) -> Fault | None:
    """Fault unless something was decided."""
    if isinstance(decision, VatDecision):
        return None
    found = decision.problem if isinstance(decision, Undetermined) else decision
    return Fault("vat.undecided", field, found, "is no VatDecision", "settle what is missing and determine again")


def compute_lines(
    decision: VatDecision, nets: Sequence[Money], *, rounding: Rounding, unit: RoundingUnit = RoundingUnit.PER_DOCUMENT
) -> Amounts:
    """Return the total of payable net lines that share one decision, with VAT rounded once or line by line.

    Raises `InvalidInput` when there is no line or the currencies differ.
    """
    refuse(check_type("unit", unit, RoundingUnit))
    nets = each_of("nets", nets, Money)
    if not nets:
        raise InvalidInput(Fault("vat.lines", "nets", nets, "is empty", "pass at least one line"))
    currency = nets[0].currency.code
    if unit is RoundingUnit.PER_DOCUMENT:
        return compute(decision, net=total(nets, currency=currency), rounding=rounding)
    lines = [compute(decision, net=net, rounding=rounding) for net in nets]
    return Amounts(
        net=total([line.net for line in lines], currency=currency),
        vat=total([line.vat for line in lines], currency=currency),
        gross=total([line.gross for line in lines], currency=currency),
    )


def is_reachable(gross: Money, *, rate: Decimal, rounding: Rounding) -> bool:
    """Tell whether some payable net and its rounded VAT add up to `gross`.

    At 23 % no net gives 0.03: such a gross price has its VAT by subtraction only, and a host may want to change it.

    >>> is_reachable(payable("0.05", "EUR"), rate=Decimal(23), rounding=Rounding.HALF_UP)
    True
    >>> is_reachable(payable("0.03", "EUR"), rate=Decimal(23), rounding=Rounding.HALF_UP)
    False
    """
    net = net_from_gross(gross, rate=rate, rounding=rounding).net
    cent = payable(Decimal(1).scaleb(-digits_of(net.currency.code)), net.currency.code)
    return any(
        gross_from_net(near, rate=rate, rounding=rounding).gross == payable(gross)
        for near in (subtract(net, cent), net, add(net, cent))
    )


def convert(amount: Money, *, to: str, rates: Sequence[ExchangeRate], rounding: Rounding) -> Money:
    """Return `amount` in another currency, rounded once at the end.

    `rates` may be all of a day, each good for either direction: the first that joins the two currencies is used, or two
    that join them through a third, such as the euro; none where the amount is in that currency already.
    Raises `InvalidInput` when they do not lead to `to`.

    >>> ecb = ExchangeRate(quote="USD", price="1.0850", on=date(2026, 11, 20), source="ECB")
    >>> convert(payable("20", "USD"), to="EUR", rates=[ecb], rounding=Rounding.HALF_UP).amount
    Decimal('18.43')
    """
    refuse(
        check_type("amount", amount, Money),
        check_currency("to", to),
    )
    rates = each_of("rates", rates, ExchangeRate)
    currency, factor = amount.currency.code, Fraction(1)
    for rate in _steps(currency, to, rates):
        forth = rate.base == currency
        currency = rate.other(currency)
        factor = factor * Fraction(rate.price) if forth else factor / Fraction(rate.price)
    if currency != to:
        raise InvalidInput(
            Fault(
                "exchange.path", "rates", tuple(rates), f"lead to {currency}, not to {to}", "give a rate for each step"
            )
        )
    return share(payable(1, to), Fraction(amount.amount) * factor, rounding=rounding)


def _steps(currency: str, to: str, rates: Sequence[ExchangeRate]) -> list[ExchangeRate]:
    """The rates that lead from one currency to another, none where nothing has to be or can be done."""
    begins = [rate for rate in rates if currency in (rate.base, rate.quote) and currency != to]
    ends = [rate for rate in rates if to in (rate.base, rate.quote)]
    direct = [[first] for first in begins if first in ends]
    crossing = ([first, last] for first in begins for last in ends if last.other(to) == first.other(currency))
    found: list[ExchangeRate] = []
    return next(iter([*direct, *crossing]), found)


@frozen(kw_only=True)
class Stated:
    """VAT in the currency somebody else wants it in, and why at that rate."""

    amount: Money
    reason: Reason


def in_national_currency(
    vat: Money, *, state: str, on: date, rates: Sequence[ExchangeRate], rounding: Rounding
) -> Stated:
    """Return the VAT as the member state wants it on the invoice (article 230).

    `rates` are those of the day the VAT became chargeable, of the state's central bank or the ECB (article 91(2)).
    Raises `InvalidInput` when they do not lead to its currency.
    """
    currency = national_currency(state, on=on)
    return _stated(why.IN_NATIONAL_CURRENCY, vat, convert(vat, to=currency, rates=rates, rounding=rounding), rates)


def in_return_currency(vat: Money, *, to: str = "EUR", rates: Sequence[ExchangeRate], rounding: Rounding) -> Stated:
    """Return the VAT as the One-Stop-Shop return takes it, at the ECB rates of the last day of the quarter."""
    return _stated(why.IN_RETURN_CURRENCY, vat, convert(vat, to=to, rates=rates, rounding=rounding), rates)


def _stated(code: ReasonCode, vat: Money, amount: Money, rates: Sequence[ExchangeRate]) -> Stated:
    currency = amount.currency.code
    steps = _steps(vat.currency.code, currency, rates)
    if not steps:
        return Stated(amount=amount, reason=why.SAME_CURRENCY(currency=currency))
    source = ", ".join(sorted({rate.source for rate in steps}))
    on = ", ".join(sorted({str(rate.on) for rate in steps}))
    return Stated(amount=amount, reason=code(currency=currency, source=source, on=on))

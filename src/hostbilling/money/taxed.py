"""Net, VAT and gross of one supply: gross is always net plus VAT, whichever of them was agreed."""

from decimal import Decimal
from fractions import Fraction

from attrs import field, frozen
from moneyed import Money

from ..errors import Fault, InvalidInput
from .amounts import EXACT, add, decimal_of, payable, subtract
from .rounding import Rounding, share


def _payable(money: Money) -> Money:
    return payable(money)


@frozen(kw_only=True)
class Amounts:
    """Net, VAT and gross of one supply, payable; raises `InvalidInput` when gross is not net plus VAT."""

    net: Money = field(converter=_payable)
    vat: Money = field(converter=_payable)
    gross: Money = field(converter=_payable)

    def __attrs_post_init__(self) -> None:
        expected = add(self.net, self.vat)
        if self.gross != expected:
            raise InvalidInput(
                Fault("money.gross", "gross", str(self.gross), f"is not net plus VAT, {expected}",
                      "compute it with money.gross_from_net or money.net_from_gross")
            )  # fmt: skip


def _part(rate: Decimal) -> Decimal:
    percent = decimal_of(rate, "rate")
    if not 0 <= percent <= 100:  # noqa: PLR2004  # percent
        raise InvalidInput(
            Fault("money.rate", "rate", rate, "is no percentage", "pass 0 to 100, such as Decimal('20')")
        )
    return EXACT.scaleb(percent, -2)


def gross_from_net(net: Money, *, rate: Decimal, rounding: Rounding) -> Amounts:
    """Return VAT at `rate` percent on a payable net amount.

    >>> gross_from_net(payable("10", "EUR"), rate=Decimal("23"), rounding=Rounding.HALF_UP).gross.amount
    Decimal('12.30')
    """
    base = payable(net)
    vat = share(base, _part(rate), rounding=rounding)
    return Amounts(net=base, vat=vat, gross=add(base, vat))


def net_from_gross(gross: Money, *, rate: Decimal, rounding: Rounding) -> Amounts:
    """Return the net and VAT contained in a payable gross amount at `rate` percent.

    The net is rounded and the VAT is the rest, so that the customer pays exactly `gross`.

    >>> net_from_gross(payable("12.30", "EUR"), rate=Decimal("23"), rounding=Rounding.HALF_UP).net.amount
    Decimal('10.00')
    """
    whole = payable(gross)
    net = share(whole, 1 / (1 + Fraction(_part(rate))), rounding=rounding)
    return Amounts(net=net, vat=subtract(whole, net), gross=whole)

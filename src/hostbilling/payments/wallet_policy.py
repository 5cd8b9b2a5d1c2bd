"""What a seller lets a wallet do: what its money is for VAT, how much there may be, how long, and what it pays."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from attrs import field, frozen
from attrs.converters import optional

from ..decision import Reason, ReasonCode
from ..errors import check_date, check_declared, check_type, listed, refuse
from ..money import Money, add, as_payable, at_least, is_negative, payable
from ..periods import Term, advance
from .covering import Cover
from .limits import check_limits, check_not_negative
from .lots import DEFAULT_ORDER, By, Origin, Terms
from .topping_up import VatRegime
from .wallet import Wallet

TOO_LITTLE = ReasonCode("wallet.too_little", "A top-up is {least} or more, not {amount}.")
TOO_MUCH = ReasonCode("wallet.too_much", "The wallet holds {held} of at most {most}: {amount} more do not fit.")
OWED = ReasonCode("wallet.owed", "The wallet stands at {held}: what comes in settles that first.")


@frozen(kw_only=True)
class WalletPolicy:
    """The rules of a wallet in one currency; `regime` has to be chosen, as no general answer is right (see `top_up`).

    `least` is the smallest top-up, `most` what the wallet may hold after one, each included. Money paid in can be spent
    for `lasts`, None for ever, and is paid out on request unless `refundable` is false. With `covers` PARTIAL the
    wallet pays a part of a call; it then leaves at least `residual` to be paid, as no card can be charged a few cents.
    `order` says which money it spends first.
    """

    regime: VatRegime
    least: Money | None = field(default=None, converter=optional(as_payable))
    most: Money | None = field(default=None, converter=optional(as_payable))
    lasts: Term | None = None
    refundable: bool = True
    covers: Cover = Cover.FULL_ONLY
    residual: Money | None = field(default=None, converter=optional(as_payable))
    order: tuple[By, ...] = field(default=DEFAULT_ORDER, converter=listed)

    def __attrs_post_init__(self) -> None:
        refuse(*check_declared("wallet_policy", self))
        refuse(
            check_limits("wallet_policy", self.least, self.most),
            check_not_negative("wallet_policy.residual", self.residual),
        )

    def terms(self, on: date, *, rate: Decimal | None = None) -> Terms:
        """Return what holds for money paid in on a day; `rate` is that of its `top_up`, where it is taxed at once.

        >>> policy = WalletPolicy(regime=VatRegime.DEPOSIT, lasts=Term.years(2))
        >>> str(policy.terms(date(2026, 3, 1)).expires_on)
        '2028-03-01'
        """
        refuse(check_date("on", on))
        expires_on = None if self.lasts is None else advance(on, self.lasts)
        return Terms(origin=Origin.PAID, regime=self.regime, rate=rate, expires_on=expires_on, kept=not self.refundable)

    def against(self, wallet: Wallet, amount: Money) -> tuple[Reason, ...]:
        """Return what speaks against offering a top-up; money that came all the same is never refused."""
        refuse(check_type("wallet", wallet, Wallet))
        return tuple(self._against(wallet, amount=payable(amount), after=add(wallet.balance, amount)))

    def _against(self, wallet: Wallet, *, amount: Money, after: Money) -> Iterator[Reason]:
        if self.least is not None and not at_least(amount, self.least):
            yield TOO_LITTLE(least=self.least, amount=amount)
        if self.most is not None and not at_least(self.most, after):
            yield TOO_MUCH(held=wallet.balance, most=self.most, amount=amount)

    def notes(self, wallet: Wallet) -> tuple[Reason, ...]:
        """Return what the customer should know before topping up."""
        refuse(check_type("wallet", wallet, Wallet))
        return (OWED(held=wallet.balance),) if is_negative(wallet.balance) else ()

"""What expires in the wallet, and the next call it pays."""

from collections.abc import Iterator
from datetime import date

from ...decision import ReasonCode
from ...demands import Demand
from ...money import Money, at_least, is_negative, is_zero, least, subtract, zero
from ...payments import DEFAULT_ORDER, Cover
from ..account import Account
from ..book import Book
from ..steps import ApplyWallet, ExpireLot, Step

WALLET_FILLS = ReasonCode("lifecycle.wallet_fills", "The wallet holds {balance} and {demand} misses {missing}.")
LOT_EXPIRES = ReasonCode("lifecycle.lot_expires", "{amount} could be spent until {until}.")


def expiries(account: Account, *, on: date) -> Iterator[Step]:
    """Yield the lots whose last day has passed."""
    for lot in account.wallet.lots:
        if lot.expired(on):
            said = LOT_EXPIRES(amount=lot.left, until=lot.terms.expires_on)
            yield ExpireLot(key=f"{lot.id}/expired", on=on, lot_id=lot.id, reasons=(said,))


def applications(account: Account, book: Book, *, on: date) -> Iterator[Step]:
    """Yield the next call the wallet can complete, or by policy pay a part of: that which is due first.

    The order in which the facts of one night were recorded decides nothing.
    """
    balance = account.spendable(on)
    for demand in sorted(account.demands, key=lambda each: (each.due_on, each.id)):
        amount = payable_now(demand, account, book, on=on)
        if not is_zero(amount):
            paid_before = sum(demand_id == demand.id for _, demand_id in account.put_to)
            again = f"/{paid_before}" if paid_before else ""
            yield ApplyWallet(
                key=f"{demand.id}/wallet/{demand.document}{again}",
                on=on,
                demand_id=demand.id,
                amount=amount,
                order=DEFAULT_ORDER if book.wallet is None else book.wallet.order,
                reasons=(WALLET_FILLS(balance=balance.amount, demand=demand.id, missing=demand.missing.amount),),
            )
            return  # one a round: the next plan sees what is left


def payable_now(demand: Demand, account: Account, book: Book, *, on: date) -> Money:
    """Return what the wallet pays of a demand once it was issued, as far as no law of renewal stands against it.

    That is all of it, or by policy a part that leaves enough to be paid otherwise.
    """
    missing, balance = demand.missing, account.spendable(on)
    nothing = zero(missing.currency.code)
    if demand.document is None:
        return nothing
    if at_least(balance, missing):
        return missing
    if book.wallet is None or book.wallet.covers is Cover.FULL_ONLY or is_negative(balance):
        return nothing
    most = missing if book.wallet.residual is None else subtract(missing, book.wallet.residual)
    return nothing if is_negative(most) else least(balance, most)

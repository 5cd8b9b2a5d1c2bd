"""The wallet in the conductor: money paid in and given, what expires, and the next call it pays."""

from collections.abc import Iterator
from datetime import date

from attrs import evolve

from ..decision import ReasonCode
from ..money import Money, at_least, is_negative, is_zero, least, subtract, zero
from ..payments import Cover, Entry, Origin, Payment, Terms, top_up
from .account import Account
from .book import Book
from .facts import CreditGranted, LotExpired, PaymentReceived
from .outcome import Accepted, Outcome, Refused, accept
from .steps import ApplyWallet, ExpireLot, Step

WALLET_FILLS = ReasonCode("lifecycle.wallet_fills", "The wallet holds {balance} and {demand} misses {missing}.")
LOT_EXPIRES = ReasonCode("lifecycle.lot_expires", "{amount} could be spent until {until}.")
NO_WALLET = ReasonCode("lifecycle.no_wallet", "The seller offers no wallet.")
TOPPED_UP = ReasonCode("lifecycle.topped_up", "{amount} are in the wallet.")
GRANTED = ReasonCode("lifecycle.credit_granted", "{amount} are given: {why}.")
GRANTED_BEFORE = ReasonCode("lifecycle.credit_granted_before", "{id} was given before: nothing is added.")


def received(account: Account, payment: Payment, book: Book, *, known: date) -> Outcome:
    """Return the fact that money was paid into the wallet, under the seller's terms; money is never refused."""
    policy = book.wallet
    if policy is None:
        return Refused(reasons=(NO_WALLET(),))
    fact = PaymentReceived(
        payment=payment,
        demand_id=None,
        terms=policy.terms(payment.received_on),
        on=payment.received_on,
        known=known,
    )
    told = (*top_up(payment.amount, regime=policy.regime).reasons, *policy.notes(account.wallet))
    return Accepted(facts=(fact,), reasons=(TOPPED_UP(amount=payment.amount), *told))


def granted(account: Account, entry_id: str, amount: Money, *, why: str, until: date | None, on: date) -> Outcome:
    """Return the fact that the seller gave credit: spent first, never paid out."""
    terms = Terms(origin=Origin.GRANTED, expires_on=until)
    entry = Entry(id=f"{entry_id}:granted", on=on, amount=amount, why=why, terms=terms)
    if any(known.id == entry.id for known in account.wallet.entries):
        return accept(GRANTED_BEFORE(id=entry_id))
    return accept(GRANTED(amount=amount, why=why), CreditGranted(entry=entry, on=on, known=on))


def credit_granted(account: Account, fact: CreditGranted) -> Account:
    """Put the gift into the wallet, once."""
    return evolve(account, wallet=account.wallet.put(fact.entry))


def expiries(account: Account, *, on: date) -> Iterator[Step]:
    """Yield the lots whose last day has passed."""
    for lot in account.wallet.lots:
        if not lot.usable(on):
            said = LOT_EXPIRES(amount=lot.left, until=lot.terms.expires_on)
            yield ExpireLot(key=f"{lot.id}/expired", on=on, lot_id=lot.id, reasons=(said,))


def lot_expired(account: Account, fact: LotExpired) -> Account:
    """Book what is left of a lot out, as of the day after its last one."""
    return evolve(account, wallet=account.wallet.expire(fact.on, only=fact.lot_id))


def applications(account: Account, book: Book, *, on: date) -> Iterator[Step]:
    """Yield the next call the wallet can complete, or by policy pay a part of."""
    balance = account.spendable(on)
    for demand in account.demands:
        amount = _payable(demand.missing, balance, book)
        if demand.document is not None and not is_zero(demand.missing) and not is_zero(amount):
            paid_before = sum(demand_id == demand.id for _, demand_id in account.put_to)
            again = f"/{paid_before}" if paid_before else ""
            yield ApplyWallet(
                key=f"{demand.id}/wallet/{demand.document}{again}",
                on=on,
                demand_id=demand.id,
                amount=amount,
                reasons=(WALLET_FILLS(balance=balance.amount, demand=demand.id, missing=demand.missing.amount),),
            )
            return  # one a round: the next plan sees what is left


def _payable(missing: Money, balance: Money, book: Book) -> Money:
    """What the wallet pays of an amount: all of it, or by policy a part that leaves enough to be paid otherwise."""
    nothing = zero(missing.currency.code)
    if at_least(balance, missing):
        return missing
    if book.wallet is None or book.wallet.covers is Cover.FULL_ONLY or is_negative(balance):
        return nothing
    most = missing if book.wallet.residual is None else subtract(missing, book.wallet.residual)
    return nothing if is_negative(most) else least(balance, most)

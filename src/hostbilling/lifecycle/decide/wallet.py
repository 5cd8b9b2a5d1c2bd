"""`decide`: money is paid into the wallet, or given."""

from datetime import date

from ...decision import ReasonCode
from ...money import Money
from ...payments import Entry, Origin, Payment, Terms, top_up
from ..account import Account
from ..book import Book
from ..facts import CreditGranted, PaymentReceived
from ..outcome import Accepted, Outcome, Refused, accept

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

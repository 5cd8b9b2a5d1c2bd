"""`decide`: money is paid into the wallet, or given."""

from datetime import date

from ...decision import ReasonCode
from ...errors import Fault, refuse
from ...money import Money
from ...payments import Entry, Origin, Payment, Terms, top_up
from ..account import Account
from ..apply import apply
from ..book import Book
from ..facts import CreditGranted, PaymentReceived
from ..outcome import Accepted, Outcome, Refused, accept

NO_WALLET = ReasonCode("lifecycle.no_wallet", "The seller offers no wallet.")
TOPPED_UP = ReasonCode("lifecycle.topped_up", "{amount} are in the wallet.")
TOPPED_UP_BEFORE = ReasonCode("lifecycle.topped_up_before", "{payment} is known: nothing is added.")
GRANTED = ReasonCode("lifecycle.credit_granted", "{amount} are given: {why}.")
GRANTED_BEFORE = ReasonCode("lifecycle.credit_granted_before", "{id} was given before: nothing is added.")


def received(account: Account, payment: Payment, book: Book, *, known: date) -> Outcome:
    """Return the fact that money was paid into the wallet, under the seller's terms; money is never refused.

    Raises `InvalidInput` for another currency, and `Impossible` for a payment known otherwise.
    """
    _check_currency("payment.amount", payment.amount, account)
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
    if apply(account, fact) == account:
        return accept(TOPPED_UP_BEFORE(payment=payment.id))
    told = (*top_up(payment.amount, regime=policy.regime).reasons, *policy.notes(account.wallet))
    return Accepted(facts=(fact,), reasons=(TOPPED_UP(amount=payment.amount), *told))


def granted(account: Account, entry_id: str, amount: Money, *, why: str, until: date | None, on: date) -> Outcome:
    """Return the fact that the seller gave credit: spent first, never paid out.

    Raises `InvalidInput` for another currency and for a last day that is over, and `Impossible` for an id that stands
    for another amount.
    """
    _check_currency("credit.amount", amount, account)
    terms = Terms(origin=Origin.GRANTED, expires_on=until)
    fact = CreditGranted(
        entry=Entry(id=f"{entry_id}:granted", on=on, amount=amount, why=why, terms=terms), on=on, known=on
    )
    if apply(account, fact) == account:
        return accept(GRANTED_BEFORE(id=entry_id))
    if until is not None and until < on:
        refuse(Fault("credit.until", "credit.until", until, f"is before {on}", "give a day on which it can be spent"))
    return accept(GRANTED(amount=amount, why=why), fact)


def _check_currency(field: str, amount: Money, account: Account) -> None:
    if amount.currency.code != account.currency:
        problem = f"is not in {account.currency}, as account {account.id} is"
        refuse(Fault("account.currency", field, str(amount), problem, "take the account of its currency"))

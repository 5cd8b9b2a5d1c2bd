"""What a payment had too much goes on to the next demand, where its own says so: the oldest due first, even in part."""

from datetime import date

from attrs import evolve

from ...demands import Demand, Surplus
from ...money import is_zero, least, negate
from ...payments import Entry, settle
from ..account import Account
from .settling import settled
from .unwinding import NEXT


def passed_on(account: Account, payment_id: str, paid: Demand, *, on: date) -> Account:
    """Return the account after the surplus of a payment for a demand went on; each step is an entry of the wallet."""
    if paid.filling.surplus is not Surplus.NEXT_DEMAND:
        return account
    for demand in sorted((each for each in account.demands if each.document is not None), key=lambda d: d.due_on):
        left = next((lot.left for lot in account.wallet.lots if lot.id == f"{payment_id}:wallet"), None)
        if left is None:
            break
        amount = least(left, demand.missing)
        if not is_zero(amount):
            source = f"{payment_id}{NEXT}{demand.id}"
            draws = ((f"{payment_id}:wallet", amount),)
            entry = Entry(id=source, on=on, amount=negate(amount), why=f"for {demand.id}", draws=draws)
            put_to = (*account.put_to, (source, demand.id))
            account = evolve(account, wallet=account.wallet.put(entry), put_to=put_to)
            account = settled(account, settle(demand, amount), on=on, source=source, why="left over")
    return account

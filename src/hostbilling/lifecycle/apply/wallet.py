"""Credit given, and credit that expired."""

from attrs import evolve

from ..account import Account
from ..facts import CreditGranted, LotExpired


def credit_granted(account: Account, fact: CreditGranted) -> Account:
    """Put the gift into the wallet, once."""
    return evolve(account, wallet=account.wallet.put(fact.entry))


def lot_expired(account: Account, fact: LotExpired) -> Account:
    """Book what is left of a lot out, as of the day after its last one."""
    return evolve(account, wallet=account.wallet.expire(fact.on, only=fact.lot_id))

"""What follows from money: a service works again, the wallet fills what is missing."""

from collections.abc import Iterator
from datetime import date

from ..decision import ReasonCode
from ..money import at_least, is_zero
from ..services import ServiceState
from .account import Account
from .steps import ApplyWallet, ReactivateService, Step

PAID_AGAIN = ReasonCode("lifecycle.paid_again", "{service} is paid until {end}, so it works again.")
WALLET_FILLS = ReasonCode("lifecycle.wallet_fills", "The wallet holds {balance} and {demand} misses {missing}.")


def reactivations(account: Account, *, on: date) -> Iterator[Step]:
    """Yield the services that are off although they are paid for."""
    for service in account.services:
        if service.state is ServiceState.SUSPENDED and on in service.coverage:
            yield ReactivateService(
                key=f"{service.id}/reactivate/{service.changed_on}",
                on=on,
                service_id=service.id,
                reasons=(PAID_AGAIN(service=service.id, end=service.ends_on),),
            )


def wallet(account: Account, *, on: date) -> Iterator[Step]:
    """Yield the next demand the wallet can complete."""
    balance = account.spendable(on)
    for demand in account.demands:
        missing = demand.missing
        if demand.document is not None and not is_zero(missing) and at_least(balance, missing):
            yield ApplyWallet(
                key=f"{demand.id}/wallet/{demand.document}",
                on=on,
                demand_id=demand.id,
                amount=missing,
                reasons=(WALLET_FILLS(balance=balance.amount, demand=demand.id, missing=missing.amount),),
            )
            return  # one a round: the next plan sees what is left

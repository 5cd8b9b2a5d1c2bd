"""Another owner takes over once nothing of the transfer is left."""

from attrs import evolve

from ...parties import Customer
from ..account import Account
from ..facts import TransferStepDone


def step_done(account: Account, fact: TransferStepDone) -> Account:
    """Take one thing off what the transfer waits for; once nothing is left, the new owner has the account."""
    transferring = account.transferring
    if transferring is None:
        return account
    left = transferring.without(fact.service_id, fact.need)
    if left.waits:
        return evolve(account, transferring=left)
    return _taken_over(account, transferring.to)


def _taken_over(account: Account, owner: Customer) -> Account:
    """The account of another owner: nobody agreed for them to what is charged, and nothing shows where they are."""
    services = tuple(evolve(service, tacit=False) for service in account.services)
    return evolve(
        account, transferring=None, customer=owner, services=services, instruments=(), evidence=(), consents=()
    )

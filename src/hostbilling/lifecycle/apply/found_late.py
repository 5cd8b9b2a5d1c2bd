"""Money that came in time and was found when the service it paid for had been deleted already."""

from datetime import date

from attrs import evolve

from ...demands import Action, Demand, Part, PartState
from ...money import Money, add, greatest, is_zero, least, subtract, total, zero
from ...payments import settle
from ...services import ServiceState
from ..account import Account
from .settling import withdraw


def asked_as_before(account: Account, demand: Demand, amount: Money, *, on: date) -> Account:
    """Ask again for what was deleted although it was paid by then, where the amount fills it; the plan restores it.

    The payments of a day come before its acts, so that the day of the deletion is in time. What was ordered meanwhile
    to bring the service back is not asked for any more. What the deletion freed for the wallet, and is still there,
    counts with the amount. Less money than that, and money for what is purged, goes to the wallet.
    """
    unduly = [part for part in demand.parts if _was_paid_by_then(part, account, on=on)]
    again = demand
    for part in unduly:
        again = again.with_part(evolve(part, state=PartState.OPEN))
    freed = _freed(unduly, account)
    back = least(greatest(subtract(again.missing, amount), zero(account.currency)), freed)
    again = evolve(again, held=add(again.held, back))
    filled = {part.id for part in settle(again, amount).paid}
    if not unduly or not filled.issuperset(part.id for part in unduly):
        return account
    for part in unduly:
        account = withdraw(account, part.service_id, on=on, why="paid before its deletion")
    if not is_zero(back):
        id_, since = f"{unduly[0].id}:again", max(day for part in unduly if (day := _gone_since(part, account)))
        wallet = account.wallet.spend(back, id=id_, on=since, why=f"for {again.id}")
        account = evolve(account, wallet=wallet, put_to=(*account.put_to, (id_, again.id)))
    # Last, as it is what was asked for last.
    return evolve(account, demands=(*(each for each in account.demands if each.id != again.id), again))


def _freed(parts: list[Part], account: Account) -> Money:
    """What was held for parts when they were deleted, as far as the wallet still has it."""
    freed = {f"{part.id}:withdrawn:wallet" for part in parts}
    held = total((each.amount for each in account.wallet.entries if each.id in freed), currency=account.currency)
    return greatest(least(held, account.wallet.balance), zero(account.currency))


def _gone_since(part: Part, account: Account) -> date | None:
    return account.service(part.service_id).changed_on


def _was_paid_by_then(part: Part, account: Account, *, on: date) -> bool:
    service = account.service(part.service_id)
    since = _gone_since(part, account)
    gone = part.state is PartState.WITHDRAWN and service.state is ServiceState.DELETED
    if not gone or since is None or on > since:
        return False
    deleted = {part.done_on(stage.name) for stage in part.schedule if stage.action is Action.DELETE}
    purge = {f"{part.id}/{stage.name}" for stage in part.schedule if stage.action is Action.PURGE}
    return since in deleted and not purge & account.intended

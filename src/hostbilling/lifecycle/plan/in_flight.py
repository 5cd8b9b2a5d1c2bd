"""Money on its way: charges without an answer, and a wallet that is about to pay."""

from datetime import date

from ...demands import Action, Demand, Part, Stage
from ...money import at_least, is_zero
from ..account import Account
from ..apply.settling import PAID
from ..book import Book
from ..pending_charges import key_of
from .law import held_back_by_law


def in_flight(demand: Demand, account: Account, book: Book, *, on: date) -> bool:
    """Whether money for the demand or its services is on its way.

    That is a charge without an answer, also one made for an earlier demand, or a wallet that is about to pay.
    """
    services = {part.service_id for part in demand.parts}
    charges = {
        stage_key(stage, part)
        for known in account.demands
        if any(part.service_id in services for part in known.parts)
        for part in known.parts
        for stage in part.schedule
        if stage.action is Action.CHARGE
    }
    charges |= {key_of(asked) for asked in account.charges_asked if asked.demand_id == demand.id}
    return bool(charges & account.intended) or (
        not is_zero(demand.missing)
        and at_least(account.spendable(on), demand.missing)
        and not held_back_by_law(demand, account, book, on=on)
    )


def stage_key(stage: Stage, part: Part) -> str:
    """The same step has the same key for ever.

    A notice of a refusal is a new one after each refusal, and all are new once a payment of the debt went back.
    """
    repeats = sum(name == stage.name for name, _ in part.marks)
    paid = sum(name == PAID for name, _ in part.marks)
    again = f"/paid {paid}" if paid else ""
    return f"{part.id}/{stage.name}{again}" + (f"/{repeats + 1}" if repeats else "")

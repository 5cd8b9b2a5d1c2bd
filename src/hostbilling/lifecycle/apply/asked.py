"""What a demand asks for by its documents: the call it was made with, its lines, and what the rest of it comes to."""

from collections.abc import Iterable

from attrs import evolve

from ...demands import Demand
from ...documents import Line, Proforma, call_again
from ...errors import not_found
from ..account import Account


def proforma_of(account: Account, demand_id: str) -> Proforma:
    """The last call that was issued for a demand."""
    issued = _proformas(account, demand_id)
    if not issued:
        raise not_found("proforma", demand_id, "apply ProformaIssued before the payment")
    return issued[-1]


def lines_of(account: Account, demand: Demand, part_ids: Iterable[str]) -> tuple[Line, ...]:
    """Return the lines that asked for some parts, under the ids of the parts and at their amounts of now.

    A part that asks again for what went back may have had no proforma yet: its line is that of the part before it.
    """
    called = {line.id: line for proforma in _proformas(account, demand.id) for line in proforma.content.lines}
    found: list[Line] = []
    for part in map(demand.part, part_ids):
        asked = part
        while asked.id not in called and asked.again_of is not None:
            asked = demand.part(asked.again_of)
        found.append(evolve(called[asked.id], id=part.id, amounts=part.amounts))
    return tuple(found)


def asked_together(demand: Demand, account: Account) -> Demand:
    """Return a call of which parts went, or came back, with VAT worked out on what it asks for now.

    VAT is rounded once for all lines, so the shares of the lines that are left may not add up to the VAT on them.
    """
    if not demand.is_open or not _proformas(account, demand.id):
        return demand
    lines = lines_of(account, demand, [part.id for part in demand.open_parts])
    for line in call_again(proforma_of(account, demand.id), lines, due_on=demand.due_on).lines:
        demand = demand.with_part(evolve(demand.part(line.id), amounts=line.amounts))
    return demand


def _proformas(account: Account, demand_id: str) -> list[Proforma]:
    return [each for each in account.proformas if each.content.demand_id == demand_id]

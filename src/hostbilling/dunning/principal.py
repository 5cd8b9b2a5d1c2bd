"""What interest and fees are worked out on: the principal of a debt, never interest or fees themselves."""

from collections.abc import Iterable

from ..demands import Demand, Kind, Part, PartState
from ..errors import check_type, impossible, refuse
from ..money import Money, add, greatest, subtract, total, zero

_OWED = frozenset({PartState.OPEN, PartState.PAID})


def principal(demand: Demand, *, besides: Iterable[str] = ()) -> Money:
    """Return what a debt was for, paid or not, less what was credited or written off.

    `besides` are the ids of parts that are themselves fees or interest. Raises `Impossible` for a call: it lapses
    with its service and nobody owes it, let alone interest on it.
    """
    refuse(check_type("demand", demand, Demand))
    whole = _sum(demand, [part for part in demand.parts if part.state in _OWED], besides)
    return greatest(subtract(whole, demand.credit), zero(whole.currency.code))


def open_principal(demand: Demand, *, besides: Iterable[str] = ()) -> Money:
    """Return what is still open of the principal: the money held for the demand pays principal first.

    Raises `Impossible` for a call.
    """
    refuse(check_type("demand", demand, Demand))
    whole = _sum(demand, demand.open_parts, besides)
    return greatest(subtract(whole, add(demand.held, demand.credit)), zero(whole.currency.code))


def _sum(demand: Demand, parts: Iterable[Part], besides: Iterable[str]) -> Money:
    if demand.kind is Kind.CALL:
        raise impossible(
            "late.call", "demand", demand.id, "is a call, which nobody owes",
            "charge interest and fees on debts only",
        )  # fmt: skip
    left_out = frozenset(besides)
    return total((part.amounts.gross for part in parts if part.id not in left_out), currency=demand.held.currency.code)

"""What a payment does to a demand: it is held until it fills the demand, whole or line by line, as its `filling` says.

Money is always accepted. What exceeds the demand, or comes when nothing is asked any more, is surplus: it
belongs to the customer and goes to the wallet, or on to the next demand.
"""

from collections.abc import Iterable

from attrs import evolve, frozen

from ..demands import Demand, Fill, Kind, Part, PartState
from ..errors import check_type, refuse
from ..money import Money, add, at_least, greatest, is_zero, least, payable, subtract, zero


@frozen(kw_only=True)
class Settlement:
    """The demand after the money, the parts it paid, and what is left for the wallet."""

    demand: Demand
    paid: tuple[Part, ...]
    surplus: Money


def settle(demand: Demand, amount: Money) -> Settlement:
    """Return what `amount` does to a demand: hold it, and fill what it is enough for.

    Property: held before plus `amount` plus what is forgiven equals held after plus what was paid plus surplus.
    Raises `InvalidInput` when the amount is in another currency than the demand.
    """
    refuse(check_type("demand", demand, Demand))
    held = add(demand.held, payable(amount))
    if not demand.is_open:
        return Settlement(demand=demand, paid=(), surplus=payable(amount))
    return fill(evolve(demand, held=held))


def fill(demand: Demand) -> Settlement:
    """Return the demand with everything paid that its money is enough for; withdrawn, it lets go of all.

    Its credit counts like money that is held, and only once nothing else is missing: a demand that is withdrawn gives
    nothing back. A debt whose credit is enough for all of it is credited, not paid.
    """
    refuse(check_type("demand", demand, Demand))
    nothing = zero(demand.held.currency.code)
    if not demand.is_open:
        return Settlement(demand=evolve(demand, held=nothing), paid=(), surplus=demand.held)
    there = add(demand.held, demand.credit)
    short = greatest(nothing, subtract(demand.asked, there))
    if at_least(_tolerated(demand), short):
        state = PartState.CREDITED if _is_credited(demand) else PartState.PAID
        done = _closed_as(demand, demand.open_parts, state)
        done = evolve(done, held=nothing, forgiven=add(demand.forgiven, short))
        owed = greatest(nothing, subtract(demand.asked, demand.credit))
        surplus = greatest(nothing, subtract(demand.held, owed))  # of the credit nothing is left: it never was money
        paid = () if state is PartState.CREDITED else _closed(done, demand.open_parts)
        return Settlement(demand=done, paid=paid, surplus=surplus)
    if demand.filling.fill is Fill.WHOLE:
        return Settlement(demand=demand, paid=(), surplus=nothing)
    left, lines = demand.held, list[Part]()
    for part in demand.open_parts:
        if not at_least(left, part.amounts.gross):
            break
        left = subtract(left, part.amounts.gross)
        lines.append(part)
    done = evolve(_closed_as(demand, lines, PartState.PAID), held=left)
    return Settlement(demand=done, paid=_closed(done, lines), surplus=nothing)


def _tolerated(demand: Demand) -> Money:
    """What may be missing: never more than what came."""
    tolerance = demand.filling.tolerance
    return zero(demand.held.currency.code) if tolerance is None else least(tolerance, demand.held)


def _is_credited(demand: Demand) -> bool:
    """Whether a debt was taken back by credit notes, so that nobody has to pay for it."""
    return demand.kind is Kind.DEBT and not is_zero(demand.credit) and at_least(demand.credit, demand.asked)


def _closed_as(demand: Demand, parts: Iterable[Part], state: PartState) -> Demand:
    for part in parts:
        demand = demand.with_part(evolve(part, state=state))
    return demand


def _closed(demand: Demand, parts: Iterable[Part]) -> tuple[Part, ...]:
    return tuple(demand.part(part.id) for part in parts)

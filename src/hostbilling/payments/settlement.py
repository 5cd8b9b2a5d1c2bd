"""What a payment does to a demand: it is held until the demand is complete, and then fills it whole.

Money is always accepted. What exceeds the demand, or comes when nothing is asked any more, is surplus: it
belongs to the customer and goes to the wallet.
"""

from attrs import evolve, frozen

from ..demands import Demand, Part, PartState
from ..money import Money, add, at_least, payable, subtract, zero


@frozen(kw_only=True)
class Settlement:
    """The demand after the money, the parts it paid, and what is left for the wallet."""

    demand: Demand
    paid: tuple[Part, ...]
    surplus: Money


def settle(demand: Demand, amount: Money) -> Settlement:
    """Return what `amount` does to a demand: hold it, and fill the demand once nothing is missing.

    Property: held before plus `amount` equals held after plus what was paid plus surplus.
    Raises `InvalidInput` when the amount is in another currency than the demand.
    """
    held = add(demand.held, payable(amount))
    if not demand.is_open:
        return Settlement(demand=demand, paid=(), surplus=payable(amount))
    return fill(evolve(demand, held=held))


def fill(demand: Demand) -> Settlement:
    """Return the demand paid whole if what it holds is enough, else unchanged; withdrawn, it lets go of all.

    Its credit counts like money that is held, and only then: a demand that is withdrawn gives nothing back.
    """
    nothing = zero(demand.held.currency.code)
    if not demand.is_open:
        return Settlement(demand=evolve(demand, held=nothing), paid=(), surplus=demand.held)
    there = add(demand.held, demand.credit)
    if not at_least(there, demand.asked):
        return Settlement(demand=demand, paid=(), surplus=nothing)
    paid = tuple(evolve(part, state=PartState.PAID) for part in demand.open_parts)
    filled = evolve(demand, held=nothing)
    for part in paid:
        filled = filled.with_part(part)
    return Settlement(demand=filled, paid=paid, surplus=subtract(there, demand.asked))

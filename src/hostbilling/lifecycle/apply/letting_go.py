"""Whose money comes out of a demand: what the wallet gave goes back under the terms of the lot it was drawn from.

A gift stays a gift and lapses on its day, and what is kept stays kept, however often a demand held it. What `first`
gave comes out first, then what was paid to the demand itself, then what the wallet gave, the last drawn first: so a
gift is used as long as anything of what it paid for is.
"""

from collections.abc import Iterator

from attrs import evolve

from ...demands import Demand, Part, PartState
from ...money import Money, add, greatest, is_zero, least, subtract, total, zero
from ...payments import Origin, Terms
from ...payments.wallet import PLAIN
from ..account import Account
from ..drawn import Drawn

FROM = ":from/"
"""In the id of a lot: it is money again that first came in as this one."""
Share = tuple[str | None, Money]
"""An amount, and the lot whose terms hold for it; None for what has none of its own."""


def noted(account: Account, demand_id: str, source: str) -> Account:
    """Return the account that remembers which lots an entry of the wallet drew on for a demand."""
    entry = next(each for each in account.wallet.entries if each.id == source)
    found: dict[str, Money] = {}
    for lot_id, amount in entry.draws:
        root = _first_lot(account, lot_id)
        if not _is_plain(terms_of(account, root)):
            found[root] = add(found.get(root, zero(account.currency)), amount)
    drawn = (Drawn(demand_id=demand_id, source=source, lot_id=root, amount=each) for root, each in found.items())
    return evolve(account, drawn=(*account.drawn, *drawn))


def let_go(account: Account, demand_id: str, amount: Money, *, first: str) -> tuple[Account, tuple[Share, ...]]:
    """Return the account without `amount` in a demand, and what it consists of; the demand is without it already."""
    given = [each for each in account.drawn if each.demand_id == demand_id]
    own = subtract(add(worth(account, account.demand(demand_id)), amount), _sum(account, given))
    order: list[tuple[Drawn | None, Money]] = [(each, each.amount) for each in reversed(given) if each.source == first]
    order.append((None, greatest(own, zero(account.currency))))
    order += [(each, each.amount) for each in reversed(given) if each.source != first]
    left, shares = amount, dict[str | None, Money]()
    kept = {(each.source, each.lot_id): each for each in given}
    for each, there in order:
        taken = least(left, there)
        left = subtract(left, taken)
        root = None if each is None else each.lot_id
        shares[root] = add(shares.get(root, zero(account.currency)), taken)
        if each is not None:
            kept[each.source, each.lot_id] = evolve(each, amount=subtract(each.amount, taken))
    shares[None] = add(shares[None], left)
    others = (each for each in account.drawn if each.demand_id != demand_id)
    drawn = (*others, *(each for each in kept.values() if not is_zero(each.amount)))
    return evolve(account, drawn=drawn), tuple(pair for pair in shares.items() if not is_zero(pair[1]))


def moved(account: Account, demand_id: str, amount: Money, *, to: str) -> Account:
    """Return the account after money in a demand went straight to another one, as what a change of plan gives back."""
    account, shares = let_go(account, demand_id, amount, first=to)
    drawn = (
        Drawn(demand_id=to, source=f"{to}{FROM}{demand_id}", lot_id=root, amount=share)
        for root, share in shares
        if root is not None
    )
    return evolve(account, drawn=(*account.drawn, *drawn))


def own_money(account: Account, demand: Demand) -> Money:
    """Return how much of what is in a demand could be paid out."""
    bound = [
        each for each in account.drawn if each.demand_id == demand.id and not terms_of(account, each.lot_id).refundable
    ]
    return greatest(subtract(worth(account, demand), _sum(account, bound)), zero(account.currency))


def worth(account: Account, demand: Demand) -> Money:
    """Return the money in a demand: what it holds, and what was paid and not given back."""
    paid = (paid_for(part, account) for part in demand.parts if part.state is PartState.PAID)
    there = subtract(add(demand.held, *paid), demand.forgiven)
    undone = demand.is_open and any(part.state is PartState.REVERSED for part in demand.parts)
    return add(there, demand.credit) if undone else there


def paid_for(part: Part, account: Account) -> Money:
    """Return what was paid for a part and no credit note gave back, nor a change of plan used in advance."""
    notes = [line.amounts.gross for note in account.credit_notes for line in note.content.lines if line.id == part.id]
    used = [each.used for each in account.to_credit if each.line_ids == (part.id,) and each.used is not None]
    used += [each.used for each in account.credit_later if each.line_id == part.id and each.used is not None]
    return subtract(part.amounts.gross, total([*notes, *used], currency=account.currency))


def terms_of(account: Account, lot_id: str) -> Terms:
    """Return the terms under which the money of a lot came in."""
    return next(each.terms for each in account.wallet.entries if each.id == lot_id)


def lots_from(account: Account, lot_id: str) -> Iterator[str]:
    """Yield the ids of the lots that are money again of one that was spent."""
    return (lot.id for lot in account.wallet.lots if lot.id.endswith(f"{FROM}{lot_id}"))


def _first_lot(account: Account, lot_id: str) -> str:
    ids = (each.id for each in account.wallet.entries)
    return next(each for each in ids if each == lot_id or lot_id.endswith(f"{FROM}{each}"))


def _is_plain(terms: Terms) -> bool:
    return terms.origin is not Origin.GRANTED and evolve(terms, origin=PLAIN.origin) == PLAIN


def _sum(account: Account, drawn: list[Drawn]) -> Money:
    return total((each.amount for each in drawn), currency=account.currency)

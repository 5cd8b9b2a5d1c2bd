"""What a host keeps of its imports, so that the next one knows what a return takes back."""

from collections.abc import Iterable

from attrs import evolve

from ...errors import each_of
from ...money import is_zero, negate, subtract
from .applied import Applied, shares
from .outcomes import Match


def applied_by(matches: Iterable[Match]) -> tuple[Applied, ...]:
    """Return what former matches paid and no later one took back: pass it as `applied` to the next import.

    `matches` are all that were booked, in the order of their imports, those paired by hand too.

    >>> from hostbilling.money import payable
    >>> from hostbilling.payments import Expected, Line, match_all
    >>> asked = Expected(id="P1", customer="c1", references=["2026000017"], open=payable("100", "EUR"))
    >>> came = Line(amount=payable("130", "EUR"), id="T1", references="2026000017")
    >>> back = Line(amount=payable("-70", "EUR"), id="T2", return_of="T1")
    >>> [(each.identity, each.document, str(each.amount)) for each in applied_by(match_all([came, back], [asked]))]
    [('T1', 'P1', '60.00 EUR')]
    """
    used: list[Applied] = []
    for match in each_of("matches", matches, Match):
        if match.takes_back:
            used = [rest for each in used for rest in _left(each, match)]
        used += shares(match)
    return tuple(used)


def _left(used: Applied, by: Match) -> tuple[Applied, ...]:
    back = dict(by.reopens).get(used.document) if used.document else negate(by.wallet)
    if by.takes_back != used.identity or back is None:
        return (used,)
    rest = subtract(used.amount, back)
    return () if is_zero(rest) else (evolve(used, amount=rest),)

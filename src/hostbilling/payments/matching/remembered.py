"""What a host keeps of its imports, so that the next one knows what a return takes back."""

from collections.abc import Iterable

from attrs import evolve

from ...errors import each_of
from ...money import is_zero, subtract
from .ledger import Applied
from .outcomes import Match


def applied_by(matches: Iterable[Match]) -> tuple[Applied, ...]:
    """Return what former matches paid and no later one took back: pass it as `applied` to the next import.

    `matches` are all that were booked, in the order of their imports, those paired by hand too.

    >>> from hostbilling.money import payable
    >>> from hostbilling.payments import Expected, Line, match_all
    >>> asked = Expected(id="P1", customer="c1", references=["2026000017"], open=payable("100", "EUR"))
    >>> came = Line(amount=payable("100", "EUR"), id="T1", references="2026000017")
    >>> back = Line(amount=payable("-70", "EUR"), id="T2", return_of="T1")
    >>> [(each.line_id, str(each.amount)) for each in applied_by(match_all([came, back], [asked]))]
    [('T1', '30.00 EUR')]
    """
    paid: list[Applied] = []
    for match in each_of("matches", matches, Match):
        if match.reopens:
            paid = [rest for each in paid for rest in _left(each, match)]
        paid += [
            Applied(
                line_id=match.line.id or match.identity,
                document=each.document,
                amount=each.amount,
                written_off=each.written_off,
                end_to_end_id=match.line.end_to_end_id,
            )
            for each in match.allocations
        ]
    return tuple(paid)


def _left(paid: Applied, by: Match) -> tuple[Applied, ...]:
    back = dict(by.reopens).get(paid.document)
    if by.takes_back != paid.line_id or back is None:
        return (paid,)
    rest = subtract(paid.amount, back)
    return () if is_zero(rest) else (evolve(paid, amount=rest),)

"""What a line pays: the documents of one customer, the oldest due first, and the rest to the wallet."""

from collections.abc import Iterable, Iterator

from ...decision import Reason
from ...money import Money, add, at_least, is_zero, least, subtract, zero
from . import evidence
from .expected import Expected
from .hints import Question
from .outcomes import Allocation, Match, Outcome


def booked(question: Question, documents: Iterable[Expected], reasons: Iterable[Reason]) -> Match:
    """Pay documents of one customer, at least one, and return the match; `reasons` say why these."""
    paying = question.ledger.oldest_first(documents)
    allocations, left = _fill(question, paying)
    customer = paying[0].customer
    because = [*reasons, *_filling(question, allocations)]
    if not is_zero(left):
        because.append(evidence.EXCESS(excess=left, customer=customer))
    return Match(
        reasons=tuple(because),
        line=question.line,
        identity=question.identity,
        outcome=_outcome(allocations, left),
        allocations=tuple(each for each in allocations if not (is_zero(each.amount) and is_zero(each.written_off))),
        still_open=tuple((each.document, each.remaining) for each in allocations if not is_zero(each.remaining)),
        wallet=left,
        customer=customer,
        automatic=True,
        notify=not is_zero(left),
    )


def _fill(question: Question, documents: Iterable[Expected]) -> tuple[list[Allocation], Money]:
    """Return what the line pays on each document, in order, and what is left over."""
    left, missing = question.line.amount, zero(question.currency)
    paid: list[tuple[Expected, Money, Money]] = []
    for document in documents:
        asked = question.ledger.missing(document)
        amount = least(left, asked)
        left, missing = subtract(left, amount), add(missing, subtract(asked, amount))
        paid.append((document, amount, subtract(asked, amount)))
    tolerated = at_least(question.tolerance, missing) and all(at_least(came, short) for _, came, short in paid)
    return [_allocation(question, *each, tolerated=tolerated) for each in paid], left


def _allocation(question: Question, document: Expected, amount: Money, short: Money, *, tolerated: bool) -> Allocation:
    nothing = zero(question.currency)
    written_off, remaining = (short, nothing) if tolerated else (nothing, short)
    if not (is_zero(amount) and is_zero(written_off)):
        question.ledger.pay(document, add(amount, written_off))
    return Allocation(document=document.id, amount=amount, written_off=written_off, remaining=remaining)


def _outcome(allocations: Iterable[Allocation], left: Money) -> Outcome:
    if not is_zero(left):
        return Outcome.OVERPAID
    if all(is_zero(each.remaining) for each in allocations):
        return Outcome.MATCHED
    return Outcome.PARTIAL


def _filling(question: Question, allocations: Iterable[Allocation]) -> Iterator[Reason]:
    for each in allocations:
        if not is_zero(each.remaining):
            yield evidence.SHORT(amount=each.amount, document=each.document, remaining=each.remaining)
        else:
            yield evidence.FILLS(amount=each.amount, document=each.document)
        if not is_zero(each.written_off):
            yield evidence.WITHIN_TOLERANCE(written_off=each.written_off, document=each.document)
    if question.line.charges and any(not is_zero(each.remaining) for each in allocations):
        yield evidence.BANK_CHARGES(charges=question.line.charges)

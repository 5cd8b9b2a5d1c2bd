"""What speaks for a document when a bank line names none for sure: suggestions for a person, ranked.

Nothing here is ever enough to book money by itself.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from attrs import frozen

from ...decision import Reason
from ...money import Money
from . import evidence
from .bank import Line
from .expected import Expected
from .ledger import Ledger
from .naming import Names, folded
from .outcomes import Suggestion

MOST = 20
"""No person reads more suggestions for one line."""

_RANKS = {kind.code: rank for rank, kind in enumerate(evidence.STRENGTH)}
_LAST = len(_RANKS)


@frozen(kw_only=True)
class Question:
    """One line, and all that may answer where it belongs."""

    line: Line
    identity: str
    names: Names
    ledger: Ledger
    owner: str | None
    """The customer whose account the money came from, if known."""
    tolerance: Money

    @property
    def currency(self) -> str:
        """The currency the line came in."""
        return self.line.amount.currency.code

    def fits(self, document: Expected) -> bool:
        """Tell whether the amount pays an open document in full."""
        return self.ledger.fits(document, self.line.amount, tolerance=self.tolerance)


def suggestions(question: Question, documents: Iterable[Expected]) -> tuple[Suggestion, ...]:
    """Return the documents with what speaks for each, the strongest evidence first, then the oldest due."""
    found = [
        Suggestion(document=each.id, customer=each.customer, evidence=tuple(_evidence(question, each)))
        for each in question.ledger.oldest_first(documents)
    ]
    return tuple(sorted(found, key=_rank)[:MOST])


def joined(question: Question) -> list[Expected]:
    """Return the open documents whose reference only neighbouring words make together."""
    names = question.names.joined(question.ledger.references)
    return [document for name in names for document in question.ledger.named(name)]


def sent(question: Question) -> list[Expected]:
    """Return the open documents whose reference the payer took for an id of their own."""
    return [document for name in question.names.sent for document in question.ledger.named(name)]


def wrong_check(question: Question) -> list[Expected]:
    """Return the open documents that a reference with wrong check digits would name but for them."""
    return [document for name in question.names.wrong for document in question.ledger.with_body(name)]


def of_amount(question: Question) -> list[Expected]:
    """Return the open documents that the amount pays in full: those of the payer's name, and the oldest due."""
    fitting = question.ledger.fitting(question.line.amount, tolerance=question.tolerance)
    return [*filter(question.fits, question.ledger.of_name(question.line.counterparty_name)), *islice(fitting, MOST)]


def anything(question: Question) -> list[Expected]:
    """Return every open document that anything in the line speaks for."""
    ledger = question.ledger
    named = [each for name in (*question.names.structured, *question.names.written) for each in ledger.named(name)]
    owned = ledger.of_customer(question.owner) if question.owner else []
    return [*named, *joined(question), *sent(question), *wrong_check(question), *owned, *of_amount(question)]


def _evidence(question: Question, document: Expected) -> Iterator[Reason]:
    line, fact = question.line, {"document": document.id}
    own = question.ledger.names(document)
    yield from (evidence.NAMED(reference=name, **fact) for name in question.names.structured if name in own)
    yield from (evidence.WRITTEN(reference=name, **fact) for name in question.names.written if name in own)
    yield from (evidence.JOINED(reference=name, **fact) for name in question.names.joined(own))
    yield from (evidence.SENT(reference=name, **fact) for name in question.names.sent if name in own)
    for name in question.names.wrong:
        if document in question.ledger.with_body(name):
            yield evidence.WRONG_CHECK(reference=name, **fact)
    if question.owner == document.customer:
        yield evidence.KNOWN_ACCOUNT(iban=line.counterparty_iban, customer=document.customer, **fact)
    if document.customer_name and folded(line.counterparty_name) == folded(document.customer_name):
        yield evidence.SAME_NAME(**fact)
    if question.fits(document):
        yield evidence.SAME_AMOUNT(**fact)


def _rank(suggestion: Suggestion) -> tuple[int, ...]:
    return (*sorted({_RANKS[each.code] for each in suggestion.evidence}), _LAST)

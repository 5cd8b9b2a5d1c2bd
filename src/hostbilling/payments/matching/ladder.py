"""The steps of matching, from the surest to the weakest: each answers for a line, or leaves it to the next.

Steps 4 and 5 alone book money; what the others find is for a person.
"""

from collections.abc import Callable, Iterable, Sequence

from attrs import evolve

from ...decision import Reason
from ...money import Money, is_negative, is_zero, negate, total, zero
from . import evidence, hints
from .applied import Applied
from .booking import booked
from .expected import Expected
from .hints import Question
from .outcomes import Match, Outcome


def answer(question: Question) -> Match:
    """Return what the first step that applies says of a line that was not read before."""
    for step in _LADDER:
        if (found := step(question)) is not None:
            return found
    return _told(question, Outcome.UNMATCHED, evidence.NOTHING(), customer=question.owner)


# --- 1 and 2: what is no new payment


def seen(question: Question) -> Match:
    """Return the match of a line that was read before: nothing."""
    return _told(question, Outcome.DUPLICATE_LINE, evidence.SEEN(identity=question.identity))


def _returned(question: Question) -> Match | None:
    line = question.line
    if not line.return_of or is_zero(line.amount):
        return None
    if not is_negative(line.amount):
        reason = evidence.RETURN_BRINGS(line=line.return_of, amount=line.amount)
        return _told(question, Outcome.REVIEW, reason)
    meant = question.ledger.lines_called(line.return_of, account=line.account)
    if len(meant) > 1:
        return _told(question, Outcome.REVIEW, evidence.SEVERAL_LINES(line=line.return_of, lines=meant))
    back = [each for identity in meant for each in question.ledger.take_back(identity, negate(line.amount))]
    if not back:
        return _told(question, Outcome.REVERSAL, evidence.UNKNOWN_RETURN(line=line.return_of))
    return _reversal(question, meant[0], back)


def _reversal(question: Question, identity: str, back: Iterable[Applied]) -> Match:
    """Return the match of a return that takes back what a line was used for, documents and wallet."""
    again, kept = ([each for each in back if bool(each.document) is of_document] for of_document in (True, False))
    line = question.line.return_of
    reasons = [
        *(evidence.REOPENS(line=line, document=each.document, amount=each.amount) for each in again),
        *(evidence.FROM_WALLET(line=line, customer=each.customer, amount=each.amount) for each in kept),
    ]
    return evolve(
        _told(
            question,
            Outcome.REVERSAL,
            *reasons,
            wallet=negate(total((each.amount for each in kept), currency=question.currency)),
            customer=kept[0].customer if kept else None,
        ),
        takes_back=identity,
        reopens=tuple((each.document, each.amount) for each in again),
        restored=tuple((each.document, each.written_off) for each in again if each.written_off is not None
                       and not is_zero(each.written_off)),
    )  # fmt: skip


def _not_a_receipt(question: Question) -> Match | None:
    amount = question.line.amount
    if not (is_negative(amount) or is_zero(amount)):
        return None
    return _told(question, Outcome.NOT_A_RECEIPT, evidence.NOT_POSITIVE(amount=amount))


# --- 3: another currency


def _other_currency(question: Question) -> Match | None:
    names = (*question.names.structured, *question.names.written)
    named = [each for name in names for each in question.ledger.named(name)]
    known = named or [each for name in names for each in _closed_ones(question, name)]
    if any(_in_currency(question, known)) or (not known and question.ledger.asks_in(question.currency)):
        return None
    return _told(question, Outcome.REVIEW, evidence.OTHER_CURRENCY(currency=question.currency), documents=named)


def _in_currency(question: Question, documents: Iterable[Expected]) -> list[Expected]:
    return [each for each in documents if each.open.currency.code == question.currency]


# --- 4 and 5: references


def _by_reference(question: Question) -> Match | None:
    named = _named(question, question.names.structured)
    if not named:
        return None
    every = [each for documents in named.values() for each in documents]
    elsewhere = [
        each for name in question.names.structured if name not in named for each in _closed_ones(question, name)
    ]
    if elsewhere:
        return _disagreeing(question, [*every, *elsewhere])
    common = [each for each in every if all(each in documents for documents in named.values())]
    if not common and not _pays_all(question, every):
        return _disagreeing(question, every)
    if len(_customers(common)) > 1:
        return _shared(question, next(iter(named)), common)
    reasons = [evidence.NAMED(reference=name, document=each.id) for name in named for each in named[name]]
    return booked(question, common or every, reasons)


def _pays_all(question: Question, documents: Iterable[Expected]) -> bool:
    """Tell whether the amount is just what documents of one customer ask for together: then each reference counts."""
    once = {each.id: each for each in documents}.values()
    asked = total(map(question.ledger.missing, once), currency=question.currency)
    return len(_customers(once)) == 1 and asked == question.line.amount


def _by_text(question: Question) -> Match | None:
    named = _named(question, question.names.written)
    for name, documents in named.items():
        if len(_customers(documents)) > 1:
            return _shared(question, name, documents)
    every = [each for documents in named.values() for each in documents]
    elsewhere = [each for name in question.names.written if name not in named for each in _closed_ones(question, name)]
    customers = _customers([*every, *elsewhere])
    if every and len(customers) > 1:
        reason = evidence.SEVERAL_CUSTOMERS(customers=customers)
        return _told(question, Outcome.REVIEW, reason, documents=every)
    if every:
        reasons = [evidence.WRITTEN(reference=name, document=each.id) for name in named for each in named[name]]
        return booked(question, every, reasons)
    found = _in_currency(question, [*hints.joined(question), *hints.sent(question)])
    return _hinted(question, found, ambiguous=len(_customers(found)) > 1) if found else None


def _named(question: Question, names: Iterable[str]) -> dict[str, list[Expected]]:
    found = {name: _in_currency(question, question.ledger.named(name)) for name in names}
    return {name: documents for name, documents in found.items() if documents}


def _closed_ones(question: Question, name: str) -> list[Expected]:
    return question.ledger.named(name, is_open=False)


def _disagreeing(question: Question, documents: list[Expected]) -> Match:
    reason = evidence.DISAGREE(documents=[each.id for each in documents])
    open_ones = [each for each in documents if question.ledger.is_open(each)]
    return _told(question, Outcome.REVIEW, reason, documents=open_ones)


def _customers(documents: Iterable[Expected]) -> list[str]:
    return list(dict.fromkeys(each.customer for each in documents))


def _shared(question: Question, name: str, documents: list[Expected]) -> Match:
    reason = evidence.SHARED(reference=name, customers=_customers(documents))
    return _told(question, Outcome.AMBIGUOUS, reason, documents=documents)


# --- 6: closed documents, wrong check digits


def _closed(question: Question) -> Match | None:
    names = (*question.names.structured, *question.names.written)
    every = [each for name in names for each in _closed_ones(question, name)]
    if not every:
        return None
    if len(_customers(every)) > 1:
        reason = evidence.SEVERAL_CUSTOMERS(customers=_customers(every))
        return _told(question, Outcome.AMBIGUOUS, reason)
    paid = [each for each in every if question.ledger.is_paid(each)]
    document = (paid or every)[0]
    facts = {"document": document.id, "amount": question.line.amount, "customer": document.customer}
    return _told(
        question,
        Outcome.ALREADY_PAID if paid else Outcome.WALLET,
        evidence.ALREADY_PAID(**facts) if paid else evidence.CANCELLED(**facts),
        wallet=question.line.amount,
        customer=document.customer,
        notify=True,
    )


def _wrong_check(question: Question) -> Match | None:
    found = _in_currency(question, hints.wrong_check(question))
    return _hinted(question, found, ambiguous=len(_customers(found)) > 1) if found else None


# --- 7 and 8: account and amount


def _by_account(question: Question) -> Match | None:
    if question.owner is None:
        return None
    found = [each for each in question.ledger.of_customer(question.owner) if question.fits(each)]
    if not found:
        return None
    return _hinted(question, found, ambiguous=len(found) > 1)


def _by_amount(question: Question) -> Match | None:
    if question.names.says_something or question.owner is not None:
        return None
    found = hints.of_amount(question)
    if not found:
        return None
    return _hinted(question, found, ambiguous=len({each.id for each in found}) > 1)


def _hinted(question: Question, documents: list[Expected], *, ambiguous: bool) -> Match:
    outcome = Outcome.AMBIGUOUS if ambiguous else Outcome.SUGGEST
    return _told(question, outcome, evidence.ONLY_HINTS(), documents=documents, customer=question.owner)


_LADDER: Sequence[Callable[[Question], Match | None]] = (
    _returned, _not_a_receipt, _other_currency, _by_reference, _by_text, _closed, _wrong_check, _by_account, _by_amount,
)  # fmt: skip


def _told(
    question: Question,
    outcome: Outcome,
    *reasons: Reason,
    documents: Iterable[Expected] = (),
    wallet: Money | None = None,
    customer: str | None = None,
    notify: bool = False,
) -> Match:
    return Match(
        reasons=reasons,
        line=question.line,
        identity=question.identity,
        outcome=outcome,
        wallet=zero(question.currency) if wallet is None else wallet,
        customer=customer,
        suggestions=hints.suggestions(question, documents),
        notify=notify,
    )

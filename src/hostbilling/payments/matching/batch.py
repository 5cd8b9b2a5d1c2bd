"""Bank lines against what money is expected for: a ladder on which the first step that applies decides.

1 read before; 2 a return, or no receipt; 3 another currency; 4 a structured reference; 5 references in the text; 6 a
closed document, or wrong check digits; 7 a known account with a fitting amount; 8 the amount alone. Only steps 4 and 5
book money without a person: neither an amount nor loose digits ever do.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from ...errors import Fault, check_type, check_unique, each_of, refuse
from ...money import Money, is_negative, payable, zero
from . import hints, ladder
from .applied import Applied, shares
from .bank import Line, identities
from .expected import Expected
from .hints import Question
from .ledger import Ledger
from .naming import read
from .outcomes import Match, Suggestion

NO_OWNERS: Mapping[str, str] = {}


def match_all(
    lines: Iterable[Line],
    expected: Iterable[Expected],
    *,
    seen: Iterable[str] = (),
    applied: Iterable[Applied] = (),
    owners: Mapping[str, str] = NO_OWNERS,
    tolerances: Iterable[Money] = (),
) -> tuple[Match, ...]:
    """Return what becomes of each line of one import, in the order given.

    Each sees what earlier ones left: by value date, else booking date, receipts before returns, then by identity, so
    that lines with dates may be read in any order. Lines without a date come first, as they were given.

    `seen` are the identities of lines read before, `applied` what they were used for, `owners` the customer of each
    known IBAN, `tolerances` what may be missing, an amount a currency: at most that is written off, and of no document
    more than came for it; a surplus is never kept.
    Raises `InvalidInput` for two documents of one id, a negative tolerance and two tolerances of one currency.

    >>> asked = Expected(id="P1", customer="c1", references=["2026000017"], open=payable("100", "EUR"))
    >>> [got] = match_all([Line(amount=payable("60", "EUR"), references="2026000017")], [asked])
    >>> got.outcome.value, str(got.remaining), got.automatic
    ('partial', '40.00 EUR', True)
    """
    batch, known = each_of("lines", lines, Line), set(each_of("seen", seen, str))
    ledger = Ledger(each_of("expected", expected, Expected), each_of("applied", applied, Applied))
    tolerated, by_account = _by_currency(tolerances), _by_account(owners)
    found: dict[int, Match] = {}
    fresh: list[Match] = []
    named = identities(batch)
    for at in sorted(range(len(batch)), key=lambda at: _place(batch[at], named[at], at)):
        line, identity = batch[at], named[at]
        if line.return_of:  # few lines are returns: only they ask what the others were used for
            for share in (share for match in fresh for share in shares(match)):
                ledger.remember(share)
            fresh.clear()
        currency = line.amount.currency.code
        question = Question(
            line=line,
            identity=identity,
            names=read(line),
            ledger=ledger,
            owner=by_account.get(_account(line.counterparty_iban)),
            tolerance=tolerated.get(currency, zero(currency)),
        )
        found[at] = ladder.seen(question) if identity in known else ladder.answer(question)
        known.add(identity)
        fresh.append(found[at])
    return tuple(found[at] for at in range(len(batch)))


def _place(line: Line, identity: str, at: int) -> tuple[date, bool, str, int]:
    on = line.value_on or line.booked_on
    if on is None:
        return date.min, False, "", at
    return on, is_negative(line.amount), identity, at


def suggest(
    line: Line, expected: Iterable[Expected], *, owners: Mapping[str, str] = NO_OWNERS
) -> tuple[Suggestion, ...]:
    """Return every open document that anything in a line speaks for, likeliest first, for a person to choose from.

    >>> asked = Expected(id="P1", customer="c1", references=["2026000017"], open=payable("100", "EUR"))
    >>> [str(each) for each in suggest(Line(amount=payable("100", "EUR"), text="thanks"), [asked])[0].evidence]
    ['P1 asks for this amount.']
    """
    refuse(check_type("line", line, Line))
    question = Question(
        line=line,
        identity="",
        names=read(line),
        ledger=Ledger(each_of("expected", expected, Expected), ()),
        owner=_by_account(owners).get(_account(line.counterparty_iban)),
        tolerance=zero(line.amount.currency.code),
    )
    return hints.suggestions(question, hints.anything(question))


def _by_account(owners: Mapping[str, str]) -> dict[str, str]:
    refuse(check_type("owners", owners, Mapping))
    each_of("owners", owners, str)
    each_of("owners", owners.values(), str)
    return {_account(iban): customer for iban, customer in owners.items()}


def _account(iban: str) -> str:
    return "".join(iban.split()).upper()


def _by_currency(tolerances: Iterable[Money]) -> dict[str, Money]:
    given = [payable(each) for each in each_of("tolerances", tolerances, Money)]
    refuse(
        check_unique("tolerances", [each.currency.code for each in given]),
        *(
            Fault("matching.tolerance", "tolerances", str(each), "is below zero", "pass what may be missing")
            for each in given
            if is_negative(each)
        ),
    )
    return {each.currency.code: each for each in given}

"""The bank's statements: lines of camt.053 (`camt`) or CSV matched and booked; what nobody could match is listed.

The library never opens a file: it gets lines and returns matches.
"""

import csv
import io
import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from attrs import evolve

from hostbilling.demands import Demand
from hostbilling.lifecycle import from_bank
from hostbilling.money import is_zero, payable
from hostbilling.payments import (
    Expected,
    Line,
    Match,
    Outcome,
    ReversalKind,
    applied_by,
    match_all,
    of_demand,
    pair,
    suggest,
)
from hostbilling.payments.references import rf
from hostbilling.serde import dump, load

from .book import BOOK
from .night import Host


def reference(demand: Demand) -> str:
    """Return the creditor reference printed on the call for a demand."""
    return _reference_of(demand.document or demand.id)


def _reference_of(number: str) -> str:
    """Return RF and the digits and letters of a number."""
    return rf.generate("".join(each for each in number.upper() if each.isascii() and each.isalnum()))


def read_csv(text: str) -> list[Line]:
    """Return the rows of a CSV statement with columns named as they are read below; `return_of` may be left out."""
    return [
        Line(
            amount=payable(Decimal(row["amount"]), row["currency"]),
            id=row["id"],
            booked_on=_day(row["booked"]),
            value_on=_day(row["value"]),
            references=row["reference"].split(),
            text=row["text"],
            counterparty_iban=row["iban"],
            counterparty_name=row["name"],
            return_of=row.get("return_of") or "",
        )
        for row in csv.DictReader(io.StringIO(text))
    ]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def expected(host: Host) -> list[Expected]:
    """Return every call of every account, open or not, with the references on all documents that ever asked for it."""
    return [
        of_demand(demand, customer=account, references=[*map(_reference_of, numbers), *numbers])
        for account, state in host.accounts.items()
        for demand in state.demands
        if (numbers := state.numbers_of(demand.id))
    ]


def take_in(host: Host, lines: Iterable[Line], *, known: date) -> list[Match]:
    """Match the lines of a statement, book what is certain, and return every line's match; read twice, booked once."""
    former = [load(json.loads(body), Match) for body in host.store.bank_lines()]
    seen = [match.identity for match in former]
    matches = match_all(list(lines), expected(host), seen=seen, applied=applied_by(former))
    for match in matches:
        if match.outcome not in (Outcome.DUPLICATE_LINE, Outcome.NOT_A_RECEIPT):
            book(host, match, known=known)
    return list(matches)


def book(host: Host, match: Match, *, known: date) -> None:
    """Record what a match means for its account, if it is certain, and remember the line."""
    if match.outcome is Outcome.REVERSAL:
        for account in {*(_owner(host, document) for document, _ in match.reopens), *filter(None, [match.customer])}:
            state = host.accounts[account]
            back = from_bank.taken_back(
                match, state, reversal=ReversalKind.DEBIT_RETURN, undo_spent=BOOK.undo_spent, known=known
            )
            host.happen(account, back)
    elif match.customer is not None:
        host.happen(match.customer, from_bank.received(match, known=known))
    with host.store.transaction():
        host.store.add_bank_line(match.identity, json.dumps(dump(match), ensure_ascii=False))


def _owner(host: Host, demand_id: str) -> str:
    return next(id_ for id_, state in host.accounts.items() if any(each.id == demand_id for each in state.demands))


def unmatched(host: Host) -> list[Match]:
    """Return the lines that wait for a person, each with what might be meant, worked out anew."""
    waiting = [load(json.loads(body), Match) for body in host.store.bank_lines()]
    return [match for match in waiting if not is_zero(match.unallocated)]


def suggestions(host: Host, match: Match) -> list[str]:
    """Return the calls a waiting line may pay, likeliest first, with what speaks for each."""
    found = suggest(match.line, expected(host))
    return [f"{each.document}: {' '.join(map(str, each.evidence))}" for each in found]


def pair_by_hand(host: Host, identity: str, demand_id: str, *, by: str, on: date, proof: str) -> Match:
    """Pair a waiting line with a call, as a person decided on a proof, and book it."""
    line = next(match.line for match in unmatched(host) if match.identity == identity)
    asked = next(each for each in expected(host) if each.id == demand_id)
    amount = line.amount if line.amount.amount <= asked.open.amount else asked.open
    match = pair(line, [(asked, amount)], by=by, on=on, proof=proof, identity=identity)
    book(host, match, known=on)
    return match


def take_back_by_hand(host: Host, identity: str, of: str, *, known: date) -> Match:
    """Book a waiting return whose line the bank calls as it calls others: a person knows the identity that is meant."""
    line = next(match.line for match in unmatched(host) if match.identity == identity)
    former = [load(json.loads(body), Match) for body in host.store.bank_lines()]
    (match,) = match_all([evolve(line, return_of=of)], expected(host), applied=applied_by(former))
    match = evolve(match, identity=identity)
    book(host, match, known=known)
    return match

"""The wallet as its owner reads it: what was there, what came and went, what is there."""

from datetime import date

from attrs import frozen

from ..errors import Fault, check_date, check_type, refuse
from ..money import Money, add
from .wallet import Entry, Wallet


@frozen(kw_only=True)
class Row:
    """One movement and the balance after it."""

    entry: Entry
    balance: Money


@frozen(kw_only=True)
class Statement:
    """The movements from `since` to `until`, both included; `opening` plus all of them is `closing`."""

    since: date
    until: date
    opening: Money
    rows: tuple[Row, ...]
    closing: Money


def statement(wallet: Wallet, *, since: date, until: date) -> Statement:
    """Return the statement of a wallet over some days; raises `InvalidInput` for an end before the start.

    Movements stand in the order of their days, those of one day as they were recorded.

    >>> from hostbilling.money import payable
    >>> wallet = Wallet(currency="EUR").put(
    ...     Entry(id="p1", on=date(2026, 1, 5), amount=payable("20", "EUR"), why="paid in")
    ... ).spend(payable("5", "EUR"), id="d1", on=date(2026, 2, 1), why="for d1")
    >>> found = statement(wallet, since=date(2026, 2, 1), until=date(2026, 2, 28))
    >>> str(found.opening), [str(row.balance) for row in found.rows], str(found.closing)
    ('20.00 EUR', ['15.00 EUR'], '15.00 EUR')
    """
    refuse(check_type("wallet", wallet, Wallet), check_date("since", since), check_date("until", until))
    if until < since:
        refuse(Fault("statement.until", "until", until, f"is before {since}", "give the last day"))
    balance = opening = balance_on(wallet, before=since)
    rows: list[Row] = []
    for entry in sorted(wallet.entries, key=lambda each: each.on):
        if since <= entry.on <= until:
            balance = add(balance, entry.amount)
            rows.append(Row(entry=entry, balance=balance))
    return Statement(since=since, until=until, opening=opening, rows=tuple(rows), closing=balance)


def balance_on(wallet: Wallet, *, before: date) -> Money:
    """Return what the wallet held when a day began."""
    refuse(check_type("wallet", wallet, Wallet), check_date("before", before))
    return Wallet(currency=wallet.currency, entries=tuple(each for each in wallet.entries if each.on < before)).balance

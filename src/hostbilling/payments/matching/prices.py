"""Which open documents ask for an amount: kept in order while a batch runs, so that a long list stays quick to ask."""

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from heapq import merge

from ...money import Money, add

Row = tuple[date, int, str]
"""The day a document is due, its position in the list that was given, and its id."""


class Prices:
    """Open documents by what they ask for, the oldest due first."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, Decimal], list[Row]] = {}
        self._amounts: dict[str, list[Decimal]] = defaultdict(list)

    @property
    def currencies(self) -> frozenset[str]:
        """The currencies that anything is asked for in."""
        return frozenset(currency for currency, amounts in self._amounts.items() if amounts)

    def put(self, row: Row, asked: Money) -> None:
        """Take a document in that asks for an amount."""
        at = (asked.currency.code, asked.amount)
        if at not in self._rows:
            self._rows[at] = []
            insort(self._amounts[at[0]], at[1])
        insort(self._rows[at], row)

    def take(self, row: Row, asked: Money) -> None:
        """Take a document out that asked for an amount."""
        currency, amount = at = (asked.currency.code, asked.amount)
        rows, amounts = self._rows[at], self._amounts[currency]
        del rows[bisect_left(rows, row)]
        if not rows:
            del self._rows[at]
            del amounts[bisect_left(amounts, amount)]

    def between(self, lowest: Money, *, tolerance: Money) -> Iterator[str]:
        """Yield the ids of documents that ask for `lowest` up to `lowest` and the tolerance, the oldest due first."""
        currency, amounts = lowest.currency.code, self._amounts.get(lowest.currency.code, [])
        begin = bisect_left(amounts, lowest.amount)
        end = bisect_right(amounts, add(lowest, tolerance).amount)
        for _, _, name in merge(*(self._rows[currency, each] for each in amounts[begin:end])):
            yield name

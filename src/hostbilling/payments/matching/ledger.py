"""The working copy of one batch of matching: finds documents by what a line says, and keeps what is still open.

It changes while the batch runs, because each line sees what the former ones left; nobody outside gets hold of it.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from datetime import date

from attrs import evolve

from ...errors import check_unique, refuse
from ...money import Money, add, at_least, is_zero, subtract
from .applied import Applied
from .expected import Expected, Standing
from .naming import body, folded, is_doubtful, names_of
from .prices import Prices, Row


class Ledger:
    """The documents of one batch, by reference, by amount and by what was applied to them."""

    def __init__(self, expected: Iterable[Expected], applied: Iterable[Applied]) -> None:
        documents = tuple(expected)
        refuse(check_unique("expected", [each.id for each in documents]))
        self._documents = {each.id: each for each in documents}
        self._position = {each.id: at for at, each in enumerate(documents)}
        self._open: dict[str, Money] = {}
        self._standing = {each.id: each.standing for each in documents}
        self._own: dict[str, tuple[str, ...]] = {}
        self._named: dict[str, list[Expected]] = defaultdict(list)
        self._bodies: dict[str, list[Expected]] = defaultdict(list)
        self._customers: dict[str, list[Expected]] = defaultdict(list)
        self._names: dict[tuple[str, ...], list[Expected]] = defaultdict(list)
        self._prices = Prices()
        self._priced: set[str] = set()
        self._applied: dict[str, list[Applied]] = defaultdict(list)
        self._called: dict[str, tuple[str, ...]] = {}
        for each in documents:
            self._index(each)
        for paid in applied:
            self.remember(paid)

    def _index(self, document: Expected) -> None:
        self._customers[document.customer].append(document)
        if document.customer_name:
            self._names[folded(document.customer_name)].append(document)
        own = dict.fromkeys(name for each in document.references for name in names_of(each))
        self._own[document.id] = tuple(own)
        for name in self._own[document.id]:
            self._named[name].append(document)
        sound = (each for each in document.references if not is_doubtful(each))
        for rest in dict.fromkeys(filter(None, map(body, sound))):
            self._bodies[rest].append(document)
        self._set_open(document, document.open)

    def _set_open(self, document: Expected, amount: Money) -> None:
        row = self._row(document)
        if document.id in self._priced:
            self._priced.remove(document.id)
            self._prices.take(row, self._open[document.id])
        self._open[document.id] = amount
        if self.is_open(document):
            self._priced.add(document.id)
            self._prices.put(row, amount)

    def _row(self, document: Expected) -> Row:
        return document.due_on or date.max, self._position[document.id], document.id

    @property
    def references(self) -> Container[str]:
        """Every reference, as a key."""
        return self._named.keys()

    def names(self, document: Expected) -> Container[str]:
        """Every name that a line may call a document by, as a key."""
        return self._own[document.id]

    def asks_in(self, currency: str) -> bool:
        """Whether any open document, or none at all, asks for a currency."""
        return not self._prices.currencies or currency in self._prices.currencies

    def is_open(self, document: Expected) -> bool:
        """Tell whether a document still asks for money."""
        return self._standing[document.id] is Standing.OPEN

    def is_paid(self, document: Expected) -> bool:
        """Tell whether a document was paid, before or in this batch."""
        return self._standing[document.id] is Standing.PAID

    def missing(self, document: Expected) -> Money:
        """Return what a document still asks for."""
        return self._open[document.id]

    def named(self, name: str, *, is_open: bool = True) -> list[Expected]:
        """Return the open, or the closed, documents of a reference."""
        return [each for each in self._named.get(name, ()) if self.is_open(each) is is_open]

    def of_customer(self, customer: str) -> list[Expected]:
        """Return the open documents of a customer."""
        return [each for each in self._customers.get(customer, ()) if self.is_open(each)]

    def of_name(self, name: str) -> list[Expected]:
        """Return the open documents of customers of a name, however it is written."""
        return [each for each in self._names.get(folded(name), ()) if self.is_open(each)]

    def with_body(self, reference: str) -> list[Expected]:
        """Return the open documents whose reference differs from `reference` in its check digits only."""
        rest = body(reference)
        return [each for each in self._bodies.get(rest or "", ()) if self.is_open(each)]

    def fitting(self, amount: Money, *, tolerance: Money) -> Iterator[Expected]:
        """Yield the open documents that `amount` pays in full, or short by the tolerance at most, oldest due first."""
        return (self._documents[each] for each in self._prices.between(amount, tolerance=tolerance))

    def fits(self, document: Expected, amount: Money, *, tolerance: Money) -> bool:
        """Tell whether an open document is among the `fitting` ones."""
        asked = self.missing(document)
        if asked.currency.code != amount.currency.code or not self.is_open(document):
            return False
        return at_least(asked, amount) and at_least(add(amount, tolerance), asked)

    def oldest_first(self, documents: Iterable[Expected]) -> list[Expected]:
        """Return documents by the day they are due, those without one last; else as given."""
        unique = {each.id: each for each in documents}.values()
        return sorted(unique, key=self._row)

    def remember(self, paid: Applied) -> None:
        """Keep what a line was used for, under every name that a return may give the line."""
        self._applied[paid.identity].append(paid)
        for name in (paid.identity, *paid.called):
            known = self._called.get(name, ())
            if paid.identity not in known:
                self._called[name] = (*known, paid.identity)

    def lines_called(self, name: str, *, account: str) -> list[str]:
        """Return the identities of the lines a return to an account may mean: by identity, id or end-to-end id.

        A line that was taken back altogether is none of them; a line of no account may be one of any.
        """
        return [
            each
            for each in self._called.get(name, ())
            if any(account == paid.account or not (account and paid.account) for paid in self._applied.get(each, ()))
        ]

    def pay(self, document: Expected, amount: Money) -> None:
        """Take an amount from what a document asks for."""
        left = subtract(self.missing(document), amount)
        if is_zero(left):
            self._standing[document.id] = Standing.PAID
        self._set_open(document, left)

    def take_back(self, identity: str, amount: Money) -> Iterator[Applied]:
        """Take back what a line brought, up to `amount`, and yield it; documents ask for their share again.

        What had gone to a wallet goes first: nothing asked for it.
        """
        left, kept = amount, list[Applied]()
        for each in sorted(self._applied.pop(identity, []), key=_is_of_document):
            if is_zero(left) or each.amount.currency != left.currency:
                kept.append(each)
                continue
            again = each
            if not at_least(left, each.amount):
                again = evolve(each, amount=left, written_off=None)
                kept.append(evolve(each, amount=subtract(each.amount, left)))
            left = subtract(left, again.amount)
            self._reopen(again)
            yield again
        if kept:
            self._applied[identity] = kept

    def _reopen(self, again: Applied) -> None:
        document = self._documents.get(again.document)
        if document is None or self._standing[document.id] is Standing.CANCELLED:
            return
        self._standing[document.id] = Standing.OPEN
        self._set_open(document, add(self.missing(document), _with_written_off(again)))


def _is_of_document(paid: Applied) -> bool:
    return bool(paid.document)


def _with_written_off(paid: Applied) -> Money:
    return paid.amount if paid.written_off is None else add(paid.amount, paid.written_off)

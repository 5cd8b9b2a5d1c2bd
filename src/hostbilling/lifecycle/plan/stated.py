"""VAT in national currency on what the conductor drafts, at the rates that the host brings in its book."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ...documents import DraftInvoice, with_national_vat
from ...errors import InvalidInput
from ...vat import ExchangeRate
from ..book import Book

OLDEST = timedelta(days=31)
"""A rate older than that is no rate of the day: the longest a state lets one stand is a month."""


def stated(draft: DraftInvoice, book: Book, *, on: date) -> DraftInvoice:
    """Return the draft with its VAT in national currency, at the last rate known on the day VAT became chargeable.

    Where the book has no rate that leads there the draft stays as it is, and `documents.check` says what it lacks.
    """
    try:
        return with_national_vat(draft, on=on, rates=tuple(_of(book.exchange_rates, on)), rounding=book.rounding)
    except InvalidInput:
        return draft


def _of(rates: Sequence[ExchangeRate], on: date) -> Iterator[ExchangeRate]:
    """Yield the latest rate of each pair of currencies."""
    usable = [rate for rate in rates if on - OLDEST <= rate.on <= on]
    for pair in dict.fromkeys(frozenset((rate.base, rate.quote)) for rate in usable):
        yield max((rate for rate in usable if {rate.base, rate.quote} == pair), key=lambda rate: rate.on)

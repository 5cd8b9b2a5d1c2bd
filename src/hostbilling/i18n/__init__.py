"""Words, numbers and dates of documents in the customer's language.

Catalogues are tables, one module a language. Babel gives the signs of numbers, dates and the names of countries.
"""

from .explaining import explain, in_short
from .languages import LANGUAGES, spoken
from .locales import country, day
from .numbers import amount, number, percent, quantity
from .saying import labelled, say, unit
from .word import Word

__all__ = [
    "LANGUAGES",
    "Word",
    "amount",
    "country",
    "day",
    "explain",
    "in_short",
    "labelled",
    "number",
    "percent",
    "quantity",
    "say",
    "spoken",
    "unit",
]

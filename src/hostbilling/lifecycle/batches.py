"""The money of a night as one batch in one order, so that the order in which a host reads it changes nothing."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from ..payments import Direction
from .facts import PaymentReceived, PaymentRefunded, PaymentReversed

MoneyFact = PaymentReceived | PaymentRefunded | PaymentReversed
T = TypeVar("T", PaymentReceived, MoneyFact)


def in_order(facts: Iterable[T]) -> tuple[T, ...]:
    """Return facts of money in the order to apply them: by value date, what came before what went back, by identity.

    The same payment told twice stands once.
    """
    found: dict[str, T] = {}
    for fact in sorted(facts, key=_place):
        found.setdefault(fact.payment.id, fact)
    return tuple(found.values())


def _place(fact: MoneyFact) -> tuple[date, bool, str, str]:
    payment = fact.payment
    return fact.on, payment.direction is Direction.OUT, payment.id, repr(fact)

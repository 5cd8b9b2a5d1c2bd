"""The money of a night as one batch in one order, so that the order in which a host reads it changes nothing."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from ..errors import Fault, each_of, impossible, listed, refuse
from ..payments import Direction
from .facts import PaymentReceived, PaymentRefunded, PaymentReversed
from .facts.dated import Dated

MoneyFact = PaymentReceived | PaymentRefunded | PaymentReversed
T = TypeVar("T", PaymentReceived, MoneyFact)


def in_order(facts: Iterable[T]) -> tuple[T, ...]:
    """Return facts of money in the order to apply them: by value date, what came before what went back, by identity.

    The same payment told twice stands once. Raises `Impossible` where the same identity is told of another payment.
    """
    found: dict[str, T] = {}
    given = listed(facts)
    each_of("facts", given, Dated)
    refuse(*(_check_money(f"facts[{at}]", fact) for at, fact in enumerate(given)))
    for fact in sorted(given, key=_place):
        known = found.setdefault(fact.payment.id, fact)
        if known.payment != fact.payment:
            raise impossible("payment.otherwise", "payment.id", fact.payment.id,
                             f"is told with {known.payment.amount} and {fact.payment.amount}",
                             "give another payment another id")  # fmt: skip
    return tuple(found.values())


def _check_money(path: str, fact: object) -> Fault | None:
    if isinstance(fact, (PaymentReceived, PaymentRefunded, PaymentReversed)):
        return None
    return Fault("fact.type", path, type(fact).__name__, "is no fact of money", "pass payments and what went back")


def _place(fact: MoneyFact) -> tuple[date, bool, str, str]:
    payment = fact.payment
    return fact.on, payment.direction is Direction.OUT, payment.id, repr(fact)

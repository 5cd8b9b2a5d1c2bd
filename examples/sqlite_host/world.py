"""The simulated world: customers with habits, a bank, a card gateway.

Everything here is a function of the account and the day, so that a night interrupted and run again meets the
same world.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from hostbilling.demands import DeclineClass, Demand
from hostbilling.errors import Fault, InvalidInput
from hostbilling.lifecycle import Account, ChargeInstrument
from hostbilling.money import Money, greatest, is_zero, least, payable, split, subtract, total, zero
from hostbilling.payments import Payment

HABITS = frozenset({
    "prompt", "on_due_day", "late", "after_end", "never", "in_halves", "half_only", "twice", "falls_short",
    "card", "card_declined_once", "card_declined_always",
})  # fmt: skip


def check_habit(habit: str) -> None:
    """Refuse a habit nobody has."""
    if habit not in HABITS:
        known = ", ".join(sorted(HABITS))
        raise InvalidInput(Fault("world.habit", "habit", habit, "is not known", f"use one of {known}"))


def payments(account: Account, habit: str, day: date) -> Iterator[tuple[Demand, Payment]]:
    """Yield the bank transfers of a customer that the bank dates on `day`."""
    for demand in account.demands:
        for number, (on, amount) in enumerate(_transfers(demand, habit)):
            if on == day and not is_zero(amount):
                yield (
                    demand,
                    Payment(channel="bank", external_id=f"{demand.id}#{number}", amount=amount, received_on=on),
                )


def _transfers(demand: Demand, habit: str) -> list[tuple[date, Money]]:  # one return a habit
    """What the customer will ever transfer for a demand, and when; never on the day it was issued."""
    end = min(part.period.start for part in demand.parts)
    whole = _whole(demand)
    soon = demand.issued_on + timedelta(days=3)
    due = max(demand.due_on, demand.issued_on + timedelta(days=1))
    half, rest = split(whole, 2)
    match habit:
        case "prompt":
            return [(soon, whole)]
        case "on_due_day":
            return [(due, whole)]
        case "late":
            return [(max(end - timedelta(days=2), soon), whole)]
        case "after_end":
            return [(max(end + timedelta(days=3), soon), whole)]
        case "in_halves":
            return [(due, half), (max(end - timedelta(days=5), due + timedelta(days=1)), rest)]
        case "half_only":
            return [(due, half)]
        case "twice":
            return [(soon, whole), (soon + timedelta(days=2), whole)]
        case "falls_short":
            paid = least(whole, payable(Decimal("60.00"), whole.currency.code))
            return [(soon, paid if len(demand.parts) > 1 else whole)]
        case _:
            return []


def _whole(demand: Demand) -> Money:
    asked = total((part.amounts.gross for part in demand.parts), currency=demand.held.currency.code)
    return greatest(zero(demand.held.currency.code), subtract(asked, demand.credit))


def charge(step: ChargeInstrument, habit: str) -> DeclineClass | None:
    """Return why the gateway refuses a charge, None when it goes through."""
    refused = habit == "card_declined_always" or (habit == "card_declined_once" and step.stage == "card_charged")
    return DeclineClass.INSUFFICIENT_FUNDS if refused else None

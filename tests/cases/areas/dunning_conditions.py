"""Thresholds on what is unpaid, and the slots of a card (engine_cases.json)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hostbilling.demands import Condition, Demand, Kind, Part
from hostbilling.dunning import Debtor, RetrySchedule, Threshold, account_standing, retry
from hostbilling.money import Amounts, exact, payable, zero
from hostbilling.parties import CustomerKind
from hostbilling.periods import Period, Term
from tests.cases.answers import Each

EUR = "EUR"
WHEN = date(2026, 11, 21)
CLEAR = "CLEAR"
# What a threshold of each area counts.
AGE: Callable[[Any], Condition] = lambda days: Condition(age=days)  # noqa: E731
COUNT: Callable[[Any], Condition] = lambda count: Condition(count=count)  # noqa: E731
BALANCE: Callable[[Any], Condition] = lambda amount: Condition(balance=exact(amount, EUR))  # noqa: E731


def debtor(*demands: Demand) -> Debtor:
    return Debtor(demands=demands, credit=zero(EUR), customer=CustomerKind.CONSUMER)


def unpaid(id_: str = "D", *, issued_on: date = WHEN, amount: Any = "100.00") -> Demand:
    asked = payable(amount, EUR)
    part = Part(
        id=f"{id_}/1",
        service_id="S1",
        term=Term.years(1),
        period=Period.of(issued_on, Term.years(1)),
        amounts=Amounts(net=asked, vat=zero(EUR), gross=asked),
    )
    return Demand(id=id_, kind=Kind.DEBT, parts=(part,), issued_on=issued_on, due_on=issued_on, held=zero(EUR))


def state(thresholds: Sequence[Sequence[Any]], when: Callable[[Any], Condition], owed: Debtor, on: date) -> str:
    # The library takes the least severe first; a case may list them the other way round.
    rising = sorted(thresholds, key=lambda threshold: Decimal(threshold[1]))
    levels = [Threshold(name=name, when=when(limit)) for name, limit in rising]
    return account_standing(levels, owed, on=on).name or CLEAR


def age_condition(given: Mapping[str, Any]) -> dict[str, Any]:
    age = given["age_days"]
    demands = [] if age is None else [unpaid(issued_on=WHEN - timedelta(days=age))]
    return {"matches": debtor(*demands).meets(AGE(given["threshold_days"]), on=WHEN)}


def balance_condition(given: Mapping[str, Any]) -> dict[str, Any]:
    owed = debtor(unpaid(amount=given["balance"] if "balance" in given else given["unpaid_balance"]))
    if "threshold" in given:
        return {"matches": owed.meets(BALANCE(given["threshold"]), on=WHEN)}
    return {"state": state(given["thresholds"], BALANCE, owed, WHEN)}


def count_condition(given: Mapping[str, Any]) -> dict[str, Any]:
    owed = debtor(*(unpaid(f"D{number}") for number in range(given["unpaid_invoices"])))
    return {"state": state(given["thresholds"], COUNT, owed, WHEN)}


def state_on_date(given: Mapping[str, Any]) -> dict[str, Any]:
    """The state on a day, or on each day of a list."""
    thresholds = given["config"]["states"]
    first = given["earliest_unpaid_invoice"]
    owed = debtor(*([unpaid(issued_on=date.fromisoformat(first))] if first else []))

    def holds(named: Sequence[str]) -> bool:
        # Written as (day, state) or as (state, day).
        day, name = sorted(named)
        return state(thresholds, AGE, owed, date.fromisoformat(day)) == name

    answer: dict[str, Any] = {"states": Each(holds)}
    if given.get("on") is not None:
        answer["state"] = state(thresholds, AGE, owed, date.fromisoformat(given["on"]))
    return answer


def attempt_due(given: Mapping[str, Any]) -> dict[str, Any]:
    """Whether the card is tried on a day, when it was not tried before."""
    schedule = RetrySchedule(slots=[-days for days in given["attempt_offsets_days_before_expiry"]])
    end, today = date.fromisoformat(given["expires"]), date.fromisoformat(given["today"])
    return {"attempt": retry(schedule, end=end, instrument="card", on=today).charge}


AREAS = {
    "autorenew.attempt_due": attempt_due,
    "dunning.age_condition": age_condition,
    "dunning.balance_condition": balance_condition,
    "dunning.count_condition": count_condition,
    "dunning.state_on_date": state_on_date,
}
# The rule in words: days since the earliest unpaid invoice, met with "or more".
FOR_READERS = {"config.rule"}

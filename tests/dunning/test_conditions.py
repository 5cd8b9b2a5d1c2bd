"""Conditions on what is open, and the standing of an account by thresholds."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.catalog import Family
from hostbilling.demands import Condition, Demand, Instrument, Kind, PartState
from hostbilling.dunning import Debtor, Threshold, account_standing, passed_over
from hostbilling.errors import NotFound
from hostbilling.money import payable
from hostbilling.parties import CustomerKind
from tests.refusals import refused

from .debts import DUE, ISSUED, demand, part

DAY = timedelta(days=1)


def eur(text: str) -> Any:
    return payable(text, "EUR")


def debtor(*demands: Demand, credit: str = "0", **more: Any) -> Debtor:
    facts: dict[str, Any] = {"customer": CustomerKind.CONSUMER, **more}
    return Debtor(demands=demands, credit=eur(credit), **facts)


def met(condition: Condition, owed: Debtor, on: date = ISSUED) -> bool:
    return owed.meets(condition, on=on)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (Condition(amount=eur("100")), True),
        (Condition(amount=eur("100.01")), False),
        (Condition(balance=eur("70")), True),
        (Condition(balance=eur("70.01")), False),
        (Condition(count=1), True),
        (Condition(count=2), False),
        (Condition(age=0), True),
        (Condition(age=1), False),
        (Condition(), True),
        (Condition(amount=eur("100"), count=2), False),
    ],
)
def test_a_limit_is_met_with_or_more_and_all_of_them_must_be(condition: Condition, expected: bool) -> None:  # noqa: FBT001
    assert met(condition, debtor(demand(), credit="30")) is expected


def test_age_is_counted_from_the_oldest_and_with_overdue_from_its_due_day() -> None:
    old, young = demand(), demand(id_="D2", issued_on=ISSUED + 20 * DAY)
    late = Condition(age=30)
    assert not met(late, debtor(old, young), ISSUED + 29 * DAY)
    assert met(late, debtor(old, young), ISSUED + 30 * DAY)
    overdue = Condition(age=30, overdue=True)
    assert not met(overdue, debtor(old, young), DUE + 29 * DAY)
    assert met(overdue, debtor(old, young), DUE + 30 * DAY)


def test_the_due_day_itself_is_in_time() -> None:
    assert not met(Condition(overdue=True), debtor(demand()), DUE)
    assert met(Condition(overdue=True), debtor(demand()), DUE + DAY)


@pytest.mark.parametrize(
    "nothing",
    [
        debtor(),
        debtor(demand(issued_on=ISSUED + DAY)),
        debtor(demand(held="100.00")),
        debtor(demand(held="100.01")),
        debtor(demand(part("0.00"))),
        debtor(demand(part("100.00", state=PartState.PAID))),
        debtor(demand(part("100.00", state=PartState.CREDITED))),
    ],
)
def test_what_is_not_issued_or_misses_nothing_is_not_open(nothing: Debtor) -> None:
    assert not met(Condition(age=0), nothing)
    assert nothing.open_on(ISSUED) == ()


def test_calls_and_debts_can_be_told_apart_and_families_and_customers_too() -> None:
    call = demand(part("40.00", service="V"), id_="C", kind=Kind.CALL)
    debt = demand(part("60.00", service="W"))
    owed = debtor(call, debt, families={"V": Family.VPS, "W": Family.DOMAIN})
    assert met(Condition(amount=eur("100")), owed)
    assert not met(Condition(amount=eur("60.01"), kinds={Kind.DEBT}), owed)
    assert met(Condition(amount=eur("40"), families={Family.VPS}), owed)
    assert not met(Condition(amount=eur("40.01"), families={Family.VPS}), owed)
    assert not met(Condition(families={Family.BACKUP}), owed)
    assert not met(Condition(customers={CustomerKind.BUSINESS}), owed)


def test_a_condition_may_ask_for_a_usable_means_of_payment_or_for_none() -> None:
    card = Instrument(id="card", label="card", usable_until=ISSUED)
    owed = debtor(demand(), instruments=(card,))
    assert [met(Condition(chargeable=wanted), owed) for wanted in (True, False, None)] == [True, False, True]
    later = [met(Condition(chargeable=wanted), owed, ISSUED + DAY) for wanted in (True, False)]
    assert later == [False, True]


LEVELS = [
    Threshold(name="warned", when=Condition(age=14)),
    Threshold(name="limited", when=Condition(age=21)),
    Threshold(name="blocked", when=Condition(amount=eur("500"))),
]


def test_the_most_severe_threshold_holds_and_the_next_change_is_told() -> None:
    found = account_standing(LEVELS, debtor(demand()), on=ISSUED + 14 * DAY)
    assert (found.name, found.changes_on, found.becomes) == ("warned", ISSUED + 21 * DAY, "limited")
    assert found.explain().splitlines() == [
        "warned: 14 days old (limit 14).",
        "With nothing paid or asked for it becomes limited on 2026-03-23.",
    ]
    assert account_standing(LEVELS, debtor(demand(part("500.00"))), on=ISSUED).name == "blocked"


def test_clear_says_so() -> None:
    found = account_standing(LEVELS, debtor(), on=ISSUED)
    assert found.is_clear
    assert str(found) == "Clear on 2026-03-02: no threshold is reached, 0 demands are open."
    assert (found.changes_on, found.becomes) == (None, None)


def test_paying_the_oldest_counts_from_the_next_one() -> None:
    young = demand(id_="D2", issued_on=ISSUED + 10 * DAY)
    on = ISSUED + 25 * DAY
    assert account_standing(LEVELS, debtor(demand(), young), on=on).name == "limited"
    assert account_standing(LEVELS, debtor(demand(held="100.00"), young), on=on).name == "warned"


def test_an_instrument_that_lapses_or_is_revoked_changes_a_standing() -> None:
    card = Instrument(id="a", label="a", usable_until=date.max, revoked_on=ISSUED + 3 * DAY)
    levels = [Threshold(name="ask for a card", when=Condition(chargeable=False))]
    found = account_standing(levels, debtor(demand(), instruments=(card,)), on=ISSUED)
    assert (found.name, found.changes_on) == (None, ISSUED + 3 * DAY)
    until = Instrument(id="a", label="a", usable_until=ISSUED + 3 * DAY)
    found = account_standing(levels, debtor(demand(), instruments=(until,)), on=ISSUED)
    assert found.changes_on == ISSUED + 4 * DAY


def test_a_standing_can_end_by_itself() -> None:
    card = Instrument(id="a", label="a", usable_until=ISSUED)
    levels = [Threshold(name="waiting for the card", when=Condition(chargeable=True))]
    found = account_standing(levels, debtor(demand(), instruments=(card,)), on=ISSUED)
    assert (found.name, found.changes_on, found.becomes) == ("waiting for the card", ISSUED + DAY, None)
    assert "becomes clear" in str(found)


def test_standings_passed_over_are_named_only_on_the_way_down() -> None:
    assert passed_over(LEVELS, before=None, now="blocked") == ("warned", "limited")
    assert passed_over(LEVELS, before="warned", now="blocked") == ("limited",)
    assert passed_over(LEVELS, before="warned", now="limited") == ()
    assert passed_over(LEVELS, before="blocked", now=None) == ()
    with pytest.raises(NotFound) as caught:
        passed_over(LEVELS, before="gone", now=None)
    assert caught.value.code == "threshold.unknown"


@pytest.mark.parametrize(
    ("code", "field", "make"),
    [
        ("count.low", "condition.count", lambda: Condition(count=0)),
        ("count.low", "condition.age", lambda: Condition(age=-1)),
        ("condition.limit", "condition.amount", lambda: Condition(amount=eur("-1"))),
        ("condition.limit", "condition.balance", lambda: Condition(balance=eur("-1"))),
        ("condition.never", "condition.kinds", lambda: Condition(kinds=())),
        ("condition.never", "condition.customers", lambda: Condition(customers=())),
        ("value.type", "debtor.customer", lambda: debtor(customer="consumer")),
        ("id.duplicate", "debtor.demands", lambda: debtor(demand(), demand())),
        ("text.empty", "threshold.name", lambda: Threshold(name="", when=Condition())),
        ("value.type", "threshold.when", lambda: Threshold(name="a", when=14)),  # type: ignore[arg-type]
        ("id.duplicate", "thresholds", lambda: account_standing([LEVELS[0], LEVELS[0]], debtor(), on=ISSUED)),
        ("date.type", "on", lambda: account_standing(LEVELS, debtor(), on="today")),  # type: ignore[arg-type]
        ("date.type", "on", lambda: met(Condition(), debtor(), "today")),  # type: ignore[arg-type]
        (
            "money.currency_mismatch",
            "currency",
            lambda: met(Condition(amount=payable("1", "CZK")), debtor(demand())),
        ),
    ],
)
def test_bad_input_is_refused(code: str, field: str, make: Any) -> None:
    assert refused(make) == (code, field)


def test_what_was_compared_is_said_in_words() -> None:
    owed = debtor(demand(), credit="30")
    every = Condition(amount=eur("1"), balance=eur("1"), count=1, age=0)
    assert owed.found(every, on=ISSUED) == (
        "100.00 EUR open (limit 1.00 EUR), a balance of 70.00 EUR (limit 1.00 EUR), 1 open (limit 1),"
        " 0 days old (limit 0)"
    )
    assert owed.found(Condition(), on=ISSUED) == "1 open"
    assert debtor().found(Condition(), on=ISSUED) == "nothing open"
    assert owed.found(Condition(age=1, overdue=True), on=DUE + DAY) == "1 days overdue (limit 1)"


conditions = st.builds(
    Condition,
    amount=st.none() | st.integers(0, 300).map(lambda n: eur(str(n))),
    balance=st.none() | st.integers(0, 300).map(lambda n: eur(str(n))),
    count=st.none() | st.integers(1, 4),
    age=st.none() | st.integers(0, 60),
    overdue=st.booleans(),
)
levels = st.lists(conditions, min_size=1, max_size=4).map(
    lambda found: [Threshold(name=str(place), when=each) for place, each in enumerate(found)]
)
debts = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 200)), max_size=4).map(
    lambda rows: [
        demand(part(str(amount), f"{n}/1"), id_=str(n), issued_on=ISSUED + days * DAY)
        for n, (days, amount) in enumerate(rows)
    ]
)


def severity(found: str | None) -> int:
    return -1 if found is None else int(found)


@given(thresholds=levels, owed=debts, day=st.integers(0, 90), paid=st.data())
def test_a_payment_never_makes_a_standing_worse(
    thresholds: list[Threshold], owed: list[Demand], day: int, paid: st.DataObject
) -> None:
    on = ISSUED + day * DAY
    before = account_standing(thresholds, debtor(*owed), on=on)
    less = [
        demand(*each.parts, id_=each.id, issued_on=each.issued_on, held=str(paid.draw(st.integers(0, 250))))
        for each in owed
    ]
    after = account_standing(thresholds, debtor(*less, credit=str(paid.draw(st.integers(0, 50)))), on=on)
    assert severity(after.name) <= severity(before.name)


@given(thresholds=levels, owed=debts, day=st.integers(0, 60))
def test_the_next_change_is_the_first_day_of_another_standing(
    thresholds: list[Threshold], owed: list[Demand], day: int
) -> None:
    on = ISSUED + day * DAY
    account = debtor(*owed)
    found = account_standing(thresholds, account, on=on)
    coming = [account_standing(thresholds, account, on=on + days * DAY) for days in range(1, 130)]
    changed = next(
        ((on + days * DAY, each.name) for days, each in enumerate(coming, start=1) if each.name != found.name),
        (None, None),
    )
    assert (found.changes_on, found.becomes) == changed


@given(thresholds=levels, owed=debts, day=st.integers(0, 90))
def test_the_order_of_the_demands_plays_no_part(thresholds: list[Threshold], owed: list[Demand], day: int) -> None:
    on = ISSUED + day * DAY
    one, other = (account_standing(thresholds, debtor(*each), on=on) for each in (owed, owed[::-1]))
    assert one == other

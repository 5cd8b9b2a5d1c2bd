"""Facts and steps as plain data: every kind goes out and comes back, and what does not fit is named."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest

from hostbilling.lifecycle import Fact, Step
from hostbilling.serde import dump_fact, dump_step, load_fact, load_step
from tests.samples import faults, refusal
from tests.serde.kinds import FACTS, STEPS

STORED = sorted((Path(__file__).parent.parent / "data").glob("stored-*.json"))


def there_and_back(plain: Any) -> Any:
    return json.loads(json.dumps(plain))


def names(values: list[Any]) -> list[str]:
    return [type(value).__name__ for value in values]


# --------------------------------------------------------------------------------------- every kind


def test_every_kind_is_among_the_examples() -> None:
    assert names(FACTS) == [kind.__name__ for kind in get_args(Fact)]
    assert names(STEPS) == [kind.__name__ for kind in get_args(Step)]


@pytest.mark.parametrize("fact", FACTS, ids=names(FACTS))
def test_a_fact_comes_back_equal(fact: Fact) -> None:
    plain = dump_fact(fact)
    assert plain["fact"] == type(fact).__name__
    back = load_fact(there_and_back(plain))
    assert back == fact
    assert hash(back) == hash(fact)


@pytest.mark.parametrize("step", STEPS, ids=names(STEPS))
def test_a_step_comes_back_equal(step: Step) -> None:
    assert load_step(there_and_back(dump_step(step))) == step


@pytest.mark.parametrize("fact", FACTS, ids=names(FACTS))
def test_the_order_of_keys_plays_no_part(fact: Fact) -> None:
    # a store such as PostgreSQL's jsonb keeps none
    assert load_fact(json.loads(json.dumps(dump_fact(fact), sort_keys=True))) == fact


@pytest.mark.parametrize("path", STORED, ids=lambda path: path.stem)
def test_what_an_earlier_release_stored_is_still_read(path: Path) -> None:
    stored = json.loads(path.read_text("utf-8"))
    facts = {type(fact).__name__: fact for fact in FACTS}
    for plain in stored["facts"]:
        assert load_fact(plain) == facts[plain["fact"]]
    steps = {type(step).__name__: step for step in STEPS}
    for plain in stored["steps"]:
        assert load_step(plain) == steps[plain["step"]]


def test_every_kind_has_been_stored_by_some_release() -> None:
    stored = [json.loads(path.read_text("utf-8")) for path in STORED]
    assert {plain["fact"] for each in stored for plain in each["facts"]} == set(names(FACTS))
    assert {plain["step"] for each in stored for plain in each["steps"]} == set(names(STEPS))


# --------------------------------------------------------------------------------------- what does not fit

PAYMENT = next(dump_fact(fact) for fact in FACTS if type(fact).__name__ == "PaymentReceived")
OPENED = next(dump_fact(fact) for fact in FACTS if type(fact).__name__ == "AccountOpened")
DECLINED = next(dump_fact(fact) for fact in FACTS if type(fact).__name__ == "ChargeDeclined")
CALLED = next(dump_fact(fact) for fact in FACTS if type(fact).__name__ == "ProformaIssued")


def changed(plain: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    copied = copy.deepcopy(plain)
    *holders, last = [int(key) if key.isdigit() else key for key in path.split(".")]
    place: Any = copied
    for key in holders:
        place = place[key]
    place[last] = value
    return copied


def without(plain: dict[str, Any], path: str) -> dict[str, Any]:
    copied = copy.deepcopy(plain)
    *holders, last = path.split(".")
    place: Any = copied
    for key in holders:
        place = place[key]
    del place[last]
    return copied


AMOUNT = "PaymentReceived.payment.amount"
CONTACT = "AccountOpened.customer.contacts[1]"
PART = "ProformaIssued.demand.parts[1]"


@pytest.mark.parametrize(
    ("plain", "code", "field"),
    [
        (changed(PAYMENT, "payment.amount.amount", 10.5), "money.float", f"{AMOUNT}.amount"),
        (changed(PAYMENT, "payment.amount.amount", "NaN"), "money.not_finite", f"{AMOUNT}.amount"),
        (changed(PAYMENT, "payment.amount.amount", "ten"), "money.text", f"{AMOUNT}.amount"),
        (changed(PAYMENT, "payment.amount.amount", 10), "serde.shape", AMOUNT),
        (changed(PAYMENT, "payment.amount.currency", "EURO"), "money.currency", f"{AMOUNT}.currency"),
        (changed(PAYMENT, "payment.amount", 10.5), "serde.shape", AMOUNT),
        (changed(PAYMENT, "payment.amount.cents", 5), "serde.shape", AMOUNT),
        (without(PAYMENT, "payment.amount.currency"), "serde.shape", AMOUNT),
        (without(PAYMENT, "demand_id"), "serde.missing", "PaymentReceived.demand_id"),
        (without(PAYMENT, "payment.received_on"), "serde.missing", "PaymentReceived.payment.received_on"),
        (changed(PAYMENT, "payment.fee", "1"), "serde.extra", "PaymentReceived.payment.fee"),
        (changed(PAYMENT, "Key", "x"), "serde.extra", "PaymentReceived.Key"),
        (changed(PAYMENT, "payment", None), "serde.shape", "PaymentReceived.payment"),
        (changed(PAYMENT, "payment", ["bank"]), "serde.shape", "PaymentReceived.payment"),
        (changed(PAYMENT, "payment.channel", ""), "text.empty", "PaymentReceived.payment.channel"),
        (changed(PAYMENT, "key", 7), "serde.shape", "PaymentReceived.key"),
        (changed(PAYMENT, "on", "2026-02-30"), "serde.shape", "PaymentReceived.on"),
        (changed(PAYMENT, "on", "20260309"), "serde.shape", "PaymentReceived.on"),
        (changed(PAYMENT, "on", "2026-03-09T00:00:00"), "serde.shape", "PaymentReceived.on"),
        (changed(PAYMENT, "on", 20260309), "serde.shape", "PaymentReceived.on"),
        (changed(PAYMENT, "on", "2026-03-12"), "fact.future", "PaymentReceived.on"),
        (changed(DECLINED, "why", "no money"), "serde.shape", "ChargeDeclined.why"),
        (changed(DECLINED, "why", ["address"]), "serde.shape", "ChargeDeclined.why"),
        (changed(OPENED, "instruments", {}), "serde.shape", "AccountOpened.instruments"),
        (changed(OPENED, "instruments", "card"), "serde.shape", "AccountOpened.instruments"),
        (
            changed(OPENED, "instruments.0.usable_until", "2026-13-01"),
            "serde.shape",
            "AccountOpened.instruments[0].usable_until",
        ),
        (changed(OPENED, "customer.contacts.1", None), "serde.shape", CONTACT),
        (changed(OPENED, "customer.contacts.1.email", "nobody"), "email.form", f"{CONTACT}.email"),
        (changed(OPENED, "customer.address.country", "X"), "country.unknown", "AccountOpened.customer.address.country"),
        (changed(CALLED, "demand.parts.1.marks.0", ["issued"]), "serde.shape", f"{PART}.marks[0]"),
        (changed(CALLED, "demand.parts.1.period.end", "2020-01-01"), "period.reversed", f"{PART}.period.end"),
        (changed(CALLED, "demand.parts.1.amounts.gross.amount", "1.00"), "money.gross", f"{PART}.amounts.gross"),
    ],
)
def test_a_fact_that_does_not_fit_is_refused_by_path(plain: dict[str, Any], code: str, field: str) -> None:
    assert refusal(load_fact, plain) == (code, field)


def test_every_fault_is_told_at_once_with_the_value_found() -> None:
    wrong = changed(changed(without(PAYMENT, "demand_id"), "payment.amount.amount", 1.5), "on", "soon")
    found = faults(load_fact, wrong)
    assert {(fault.field, fault.value) for fault in found} == {
        ("PaymentReceived.demand_id", None),
        ("PaymentReceived.payment.amount.amount", 1.5),
        ("PaymentReceived.on", "soon"),
    }


@pytest.mark.parametrize(
    "plain", [{}, [], None, "PaymentReceived", {"fact": "Paid"}, {"fact": None}, {"fact": ["PaymentReceived"]}]
)
@pytest.mark.parametrize(("load", "kind"), [(load_fact, "fact"), (load_step, "step")])
def test_what_is_no_fact_or_step_at_all(load: Callable[[Any], Any], kind: str, plain: Any) -> None:
    (fault,) = faults(load, plain)
    assert (fault.code, fault.field) == (f"serde.{kind}", kind)
    assert "ChargeDeclined" in fault.remedy or "ChargeInstrument" in fault.remedy


def test_a_step_is_no_fact() -> None:
    assert refusal(load_fact, dump_step(STEPS[0])) == ("serde.fact", "fact")

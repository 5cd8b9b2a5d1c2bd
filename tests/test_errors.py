"""Errors name the field, the value and the remedy, tell several faults at once, and travel between processes."""

import pickle
from datetime import UTC, date, datetime
from typing import Any

import pytest

from hostbilling import errors
from hostbilling.errors import BillingError, Fault, Impossible, InvalidInput, NotFound

FAULT = Fault("text.empty", "email", "", "is empty", "write it as name@domain")
OTHER = Fault("count.low", "copies", 0, "is below 1", "pass 1 or more")


@pytest.mark.parametrize(
    ("kind", "builtin"), [(InvalidInput, ValueError), (NotFound, LookupError), (Impossible, ValueError)]
)
def test_each_error_is_also_the_fitting_builtin(kind: type[BillingError], builtin: type[Exception]) -> None:
    with pytest.raises(builtin) as caught:
        raise kind(FAULT)
    assert isinstance(caught.value, BillingError)


def test_an_error_tells_all_its_faults_in_order() -> None:
    error = InvalidInput(FAULT, OTHER)
    assert error.faults == (FAULT, OTHER)
    assert error.code == "text.empty"
    assert str(error) == (
        "email is empty, got ''; write it as name@domain [text.empty]\n"
        "copies is below 1, got 0; pass 1 or more [count.low]"
    )


def test_an_error_has_at_least_one_fault() -> None:
    with pytest.raises(TypeError):
        InvalidInput()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]


def test_a_fault_is_seen_from_outside_with_its_path() -> None:
    outer = FAULT.under("contacts[2]").under("customer")
    assert outer == Fault("text.empty", "customer.contacts[2].email", "", "is empty", "write it as name@domain")


@pytest.mark.parametrize("error", [InvalidInput(FAULT, OTHER), NotFound(FAULT), Impossible(OTHER)])
def test_errors_survive_pickling(error: BillingError) -> None:
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own bytes
    assert type(copy) is type(error)
    assert copy.faults == error.faults
    assert str(copy) == str(error)


def test_a_fault_about_a_list_can_be_hashed() -> None:
    about_a_list = Fault("count.type", "copies", [1], "must be a whole number", "pass an int")
    assert hash(about_a_list) == hash(Fault("count.type", "copies", [2], "must be a whole number", "pass an int"))
    assert about_a_list != Fault("count.type", "copies", [2], "must be a whole number", "pass an int")


def test_refuse_collects_and_stays_silent_without_a_fault() -> None:
    errors.refuse()
    errors.refuse(None, None)
    with pytest.raises(InvalidInput) as caught:
        errors.refuse(None, FAULT, None, OTHER)
    assert caught.value.faults == (FAULT, OTHER)


@pytest.mark.parametrize(
    ("check", "value", "code"),
    [
        (errors.check_text, "a", None),
        (errors.check_text, 7, "text.type"),
        (errors.check_text, None, "text.type"),
        (errors.check_text, "", "text.empty"),
        (errors.check_text, " \t\n", "text.empty"),
        (errors.check_date, date(2026, 1, 31), None),
        (errors.check_date, datetime(2026, 1, 31, tzinfo=UTC), "date.datetime"),
        (errors.check_date, "2026-01-31", "date.type"),
        (errors.check_instant, datetime(2026, 1, 31, tzinfo=UTC), None),
        (errors.check_instant, datetime(2026, 1, 31), "instant.naive"),
        (errors.check_instant, date(2026, 1, 31), "instant.type"),
        (errors.check_count, 0, None),
        (errors.check_count, -1, "count.low"),
        (errors.check_count, True, "count.type"),
        (errors.check_count, 1.0, "count.type"),
        (errors.check_unique, ["a", "b"], None),
        (errors.check_unique, [], None),
        (errors.check_unique, ["a", "b", "a", "b"], "id.duplicate"),
    ],
)
def test_what_a_check_finds(check: Any, value: Any, code: str | None) -> None:
    fault = check("field", value)
    assert (fault.code if fault else None) == code
    if fault:
        assert fault.field == "field"
        assert fault.problem
        assert fault.remedy


def test_a_count_may_have_another_least() -> None:
    assert errors.check_count("n", 2, least=2) is None
    assert errors.check_count("n", 1, least=2) == Fault("count.low", "n", 1, "is below 2", "pass 2 or more")


def test_the_first_duplicate_is_named() -> None:
    fault = errors.check_unique("ids", ["a", "b", "c", "b", "a"])
    assert fault is not None
    assert fault.value == "b"


def test_errors_of_one_fault() -> None:
    impossible = errors.impossible("wallet.overdrawn", "amount", "5", "is not there", "top up")
    assert isinstance(impossible, Impossible)
    assert impossible.faults == (Fault("wallet.overdrawn", "amount", "5", "is not there", "top up"),)
    unknown = errors.not_found("product", "vps-9", "add it to the catalog")
    assert isinstance(unknown, NotFound)
    assert unknown.faults == (Fault("product.unknown", "product", "vps-9", "is not known", "add it to the catalog"),)


def test_a_long_value_is_cut_in_the_message_and_whole_in_the_fault() -> None:
    short, long = "x" * 198, "x" * 199  # and two quotes
    assert f"got '{short}'; " in str(Fault("text.long", "name", short, "is long", "cut it"))
    fault = Fault("text.long", "name", long, "is long", "cut it")
    assert f"got '{long}...; cut it" in str(fault)
    assert fault.value == long

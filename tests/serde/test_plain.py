"""Plain data: what goes out is JSON without floats, what comes in is taken as it stands or refused."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from typing import Any

import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.decision import LegalRef, Reason, ReasonCode
from hostbilling.lifecycle import Account, replay
from hostbilling.money import Money, exact
from hostbilling.numbering import Reset, Series, SeriesState, initial_state
from hostbilling.periods import Period, Term
from hostbilling.serde import dump, load
from hostbilling.vat import Evidence, EvidenceKind
from tests.samples import EUR, eur, refusal
from tests.serde.kinds import FACTS


def there_and_back(value: Any, kind: Any = None) -> Any:
    return load(json.loads(json.dumps(dump(value))), kind or type(value))


@frozen(kw_only=True)
class Everything:
    """One field of each type that a value may have."""

    day: date
    instant: datetime | None
    rate: Decimal
    price: Money
    flag: bool
    count: int
    text: str
    pairs: tuple[tuple[str, date], ...]
    names: frozenset[str]


def days() -> st.SearchStrategy[date]:
    return st.dates(date(1, 1, 1), date(9999, 12, 30))


def prices() -> st.SearchStrategy[Money]:
    amounts = st.decimals(-(10**15), 10**15, places=6)
    return st.builds(exact, amounts, st.sampled_from(["EUR", "JPY", "KWD"]))


def facts_of_reasons() -> st.SearchStrategy[Any]:
    simple = (
        st.none()
        | st.booleans()
        | st.integers()
        | st.text()
        | st.decimals(allow_nan=False, allow_infinity=False)
        | days()
        | prices()
        | st.builds(Term.months, st.integers(1, 600))
        | days().map(lambda day: Period(day, day + timedelta(days=1)))
    )
    return st.recursive(simple, lambda inner: st.lists(inner, max_size=3).map(tuple), max_leaves=5)


@given(
    st.builds(
        Everything,
        day=days(),
        instant=st.none() | st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=2))])),
        rate=st.decimals(allow_nan=False, allow_infinity=False),
        price=prices(),
        flag=st.booleans(),
        count=st.integers(),
        text=st.text(),
        pairs=st.lists(st.tuples(st.text(), days()), max_size=3).map(tuple),
        names=st.frozensets(st.text(), max_size=4),
    )
)
def test_values_of_every_type_come_back(value: Everything) -> None:
    back = there_and_back(value)
    assert back == value
    assert str(back.rate) == str(value.rate)
    assert str(back.price.amount) == str(value.price.amount)


@given(st.dictionaries(st.text(min_size=1), facts_of_reasons(), max_size=4))
def test_reasons_come_back_with_their_facts_in_order(facts: dict[str, Any]) -> None:
    code = ReasonCode("example", "No facts named.", law=(LegalRef(citation="A law"),))
    reason = Reason(kind=code, facts=facts)
    back = load(json.loads(json.dumps(dump(reason), sort_keys=True)), Reason)
    assert back == reason
    assert [type(value) for _, value in back.facts] == [type(value) for _, value in reason.facts]


class Colour(Enum):
    """No type that a reason may hold."""

    RED = "red"


@pytest.mark.parametrize("value", [1.5, Colour.RED, datetime(2026, 1, 1), object()])
def test_a_reason_holds_only_what_can_come_back(value: Any) -> None:
    reason = Reason(kind=ReasonCode("example", "{x}"), facts={"x": value})
    assert refusal(dump, reason) == ("serde.reason_fact", "reason.facts")


@pytest.mark.parametrize(
    "facts", [{"x": 1}, "x", [["x"]], [["x", 1.5]], [["x", 7]], [["x", {"int": 1, "date": 2}]], [["x", {"float": 1}]],
              [["x", {}]], [[7, "x"]], [["x", {"date": "soon"}]]],
)  # fmt: skip
def test_facts_that_mean_nothing_are_refused(facts: Any) -> None:
    plain = {"kind": {"code": "example", "template": "{x}", "law": []}, "facts": facts}
    assert refusal(load, plain, Reason)[0] == "serde.shape"


@pytest.mark.parametrize(
    ("plain", "kind", "field"),
    [
        (1, str, "str"),
        ("1", int, "int"),
        (True, int, "int"),
        (1, bool, "bool"),
        (1.5, Decimal, "Decimal"),
        ("1,5", Decimal, "Decimal"),
        ("Infinity", Decimal, "Decimal"),
        ("soon", date, "date"),
        (7, datetime, "datetime"),
        ([], Money, "Money"),
        ("x", Term, "Term"),
        ({"count": 0, "unit": "days"}, Term, "Term.count"),
        ({"count": 1, "unit": "weeks"}, Term, "Term.unit"),
        ("red", tuple[str, ...], "tuple"),
        ({"red": 1}, tuple[str, ...], "tuple"),
        (["red", 1], tuple[str, ...], "tuple[1]"),
        (["red"], tuple[str, str], "tuple"),
        ({}, frozenset[str], "frozenset"),
    ],
)
def test_nothing_is_converted_or_guessed(plain: Any, kind: Any, field: str) -> None:
    code, where = refusal(load, plain, kind)
    assert where == field
    assert code in {"serde.shape", "count.low"}


def test_an_instant_keeps_its_zone() -> None:
    taken = datetime(2026, 3, 29, 1, 30, tzinfo=timezone(timedelta(hours=1)))
    item = Evidence(kind=EvidenceKind.IP_GEOLOCATION, country="SK", taken_at=taken)
    assert dump(item)["taken_at"] == "2026-03-29T01:30:00+01:00"
    assert there_and_back(item) == item


def test_amounts_and_sets_are_written_as_text_and_lists() -> None:
    assert dump(eur("10.50")) == {"amount": "10.50", "currency": "EUR"}
    assert dump(exact("0.00125", EUR)) == {"amount": "0.00125", "currency": "EUR"}
    assert dump(Term.months(12)) == {"count": 12, "unit": "months"}


def test_a_whole_account_is_a_snapshot_that_comes_back() -> None:
    opened, added = FACTS[0], FACTS[1]
    account = replay([opened, added, *[fact for fact in FACTS if type(fact).__name__ in {"Intended", "HoldPlaced"}]])
    assert account.intended == {"D1/call/2"}
    assert there_and_back(account, Account) == account


def test_a_register_s_state_comes_back() -> None:
    state = initial_state(Series(id="invoices", pattern="{YYYY}{seq:6}", reset=Reset.YEARLY))
    assert there_and_back(state, SeriesState) == state

"""What no argument of numbering can be: the refusal names it, whichever it is."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import attrs
import pytest

from hostbilling.numbering import (
    Counter,
    DocumentKind,
    Entry,
    MonthDay,
    Pattern,
    Printed,
    Request,
    Reset,
    Series,
    Void,
    allocate,
    audit,
    audit_printed,
    check,
    check_distinct,
    check_number,
    close_period,
    common_number,
    fiscal_year,
    import_register,
    initial_state,
    is_repeated,
    next_number,
    period_key,
    policy,
    skip_to,
    void,
)
from hostbilling.periods import Period
from tests.samples import answers_or_refuses, faults, refusal

ON = date(2026, 3, 9)
F = Series(
    id="F", pattern="F{YYYY}-{seq}", reset=Reset.YEARLY, starts={"2025": 7}, texts={}, former=["{YYYY}/{seq}"],
    max_length=20, usable=Period(date(2026, 1, 1), date(2027, 1, 1)), registration="AT-7",
)  # fmt: skip
GIVEN = allocate(initial_state(F), [Request(id="a", series="F", date=ON)], series=F, known=(), today=ON)
STATE, ASSIGNED = GIVEN.state, GIVEN.assigned[0]
VOID = Void(series="F", period="2026", seq=1, reason="spoilt", on=ON)
SK = attrs.evolve(policy("SK", on=ON), key_years=5, forced_reset=Reset.YEARLY, max_length=30)
PATTERN = Pattern("F{YYYY}-{seq}")
ONE = Printed(number="F1", year=2026, kind="FT")

GOOD: dict[str, tuple[Callable[..., object], dict[str, object]]] = {
    "Pattern.fill": (Pattern("{prefix}{seq}").fill, {"texts": {"prefix": "A"}}),
    "Pattern.shown": (PATTERN.shown, {"on": ON, "fiscal_start": MonthDay(4, 1)}),
    "Pattern.render": (PATTERN.render, {"seq": 1, "on": ON, "fiscal_start": MonthDay(4, 1)}),
    "Pattern.parse": (PATTERN.parse, {"number": "F2026-1"}),
    "common_number": (common_number, {"one": PATTERN, "other": PATTERN}),
    "fiscal_year": (fiscal_year, {"on": ON, "start": MonthDay(4, 1)}),
    "period_key": (period_key, {"on": ON, "reset": Reset.MONTHLY, "start": MonthDay(4, 1)}),
    "Series.period": (F.period, {"on": ON}),
    "Series.days": (F.days, {"on": ON}),
    "Series.first": (F.first, {"period": "2026"}),
    "Series.render": (F.render, {"seq": 1, "on": ON}),
    "Series.prints": (F.prints, {"seq": 1, "on": ON}),
    "Series.parse": (F.parse, {"number": "F2026-1"}),
    "Series.outgrown": (F.outgrown, {"seq": 1}),
    "SeriesState.counter": (STATE.counter, {"period": "2026"}),
    "check_distinct": (check_distinct, {"series": [F]}),
    "allocate": (
        allocate,
        {"state": STATE, "requests": [Request(id="a", series="F", date=ON)], "series": F, "known": [ASSIGNED],
         "today": ON},
    ),
    "initial_state": (initial_state, {"series": F}),
    "next_number": (next_number, {"state": STATE, "series": F, "period": "2026"}),
    "close_period": (close_period, {"state": STATE, "series": F, "period": "2026"}),
    "void": (void, {"state": STATE, "series": F, "period": "2026", "seq": 1, "reason": "spoilt", "on": ON}),
    "skip_to": (
        skip_to, {"state": STATE, "series": F, "period": "2026", "next_seq": 5, "reason": "on paper", "on": ON}
    ),
    "audit": (audit, {"register": [ASSIGNED], "series": [F], "voids": [VOID], "states": [STATE]}),
    "import_register": (import_register, {"rows": [("F2026-1", ON)], "series": F, "voids": [VOID]}),
    "check": (check, {"series": [F], "on": ON}),
    "check_number": (check_number, {"number": "F1", "policy": SK}),
    "policy": (policy, {"country": "SK", "on": ON, "rows": (SK,)}),
    "is_repeated": (is_repeated, {"later": ONE, "earlier": ONE, "policy": SK}),
    "audit_printed": (audit_printed, {"numbers": [ONE], "policy": SK, "voided": [2]}),
}  # fmt: skip
VALUES: list[Any] = [
    F, ASSIGNED, VOID, STATE, SK, ONE, Request(id="a", series="F", date=ON), Counter(next_seq=2, last_date=ON),
    Entry(series="F", period="2026", seq=1, issue_date=ON, number="F2026-1"), MonthDay(4, 1),
]  # fmt: skip
GOOD.update({
    type(value).__name__: (
        type(value), {each.name: getattr(value, each.name) for each in attrs.fields(type(value)) if each.init}
    )
    for value in VALUES
})  # fmt: skip
EVERY = [(name, argument) for name, (_, good) in GOOD.items() for argument in good]


class Nothing:
    """Of no use to anything."""

    def __repr__(self) -> str:
        return "Nothing"


@pytest.mark.parametrize(("name", "argument"), EVERY)
def test_what_means_nothing_is_refused_by_its_name(name: str, argument: str) -> None:
    call, good = GOOD[name]
    call(**good)
    found = faults(call, **{**good, argument: Nothing()})
    assert [fault for fault in found if argument in fault.field]
    assert "Nothing" in str(found[0])


@pytest.mark.parametrize(("name", "argument"), EVERY)
def test_what_is_missing_or_of_another_kind_never_breaks_anything(name: str, argument: str) -> None:
    call, good = GOOD[name]
    for value in (
        None,
        "",
        "5",
        5,
        -1,
        1.5,
        True,
        [],
        [None],
        ["x"],
        [("x", 1)],
        {},
        {"x": None},
        datetime(2026, 3, 9),
    ):
        assert answers_or_refuses(call, **{**good, argument: value})


def test_a_day_that_hides_a_zone_is_no_date() -> None:
    assert refusal(F.render, seq=1, on=datetime(2026, 3, 9)) == ("date.datetime", "on")
    assert refusal(F.period, datetime(2026, 3, 9)) == ("date.datetime", "on")
    assert refusal(Counter, next_seq=1, last_date=datetime(2026, 3, 9)) == ("date.datetime", "counter.last_date")


def test_yes_is_no_number() -> None:
    assert refusal(Request, id="a", series="F", date=True) == ("date.type", "request.date")
    assert refusal(attrs.evolve, ASSIGNED, seq=True) == ("count.type", "assigned.seq")


def test_mappings_name_the_key_that_is_wrong() -> None:
    assert refusal(attrs.evolve, F, starts={"2026": "1"}) == ("pairs.member", "series.starts.2026")
    assert refusal(attrs.evolve, F, texts={"prefix": 3}) == ("pairs.member", "series.texts.prefix")
    assert refusal(attrs.evolve, STATE, counters={"2026": 8}) == ("pairs.member", "state.counters.2026")
    assert refusal(attrs.evolve, STATE, counters=8) == ("pairs.type", "state.counters")
    assert refusal(attrs.evolve, F, starts={2026: 1}) == ("pairs.member", "series.starts.2026")


def test_members_are_named_by_their_place() -> None:
    assert refusal(attrs.evolve, F, documents={"invoice"}) == ("value.type", "series.documents[0]")
    assert refusal(attrs.evolve, F, documents=[DocumentKind.INVOICE, None])[0] == "value.type"
    assert refusal(attrs.evolve, F, former=[PATTERN, 4]) == ("value.type", "series.former[1]")
    assert refusal(import_register, [("F2026-1", ON), ("F2026-2",)], series=F) == ("rows.pair", "rows[1]")
    assert refusal(import_register, [("F2026-1", "2026-03-09")], series=F) == ("date.type", "rows[0].issue_date")
    assert refusal(import_register, [(1, ON)], series=F) == ("value.type", "rows[0].number")
    assert refusal(audit, [ASSIGNED, "F2026-2"], series=[F]) == ("value.type", "register[1]")
    assert refusal(allocate, STATE, ["a"], series=F, known=(), today=ON) == ("value.type", "requests[0]")


def test_a_state_of_another_series_is_not_read() -> None:
    other = attrs.evolve(STATE, series="C")
    for call in (next_number, close_period):
        assert refusal(call, other, series=F, period="2026") == ("state.series", "state.series")
    assert refusal(void, other, series=F, period="2026", seq=1, reason="x", on=ON) == ("state.series", "state.series")


def test_rows_of_another_system_need_only_its_members() -> None:
    class Row:
        series, period, seq, issue_date, number = "F", "2026", 1, ON, "F2026-1"

    assert audit([Row()], series=[F]).findings == ()

"""Two patterns of one issuer that could print the same number: found, or proved apart."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hostbilling.errors import InvalidInput
from hostbilling.numbering import Pattern, Reset, Series, check_distinct, common_number
from tests.numbering.strategies import days, patterns


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        ("F1{seq}", "F{seq}", "F11"),
        ("F{seq}", "F{seq:4}", "F1111"),
        ("F{YYYY}{seq}", "F{YY}{seq}", "F11111"),
        ("F{MM}-{seq}", "F12-{seq}", "F12-1"),
        ("F{seq}/{DD}", "F1/3{seq}", "F1/31"),
        ("{seq}A", "{seq_hex}", "1A"),
        ("F{seq:3}1", "F{seq:2}", "F1111"),
        ("{FY2}/{seq}", "11-12/{seq}", "11-12/1"),
    ],
)
def test_patterns_that_meet(one: str, other: str, number: str) -> None:
    assert common_number(Pattern(one), Pattern(other)) == number
    assert common_number(Pattern(other), Pattern(one)) == number
    assert Pattern(one).parse(number).seq > 0
    assert Pattern(other).parse(number).seq > 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("F{seq}", "C{seq}"),
        ("F{MM}-{seq}", "F13-{seq}"),
        ("F{MM}-{seq}", "F00-{seq}"),
        ("F{DD}-{seq}", "F32-{seq}"),
        ("F-{seq}", "F{seq}"),
        ("F{seq:3}", "F0{seq:3}"),
        ("F{seq:4}", "F000{seq:4}"),
        ("{seq}A", "{seq}B"),
        ("{seq}G", "{seq_hex}"),
        ("F{YYYY}-{seq}", "F{YY}-{seq}"),
        ("F{seq}/{YYYY}", "F{seq}/{YY}"),
    ],
)
def test_patterns_that_never_meet(one: str, other: str) -> None:
    assert common_number(Pattern(one), Pattern(other)) is None


def test_a_counter_with_padding_never_prints_fewer_digits_but_a_zero_in_front_may() -> None:
    assert common_number(Pattern("F0{seq:2}"), Pattern("F{seq:3}")) == "F011"


@given(patterns(), patterns())
def test_what_both_print_is_read_by_both(one: Pattern, other: Pattern) -> None:
    number = common_number(one, other)
    assert number == common_number(other, one) or len(number or "") == len(common_number(other, one) or "")
    if number is None:
        return
    # A date token is read as any date, so a year printed twice may disagree; all else is exact.
    for pattern in (one, other):
        tokens = [part.token for part in pattern.parts if part.token]
        if len(set(tokens)) == len(tokens):
            assert pattern.parse(number).seq >= 0


@given(patterns(), patterns(), days(), st.integers(0, 99_999))
def test_what_was_proved_apart_is_never_read_by_the_other(one: Pattern, other: Pattern, on: date, seq: int) -> None:
    assume(common_number(one, other) is None)
    with pytest.raises(InvalidInput):
        other.parse(one.render(seq=seq, on=on))


@given(patterns())
def test_every_pattern_meets_itself(pattern: Pattern) -> None:
    assert common_number(pattern, pattern)


def series(name: str, pattern: str, **more: object) -> Series:
    return Series(id=name, pattern=pattern, reset=Reset.NEVER, **more)  # type: ignore[arg-type]


def test_series_that_could_print_alike_are_refused_with_the_number() -> None:
    listed = [series("invoices", "F{seq}"), series("proformas", "P{seq}"), series("old", "F{seq:3}")]
    with pytest.raises(InvalidInput) as caught:
        check_distinct(listed)
    [fault] = caught.value.faults
    assert (fault.code, fault.value, fault.problem) == (
        "series.collision",
        ("invoices", "old"),
        "could both print F111",
    )
    assert str(fault).startswith("series could both print F111, got ('invoices', 'old'); begin their patterns with")
    check_distinct(listed[:2])
    check_distinct(iter(listed[1:]))


def test_slots_are_filled_before_the_proof() -> None:
    check_distinct(
        [
            series("a", "{seq}/{premises}", texts={"premises": "A"}),
            series("b", "{seq}/{premises}", texts={"premises": "B"}),
        ]
    )


def test_former_patterns_count() -> None:
    with pytest.raises(InvalidInput, match="could both print C1"):
        check_distinct([series("a", "A{seq}", former=["B{seq}", "C{seq}"]), series("b", "X{seq}", former=["C{seq}"])])


def test_a_series_listed_twice_is_a_mistake() -> None:
    with pytest.raises(InvalidInput) as caught:
        check_distinct([series("a", "A{seq}"), series("a", "B{seq}")])
    assert caught.value.code == "id.duplicate"

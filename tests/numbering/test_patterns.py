"""The pattern language: what it prints, what it reads back, what it refuses."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.errors import InvalidInput
from hostbilling.numbering import MonthDay, Parsed, Pattern, common_number
from tests.numbering.strategies import days, patterns

ON = date(2026, 2, 3)
APRIL = MonthDay(4, 1)


@pytest.mark.parametrize(
    ("pattern", "seq", "number"),
    [
        ("FV/{YYYY}/{MM}/{seq:4}", 1, "FV/2026/02/0001"),
        ("F{YY}-{seq:5}", 9, "F26-00009"),
        ("{YYYYMMDD}{seq}", 12, "2026020312"),
        ("{DD}.{MM}.{seq:2}", 7, "03.02.07"),
        ("INV-{seq:4}", 10000, "INV-10000"),
        ("{FY}/{FY2}/{seq}", 3, "2025/25-26/3"),
        ("X{seq_hex:4}", 43981, "XABCD"),
        ("X{seq_hex}", 43981, "XABCD"),
        ("X{seq_hex:5}", 43981, "X0ABCD"),
        ("(1+1) {seq}?", 2, "(1+1) 2?"),
    ],
)
def test_prints_and_reads(pattern: str, seq: int, number: str) -> None:
    asked = Pattern(pattern)
    assert asked.render(seq=seq, on=ON, fiscal_start=APRIL) == number
    assert asked.parse(number) == Parsed(seq, asked.shown(ON, fiscal_start=APRIL))


def test_the_last_fiscal_year_of_a_century_wraps() -> None:
    assert Pattern("{FY2}/{seq}").render(seq=1, on=date(2099, 12, 1), fiscal_start=APRIL) == "99-00/1"


@given(patterns(), days(), st.integers(0, 10**9))
def test_parse_undoes_render(pattern: Pattern, on: date, seq: int) -> None:
    number = pattern.render(seq=seq, on=on, fiscal_start=APRIL)
    assert pattern.parse(number) == Parsed(seq, pattern.shown(on, fiscal_start=APRIL))


@given(patterns(), st.text("F/-0123456789ABC", max_size=24))
def test_what_is_read_prints_the_same_counter(pattern: Pattern, number: str) -> None:
    try:
        parsed = pattern.parse(number)
    except InvalidInput as refused:
        assert refused.code == "number.foreign"  # noqa: PT017  # either outcome is lawful
        return
    assert [token for token, _ in parsed.shown] == [token for token, _ in pattern.shown(ON)]


@pytest.mark.parametrize(
    "number",
    [
        "F2026-1",
        "F2026-00001 ",
        "F2026-00001\n",
        "f2026-00001",
        "F26-00001",
        "F2026-000001",
        "F2026-",
        "",
        "F2026-٠٠٠٠١",
    ],
)
def test_a_foreign_number_is_refused(number: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        Pattern("F{YYYY}-{seq:5}").parse(number)
    assert caught.value.code == "number.foreign"
    assert str(caught.value).endswith(
        "was not printed by the pattern F{YYYY}-{seq:5}, got "
        f"{number!r}; look it up in the series that issued it [number.foreign]"
    )


@pytest.mark.parametrize("number", ["13/1", "00/1", "2/1"])
def test_a_month_outside_the_year_is_no_number(number: str) -> None:
    with pytest.raises(InvalidInput):
        Pattern("{MM}/{seq}").parse(number)


@pytest.mark.parametrize("number", ["00/1", "32/1", "40/1"])
def test_a_day_outside_the_month_is_no_number(number: str) -> None:
    with pytest.raises(InvalidInput):
        Pattern("{DD}/{seq}").parse(number)


def test_a_year_printed_twice_must_agree() -> None:
    twice = Pattern("{YYYY}-{seq}/{YYYY}")
    assert twice.parse("2026-1/2026").seq == 1
    with pytest.raises(InvalidInput):
        twice.parse("2026-1/2027")


def test_a_hexadecimal_counter_reads_capitals_only() -> None:
    assert Pattern("X{seq_hex:2}").parse("X0F").seq == 15
    with pytest.raises(InvalidInput):
        Pattern("X{seq_hex:2}").parse("X0f")


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("", "text.empty", "pattern is empty"),
        (None, "text.type", "pattern must be text"),
        ("F{YYYY}", "pattern.counter", "needs exactly one counter"),
        ("{seq}-{seq:4}", "pattern.counter", "needs exactly one counter"),
        ("{seq}{seq_hex}", "pattern.counter", "needs exactly one counter"),
        ("F{YYY}-{seq}", "pattern.token", "has the unknown token {YYY}"),
        ("F{}-{seq}", "pattern.token", "has the unknown token {}"),
        ("F{seq:0}", "pattern.token", "has the unknown token {seq:0}"),
        ("F{seq:100}", "pattern.token", "use seq, seq_hex, YYYY, YY"),
        ("F}{seq}", "pattern.brace", "has a brace without its pair"),
        ("F{{seq}", "pattern.brace", "write tokens as {seq:5}"),
        ("F\t{seq}", "pattern.character", "has characters that do not print"),
        (" F{seq}", "pattern.character", "blanks at an end"),
        ("F{seq} ", "pattern.character", "use visible characters"),
    ],
)
def test_a_pattern_that_means_nothing_is_refused(text: str, code: str, words: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        Pattern(text)
    assert caught.value.code == code
    assert words in str(caught.value)


def test_slots_are_filled_once_for_the_series() -> None:
    filled = Pattern("{series}/{seq:3}{prefix}{YYYY}").fill({"series": "2026A", "prefix": "+", "device": "9"})
    assert filled == Pattern("2026A/{seq:3}+{YYYY}")
    assert filled.slots == ()
    assert Pattern("{series}/{seq}{prefix}").slots == ("series", "prefix")


@pytest.mark.parametrize(
    ("texts", "codes"),
    [
        ({}, ["text.type", "text.type"]),
        ({"premises": "P", "device": " "}, ["text.empty"]),
        ({"premises": "P{", "device": "1"}, ["slot.brace"]),
        ({"premises": "P", "device": "}"}, ["slot.brace"]),
        ({"premises": "P", "device": "1", "till": "2"}, ["slot.unknown"]),
    ],
)
def test_slots_without_a_plain_text_are_refused(texts: dict[str, str], codes: list[str]) -> None:
    with pytest.raises(InvalidInput) as caught:
        Pattern("{seq}/{premises}/{device}").fill(texts)
    assert [fault.code for fault in caught.value.faults] == codes


def test_messages_name_the_slot() -> None:
    with pytest.raises(InvalidInput, match=r"texts\.till fills no token, got '2'; name one of series, prefix"):
        Pattern("{seq}").fill({"till": "2"})
    with pytest.raises(InvalidInput, match=r"texts\.prefix holds a brace, got '{'; give plain text"):
        Pattern("{seq}").fill({"prefix": "{"})


def test_a_slot_left_open_prints_and_reads_nothing() -> None:
    slotted = Pattern("{prefix}{seq}")
    with pytest.raises(InvalidInput, match=r"pattern is not filled in, got '{prefix}'; give its text with") as caught:
        slotted.render(seq=1, on=ON)
    assert caught.value.code == "pattern.unfilled"
    with pytest.raises(InvalidInput):
        slotted.parse("F1")
    with pytest.raises(InvalidInput):
        common_number(slotted, Pattern("F{seq}"))


def test_patterns_compare_by_their_text() -> None:
    assert Pattern("F{seq}") == Pattern("F{seq}")
    assert len({Pattern("F{seq}"), Pattern("F{seq}"), Pattern("F{seq:1}")}) == 2
    assert repr(Pattern("F{seq}")) == "Pattern(text='F{seq}')"

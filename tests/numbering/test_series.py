"""A series is sound when it is defined: periods, resets, reading, length."""

import pickle
from datetime import date

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.errors import InvalidInput
from hostbilling.numbering import EVER, MonthDay, Pattern, Reset, Series, policy
from hostbilling.numbering.resets import fiscal_year, period_days, period_key
from hostbilling.periods import Period
from tests.numbering.strategies import days, series

APRIL = MonthDay(4, 1)


def defined(pattern: str = "F{YYYY}-{seq}", reset: Reset = Reset.YEARLY, **more: object) -> Series:
    return Series(id="F", pattern=pattern, reset=reset, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("reset", "on", "key", "period"),
    [
        (Reset.NEVER, date(2026, 3, 31), EVER, None),
        (Reset.YEARLY, date(2026, 3, 31), "2026", Period(date(2026, 1, 1), date(2027, 1, 1))),
        (Reset.MONTHLY, date(2026, 12, 31), "2026-12", Period(date(2026, 12, 1), date(2027, 1, 1))),
        (Reset.DAILY, date(2026, 3, 31), "2026-03-31", Period(date(2026, 3, 31), date(2026, 4, 1))),
        (Reset.FISCAL_YEAR, date(2026, 3, 31), "FY2025", Period(date(2025, 4, 1), date(2026, 4, 1))),
        (Reset.FISCAL_YEAR, date(2026, 4, 1), "FY2026", Period(date(2026, 4, 1), date(2027, 4, 1))),
    ],
)
def test_the_period_of_a_date(reset: Reset, on: date, key: str, period: Period | None) -> None:
    assert period_key(on, reset=reset, start=APRIL) == key
    assert period_days(on, reset=reset, start=APRIL) == period


@given(days(), days(), st.sampled_from(Reset))
def test_periods_hold_their_dates_and_sort_by_time(one: date, other: date, reset: Reset) -> None:
    key, period = period_key(one, reset=reset, start=APRIL), period_days(one, reset=reset, start=APRIL)
    same = key == period_key(other, reset=reset, start=APRIL)
    assert same == (period is None or other in period)
    if one <= other:
        assert key <= period_key(other, reset=reset, start=APRIL)


def test_fiscal_years_reach_the_days_and_the_former_patterns_of_a_series() -> None:
    made = defined("{FY2}/{seq}", Reset.FISCAL_YEAR, fiscal_year_start=APRIL, former=["{FY}-{seq}"])
    assert made.days(date(2026, 3, 31)) == Period(date(2025, 4, 1), date(2026, 4, 1))
    assert made.prints(seq=3, on=date(2026, 3, 31)) == ("25-26/3", "2025-3")


def test_the_ends_of_the_year_may_begin_a_fiscal_year() -> None:
    assert [MonthDay(12, 31).month, MonthDay(1, 1).day, MonthDay(2, 28).day] == [12, 1, 28]


def test_a_fiscal_year_may_begin_inside_a_month() -> None:
    start = MonthDay(4, 6)
    assert [fiscal_year(date(2026, 4, day), start=start) for day in (5, 6)] == [2025, 2026]


@pytest.mark.parametrize(
    ("month", "day", "code"),
    [(2, 29, "month_day.none"), (13, 1, "month_day.none"), (4, 31, "month_day.none"), (0, 1, "count.low"),
     (1, 0, "count.low"), ("4", 1, "count.type")],
)  # fmt: skip
def test_a_day_that_not_every_year_has_is_refused(month: int, day: int, code: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        MonthDay(month, day)
    assert caught.value.code == code
    if code == "month_day.none":
        assert f"got '{month:02}-{day:02}'; give a month and a day such as MonthDay(4, 1)" in str(caught.value)


@pytest.mark.parametrize(
    ("pattern", "reset", "start"),
    [
        ("F{seq}", Reset.YEARLY, APRIL),
        ("F49/{seq}", Reset.YEARLY, APRIL),
        ("F{MM}{DD}{seq}", Reset.YEARLY, APRIL),
        ("F{FY}{seq}", Reset.YEARLY, APRIL),
        ("F{YY}{seq:4}", Reset.MONTHLY, APRIL),
        ("F{YY}{DD}{seq:4}", Reset.MONTHLY, APRIL),
        ("F{MM}/{seq}", Reset.MONTHLY, APRIL),
        ("F{YYYY}{MM}/{seq}", Reset.DAILY, APRIL),
        ("F{YYYY}{DD}/{seq}", Reset.DAILY, APRIL),
        ("F{YYYY}/{seq}", Reset.FISCAL_YEAR, APRIL),
        ("F{YYYY}/{seq}", Reset.FISCAL_YEAR, MonthDay(1, 2)),
        ("F{YYYY}{MM}/{seq}", Reset.FISCAL_YEAR, MonthDay(4, 6)),
        ("F{YYYY}{MM}/{seq}", Reset.FISCAL_YEAR, MonthDay(1, 2)),
        ("F{FY2}{MM}/{seq}", Reset.MONTHLY, MonthDay(4, 6)),
    ],
)
def test_a_reset_that_the_number_does_not_show_is_refused(pattern: str, reset: Reset, start: MonthDay) -> None:
    with pytest.raises(InvalidInput) as caught:
        defined(pattern, reset, fiscal_year_start=start)
    assert caught.value.code == "series.repeats"
    assert "would print alike" in str(caught.value)
    assert str(caught.value).endswith("put the period into the pattern, or reset less often [series.repeats]")


def test_the_refusal_names_two_periods_that_clash() -> None:
    with pytest.raises(InvalidInput, match=r"shows no yearly reset: 2023 and 2024 would print alike, got 'F{seq}'"):
        defined("F{seq}")


@pytest.mark.parametrize(
    ("pattern", "reset", "start"),
    [
        ("F{seq}", Reset.NEVER, APRIL),
        ("F{YY}{seq:4}", Reset.YEARLY, APRIL),
        ("F{YYYYMMDD}{seq:4}", Reset.YEARLY, APRIL),
        ("F{FY}{MM}/{seq}", Reset.YEARLY, APRIL),
        ("F{YY}{MM}{seq:4}", Reset.MONTHLY, APRIL),
        ("F{FY}{MM}{seq:4}", Reset.MONTHLY, APRIL),
        ("F{YYYYMMDD}{seq:4}", Reset.DAILY, APRIL),
        ("F{FY2}{seq:4}", Reset.FISCAL_YEAR, APRIL),
        ("F{YYYY}{seq:4}", Reset.FISCAL_YEAR, MonthDay(1, 1)),
        ("F{YYYY}{MM}/{seq}", Reset.FISCAL_YEAR, APRIL),
        ("F{YYYY}{MM}{DD}/{seq}", Reset.FISCAL_YEAR, MonthDay(4, 6)),
        ("F{YY}.{FY}/{seq}", Reset.FISCAL_YEAR, MonthDay(1, 15)),
        ("F{YYYY}.{FY2}/{seq}", Reset.YEARLY, MonthDay(2, 1)),
        ("F{YYYY}.{FY2}/{seq}", Reset.YEARLY, MonthDay(12, 31)),
        ("F{FY}.{MM}/{seq}", Reset.FISCAL_YEAR, MonthDay(4, 6)),
    ],
)
@given(on=days(), seq=st.integers(0, 99_999))
def test_a_reset_that_is_shown_is_read_back(pattern: str, reset: Reset, start: MonthDay, on: date, seq: int) -> None:
    made = defined(pattern, reset, fiscal_year_start=start)
    assert made.parse(made.render(seq=seq, on=on)) == (made.period(on), seq)


@given(series(), days(), st.integers(0, 10**6))
def test_any_series_reads_what_it_prints(made: Series, on: date, seq: int) -> None:
    assert made.parse(made.render(seq=seq, on=on)) == (made.period(on), seq)
    assert made.prints(seq=seq, on=on) == (made.render(seq=seq, on=on),)


@pytest.mark.parametrize("number", ["20260231-1", "00000101-1"])
def test_a_day_that_never_was_is_no_number(number: str) -> None:
    with pytest.raises(InvalidInput, match=r"shows no day of the calendar in {YYYYMMDD}-{seq}") as caught:
        defined("{YYYYMMDD}-{seq}", Reset.DAILY).parse(number)
    assert caught.value.code == "number.no_day"


def test_fiscal_years_that_do_not_follow_each_other_are_no_number() -> None:
    made = defined("{FY2}/{seq}", Reset.FISCAL_YEAR, fiscal_year_start=APRIL)
    assert made.parse("25-26/3") == ("FY2025", 3)
    with pytest.raises(InvalidInput):
        made.parse("25-27/3")


def test_the_last_year_of_the_calendar_reads() -> None:
    made = defined("{FY}/{seq}", Reset.FISCAL_YEAR)
    assert made.parse("9999/3") == ("FY9999", 3)
    assert made.parse("0001/3") == ("FY0001", 3)


def test_a_number_without_a_year_shows_no_period() -> None:
    assert defined("{MM}/{seq}", Reset.NEVER).parse("03/7") == (EVER, 7)
    croatia = defined("{seq}/{premises}", policy=policy("HR", on=date(2026, 1, 1)), texts={"premises": "P1"})
    assert croatia.parse("7/P1") == (None, 7)


def test_where_law_puts_the_year_beside_the_number_only_the_year_may_be_missing() -> None:
    italy = policy("IT", on=date(2026, 1, 1))
    assert defined("{seq}", policy=italy).render(seq=3, on=date(2026, 1, 1)) == "3"
    with pytest.raises(InvalidInput):
        defined("{seq}", Reset.MONTHLY, policy=italy)
    with pytest.raises(InvalidInput, match="does not read as a rising number") as caught:
        defined("{YYYY}{seq_hex}", policy=italy)
    assert caught.value.code == "series.not_progressive"


def test_former_patterns_are_read_and_never_printed() -> None:
    made = defined("F{YYYY}-{seq:5}", former=["{YYYY}/{seq}", "{prefix}{YY}.{seq}"], texts={"prefix": "R"})
    assert made.render(seq=8, on=date(2026, 1, 1)) == "F2026-00008"
    assert made.prints(seq=8, on=date(2026, 1, 1)) == ("F2026-00008", "2026/8", "R26.8")
    assert [made.parse(number) for number in ("F2026-00008", "2026/8", "R26.8")] == [("2026", 8)] * 3
    with pytest.raises(InvalidInput) as caught:
        made.parse("X")
    assert [fault.code for fault in caught.value.faults] == ["number.foreign"] * 3
    with pytest.raises(InvalidInput, match=r"shows no yearly reset: .*got 'old{seq}'"):
        defined(former=["old{seq}"])


def test_a_number_that_old_and_new_patterns_read_differently_is_refused() -> None:
    made = defined("{YYYY}{seq:4}", former=["{YY}{seq:6}"])
    with pytest.raises(InvalidInput, match=r"reads as \[\('2020', 260001\), \('2026', 1\)\]") as caught:
        made.parse("20260001")
    assert caught.value.code == "number.ambiguous"
    padded = defined("{YYYY}-{seq:5}", former=["{YYYY}-{seq:4}"])
    assert padded.parse("2026-10000") == ("2026", 10000)


def test_limits_of_length() -> None:
    france = policy("FR", on=date(2026, 1, 1))
    assert defined().longest is None
    assert defined(policy=france).longest == 35
    assert defined(policy=france, max_length=20).longest == 20
    assert defined(max_length=7).longest == 7
    with pytest.raises(InvalidInput, match="prints 7 characters, more than 6, got ") as caught:
        defined(max_length=6)
    assert caught.value.code == "series.too_long"


def test_a_series_bound_to_a_year_says_which() -> None:
    portugal = policy("PT", on=date(2026, 1, 1))
    with pytest.raises(InvalidInput, match=r"series\.usable is missing, and in PT a series ends with") as caught:
        defined(policy=portugal)
    assert caught.value.code == "series.open_ended"
    year = Period(date(2026, 1, 1), date(2027, 1, 1))
    assert defined(policy=portugal, usable=year).usable == year


def test_a_document_without_a_series_prints_what_its_country_says() -> None:
    greece = policy("GR", on=date(2026, 1, 1))
    assert defined("{series}/{seq}", Reset.NEVER, policy=greece).render(seq=5, on=date(2026, 1, 1)) == "0/5"
    named = defined("{series}/{seq}", Reset.NEVER, policy=greece, texts={"series": "A"})
    assert named.render(seq=5, on=date(2026, 1, 1)) == "A/5"
    with pytest.raises(InvalidInput):
        defined("{series}/{seq}", Reset.NEVER)


def test_first_numbers() -> None:
    made = defined(start=100, starts={"2027": 1})
    assert [made.first(period) for period in ("2026", "2027")] == [100, 1]


@pytest.mark.parametrize(
    ("reset", "pattern", "seq", "wider"),
    [
        (Reset.NEVER, "F{seq:3}", 999, False),
        (Reset.NEVER, "F{seq:3}", 1000, True),
        (Reset.NEVER, "F{seq}", 1000, False),
        (Reset.NEVER, "F{seq_hex:2}", 255, False),
        (Reset.NEVER, "F{seq_hex:2}", 256, True),
    ],
)
def test_outgrown_padding(reset: Reset, pattern: str, seq: int, wider: bool) -> None:  # noqa: FBT001
    assert defined(pattern, reset).outgrown(seq) is wider


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({"id": " "}, ["text.empty"]),
        ({"start": -1}, ["count.low"]),
        ({"start": "1"}, ["count.type"]),
        ({"starts": {"2026": -1}}, ["count.low"]),
        ({"max_length": 0}, ["count.low"]),
        ({"pattern": 7}, ["value.type"]),
        ({"reset": "yearly"}, ["value.type"]),
        ({"policy": "FR"}, ["value.type"]),
        ({"id": "", "start": -1, "reset": None}, ["text.empty", "count.low", "value.type"]),
    ],
)
def test_wrong_members_are_refused_together(change: dict[str, object], codes: list[str]) -> None:
    with pytest.raises(InvalidInput) as caught:
        Series(**{"id": "F", "pattern": "F{YYYY}-{seq}", "reset": Reset.YEARLY, **change})  # type: ignore[arg-type]
    assert [fault.code for fault in caught.value.faults] == codes


def test_a_wrong_type_is_named() -> None:
    with pytest.raises(InvalidInput, match=r"series\.reset is no Reset, got 'yearly'; pass Reset"):
        defined(reset="yearly")  # type: ignore[arg-type]


def test_series_are_values() -> None:
    made = defined(starts={"2027": 3, "2026": 2}, texts={"prefix": "x"}, former=["{YYYY}.{seq}"])
    assert made == pickle.loads(pickle.dumps(made))  # noqa: S301  # our own bytes
    assert hash(made) == hash(evolve(made))
    assert made.starts == (("2026", 2), ("2027", 3))
    assert evolve(made, pattern=Pattern("G{YYYY}-{seq}")).render(seq=1, on=date(2026, 1, 1)) == "G2026-1"

"""Dates, patterns and series for the properties of this folder."""

from datetime import date

from hypothesis import strategies as st

from hostbilling.numbering import Pattern, Request, Reset, Series

PIECES = ["F", "C", "-", "/", "20", "1", "{YYYY}", "{YY}", "{MM}", "{DD}", "{YYYYMMDD}", "{FY}", "{FY2}"]
COUNTERS = ["{seq}", "{seq:2}", "{seq:4}", "{seq_hex}", "{seq_hex:3}"]

ENOUGH = {
    Reset.NEVER: "",
    Reset.YEARLY: "{YYYY}",
    Reset.MONTHLY: "{YYYY}{MM}",
    Reset.DAILY: "{YYYYMMDD}",
    Reset.FISCAL_YEAR: "{FY2}",
}


def days(first: date = date(2024, 1, 1), last: date = date(2028, 12, 31)) -> st.SearchStrategy[date]:
    return st.dates(first, last)


@st.composite
def patterns(draw: st.DrawFn) -> Pattern:
    """Any pattern: up to three pieces before the counter and up to three after."""
    before, after = (draw(st.lists(st.sampled_from(PIECES), max_size=3)) for _ in "ab")
    return Pattern("".join([*before, draw(st.sampled_from(COUNTERS)), *after]))


@st.composite
def series(draw: st.DrawFn) -> Series:
    """A lawful series called F with any reset."""
    reset = draw(st.sampled_from(Reset))
    return Series(
        id="F",
        pattern=f"F{ENOUGH[reset]}-{{seq:{draw(st.integers(1, 4))}}}",
        reset=reset,
        start=draw(st.integers(0, 500)),
        back_periods=draw(st.booleans()),
    )


def requests(dates: list[date]) -> list[Request]:
    return [Request(id=f"r{index}", series="F", date=on) for index, on in enumerate(dates)]

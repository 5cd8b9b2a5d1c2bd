"""Which states the law of the Union covers on a day."""

from datetime import date

import pytest

from hostbilling.union import MEMBER_STATES, is_member


@pytest.mark.parametrize(
    ("state", "day", "expected"),
    [
        ("SK", date(2013, 1, 1), True),
        ("HR", date(2013, 6, 30), False),
        ("HR", date(2013, 7, 1), True),  # Accession Treaty of 2011
        ("GB", date(2020, 12, 31), True),  # end of the transition, Withdrawal Agreement 126
        ("GB", date(2021, 1, 1), False),
        ("CH", date(2026, 11, 21), False),
        ("EL", date(2026, 11, 21), False),  # a prefix of VAT ids, no country
    ],
)
def test_a_state_belongs_to_the_union_by_date(state: str, day: date, *, expected: bool) -> None:
    assert is_member(state, on=day) is expected


def test_there_are_twenty_seven_today() -> None:
    assert len([state for state in MEMBER_STATES if is_member(state, on=date(2026, 11, 21))]) == 27


@pytest.mark.parametrize("code", ["", "US", "EU", "XI", "EL"])
def test_what_is_no_member_state_is_none_on_any_day(code: str) -> None:
    assert not any(is_member(code, on=day) for day in (date.min, date(2026, 11, 21), date.max))

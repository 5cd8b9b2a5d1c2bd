"""Lists of bare numbers: the last digits count, a new prefix may run on or restart."""

from datetime import date

import pytest

from hostbilling.decision import Severity
from hostbilling.errors import InvalidInput
from hostbilling.numbering import STRICT, Policy, Printed, audit_printed, is_repeated, policy

ON = date(2026, 11, 21)


def of(country: str) -> Policy:
    return policy(country, on=ON)


def look(rules: Policy, *numbers: str, voided: frozenset[int] = frozenset(), years: tuple[int, ...] = ()) -> list[str]:
    dated = zip(numbers, years or (2026,) * len(numbers), strict=True)
    listed = [Printed(number=number, year=year) for number, year in dated]
    return [str(finding) for finding in audit_printed(listed, policy=rules, voided=voided)]


def test_the_last_group_of_digits_counts() -> None:
    number = Printed(number="FV/2026/02/0012-A", year=2026)
    assert (number.prefix, number.counter) == ("FV/2026/02/", 12)


@pytest.mark.parametrize(
    ("numbers", "missing"),
    [
        (("1", "2", "3"), []),
        (("7", "8"), []),
        (("1", "3"), [": 2 is"]),
        (("3", "1", "2"), []),
        (("1", "4", "8"), [": 2 to 3 are", ": 5 to 7 are"]),
        (("F-9", "F-10"), []),
        (("2018-01-025", "2018-02-026"), []),
        (("2018-01-025", "2018-02-001", "2018-02-002"), []),
        (("2018-01-025", "2018-02-028"), ["2018-02-: 26 to 27 are"]),
        (("2018-01-025", "2018-02-003"), ["2018-02-: 1 to 2 are"]),
        (("F-1", "C-7", "F-2"), []),
        (("F-0", "F-1"), []),
    ],
)
def test_gaps(numbers: tuple[str, ...], missing: list[str]) -> None:
    assert look(of("FR"), *numbers) == [f"violation: {each} missing." for each in missing]


def test_years_run_on_or_restart() -> None:
    assert look(of("IT"), "118", "119", "120", years=(2025, 2025, 2026)) == []
    assert look(of("IT"), "118", "119", "1", years=(2025, 2025, 2026)) == []
    assert look(of("HR"), "118", "119", "120", years=(2025, 2025, 2026)) == ["violation: : 1 to 119 are missing."]
    assert look(of("HR"), "1", "2", "1", "2", years=(2025, 2025, 2026, 2026)) == []
    assert look(of("SE"), "1", "2", "1", "3", years=(2025, 2025, 2026, 2026))[-1] == "violation: : 2 is missing."


@pytest.mark.parametrize(
    ("country", "open_severity", "voided"),
    [("HU", "violation", 1), ("GB", "violation", 0), ("SK", "warning", 0), ("DE", "note", 0)],
)
def test_what_a_gap_means(country: str, open_severity: str, voided: int) -> None:
    assert look(of(country), "1", "3") == [f"{open_severity}: : 2 is missing."]
    assert len(look(of(country), "1", "3", voided=frozenset({2}))) == voided


def test_a_partly_explained_run() -> None:
    assert look(STRICT, "1", "6", voided=frozenset({3, 9})) == [
        "violation: : 2 is missing.", "violation: : 4 to 5 are missing.",
    ]  # fmt: skip


def test_a_rule_nobody_checked_is_a_warning() -> None:
    assert look(of("IT"), "1", "3") == ["warning: : 2 is missing."]
    assert look(of("HR"), "1", "1", years=(2026, 2026)) == ["warning: 1 was used before."]


def test_a_year_that_begins_where_the_last_one_ended_has_lost_its_beginning() -> None:
    years = (2025, 2025, 2025, 2026, 2026)
    assert look(of("IT"), "1", "2", "3", "3", "4", years=years) == ["warning: : 1 to 2 are missing."]


def test_a_number_used_before_is_found_however_many_came_between() -> None:
    assert look(STRICT, "F1", "F2", "F3", "F1") == ["violation: F1 was used before."]


def test_repeats() -> None:
    assert look(STRICT, "F1", "F2", "F2") == ["violation: F2 was used before."]
    assert look(of("FR"), "F1", "F1", years=(2025, 2026)) == []
    assert look(of("FR"), "F1", "F1", years=(2026, 2026)) == ["violation: F1 was used before."]


@pytest.mark.parametrize(
    ("country", "later", "earlier", "same"),
    [
        ("DE", ("F1", 2026, ""), ("F1", 2001, ""), True),
        ("DE", ("F1", 2026, ""), ("F2", 2026, ""), False),
        ("IT", ("F1", 2026, ""), ("F1", 2026, ""), True),
        ("IT", ("F1", 2026, ""), ("F1", 2025, ""), False),
        ("PL", ("F1", 2026, "VAT"), ("F1", 2016, "VAT"), True),
        ("PL", ("F1", 2026, "VAT"), ("F1", 2015, "VAT"), False),
        ("PL", ("F1", 2026, "KOR"), ("F1", 2026, "VAT"), False),
    ],
)
def test_what_makes_two_documents_the_same(
    country: str, later: tuple[str, int, str], earlier: tuple[str, int, str], *, same: bool
) -> None:
    one, other = (Printed(number=number, year=year, kind=kind) for number, year, kind in (later, earlier))
    assert is_repeated(one, other, policy=of(country)) is same


def test_a_number_may_come_again_after_its_years() -> None:
    listed = [Printed(number="F1", year=year, kind="VAT") for year in (2010, 2021, 2026)]
    assert [finding.severity for finding in audit_printed(listed, policy=of("PL"))] == [Severity.VIOLATION]


def test_bad_input() -> None:
    with pytest.raises(InvalidInput) as caught:
        Printed(number="", year=0)
    assert [fault.field for fault in caught.value.faults] == ["printed.number", "printed.year"]
    with pytest.raises(InvalidInput, match=r"printed\.number has no digits, got 'draft'; leave it out") as caught:
        audit_printed([Printed(number="draft", year=2026)], policy=STRICT)
    assert caught.value.code == "printed.no_counter"

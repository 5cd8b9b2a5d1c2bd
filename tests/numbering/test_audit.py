"""What an audit sees: each kind of fault alone, in the order of the register, and nothing in a clean one."""

from datetime import date

import pytest
from attrs import evolve

from hostbilling.decision import Severity
from hostbilling.errors import InvalidInput, NotFound
from hostbilling.numbering import (
    UNIQUE_ONLY,
    Audit,
    Counter,
    Entry,
    Policy,
    Reset,
    Series,
    SeriesState,
    Void,
    audit,
    policy,
)

YEAR = 2026
SERIES = Series(id="F", pattern="F{YYYY}-{seq:3}", reset=Reset.YEARLY)


def entry(seq: int, month: int = 1, day: int = 2, *, number: str = "", year: int = YEAR) -> Entry:
    return Entry(series="F", period="2026", seq=seq, issue_date=date(year, month, day), number=number)


def gone(seq: int, period: str = "2026") -> Void:
    return Void(series="F", period=period, seq=seq, reason="spoiled", on=date(2026, 2, 2))


def look(*rows: Entry, voids: tuple[Void, ...] = (), counter: int | None = None, series: Series = SERIES) -> Audit:
    states = [] if counter is None else [SeriesState(series="F", counters={"2026": Counter(next_seq=counter)})]
    return audit(rows, series=[series], voids=voids, states=states)


def facts(result: Audit) -> list[tuple[object, ...]]:
    return [
        (finding.code.removeprefix("numbering."), *[value for name, value in finding.reason.facts if name != "on"][2:])
        for finding in result.findings
    ]


def test_a_clean_register() -> None:
    result = look(entry(1), entry(2), entry(3, 2), counter=4)
    assert facts(result) == []
    assert result.clean


@pytest.mark.parametrize(
    ("seqs", "runs"),
    [
        ([1, 3], [(2, 2)]),
        ([2, 3], [(1, 1)]),
        ([1, 5, 9], [(2, 4), (6, 8)]),
        ([4, 1], [(2, 3)]),
        ([9, 10], [(1, 8)]),
    ],
)
def test_gaps_are_runs(seqs: list[int], runs: list[tuple[int, int]]) -> None:
    assert [row for row in facts(look(*map(entry, seqs))) if row[0] == "gap"] == [("gap", *run) for run in runs]


def test_the_declared_start_counts() -> None:
    assert facts(look(entry(500), entry(501), series=evolve(SERIES, start=500))) == []
    assert facts(look(entry(502), series=evolve(SERIES, start=7, starts={"2026": 501}))) == [("gap", 501, 501)]
    assert facts(look(entry(7), entry(500), series=evolve(SERIES, start=500))) == [("before_start", 7, 500)]


def test_the_counter_of_the_store_is_compared() -> None:
    assert facts(look(entry(1), counter=4)) == [("gap", 2, 3)]
    assert facts(look(entry(1), entry(2), counter=2)) == [("counter_behind", 2, 2)]
    assert facts(look(entry(1), entry(2), counter=3)) == []
    assert facts(look(counter=3)) == [("gap", 1, 2)]
    assert facts(look(counter=1)) == []


def test_each_fault_of_a_row_in_the_order_of_the_register() -> None:
    result = look(entry(1, 3), entry(1, 3), entry(2, 2), entry(4, 12, 31, year=2025), entry(3, 4), voids=(gone(3),))
    assert facts(result) == [
        ("duplicate", 1),
        ("out_of_order", 2),
        ("out_of_order", 4),
        ("period_mismatch", 4),
        ("void_conflict", 3),
    ]


def test_dates_are_compared_in_the_order_of_the_numbers() -> None:
    assert facts(look(entry(1, 1), entry(3, 3), entry(2, 2))) == []
    assert facts(look(entry(3, 2), entry(2, 3), entry(1, 1))) == [("out_of_order", 3)]


def test_a_gap_is_told_before_the_row_behind_it_and_a_tail_last() -> None:
    assert facts(look(entry(1), entry(1), entry(4), entry(4), counter=6)) == [
        ("duplicate", 1), ("gap", 2, 3), ("duplicate", 4), ("gap", 5, 5),
    ]  # fmt: skip


def test_recorded_voids_close_gaps_and_become_notes() -> None:
    result = look(entry(1), entry(4), voids=(gone(3), gone(2)))
    assert facts(result) == []
    assert [str(note) for note in result.notes] == [
        "note: F 2026: 2 is void: spoiled.", "note: F 2026: 3 is void: spoiled.",
    ]  # fmt: skip
    assert facts(look(entry(1), voids=(gone(4),))) == [("gap", 2, 3)]
    assert facts(look(entry(1), voids=(gone(2), gone(3)), counter=4)) == []


@pytest.mark.parametrize(
    ("country", "severity", "closed_by_void"),
    [
        ("FR", Severity.VIOLATION, False),
        ("GB", Severity.VIOLATION, True),
        ("SK", Severity.WARNING, True),
        ("DE", Severity.NOTE, True),
        ("RO", Severity.WARNING, True),
    ],
)
def test_what_a_gap_means_depends_on_the_country(country: str, severity: Severity, *, closed_by_void: bool) -> None:
    series = evolve(SERIES, policy=policy(country, on=date(2026, 1, 1)))
    [gap] = look(entry(1), entry(3), series=series).findings
    assert gap.severity is severity
    assert gap.reason.law[0].citation == series.policy.source.title
    assert look(entry(1), entry(3), series=series).clean is (severity is Severity.NOTE)
    voided = look(entry(1), entry(3), voids=(gone(2),), series=series)
    assert (facts(voided) == []) is closed_by_void


@pytest.mark.parametrize(
    ("rules", "severity"),
    [
        (SERIES.policy, Severity.VIOLATION),
        (policy("SK", on=date(2026, 1, 1)), Severity.WARNING),
        (UNIQUE_ONLY, Severity.NOTE),
        (policy("HU", on=date(2026, 1, 1)), Severity.WARNING),
    ],
)
def test_what_disorder_means_depends_on_the_country(rules: Policy, severity: Severity) -> None:
    [late] = look(entry(1, 3), entry(2, 2), series=evolve(SERIES, policy=rules)).findings
    assert (late.code, late.severity) == ("numbering.out_of_order", severity)


def test_a_printed_number_must_be_that_of_its_counter() -> None:
    assert facts(look(entry(1, number="F2026-001"), entry(2, number="F2026-2"))) == [
        ("number_foreign", 2, "F2026-2", "F2026-002")
    ]
    former = evolve(SERIES, former=["{YYYY}/{seq}"])
    assert facts(look(entry(1, number="2026/1"), entry(2, number="F2026-002"), series=former)) == []


def test_series_and_periods_are_looked_at_apart() -> None:
    other = Series(id="C", pattern="C{YYYY}-{seq}", reset=Reset.YEARLY)
    rows = [
        entry(1, 5),
        Entry(series="C", period="2026", seq=2, issue_date=date(2026, 1, 1)),
        Entry(series="F", period="2027", seq=1, issue_date=date(2027, 1, 1)),
        entry(3, 6),
    ]
    result = audit(rows, series=[SERIES, other])
    assert [str(finding) for finding in result.findings] == [
        "violation: F 2026: 2 is missing.",
        "violation: C 2026: 1 is missing.",
    ]
    assert [(each.series, each.period, each.documents, each.first, each.last) for each in result.seen] == [
        ("F", "2026", 2, 1, 3), ("C", "2026", 1, 2, 2), ("F", "2027", 1, 1, 1),
    ]  # fmt: skip


def test_an_unknown_series_is_a_mistake() -> None:
    with pytest.raises(NotFound, match="series is not known, got 'F'; pass its definition; known are C") as caught:
        audit([entry(1)], series=[Series(id="C", pattern="C{seq}", reset=Reset.NEVER)])
    assert caught.value.code == "series.unknown"
    with pytest.raises(NotFound, match="known are none"):
        audit([], series=[], voids=[gone(1)])
    with pytest.raises(NotFound):
        audit([], series=[], states=[SeriesState(series="F", counters={"2026": Counter(next_seq=1)})])
    with pytest.raises(InvalidInput):
        audit([], series=[SERIES, SERIES])


def test_an_entry_is_checked() -> None:
    with pytest.raises(InvalidInput) as caught:
        Entry(series="", period="", seq=-1, issue_date="2026-01-01")  # type: ignore[arg-type]
    assert [fault.field for fault in caught.value.faults] == [
        "entry.series", "entry.period", "entry.seq", "entry.issue_date",
    ]  # fmt: skip


def test_the_report_reads_like_a_letter() -> None:
    result = look(entry(1), entry(4, 3), entry(5, 2), voids=(gone(2),), counter=6)
    assert result.report() == (
        "Seen:\n"
        "  F 2026: 1 to 5, 3 documents, 1 void number\n"
        "Findings:\n"
        "  violation: F 2026: 3 is missing.\n"
        "  violation: F 2026: 5 of 2026-02-02 follows a later date.\n"
        "Void numbers:\n"
        "  note: F 2026: 2 is void: spoiled."
    )
    void_only = look(voids=(gone(1), gone(2))).report()
    assert void_only.splitlines()[1] == "  F 2026: no numbers, 0 documents, 2 void numbers"
    assert look(entry(1)).report().splitlines() == [
        "Seen:", "  F 2026: 1 to 1, 1 document, 0 void numbers", "Findings: none", "Void numbers: none",
    ]  # fmt: skip

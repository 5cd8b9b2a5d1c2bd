"""The register of the system before: read in its own pattern, audited, and carried on where it stopped."""

from datetime import date
from pathlib import Path

import pytest

from examples.sqlite_host.__main__ import main
from examples.sqlite_host.book import INVOICES
from examples.sqlite_host.intake import read_old_register
from examples.sqlite_host.store import Store
from hostbilling.errors import Impossible, InvalidInput
from tests.hosts.records import write

DATA = Path(__file__).parents[2] / "examples" / "sqlite_host" / "data"
OLD = [("2026/0001", date(2026, 1, 1)), ("2026/0002", date(2026, 1, 1)), ("2025/0417", date(2025, 12, 30))]


def test_an_auditor_reads_what_is_wrong_in_the_old_register(tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    main(["--store", str(tmp_path / "s"), "--report", str(page), "--start", "2026-01-01", "--until", "2026-01-02"])
    section = page.read_text("utf-8").partition("<h3>invoices</h3>")[2].partition("</pre>")[0]
    assert section.removeprefix("<pre>").splitlines() == [
        "Seen:",
        "  invoices 2025: 1 to 10, 10 documents, 0 void numbers",
        "Findings:",
        "  violation: invoices 2025: 4 is missing.",
        "  violation: invoices 2025: 8 of 2025-05-20 follows a later date.",
        "  violation: invoices 2025: 9 occurs twice.",
        "Void numbers: none",
        (
            "warning: test 1 of 2025-12-31 was not printed by the pattern {YYYY}{seq:6}"
            " and was not printed by the pattern {YYYY}/{seq:4}; it is left out."
        ),
    ]


def test_the_first_invoice_here_follows_the_last_one_there(tmp_path: Path) -> None:
    data = write(tmp_path / "data")
    rows = "".join(f"{number},{on}\n" for number, on in OLD)
    (data / "old_register.csv").write_text(f"number,issued_on\n{rows}", "utf-8")
    options = ["--data", str(data), "--store", str(tmp_path / "s"), "--report", str(tmp_path / "r")]
    for resume in ([], ["--resume"]):
        assert main([*options, "--start", "2026-01-01", "--until", "2026-01-20", *resume]) == 0
    numbers = [given.number for given in Store(tmp_path / "s").register(INVOICES)]
    assert numbers == [f"2026{seq:06}" for seq in range(3, len(numbers) + 3)]
    assert len(numbers) > 2


def test_it_is_taken_over_once_and_before_the_first_number() -> None:
    store = Store(":memory:")
    store.take_over(INVOICES, OLD)
    store.take_over(INVOICES, [("2026/0009", date(2026, 1, 10))])  # the file as it was on the first night counts
    assert [entry.number for entry in store.taken_over(INVOICES).entries] == [number for number, _ in OLD]
    begun = Store(":memory:")
    begun.take_over(INVOICES, [])
    with begun.transaction():
        begun.number(INVOICES, request="r1", wish=date(2026, 1, 3), today=date(2026, 1, 3))
    with pytest.raises(Impossible, match=r"has given numbers already, got 'invoices'; take the old register over"):
        begun.take_over(INVOICES, OLD)


def test_a_host_without_one_needs_no_file(tmp_path: Path) -> None:
    assert read_old_register(tmp_path) == []
    assert read_old_register(DATA)[0] == ("2025/0001", date(2025, 1, 3))
    (tmp_path / "old_register.csv").write_text("number,issued_on\nF1,yesterday\n", "utf-8")
    with pytest.raises(InvalidInput, match=r"old_register\.csv row 2"):
        read_old_register(tmp_path)

"""The register of the system before: read in its own pattern, and told apart from what is ours."""

from datetime import date
from pathlib import Path

import pytest

from examples.sqlite_host.__main__ import main
from examples.sqlite_host.intake import read_old_register
from hostbilling.errors import InvalidInput

DATA = Path(__file__).parents[2] / "examples" / "sqlite_host" / "data"


def test_an_auditor_reads_what_is_wrong_in_the_old_register(tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    main(["--store", str(tmp_path / "s"), "--report", str(page), "--start", "2026-01-01", "--until", "2026-01-02"])
    section = page.read_text("utf-8").partition("<h2>The register of the system before</h2>")[2].partition("</pre>")[0]
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


def test_a_host_without_one_needs_no_file(tmp_path: Path) -> None:
    assert read_old_register(tmp_path) == []
    assert read_old_register(DATA)[0] == ("2025/0001", date(2025, 1, 3))
    (tmp_path / "old_register.csv").write_text("number,issued_on\nF1,yesterday\n", "utf-8")
    with pytest.raises(InvalidInput, match=r"old_register\.csv row 2"):
        read_old_register(tmp_path)

"""The pages that the code writes are the pages that are shown."""

import runpy
from importlib import import_module
from importlib.util import find_spec

from tests.bench.vat_against_pyvat import table
from tests.requirements import ROOT

AGAINST_PYVAT = (ROOT / "docs" / "law" / "vat-and-pyvat.md").read_text("utf-8")


def test_the_decision_table_is_current() -> None:
    """If not: python docs/_gen/vat_table.py > docs/law/vat-decision-table.md."""
    written = runpy.run_path(str(ROOT / "docs" / "_gen" / "vat_table.py"))["page"]()
    assert (ROOT / "docs" / "law" / "vat-decision-table.md").read_text("utf-8") == written


def test_who_is_right_where_is_current() -> None:
    """If not: python -m tests.bench.vat_against_pyvat. Its column is compared where it is installed."""
    rows = table(import_module("pyvat") if find_spec("pyvat") else None)
    assert len(rows) == 16
    shown = AGAINST_PYVAT.splitlines()
    for row in rows:
        assert sum(line.startswith(row) for line in shown) == 1, row
    cases = rows[-1].split("|")[2].strip()
    assert f"({cases} of them are electronic services" in AGAINST_PYVAT

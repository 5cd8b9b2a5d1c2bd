"""The page that the code writes is the page that is shown."""

import runpy

from tests.requirements import ROOT


def test_the_decision_table_is_current() -> None:
    """If not: python docs/_gen/vat_table.py > docs/law/vat-decision-table.md."""
    written = runpy.run_path(str(ROOT / "docs" / "_gen" / "vat_table.py"))["page"]()
    assert (ROOT / "docs" / "law" / "vat-decision-table.md").read_text("utf-8") == written

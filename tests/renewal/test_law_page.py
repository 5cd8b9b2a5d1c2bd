"""The law page that the code writes is the page that is shown, and names every row with its source."""

import runpy

from hostbilling.renewal import law
from tests.requirements import ROOT

PAGE = ROOT / "docs" / "law" / "renewal-by-country.md"


def test_the_law_page_is_current() -> None:
    """If not: python docs/_gen/law.py > docs/law/renewal-by-country.md."""
    written = runpy.run_path(str(ROOT / "docs" / "_gen" / "law.py"))["page"]()
    assert PAGE.read_text("utf-8") == written


def test_every_row_is_on_it_with_its_law_and_source() -> None:
    lines = PAGE.read_text("utf-8").splitlines()
    for rows in law.TABLES.values():
        for row in rows:
            assert any(row.id in line and row.cites in line and row.source.title in line for line in lines), row.id

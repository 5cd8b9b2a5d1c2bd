"""Every snippet runs: the Python blocks of README and docs, and the examples in docstrings."""

import doctest
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from sybil import Sybil
from sybil.parsers.myst import PythonCodeBlockParser

from tests.requirements import ROOT

OPTIONS = doctest.ELLIPSIS | doctest.FAIL_FAST

# No parser for skipping: a snippet that cannot run is not a ```python block.
PAGES = Sybil(parsers=[PythonCodeBlockParser(doctest_optionflags=OPTIONS)])


def pages() -> Iterator[Path]:
    yield ROOT / "README.md"
    yield from sorted((ROOT / "docs").rglob("*.md"))


def modules() -> Iterator[str]:
    source = ROOT / "src"
    for path in sorted(source.rglob("*.py")):
        yield ".".join(path.relative_to(source).with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize("page", [*pages()], ids=lambda page: page.relative_to(ROOT).as_posix())
def test_page(page: Path) -> None:
    """The blocks of a page run from top to bottom and share their names."""
    ran = 0
    for example in PAGES.parse(page).examples():
        example.evaluate()
        ran += 1
    assert ran >= page.read_text("utf-8").count("\n```python\n")  # a block may hold several


@pytest.mark.parametrize("module", [*modules()])
def test_docstrings(module: str) -> None:
    failed, _ = doctest.testmod(import_module(module), optionflags=OPTIONS)
    assert failed == 0


def test_a_wrong_snippet_is_noticed(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Page\n\n```python\n>>> 1 + 1\n3\n```\n", "utf-8")
    with pytest.raises(Exception, match=r"Expected:\s+3"):
        test_page(page)

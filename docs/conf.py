"""Sphinx: Markdown by MyST, furo to read it, a reference page for each module the library has.

Built with `-n -W` (`make docs`): a reference that leads nowhere is an error.
"""

import ast
import re
import runpy
import sys
from pathlib import Path

from sphinx.application import Sphinx

HERE = Path(__file__).parent
SOURCE = HERE.parent / "src" / "hostbilling"

project = "hostbilling"
author = "The hostbilling authors"
project_copyright = "2026, The hostbilling authors"

extensions = ["myst_parser", "sphinx.ext.autodoc"]
source_suffix = {".md": "markdown", ".rst": "restructuredtext"}
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = "hostbilling"
html_copy_source = False
html_show_sphinx = False

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_default_options = {"members": True, "undoc-members": True, "show-inheritance": True}
python_use_unqualified_type_names = True

# The manual is built offline, so names of other packages have no inventory to be looked up in. Our own names do: a
# reference to anything under `hostbilling` must resolve.
OTHERS = sorted({*sys.stdlib_module_names, "attr", "attrs", "babel", "cattrs", "hypothesis", "moneyed", "stdnum"})
# Packages inside one that a user imports by their own name.
INNER = ("renewal.law",)
# A type variable has no page of its own.
nitpick_ignore_regex = [("py:.*", rf"({'|'.join(OTHERS)})(\..*)?"), ("py:.*", r"hostbilling\..*\.[A-Z](_co)?")]


def _modules() -> list[str]:
    """Return the modules and packages a user imports, from the folder itself."""
    found = {path.stem for path in SOURCE.glob("*.py")} | {path.parent.name for path in SOURCE.glob("*/__init__.py")}
    return sorted([*(name for name in found if not name.startswith("_")), *INNER])


def _reference() -> None:
    """Write reference/api/NAME.rst for each module; leave unchanged ones alone, so that a second build is fast."""
    folder = HERE / "reference" / "api"
    folder.mkdir(parents=True, exist_ok=True)
    pages = {f"{name}.rst": name for name in _modules()}
    for old in folder.glob("*.rst"):
        if old.name not in pages:
            old.unlink()
    for file, name in pages.items():
        title = f"hostbilling.{name}"
        text = f"{title}\n{'=' * len(title)}\n\n.. automodule:: {title}\n"
        page = folder / file
        if not page.exists() or page.read_text("utf-8") != text:
            page.write_text(text, "utf-8")


def _law() -> None:
    """Write law/renewal-by-country.md from the rows; tests/renewal/test_law_page.py keeps the stored page the same."""
    page = HERE / "law" / "renewal-by-country.md"
    text: str = runpy.run_path(str(HERE / "_gen" / "law.py"))["page"]()
    if not page.exists() or page.read_text("utf-8") != text:
        page.write_text(text, "utf-8")


def _version() -> str:
    for node in ast.parse((SOURCE / "__init__.py").read_text("utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__version__":
            return str(ast.literal_eval(node.value))
    return ""


_CODE = re.compile(r"(?<![`:])`([^`]+)`(?!`)(\w?)")


def _backticks(_app: object, _what: str, _name: str, _obj: object, _options: object, lines: list[str]) -> None:
    """Read `name` and `name`s in a docstring as Markdown does: as code."""
    for index, line in enumerate(lines):
        if not line.lstrip().startswith((">>>", "...")):
            lines[index] = _CODE.sub(lambda m: f"``{m[1]}``" + (m[2] and rf"\ {m[2]}"), line)


_MEMBER = re.compile(r"<(\w+\.\w+): [^<>]*>")


def _readable_defaults(
    _app: object, _what: str, _name: str, _thing: object, _options: object, signature: str | None, returns: str | None
) -> tuple[str | None, str | None]:
    """Write an enum's member inside a default as in code, so that Sphinx can read the signature."""
    return signature and _MEMBER.sub(r"\1", signature), returns


def _borrowed(app: Sphinx, what: str, _name: str, thing: object, _skip: object, _options: object) -> bool | None:
    """Leave out what a module passes on from another one, such as moneyed's Money: its own page has it."""
    home = getattr(thing, "__module__", None) if isinstance(thing, type) else None
    page = app.env.docname.rpartition("/")[2]
    here = f"hostbilling.{page}"
    return True if what == "module" and home and f"{home}.".startswith(f"{here}.") is False else None


def _public_bases(_app: object, _name: str, _thing: object, _options: object, bases: list[type]) -> None:
    """Name the bases a user can name."""
    bases[:] = [base for base in bases if not getattr(base, "__name__", "").startswith("_")] or [object]


def setup(app: Sphinx) -> None:
    app.connect("autodoc-process-docstring", _backticks)
    app.connect("autodoc-process-signature", _readable_defaults)
    app.connect("autodoc-skip-member", _borrowed)
    app.connect("autodoc-process-bases", _public_bases)


version = release = _version()
_reference()
_law()

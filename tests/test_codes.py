"""Codes are permanent: each names one thing, and each is in the tables of the manual."""

import ast
import re
from collections import Counter
from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType

from tests.requirements import ROOT

SOURCE = ROOT / "src" / "hostbilling"


def generator() -> ModuleType:
    spec = spec_from_file_location("codes", ROOT / "docs" / "_gen" / "codes.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


CODES = generator()


def spelt_out() -> set[str]:
    """Return the code of every ReasonCode that the source writes as text."""
    return {
        node.args[0].value
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "ReasonCode"
        if node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)
    }


def test_every_reason_has_a_code_of_its_own() -> None:
    made = Counter(row.code for row in CODES.reasons())
    assert {code: times for code, times in made.items() if times > 1} == {}


def test_every_reason_of_the_source_is_in_the_table() -> None:
    assert spelt_out() <= {row.code for row in CODES.reasons()}
    assert {"deadline.moved", "table.unreviewed"} <= spelt_out()


def test_a_reason_names_the_modules_that_hold_it() -> None:
    here = "hostbilling.periods.deadlines"
    moved = next(row for row in CODES.reasons([here, here]) if row.code == "deadline.moved")
    assert moved.modules == ("periods.deadlines", "periods.deadlines")


def test_faults_are_found_through_every_helper() -> None:
    words = {row.code: row.problem for row in CODES.faults()}
    assert words["text.empty"] == "is empty"
    assert words["count.low"] == "is below …"
    assert words["money.float"] == "is a float, which holds no exact amount"  # by a helper of the module
    assert words["product.unknown"] == "is not known"  # by errors.not_found, which ends the code
    assert words["demand.call"] == "is a call and never owed"  # by errors.impossible


def test_every_fault_has_a_dotted_code_words_and_a_remedy() -> None:
    for row in CODES.faults():
        assert re.fullmatch(r"[a-z_]+(\.[a-z_0-9]+)+", row.code), row
        assert row.problem, row
        assert row.remedy, row


def test_the_page_shows_both_tables() -> None:
    page = CODES.page()
    assert "| `deadline.moved` | {counted_to} is no working day: the deadline is {last_day}. | Regulation" in page
    assert "| `text.empty` | is empty | give at least one visible character | `errors` |" in page
    assert all(line.count(" | ") >= 3 for line in page.splitlines() if line.startswith("| "))

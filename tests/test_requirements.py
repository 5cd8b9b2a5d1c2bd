"""Every requirement is proved by a test or stands as open, with who will close it; never both, never neither."""

import pytest

from tests.requirements import ALL_IDS, TABLE, Row, claims, disagreements, marks, rows, updated


def test_table_and_marks_agree() -> None:
    wrong = disagreements(rows(TABLE.read_text("utf-8")), claims())
    assert not wrong, "mend by hand or with `python -m tests.requirements`:\n" + "\n".join(wrong)


def table_with(**states: str) -> list[Row]:
    return [Row(each, "text", states.get(each.replace("-", "_"), "open: Later")) for each in ALL_IDS]


@pytest.mark.parametrize(
    ("table", "claimed", "complaint"),
    [
        (table_with()[1:], {}, "R-001: no row in the table"),
        ([*table_with(), Row("R-001", "text", "open: Later")], {}, "R-001: more than one row"),
        (table_with(), {"R-111": {"tests/test_a.py"}}, "R-111: not a requirement"),
        (table_with(), {"R-002": {"tests/test_a.py"}}, "R-002: stands as open, but is claimed"),
        (table_with(R_003="open:"), {}, "R-003: open, but for whom?"),
        (table_with(R_004="`tests/test_a.py`"), {}, "R-004: neither claimed by a test nor open"),
        (table_with(R_004=""), {}, "R-004: neither claimed by a test nor open"),
        (table_with(R_005="`tests/test_a.py`"), {"R-005": {"tests/test_b.py"}}, "R-005: claimed by"),
    ],
)  # fmt: skip
def test_each_contradiction_is_named(table: list[Row], claimed: dict[str, set[str]], complaint: str) -> None:
    (found,) = disagreements(table, claimed)
    assert found.startswith(complaint)


def test_marks_are_read_from_functions_classes_modules_and_parameters() -> None:
    source = """
pytestmark = [pytest.mark.requirement("R-001")]
@pytest.mark.requirement("R-002", "R-003")
class TestIt:
    @pytest.mark.parametrize("n", [pytest.param(1, marks=pytest.mark.requirement("R-004"))])
    def test_it(self, n): ...
"""
    assert sorted(marks(source)) == ["R-001", "R-002", "R-003", "R-004"]


@pytest.mark.parametrize("mark", ["pytest.mark.requirement()", "pytest.mark.requirement(22)"])
def test_a_mark_without_a_readable_id_is_refused(mark: str) -> None:
    with pytest.raises((TypeError, ValueError), match="line 1"):
        list(marks(mark))


def test_the_table_is_filled_from_the_marks() -> None:
    table = "| R-001 | one | open: Later |\n| R-002 | two | open: Later |\n"
    assert updated(table, {"R-002": {"tests/test_b.py", "tests/test_a.py"}}) == (
        "| R-001 | one | open: Later |\n| R-002 | two | `tests/test_a.py`, `tests/test_b.py` |\n"
    )

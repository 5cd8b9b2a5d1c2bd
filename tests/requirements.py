"""Which requirement is proved by which test: the marks in the tests against docs/design/requirements.md.

`python -m tests.requirements` writes the proving files into the table; test_requirements.py holds the two together.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "docs" / "design" / "requirements.md"
ALL_IDS = [f"R-{number:03}" for number in range(1, 111)]

_ROW = re.compile(r"^\| (?P<id>R-\d+) \| (?P<text>.*\S) \| (?P<state>.*?) *\|$", re.MULTILINE)


class Row(NamedTuple):
    """A requirement in the table; its state is `open: <who will close it>` or the test files that prove it."""

    id: str
    text: str
    state: str

    @property
    def open_for(self) -> str | None:
        head, colon, subject = self.state.partition("open:")
        return subject.strip() if colon and not head else None

    @property
    def tests(self) -> set[str]:
        return set() if self.open_for is not None else set(re.findall(r"`([^`]+)`", self.state))


def rows(table: str) -> list[Row]:
    return [Row(**found.groupdict()) for found in _ROW.finditer(table)]


def marks(source: str) -> Iterator[str]:
    """Yield the ids of every `pytest.mark.requirement(...)` in a test file, without running it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("mark.requirement"):
            if not node.args:
                raise ValueError(f"line {node.lineno}: a requirement mark without an id")
            for argument in node.args:
                if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
                    raise TypeError(f"line {node.lineno}: ids are written out, as in 'R-022'")
                yield argument.value


def claims(tests: Path = ROOT / "tests") -> dict[str, set[str]]:
    """Return, by id, the test files that claim it."""
    found: dict[str, set[str]] = {}
    for path in sorted(tests.rglob("test_*.py")):
        for each in marks(path.read_text("utf-8")):
            found.setdefault(each, set()).add(path.relative_to(tests.parent).as_posix())
    return found


def disagreements(table: list[Row], claimed: Mapping[str, set[str]]) -> list[str]:
    """Say where table and marks contradict each other."""
    said = [row.id for row in table]
    wrong = [f"{each}: no row in the table" for each in ALL_IDS if each not in said]
    wrong += [f"{each}: more than one row" for each in sorted(set(said)) if said.count(each) > 1]
    wrong += [f"{each}: not a requirement" for each in sorted({*said, *claimed} - {*ALL_IDS})]
    for row in table:
        proved_by = claimed.get(row.id, set())
        if row.open_for is not None and proved_by:
            wrong.append(f"{row.id}: stands as open, but is claimed by {', '.join(sorted(proved_by))}")
        elif row.open_for == "":
            wrong.append(f"{row.id}: open, but for whom? Name the issue's subject")
        elif row.open_for is None and not proved_by:
            wrong.append(f"{row.id}: neither claimed by a test nor open")
        elif row.open_for is None and row.tests != proved_by:
            wrong.append(f"{row.id}: claimed by {', '.join(sorted(proved_by))}; the table says {row.state}")
    return wrong


def updated(table: str, claimed: Mapping[str, set[str]]) -> str:
    """Return the table with the claiming files filled in; rows that no test claims stay as they are."""

    def line(found: re.Match[str]) -> str:
        files = ", ".join(f"`{each}`" for each in sorted(claimed.get(found["id"], ())))
        return f"| {found['id']} | {found['text']} | {files or found['state']} |"

    return _ROW.sub(line, table)


if __name__ == "__main__":
    TABLE.write_text(updated(TABLE.read_text("utf-8"), claims()), "utf-8")
    print(*disagreements(rows(TABLE.read_text("utf-8")), claims()), sep="\n")

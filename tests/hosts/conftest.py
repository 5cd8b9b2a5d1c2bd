"""The year of the demo, run once for every test that looks at it."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from examples.sqlite_host.store import Store

ROOT = Path(__file__).parents[2]


class Year(NamedTuple):
    """What `make demo` leaves behind."""

    printed: str
    report: str
    store: Store


@pytest.fixture(scope="session")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    folder: Path = tmp_path_factory.mktemp("year")
    asked = ["--store", str(folder / "host.sqlite"), "--report", str(folder / "report.html")]
    ran = subprocess.run(
        [sys.executable, "-m", "examples.sqlite_host", *asked],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    store = Store(folder / "host.sqlite")
    yield Year(ran.stdout, (folder / "report.html").read_text("utf-8"), store)
    store.close()


@pytest.fixture(autouse=True)
def _closes_what_it_opens(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Close every store a test opened, as a process does that ends: Python 3.13 warns about those left open."""
    opened: list[Store] = []
    opens = Store.__init__

    def remembers(store: Store, *args: Any, **named: Any) -> None:
        opens(store, *args, **named)
        opened.append(store)

    monkeypatch.setattr(Store, "__init__", remembers)
    yield
    for store in opened:
        store.close()

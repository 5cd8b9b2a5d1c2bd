"""The library opens nothing, asks no clock and touches no global: read from its syntax tree.

Ruff's banned calls say the same in the editor and import-linter says it of imports. This test also sees what both
miss: built-ins by another name, imports by string, a `noqa`, and the clock passed on uncalled.
"""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.requirements import ROOT

SOURCE = ROOT / "src" / "hostbilling"

MODULES = {
    "asyncio", "configparser", "ctypes", "fileinput", "getpass", "glob", "http", "io", "locale", "logging", "mmap",
    "multiprocessing", "os", "pathlib", "platform", "random", "secrets", "select", "selectors", "shelve", "shutil",
    "signal", "smtplib", "socket", "sqlite3", "ssl", "subprocess", "tempfile", "threading", "time", "urllib",
}  # fmt: skip

NAMES = {
    "builtins.open", "builtins.print", "builtins.input", "builtins.eval", "builtins.exec", "builtins.__import__",
    "builtins.breakpoint",
    "datetime.date.today", "datetime.datetime.today", "datetime.datetime.now", "datetime.datetime.utcnow",
    "decimal.getcontext", "decimal.setcontext", "decimal.localcontext", "decimal.DefaultContext",
    "sys.argv", "sys.stdin", "sys.stdout", "sys.stderr", "uuid.uuid1", "uuid.uuid4",
}  # fmt: skip

CLOCKS = {"today", "now", "utcnow"}


def offences(source: str) -> list[str]:
    """Return `line: name` for everything in `source` that reaches outside the function's arguments."""
    tree = ast.parse(source)
    known = {name.removeprefix("builtins."): name for name in NAMES if name.startswith("builtins.")}
    for node in ast.walk(tree):
        known |= dict(bound(node))
    return [
        f"{line}: {name}"
        for line, name in ((getattr(node, "lineno", 0), name) for node in ast.walk(tree) for name in uses(node, known))
        if name in NAMES or name.partition(".")[0] in MODULES or name.startswith(("global ", "clock "))
    ]


def bound(node: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield the names that an import binds, each with what it stands for."""
    match node:
        case ast.Import():
            for alias in node.names:
                root = alias.name.partition(".")[0]
                yield (alias.asname, alias.name) if alias.asname else (root, root)
        case ast.ImportFrom(level=0, module=str(module)):
            for alias in node.names:
                yield alias.asname or alias.name, f"{module}.{alias.name}"
        case _:
            pass


def uses(node: ast.AST, known: Mapping[str, str]) -> Iterator[str]:
    """Yield the full names that a node uses or imports."""
    match node:
        case ast.Import() | ast.ImportFrom():
            yield from (name for _, name in bound(node))
        case ast.Name(ctx=ast.Load()):
            yield known.get(node.id, "")
        case ast.Attribute():
            root, _, rest = ast.unparse(node).partition(".")
            yield f"{known.get(root, '')}.{rest}"
            if node.attr in CLOCKS and root.lower().endswith(("date", "datetime")):
                yield f"clock {node.attr}"
        case ast.Call(func=ast.Name(id="import_module") | ast.Attribute(attr="import_module")):
            yield from (arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str))
        case ast.Global():
            yield f"global {', '.join(node.names)}"
        case _:
            pass


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_the_library_reaches_for_nothing(path: Path) -> None:
    assert offences(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "planted",
    [
        "import os",
        "import os.path as p",
        "from os import environ",
        "from pathlib import Path",
        "import socket",
        "from urllib.request import urlopen",
        "from time import monotonic",
        "import logging; logging.basicConfig()",
        "import random; random.random()",
        "from secrets import token_hex",
        "from datetime import date\ndef f(on=None): return on or date.today()",
        "import datetime\nnow = datetime.datetime.now()",
        "import datetime as dt\nnow = dt.datetime.utcnow",
        "from datetime import datetime as d\nclock = d.now",
        "def f(date): return date.today()",
        "from decimal import getcontext",
        "import decimal\ndecimal.getcontext().prec = 50",
        "import decimal\nwith decimal.localcontext() as c: pass",
        "from uuid import uuid4",
        "import uuid\nkey = uuid.uuid1()",
        "def f(path): return open(path).read()",
        "read = open",
        "print('hello')",
        "import sys\nsys.stdout.write('hello')",
        "from importlib import import_module\nimport_module('os')",
        "__import__('os')",
        "counter = 0\ndef f():\n    global counter\n    counter += 1",
    ],
)
def test_a_planted_offence_is_caught(planted: str) -> None:
    assert offences(planted)


@pytest.mark.parametrize(
    "fine",
    [
        "from datetime import date, datetime, time, timedelta",
        "from decimal import Context, Decimal, ROUND_HALF_UP\nContext(prec=50).add(Decimal(1), Decimal(2))",
        "class Clock:\n    time: int\ndef f(clock): return clock.time",
        "def f(period, on): return period.start <= on < period.end",
        "from hostbilling.money import exact",
        "def is_open(demand): return demand.open",
        "from importlib import import_module\nimport_module('.vat', __name__)",
    ],
)
def test_honest_code_passes(fine: str) -> None:
    assert offences(fine) == []

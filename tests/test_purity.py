"""The library opens nothing, asks no clock and touches no global: read from its syntax tree.

Ruff's banned calls say the same in the editor and import-linter says it of imports. This test also sees what both
miss: built-ins by another name, imports by string, a `noqa`, and the clock passed on uncalled.
"""

import ast
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
    found: list[str] = []

    def check(node: ast.AST, name: str) -> None:
        if name in NAMES or name.partition(".")[0] in MODULES:
            found.append(f"{getattr(node, 'lineno', 0)}: {name}")

    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                known[alias.asname or alias.name.partition(".")[0]] = (
                    alias.name if alias.asname else alias.name.partition(".")[0]
                )
                check(node, alias.name)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                known[alias.asname or alias.name] = f"{node.module}.{alias.name}"
                check(node, f"{node.module}.{alias.name}")

    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            if known.get(node.id, "").startswith("builtins."):
                check(node, known[node.id])
        elif isinstance(node, ast.Attribute):
            root, _, rest = ast.unparse(node).partition(".")
            if root in known:
                check(node, f"{known[root]}.{rest}")
            if node.attr in CLOCKS and root.lower().endswith(("date", "datetime")):
                found.append(f"{node.lineno}: {node.attr}")
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            for argument in node.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    check(node, argument.value)
        elif isinstance(node, ast.Global):
            found.append(f"{node.lineno}: global {', '.join(node.names)}")
    return found


@pytest.mark.parametrize(
    "path", sorted(SOURCE.rglob("*.py")), ids=lambda path: path.relative_to(SOURCE).as_posix()
)
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

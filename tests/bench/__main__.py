"""Run every bench_*.py beside this file, or those named, and print one table.

A bench is a module with `run()`, which yields (what, figure, what the figure is): a ratio wherever that can be had,
since a ratio means the same on the next machine.
"""

import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

Row = tuple[str, float, str]


def table(title: str, rows: Iterable[Row]) -> None:
    print(title)
    for what, figure, meaning in rows:
        print(f"  {what:<52} {figure:>12,.2f}  {meaning}", flush=True)


def main(wanted: list[str]) -> None:
    names = [path.stem for path in sorted(Path(__file__).parent.glob("bench_*.py"))]
    if unknown := sorted({*wanted} - {name.removeprefix("bench_") for name in names}):
        sys.exit(f"no bench called {', '.join(unknown)}; there are: {', '.join(names)}")
    for name in names:
        title = name.removeprefix("bench_")
        if not wanted or title in wanted:
            table(title, import_module(f"tests.bench.{name}").run())


if __name__ == "__main__":
    main(sys.argv[1:])

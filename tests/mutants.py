"""Break one module on purpose, change by change, and see whether its tests notice.

`python -m tests.mutants money` (or `vat.rates` for one file of a package) takes the tests that carry the module's name:
every test file in a folder of that name, and test_money.py or test_money_*.py anywhere under tests/. The conductor is
asked by those of the whole thread too. It works on a copy under build/mutants, prints what survived as diffs, and fails
below --least percent.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import libcst as cst  # comes with mutmut, which reads the code through it

from tests.requirements import ROOT

SETTINGS = """
[tool.mutmut]
source_paths = ["src"]
only_mutate = {only}
pytest_add_cli_args_test_selection = {tests}
pytest_add_cli_args = ["-p", "no:cacheprovider"]
also_copy = ["docs", "examples", "README.md"]
"""


FURTHER = {"lifecycle": "thread"}
"""Folders of tests that answer for a module of another name: the thread through the year drives the conductor."""


def sources(module: str) -> list[Path]:
    """Return the files to break, relative to the checkout."""
    stem = ROOT.joinpath("src", "hostbilling", *module.split("."))
    found = sorted(stem.rglob("*.py")) if stem.is_dir() else [stem.with_suffix(".py")]
    return [path.relative_to(ROOT) for path in found if path.exists()]


def tests_of(module: str) -> list[str]:
    """Return the test files that answer for the module."""
    name = module.partition(".")[0]
    folders = {name, FURTHER.get(name, name)}
    return [
        path.relative_to(ROOT).as_posix()
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        if folders & set(path.relative_to(ROOT).parts)
        or path.stem == f"test_{name}"
        or path.stem.startswith(f"test_{name}_")
    ]


class PlainGetters(cst.CSTTransformer):
    """Write `@property` as a method and `name = property(method)`: mutmut leaves decorated functions whole."""

    def leave_IndentedBlock(  # noqa: N802 - libcst's name
        self, original_node: cst.IndentedBlock, updated_node: cst.IndentedBlock
    ) -> cst.IndentedBlock:
        """Split each property of a class body."""
        del original_node
        body: list[cst.BaseStatement] = []
        for statement in updated_node.body:
            body.append(statement)
            match statement:
                case cst.FunctionDef(decorators=[cst.Decorator(decorator=cst.Name("property"))], name=name):
                    getter = f"_get_{name.value}"
                    body[-1] = statement.with_changes(decorators=[], name=cst.Name(getter))
                    body.append(cst.parse_statement(f"{name.value} = property({getter})"))
                case _:
                    pass
        return updated_node.with_changes(body=body)

    def leave_ClassDef(self, original_node: cst.ClassDef, updated_node: cst.ClassDef) -> cst.ClassDef:  # noqa: N802
        """Leave a protocol as it is: a method more, and no row of a host would have all its members."""
        protocol = any(
            isinstance(base.value, cst.Name) and base.value.value == "Protocol" for base in updated_node.bases
        )
        return original_node if protocol else updated_node


def workshop(module: str) -> Path:
    """Lay out a fresh copy of the checkout with mutmut's settings for this module."""
    place = ROOT / "build" / "mutants" / module
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    for name in ("src", "tests", "docs", "examples", "README.md"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif (ROOT / name).exists():
            shutil.copy(ROOT / name, place / name)
    for path in sources(module):
        tree = cst.parse_module((place / path).read_text("utf-8"))
        (place / path).write_text(tree.visit(PlainGetters()).code, "utf-8")
    only = json.dumps([path.as_posix() for path in sources(module)])
    settings = SETTINGS.format(only=only, tests=json.dumps(tests_of(module)))
    (place / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text("utf-8") + settings, "utf-8")
    return place


def mutmut(place: Path, *arguments: str) -> str:
    """Run mutmut in the copy and return what it printed; its own failure ends the run."""
    environment = {**os.environ, "HYPOTHESIS_PROFILE": "mutants"}
    run = subprocess.run(
        [sys.executable, "-m", "mutmut", *arguments],
        cwd=place,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if run.returncode:
        sys.exit(f"{run.stdout[-4000:]}\nmutmut {' '.join(arguments)} failed in {place}")
    return run.stdout


def report(place: Path, *, least: float) -> bool:
    """Print the survivors and the count; tell whether enough were noticed."""
    mutmut(place, "export-cicd-stats")
    counts: dict[str, Any] = json.loads((place / "mutants" / "mutmut-cicd-stats.json").read_text("utf-8"))
    alive = [line.split(":")[0].strip() for line in mutmut(place, "results").splitlines() if ": " in line]
    with ThreadPoolExecutor(2) as both_cores:
        for diff in both_cores.map(lambda name: mutmut(place, "show", name), alive):
            print(diff)
    total = counts["total"] - counts["skipped"]
    noticed = counts["killed"] + counts["timeout"]
    share = 100 * noticed / total if total else 0.0
    rest = ", ".join(f"{counts[key]} {key.replace('_', ' ')}" for key in ("survived", "no_tests", "suspicious"))
    print(f"{place.name}: {noticed} of {total} mutants noticed, {share:.1f} % (asked: {least:g} %); {rest}")
    return share >= least


def main(arguments: Sequence[str]) -> None:
    reader = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    reader.add_argument("module", help="a module by its name under hostbilling")
    reader.add_argument("--least", type=float, default=90, help="percent that must be noticed")
    asked = reader.parse_args(arguments)
    if not sources(asked.module):
        sys.exit(f"hostbilling has no module {asked.module}")
    if not tests_of(asked.module):
        sys.exit(f"no test carries the name {asked.module}: add tests/test_{asked.module}.py")
    print(f"breaking {', '.join(map(str, sources(asked.module)))}")
    print(f"asking {', '.join(tests_of(asked.module))}", flush=True)
    place = workshop(asked.module)
    mutmut(place, "run", "--max-children", "2")
    if not report(place, least=asked.least):
        sys.exit(1)


if __name__ == "__main__":
    main(sys.argv[1:])

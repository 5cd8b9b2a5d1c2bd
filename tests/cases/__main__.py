"""The command `python -m tests.cases`."""

import json
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterable, Sequence
from pathlib import Path

from . import runner

HELP = """Run files of cases against the library.

Prints `area passed/total` for each area and, below it, each failing case with what was expected and what
came. An area that nobody answers yet counts as failed. The exit status is 0 when every case passed."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = ArgumentParser(prog="python -m tests.cases", description=HELP, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument(
        "files",
        nargs="*",
        type=Path,
        metavar="FILE.json",
        help="files of cases; those in tests/cases/data if none",
    )
    parser.add_argument(
        "-a",
        "--area",
        action="append",
        default=[],
        help="only areas that begin like this; may be repeated",
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="count only, do not list failing cases")
    parser.add_argument("--record", action="store_true", help="raise tests/cases/minimum.json to what passes now")
    options = parser.parse_args(arguments)

    known, broken = runner.known_areas()
    cases = [case for path in options.files or runner.DATA for case in runner.load(path)]
    outcomes = [outcome for outcome in runner.run(cases, known) if outcome.area.startswith(tuple(options.area) or "")]
    report(outcomes, list_failures=not options.quiet)
    for module, problem in broken.items():
        print(f"tests/cases/areas/{module}.py cannot be used: {problem}")
    if options.record:
        minimum = runner.raised(runner.read_minimum(), outcomes)
        runner.MINIMUM.write_text(json.dumps(minimum, indent=2) + "\n", encoding="utf-8")
    return 0 if outcomes and not broken and all(outcome.passed for outcome in outcomes) else 1


def report(outcomes: Iterable[runner.Outcome], *, list_failures: bool) -> None:
    """Print the score of every area, and its failing cases."""
    outcomes = list(outcomes)
    for area, (passed, every) in runner.score(outcomes).items():
        print(f"{area} {passed}/{every}")
        for outcome in outcomes if list_failures else ():
            if outcome.area == area and not outcome.passed:
                print("\n      ".join([f"  {outcome.id}", *outcome.problems]))
    print(f"total {sum(outcome.passed for outcome in outcomes)}/{len(outcomes)}")


if __name__ == "__main__":
    sys.exit(main())

"""Reads case files, asks the library, compares, and counts.

The format is that of `{cases: [{id, area, given, expect, …}]}`. This module knows the format alone; what the
members of an area mean is written in `areas/`.
"""

import json
import pkgutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any

from attrs import field, frozen

from hostbilling.errors import BillingError

from . import areas
from .answers import any_of
from .compare import is_for_readers, same

HERE = Path(__file__).parent
DATA = sorted((HERE / "data").glob("*.json"))
MINIMUM = HERE / "minimum.json"


class Given(Mapping[str, Any]):
    """The input of a case, which remembers what nobody read."""

    def __init__(self, members: Mapping[str, Any]) -> None:
        self._members = {name: _watched(value) for name, value in members.items()}
        self._read: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        value = self._members[name]
        self._read.add(name)
        return value

    def __iter__(self) -> Iterator[str]:
        return iter(self._members)

    def __len__(self) -> int:
        return len(self._members)

    def unread(self, path: str = "") -> Iterator[str]:
        """Yield the dotted paths of the members that were never looked at."""
        for name, value in self._members.items():
            if name not in self._read:
                yield path + name
            for inner in value if isinstance(value, list) else [value]:
                if name in self._read and isinstance(inner, Given):
                    yield from inner.unread(f"{path}{name}.")


def _watched(value: Any) -> Any:
    if isinstance(value, list):
        return [_watched(item) for item in value]
    return Given(value) if isinstance(value, dict) else value


@frozen(kw_only=True)
class Area:
    """What a module of `areas` says about one area."""

    answer: Callable[[Mapping[str, Any]], Mapping[str, Any]]
    errors: Mapping[str, str] = field(factory=dict)
    for_readers: frozenset[str] = frozenset()
    asked_if_set: frozenset[str] = frozenset()


@frozen(kw_only=True)
class Outcome:
    """How one case went: no problems means passed."""

    area: str
    id: str
    problems: tuple[str, ...]

    @property
    def passed(self) -> bool:
        return not self.problems


def known_areas(package: Any = areas) -> tuple[dict[str, Area], dict[str, str]]:
    """Return every area by name, and why modules of areas could not be imported."""
    found: dict[str, Area] = {}
    broken: dict[str, str] = {}
    for info in pkgutil.iter_modules(package.__path__):
        try:
            module = import_module(f"{package.__name__}.{info.name}")
        except Exception as error:  # noqa: BLE001  # one family's broken import must not hide the others
            broken[info.name] = f"{type(error).__name__}: {error}"
            continue
        for name, answer in module.AREAS.items():
            if name in found:
                broken[info.name] = f"{name} is answered by two modules"
            found[name] = Area(
                answer=answer,
                errors=getattr(module, "ERRORS", {}),
                for_readers=frozenset(getattr(module, "FOR_READERS", ())),
                asked_if_set=frozenset(getattr(module, "ASKED_IF_SET", ())),
            )
    return found, broken


def load(path: Path) -> list[Any]:
    """Return the cases of a file; anything that is not a file of cases becomes one case that fails."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (OSError, ValueError) as error:
        return [{"area": path.name, "id": "(file)", "problem": str(error)}]
    cases = content.get("cases") if isinstance(content, dict) else None
    if not isinstance(cases, list) or not cases:
        return [{"area": path.name, "id": "(file)", "problem": "holds no list of cases"}]
    return cases


def run(cases: Iterable[Any], known: Mapping[str, Area]) -> list[Outcome]:
    """Return the outcome of every case, in order."""
    return [_outcome(case, known) for case in cases]


def _outcome(case: Any, known: Mapping[str, Area]) -> Outcome:
    members = case if isinstance(case, dict) else {}
    area, identity = str(members.get("area", "(no area)")), str(members.get("id", "(no id)"))
    given, expect = members.get("given"), members.get("expect")
    if "problem" in members and given is None:
        problems = [members["problem"]]
    elif not isinstance(given, dict) or not isinstance(expect, dict):
        problems = ["unknown shape: a case has an area, an id, given and expect"]
    elif area not in known:
        problems = ["unknown area"]
    else:
        accepted = [expect, *(members.get("alternatives", ()) if members.get("debatable") else ())]
        try:
            problems = _problems(known[area], given, accepted)
        except Exception as error:  # noqa: BLE001  # a crash is a failed case, not the end of the run
            problems = [f"crashed: {type(error).__name__}: {error}"]
    return Outcome(area=area, id=identity, problems=tuple(problems))


def _problems(area: Area, given: Mapping[str, Any], accepted: Sequence[Mapping[str, Any]]) -> list[str]:
    asked = Given(given)
    got: dict[str, Any]
    try:
        got = dict(area.answer(asked))
    except BillingError as error:
        got = {"error": any_of(area.errors.get(error.code, error.code))}
        if not any(expect.get("error") for expect in accepted):
            return [f"refused: {error}"]
    else:
        unread = set(asked.unread()) - area.for_readers
        if unread:
            return [f"given and never read: {', '.join(sorted(unread))}"]
    got.setdefault("error", None)
    judged = [list(_differences(expect, got, area.asked_if_set)) for expect in accepted]
    return [] if [] in judged else judged[0]


def _differences(expect: Mapping[str, Any], got: Mapping[str, Any], asked_if_set: frozenset[str]) -> Iterator[str]:
    compared = [name for name in expect if not is_for_readers(name)]
    if not compared:
        yield "expects nothing that can be compared"
    for name in compared:
        if name in asked_if_set and not expect[name]:
            continue
        if name not in got:
            yield f"{name}: expected {_shown(expect[name])}, got no answer"
        elif not same(expect[name], got[name]):
            yield f"{name}: expected {_shown(expect[name])}, got {_shown(got[name])}"


def _shown(value: Any) -> str:
    return json.dumps(value, default=str, ensure_ascii=False)


def score(outcomes: Iterable[Outcome]) -> dict[str, tuple[int, int]]:
    """Return (passed, total) by area, sorted by name."""
    passed: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for outcome in outcomes:
        passed[outcome.area] += outcome.passed
        every[outcome.area] += 1
    return {area: (passed[area], every[area]) for area in sorted(every)}


def read_minimum(path: Path = MINIMUM) -> dict[str, int]:
    """Return how many cases of each area must pass."""
    recorded: dict[str, int] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return recorded


def raised(minimum: Mapping[str, int], outcomes: Iterable[Outcome]) -> dict[str, int]:
    """Return the minimum with every area raised to what passes now; nothing is ever lowered."""
    now = {area: passed for area, (passed, _) in score(outcomes).items()}
    return {area: max(minimum.get(area, 0), now.get(area, 0)) for area in sorted({*minimum, *now})}


def shortfalls(minimum: Mapping[str, int], outcomes: Iterable[Outcome]) -> list[str]:
    """Return one line for every area that passes fewer cases than recorded."""
    now = score(outcomes)
    return [
        f"{area}: {now.get(area, (0, 0))[0]} passed, {least} recorded"
        for area, least in minimum.items()
        if now.get(area, (0, 0))[0] < least
    ]

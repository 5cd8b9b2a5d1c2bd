"""The tables of permanent codes, written from the code: every reason and finding, and every fault of an error.

`page()` returns them as one Markdown page, `python docs/_gen/codes.py` prints it. Reasons are values of modules, so
they are found by importing them. Faults are built where they are raised, so they are read from the syntax tree: each
call of `Fault`, and of the helpers that pass their own arguments on to it, such as `impossible`.
"""

import ast
import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import cast

from attrs import define, frozen

import hostbilling
from hostbilling.decision import ReasonCode

SOURCE = Path(hostbilling.__file__).parent
FIELDS = ("code", "field", "value", "problem", "remedy")
OPEN = "…"


# ---------------------------------------------------------------------------------------------- reasons


@frozen(order=True)
class ReasonRow:
    """A reason code with the modules that hold it."""

    code: str
    sentence: str
    law: tuple[str, ...]
    modules: tuple[str, ...]


def modules() -> Iterator[str]:
    """Yield the dotted name of every module of the library."""
    yield "hostbilling"
    yield from sorted(info.name for info in pkgutil.walk_packages([str(SOURCE)], "hostbilling."))


def reasons(names: Iterable[str] | None = None) -> list[ReasonRow]:
    """Return every reason code that a module holds, by itself or in a table; one that is made twice appears twice."""
    found: dict[ReasonCode, list[str]] = {}
    for name in modules() if names is None else names:
        for kind in dict.fromkeys(_kinds(vars(import_module(name)).values())):
            found.setdefault(kind, []).append(name.removeprefix("hostbilling."))
    return sorted(
        ReasonRow(kind.code, kind.template, tuple(map(str, kind.law)), tuple(where)) for kind, where in found.items()
    )


def _kinds(values: Iterable[object]) -> Iterator[ReasonCode]:
    for value in values:
        if isinstance(value, ReasonCode):
            yield value
        elif isinstance(value, Mapping):
            yield from _kinds(cast("Mapping[object, object]", value).values())
        elif isinstance(value, (tuple, list, set, frozenset)):
            yield from _kinds(cast("Iterable[object]", value))


# ----------------------------------------------------------------------------------------------- faults


@frozen
class Param:
    """A place in a text that a caller fills."""

    name: str


Text = tuple["str | Param", ...]


@frozen
class FaultRow:
    """A fault code with its words; what only the run knows is an ellipsis."""

    code: str
    problem: str
    remedy: str
    module: str


@frozen
class Builder:
    """A function that makes a fault of its own arguments."""

    parameters: tuple[str, ...]
    defaults: Mapping[str, Text]
    texts: Mapping[str, Text]


@define
class Scope:
    """A module: what it imports, the calls it makes, alone and by function, and the helpers that it knows."""

    imports: list[ast.ImportFrom]
    calls: list[ast.Call]
    functions: list[tuple[ast.FunctionDef, list[ast.Call]]]
    builders: dict[str, Builder]

    @classmethod
    def of(cls, name: str) -> "Scope":
        nodes = [*ast.walk(_tree(name))]
        functions = [node for node in nodes if isinstance(node, ast.FunctionDef)]
        return cls(
            imports=[node for node in nodes if isinstance(node, ast.ImportFrom) and node.level],
            calls=[node for node in nodes if isinstance(node, ast.Call)],
            functions=[(one, [node for node in ast.walk(one) if isinstance(node, ast.Call)]) for one in functions],
            builders={"Fault": FAULT},
        )


FAULT = Builder(FIELDS, {}, {name: (Param(name),) for name in FIELDS})


def faults() -> list[FaultRow]:
    """Return every fault code that some call spells out, with its words, sorted."""
    return sorted({row for row in _rows() if row.code != OPEN}, key=lambda row: (row.code, row.module, row.problem))


def unspelt() -> list[str]:
    """Return the modules with a call that takes its code from elsewhere, such as a table."""
    return sorted({row.module for row in _rows() if row.code == OPEN})


@cache
def _rows() -> tuple[FaultRow, ...]:
    scopes = {name: Scope.of(name) for name in modules()}
    # A helper may call a helper of its own module or of a lower one: three rounds reach every depth there is.
    for _ in range(3):
        for name, scope in scopes.items():
            scope.builders |= {**_imported(name, scope, scopes), **_defined(scope)}
    return tuple(
        FaultRow(
            code=_shown(texts["code"]),
            problem=_shown(texts["problem"]),
            remedy=_shown(texts["remedy"]),
            module=name.removeprefix("hostbilling."),
        )
        for name, scope in scopes.items()
        for texts in _spelt(scope)
    )


def _tree(name: str) -> ast.Module:
    path = SOURCE.joinpath(*name.split(".")[1:])
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return ast.parse(file.read_text("utf-8"))


def _imported(name: str, scope: Scope, scopes: Mapping[str, Scope]) -> dict[str, Builder]:
    package = name.split(".") if SOURCE.joinpath(*name.split(".")[1:]).is_dir() else name.split(".")[:-1]
    found: dict[str, Builder] = {}
    for node in scope.imports:
        parts = [*package[: len(package) - node.level + 1], *(node.module or "").split(".")]
        source = scopes.get(".".join(filter(None, parts)))
        for alias in node.names:
            if source and alias.name in source.builders:
                found[alias.asname or alias.name] = source.builders[alias.name]
    return found


def _defined(scope: Scope) -> dict[str, Builder]:
    made = {node.name: _builder(node, calls, scope) for node, calls in scope.functions}
    return {name: builder for name, builder in made.items() if builder}


def _builder(node: ast.FunctionDef, calls: list[ast.Call], scope: Scope) -> Builder | None:
    names = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
    keywords = [argument.arg for argument in node.args.kwonlyargs]
    for texts in filter(None, (_filled(call, scope) for call in calls)):
        if _params(texts["code"]) and _params(texts["code"]) <= {*names, *keywords}:
            defaults = dict(zip(names[::-1], node.args.defaults[::-1], strict=False))
            defaults |= {name: value for name, value in zip(keywords, node.args.kw_defaults, strict=True) if value}
            return Builder((*names, *keywords), {name: _text(value) for name, value in defaults.items()}, texts)
    return None


def _params(text: Text) -> set[str]:
    return {piece.name for piece in text if isinstance(piece, Param)}


def _spelt(scope: Scope) -> Iterator[Mapping[str, Text]]:
    """Yield the texts of every call but those of a helper that leave the code to its callers."""
    inside = {id(call) for node, calls in scope.functions if node.name in scope.builders for call in calls}
    for call in scope.calls:
        texts = _filled(call, scope)
        if texts and (id(call) not in inside or not _params(texts["code"])):
            yield texts


def _filled(node: ast.Call, scope: Scope) -> Mapping[str, Text] | None:
    called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    builder = scope.builders.get(called)
    if builder is None:
        return None
    given = {**builder.defaults, **dict(zip(builder.parameters, map(_text, node.args), strict=False))}
    given |= {keyword.arg: _text(keyword.value) for keyword in node.keywords if keyword.arg}
    return {part: _join(given.get(p.name, (OPEN,)) if isinstance(p, Param) else (p,) for p in text)
            for part, text in builder.texts.items()}  # fmt: skip


def _join(texts: Iterable[Text]) -> Text:
    return tuple(piece for text in texts for piece in text)


def _text(node: ast.expr) -> Text:
    match node:
        case ast.Constant(value=str(text)):
            return (text,)
        case ast.Name(id=name):
            return (Param(name),)
        case ast.JoinedStr(values=values):
            return _join(map(_text, values))
        case ast.FormattedValue(value=value):
            return _text(value)
        case _:
            return (OPEN,)


def _shown(text: Text) -> str:
    return "".join(piece if isinstance(piece, str) else OPEN for piece in text)


# ------------------------------------------------------------------------------------------------- page

HEAD = """# Codes

Permanent names for programs; the words beside them may change. Written from the code.

## Reasons and findings

What answers say about themselves. Names in braces are the facts that the reason carries.

"""
FAULTS = """
## Faults

What errors say about an argument. An ellipsis stands for what only the call knows.

"""


def page() -> str:
    """Return both tables as Markdown."""
    told = [
        (f"`{row.code}`", row.sentence, "; ".join(row.law), ", ".join(f"`{name}`" for name in row.modules[:1]))
        for row in reasons()
    ]
    words = [(f"`{row.code}`", row.problem, row.remedy, f"`{row.module}`") for row in faults()]
    return (
        HEAD
        + _table(("code", "sentence", "law", "module"), told)
        + FAULTS
        + _table(("code", "problem", "remedy", "module"), words)
    )


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


if __name__ == "__main__":
    print(page())  # noqa: T201  # a command's output

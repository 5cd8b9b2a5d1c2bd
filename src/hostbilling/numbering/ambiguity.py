"""Proof that two patterns never print the same number.

Each pattern is a small automaton that reads a number character by character; both are walked together. When
no pair of end states can be reached, no number exists that both could print. Date tokens are read as any day of
any year, so the proof holds for all time, and the number shown against a pair of patterns is the shortest there is.
"""

from collections import deque
from collections.abc import Iterator

from attrs import frozen

from ..errors import check_type, refuse
from .patterns import BASES, Part, Pattern, digits, prints

_AFTER_ZERO = slice(1, None)

_Steps = tuple[tuple[str, int], ...]


@frozen
class _Automaton:
    """States are numbers, 0 the first; `steps[state]` holds pairs of allowed characters and next state."""

    steps: tuple[_Steps, ...]
    ends: frozenset[int]


def common_number(one: Pattern, other: Pattern) -> str | None:
    """Return the shortest number that both patterns can print, or None when there is none.

    >>> common_number(Pattern("F{YYYY}-{seq:4}"), Pattern("C{YYYY}-{seq:4}"))
    >>> common_number(Pattern("F1{seq}"), Pattern("F{seq}"))
    'F11'
    """
    refuse(check_type("one", one, Pattern), check_type("other", other, Pattern))
    left, right = _automaton(one), _automaton(other)
    queue = deque([((0, 0), "")])
    met = {(0, 0)}
    while queue:
        (a, b), text = queue.popleft()
        if a in left.ends and b in right.ends:
            return text
        for char, pair in _both(left.steps[a], right.steps[b]):
            if pair not in met:
                met.add(pair)
                queue.append((pair, text + char))
    return None


def _both(left: _Steps, right: _Steps) -> Iterator[tuple[str, tuple[int, int]]]:
    for chars, a in left:
        for others, b in right:
            shared = [char for char in chars if char in others]
            if shared:
                # Any shared character proves it; a one reads best.
                yield "1" if "1" in shared else shared[0], (a, b)


def _automaton(pattern: Pattern) -> _Automaton:
    steps: list[list[tuple[str, int]]] = [[]]
    heads = {0}
    for part in pattern.parts:
        heads = _append(steps, heads, part)
    return _Automaton(tuple(map(tuple, steps)), frozenset(heads))


def _append(steps: list[list[tuple[str, int]]], heads: set[int], part: Part) -> set[int]:
    """Add the states of a part behind `heads`; return the states in which it is complete."""
    ends = {_row(steps, heads, row) for row in prints(part)}
    if part.token not in BASES:
        return ends
    every = digits(part)
    grown = _row(steps, heads, (every[_AFTER_ZERO], *(every,) * part.width))
    steps[grown].append((every, grown))
    return {*ends, grown}


def _row(steps: list[list[tuple[str, int]]], heads: set[int], row: tuple[str, ...]) -> int:
    for chars in row:
        steps.append([])
        for head in heads:
            steps[head].append((chars, len(steps) - 1))
        heads = {len(steps) - 1}
    return len(steps) - 1

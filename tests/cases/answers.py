"""Answers to questions whose length or wording only the expected result knows."""

from collections.abc import Callable, Iterable
from typing import Any

from attrs import frozen


@frozen
class Endless:
    """A row without end; the expected list is compared with its beginning."""

    row: Callable[[], Iterable[Any]]

    def __str__(self) -> str:
        return "(a row without end)"


@frozen
class Each:
    """A condition that every member of the expected list must meet."""

    holds: Callable[[Any], bool]

    def __str__(self) -> str:
        return "(a condition that one of these does not meet)"


@frozen
class OneOf:
    """Several true answers to a question that does not say which of them it means."""

    answers: tuple[Any, ...]

    def __str__(self) -> str:
        return " or ".join(map(str, self.answers))


def any_of(words: str) -> OneOf | str:
    """One of several words for the same, as a table lists them with spaces between."""
    several = tuple(words.split())
    return OneOf(several) if len(several) > 1 else words

"""What decides of a value, made one object for all values alike: comparing and hashing it costs next to nothing.

A line, a customer and an item of evidence carry theirs from when they are made, so that a question is compared with
those already answered without looking into it.
"""

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any, Generic, ParamSpec, TypeVar

from attrs import frozen

P = ParamSpec("P")
T = TypeVar("T")


@frozen(eq=False)
class Alike(Generic[T]):
    """Stands for everything with the same deciding `parts`; made by `alike` alone and told apart by identity.

    Two may come to stand for the same when the first was forgotten: then a question is worked out twice.
    """

    value: T
    parts: tuple[Any, ...]

    def __reduce__(self) -> tuple[Any, ...]:
        return _made, self.parts


def alike(kind: Callable[P, T], *parts: P.args, **_none: P.kwargs) -> Alike[T]:
    """Return what stands for every `kind` of these parts; the last 8192 are known.

    >>> alike(complex, 1, 2) is alike(complex, 1, 2)
    True
    """
    return _made(kind, *parts)


@lru_cache(maxsize=8192)
def _made(kind: Callable[..., object], *parts: Hashable) -> Alike[Any]:
    return Alike(kind(*parts), (kind, *parts))

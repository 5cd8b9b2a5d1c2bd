"""Numbers of which nothing is known but what is printed.

For a list from an old system whose patterns nobody remembers: the last group of digits is taken for the counter and
the text before it for the prefix. Under a new prefix or in a new year the counter may run on or start again at 1.
A proper `audit` with series is always the better one.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise

from attrs import frozen

from ..decision import Finding, ReasonCode, Severity
from ..errors import Fault, InvalidInput, check_count, check_declared, check_text, check_type, each_of, refuse
from .audit import missing_run
from .policies import Gaps, Policy

REPEATED = ReasonCode("numbering.printed_twice", "{number} was used before.")
MISSING = ReasonCode("numbering.printed_gap", "{prefix}: {first} to {last} are missing.")

_DIGITS = re.compile(r"[0-9]+")
_COUNTER = re.compile(r"(.*?)([0-9]+)[^0-9]*", re.DOTALL)
_SEVERITY = {Gaps.ADVISED_AGAINST: Severity.WARNING, Gaps.ALLOWED: Severity.NOTE}


@frozen(kw_only=True)
class Printed:
    """A number as it stands on a document, the year of its date, and the kind of document in the authority's word."""

    number: str
    year: int
    kind: str = ""

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("printed.number", self.number),
            check_count("printed.year", self.year, least=1),
            *check_declared("printed", self),
        )

    @property
    def prefix(self) -> str:
        """What stands before the counter."""
        return self._split()[0]

    @property
    def counter(self) -> int:
        """The last group of digits."""
        return self._split()[1]

    def _split(self) -> tuple[str, int]:
        match = _COUNTER.fullmatch(self.number)
        if match is None:
            raise InvalidInput(
                Fault("printed.no_counter", "printed.number", self.number, "has no digits", "leave it out of the list")
            )
        return match[1], int(match[2])


def is_repeated(later: Printed, earlier: Printed, *, policy: Policy) -> bool:
    """Tell whether a country takes two documents of one issuer for the same.

    >>> from datetime import date
    >>> from hostbilling.numbering import policy
    >>> france = policy("FR", on=date(2026, 1, 1))
    >>> is_repeated(Printed(number="F1", year=2026), Printed(number="F1", year=2025), policy=france)
    False
    """
    refuse(
        check_type("later", later, Printed),
        check_type("earlier", earlier, Printed),
        check_type("policy", policy, Policy),
    )
    if policy.key_years is not None and later.year - earlier.year > policy.key_years:
        return False
    return all(getattr(later, name) == getattr(earlier, name) for name in policy.key)


def audit_printed(
    numbers: Iterable[Printed], *, policy: Policy, voided: Collection[int] = frozenset()
) -> tuple[Finding, ...]:
    """Look through printed numbers in the order they were issued; `voided` are counters with a recorded void.

    Raises `InvalidInput` for a number without a digit.

    >>> from hostbilling.numbering import STRICT
    >>> list(map(str, audit_printed([Printed(number=text, year=2026) for text in ("F-1", "F-3")], policy=STRICT)))
    ['violation: F-: 2 is missing.']
    """
    refuse(check_type("policy", policy, Policy))
    given, gone = each_of("numbers", numbers, Printed), each_of("voided", voided, int)
    return (*_repeated(given, policy), *_missing(given, policy, gone))


def _repeated(numbers: Iterable[Printed], policy: Policy) -> Iterator[Finding]:
    met: dict[tuple[object, ...], Printed] = {}
    for each in numbers:
        key = tuple(getattr(each, name) for name in policy.key)
        if key in met and is_repeated(each, met[key], policy=policy):
            yield policy.finding("key", REPEATED(number=each.number))
        met[key] = each


def _missing(numbers: Iterable[Printed], policy: Policy, voided: Collection[int]) -> Iterator[Finding]:
    runs: dict[tuple[str, int], set[int]] = {}
    for each in numbers:
        runs.setdefault((each.prefix, each.year), set()).add(each.counter)
    explained = set(voided) if policy.gaps is not Gaps.FORBIDDEN else set[int]()
    severity = _SEVERITY.get(policy.gaps, Severity.VIOLATION)
    reached: dict[str, int] = {}
    for (prefix, _), found in runs.items():
        alike = _DIGITS.sub("0", prefix)
        start = _start(min(found), reached.get(alike), policy)
        for before, after in pairwise(sorted({start - 1, *found, *explained})):
            if start <= before + 1 < after <= max(found):
                reason = missing_run(MISSING, before + 1, after - 1, prefix=prefix)
                yield policy.finding("gaps", reason, severity)
        reached[alike] = max(found)


def _start(lowest: int, reached: int | None, policy: Policy) -> int:
    """Return where a run of numbers should begin: where the one before it ended, or at 1."""
    if reached is None:
        return lowest
    return reached + 1 if lowest > reached and not policy.starts_at_one else 1

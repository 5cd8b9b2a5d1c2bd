"""How an answer explains itself: reasons, legal references, findings, and where the data came from.

A reason is a permanent code with the facts that filled it; its sentence is made from a template, so that
two runs compare by code and facts, and `i18n` can say the same in another language.
Every value here can be hashed, compared and pickled, so that a host can store it and count by it.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from functools import cache
from string import Formatter
from typing import cast

from attrs import field, frozen

DATA_VERSION = "2026.11.21"
"""Day on which the shipped tables (law, rates, mentions) were last reviewed as a whole."""


class Certainty(Enum):
    """How a fact in a table is known."""

    VERIFIED = "verified"
    """The legal text or an official page was read."""
    SECONDARY = "secondary"
    """A commentary or another public source was read."""
    UNCHECKED = "unchecked"
    """General knowledge; read the law before relying on it."""


@frozen(kw_only=True)
class Source:
    """Where a row of a table comes from, and when that was read."""

    title: str
    certainty: Certainty
    seen_on: date

    def __str__(self) -> str:
        return f"{self.title} ({self.certainty.value}, seen {self.seen_on})"


@frozen(kw_only=True)
class LegalRef:
    """A place in a legal text that a decision rests on."""

    citation: str
    certainty: Certainty = Certainty.VERIFIED

    def __str__(self) -> str:
        if self.certainty is Certainty.VERIFIED:
            return self.citation
        return f"{self.citation}, {self.certainty.value}"


@frozen(cache_hash=True)
class ReasonCode:
    """A kind of reason: its permanent code, its sentence, the law behind it.

    Call it with the facts the sentence names.

    >>> LATE = ReasonCode("example.late", "{invoice} was due on {due}.")
    >>> print(LATE(invoice="F-7", due=date(2026, 3, 1)))
    F-7 was due on 2026-03-01.
    """

    code: str
    template: str
    law: tuple[LegalRef, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The facts that the sentence names, in its order."""
        return _names(self.template)

    def __call__(self, **facts: object) -> "Reason":
        """Return the reason with its facts; raises `TypeError` when the sentence names one that is not given."""
        missing = [name for name in self.names if name not in facts]
        if missing:
            raise TypeError(f"{self.code} lacks the fact {missing[0]!r}")
        return Reason(kind=self, facts=facts)


@cache
def _names(template: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for _, name, _, _ in Formatter().parse(template) if name))


def _frozen_facts(facts: Mapping[str, object] | Iterable[tuple[str, object]]) -> tuple[tuple[str, object], ...]:
    return tuple((name, _hashable(value)) for name, value in dict(facts).items())


def _hashable(value: object) -> object:
    if isinstance(value, list):
        return tuple(cast("list[object]", value))
    if isinstance(value, (set, frozenset)):
        return tuple(sorted(cast("set[object]", value), key=str))
    return value


@frozen(kw_only=True)
class Reason:
    """One step of an explanation: what was applied, and to which facts.

    The facts keep the order in which they were given. A list becomes a tuple, a set a sorted tuple.
    """

    kind: ReasonCode
    facts: tuple[tuple[str, object], ...] = field(converter=_frozen_facts)

    @property
    def code(self) -> str:
        """The permanent code, for programs."""
        return self.kind.code

    @property
    def law(self) -> tuple[LegalRef, ...]:
        """The legal texts behind the reason; empty for a rule of the seller's own."""
        return self.kind.law

    def __str__(self) -> str:
        return self.kind.template.format(**{name: _plain(value) for name, value in self.facts})


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return str(value.value).replace("_", " ")
    if isinstance(value, tuple):
        return ", ".join(str(_plain(item)) for item in cast("tuple[object, ...]", value))
    return value


class Severity(Enum):
    """How much a finding matters."""

    NOTE = "note"
    WARNING = "warning"
    VIOLATION = "violation"


@frozen(kw_only=True)
class Finding:
    """Something a person should look at; it never changes the result it is attached to."""

    reason: Reason
    severity: Severity

    @property
    def code(self) -> str:
        """The permanent code, for programs."""
        return self.reason.code

    def __str__(self) -> str:
        return f"{self.severity.value}: {self.reason}"


def warning(reason: Reason) -> Finding:
    """Return a finding that a person has to settle."""
    return Finding(reason=reason, severity=Severity.WARNING)


@frozen(kw_only=True)
class Decision:
    """Base of every explained answer."""

    reasons: tuple[Reason, ...]
    findings: tuple[Finding, ...] = ()
    data_version: str = DATA_VERSION

    def explain(self) -> str:
        """Return the reasons, the law behind each and the findings as plain English, one a line."""
        lines = [
            f"{reason} ({'; '.join(map(str, reason.law))})" if reason.law else str(reason) for reason in self.reasons
        ]
        return "\n".join([*lines, *map(str, self.findings)])

    def __str__(self) -> str:
        return self.explain()


TABLE_UNREVIEWED = ReasonCode(
    "table.unreviewed", "{title} was last reviewed on {seen_on}, more than {months} months before {on}."
)
REVIEW_MONTHS = 18


def unreviewed(source: Source, *, on: date) -> Finding | None:
    """Return a finding when `source` was last reviewed more than 18 months before `on`, else None.

    >>> law = Source(title="Rates of VAT", certainty=Certainty.VERIFIED, seen_on=date(2026, 1, 10))
    >>> print(unreviewed(law, on=date(2027, 7, 11)))
    warning: Rates of VAT was last reviewed on 2026-01-10, more than 18 months before 2027-07-11.
    """
    seen = source.seen_on
    age = (on.year - seen.year) * 12 + on.month - seen.month
    if (age, on.day) <= (REVIEW_MONTHS, seen.day):
        return None
    facts = {"title": source.title, "seen_on": seen, "months": REVIEW_MONTHS, "on": on}
    return warning(TABLE_UNREVIEWED(**facts))

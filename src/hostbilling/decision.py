"""How an answer explains itself: reasons, legal references, findings, and where the data came from.

A reason is a permanent code with the facts that filled it; its sentence is made from a template, so that
two runs compare by code and facts, and `i18n` can say the same in another language.
"""

from collections.abc import Mapping
from datetime import date
from enum import Enum

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


@frozen(kw_only=True)
class LegalRef:
    """A place in a legal text that a decision rests on."""

    citation: str
    certainty: Certainty = Certainty.VERIFIED

    def __str__(self) -> str:
        return self.citation


@frozen
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

    def __call__(self, **facts: object) -> "Reason":
        return Reason(kind=self, facts=facts)


def _frozen_facts(facts: Mapping[str, object]) -> tuple[tuple[str, object], ...]:
    return tuple(facts.items())


@frozen(kw_only=True)
class Reason:
    """One step of an explanation: what was applied, and to which facts."""

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
        return self.kind.template.format(**dict(self.facts))


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


@frozen(kw_only=True)
class Decision:
    """Base of every explained answer."""

    reasons: tuple[Reason, ...]
    findings: tuple[Finding, ...] = ()
    data_version: str = DATA_VERSION

    def explain(self) -> str:
        """Return the reasons, the law behind each and the findings as plain English, one a line."""
        lines = [
            f"{reason} ({'; '.join(map(str, reason.law))})" if reason.law else str(reason)
            for reason in self.reasons
        ]
        return "\n".join([*lines, *map(str, self.findings)])

"""What every row of a table of law says: from when it holds, where it was read, and how well it is known."""

from datetime import date

from attrs import frozen

from .decision import Certainty, LegalRef, Reason, ReasonCode, Source


@frozen(kw_only=True)
class LawRow:
    """One rule. `since` is its first day, None while only announced; `until` the first day it is gone again.

    `says` is the rule in one sentence, `cites` its place in the law.
    """

    id: str
    since: date | None
    until: date | None = None
    says: str
    cites: str
    source: Source

    @property
    def known(self) -> bool:
        """Whether somebody read the law; False for a row from general knowledge alone."""
        return self.source.certainty is not Certainty.UNCHECKED

    @property
    def law(self) -> tuple[LegalRef, ...]:
        """The row as a legal reference."""
        return (LegalRef(citation=self.cites, certainty=self.source.certainty),)

    def in_force(self, day: date, *, announced: bool = False) -> bool:
        """Tell whether the row applies on `day`; with `announced`, one without a date is taken as in force."""
        if self.since is None:
            return announced
        return self.since <= day and (self.until is None or day < self.until)

    def cited(self, kind: ReasonCode, **facts: object) -> Reason:
        """Return a reason with the law of the row behind it."""
        return ReasonCode(kind.code, kind.template, self.law)(**facts)

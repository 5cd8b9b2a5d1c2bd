"""What a person has to look at."""

from datetime import date

from attrs import frozen

from ...dunning import Case
from ..facts import CaseOpened
from .act import Act


@frozen(kw_only=True)
class OpenCase(Act):
    """Open a case for staff: a payment that was announced, and that nobody found."""

    case: Case
    hold_id: str

    def done(self, *, known: date) -> CaseOpened:
        """Return the fact that somebody looks at it."""
        return CaseOpened(key=self.key, case=self.case, hold_id=self.hold_id, on=known, known=known)

"""What a person has to look at."""

from datetime import date

from attrs import frozen

from ...dunning import Case
from ..facts import CaseOpened
from .act import Act


@frozen(kw_only=True)
class OpenCase(Act):
    """Open a case for staff: a payment that nobody found, a delivery that is late, mail that did not arrive.

    `about` is the id of what it is about: a hold, a report, a service, an order, a demand.
    """

    case: Case
    about: str

    def done(self, *, known: date) -> CaseOpened:
        """Return the fact that somebody looks at it."""
        return CaseOpened(key=self.key, case=self.case, about=self.about, on=known, known=known)

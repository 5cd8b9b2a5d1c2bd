"""The form that ends a tacitly renewed service by post: filled in, to be signed and sent."""

from datetime import date

from attrs import frozen

from ..errors import Fault, check_declared, check_text, check_unique, refuse
from ..parties import Customer, Seller
from ..services import Identifiers
from ..services.identifiers import NO_IDENTIFIERS
from .issued import Issued
from .refs import Ref


@frozen(kw_only=True)
class Ending:
    """A service to end: `ends_on` is the day it ends if the form arrives by `receive_by`, None where nobody set one."""

    service_id: str
    description: str
    ends_on: date
    receive_by: date | None = None
    identifiers: Identifiers = NO_IDENTIFIERS

    def __attrs_post_init__(self) -> None:
        refuse(
            *check_declared("ending", self),
            check_text("ending.service_id", self.service_id),
            check_text("ending.description", self.description),
        )
        late = self.receive_by is not None and self.receive_by > self.ends_on
        refuse(
            Fault("ending.late", "ending.receive_by", self.receive_by, "is after the end", "give a day before the end")
            if late
            else None,
        )


@frozen(kw_only=True)
class DraftCancellationForm:
    """A cancellation without its number; who sends it, and which services end when."""

    request_id: str
    seller: Seller
    customer: Customer
    endings: tuple[Ending, ...]
    follows: tuple[Ref, ...] = ()
    particulars: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        refuse(*check_declared("draft", self), check_text("draft.request_id", self.request_id))
        refuse(
            Fault("document.empty", "draft.endings", self.endings, "has no service", "add what ends")
            if not self.endings
            else None,
            check_unique("draft.endings", [ending.service_id for ending in self.endings]),
        )

    def issue(self, *, number: str, issued_on: date) -> "CancellationForm":
        """Return the form under its number."""
        return CancellationForm(number=number, issued_on=issued_on, content=self)


@frozen(kw_only=True)
class CancellationForm(Issued):
    """An issued form; it ends nothing before it is received."""

    content: DraftCancellationForm

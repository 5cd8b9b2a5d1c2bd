"""What money is expected for: the smallest value that matching needs, so that a host can match without the rest."""

from collections.abc import Iterable
from datetime import date
from enum import Enum

from attrs import field, frozen

from ...demands import Demand, PartState
from ...errors import Fault, check_declared, check_text, check_type, refuse
from ...money import Money, as_payable, is_negative
from .bank import texts


class Standing(Enum):
    """Whether a document still asks for money."""

    OPEN = "open"
    PAID = "paid"
    CANCELLED = "cancelled"


@frozen(kw_only=True)
class Expected:
    """A document, and the references that a payment for it may carry."""

    id: str
    customer: str
    references: tuple[str, ...] = field(converter=texts)
    open: Money = field(converter=as_payable)
    due_on: date | None = None
    customer_name: str = ""
    standing: Standing = Standing.OPEN

    def __attrs_post_init__(self) -> None:
        refuse(*check_declared("expected", self))
        refuse(
            check_text("expected.id", self.id),
            check_text("expected.customer", self.customer),
            Fault("expected.open", "expected.open", str(self.open), "is below zero", "settle what it holds first")
            if is_negative(self.open)
            else None,
        )
        refuse(*(check_text(f"expected.references[{at}]", each) for at, each in enumerate(self.references)))


def of_demand(demand: Demand, *, customer: str, references: Iterable[str]) -> Expected:
    """Return what matching needs of a demand; withdrawn or filled, it is closed."""
    refuse(check_type("demand", demand, Demand))
    paid = any(part.state is PartState.PAID for part in demand.parts)
    closed = Standing.PAID if paid else Standing.CANCELLED
    return Expected(
        id=demand.id,
        customer=customer,
        references=texts(references),
        open=demand.missing,
        due_on=demand.due_on,
        standing=Standing.OPEN if demand.is_open else closed,
    )

"""What money is expected for: the smallest value that matching needs, so that a host can match without the rest."""

from collections.abc import Iterable
from datetime import date
from enum import Enum

from attrs import field, frozen

from ...demands import Demand, PartState
from ...errors import Fault, check_date, check_text, refuse
from ...money import Money, is_negative, payable


class Standing(Enum):
    """Whether a document still asks for money."""

    OPEN = "open"
    PAID = "paid"
    CANCELLED = "cancelled"


def _texts(values: Iterable[str]) -> tuple[str, ...]:
    return (values,) if isinstance(values, str) else tuple(values)


@frozen(kw_only=True)
class Expected:
    """A document, and the references that a payment for it may carry."""

    id: str
    customer: str
    references: tuple[str, ...] = field(converter=_texts)
    open: Money = field(converter=payable)
    due_on: date | None = None
    customer_name: str = ""
    standing: Standing = Standing.OPEN

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("expected.id", self.id),
            check_text("expected.customer", self.customer),
            *(check_text(f"expected.references[{at}]", each) for at, each in enumerate(self.references)),
            None if self.due_on is None else check_date("expected.due_on", self.due_on),
            Fault("expected.open", "expected.open", str(self.open), "is below zero", "settle what it holds first")
            if is_negative(self.open)
            else None,
        )


def of_demand(demand: Demand, *, customer: str, references: Iterable[str]) -> Expected:
    """Return what matching needs of a demand; withdrawn or filled, it is closed."""
    paid = any(part.state is PartState.PAID for part in demand.parts)
    closed = Standing.PAID if paid else Standing.CANCELLED
    return Expected(
        id=demand.id,
        customer=customer,
        references=tuple(references),
        open=demand.missing,
        due_on=demand.due_on,
        standing=Standing.OPEN if demand.is_open else closed,
    )

"""A person's word that nothing adverse may happen for now."""

from datetime import date
from enum import Enum

from attrs import frozen

from ..errors import Fault, check_date, check_text, check_type, refuse


class HoldKind(Enum):
    """Whose word holds the acts back."""

    STAFF = "staff"
    DISPUTE = "dispute"
    """The customer contests what is asked for."""
    PROMISE = "promise"
    """The customer promised to pay by a day."""
    ANNOUNCED = "announced"
    """A payment was announced and should arrive by a day."""


@frozen(kw_only=True)
class Hold:
    """A person's word that nothing adverse may happen for now.

    `until` is the last day it holds, None until it is released; `service_id` limits it to one service. `paid_on` is the
    day on which the customer says to have paid: without a payment two days later, that payment is traced.
    """

    id: str
    why: str
    kind: HoldKind = HoldKind.STAFF
    until: date | None = None
    service_id: str | None = None
    paid_on: date | None = None

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("hold.id", self.id),
            check_text("hold.why", self.why),
            check_type("hold.kind", self.kind, HoldKind),
            check_date("hold.until", self.until) if self.until is not None else None,
            check_date("hold.paid_on", self.paid_on) if self.paid_on is not None else None,
            Fault("hold.until", "hold.until", None, f"is missing for a {self.kind.value}", "name the day")
            if self.until is None and self.kind in (HoldKind.PROMISE, HoldKind.ANNOUNCED)
            else None,
        )

    def covers(self, service_id: str, *, on: date) -> bool:
        """Tell whether it holds back what would end a service on a day."""
        return self.service_id in (None, service_id) and (self.until is None or on <= self.until)

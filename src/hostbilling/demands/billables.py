"""What is to be billed: parts that were paid, and work or use that is not part of a renewal.

A ticket is a message to support or sales and costs nothing. A call-out is a specialist's intervention: it may
follow from a ticket, and it is billable.
"""

from datetime import date
from decimal import Decimal
from enum import Enum

from attrs import field, frozen

from ..catalog import SupplyKind
from ..errors import Fault, check_date, check_text, check_type, check_unique, refuse
from ..money import Money, exact, times
from ..parties import Role


@frozen(kw_only=True)
class ToInvoice:
    """Parts of a demand that were paid and are not invoiced yet; `supplied_on` is the day of the payment."""

    demand_id: str
    part_ids: tuple[str, ...]
    supplied_on: date

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("to_invoice.demand_id", self.demand_id), check_date("to_invoice.supplied_on", self.supplied_on)
        )  # fmt: skip


class BillableKind(Enum):
    """What a billable is for."""

    CALL_OUT = "call_out"
    SETUP = "setup"
    USAGE = "usage"
    FEE = "fee"


@frozen(kw_only=True)
class Billable:
    """Something delivered once that may be charged: a call-out, a set-up, metered use, a fee.

    `unit` names what `quantity` counts, `unit_price` may have any scale. Rounding waits for the document.
    """

    id: str
    service_id: str
    kind: BillableKind
    description: str
    delivered_on: date
    quantity: Decimal
    unit: str
    unit_price: Money = field(converter=exact)

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("billable.id", self.id),
            check_text("billable.service_id", self.service_id),
            check_text("billable.description", self.description),
            check_date("billable.delivered_on", self.delivered_on),
            Fault(
                "billable.quantity", "billable.quantity", self.quantity, "is not above zero", "give what was delivered"
            )
            if not (self.quantity.is_finite() and self.quantity > 0)
            else None,
        )

    @property
    def amount(self) -> Money:
        """Quantity times unit price, exact."""
        return times(self.unit_price, self.quantity)


@frozen(kw_only=True)
class Bill:
    """What is to be invoiced together before it is paid, as one debt; `id` is the host's and makes it count once.

    `supply` is what VAT law sees in it.
    """

    id: str
    billables: tuple[Billable, ...]
    supply: SupplyKind

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("bill.id", self.id),
            check_type("bill.supply", self.supply, SupplyKind),
            check_unique("bill.billables", [each.id for each in self.billables]),
            Fault("bill.empty", "bill.billables", self.billables, "bills nothing", "name what was delivered")
            if not self.billables
            else None,
        )


_ADDRESSEES = frozenset({Role.SUPPORT, Role.SALES})


@frozen(kw_only=True)
class Ticket:
    """A message from a customer to support or sales; never billable by itself."""

    id: str
    to: Role
    subject: str
    opened_on: date
    service_id: str | None = None

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("ticket.id", self.id),
            check_text("ticket.subject", self.subject),
            check_date("ticket.opened_on", self.opened_on),
            Fault("ticket.to", "ticket.to", self.to.value, "takes no tickets", "send it to support or sales")
            if self.to not in _ADDRESSEES
            else None,
        )


@frozen(kw_only=True)
class CallOut:
    """A technician's intervention for one service, in hours; `ticket_id` is what it followed from, if anything."""

    id: str
    service_id: str
    technician: str
    on: date
    hours: Decimal
    ticket_id: str | None = None

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("call_out.id", self.id),
            check_text("call_out.service_id", self.service_id),
            check_text("call_out.technician", self.technician),
            check_date("call_out.on", self.on),
        )

    def billable(self, *, hourly: Money) -> Billable:
        """Return what it costs at an hourly rate.

        >>> from hostbilling.money import payable
        >>> work = CallOut(id="c7", service_id="S1", technician="Iva", on=date(2026, 3, 2), hours=Decimal("1.5"))
        >>> print(work.billable(hourly=payable("60", "EUR")).amount)
        90.000 EUR
        """
        return Billable(
            id=self.id,
            service_id=self.service_id,
            kind=BillableKind.CALL_OUT,
            description=f"Call-out, {self.technician}",
            delivered_on=self.on,
            quantity=self.hours,
            unit="hour",
            unit_price=hourly,
        )

"""Values that several tests of the conductor start from."""

from datetime import date
from decimal import Decimal

from hostbilling.catalog import SupplyKind
from hostbilling.demands import Bill, Billable, BillableKind
from hostbilling.money import exact


def work(id_: str = "W1", *, on: date) -> Bill:
    """Two hours of work on S1, 100.00 EUR without VAT."""
    item = Billable(
        id=f"{id_}/1",
        service_id="S1",
        kind=BillableKind.CALL_OUT,
        description="Disk replaced",
        delivered_on=on,
        quantity=Decimal(2),
        unit="hour",
        unit_price=exact("50.00", "EUR"),
    )
    return Bill(id=id_, billables=(item,), supply=SupplyKind.HUMAN_REMOTE)

"""Every refusal of the demands, word for word: field, value, remedy."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

from hostbilling.demands import Action, Billable, BillableKind, CallOut, Demand, Kind, Origin, Part, Stage, Ticket
from hostbilling.errors import BillingError
from hostbilling.parties import Role
from hostbilling.periods import Term
from tests.samples import TODAY, YEAR, amounts, eur, refusal

PART = Part(id="P", service_id="S1", term=Term.years(1), period=YEAR, amounts=amounts("10.00", "2.30", "12.30"))
CALL = Demand(id="D", kind=Kind.CALL, parts=(PART,), issued_on=TODAY, due_on=TODAY, held=eur("0"))
DEBT = evolve(CALL, kind=Kind.DEBT)
WORK = CallOut(id="C", service_id="S1", technician="Iva", on=TODAY, hours=Decimal(1))
TICKET = Ticket(id="T", to=Role.SALES, subject="?", opened_on=TODAY)
LINE = Billable(
    id="B",
    service_id="S1",
    kind=BillableKind.SETUP,
    description="set-up",
    delivered_on=TODAY,
    quantity=Decimal(1),
    unit="piece",
    unit_price=eur("5"),
)
STAGE = Stage(name="off", action=Action.NOTIFY, origin=Origin.END, days=0)
NO_DAY: dict[str, dict[str, Any]] = {name: {name: None} for name in ("delivered_on", "opened_on", "on")}
EMPTY = "is empty, got ''; give at least one visible character [text.empty]"
NO_DATE = "must be a civil date, got None; pass a datetime.date [date.type]"


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda: evolve(STAGE, aged=-1), "stage.aged is below 0, got -1; pass 0 or more [count.low]"),
        (
            lambda: DEBT.withdrawn("S1"),
            "demand.kind is a debt and does not lapse, got 'D'; credit it or write it off [demand.debt]",
        ),
        (lambda: CALL.part("X"), "part is not known, got 'X'; use an id of demand D [part.unknown]"),
        (
            lambda: CALL.credited("P"),
            "demand.kind is a call and never owed, got 'D'; withdraw the part [demand.call]",
        ),
        (
            lambda: DEBT.credited("P").written_off("P"),
            "part_id is credited, got 'P'; pass an open part [part.closed]",
        ),
        (lambda: evolve(LINE, id=""), f"billable.id {EMPTY}"),
        (lambda: evolve(LINE, service_id=""), f"billable.service_id {EMPTY}"),
        (lambda: evolve(LINE, description=""), f"billable.description {EMPTY}"),
        (lambda: evolve(LINE, **NO_DAY["delivered_on"]), f"billable.delivered_on {NO_DATE}"),
        (
            lambda: evolve(LINE, quantity=Decimal(0)),
            "billable.quantity is not above zero, got Decimal('0'); give what was delivered [billable.quantity]",
        ),
        (lambda: evolve(TICKET, id=""), f"ticket.id {EMPTY}"),
        (lambda: evolve(TICKET, subject=""), f"ticket.subject {EMPTY}"),
        (lambda: evolve(TICKET, **NO_DAY["opened_on"]), f"ticket.opened_on {NO_DATE}"),
        (
            lambda: evolve(TICKET, to=Role.BILLING),
            "ticket.to takes no tickets, got 'billing'; send it to support or sales [ticket.to]",
        ),
        (lambda: evolve(WORK, id=""), f"call_out.id {EMPTY}"),
        (lambda: evolve(WORK, service_id=""), f"call_out.service_id {EMPTY}"),
        (lambda: evolve(WORK, technician=""), f"call_out.technician {EMPTY}"),
        (lambda: evolve(WORK, **NO_DAY["on"]), f"call_out.on {NO_DATE}"),
    ],
)
def test_what_is_refused_says_where_what_and_how_to_mend_it(act: Callable[[], object], said: str) -> None:
    with pytest.raises(BillingError) as caught:
        act()
    assert str(caught.value) == said


def test_a_call_out_is_billed_with_its_own_id_and_words() -> None:
    line = WORK.billable(hourly=eur("60"))
    assert (line.id, line.service_id, line.description) == ("C", "S1", "Call-out, Iva")


def test_a_stage_and_a_billable_are_made_of_the_right_things() -> None:
    assert refusal(evolve, STAGE, action="notify") == ("value.type", "stage.action")
    assert refusal(evolve, STAGE, origin="end") == ("value.type", "stage.origin")
    assert refusal(evolve, LINE, quantity=Decimal("NaN")) == ("billable.quantity", "billable.quantity")
    assert refusal(evolve, LINE, quantity=Decimal("Infinity")) == ("billable.quantity", "billable.quantity")

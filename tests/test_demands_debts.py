"""Debts are credited or written off, calls are withdrawn or replaced; work done is billed by itself."""

from decimal import Decimal

import pytest
from attrs import evolve

from hostbilling.demands import Billable, BillableKind, CallOut, Demand, Kind, Part, PartState, Ticket
from hostbilling.errors import Impossible, NotFound
from hostbilling.parties import Role
from hostbilling.periods import Term
from tests.samples import TODAY, YEAR, amounts, eur, refusal


def part(name: str) -> Part:
    return Part(
        id=f"D/{name}", service_id=name, term=Term.years(1), period=YEAR, amounts=amounts("10.00", "2.30", "12.30")
    )


def demand(kind: Kind) -> Demand:
    return Demand(id="D", kind=kind, parts=(part("S1"), part("S2")), issued_on=TODAY, due_on=TODAY, held=eur("5.00"))


def test_a_debt_is_credited_or_written_off_part_by_part() -> None:
    owed = demand(Kind.DEBT)
    credited = owed.credited("D/S1")
    assert (credited.part("D/S1").state, credited.asked, credited.missing) == (
        PartState.CREDITED,
        eur("12.30"),
        eur("7.30"),
    )
    gone = credited.written_off("D/S2")
    assert (gone.part("D/S2").state, gone.is_open, gone.missing) == (PartState.WRITTEN_OFF, False, eur("0"))


def test_a_debt_does_not_lapse_and_a_call_is_never_owed() -> None:
    with pytest.raises(Impossible, match="credit it or write it off") as caught:
        demand(Kind.DEBT).withdrawn("S1")
    assert caught.value.code == "demand.debt"
    for act in (Demand.credited, Demand.written_off):
        with pytest.raises(Impossible, match="withdraw the part") as caught:
            act(demand(Kind.CALL), "D/S1")
        assert caught.value.code == "demand.call"


def test_nothing_is_credited_twice() -> None:
    with pytest.raises(Impossible, match="is credited") as caught:
        demand(Kind.DEBT).credited("D/S1").written_off("D/S1")
    assert caught.value.code == "part.closed"
    with pytest.raises(NotFound) as missing:
        demand(Kind.DEBT).credited("D/S9")
    assert missing.value.code == "part.unknown"


def test_a_part_gives_way_to_another_and_what_is_held_stays() -> None:
    longer = evolve(part("S1"), id="D/S1/2", amounts=amounts("18.00", "4.14", "22.14"))
    asked = demand(Kind.CALL).replaced("D/S1", by=longer)
    assert [(each.id, each.state) for each in asked.parts] == [
        ("D/S1", PartState.WITHDRAWN),
        ("D/S2", PartState.OPEN),
        ("D/S1/2", PartState.OPEN),
    ]
    assert (asked.asked, asked.held) == (eur("34.44"), eur("5.00"))


@pytest.mark.requirement("R-090")
def test_a_ticket_costs_nothing_and_a_call_out_is_billed() -> None:
    ticket = Ticket(id="T1", to=Role.SUPPORT, subject="it hangs", opened_on=TODAY, service_id="S1")
    work = CallOut(id="C1", service_id="S1", technician="Iva", on=TODAY, hours=Decimal("2.25"), ticket_id=ticket.id)
    line = work.billable(hourly=eur("48.00"))
    assert not hasattr(ticket, "billable")
    assert (line.kind, line.unit, line.quantity, line.delivered_on) == (
        BillableKind.CALL_OUT,
        "hour",
        Decimal("2.25"),
        TODAY,
    )
    assert line.amount == eur("108.00")


@pytest.mark.requirement("R-089")
def test_support_and_sales_take_tickets_and_nobody_else_does() -> None:
    for role in (Role.SUPPORT, Role.SALES):
        assert Ticket(id="T", to=role, subject="?", opened_on=TODAY).to is role
    for role in (Role.CONTACT, Role.BILLING, Role.OWNER, Role.TECHNICIAN):
        assert refusal(Ticket, id="T", to=role, subject="?", opened_on=TODAY) == ("ticket.to", "ticket.to")


def test_nothing_is_billed_for_nothing() -> None:
    line = Billable(
        id="B",
        service_id="S1",
        kind=BillableKind.USAGE,
        description="traffic",
        delivered_on=TODAY,
        quantity=Decimal("0.001"),
        unit="GB",
        unit_price=eur("0.01"),
    )
    assert str(line.amount.amount) == "0.00001"
    assert refusal(evolve, line, quantity=Decimal(0)) == ("billable.quantity", "billable.quantity")

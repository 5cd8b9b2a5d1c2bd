"""Demands of one or more parts, for tests of what is owed."""

from datetime import date, timedelta

from hostbilling.demands import Demand, Kind, Part, PartState
from hostbilling.money import Amounts, payable, zero
from hostbilling.periods import Period, Term

ISSUED = date(2026, 3, 2)
DUE = date(2026, 3, 16)


def part(
    gross: str, id_: str = "P1", *, service: str = "S1", state: PartState = PartState.OPEN, currency: str = "EUR"
) -> Part:
    asked = payable(gross, currency)
    return Part(
        id=id_,
        service_id=service,
        term=Term.years(1),
        period=Period.of(ISSUED, Term.years(1)),
        amounts=Amounts(net=asked, vat=zero(currency), gross=asked),
        state=state,
    )


def demand(*parts: Part, id_: str = "D1", kind: Kind = Kind.DEBT, issued_on: date = ISSUED, held: str = "0") -> Demand:
    asked = parts or (part("100.00"),)
    return Demand(
        id=id_,
        kind=kind,
        parts=asked,
        issued_on=issued_on,
        due_on=issued_on + timedelta(days=14),
        held=payable(held, asked[0].amounts.gross.currency.code),
    )

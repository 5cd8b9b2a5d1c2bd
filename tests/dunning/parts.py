"""One part of a call and its service, on any morning, without the nights that led there."""

from datetime import date
from typing import Any

from hostbilling.demands import Action, Origin, Part, Stage
from hostbilling.money import Amounts, payable, zero
from hostbilling.periods import Period, Term
from hostbilling.services import Cause, Coverage, Grant, Service

END = date(2026, 12, 19)  # a Saturday
DUE = date(2026, 12, 5)
ISSUED = date(2026, 11, 21)
OLD_YEAR = Period(date(2025, 12, 19), END)


def stage(name: str, action: Action, origin: Origin = Origin.END, waits_for: str | None = None, **rest: Any) -> Stage:
    return Stage(name=name, action=action, origin=origin, waits_for=waits_for, **rest)


SCHEDULE = (
    stage("proforma_issued", Action.ISSUE, days=-28),
    stage("due", Action.MARK, Origin.ISSUED, days=14),
    stage("first", Action.NOTIFY, days=-14),
    stage("charged", Action.CHARGE, days=-10),
    stage("again", Action.CHARGE, days=-8),
    stage("refused", Action.NOTIFY, Origin.DECLINED),
    stage("last", Action.NOTIFY, days=-7),
    stage("off", Action.SUSPEND, waits_for="last", aged=7),
    stage("told", Action.NOTIFY, Origin.SUSPENDED, days=5),
    stage("gone", Action.DELETE, Origin.SUSPENDED, days=7, waits_for="told", aged=2),
    stage("purged", Action.PURGE, Origin.DELETED, days=15),
)


def part(*marks: tuple[str, date], schedule: tuple[Stage, ...] = SCHEDULE, **facts: Any) -> Part:
    asked = payable("100.00", "EUR")
    return Part(
        id="P1",
        service_id="S1",
        term=Term.years(1),
        period=Period.of(END, Term.years(1)),
        amounts=Amounts(net=asked, vat=zero("EUR"), gross=asked),
        schedule=schedule,
        marks=(("proforma_issued", ISSUED), *marks),
        **facts,
    )


def running(cause: Cause = Cause.PAID, period: Period = OLD_YEAR, **facts: Any) -> Service:
    return Service(
        id="S1",
        product_id="domain",
        name="S1.example",
        term=Term.years(1),
        anchor_day=END.day,
        coverage=Coverage((Grant(line_id="old", period=period, cause=cause),)),
        **facts,
    )

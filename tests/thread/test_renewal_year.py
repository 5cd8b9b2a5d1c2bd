"""From proforma to recovery window: one service, every day it could be paid, and the days it is not."""

from datetime import date, timedelta

import pytest

from hostbilling.demands import PartState
from hostbilling.dunning import Standing, standing, timeline
from hostbilling.lifecycle import (
    DeleteService,
    IssueProforma,
    NeverPays,
    PurgeService,
    ReactivateService,
    SendNotice,
    Step,
    SuspendService,
    forecast,
    replay,
)
from hostbilling.money import payable
from hostbilling.numbering import check
from hostbilling.periods import Period
from hostbilling.presets import websupport
from hostbilling.services import ServiceState

from .host import INVOICES, PROFORMAS, Host, service

T = date(2026, 12, 19)
DEMAND = "S1/2026-12-19"


def day(offset: int) -> date:
    return T + timedelta(days=offset)


def told(steps: list[Step]) -> list[tuple[int, str]]:
    """Day and name of what a customer notices, as in the published schedule."""
    names: dict[type[Step], str] = {
        IssueProforma: "proforma_issued",
        SuspendService: "service_deactivated",
        DeleteService: "service_deleted",
        PurgeService: "purged",
        ReactivateService: "reactivated",
    }
    return [
        ((step.on - T).days, step.template if isinstance(step, SendNotice) else names[type(step)])
        for step in steps
        if isinstance(step, SendNotice) or type(step) in names
    ]


@pytest.mark.requirement("R-022", "R-023", "R-024", "R-025", "R-027", "R-029", "R-004")
def test_unpaid_the_nights_do_what_the_timeline_says() -> None:
    host = Host(service("S1", end=T))
    steps = host.nights(date(2026, 11, 1), date(2027, 3, 1))
    assert told(steps) == [
        (-28, "proforma_issued"),
        (-14, "reminder_due_day"),
        (-7, "reminder_before_deactivation"),
        (0, "service_deactivated"),
        (7, "deletion_notice"),
        (7, "service_deleted"),
        (22, "purged"),
    ]


def test_the_notices_name_document_amount_deadline_and_what_follows() -> None:
    host = Host(service("S1", end=T))
    notices = [step for step in host.nights(date(2026, 11, 1), date(2027, 3, 1)) if isinstance(step, SendNotice)]
    assert [
        (step.template, step.document, step.amount.amount, step.deadline, step.then, step.then_on) for step in notices
    ] == [
        ("reminder_due_day", "P2026-0001", payable("123", "EUR").amount, day(-1), "service_deactivated", T),
        ("reminder_before_deactivation", "P2026-0001", payable("123", "EUR").amount, day(-1), "service_deactivated", T),
        ("deletion_notice", "P2026-0001", payable("123", "EUR").amount, day(7), "service_deleted", day(7)),
    ]


@pytest.mark.requirement("R-084", "R-085")
def test_money_goes_to_the_billing_contact_and_the_end_to_the_account_holder() -> None:
    host = Host(service("S1", end=T))
    steps = host.nights(date(2026, 11, 1), date(2027, 3, 1))
    assert [step.to.email for step in steps if isinstance(step, IssueProforma)] == ["books@example.org"]
    assert [step.to.email for step in steps if isinstance(step, SendNotice)] == [
        "books@example.org",
        "books@example.org",
        "jana@example.org",
    ]


@pytest.mark.requirement("R-036", "R-059")
def test_an_explicit_service_lapses_without_a_debt() -> None:
    host = Host(service("S1", end=T))
    host.nights(date(2026, 11, 1), date(2027, 3, 1))
    demand = host.account.demand(DEMAND)
    assert not demand.is_open
    assert demand.missing == payable(0, "EUR")
    assert host.account.service("S1").state is ServiceState.PURGED
    assert host.account.invoices == ()


@pytest.mark.requirement("R-006", "R-015", "R-016", "R-017", "R-018", "R-019", "R-020")
@pytest.mark.parametrize("paid", range(-27, 7))
def test_paid_on_any_day_it_becomes_an_invoice_of_that_day(paid: int) -> None:
    host = Host(service("S1", end=T))
    host.nights(day(-28), day(paid))
    host.pay(DEMAND, "123.00", day(paid))
    host.nights(day(paid), day(40))
    proforma, invoice = host.account.proformas[0], host.account.invoices[0]
    assert (proforma.issued_on, proforma.content.due_on) == (day(-28), day(-14))
    assert invoice.number == "F2026-0001"
    assert invoice.content.proforma_number == "P2026-0001"
    assert (invoice.issued_on, invoice.content.supplied_on) == (day(paid), day(paid))
    assert invoice.due_on == day(paid + 14)
    assert invoice.content.totals.amounts.gross == payable("123.00", "EUR")
    assert [line.period for line in invoice.content.lines] == [Period(T, date(2027, 12, 19))]
    assert host.account.service("S1").ends_on == date(2027, 12, 19)
    assert host.account.service("S1").state is ServiceState.ACTIVE


@pytest.mark.requirement("R-026", "R-032", "R-034")
def test_paid_after_the_end_it_is_switched_on_again_and_nothing_else_follows() -> None:
    host = Host(service("S1", end=T))
    host.nights(day(-28), day(3))
    before = standing(host.account.service("S1"), host.account.demand(DEMAND), on=day(3))
    host.pay(DEMAND, "123.00", day(3))
    pending = standing(host.account.service("S1"), host.account.demand(DEMAND), on=day(3))
    steps = host.nights(day(3), day(60))
    after = standing(host.account.service("S1"), host.account.demand(DEMAND), on=day(4))
    assert (before, pending, after) == (Standing.DEACTIVATED, Standing.REACTIVATION_PENDING, Standing.ACTIVE)
    assert told(steps) == [(3, "reactivated")]


@pytest.mark.requirement("R-034")
def test_the_standings_of_a_service_nobody_pays_for() -> None:
    host = Host(service("S1", end=T))
    seen: dict[Standing, int] = {}
    for offset in range(-30, 30):
        host.night(day(offset))
        now = standing(host.account.service("S1"), host.account.latest_demand("S1"), on=day(offset))
        seen.setdefault(now, offset)
    assert seen == {
        Standing.ACTIVE: -30,
        Standing.PROFORMA_ISSUED: -28,
        Standing.PROFORMA_OVERDUE: -13,
        Standing.DEACTIVATED: 0,
        Standing.DELETED_RECOVERABLE: 7,
        Standing.PURGED: 22,
    }


@pytest.mark.requirement("R-028")
def test_recovery_ends_the_day_after_the_last_recoverable_one_even_if_nothing_purges_it() -> None:
    host = Host(service("S1", end=T))
    host.nights(day(-28), day(8))
    part = host.account.demand(DEMAND)
    assert standing(host.account.service("S1"), part, on=day(21)) is Standing.DELETED_RECOVERABLE
    assert standing(host.account.service("S1"), part, on=day(22)) is Standing.PURGED


def test_paid_early_it_counts_as_renewed_until_the_old_period_ends() -> None:
    host = Host(service("S1", end=T))
    host.nights(day(-28), day(-20))
    host.pay(DEMAND, "123.00", day(-20))
    demand = host.account.demand(DEMAND)
    assert standing(host.account.service("S1"), demand, on=day(-20)) is Standing.RENEWED
    assert standing(host.account.service("S1"), demand, on=T) is Standing.ACTIVE


@pytest.mark.requirement("R-033")
def test_a_payment_found_late_counts_from_its_value_date() -> None:
    host = Host(service("S1", end=T))
    host.nights(day(-28), day(2))
    assert host.account.service("S1").state is ServiceState.SUSPENDED
    host.pay(DEMAND, "123.00", day(-1), known=day(2))
    steps = host.nights(day(2), day(10))
    assert told(steps) == [(2, "reactivated")]
    invoice = host.account.invoices[0]
    assert (invoice.content.supplied_on, invoice.issued_on, invoice.due_on) == (day(-1), day(-1), day(13))


def test_where_the_series_has_passed_the_day_the_invoice_says_so() -> None:
    host = Host(service("S1", end=T), service("S2", end=day(1)))
    host.nights(day(-28), day(2))
    host.pay("S2/2026-12-20", "123.00", day(0), known=day(0))
    host.nights(day(2), day(3))
    host.pay(DEMAND, "123.00", day(-1), known=day(3))
    host.nights(day(3), day(4))
    late = host.account.invoices[1]
    assert (late.content.supplied_on, late.issued_on) == (day(-1), day(0))
    assert [note.code for note in late.notes] == ["documents.date_moved"]


def test_a_rerun_of_any_night_adds_nothing() -> None:
    host = Host(service("S1", end=T))
    for offset in range(-30, 30):
        host.night(day(offset))
        if offset == 3:
            continue
        assert host.night(day(offset)) == []


def test_the_forecast_is_what_the_nights_will_do() -> None:
    host = Host(service("S1", end=T))
    future = forecast(host.account, host.book, on=day(-30), assuming=NeverPays(), until=day(40))
    host.nights(day(-30), day(40))
    lived = [fact for fact in host.facts[2:] if type(fact).__name__ != "Intended"]
    assert [(type(fact).__name__, fact.on) for fact in future.facts] == [(type(f).__name__, f.on) for f in lived]
    assert future.account.service("S1") == host.account.service("S1")


def test_the_forecast_is_the_timeline() -> None:
    host = Host(service("S1", end=T))
    events = timeline(websupport.EXPLICIT, end=T).events
    future = forecast(host.account, host.book, on=day(-40), assuming=NeverPays(), until=day(40))
    marks = future.account.demand(DEMAND).parts[0].marks
    assert [*marks, ("purged", day(22))] == [
        (event.name, event.date)
        for event in events
        if event.name not in ("proforma_due", "proforma_deleted", "recoverable_until")
    ]


def test_replaying_the_facts_gives_the_account() -> None:
    host = Host(service("S1", end=T))
    host.nights(day(-28), day(3))
    host.pay(DEMAND, "123.00", day(3))
    host.nights(day(3), day(10))
    assert replay(host.facts) == host.account


@pytest.mark.requirement("R-002", "R-012", "R-013")
def test_a_call_takes_no_number_from_the_invoices_and_is_void_with_its_service() -> None:
    host = Host(service("S1", end=T), service("S2", end=T))
    host.nights(day(-28), day(-20))
    host.pay("S2/2026-12-19", "123.00", day(-20))
    host.nights(day(-20), day(10))
    assert [proforma.number for proforma in host.account.proformas] == ["P2026-0001", "P2026-0002"]
    assert [invoice.number for invoice in host.account.invoices] == ["F2026-0001"]
    assert [host.account.demand(f"{id_}/2026-12-19").parts[0].state for id_ in ("S1", "S2")] == [
        PartState.WITHDRAWN,
        PartState.PAID,
    ]
    assert check([PROFORMAS, INVOICES], on=T) == ()

"""The future of an account under an assumption, step by step: which days, which amounts, why."""

from datetime import date, timedelta

import pytest

from hostbilling.lifecycle import (
    CardDeclines,
    ChargeDeclined,
    Forecast,
    HeldBetween,
    HoldPlaced,
    HoldReleased,
    InvoiceIssued,
    NeverPays,
    OrderLine,
    PaymentReceived,
    PaysHalfOn,
    PaysOn,
    PlaceOrder,
    ProformaIssued,
    ServiceSuspended,
    forecast,
)
from hostbilling.lifecycle.assumptions import Assumption
from hostbilling.services import ServiceState
from tests.samples import eur, faults, refusal
from tests.thread.host import CARD, YEAR, Host, service

T = date(2026, 4, 1)
CALLED = date(2026, 3, 4)  # 28 days before the end


def day(offset: int) -> date:
    return T + timedelta(days=offset)


LONG_AFTER = day(60)


def ahead(assuming: Assumption, *, tacit: bool = False, on: date = CALLED, until: date = LONG_AFTER) -> Forecast:
    host = Host(service("S1", end=T, tacit=tacit), instruments=(CARD,) if tacit else ())
    return forecast(host.account, host.book, on=on, assuming=assuming, until=until)


def test_who_never_pays_loses_the_service_step_by_step() -> None:
    found = ahead(NeverPays())
    assert found.account.service("S1").state is ServiceState.PURGED
    told = found.explain().splitlines()
    assert told[0].startswith("2026-03-04 IssueProforma: ")
    assert [line.split(":")[0] for line in told] == [
        "2026-03-04 IssueProforma",
        "2026-03-18 SendNotice",
        "2026-03-25 SendNotice",
        "2026-04-01 SuspendService",
        "2026-04-08 SendNotice",
        "2026-04-08 DeleteService",
        "2026-04-23 PurgeService",
    ]
    assert not any(line.endswith((":", " ")) for line in told)
    assert str(found).splitlines()[0] == "2026-03-04 ProformaIssued"


def test_a_forecast_ends_before_its_last_day() -> None:
    assert ahead(NeverPays(), until=T).account.service("S1").state is ServiceState.ACTIVE
    assert ahead(NeverPays(), until=day(1)).account.service("S1").state is ServiceState.SUSPENDED


def test_who_pays_on_a_day_has_an_invoice_of_that_day() -> None:
    found = ahead(PaysOn(day=day(-10)))
    (paid,) = [fact for fact in found.facts if isinstance(fact, PaymentReceived)]
    assert (paid.on, paid.known, paid.payment.amount, paid.demand_id) == (
        day(-10), day(-10), eur("123.00"), "S1/2026-04-01",
    )  # fmt: skip
    (invoice,) = [fact for fact in found.facts if isinstance(fact, InvoiceIssued)]
    assert (invoice.invoice.issued_on, invoice.known) == (day(-10), day(-10))
    assert found.account.service("S1").ends_on == date(2027, 4, 1)
    numbers = {fact.proforma.number for fact in found.facts if isinstance(fact, ProformaIssued)}
    numbers |= {invoice.invoice.number}
    assert len(numbers) == 2  # nothing is numbered yet, and yet no two documents are one
    assert all(number.startswith("not issued yet") for number in numbers)


def test_half_a_payment_buys_nothing() -> None:
    found = ahead(PaysHalfOn(day=day(-10)))
    (paid,) = [fact for fact in found.facts if isinstance(fact, PaymentReceived)]
    assert paid.payment.amount == eur("61.50")
    assert found.account.service("S1").state is ServiceState.PURGED


@pytest.mark.parametrize("times", [0, 1])
def test_a_card_is_refused_so_many_times_and_then_pays(times: int) -> None:
    found = ahead(CardDeclines(times=times), tacit=True)
    assert sum(isinstance(fact, ChargeDeclined) for fact in found.facts) == times
    (paid,) = [fact for fact in found.facts if isinstance(fact, PaymentReceived)]
    assert (paid.payment.channel, paid.payment.amount) == ("forecast", eur("123.00"))
    assert found.account.service("S1").ends_on == date(2027, 4, 1)


def test_a_card_refused_as_often_as_the_schedule_tries_pays_nothing() -> None:
    found = ahead(CardDeclines(times=2), tacit=True)  # the schedule charges twice
    assert not any(isinstance(fact, PaymentReceived) for fact in found.facts)
    assert found.account.service("S1").state is ServiceState.PURGED


def test_charges_go_through_from_the_day_the_customer_pays() -> None:
    first = next(fact.on for fact in ahead(NeverPays(), tacit=True).facts if isinstance(fact, ChargeDeclined))
    late = ahead(PaysOn(day=first + timedelta(days=1)), tacit=True)
    assert any(isinstance(fact, ChargeDeclined) for fact in late.facts)
    same_day = ahead(PaysOn(day=first), tacit=True)
    assert not any(isinstance(fact, ChargeDeclined) for fact in same_day.facts)


def test_a_hold_moves_what_is_adverse_behind_it_and_says_so() -> None:
    found = ahead(HeldBetween(start=day(-3), until=day(10)))
    placed = [fact for fact in found.facts if isinstance(fact, HoldPlaced)]
    assert [(fact.on, fact.known, fact.hold.until) for fact in placed] == [(day(-3), day(-3), day(9))]
    released = [fact for fact in found.facts if isinstance(fact, HoldReleased)]
    assert [(fact.on, fact.hold_id) for fact in released] == [(day(10), placed[0].hold.id)]
    assert [fact.on for fact in found.facts if isinstance(fact, ServiceSuspended)] == [day(10)]
    assert {on for on, _ in found.blocked} == {day(offset) for offset in range(10)}


def test_a_hold_that_began_before_the_forecast_holds_from_its_first_night() -> None:
    found = ahead(HeldBetween(start=day(-3), until=day(10)), on=day(-2))
    assert [fact.on for fact in found.facts if isinstance(fact, HoldPlaced)] == [day(-2)]


def test_an_order_is_invoiced_on_the_day_of_its_supply() -> None:
    host = Host(service("S1", end=T))
    host.decide(PlaceOrder(id="O1", lines=(OrderLine(service_id="S1", term=YEAR),)), day(-50))
    found = forecast(host.account, host.book, on=day(-50), assuming=PaysOn(day=day(-49)), until=day(-40))
    (invoice,) = [fact.invoice for fact in found.facts if isinstance(fact, InvoiceIssued)]
    assert invoice.issued_on == day(-49)


def test_what_cannot_be_forecast_is_named() -> None:
    host = Host(service("S1", end=T))
    account, shop = host.account, host.book
    nobody = NeverPays()
    assert refusal(forecast, account, shop, on=T, assuming=nobody, until=T) == ("forecast.until", "until")
    (fault,) = faults(forecast, account, shop, on=T, assuming=nobody, until=T)
    assert (fault.value, fault.problem, fault.remedy) == (T, "is not after 2026-04-01", "give a later day")
    asked = {"on": "2026-04-01", "until": "2026-05-01"}
    assert [each.field for each in faults(forecast, account, shop, assuming=nobody, **asked)] == ["on", "until"]
    assert refusal(CardDeclines, times=-1)[1] == "times"
    assert refusal(HeldBetween, start=T, until=T) == ("hold.until", "until")
    (fault,) = faults(HeldBetween, start=T, until=T)
    assert (fault.value, fault.problem, fault.remedy) == (T, "is not after 2026-04-01", "give a later day")
    assert refusal(HeldBetween, start=None, until=T)[1] == "start"
    assert refusal(HeldBetween, start=T, until=None)[1] == "until"


@pytest.mark.parametrize(
    ("on", "known", "happens"),
    [
        (-1, False, []),
        (0, False, ["placed"]),
        (0, True, []),
        (3, False, ["placed"]),  # the forecast began within it
        (9, False, ["placed"]),
        (9, True, []),
        (10, True, ["released"]),
        (10, False, ["released"]),
        (11, True, []),
    ],
)
def test_an_assumed_hold_is_placed_once_on_the_first_night_within_it_and_released_on_its_day(
    on: int,
    known: bool,  # noqa: FBT001
    happens: list[str],
) -> None:
    host = Host(service("S1", end=T))
    assumed = HeldBetween(start=T, until=day(10))
    if known:
        host.record(*assumed.before_night(host.account, T))
    facts = list(assumed.before_night(host.account, day(on)))
    assert ["placed" if isinstance(fact, HoldPlaced) else "released" for fact in facts] == happens
    for fact in facts:
        assert (fact.on, fact.known) == (day(on), day(on))
        if isinstance(fact, HoldPlaced):
            assert (fact.hold.id, fact.hold.why, fact.hold.until, fact.hold.service_id) == (
                "forecast", "assumed", day(9), None,
            )  # fmt: skip
        else:
            assert isinstance(fact, HoldReleased)
            assert fact.hold_id == "forecast"

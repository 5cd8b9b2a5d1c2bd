"""What meets in one night: a charge and a reminder, two calls and one wallet, an invoice and its payment."""

from datetime import date, timedelta
from itertools import permutations

import pytest
from attrs import evolve

from hostbilling.demands import Action, DeclineClass, Origin, Stage
from hostbilling.dunning import DunningPolicy, timeline
from hostbilling.lifecycle import (
    ApplyWallet,
    ChargeInstrument,
    DeleteService,
    FamilyPolicy,
    InvoiceIssued,
    NeverPays,
    OrderLine,
    PaymentReceived,
    PlaceOrder,
    ProformaIssued,
    PurgeService,
    RestoreService,
    SendNotice,
    ServiceDeleted,
    ServicePurged,
    SuspendService,
    apply,
    forecast,
    in_order,
    plan,
    replay,
)
from hostbilling.money import payable
from hostbilling.payments import Payment
from hostbilling.presets import websupport
from hostbilling.services import ServiceState
from tests.refusals import ruled_out
from tests.thread.host import CARD, YEAR, Host, accepts, book, refuses, service

T = date(2026, 12, 19)
DAY = timedelta(days=1)
BOTH = DunningPolicy(
    id="both", pay_within=14, late_pay_within=7,
    stages=(
        Stage(name="proforma_issued", action=Action.ISSUE, origin=Origin.END, days=-28),
        Stage(name="charge", action=Action.CHARGE, origin=Origin.END, days=-14),
        Stage(name="pay_or_off", action=Action.NOTIFY, origin=Origin.DUE),
        Stage(name="refused", action=Action.NOTIFY, origin=Origin.DECLINED),
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "declines", "notices"),
    [(accepts, 0, []), (refuses, None, ["pay_or_off", "refused"])],
)
def test_a_reminder_of_the_night_of_a_charge_waits_for_its_answer(
    answers: object, declines: int | None, notices: list[str]
) -> None:
    ours = evolve(book(), usual=FamilyPolicy(explicit=BOTH, tacit=BOTH))
    host = Host(service("S1", end=T, tacit=True), book=ours, instruments=(CARD,), gateway=answers)  # type: ignore[arg-type]
    steps = host.nights(T - 30 * DAY, T)
    assert [s.on for s in steps if isinstance(s, ChargeInstrument)] == [T - 14 * DAY]
    assert sorted(s.template for s in steps if isinstance(s, SendNotice)) == notices
    told = timeline(BOTH, end=T, declines=declines)
    assert sorted(event.name for event in told.events if event.action is Action.NOTIFY) == notices


def test_a_gateway_that_is_down_does_not_keep_the_reminder_back() -> None:
    ours = evolve(book(), usual=FamilyPolicy(explicit=BOTH, tacit=BOTH))
    down = Host(
        service("S1", end=T, tacit=True), book=ours, instruments=(CARD,), gateway=lambda _: DeclineClass.GATEWAY_DOWN
    )
    steps = down.nights(T - 30 * DAY, T)
    assert [(s.on, s.template) for s in steps if isinstance(s, SendNotice)] == [(T - 14 * DAY, "pay_or_off")]


def test_the_wallet_pays_what_is_due_first_however_the_calls_were_recorded() -> None:
    host = Host(service("S1", end=T), service("S2", end=T))
    host.nights(T - 30 * DAY, T - 25 * DAY)
    calls = [fact for fact in host.facts if isinstance(fact, ProformaIssued)]
    others = [fact for fact in host.facts if fact not in calls]
    assert len(calls) == 2  # one for each service
    paid = Payment(channel="bank", external_id="t", amount=payable("123", "EUR"), received_on=T - 25 * DAY)
    top_up = PaymentReceived(payment=paid, demand_id=None, on=paid.received_on, known=paid.received_on)
    pays = set()
    for order in permutations(calls):
        account = apply(replay([*others, *order]), top_up)
        pays |= {s.demand_id for s in plan(account, host.book, on=paid.received_on).steps if isinstance(s, ApplyWallet)}
    assert pays == {"S1/2026-12-19"}
    assert in_order([top_up]) == (top_up,)


def test_an_invoice_upon_payment_is_not_recorded_before_its_payment() -> None:
    host = Host(service("S1", end=T))
    host.nights(T - 30 * DAY, T - 20 * DAY)
    before = host.account
    host.pay("S1/2026-12-19", "123.00", T - 20 * DAY)
    host.night(T - 20 * DAY)
    (invoice,) = [fact for fact in host.facts if isinstance(fact, InvoiceIssued)]
    assert ruled_out(apply, before, invoice)[:2] == ("invoice.unpaid", "invoice.lines")


def test_who_pays_after_the_deletion_brings_nothing_back_and_the_timeline_says_so() -> None:
    late = timeline(websupport.EXPLICIT, end=T, paid_on=date(2026, 12, 29))
    never = timeline(websupport.EXPLICIT, end=T)
    assert [event.name for event in late.cancelled] == []
    assert (late.on("purged"), late.needless) == (never.on("purged"), ())
    host = Host(service("S1", end=T))
    host.nights(T - 30 * DAY, date(2026, 12, 29))
    assert [f.on for f in host.facts if isinstance(f, ServiceDeleted)] == [late.on("service_deleted")]
    told = forecast(host.account, host.book, on=date(2026, 12, 29), assuming=NeverPays(), until=date(2027, 2, 1))
    host.pay("S1/2026-12-19", "123.00", date(2026, 12, 29))
    steps = host.nights(date(2026, 12, 29), date(2027, 2, 1))
    assert [s.on for s in steps if isinstance(s, PurgeService)] == [late.on("purged")]
    assert [f.on for f in told.facts if isinstance(f, ServicePurged)] == [late.on("purged")]
    assert timeline(websupport.EXPLICIT, end=T, paid_on=date(2026, 12, 26)).on("purged") is None


def test_a_suspension_names_what_is_open_and_what_was_sent() -> None:
    host = Host(service("S1", end=T))
    (off,) = [step for step in host.nights(T - 30 * DAY, T + DAY) if isinstance(step, SuspendService)]
    assert str(off.reasons[-1]) == (
        "123.00 EUR of S1/2026-12-19 is open; sent before: proforma_issued on 2026-11-21, reminder_due_day on"
        " 2026-12-05, reminder_before_deactivation on 2026-12-12."
    )


def test_what_a_deletion_frees_pays_for_the_other_service_before_that_is_looked_at() -> None:
    end = date(2026, 12, 19)
    host = Host(service("S1", end=end), service("S2", end=end))
    lines = tuple(OrderLine(service_id=id_, term=YEAR) for id_ in ("S1", "S2"))
    host.decide(PlaceOrder(id="O", lines=lines), end - timedelta(days=28))
    host.nights(end - timedelta(days=28), end - timedelta(days=9))
    host.pay("O", "123.00", end - timedelta(days=9))
    host.nights(end - timedelta(days=9), end + timedelta(days=7))
    acts = [step for step in host.night(end + timedelta(days=7)) if isinstance(step, DeleteService | RestoreService)]
    assert [(type(step), step.service_id) for step in acts] == [(DeleteService, "S1")]
    assert host.account.service("S2").state is ServiceState.ACTIVE

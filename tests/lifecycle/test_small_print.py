"""What a plan, a forecast or an answer says besides its main point, and what is kept out of it."""

from datetime import date, timedelta

import pytest
from attrs import evolve

from hostbilling.demands import ToCredit
from hostbilling.lifecycle import (
    ApplyCharge,
    CancelOrder,
    ChargeAsked,
    CreditDecided,
    CreditNoteIssued,
    FamilyPolicy,
    IssueOrderForm,
    IssueProforma,
    NeverPays,
    OrderLine,
    Papers,
    PaymentReceived,
    PaysOn,
    PlaceOrder,
    QuoteOrder,
    Refused,
    RenewalPolicy,
    decide,
    forecast,
    is_still_due,
)
from hostbilling.presets import websupport
from hostbilling.renewal import ChangePolicy, Effect, OpenRenewal
from hostbilling.services import CutOver
from tests.samples import eur
from tests.thread.host import CARD, YEAR, Host, book, service
from tests.thread.test_contracts import change, new_server, shop
from tests.thread.test_money_back import LATER, invoiced

T = date(2026, 4, 1)


def day(offset: int) -> date:
    return T + timedelta(days=offset)


def test_a_forecast_tells_all_reasons_of_a_step_as_sentences() -> None:
    host = Host(service("S1", end=T))
    found = forecast(host.account, host.book, on=day(-30), assuming=NeverPays(), until=day(10))
    several = [step for step in found.steps if len(step.reasons) > 1]
    assert several
    told = found.explain().splitlines()
    for step in several:
        (line,) = [each for each in told if each.startswith(f"{step.on} {type(step).__name__}: {step.reasons[0]}")]
        assert f"{step.reasons[0]} {step.reasons[1]}" in line


def test_money_of_a_forecast_is_known_by_its_channel() -> None:
    host = Host(service("S1", end=T))
    found = forecast(host.account, host.book, on=day(-30), assuming=PaysOn(day=day(-20)), until=day(-10))
    (paid,) = [fact for fact in found.facts if isinstance(fact, PaymentReceived)]
    assert (paid.payment.channel, paid.on, paid.known) == ("forecast", day(-20), day(-20))


def test_a_credit_note_of_a_forecast_is_dated_on_its_day_and_has_no_number() -> None:
    host = invoiced()
    credit = ToCredit(id="C1", invoice_number="F2026-0001", why="half a year", on=LATER, gross=eur("40"))
    host.record(CreditDecided(credit=credit, on=LATER, known=LATER))
    ahead = forecast(host.account, host.book, on=LATER, assuming=NeverPays(), until=LATER + timedelta(days=1))
    (note,) = [fact.note for fact in ahead.facts if isinstance(fact, CreditNoteIssued)]
    assert note.issued_on == LATER
    assert note.number.startswith("not issued yet")


def test_an_order_that_is_taken_back_before_its_call_waits_for_nothing() -> None:
    host = Host(service("S1", end=day(300)))
    host.decide(PlaceOrder(id="O1", lines=(OrderLine(service_id="S1", term=YEAR),)), T)
    assert [each.id for each in host.account.orders] == ["O1"]
    host.decide(CancelOrder(id="O1"), T)
    assert host.account.orders == ()


def charge(id_: str) -> ApplyCharge:
    asked = ChargeAsked(id=id_, demand_id="S1/2026-04-01", instrument_id="card", on=day(-20))
    return ApplyCharge(charge=asked)


def test_only_a_charge_of_that_call_that_is_under_way_stops_another_one() -> None:
    host = Host(service("S1", end=T), service("S2", end=day(8)), instruments=(CARD,))
    host.night(day(-28))
    host.night(day(-20))
    (other,) = [step for step in host.planned(day(-14)).steps if step.key.startswith("S1")]
    host.record(other.intended())  # a notice of the same call
    host.decide(charge("c"), day(-20))
    assert isinstance(decide(host.account, charge("d"), host.book, on=day(-20)), Refused)


def test_a_step_that_failed_today_is_still_due_though_it_is_tried_tomorrow() -> None:
    host = Host(service("S1", end=T))
    (call,) = host.planned(day(-28)).steps
    assert is_still_due(host.account, host.book, call, on=day(-28))
    host.record(call.intended())
    assert host.planned(day(-28)).steps == ()
    assert is_still_due(host.account, host.book, call, on=day(-28))
    host.record(call.failed(why="mail is down", known=day(-28)))
    assert host.planned(day(-28)).steps == ()
    assert is_still_due(host.account, host.book, call, on=day(-28))
    host.record(host.perform(call, day(-28)))
    assert not is_still_due(host.account, host.book, call, on=day(-28))


def test_quantity_and_name_stand_on_the_call_of_a_change() -> None:
    host = Host(book=shop())
    new_server(host, date(2026, 5, 1))
    change(host, date(2026, 5, 11), quantity=3)
    (call,) = [step for step in host.night(date(2026, 5, 11)) if isinstance(step, IssueProforma)]
    assert [line.description for line in call.draft.lines] == ["3 x small: box.example"]
    # 21 of 31 days of three at 31.00 each
    assert str(call.draft.totals.amounts.net) == "63.00 EUR"


def test_the_policy_of_the_contract_decides_how_it_may_change() -> None:
    waits = RenewalPolicy(change=ChangePolicy(upgrade=Effect.AT_RENEWAL))
    vip = FamilyPolicy(explicit=websupport.MONTHLY, tacit=websupport.MONTHLY_TACIT, renewal=waits)
    for name, changes in ((None, 0), ("vip", 1)):
        host = Host(book=evolve(shop(), by_name=(("vip", vip),)))
        new_server(host, date(2026, 5, 1))
        host.account = host.account.with_service(evolve(host.account.service("box"), policy=name))
        change(host, date(2026, 5, 11), product_id="large")
        assert sum(each.waits_for_renewal for each in host.account.changes) == changes


@pytest.mark.parametrize(("paid", "wallet"), [("", "0.00"), ("20.00", "20.00")])
def test_a_call_that_a_change_replaces_is_withdrawn_and_what_was_paid_for_it_is_in_the_wallet(
    paid: str, wallet: str
) -> None:
    merges = RenewalPolicy(change=ChangePolicy(open_renewal=OpenRenewal.MERGE))
    host = Host(book=shop(merges))
    new_server(host, date(2026, 5, 1))
    host.nights(date(2026, 5, 2), date(2026, 5, 20))
    asked = host.account.open_part("box")
    assert asked is not None
    if paid:
        host.pay(asked[0].id, paid, date(2026, 5, 20))
    change(host, date(2026, 5, 20), product_id="large")
    assert not host.account.demand(asked[0].id).is_open
    assert host.account.open_part("box") is None
    assert str(host.account.wallet.balance.amount) == wallet
    assert {entry.on for entry in host.account.wallet.entries} <= {date(2026, 5, 20)}


def test_an_order_form_is_laid_out_as_the_book_says() -> None:
    moved = CutOver(on=date(2026, 1, 1), archive_lead_days=30)
    host = Host(service("S1", end=T), book=evolve(book(), papers=Papers(cut_over=moved, particulars=("Reg. 1",))))
    order = PlaceOrder(id="O1", lines=(OrderLine(service_id="S1", term=YEAR),))
    host.decide(QuoteOrder(order=order, form=True, payment_types=("card",)), day(-40))
    (form,) = host.planned(day(-40)).steps
    assert isinstance(form, IssueOrderForm)
    assert (form.draft.cut_over, form.draft.particulars, form.draft.payment_types) == (moved, ("Reg. 1",), ("card",))


def test_what_was_held_for_a_change_is_let_go_on_the_day_the_rest_came_too_late() -> None:
    host = Host(book=shop())
    on, late = date(2026, 5, 11), date(2026, 5, 12)
    new_server(host, date(2026, 5, 1))
    change(host, on, product_id="large")
    host.night(on)
    host.pay(f"U-{on}", "10.00", on)
    host.pay(f"U-{on}", "15.83", late, id_="2")
    assert host.account.service("box").product_id == "small"
    assert [(str(entry.amount.amount), entry.on) for entry in host.account.wallet.entries] == [
        ("10.00", late), ("15.83", late),
    ]  # fmt: skip

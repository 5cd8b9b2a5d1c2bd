"""Explicit and tacit side by side, orders over several services, a wallet, holds, and who is charged VAT."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from attrs import evolve

from hostbilling.catalog import Discount, Family
from hostbilling.demands import Action, DeclineClass, Instrument
from hostbilling.dunning import timeline
from hostbilling.errors import Impossible, InvalidInput, NotFound
from hostbilling.lifecycle import (
    Accepted,
    AddInstrument,
    ApplyWallet,
    CardDeclines,
    ChangeCustomer,
    ChargeDeclined,
    ChargeInstrument,
    CustomerChanged,
    DeleteService,
    EvidenceAdded,
    FamilyPolicy,
    GrantDiscount,
    HeldBetween,
    Hold,
    HoldKind,
    Intended,
    InvoiceIssued,
    IssueProforma,
    NeverPays,
    OrderLine,
    PaymentReceived,
    PaysHalfOn,
    PaysOn,
    PlaceHold,
    PlaceOrder,
    Refused,
    ReleaseHold,
    SendNotice,
    ServiceDeleted,
    ServiceReactivated,
    SuspendService,
    SwitchRenewal,
    decide,
    forecast,
    plan,
    replay,
)
from hostbilling.money import payable
from hostbilling.parties import Address, BillingProfile, CustomerKind, VatId, VatIdStatus
from hostbilling.payments import Payment
from hostbilling.periods import Period, PlainCalendar, Term
from hostbilling.presets import websupport
from hostbilling.services import Cause, Grant, ServiceState
from hostbilling.vat import Evidence, EvidenceKind, Treatment

from .host import CARD, YEAR, Host, accepts, book, customer, located, service

T = date(2026, 12, 19)


def day(offset: int) -> date:
    return T + timedelta(days=offset)


def charges(host: Host) -> list[tuple[int, str]]:
    return [
        ((fact.on - T).days, type(fact).__name__)
        for fact in host.facts
        if type(fact).__name__ in ("ChargeDeclined", "PaymentReceived")
    ]


# ------------------------------------------------------------------ tacit


def test_a_tacit_service_is_charged_on_the_due_day_and_goes_on() -> None:
    host = Host(service("S1", end=T, tacit=True), instruments=(CARD,), gateway=accepts)
    steps = host.nights(day(-30), day(30))
    assert charges(host) == [(-14, "PaymentReceived")]
    assert [type(step) for step in steps if isinstance(step, (SendNotice, SuspendService))] == []
    assert host.account.invoices[0].content.supplied_on == day(-14)
    assert host.account.service("S1").ends_on == date(2027, 12, 19)


def test_declined_once_the_customer_is_told_and_the_card_tried_again() -> None:
    answers = iter([DeclineClass.INSUFFICIENT_FUNDS, None])
    host = Host(service("S1", end=T, tacit=True), instruments=(CARD,), gateway=lambda _: next(answers))
    steps = host.nights(day(-30), day(30))
    assert charges(host) == [(-14, "ChargeDeclined"), (-10, "PaymentReceived")]
    assert [((s.on - T).days, s.template) for s in steps if isinstance(s, SendNotice)] == [(-14, "card_declined")]
    assert host.account.service("S1").state is ServiceState.ACTIVE


def test_declined_always_it_ends_like_an_explicit_service() -> None:
    host = Host(service("S1", end=T, tacit=True), instruments=(CARD,))
    steps = host.nights(day(-30), day(30))
    assert charges(host) == [(-14, "ChargeDeclined"), (-10, "ChargeDeclined")]
    assert [((s.on - T).days, s.template) for s in steps if isinstance(s, SendNotice)] == [
        (-14, "card_declined"),
        (-10, "card_declined"),
        (-7, "reminder_before_deactivation"),
        (7, "deletion_notice"),
    ]
    assert host.account.service("S1").state is ServiceState.PURGED
    assert not host.account.demand("S1/2026-12-19").is_open


@pytest.mark.parametrize("why", [DeclineClass.STOLEN, DeclineClass.DATA_ERROR, DeclineClass.ADDRESS])
def test_a_card_that_cannot_work_is_not_tried_again(why: DeclineClass) -> None:
    host = Host(service("S1", end=T, tacit=True), instruments=(CARD,), gateway=lambda _: why)
    host.nights(day(-30), day(-9))
    assert charges(host) == [(-14, "ChargeDeclined")]
    blocked = host.planned(day(-10)).blocked
    assert [(b.what, b.reasons[0].code) for b in blocked] == [("card_charged_again", "retry.stopped")]


def test_without_a_card_that_lasts_the_customer_is_asked_as_if_it_were_explicit() -> None:
    expiring = evolve(CARD, usable_until=day(-20))
    host = Host(service("S1", end=T, tacit=True), instruments=(expiring,))
    steps = host.nights(day(-30), day(1))
    assert charges(host) == []
    assert [s.template for s in steps if isinstance(s, SendNotice)] == [
        "reminder_due_day",
        "reminder_before_deactivation",
    ]


def test_a_card_revoked_after_the_call_is_not_charged_and_the_plan_says_so() -> None:
    host = Host(service("S1", end=T, tacit=True), instruments=(CARD,), gateway=accepts)
    host.nights(day(-28), day(-14))
    host.decide(AddInstrument(instrument=evolve(CARD, revoked_on=day(-20))), on=day(-14))
    planned = host.planned(day(-14))
    assert planned.steps == ()
    assert [str(b) for b in planned.blocked] == [
        "card_charged of S1: card_charged cannot be tried: no usable means of payment on 2026-12-05."
    ]


def test_a_charge_without_an_answer_is_never_repeated_and_nothing_adverse_follows() -> None:
    host = Host(service("S1", end=T, tacit=True), instruments=(CARD,))
    host.nights(day(-28), day(-14))
    (charge,) = host.planned(day(-14)).steps
    host.record(charge.intended())
    steps = host.nights(day(-14), day(20))
    assert not any(isinstance(step, (ChargeInstrument, SuspendService)) for step in steps)
    assert host.planned(day(20)).unanswered == (charge.key,)
    assert host.account.service("S1").state is ServiceState.ACTIVE


def test_one_charge_pays_an_order_of_two_tacit_services() -> None:
    host = Host(
        service("S1", end=T, tacit=True), service("S2", end=T, tacit=True), instruments=(CARD,), gateway=accepts
    )
    lines = (OrderLine(service_id="S1", term=YEAR), OrderLine(service_id="S2", term=YEAR))
    host.decide(PlaceOrder(id="O1", lines=lines), day(-40))
    host.nights(day(-40), day(10))
    assert charges(host) == [(-14, "PaymentReceived")]
    assert [host.account.service(id_).ends_on for id_ in ("S1", "S2")] == [date(2027, 12, 19)] * 2
    assert host.account.wallet.balance == payable(0, "EUR")


def test_switching_tacit_renewal_on_needs_a_card_and_off_is_the_cancellation() -> None:
    host = Host(service("S1", end=T))
    refused = decide(host.account, SwitchRenewal(service_id="S1", tacit=True), host.book, on=day(-60))
    assert isinstance(refused, Refused)
    assert [reason.code for reason in refused.reasons] == ["lifecycle.no_instrument"]
    host.decide(AddInstrument(instrument=CARD), day(-60))
    host.decide(SwitchRenewal(service_id="S1", tacit=True), day(-60))
    assert host.account.service("S1").tacit
    host.decide(SwitchRenewal(service_id="S1", tacit=False), day(-50))
    assert not host.account.service("S1").tacit
    again = decide(host.account, SwitchRenewal(service_id="S1", tacit=False), host.book, on=day(-50))
    assert isinstance(again, Accepted)
    assert again.facts == ()


# ------------------------------------------------------------------ orders, shortfalls, the wallet


def ordered() -> Host:
    host = Host(service("S1", end=T), service("S2", end=day(3), product="hosting"))
    lines = (OrderLine(service_id="S1", term=YEAR), OrderLine(service_id="S2", term=YEAR))
    host.decide(PlaceOrder(id="O1", lines=lines), day(-40))
    host.night(day(-40))
    return host


@pytest.mark.requirement("R-052", "R-054")
def test_an_order_over_two_services_has_one_total_and_extends_each_from_its_own_end() -> None:
    host = ordered()
    assert host.account.demand("O1").asked == payable("246.00", "EUR")
    host.pay("O1", "246.00", day(-39))
    host.nights(day(-39), day(10))
    assert host.account.service("S1").ends_on == date(2027, 12, 19)
    assert host.account.service("S2").ends_on == date(2027, 12, 22)
    assert len(host.account.invoices) == 1
    assert [line.service_id for line in host.account.invoices[0].content.lines] == ["S1", "S2"]


def test_a_payment_that_falls_short_buys_nothing_until_the_wallet_pays_the_rest() -> None:
    host = ordered()
    host.pay("O1", "200.00", day(-30))
    assert host.account.demand("O1").held == payable("200.00", "EUR")
    assert host.account.demand("O1").missing == payable("46.00", "EUR")
    assert host.account.service("S1").ends_on == T
    host.pay(None, "50.00", day(-29))
    steps = host.night(day(-29))
    assert [(step.demand_id, step.amount) for step in steps if isinstance(step, ApplyWallet)] == [
        ("O1", payable("46.00", "EUR"))
    ]
    assert host.account.wallet.balance == payable("4.00", "EUR")
    assert host.account.invoices[0].content.totals.amounts.gross == payable("246.00", "EUR")


def test_a_wallet_that_is_not_enough_stays_as_it_is() -> None:
    host = ordered()
    host.pay(None, "245.99", day(-30))
    host.nights(day(-30), day(-20))
    assert host.account.wallet.balance == payable("245.99", "EUR")
    assert host.account.demand("O1").is_open


def test_an_order_replaces_the_open_call_and_keeps_what_was_paid_for_it() -> None:
    host = Host(service("S1", end=T), service("S2", end=T))
    host.night(day(-28))
    host.pay("S1/2026-12-19", "23.00", day(-27))
    lines = (OrderLine(service_id="S1", term=YEAR), OrderLine(service_id="S2", term=YEAR))
    host.decide(PlaceOrder(id="O1", lines=lines), day(-26))
    assert host.account.wallet.balance == payable("23.00", "EUR")
    assert not host.account.demand("S1/2026-12-19").is_open
    host.night(day(-26))
    host.pay("O1", "223.00", day(-25))
    host.night(day(-25))
    assert host.account.wallet.balance == payable("0", "EUR")
    assert len(host.account.invoices) == 1
    assert {host.account.service(id_).ends_on for id_ in ("S1", "S2")} == {date(2027, 12, 19)}


def test_ordering_again_under_the_same_id_adds_nothing() -> None:
    host = ordered()
    again = decide(
        host.account, PlaceOrder(id="O1", lines=(OrderLine(service_id="S1", term=YEAR),)), host.book, on=day(-39)
    )
    assert isinstance(again, Accepted)
    assert again.facts == ()


def test_what_cannot_be_ordered_is_refused_with_every_reason() -> None:
    host = Host(service("S1", end=T), service("S2", end=T))
    host.nights(day(-28), day(8))
    lines = (OrderLine(service_id="S1", term=YEAR), OrderLine(service_id="S2", term=Term.months(7)))
    refused = decide(host.account, PlaceOrder(id="O9", lines=lines), host.book, on=day(8))
    assert isinstance(refused, Refused)
    assert [reason.code for reason in refused.reasons] == [
        "lifecycle.not_renewable",
        "lifecycle.not_renewable",
        "lifecycle.term_not_offered",
    ]


def test_a_service_deleted_leaves_the_rest_of_its_order_to_be_asked_for_anew() -> None:
    host = Host(service("S1", end=T), service("S2", end=day(20)))
    lines = (OrderLine(service_id="S1", term=YEAR), OrderLine(service_id="S2", term=YEAR))
    host.decide(PlaceOrder(id="O1", lines=lines), day(-20))
    host.night(day(-20))
    host.pay("O1", "100.00", day(-19))
    steps = host.nights(day(-19), day(8))
    again = [step for step in steps if isinstance(step, IssueProforma)]
    assert [[line.service_id for line in step.draft.lines] for step in again] == [["S2"]]
    demand = host.account.demand("O1")
    assert (demand.document, demand.asked, demand.missing) == (
        "P2026-0002",
        payable("123.00", "EUR"),
        payable("23.00", "EUR"),
    )
    host.pay("O1", "23.00", day(9), id_="2")
    host.nights(day(9), day(12))
    assert [line.service_id for line in host.account.invoices[0].content.lines] == ["S2"]


def test_money_held_for_a_service_that_is_deleted_goes_to_the_wallet() -> None:
    host = Host(service("S1", end=T))
    host.night(day(-28))
    host.pay("S1/2026-12-19", "50.00", day(-20))
    host.nights(day(-20), day(8))
    assert host.account.demand("S1/2026-12-19").held == payable("0", "EUR")
    assert host.account.wallet.balance == payable("50.00", "EUR")


def test_the_same_payment_twice_counts_once_and_another_goes_to_the_wallet() -> None:
    host = Host(service("S1", end=T))
    host.night(day(-28))
    host.pay("S1/2026-12-19", "123.00", day(-20))
    once = host.account
    host.pay("S1/2026-12-19", "123.00", day(-20))
    assert host.account == once
    host.pay("S1/2026-12-19", "123.00", day(-19), id_="2")
    assert host.account.wallet.balance == payable("123.00", "EUR")
    assert host.account.service("S1").ends_on == date(2027, 12, 19)


# ------------------------------------------------------------------ gates


def test_a_hold_keeps_a_service_on_and_its_end_comes_when_the_hold_is_over() -> None:
    host = Host(service("S1", end=T))
    host.nights(day(-28), day(-1))
    host.decide(PlaceHold(hold=Hold(id="H1", why="disputed by phone")), day(-1))
    host.nights(day(-1), day(30))
    assert host.account.service("S1").state is ServiceState.ACTIVE
    assert [reason.code for reason in host.planned(day(30)).blocked[0].reasons] == ["dunning.held"]
    host.decide(ReleaseHold(id="H1"), day(30))
    host.nights(day(30), day(37))
    assert (host.account.service("S1").state, host.account.service("S1").changed_on) == (
        ServiceState.SUSPENDED,
        day(30),
    )
    host.nights(day(37), day(38))
    assert host.account.service("S1").state is ServiceState.DELETED


def test_no_notice_no_end() -> None:
    host = Host(service("S1", end=T))
    host.nights(day(-28), day(-14))
    host.mail_works = False
    host.nights(day(-14), day(60))
    assert host.account.service("S1").state is ServiceState.ACTIVE
    assert {b.what: [r.code for r in b.reasons] for b in host.planned(day(60)).blocked} == {}
    host.mail_works = True
    steps = host.nights(day(60), day(100))
    assert [((s.on - T).days, type(s).__name__) for s in steps if not isinstance(s, IssueProforma)] == [
        (60, "SendNotice"),
        (67, "SuspendService"),
        (74, "SendNotice"),
        (74, "DeleteService"),
        (89, "PurgeService"),
    ]


@pytest.mark.parametrize("back", range(-30, 40, 3))
def test_after_missed_nights_no_promise_is_broken(back: int) -> None:
    host = Host(service("S1", end=T))
    host.nights(day(-60), day(-29))
    host.nights(day(back), day(120))
    part = host.account.demand(host.account.demands[0].id).parts[0]
    issued, off, gone = (part.done_on(name) for name in ("proforma_issued", "service_deactivated", "service_deleted"))
    assert issued is not None
    assert off is not None
    assert gone is not None
    warned = part.done_on("reminder_before_deactivation") or issued
    assert off >= max(T, host.account.demands[0].due_on)
    assert off - warned >= timedelta(days=min(7, (off - issued).days))
    assert off - issued >= timedelta(days=min(7, max(0, (T - day(back)).days)))
    assert gone - off >= timedelta(days=7)
    assert len({on for _, on in part.marks if on == day(back)}) <= 1


# ------------------------------------------------------------------ VAT on the documents


@pytest.mark.parametrize(
    ("buyer", "evidence", "treatment", "rate", "gross"),
    [
        (customer("SK"), located("SK"), Treatment.STANDARD, "23", "123.00"),
        (customer("DE", CustomerKind.BUSINESS, vat_id="DE136695976"), (), Treatment.REVERSE_CHARGE, None, "100.00"),
        (customer("HU"), located("HU"), Treatment.STANDARD, "27", "127.00"),
        (customer("CH"), located("CH"), Treatment.OUTSIDE_SCOPE, None, "100.00"),
    ],
)
def test_the_four_customers_a_host_has(buyer, evidence, treatment, rate, gross) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    host = Host(service("S1", end=T), customer_=buyer, evidence=evidence)
    host.night(day(-28))
    host.pay("S1/2026-12-19", gross, day(-20))
    host.night(day(-20))
    line = host.account.invoices[0].content.lines[0]
    assert line.vat.treatment is treatment
    assert (None if line.vat.rate is None else str(line.vat.rate)) == rate
    assert line.amounts.gross == payable(gross, "EUR")
    assert line.amounts.net == payable("100.00", "EUR")


def test_gross_prices_keep_what_the_customer_was_shown() -> None:
    host = Host(service("S1", end=T), book=book(gross=True, price="9.99"))
    host.night(day(-28))
    line = host.account.proformas[0].content.lines[0]
    assert (line.amounts.net, line.amounts.vat, line.amounts.gross) == (
        payable("8.12", "EUR"),
        payable("1.87", "EUR"),
        payable("9.99", "EUR"),
    )


def test_where_vat_cannot_be_known_no_call_goes_out_and_the_plan_asks_for_what_is_missing() -> None:
    host = Host(service("S1", end=T), customer_=customer("RO"), evidence=())
    planned = host.planned(day(-28))
    assert planned.steps == ()
    assert planned.blocked[0].reasons[0].code == "lifecycle.vat_open"
    assert "needs_evidence" in str(planned.blocked[0])


def test_a_vat_id_given_after_the_call_keeps_what_was_paid_and_says_so() -> None:
    host = Host(service("S1", end=T), customer_=customer("DE", CustomerKind.BUSINESS), evidence=located("DE"))
    host.night(day(-28))
    assert host.account.demand("S1/2026-12-19").asked == payable("119.00", "EUR")
    known = VatId(number="DE136695976", status=VatIdStatus.VALID, checked_on=day(-25))
    host.record(CustomerChanged(customer=evolve(host.account.customer, vat_id=known), on=day(-25), known=day(-25)))
    host.pay("S1/2026-12-19", "119.00", day(-20))
    host.night(day(-20))
    line = host.account.invoices[0].content.lines[0]
    assert (line.amounts.net, line.amounts.gross) == (payable("119.00", "EUR"), payable("119.00", "EUR"))
    assert [reason.code for reason in line.vat.reasons][-1] == "documents.kept_gross"


def test_editing_the_customer_changes_only_later_documents() -> None:
    host = Host(service("S1", end=T))
    host.night(day(-28))
    moved = evolve(host.account.customer, address=Address(country="SK", city="Nitra"))
    host.decide(ChangeCustomer(customer=moved), day(-27))
    host.pay("S1/2026-12-19", "123.00", day(-20))
    host.night(day(-20))
    assert host.account.proformas[0].content.customer.address.city == ""
    assert host.account.invoices[0].content.customer.address.city == "Nitra"


def test_another_name_or_status_is_another_owner_unless_the_seller_lets_it_be_edited() -> None:
    host = Host(service("S1", end=T))
    married = evolve(host.account.customer, name="Jana Nová")
    company = evolve(host.account.customer, kind=CustomerKind.BUSINESS)
    for after in (married, company):
        outcome = decide(host.account, ChangeCustomer(customer=after), host.book, on=day(-60))
        assert isinstance(outcome, Refused)
        assert [reason.code for reason in outcome.reasons] == ["owner.other", "owner.transfer"]
    host.book = evolve(host.book, owner_rules=())
    host.decide(ChangeCustomer(customer=married), day(-60))
    assert host.account.customer.name == "Jana Nová"


@pytest.mark.requirement("R-084", "R-086")
def test_a_billing_profile_sends_the_documents_of_its_services_elsewhere() -> None:
    accountant = BillingProfile(id="books", email="accountant@example.org", name="Jana, studio")
    buyer = evolve(customer(), profiles=(accountant,))
    host = Host(evolve(service("S1", end=T), billing="books"), service("S2", end=T), customer_=buyer)
    steps = host.nights(day(-28), day(8))
    assert [(s.draft.customer.name, s.to.email) for s in steps if isinstance(s, IssueProforma)] == [
        ("Jana, studio", "accountant@example.org"),
        ("Jana", "books@example.org"),
    ]
    mailed = [(s.service_id, s.template, s.to.email) for s in steps if isinstance(s, SendNotice)]
    assert ("S1", "reminder_due_day", "accountant@example.org") in mailed
    assert ("S2", "reminder_due_day", "books@example.org") in mailed
    assert ("S1", "deletion_notice", "jana@example.org") in mailed


def test_a_coupon_counts_for_its_cycles_and_then_no_more() -> None:
    host = Host(service("S1", end=T, term=Term.months(1)))
    ten = Discount(id="ten", text="10 % off", since=day(-60), percent=Decimal(10), cycles=2)
    host.decide(GrantDiscount(service_id="S1", discount=ten), day(-60))
    host.decide(GrantDiscount(service_id="S1", discount=ten), day(-59))
    asked = []
    for offset in range(-30, 100):
        host.night(day(offset))
        for demand in host.account.demands:
            if demand.is_open:
                asked.append(str(demand.asked.amount))
                host.pay(demand.id, str(demand.asked.amount), day(offset))
    assert asked == ["11.07", "11.07", "12.30", "12.30", "12.30"]


def test_an_order_stays_within_what_the_registry_allows() -> None:
    host = Host(service("S1", end=T))
    domain = evolve(host.book.catalog.products[0], ahead=Term.months(13))
    catalog = evolve(host.book.catalog, products=(domain, *host.book.catalog.products[1:]))
    host.book = evolve(host.book, catalog=catalog)
    command = PlaceOrder(id="O1", lines=(OrderLine(service_id="S1", term=YEAR),))
    refused = decide(host.account, command, host.book, on=day(-60))
    assert isinstance(refused, Refused)
    assert str(refused.reasons[0]) == ("Valid until 2027-12-19; 13 months from 2026-10-20, 2027-11-20, is the most.")
    host.decide(command, day(-30))


# ------------------------------------------------------------------ forecasts


def test_a_forecast_of_a_payment_ends_with_the_invoice() -> None:
    host = Host(service("S1", end=T))
    future = forecast(host.account, host.book, on=day(-40), assuming=PaysOn(day=day(2)), until=day(30))
    assert [type(fact) for fact in future.facts][-2:] == [InvoiceIssued, ServiceReactivated]
    assert future.account.service("S1").ends_on == date(2027, 12, 19)
    assert str(future).splitlines()[0] == "2026-11-21 ProformaIssued"


def test_a_forecast_of_declined_cards() -> None:
    host = Host(service("S1", end=T, tacit=True), instruments=(CARD,))
    once = forecast(host.account, host.book, on=day(-40), assuming=CardDeclines(times=1), until=day(30))
    twice = forecast(host.account, host.book, on=day(-40), assuming=CardDeclines(times=2), until=day(30))
    assert once.account.service("S1").ends_on == date(2027, 12, 19)
    assert twice.account.service("S1").state is ServiceState.PURGED


def test_a_forecast_must_look_ahead() -> None:
    host = Host(service("S1", end=T))
    with pytest.raises(InvalidInput, match="give a later day") as caught:
        forecast(host.account, host.book, on=T, assuming=NeverPays(), until=T)
    assert caught.value.code == "forecast.until"


# ------------------------------------------------------------------ what a host can get wrong


def test_unknown_ids_are_named() -> None:
    host = Host(service("S1", end=T))
    with pytest.raises(NotFound, match="use an id of account a1") as caught:
        host.decide(SwitchRenewal(service_id="S7", tacit=False), day(-60))
    assert caught.value.code == "service.unknown"
    with pytest.raises(NotFound) as caught:
        host.pay("nothing", "1.00", day(-60))
    assert caught.value.code == "demand.unknown"


def test_facts_that_cannot_follow_leave_the_account_alone() -> None:
    host = Host(service("S1", end=T))
    wake = ServiceReactivated(key="k", service_id="S1", on=day(0), known=day(0))
    services = host.account.services
    host.record(wake)  # it is on already: nothing changes
    assert host.account.services == services
    before = host.account
    with pytest.raises(Impossible, match="it must be suspended first") as caught:
        host.record(ServiceDeleted(key="k2", service_id="S1", stage="service_deleted", on=day(0), known=day(0)))
    assert caught.value.code == "service.state"
    assert host.account == before


def test_an_account_begins_with_its_opening() -> None:
    host = Host(service("S1", end=T))
    with pytest.raises(Impossible, match="begin with AccountOpened"):
        replay(host.facts[1:])
    with pytest.raises(Impossible, match="use replay for a new one"):
        replay([*host.facts, host.facts[0]])
    with pytest.raises(Impossible):
        replay([])


def test_a_day_must_be_a_day() -> None:
    host = Host(service("S1", end=T))
    with pytest.raises(InvalidInput) as caught:
        plan(host.account, host.book, on="2026-12-19")  # type: ignore[arg-type]
    assert caught.value.code == "date.type"


def test_a_fact_from_the_future_is_refused() -> None:
    host = Host(service("S1", end=T))
    with pytest.raises(InvalidInput, match="record it when it happened") as caught:
        host.pay(None, "1.00", day(1), known=day(0))
    assert caught.value.code == "fact.future"


def test_the_schedule_was_resolved_when_the_call_was_made() -> None:
    host = Host(service("S1", end=T))
    host.night(day(-28))
    host.book = evolve(host.book, usual=evolve(host.book.usual, explicit=host.book.usual.tacit))
    part = host.account.demand("S1/2026-12-19").parts[0]
    assert not any(stage.action is Action.CHARGE for stage in part.schedule)
    steps = host.nights(day(-27), day(1))
    assert [s.template for s in steps if isinstance(s, SendNotice)] == [
        "reminder_due_day",
        "reminder_before_deactivation",
    ]


def test_an_instrument_is_usable_to_its_last_day_and_not_from_its_revocation() -> None:
    card = Instrument(id="c", label="c", usable_until=date(2026, 5, 31), revoked_on=date(2026, 5, 10))
    assert [card.usable(date(2026, 5, d)) for d in (9, 10, 31)] == [True, False, False]
    assert [CARD.usable(d) for d in (date(2030, 12, 31), date(2031, 1, 1))] == [True, False]


# ------------------------------------------------------------------ promises, calendars, policies of one contract


def test_a_promise_holds_until_its_day_and_no_longer() -> None:
    host = Host(service("S1", end=T), service("S2", end=T))
    host.nights(day(-28), day(-1))
    promise = Hold(id="H", why="pays on Monday", kind=HoldKind.PROMISE, until=day(4), service_id="S1")
    host.decide(PlaceHold(hold=promise), day(-1))
    host.nights(day(-1), day(5))
    assert host.account.service("S1").state is ServiceState.ACTIVE
    assert host.account.service("S2").changed_on == T
    host.night(day(5))
    assert host.account.service("S1").changed_on == day(5)


def test_a_promise_names_its_day() -> None:
    for kind in (HoldKind.PROMISE, HoldKind.ANNOUNCED):
        with pytest.raises(InvalidInput, match="name the day") as caught:
            Hold(id="H", why="soon", kind=kind)
        assert caught.value.code == "hold.until"


def test_services_end_on_working_days_only_and_the_timeline_says_so() -> None:
    host = Host(service("S1", end=T))  # a Saturday
    host.book = evolve(host.book, adverse_days=PlainCalendar(holidays=[date(2026, 12, 28)]))
    host.nights(day(-28), day(30))
    part = host.account.demands[0].parts[0]
    assert (part.done_on("service_deactivated"), part.done_on("service_deleted")) == (
        date(2026, 12, 21),
        date(2026, 12, 29),
    )
    found = timeline(websupport.EXPLICIT, end=T, calendar=host.book.adverse_days)
    assert found.on("service_deactivated") == date(2026, 12, 21)
    assert found.on("service_deleted") == date(2026, 12, 29)
    assert "The next working day: no service is ended on 2026-12-19." in [str(event.reason) for event in found.events]
    host = Host(service("S1", end=T))
    host.book = evolve(host.book, adverse_days=PlainCalendar())
    host.nights(day(-28), day(0))
    assert [r.code for b in host.planned(T).blocked for r in b.reasons] == ["dunning.no_adverse_day"]


def test_a_contract_may_have_its_own_schedule_before_product_family_and_usual() -> None:
    usual, monthly = book().usual, FamilyPolicy(explicit=websupport.MONTHLY, tacit=websupport.MONTHLY_TACIT)
    rules = evolve(
        book(), special=((Family.DOMAIN, monthly),), by_product=(("domain", usual),), by_name=(("vip", monthly),)
    )
    assert rules.policy("domain") == usual
    assert rules.policy("domain", contract="vip") == monthly
    assert evolve(rules, by_product=()).policy("domain") == monthly
    assert rules.policy("vps") == usual
    with pytest.raises(NotFound, match="by_name") as caught:
        rules.policy("domain", contract="gold")
    assert caught.value.code == "policy.unknown"
    host = Host(evolve(service("S1", end=T), policy="vip"), book=rules)
    assert [(s.on - T).days for s in host.nights(day(-28), day(-13)) if isinstance(s, IssueProforma)] == [-14]


def test_half_a_payment_is_held_and_a_hold_delays() -> None:
    host = Host(service("S1", end=T))
    half = forecast(host.account, host.book, on=day(-40), assuming=PaysHalfOn(day=day(-3)), until=day(30))
    assert half.account.wallet.balance == payable("61.50", "EUR")
    assert half.account.service("S1").state is ServiceState.PURGED
    held = forecast(
        host.account, host.book, on=day(-40), assuming=HeldBetween(start=day(-2), until=day(9)), until=day(12)
    )
    assert held.account.service("S1").changed_on == day(9)
    with pytest.raises(InvalidInput, match="give a later day"):
        HeldBetween(start=T, until=T)


def test_what_costs_nothing_is_renewed_without_a_payment() -> None:
    host = Host(service("S1", end=T), book=book(price="0.00"))
    host.nights(day(-28), day(40))
    assert host.account.service("S1").ends_on == date(2027, 12, 19)
    assert host.account.service("S1").state is ServiceState.ACTIVE
    assert [str(invoice.content.totals.amounts.gross) for invoice in host.account.invoices] == ["0.00 EUR"]


def test_the_rest_of_an_order_has_its_vat_worked_out_anew() -> None:
    host = Host(service("S1", end=T), service("S2", end=day(20)), service("S3", end=day(20)), book=book(price="0.15"))
    lines = tuple(OrderLine(service_id=id_, term=YEAR) for id_ in ("S1", "S2", "S3"))
    host.decide(PlaceOrder(id="O1", lines=lines), day(-20))
    host.nights(day(-20), day(8))
    first, rest = (proforma.content for proforma in host.account.proformas)
    assert str(first.totals.amounts.vat) == "0.10 EUR"  # 23 % of 0.45 is 0.1035
    assert str(rest.totals.amounts.vat) == "0.07 EUR"  # 23 % of 0.30 is 0.069
    assert host.account.demand("O1").asked == payable("0.37", "EUR")


# ------------------------------------------------------------------ what came between a plan and its outcome


def charge_planned() -> tuple[Host, ChargeInstrument]:
    host = Host(service("S1", end=T, tacit=True), instruments=(CARD,), gateway=accepts)
    host.nights(day(-28), day(-14))
    (step,) = host.planned(day(-14)).steps
    assert isinstance(step, ChargeInstrument)
    return host, step


def test_a_tacit_renewal_switched_off_after_the_call_is_not_charged() -> None:
    host = Host(service("S1", end=T, tacit=True), instruments=(CARD,), gateway=accepts)
    host.nights(day(-28), day(-20))
    host.decide(SwitchRenewal(service_id="S1", tacit=False), day(-20))
    steps = host.nights(day(-20), day(1))
    assert not any(isinstance(step, ChargeInstrument) for step in steps)
    assert host.account.service("S1").state is ServiceState.SUSPENDED
    assert host.planned(day(-13)).blocked[0].reasons[0].code == "dunning.not_tacit"


def test_money_that_comes_before_a_new_call_is_issued_is_not_lost() -> None:
    host = Host(service("S1", end=T), service("S2", end=T))
    lines = (OrderLine(service_id="S1", term=YEAR), OrderLine(service_id="S2", term=YEAR))
    host.decide(PlaceOrder(id="O1", lines=lines), day(-40))
    host.night(day(-40))
    host.decide(PlaceOrder(id="O2", lines=lines[:1]), day(-39))
    again = next(s for s in host.planned(day(-39)).steps if isinstance(s, IssueProforma) and s.demand.id == "O1")
    host.record(again.intended())
    host.pay("O1", "10.00", day(-39))
    host.record(again.done(number="P9", known=day(-39)))
    assert (host.account.demand("O1").held, host.account.demand("O1").document) == (payable("10.00", "EUR"), "P9")
    host.pay("O1", "113.00", day(-38), id_="2")
    assert host.account.service("S2").ends_on == date(2027, 12, 19)


def test_a_second_order_takes_the_place_of_the_first() -> None:
    host = Host(service("S1", end=T), service("S2", end=T))
    one, both = OrderLine(service_id="S1", term=YEAR), OrderLine(service_id="S2", term=YEAR)
    host.decide(PlaceOrder(id="O1", lines=(one, both)), day(-40))
    host.decide(PlaceOrder(id="O2", lines=(one,)), day(-40))
    host.night(day(-40))
    assert {d.id: [p.service_id for p in d.open_parts] for d in host.account.demands} == {"O1": ["S2"], "O2": ["S1"]}


def test_an_order_placed_while_a_call_is_under_way_is_the_one_that_counts() -> None:
    host = Host(service("S1", end=T))
    (call,) = host.planned(day(-28)).steps
    assert isinstance(call, IssueProforma)
    host.record(call.intended())
    host.decide(PlaceOrder(id="O1", lines=(OrderLine(service_id="S1", term=YEAR),)), day(-28))
    host.record(call.done(number="P1", known=day(-28)))
    host.night(day(-28))
    assert [demand.id for demand in host.account.demands if demand.is_open] == ["O1"]


def test_a_charge_without_an_answer_holds_back_the_charge_of_a_later_order() -> None:
    host, step = charge_planned()
    host.record(step.intended())
    host.decide(PlaceOrder(id="O1", lines=(OrderLine(service_id="S1", term=YEAR),)), day(-13))
    steps = host.nights(day(-13), day(20))
    assert not any(isinstance(each, (ChargeInstrument, SuspendService)) for each in steps)
    payment = Payment(channel="card", external_id="late", amount=step.amount, received_on=day(-14))
    host.record(step.paid(payment, known=day(20)))
    host.night(day(20))
    assert host.account.service("S1").ends_on == date(2027, 12, 19)
    assert host.account.wallet.balance == payable("0", "EUR")


def test_a_service_switched_off_and_then_ordered_is_deleted_if_nobody_pays() -> None:
    host = Host(service("S1", end=T))
    host.nights(day(-28), day(4))
    host.decide(PlaceOrder(id="O1", lines=(OrderLine(service_id="S1", term=YEAR),)), day(4))
    steps = host.nights(day(4), day(40))
    assert [((s.on - T).days, type(s).__name__) for s in steps] == [
        (4, "IssueProforma"),
        (11, "SendNotice"),
        (11, "DeleteService"),
        (26, "PurgeService"),
    ]


def test_a_payment_after_the_period_it_was_asked_for_buys_days_that_can_be_used() -> None:
    host = Host(service("S1", end=T, term=Term.months(1)))
    host.decide(PlaceHold(hold=Hold(id="H", why="talks")), day(1))
    host.nights(day(-28), day(0))
    host.nights(day(0), day(37))
    host.pay("S1/2026-12-19", "12.30", day(37))
    host.night(day(37))
    assert host.account.service("S1").ends_on == date(2027, 2, 25)
    assert host.account.service("S1").state is ServiceState.ACTIVE
    assert str(host.account.invoices[0].content.lines[0].period) == "2027-01-25 to 2027-02-24"
    assert str(host.account.service("S1").next_period()) == "2027-02-25 to 2027-03-24"


def test_while_a_service_is_being_deleted_nothing_is_sold_for_it() -> None:
    host = Host(service("S1", end=T))
    host.nights(day(-28), day(7))
    notice = host.planned(day(7)).steps[0]
    assert isinstance(notice, SendNotice)
    host.record(notice.intended(), notice.done(known=day(7)))
    (step,) = host.planned(day(7)).steps
    assert isinstance(step, DeleteService)
    host.record(step.intended())
    order = PlaceOrder(id="O1", lines=(OrderLine(service_id="S1", term=YEAR),))
    refused = decide(host.account, order, host.book, on=day(7))
    assert isinstance(refused, Refused)
    assert [reason.code for reason in refused.reasons] == ["lifecycle.ending_now"]
    host.record(step.done(known=day(7)))
    assert host.nights(day(8), day(20)) == []


def test_another_card_is_tried_when_one_is_stolen() -> None:
    spare = evolve(CARD, id="spare")
    host = Host(
        service("S1", end=T, tacit=True),
        instruments=(CARD, spare),
        gateway=lambda step: DeclineClass.STOLEN if step.instrument_id == "card" else None,
    )
    host.nights(day(-28), day(0))
    assert charges(host) == [(-14, "ChargeDeclined"), (-10, "PaymentReceived")]


def test_a_corrected_card_is_tried_again() -> None:
    host = Host(service("S1", end=T, tacit=True), instruments=(CARD,), gateway=lambda _: DeclineClass.DATA_ERROR)
    host.nights(day(-28), day(-12))
    host.decide(AddInstrument(instrument=evolve(CARD, usable_until=date(2031, 1, 31))), day(-12))
    host.gateway = accepts
    host.nights(day(-12), day(0))
    assert charges(host) == [(-14, "ChargeDeclined"), (-10, "PaymentReceived")]


def test_a_gateway_that_is_down_refused_nothing_and_is_asked_again_tomorrow() -> None:
    answers = iter([DeclineClass.GATEWAY_DOWN, None])
    host = Host(service("S1", end=T, tacit=True), instruments=(CARD,), gateway=lambda _: next(answers))
    steps = host.nights(day(-28), day(0))
    assert charges(host) == [(-14, "ChargeDeclined"), (-13, "PaymentReceived")]
    assert not any(isinstance(step, SendNotice) for step in steps)


def test_a_gateway_that_was_down_yesterday_does_not_take_todays_charge_back() -> None:
    host = Host(service("S1", end=T, tacit=True), instruments=(CARD,), gateway=lambda _: DeclineClass.GATEWAY_DOWN)
    host.nights(day(-28), day(-13))
    (charge,) = host.planned(day(-13)).steps
    host.record(charge.intended())
    before = host.account
    host.record(next(fact for fact in host.facts if isinstance(fact, ChargeDeclined)))
    assert host.account == before


def test_a_step_that_fails_waits_for_the_next_day() -> None:
    host = Host(service("S1", end=T))
    host.nights(day(-28), day(-14))
    (notice,) = host.planned(day(-14)).steps
    host.record(notice.intended(), notice.failed(why="mail is down", known=day(-14)))
    assert host.planned(day(-14)).steps == ()
    assert [step.key for step in host.planned(day(-13)).steps] == [notice.key]
    before = host.account
    host.record(notice.failed(why="mail is down", known=day(-14)))
    assert host.account == before


def test_facts_that_come_again_late_change_nothing() -> None:
    host = Host(service("S1", end=T))
    host.nights(day(-28), day(3))
    host.pay("S1/2026-12-19", "123.00", day(3))
    host.nights(day(3), day(5))
    after = host.account
    for fact in host.facts[2:]:
        host.record(fact)
    assert host.account == after


def test_two_numbers_for_one_document_are_told() -> None:
    host = Host(service("S1", end=T))
    (call,) = host.planned(day(-28)).steps
    assert isinstance(call, IssueProforma)
    host.record(call.intended(), call.done(number="P1", known=day(-28)))
    with pytest.raises(Impossible, match="void it in the register") as caught:
        host.record(call.done(number="P2", known=day(-28)))
    assert caught.value.code == "document.twice"


def test_one_payment_has_one_amount_and_the_day_it_was_received() -> None:
    host = Host(service("S1", end=T))
    host.pay(None, "5.00", day(-40))
    with pytest.raises(Impossible, match="give another payment another id") as caught:
        host.pay(None, "14.56", day(-40))
    assert caught.value.code == "payment.otherwise"
    payment = Payment(channel="bank", external_id="x", amount=payable("1", "EUR"), received_on=day(-41))
    with pytest.raises(InvalidInput, match="pass received_on"):
        PaymentReceived(payment=payment, demand_id=None, on=day(-40), known=day(-40))


def test_what_the_book_lacks_holds_back_that_service_alone() -> None:
    odd = evolve(service("S1", end=T), term=Term.months(5))
    host = Host(odd, service("S2", end=T))
    planned = host.planned(day(-28))
    assert [type(step).__name__ for step in planned.steps] == ["IssueProforma"]
    assert [(b.service_id, b.reasons[0].code) for b in planned.blocked] == [("S1", "lifecycle.not_in_book")]
    assert "domain for 5 months in EUR" in str(planned.blocked[0])


def test_where_vat_cannot_be_determined_any_more_the_invoice_says_it_is_as_quoted() -> None:
    host = Host(service("S1", end=T))
    host.night(day(-28))
    elsewhere = [Evidence(kind=kind, country="CZ") for kind in (EvidenceKind.SIM, EvidenceKind.LANDLINE)]
    for item in elsewhere:
        host.record(EvidenceAdded(evidence=item, on=day(-27), known=day(-27)))
    host.pay("S1/2026-12-19", "123.00", day(-20))
    host.night(day(-20))
    findings = [finding.code for finding in host.account.invoices[0].content.lines[0].vat.findings]
    assert "lifecycle.vat_as_quoted" in findings


def test_what_is_refused_or_unknown_when_a_person_asks() -> None:
    host = Host(evolve(service("S1", end=T), billing="books"), customer_=evolve(customer(), profiles=(BOOKS,)))
    gone = decide(host.account, ChangeCustomer(customer=customer()), host.book, on=day(-60))
    assert isinstance(gone, Refused)
    assert [reason.code for reason in gone.reasons] == ["lifecycle.profile_used"]
    crowns = Discount(id="d", text="50 CZK", since=day(-60), amount=payable("50", "CZK"))
    other = decide(host.account, GrantDiscount(service_id="S1", discount=crowns), host.book, on=day(-60))
    assert isinstance(other, Refused)
    assert [reason.code for reason in other.reasons] == ["lifecycle.other_currency"]
    for command in (
        ReleaseHold(id="nope"),
        PlaceHold(hold=Hold(id="H", why="?", service_id="S99")),
        ChangeCustomer(customer=evolve(customer(), id="c2")),
    ):
        with pytest.raises(NotFound):
            decide(host.account, command, host.book, on=day(-60))


BOOKS = BillingProfile(id="books", email="accountant@example.org")


def test_facts_and_commands_are_made_of_the_right_things() -> None:
    day_ = {"on": day(0), "known": day(0)}
    refused: list[Callable[[], object]] = [
        lambda: SwitchRenewal(service_id="S1", tacit="yes"),  # type: ignore[arg-type]
        lambda: ChargeDeclined(key="k", demand_id="D", stage="s", why="nope", **day_),  # type: ignore[arg-type]
        lambda: PaymentReceived(payment="x", demand_id=None, **day_),  # type: ignore[arg-type]
        lambda: Hold(id="H", why="?", kind="staff"),  # type: ignore[arg-type]
        lambda: timeline("websupport", end=T),  # type: ignore[arg-type]
    ]
    for make in refused:
        with pytest.raises(InvalidInput) as caught:
            make()
        assert caught.value.code == "value.type"
    with pytest.raises(InvalidInput) as caught:
        Intended(key="", **day_)
    assert caught.value.code == "text.empty"
    for end in (date.max, date.min):
        with pytest.raises(InvalidInput, match="edge of the calendar"):
            timeline(websupport.EXPLICIT, end=end)


def test_a_forecast_tells_every_step_with_its_day_and_reason_and_what_is_held_back() -> None:
    host = Host(service("S1", end=T))
    future = forecast(
        host.account, host.book, on=day(-40), assuming=HeldBetween(start=day(-1), until=day(2)), until=day(3)
    )
    lines = future.explain().splitlines()
    assert lines[0].startswith("2026-11-21 IssueProforma: S1 is extended by 1 year from the end of its validity")
    assert lines[-1] == (
        "2026-12-21 SuspendService: service_deactivated of S1/2026-12-19 for S1 is due on 2026-12-21. 123.00 EUR of"
        " S1/2026-12-19 is open; sent before: proforma_issued on 2026-11-21, reminder_due_day on 2026-12-05,"
        " reminder_before_deactivation on 2026-12-12."
    )
    assert [(str(on), blockage.what) for on, blockage in future.blocked] == [
        ("2026-12-19", "service_deactivated"),
        ("2026-12-20", "service_deactivated"),
    ]


def test_a_forecast_goes_on_from_a_forecast() -> None:
    host = Host(service("S1", end=T))
    half = forecast(host.account, host.book, on=day(-40), assuming=PaysHalfOn(day=day(-20)), until=day(-10))
    whole = forecast(half.account, host.book, on=day(-10), assuming=PaysOn(day=day(-9)), until=day(1))
    assert whole.account.service("S1").ends_on == date(2027, 12, 19)


def test_an_unpaid_call_ends_no_service_that_is_covered() -> None:
    host = Host(service("S1", end=T))
    host.nights(day(-28), day(0))
    gift = Grant(line_id="goodwill", period=Period(T, day(10)), cause=Cause.GOODWILL)
    host.account = host.account.with_service(host.account.service("S1").granted(gift))
    assert [(b.what, [r.code for r in b.reasons]) for b in host.planned(day(9)).blocked] == [
        ("service_deactivated", ["dunning.covered"])
    ]
    assert [type(step) for step in host.planned(day(10)).steps] == [SuspendService]

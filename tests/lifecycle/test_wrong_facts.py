"""Facts and small values that mean nothing are refused with the field; what an account lacks is named with a remedy."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from attrs import evolve

from hostbilling.catalog import Family
from hostbilling.demands import DeclineClass, ToCredit
from hostbilling.errors import InvalidInput, NotFound
from hostbilling.lifecycle import (
    ChangeService,
    ChargeDeclined,
    CreditDecided,
    FamilyPolicy,
    Hold,
    HoldReleased,
    Intended,
    IssueCreditNote,
    IssueProforma,
    LateLaw,
    OrderLine,
    Papers,
    PaymentReceived,
    PaymentRefunded,
    PaymentReversed,
    PriceNews,
    QuoteOrder,
    ServiceCancelled,
    ServiceChange,
    apply,
    late_deliveries,
    reactivation,
    shown_now,
)
from hostbilling.lifecycle.assumptions import CardDeclines, HeldBetween, PaysHalfOn, PaysOn
from hostbilling.numbering import DocumentKind
from hostbilling.payments import Direction, Payment, ReversalKind
from hostbilling.presets import websupport
from hostbilling.renewal import Announcement
from tests.refusals import fault_of, faults_of, ruled_out
from tests.samples import eur
from tests.thread.host import INVOICES, PROFORMAS, YEAR, Host, service
from tests.thread.test_money_back import invoiced

T = date(2026, 4, 1)
LATER = date(2026, 4, 2)
PAID = Payment(channel="bank", external_id="1", amount=eur("1"), received_on=T)
BACK = evolve(PAID, direction=Direction.OUT)
nothing: Any = None
DAYS: dict[str, Any] = {"on": T, "known": T}
REFUNDED: dict[str, Any] = {"key": "k", "refund_id": "R", "of": "bank:1", **DAYS}
SCHEDULES: dict[str, Any] = {"explicit": websupport.EXPLICIT, "tacit": websupport.TACIT}
TWICE = (INVOICES, evolve(PROFORMAS, documents=INVOICES.documents))
REVERSED: dict[str, Any] = {"of": "bank:1", "payment": BACK, "reversal": ReversalKind.CHARGEBACK, **DAYS}
CANCELLED: dict[str, Any] = {"request_id": "C1", "service_id": "S1", "ends_on": T, "cut_from": T, **DAYS}
CHANGE: dict[str, Any] = {"id": "U", "product_id": "vps", "quantity": 1, "quote": nothing}
NEWS: dict[str, Any] = {
    "id": "N",
    "service_id": "S1",
    "term": YEAR,
    "announcement": Announcement(price=eur("1"), effective=LATER, sent_on=None),
}


@pytest.mark.parametrize(
    ("kind", "given", "wrong"),
    [
        (HoldReleased, {"hold_id": "H", "on": "today", "known": T}, [("date.type", "fact.on")]),
        (HoldReleased, {"hold_id": "H", "on": T, "known": datetime(2026, 4, 1)}, [("date.datetime", "fact.known")]),
        (HoldReleased, {"hold_id": "H", "on": LATER, "known": T}, [("fact.future", "fact.on")]),
        (Intended, {"key": " ", **DAYS}, [("text.empty", "fact.key")]),
        (Intended, {"key": "k", "on": LATER, "known": T}, [("fact.future", "fact.on")]),
        (PaymentReceived, {"payment": nothing, "demand_id": None, **DAYS}, [("value.type", "fact.payment")]),
        (PaymentReceived, {"payment": PAID, "demand_id": "", **DAYS}, [("text.empty", "fact.demand_id")]),
        (PaymentReceived, {"payment": PAID, "demand_id": "D", "on": LATER, "known": T}, [("fact.future", "fact.on")]),
        (
            PaymentReceived,
            {"payment": PAID, "demand_id": "D", "on": LATER, "known": LATER},
            [("payment.on", "fact.on")],
        ),
        (
            ChargeDeclined,
            {"key": "k", "demand_id": "D", "stage": "s", "why": "no money", **DAYS},
            [("value.type", "fact.why")],
        ),
        (
            ChargeDeclined,
            {"key": "k", "demand_id": "D", "stage": "s", "why": DeclineClass.NO_ANSWER, "on": LATER, "known": T},
            [("fact.future", "fact.on")],
        ),
        (
            PaymentRefunded,
            {**REFUNDED, "payment": PAID},
            [("payment.direction", "fact.payment")],
        ),
        (
            PaymentRefunded,
            {**REFUNDED, "payment": nothing},
            [("value.type", "fact.payment")],
        ),
        (PaymentReversed, {**REVERSED, "of": ""}, [("text.empty", "fact.of")]),
        (PaymentReversed, {**REVERSED, "reversal": "chargeback"}, [("value.type", "fact.reversal")]),
        (PaymentReversed, {**REVERSED, "undo_spent": 1}, [("value.type", "fact.undo_spent")]),
        (PaymentReversed, {**REVERSED, "payment": PAID}, [("payment.direction", "fact.payment")]),
        (PaymentReversed, {**REVERSED, "payment": None}, [("value.type", "fact.payment")]),
        (PaymentReversed, {**REVERSED, "on": LATER}, [("fact.future", "fact.on")]),
        (
            PaymentReversed,
            {**REVERSED, "of": None, "reversal": None, "undo_spent": None},
            [("text.type", "fact.of"), ("value.type", "fact.reversal"), ("value.type", "fact.undo_spent")],
        ),
        (ServiceCancelled, {**CANCELLED, "request_id": ""}, [("text.empty", "fact.request_id")]),
        (ServiceCancelled, {**CANCELLED, "ends_on": None}, [("date.type", "fact.ends_on")]),
        (ServiceCancelled, {**CANCELLED, "cut_from": "then"}, [("date.type", "fact.cut_from")]),
        (ServiceCancelled, {**CANCELLED, "on": LATER}, [("fact.future", "fact.on")]),
        (ServiceChange, {**CHANGE, "id": ""}, [("text.empty", "change.id")]),
        (ServiceChange, {**CHANGE, "product_id": None}, [("text.type", "change.product_id")]),
        (ServiceChange, {**CHANGE, "quantity": 0}, [("count.low", "change.quantity")]),
        (ServiceChange, {**CHANGE, "quantity": "2"}, [("count.type", "change.quantity")]),
        (PriceNews, {**NEWS, "id": ""}, [("text.empty", "news.id")]),
        (PriceNews, {**NEWS, "service_id": None}, [("text.type", "news.service_id")]),
        (PriceNews(**NEWS).sent, {"on": None}, [("date.type", "on")]),
        (OrderLine, {"service_id": "", "term": None}, [("text.empty", "line.service_id"), ("value.type", "line.term")]),
        (QuoteOrder, {"order": "O1"}, [("value.type", "quote.order")]),
        (
            ChangeService,
            {"id": "U", "service_id": "S1", "effective": T, "anchor_day": 32},
            [("anchor.day", "change.anchor_day")],
        ),
        (FamilyPolicy, {**SCHEDULES, "back": "soon"}, [("value.type", "family.back")]),
        (FamilyPolicy, {**SCHEDULES, "debts": "later"}, [("value.type", "family.debts")]),
        (LateLaw, {"rows": ("SK",)}, [("value.type", "late_law.rows")]),
        (LateLaw, {"reminders": ("SK",)}, [("value.type", "late_law.reminders")]),
        (LateLaw, {"options": ("SK-none",)}, [("late_law.option", "late_law.options")]),
        (Papers, {"particulars": "IBAN"}, [("value.type", "papers.particulars")]),
        (Papers, {"one_call_a_day": 1}, [("value.type", "papers.one_call_a_day")]),
        (Papers, {"confirmed_since": "soon"}, [("date.type", "papers.confirmed_since")]),
        (
            Papers,
            {"series": TWICE},
            [("papers.kind", "papers.series")],
        ),
        (PaysOn, {"day": None}, [("date.type", "day")]),
        (PaysHalfOn, {"day": None}, [("date.type", "day")]),
        (CardDeclines, {"times": -1}, [("count.low", "times")]),
        (HeldBetween, {"start": None, "until": None}, [("date.type", "start"), ("date.type", "until")]),
        (HeldBetween, {"start": T, "until": T}, [("hold.until", "until")]),
        (
            Hold,
            {"id": "", "why": "", "kind": "staff"},
            [("text.empty", "hold.id"), ("text.empty", "hold.why"), ("value.type", "hold.kind")],
        ),
    ],
)
def test_what_means_nothing_is_refused_with_its_field(
    kind: Callable[..., object], given: dict[str, Any], wrong: list[tuple[str, str]]
) -> None:
    assert faults_of(kind, **given) == wrong


HOST = Host(service("S1", end=T))


@pytest.mark.parametrize(
    ("ask", "what", "asked"),
    [
        (HOST.account.service, "service", "S9"),
        (HOST.account.demand, "demand", "D9"),
        (HOST.account.proforma, "proforma", "P9"),
        (HOST.account.invoice, "invoice", "F9"),
        (HOST.account.quote, "quote", "Q9"),
        (HOST.account.instrument, "instrument", "card9"),
        (HOST.account.payment, "payment", "bank:9"),
    ],
)
def test_what_an_account_does_not_have_is_named_with_the_account(
    ask: Callable[[str], object], what: str, asked: str
) -> None:
    with pytest.raises(NotFound) as told:
        ask(asked)
    (fault,) = told.value.faults
    assert (fault.code, fault.field, fault.value) == (f"{what}.unknown", what, asked)
    assert fault.remedy.startswith("use ")
    assert fault.remedy.endswith("account a1")


def test_a_kind_of_document_without_a_series_is_named() -> None:
    papers = Papers(series=(PROFORMAS,))
    assert papers.series_of(DocumentKind.PROFORMA) == PROFORMAS
    with pytest.raises(NotFound) as told:
        papers.series_of(DocumentKind.INVOICE)
    (fault,) = told.value.faults
    assert (fault.code, fault.value) == ("series.unknown", "invoice")


def test_two_series_for_one_kind_of_document_are_named_with_the_kind() -> None:
    with pytest.raises(InvalidInput) as told:
        Papers(series=(INVOICES, evolve(PROFORMAS, documents={DocumentKind.INVOICE, DocumentKind.PROFORMA})))
    (fault,) = told.value.faults
    assert fault.value == ["F", "P"]
    assert fault.problem == "both number a invoice"


@pytest.mark.parametrize(
    ("ask", "wrong"),
    [
        (lambda: list(late_deliveries(nothing, nothing, now=nothing, on=T)), ["account", "book", "now"]),
        (lambda: list(late_deliveries(HOST.account, HOST.book, now=datetime(2026, 4, 1), on=T)), ["now"]),
        (lambda: shown_now(HOST.account, on=nothing), ["on"]),
        (lambda: reactivation(HOST.account, "S1", HOST.book, on=nothing), ["on"]),
    ],
)
def test_questions_about_an_account_say_what_they_were_not_given(ask: Callable[[], object], wrong: list[str]) -> None:
    assert [field for _, field in faults_of(ask)] == wrong


def test_a_family_with_two_policies_is_named() -> None:
    usual = HOST.book.usual
    fault = fault_of(evolve, HOST.book, special=((Family.VPS, usual), (Family.VPS, usual)))
    assert (fault.code, fault.field, fault.value) == ("id.duplicate", "book.special", "vps")
    fault = fault_of(evolve, HOST.book, by_name=(("vip", usual), ("gold", usual), ("vip", usual)))
    assert (fault.code, fault.field, fault.value) == ("id.duplicate", "book.by_name", "vip")


def test_documents_of_another_currency_are_no_facts_of_an_account() -> None:
    host = Host(service("S1", end=T))
    (call,) = host.planned(date(2026, 3, 10)).steps
    assert isinstance(call, IssueProforma)
    proforma = call.done(number="P1", known=LATER)
    crowns = evolve(host.account, currency="CZK")
    assert ruled_out(apply, crowns, proforma) == ("proforma.currency", "proforma.currency", "EUR")
    paid = invoiced()
    credit = ToCredit(id="C1", invoice_number="F2026-0001", why="said so", on=LATER)
    paid.record(CreditDecided(credit=credit, on=LATER, known=LATER))
    (step,) = paid.planned(LATER).steps
    assert isinstance(step, IssueCreditNote)
    note = step.done(number="C1", issued_on=LATER, known=LATER)
    assert ruled_out(apply, evolve(paid.account, currency="CZK"), note) == ("credit.currency", "note.currency", "EUR")


@pytest.mark.parametrize("name", ["special", "by_product", "by_name"])
@pytest.mark.parametrize(
    ("pairs", "code"), [([], "book.pairs"), (("vip",), "book.pairs"), ((("vip", 1),), "value.type")]
)
def test_policies_by_name_are_pairs_of_a_name_and_a_policy(name: str, pairs: object, code: str) -> None:
    given: dict[str, Any] = {name: pairs}
    fault = fault_of(evolve, HOST.book, **given)
    assert (fault.code, fault.field, fault.value) == (code, f"book.{name}", 1 if code == "value.type" else pairs)

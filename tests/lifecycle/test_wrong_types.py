"""Whatever is handed over in the wrong type is named with its field and what to pass instead."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from attrs import evolve

from hostbilling.catalog import Discount
from hostbilling.errors import InvalidInput
from hostbilling.lifecycle import (
    AcceptQuote,
    AddInstrument,
    AnnouncePrice,
    ApplyCharge,
    BillWork,
    BringBack,
    CancelAccount,
    CancelOrder,
    CancelService,
    ChangeCustomer,
    ChangeService,
    ChargeAsked,
    CreditInvoice,
    DeclineDebit,
    GiveBack,
    GiveUpDebt,
    GrantCredit,
    GrantDays,
    GrantDiscount,
    Hold,
    HoldKind,
    KeepService,
    MoveAccount,
    NeverPays,
    NewService,
    OrderLine,
    Papers,
    PlaceHold,
    PlaceOrder,
    ReceiptPolicy,
    ReleaseHold,
    RenewalPolicy,
    Report,
    ReportMissing,
    SwitchRenewal,
    TakeBack,
    TopUp,
    TransferOwner,
    TransferStep,
    WithdrawFromService,
    apply,
    decide,
    forecast,
    pending_charges,
    plan,
    shown_now,
)
from hostbilling.money import payable
from hostbilling.payments import Direction, Payment, ReversalKind
from hostbilling.periods import Term
from hostbilling.renewal import AccountEvent, Gap, Need
from hostbilling.services import Cause
from tests.samples import eur
from tests.thread.host import Host, service
from tests.thread.test_contracts import request

T = date(2026, 4, 1)
MONTH = Term.months(1)
PAID = Payment(channel="bank", external_id="1", amount=payable("1", "EUR"), received_on=T)
TEN = payable("10", "EUR")
LINE = OrderLine(service_id="S1", term=MONTH)
NEW = NewService(id="S1", product_id="vps", name="box")
LOYAL = Discount(id="D1", text="10 % for loyalty", percent=Decimal(10), since=T)
WITHDRAWAL = {"id": "W", "service_id": "S1", "sent_on": T, "informed_on": None, "begun_at_request": True}
asked: Any = SimpleNamespace(id="x", service_id="S1", term=MONTH)  # looks like it, and is none


@pytest.mark.parametrize(
    ("kind", "given", "field"),
    [
        (OrderLine, {"service_id": "S1", "term": "1 month"}, "line.term"),
        (OrderLine, {"service_id": None, "term": MONTH}, "line.service_id"),
        (PlaceOrder, {"id": "O1", "lines": LINE}, "order.lines"),
        (PlaceOrder, {"id": "O1", "lines": (asked,)}, "order.lines[0]"),
        (PlaceOrder, {"id": "O1", "lines": (LINE,), "new": (asked,)}, "order.new[0]"),
        (PlaceOrder, {"id": "O1", "lines": (LINE,), "payment": "card"}, "order.payment"),
        (PlaceOrder, {"id": "O1", "lines": (LINE,), "contact": "jana@example.org"}, "order.contact"),
        (CancelOrder, {"id": None}, "order.id"),
        (SwitchRenewal, {"service_id": 1, "tacit": True}, "switch.service_id"),
        (SwitchRenewal, {"service_id": "S1", "tacit": True, "channel": "post"}, "switch.channel"),
        (AddInstrument, {"instrument": "card"}, "instrument"),
        (ChangeCustomer, {"customer": "Jana"}, "customer"),
        (GrantDiscount, {"service_id": "S1", "discount": TEN}, "discount"),
        (PlaceHold, {"hold": "H"}, "hold"),
        (ReleaseHold, {"id": None}, "hold.id"),
        (CreditInvoice, {"credit": TEN}, "credit"),
        (ApplyCharge, {"charge": asked}, "charge"),
        (ChargeAsked, {"id": "c", "demand_id": None, "instrument_id": "card", "on": T}, "charge.demand_id"),
        (TopUp, {"payment": TEN}, "payment"),
        (GrantCredit, {"id": "g", "amount": 10.0, "why": "sorry"}, "credit.amount"),
        (GrantCredit, {"id": "g", "amount": eur("0"), "why": "sorry"}, "credit.amount"),
        (GrantCredit, {"id": "g", "amount": eur("-1"), "why": "sorry"}, "credit.amount"),
        (GrantCredit, {"id": "g", "amount": TEN, "why": "sorry", "until": "soon"}, "credit.until"),
        (GiveBack, {"refund": TEN}, "refund"),
        (
            TakeBack,
            {"of": None, "payment": evolve(PAID, direction=Direction.OUT), "reversal": ReversalKind.CHARGEBACK},
            "of",
        ),
        (
            TakeBack,
            {"of": "bank:1", "payment": evolve(PAID, direction=Direction.OUT), "reversal": "chargeback"},
            "reversal",
        ),
        (BillWork, {"bill": TEN}, "bill"),
        (GiveUpDebt, {"demand_id": None, "why": "gone"}, "give_up.demand_id"),
        (ChangeService, {"id": "U", "service_id": None, "effective": T, "quantity": 2}, "change.service_id"),
        (CancelService, {"service_id": None, "request": request("C1", T)}, "cancel.service_id"),
        (KeepService, {"service_id": None}, "keep.service_id"),
        (GrantDays, {"id": "g", "service_id": "S1", "term": MONTH, "cause": "goodwill"}, "grant.cause"),
        (DeclineDebit, {"channel": "post"}, "decline.channel"),
        (AnnouncePrice, {"id": "n", "service_id": "S1", "price": TEN, "effective": T, "leave_by": 3}, "news.leave_by"),
        (MoveAccount, {"event": "requested", "confirmed": True}, "account.event"),
        (MoveAccount, {"event": AccountEvent.REQUESTED, "confirmed": True, "by_support": 1}, "by_support"),
        (TransferOwner, {"customer": "Eva"}, "transfer.customer"),
        (TransferStep, {"service_id": "S1", "need": "agreed"}, "transfer.need"),
        (
            WithdrawFromService,
            {"id": "W", "service_id": None, "sent_on": T, "informed_on": None, "begun_at_request": True},
            "withdrawal.service_id",
        ),
        (PlaceOrder, {"id": None, "lines": (LINE,)}, "order.id"),
        (PlaceOrder, {"id": "O1", "lines": (LINE,), "new": [NEW]}, "order.new"),
        (PlaceOrder, {"id": "O1", "lines": (LINE,), "follows": ["Q1"]}, "order.follows"),
        (PlaceOrder, {"id": "O1", "lines": ()}, "order.lines"),
        (PlaceOrder, {"id": "O1", "lines": (LINE, LINE)}, "order.lines"),
        (PlaceOrder, {"id": "O1", "lines": (LINE,), "new": (evolve(NEW, id="S2"),)}, "order.new"),
        (NewService, {"id": "", "product_id": "vps", "name": "box"}, "new.id"),
        (NewService, {"id": "S1", "product_id": None, "name": "box"}, "new.product_id"),
        (NewService, {"id": "S1", "product_id": "vps", "name": None}, "new.name"),
        (NewService, {"id": "S1", "product_id": "vps", "name": "box", "quantity": 0}, "new.quantity"),
        (NewService, {"id": "S1", "product_id": "vps", "name": "box", "parent": "S1"}, "new.parent"),
        (AcceptQuote, {"id": None}, "quote.id"),
        (SwitchRenewal, {"service_id": "S1", "tacit": 1}, "switch.tacit"),
        (SwitchRenewal, {"service_id": "S1", "tacit": True, "shown": None}, "switch.shown"),
        (GrantDiscount, {"service_id": None, "discount": LOYAL}, "discount.service_id"),
        (ReportMissing, {"report": "R"}, "report"),
        (Report, {"id": None, "on": T, "order_id": "O1"}, "report.id"),
        (Report, {"id": "R", "on": "today", "order_id": "O1"}, "report.on"),
        (Report, {"id": "R", "on": T, "order_id": 1}, "report.order_id"),
        (Report, {"id": "R", "on": T, "paid_on": "today"}, "report.paid_on"),
        (Report, {"id": "R", "on": T}, "report"),
        (Hold, {"id": None, "why": "said"}, "hold.id"),
        (Hold, {"id": "H", "why": None}, "hold.why"),
        (Hold, {"id": "H", "why": "said", "kind": "dispute"}, "hold.kind"),
        (Hold, {"id": "H", "why": "said", "until": "soon"}, "hold.until"),
        (Hold, {"id": "H", "why": "said", "paid_on": "today"}, "hold.paid_on"),
        (Hold, {"id": "H", "why": "said", "kind": HoldKind.PROMISE}, "hold.until"),
        (ChargeAsked, {"id": None, "demand_id": "O1", "instrument_id": "card", "on": T}, "charge.id"),
        (ChargeAsked, {"id": "c", "demand_id": "O1", "instrument_id": None, "on": T}, "charge.instrument_id"),
        (ChargeAsked, {"id": "c", "demand_id": "O1", "instrument_id": "card", "on": None}, "charge.on"),
        (GrantCredit, {"id": None, "amount": TEN, "why": "sorry"}, "credit.id"),
        (GrantCredit, {"id": "g", "amount": TEN, "why": None}, "credit.why"),
        (TakeBack, {"of": "bank:1", "payment": TEN, "reversal": ReversalKind.CHARGEBACK}, "payment"),
        (GiveUpDebt, {"demand_id": "W1", "why": None}, "give_up.why"),
        (ChangeService, {"id": None, "service_id": "S1", "effective": T, "quantity": 2}, "change.id"),
        (ChangeService, {"id": "U", "service_id": "S1", "effective": T, "product_id": 2}, "change.product_id"),
        (ChangeService, {"id": "U", "service_id": "S1", "effective": T, "term": "year"}, "change.term"),
        (ChangeService, {"id": "U", "service_id": "S1", "effective": None, "quantity": 2}, "change.effective"),
        (ChangeService, {"id": "U", "service_id": "S1", "effective": T, "quantity": 0}, "change.quantity"),
        (ChangeService, {"id": "U", "service_id": "S1", "effective": T}, "change"),
        (ChangeService, {"id": "U", "service_id": "S1", "effective": T, "quantity": 2, "term": MONTH}, "change"),
        (CancelService, {"service_id": "S1", "request": "C1"}, "cancel.request"),
        (CancelAccount, {"request": "C1"}, "cancel.request"),
        (BringBack, {"id": None, "service_id": "S1"}, "back.id"),
        (BringBack, {"id": "B", "service_id": None}, "back.service_id"),
        (BringBack, {"id": "B", "service_id": "S1", "term": "year"}, "back.term"),
        (BringBack, {"id": "B", "service_id": "S1", "payment": "card"}, "back.payment"),
        (GrantDays, {"id": None, "service_id": "S1", "term": MONTH, "cause": Cause.GOODWILL}, "grant.id"),
        (GrantDays, {"id": "g", "service_id": None, "term": MONTH, "cause": Cause.GOODWILL}, "grant.service_id"),
        (GrantDays, {"id": "g", "service_id": "S1", "term": "month", "cause": Cause.GOODWILL}, "grant.term"),
        (GrantDays, {"id": "g", "service_id": "S1", "term": MONTH, "cause": Cause.PAID}, "grant.cause"),
        (AnnouncePrice, {"id": None, "service_id": "S1", "price": TEN, "effective": T}, "news.id"),
        (AnnouncePrice, {"id": "n", "service_id": None, "price": TEN, "effective": T}, "news.service_id"),
        (AnnouncePrice, {"id": "n", "service_id": "S1", "price": TEN, "effective": "soon"}, "news.effective"),
        (MoveAccount, {"event": AccountEvent.REQUESTED, "confirmed": 1}, "confirmed"),
        (MoveAccount, {"event": AccountEvent.REQUESTED, "confirmed": True, "why": None}, "why"),
        (MoveAccount, {"event": AccountEvent.CANCELLED, "confirmed": True}, "account.event"),
        (TransferStep, {"service_id": None, "need": Need.OLD_OWNER_AGREES}, "transfer.service_id"),
        (WithdrawFromService, {**WITHDRAWAL, "id": None}, "withdrawal.id"),
        (WithdrawFromService, {**WITHDRAWAL, "sent_on": None}, "withdrawal.sent_on"),
        (WithdrawFromService, {**WITHDRAWAL, "informed_on": "then"}, "withdrawal.informed_on"),
        (WithdrawFromService, {**WITHDRAWAL, "begun_at_request": 1}, "withdrawal.begun_at_request"),
        (WithdrawFromService, {**WITHDRAWAL, "performed": 1}, "withdrawal.performed"),
        (ReceiptPolicy, {"since": "then"}, "receipts.since"),
        (ReceiptPolicy, {"since": T, "every": 1}, "receipts.every"),
        (Papers, {"invoice_within": -1}, "papers.invoice_within"),
        (Papers, {"quote_days": 0}, "papers.quote_days"),
        (RenewalPolicy, {"start": "from_end"}, "renewal.start"),
        (RenewalPolicy, {"gap": "free"}, "renewal.gap"),
        (RenewalPolicy, {"lapses_after": -1}, "renewal.lapses_after"),
        (RenewalPolicy, {"terms_ahead": 0}, "renewal.terms_ahead"),
        (RenewalPolicy, {"gap": Gap.FEE}, "renewal.gap_fee"),
    ],
)
def test_a_command_says_which_field_is_wrong(kind: Callable[..., object], given: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidInput) as told:
        kind(**given)
    assert [fault.field for fault in told.value.faults] == [field]
    assert told.value.faults[0].remedy


HOST = Host(service("S1", end=T))
ACCOUNT, BOOK, KEEP = HOST.account, HOST.book, KeepService(service_id="S1")
nothing: Any = None
now: Any = datetime(2026, 4, 1)


@pytest.mark.parametrize(
    ("ask", "field"),
    [
        (lambda: decide(nothing, KEEP, BOOK, on=T), "account"),
        (lambda: decide(ACCOUNT, nothing, BOOK, on=T), "command"),
        (lambda: decide(ACCOUNT, KEEP, nothing, on=T), "book"),
        (lambda: decide(ACCOUNT, KEEP, BOOK, on=now), "on"),
        (lambda: plan(nothing, BOOK, on=T), "account"),
        (lambda: plan(ACCOUNT, nothing, on=T), "book"),
        (lambda: forecast(nothing, BOOK, on=T, assuming=NeverPays(), until=date(2026, 5, 1)), "account"),
        (lambda: forecast(ACCOUNT, BOOK, on=T, assuming=NeverPays(), until=nothing), "until"),
        (lambda: apply(ACCOUNT, nothing), "fact"),
        (lambda: shown_now(nothing, on=T), "account"),
        (lambda: pending_charges(nothing, on=T), "account"),
        (lambda: pending_charges(ACCOUNT, on=now), "on"),
        (lambda: apply(ACCOUNT, asked), "fact"),
    ],
)
def test_the_conductor_says_what_it_was_not_given(ask: Callable[[], object], field: str) -> None:
    with pytest.raises(InvalidInput) as told:
        ask()
    assert [fault.field for fault in told.value.faults] == [field]

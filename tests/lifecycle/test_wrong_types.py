"""Whatever is handed over in the wrong type is named with its field and what to pass instead."""

from collections.abc import Callable
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from hostbilling.errors import InvalidInput
from hostbilling.lifecycle import (
    AddInstrument,
    AnnouncePrice,
    ApplyCharge,
    BillWork,
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
    KeepService,
    MoveAccount,
    NeverPays,
    OrderLine,
    PlaceHold,
    PlaceOrder,
    ReleaseHold,
    SwitchRenewal,
    TakeBack,
    TopUp,
    TransferOwner,
    TransferStep,
    WithdrawFromService,
    apply,
    decide,
    forecast,
    plan,
)
from hostbilling.money import payable
from hostbilling.payments import Payment, ReversalKind
from hostbilling.periods import Term
from hostbilling.renewal import AccountEvent
from tests.thread.host import Host, service
from tests.thread.test_contracts import request

T = date(2026, 4, 1)
MONTH = Term.months(1)
PAID = Payment(channel="bank", external_id="1", amount=payable("1", "EUR"), received_on=T)
TEN = payable("10", "EUR")
LINE = OrderLine(service_id="S1", term=MONTH)
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
        (GrantCredit, {"id": "g", "amount": 10.0, "why": "sorry"}, "amount"),
        (GrantCredit, {"id": "g", "amount": TEN, "why": "sorry", "until": "soon"}, "credit.until"),
        (GiveBack, {"refund": TEN}, "refund"),
        (TakeBack, {"of": None, "payment": PAID, "reversal": ReversalKind.CHARGEBACK}, "of"),
        (TakeBack, {"of": "bank:1", "payment": PAID, "reversal": "chargeback"}, "reversal"),
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
        (lambda: apply(ACCOUNT, asked), "fact"),
    ],
)
def test_the_conductor_says_what_it_was_not_given(ask: Callable[[], object], field: str) -> None:
    with pytest.raises(InvalidInput) as told:
        ask()
    assert [fault.field for fault in told.value.faults] == [field]

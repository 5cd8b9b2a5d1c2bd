"""What the functions of renewal refuse: each bad value by its field, and nothing else."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from attrs import evolve

from hostbilling.catalog import Catalog, Family
from hostbilling.money import Rounding
from hostbilling.parties import Role
from hostbilling.periods import Period, PlainCalendar, Term
from hostbilling.renewal import (
    AccountEvent,
    AccountState,
    Announcement,
    CancelPolicy,
    Entry,
    Gap,
    Mode,
    Offer,
    OrderEvent,
    PaidLine,
    PaymentChoice,
    PlacedOrder,
    PricePolicy,
    RefundPolicy,
    Request,
    Running,
    Start,
    StartRule,
    When,
    add_on,
    anchor_change,
    basket,
    can_renew,
    first_day,
    is_waiting,
    late_price,
    law,
    new_period,
    next_state,
    owner_change,
    plan_change,
    quantity_change,
    renewal_price,
    sign_in,
    term_change,
    termination_refund,
    withdrawal_refund,
)
from hostbilling.renewal.law import Channel, Contract, CustomerClass, Phase, Window
from hostbilling.renewal.ledger import credits_from
from hostbilling.services import Coverage, Service
from tests.samples import CUSTOMER, eur, faults, refusal

ON = date(2026, 3, 21)
YEAR = Term.years(1)
MARCH = Period(date(2026, 3, 1), date(2026, 4, 1))
PAID: dict[str, Any] = {"line_id": "1", "period": MARCH, "paid": eur("31")}
LINE = PaidLine(**PAID)
RUNNING: dict[str, Any] = {
    "service_id": "vps-1", "term": Term.months(1), "anchor_day": 1, "price": eur("31"), "lines": (LINE,),
}  # fmt: skip
NOW = Running(**RUNNING)
QUOTED: dict[str, Any] = {"on": ON, "rounding": Rounding.HALF_UP}
REFUND: dict[str, Any] = {"currency": "EUR", "rounding": Rounding.HALF_UP}
RIGHT = law.withdrawal(
    MARCH.start, country="FR", customer=CustomerClass.CONSUMER, informed_on=MARCH.start, calendar=PlainCalendar()
)
PRICED: dict[str, Any] = {
    "policy": PricePolicy.CURRENT, "agreed": eur("10"), "listed": eur("12"), "starts": ON, "mode": Mode.TACIT,
}  # fmt: skip
LATE = new_period(date(2026, 3, 1), term=YEAR, paid_on=ON, start=Start.LATER_OF, active=False)
REQUEST: dict[str, Any] = {
    "id": "c", "when": When.AT_END, "channel": Channel.POST, "declared_on": ON, "received_on": ON, "confirmed": True,
}  # fmt: skip
MOVE: dict[str, Any] = {"state": AccountState.TRIAL, "event": AccountEvent.CANCELLED}
BY_LAW: dict[str, Any] = {"country": "FR", "customer": CustomerClass.CONSUMER, "on": ON}
FREE = law.Release(reasons=(), way_out=law.WayOut.ANY_TIME, since=ON, refund_days=30)
HOME: dict[str, Any] = {"country": "FR", "customer": CustomerClass.CONSUMER}

CHOSEN: dict[str, Any] = {
    "offers": [Offer(service_id="a", term=YEAR, period=MARCH, price=eur("1"), reasons=())],
    "customer": CUSTOMER, "methods": ["card", "wallet"],
}  # fmt: skip
ORDER: dict[str, Any] = {
    "id": "O", "placed_on": ON, "offers": CHOSEN["offers"], "customer": CUSTOMER,
    "contact": CUSTOMER.recipient(Role.CONTACT), "payment": PaymentChoice(method="card"),
}  # fmt: skip
HISTORY = (
    "order.history is before 2026-03-21, when it was placed, got datetime.date(2026, 3, 1);"
    " give the day it happened [order.history]"
)
NOTHING = Catalog(products=(), prices=(), gross=True)
UNNAMED = evolve(law.TABLES["FR"][0].source, title=" ")

CALLS: list[tuple[Callable[..., object], dict[str, Any], str, object, str, str]] = [
    (PaidLine, PAID, "line_id", " ", "text.empty", "line.line_id"),
    (PaidLine, PAID, "until", date(2026, 2, 28), "line.until", "line.until"),
    (PaidLine, PAID, "until", "soon", "date.type", "line.until"),
    (credits_from, {"lines": (LINE,), **QUOTED}, "on", None, "date.type", "on"),
    (Running, RUNNING, "service_id", "", "text.empty", "running.service_id"),
    (Running, RUNNING, "anchor_day", 32, "anchor.day", "running.anchor_day"),
    (plan_change, {"running": NOW, "price": eur("62"), **QUOTED}, "on", None, "date.type", "on"),
    (plan_change, {"running": NOW, "price": eur("62"), **QUOTED}, "price", eur("-1"), "change.price", "price"),
    (quantity_change, {"running": NOW, "each": eur("5"), "quantity": 2, **QUOTED}, "quantity", 0, "count.low",
     "quantity"),
    (term_change, {"running": NOW, "term": YEAR, "price": eur("1"), **QUOTED}, "term", 12, "value.type", "term"),
    (anchor_change, {"running": NOW, "anchor_day": 15, **QUOTED}, "anchor_day", 0, "anchor.day", "anchor_day"),
    (add_on, {"parent": NOW, "service_id": "ip", "term": YEAR, "price": eur("1"), **QUOTED}, "service_id", "",
     "text.empty", "service_id"),
    (add_on, {"parent": NOW, "service_id": "ip", "term": YEAR, "price": eur("1"), **QUOTED}, "term", None,
     "value.type", "term"),
    (Announcement, {"price": eur("1"), "effective": ON}, "effective", "soon", "date.type", "announcement.effective"),
    (Announcement, {"price": eur("1"), "effective": ON}, "sent_on", "now", "date.type", "announcement.sent_on"),
    (Announcement, {"price": eur("1"), "effective": ON}, "leave_by", "now", "date.type", "announcement.leave_by"),
    (renewal_price, PRICED, "policy", "current", "value.type", "policy"),
    (renewal_price, PRICED, "starts", None, "date.type", "starts"),
    (renewal_price, PRICED, "mode", "tacit", "value.type", "mode"),
    (renewal_price, PRICED, "on_rise", "ask", "value.type", "on_rise"),
    (renewal_price, PRICED, "agreed", eur("-1"), "renewal.price", "agreed"),
    (renewal_price, PRICED, "listed", eur("-1"), "renewal.price", "listed"),
    (StartRule, {"families": frozenset(Family), "start": Start.FROM_END}, "start", "end", "value.type", "start"),
    (StartRule, {"families": frozenset(Family), "start": Start.FROM_END}, "gap", "bill", "value.type", "gap"),
    (new_period, {"end": ON, "term": YEAR, "paid_on": ON, "start": Start.FROM_END, "active": True}, "end", None,
     "date.type", "end"),
    (new_period, {"end": ON, "term": YEAR, "paid_on": ON, "start": Start.FROM_END, "active": True}, "paid_on", None,
     "date.type", "paid_on"),
    (new_period, {"end": ON, "term": YEAR, "paid_on": ON, "start": Start.FROM_END, "active": True}, "start", "end",
     "value.type", "start"),
    (late_price, {"renewed": LATE, "gap": Gap.WAIVE, "price": eur("1"), "term": YEAR, "rounding": Rounding.UP}, "gap",
     "waive", "value.type", "gap"),
    (is_waiting, {"end": ON, "window": YEAR, "on": ON}, "on", None, "date.type", "on"),
    (next_state, MOVE, "state", "trial", "value.type", "state"),
    (next_state, MOVE, "event", "paid", "value.type", "event"),
    (sign_in, {"state": AccountState.TRIAL, "paid_until": None, "on": ON}, "state", "trial", "value.type", "state"),
    (sign_in, {"state": AccountState.TRIAL, "paid_until": None, "on": ON}, "on", None, "date.type", "on"),
    (termination_refund, {"lines": (LINE,), "ends_on": ON, "policy": RefundPolicy.NONE, **REFUND}, "policy", "none",
     "value.type", "policy"),
    (withdrawal_refund, {"lines": (LINE,), "right": RIGHT, "withdrawn_on": ON, "begun_at_request": True, **REFUND},
     "withdrawn_on", None, "date.type", "withdrawn_on"),
    (PlacedOrder, ORDER, "placed_on", "soon", "date.type", "order.placed_on"),
    (Request, REQUEST, "id", "", "text.empty", "request.id"),
    (Request, REQUEST, "when", "now", "value.type", "request.when"),
    (Request, REQUEST, "channel", "post", "value.type", "request.channel"),
    (Request, REQUEST, "declared_on", None, "date.type", "request.declared_on"),
    (Request, REQUEST, "received_on", "later", "date.type", "request.received_on"),
    (Window, {"earliest": None, "latest": ON}, "earliest", "x", "date.type", "earliest"),
    (Window, {"earliest": None, "latest": ON}, "latest", None, "date.type", "latest"),
    *((Contract, {}, name, "x", "date.type", name) for name in (
        "concluded", "ends", "refuse_by", "charge_on", "decision_opens", "trial_ends", "fee_change_on")),
    (Contract, {}, "renewals", -1, "count.low", "renewals"),
    (Contract(ends=ON).stopped_by, {"received_on": ON}, "received_on", None, "date.type", "received_on"),
    (law.rules, BY_LAW, "customer", "consumer", "value.type", "customer"),
    (law.rules, BY_LAW, "on", None, "date.type", "on"),
    (law.rules, BY_LAW, "concluded", "x", "date.type", "concluded"),
    (law.rules, BY_LAW, "charged", "x", "date.type", "charged"),
    (law.rules, BY_LAW, "country", "Atlantis", "country.unknown", "country"),
    (law.counted, {"received_on": ON, "notice": YEAR, "count": law.Count.FREE_DAY}, "received_on", None, "date.type",
     "received_on"),
    (law.ends_on, {"received_on": ON, "notice": YEAR, "phase": Phase.RENEWED, **HOME}, "received_on", None, "date.type",
     "received_on"),
    (law.ends_on, {"received_on": ON, "notice": YEAR, "phase": Phase.RENEWED, **HOME}, "notice", None, "law.notice",
     "notice"),
    (law.switching, {"notice_on": ON}, "notice_on", None, "date.type", "notice_on"),
    (law.switching, {"notice_on": ON}, "notice", 2, "value.type", "notice"),
    (law.switching, {"notice_on": ON}, "transition", 30, "value.type", "transition"),
    *((law.withdrawal, {"concluded": ON, "informed_on": ON, "calendar": PlainCalendar(), **HOME}, name, "x", code, name)
      for name, code in (("concluded", "date.type"), ("customer", "value.type"), ("informed_on", "date.type"))),
    (FREE.refund_by, {"ended_on": ON}, "ended_on", None, "date.type", "ended_on"),
    (law.release, {"remedy": law.Remedy(way_out=law.WayOut.ANY_TIME), "window": Window(earliest=None, latest=ON),
                   "sent": [], "renewed_on": None}, "sent", ["x"], "date.type", "sent"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("call", "good", "name", "bad", "code", "field"), CALLS, ids=[f"{call[0].__name__} {call[2]}" for call in CALLS]
)
def test_a_bad_value_is_refused_by_its_field(  # noqa: PLR0917  # a row of the table
    call: Callable[..., object], good: dict[str, Any], name: str, bad: object, code: str, field: str
) -> None:
    call(**good)
    assert refusal(call, **good | {name: bad}) == (code, field)


def test_the_least_quantity_is_one() -> None:
    assert quantity_change(NOW, each=eur("62"), quantity=1, **QUOTED) == plan_change(NOW, price=eur("62"), **QUOTED)


WORDS: list[tuple[Callable[..., object], dict[str, Any], str]] = [
    (Running, RUNNING | {"lines": ()}, "running.lines are none, got (); pass what was granted [running.lines]"),
    (
        Running,
        RUNNING | {"price": eur("-1")},
        "running.price is below zero, got '-1.00 EUR'; pass what one term costs [change.price]",
    ),
    (
        renewal_price,
        PRICED | {"listed": eur("-1")},
        "listed is below zero, got '-1.00 EUR'; use a discount or a credit for that [renewal.price]",
    ),
    (
        PaidLine,
        PAID | {"until": MARCH.start.replace(month=5)},
        "line.until is not within 2026-03-01 to 2026-03-31, got datetime.date(2026, 5, 1); cut it inside [line.until]",
    ),
    (
        PaidLine,
        PAID | {"refunded": eur("32")},
        "line.refunded is not between nothing and 31.00 EUR, got '32.00 EUR'; pass what was given back of it {}",
    ),
    (
        StartRule,
        {"families": frozenset(Family), "start": Start.FROM_END, "gap": Gap.FEE},
        "fee is not given, got None; say what coming back late costs [gap.fee]",
    ),
    (
        StartRule,
        {"families": frozenset(Family), "start": Start.FROM_END, "gap": Gap.FEE, "fee": eur("-1")},
        "fee is below zero, got '-1.00 EUR'; pass what the customer pays [gap.fee]",
    ),
    (
        Request,
        REQUEST | {"received_on": MARCH.start},
        "request.received_on is before 2026-03-21, when it was declared, got datetime.date(2026, 3, 1); swap them {}",
    ),
    (
        next_state,
        MOVE | {"event": AccountEvent.DECLINED},
        "event does not happen to an account that is trial, got 'declined'; apply what happened in order {}",
    ),
    (
        PlacedOrder,
        ORDER | {"owes": [OrderEvent.PAID]},
        "order.owes are not all messages, got ['paid']; name credentials_sent or details_sent {}",
    ),
    (
        PlacedOrder,
        ORDER | {"history": [Entry(event=OrderEvent.PAID, on=MARCH.start)]},
        HISTORY,
    ),
    (basket, CHOSEN | {"offers": ()}, "basket.offers are none, got (); choose something [basket.empty]"),
    (basket, CHOSEN | {"methods": ()}, "basket.methods are none, got (); name the ways to pay [basket.methods]"),
    (
        basket(**CHOSEN).place,
        {"order_id": "O", "payment": PaymentChoice(method="gold"), "on": ON},
        "payment.method is none of card, wallet, got 'gold'; offer it, or let the customer choose another {}",
    ),
    (
        owner_change,
        {"before": CUSTOMER, "after": evolve(CUSTOMER, id="C2"), "services": (), "catalog": NOTHING},
        "after.id is not C1, got 'C2'; transfer between accounts by hand [owner.account]",
    ),
    (
        law.rules,
        BY_LAW | {"overlay": (evolve(law.TABLES["FR"][0], source=UNNAMED),)},
        "overlay names no source, got 'FR-L215-1'; say where the rule was read [law.source]",
    ),
    (
        law.ends_on,
        {"received_on": ON, "notice": None, "phase": Phase.FIRST_TERM, **HOME},
        "notice is not agreed, and no row of law knows one, got None; pass the notice of the contract [law.notice]",
    ),
]


@pytest.mark.parametrize(("call", "named", "words"), WORDS, ids=[f"{row[0].__name__} {row[2][:20]}" for row in WORDS])
def test_a_refusal_says_what_is_wrong_and_what_to_do(
    call: Callable[..., object], named: dict[str, Any], words: str
) -> None:
    (fault,) = faults(call, **named)
    assert str(fault) == words.format(f"[{fault.code}]")


def test_several_bad_values_are_told_at_once() -> None:
    told = faults(renewal_price, **PRICED | {"policy": None, "starts": None, "listed": eur("-1")})
    assert [fault.field for fault in told] == ["policy", "starts", "listed"]


def test_a_service_that_was_never_granted_a_day_cannot_be_renewed() -> None:
    never = Service(id="s", product_id="p", name="s", term=YEAR, anchor_day=1, coverage=Coverage())
    assert not can_renew(never)
    assert first_day(ON, window=YEAR) == date(2025, 3, 21)
    assert CancelPolicy(channels=[Channel.POST]).last_day_to_refuse(ON) == ON

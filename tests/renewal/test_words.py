"""What the answers of renewal say, word for word."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from attrs import evolve

from hostbilling.decision import Decision
from hostbilling.demands import Demand, Kind, Part
from hostbilling.money import Money, Rounding, zero
from hostbilling.periods import Period, PlainCalendar, Term
from hostbilling.renewal import (
    Announcement,
    Cancellation,
    CancelPolicy,
    ChangePolicy,
    Effect,
    Gap,
    Mode,
    Offer,
    OnRise,
    OpenRenewal,
    PaidLine,
    PricePolicy,
    RefundPolicy,
    Request,
    Running,
    Start,
    When,
    add_on,
    ahead,
    anchor_change,
    cancel,
    late_price,
    law,
    new_period,
    plan_change,
    renewal_price,
    settling,
    term_change,
    termination_refund,
    withdrawal_refund,
)
from hostbilling.renewal.law import Channel, CustomerClass, Remedy, WayOut, Window
from hostbilling.services import Cause, Coverage, Grant, Service
from tests.samples import amounts, eur

UP = Rounding.HALF_UP
MONTH, YEAR = Term.months(1), Term.years(1)
MARCH, APRIL = Period(date(2026, 3, 1), date(2026, 4, 1)), Period(date(2026, 4, 1), date(2026, 5, 1))
ON = date(2026, 3, 21)
LINE = PaidLine(line_id="1", period=MARCH, paid=eur("31"))
NOW = Running(service_id="vps-1", term=MONTH, anchor_day=1, price=eur("31"), lines=(LINE,))
PART = Part(id="p-1", service_id="vps-1", term=MONTH, period=APRIL, amounts=amounts("31", "0", "31"))
OPEN = evolve(NOW, renewal=PART)
OWED = evolve(OPEN, renewal_kind=Kind.DEBT)
QUOTED: dict[str, Any] = {"on": ON, "rounding": UP}
ANYTIME = ChangePolicy(downgrade=Effect.NOW, term=Effect.NOW, open_renewal=OpenRenewal.MERGE)
AFTER: dict[str, Any] = {"on": date(2026, 4, 1), "rounding": UP}
BACK = "11.00 EUR back for 11/31 of 2026-03-01 to 2026-03-31, of what was paid."
ANEW = "22.00 EUR for 11/31 of 2026-03-01 to 2026-03-31."
WAITS = "By policy a {} waits for the renewal on 2026-04-01."

CHANGES = [
    (lambda: plan_change(NOW, price=eur("62"), **QUOTED), [BACK, ANEW]),
    (
        lambda: plan_change(OPEN, price=eur("62"), policy=ANYTIME, **QUOTED),
        [
            BACK,
            ANEW,
            "The open call p-1 gives way to one for the new plan.",
        ],
    ),
    (lambda: plan_change(NOW, price=eur("5"), **QUOTED), [WAITS.format("downgrade")]),
    (
        lambda: term_change(NOW, term=YEAR, price=eur("300"), **QUOTED),
        [WAITS.format("term")],
    ),
    (
        lambda: term_change(NOW, term=YEAR, price=eur("300"), policy=ANYTIME, **QUOTED),
        [BACK, "300.00 EUR for 365/365 of 2026-03-21 to 2027-03-20."],
    ),
    (lambda: anchor_change(NOW, anchor_day=15, **QUOTED), ["14.00 EUR for 14/31 of 2026-03-15 to 2026-04-14."]),
    (
        lambda: add_on(NOW, service_id="ip", term=MONTH, price=eur("3.10"), **QUOTED),
        ["1.10 EUR for 11/31 of 2026-03-01 to 2026-03-31."],
    ),
    (lambda: plan_change(OPEN, price=eur("62"), **QUOTED), ["The renewal p-1 is open: pay it or withdraw it first."]),
    (
        lambda: plan_change(OWED, price=eur("62"), policy=ANYTIME, **QUOTED),
        ["The renewal p-1 is owed: it is paid or credited first."],
    ),
    (
        lambda: plan_change(NOW, price=eur("62"), **AFTER),
        ["vps-1 is paid until 2026-04-01: on 2026-04-01 there is no term to change."],
    ),
]


def told(price: str, effective: date, sent_on: date | None = None, leave_by: date | None = None) -> Announcement:
    return Announcement(price=eur(price), effective=effective, sent_on=sent_on, leave_by=leave_by)


def priced(policy: PricePolicy, listed: str = "12", **more: Any) -> Decision:
    asked: dict[str, Any] = {"agreed": eur("10"), "listed": eur(listed), "starts": ON, "mode": Mode.TACIT}
    return renewal_price(policy, **asked | more)


FIRST, FEB = date(2026, 3, 1), date(2026, 2, 15)
PRICES = [
    (lambda: priced(PricePolicy.LOCKED), ["10.00 EUR, the price of the contract, whatever the list says."]),
    (lambda: priced(PricePolicy.CURRENT, "9"), ["9.00 EUR, the price of the list."]),
    (
        lambda: priced(PricePolicy.CURRENT),
        [
            "12.00 EUR, the price of the list.",
            "Renewing by silence would cost more, so the customer is asked this time.",
        ],
    ),
    (
        lambda: priced(PricePolicy.CURRENT, on_rise=OnRise.KEEP),
        ["10.00 EUR, the price of the contract, whatever the list says."],
    ),
    (
        lambda: priced(PricePolicy.CURRENT, "0"),
        ["0.00 EUR, the price of the list.", "Nothing is asked: it is granted without a call and without a charge."],
    ),
    (lambda: priced(PricePolicy.ANNOUNCED), ["10.00 EUR: no announced price is in force on 2026-03-21."]),
    (
        lambda: priced(PricePolicy.ANNOUNCED, announced=[told("12", FIRST, date(2026, 1, 31), FEB)]),
        ["12.00 EUR from 2026-03-01, announced on 2026-01-31; leaving was possible until 2026-02-15."],
    ),
    (
        lambda: priced(PricePolicy.ANNOUNCED, announced=[told("12", FIRST)], notice=Term.days(40)),
        ["12.00 EUR from 2026-03-01 was not announced 40 days ahead: it does not hold."],
    ),
    (
        lambda: priced(PricePolicy.ANNOUNCED, announced=[told("12", FIRST)]),
        ["12.00 EUR from 2026-03-01 was not announced 1 month ahead: it does not hold."],
    ),
    (
        lambda: priced(PricePolicy.ANNOUNCED, announced=[told("12", FIRST)], mode=Mode.EXPLICIT),
        ["12.00 EUR from 2026-03-01: who orders sees it and agrees."],
    ),
    (
        lambda: priced(PricePolicy.ANNOUNCED, announced=[told("8", FIRST)]),
        ["8.00 EUR from 2026-03-01: a lower price needs no message."],
    ),
]


def starts(paid_on: date, start: Start, *, active: bool = True) -> Decision:
    return new_period(FIRST, term=MONTH, paid_on=paid_on, start=start, active=active)


def late(gap: Gap, fee: Money | None = None) -> Decision:
    back = new_period(FIRST, term=MONTH, paid_on=date(2026, 3, 11), start=Start.LATER_OF, active=False)
    return late_price(back, gap=gap, fee=fee, price=eur("31"), term=MONTH, rounding=UP)


STARTS = [
    (
        lambda: starts(date(2026, 2, 19), Start.FROM_END),
        [
            "1 month paid on 2026-02-19, by from end: from 2026-03-01 to 2026-03-31.",
            "10 days were left on 2026-02-19 and come first.",
        ],
    ),
    (
        lambda: starts(date(2026, 3, 11), Start.FROM_PAYMENT),
        [
            "1 month paid on 2026-03-11, by from payment: from 2026-03-11 to 2026-04-10.",
            "Nothing covers 2026-03-01 to 2026-03-10.",
        ],
    ),
    (
        lambda: starts(FIRST, Start.LATER_OF),
        ["1 month paid on 2026-03-01, by later of: from 2026-03-01 to 2026-03-31."],
    ),
    (lambda: late(Gap.WAIVE), ["2026-03-01 to 2026-03-10 is waived."]),
    (lambda: late(Gap.BILL), ["2026-03-01 to 2026-03-10 is billed: 10.00 EUR."]),
    (
        lambda: late(Gap.FEE, eur("5")),
        ["Coming back late costs 5.00 EUR, whatever the days."],
    ),
    (
        lambda: ahead(date(2027, 3, 1), term=YEAR, most=Term.years(10), on=ON),
        ["Valid until 2028-03-01; 10 years from 2026-03-21, 2036-03-21, is the most."],
    ),
]

REFUND: dict[str, Any] = {"currency": "EUR", "rounding": UP}
RIGHT = law.withdrawal(
    FIRST, country="FR", customer=CustomerClass.CONSUMER, informed_on=FIRST, calendar=PlainCalendar()
)
NO_RIGHT = law.withdrawal(
    FIRST, country="FR", customer=CustomerClass.BUSINESS, informed_on=FIRST, calendar=PlainCalendar()
)
WINDOW = Window(earliest=None, latest=date(2026, 1, 31))
RELEASE = law.release(Remedy(way_out=WayOut.ANY_TIME, refund_days=30), window=WINDOW, sent=[], renewed_on=FIRST)


def withdrawn(on: date, *, begun: bool = True, right: law.Withdrawal = RIGHT, performed: bool = False) -> Decision:
    asked: dict[str, Any] = {"right": right, "withdrawn_on": on, "begun_at_request": begun, **REFUND}
    return withdrawal_refund([LINE], performed=performed, **asked)


REFUNDS = [
    (lambda: termination_refund([LINE], ends_on=ON, policy=RefundPolicy.PRORATA, **REFUND), [BACK]),
    (
        lambda: termination_refund([LINE], ends_on=ON, policy=RefundPolicy.NONE, **REFUND),
        ["Nothing goes back for the days after 2026-03-21, by policy."],
    ),
    (
        lambda: termination_refund([LINE], ends_on=APRIL.start, policy=RefundPolicy.PRORATA, **REFUND),
        ["No paid day is left on 2026-04-01."],
    ),
    (
        lambda: termination_refund([LINE], ends_on=ON, policy=RefundPolicy.NONE, release=RELEASE, **REFUND),
        ["The customer was not informed and leaves freely: prepaid days go back.", BACK],
    ),
    (
        lambda: withdrawn(date(2026, 3, 14)),
        [
            "Withdrawn on 2026-03-14, begun at the customer's request: the days before are kept.",
            "18.00 EUR back for 18/31 of 2026-03-01 to 2026-03-31, of what was paid.",
        ],
    ),
    (
        lambda: withdrawn(date(2026, 3, 14), begun=False),
        [
            "Withdrawn on 2026-03-14 without a request to begin: everything goes back.",
            "31.00 EUR back for 31/31 of 2026-03-01 to 2026-03-31, of what was paid.",
        ],
    ),
    (lambda: withdrawn(date(2026, 3, 17)), ["Withdrawn on 2026-03-17, after 2026-03-16: no right any more."]),
    (lambda: withdrawn(ON, right=NO_RIGHT), ["There is no right to withdraw from this contract."]),
    (
        lambda: withdrawn(date(2026, 3, 14), performed=True),
        ["Fully performed at the customer's request: no right any more."],
    ),
]

SERVICE = Service(
    id="vps-1", product_id="vps", name="vps", term=MONTH, anchor_day=1, tacit=True,
    coverage=Coverage((Grant(line_id="1", period=MARCH, cause=Cause.PAID),)),
)  # fmt: skip
CANCEL = CancelPolicy(channels=[Channel.CUSTOMER_AREA, Channel.POST], by_law=[Channel.EMAIL], notice=Term.days(7))


def cancelled(
    on: date, when: When = When.AT_END, *, tacit: bool = True, policy: CancelPolicy = CANCEL, **more: Any
) -> Decision:
    said: dict[str, Any] = {
        "id": "c", "when": when, "channel": Channel.CUSTOMER_AREA, "declared_on": on, "received_on": on,
        "confirmed": True,
    }  # fmt: skip
    free_since = more.pop("free_since", None)
    service = evolve(SERVICE, tacit=tacit)
    return cancel(Request(**said | more), service=service, policy=policy, free_since=free_since)


COUNTS = "Declared on {0} by customer area, it counts from {0}."
ENDINGS = [
    (
        lambda: cancelled(date(2026, 3, 25)),
        [
            COUNTS.format("2026-03-25"),
            "2026-03-25 is not after 2026-03-25, the last day to refuse: nothing renews.",
            "vps-1 ends on 2026-04-01, the first day without it.",
        ],
    ),
    (
        lambda: cancelled(date(2026, 3, 26)),
        [
            COUNTS.format("2026-03-26"),
            "2026-03-26 is after 2026-03-25, the last day to refuse: it renews until 2026-05-01.",
            "vps-1 ends on 2026-05-01, the first day without it.",
        ],
    ),
    (
        lambda: cancelled(ON, tacit=False),
        [
            COUNTS.format("2026-03-21"),
            "Nothing renews without an order: it is paid until 2026-04-01 and ends by itself.",
            "vps-1 ends on 2026-04-01, the first day without it.",
        ],
    ),
    (
        lambda: cancelled(ON, When.IMMEDIATELY, policy=evolve(CANCEL, mid_term=False)),
        [
            COUNTS.format("2026-03-21"),
            "2026-03-21 is not after 2026-03-25, the last day to refuse: nothing renews.",
            "By policy it does not end before 2026-04-01.",
            "vps-1 ends on 2026-04-01, the first day without it.",
        ],
    ),
    (
        lambda: cancelled(date(2026, 3, 28), channel=Channel.EMAIL, free_since=FIRST),
        [
            "Declared on 2026-03-28 by email, it counts from 2026-03-28.",
            "email is not offered, but by law the customer may use it.",
            "The customer is free to leave since 2026-03-01.",
            "vps-1 ends on 2026-04-01, the first day without it.",
        ],
    ),
    (
        lambda: cancelled(ON, channel=Channel.POST, received_on=None),
        ["Sent on 2026-03-21 by post: it counts once it has arrived."],
    ),
    (lambda: cancelled(ON, confirmed=False), ["The customer has not confirmed it yet: nothing changes."]),
    (
        lambda: cancelled(ON, channel=Channel.PHONE),
        ["It came by phone, which is not offered: customer area, post would do."],
    ),
]


def settled(period: Period, kind: Kind, *others: Part, at: date = ON) -> Decision:
    found = cancelled(at, When.IMMEDIATELY)
    assert isinstance(found, Cancellation)
    part = evolve(PART, period=period)
    demand = Demand(id="D", kind=kind, parts=(part, *others), issued_on=ON, due_on=ON, held=zero("EUR"))
    offer = Offer(service_id="vps-1", term=MONTH, period=period, price=eur("31"), reasons=())
    return settling(found, demands=[demand], offers=[offer])


OFFER_GONE = "The offer of 2026-04-01 to 2026-04-30 is withdrawn."
SETTLED = [
    (
        lambda: settled(APRIL, Kind.CALL),
        [
            OFFER_GONE,
            "p-1 of D asks for days after the end and is withdrawn.",
            "D asks for nothing any more: its document is void.",
        ],
    ),
    (
        lambda: settled(APRIL, Kind.CALL, evolve(PART, id="p-2", service_id="other")),
        [
            OFFER_GONE,
            "p-1 of D asks for days after the end and is withdrawn.",
            "D asks for the rest on a new document.",
        ],
    ),
    (
        lambda: settled(Period(MARCH.start, APRIL.end), Kind.CALL),
        [
            "The offer of 2026-03-01 to 2026-04-30 is withdrawn.",
            "p-1 of D asks for days until 2026-04-01 only.",
            "D asks for the rest on a new document.",
        ],
    ),
    (
        lambda: settled(APRIL, Kind.DEBT),
        [OFFER_GONE, "p-1 of D is owed for days after the end: 2026-04-01 to 2026-04-30 is credited."],
    ),
    (lambda: settled(MARCH, Kind.CALL), ["p-1 of D is for days before the end and stays."]),
]


EVERY: list[tuple[Callable[[], Decision], list[str]]] = [*CHANGES, *PRICES, *STARTS, *REFUNDS, *ENDINGS, *SETTLED]


@pytest.mark.parametrize(("found", "words"), EVERY, ids=[words[-1][:40] for _, words in EVERY])
def test_an_answer_says_why(found: Callable[[], Decision], words: list[str]) -> None:
    assert [str(reason) for reason in found().reasons] == words


def test_a_silent_rise_is_told_as_a_warning() -> None:
    (finding,) = priced(PricePolicy.CURRENT, on_rise=OnRise.TAKE).findings
    assert finding.severity.value == "warning"
    assert str(finding.reason) == "A contract that renews by itself would go from 10.00 to 12.00 EUR without a message."


def test_a_term_that_is_over_when_it_is_paid_is_told_as_a_warning() -> None:
    (finding,) = starts(date(2026, 4, 1), Start.FROM_END).findings
    assert finding.severity.value == "warning"
    assert str(finding.reason) == "Paid on 2026-04-01, the new period is over since 2026-04-01: one term is too little."
    assert starts(date(2026, 3, 31), Start.FROM_END).findings == ()

"""One value of every kind of fact and step about contracts: begun, changed, told of, ended."""

from datetime import date
from typing import Any

from hostbilling.lifecycle import (
    AccessSent,
    AccountMoved,
    CallLapsed,
    CancellationTakenBack,
    CustomerTold,
    DaysGranted,
    Fact,
    LapseCall,
    LineCredit,
    OrderTakenBack,
    OwnerChanged,
    PriceChangeDecided,
    PriceChangeTold,
    PriceNews,
    ProvideService,
    SendAccess,
    ServiceCancelled,
    ServiceChange,
    ServiceChangeOrdered,
    ServiceProvided,
    ServiceSwitched,
    Step,
    SwitchService,
    TellCustomer,
    TellPrice,
    TransferBegun,
    TransferEnded,
    TransferStepDone,
)
from hostbilling.lifecycle.contracts import Transferring
from hostbilling.money import Rounding, payable
from hostbilling.parties import Address, Contact, Customer, CustomerKind, Role
from hostbilling.periods import Period, Term
from hostbilling.renewal import AccountEvent, Announcement, Need, OrderEvent, PaidLine, Quote, Running, plan_change
from hostbilling.renewal.law import Message
from hostbilling.services import Cause, Grant

DAY, END = date(2026, 3, 21), date(2026, 4, 1)
WHEN: dict[str, Any] = {"on": DAY, "known": DAY}
MARCH = PaidLine(line_id="D1/S1", period=Period(date(2026, 3, 1), END), paid=payable("31", "EUR"))
RUNNING = Running(service_id="S1", term=Term.months(1), anchor_day=1, price=MARCH.paid, lines=(MARCH,))
QUOTE = plan_change(RUNNING, price=payable("62", "EUR"), on=DAY, rounding=Rounding.HALF_UP)
assert isinstance(QUOTE, Quote)
CREDIT = LineCredit(id="U1/D1/S1", line_id="D1/S1", gross=payable("13.53", "EUR"), why="upgrade of S1")
CHANGE = ServiceChange(id="U1", product_id="vps-l", quantity=1, quote=QUOTE, credits=(CREDIT,))
NEWS = PriceNews(
    id="N1",
    service_id="S1",
    term=Term.years(1),
    announcement=Announcement(price=payable("12", "EUR"), effective=END, leave_by=date(2026, 3, 31)),
)
TO = Contact(role=Role.CONTACT, email="jana@example.org")

EVA = Customer(id="C1", name="Eva", kind=CustomerKind.CONSUMER, address=Address(country="SK"), contacts=(TO,))

FACTS: list[Fact] = [
    AccessSent(key="O1/details_sent", order_id="O1", message=OrderEvent.DETAILS_SENT, **WHEN),
    AccountMoved(event=AccountEvent.CANCELLED, why="moving away", request_id="R1", **WHEN),
    CallLapsed(key="U1/lapse", demand_id="U1", **WHEN),
    CancellationTakenBack(service_id="S1", **WHEN),
    CustomerTold(key="S1/2026-04-01/FR-L215-1/2026-03-01", service_id="S1", rule="FR-L215-1", ends=END, **WHEN),
    DaysGranted(
        service_id="S1", grant=Grant(line_id="G1", period=Period(END, date(2026, 5, 1)), cause=Cause.GOODWILL), **WHEN
    ),
    OrderTakenBack(order_id="O1", **WHEN),
    PriceChangeDecided(news=NEWS, **WHEN),
    PriceChangeTold(key="N1/told", news_id="N1", **WHEN),
    ServiceCancelled(
        request_id="C1", service_id="S1", ends_on=DAY, cut_from=DAY, undone=("D0/S1",), given_back=QUOTE.credits,
        credits=(CREDIT,), to_refund=True, pay_by=date(2026, 4, 4), **WHEN,
    ),
    ServiceChangeOrdered(change=CHANGE, **WHEN),
    ServiceProvided(key="S1/provide", service_id="S1", **WHEN),
    ServiceSwitched(key="U1/switch", change_id="U1", **WHEN),
    OwnerChanged(customer=EVA, **WHEN),
    TransferBegun(transferring=Transferring(to=EVA, waits=(("S1", (Need.OLD_OWNER_AGREES,)),)), **WHEN),
    TransferEnded(**WHEN),
    TransferStepDone(service_id="S1", need=Need.OLD_OWNER_AGREES, **WHEN),
]  # fmt: skip

STEPS: list[Step] = [
    LapseCall(key="U1/lapse", on=DAY, demand_id="U1"),
    ProvideService(key="S1/provide", on=DAY, service_id="S1"),
    SendAccess(key="O1/details_sent", on=DAY, order_id="O1", message=OrderEvent.DETAILS_SENT, to=TO),
    SwitchService(key="U1/switch", on=DAY, service_id="S1", change_id="U1", product_id="vps-l", quantity=1),
    TellCustomer(
        key="S1/2026-04-01/FR-L215-1/2026-03-01", on=DAY, service_id="S1", rule="FR-L215-1", what=Message.RENEWAL,
        to=TO, ends=END, by=date(2026, 3, 1), refuse_by=END, medium="e-mail",
    ),
    TellPrice(
        key="N1/told", on=DAY, service_id="S1", news_id="N1", to=TO, price=payable("12", "EUR"), effective=END,
        leave_by=date(2026, 3, 31),
    ),
]  # fmt: skip

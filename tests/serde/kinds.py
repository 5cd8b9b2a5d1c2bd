"""One value of every kind of fact and step, as they were stored in tests/data/stored-1.json.

From the first release on the file is never written again, so that a release which cannot read it is noticed; until
then `python -m tests.serde.kinds tests/data/stored-1.json` writes it. A kind added later goes into `FACTS` or `STEPS`
and into a file of its own.
"""

import json
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from attrs import evolve

from hostbilling.catalog import Discount, SupplyKind
from hostbilling.decision import Finding, LegalRef, ReasonCode, Severity
from hostbilling.demands import (
    Attempt,
    Bill,
    Billable,
    BillableKind,
    Caps,
    DeclineClass,
    Demand,
    Instrument,
    Kind,
    Part,
    ToCredit,
)
from hostbilling.documents import (
    DraftInvoice,
    DraftOrderConfirmation,
    DraftOrderForm,
    DraftProforma,
    DraftQuote,
    DraftReceipt,
    DraftTopUpReceipt,
    Item,
    Ref,
    credit_amount,
    price_lines,
)
from hostbilling.documents import Kind as PaperKind
from hostbilling.dunning import Case, resolve
from hostbilling.lifecycle import (
    AccountOpened,
    ApplyWallet,
    CaseOpened,
    ChargeApplied,
    ChargeAsked,
    ChargeDeclined,
    ChargeFee,
    ChargeInstrument,
    CreditDecided,
    CreditGranted,
    CreditNoteIssued,
    CustomerChanged,
    DebtWrittenOff,
    DeleteService,
    DiscountGranted,
    EvidenceAdded,
    ExpireLot,
    Fact,
    FeeCharged,
    Hold,
    HoldPlaced,
    HoldReleased,
    InstrumentAdded,
    Intended,
    InvoiceIssued,
    IssueCreditNote,
    IssueInvoice,
    IssueOrderConfirmation,
    IssueOrderForm,
    IssueProforma,
    IssueQuote,
    IssueReceipt,
    IssueTopUpReceipt,
    KeepRefund,
    LotExpired,
    MissingReported,
    NoticeSent,
    OpenCase,
    Order,
    OrderConfirmed,
    Ordered,
    OrderFormIssued,
    OrderLine,
    OrderQuote,
    PaymentReceived,
    PaymentRefunded,
    PaymentReversed,
    ProformaIssued,
    PurgeService,
    QuoteAsked,
    QuoteIssued,
    ReactivateService,
    ReceiptIssued,
    RefundDecided,
    RefundKept,
    RefundPayment,
    RenewalSwitched,
    Report,
    RestoreService,
    SendNotice,
    ServiceAdded,
    ServiceDeleted,
    ServicePurged,
    ServiceReactivated,
    ServiceRestored,
    ServiceSuspended,
    Step,
    StepFailed,
    SuspendService,
    TopUpReceiptIssued,
    WalletApplied,
    WorkBilled,
    WriteOffDebt,
)
from hostbilling.money import Rounding, exact, zero
from hostbilling.parties import Role
from hostbilling.payments import By, Direction, Entry, Payment, ReversalKind, Terms, ToRefund, VatRegime, top_up
from hostbilling.payments import Origin as WalletOrigin
from hostbilling.periods import Period, Term
from hostbilling.presets import websupport
from hostbilling.serde import dump_fact, dump_step
from hostbilling.services import Cause, Coverage, Grant, Service
from hostbilling.vat import Evidence, EvidenceKind
from tests.samples import CUSTOMER, EUR, REVERSED, SELLER, decided, eur

from . import contracts

END = date(2026, 4, 1)
ISSUED = date(2026, 3, 4)
PAID = date(2026, 3, 9)

EVERY_TYPE = ReasonCode(
    "example.every_type", "{text} {number}", law=(LegalRef(citation="Directive 2006/112/EC, article 196"),)
)
REASON = EVERY_TYPE(
    text="číslo",
    number=7,
    rate=exact("25.5", EUR).amount,
    on=ISSUED,
    money=eur("10.50"),
    term=Term.months(12),
    period=Period(ISSUED, END),
    flag=True,
    nothing=None,
    several=("a", 1, ("b",)),
)
CARD = Instrument(id="card-1", label="Visa 1111", usable_until=date(2028, 12, 31), revoked_on=date(2027, 5, 1))
SERVICE = Service(
    id="S1",
    product_id="hosting",
    name="web nováková",
    term=Term.years(1),
    anchor_day=1,
    coverage=Coverage().grant(Grant(line_id="S1/opening", period=Period(date(2025, 4, 1), END), cause=Cause.OPENING)),
    tacit=True,
)
DECISION = decided(
    "23",
    reasons=(REASON,),
    findings=(Finding(reason=REASON, severity=Severity.WARNING),),
    keep_evidence_until=date(2036, 12, 31),
)
PRICED = price_lines(
    [
        Item(id=f"D1/{name}", service_id=name, description=f"Service {name}", period=SERVICE.next_period(),
             price=exact("59.88", EUR), vat=vat)
        for name, vat in [("S1", DECISION), ("S2", REVERSED)]
    ],
    gross=False,
    rounding=Rounding.HALF_UP,
)  # fmt: skip
LINES = tuple(evolve(line, unit_price=None) for line in PRICED)  # stored before lines kept their unit price
PARTS = tuple(
    Part(
        id=line.id,
        service_id=line.service_id,
        term=Term.years(1),
        period=line.period,
        amounts=line.amounts,
        schedule=resolve(websupport.TACIT, issued_on=ISSUED, end=END),
        marks=(("proforma_issued", ISSUED), ("card_charged", date(2026, 3, 18))),
        caps=Caps(declines=4),
        attempts=(
            Attempt(
                slot=date(2026, 3, 18), on=date(2026, 3, 18), instrument="card", failed=DeclineClass.INSUFFICIENT_FUNDS
            ),
        ),
    )
    for line in LINES
)
DEMAND = Demand(id="D1", kind=Kind.CALL, parts=PARTS, issued_on=ISSUED, due_on=date(2026, 3, 18), held=zero(EUR))
CALL = DraftProforma(
    demand_id="D1", seller=SELLER, customer=CUSTOMER, currency=EUR, lines=LINES, due_on=date(2026, 3, 18)
)
INVOICE = DraftInvoice(
    demand_id="D1", proforma_number="PF2026-00001", seller=SELLER, customer=CUSTOMER, currency=EUR, lines=LINES,
    supplied_on=PAID, due_days=14,
)  # fmt: skip
CREDIT = ToCredit(
    id="K1", invoice_number="2026000001", why="an hour without power", on=PAID, line_ids=("D1/S1",), gross=eur("5.00")
)
CONTACT = CUSTOMER.recipient(Role.CONTACT)
OFFERED: dict[str, Any] = {"seller": SELLER, "customer": CUSTOMER, "currency": EUR, "lines": LINES}
QUOTE = DraftQuote(demand_id="O2", valid_until=END, **OFFERED)
FORM = DraftOrderForm(demand_id="O3", contact=CONTACT, payment_types=("card", "transfer"), return_by=END, **OFFERED)
CONFIRMATION = DraftOrderConfirmation(demand_id="O1", ordered_on=ISSUED, **OFFERED)
ASKED = OrderQuote(
    id="O2", lines=(OrderLine(service_id="S1", term=Term.years(2)),), services=(SERVICE,), form=True,
    follows=(Ref(kind=PaperKind.QUOTE, number="Q2026-0", on=ISSUED),), payment_types=("card",),
)  # fmt: skip
RECEIPT = DraftReceipt(
    payment_id="bank:77", seller=SELLER, customer=CUSTOMER, amount=eur("133.53"), paid_on=PAID, method="bank"
)
TOP_UP_RECEIPT = DraftTopUpReceipt(
    payment_id="bank:78", seller=SELLER, customer=CUSTOMER, top_up=top_up(eur("20.00"), regime=VatRegime.DEPOSIT),
    balance=eur("33.65"), paid_on=PAID, method="bank",
)  # fmt: skip
CREDIT_NOTE = credit_amount(
    INVOICE.issue(number="2026000001", issued_on=date(2026, 3, 11)), eur("5.00"), reason="an hour without power",
    rounding=Rounding.HALF_UP, line_ids=["D1/S1"], id="K1",
)  # fmt: skip
DISCOUNT = Discount(id="ten", text="10 % for two years", since=ISSUED, percent=Decimal(10), cycles=2)
EVIDENCE = Evidence(kind=EvidenceKind.BANK, country="SK", value="SK31 1200")
BILLING = CUSTOMER.recipient(Role.BILLING)
WHEN: dict[str, Any] = {"on": PAID, "known": date(2026, 3, 11)}
DUE: dict[str, Any] = {"on": PAID, "reasons": (REASON,)}
PAYMENT = Payment(channel="bank", external_id="77#1", amount=eur("133.53"), received_on=PAID)
BACK = Payment(channel="bank", external_id="77#2", amount=eur("33.53"), received_on=PAID, direction=Direction.OUT)
REFUND = ToRefund(id="R1", amount=eur("33.53"), payment_id="bank:77#1", why="paid twice", on=PAID)

FEE = Bill(
    id="D2/reminder/fee",
    billables=(
        Billable(id="D2/reminder/fee", service_id="S1", kind=BillableKind.FEE, description="Late fee",
                 delivered_on=PAID, quantity=Decimal(1), unit="C62", unit_price=exact("5.00", EUR)),
    ),
    supply=SupplyKind.DAMAGES,
)  # fmt: skip
STEPS: list[Step] = [
    IssueQuote(key="O2/quote", draft=QUOTE, to=CONTACT, **DUE),
    IssueOrderForm(key="O3/form", draft=FORM, to=CONTACT, **DUE),
    IssueOrderConfirmation(key="O1/confirmation", draft=CONFIRMATION, to=CONTACT, **DUE),
    IssueProforma(key="D1/call/2", draft=CALL, demand=DEMAND, to=BILLING, **DUE),
    IssueInvoice(key="D1/invoice", draft=INVOICE, to=BILLING, **DUE),
    IssueCreditNote(key="K1/credit-note", credit_id="K1", draft=CREDIT_NOTE, to=BILLING, **DUE),
    IssueReceipt(key="bank:77/receipt", draft=RECEIPT, to=BILLING, **DUE),
    IssueTopUpReceipt(key="bank:78/receipt", draft=TOP_UP_RECEIPT, to=BILLING, **DUE),
    SendNotice(
        key="D1/S1/reminder", template="reminder_before_deactivation", to=BILLING, demand_id="D1", part_id="D1/S1",
        service_id="S1", document="PF2026-00001", amount=eur("73.65"), deadline=date(2026, 3, 31),
        then="service_deactivated", then_on=END, **DUE,
    ),
    ChargeInstrument(
        key="D1/S1/card_charged", stage="card_charged", instrument_id="card-1", demand_id="D1", amount=eur("73.65"),
        **DUE,
    ),
    ApplyWallet(key="D1/wallet/PF2026-00001", demand_id="D1", amount=eur("13.65"), **DUE),
    ExpireLot(key="g1:granted/expired", lot_id="g1:granted", **DUE),
    RefundPayment(key="R1/refund/bank:77#1", refund_id="R1", of=PAYMENT, amount=eur("33.53"), **DUE),
    KeepRefund(key="R1/kept", refund_id="R1", amount=eur("33.53"), **DUE),
    SuspendService(key="D1/S1/off", service_id="S1", stage="service_deactivated", **DUE),
    ReactivateService(key="S1/reactivate/2026-04-01", service_id="S1", **DUE),
    DeleteService(key="D1/S1/deleted", service_id="S1", stage="service_deleted", **DUE),
    PurgeService(key="D1/S1/purged", service_id="S1", **DUE),
    RestoreService(key="S1/restore/2026-04-08", service_id="S1", **DUE),
    ChargeFee(key="D2/reminder/fee", demand_id="D2", bill=FEE, amount=eur("5.00"), **DUE),
    WriteOffDebt(key="D2/given up", demand_id="D2", stage="given_up", amount=eur("5.00"), **DUE),
    OpenCase(key="H/2026-03-09/case", case=Case.PAYMENT_TRACING, about="H", **DUE),
    *contracts.STEPS,
]  # fmt: skip

FACTS: list[Fact] = [
    AccountOpened(id="A1", customer=CUSTOMER, currency=EUR, instruments=(CARD,), evidence=(EVIDENCE,), **WHEN),
    ServiceAdded(service=SERVICE, **WHEN),
    CustomerChanged(customer=CUSTOMER, **WHEN),
    EvidenceAdded(evidence=EVIDENCE, **WHEN),
    InstrumentAdded(instrument=CARD, **WHEN),
    DiscountGranted(service_id="S1", discount=DISCOUNT, **WHEN),
    RenewalSwitched(service_id="S1", tacit=False, **WHEN),
    HoldPlaced(hold=Hold(id="claim-1", why="invoice disputed"), **WHEN),
    HoldReleased(hold_id="claim-1", **WHEN),
    MissingReported(report=Report(id="R1", on=date(2026, 3, 21), order_id="O1"), **WHEN),
    Ordered(order=Order(id="O1", lines=(OrderLine(service_id="S1", term=Term.years(2)),)), **WHEN),
    Intended(key="D1/call/2", **WHEN),
    StepFailed(key="D1/call/2", why="mail server down", **WHEN),
    QuoteAsked(quoted=ASKED, **WHEN),
    QuoteIssued(key="O2/quote", quote=QUOTE.issue(number="Q2026-1", issued_on=ISSUED), **WHEN),
    OrderFormIssued(key="O3/form", order_form=FORM.issue(number="O2026-1", issued_on=ISSUED), **WHEN),
    OrderConfirmed(
        key="O1/confirmation", confirmation=CONFIRMATION.issue(number="O2026-2", issued_on=ISSUED), **WHEN
    ),
    ProformaIssued(
        key="D1/call/2", demand=DEMAND, proforma=CALL.issue(number="PF2026-00001", issued_on=ISSUED), **WHEN
    ),
    NoticeSent(key="D1/S1/reminder", demand_id="D1", part_id="D1/S1", stage="reminder_due_day", **WHEN),
    PaymentReceived(payment=PAYMENT, demand_id="D1", **WHEN),
    ChargeDeclined(
        key="D1/S1/card_charged", demand_id="D1", stage="card_charged", why=DeclineClass.ADDRESS, **WHEN
    ),
    ChargeApplied(
        asked=ChargeAsked(id="ask-1", demand_id="D1", instrument_id="card-1", on=PAID), **WHEN
    ),
    WalletApplied(key="D1/wallet/PF2026-00001", demand_id="D1", order=(By.EXPIRY, By.AGE), **WHEN),
    CreditGranted(
        entry=Entry(id="g1:granted", on=PAID, amount=eur("5.00"), why="welcome",
                    terms=Terms(origin=WalletOrigin.GRANTED, regime=VatRegime.DEPOSIT, expires_on=END)),
        **WHEN,
    ),
    LotExpired(key="g1:granted/expired", lot_id="g1:granted", **WHEN),
    RefundDecided(refund=REFUND, **WHEN),
    PaymentRefunded(key="R1/refund/bank:77#1", refund_id="R1", of=PAYMENT.id, payment=BACK, **WHEN),
    RefundKept(key="R1/kept", refund_id="R1", amount=eur("33.53"), **WHEN),
    PaymentReversed(of=PAYMENT.id, payment=BACK, reversal=ReversalKind.CHARGEBACK, **WHEN),
    InvoiceIssued(
        key="D1/invoice", invoice=INVOICE.issue(number="2026000001", issued_on=date(2026, 3, 11)), **WHEN
    ),
    CreditDecided(credit=CREDIT, **WHEN),
    CreditNoteIssued(
        key="K1/credit-note", credit_id="K1", note=CREDIT_NOTE.issue(number="K2026-1", issued_on=date(2026, 3, 11)),
        **WHEN,
    ),
    ReceiptIssued(key="bank:77/receipt", receipt=RECEIPT.issue(number="R2026-1", issued_on=PAID), **WHEN),
    TopUpReceiptIssued(
        key="bank:78/receipt", receipt=TOP_UP_RECEIPT.issue(number="R2026-2", issued_on=PAID), **WHEN
    ),
    ServiceSuspended(key="D1/S1/off", service_id="S1", stage="service_deactivated", **WHEN),
    ServiceReactivated(key="S1/reactivate/2026-04-01", service_id="S1", **WHEN),
    ServiceDeleted(key="D1/S1/deleted", service_id="S1", stage="service_deleted", **WHEN),
    ServicePurged(key="D1/S1/purged", service_id="S1", **WHEN),
    ServiceRestored(key="S1/restore/2026-04-08", service_id="S1", **WHEN),
    WorkBilled(bill=FEE, **WHEN),
    FeeCharged(key="D2/reminder/fee", demand_id="D2", bill=FEE, **WHEN),
    DebtWrittenOff(key="D2/given up", demand_id="D2", why="insolvent", **WHEN),
    CaseOpened(key="H/2026-03-09/case", case=Case.PAYMENT_TRACING, about="H", **WHEN),
    *contracts.FACTS,
]  # fmt: skip

if __name__ == "__main__":
    stored = {"facts": [dump_fact(fact) for fact in FACTS], "steps": [dump_step(step) for step in STEPS]}
    Path(sys.argv[1]).write_text(json.dumps(stored, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

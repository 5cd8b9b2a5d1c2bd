"""Debts in the nightly run: work that is invoiced first, owed tacit renewals, fees, interest, and giving up."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest
from attrs import evolve

from hostbilling.catalog import SupplyKind
from hostbilling.decision import Certainty, Source
from hostbilling.demands import (
    Action,
    DeclineClass,
    Kind,
    Origin,
    PartState,
    Stage,
    ToCredit,
)
from hostbilling.dunning import DayCount, DebtPolicy, InterestPolicy, KnownRate, LateFee, Reference, ReminderRow
from hostbilling.dunning.late_table import ROWS as LATE_ROWS
from hostbilling.errors import InvalidInput
from hostbilling.lifecycle import (
    Accepted,
    BillWork,
    Book,
    ChargeFee,
    CreditInvoice,
    FamilyPolicy,
    GiveBack,
    GiveUpDebt,
    Hold,
    HoldKind,
    InvoiceIssued,
    IssueInvoice,
    LateLaw,
    PaymentReversed,
    PlaceHold,
    Refused,
    SendNotice,
    ServiceReactivated,
    ServiceSuspended,
    Step,
    SuspendService,
    TakeBack,
    decide,
    replay,
)
from hostbilling.money import Money, Rounding, payable, zero
from hostbilling.parties import CustomerKind
from hostbilling.payments import Direction, Payment, ReversalKind, ToRefund
from hostbilling.periods import Period
from hostbilling.presets import websupport
from hostbilling.serde import dump_fact, load_fact
from hostbilling.services import Cause, ServiceState
from tests.refusals import refused
from tests.thread.host import CARD, Host, accepts, book, customer, located, refuses, service

from .samples import work

T = date(2026, 12, 19)
PAY_WITHIN = 14
EUR = "EUR"


def day(offset: int) -> date:
    return T + timedelta(days=offset)


def eur(text: str) -> Money:
    return payable(text, EUR)


STAGES = (
    Stage(name="first_reminder", action=Action.NOTIFY, origin=Origin.DUE, days=7),
    Stage(name="second_reminder", action=Action.NOTIFY, origin=Origin.STEP, days=10),
    Stage(name="off", action=Action.SUSPEND, origin=Origin.DUE, days=20, waits_for="second_reminder", aged=5),
    Stage(name="given_up", action=Action.WRITE_OFF, origin=Origin.DUE, days=90),
)
DEBTS = DebtPolicy(id="debts", stages=STAGES)


def ours(policy: DebtPolicy = DEBTS, *, owed: bool = True) -> Book:
    usual = FamilyPolicy(explicit=websupport.EXPLICIT, tacit=websupport.TACIT, owed=owed)
    return evolve(book(), usual=usual, debts=policy)


def tacit(policy: DebtPolicy = DEBTS, *, owed: bool = True) -> Host:
    """A VPS that renews tacitly and whose card is refused."""
    one = service("S1", end=T, product="vps", tacit=True)
    return Host(one, book=ours(policy, owed=owed), instruments=(CARD,), gateway=refuses)


def billed(policy: DebtPolicy = DEBTS, *, kind: CustomerKind = CustomerKind.CONSUMER, country: str = "SK") -> Host:
    """Two hours of work, invoiced tonight: 100.00 and VAT."""
    host = Host(
        service("S1", end=day(300)),
        book=ours(policy),
        customer_=customer(country, kind),
        evidence=located(country),
    )
    host.decide(BillWork(bill=work(on=T)), T)
    host.night(T)
    return host


def notices(host: Host, start: date, until: date) -> list[tuple[int, str]]:
    return [((s.on - T).days, s.template) for s in host.nights(start, until) if isinstance(s, SendNotice)]


# ------------------------------------------------------------------ work that is billed


def test_work_is_invoiced_before_it_is_paid_and_is_a_debt() -> None:
    host = billed()
    (debt,) = host.account.debts
    (invoice,) = host.account.invoices
    assert (debt.kind, debt.document, debt.due_on, debt.missing) == (
        Kind.DEBT, invoice.number, day(PAY_WITHIN), eur("123.00")
    )  # fmt: skip
    assert (invoice.content.to_pay, invoice.due_on) == (eur("123.00"), day(PAY_WITHIN))
    assert host.account.to_bill == ()
    host.pay("W1", "123.00", day(3))
    assert not host.account.debts[0].is_open
    host.nights(day(1), day(30))
    assert len(host.account.invoices) == 1
    assert host.account.service("S1").ends_on == day(300)


def test_a_bill_counts_once() -> None:
    host = billed()
    again = decide(host.account, BillWork(bill=work(on=T)), host.book, on=T)
    assert isinstance(again, Accepted)
    assert again.facts == ()
    host.record(*[fact for fact in host.facts if type(fact).__name__ == "WorkBilled"])
    assert host.account.to_bill == ()


def test_what_the_law_misses_on_an_invoice_that_is_owed_is_on_its_step() -> None:
    host = Host(service("S1", end=day(300)), book=ours())
    host.decide(BillWork(bill=work(on=T)), T)
    owed = tacit()
    owed.nights(day(-28), T)
    for each in (host, owed):
        (step,) = (step for step in each.planned(T).steps if isinstance(step, IssueInvoice))
        assert "documents.foot" in {finding.code for finding in step.findings}  # the book has no particulars
        assert step.demand is not None
        assert (step.demand.issued_on, step.demand.due_on) == (T, day(PAY_WITHIN))


def test_work_whose_vat_is_not_known_is_not_invoiced_and_says_what_is_missing() -> None:
    host = Host(service("S1", end=day(300)), book=ours(), customer_=customer("RO"), evidence=())
    host.decide(BillWork(bill=evolve(work(on=T), supply=SupplyKind.ELECTRONIC)), T)
    planned = host.planned(T)
    assert planned.steps == ()
    (held,) = planned.blocked
    assert (held.service_id, held.what, held.reasons[0].code) == ("W1", "invoice", "lifecycle.invoice_vat_open")
    assert len(held.reasons) > 1


def test_without_a_policy_for_debts_nothing_is_owed() -> None:
    host = Host(service("S1", end=T))
    refused = decide(host.account, BillWork(bill=work(on=T)), host.book, on=T)
    assert isinstance(refused, Refused)
    assert [reason.code for reason in refused.reasons] == ["lifecycle.no_debts"]
    with pytest.raises(InvalidInput, match="DebtPolicy"):
        evolve(book(), usual=FamilyPolicy(explicit=websupport.EXPLICIT, tacit=websupport.TACIT, owed=True))


def test_a_debt_is_reminded_of_by_its_age_and_the_service_that_is_paid_for_stays_on() -> None:
    host = billed()
    due = PAY_WITHIN
    assert notices(host, day(1), day(80)) == [(due + 7, "first_reminder"), (due + 17, "second_reminder")]
    assert host.account.service("S1").state is ServiceState.ACTIVE
    blocked = {reason.code for each in host.planned(day(60)).blocked for reason in each.reasons}
    assert blocked == {"dunning.covered"}


def test_a_reminder_missed_moves_what_is_counted_from_it() -> None:
    host = billed()
    due = PAY_WITHIN
    late = day(due + 12)  # the nights between were missed
    assert notices(host, late, day(80)) == [(due + 12, "first_reminder"), (due + 22, "second_reminder")]


def test_a_debt_of_two_lines_is_reminded_of_once() -> None:
    host = Host(service("S1", end=day(300)), service("S2", end=day(300)), book=ours())
    lines = (*work(on=T).billables, evolve(work(on=T).billables[0], id="W1/2", service_id="S2"))
    host.decide(BillWork(bill=evolve(work(on=T), billables=lines)), T)
    host.night(T)
    assert host.account.debts[0].asked == eur("246.00")
    assert len(notices(host, day(1), day(50))) == 2


# ------------------------------------------------------------------ tacit renewals that are owed


def test_by_default_a_failed_tacit_charge_lapses() -> None:
    host = tacit(owed=False)
    host.nights(day(-30), day(10))
    assert host.account.debts == ()
    assert host.account.service("S1").state is ServiceState.DELETED


def test_by_policy_a_failed_tacit_charge_becomes_a_debt_and_the_term_runs_on_credit() -> None:
    host = tacit()
    host.nights(day(-30), day(10))
    (debt,) = host.account.debts
    assert (debt.id, debt.issued_on, debt.due_on, debt.missing) == (
        "S1/2026-12-19/S1/owed", T, day(PAY_WITHIN), eur("123.00")
    )  # fmt: skip
    assert host.account.demand("S1/2026-12-19").parts[0].state is PartState.WITHDRAWN
    one = host.account.service("S1")
    assert (one.state, one.ends_on, one.coverage.grants[-1].cause) == (
        ServiceState.ACTIVE, date(2027, 12, 19), Cause.INVOICED
    )  # fmt: skip


def test_an_owed_term_is_suspended_by_the_age_of_the_debt_and_comes_back_with_the_payment() -> None:
    host = tacit()
    host.nights(day(-30), day(PAY_WITHIN + 22))
    assert [fact.on for fact in host.facts if isinstance(fact, ServiceSuspended)] == []
    host.nights(day(PAY_WITHIN + 22), day(PAY_WITHIN + 24))
    # the second reminder came 17 days after the due day, and five more are promised
    assert [fact.on for fact in host.facts if isinstance(fact, ServiceSuspended)] == [day(PAY_WITHIN + 22)]
    host.nights(day(PAY_WITHIN + 24), day(60))
    assert host.account.service("S1").state is ServiceState.SUSPENDED
    host.pay(host.account.debts[0].id, "123.00", day(60))
    host.night(day(60))
    assert [fact.on for fact in host.facts if isinstance(fact, ServiceReactivated)] == [day(60)]
    assert host.account.service("S1").coverage.grants[-1].cause is Cause.PAID
    assert host.account.service("S1").ends_on == date(2027, 12, 19)
    assert len(host.account.invoices) == 1
    assert replay(host.facts) == host.account


def test_a_debt_is_not_acted_on_before_it_is_overdue() -> None:
    at_once = evolve(
        DEBTS,
        stages=(
            Stage(name="reminder", action=Action.NOTIFY, origin=Origin.ISSUED, days=1),
            Stage(name="off", action=Action.SUSPEND, origin=Origin.ISSUED, days=2, waits_for="reminder"),
        ),
    )
    host = tacit(at_once)
    steps = host.nights(day(-30), day(40))
    assert [(s.on - T).days for s in steps if isinstance(s, SuspendService)] == [PAY_WITHIN + 1]


def test_a_disputed_renewal_is_not_turned_into_a_debt() -> None:
    host = tacit()
    host.nights(day(-30), day(-1))
    host.decide(PlaceHold(hold=Hold(id="H", why="contested", kind=HoldKind.DISPUTE)), day(-1))
    host.nights(day(-1), day(20))
    assert host.account.debts == ()
    assert host.account.service("S1").state is ServiceState.ACTIVE


def test_a_wallet_that_can_pay_comes_before_the_debt() -> None:
    host = tacit()
    host.nights(day(-30), T)
    host.pay(None, "123.00", T)
    host.nights(T, day(3))
    assert host.account.debts == ()
    assert host.account.service("S1").ends_on == date(2027, 12, 19)


def test_a_call_paid_while_its_debt_was_on_the_way_stands_and_the_invoice_is_credited() -> None:
    host = tacit()
    host.nights(day(-30), T)
    (step,) = host.planned(T).steps
    host.record(step.intended())
    host.pay("S1/2026-12-19", "123.00", T)
    host.record(host.perform(step, T))
    assert host.account.debts == ()
    host.nights(T, day(5))
    assert len(host.account.credit_notes) == 1
    assert host.account.service("S1").ends_on == date(2027, 12, 19)
    assert host.account.wallet.balance == zero(EUR)  # that invoice was never paid


def test_what_was_held_for_the_call_is_not_lost() -> None:
    host = tacit()
    host.nights(day(-30), day(-5))
    host.pay("S1/2026-12-19", "23.00", day(-5))
    host.nights(day(-5), day(2))
    assert host.account.wallet.balance == eur("23.00")
    assert host.account.debts[0].missing == eur("123.00")


def test_a_reversed_payment_of_a_debt_opens_it_again_under_its_invoice() -> None:
    host = tacit()
    host.nights(day(-30), day(5))
    debt = host.account.debts[0]
    host.pay(debt.id, "123.00", day(5))
    back = Payment(
        channel="bank", external_id="back", amount=eur("123.00"), received_on=day(9), direction=Direction.OUT
    )
    host.record(
        PaymentReversed(
            of=host.account.payments[0].id, payment=back, reversal=ReversalKind.CHARGEBACK, on=day(9), known=day(9)
        )
    )
    host.nights(day(9), day(12))
    again = host.account.debts[0]
    assert (again.missing, again.document, again.due_on) == (eur("123.00"), debt.document, debt.due_on)
    assert host.account.service("S1").coverage.grants[-1].cause is Cause.INVOICED
    assert (len(host.account.invoices), host.account.credit_notes, host.account.wallet.balance) == (1, (), zero(EUR))
    assert notices(host, day(12), day(80))[0] == (PAY_WITHIN + 7, "first_reminder")


def credited(host: Host, amount: str | None, on: date, *, id_: str = "K1") -> None:
    (invoice,) = host.account.invoices
    gross = None if amount is None else eur(amount)
    host.decide(
        CreditInvoice(credit=ToCredit(id=id_, invoice_number=invoice.number, why="mistake", on=on, gross=gross)), on
    )
    host.night(on)


def test_a_debt_that_a_credit_note_takes_back_is_credited_and_never_paid() -> None:
    host = billed()
    credited(host, None, day(3))
    (debt,) = host.account.debts
    assert [part.state for part in debt.parts] == [PartState.CREDITED]
    assert (debt.missing, host.account.wallet.balance) == (zero(EUR), zero(EUR))
    host.pay("W1", "123.00", day(5))
    assert host.account.wallet.balance == eur("123.00")


def test_what_was_paid_of_a_debt_comes_back_when_all_of_it_is_credited() -> None:
    host = billed()
    host.pay("W1", "23.00", day(1))
    credited(host, "50.00", day(3))
    assert (host.account.debts[0].missing, host.account.wallet.balance) == (eur("50.00"), zero(EUR))
    credited(host, None, day(4), id_="K2")
    assert [part.state for part in host.account.debts[0].parts] == [PartState.CREDITED]
    assert host.account.wallet.balance == eur("23.00")


def test_a_debt_credited_in_part_is_paid_with_the_rest_and_owes_the_rest_again_after_a_chargeback() -> None:
    host = billed()
    credited(host, "50.00", day(3))
    assert host.account.debts[0].missing == eur("73.00")
    host.pay("W1", "73.00", day(5))
    (debt,) = host.account.debts
    assert ([part.state for part in debt.parts], debt.missing) == ([PartState.PAID], zero(EUR))
    out = Payment(channel="bank", external_id="x", amount=eur("73.00"), received_on=day(9), direction=Direction.OUT)
    host.decide(TakeBack(of=host.account.payments[0].id, payment=out, reversal=ReversalKind.RECALL), day(9))
    assert (host.account.debts[0].missing, host.account.wallet.balance) == (eur("73.00"), zero(EUR))


def test_who_gives_a_payment_of_a_debt_back_is_told_that_it_is_owed_again() -> None:
    host = billed()
    host.pay("W1", "123.00", day(5))
    back = ToRefund(id="R1", amount=eur("123.00"), payment_id=host.account.payments[0].id, why="by mistake", on=day(6))
    outcome = decide(host.account, GiveBack(refund=back), host.book, on=day(6))
    assert [str(each) for each in outcome.reasons] == [
        "123.00 EUR go back: by mistake.",
        "W1 is owed again: 123.00 EUR, which were due on 2027-01-02.",
    ]
    out = Payment(channel="bank", external_id="x", amount=eur("123.00"), received_on=day(9), direction=Direction.OUT)
    taken = TakeBack(of=host.account.payments[0].id, payment=out, reversal=ReversalKind.RECALL)
    outcome = decide(host.account, taken, host.book, on=day(9))
    assert str(outcome.reasons[1]) == "W1 is owed again: 123.00 EUR, which were due on 2027-01-02."


def test_a_credit_note_is_no_money_when_the_rest_of_the_debt_is_given_up() -> None:
    host = billed()
    credited(host, "50.00", day(3))
    host.pay("W1", "3.00", day(4))
    host.decide(GiveUpDebt(demand_id="W1", why="too small"), day(5))
    assert (host.account.debts[0].missing, host.account.wallet.balance) == (zero(EUR), eur("3.00"))


# ------------------------------------------------------------------ fees and interest


FEES = evolve(
    DEBTS,
    fees=(LateFee(step="second_reminder", fixed=payable("5.00", EUR), percent=Decimal(1)),),
    fees_agreed=True,
)


def why_free(steps: Sequence[Step]) -> dict[str, list[str]]:
    """What the reminders say of a fee that is not charged."""
    notices = [step for step in steps if isinstance(step, SendNotice)]
    return {step.template: [str(reason) for reason in step.reasons[1:]] for step in notices}


def test_a_fee_is_charged_once_for_its_step_on_the_principal_and_bears_no_fee() -> None:
    host = billed(FEES, kind=CustomerKind.BUSINESS, country="SK")
    steps = host.nights(day(1), day(85))
    charged = [((s.on - T).days, s.amount) for s in steps if isinstance(s, ChargeFee)]
    assert charged == [(PAY_WITHIN + 17, eur("6.23"))]
    fee = host.account.demand("W1/second_reminder/fee")
    assert (fee.kind, fee.asked) == (Kind.DEBT, eur("6.23"))
    assert [line.vat.treatment.value for line in host.account.invoices[-1].content.lines] == ["not_a_supply"]
    assert host.account.demand("W1").asked == eur("123.00")


@pytest.mark.parametrize("later", [(), (LateFee(step="second_reminder", fixed=payable("50.00", EUR)),)])
def test_the_fees_of_a_debt_are_those_of_its_issue(later: tuple[LateFee, ...]) -> None:
    host = billed(FEES, kind=CustomerKind.BUSINESS, country="SK")
    host.night(day(1))
    host.book = evolve(host.book, debts=evolve(FEES, fees=later))
    host.decide(BillWork(bill=work("W2", on=day(2))), day(2))
    steps = host.nights(day(2), day(90))
    charged = {s.demand_id: s.amount for s in steps if isinstance(s, ChargeFee)}
    assert charged == {"W1": eur("6.23")} | ({"W2": eur("50.00")} if later else {})
    assert replay([load_fact(dump_fact(fact)) for fact in host.facts]) == host.account


def test_a_fee_is_no_more_than_the_law_of_the_customer_allows() -> None:
    asked = evolve(FEES, fees=(LateFee(step="second_reminder", fixed=payable("30.00", EUR)),))
    later = tuple(evolve(each, days=15) if each.name == "second_reminder" else each for each in asked.stages)
    steps = billed(evolve(asked, stages=later), country="BE").nights(day(1), day(60))
    assert [s.amount for s in steps if isinstance(s, ChargeFee)] == [eur("7.50")]  # CDE XIX.4
    within_the_free_days = billed(asked, country="BE").nights(day(1), day(60))  # CDE XIX.2: fourteen of them
    assert [s for s in within_the_free_days if isinstance(s, ChargeFee)] == []
    # the first one is sent on day 21, so the fourteen days end with day 35
    assert why_free(within_the_free_days)["second_reminder"] == [
        f"BE-XIX: nothing, because the time of the first reminder ends only before {day(36)}."
    ]


def test_no_fee_is_charged_to_a_consumer_whose_law_nobody_read() -> None:
    host = billed(FEES, country="SK")
    steps = host.nights(day(1), day(60))
    assert [s for s in steps if isinstance(s, ChargeFee)] == []
    assert why_free(steps) == {
        "first_reminder": [],
        "second_reminder": ["No rule was read on what a reminder may cost a consumer in SK: nothing is charged."],
    }
    read = ReminderRow(
        id="SK-own", country="SK", customers={CustomerKind.CONSUMER}, since=date(2026, 1, 1), most=eur("3.00"),
        says="what posting costs", cites="our counsel", source=Source(
            title="opinion of our counsel", certainty=Certainty.SECONDARY, seen_on=T
        ),
    )  # fmt: skip
    host = billed(FEES, country="SK")
    host.book = evolve(host.book, late_law=LateLaw(reminders=(read,)))
    steps = host.nights(day(1), day(60))
    assert [s.amount for s in steps if isinstance(s, ChargeFee)] == [eur("3.00")]
    assert why_free(steps) == {"first_reminder": [], "second_reminder": []}


def test_late_interest_and_the_fixed_sum_follow_a_late_payment_of_a_business() -> None:
    how = InterestPolicy(day_count=DayCount.ACTUAL_365, payment_day_counts=False, rounding=Rounding.HALF_UP)
    host = billed(evolve(DEBTS, interest=how), kind=CustomerKind.BUSINESS, country="DE")
    host.nights(day(1), day(PAY_WITHIN + 11))
    owed = host.account.demand("W1").missing
    host.pay("W1", str(owed.amount), day(PAY_WITHIN + 11))
    without_rates = host.planned(day(PAY_WITHIN + 11))
    (waits,) = [each for each in without_rates.blocked if each.what == "late interest"]
    assert waits.reasons[0].code == "late.needs_rate"
    assert [str(s.amount) for s in without_rates.steps if isinstance(s, ChargeFee)] == ["40.00 EUR"]
    year = Period(date(2026, 7, 1), date(2027, 7, 1))
    rate = KnownRate(reference=Reference.DE_BASE, percent=Decimal("1.27"), held=year)
    host.book = evolve(host.book, reference_rates=(rate,))
    steps = host.nights(day(PAY_WITHIN + 11), day(PAY_WITHIN + 14))
    charged = [(s.bill.supply, str(s.amount)) for s in steps if isinstance(s, ChargeFee)]
    # due on a Saturday, so payable on Monday (BGB 193): eight days late on the gross amount at nine points above 1.27
    # percent, and forty euro (BGB 288)
    principal = owed.amount
    interest = (principal * Decimal("10.27") / 100 * 8 / 365).quantize(Decimal("0.01"))
    assert charged == [(SupplyKind.LATE_INTEREST, f"{interest} EUR"), (SupplyKind.DAMAGES, "40.00 EUR")]
    host.nights(day(PAY_WITHIN + 14), day(PAY_WITHIN + 60))
    assert len(host.account.fees) == 2


def ecb(percent: str, start: date, until: date) -> KnownRate:
    return KnownRate(reference=Reference.ECB, percent=Decimal(percent), held=Period(start, until))


HIGHER = evolve(next(row for row in LATE_ROWS if row.id == "SK-21-2013-half-year"), margin=Decimal(10))


@pytest.mark.parametrize(
    ("law", "percent"),
    [
        (LateLaw(), Decimal("10.40")),  # 8 points above the rate of each half year
        (LateLaw(options=["SK-21-2013-first-day"]), Decimal("11.40")),  # 9 above that of the first day
        (LateLaw(rows=(HIGHER,)), Decimal("12.40")),
    ],
)
def test_the_creditor_chooses_its_option_and_brings_its_own_rows(law: LateLaw, percent: Decimal) -> None:
    how = InterestPolicy(day_count=DayCount.ACTUAL_365, payment_day_counts=False, rounding=Rounding.HALF_UP)
    host = billed(evolve(DEBTS, interest=how), kind=CustomerKind.BUSINESS, country="SK")
    host.book = evolve(host.book, late_law=law, reference_rates=(ecb("2.40", date(2027, 1, 1), date(2027, 7, 1)),))
    host.nights(day(1), day(PAY_WITHIN + 21))
    owed = host.account.demand("W1").missing
    host.pay("W1", str(owed.amount), day(PAY_WITHIN + 21))
    steps = host.nights(day(PAY_WITHIN + 21), day(PAY_WITHIN + 22))
    interest = (owed.amount * percent / 100 * 20 / 365).quantize(Decimal("0.01"))
    assert [str(s.amount) for s in steps if isinstance(s, ChargeFee)] == [f"{interest} EUR", "40.00 EUR"]


def test_an_option_that_is_no_row_is_refused() -> None:
    assert refused(LateLaw, options=["SK-else"]) == ("late_law.option", "late_law.options")


def test_what_is_paid_on_the_due_day_bears_no_interest() -> None:
    how = InterestPolicy(day_count=DayCount.ACTUAL_365, payment_day_counts=False, rounding=Rounding.HALF_UP)
    host = billed(evolve(DEBTS, interest=how), kind=CustomerKind.BUSINESS, country="DE")
    host.pay("W1", str(host.account.demand("W1").missing.amount), day(PAY_WITHIN), known=day(PAY_WITHIN + 9))
    assert [type(step) for step in host.nights(day(PAY_WITHIN + 9), day(60)) if isinstance(step, ChargeFee)] == []


# ------------------------------------------------------------------ giving up


def test_a_debt_is_given_up_by_a_person_and_nothing_follows() -> None:
    host = billed()
    host.pay("W1", "23.00", day(2))
    host.decide(GiveUpDebt(demand_id="W1", why="insolvent"), day(5))
    assert not host.account.debts[0].is_open
    assert host.account.debts[0].parts[0].state is PartState.WRITTEN_OFF
    assert host.account.wallet.balance == eur("23.00")
    assert host.nights(day(5), day(120)) == []
    refused = decide(host.account, GiveUpDebt(demand_id="W1", why="again"), host.book, on=day(6))
    assert isinstance(refused, Refused)
    assert [reason.code for reason in refused.reasons] == ["lifecycle.nothing_owed"]


def test_a_debt_is_given_up_by_policy_after_its_time() -> None:
    host = billed()
    host.nights(day(1), day(PAY_WITHIN + 91))
    assert host.account.debts[0].parts[0].state is PartState.WRITTEN_OFF
    assert [f.on for f in host.facts if type(f).__name__ == "DebtWrittenOff"] == [day(PAY_WITHIN + 90)]


def test_a_call_is_never_given_up() -> None:
    host = Host(service("S1", end=T), book=ours())
    host.nights(day(-30), day(-20))
    refused = decide(host.account, GiveUpDebt(demand_id="S1/2026-12-19", why="no"), host.book, on=day(-20))
    assert isinstance(refused, Refused)


def test_an_accepted_card_owes_nothing() -> None:
    host = tacit()
    host.gateway = accepts
    host.nights(day(-30), day(30))
    assert host.account.debts == ()
    assert [type(f) for f in host.facts if isinstance(f, InvoiceIssued) and f.demand] == []
    assert DeclineClass.INSUFFICIENT_FUNDS not in [a.failed for d in host.account.demands for a in d.parts[0].attempts]


def test_two_debts_of_one_service_suspend_it_once() -> None:
    host = tacit()
    host.nights(day(-30), day(1))
    host.decide(BillWork(bill=work(on=day(1))), day(1))
    host.nights(day(1), day(PAY_WITHIN + 5))
    assert len(host.account.debts) == 2
    steps = host.night(day(60))
    steps += host.nights(day(61), day(90))
    assert len([step for step in steps if isinstance(step, SuspendService)]) == 1


def test_a_word_on_a_debt_that_the_wallet_pays_the_same_night_counts_in_any_order() -> None:
    host = billed()
    host.nights(day(1), day(PAY_WITHIN + 7))
    (reminder,) = [s for s in host.planned(day(PAY_WITHIN + 7)).steps if isinstance(s, SendNotice)]
    host.pay("W1", "123.00", day(PAY_WITHIN + 7))
    host.record(reminder.done(known=day(PAY_WITHIN + 7)))
    assert host.account.demand("W1").parts[0].done_on("first_reminder") == day(PAY_WITHIN + 7)

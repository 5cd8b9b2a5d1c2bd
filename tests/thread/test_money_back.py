"""Money that goes back: refunds and reversals undo what the payment did, and every cent stays known."""

from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve

from hostbilling.demands import Fill, Filling, PartState, Surplus, ToCredit
from hostbilling.errors import BillingError
from hostbilling.lifecycle import (
    CancelService,
    Command,
    CreditDecided,
    CreditInvoice,
    GiveBack,
    GrantCredit,
    IssueInvoice,
    IssueProforma,
    KeepRefund,
    NewService,
    OrderLine,
    PaymentRefunded,
    PaymentReversed,
    PlaceOrder,
    RefundDecided,
    RefundPayment,
    Refused,
    RenewalPolicy,
    TakeBack,
    TopUp,
    WithdrawFromService,
    decide,
)
from hostbilling.money import payable
from hostbilling.payments import (
    Cover,
    Direction,
    Entry,
    Origin,
    Payment,
    RefundTo,
    ReversalKind,
    Terms,
    ToRefund,
    VatRegime,
    WalletPolicy,
    statement,
)
from hostbilling.periods import Period
from hostbilling.renewal import RefundPolicy, Request, When
from hostbilling.renewal.law import Channel

from .host import START, YEAR, Host, book, service

END = date(2026, 4, 1)
ISSUED = date(2026, 3, 4)
LATER = date(2026, 3, 20)
YEAR_ON = Period(END, date(2027, 4, 1))


def called(*names: str, **host: Any) -> Host:
    """A host that has just asked for the renewal of services ending the same day."""
    found = Host(*(service(name, end=END) for name in names or ("S1",)), **host)
    found.night(ISSUED)
    return found


def out(amount: str, *, id_: str = "b1", on: date = LATER) -> Payment:
    return Payment(
        channel="bank", external_id=id_, amount=payable(amount, "EUR"), received_on=on, direction=Direction.OUT
    )


def reverse(host: Host, of: str, amount: str, *, undo_spent: bool = False, id_: str = "b1") -> None:
    host.record(
        PaymentReversed(
            of=of,
            payment=out(amount, id_=id_),
            reversal=ReversalKind.CHARGEBACK,
            undo_spent=undo_spent,
            on=LATER,
            known=LATER,
        )
    )


def refund(host: Host, amount: str, *, of: str | None, id_: str = "R1") -> None:
    wanted = ToRefund(id=id_, amount=payable(amount, "EUR"), payment_id=of, why="asked for it", on=LATER)
    host.record(RefundDecided(refund=wanted, on=LATER, known=LATER))


def stands(host: Host, demand_id: str = "S1/2026-04-01") -> tuple[str, str, str]:
    """What is missing on a demand, what it holds, and what is in the wallet."""
    demand = host.account.demand(demand_id)
    balance = host.account.wallet.balance
    return str(demand.missing.amount), str(demand.held.amount), str(balance.amount)


PAID = "bank:S1/2026-04-01#1"


def test_a_reversed_payment_opens_the_amount_and_takes_the_coverage_back() -> None:
    host = called()
    host.pay("S1/2026-04-01", "123.00", date(2026, 3, 10))
    assert host.account.service("S1").coverage.grants[-1].period == YEAR_ON
    reverse(host, PAID, "123.00")
    assert stands(host) == ("123.00", "0.00", "0.00")
    assert host.account.service("S1").ends_on == END
    assert host.account.to_invoice == ()
    assert [part.state for part in host.account.demand("S1/2026-04-01").parts] == [PartState.REVERSED, PartState.OPEN]


def test_what_was_reversed_is_asked_for_on_a_new_proforma_with_time_to_pay() -> None:
    host = called()
    host.pay("S1/2026-04-01", "123.00", date(2026, 3, 10))
    reverse(host, PAID, "123.00")
    (step,) = [step for step in host.night(LATER) if isinstance(step, IssueProforma)]
    assert step.key == "S1/2026-04-01/call/1/2"
    assert [proforma.number for proforma in host.account.proformas] == ["P2026-0001", "P2026-0002"]
    demand = host.account.demand("S1/2026-04-01")
    assert demand.document == "P2026-0002"
    assert demand.due_on == host.account.proformas[-1].content.due_on == END
    host.pay("S1/2026-04-01", "123.00", date(2026, 3, 25), id_="2")
    assert host.account.service("S1").coverage.grants[-1].period == YEAR_ON
    host.night(date(2026, 3, 25))
    assert [invoice.content.lines[0].id for invoice in host.account.invoices] == ["S1/2026-04-01/S1#2"]


def test_a_reversal_months_later_leaves_time_before_anything_adverse() -> None:
    host = called()
    host.pay("S1/2026-04-01", "123.00", date(2026, 3, 10))
    host.night(date(2026, 3, 10))
    day = date(2026, 7, 1)
    host.record(
        PaymentReversed(of=PAID, payment=out("123.00", on=day), reversal=ReversalKind.DEBIT_RETURN, on=day, known=day)
    )
    assert not [step for step in host.nights(day, day + timedelta(days=7)) if type(step).__name__ == "SuspendService"]
    assert "SuspendService" in {
        type(step).__name__ for step in host.nights(day + timedelta(days=7), day + timedelta(days=60))
    }


def test_the_part_of_a_payment_that_was_too_much_comes_out_of_the_wallet_again() -> None:
    host = called()
    host.pay("S1/2026-04-01", "150.00", date(2026, 3, 10))
    assert stands(host) == ("0.00", "0.00", "27.00")
    reverse(host, PAID, "150.00")
    assert stands(host) == ("123.00", "0.00", "0.00")


def test_a_half_payment_that_is_reversed_is_held_no_more() -> None:
    host = called()
    host.pay("S1/2026-04-01", "50.00", date(2026, 3, 10))
    reverse(host, PAID, "50.00")
    assert stands(host) == ("123.00", "0.00", "0.00")
    assert host.account.demand("S1/2026-04-01").document == "P2026-0001"


def test_what_another_payment_gave_stays_held() -> None:
    host = called()
    host.pay("S1/2026-04-01", "50.00", date(2026, 3, 10))
    host.pay("S1/2026-04-01", "73.00", date(2026, 3, 11), id_="2")
    reverse(host, "bank:S1/2026-04-01#2", "73.00")
    assert stands(host) == ("73.00", "50.00", "0.00")


def spent_from_wallet() -> Host:
    """A top-up of 200 that paid for S1: 77 are left."""
    host = Host(service("S1", end=END))
    host.pay(None, "200.00", date(2026, 2, 1))
    host.night(ISSUED)
    assert stands(host) == ("0.00", "0.00", "77.00")
    return host


def test_a_reversed_top_up_that_was_spent_leaves_the_wallet_below_zero() -> None:
    host = spent_from_wallet()
    reverse(host, "bank:None#1", "200.00")
    assert stands(host) == ("0.00", "0.00", "-123.00")
    assert host.account.service("S1").ends_on == YEAR_ON.end


def test_or_what_it_was_spent_on_is_undone() -> None:
    host = spent_from_wallet()
    reverse(host, "bank:None#1", "200.00", undo_spent=True)
    assert stands(host) == ("123.00", "0.00", "0.00")
    assert host.account.service("S1").ends_on == END


def test_the_same_reversal_twice_counts_once_and_another_amount_is_refused() -> None:
    host = called()
    host.pay("S1/2026-04-01", "123.00", date(2026, 3, 10))
    reverse(host, PAID, "123.00")
    before = host.account
    reverse(host, PAID, "123.00")
    assert host.account == before
    with pytest.raises(BillingError, match=r"was recorded with 123\.00"):
        reverse(host, PAID, "12.00")


def test_what_comes_and_what_goes_back_may_bear_the_same_reference() -> None:
    host = called()
    host.pay("S1/2026-04-01", "123.00", date(2026, 3, 10))
    reverse(host, PAID, "123.00", id_="S1/2026-04-01#1")
    assert [each.payment.id for each in host.account.gone_back] == [f"-{PAID}"]
    assert stands(host) == ("123.00", "0.00", "0.00")


def test_a_refund_is_reserved_sent_to_its_source_and_then_gone() -> None:
    host = called()
    host.pay("S1/2026-04-01", "123.00", date(2026, 3, 10))
    refund(host, "123.00", of=PAID)
    assert stands(host) == ("123.00", "0.00", "123.00")
    assert str(host.account.spendable(LATER).amount) == "0.00"
    (step,) = [step for step in host.night(LATER) if isinstance(step, RefundPayment)]
    assert (step.of.id, str(step.amount.amount)) == (PAID, "123.00")
    assert stands(host) == ("123.00", "0.00", "0.00")
    assert host.account.to_refund == ()
    assert [str(each.payment.amount.amount) for each in host.account.gone_back] == ["123.00"]
    assert host.account.left_of(host.account.payment(PAID)).amount == 0


def test_by_policy_a_refund_stays_in_the_wallet_and_may_be_spent() -> None:
    host = called(book=evolve(book(), refund_to=RefundTo.WALLET))
    host.pay("S1/2026-04-01", "150.00", date(2026, 3, 10))
    refund(host, "27.00", of=PAID)
    assert [type(step) for step in host.night(LATER) if isinstance(step, RefundPayment | KeepRefund)] == [KeepRefund]
    assert str(host.account.spendable(LATER).amount) == "27.00"


def test_a_refund_of_no_payment_in_particular_goes_back_to_the_latest_ones() -> None:
    host = Host(service("S1", end=date(2027, 1, 1)))
    for place, day in enumerate((date(2026, 2, 1), date(2026, 2, 2)), start=1):
        host.pay(None, "30.00", day, id_=str(place))
    refund(host, "50.00", of=None)
    sent = [
        (step.of.external_id, str(step.amount.amount)) for step in host.night(LATER) if isinstance(step, RefundPayment)
    ]
    assert sent == [("None#2", "30.00"), ("None#1", "20.00")]


def test_a_refund_under_way_is_not_sent_again_to_a_payment_that_came_since() -> None:
    host = called()
    host.pay("S1/2026-04-01", "123.00", ISSUED)
    host.pay(None, "50.00", ISSUED)
    host.decide(GiveBack(refund=ToRefund(id="R1", amount=payable("50", "EUR"), why="sorry", on=ISSUED)), ISSUED)
    (sent,) = [step for step in host.planned(ISSUED).steps if isinstance(step, RefundPayment)]
    host.record(sent.intended())
    host.pay(None, "70.00", LATER, id_="2")
    host.decide(GiveBack(refund=ToRefund(id="R2", amount=payable("70", "EUR"), why="sorry", on=LATER)), LATER)
    (other,) = [step for step in host.planned(LATER).steps if isinstance(step, RefundPayment)]
    assert (other.refund_id, str(other.amount)) == ("R2", "70.00 EUR")
    host.record(sent.done(external_id="out", known=LATER))
    host.night(LATER)
    assert str(host.account.wallet.balance) == "0.00 EUR"
    assert [str(each.payment.amount) for each in host.account.gone_back] == ["50.00 EUR", "70.00 EUR"]


def test_a_refund_waits_until_the_wallet_holds_it() -> None:
    host = Host(service("S1", end=date(2027, 1, 1)))
    host.pay(None, "30.00", date(2026, 2, 1))
    refund(host, "31.00", of=None)
    planned = host.planned(LATER)
    assert planned.steps == ()
    assert [str(blocked) for blocked in planned.blocked] == ["refund of R1: R1 waits: the wallet holds 30.00 of 31.00."]


def test_a_refund_that_waits_is_dropped_when_the_payment_is_charged_back() -> None:
    host = called()
    host.pay("S1/2026-04-01", "123.00", date(2026, 3, 10))
    refund(host, "123.00", of=PAID)
    reverse(host, PAID, "123.00")
    assert host.account.to_refund == ()
    assert stands(host) == ("123.00", "0.00", "0.00")


def test_money_that_went_back_twice_is_owed() -> None:
    host = called()
    host.pay("S1/2026-04-01", "123.00", date(2026, 3, 10))
    refund(host, "123.00", of=PAID)
    (step,) = [step for step in host.planned(LATER).steps if isinstance(step, RefundPayment)]
    reverse(host, PAID, "123.00")
    host.record(step.done(external_id="r1", known=LATER))
    assert stands(host) == ("123.00", "0.00", "-123.00")


def test_what_came_in_is_no_refund() -> None:
    with pytest.raises(BillingError, match="pass direction OUT"):
        PaymentRefunded(
            key="k", refund_id="R1", of=PAID, payment=evolve(out("1"), direction=Direction.IN), on=LATER, known=LATER
        )


def invoiced() -> Host:
    """A host that called, was paid, and invoiced."""
    host = called()
    host.pay("S1/2026-04-01", "123.00", date(2026, 3, 10))
    host.night(date(2026, 3, 10))
    assert [invoice.number for invoice in host.account.invoices] == ["F2026-0001"]
    return host


def test_an_invoice_of_what_was_reversed_is_credited_and_gives_nothing_twice() -> None:
    host = invoiced()
    reverse(host, PAID, "123.00")
    host.night(LATER)
    (note,) = host.account.credit_notes
    assert (note.content.invoice_number, str(note.content.totals.amounts.gross.amount)) == ("F2026-0001", "123.00")
    assert stands(host) == ("123.00", "0.00", "0.00")
    host.pay("S1/2026-04-01", "123.00", date(2026, 3, 25), id_="2")
    host.night(date(2026, 3, 25))
    assert [invoice.content.lines[0].id for invoice in host.account.invoices][1:] == ["S1/2026-04-01/S1#2"]


def test_an_invoice_that_was_under_way_is_credited_when_it_comes() -> None:
    host = called()
    host.pay("S1/2026-04-01", "123.00", date(2026, 3, 10))
    (step,) = [step for step in host.planned(LATER).steps if isinstance(step, IssueInvoice)]
    reverse(host, PAID, "123.00")
    host.record(step.done(number="F2026-0001", issued_on=LATER, known=LATER))
    assert [(each.invoice_number, each.line_ids) for each in host.account.to_credit] == [
        ("F2026-0001", ("S1/2026-04-01/S1",))
    ]


def test_what_a_credit_note_gave_back_is_not_taken_out_of_the_part_again() -> None:
    host = invoiced()
    credit = ToCredit(id="C1", invoice_number="F2026-0001", why="half a year", on=LATER, gross=payable("40", "EUR"))
    host.record(CreditDecided(credit=credit, on=LATER, known=LATER))
    host.night(LATER)
    assert stands(host) == ("0.00", "0.00", "40.00")
    reverse(host, PAID, "123.00")
    host.night(LATER)
    assert stands(host) == ("0.00", "0.00", "0.00")
    assert [str(note.content.totals.amounts.gross.amount) for note in host.account.credit_notes] == ["40.00", "83.00"]
    assert host.account.service("S1").ends_on == END


def test_what_is_paid_again_before_it_was_asked_for_again_is_billed_all_the_same() -> None:
    host = invoiced()
    reverse(host, PAID, "123.00")
    host.pay("S1/2026-04-01", "123.00", LATER, id_="2")
    reverse(host, "bank:S1/2026-04-01#2", "123.00", id_="b2")
    host.pay("S1/2026-04-01", "123.00", LATER, id_="3")
    host.night(LATER)
    assert [invoice.content.lines[0].id for invoice in host.account.invoices] == [
        "S1/2026-04-01/S1",
        "S1/2026-04-01/S1#2#3",
    ]
    assert host.account.service("S1").ends_on == YEAR_ON.end


# --------------------------------------------------------------------------------------- by policy


def filled_by(filling: Filling, *names: str) -> Host:
    """Two services in one order, to be filled by a policy."""
    host = called(*names, book=evolve(book(), filling=filling))
    host.decide(PlaceOrder(id="O1", lines=tuple(OrderLine(service_id=name, term=YEAR) for name in names)), ISSUED)
    host.night(ISSUED)
    return host


def test_by_line_what_is_paid_in_full_is_bought_and_what_was_paid_last_is_undone_first() -> None:
    host = filled_by(Filling(fill=Fill.BY_LINE), "S1", "S2")
    host.pay("O1", "130.00", date(2026, 3, 10))
    assert stands(host, "O1") == ("116.00", "7.00", "0.00")
    ends = {each.id: each.ends_on for each in host.account.services}
    assert ends == {"S1": YEAR_ON.end, "S2": END}
    host.pay("O1", "120.00", date(2026, 3, 11), id_="2")
    assert stands(host, "O1") == ("0.00", "0.00", "4.00")
    reverse(host, "bank:O1#2", "120.00")
    assert stands(host, "O1") == ("116.00", "7.00", "0.00")
    assert {each.id: each.ends_on for each in host.account.services} == ends


def test_the_latest_payment_is_taken_out_of_what_it_bought_also_when_another_line_is_being_credited() -> None:
    host = filled_by(Filling(fill=Fill.BY_LINE), "S1", "S2")
    host.pay("O1", "123.00", date(2026, 3, 10))
    host.night(date(2026, 3, 10))
    host.pay("O1", "100.00", date(2026, 3, 11), id_="2")
    credit = ToCredit(id="C1", invoice_number="F2026-0001", why="outage", on=date(2026, 3, 11), line_ids=("O1/S1",))
    host.record(CreditDecided(credit=credit, on=date(2026, 3, 11), known=date(2026, 3, 11)))
    before = stands(host, "O1"), {each.id: each.coverage for each in host.account.services}
    host.pay("O1", "50.00", date(2026, 3, 11), id_="3")
    assert stands(host, "O1") == ("0.00", "0.00", "27.00")
    reverse(host, "bank:O1#3", "50.00")
    assert (stands(host, "O1"), {each.id: each.coverage for each in host.account.services}) == before


def test_what_was_given_up_is_asked_for_again_when_the_payment_goes_back() -> None:
    host = called(book=evolve(book(), filling=Filling(tolerance=payable("1", "EUR"))))
    host.pay("S1/2026-04-01", "122.50", date(2026, 3, 10))
    assert stands(host) == ("0.00", "0.00", "0.00")
    assert str(host.account.demand("S1/2026-04-01").forgiven.amount) == "0.50"
    reverse(host, PAID, "122.50")
    assert stands(host) == ("123.00", "0.00", "0.00")


def test_a_surplus_goes_on_to_the_next_demand_and_comes_back_from_there() -> None:
    host = called("S1", "S2", book=evolve(book(), filling=Filling(surplus=Surplus.NEXT_DEMAND)))
    host.pay("S1/2026-04-01", "150.00", date(2026, 3, 10))
    assert stands(host, "S2/2026-04-01") == ("96.00", "27.00", "0.00")
    host.pay("S2/2026-04-01", "100.00", date(2026, 3, 11), id_="2")
    assert stands(host, "S2/2026-04-01") == ("0.00", "0.00", "4.00")
    reverse(host, PAID, "150.00")
    assert stands(host) == ("123.00", "0.00", "4.00")
    assert stands(host, "S2/2026-04-01") == ("27.00", "96.00", "4.00")


def test_a_surplus_that_pays_for_the_next_demand_is_recorded_in_the_wallet() -> None:
    host = called("S1", "S2", book=evolve(book(), filling=Filling(surplus=Surplus.NEXT_DEMAND)))
    host.pay("S1/2026-04-01", "250.00", date(2026, 3, 10))
    moves = [(str(entry.amount.amount), entry.why) for entry in host.account.wallet.entries]
    assert moves == [("127.00", "more than S1/2026-04-01 asked for"), ("-123.00", "for S2/2026-04-01")]
    assert host.account.service("S2").ends_on == YEAR_ON.end


# --------------------------------------------------------------------------------------- what a person is told


def told(host: Host, command: Command, on: date = LATER) -> tuple[str, list[str]]:
    outcome = decide(host.account, command, host.book, on=on)
    return type(outcome).__name__, [str(reason) for reason in outcome.reasons]


def test_a_chargeback_says_everything_that_follows_and_what_cannot_be_undone() -> None:
    host = invoiced()
    back = TakeBack(of=PAID, payment=out("123.00"), reversal=ReversalKind.CHARGEBACK)
    assert told(host, back) == (
        "Accepted",
        [
            "bank:S1/2026-04-01#1 was taken back (chargeback): 123.00 EUR.",
            "S1 is paid until 2026-04-01 only.",
            "The registry was paid for S1 until 2027-04-01: that cannot be undone, and must not be bought again.",
            "S1/2026-04-01 asks for S1 again: 123.00 EUR.",
            "A credit note for F2026-0001 follows.",
        ],
    )
    host.decide(back, LATER)
    assert told(host, back) == ("Accepted", ["-bank:b1 is known: nothing is added."])


def test_a_chargeback_of_money_that_was_spent_says_what_is_owed() -> None:
    host = spent_from_wallet()
    back = TakeBack(of="bank:None#1", payment=out("200.00"), reversal=ReversalKind.CHARGEBACK)
    assert told(host, back)[1][-1] == "The wallet stands at -123.00 EUR: what was spent of it is owed."
    host.book = evolve(host.book, undo_spent=True)
    assert told(host, back)[1][1:3] == [
        "S1 is paid until 2026-04-01 only.",
        "The registry was paid for S1 until 2027-04-01: that cannot be undone, and must not be bought again.",
    ]


def test_nothing_is_given_back_that_is_not_there() -> None:
    host = invoiced()
    many = GiveBack(refund=ToRefund(id="R", amount=payable("123.01", "EUR"), payment_id=PAID, why="too much", on=LATER))
    assert told(host, many) == ("Refused", ["bank:S1/2026-04-01#1 brought 123.00 EUR that did not go back yet."])
    wallet = GiveBack(refund=ToRefund(id="R", amount=payable("0.01", "EUR"), why="wallet", on=LATER))
    assert told(host, wallet) == ("Refused", ["0.01 EUR cannot be given back: 0.00 EUR of it are there."])
    some = GiveBack(refund=ToRefund(id="R", amount=payable("123", "EUR"), payment_id=PAID, why="moved away", on=LATER))
    assert told(host, some)[1][0] == "123.00 EUR go back: moved away."
    host.decide(some, LATER)
    assert told(host, some) == ("Accepted", ["R was decided before: nothing is added."])
    again = GiveBack(refund=ToRefund(id="R2", amount=payable("1", "EUR"), payment_id=PAID, why="again", on=LATER))
    assert told(host, again)[0] == "Refused"


def test_a_gift_is_never_paid_out() -> None:
    host = called()
    gift = Entry(id="gift", on=ISSUED, amount=payable("50", "EUR"), why="welcome", terms=Terms(origin=Origin.GRANTED))
    host.account = evolve(host.account, wallet=host.account.wallet.put(gift))
    wallet = GiveBack(refund=ToRefund(id="R", amount=payable("50", "EUR"), why="wallet", on=LATER))
    assert told(host, wallet)[0] == "Refused"


def test_a_renewal_of_what_has_no_term_any_more_waits_until_the_first_is_paid_again() -> None:
    host = Host(book=book())
    day = date(2026, 3, 1)
    new = NewService(id="N", product_id="vps", name="n.example")
    host.decide(PlaceOrder(id="O1", lines=(OrderLine(service_id="N", term=YEAR),), new=(new,)), day)
    host.night(day)
    host.pay("O1", "123.00", day)
    host.night(day)
    again = PlaceOrder(id="O2", lines=(OrderLine(service_id="N", term=YEAR),))
    host.decide(again, day)
    reverse(host, "bank:O1#1", "123.00")
    host.night(LATER)
    assert [reason.code for each in host.planned(LATER).blocked for reason in each.reasons] == ["lifecycle.no_term"]
    assert str(host.account.demand("O1").missing) == "123.00 EUR"
    host.pay("O1", "123.00", LATER, id_="2")
    assert [step.key for step in host.night(LATER) if isinstance(step, IssueProforma)] == ["O2/call/1"]
    assert host.account.service("N").ends_on == date(LATER.year + 1, LATER.month, LATER.day)


# --------------------------------------------------------------------------- what cannot be undone


REGISTRY = "The registry was paid for S1 until 2027-04-01: that cannot be undone, and must not be bought again."


@pytest.mark.parametrize(("product", "said"), [("domain", [REGISTRY]), ("vps", [])])
def test_whoever_gets_days_of_a_domain_back_is_told_that_the_registry_keeps_its_year(
    product: str, said: list[str]
) -> None:
    on = date(2026, 3, 15)
    policy = RenewalPolicy(refund=RefundPolicy.PRORATA)
    chosen = book()
    chosen = evolve(chosen, usual=evolve(chosen.usual, renewal=policy), special=())
    host = Host(service("S1", end=date(2026, 4, 1), product=product), book=chosen)
    host.decide(PlaceOrder(id="O1", lines=(OrderLine(service_id="S1", term=YEAR),)), on)
    host.night(on)
    host.pay("O1", "123.00", on)
    host.night(on)
    at_once = Request(
        id="C1", when=When.IMMEDIATELY, channel=Channel.CUSTOMER_AREA, declared_on=on, received_on=on, confirmed=True
    )
    withdrawn = WithdrawFromService(id="W1", service_id="S1", sent_on=on, informed_on=on, begun_at_request=False)
    for command in (CancelService(service_id="S1", request=at_once), withdrawn):
        outcome, reasons = told(host, command, on)
        assert (outcome, [each for each in reasons if "registry" in each]) == ("Accepted", said)
    kept = evolve(chosen, usual=evolve(chosen.usual, renewal=RenewalPolicy()), special=())
    late = evolve(at_once, when=When.AT_END)
    ends = decide(host.account, CancelService(service_id="S1", request=late), kept, on=on)
    assert not [each for each in ends.reasons if "registry" in str(each)]


GIFT = GrantCredit(id="g", amount=payable("23", "EUR"), why="welcome", until=date(2026, 4, 15))
ALLOWED = WalletPolicy(regime=VatRegime.DEPOSIT, covers=Cover.PARTIAL)


def gifted(*, until: date | None = GIFT.until) -> Host:
    """A host with a gift that paid a part of a call."""
    found = Host(service("S1", end=END), book=evolve(book(), wallet=ALLOWED))
    found.decide(evolve(GIFT, until=until), date(2026, 3, 1))
    found.night(ISSUED)
    assert stands(found) == ("100.00", "23.00", "0.00")
    return found


def lots(host: Host) -> list[tuple[str, Origin, date | None, bool]]:
    return [
        (str(lot.left.amount), lot.terms.origin, lot.terms.expires_on, lot.terms.kept)
        for lot in host.account.wallet.lots
    ]


def refused(host: Host, amount: str, on: date, *, of: str | None = None) -> list[str]:
    wanted = ToRefund(id="R9", amount=payable(amount, "EUR"), payment_id=of, why="asked for it", on=on)
    outcome = decide(host.account, GiveBack(refund=wanted), host.book, on=on)
    return [str(each) for each in outcome.reasons] if isinstance(outcome, Refused) else []


def test_a_gift_held_for_a_call_that_is_dropped_is_a_gift_again_and_lapses_on_its_day() -> None:
    host = gifted()
    host.pay(None, "200", ISSUED)
    renew = PlaceOrder(id="O1", lines=(OrderLine(service_id="S1", term=YEAR),))
    host.decide(renew, ISSUED)
    assert lots(host) == [
        ("200.00", Origin.PAID, None, False),
        ("23.00", Origin.GRANTED, GIFT.until, False),
    ]
    assert refused(host, "200.01", ISSUED) == ["200.01 EUR cannot be given back: 200.00 EUR of it are there."]


def test_a_gift_let_go_after_its_last_day_lapses_that_night() -> None:
    host = gifted(until=date(2026, 3, 10))
    host.decide(PlaceOrder(id="O1", lines=(OrderLine(service_id="S1", term=YEAR),)), LATER)
    assert lots(host) == [("23.00", Origin.GRANTED, date(2026, 3, 10), False)]
    host.night(LATER)
    assert lots(host) == []
    rows = statement(host.account.wallet, since=START, until=LATER).rows
    assert [(row.entry.why, row.entry.on.day, str(row.balance.amount)) for row in rows] == [
        ("welcome", 1, "23.00"),
        ("for S1/2026-04-01", 4, "0.00"),
        ("held for S1, replaced by an order", 20, "23.00"),
        ("expired", 20, "0.00"),
    ]


def test_what_a_credit_note_gives_back_of_a_gift_is_a_gift_and_the_payment_comes_first() -> None:
    host = gifted()
    host.pay("S1/2026-04-01", "100", ISSUED)
    host.night(ISSUED)
    half = ToCredit(id="K1", invoice_number="F2026-0001", why="outage", on=LATER, gross=payable("60", "EUR"))
    host.decide(CreditInvoice(credit=half), LATER)
    host.night(LATER)
    assert lots(host) == [("60.00", Origin.PAID, None, False)]
    host.decide(CreditInvoice(credit=evolve(half, id="K2", gross=None)), LATER)
    host.night(LATER)
    assert lots(host)[1:] == [("40.00", Origin.PAID, None, False), ("23.00", Origin.GRANTED, GIFT.until, False)]
    assert refused(host, "100.01", LATER) == ["100.01 EUR cannot be given back: 100.00 EUR of it are there."]


def test_a_refund_of_a_payment_leaves_the_gift_that_paid_the_rest() -> None:
    host = gifted()
    host.pay("S1/2026-04-01", "100", ISSUED)
    host.night(ISSUED)
    refund(host, "100", of=PAID)
    assert lots(host) == [("100.00", Origin.REFUNDED, None, False)]
    assert stands(host) == ("100.00", "23.00", "100.00")


def test_money_that_is_kept_is_kept_after_a_call_held_it() -> None:
    host = Host(service("S1", end=END), book=evolve(book(), wallet=evolve(ALLOWED, refundable=False)))
    paid = Payment(channel="card", external_id="t", amount=payable("50", "EUR"), received_on=date(2026, 3, 1))
    host.decide(TopUp(payment=paid), date(2026, 3, 1))
    host.nights(date(2026, 3, 1), date(2026, 7, 10))
    (lot,) = host.account.wallet.lots
    assert (str(lot.left), lot.terms.kept, lot.terms.regime) == ("50.00 EUR", True, VatRegime.DEPOSIT)
    assert refused(host, "1", date(2026, 7, 12)) == ["1.00 EUR cannot be given back: 0.00 EUR of it are there."]
    host.decide(TakeBack(of="card:t", payment=out("50"), reversal=ReversalKind.CHARGEBACK), LATER)
    assert (lots(host), str(host.account.wallet.debt)) == ([], "0.00 EUR")


def test_a_chargeback_takes_what_is_kept_and_not_the_gift() -> None:
    host = Host(service("S1", end=END), book=evolve(book(), wallet=evolve(ALLOWED, refundable=False)))
    paid = Payment(channel="card", external_id="t", amount=payable("50", "EUR"), received_on=date(2026, 2, 1))
    host.decide(TopUp(payment=paid), date(2026, 2, 1))
    host.decide(GIFT, date(2026, 2, 1))
    host.decide(TakeBack(of="card:t", payment=out("50"), reversal=ReversalKind.CHARGEBACK), LATER)
    assert lots(host) == [("23.00", Origin.GRANTED, GIFT.until, False)]

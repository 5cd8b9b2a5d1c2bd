"""What `decide` answers, word by word: a person reads it before anything is stored."""

from datetime import date
from decimal import Decimal

import pytest
from attrs import evolve

from hostbilling.catalog import Discount
from hostbilling.demands import Instrument, ToCredit
from hostbilling.dunning import DebtPolicy
from hostbilling.lifecycle import (
    Accepted,
    AddInstrument,
    AnnouncePrice,
    ApplyCharge,
    BillWork,
    CancelAccount,
    CancelService,
    ChangeCustomer,
    ChangeService,
    ChargeAsked,
    Command,
    CreditInvoice,
    DeclineDebit,
    EndTransfer,
    GiveBack,
    GiveUpDebt,
    GrantCredit,
    GrantDays,
    GrantDiscount,
    Hold,
    KeepService,
    MoveAccount,
    OrderLine,
    PlaceHold,
    PlaceOrder,
    ReleaseHold,
    SwitchRenewal,
    TakeBack,
    TopUp,
    TransferOwner,
    TransferStep,
    decide,
)
from hostbilling.money import payable
from hostbilling.payments import Direction, Payment, ReversalKind, ToRefund, VatRegime, WalletPolicy
from hostbilling.periods import Term
from hostbilling.renewal import AccountEvent, Need
from hostbilling.services import Cause
from tests.lifecycle.samples import work
from tests.samples import eur
from tests.thread.host import CARD, YEAR, Host, customer, service
from tests.thread.test_contracts import MONTH, T, day, new_server, request, shop

BOOK = evolve(shop(), wallet=WalletPolicy(regime=VatRegime.DEPOSIT), debts=DebtPolicy(id="debts", stages=()))
EVA = evolve(customer(), name="Eva")
RENEW = PlaceOrder(id="O1", lines=(OrderLine(service_id="S1", term=YEAR),))
NEWS = AnnouncePrice(id="N1", service_id="S1", price=eur("120.00"), effective=T)
LOYAL = Discount(id="D1", text="10 % for loyalty", percent=Decimal(10), since=day(-60))
DAYS = GrantDays(id="G1", service_id="S1", term=MONTH, cause=Cause.GOODWILL)
LEFT = "The account is cancelled, and 2 services with it."


def fresh() -> Host:
    return Host(service("S1", end=T), service("S2", end=day(30), tacit=True), book=BOOK, instruments=(CARD,))


def answers(host: Host, command: Command, on: date) -> list[str]:
    """Decide, store, and return the sentences."""
    outcome = decide(host.account, command, host.book, on=on)
    if isinstance(outcome, Accepted):
        host.record(*outcome.facts)
    return [str(reason) for reason in outcome.reasons]


@pytest.mark.parametrize(
    ("commands", "said"),
    [
        ([RENEW, RENEW], "O1 was placed before: nothing is added."),
        ([RENEW], "O1 asks for 1 renewals; the call follows tonight."),
        (
            [PlaceOrder(id="O1", lines=(OrderLine(service_id="S1", term=Term.years(7)),))],
            "domain is not offered for 7 years, only for 1 year, 1 month.",
        ),
        ([SwitchRenewal(service_id="S1", tacit=True)], "S1 renews by itself from now on."),
        ([SwitchRenewal(service_id="S2", tacit=False)], "S2 renews only if ordered from now on."),
        ([AddInstrument(instrument=CARD)], "card is on file."),
        ([GrantDiscount(service_id="S1", discount=LOYAL)], f"S1 has 10 % for loyalty from {day(-60)} on."),
        (
            [GrantDiscount(service_id="S1", discount=evolve(LOYAL, percent=None, amount=payable("5", "CZK")))],
            "10 % for loyalty is in CZK, the account in EUR.",
        ),
        ([ChangeCustomer(customer=evolve(customer(), contacts=customer().contacts[:1]))],
         "Future documents carry the new details."),
        ([PlaceHold(hold=Hold(id="H", why="a dispute"))], "Nothing adverse happens: a dispute."),
        ([PlaceHold(hold=Hold(id="H", why="a dispute")), ReleaseHold(id="H")], "The hold is over."),
        ([DAYS], "S1 gets 2026-04-01 to 2026-04-30 as goodwill."),
        ([DAYS, DAYS], "G1 was granted before: nothing is added."),
        ([NEWS], f"S1 costs 120.00 EUR from {T}, once the customer was told."),
        ([evolve(NEWS, price=payable("9", "CZK"))], "9.00 CZK is no price for an account in EUR."),
        ([evolve(NEWS, effective=day(-61))], f"{day(-61)} is before {day(-60)}: a change is made from today on."),
        ([DeclineDebit()], "Nothing is debited any more: 1 services renew only if ordered."),
        ([MoveAccount(event=AccountEvent.REACTIVATED, confirmed=False)],
         "The customer has not confirmed it yet: nothing changes."),
        (
            [MoveAccount(event=AccountEvent.REACTIVATED, confirmed=True)],
            "An account that is paid cannot be reactivated.",
        ),
        (
            [CancelAccount(request=request("C1", day(-60))), MoveAccount(event=AccountEvent.REQUESTED, confirmed=True)],
            "The account is reactivation requested now.",
        ),
        ([CancelAccount(request=request("C1", day(-60)))], LEFT),
        (
            [CancelAccount(request=request("C1", day(-60))), CancelAccount(request=request("C2", day(-60)))],
            "The account is cancelled paid already.",
        ),
        ([CancelService(service_id="S1", request=request("C1", day(-60)))],
         f"S1 ends on {T}, the first day without it."),
        (
            [CancelService(service_id="S1", request=request("C1", day(-60))), KeepService(service_id="S1")],
            f"S1 goes on: the cancellation for {T} is taken back.",
        ),
        ([KeepService(service_id="S1")], "S1 was not cancelled: it goes on anyway."),
        ([TransferOwner(customer=EVA)], "Eva takes over once 2 services were transferred."),
        ([TransferOwner(customer=EVA), TransferOwner(customer=EVA)],
         "Eva is taking over already: wait, or end that first."),
        (
            [TransferOwner(customer=EVA), TransferStep(service_id="S1", need=Need.OLD_OWNER_AGREES)],
            "S1: the old owner agrees.",
        ),
        ([TransferStep(service_id="S1", need=Need.OLD_OWNER_AGREES)], "S1 is not being transferred."),
        ([TransferOwner(customer=EVA), EndTransfer()], "Eva does not take over: everything stays as it was."),
        ([EndTransfer()], "the account is not being transferred."),
        ([GrantCredit(id="G", amount=eur("5"), why="welcome")], "5.00 EUR are given: welcome."),
        (
            [GrantCredit(id="G", amount=eur("5"), why="welcome"), GrantCredit(id="G", amount=eur("5"), why="welcome")],
            "G was given before: nothing is added.",
        ),
        (
            [TopUp(payment=Payment(channel="card", external_id="1", amount=eur("20"), received_on=day(-60)))],
            "20.00 EUR are in the wallet.",
        ),
        ([BillWork(bill=work(on=day(-60)))], "W1 is invoiced tonight, payable within 14 days."),
        ([BillWork(bill=work(on=day(-60))), BillWork(bill=work(on=day(-60)))],
         "W1 was billed before: nothing is added."),
    ],
)  # fmt: skip
def test_an_answer_says_what_happens(commands: list[Command], said: str) -> None:
    host = fresh()
    *before, last = commands
    for command in before:
        assert answers(host, command, day(-60))
    assert said in answers(host, last, day(-60))


def paid() -> Host:
    """S1 was ordered, paid with 123.00 EUR and invoiced."""
    host = fresh()
    host.decide(RENEW, day(-60))
    host.night(day(-60))
    host.pay("O1", "123.00", day(-60))
    host.night(day(-60))
    return host


def test_answers_about_money_that_goes_back() -> None:
    host = paid()
    (payment,) = host.account.payments
    (invoice,) = host.account.invoices
    some = CreditInvoice(
        credit=ToCredit(id="K1", invoice_number=invoice.number, gross=eur("23.00"), why="a bad day", on=day(-59))
    )
    assert answers(host, some, day(-59)) == [f"A credit note for {invoice.number} follows: a bad day."]
    assert answers(host, some, day(-59)) == ["K1 was decided before: nothing is added."]
    more = evolve(some, credit=evolve(some.credit, id="K2", gross=eur("100.01")))
    (refused,) = answers(host, more, day(-59))
    assert refused.startswith(f"Invoice {invoice.number} cannot be corrected so: ")
    host.night(day(-59))
    back = GiveBack(refund=ToRefund(id="R1", amount=eur("23.00"), why="a bad day", on=day(-58)))
    assert answers(host, back, day(-58)) == ["23.00 EUR go back: a bad day."]
    assert answers(host, back, day(-58)) == ["R1 was decided before: nothing is added."]
    empty = GiveBack(refund=ToRefund(id="R2", amount=eur("1.00"), why="more", on=day(-58)))
    assert answers(host, empty, day(-58)) == ["1.00 EUR cannot be given back: 0.00 EUR of it are there."]
    much = GiveBack(refund=ToRefund(id="R3", amount=eur("123.01"), payment_id=payment.id, why="all", on=day(-58)))
    assert answers(host, much, day(-58)) == [f"{payment.id} brought 123.00 EUR that did not go back yet."]


def test_answers_about_a_chargeback_name_all_that_follows() -> None:
    host = paid()
    (payment,) = host.account.payments
    (invoice,) = host.account.invoices
    out = Payment(
        channel="bank", external_id="back", amount=eur("123.00"), received_on=day(-50), direction=Direction.OUT
    )
    taken = TakeBack(of=payment.id, payment=out, reversal=ReversalKind.RECALL)
    told = answers(host, taken, day(-50))
    assert told == [
        f"{payment.id} was taken back (recall): 123.00 EUR.",
        "S1 is paid until 2026-04-01 only.",
        "The registry was paid for S1 until 2027-04-01: that cannot be undone, and must not be bought again.",
        "O1 asks for S1 again: 123.00 EUR.",
        f"A credit note for {invoice.number} follows.",
    ]
    assert answers(host, taken, day(-50)) == [f"{out.id} is known: nothing is added."]


def test_answers_about_charges() -> None:
    host = Host(service("S1", end=T), book=BOOK, instruments=(CARD,), gateway=lambda _: None)
    host.decide(RENEW, day(-60))
    host.night(day(-60))
    asked = ApplyCharge(charge=ChargeAsked(id="A1", demand_id="O1", instrument_id="card", on=day(-59)))
    assert answers(host, asked, day(-59)) == ["card is charged 123.00 EUR for O1 tonight."]
    assert answers(host, asked, day(-59)) == ["A1 was asked for before: nothing is added."]
    second = evolve(asked, charge=evolve(asked.charge, id="A2"))
    assert answers(host, second, day(-59)) == ["A charge for O1 has no answer yet: a second one could pay twice."]
    host.night(day(-59))
    assert answers(host, second, day(-58)) == ["O1 asks for nothing: there is no charge to apply."]
    old = Instrument(id="old", label="old card", usable_until=day(-59))
    host.decide(AddInstrument(instrument=old), day(-58))
    third = evolve(asked, charge=evolve(asked.charge, id="A3", instrument_id="old"))
    assert "old card cannot be charged on 2026-02-02: correct it or add another." in answers(host, third, day(-58))


def test_answers_about_a_debt_and_its_end() -> None:
    host = fresh()
    host.decide(BillWork(bill=work(on=day(-60))), day(-60))
    host.night(day(-60))
    assert answers(host, GiveUpDebt(demand_id="W1", why="too small"), day(-30)) == [
        "123.00 EUR of W1 are given up: too small."
    ]
    assert answers(host, GiveUpDebt(demand_id="W1", why="again"), day(-30)) == ["Nothing of W1 is owed."]
    prepaid = Host(service("S1", end=T), book=shop())
    assert answers(prepaid, BillWork(bill=work(on=day(-60))), day(-60)) == [
        "The book has no policy for debts, so all is paid first."
    ]
    paid_in = TopUp(payment=Payment(channel="card", external_id="1", amount=eur("20"), received_on=day(-60)))
    assert answers(prepaid, paid_in, day(-60)) == ["The seller offers no wallet."]


def test_answers_about_a_change_in_mid_term() -> None:
    host = Host(book=BOOK)
    new_server(host, day(0))  # 31.00 a month, from 1 to 30 April
    bigger = ChangeService(id="U1", service_id="box", effective=day(15), product_id="large")
    told = answers(host, bigger, day(15))
    assert "box changes on 2026-04-16 once it is paid by then: 15.50 EUR at the prices of the list." in told
    assert answers(host, bigger, day(15)) == ["U1 was ordered before: nothing is added."]
    assert answers(host, evolve(bigger, id="U2"), day(15)) == ["box is about to change already: U1."]
    taken = evolve(bigger, id="O-box")
    assert answers(host, taken, day(15)) == ["O-box names a call already: give the change another id."]
    past = evolve(bigger, id="U3", effective=day(14))
    other = Host(book=BOOK)
    new_server(other, day(0))
    assert answers(other, past, day(15)) == ["2026-04-15 is before 2026-04-16: a change is made from today on."]
    same = evolve(bigger, id="U4", product_id="small")
    assert "box is that already." in answers(other, same, day(15))

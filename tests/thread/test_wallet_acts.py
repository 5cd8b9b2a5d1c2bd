"""The wallet in the conductor: paid in under terms, given, expired, paying calls whole or in part."""

from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve

from hostbilling.errors import Impossible, InvalidInput, NotFound
from hostbilling.lifecycle import (
    Accepted,
    ApplyWallet,
    Command,
    ExpireLot,
    GiveBack,
    GrantCredit,
    OrderLine,
    PaymentReceived,
    PaymentRefunded,
    PlaceOrder,
    SendNotice,
    TakeBack,
    TopUp,
    decide,
)
from hostbilling.money import payable
from hostbilling.payments import (
    By,
    Cover,
    Direction,
    Line,
    Origin,
    Outcome,
    Payment,
    ReversalKind,
    ToRefund,
    VatRegime,
    WalletPolicy,
    match_all,
    of_demand,
)
from hostbilling.periods import Term
from tests.refusals import refused
from tests.samples import eur

from .host import YEAR, Host, book, service

END = date(2026, 4, 1)
EARLY = date(2026, 2, 1)
ISSUED = date(2026, 3, 4)
DEMAND = "S1/2026-04-01"


def host(**policy: Any) -> Host:
    chosen: dict[str, Any] = {"regime": VatRegime.DEPOSIT, **policy}
    wallet = WalletPolicy(**chosen)
    return Host(service("S1", end=END), book=evolve(book(), wallet=wallet))


def paid_in(amount: str, id_: str = "t1") -> TopUp:
    return TopUp(payment=Payment(channel="card", external_id=id_, amount=eur(amount), received_on=EARLY))


def told(found: Host, command: Command, on: date = EARLY) -> tuple[str, list[str]]:
    outcome = decide(found.account, command, found.book, on=on)
    return type(outcome).__name__, [str(reason) for reason in outcome.reasons]


@pytest.mark.requirement("R-067")
def test_a_top_up_carries_the_terms_of_the_book_and_pays_the_next_call() -> None:
    found = host(lasts=Term.years(1))
    assert told(found, paid_in("130")) == (
        "Accepted",
        ["130.00 EUR are in the wallet.", "What 130.00 EUR will buy is not known yet, so no VAT is due on it."],
    )
    found.decide(paid_in("130"), EARLY)
    (lot,) = found.account.wallet.lots
    assert (lot.terms.regime, lot.terms.expires_on) == (VatRegime.DEPOSIT, date(2027, 2, 1))
    found.night(ISSUED)
    assert found.account.service("S1").ends_on == date(2027, 4, 1)
    assert str(found.account.wallet.balance) == "7.00 EUR"


def test_without_a_policy_nothing_is_paid_in() -> None:
    plain = Host(service("S1", end=END))
    assert told(plain, paid_in("10")) == ("Refused", ["The seller offers no wallet."])


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (TopUp(payment=Payment(channel="card", external_id="1", amount=payable("9", "CZK"), received_on=EARLY)),
         "payment.amount is not in EUR, as account a1 is, got '9.00 CZK'; take the account of its currency"),
        (GrantCredit(id="g", amount=payable("9", "CZK"), why="sorry"),
         "credit.amount is not in EUR, as account a1 is, got '9.00 CZK'; take the account of its currency"),
        (GrantCredit(id="g", amount=eur("9"), why="sorry", until=date(2026, 1, 31)),
         "credit.until is before 2026-02-01, got datetime.date(2026, 1, 31); give a day on which it can be spent"),
    ],
)  # fmt: skip
def test_what_is_no_money_of_the_account_is_not_paid_in_nor_given(command: Command, said: str) -> None:
    found = host()
    with pytest.raises(InvalidInput) as refused:
        decide(found.account, command, found.book, on=EARLY)
    assert str(refused.value).rpartition(" [")[0] == said


def test_a_gift_may_end_on_the_day_it_is_given() -> None:
    assert told(host(), GrantCredit(id="g", amount=eur("9"), why="sorry", until=EARLY))[0] == "Accepted"


@pytest.mark.parametrize("regime", [VatRegime.PREPAYMENT, VatRegime.SINGLE_PURPOSE])
def test_a_book_with_a_wallet_that_is_taxed_when_filled_is_refused_with_what_to_do(regime: VatRegime) -> None:
    with pytest.raises(InvalidInput, match=r"book\.wallet\.regime is taxed when it is paid in") as refused:
        host(regime=regime)
    assert [(each.code, each.value) for each in refused.value.faults] == [("book.wallet", regime.value)]
    assert "take DEPOSIT or MULTI_PURPOSE" in str(refused.value)


@pytest.mark.parametrize("partial", [VatRegime.SINGLE_PURPOSE, VatRegime.MULTI_PURPOSE])
def test_a_book_for_which_partial_payments_are_vouchers_is_refused_with_what_to_do(partial: VatRegime) -> None:
    with pytest.raises(InvalidInput, match="take PREPAYMENT, which invoices it as an advance, or DEPOSIT") as refused:
        evolve(book(), partial=partial)
    assert [(each.code, each.value) for each in refused.value.faults] == [("book.partial", partial.value)]


def test_a_book_says_that_what_is_held_is_a_deposit() -> None:
    assert book().partial is VatRegime.DEPOSIT
    no_regime: Any = "deposit"
    with pytest.raises(InvalidInput, match=r"book\.partial"):
        evolve(book(), partial=no_regime)


def reminders(found: Host, day: date) -> list[str]:
    return [str(step.amount) for step in found.night(day) if isinstance(step, SendNotice)]


def first_reminder(**policy: Any) -> tuple[Host, date]:
    """A host before the night of its first reminder, and that day."""
    known = host(**policy)
    day = ISSUED
    while not reminders(known, day):
        day += timedelta(days=1)
    found = host(**policy)
    found.nights(ISSUED, day)
    return found, day


def topped_up(found: Host, amount: str, day: date) -> None:
    payment = Payment(channel="card", external_id="t1", amount=eur(amount), received_on=day)
    found.decide(TopUp(payment=payment), day)


def test_nobody_is_reminded_on_the_night_when_the_wallet_pays() -> None:
    found, day = first_reminder()
    topped_up(found, "123", day)
    assert reminders(found, day) == []
    assert found.account.service("S1").ends_on == date(2027, 4, 1)


def test_a_reminder_asks_for_what_the_wallet_left() -> None:
    found, day = first_reminder(covers=Cover.PARTIAL)
    topped_up(found, "100", day)
    assert reminders(found, day) == ["23.00 EUR"]


def test_too_little_in_the_wallet_holds_no_reminder_back() -> None:
    found, day = first_reminder()
    topped_up(found, "122.99", day)
    assert reminders(found, day) == ["123.00 EUR"]


def test_by_default_the_wallet_pays_a_call_in_full_or_not_at_all() -> None:
    found = host()
    found.decide(paid_in("122.99"), EARLY)
    assert not [step for step in found.night(ISSUED) if isinstance(step, ApplyWallet)]


def test_by_policy_it_pays_a_part_and_leaves_enough_for_a_card() -> None:
    found = host(covers=Cover.PARTIAL, residual=eur("1.00"))
    found.decide(paid_in("122.50"), EARLY)
    (step,) = [step for step in found.night(ISSUED) if isinstance(step, ApplyWallet)]
    assert str(step.amount) == "122.00 EUR"
    assert str(found.account.demand(DEMAND).missing) == "1.00 EUR"
    assert str(found.account.wallet.balance) == "0.50 EUR"
    found.decide(paid_in("10", "t2"), ISSUED)
    keys = [step.key for step in found.night(ISSUED) if isinstance(step, ApplyWallet)]
    assert keys == [f"{DEMAND}/wallet/P2026-0001/1"]
    assert str(found.account.demand(DEMAND).missing) == "0.00 EUR"


def test_a_small_call_is_not_paid_in_part_when_nothing_would_be_left_to_pay() -> None:
    found = host(covers=Cover.PARTIAL, residual=eur("200.00"))
    found.decide(paid_in("100"), EARLY)
    assert not [step for step in found.night(ISSUED) if isinstance(step, ApplyWallet)]


def test_a_gift_is_spent_first_and_counts_once() -> None:
    found = host()
    gift = GrantCredit(id="g1", amount=eur("5"), why="sorry", until=date(2026, 12, 31))
    assert told(found, gift) == ("Accepted", ["5.00 EUR are given: sorry."])
    found.decide(gift, EARLY)
    assert told(found, gift) == ("Accepted", ["g1 was given before: nothing is added."])
    outcome = decide(found.account, gift, found.book, on=EARLY)
    assert isinstance(outcome, Accepted)
    assert outcome.facts == ()
    found.decide(paid_in("130"), EARLY)
    found.night(ISSUED)
    assert [(lot.terms.origin, str(lot.left)) for lot in found.account.wallet.lots] == [(Origin.PAID, "12.00 EUR")]


def test_the_book_says_which_money_is_spent_first() -> None:
    found = host(order=[By.AGE])
    found.decide(paid_in("100"), EARLY)
    found.decide(GrantCredit(id="g1", amount=eur("30"), why="sorry"), EARLY + timedelta(days=1))
    (step,) = [each for each in found.night(ISSUED) if isinstance(each, ApplyWallet)]
    assert step.order == (By.AGE,)
    assert [(lot.terms.origin, str(lot.left)) for lot in found.account.wallet.lots] == [(Origin.GRANTED, "7.00 EUR")]


def test_what_has_expired_is_booked_out_once_with_the_reason() -> None:
    found = host()
    found.decide(GrantCredit(id="g1", amount=eur("5"), why="sorry", until=date(2026, 2, 28)), EARLY)
    assert not [step for step in found.night(date(2026, 2, 28)) if isinstance(step, ExpireLot)]
    (step,) = [step for step in found.night(date(2026, 3, 3)) if isinstance(step, ExpireLot)]
    assert [str(reason) for reason in step.reasons] == ["5.00 EUR could be spent until 2026-02-28."]
    entry = found.account.wallet.entries[-1]
    assert (entry.on, str(entry.amount), entry.why) == (date(2026, 3, 1), "-5.00 EUR", "expired")
    assert not [step for step in found.night(date(2026, 3, 4)) if isinstance(step, ExpireLot)]


def out_of_the_bank(id_: str = "o1") -> Payment:
    return Payment(channel="card", external_id=id_, amount=eur("40"), received_on=EARLY, direction=Direction.OUT)


def test_money_that_goes_out_is_no_income_and_money_that_comes_in_no_reversal() -> None:
    out, income = out_of_the_bank(), paid_in("40").payment
    assert refused(TopUp, payment=out) == ("payment.direction", "payment")
    assert refused(PaymentReceived, payment=out, demand_id=None, on=EARLY, known=EARLY) == (
        "payment.direction", "fact.payment",
    )  # fmt: skip
    assert refused(TakeBack, of="card:t1", payment=income, reversal=ReversalKind.RECALL) == (
        "payment.direction", "payment",
    )  # fmt: skip


@pytest.mark.parametrize("amount", ["0", "-15"])
def test_a_gift_of_nothing_is_none(amount: str) -> None:
    assert refused(GrantCredit, id="g", amount=eur(amount), why="sorry") == ("credit.amount", "credit.amount")


def test_a_gift_that_nobody_could_spend_is_refused_and_one_that_was_given_stays_known() -> None:
    found = host()
    gift = GrantCredit(id="g", amount=eur("5"), why="sorry", until=EARLY)
    late = EARLY + timedelta(days=1)
    assert refused(told, found, gift, late) == ("credit.until", "credit.until")
    found.decide(gift, EARLY)
    assert told(found, gift, late) == ("Accepted", ["g was given before: nothing is added."])


def test_a_top_up_told_again_adds_nothing_and_says_so() -> None:
    found = host()
    found.decide(paid_in("40"), EARLY)
    assert told(found, paid_in("40")) == ("Accepted", ["card:t1 is known: nothing is added."])
    again = decide(found.account, paid_in("40"), found.book, on=EARLY)
    assert isinstance(again, Accepted)
    assert again.facts == ()


def test_what_could_not_be_recorded_is_not_accepted() -> None:
    found = host()
    found.decide(paid_in("40"), EARLY)
    found.decide(GrantCredit(id="g", amount=eur("5"), why="sorry"), EARLY)
    crowns = payable("40", "CZK")
    dear = TopUp(payment=evolve(paid_in("40", "t2").payment, amount=crowns))
    assert refused(told, found, dear)[0] == "account.currency"
    assert refused(told, found, GrantCredit(id="h", amount=crowns, why="sorry"))[0] == "account.currency"
    for known_otherwise in (paid_in("41"), GrantCredit(id="g", amount=eur("6"), why="sorry")):
        with pytest.raises(Impossible, match=r"already|was recorded with"):
            told(found, known_otherwise)


def test_a_refund_that_is_known_with_another_amount_is_refused() -> None:
    found = host()
    found.decide(paid_in("40"), EARLY)
    back = ToRefund(id="R1", amount=eur("10"), why="asked for it", on=EARLY)
    found.decide(GiveBack(refund=back), EARLY)
    found.night(EARLY)
    assert told(found, GiveBack(refund=back)) == ("Accepted", ["R1 was decided before: nothing is added."])
    with pytest.raises(Impossible, match=r"R1.*stands for 10\.00 EUR already|stands for 10\.00 EUR already.*R1"):
        told(found, GiveBack(refund=evolve(back, amount=eur("11"))))


def test_a_refund_of_a_payment_that_never_came_is_not_recorded() -> None:
    found = host()
    with pytest.raises(NotFound, match="card:NOPE"):
        found.record(
            PaymentRefunded(key="k", refund_id="R", of="card:NOPE", payment=out_of_the_bank(), on=EARLY, known=EARLY)
        )
    assert found.account.gone_back == ()


def test_money_for_an_order_without_its_call_says_what_comes_first() -> None:
    found = host()
    found.decide(PlaceOrder(id="O1", lines=(OrderLine(service_id="S1", term=YEAR),)), EARLY)
    with pytest.raises(NotFound, match="issue the call that the plan has for this order first"):
        found.pay("O1", "123.00", EARLY)
    found.night(EARLY)
    found.pay("O1", "123.00", EARLY)
    assert found.account.service("S1").ends_on == date(2027, 4, 1)


def test_all_numbers_under_which_a_call_was_ever_asked_for_stay_known() -> None:
    found = host()
    found.nights(ISSUED, date(2026, 7, 10))
    assert found.account.demand(DEMAND).document is None
    assert found.account.numbers_of(DEMAND) == ("P2026-0001",)
    known = [
        of_demand(each, customer="c1", references=found.account.numbers_of(each.id)) for each in found.account.demands
    ]
    line = Line(id="l1", amount=eur("123"), booked_on=date(2026, 7, 11), references=["P2026-0001"])
    (match,) = match_all([line], known)
    assert (match.outcome, str(match.wallet)) == (Outcome.WALLET, "123.00 EUR")


def test_the_number_of_an_invoice_that_is_owed_is_known_and_of_one_that_was_paid_before_is_not() -> None:
    found = host()
    found.night(ISSUED)
    found.pay(DEMAND, "123.00", ISSUED)
    found.night(ISSUED)
    assert (len(found.account.invoices), found.account.numbers_of(DEMAND)) == (1, ("P2026-0001",))

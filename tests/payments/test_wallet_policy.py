"""What a wallet may do by policy, and the statement its owner reads."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.money import add, payable
from hostbilling.payments import Entry, Origin, Terms, VatRegime, Wallet, WalletPolicy, balance_on, statement
from hostbilling.periods import Term
from tests.samples import eur, refusal

DAY = date(2026, 3, 1)
POLICY = WalletPolicy(regime=VatRegime.DEPOSIT, least=eur("10"), most=eur("200"), lasts=Term.years(2))


def holding(amount: str, **terms: Any) -> Wallet:
    return Wallet(currency="EUR").put(Entry(id="p", on=DAY, amount=eur(amount), why="paid in", terms=Terms(**terms)))


def test_the_regime_of_a_wallet_has_to_be_chosen() -> None:
    with pytest.raises(TypeError):
        WalletPolicy()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    assert refusal(WalletPolicy, regime=None) == ("value.type", "wallet_policy.regime")
    assert refusal(Terms, regime="deposit") == ("value.type", "terms.regime")


def test_the_terms_stay_with_the_lot() -> None:
    terms = POLICY.terms(DAY)
    assert (terms.origin, terms.regime, terms.refundable) == (Origin.PAID, VatRegime.DEPOSIT, True)
    assert terms.expires_on == date(2028, 3, 1)
    assert WalletPolicy(regime=VatRegime.MULTI_PURPOSE).terms(DAY).expires_on is None
    kept = WalletPolicy(regime=VatRegime.DEPOSIT, refundable=False).terms(DAY)
    assert not kept.refundable
    wallet = Wallet(currency="EUR").put(Entry(id="p", on=DAY, amount=eur("20"), why="paid in", terms=kept))
    assert (str(wallet.spendable(DAY)), str(wallet.refundable)) == ("20.00 EUR", "0.00 EUR")


@pytest.mark.requirement("R-067")
def test_limits_are_told_before_anybody_pays() -> None:
    wallet = holding("150")
    assert POLICY.against(wallet, eur("10")) == POLICY.against(wallet, eur("50")) == ()
    assert [str(reason) for reason in POLICY.against(wallet, eur("50.01"))] == [
        "The wallet holds 150.00 EUR of at most 200.00 EUR: 50.01 EUR more do not fit."
    ]
    assert list(map(str, POLICY.against(wallet, eur("9.99")))) == ["A top-up is 10.00 EUR or more, not 9.99 EUR."]
    assert POLICY.notes(wallet) == ()


def test_who_owes_is_told_before_topping_up() -> None:
    owing = holding("20").reverse("p", id="r", on=DAY, why="chargeback")
    owing = owing.put(Entry(id="b", on=DAY, amount=eur("-5"), why="chargeback", reversal=True))
    assert [str(reason) for reason in POLICY.notes(owing)] == [
        "The wallet stands at -5.00 EUR: what comes in settles that first."
    ]


def test_one_lot_may_expire_alone() -> None:
    wallet = holding("20", expires_on=date(2026, 3, 31))
    other = Entry(id="q", on=DAY, amount=eur("7"), why="bonus", terms=Terms(expires_on=date(2026, 3, 31)))
    after = wallet.put(other).expire(date(2026, 4, 1), only="q")
    assert [(lot.id, str(lot.left)) for lot in after.lots] == [("p", "20.00 EUR")]
    assert str(after.expire(date(2026, 4, 1)).balance) == "0.00 EUR"


def test_taking_back_draws_on_the_named_lots_then_on_the_customers_own_and_then_owes() -> None:
    wallet = holding("20").put(Entry(id="q", on=DAY, amount=eur("10"), why="paid in"))
    once = wallet.take_back(eur("10"), id="t1", on=DAY, why="refund", first=("q",))
    assert [(lot.id, str(lot.left)) for lot in once.lots] == [("p", "20.00 EUR")]
    assert once.take_back(eur("10"), id="t1", on=DAY, why="refund", first=("q",)) == once
    owed = once.take_back(eur("25"), id="t2", on=DAY, why="chargeback")
    assert (str(owed.balance), str(owed.debt), owed.lots) == ("-5.00 EUR", "5.00 EUR", ())
    assert [(entry.id, entry.why) for entry in owed.entries[-2:]] == [
        ("t2", "chargeback"),
        ("t2/beyond", "chargeback"),
    ]


def test_a_statement_shows_what_was_there_what_moved_and_what_is_there() -> None:
    wallet = holding("20").spend(eur("5"), id="d1", on=date(2026, 3, 10), why="for D1")
    wallet = wallet.put(Entry(id="late", on=date(2026, 3, 5), amount=eur("1"), why="booked late"))
    found = statement(wallet, since=date(2026, 3, 2), until=date(2026, 3, 10))
    assert (str(found.opening), str(found.closing)) == ("20.00 EUR", "16.00 EUR")
    assert [(row.entry.id, str(row.balance)) for row in found.rows] == [("late", "21.00 EUR"), ("d1", "16.00 EUR")]
    assert str(balance_on(wallet, before=date(2026, 3, 10))) == "21.00 EUR"
    assert refusal(statement, wallet, since=date(2026, 3, 2), until=DAY) == ("statement.until", "until")


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 50)), max_size=8),
    st.integers(0, 30),
    st.integers(0, 30),
)
def test_statements_of_days_that_follow_follow_from_each_other(
    moves: list[tuple[int, int]], first: int, length: int
) -> None:
    wallet = Wallet(currency="EUR")
    for place, (day, cents) in enumerate(moves):
        on = date.fromordinal(DAY.toordinal() + day)
        wallet = wallet.put(Entry(id=f"e{place}", on=on, amount=payable(f"0.{cents:02}", "EUR"), why="paid in"))
    since = date.fromordinal(DAY.toordinal() + first)
    until = date.fromordinal(since.toordinal() + length)
    found = statement(wallet, since=since, until=until)
    assert found.closing == wallet.until(until).balance
    assert found.closing == add(found.opening, *(row.entry.amount for row in found.rows))
    after = date.fromordinal(until.toordinal() + 1)
    assert statement(wallet, since=after, until=after).opening == found.closing

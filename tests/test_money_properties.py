"""Laws of amounts: no cent appears or vanishes, in any currency, by any rounding, under any decimal context."""

import decimal
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostbilling import money
from hostbilling.currencies import DIGITS
from hostbilling.money import Money, Rounding, TieBreak, exact, payable

roundings = st.sampled_from(Rounding)
rates = st.decimals(0, 100, places=2)
weights = st.lists(
    st.one_of(st.integers(0, 10_000), st.fractions(0, 1000), st.decimals(0, 1000, places=4)), min_size=1, max_size=12
).filter(any)
currencies = st.sampled_from(["EUR", "JPY", "KWD", "CLF", "HUF"])


@st.composite
def payables(draw: st.DrawFn) -> Money:
    currency = draw(currencies)
    return payable(Decimal(draw(st.integers(-(10**9), 10**9))).scaleb(-DIGITS[currency]), currency)


def exacts_in(currency: st.SearchStrategy[str]) -> st.SearchStrategy[Money]:
    return st.builds(
        lambda units, scale, code: exact(Decimal(units).scaleb(-scale), code),
        st.integers(-(10**12), 10**12),
        st.integers(0, 9),
        currency,
    )


exacts = exacts_in(currencies)


def step(amount: Money) -> Fraction:
    return Fraction(1, 10 ** DIGITS[amount.currency.code])


@given(payables(), weights, st.sampled_from(TieBreak))
def test_shares_add_up_and_are_fair(amount: Money, shares_of: list[Any], ties: TieBreak) -> None:
    shares = money.allocate(amount, shares_of, ties=ties)
    assert sum(Fraction(share.amount) for share in shares) == Fraction(amount.amount)
    whole = sum(map(Fraction, shares_of))
    for share, weight in zip(shares, shares_of, strict=True):
        assert abs(Fraction(share.amount) - Fraction(amount.amount) * Fraction(weight) / whole) < step(amount)
        assert share == payable(share)


@given(payables(), st.integers(1, 50))
def test_equal_shares_differ_by_one_unit_at_most(amount: Money, into: int) -> None:
    shares = [Fraction(share.amount) for share in money.split(amount, into)]
    assert sum(shares) == Fraction(amount.amount)
    assert max(shares) - min(shares) <= step(amount)
    assert [abs(share) for share in shares] == sorted(map(abs, shares), reverse=True)


@given(
    payables(), st.dictionaries(st.text(max_size=3), st.integers(0, 9), min_size=1).filter(lambda d: any(d.values()))
)
def test_shares_by_key_ignore_the_order(amount: Money, shares_of: dict[str, int]) -> None:
    backwards = dict(reversed(shares_of.items()))
    assert money.allocate_by_key(amount, shares_of) == money.allocate_by_key(amount, backwards)


@given(payables(), rates, roundings)
def test_net_plus_vat_is_gross(amount: Money, rate: Decimal, rounding: Rounding) -> None:
    for amounts in (
        money.gross_from_net(amount, rate=rate, rounding=rounding),
        money.net_from_gross(amount, rate=rate, rounding=rounding),
    ):
        assert amounts.net.amount + amounts.vat.amount == amounts.gross.amount
    up, down = (
        money.gross_from_net(amount, rate=rate, rounding=rounding),
        money.net_from_gross(amount, rate=rate, rounding=rounding),
    )
    assert (up.net, down.gross) == (amount, amount)
    assert abs(Fraction(up.vat.amount) - Fraction(amount.amount) * Fraction(rate) / 100) < step(amount)
    assert abs(Fraction(down.net.amount) - Fraction(amount.amount) / (1 + Fraction(rate) / 100)) < step(amount)


@given(exacts, st.fractions(-10, 10), roundings)
def test_rounding_goes_where_its_name_says(amount: Money, part: Fraction, rounding: Rounding) -> None:
    true = Fraction(amount.amount) * part
    found = Fraction(money.share(amount, part, rounding=rounding).amount)
    missed = abs(found) - abs(true)
    assert abs(missed) < step(amount)
    if rounding is Rounding.UP:
        assert missed >= 0
    elif rounding is Rounding.DOWN:
        assert missed <= 0
    else:
        assert abs(missed) <= step(amount) / 2
        if abs(missed) == step(amount) / 2:
            even = found / step(amount) % 2 == 0
            assert {Rounding.HALF_UP: missed > 0, Rounding.HALF_DOWN: missed < 0, Rounding.HALF_EVEN: even}[rounding]


@given(st.lists(exacts_in(st.just("EUR")), max_size=8))
def test_sums_are_exact_in_any_order(amounts: list[Money]) -> None:
    expected = sum((Fraction(amount.amount) for amount in amounts), Fraction(0))
    assert Fraction(money.total(amounts, currency="EUR").amount) == expected
    assert Fraction(money.total(reversed(amounts), currency="EUR").amount) == expected


@given(exacts)
def test_turning_the_sign_twice_changes_nothing(amount: Money) -> None:
    assert money.negate(money.negate(amount)) == amount
    assert money.is_zero(money.subtract(amount, amount))
    assert money.at_least(amount, money.negate(amount)) is (amount.amount >= 0)


# ------------------------------------------------------------------------------- hostile decimal contexts

HOSTILE = [
    decimal.Context(prec=3, rounding=decimal.ROUND_UP),
    decimal.Context(prec=1, rounding=decimal.ROUND_FLOOR, Emin=-1, Emax=1),
    decimal.Context(prec=3, traps=[decimal.Inexact, decimal.Rounded, decimal.FloatOperation, decimal.Clamped]),
    decimal.Context(prec=3, traps=[]),
]


def everything(amount: Money, other: Money, rate: Decimal, rounding: Rounding) -> list[Any]:
    """Ask each function once; print what it says, so that the comparison itself uses no context."""
    calls: list[Callable[[], Any]] = [
        lambda: exact(amount),
        lambda: exact("123456789.123456789", "EUR"),
        lambda: exact("no number", "EUR"),
        lambda: payable("1234567.89", "EUR"),
        lambda: payable("0.005", "EUR"),
        lambda: money.add(amount, other, amount),
        lambda: money.subtract(amount, other),
        lambda: money.negate(amount),
        lambda: money.total([amount, other], currency=amount.currency.code),
        lambda: money.times(amount, Decimal("1234.5678")),
        lambda: money.at_least(amount, other),
        lambda: money.least(amount, other),
        lambda: money.greatest(amount, other),
        lambda: money.is_negative(amount),
        lambda: money.rounded(amount, rounding=rounding),
        lambda: money.share(amount, Fraction(2, 7), rounding=rounding),
        lambda: money.share(amount, Decimal("0.123456789"), rounding=rounding),
        lambda: money.split(money.rounded(amount, rounding=rounding), 7),
        lambda: money.allocate(payable("100.00", "EUR"), [Decimal("12345.678"), 3], unit=Decimal("0.05")),
        lambda: money.gross_from_net(money.rounded(amount, rounding=rounding), rate=rate, rounding=rounding),
        lambda: money.net_from_gross(money.rounded(amount, rounding=rounding), rate=rate, rounding=rounding),
    ]
    answers: list[Any] = []
    for call in calls:
        try:
            answers.append(repr(call()))
        except ValueError as error:
            answers.append(str(error))
    answers.append(f"{amount} {amount!r}")
    return answers


@pytest.mark.parametrize("context", HOSTILE)
@given(exacts, exacts, rates, roundings)
def test_no_context_of_the_host_changes_a_result(
    context: decimal.Context, amount: Money, other: Money, rate: Decimal, rounding: Rounding
) -> None:
    expected = everything(amount, other, rate, rounding)
    with decimal.localcontext(context) as hostile:
        found = everything(amount, other, rate, rounding)
        assert not any(hostile.flags.values())
    assert found == expected

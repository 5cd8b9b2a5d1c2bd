"""Amounts: the doors, exact arithmetic, rounding by name, shares that add up, VAT both ways."""

import copy
import pickle
from decimal import Decimal
from fractions import Fraction
from typing import Any

import moneyed
import pytest
from moneyed import Money

from hostbilling import money
from hostbilling.currencies import DIGITS
from hostbilling.errors import Fault
from hostbilling.money import Amounts, Rounding, TieBreak, exact, payable
from tests.refusals import fault_of, refused

EUR = "EUR"


def texts(amounts: Any) -> list[str]:
    return [str(amount.amount) for amount in amounts]


# --------------------------------------------------------------------------------------- the two doors


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ("0.00125", "0.00125"),
        ("-1.50", "-1.50"),
        (7, "7"),
        (Decimal("1E+3"), "1000"),
        ("1e3", "1000"),
        ("1e1", "10"),
        ("-1e1", "-10"),
        ("0e5", "0"),
        ("-0.00", "0.00"),
        (Decimal("-0"), "0"),
        ("999999999999999999", "999999999999999999"),
        ("0.000000000000000001", "1E-18"),
    ],
)
def test_exact_takes_any_scale(given: Any, text: str) -> None:
    assert str(exact(given, EUR).amount) == text


@pytest.mark.parametrize(
    ("given", "currency", "text"),
    [
        ("10.5", "EUR", "10.50"),
        ("10.500", "EUR", "10.50"),
        (10, "EUR", "10.00"),
        ("10.0", "JPY", "10"),
        ("10.5", "KWD", "10.500"),
        ("0.0001", "CLF", "0.0001"),
        ("-0.1", "EUR", "-0.10"),
        ("-0", "EUR", "0.00"),
    ],
)
def test_payable_has_the_digits_of_its_currency(given: Any, currency: str, text: str) -> None:
    amount = payable(given, currency)
    assert str(amount.amount) == text
    assert amount.currency.code == currency


@pytest.mark.parametrize("door", [exact, payable])
@pytest.mark.parametrize(
    ("given", "code"),
    [
        (0.3, "money.float"),
        (float("nan"), "money.float"),
        (True, "money.type"),
        (None, "money.type"),
        (Fraction(1, 3), "money.type"),
        ("10,50", "money.text"),
        ("", "money.text"),
        ("ten", "money.text"),
        ("NaN", "money.not_finite"),
        (Decimal("sNaN"), "money.not_finite"),
        (Decimal("Infinity"), "money.not_finite"),
        ("-Infinity", "money.not_finite"),
        ("1000000000000000000", "money.size"),
        (10**40, "money.size"),
        ("1e-19", "money.size"),
        ("1e999999999999999999", "money.size"),
    ],
)
def test_the_doors_refuse_what_is_no_amount(door: Any, given: Any, code: str) -> None:
    assert refused(door, given, EUR) == (code, "amount")


@pytest.mark.parametrize("currency", ["", "eur", "XXX", "XAU", "EURO", None, 978, ["EUR"]])
def test_a_currency_is_a_code_in_use(currency: Any) -> None:
    assert refused(exact, "1", currency) == ("money.currency", "currency")
    assert refused(money.digits_of, currency) == ("money.currency", "currency")


def test_payable_refuses_what_is_finer_than_the_currency() -> None:
    assert refused(payable, "0.001", "EUR") == ("money.too_fine", "amount")
    assert refused(payable, "0.1", "JPY") == ("money.too_fine", "amount")


def test_money_of_the_host_is_copied_and_checked() -> None:
    theirs = Money("10.5", "EUR")
    ours = payable(theirs)
    theirs.amount = Decimal("NaN")  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
    assert str(ours.amount) == "10.50"
    assert refused(exact, theirs) == ("money.not_finite", "amount")
    assert refused(money.add, ours, theirs) == ("money.not_finite", "amount")
    assert refused(money.is_zero, theirs) == ("money.not_finite", "amount")
    theirs.amount = 0.5  # type: ignore[assignment,misc]  # pyright: ignore[reportAttributeAccessIssue]
    assert refused(payable, theirs) == ("money.float", "amount")


def test_money_in_an_unknown_currency_is_refused() -> None:
    assert refused(exact, Money(1, moneyed.Currency("XYZ"))) == ("money.currency", "currency")


def test_a_second_currency_must_be_the_same() -> None:
    dollars: Any = Money(1, "USD")
    assert refused(exact, dollars, "EUR") == ("money.currency_mismatch", "currency")
    assert refused(payable, dollars, "EUR") == ("money.currency_mismatch", "currency")
    assert exact(dollars, "USD") == dollars


def test_an_amount_of_ours_cannot_be_changed() -> None:
    amount = payable("10.50", EUR)
    how = r" of Money\('10.50', 'EUR'\) cannot be changed; make another with money.exact or money.payable$"
    with pytest.raises(AttributeError, match="^amount" + how):
        amount.amount = Decimal(1)  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
    with pytest.raises(AttributeError, match="^currency" + how):
        del amount.currency  # pyright: ignore[reportAttributeAccessIssue]
    assert amount == Money("10.50", "EUR")
    assert exact(amount) is amount
    assert payable(amount) is amount


def test_an_amount_of_ours_is_a_money_like_any_other() -> None:
    amount = payable("10.50", EUR)
    assert isinstance(amount, Money)
    assert amount == Money("10.5", "EUR")
    assert hash(amount) == hash(Money("10.5", "EUR"))
    assert repr(amount) == "Money('10.50', 'EUR')"
    assert amount != payable("10.50", "USD")
    assert amount + Money("1", "EUR") == Money("11.50", "EUR")


def test_the_hosts_own_arithmetic_gives_checked_amounts() -> None:
    amount = payable("10.50", EUR)
    assert exact(amount * 2) is not amount
    assert exact(amount * 2).amount == 21
    assert refused(amount.__mul__, Decimal("NaN")) == ("money.not_finite", "amount")
    with pytest.raises(AttributeError):
        (amount * 2).amount = Decimal(1)  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]


def test_an_amount_prints_without_a_locale() -> None:
    assert str(payable("1234567.5", EUR)) == "1234567.50 EUR"
    assert f"{exact('0.000000000000000001', EUR)}" == "0.000000000000000001 EUR"


@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy, lambda amount: pickle.loads(pickle.dumps(amount))])  # noqa: S301
def test_copies_are_equal_and_closed_too(duplicate: Any) -> None:
    amount = payable("10.50", "ZWG")
    again = duplicate(amount)
    assert again == amount
    assert str(again.amount) == "10.50"
    with pytest.raises(AttributeError):
        again.amount = Decimal(1)


def test_every_currency_passes_the_doors() -> None:
    assert [money.digits_of(code) for code in ("EUR", "JPY", "KWD", "CLF")] == [2, 0, 3, 4]
    for currency, digits in DIGITS.items():
        smallest = Decimal(1).scaleb(-digits)
        assert payable(smallest, currency).amount == smallest
        assert refused(payable, smallest / 10, currency) == ("money.too_fine", "amount")
        assert -payable(1, currency).amount.as_tuple().exponent == digits  # type: ignore[operator]


def test_a_currency_is_the_one_that_moneyed_knows() -> None:
    assert exact(1, "EUR").currency is moneyed.CURRENCIES["EUR"]
    assert exact(Money(1, "KWD")).currency is moneyed.CURRENCIES["KWD"]
    young = exact(1, "XCG").currency
    assert (young.code, young.sub_unit) == ("XCG", 100)


FLOAT: Any = 0.5
ENDLESS = Decimal("Infinity")
THIRD: Any = Fraction(1, 3)
TEXT: Any = "up"
DOWN = Rounding.DOWN
ONE = payable(1, EUR)
BOUNDS = "keep to 18 digits on each side of the point"
ROUND_IT = "round it with money.rounded(..., rounding=...)"


@pytest.mark.parametrize(
    ("call", "fault"),
    [
        (
            lambda: exact(FLOAT, EUR),
            Fault("money.float", "amount", 0.5, "is a float, which holds no exact amount", "pass text or a Decimal"),
        ),
        (
            lambda: exact(THIRD, EUR),
            Fault("money.type", "amount", THIRD, "is no amount", "pass a Decimal, an int or text"),
        ),
        (
            lambda: exact("1,5", EUR),
            Fault("money.text", "amount", "1,5", "is not a number", "write it like '10.50'"),
        ),
        (
            lambda: exact(ENDLESS, EUR),
            Fault("money.not_finite", "amount", ENDLESS, "is not finite", "pass an amount that can be paid"),
        ),
        (
            lambda: exact("1e18", EUR),
            Fault("money.size", "amount", Decimal("1E+18"), "is larger or finer than any amount", BOUNDS),
        ),
        (
            lambda: money.share(exact(1, "JPY"), Fraction(10**90 + 1), rounding=DOWN),
            Fault("money.size", "amount", Decimal(10**90 + 1), "is larger or finer than any amount", BOUNDS),
        ),
        (
            lambda: exact(1, "eur"),
            Fault("money.currency", "currency", "eur", "is not an ISO 4217 currency in use",
                  "pass a three-letter code such as 'EUR'"),
        ),
        (
            lambda: payable("0.005", EUR),
            Fault("money.too_fine", "amount", Decimal("0.005"), "is finer than EUR can be paid", ROUND_IT),
        ),
        (
            lambda: money.add(ONE, Money(1, "USD")),
            Fault("money.currency_mismatch", "currency", "USD", "is not EUR", "convert to one currency before"),
        ),
        (
            lambda: money.allocate(exact("0.7", EUR), [1], unit=Decimal("0.5")),
            Fault("money.too_fine", "amount", Decimal("0.7"), "is no whole number of units of 0.5", ROUND_IT),
        ),
        (
            lambda: money.allocate(ONE, [1], unit=Decimal(0)),
            Fault("money.unit", "unit", Decimal(0), "is not above zero", "pass one such as Decimal('0.05')"),
        ),
        (
            lambda: money.allocate(ONE, [0, 0]),
            Fault("money.weights", "weights", (0, 0), "must be zero or more and not all zero",
                  "pass at least one positive weight"),
        ),
        (
            lambda: money.share(ONE, FLOAT, rounding=DOWN),
            Fault("money.number", "fraction", 0.5, "is no exact number", "pass an int, a Fraction or a finite Decimal"),
        ),
        (
            lambda: money.rounded(ONE, rounding=TEXT),
            Fault("value.type", "rounding", "up", "is no Rounding", "pass Rounding"),
        ),
        (
            lambda: money.gross_from_net(ONE, rate=Decimal(-1), rounding=DOWN),
            Fault("money.rate", "rate", Decimal(-1), "is no percentage", "pass 0 to 100, such as Decimal('20')"),
        ),
        (
            lambda: Amounts(net=ONE, vat=ONE, gross=payable(3, EUR)),
            Fault("money.gross", "gross", "3.00 EUR", "is not net plus VAT, 2.00 EUR",
                  "compute it with money.gross_from_net or money.net_from_gross"),
        ),
    ],
)  # fmt: skip
def test_what_a_refusal_says(call: Any, fault: Fault) -> None:
    assert fault_of(call) == fault


# ------------------------------------------------------------------------------------ exact arithmetic


def test_sums_keep_every_digit() -> None:
    assert str(money.add(exact("0.10", EUR), exact("0.2", EUR), exact("0.005", EUR)).amount) == "0.305"
    assert str(money.add(exact("999999999999999998.5", EUR), exact("0.000000000000000001", EUR)).amount) == (
        "999999999999999998.500000000000000001"
    )
    assert str(money.subtract(exact("1", EUR), exact("1.00", EUR)).amount) == "0.00"
    assert str(money.negate(exact("0.00", EUR)).amount) == "0.00"
    assert str(money.negate(exact("-3", EUR)).amount) == "3"
    assert money.add(exact("1", EUR)) == exact("1", EUR)


def test_a_total_of_nothing_is_payable() -> None:
    assert str(money.total([], currency="EUR").amount) == "0.00"
    assert str(money.total(iter([exact("1", EUR), exact("2.5", EUR)]), currency=EUR).amount) == "3.50"
    assert str(money.zero("JPY").amount) == "0"


def test_currencies_never_mix() -> None:
    euros, dollars = payable(1, EUR), payable(1, "USD")
    mismatch = ("money.currency_mismatch", "currency")
    assert refused(money.add, euros, dollars) == mismatch
    assert refused(money.subtract, euros, dollars) == mismatch
    assert refused(money.at_least, euros, dollars) == mismatch
    assert refused(money.least, euros, dollars) == mismatch
    assert refused(money.greatest, euros, dollars) == mismatch
    assert refused(money.total, [dollars], currency=EUR) == mismatch


def test_what_outgrows_an_amount_is_refused() -> None:
    big, fine = exact("999999999999999999", EUR), exact("0.000000000000000001", EUR)
    too_big = ("money.size", "amount")
    assert refused(money.add, big, exact(1, EUR)) == too_big
    assert refused(money.times, big, 10) == too_big
    assert refused(money.times, fine, Decimal("0.1")) == too_big
    assert refused(money.share, big, 10**60, rounding=Rounding.DOWN) == too_big
    assert refused(money.share, big, 10**60 + 1, rounding=Rounding.DOWN) == too_big
    assert refused(money.share, big, Fraction(10**90 + 1, 3), rounding=Rounding.DOWN) == too_big


def test_comparisons() -> None:
    one, two = exact("1", EUR), exact("2", EUR)
    assert money.at_least(two, one)
    assert money.at_least(one, exact("1.00", EUR))
    assert not money.at_least(one, two)
    assert money.least(two, one, exact("1.5", EUR)) == one
    assert money.greatest(one, two, exact("1.5", EUR)) == two
    assert str(money.least(exact("1.0", EUR), exact("1.00", EUR)).amount) == "1.0"
    assert str(money.greatest(exact("1.0", EUR), exact("1.00", EUR)).amount) == "1.0"
    assert money.least(one) == money.greatest(one) == one
    assert money.is_zero(exact("0.000", EUR))
    assert not money.is_zero(one)
    assert money.is_negative(exact("-0.001", EUR))
    assert not money.is_negative(exact("-0.000", EUR))


def test_the_smaller_amount_is_not_the_hosts_own_object() -> None:
    theirs = Money("1", "EUR")
    found = money.least(theirs, Money("2", "EUR"))
    theirs.amount = Decimal(9)  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
    assert found.amount == 1


def test_times_is_exact() -> None:
    assert str(money.times(exact("0.0125", EUR), 30).amount) == "0.3750"
    assert str(money.times(exact("-2", EUR), Decimal("1.5"))) == "-3.0 EUR"
    assert refused(money.times, exact("1", EUR), 0.5) == ("money.float", "quantity")
    assert refused(money.times, exact("1", EUR), Decimal("NaN")) == ("money.not_finite", "quantity")


# -------------------------------------------------------------------------------------------- rounding

HALVES = ["-1.5", "-0.6", "-0.5", "-0.4", "0.4", "0.5", "0.6", "1.4", "1.5", "2.5", "1.0"]


@pytest.mark.parametrize(
    ("rounding", "results"),
    [
        (Rounding.HALF_UP, [-2, -1, -1, 0, 0, 1, 1, 1, 2, 3, 1]),
        (Rounding.HALF_EVEN, [-2, -1, 0, 0, 0, 0, 1, 1, 2, 2, 1]),
        (Rounding.HALF_DOWN, [-1, -1, 0, 0, 0, 0, 1, 1, 1, 2, 1]),
        (Rounding.UP, [-2, -1, -1, -1, 1, 1, 1, 2, 2, 3, 1]),
        (Rounding.DOWN, [-1, 0, 0, 0, 0, 0, 0, 1, 1, 2, 1]),
    ],
)
def test_roundings_by_name(rounding: Rounding, results: list[int]) -> None:
    assert [money.rounded(exact(half, "JPY"), rounding=rounding).amount for half in HALVES] == results


def test_a_share_is_rounded_once() -> None:
    hundred = payable(100, EUR)
    assert str(money.share(hundred, Fraction(1, 3), rounding=Rounding.HALF_UP).amount) == "33.33"
    assert str(money.share(hundred, Fraction(-2, 3), rounding=Rounding.UP).amount) == "-66.67"
    assert str(money.share(hundred, Decimal("0.125"), rounding=Rounding.HALF_UP).amount) == "12.50"
    assert str(money.share(hundred, 0, rounding=Rounding.UP).amount) == "0.00"
    assert str(money.share(exact("0.005", EUR), 3, rounding=Rounding.HALF_EVEN).amount) == "0.02"
    assert str(money.share(payable("10", "KWD"), Fraction(1, 3), rounding=Rounding.DOWN).amount) == "3.333"


@pytest.mark.parametrize("number", [0.5, float("inf"), Decimal("NaN"), Decimal("Infinity"), True, "1/2", None])
def test_a_share_is_an_exact_number(number: Any) -> None:
    assert refused(money.share, payable(1, EUR), number, rounding=Rounding.DOWN) == ("money.number", "fraction")


@pytest.mark.parametrize("rounding", ["half_up", None, "ROUND_HALF_UP"])
def test_no_rounding_without_a_name(rounding: Any) -> None:
    assert refused(money.share, payable(1, EUR), 1, rounding=rounding) == ("value.type", "rounding")
    assert refused(money.rounded, payable(1, EUR), rounding=rounding) == ("value.type", "rounding")
    with pytest.raises(TypeError):
        money.rounded(payable(1, EUR))  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]


# ------------------------------------------------------------------------------------------ allocation


@pytest.mark.parametrize(
    ("amount", "currency", "weights", "shares"),
    [
        ("6.00", "EUR", [10, 5], ["4.00", "2.00"]),
        ("5", "JPY", [1, 1, 1], ["2", "2", "1"]),
        ("0.01", "EUR", [100, 1], ["0.01", "0.00"]),
        ("100.00", "EUR", [1, 2, 3], ["16.67", "33.33", "50.00"]),
        ("-100.00", "EUR", [1, 2, 3], ["-16.67", "-33.33", "-50.00"]),
        ("-5", "JPY", [1, 1, 1], ["-2", "-2", "-1"]),
        ("1.00", "EUR", [0, 1, 0], ["0.00", "1.00", "0.00"]),
        ("1.00", "EUR", [Decimal("0.5"), Fraction(1, 2)], ["0.50", "0.50"]),
        ("0.00", "EUR", [3, 4], ["0.00", "0.00"]),
        ("0.05", "EUR", [1, 1], ["0.03", "0.02"]),
        ("1.000", "BHD", [1, 1, 1], ["0.334", "0.333", "0.333"]),
    ],
)
def test_allocation_by_largest_remainder(amount: str, currency: str, weights: list[Any], shares: list[str]) -> None:
    assert texts(money.allocate(payable(amount, currency), weights)) == shares


def test_ties_go_where_they_are_sent() -> None:
    assert texts(money.allocate(payable("5", "JPY"), [1, 1, 1], ties=TieBreak.LATER)) == ["1", "2", "2"]
    assert texts(money.allocate(payable("-5", "JPY"), [1, 1, 1], ties=TieBreak.LATER)) == ["-1", "-2", "-2"]
    assert texts(money.allocate(payable("1", "JPY"), [2, 3], ties=TieBreak.EARLIER)) == ["0", "1"]
    assert texts(money.allocate(payable("2", "JPY"), [3, 3, 4], ties=TieBreak.LATER)) == ["0", "1", "1"]
    later: Any = "later"
    assert refused(money.allocate, payable(1, "JPY"), [1], ties=later) == ("value.type", "ties")


def test_ties_by_key_ignore_the_order_of_the_mapping() -> None:
    forth = money.allocate_by_key(payable("5", "JPY"), {"C": 1, "A": 1, "B": 1})
    back = money.allocate_by_key(payable("5", "JPY"), {"B": 1, "C": 1, "A": 1})
    assert forth == back
    assert {key: str(part.amount) for key, part in forth.items()} == {"A": "2", "B": "2", "C": "1"}
    assert list(forth) == ["A", "B", "C"]


def test_shares_in_other_units() -> None:
    assert texts(money.allocate(exact("0.0005", EUR), [1, 1], unit=Decimal("0.0001"))) == ["0.0003", "0.0002"]
    assert texts(money.allocate(payable("1.00", "CHF"), [1, 1, 1], unit=Decimal("0.05"))) == ["0.35", "0.35", "0.30"]
    assert money.allocate_by_key(payable("5", EUR), {"a": 1, "b": 1}, unit=Decimal(1))["a"] == payable(3, EUR)
    assert texts(money.allocate(payable("-1.00", "CHF"), [1, 1, 1], unit=Decimal("0.05"))) == [
        "-0.35",
        "-0.35",
        "-0.30",
    ]
    assert refused(money.allocate, payable("1.02", "CHF"), [1], unit=Decimal("0.05")) == ("money.too_fine", "amount")
    assert refused(money.allocate, exact("0.005", EUR), [1]) == ("money.too_fine", "amount")
    assert refused(money.allocate, payable(1, EUR), [1], unit=Decimal(0)) == ("money.unit", "unit")
    assert refused(money.allocate, payable(1, EUR), [1], unit=Decimal("-0.01")) == ("money.unit", "unit")
    assert refused(money.allocate, payable(1, EUR), [1], unit=0.01) == ("money.float", "unit")


@pytest.mark.parametrize("weights", [[], [0, 0], [1, -1], [-1], [Decimal("-0.5"), 1]])
def test_weights_are_zero_or_more_and_not_all_zero(weights: Any) -> None:
    assert refused(money.allocate, payable(1, EUR), weights) == ("money.weights", "weights")


def test_weights_are_exact_numbers() -> None:
    weights: Any = [1, 0.5]
    assert refused(money.allocate, payable(1, EUR), weights) == ("money.number", "weights[1]")


def test_split_is_as_equal_as_can_be() -> None:
    assert texts(money.split(payable("10", EUR), 3)) == ["3.34", "3.33", "3.33"]
    assert texts(money.split(payable("0.02", EUR), 3)) == ["0.01", "0.01", "0.00"]
    assert texts(money.split(payable("-0.02", EUR), 3)) == ["-0.01", "-0.01", "0.00"]
    assert texts(money.split(payable("7", EUR), 1)) == ["7.00"]
    assert refused(money.split, payable(1, EUR), 0) == ("count.low", "into")
    assert refused(money.split, payable(1, EUR), 1.5) == ("count.type", "into")


# --------------------------------------------------------------------------------- net, VAT and gross


@pytest.mark.parametrize(
    ("net", "rate", "vat", "gross"),
    [
        ("10.00", "23", "2.30", "12.30"),
        ("0.02", "20", "0.00", "0.02"),
        ("0.03", "20", "0.01", "0.04"),
        ("726.86", "20", "145.37", "872.23"),
        ("-10.00", "20", "-2.00", "-12.00"),
        ("10.00", "0", "0.00", "10.00"),
        ("10.00", "5.5", "0.55", "10.55"),
        ("10.00", "100", "10.00", "20.00"),
    ],
)
def test_gross_from_net(net: str, rate: str, vat: str, gross: str) -> None:
    amounts = money.gross_from_net(payable(net, EUR), rate=Decimal(rate), rounding=Rounding.HALF_UP)
    assert (amounts.net, amounts.vat, amounts.gross) == (payable(net, EUR), payable(vat, EUR), payable(gross, EUR))


@pytest.mark.parametrize(
    ("gross", "rate", "net", "vat"),
    [
        ("12.30", "23", "10.00", "2.30"),
        ("10.00", "20", "8.33", "1.67"),
        ("0.01", "20", "0.01", "0.00"),
        ("-10.00", "20", "-8.33", "-1.67"),
        ("9.99", "0", "9.99", "0.00"),
        ("9.99", "5.5", "9.47", "0.52"),
    ],
)
def test_net_from_gross(gross: str, rate: str, net: str, vat: str) -> None:
    amounts = money.net_from_gross(payable(gross, EUR), rate=Decimal(rate), rounding=Rounding.HALF_UP)
    assert (amounts.net, amounts.vat, amounts.gross) == (payable(net, EUR), payable(vat, EUR), payable(gross, EUR))


@pytest.mark.parametrize("compute", [money.gross_from_net, money.net_from_gross])
def test_a_rate_is_a_percentage(compute: Any) -> None:
    for rate in (Decimal(-1), Decimal("100.01"), Decimal(-100)):
        assert refused(compute, payable(1, EUR), rate=rate, rounding=Rounding.DOWN) == ("money.rate", "rate")
    assert refused(compute, payable(1, EUR), rate=0.2, rounding=Rounding.DOWN) == ("money.float", "rate")
    assert refused(compute, exact("0.001", EUR), rate=Decimal(20), rounding=Rounding.DOWN) == (
        "money.too_fine",
        "amount",
    )


def test_gross_is_net_plus_vat_or_refused() -> None:
    fits = Amounts(net=Money("1", "EUR"), vat=Money("0.2", "EUR"), gross=Money("1.2", "EUR"))
    assert texts([fits.net, fits.vat, fits.gross]) == ["1.00", "0.20", "1.20"]
    wrong: dict[str, Any] = {"net": payable(1, EUR), "vat": payable(1, EUR), "gross": payable(3, EUR)}
    assert refused(Amounts, **wrong) == ("money.gross", "gross")
    assert refused(Amounts, **wrong | {"vat": payable(1, "USD")}) == ("money.currency_mismatch", "currency")
    assert refused(Amounts, **wrong | {"gross": payable(2, "USD")}) == ("money.gross", "gross")


def test_amounts_hold_no_object_of_the_host() -> None:
    net = Money("1", "EUR")
    amounts = Amounts(net=net, vat=Money("0", "EUR"), gross=Money("1", "EUR"))
    net.amount = Decimal(5)  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
    assert amounts.net.amount == 1

"""A part of a period costs a part of its price: days, fractions, profiles, and parts that add up."""

import pickle
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from moneyed import Money

from hostbilling.errors import Fault
from hostbilling.money import Rounding, exact, payable
from hostbilling.periods import Period
from hostbilling.proration import DayShare, Profile, Prorated, day_share, prorate, refund_share
from tests.refusals import fault_of, refused

JANUARY = Period(date(2026, 1, 1), date(2026, 2, 1))
QUARTER = Period(date(2026, 1, 1), date(2026, 4, 1))
YEAR = Period(date(2026, 1, 1), date(2027, 1, 1))


def euros(part: Period, whole: Period, price: str, **how: Any) -> str:
    how = {"rounding": Rounding.HALF_UP} | how
    return str(prorate(payable(price, "EUR"), part=part, whole=whole, **how).amount.amount)


def days(first: int, end: int) -> Period:
    return Period(date(2026, 1, first), date(2026, 1, end))


def test_parts_add_up_where_rounded_shares_would_not() -> None:
    # 1.00 over 31 days: three parts of 10, 10 and 11 days are worth 0.3226, 0.3226 and 0.3548
    parts = [days(1, 11), days(11, 21), Period(date(2026, 1, 21), date(2026, 2, 1))]
    assert [euros(part, JANUARY, "1.00") for part in parts] == ["0.32", "0.33", "0.35"]
    assert [euros(part, JANUARY, "1.00", profile=Profile.DIRECT) for part in parts] == ["0.32", "0.32", "0.35"]


@pytest.mark.parametrize(
    ("part", "numerator", "share"),
    [(JANUARY, 30, "30.00"), (days(1, 31), 29, "29.00"), (days(30, 31), 0, "0.00"), (days(1, 16), 15, "15.00")],
)
def test_thirty_days_a_month(part: Period, numerator: int, share: str) -> None:
    found = day_share(part, whole=QUARTER, profile=Profile.THIRTY_360)
    assert (found.numerator, found.denominator) == (numerator, 90)
    assert euros(part, QUARTER, "90.00", profile=Profile.THIRTY_360) == share


def test_thirty_360_over_february() -> None:
    february = Period(date(2026, 2, 1), date(2026, 3, 1))
    assert day_share(february, whole=YEAR, profile=Profile.THIRTY_360).fraction == Fraction(1, 12)
    assert day_share(february, whole=YEAR).fraction == Fraction(28, 365)


def test_the_amount_carries_its_fraction_and_where_it_comes_from() -> None:
    found = prorate(payable("31", "EUR"), part=days(8, 15), whole=JANUARY, rounding=Rounding.DOWN)
    assert found == Prorated(
        amount=payable("7", "EUR"), numerator=7, denominator=31, part=days(8, 15), whole=JANUARY,
        profile=Profile.CUMULATIVE,
    )  # fmt: skip
    assert found.fraction == Fraction(7, 31)
    assert str(found) == "7/31 of 2026-01-01 to 2026-01-31"
    assert isinstance(found, DayShare)
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301
    hash(found)


@pytest.mark.parametrize(
    ("profile", "amount"),
    [
        (Profile.CUMULATIVE, "32.25"),  # 249.95 * 8/31 = 64.503, less 249.95 * 4/31 = 32.252
        (Profile.DIRECT, "32.25"),
        (Profile.THIRTY_360, "33.32"),  # 249.95 * 8/30 = 66.653, less 249.95 * 4/30 = 33.327
    ],
)
def test_a_credit_is_the_mirror_image(profile: Profile, amount: str) -> None:
    assert euros(days(5, 9), JANUARY, "249.95", profile=profile) == amount
    assert euros(days(5, 9), JANUARY, "-249.95", profile=profile) == f"-{amount}"


@pytest.mark.parametrize("profile", Profile)
def test_the_whole_costs_the_price(profile: Profile) -> None:
    for whole in (JANUARY, QUARTER, YEAR):
        assert euros(whole, whole, "9.99", profile=profile) == "9.99"


def test_prices_finer_than_the_currency_are_rounded() -> None:
    price = exact("0.0155", "EUR")
    assert prorate(price, part=JANUARY, whole=JANUARY, rounding=Rounding.HALF_UP).amount.amount == Decimal("0.02")
    assert prorate(price, part=JANUARY, whole=JANUARY, rounding=Rounding.DOWN).amount.amount == Decimal("0.01")


def test_yen_have_no_cents() -> None:
    found = prorate(Money(1000, "JPY"), part=days(1, 11), whole=JANUARY, rounding=Rounding.HALF_UP)
    assert str(found.amount.amount) == "323"


def test_a_share_of_days_carries_where_it_comes_from() -> None:
    found = day_share(days(8, 15), whole=JANUARY, profile=Profile.DIRECT)
    assert found == DayShare(
        numerator=7, denominator=31, part=days(8, 15), whole=JANUARY, profile=Profile.DIRECT
    )  # fmt: skip


@pytest.mark.parametrize(
    ("call", "fault"),
    [
        (
            lambda: day_share(JANUARY, whole=days(1, 31)),
            Fault("proration.outside", "part", "2026-01-01 to 2026-01-31", "is not inside 2026-01-01 to 2026-01-30",
                  "cut it to the whole first"),
        ),
        (
            lambda: day_share(days(30, 31), whole=days(30, 31), profile=Profile.THIRTY_360),
            Fault("proration.no_days", "whole", "2026-01-30 to 2026-01-30", "has no day as thirty_360 counts",
                  "count real days"),
        ),
        (
            lambda: refund_share(payable(1, "EUR"), refunded=payable(2, "EUR"), unused=JANUARY, whole=JANUARY,
                                 rounding=Rounding.UP),
            Fault("refund.exceeds", "refunded", "2.00 EUR", "is more than the 1.00 EUR paid",
                  "pass what was given back"),
        ),
    ],
)  # fmt: skip
def test_what_a_refusal_says(call: Any, fault: Fault) -> None:
    assert fault_of(call) == fault


def test_what_is_refused() -> None:
    price = payable(1, "EUR")
    outside = Period(date(2026, 1, 31), date(2026, 2, 2))
    assert refused(prorate, price, part=outside, whole=JANUARY, rounding=Rounding.UP) == ("proration.outside", "part")
    assert refused(day_share, JANUARY, whole=days(1, 31)) == ("proration.outside", "part")
    one_day = days(30, 31)
    assert day_share(one_day, whole=one_day).fraction == 1
    no_days: dict[str, Any] = {"whole": one_day, "profile": Profile.THIRTY_360}
    assert refused(day_share, one_day, **no_days) == ("proration.no_days", "whole")
    assert refused(day_share, "January", whole=JANUARY) == ("value.type", "part")
    assert refused(day_share, JANUARY, whole="January") == ("value.type", "whole")
    assert refused(day_share, JANUARY, whole=JANUARY, profile="direct") == ("value.type", "profile")
    assert refused(prorate, price, part=JANUARY, whole=JANUARY, rounding=None) == ("value.type", "rounding")

"""What goes back never exceeds what was paid."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from hostbilling.money import Rounding, add, at_least, zero
from hostbilling.periods import Period
from hostbilling.proration import refund_share
from tests.samples import eur, refusal

YEAR = Period(date(2026, 1, 1), date(2027, 1, 1))


def test_the_unused_quarter_of_a_year() -> None:
    unused = Period(date(2026, 10, 1), date(2027, 1, 1))
    found = refund_share(eur("73.00"), unused=unused, whole=YEAR, refunded=zero("EUR"), rounding=Rounding.HALF_UP)
    assert (found.amount, found.numerator, found.denominator) == (eur("18.40"), 92, 365)


def test_what_went_back_before_counts() -> None:
    whole: dict[str, Any] = {"unused": YEAR, "whole": YEAR, "rounding": Rounding.HALF_UP}
    assert refund_share(eur("73.00"), refunded=eur("70.00"), **whole).amount == eur("3.00")
    assert refund_share(eur("73.00"), refunded=eur("73.00"), **whole).amount == eur("0.00")
    assert refusal(refund_share, eur("73.00"), refunded=eur("73.01"), **whole) == ("refund.exceeds", "refunded")


@given(st.integers(0, 50_000), st.lists(st.tuples(st.integers(0, 364), st.integers(1, 365)), max_size=6))
def test_any_number_of_refunds_stays_within_what_was_paid(cents: int, cuts: list[tuple[int, int]]) -> None:
    paid, back = eur(f"{cents // 100}.{cents % 100:02d}"), zero("EUR")
    for start, days in cuts:
        first = YEAR.start + timedelta(days=start)
        unused = Period(first, min(first + timedelta(days=days), YEAR.end))
        back = add(back, refund_share(paid, unused=unused, whole=YEAR, refunded=back, rounding=Rounding.HALF_UP).amount)
    assert at_least(paid, back)

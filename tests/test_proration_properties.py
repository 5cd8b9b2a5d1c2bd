"""Whatever the cuts, the parts of a period cost its price, and none of them more than it."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from hostbilling.money import Money, Rounding, exact
from hostbilling.periods import Period
from hostbilling.proration import Profile, prorate

Cut = tuple[Period, list[Period]]

starts = st.dates(date(1990, 1, 1), date(2100, 1, 1))
wholes = st.builds(lambda start, days: Period(start, start + timedelta(days=days)), starts, st.integers(2, 800))
prices = st.decimals(-100_000, 100_000, places=2).map(lambda amount: exact(amount, "EUR"))
roundings = st.sampled_from(Rounding)
additive = st.sampled_from([Profile.CUMULATIVE, Profile.THIRTY_360])


@st.composite
def cuts(draw: st.DrawFn) -> Cut:
    """A period, and the same days in parts."""
    whole = draw(wholes)
    days = draw(st.sets(st.integers(1, whole.days - 1), max_size=12))
    ends = [0, *sorted(days), whole.days]
    at = [whole.start + timedelta(days=day) for day in ends]
    return whole, [Period(start, end) for start, end in pairwise(at)]


@given(cuts(), prices, roundings, additive)
def test_parts_add_up_to_the_price(cut: Cut, price: Money, rounding: Rounding, profile: Profile) -> None:
    whole, parts = cut
    found = [prorate(price, part=part, whole=whole, rounding=rounding, profile=profile) for part in parts]
    assert sum(prorated.amount.amount for prorated in found) == price.amount
    assert sum(prorated.numerator for prorated in found) == found[0].denominator


@given(cuts(), prices, roundings)
def test_a_direct_share_misses_the_exact_one_by_less_than_a_cent(cut: Cut, price: Money, rounding: Rounding) -> None:
    whole, parts = cut
    for part in parts:
        found = prorate(price, part=part, whole=whole, rounding=rounding, profile=Profile.DIRECT).amount.amount
        share = Fraction(price.amount) * (part.end - part.start).days / (whole.end - whole.start).days
        assert abs(Fraction(found) - share) < Fraction(1, 100)


@given(cuts(), prices, roundings, st.sampled_from(Profile))
def test_no_part_costs_more_than_the_whole(cut: Cut, price: Money, rounding: Rounding, profile: Profile) -> None:
    whole, parts = cut
    for part in parts:
        found = prorate(price, part=part, whole=whole, rounding=rounding, profile=profile)
        assert abs(found.amount.amount) <= abs(price.amount)
        assert found.amount.amount * price.amount >= Decimal(0)

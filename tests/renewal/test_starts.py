"""Where a renewal starts, early and late, and what a late return costs."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.catalog import Family
from hostbilling.money import Rounding, total
from hostbilling.periods import Period, Term, overlaps, union
from hostbilling.renewal import Gap, Start, StartRule, late_price, new_period, start_rule
from tests.samples import eur, refusal

MONTH = Term.months(1)
TERMS = st.builds(Term.months, st.integers(1, 36)) | st.builds(Term.days, st.integers(1, 400))
DAYS = st.dates(date(2026, 1, 1), date(2030, 12, 31))
STARTS = st.sampled_from(Start)


@pytest.mark.parametrize(
    ("start", "active", "first", "after"),
    [
        (Start.FROM_END, False, date(2026, 3, 1), date(2026, 4, 1)),
        (Start.FROM_PAYMENT, True, date(2026, 3, 10), date(2026, 4, 10)),
        (Start.LATER_OF, True, date(2026, 3, 10), date(2026, 4, 10)),
        (Start.FROM_END_IF_ACTIVE, True, date(2026, 3, 1), date(2026, 4, 1)),
        (Start.FROM_END_IF_ACTIVE, False, date(2026, 3, 10), date(2026, 4, 10)),
    ],
)
def test_paid_nine_days_late(start: Start, *, active: bool, first: date, after: date) -> None:
    found = new_period(date(2026, 3, 1), term=MONTH, paid_on=date(2026, 3, 10), start=start, active=active)
    assert found.period == Period(first, after)
    assert found.start is start
    assert found.gap == (Period(date(2026, 3, 1), first) if first.day > 1 else None)
    assert [reason.code for reason in found.reasons] == ["renewal.starts", *(["renewal.gap"] if found.gap else [])]


def test_paid_early_by_a_term_from_the_payment() -> None:
    found = new_period(date(2026, 3, 1), term=MONTH, paid_on=date(2026, 2, 10), start=Start.FROM_PAYMENT, active=True)
    # One month from 10 February is 28 days; the 19 days left come first.
    assert found.period == Period(date(2026, 3, 1), date(2026, 3, 29))
    assert (found.anchor_day, found.gap) == (29, None)
    assert found.reasons[1].facts == (("days", 19), ("paid_on", date(2026, 2, 10)))


@pytest.mark.requirement("R-054")
@given(end=DAYS, term=TERMS, left=st.integers(0, 800), start=STARTS, active=st.booleans())
def test_early_renewal_never_loses_a_day(end: date, term: Term, left: int, start: Start, *, active: bool) -> None:
    paid_on = end - timedelta(days=left)
    found = new_period(end, term=term, paid_on=paid_on, start=start, active=active)
    assert found.period.start == end
    assert found.gap is None
    laid_from = paid_on if start is Start.FROM_PAYMENT else end
    assert found.period.days == Period.of(laid_from, term).days


@given(end=DAYS, payments=st.lists(st.tuples(st.integers(-400, 400), TERMS, STARTS, st.booleans()), max_size=8))
def test_no_day_is_granted_twice_however_it_is_renewed(
    end: date, payments: list[tuple[int, Term, Start, bool]]
) -> None:
    granted = [Period(end - timedelta(days=30), end)]
    for offset, term, start, active in payments:
        reached = granted[-1].end
        found = new_period(
            reached, term=term, paid_on=reached + timedelta(days=offset), start=start, active=active
        )  # fmt: skip
        assert found.period.start >= reached
        if found.gap:
            assert (found.gap.start, found.gap.end) == (reached, found.period.start)
        granted.append(found.period)
    assert overlaps(granted) == ()


def test_the_anchor_survives_short_months_until_a_late_payment_moves_it() -> None:
    end = date(2026, 2, 28)
    kept = new_period(end, term=MONTH, paid_on=end, start=Start.LATER_OF, active=True, anchor_day=31)
    assert (kept.period.end, kept.anchor_day) == (date(2026, 3, 31), 31)
    late = new_period(end, term=MONTH, paid_on=date(2026, 3, 5), start=Start.LATER_OF, active=False, anchor_day=31)
    assert (late.period.end, late.anchor_day) == (date(2026, 4, 5), 5)
    plain = new_period(end, term=MONTH, paid_on=end, start=Start.FROM_END, active=True)
    assert plain.anchor_day == 28


def test_a_term_that_is_over_when_it_is_paid_is_reported() -> None:
    on = date(2026, 4, 1)
    found = new_period(date(2026, 3, 1), term=MONTH, paid_on=on, start=Start.FROM_END, active=False)
    assert [finding.code for finding in found.findings] == ["renewal.still_over"]
    in_time = new_period(date(2026, 3, 2), term=MONTH, paid_on=on, start=Start.FROM_END, active=False)
    assert in_time.findings == ()


# ---------------------------------------------------------------------------------------------- the gap


def late(days: int) -> date:
    return date(2026, 3, 1) + timedelta(days=days)


@pytest.mark.parametrize(
    ("gap", "amount", "code", "billed"),
    [
        (Gap.WAIVE, "0.00", "renewal.gap_waived", []),
        # March has 31 days of 1.00; 9 of April's 30 cost 9.30.
        (Gap.BILL, "40.30", "renewal.gap_billed", ["31.00", "9.30"]),
        (Gap.FEE, "5.00", "renewal.gap_fee", []),
    ],
)
def test_a_gap_is_waived_billed_or_settled_by_a_fee(gap: Gap, amount: str, code: str, billed: list[str]) -> None:
    back = new_period(late(0), term=MONTH, paid_on=late(40), start=Start.LATER_OF, active=False)
    found = late_price(back, gap=gap, price=eur("31"), term=MONTH, rounding=Rounding.HALF_UP, fee=eur("5"))
    assert [reason.code for reason in found.reasons] == [code]
    assert str(found.amount.amount) == amount
    assert [str(part.amount.amount) for part in found.billed] == billed


@given(days=st.integers(1, 1000), term=TERMS, cents=st.integers(0, 100_000))
def test_a_billed_gap_is_covered_whole_and_once(days: int, term: Term, cents: int) -> None:
    back = new_period(late(0), term=MONTH, paid_on=late(days), start=Start.LATER_OF, active=False)
    price = eur(f"{cents // 100}.{cents % 100:02}")
    found = late_price(back, gap=Gap.BILL, price=price, term=term, rounding=Rounding.HALF_UP)
    assert union(part.part for part in found.billed) == (back.gap,)
    assert overlaps([*(part.part for part in found.billed), back.period]) == ()
    assert total((part.amount for part in found.billed), currency="EUR") == found.amount


@pytest.mark.parametrize("gap", Gap)
def test_without_a_gap_nothing_is_added(gap: Gap) -> None:
    back = new_period(late(0), term=MONTH, paid_on=late(9), start=Start.FROM_END, active=True)
    found = late_price(back, gap=gap, price=eur("31"), term=MONTH, rounding=Rounding.HALF_UP, fee=eur("5"))
    assert (str(found.amount.amount), found.billed, found.reasons) == ("0.00", (), ())


def test_a_fee_is_named_and_not_negative() -> None:
    back = new_period(late(0), term=MONTH, paid_on=late(9), start=Start.LATER_OF, active=True)
    asked = {"gap": Gap.FEE, "price": eur("31"), "term": MONTH, "rounding": Rounding.HALF_UP}
    assert refusal(late_price, back, **asked) == ("gap.fee", "fee")
    assert refusal(late_price, back, **asked, fee=eur("-1")) == ("gap.fee", "fee")
    families = frozenset({Family.VPS})
    assert refusal(StartRule, families=families, start=Start.FROM_END, gap=Gap.FEE) == ("gap.fee", "fee")


def test_the_last_rule_of_a_family_wins() -> None:
    both = frozenset({Family.VPS, Family.DOMAIN})
    rules = (
        StartRule(families=both, start=Start.LATER_OF),
        StartRule(families=frozenset({Family.VPS}), start=Start.FROM_PAYMENT, gap=Gap.FEE, fee=eur("5")),
    )
    assert start_rule(Family.VPS, rules=rules) is rules[1]
    assert start_rule(Family.DOMAIN, rules=rules) is rules[0]
    assert start_rule(Family.BACKUP, rules=rules).start is Start.FROM_END

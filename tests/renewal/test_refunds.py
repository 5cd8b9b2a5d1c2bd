"""What goes back when a contract ends early, by policy, by law, or by a withdrawal."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.money import Money, Rounding, at_least
from hostbilling.periods import Period, PlainCalendar, Term
from hostbilling.renewal import PaidLine, RefundPolicy, law, refunded, termination_refund, withdrawal_refund
from hostbilling.renewal.law import CustomerClass, Release, WayOut, Withdrawal
from tests.samples import eur

UP = Rounding.HALF_UP
MARCH = Period(date(2026, 3, 1), date(2026, 4, 1))
APRIL = Period(date(2026, 4, 1), date(2026, 5, 1))
LINES = (
    PaidLine(line_id="1", period=MARCH, paid=eur("31")),
    PaidLine(line_id="2", period=APRIL, paid=eur("0")),
)
ASKED: dict[str, Any] = {"currency": "EUR", "rounding": UP}


def codes(found: Any) -> list[str]:
    return [reason.code for reason in found.reasons]


def test_the_days_left_go_back_or_nothing_by_policy() -> None:
    on = date(2026, 3, 11)
    back = termination_refund(LINES, ends_on=on, policy=RefundPolicy.PRORATA, **ASKED)
    assert (back.amount, [each.line_id for each in back.credits], codes(back)) == (eur("21"), ["1"], ["refund.prorata"])
    none = termination_refund(LINES, ends_on=on, policy=RefundPolicy.NONE, **ASKED)
    assert (none.amount, none.credits, codes(none)) == (eur("0"), (), ["refund.none"])
    over = termination_refund(LINES, ends_on=APRIL.end, policy=RefundPolicy.PRORATA, **ASKED)
    assert (over.amount, codes(over)) == (eur("0"), ["refund.nothing_left"])


@pytest.mark.parametrize(
    ("since", "days", "amount", "pay_by"),
    [
        (date(2026, 3, 11), 30, "21", date(2026, 4, 10)),
        (date(2026, 3, 12), 30, "0", None),
        (None, 30, "0", None),
        (date(2026, 3, 1), None, "0", None),
    ],
)
def test_who_was_not_informed_gets_prepaid_time_back_whatever_the_policy(
    since: date | None, days: int | None, amount: str, pay_by: date | None
) -> None:
    free = Release(reasons=(), way_out=WayOut.ANY_TIME, since=since, refund_days=days)
    found = termination_refund(LINES, ends_on=date(2026, 3, 11), policy=RefundPolicy.NONE, release=free, **ASKED)
    assert (found.amount, found.pay_by) == (eur(amount), pay_by)
    assert codes(found)[0] == ("refund.by_law" if pay_by else "refund.none")


@given(cents=st.integers(0, 50_000), days=st.lists(st.integers(-5, 70), max_size=6))
def test_refunds_never_exceed_what_was_paid(cents: int, days: list[int]) -> None:
    paid = eur(f"{cents // 100}.{cents % 100:02}")
    lines: tuple[PaidLine, ...] = (PaidLine(line_id="1", period=MARCH, paid=paid),)
    for offset in days:
        ends_on = MARCH.start + timedelta(days=offset)
        found = termination_refund(lines, ends_on=ends_on, policy=RefundPolicy.PRORATA, **ASKED)
        assert at_least(lines[0].kept, found.amount)
        lines = refunded(lines, found)
        assert refunded(lines, found) == lines
        assert at_least(paid, lines[0].refunded)


@pytest.mark.parametrize(("policy", "ends_on"), [(RefundPolicy.NONE, MARCH.start), (RefundPolicy.PRORATA, MARCH.end)])
def test_where_nothing_goes_back_the_service_ends_all_the_same(policy: RefundPolicy, ends_on: date) -> None:
    found = termination_refund(LINES[:1], ends_on=ends_on, policy=policy, **ASKED)
    assert (found.credits, found.amount, found.ends_on, found.pay_by) == ((), eur("0"), ends_on, None)


def test_a_refund_of_days_that_are_over_cuts_nothing() -> None:
    lines = LINES[:1]
    found = termination_refund(lines, ends_on=MARCH.end, policy=RefundPolicy.PRORATA, **ASKED)
    assert refunded(lines, found) == lines


# ------------------------------------------------------------------------------------------- withdrawal


def test_what_is_begun_is_not_taken_for_performed_unless_said() -> None:
    found = withdrawal_refund(
        LINES[:1], right=right(), withdrawn_on=date(2026, 3, 14), begun_at_request=True, **ASKED
    )  # fmt: skip
    assert found.amount == eur("18")
    late = withdrawal_refund(LINES[:1], right=right(), withdrawn_on=MARCH.end, begun_at_request=True, **ASKED)
    assert (late.credits, late.amount, late.ends_on) == ((), eur("0"), None)


def right(country: str = "FR", customer: CustomerClass = CustomerClass.CONSUMER) -> Withdrawal:
    return law.withdrawal(
        MARCH.start, country=country, customer=customer, informed_on=MARCH.start, calendar=PlainCalendar()
    )


@pytest.mark.parametrize(
    ("day", "begun", "performed", "amount", "code"),
    [
        (14, True, False, "18", "refund.less_used"),
        (14, False, False, "31", "refund.all"),
        (14, False, True, "31", "refund.all"),
        (1, True, False, "31", "refund.less_used"),
        # Day 14 is Sunday, 15 March; the last day moves to Monday.
        (16, True, False, "16", "refund.less_used"),
        (17, True, False, "0", "refund.withdrawn_late"),
        (14, True, True, "0", "refund.performed"),
    ],
)
def test_withdrawing(day: int, *, begun: bool, performed: bool, amount: str, code: str) -> None:
    withdrawn_on = date(2026, 3, day)
    found = withdrawal_refund(
        LINES, right=right(), withdrawn_on=withdrawn_on, begun_at_request=begun, performed=performed, **ASKED
    )
    granted = amount != "0"
    assert (found.amount, codes(found)[0]) == (eur(amount), code)
    assert found.pay_by == (withdrawn_on + timedelta(days=14) if granted else None)
    assert found.ends_on == ((withdrawn_on if begun else MARCH.start) if granted else None)
    after = refunded(LINES, found)
    assert (after == LINES) is not granted
    assert [line.used for line in after][1] == (None if granted else APRIL)


@pytest.mark.parametrize(("country", "customer"), [("FR", CustomerClass.BUSINESS), ("CH", CustomerClass.CONSUMER)])
def test_without_a_right_the_contract_goes_on(country: str, customer: CustomerClass) -> None:
    found = withdrawal_refund(
        LINES, right=right(country, customer), withdrawn_on=date(2026, 3, 2), begun_at_request=False, **ASKED
    )
    assert (found.ends_on, codes(found)) == (None, ["refund.no_right"])


def test_nothing_paid_is_nothing_back() -> None:
    found = withdrawal_refund((), right=right(), withdrawn_on=MARCH.start, begun_at_request=False, **ASKED)
    assert (found.amount, found.credits) == (eur("0"), ())


@given(day=st.integers(1, 16), cents=st.integers(0, 50_000), term=st.sampled_from([Term.days(7), Term.years(1)]))
def test_withdrawing_later_never_brings_more(day: int, cents: int, term: Term) -> None:
    paid = eur(f"{cents // 100}.{cents % 100:02}")
    lines = (PaidLine(line_id="1", period=Period.of(MARCH.start, term), paid=paid),)

    def back(on: date) -> Money:
        return withdrawal_refund(lines, right=right(), withdrawn_on=on, begun_at_request=True, **ASKED).amount

    assert at_least(back(date(2026, 3, day)), back(date(2026, 3, day + 1)))
    assert at_least(paid, back(date(2026, 3, day)))

"""Notices, rights to leave, withdrawal, and switching providers."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.decision import Severity
from hostbilling.errors import InvalidInput
from hostbilling.money import payable
from hostbilling.periods import PlainCalendar, Term
from hostbilling.renewal import law
from hostbilling.renewal.law import Contract, Count, CustomerClass, Event, Phase

TODAY = date(2026, 11, 21)
CONSUMER, BUSINESS = CustomerClass.CONSUMER, CustomerClass.BUSINESS
DAYS = st.dates(date(2026, 1, 1), date(2032, 12, 31))
PLAIN = PlainCalendar()


@given(received=DAYS, months=st.integers(1, 12))
def test_the_three_ways_to_count_a_notice_are_in_order(received: date, months: int) -> None:
    free, bound, month_end = (
        law.counted(received, Term.months(months), count=count)
        for count in (Count.FREE_DAY, Count.BOUND_DAY, Count.MONTH_END)
    )
    assert received < bound == free + timedelta(days=1)
    assert bound <= month_end
    assert (month_end + timedelta(days=1)).day == 1


@given(received=DAYS, later=st.integers(0, 60), country=st.sampled_from(["BE", "DE", "NL", "DK", "FR"]))
def test_a_later_notice_never_ends_earlier(received: date, later: int, country: str) -> None:
    one, other = (
        law.ends_on(day, notice=Term.months(1), phase=Phase.INDEFINITE, country=country, customer=CONSUMER)
        for day in (received, received + timedelta(days=later))
    )
    assert received < one.free_from <= other.free_from
    assert one.free_from - one.last_day == timedelta(days=1)


def test_a_notice_that_no_law_counts_is_the_agreed_one() -> None:
    ending = law.ends_on(TODAY, notice=Term.months(3), phase=Phase.FIRST_TERM, country="BE", customer=CONSUMER)
    assert (ending.free_from, ending.reasons[0].code) == (date(2027, 2, 22), "law.notice_agreed")
    with pytest.raises(InvalidInput, match="is not agreed"):
        law.ends_on(TODAY, notice=None, phase=Phase.RENEWED, country="BE", customer=BUSINESS)


@pytest.mark.parametrize(("country", "last_day"), [("DE", 28), ("de", 28), ("BE", 28), ("NL", 27), ("FR", 27)])
def test_how_a_country_counts_does_not_depend_on_the_customer(country: str, last_day: int) -> None:
    ending = law.ends_on(
        date(2027, 1, 31), notice=Term.months(1), phase=Phase.RENEWED, country=country, customer=BUSINESS
    )
    assert ending.last_day == date(2027, 2, last_day)


def test_a_right_to_leave_a_first_term_is_no_notice_before_its_end() -> None:
    ending = law.ends_on(TODAY, notice=Term.months(2), phase=Phase.FIRST_TERM, country="NL", customer=CONSUMER)
    assert ending.reasons[0].code == "law.notice_agreed"


def leave(
    country: str, customer: CustomerClass = CONSUMER, concluded: date | None = date(2026, 9, 30), **facts: Any
) -> law.Exit | None:
    contract = Contract(concluded=concluded, **facts)
    return law.earliest_exit(contract, country=country, customer=customer, on=TODAY)


def test_denmark_after_five_months() -> None:
    found = leave("DK", total_price=payable("3000.00", "DKK"))
    assert found is not None
    assert (found.earliest_notice, found.ending.last_day) == (date(2027, 2, 28), date(2027, 3, 31))
    assert not found.findings


def test_denmark_spares_small_prices_of_a_year() -> None:
    small = payable("2000.00", "DKK")
    assert leave("DK", total_price=small) is None
    assert leave("DK", total_price=small, term=Term.years(1)) is None
    assert leave("DK", total_price=small, term=Term.months(13)) is not None
    euros = leave("DK", total_price=payable("100.00", "EUR"))
    assert euros is not None
    assert [finding.code for finding in euros.findings] == ["law.price_missing"]


def test_nobody_else_leaves_a_running_term_by_law() -> None:
    assert leave("FR") is None
    assert leave("DK", BUSINESS) is None
    assert leave("DK", concluded=None) is None
    dutch = leave("NL")
    assert dutch is not None
    assert dutch.earliest_notice == date(2027, 9, 30)


def withdraw(concluded: date, informed_on: date | None, country: str = "SK") -> law.Withdrawal:
    return law.withdrawal(concluded, country=country, customer=CONSUMER, informed_on=informed_on, calendar=PLAIN)


@given(concluded=DAYS)
def test_withdrawal_ends_on_a_working_day_14_days_on_or_soon_after(concluded: date) -> None:
    found = withdraw(concluded, concluded)
    assert found.counted_to is not None
    assert found.last_day is not None
    assert found.counted_to - concluded == timedelta(days=14)
    assert timedelta(0) <= found.last_day - found.counted_to <= timedelta(days=2)
    assert PLAIN.is_working_day(found.last_day)


def test_withdrawal_of_a_consumer_told_late_or_never() -> None:
    concluded = date(2026, 3, 2)
    assert withdraw(concluded, date(2026, 3, 16)).last_day == date(2026, 3, 30)
    assert withdraw(concluded, None).last_day == date(2027, 3, 16)
    too_late = withdraw(concluded, date(2027, 3, 17))
    assert (too_late.last_day, too_late.reasons[0].code) == (date(2027, 3, 16), "law.withdrawal_untold")


def test_withdrawal_elsewhere_is_unknown_and_a_business_has_none() -> None:
    assert [finding.code for finding in withdraw(TODAY, TODAY, "CH").findings] == ["law.withdrawal_unread"]
    found = law.withdrawal(TODAY, country="SK", customer=BUSINESS, informed_on=TODAY, calendar=PLAIN)
    assert (found.last_day, found.findings) == (None, ())


@pytest.mark.parametrize(
    ("event", "clear", "opens"),
    [
        (Event.TACIT_RENEWAL, True, False),
        (Event.TACIT_RENEWAL, False, True),
        (Event.TRIAL_CONVERTED, True, False),
        (Event.TRIAL_CONVERTED, False, True),
        (Event.ORDERED_RENEWAL, True, True),
    ],
)
def test_what_opens_a_right_of_withdrawal_again(event: Event, *, clear: bool, opens: bool) -> None:
    assert law.opens_right(event, clear_at_start=clear).opens is opens


def test_the_withdrawal_function_is_for_online_contracts_in_the_union() -> None:
    first = date(2026, 6, 19)
    assert law.function_required(country="FR", on=first, online=True)
    assert not law.function_required(country="FR", on=first - timedelta(days=1), online=True)
    assert not law.function_required(country="FR", on=first, online=False)
    assert not law.function_required(country="CH", on=first, online=True)


def test_switching_reports_what_goes_beyond_the_data_act() -> None:
    assert not law.switching(date(2026, 12, 15)).findings
    asked = law.switching(date(2027, 1, 12), notice=Term.months(3), transition=Term.days(31), charged=True)
    assert [(finding.code, finding.severity) for finding in asked.findings] == [
        ("EU-2023-2854-25-2-d", Severity.VIOLATION),
        ("EU-2023-2854-25-2-a", Severity.WARNING),
        ("EU-2023-2854-29", Severity.VIOLATION),
    ]
    assert not law.switching(date(2027, 1, 11), charged=True).findings
    at_once = law.switching(date(2026, 12, 31), notice=None, transition=None)
    assert not at_once.findings
    assert (at_once.notice_ends, at_once.transition_ends) == (date(2026, 12, 31), date(2026, 12, 31))
    assert at_once.retrieval_until == date(2027, 1, 30)
    early = law.switching(date(2025, 9, 11), notice=Term.months(3))
    assert [finding.code for finding in early.findings] == ["law.switching_early"]

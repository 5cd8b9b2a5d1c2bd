"""With law switched on, a cancellation ends a contract when the customer's law lets it, whatever the contract says."""

from datetime import date

import pytest
from attrs import evolve

from hostbilling.lifecycle import (
    Accepted,
    Bought,
    CancelService,
    RenewalPolicy,
    ServiceCancelled,
    decide,
)
from hostbilling.money import payable
from hostbilling.periods import Period, Term
from hostbilling.renewal import CancelPolicy, PaidLine, When
from hostbilling.renewal.law import Channel
from hostbilling.services import Cause, Coverage, Grant
from tests.thread.host import Host, customer, located, service
from tests.thread.test_contracts import request, shop

T = date(2026, 4, 1)
NEXT = date(2027, 4, 1)
TERM = Grant(line_id="D1", period=Period(T, NEXT), cause=Cause.PAID)
QUARTER = RenewalPolicy(cancel=CancelPolicy(channels=[Channel.CUSTOMER_AREA], notice=Term.months(3), mid_term=False))


def host(country: str, *, silent: bool, law: bool = True, tacit: bool = True, policy: RenewalPolicy = QUARTER) -> Host:
    """A year that began on 1 April 2026, renewed by silence or ordered, with three months of notice agreed."""
    made = Host(customer_=customer(country), evidence=located(country), book=shop(policy, law=law))
    line = PaidLine(line_id="D1", period=TERM.period, paid=payable("365.00", "EUR"))
    bought = Bought(
        service_id="S1", line=line, gross=payable("365.00", "EUR"), concluded=date(2025, 4, 1), by_silence=silent
    )
    year = evolve(service("S1", end=NEXT, tacit=tacit), coverage=Coverage((TERM,)), concluded_on=date(2025, 4, 1))
    made.account = evolve(made.account, services=(year,), bought=(bought,))
    return made


def ended(host_: Host, on: date, when: When = When.IMMEDIATELY) -> ServiceCancelled:
    outcome = decide(
        host_.account, CancelService(service_id="S1", request=request("C1", on, when=when)), host_.book, on=on
    )
    assert isinstance(outcome, Accepted), outcome
    (fact,) = outcome.facts
    assert isinstance(fact, ServiceCancelled)
    return fact


@pytest.mark.parametrize(
    ("country", "on", "ends"),
    [
        # CDE VI.91 par. 2: two months' notice, that same-numbered day still bound
        ("BE", date(2026, 6, 10), date(2026, 8, 11)),
        # BW 6:236 j: one month, the same-numbered day free
        ("NL", date(2026, 6, 10), date(2026, 7, 10)),
        # BGB 309 Nr. 9 b: one month, the same-numbered day still bound
        ("DE", date(2026, 6, 10), date(2026, 7, 11)),
    ],
)
def test_once_renewed_by_silence_the_notice_of_the_law_ends_it_and_later_days_go_back(
    country: str, on: date, ends: date
) -> None:
    fact = ended(host(country, silent=True), on)
    assert fact.ends_on == ends
    # a day of the year cost one euro: what is prepaid from the end on is not owed
    assert [str(each.amount) for each in fact.given_back] == [f"{(NEXT - ends).days}.00 EUR"]


def test_without_the_law_or_in_a_term_that_was_ordered_the_contract_counts() -> None:
    on = date(2026, 6, 10)
    assert ended(host("BE", silent=True, law=False), on).ends_on == NEXT
    assert ended(host("BE", silent=False), on).ends_on == NEXT
    assert ended(host("SK", silent=True), on).ends_on == NEXT  # no such row


def test_a_longer_notice_than_the_law_allows_is_cut_in_the_first_term_too() -> None:
    on = date(2027, 2, 15)  # six weeks before the end: too late for three months, in time for one
    assert ended(host("DE", silent=False), on, When.AT_END).ends_on == NEXT
    assert ended(host("SK", silent=False), on, When.AT_END).ends_on == date(2028, 4, 1)


def test_too_late_to_refuse_the_renewal_the_law_ends_the_term_after_it() -> None:
    on = date(2027, 3, 20)
    assert ended(host("BE", silent=True), on, When.AT_END).ends_on == date(2027, 5, 21)
    # asked for the end, the term that was paid is not cut, though the law would let the customer out before
    assert ended(host("NL", silent=True), date(2027, 1, 10), When.AT_END).ends_on == NEXT


def test_after_five_months_a_danish_consumer_leaves_a_term_that_was_ordered() -> None:
    # Forbrugeraftaleloven 28: from five months after the conclusion, a month's notice to the end of a calendar month
    fact = ended(host("DK", silent=False, tacit=False), date(2026, 6, 10))
    assert fact.ends_on == date(2026, 8, 1)
    assert [str(each.amount) for each in fact.given_back] == ["243.00 EUR"]


def test_who_leaves_at_once_gets_the_days_back_that_no_notice_binds_for() -> None:
    at_once = evolve(QUARTER, cancel=evolve(QUARTER.cancel, mid_term=True))
    fact = ended(host("NL", silent=True, policy=at_once), date(2026, 6, 10))
    assert fact.ends_on == date(2026, 6, 10)
    assert [str(each.amount) for each in fact.given_back] == ["265.00 EUR"]  # from 10 July on, not from 10 June


@pytest.mark.parametrize(("silent", "ends"), [(True, date(2026, 8, 11)), (False, NEXT)])
def test_the_latest_term_tells_whether_silence_renewed_the_contract(silent: bool, ends: date) -> None:  # noqa: FBT001
    made = host("BE", silent=silent)
    (year,) = made.account.bought
    before = PaidLine(line_id="D0", period=Period(date(2025, 4, 1), T), paid=year.line.paid)
    earlier = evolve(year, line=before, by_silence=not silent)
    for bought in ((year, earlier), (earlier, year)):
        made.account = evolve(made.account, bought=bought)
        assert ended(made, date(2026, 6, 10)).ends_on == ends

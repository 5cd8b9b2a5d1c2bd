"""Who was not told in time that a term would renew by silence leaves it, as the law of each country says."""

from datetime import date

import pytest
from attrs import evolve

from hostbilling.lifecycle import LawPolicy, RenewalPolicy, ServiceCancelled, TellCustomer, Told
from hostbilling.money import payable
from hostbilling.periods import Period, Term
from hostbilling.renewal import CancelPolicy, PaidLine
from hostbilling.renewal.law import Channel, Inform, Rule
from hostbilling.renewal.law.it import ROWS as ITALY
from tests.lifecycle.test_ends_by_law import NEXT, QUARTER, T, ended, host
from tests.thread.test_contracts import tacit

JUNE = date(2026, 6, 10)
IN_TIME = date(2025, 11, 1)
"""Three months of notice end on 1 January 2026, the last day to refuse; France counts one to three months before it."""


def told(on: date, rule: str = "FR-L215-1", ends: date = T, service_id: str = "S1") -> Told:
    return Told(service_id=service_id, rule=rule, ends=ends, on=on)


def left(country: str, *messages: Told, silent: bool = True, on: date = JUNE, law: bool = True) -> ServiceCancelled:
    made = host(country, silent=silent, law=law)
    made.account = evolve(made.account, told=messages)
    return ended(made, on)


def back(fact: ServiceCancelled) -> list[str]:
    return [str(each.amount) for each in fact.given_back]


def test_in_france_who_was_not_told_leaves_at_any_time_and_prepaid_days_go_back_within_thirty() -> None:
    fact = left("FR")
    assert (fact.ends_on, fact.cut_from) == (JUNE, JUNE)
    assert back(fact) == ["295.00 EUR"]  # 10 June to 31 March, a euro a day
    assert (fact.to_refund, fact.pay_by) == (True, date(2026, 7, 10))
    assert [(each.line_id, each.gross) for each in fact.credits] == [("D1", payable("295", "EUR"))]


@pytest.mark.parametrize(
    ("message", "binds"),
    [
        (told(IN_TIME), True),
        (told(date(2025, 10, 1)), True),  # three months before, the first day
        (told(date(2025, 12, 1)), True),  # a month before, the last
        (told(date(2025, 9, 30)), False),
        (told(date(2025, 12, 2)), False),
        (told(IN_TIME, rule="FR-L215-1-1"), False),  # another message
        (told(IN_TIME, ends=NEXT), False),  # of another renewal
        (told(IN_TIME, service_id="S2"), False),  # of another service
    ],
)
def test_a_message_in_its_window_binds_to_the_term_and_no_other_does(message: Told, binds: bool) -> None:  # noqa: FBT001
    fact = left("FR", message)
    assert fact.ends_on == (NEXT if binds else JUNE)
    assert fact.to_refund is not binds


def test_nobody_is_released_from_a_term_that_was_ordered_or_where_law_is_off() -> None:
    assert left("FR", silent=False).ends_on == NEXT
    assert left("FR", law=False).ends_on == NEXT
    assert left("SK").ends_on == NEXT  # no such law


def test_in_italy_and_sweden_who_was_not_told_leaves_without_a_day_named_for_the_refund() -> None:
    for fact in (left("IT"), left("SE")):  # Cod. consumo 65-bis; lag 2014:1449
        assert (fact.ends_on, fact.pay_by) == (JUNE, None)
    assert left("IT", told(date(2026, 3, 2), rule="IT-65-bis")).ends_on == NEXT  # thirty days before the end
    assert left("IT", told(date(2026, 3, 3), rule="IT-65-bis")).ends_on == JUNE


def test_the_notice_agreed_decides_when_the_message_was_due() -> None:
    month = RenewalPolicy(cancel=CancelPolicy(channels=[Channel.CUSTOMER_AREA], notice=Term.months(1), mid_term=False))
    for policy, ends in ((month, JUNE), (QUARTER, NEXT)):
        made = host("FR", silent=True, policy=policy)
        made.account = evolve(made.account, told=(told(IN_TIME),))  # too early for the last day to refuse of a month
        assert ended(made, JUNE).ends_on == ends


def test_the_latest_term_that_came_by_silence_is_the_one_that_counts() -> None:
    made = host("FR", silent=True)
    (year,) = made.account.bought
    before = PaidLine(line_id="D0", period=Period(date(2025, 4, 1), T), paid=year.line.paid)
    old = evolve(year, line=before)
    made.account = evolve(made.account, bought=(year, old), told=(told(IN_TIME),))
    assert ended(made, JUNE).ends_on == NEXT
    made.account = evolve(made.account, told=(told(date(2024, 11, 1), ends=date(2025, 4, 1)),))
    assert ended(made, JUNE).ends_on == JUNE


def messages(country: str, *own: Rule) -> list[TellCustomer]:
    made = tacit(T, law=True, country=country)
    made.book = evolve(made.book, law=LawPolicy(overlay=own))
    return [step for step in made.nights(date(2026, 2, 1), T) if isinstance(step, TellCustomer)]


def test_where_law_names_no_first_day_the_message_goes_out_with_the_call_or_on_its_last_day() -> None:
    (italy,) = messages("IT")  # the call goes out four weeks before the end, the message thirty days before it
    assert (italy.on, italy.by, italy.ends, italy.rule) == (date(2026, 3, 2), date(2026, 3, 2), T, "IT-65-bis")
    assert (italy.service_id, italy.to.email) == ("S1", "jana@example.org")
    assert italy.medium.startswith("in writing")
    row = next(each for each in ITALY if isinstance(each, Inform))
    (own,) = messages("SK", evolve(row, id="own", latest=Term.days(7)))
    assert (own.on, own.by, own.rule) == (date(2026, 3, 4), date(2026, 3, 25), "own")
    assert str(own.reasons[0]) == "S1 renews by silence on 2026-04-01: own asks for a message by 2026-03-25."


def test_a_message_is_sent_once_and_its_key_names_service_end_rule_and_last_day() -> None:
    (italy,) = messages("IT")
    assert italy.key == "S1/2026-04-01/IT-65-bis/2026-03-02"

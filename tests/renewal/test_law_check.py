"""A seller's practice against the law of the customer's country."""

from datetime import date
from typing import Any

import pytest

from hostbilling.decision import Severity
from hostbilling.periods import Term
from hostbilling.renewal import law
from hostbilling.renewal.law import Channel, CustomerClass, Practice, Safeguard

TODAY = date(2026, 11, 21)
CONSUMER = CustomerClass.CONSUMER


def found(country: str, customer: CustomerClass = CONSUMER, *, on: date = TODAY, **facts: Any) -> dict[str, Severity]:
    asked = {name: facts.pop(name) for name in ("announced", "concluded") if name in facts}
    told = law.check(Practice(**facts), country=country, customer=customer, on=on, **asked)
    return {each.code: each.severity for each in told}


def violations(country: str, customer: CustomerClass = CONSUMER, **facts: Any) -> list[str]:
    return [code for code, severity in found(country, customer, **facts).items() if severity is Severity.VIOLATION]


POST: dict[str, Any] = {"channels": [Channel.POST], "sold_online": True}


def test_france_by_post_only() -> None:
    assert violations("FR", **POST) == ["FR-L215-1-1"]
    assert violations("FR", CustomerClass.NON_PROFESSIONAL, **POST) == ["FR-L215-1-1"]
    assert violations("FR", CustomerClass.BUSINESS, **POST) == []
    assert violations("FR", on=date(2023, 5, 31), **POST) == []
    assert violations("FR", channels=[Channel.POST, Channel.ONLINE_FUNCTION], sold_online=True) == []


def test_where_it_is_not_told_whether_it_is_sold_online_it_is_a_warning() -> None:
    assert found("FR", channels=[Channel.POST])["FR-L215-1-1"] is Severity.WARNING
    assert "FR-L215-1-1" not in found("FR", channels=[Channel.POST], sold_online=False)
    assert found("FR", sold_online=True)["FR-L215-1-1"] is Severity.NOTE
    assert found("FR", channels=[], sold_online=True)["FR-L215-1-1"] is Severity.VIOLATION


def test_a_message_four_weeks_ahead_is_too_late_in_france_and_italy_and_in_time_in_spain() -> None:
    weeks: dict[str, Any] = {"informs_before": Term.days(28)}
    assert violations("FR", **weeks) == ["FR-L215-1"]
    assert violations("IT", **weeks) == ["IT-65-bis"]
    assert violations("ES", **weeks) == []
    assert violations("FR", tacit=False, **weeks) == []


def test_france_a_message_two_months_ahead_is_in_time_for_every_end() -> None:
    assert violations("FR", informs_before=Term.months(2)) == []
    assert violations("FR", informs_before=Term.months(2), notice=Term.months(2)) == ["FR-L215-1"]
    assert violations("FR", informs_before=Term.days(93)) == ["FR-L215-1"]
    assert violations("FR", informs=False) == ["FR-L215-1"]
    assert found("FR")["FR-L215-1"] is Severity.NOTE


def test_sweden_and_california_spare_short_contracts() -> None:
    assert violations("SE", informs=False, notice_after=Term.months(3)) == []
    assert violations("SE", informs=False, notice_after=Term.months(4)) == ["SE-2014-1449"]
    assert "US-CA-17602-renewal" not in violations("US-CA", informs=False, first_term=Term.months(1))
    assert "US-CA-17602-renewal" in violations("US-CA", informs=False, first_term=Term.years(1))


def test_a_first_term_that_a_customer_may_leave_early_is_a_warning() -> None:
    assert found("NL", first_term=Term.months(13))["NL-6-237-k"] is Severity.WARNING
    assert "NL-6-237-k" not in found("NL", first_term=Term.years(1))
    assert "NL-6-237-k" not in found("NL", CustomerClass.BUSINESS, first_term=Term.years(2))
    assert found("DK", first_term=Term.months(6), tacit=False)["DK-28"] is Severity.WARNING
    assert "DK-28" not in found("DK", first_term=Term.months(5))


def test_messages_for_what_nobody_told_of_are_no_violation() -> None:
    silent = found("US-CA", informs=False)
    assert [code for code, severity in silent.items() if severity is Severity.VIOLATION] == ["US-CA-17602-yearly"]
    assert silent["US-CA-17602-trial"] is silent["US-CA-17602-fee"] is Severity.WARNING
    assert silent["US-CA-17602-renewal"] is Severity.WARNING
    assert "US-CA-17602-renewal" in violations("US-CA", informs=False, first_term=Term.years(1))
    assert "US-CA-17602-renewal" not in found("US-CA", informs=False, first_term=Term.months(11))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"first_term": Term.months(25)}, ["DE-309-9a"]),
        ({"first_term": Term.months(24)}, []),
        ({"renewal_term": Term.years(1)}, ["DE-309-9b"]),
        ({"renewal_term": Term.years(1), "tacit": False}, []),
        ({"indefinite": True, "notice_after": Term.months(2)}, ["DE-309-9b-notice"]),
        ({"notice": Term.months(3)}, ["DE-309-9c"]),
        ({"notice": Term.months(3), "tacit": False}, []),
        ({"renewal_term": Term.years(1), "notice": Term.months(3), "concluded": date(2022, 2, 28)}, []),
        ({"renewal_term": Term.months(13), "concluded": date(2022, 2, 28)}, ["DE-309-9b"]),
        ({"notice": Term.months(4), "concluded": date(2022, 2, 28)}, ["DE-309-9c"]),
    ],
)
def test_germany_by_contract_date(facts: dict[str, Any], expected: list[str]) -> None:
    assert violations("DE", **facts) == expected


def test_poland_warns_and_the_netherlands_forbid_another_fixed_term() -> None:
    assert found("PL", renewal_term=Term.years(1))["PL-UOKiK"] is Severity.WARNING
    assert found("NL", renewal_term=Term.years(1))["NL-6-236-j"] is Severity.VIOLATION


def test_safeguards_are_missing_in_place_or_not_told() -> None:
    box = Safeguard.CLAUSE_IN_BOX
    assert found("BE", safeguards={box: False})["BE-VI-91"] is Severity.VIOLATION
    assert "BE-VI-91" not in found("BE", safeguards={box: True})
    assert found("BE")["BE-VI-91"] is Severity.NOTE
    assert "BE-VI-91" not in found("BE", tacit=False)
    without = {Safeguard.WITHDRAWAL_FUNCTION: False}
    assert violations("BE", tacit=False, safeguards=without) == ["EU-2011-83-11a"]


def test_fairness_is_noted_and_never_decided() -> None:
    assert found("CH") == {"CH-UWG-8": Severity.NOTE}
    assert found("DE", CustomerClass.BUSINESS, renewal_term=Term.years(1)) == {"DE-307": Severity.NOTE}


def test_violations_come_first_and_carry_their_law() -> None:
    told = law.check(Practice(**POST, informs=False), country="FR", customer=CONSUMER, on=TODAY)
    assert [each.severity for each in told[:2]] == [Severity.VIOLATION, Severity.VIOLATION]
    assert all(each.reason.law for each in told)

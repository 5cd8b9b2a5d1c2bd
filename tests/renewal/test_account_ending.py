"""Cancelling a whole account."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from hostbilling.periods import Period, Term
from hostbilling.renewal import (
    AccountEnding,
    AccountState,
    CancelPolicy,
    NotCancelled,
    Request,
    When,
    cancel_account,
    sign_in,
)
from hostbilling.renewal.law import Channel
from hostbilling.services import Cause, Coverage, Grant, Service, ServiceState
from tests.samples import refusal

ON = date(2026, 11, 21)
AREA = CancelPolicy(channels=[Channel.CUSTOMER_AREA], notice=Term.months(1))
POST = CancelPolicy(channels=[Channel.POST])


def service(id_: str, ends: date, *, tacit: bool = False) -> Service:
    paid = Grant(line_id="1", period=Period(date(2025, 11, 1), ends), cause=Cause.PAID)
    return Service(
        id=id_, product_id="vps", name=id_, term=Term.years(1), anchor_day=ends.day, coverage=Coverage((paid,)),
        tacit=tacit,
    )  # fmt: skip


SITE, BOX = service("site", date(2026, 12, 1)), service("box", date(2027, 4, 1), tacit=True)
LATE = service("late", date(2026, 12, 15), tacit=True)
GONE = evolve(service("gone", date(2026, 12, 1)), state=ServiceState.DELETED)
NEVER = evolve(SITE, id="never", coverage=Coverage())


def request(**others: Any) -> Request:
    said: dict[str, Any] = {
        "id": "r", "when": When.AT_END, "channel": Channel.CUSTOMER_AREA, "declared_on": ON, "received_on": ON,
        "confirmed": True, "why": "moving abroad",
    }  # fmt: skip
    return Request(**said | others)


@pytest.mark.requirement("R-062")
def test_an_account_is_cancelled_at_any_time_and_each_service_ends_as_its_contract_does() -> None:
    services = [(each, AREA) for each in (SITE, BOX, LATE, GONE, NEVER)]
    found = cancel_account(request(), state=AccountState.PAID, services=services)
    assert isinstance(found, AccountEnding)
    assert [(each.service_id, str(each.ends_on)) for each in found.ended] == [
        ("site", "2026-12-01"),
        ("box", "2027-04-01"),
        ("late", "2027-12-15"),  # its last day to refuse was 15 November
    ]
    assert (found.state, found.closes_on, found.why) == (
        AccountState.CANCELLED_PAID,
        date(2027, 12, 15),
        "moving abroad",
    )
    assert (found.refused, [reason.code for reason in found.reasons]) == ((), ["account.closed"])
    back = sign_in(found.state, paid_until=found.closes_on, on=ON)
    assert back.offered is not None


@pytest.mark.requirement("R-062")
def test_nothing_happens_before_it_is_confirmed() -> None:
    found = cancel_account(request(confirmed=False), state=AccountState.PAID, services=[(SITE, AREA)])
    assert isinstance(found, NotCancelled)
    assert [reason.code for reason in found.reasons] == ["cancel.unconfirmed"]


def test_an_account_stays_open_while_a_service_cannot_be_ended_this_way() -> None:
    found = cancel_account(request(), state=AccountState.PAID, services=[(SITE, AREA), (BOX, POST)])
    assert isinstance(found, AccountEnding)
    assert (found.state, found.closes_on) == (AccountState.PAID, None)
    assert [each.service_id for each in found.ended] == ["site"]
    ((service_id, refused),) = found.refused
    assert (service_id, refused.reasons[0].code) == ("box", "cancel.channel")
    assert str(found.reasons[0]) == "box cannot be ended this way, so the account stays open."


@pytest.mark.parametrize("services", [(), ((GONE, AREA),)])
def test_a_trial_without_services_is_over_at_once(services: tuple[tuple[Service, CancelPolicy], ...]) -> None:
    found = cancel_account(request(), state=AccountState.TRIAL, services=services)
    assert isinstance(found, AccountEnding)
    assert (found.state, found.closes_on) == (AccountState.CANCELLED_TRIAL, ON)
    assert [reason.code for reason in found.reasons] == ["account.closed_empty"]


def test_services_that_ended_before_do_not_move_the_day() -> None:
    ended = service("ended", date(2026, 11, 1))
    found = cancel_account(request(), state=AccountState.PAID, services=[(ended, AREA)])
    assert isinstance(found, AccountEnding)
    assert found.closes_on == ON


def test_what_is_cancelled_cannot_be_cancelled_again() -> None:
    code = refusal(cancel_account, request(), state=AccountState.CANCELLED_PAID, services=())
    assert code == ("account.move", "event")

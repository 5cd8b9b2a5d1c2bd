"""A service that came back may go off again: what is counted from a suspension is counted from the last one."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hostbilling.lifecycle import (
    DeleteService,
    GrantDays,
    PurgeService,
    ReactivateService,
    SendNotice,
    Step,
    SuspendService,
)
from hostbilling.periods import Term
from hostbilling.services import Cause, ServiceState
from tests.thread.host import Host, service

T = date(2026, 12, 19)


def day(offset: int) -> date:
    return T + timedelta(days=offset)


def acts(steps: list[Step]) -> list[tuple[int, str]]:
    """What was said, and done to services, by day."""
    told = (SendNotice, SuspendService, ReactivateService, DeleteService, PurgeService)
    return [((s.on - T).days, s.template if isinstance(s, SendNotice) else type(s).__name__) for s in steps
            if isinstance(s, told)]  # fmt: skip


def given_days(host: Host, on: date, days: int, *, id_: str = "g") -> None:
    host.decide(GrantDays(id=id_, service_id="S1", term=Term.days(days), cause=Cause.GOODWILL), on)


@pytest.mark.requirement("R-025")
@pytest.mark.requirement("R-027")
def test_days_given_to_what_is_off_end_in_another_suspension_and_a_week_later_in_its_deletion() -> None:
    host = Host(service("S1", end=T))
    host.nights(day(-40), day(2))
    given_days(host, day(2), 10)
    assert acts(host.nights(day(2), day(100))) == [
        (2, "ReactivateService"),
        (10, "SuspendService"),
        (17, "deletion_notice"),
        (17, "DeleteService"),
        (32, "PurgeService"),
    ]


def test_a_word_on_the_deletion_of_an_earlier_suspension_is_no_word_on_this_one() -> None:
    host = Host(service("S1", end=T))
    host.nights(day(-40), day(7))
    host.mail_works = False
    host.night(day(7))
    host.mail_works = True
    (notice,) = [step for step in host.planned(day(8)).steps if isinstance(step, SendNotice)]
    host.record(notice.intended(), notice.done(known=day(8)))
    given_days(host, day(8), 20)
    assert acts(host.nights(day(8), day(60))) == [
        (8, "ReactivateService"),
        (20, "SuspendService"),
        (27, "deletion_notice"),
        (27, "DeleteService"),
        (42, "PurgeService"),
    ]


@settings(max_examples=8)
@given(given_on=st.integers(0, 6), days=st.integers(7, 40), again_on=st.integers(0, 6), more=st.integers(7, 40))
def test_however_often_days_are_given_each_suspension_comes_at_the_end_and_the_deletion_a_week_after_the_last(
    given_on: int, days: int, again_on: int, more: int
) -> None:
    host = Host(service("S1", end=T))
    host.nights(day(-28), day(given_on))
    given_days(host, day(given_on), days)
    end = host.account.service("S1").ends_on
    host.nights(day(given_on), end + timedelta(days=again_on))
    given_days(host, end + timedelta(days=again_on), more, id_="h")
    last = host.account.service("S1").ends_on
    done = host.nights(end + timedelta(days=again_on), last + timedelta(days=30))
    off = [step.on for step in done if isinstance(step, SuspendService)]
    gone = [step.on for step in done if isinstance(step, DeleteService)]
    assert off[-1:] == [last]
    assert gone == [last + timedelta(days=7)]
    assert host.account.service("S1").state is not ServiceState.ACTIVE

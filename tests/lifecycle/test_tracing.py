"""A payment that was announced and did not come is looked for two days after the day it was said to be made."""

from datetime import date, timedelta

import pytest

from hostbilling.dunning import Case
from hostbilling.lifecycle import Hold, HoldKind, OpenCase, PlaceHold, SuspendService
from tests.thread.host import Host, service

T = date(2026, 12, 19)


def day(offset: int) -> date:
    return T + timedelta(days=offset)


def announced(paid: int, until: int) -> Host:
    host = Host(service("S1", end=T))
    host.nights(day(-30), day(-2))
    said = Hold(id="H", why="paid by transfer", kind=HoldKind.ANNOUNCED, until=day(until), paid_on=day(paid))
    host.decide(PlaceHold(hold=said), day(-2))
    return host


@pytest.mark.requirement("R-021")
def test_an_announced_payment_that_does_not_come_is_traced_once_and_then_the_schedule_goes_on() -> None:
    host = announced(-2, 5)
    steps = host.nights(day(-2), day(10))
    opened = [((s.on - T).days, s.case) for s in steps if isinstance(s, OpenCase)]
    assert opened == [(0, Case.PAYMENT_TRACING)]
    assert [(s.on - T).days for s in steps if isinstance(s, SuspendService)] == [6]


def test_a_payment_that_came_is_not_traced() -> None:
    host = announced(-2, 5)
    host.pay("S1/2026-12-19", "123.00", day(-2), known=day(-1))
    assert [s for s in host.nights(day(-1), day(10)) if isinstance(s, OpenCase)] == []

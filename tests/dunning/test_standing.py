"""Where a service stands follows from what is granted, asked and done, and from the day."""

from datetime import date, timedelta

import pytest
from attrs import evolve

from hostbilling.demands import Demand, PartState
from hostbilling.dunning import Standing, standing
from hostbilling.lifecycle import FamilyPolicy
from hostbilling.presets import websupport
from hostbilling.services import Service, ServiceState
from tests.thread.host import Host, book, service

T = date(2026, 12, 19)


def day(offset: int) -> date:
    return T + timedelta(days=offset)


def asked() -> tuple[Service, Demand]:
    host = Host(service("S1", end=T))
    host.nights(day(-30), day(-20))
    return host.account.service("S1"), host.account.demands[0]


@pytest.mark.requirement("R-034")
@pytest.mark.parametrize(
    ("state", "since", "part", "on", "expected"),
    [
        (ServiceState.ACTIVE, None, PartState.OPEN, -20, Standing.PROFORMA_ISSUED),
        (ServiceState.ACTIVE, None, PartState.OPEN, -14, Standing.PROFORMA_ISSUED),
        (ServiceState.ACTIVE, None, PartState.OPEN, -13, Standing.PROFORMA_OVERDUE),
        (ServiceState.ACTIVE, None, PartState.PAID, -1, Standing.RENEWED),
        (ServiceState.ACTIVE, None, PartState.PAID, 0, Standing.ACTIVE),
        (ServiceState.ACTIVE, None, PartState.WITHDRAWN, -1, Standing.ACTIVE),
        (ServiceState.SUSPENDED, 0, PartState.OPEN, 3, Standing.DEACTIVATED),
        (ServiceState.SUSPENDED, -5, PartState.PAID, -1, Standing.REACTIVATION_PENDING),
        (ServiceState.DELETED, 7, PartState.WITHDRAWN, 21, Standing.DELETED_RECOVERABLE),
        (ServiceState.DELETED, 7, PartState.WITHDRAWN, 22, Standing.PURGED),
        (ServiceState.PURGED, 22, PartState.WITHDRAWN, 22, Standing.PURGED),
    ],
)
def test_the_standing_of_a_service(
    state: ServiceState, since: int | None, part: PartState, on: int, expected: Standing
) -> None:
    one, demand = asked()
    one = evolve(one, state=state, changed_on=None if since is None else day(since))
    demand = demand.with_part(evolve(demand.parts[0], state=part))
    assert standing(one, demand, on=day(on)) is expected


def test_a_deletion_is_announced_from_its_notice_on() -> None:
    earlier = tuple(
        evolve(stage, days=4) if stage.name == "deletion_notice" else stage for stage in websupport.EXPLICIT.stages
    )
    usual = evolve(websupport.EXPLICIT, stages=earlier)
    host = Host(service("S1", end=T), book=evolve(book(), usual=FamilyPolicy(explicit=usual, tacit=usual)))
    seen: dict[Standing, int] = {}
    host.nights(day(-28), day(-1))
    for offset in range(-1, 9):
        host.night(day(offset))
        seen.setdefault(standing(host.account.service("S1"), host.account.demands[0], on=day(offset)), offset)
    assert [seen.get(each) for each in list(Standing)[-4:]] == [0, 4, 7, None]
    paid = host.account.demands[0].with_part(evolve(host.account.demands[0].parts[0], state=PartState.WITHDRAWN))
    off = evolve(host.account.service("S1"), state=ServiceState.SUSPENDED)
    assert standing(off, paid, on=day(5)) is Standing.DEACTIVATED


def test_what_nobody_asked_for_is_active_and_without_a_schedule_never_purged_by_time() -> None:
    one, demand = asked()
    assert standing(one, None, on=day(-20)) is Standing.ACTIVE
    assert standing(evolve(one, id="S2"), demand, on=day(-20)) is Standing.ACTIVE
    gone = evolve(one, state=ServiceState.DELETED, changed_on=day(7))
    assert standing(gone, None, on=day(900)) is Standing.DELETED_RECOVERABLE

"""A service that is paid for works again, however often it goes off."""

from datetime import date

from hostbilling.lifecycle import ReactivateService, ServiceSuspended
from hostbilling.services import ServiceState
from tests.thread.host import Host, service

DAY = date(2026, 3, 2)


def suspend(host: Host, key: str) -> ReactivateService:
    host.record(ServiceSuspended(key=key, service_id="S1", stage="suspend", on=DAY, known=DAY))
    (step,) = host.planned(DAY).steps
    assert isinstance(step, ReactivateService)
    return step


def test_a_service_that_goes_off_twice_in_a_day_comes_back_twice() -> None:
    host = Host(service("S1", end=date(2026, 12, 19)))
    first = suspend(host, "once")
    host.record(first.intended())
    assert host.planned(DAY).steps == ()  # under way
    host.record(first.done(known=DAY))
    second = suspend(host, "twice")
    host.record(first.done(known=DAY))  # the first answer comes again: it is no answer to the second
    assert [step.key for step in host.planned(DAY).steps] == [second.key]
    host.record(second.intended(), second.done(known=DAY))
    third = suspend(host, "thrice")
    assert len({first.key, second.key, third.key}) == 3
    host.record(third.done(known=DAY))
    assert host.planned(DAY).steps == ()
    assert host.account.service("S1").state is ServiceState.ACTIVE

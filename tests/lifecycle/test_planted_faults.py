"""The worst faults of the peers, planted on purpose: the laws of `any_book` notice each of them."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from attrs import evolve

from hostbilling.decision import Reason
from hostbilling.demands import Condition, Demand, Origin, Part, Stage
from hostbilling.dunning import conditions, gates
from hostbilling.dunning.planned import days as honest_days
from hostbilling.lifecycle import Fact, FamilyPolicy, SendNotice, ServiceDeleted, ServiceSuspended, Step
from hostbilling.presets import websupport
from hostbilling.services import Service
from tests.thread.host import book, service

from .test_any_book import WatchedHost

T = date(2026, 12, 19)


def day(offset: int) -> date:
    return T + timedelta(days=offset)


class NoMail(WatchedHost):
    """Calls go out on paper, notices do not go out at all."""

    def perform(self, step: Step, day: date) -> Fact:
        if isinstance(step, SendNotice):
            return step.failed(why="no mail", known=day)
        return super().perform(step, day)


def cron_was_down() -> list[str]:
    """Nights are missed around the end of validity; the service is suspended late, and deleted a week after that."""
    host = WatchedHost(service("S1", end=T))
    host.nights(day(-30), day(-3))
    host.nights(day(9), day(30))
    acts = [fact for fact in host.facts if isinstance(fact, (ServiceSuspended, ServiceDeleted))]
    return [f"{fact.stage} {(fact.on - T).days:+d}" for fact in acts]


def mail_was_down() -> list[str]:
    """No notice can be sent: nothing is suspended."""
    host = NoMail(service("S1", end=T))
    host.nights(day(-30), day(30))
    return [fact.stage for fact in host.facts if isinstance(fact, ServiceSuspended)]


def an_old_debt_was_paid() -> list[int]:
    """Calls end a service once they are 40 days old. The first is paid, the second is young when its service ends."""
    stages = tuple(
        evolve(stage, when=Condition(age=40)) if stage.name == "service_deactivated" else stage
        for stage in websupport.EXPLICIT.stages
    )
    policy = evolve(websupport.EXPLICIT, stages=stages)
    ours = evolve(book(), usual=FamilyPolicy(explicit=policy, tacit=policy))
    host = WatchedHost(service("S1", end=T), service("S2", end=day(30)), book=ours)
    host.nights(day(-30), day(1))
    host.pay("S1/2026-12-19", "123.00", day(1))
    host.nights(day(1), day(50))
    return [(fact.on - T).days for fact in host.facts if isinstance(fact, ServiceSuspended)]


# ------------------------------------------------------------------ the honest gates


def test_after_missed_nights_the_week_between_suspension_and_deletion_is_kept() -> None:
    assert cron_was_down() == ["service_deactivated +9", "service_deleted +16"]


def test_without_a_notice_nothing_is_suspended() -> None:
    assert mail_was_down() == []


def test_the_age_of_what_is_open_decides() -> None:
    assert an_old_debt_was_paid() == [42]  # the call of S2 went out on the second day


# ------------------------------------------------------------------ the planted faults


def test_planted_suspension_and_deletion_counted_from_the_same_origin_is_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def from_the_end(part: Part, service: Service, *, due_on: date, **_: object) -> list[tuple[Stage, int]]:
        return [
            (stage, part.period.start.toordinal() + stage.days if stage.origin is Origin.SUSPENDED else planned)
            for stage, planned, done in honest_days(part, service, due_on=due_on)
            if not done
            for planned in [planned if planned is not None else date.max.toordinal()]
        ]

    monkeypatch.setattr(gates, "live", from_the_end)
    with pytest.raises(AssertionError, match="deleted too soon after the suspension"):
        cron_was_down()


def test_planted_sent_notice_gate_forgotten_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_gate(*_: object) -> Iterator[Reason]:
        return iter(())

    monkeypatch.setattr(gates, "_notice_gate", no_gate)
    with pytest.raises(AssertionError, match="service_deactivated without reminder_before_deactivation"):
        mail_was_down()


def test_planted_timer_instead_of_the_age_of_the_debt_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[date] = []

    def timer(_: Condition, demand: Demand) -> date:
        started.append(demand.issued_on)
        return started[0]  # it runs from the first debt ever seen, and nobody resets it

    monkeypatch.setattr(conditions, "counted_since", timer)
    with pytest.raises(AssertionError, match="younger than the policy asks"):
        an_old_debt_was_paid()

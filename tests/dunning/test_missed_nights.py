"""After nights without a run: what falls away, what stands for it, and what is still promised."""

from datetime import date, timedelta

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.demands import Action, Origin, Stage
from hostbilling.dunning import DunningPolicy
from hostbilling.lifecycle import FamilyPolicy, SendNotice, ServiceSuspended, Step, SuspendService
from tests.thread.host import Host, book, service

END = date(2026, 12, 19)
NOTIFY, SUSPEND = Action.NOTIFY, Action.SUSPEND


def policy(*stages: Stage) -> DunningPolicy:
    issue = Stage(name="proforma_issued", action=Action.ISSUE, origin=Origin.END, days=-20)
    return DunningPolicy(id="own", pay_within=10, late_pay_within=5, stages=(issue, *stages))


FIRST_COUNTS = policy(
    Stage(name="first", action=NOTIFY, origin=Origin.END, days=-8),
    Stage(name="second", action=NOTIFY, origin=Origin.END, days=-5),
    Stage(name="off", action=SUSPEND, origin=Origin.END, days=2, waits_for="first", aged=10),
)
STEP_COUNTS = policy(
    Stage(name="first", action=NOTIFY, origin=Origin.END, days=-8),
    Stage(name="last", action=NOTIFY, origin=Origin.STEP, days=3),
    Stage(name="second", action=NOTIFY, origin=Origin.END, days=-2),
    Stage(name="off", action=SUSPEND, origin=Origin.END, days=2, waits_for="last", aged=4),
)


def hosted(own: DunningPolicy) -> Host:
    return Host(service("S1", end=END), book=evolve(book(), usual=FamilyPolicy(explicit=own, tacit=own)))


def told(steps: list[Step]) -> list[tuple[str, str]]:
    return [
        (str(step.on), step.template if isinstance(step, SendNotice) else step.stage)
        for step in steps
        if isinstance(step, SendNotice | SuspendService)
    ]


def test_a_later_reminder_stands_for_the_one_it_replaced_and_keeps_its_promise() -> None:
    host = hosted(FIRST_COUNTS)
    host.nights(date(2026, 11, 28), date(2026, 12, 5))
    (notice,) = host.night(date(2026, 12, 15))
    assert isinstance(notice, SendNotice)
    assert (notice.template, notice.then, str(notice.then_on)) == ("second", "off", "2026-12-25")
    late = host.night(date(2026, 12, 22))
    assert late == []
    (blocked,) = host.planned(date(2026, 12, 22)).blocked
    assert [str(reason) for reason in blocked.reasons] == ["off waits until 2026-12-25: second was sent on 2026-12-15."]
    assert told(host.nights(date(2026, 12, 23), date(2027, 1, 5))) == [("2026-12-25", "off")]


def test_on_the_night_that_the_later_reminder_goes_out_nothing_is_reported_as_waiting_for_the_earlier() -> None:
    host = hosted(FIRST_COUNTS)
    host.nights(date(2026, 11, 28), date(2026, 12, 5))
    tonight = host.planned(date(2026, 12, 22))
    assert ([step.key.rpartition("/")[2] for step in tonight.steps], tonight.blocked) == (["second"], ())


def test_with_no_night_missed_each_reminder_counts_for_itself() -> None:
    assert told(hosted(FIRST_COUNTS).nights(date(2026, 11, 28), date(2027, 1, 5))) == [
        ("2026-12-11", "first"),
        ("2026-12-14", "second"),
        ("2026-12-21", "off"),
    ]


def test_a_step_counted_from_a_replaced_one_counts_from_what_replaced_it() -> None:
    host = hosted(STEP_COUNTS)
    host.nights(date(2026, 11, 28), date(2026, 12, 5))
    assert told(host.nights(date(2026, 12, 18), date(2027, 1, 5))) == [
        ("2026-12-18", "second"),
        ("2026-12-21", "last"),
        ("2026-12-25", "off"),
    ]


@given(down=st.integers(0, 60), nights=st.integers(0, 40), days=st.lists(st.integers(-19, 10), min_size=1, max_size=4))
def test_whatever_nights_are_missed_a_service_nobody_pays_for_ends_and_every_promise_is_kept(
    down: int, nights: int, days: list[int]
) -> None:
    sorted_days = sorted(set(days))
    reminders = [Stage(name=f"r{day}", action=NOTIFY, origin=Origin.END, days=day) for day in sorted_days]
    for waits_for in reminders:
        act = Stage(name="off", action=SUSPEND, origin=Origin.END, days=3, waits_for=waits_for.name, aged=4)
        host = hosted(policy(*reminders, act))
        gone = date(2026, 11, 28) + timedelta(days=down)
        host.nights(date(2026, 11, 28), gone)
        host.nights(gone + timedelta(days=nights), date(2027, 4, 1))
        (off,) = [fact.on for fact in host.facts if isinstance(fact, ServiceSuspended)]
        part = host.account.demands[0].parts[0]
        kept = next(stage for stage in part.schedule if stage.name == "off")
        names = [each.name for each in reminders[reminders.index(waits_for) :]]
        # a call that went out too late for a reminder stands for it, and the schedule says so
        counts = [
            on for name, on in part.marks if name == kept.waits_for or (name in names and kept.waits_for in names)
        ]
        assert off >= min(counts) + timedelta(days=kept.aged)

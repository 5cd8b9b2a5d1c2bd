"""For any schedule a seller could write, the closed form and the nights agree."""

from datetime import date, timedelta

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.demands import Action, Origin, Stage
from hostbilling.dunning import DunningPolicy, resolve, timeline
from hostbilling.lifecycle import FamilyPolicy, NeverPays, forecast
from tests.thread.host import CARD, Host, book, service

END = date(2028, 3, 1)


@st.composite
def policies(draw: st.DrawFn) -> DunningPolicy:
    issue = draw(st.integers(min_value=1, max_value=60))
    reminders = draw(st.lists(st.integers(min_value=-20, max_value=70), max_size=4, unique=True))
    charges = draw(st.lists(st.integers(min_value=-10, max_value=60), max_size=3, unique=True))
    # What falls on one day happens in the order of the list, and a list in any other order than that of its days
    # would not be a schedule.
    early = [
        Stage(name=f"{action.value} {days}", action=action, origin=Origin.END, days=-days)
        for days, action in sorted(
            [(d, Action.NOTIFY) for d in reminders] + [(d, Action.CHARGE) for d in charges],
            key=lambda each: -each[0],
        )
        if days > 0
    ]
    notices = [stage for stage in early if stage.action is Action.NOTIFY]
    waits = draw(st.sampled_from(notices)).name if notices else "proforma_issued"
    off = draw(st.integers(min_value=0, max_value=30))
    gone = draw(st.integers(min_value=0, max_value=30))
    return DunningPolicy(
        id="any",
        stages=(
            Stage(name="proforma_issued", action=Action.ISSUE, origin=Origin.END, days=-issue),
            *early,
            Stage(
                name="off",
                action=Action.SUSPEND,
                origin=Origin.END,
                days=off,
                waits_for=waits,
                aged=draw(st.integers(min_value=0, max_value=40)),
            ),
            Stage(name="told", action=Action.NOTIFY, origin=Origin.SUSPENDED, days=gone),
            Stage(name="gone", action=Action.DELETE, origin=Origin.SUSPENDED, days=gone, waits_for="told"),
            Stage(name="purged", action=Action.PURGE, origin=Origin.DELETED, days=draw(st.integers(1, 30))),
        ),
        pay_within=draw(st.integers(min_value=0, max_value=40)),
        late_pay_within=draw(st.integers(min_value=1, max_value=30)),
    )


@given(policy=policies(), first=st.integers(min_value=-80, max_value=30))
def test_the_timeline_is_the_fold_of_the_nights(policy: DunningPolicy, first: int) -> None:
    start = END + timedelta(days=first)
    host = Host(
        service("S1", end=END, tacit=True),
        book=evolve(book(), usual=FamilyPolicy(explicit=policy, tacit=policy)),
        instruments=(CARD,),
    )
    lived = forecast(host.account, host.book, on=start, assuming=NeverPays(), until=END + timedelta(days=200))
    planned = timeline(policy, end=END, issued_on=max(start, policy.issue_day(END)))
    assert _lived(lived.facts) == [(event.date, event.name) for event in planned.events]


def _lived(facts: tuple[object, ...]) -> list[tuple[date, str]]:
    names = {"ProformaIssued": "proforma_issued", "ServicePurged": "purged"}
    return [(fact.on, getattr(fact, "stage", names.get(type(fact).__name__))) for fact in facts]  # type: ignore[attr-defined, misc]


@given(policy=policies(), issued=st.integers(min_value=-80, max_value=30))
def test_nothing_is_scheduled_in_the_past_and_nobody_is_switched_off_before_the_due_day(
    policy: DunningPolicy, issued: int
) -> None:
    on = END + timedelta(days=issued)
    events = timeline(policy, end=END, issued_on=on).events
    due = policy.due_day(issued_on=on, end=END)
    assert all(event.date >= on for event in events)
    assert [event.date for event in events] == sorted(event.date for event in events)
    assert all(event.date >= max(END, due) for event in events if event.action is Action.SUSPEND)
    assert {stage.name for stage in resolve(policy, issued_on=on, end=END)} <= {stage.name for stage in policy.stages}


@given(policy=policies(), paid=st.integers(min_value=-80, max_value=120))
def test_a_payment_parts_the_events_into_happened_and_cancelled(policy: DunningPolicy, paid: int) -> None:
    on = END + timedelta(days=paid)
    whole = timeline(policy, end=END)
    cut = timeline(policy, end=END, paid_on=on)
    assert set(cut.events) | set(cut.cancelled) == set(whole.events)
    assert all(event.date < on for event in cut.events)
    assert all(event.date >= on for event in cut.cancelled)

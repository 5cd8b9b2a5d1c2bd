"""For any schedule a seller could write, the closed form and the nights agree."""

from datetime import date, timedelta

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.demands import Action, Caps, Origin, Stage
from hostbilling.dunning import DunningPolicy, Short, Timeline, resolve, timeline
from hostbilling.lifecycle import (
    Assumption,
    CardDeclines,
    FamilyPolicy,
    HeldBetween,
    NeverPays,
    PaymentReceived,
    PaysHalfOn,
    PaysOn,
    ServiceSuspended,
    forecast,
)
from hostbilling.periods import Period, PlainCalendar
from tests.thread.host import CARD, Host, book, service

END = date(2028, 3, 1)
CHARGE = Action.CHARGE


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
    late = draw(st.lists(st.sampled_from([Origin.DUE, Origin.STEP, Origin.ISSUED]), max_size=2))
    early += [
        Stage(name=f"more {place}", action=Action.NOTIFY, origin=origin, days=draw(st.integers(0, 20)) + 21 * place)
        for place, origin in enumerate(late)
    ]
    off = draw(st.integers(min_value=0, max_value=12))
    gone = draw(st.integers(min_value=0, max_value=12))
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
                aged=draw(st.integers(min_value=0, max_value=20)),
            ),
            Stage(name="told", action=Action.NOTIFY, origin=Origin.SUSPENDED, days=gone),
            Stage(name="gone", action=Action.DELETE, origin=Origin.SUSPENDED, days=gone, waits_for="told"),
            Stage(name="purged", action=Action.PURGE, origin=Origin.DELETED, days=draw(st.integers(1, 9))),
        ),
        pay_within=draw(st.integers(min_value=0, max_value=40)),
        late_pay_within=draw(st.integers(min_value=1, max_value=30)),
        short=draw(st.sampled_from(Short)),
        caps=Caps(
            declines=draw(st.none() | st.integers(1, 3)),
            attempts=draw(st.none() | st.integers(1, 3)),
            days=draw(st.none() | st.integers(1, 40)),
        ),
    )


def lived(
    policy: DunningPolicy, start: date, assuming: Assumption, until: date, calendar: PlainCalendar | None = None
) -> list[tuple[date, str]]:
    """Return what the nights do from a day on, the payment left out."""
    host = Host(
        service("S1", end=END, tacit=True),
        book=evolve(book(), usual=FamilyPolicy(explicit=policy, tacit=policy), adverse_days=calendar),
        instruments=(CARD,),
    )
    first = max(start, policy.issue_day(END) - timedelta(days=1))
    found = forecast(host.account, host.book, on=first, assuming=assuming, until=until + timedelta(days=2))
    return sorted(_lived(found.facts))


def planned(found: Timeline) -> list[tuple[date, str]]:
    return sorted((event.date, event.name) for event in found.events)


STARTS = st.integers(min_value=-80, max_value=30).map(lambda days: END + timedelta(days=days))


@given(policy=policies(), start=STARTS, calendar=st.none() | st.just(PlainCalendar()))
def test_the_timeline_is_the_fold_of_the_nights(
    policy: DunningPolicy, start: date, calendar: PlainCalendar | None
) -> None:
    found = timeline(policy, end=END, issued_on=max(start, policy.issue_day(END)), calendar=calendar)
    assert lived(policy, start, NeverPays(), found.events[-1].date, calendar) == planned(found)


@given(policy=policies(), start=STARTS, after=st.integers(0, 120))
def test_paid_on_a_day_the_timeline_is_the_fold_of_the_nights(policy: DunningPolicy, start: date, after: int) -> None:
    issued = max(start, policy.issue_day(END))
    charges = [event.date for event in timeline(policy, end=END, issued_on=issued).events if event.action is CHARGE]
    # Charges from the day on would go through as well: what is asked here is a payment by hand.
    day = issued + timedelta(days=1 + after)
    gone = timeline(policy, end=END, issued_on=issued).on("gone")
    if gone is not None and day <= gone and not any(charge >= day for charge in charges):
        found = timeline(policy, end=END, issued_on=issued, paid_on=day)
        until = [each for each in lived(policy, start, PaysOn(day=day), day) if each[0] < day]
        assert until == planned(found)


@given(policy=policies(), start=STARTS, after=st.integers(1, 120))
def test_half_a_payment_changes_nothing(policy: DunningPolicy, start: date, after: int) -> None:
    issued = max(start, policy.issue_day(END))
    half = PaysHalfOn(day=issued + timedelta(days=after))
    found = timeline(policy, end=END, issued_on=issued)
    assert lived(policy, start, half, found.events[-1].date) == planned(found)


@given(policy=policies(), start=STARTS, times=st.integers(0, 3))
def test_a_card_refused_n_times_the_timeline_is_the_fold_of_the_nights(
    policy: DunningPolicy, start: date, times: int
) -> None:
    found = timeline(policy, end=END, issued_on=max(start, policy.issue_day(END)), declines=times)
    assert lived(policy, start, CardDeclines(times=times), found.events[-1].date) == planned(found)


@given(policy=policies(), start=STARTS, held=st.integers(-10, 60), days=st.integers(1, 40))
def test_held_for_some_days_the_timeline_is_the_fold_of_the_nights(
    policy: DunningPolicy, start: date, held: int, days: int
) -> None:
    issued = max(start, policy.issue_day(END))
    hold = Period(start + timedelta(days=max(held, 0)), start + timedelta(days=max(held, 0) + days))
    found = timeline(policy, end=END, issued_on=issued, held=hold)
    assert lived(policy, start, HeldBetween(start=hold.start, until=hold.end), found.events[-1].date) == planned(found)


def _lived(facts: tuple[object, ...]) -> list[tuple[date, str]]:
    names = {"ProformaIssued": "proforma_issued", "ServicePurged": "purged"}
    charged = [(fact.on, str(fact.key).rpartition("/")[2]) for fact in facts if isinstance(fact, PaymentReceived)]
    found = [(fact.on, getattr(fact, "stage", names.get(type(fact).__name__))) for fact in facts]  # type: ignore[attr-defined]
    return [(on, name) for on, name in found if name is not None] + [each for each in charged if each[1] != "None"]


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
    gone = whole.on("gone")
    if (
        gone is not None and gone < on
    ):  # the call went with its service, and what is left of that is purged all the same
        assert cut.events == whole.events
    else:
        assert all(event.date < on for event in cut.events)
    assert all(event.date >= on for event in cut.cancelled)


def test_a_hold_that_began_before_the_forecast_holds_in_it() -> None:
    host = Host(service("S1", end=END))
    host.nights(END - timedelta(days=28), END)
    hold = HeldBetween(start=END - timedelta(days=3), until=END + timedelta(days=2))
    found = forecast(host.account, host.book, on=END, assuming=hold, until=END + timedelta(days=5))
    assert [str(fact.on) for fact in found.facts if isinstance(fact, ServiceSuspended)] == ["2028-03-03"]

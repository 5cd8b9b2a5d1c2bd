"""The future of a debt as a value, and payments that are known only after their value date."""

from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.demands import Action, Origin, Stage
from hostbilling.dunning import (
    DayCount,
    DebtPolicy,
    DunningPolicy,
    InterestPolicy,
    LateCosts,
    LateFee,
    Standing,
    Timeline,
    debt_timeline,
    standing,
    timeline,
)
from hostbilling.lifecycle import (
    Assumption,
    BillWork,
    HeldBetween,
    NeverPays,
    PaymentReceived,
    PaysOn,
    ServiceReactivated,
    ServiceSuspended,
    forecast,
)
from hostbilling.money import Rounding, payable
from hostbilling.periods import Period, PlainCalendar
from hostbilling.presets import websupport
from hostbilling.services import Cause, Coverage, Grant, ServiceState
from tests.lifecycle.samples import work
from tests.refusals import fault_of, refused
from tests.thread.host import Host, book, service

ISSUED = date(2026, 12, 1)
DUE = date(2026, 12, 15)  # a Tuesday
DAY = timedelta(days=1)


def stage(name: str, action: Action, origin: Origin = Origin.DUE, waits_for: str | None = None, **rest: Any) -> Stage:
    return Stage(name=name, action=action, origin=origin, waits_for=waits_for, **rest)


FIRST = stage("first", Action.NOTIFY, days=7)
OWED = DebtPolicy(
    id="owed",
    stages=(
        FIRST,
        stage("second", Action.NOTIFY, Origin.STEP, days=14),
        stage("off", Action.SUSPEND, days=20, waits_for="second", aged=7),
        stage("still_off", Action.NOTIFY, Origin.SUSPENDED, weeks=1),
        stage("given_up", Action.WRITE_OFF, months=3),
        stage("too_late", Action.NOTIFY, days=200),
    ),
)


def planned(found: Timeline) -> list[tuple[str, str]]:
    return [(str(event.date), event.name) for event in found.events]


def ahead(**more: Any) -> Timeline:
    return debt_timeline(OWED, issued_on=ISSUED, due_on=DUE, **more)


def test_every_step_of_a_debt_follows_from_its_due_day() -> None:
    found = ahead()
    assert planned(found) == [
        ("2026-12-22", "first"),
        ("2027-01-05", "second"),
        ("2027-01-12", "off"),  # the second one promises a week
        ("2027-01-19", "still_off"),
        ("2027-03-15", "given_up"),
    ]
    assert [str(event.reason) for event in found.events][1:3] == [
        "14 days after the step before on 2026-12-22.",
        "7 days after second was sent on 2027-01-05, as promised in it.",
    ]
    assert str(found.reasons[0]) == "Nobody pays: every stage of policy owed happens."


def test_a_payment_ends_it_and_a_hold_moves_what_ends_the_service() -> None:
    paid = ahead(paid_on=date(2027, 1, 5))
    assert planned(paid) == [("2026-12-22", "first")]
    assert [event.name for event in paid.cancelled] == ["second", "off", "still_off", "given_up"]
    held = ahead(held=Period(date(2027, 1, 10), date(2027, 1, 30)))
    assert planned(held)[2:4] == [("2027-01-30", "off"), ("2027-02-06", "still_off")]
    working = ahead(held=Period(date(2027, 1, 10), date(2027, 1, 30)), calendar=PlainCalendar())
    assert working.on("off") == date(2027, 2, 1)  # the 30th is a Saturday


def test_no_service_ends_before_the_debt_is_overdue_or_while_it_is_paid_for() -> None:
    prompt = DebtPolicy(
        id="prompt",
        stages=(
            stage("first", Action.NOTIFY, Origin.ISSUED, days=1),
            stage("off", Action.SUSPEND, waits_for="first"),
        ),
    )
    found = debt_timeline(prompt, issued_on=ISSUED, due_on=DUE)
    assert found.on("off") == DUE + DAY
    assert str(found.events[-1].reason) == "Overdue from 2026-12-16: it could be paid in time until 2026-12-15."
    covered = debt_timeline(prompt, issued_on=ISSUED, due_on=DUE, covered_until=date(2027, 6, 1))
    assert covered.on("off") == date(2027, 6, 1)
    assert str(covered.events[-1].reason) == "The service is paid for until 2027-06-01, so nothing unpaid ends it."
    early = debt_timeline(prompt, issued_on=ISSUED, due_on=DUE, covered_until=ISSUED)
    assert early.on("off") == DUE + DAY


# ------------------------------------------------------------------------- the nights agree


@st.composite
def debts(draw: st.DrawFn) -> DebtPolicy:
    origins = st.sampled_from([Origin.ISSUED, Origin.DUE])
    first = stage("first", Action.NOTIFY, draw(origins), days=draw(st.integers(0, 20)))
    later = [
        stage(f"more {place}", Action.NOTIFY, draw(st.sampled_from([Origin.STEP, Origin.DUE])), days=days)
        for place, days in enumerate(sorted(draw(st.sets(st.integers(21, 60), max_size=3))))
    ]
    waits = draw(st.sampled_from([first, *later])).name
    aged = draw(st.integers(0, 20))
    return DebtPolicy(
        id="any",
        stages=(
            first,
            *later,
            stage("off", Action.SUSPEND, draw(origins), days=draw(st.integers(0, 60)), waits_for=waits, aged=aged),
            stage("still_off", Action.NOTIFY, Origin.SUSPENDED, days=draw(st.integers(0, 20))),
            stage("given_up", Action.WRITE_OFF, days=draw(st.integers(80, 200))),
        ),
    )


END = ISSUED + timedelta(days=100)


def lived(policy: DebtPolicy, assuming: Assumption, until: date, calendar: PlainCalendar | None) -> list[Any]:
    """What the nights do about two hours of work at a service that is paid for until it ends, and renewed by nobody."""
    renewals = DunningPolicy(
        id="never",
        stages=(Stage(name="proforma_issued", action=Action.ISSUE, origin=Origin.END, days=1000),),
        pay_within=1,
        late_pay_within=1,
    )
    ours = book()
    usual = evolve(ours.usual, explicit=renewals, tacit=renewals)
    host = Host(service("S1", end=END), book=evolve(ours, usual=usual, debts=policy, adverse_days=calendar))
    host.decide(BillWork(bill=work(on=ISSUED)), ISSUED)
    found = forecast(host.account, host.book, on=ISSUED, assuming=assuming, until=until)
    facts = [(str(fact.on), getattr(fact, "stage", None)) for fact in found.facts]
    written_off = [(str(fact.on), "given_up") for fact in found.facts if type(fact).__name__ == "DebtWrittenOff"]
    return sorted([each for each in facts if each[1] is not None] + written_off)


def test_a_debt_given_up_on_the_night_of_the_suspension_has_no_word_on_it() -> None:
    both = DebtPolicy(
        id="both",
        stages=(
            stage("first", Action.NOTIFY, Origin.ISSUED),
            stage("off", Action.SUSPEND, Origin.ISSUED, waits_for="first"),
            stage("still_off", Action.NOTIFY, Origin.SUSPENDED),
            stage("given_up", Action.WRITE_OFF, days=(END - DUE).days),
        ),
    )
    found = debt_timeline(both, issued_on=ISSUED, due_on=DUE, covered_until=END)
    assert lived(both, NeverPays(), date(2027, 9, 1), None) == sorted(planned(found))
    assert found.on("still_off") is None


@given(policy=debts(), calendar=st.none() | st.just(PlainCalendar()), hold=st.none() | st.integers(1, 150))
def test_the_timeline_of_a_debt_is_the_fold_of_the_nights(
    policy: DebtPolicy, calendar: PlainCalendar | None, hold: int | None
) -> None:
    held = None if hold is None else Period(ISSUED + hold * DAY, ISSUED + (hold + 25) * DAY)
    found = debt_timeline(policy, issued_on=ISSUED, due_on=DUE, covered_until=END, calendar=calendar, held=held)
    assuming = NeverPays() if held is None else HeldBetween(start=held.start, until=held.end)
    assert lived(policy, assuming, date(2027, 9, 1), calendar) == sorted(planned(found))


@given(policy=debts(), after=st.integers(1, 150))
def test_paid_on_a_day_the_timeline_of_a_debt_is_the_fold_of_the_nights(policy: DebtPolicy, after: int) -> None:
    day = ISSUED + after * DAY
    found = debt_timeline(policy, issued_on=ISSUED, due_on=DUE, covered_until=END, paid_on=day)
    facts = lived(policy, PaysOn(day=day), day + 2 * DAY, None)
    assert facts == sorted(planned(found))


# ---------------------------------------------------------------- known later than received


@pytest.mark.requirement("R-033")
def test_what_came_between_the_value_date_and_the_match_is_told_and_undone() -> None:
    end = date(2026, 12, 19)
    facts: dict[str, Any] = {"paid_on": date(2026, 12, 18), "known_on": date(2026, 12, 22)}
    found = timeline(websupport.EXPLICIT, end=end, **facts)
    assert [event.name for event in found.events][-2:] == ["reminder_before_deactivation", "service_deactivated"]
    assert [event.name for event in found.needless] == ["service_deactivated"]
    assert [event.name for event in found.cancelled] == ["deletion_notice", "service_deleted", "purged"]
    assert [str(reason) for reason in found.reasons] == [
        "Paid on 2026-12-18: 3 later events are cancelled.",
        "Known on 2026-12-22 only: needless were service_deactivated.",
    ]
    host = Host(service("S1", end=end))
    host.nights(end - timedelta(days=30), facts["known_on"])
    host.pay("S1/2026-12-19", "123.00", facts["paid_on"], known=facts["known_on"])
    host.nights(facts["known_on"], facts["known_on"] + 3 * DAY)
    off, on = (
        [str(fact.on) for fact in host.facts if isinstance(fact, kind)]
        for kind in (ServiceSuspended, ServiceReactivated)
    )
    assert (off, on) == (["2026-12-19"], ["2026-12-22"])
    assert [fact.on for fact in host.facts if isinstance(fact, PaymentReceived)] == [facts["paid_on"]]


def test_known_at_once_nothing_is_needless() -> None:
    end = date(2026, 12, 19)
    plain = timeline(websupport.EXPLICIT, end=end, paid_on=end)
    assert timeline(websupport.EXPLICIT, end=end, paid_on=end, known_on=end) == plain
    assert plain.needless == ()
    markers_only = timeline(websupport.EXPLICIT, end=end, paid_on=date(2026, 12, 6), known_on=date(2026, 12, 11))
    assert markers_only.needless == ()


def test_a_payment_is_not_known_before_it_is_made() -> None:
    end = date(2026, 12, 19)
    for facts in ({"known_on": end}, {"paid_on": end, "known_on": end - DAY}):
        assert refused(timeline, websupport.EXPLICIT, end=end, **facts) == ("timeline.known_on", "known_on")
        assert refused(ahead, **facts) == ("timeline.known_on", "known_on")


# ---------------------------------------------------------------------------------- standing


def test_a_service_that_is_off_for_a_debt_is_not_about_to_come_back() -> None:
    """Days granted on credit are not paid for, so being within them brings nothing back."""
    year = Period(date(2026, 1, 1), date(2027, 1, 1))
    off = evolve(service("S1", end=year.end), state=ServiceState.SUSPENDED, changed_on=date(2026, 6, 1))
    stands = {
        cause: standing(
            evolve(off, coverage=Coverage((Grant(line_id="l", period=year, cause=cause),))), None, on=date(2026, 6, 2)
        )
        for cause in (Cause.INVOICED, Cause.PAID)
    }
    assert stands == {Cause.INVOICED: Standing.DEACTIVATED, Cause.PAID: Standing.REACTIVATION_PENDING}


# ----------------------------------------------------------------------------------- refusals


def owed(*stages: Stage) -> DebtPolicy:
    return DebtPolicy(id="owed", stages=stages)


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda: owed(stage("first", Action.NOTIFY, Origin.STEP, days=3)), ("policy.step", "stages.first.origin")),
        (
            lambda: owed(
                stage("charged", Action.CHARGE),
                stage("refused", Action.NOTIFY, Origin.DECLINED),
                stage("then", Action.NOTIFY, Origin.STEP, days=3),
            ),
            ("policy.step", "stages.then.origin"),
        ),
        (
            lambda: owed(
                stage("charged", Action.CHARGE),
                stage("refused", Action.NOTIFY, Origin.DECLINED),
                stage("off", Action.SUSPEND, waits_for="refused"),
            ),
            ("policy.waits_for", "stages.off.waits_for"),
        ),
        (lambda: owed(FIRST, stage("second", Action.NOTIFY, days=7)), ("policy.order", "stages.second")),
        (lambda: ahead(covered_until="never"), ("date.type", "covered_until")),
        (lambda: ahead(declines=-1), ("count.low", "declines")),
        (lambda: ahead(held=DUE), ("value.type", "held")),
        (lambda: ahead(paid_on="soon"), ("date.type", "paid_on")),
        (lambda: debt_timeline(OWED, issued_on=ISSUED, due_on=14), ("date.type", "due_on")),  # type: ignore[arg-type]
        (lambda: debt_timeline(OWED, issued_on=None, due_on=DUE), ("date.type", "issued_on")),  # type: ignore[arg-type]
        (
            lambda: debt_timeline(websupport.EXPLICIT, issued_on=ISSUED, due_on=DUE),  # type: ignore[arg-type]
            ("value.type", "policy"),
        ),
    ],
)
def test_what_cannot_run_is_refused(make: Any, expected: tuple[str, str]) -> None:
    assert refused(make) == expected


@pytest.mark.parametrize(
    ("odd", "expected"),
    [
        (
            stage("still_off", Action.NOTIFY, Origin.SUSPENDED),
            ("policy.origin", "stages.still_off.origin", "suspended"),
        ),
        (stage("early", Action.NOTIFY, Origin.END), ("policy.debt_origin", "stages.early.origin", "end")),
        (stage("gone", Action.PURGE), ("policy.debt_action", "stages.gone.action", "purge")),
    ],
)
def test_what_a_debt_does_not_know_is_refused_by_its_name(odd: Stage, expected: tuple[str, str, str]) -> None:
    fault = fault_of(owed, FIRST, odd)
    assert (fault.code, fault.field, fault.value) == expected


def test_what_being_late_costs_is_all_that_the_policy_says_of_it() -> None:
    how = InterestPolicy(day_count=DayCount.ACTUAL_365, payment_day_counts=False, rounding=Rounding.HALF_UP)
    fee = LateFee(step="first", fixed=payable("5", "EUR"))
    costly = evolve(OWED, fees=(fee,), interest=how, fees_agreed=True)
    assert costly.costs == LateCosts(fees=(fee,), interest=how, fees_agreed=True)
    fault = fault_of(evolve, OWED, fees=(evolve(fee, step="no_such"),))
    assert (fault.code, fault.value) == ("policy.fee_step", "no_such")


def test_a_charge_that_goes_through_ends_a_debt() -> None:
    charged = owed(stage("charged", Action.CHARGE, days=1), stage("again", Action.CHARGE, days=5), *OWED.stages)
    found = debt_timeline(charged, issued_on=ISSUED, due_on=DUE, declines=1)
    assert planned(found) == [("2026-12-16", "charged"), ("2026-12-20", "again")]
    assert str(found.reasons[0]) == "The charge of 2026-12-20 goes through after 1 refusals."


def test_a_word_on_a_refusal_comes_with_it_and_says_of_which() -> None:
    word = stage("refused", Action.NOTIFY, Origin.DECLINED, working_days=1)
    charged = owed(stage("charged", Action.CHARGE, days=3), word)
    found = debt_timeline(charged, issued_on=ISSUED, due_on=DUE, calendar=PlainCalendar())
    assert planned(found) == [("2026-12-18", "charged"), ("2026-12-21", "refused")]  # over a weekend
    assert found.events[1].action is Action.NOTIFY
    assert str(found.events[1].reason) == "1 working day after the refusal of charged on 2026-12-18."


def test_a_reminder_waits_for_the_answer_to_a_charge_of_its_day() -> None:
    charged = owed(stage("charged", Action.CHARGE, days=7), *OWED.stages)
    paid = debt_timeline(charged, issued_on=ISSUED, due_on=DUE, declines=0)
    assert planned(paid) == [("2026-12-22", "charged")]
    assert "first" in [event.name for event in paid.cancelled]
    refused = debt_timeline(charged, issued_on=ISSUED, due_on=DUE)
    assert planned(refused)[:2] == [("2026-12-22", "charged"), ("2026-12-22", "first")]

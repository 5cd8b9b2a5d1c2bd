"""Of reminders that have all come the one of the latest day goes out, whatever each of them is counted from."""

from datetime import date, timedelta

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.demands import Action, Condition, Origin, Stage
from hostbilling.dunning import DebtPolicy, Due, DunningPolicy, debt_timeline, due_now, next_change, resolve, timeline
from hostbilling.lifecycle import (
    BillWork,
    ChargeInstrument,
    DeleteService,
    FamilyPolicy,
    SendNotice,
    Step,
    SuspendService,
)
from hostbilling.money import payable
from hostbilling.services import ServiceState
from tests.lifecycle.samples import work
from tests.thread.host import CARD, Host, book, service

from .parts import DUE, END, ISSUED, SCHEDULE, part, running, stage

DAY = timedelta(days=1)
NOTIFY, CHARGE, SUSPEND = Action.NOTIFY, Action.CHARGE, Action.SUSPEND

ISSUE = SCHEDULE[0]
WEEK = stage("week", NOTIFY, days=-7)
DUE_DAY = stage("due_day", NOTIFY, Origin.DUE)
OFF = stage("off", SUSPEND, waits_for="week", aged=7)


def policy(*stages: Stage) -> DunningPolicy:
    return DunningPolicy(id="own", stages=(ISSUE, *stages), pay_within=14, late_pay_within=5)


def tonight(*schedule: Stage, on: date, marks: tuple[tuple[str, date], ...] = ()) -> Due:
    return due_now(part(*marks, schedule=(ISSUE, *schedule)), running(), on=on, due_on=DUE)


def named(found: Due) -> tuple[list[str], list[str]]:
    return [each.name for each in found.stages], [str(each.reason) for each in found.superseded]


# ------------------------------------------------------------------------------------- one night


def test_the_latest_of_two_reminders_goes_out_whichever_is_listed_first() -> None:
    for schedule in ((DUE_DAY, WEEK), (WEEK, DUE_DAY)):
        assert named(tonight(*schedule, on=date(2026, 12, 14))) == (
            ["week"],
            ["due_day falls away: week is sent by then."],
        )
        assert named(tonight(*schedule, on=date(2026, 12, 11))) == (["due_day"], [])


def test_of_two_reminders_of_one_day_the_one_listed_later_goes_out() -> None:
    same = stage("same", NOTIFY, days=-14)
    assert (END - 14 * DAY) == DUE
    assert named(tonight(same, DUE_DAY, on=DUE)) == (["due_day"], ["same falls away: due_day is sent by then."])
    assert named(tonight(DUE_DAY, same, on=DUE)) == (["same"], ["due_day falls away: same is sent by then."])


def test_what_was_overtaken_does_not_come_later_nor_is_it_told_again() -> None:
    sent = (("week", date(2026, 12, 14)),)
    for schedule in ((DUE_DAY, WEEK), (WEEK, DUE_DAY)):
        assert named(tonight(*schedule, on=date(2026, 12, 15), marks=sent)) == ([], [])


def test_a_reminder_listed_first_stands_for_what_an_act_waits_for_when_its_day_is_later() -> None:
    """The suspension promises ten days after the reminder of the due day, which the one of the week before replaced."""
    act = stage("off", SUSPEND, waits_for="due_day", aged=10)
    schedule = (WEEK, DUE_DAY, act)
    replaced, early = (("week", date(2026, 12, 14)),), (("due_day", date(2026, 12, 14)),)
    assert named(tonight(*schedule, on=date(2026, 12, 23), marks=replaced))[0] == []
    assert named(tonight(*schedule, on=date(2026, 12, 24), marks=replaced))[0] == ["off"]
    # what came before its day is no replacement: an act that waits for the later reminder waits for that
    late = tonight(WEEK, DUE_DAY, OFF, on=END, marks=early)
    assert [each.stage.name for each in late.blocked] == []
    assert named(late)[0] == ["week"]
    one = part(*replaced, schedule=(ISSUE, *schedule))
    assert next_change(one, running(), due_on=DUE, after=date(2026, 12, 20)) == date(2026, 12, 24)


def test_on_the_night_of_the_replacement_nothing_is_reported_as_waiting_for_what_it_replaced() -> None:
    act = stage("off", SUSPEND, waits_for="due_day", aged=10)
    found = tonight(DUE_DAY, act, WEEK, on=END)
    assert (named(found)[0], found.blocked) == (["week"], ())


def test_a_step_counts_from_the_reminder_that_replaced_the_one_before_it() -> None:
    again = stage("again", NOTIFY, Origin.STEP, days=3)
    sent = (("week", date(2026, 12, 14)),)
    schedule = (WEEK, DUE_DAY, again)
    assert named(tonight(*schedule, on=date(2026, 12, 16), marks=sent))[0] == []
    assert named(tonight(*schedule, on=date(2026, 12, 17), marks=sent))[0] == ["again"]


def test_a_reminder_counted_from_the_one_before_takes_its_turn_by_its_day_too() -> None:
    again = stage("again", NOTIFY, Origin.STEP, days=5)
    sent = (("due_day", DUE),)
    assert named(tonight(DUE_DAY, again, WEEK, on=date(2026, 12, 15), marks=sent)) == (
        ["week"],
        ["again falls away: week is sent by then."],
    )
    longer = stage("again", NOTIFY, Origin.STEP, days=9)
    assert named(tonight(DUE_DAY, longer, WEEK, on=date(2026, 12, 15), marks=sent)) == (
        ["again"],
        ["week falls away: again is sent by then."],
    )


def test_a_word_on_a_suspension_or_a_refusal_neither_replaces_a_reminder_nor_falls_away_for_one() -> None:
    told = stage("told", NOTIFY, Origin.SUSPENDED)
    again = stage("again", NOTIFY, Origin.STEP, days=2)
    refused = stage("refused", NOTIFY, Origin.DECLINED)
    charged = stage("charged", CHARGE, days=-9)
    late = stage("late", NOTIFY, days=1)
    schedule = (ISSUE, charged, refused, WEEK, OFF, told, again, late)
    off = running(state=ServiceState.SUSPENDED, changed_on=END)
    marks = (("charged", END), ("week", END - 7 * DAY), ("off", END))
    found = due_now(part(*marks, schedule=schedule), off, on=END + DAY, due_on=DUE)
    assert (named(found), found.blocked) == ((["refused", "told", "late"], []), ())
    # a step after a word on the suspension is another word on it
    both = due_now(part(*marks, ("told", END), schedule=schedule), off, on=END + 2 * DAY, due_on=DUE)
    assert named(both) == (["refused", "again", "late"], [])


def test_a_reminder_that_waits_for_another_or_whose_condition_is_not_met_replaces_none() -> None:
    waiting = stage("week", NOTIFY, days=-7, waits_for="due_day", aged=3)
    assert named(tonight(DUE_DAY, waiting, on=date(2026, 12, 14))) == (["due_day"], [])
    sent = (("due_day", date(2026, 12, 14)),)
    assert named(tonight(DUE_DAY, waiting, on=date(2026, 12, 16), marks=sent)) == ([], [])
    assert named(tonight(DUE_DAY, waiting, on=date(2026, 12, 17), marks=sent)) == (["week"], [])


def test_a_second_word_on_a_refusal_does_not_silence_the_first_word_on_the_next() -> None:
    words = (stage("refused", NOTIFY, Origin.DECLINED), stage("still", NOTIFY, Origin.DECLINED, days=1))
    schedule = (ISSUE, stage("charged", CHARGE, days=-10), stage("again", CHARGE, days=-7), *words)
    first, second = END - 10 * DAY, END - 7 * DAY
    marks = (("charged", first), ("refused", first), ("still", first + DAY), ("again", second))
    found = due_now(part(*marks, schedule=schedule), running(tacit=True), on=second, due_on=DUE)
    assert named(found) == (["refused"], [])


def test_charges_are_one_sort_whatever_they_are_counted_from() -> None:
    first, second = stage("first", CHARGE, Origin.DUE, days=5), stage("second", CHARGE, days=-7)
    for schedule in ((first, second), (second, first)):
        found = due_now(
            part(schedule=(ISSUE, *schedule)), running(tacit=True), on=END - 5 * DAY, due_on=DUE, instrument="card"
        )
        assert named(found) == (["second"], ["first falls away: second is sent by then."])


# ------------------------------------------------------------------------- the timeline, without a night


def test_two_reminders_that_fall_on_one_day_are_one_in_the_timeline() -> None:
    same = stage("same", NOTIFY, days=-14)
    found = timeline(policy(same, DUE_DAY, WEEK, OFF), end=END)
    assert [event.name for event in found.events] == ["proforma_issued", "due_day", "week", "off"]
    assert found.skipped == ("same",)
    assert "same falls away: due_day is sent by then." in map(str, found.reasons)


def test_reminders_of_different_origins_come_each_on_its_day_when_no_night_is_missed() -> None:
    for schedule in ((DUE_DAY, WEEK), (WEEK, DUE_DAY)):
        found = timeline(policy(*schedule, OFF), end=END)
        assert [str(event) for event in found.events][1:] == ["2026-12-05 due_day", "2026-12-12 week", "2026-12-19 off"]
        assert found.skipped == ()


def test_what_a_month_and_thirty_days_put_in_another_order_comes_each_on_its_day() -> None:
    """A month before 19 March is 28 days before it, so the reminder of 30 days is the earlier one there."""
    month, thirty = stage("month", NOTIFY, months=-1), stage("thirty", NOTIFY, days=-30)
    own = DunningPolicy(id="own", stages=(evolve(ISSUE, days=-60), month, thirty), pay_within=14, late_pay_within=5)
    in_march = timeline(own, end=date(2027, 3, 19))
    assert [str(event) for event in in_march.events][1:] == ["2027-02-17 thirty", "2027-02-19 month"]
    in_may = timeline(own, end=date(2027, 5, 30))
    assert [event.name for event in in_may.events][1:] == ["thirty"]
    assert in_may.skipped == ("month",)


def test_of_the_reminders_of_a_debt_that_was_due_at_once_the_latest_goes_out_with_it() -> None:
    issued = date(2026, 12, 1)
    before = stage("before", NOTIFY, Origin.DUE, days=-3)
    with_it = stage("with_it", NOTIFY, Origin.ISSUED)
    owed = DebtPolicy(id="owed", stages=(with_it, before, stage("after", NOTIFY, Origin.DUE, days=7)))
    found = debt_timeline(owed, issued_on=issued, due_on=issued)
    assert [str(event) for event in found.events] == ["2026-12-01 with_it", "2026-12-08 after"]
    assert found.skipped == ("before",)


# ---------------------------------------------------------------------------- the conductor's nights


def hosted(own: DunningPolicy, *, tacit: bool = False) -> Host:
    return Host(
        service("S1", end=END, tacit=tacit),
        book=evolve(book(), usual=FamilyPolicy(explicit=own, tacit=own)),
        instruments=(CARD,) if tacit else (),
    )


def said(steps: list[Step]) -> list[tuple[str, str]]:
    return [
        (str(step.on), step.template if isinstance(step, SendNotice) else step.stage)
        for step in steps
        if isinstance(step, SendNotice | SuspendService | DeleteService | ChargeInstrument)
    ]


def test_after_a_gap_the_night_sends_one_reminder_and_names_what_it_replaces() -> None:
    for order in ((DUE_DAY, WEEK), (WEEK, DUE_DAY)):
        host = hosted(policy(*order, OFF))
        host.nights(date(2026, 11, 20), date(2026, 12, 1))
        (notice,) = host.night(date(2026, 12, 14))
        assert isinstance(notice, SendNotice)
        assert (notice.template, notice.then, str(notice.then_on)) == ("week", "off", "2026-12-21")
        assert [str(reason) for reason in notice.reasons][1:] == ["due_day falls away: week is sent by then."]
        assert said(host.nights(date(2026, 12, 15), date(2027, 1, 10))) == [("2026-12-21", "off")]


def test_the_promise_of_what_fell_away_is_made_by_the_reminder_that_replaced_it() -> None:
    host = hosted(policy(WEEK, DUE_DAY, stage("off", SUSPEND, waits_for="due_day", aged=14)))
    host.nights(date(2026, 11, 20), date(2026, 12, 1))
    (notice,) = host.night(date(2026, 12, 14))
    assert isinstance(notice, SendNotice)
    assert (notice.template, notice.then, str(notice.then_on)) == ("week", "off", "2026-12-28")
    (blocked,) = host.planned(END).blocked
    assert [str(reason) for reason in blocked.reasons] == ["off waits until 2026-12-28: week was sent on 2026-12-14."]
    assert said(host.nights(date(2026, 12, 15), date(2027, 1, 10))) == [("2026-12-28", "off")]


def test_with_no_night_missed_both_reminders_go_out_on_their_days() -> None:
    for order in ((DUE_DAY, WEEK), (WEEK, DUE_DAY)):
        assert said(hosted(policy(*order, OFF)).nights(date(2026, 11, 20), date(2027, 1, 10))) == [
            ("2026-12-05", "due_day"),
            ("2026-12-12", "week"),
            ("2026-12-19", "off"),
        ]


def test_reminders_of_a_debt_count_by_their_days_too() -> None:
    owed = DebtPolicy(
        id="owed",
        stages=(
            stage("due", NOTIFY, Origin.DUE, days=3),
            stage("issued", NOTIFY, Origin.ISSUED, days=10),
            stage("step", NOTIFY, Origin.STEP, days=20),
        ),
    )
    host = Host(service("S1", end=date(2027, 12, 1)), book=evolve(book(), debts=owed))
    first = date(2026, 12, 1)
    host.decide(BillWork(bill=work(on=first)), first)
    host.night(first)  # payable until the 15th
    steps = host.nights(date(2026, 12, 21), date(2027, 1, 20))
    assert said(steps) == [("2026-12-21", "due"), ("2027-01-10", "step")]


def test_a_condition_that_is_met_later_still_has_its_reminder() -> None:
    """A reminder that went out late for an earlier day stands for no reminder of a later one that did not apply."""
    much = evolve(WEEK, when=Condition(amount=payable("500", "EUR")))
    host = hosted(policy(DUE_DAY, much, stage("off", SUSPEND, waits_for="week", aged=3, when=much.when)))
    host.nights(date(2026, 11, 20), date(2026, 12, 1))
    assert said(host.nights(date(2026, 12, 14), date(2027, 1, 10))) == [("2026-12-14", "due_day")]
    (blocked,) = host.planned(date(2027, 1, 10)).blocked
    assert [reason.code for reason in blocked.reasons] == ["dunning.not_sent", "dunning.unmet"]


# ------------------------------------------------------------ any reminders, with and without missed nights

LAST = END + timedelta(days=90)


@st.composite
def reminders(draw: st.DrawFn) -> DunningPolicy:
    """Reminders of any origin in any order of their days, that may wait for one another; an act waits for one."""
    found: list[Stage] = []
    last: dict[Origin, int] = {}
    for place in range(draw(st.integers(2, 5))):
        origin = draw(st.sampled_from([Origin.DUE, Origin.STEP, Origin.ISSUED, Origin.END]))
        days = draw(st.integers(-12 if origin in {Origin.DUE, Origin.END} else 0, 12))
        if origin is not Origin.STEP:
            days = last[origin] = max(days, last.get(origin, days - 1) + 1)
        waits_for = draw(st.none() | st.sampled_from(found)) if found else None
        notice = stage(f"r{place}", NOTIFY, origin, days=days)
        if waits_for is not None:
            notice = evolve(notice, waits_for=waits_for.name, aged=draw(st.integers(0, 4)))
        found.append(notice)
    return DunningPolicy(
        id="any",
        pay_within=draw(st.integers(0, 28)),
        late_pay_within=5,
        stages=(
            ISSUE,
            *found,
            stage("off", SUSPEND, days=2, waits_for=draw(st.sampled_from(found)).name, aged=draw(st.integers(0, 5))),
            stage("told", NOTIFY, Origin.SUSPENDED),
            stage("told_again", NOTIFY, Origin.STEP, days=draw(st.integers(0, 3))),
        ),
    )


def rounds(policy: DunningPolicy, missed: frozenset[date] = frozenset()) -> list[tuple[date, Due]]:
    """Return what the nights ask for when nobody pays: plan, do, and plan again until nothing comes."""
    due_on = policy.due_day(issued_on=ISSUED, end=END)
    one, owner = part(schedule=resolve(policy, issued_on=ISSUED, end=END)), running()
    found: list[tuple[date, Due]] = []
    day = ISSUED
    while day < LAST:
        asked = Due() if day in missed else due_now(one, owner, on=day, due_on=due_on)
        for each in asked.stages:
            one = one.marked(each.name, on=day)
            if each.action is SUSPEND:
                owner = evolve(owner, state=ServiceState.SUSPENDED, changed_on=day)
        if asked.stages:
            found.append((day, asked))
        else:
            day += DAY
    return found


@given(policy=reminders())
def test_reminders_of_any_origin_come_as_the_timeline_says(policy: DunningPolicy) -> None:
    lived = [(day, each.name) for day, asked in rounds(policy) for each in asked.stages]
    found = timeline(policy, end=END, issued_on=ISSUED)
    assert sorted(lived) == sorted((event.date, event.name) for event in found.events[1:])
    named = {each.stage.name for _, asked in rounds(policy) for each in asked.superseded}
    assert named <= set(found.skipped)


@given(policy=reminders(), first=st.integers(0, 40), count=st.integers(1, 40))
def test_whatever_nights_are_missed_one_reminder_to_pay_goes_out_at_a_time(
    policy: DunningPolicy, first: int, count: int
) -> None:
    missed = frozenset(ISSUED + timedelta(days=first + place) for place in range(count))
    lived = rounds(policy, missed)
    for _, asked in lived:
        to_pay = [each.name for each in asked.stages if each.name.startswith("r")]
        assert len(to_pay) <= 1
        assert {each.by.name for each in asked.superseded} <= set(to_pay)
    fallen = [each.stage.name for _, asked in lived for each in asked.superseded]
    assert len(set(fallen)) == len(fallen)
    sent = [each.name for _, asked in lived for each in asked.stages]
    assert not set(fallen) & set(sent)
    assert "off" in sent  # and none that fell away keeps the act from coming


def test_a_reminder_that_is_overtaken_while_it_waits_counts_as_sent_then() -> None:
    own = DunningPolicy(
        id="own",
        pay_within=28,
        late_pay_within=5,
        stages=(
            ISSUE,
            stage("first", NOTIFY, Origin.DUE),
            stage("waits", NOTIFY, Origin.DUE, days=2, waits_for="first", aged=4),
            stage("third", NOTIFY, Origin.DUE, days=3),
            stage("off", SUSPEND, waits_for="waits", aged=1),
        ),
    )
    assert [str(event) for event in timeline(own, end=END).events][1:] == [
        "2026-12-19 first",
        "2026-12-22 third",
        "2026-12-23 off",
    ]


def test_reminders_that_count_no_day_from_one_another_replace_none() -> None:
    again, more = (stage(name, NOTIFY, Origin.STEP) for name in ("again", "more"))
    own = policy(DUE_DAY, again, more)
    assert [named(asked) for _, asked in rounds(own)] == [(["due_day"], []), (["again"], []), (["more"], [])]
    assert [event.name for event in timeline(own, end=END).events][1:] == ["due_day", "again", "more"]


def test_what_a_reminder_waits_for_does_not_stand_for_it() -> None:
    """All three come on the due day, the day after the issue, one after the other."""
    own = DunningPolicy(
        id="own",
        pay_within=1,
        late_pay_within=5,
        stages=(
            ISSUE,
            stage("first", NOTIFY, Origin.STEP, days=1),
            stage("second", NOTIFY, Origin.DUE, waits_for="first"),
            stage("third", NOTIFY, Origin.STEP),
        ),
    )
    assert [named(asked) for _, asked in rounds(own)] == [(["first"], []), (["second"], []), (["third"], [])]
    assert [event.name for event in timeline(own, end=END).events][1:] == ["first", "second", "third"]


def test_what_counts_from_a_reminder_that_fell_away_is_known_as_soon_as_that_is_replaced() -> None:
    """The third waits for the first and is replaced by it, so the last is due as early in that night as the second."""
    own = DunningPolicy(
        id="own",
        pay_within=0,
        late_pay_within=5,
        stages=(
            ISSUE,
            stage("first", NOTIFY, Origin.STEP, days=2),
            stage("second", NOTIFY, Origin.STEP),
            stage("third", NOTIFY, Origin.DUE, days=1, waits_for="first"),
            stage("last", NOTIFY, Origin.STEP),
        ),
    )
    assert [asked for _, each in rounds(own) for asked in named(each)[0]] == ["first", "last"]
    assert [event.name for event in timeline(own, end=END).events][1:] == ["first", "last"]

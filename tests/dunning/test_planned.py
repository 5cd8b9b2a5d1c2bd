"""Which stages can still happen, on which day, and which comes next: by facts alone."""

from datetime import date, timedelta

import pytest
from attrs import evolve

from hostbilling.demands import Action, Origin, Part, PartState, Stage
from hostbilling.dunning import next_change
from hostbilling.dunning.planned import days, live, planned, step_before, taken_as_sent
from hostbilling.periods import Period, PlainCalendar
from hostbilling.services import Cause, Service, ServiceState

from .parts import DUE, END, ISSUED, SCHEDULE, part, running, stage

DAY = timedelta(days=1)


def found(one: Part, service: Service, due_on: date = DUE) -> list[tuple[str, str, bool]]:
    return [(each.name, str(date.fromordinal(day)), done) for each, day, done in days(one, service, due_on=due_on)]


def taken_for(name: str, one: Part) -> tuple[str, date] | None:
    return taken_as_sent(name, one, list(days(one, running(), due_on=DUE)))


def coming(one: Part, service: Service) -> list[str]:
    return [each.name for each, _ in live(one, service, due_on=DUE)]


def test_until_something_happened_only_the_end_counts() -> None:
    assert found(part(), running()) == [
        ("proforma_issued", "2026-11-21", True),
        ("first", "2026-12-05", False),
        ("charged", "2026-12-09", False),
        ("again", "2026-12-11", False),
        ("last", "2026-12-12", False),
        ("off", "2026-12-19", False),
    ]


def test_what_happened_on_another_day_than_planned_moves_what_counts_from_it() -> None:
    late = date(2026, 12, 22)
    off = running(state=ServiceState.SUSPENDED, changed_on=late)
    assert found(part(("off", late)), off)[-3:] == [
        ("off", "2026-12-19", True),
        ("told", "2026-12-27", False),
        ("gone", "2026-12-29", False),
    ]
    marked_only = found(part(("off", late)), running())
    assert marked_only[-2:] == [("told", "2026-12-27", False), ("gone", "2026-12-29", False)]
    service_says = running(state=ServiceState.SUSPENDED, changed_on=late + DAY)
    assert found(part(("off", late)), service_says)[-1] == ("gone", "2026-12-30", False)
    gone = running(state=ServiceState.DELETED, changed_on=date(2027, 1, 3))
    assert found(part(("gone", date(2027, 1, 2))), gone)[-1] == ("purged", "2027-01-18", False)
    assert found(part(("gone", date(2027, 1, 2))), running())[-1] == ("purged", "2027-01-17", False)
    back = running(state=ServiceState.ACTIVE, changed_on=late)
    assert [name for name, _, _ in found(part(), back)][-1] == "off"


def test_a_word_on_a_refusal_is_due_anew_after_each() -> None:
    first, second = date(2026, 12, 9), date(2026, 12, 11)
    words = [
        [each[1:] for each in found(part(*marks), running()) if each[0] == "refused"]
        for marks in (
            (),
            (("charged", first),),
            (("charged", first), ("refused", first)),
            (("charged", first), ("refused", first), ("again", second)),
            (("charged", first), ("again", second), ("refused", second)),
        )
    ]
    assert words == [
        [],
        [("2026-12-09", False)],
        [("2026-12-09", True)],
        [("2026-12-11", False)],
        [("2026-12-11", True)],
    ]


def test_the_later_of_two_charges_was_the_last_refusal_whichever_is_listed_first() -> None:
    marks = (("charged", date(2026, 12, 12)), ("again", date(2026, 12, 11)))
    assert [each[1] for each in found(part(*marks), running()) if each[0] == "refused"] == ["2026-12-12"]


def test_the_last_time_counts_of_what_was_done_twice_whatever_order_it_is_known_in() -> None:
    schedule = (*SCHEDULE[:3], stage("then", Action.NOTIFY, Origin.STEP, days=3))
    early, late = ("first", date(2026, 12, 5)), ("first", date(2026, 12, 8))
    for marks in ((early, late), (late, early)):
        assert found(part(*marks, schedule=schedule), running())[-1] == ("then", "2026-12-11", False)


def test_days_from_the_issue_the_due_day_and_a_step() -> None:
    schedule = (
        SCHEDULE[0],
        stage("issued", Action.NOTIFY, Origin.ISSUED, days=3),
        stage("due", Action.NOTIFY, Origin.DUE, days=1),
        stage("step", Action.NOTIFY, Origin.STEP, days=2),
        stage("tried", Action.CHARGE, Origin.DUE, days=9),
        stage("step too", Action.NOTIFY, Origin.STEP, days=4),
    )
    none_sent = part(schedule=schedule)
    assert found(none_sent, running())[1:] == [
        ("issued", "2026-11-24", False),
        ("due", "2026-12-06", False),
        ("tried", "2026-12-14", False),
    ]
    one_sent = part(("due", date(2026, 12, 7)), schedule=schedule)
    assert ("step", "2026-12-09", False) in found(one_sent, running())
    two_sent = part(("step", date(2026, 12, 10)), ("tried", date(2026, 12, 20)), schedule=schedule)
    assert ("step too", "2026-12-14", False) in found(two_sent, running())
    unissued = evolve(none_sent, marks=())
    assert [name for name, _, _ in found(unissued, running())] == ["proforma_issued", "due", "tried"]


def test_what_is_done_comes_no_more_and_what_is_closed_only_is_purged() -> None:
    one = part(("first", DUE))
    assert coming(one, running()) == ["charged", "again", "last", "off"]
    assert coming(part(state=PartState.PAID), running()) == []
    gone = running(state=ServiceState.DELETED, changed_on=date(2026, 12, 26))
    assert coming(part(("gone", date(2026, 12, 26)), state=PartState.WITHDRAWN), gone) == ["purged"]
    assert coming(part(state=PartState.WITHDRAWN), running()) == []
    assert coming(part(state=PartState.CREDITED), gone) == []


IN_TIME = (("first", DUE), ("charged", date(2026, 12, 9)), ("refused", date(2026, 12, 9)))


@pytest.mark.parametrize(
    ("marks", "after", "expected"),
    [
        ((), ISSUED, "2026-12-05"),
        ((), date(2026, 12, 4), "2026-12-05"),
        (IN_TIME[:1], DUE, "2026-12-09"),
        (IN_TIME, date(2026, 12, 9), "2026-12-11"),
        ((*IN_TIME, ("again", date(2026, 12, 11))), date(2026, 12, 11), "2026-12-12"),
    ],
)
def test_the_next_change_is_strictly_after_a_day(
    marks: tuple[tuple[str, date], ...], after: date, expected: str
) -> None:
    assert str(next_change(part(*marks), running(), due_on=DUE, after=after)) == expected


def test_what_was_missed_comes_the_next_day() -> None:
    for after in (DUE, END, END + 30 * DAY):
        assert next_change(part(), running(), due_on=DUE, after=after) == after + DAY
    told = part(("last", date(2026, 12, 12)), ("again", date(2026, 12, 11)), ("refused", date(2026, 12, 11)))
    assert next_change(told, running(), due_on=DUE, after=date(2026, 12, 12)) == END  # nothing that it replaced
    assert next_change(told, running(), due_on=DUE, after=END + 5 * DAY) == END + 6 * DAY


def test_the_next_change_of_what_is_held_back_is_when_that_is_over() -> None:
    told = part(("last", date(2026, 12, 12)), ("again", date(2026, 12, 11)), ("refused", date(2026, 12, 11)))
    held_until = date(2026, 12, 25)

    def change(service: Service = running(), one: Part = told, after: date = END + DAY, **more: object) -> date | None:  # noqa: B008
        return next_change(one, service, due_on=DUE, after=after, **more)  # type: ignore[arg-type]

    assert change(held_until=held_until) == held_until + DAY
    assert change(held_until=date.max) is None
    assert change(held_until=DUE) == END + 2 * DAY
    longer = running(period=Period(date(2025, 12, 19), date(2027, 2, 1)))
    assert change(longer) == date(2027, 2, 1)
    assert change(longer, held_until=date(2027, 2, 1)) == date(2027, 2, 2)
    on_account = running(Cause.INVOICED, period=longer.coverage.grants[0].period)
    assert change(on_account) == date(2027, 2, 1)
    assert change(on_account, owed=True) == END + 2 * DAY
    assert next_change(told, running(), due_on=END + 9 * DAY, after=END, owed=True) == END + 10 * DAY
    assert next_change(told, running(), due_on=END + 9 * DAY, after=END) == END + 9 * DAY
    off = running(state=ServiceState.SUSPENDED, changed_on=END)
    word = part(*told.marks[1:], ("off", END))
    assert change(off, word) == END + 5 * DAY
    assert change(off, word, held_until=held_until) == held_until + DAY
    assert change(off, word.marked("told", on=END + 5 * DAY), after=END + 5 * DAY) == END + 7 * DAY
    assert change(off, word.marked("told", on=END + 6 * DAY), after=END + 6 * DAY) == END + 8 * DAY
    gone = running(state=ServiceState.DELETED, changed_on=END + 7 * DAY)
    assert change(gone, part(state=PartState.WITHDRAWN), held_until=date(2027, 1, 31)) == date(2027, 2, 1)


def test_the_next_change_leaves_out_what_was_done_and_knows_what_is_left_of_a_withdrawn_call() -> None:
    assert next_change(part(("first", ISSUED)), running(), due_on=DUE, after=ISSUED) == date(2026, 12, 9)
    gone = running(state=ServiceState.DELETED, changed_on=date(2026, 12, 26))
    withdrawn = part(("gone", date(2026, 12, 26)), state=PartState.WITHDRAWN)
    assert next_change(withdrawn, gone, due_on=DUE, after=END) == date(2027, 1, 10)
    assert next_change(withdrawn, gone, due_on=DUE, after=date(2027, 1, 9)) == date(2027, 1, 10)
    assert next_change(withdrawn, gone, due_on=DUE, after=date(2027, 1, 10)) == date(2027, 1, 11)
    purged = running(state=ServiceState.PURGED, changed_on=date(2027, 1, 10))
    assert next_change(withdrawn, purged, due_on=DUE, after=date(2027, 1, 10)) is None
    assert next_change(part(state=PartState.PAID), running(), due_on=DUE, after=ISSUED) is None


def test_the_day_of_one_stage() -> None:
    by_name: dict[str, Stage] = {each.name: each for each in SCHEDULE}
    assert planned(by_name["last"], part(), running(), due_on=DUE) == date(2026, 12, 12)
    assert planned(by_name["gone"], part(), running(), due_on=DUE) is None


def test_a_notice_that_was_sent_stands_for_itself_and_a_later_one_for_an_earlier() -> None:
    assert taken_for("first", part(("first", DUE), ("last", END))) == ("first", DUE)
    assert taken_for("first", part(("last", END))) == ("last", END)
    assert taken_for("last", part(("first", DUE))) is None
    assert taken_for("first", part(("told", END), ("charged", DUE), ("refused", DUE))) is None
    assert taken_for("nothing", part(("last", END))) is None
    assert taken_for("proforma_issued", part()) == ("proforma_issued", ISSUED)
    three = (*SCHEDULE[:3], stage("mid", Action.NOTIFY, days=-9), SCHEDULE[6])
    # of two that replaced it the first counts: the promise began then
    assert taken_for("first", part(("last", DUE), ("mid", END), schedule=three)) == ("last", DUE)
    assert taken_for("first", part(("last", END), ("mid", DUE), schedule=three)) == ("mid", DUE)


def test_a_charge_and_a_mark_are_no_step_to_count_from() -> None:
    names = {each.name: step_before(each, SCHEDULE).name for each in SCHEDULE[2:]}
    assert names["first"] == "proforma_issued"
    assert names["again"] == "first"
    assert names["refused"] == "first"
    assert names["off"] == "last"


def test_the_next_change_is_the_day_on_which_the_act_really_comes() -> None:
    weekdays = PlainCalendar(holidays=[date(2026, 12, 21)])
    saturday = END  # 2026-12-19
    refused = (("again", date(2026, 12, 11)), ("refused", date(2026, 12, 11)))
    sent = part(("last", date(2026, 12, 12)), *refused)
    assert next_change(sent, running(), due_on=DUE, after=date(2026, 12, 18)) == saturday
    for after in (date(2026, 12, 18), saturday, date(2026, 12, 20), date(2026, 12, 21)):
        assert next_change(sent, running(), due_on=DUE, after=after, calendar=weekdays) == date(2026, 12, 22)
    aged = part(("last", date(2026, 12, 16)), *refused, schedule=_aged(SCHEDULE, 7))
    assert next_change(aged, running(), due_on=DUE, after=date(2026, 12, 18)) == date(2026, 12, 23)
    assert next_change(sent, running(), due_on=date(2026, 12, 24), after=date(2026, 12, 18)) == date(2026, 12, 24)


def _aged(schedule: tuple[Stage, ...], days_: int) -> tuple[Stage, ...]:
    return tuple(evolve(each, aged=days_, waits_for="last") if each.name == "off" else each for each in schedule)


def test_the_working_days_of_a_withdrawn_call_are_counted_too() -> None:
    weekdays = PlainCalendar()
    schedule = (SCHEDULE[0], stage("purged", Action.PURGE, Origin.DELETED, working_days=5))
    friday = date(2027, 1, 1)
    gone = running(state=ServiceState.DELETED, changed_on=friday)
    withdrawn = part(schedule=schedule, state=PartState.WITHDRAWN)
    assert next_change(withdrawn, gone, due_on=DUE, after=END, calendar=weekdays) == date(2027, 1, 8)
    assert planned(schedule[1], withdrawn, gone, due_on=DUE, calendar=weekdays) == date(2027, 1, 8)
    assert [day for _, day in live(withdrawn, gone, due_on=DUE, calendar=weekdays)] == [date(2027, 1, 8).toordinal()]

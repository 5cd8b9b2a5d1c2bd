"""What may happen tonight, gate by gate, without the nights that led there."""

from datetime import date, timedelta
from typing import Any

import pytest

from hostbilling.demands import Action, Attempt, Caps, Condition, DeclineClass, Demand, Kind, Origin, Part, PartState
from hostbilling.dunning import Debtor, Due, due_now, what_follows
from hostbilling.money import payable, zero
from hostbilling.parties import CustomerKind
from hostbilling.periods import Period, PlainCalendar
from hostbilling.services import Cause, Service, ServiceState
from tests.refusals import ruled_out

from .parts import DUE, END, ISSUED, SCHEDULE, part, running, stage

DAY = timedelta(days=1)
PLAIN = tuple(each for each in SCHEDULE if each.action is not Action.CHARGE and each.origin is not Origin.DECLINED)
TOLD = (("first", DUE), ("last", date(2026, 12, 12)))
LAPSED = running()
OFF = running(state=ServiceState.SUSPENDED, changed_on=END)
GONE = running(state=ServiceState.DELETED, changed_on=END + 7 * DAY)
TO_DELETE = (*TOLD, ("off", END), ("told", END + 5 * DAY))


def call(*marks: tuple[str, date], **facts: Any) -> Part:
    return part(*marks, **{"schedule": PLAIN, **facts})


def tonight(one: Part, service: Service = LAPSED, *, on: date = END, due_on: date = DUE, **more: Any) -> Due:
    return due_now(one, service, on=on, due_on=due_on, **more)


def acts(found: Due) -> list[str]:
    return [each.name for each in found.stages]


def why(found: Due) -> dict[str, list[str]]:
    return {each.stage.name: [str(reason) for reason in each.reasons] for each in found.blocked}


def test_what_is_announced_and_lapsed_ends() -> None:
    assert (acts(tonight(call(*TOLD))), why(tonight(call(*TOLD)))) == (["off"], {})
    assert acts(tonight(call(*TO_DELETE), OFF, on=END + 7 * DAY)) == ["gone"]
    assert acts(tonight(call(("gone", END + 7 * DAY), state=PartState.WITHDRAWN), GONE, on=END + 22 * DAY)) == [
        "purged"
    ]
    assert acts(tonight(call(*TOLD), on=END - DAY)) == []


def test_nothing_ends_twice_or_out_of_turn() -> None:
    assert acts(tonight(call(*TOLD, ("off", END)), OFF)) == []
    assert acts(tonight(call(*TOLD), OFF)) == []
    assert acts(tonight(call(*TO_DELETE), LAPSED, on=END + 7 * DAY)) == []
    assert acts(tonight(call(state=PartState.PAID), LAPSED)) == []


@pytest.mark.parametrize(
    ("one", "service", "more", "expected"),
    [
        (call(("first", DUE)), LAPSED, {}, None),
        (
            call(("first", DUE), ("last", END - 6 * DAY)),
            LAPSED,
            {},
            ["off waits until 2026-12-20: last was sent on 2026-12-13."],
        ),
        (
            call(*TOLD),
            LAPSED,
            {"holds": ("invoice disputed", "boss")},
            [
                "off waits: a person holds it back (invoice disputed).",
                "off waits: a person holds it back (boss).",
            ],
        ),
        (call(*TOLD), LAPSED, {"payment_in_flight": True}, ["off waits: a payment is announced or under way."]),
        (call(*TOLD), LAPSED, {"due_on": END + DAY}, ["off waits: what is asked for may be paid until 2026-12-20."]),
        (call(*TOLD), LAPSED, {"due_on": END}, []),
        (
            call(*TOLD),
            LAPSED,
            {"calendar": PlainCalendar()},
            ["off waits for 2026-12-21: no service is ended on 2026-12-19."],
        ),
        (
            call(*TOLD),
            running(period=Period(date(2025, 12, 19), END + DAY)),
            {},
            ["S1 is paid until 2026-12-20: it is not ended by an unpaid demand."],
        ),
    ],
)
def test_what_keeps_a_service_on(one: Part, service: Service, more: dict[str, Any], expected: list[str] | None) -> None:
    found = tonight(one, service, **more)
    if expected is None:  # the notice goes out tonight: nothing is told to wait for it
        assert (acts(found), why(found)) == (["last"], {})
    elif expected:
        assert (acts(found), why(found)) == ([], {"off": expected})
    else:
        assert acts(found) == ["off"]


def test_without_its_notice_an_act_waits_whatever_else_is_open() -> None:
    silent = tuple(each for each in SCHEDULE if each.name != "last")
    schedule = (*silent[:3], stage("last", Action.NOTIFY, days=30), stage("off", Action.SUSPEND, waits_for="last"))
    assert why(tonight(call(("first", DUE), schedule=schedule))) == {"off": ["off waits for last, which was not sent."]}
    with_hold = tonight(call(("first", DUE)), holds=("boss",))
    assert why(with_hold) == {
        "off": ["off waits for last, which was not sent.", "off waits: a person holds it back (boss)."]
    }


# ------------------------------------------------------------------------------------ notices


def test_of_two_reminders_that_have_come_the_later_goes_out_and_a_late_one_never() -> None:
    assert acts(tonight(call(), on=date(2026, 12, 13))) == ["last"]
    assert acts(tonight(call(("last", date(2026, 12, 12))), on=date(2026, 12, 13))) == []
    assert acts(tonight(call(("first", DUE)), on=date(2026, 12, 11))) == []


def test_a_word_to_a_service_that_is_off_is_held_with_the_acts_and_other_words_are_not() -> None:
    after = END + 5 * DAY
    assert acts(tonight(call(*TOLD, ("off", END)), OFF, on=after)) == ["told"]
    held = tonight(call(*TOLD, ("off", END)), OFF, on=after, holds=("boss",))
    assert why(held) == {"told": ["told waits: a person holds it back (boss)."]}
    assert acts(tonight(call(), on=DUE, holds=("boss",), payment_in_flight=True)) == ["first"]


def test_a_purge_waits_for_holds_and_payments_but_for_no_working_day_and_no_due_day() -> None:
    day = END + 22 * DAY  # a Sunday
    one = call(("gone", END + 7 * DAY), state=PartState.WITHDRAWN)
    assert acts(tonight(one, GONE, on=day, calendar=PlainCalendar(), due_on=day + DAY)) == ["purged"]
    assert why(tonight(one, GONE, on=day, holds=("boss",))) == {
        "purged": ["purged waits: a person holds it back (boss)."]
    }
    assert list(why(tonight(one, GONE, on=day, payment_in_flight=True))) == ["purged"]


# ------------------------------------------------------------------------------------- charges

TACIT = running(tacit=True)


def charged(one: Part, service: Service = TACIT, *, on: date = date(2026, 12, 9), **more: Any) -> Due:
    facts: dict[str, Any] = {"instrument": "card", **more}
    return tonight(one, service, on=on, **facts)


def test_a_card_is_charged_where_the_service_renews_by_itself_or_the_money_is_owed() -> None:
    assert acts(charged(part(("first", DUE)))) == ["charged"]
    assert why(charged(part(("first", DUE)), LAPSED)) == {
        "charged": ["charged is not tried: S1 renews only if ordered."]
    }
    assert acts(charged(part(("first", DUE)), LAPSED, owed=True)) == ["charged"]


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"instrument": None}, "charged cannot be tried: no usable means of payment on 2026-12-09."),
        ({"payment_in_flight": True}, "charged waits: a payment is announced or under way."),
    ],
)
def test_what_keeps_a_card_from_being_charged(more: dict[str, Any], reason: str) -> None:
    assert why(charged(part(("first", DUE)), **more)) == {"charged": [reason]}


def test_after_missed_nights_one_charge_uses_both_slots() -> None:
    assert acts(charged(part(("first", DUE)), on=date(2026, 12, 11))) == ["again"]


def test_a_refusal_for_good_or_a_cap_ends_the_charges() -> None:
    stolen = Attempt(slot=date(2026, 12, 9), on=date(2026, 12, 9), instrument="card", failed=DeclineClass.STOLEN)
    one = part(("first", DUE), ("charged", stolen.on), ("refused", stolen.on), attempts=(stolen,))
    assert why(charged(one, on=date(2026, 12, 11))) == {
        "again": ["card was refused on 2026-12-09 (stolen): never try this one again."]
    }
    poor = Attempt(slot=stolen.slot, on=stolen.on, instrument="card", failed=DeclineClass.INSUFFICIENT_FUNDS)
    marks = (("first", DUE), ("charged", poor.on), ("refused", poor.on))
    assert acts(charged(part(*marks, attempts=(poor,)), on=date(2026, 12, 11))) == ["again"]
    capped = charged(part(*marks, attempts=(poor,), caps=Caps(declines=1)), on=date(2026, 12, 11))
    assert list(why(capped)) == ["again"]


def test_a_slot_is_free_until_it_was_used() -> None:
    """The slot of the 9th was used on the 10th, so only that of the 11th is left."""
    late = Attempt(
        slot=date(2026, 12, 9), on=date(2026, 12, 10), instrument="card", failed=DeclineClass.INSUFFICIENT_FUNDS
    )
    one = part(("first", DUE), ("charged", late.on), ("refused", late.on), attempts=(late,))
    assert acts(charged(one, on=date(2026, 12, 10))) == []
    assert acts(charged(one, on=date(2026, 12, 11))) == ["again"]


def test_what_would_end_the_service_waits_for_the_answer_to_a_charge() -> None:
    schedule = (
        *SCHEDULE[:3],
        stage("off", Action.SUSPEND, waits_for="first"),
        stage("charged", Action.CHARGE),
    )
    found = charged(part(("first", DUE), schedule=schedule), on=END)
    assert acts(found) == ["charged"]
    assert why(found) == {"off": ["off waits for the answer to charged, which is due as well."]}
    without_card = charged(part(("first", DUE), schedule=schedule), on=END, instrument=None)
    assert acts(without_card) == ["off"]


# --------------------------------------------------------------------------------------- debts

OWED = (
    stage("first", Action.NOTIFY, Origin.DUE, days=7),
    stage("off", Action.SUSPEND, Origin.DUE, waits_for="first"),
    stage("given_up", Action.WRITE_OFF, Origin.DUE, days=90),
)
ON_CREDIT = running(Cause.INVOICED, Period(END, date(2027, 12, 19)))


def test_a_debt_ends_what_it_granted_once_it_is_overdue_and_never_what_is_paid() -> None:
    one = call(("first", END + 7 * DAY), schedule=OWED)
    on = END + 8 * DAY
    assert acts(tonight(one, ON_CREDIT, on=on, due_on=END, owed=True)) == ["off"]
    assert list(why(tonight(one, ON_CREDIT, on=on, due_on=on, owed=True))) == ["off"]
    paid = running(Cause.PAID, Period(END, date(2027, 12, 19)))
    assert why(tonight(one, paid, on=on, due_on=END, owed=True)) == {
        "off": ["S1 is paid until 2027-12-19: it is not ended by an unpaid demand."]
    }
    assert list(why(tonight(one, ON_CREDIT, on=on, due_on=END))) == ["off"]  # a call protects what it did not grant


def test_giving_up_waits_for_money_on_its_way_and_for_nothing_else() -> None:
    one, on = call(("first", END), ("off", END), schedule=OWED), END + 90 * DAY
    off = running(state=ServiceState.SUSPENDED, changed_on=END)
    assert acts(tonight(one, off, on=on, due_on=END, owed=True, holds=("boss",))) == ["given_up"]
    waits = tonight(one, off, on=on, due_on=END, owed=True, payment_in_flight=True)
    assert why(waits) == {"given_up": ["given_up waits: a payment is announced or under way."]}


# ---------------------------------------------------------------------------------- conditions


def conditional(when: Condition) -> Part:
    changed = [stage("first", Action.NOTIFY, days=-14), stage("last", Action.NOTIFY, days=-7, when=when)]
    return part(schedule=(SCHEDULE[0], *changed, stage("off", Action.SUSPEND, waits_for="last", when=when)))


def debtor(one: Part) -> Debtor:
    demand = Demand(
        id="D1", kind=Kind.CALL, parts=(one,), issued_on=ISSUED, due_on=DUE, held=zero("EUR"), document="P1"
    )
    return Debtor(demands=(demand,), credit=zero("EUR"), customer=CustomerKind.CONSUMER)


def test_a_notice_whose_condition_is_not_met_is_no_part_of_the_night() -> None:
    much = conditional(Condition(amount=payable("500", "EUR")))
    assert acts(tonight(much, on=date(2026, 12, 13), debtor=debtor(much))) == ["first"]
    little = conditional(Condition(amount=payable("50", "EUR")))
    assert acts(tonight(little, on=date(2026, 12, 13), debtor=debtor(little))) == ["last"]


def test_an_act_tells_what_its_condition_found() -> None:
    much = conditional(Condition(amount=payable("500", "EUR")))
    sent = much.marked("last", on=date(2026, 12, 12))
    assert why(tonight(sent, debtor=debtor(sent))) == {
        "off": ["off waits for its condition: 100.00 EUR open (limit 500.00 EUR)."]
    }
    assert ruled_out(tonight, sent) == ("dunning.debtor", "debtor", None)


# ------------------------------------------------------------------------------ what a notice says

BY_NAME = {each.name: each for each in SCHEDULE}


def followed(name: str, one: Part, service: Service = LAPSED, *, sent_on: date, **more: Any) -> tuple[str, str] | None:
    facts: dict[str, Any] = {"due_on": DUE, "sent_on": sent_on, **more}
    found = what_follows(BY_NAME[name], one, service, **facts)
    return None if found is None else (found[0].name, str(found[1]))


def test_a_notice_names_the_next_act_and_its_first_possible_day() -> None:
    assert followed("last", part(), sent_on=date(2026, 12, 12)) == ("off", "2026-12-19")
    assert followed("last", part(), sent_on=date(2026, 12, 15)) == ("off", "2026-12-22")
    assert followed("first", part(), sent_on=DUE) == ("off", "2026-12-19")
    # the last reminder goes out the same night, and is what the act waits for
    assert followed("first", part(), sent_on=END + DAY) == ("off", "2026-12-27")
    assert followed("last", part(), sent_on=date(2026, 12, 1), due_on=END + 3 * DAY) == ("off", "2026-12-22")
    assert followed("last", part(), sent_on=date(2026, 12, 12), calendar=PlainCalendar()) == ("off", "2026-12-21")
    assert followed("told", part(*TOLD, ("off", END)), OFF, sent_on=END + 6 * DAY) == ("gone", "2026-12-27")
    assert followed("last", part(), sent_on=date(2026, 12, 12), held_until=END + DAY) == ("off", "2026-12-21")
    assert followed("last", part(), sent_on=END, held_until=END + 401 * DAY) is None
    assert followed("last", part(state=PartState.PAID), sent_on=END) is None
    much = conditional(Condition(amount=payable("500", "EUR")))
    assert followed("first", much, sent_on=DUE, debtor=debtor(much)) is None
    given_up = (*SCHEDULE[:3], stage("given up", Action.WRITE_OFF, Origin.DUE, days=9), *SCHEDULE[3:])
    assert followed("first", part(schedule=given_up), sent_on=DUE) is None


def test_a_notice_that_replaces_what_an_act_waits_for_makes_its_promise() -> None:
    off = stage("off", Action.SUSPEND, waits_for="first", aged=10)
    schedule = (*SCHEDULE[:3], SCHEDULE[6], off)
    unsent, sent = part(schedule=schedule), part(("first", DUE), schedule=schedule)
    assert followed("last", unsent, sent_on=date(2026, 12, 12)) == ("off", "2026-12-22")
    assert followed("last", sent, sent_on=date(2026, 12, 12)) == ("off", "2026-12-19")


def test_an_act_that_counts_from_the_notice_itself() -> None:
    schedule = (*SCHEDULE[:3], stage("off", Action.SUSPEND, Origin.STEP, waits_for="first", days=20))
    assert followed("first", part(schedule=schedule), sent_on=DUE) == ("off", "2026-12-25")


def test_what_is_counted_from_a_suspension_is_done_anew_after_the_next_one() -> None:
    steps = (
        *PLAIN[:5],
        stage("word", Action.NOTIFY, Origin.STEP, days=2),
        stage("told", Action.NOTIFY, Origin.SUSPENDED, days=5),
        stage("gone", Action.DELETE, Origin.SUSPENDED, days=7, waits_for="told", aged=2),
    )
    before = (*TOLD, ("off", END), ("word", END + 2 * DAY), ("told", END + 5 * DAY))
    one = call(*before, schedule=steps)
    back, again = END + 6 * DAY, END + 20 * DAY
    works = running(state=ServiceState.ACTIVE, changed_on=back)
    assert acts(tonight(one, works, on=back)) == ["off"]
    off = running(state=ServiceState.SUSPENDED, changed_on=again)
    twice = call(*before, ("off", again), schedule=steps)
    found = {wait: tonight(twice, off, on=again + wait * DAY) for wait in (1, 2, 5, 7)}
    assert [acts(each) for each in found.values()] == [[], ["word"], ["told"], ["told"]]
    sent = call(*before, ("off", again), ("told", again + 5 * DAY), schedule=steps)
    assert "gone" not in acts(tonight(sent, off, on=again + 6 * DAY))
    assert "gone" in acts(tonight(sent, off, on=again + 7 * DAY))

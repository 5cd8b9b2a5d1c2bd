"""Cancelling: until when, through which channel, what it ends, and what becomes of open offers, calls and debts."""

from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.decision import Decision
from hostbilling.demands import Demand, Kind, Part, PartState
from hostbilling.periods import Period, Term
from hostbilling.renewal import (
    Cancellation,
    CancelPolicy,
    Fate,
    NotCancelled,
    Offer,
    Request,
    When,
    cancel,
    settling,
)
from hostbilling.renewal.law import Channel
from hostbilling.services import Cause, Coverage, Grant, Service
from tests.samples import amounts, eur, refusal

YEAR = Term.years(1)
FIRST = Period(date(2026, 4, 1), date(2027, 4, 1))
SECOND = Period(date(2027, 4, 1), date(2028, 4, 1))
AREA = Channel.CUSTOMER_AREA
POLICY = CancelPolicy(channels=[AREA, Channel.POST], notice=Term.months(1))
LAST_DAY = date(2027, 3, 1)


def service(*, tacit: bool = True, second: bool = False) -> Service:
    grants = [Grant(line_id="1", period=FIRST, cause=Cause.PAID)]
    grants += [Grant(line_id="2", period=SECOND, cause=Cause.PAID)] if second else []
    return Service(
        id="vps-1", product_id="vps", name="vps", term=YEAR, anchor_day=1, coverage=Coverage(tuple(grants)), tacit=tacit
    )


def request(on: date, when: When = When.AT_END, **more: Any) -> Request:
    facts: dict[str, Any] = {"id": "c-1", "when": when, "channel": AREA, "declared_on": on, "received_on": on}
    facts |= {"confirmed": True, **more}
    return Request(**facts)


def ended(found: Cancellation | NotCancelled) -> Cancellation:
    assert isinstance(found, Cancellation)
    return found


def codes(found: Decision) -> list[str]:
    return [reason.code for reason in found.reasons]


# ------------------------------------------------------------------------------------- the last day


def test_the_last_day_wins_and_the_day_after_does_not() -> None:
    assert POLICY.last_day_to_refuse(FIRST.end) == LAST_DAY
    in_time = ended(cancel(request(LAST_DAY), service=service(), policy=POLICY))
    assert (in_time.stops_renewal, in_time.ends_on, in_time.bound_until) == (True, FIRST.end, FIRST.end)
    assert codes(in_time) == ["cancel.counts", "cancel.in_time", "cancel.ends"]
    late = ended(cancel(request(LAST_DAY + timedelta(days=1)), service=service(), policy=POLICY))
    assert (late.stops_renewal, late.ends_on, late.bound_until) == (False, SECOND.end, SECOND.end)
    assert codes(late) == ["cancel.counts", "cancel.too_late", "cancel.ends"]
    assert (late.term_end, late.last_day_to_refuse) == (FIRST.end, LAST_DAY)


@given(
    days=st.integers(-400, 360),
    notice=st.none() | st.builds(Term.days, st.integers(1, 90)) | st.builds(Term.months, st.integers(1, 3)),
    when=st.sampled_from([When.AT_END, When.IMMEDIATELY]),
    charged_before=st.booleans(),
)
def test_on_or_before_the_last_day_always_wins_after_it_never(
    days: int, notice: Term | None, when: When, *, charged_before: bool
) -> None:
    policy = evolve(POLICY, notice=notice)
    on = policy.last_day_to_refuse(FIRST.end) + timedelta(days=days)
    found = ended(
        cancel(request(on, when), service=service(second=charged_before), policy=policy, by_silence=["2"])
    )  # fmt: skip
    if days <= 0:
        assert found.stops_renewal
        assert found.bound_until == FIRST.end
        assert found.undone == (("2",) if charged_before else ())
    else:
        assert found.undone == ()
        assert found.bound_until >= SECOND.end


@pytest.mark.parametrize(("late", "undone"), [(-1, ("2",)), (0, ("2",)), (1, ())])
def test_what_silence_granted_is_undone_up_to_the_last_day(late: int, undone: tuple[str, ...]) -> None:
    on = LAST_DAY + timedelta(days=late)
    found = ended(cancel(request(on), service=service(second=True), policy=POLICY, by_silence=["2"]))
    assert (found.undone, found.request_id, found.service_id) == (undone, "c-1", "vps-1")
    assert found.ends_on == (FIRST if undone else SECOND).end


def test_a_renewal_that_was_ordered_is_never_undone() -> None:
    found = ended(cancel(request(LAST_DAY), service=service(second=True), policy=POLICY))
    assert (found.undone, found.ends_on) == ((), SECOND.end)


def test_without_notice_the_day_of_the_end_is_the_last() -> None:
    policy = evolve(POLICY, notice=None)
    assert ended(cancel(request(FIRST.end), service=service(), policy=policy)).stops_renewal
    assert not ended(cancel(request(FIRST.end + timedelta(days=1)), service=service(), policy=policy)).stops_renewal


@pytest.mark.requirement("R-059")
@pytest.mark.parametrize("on", [date(2026, 5, 1), date(2027, 3, 31), date(2027, 6, 1)])
def test_what_is_explicit_ends_by_itself(on: date) -> None:
    found = ended(cancel(request(on), service=service(tacit=False), policy=POLICY))
    assert (found.stops_renewal, found.ends_on, found.last_day_to_refuse) == (True, FIRST.end, None)
    assert codes(found)[1] == "cancel.lapses"
    at_once = ended(cancel(request(on, When.IMMEDIATELY), service=service(tacit=False), policy=POLICY))
    assert at_once.ends_on == min(on, FIRST.end)


# ------------------------------------------------------------------------------------- when it is over


def test_at_any_time_once_confirmed_with_what_the_customer_said() -> None:
    on = date(2026, 6, 1)
    found = ended(cancel(request(on, When.IMMEDIATELY, why="moving"), service=service(), policy=POLICY))
    assert (found.ends_on, found.bound_until) == (on, FIRST.end)
    waits = cancel(request(on, When.IMMEDIATELY, confirmed=False), service=service(), policy=POLICY)
    assert isinstance(waits, NotCancelled)
    assert codes(waits) == ["cancel.unconfirmed"]


@pytest.mark.parametrize(
    ("on", "at", "ends_on", "bound_until", "stops"),
    [
        (date(2026, 6, 1), date(2026, 9, 1), date(2026, 9, 1), FIRST.end, True),
        (date(2026, 6, 1), date(2026, 5, 1), date(2026, 6, 1), FIRST.end, True),
        (date(2026, 6, 1), date(2027, 9, 1), date(2027, 9, 1), date(2027, 9, 1), False),
        (date(2027, 3, 2), date(2027, 3, 15), date(2027, 3, 15), SECOND.end, False),
    ],
)
def test_at_a_date(on: date, at: date, ends_on: date, bound_until: date, *, stops: bool) -> None:
    found = ended(cancel(request(on, When.AT_DATE, at=at), service=service(), policy=POLICY))
    assert (found.ends_on, found.bound_until, found.stops_renewal) == (ends_on, bound_until, stops)
    lapses = ended(cancel(request(on, When.AT_DATE, at=at), service=service(tacit=False), policy=POLICY))
    assert lapses.ends_on == min(ends_on, FIRST.end)


def test_a_seller_may_let_no_one_leave_in_mid_term() -> None:
    policy = evolve(POLICY, mid_term=False)
    found = ended(cancel(request(date(2026, 6, 1), When.IMMEDIATELY), service=service(), policy=policy))
    assert (found.ends_on, codes(found)[-2]) == (FIRST.end, "cancel.not_mid_term")


@pytest.mark.parametrize("when", [When.IMMEDIATELY, When.AT_END])
def test_who_was_not_told_may_leave_at_any_time(when: When) -> None:
    on = date(2027, 6, 1)
    asked: dict[str, Any] = {
        "service": service(second=True),
        "by_silence": ["2"],
        "policy": evolve(POLICY, mid_term=False),
    }
    free = ended(cancel(request(on, when), free_since=SECOND.start, **asked))
    end = on if when is When.IMMEDIATELY else SECOND.end
    assert (free.ends_on, free.bound_until, free.stops_renewal) == (end, end, True)
    assert codes(free)[1] == "cancel.free_exit"
    assert ended(cancel(request(on, when), free_since=on, **asked)).ends_on == end
    not_yet = ended(cancel(request(on, when), free_since=on + timedelta(days=1), **asked))
    assert codes(not_yet)[1] == "cancel.in_time"
    assert not_yet.ends_on == SECOND.end


# -------------------------------------------------------------------------------------------- channels


@pytest.mark.requirement("R-061")
def test_a_letter_counts_when_it_arrives_or_by_its_postmark() -> None:
    posted, arrived = LAST_DAY, LAST_DAY + timedelta(days=2)
    letter = request(posted, channel=Channel.POST, received_on=arrived)
    assert ended(cancel(letter, service=service(), policy=POLICY)).counts_on == arrived
    by_postmark = evolve(POLICY, postmark=True)
    assert ended(cancel(letter, service=service(), policy=by_postmark)).stops_renewal
    under_way = request(posted, channel=Channel.POST, received_on=None)
    waits = cancel(under_way, service=service(), policy=POLICY)
    assert isinstance(waits, NotCancelled)
    assert codes(waits) == ["cancel.not_arrived"]
    assert ended(cancel(under_way, service=service(), policy=by_postmark)).counts_on == posted


def test_a_channel_that_is_not_offered_counts_only_by_law() -> None:
    by_mail = request(LAST_DAY, channel=Channel.EMAIL)
    refused = cancel(by_mail, service=service(), policy=POLICY)
    assert str(refused) == "It came by email, which is not offered: customer area, post would do."
    lawful = ended(cancel(by_mail, service=service(), policy=evolve(POLICY, by_law=[Channel.EMAIL])))
    assert codes(lawful)[1] == "cancel.lawful_channel"


def test_a_letter_does_not_arrive_before_it_was_sent() -> None:
    code = refusal(request, LAST_DAY, received_on=LAST_DAY - timedelta(days=1))
    assert code == ("request.order", "request.received_on")
    assert refusal(request, LAST_DAY, When.AT_DATE) == ("date.type", "request.at")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"id": " "}, "id"), ({"when": "now"}, "when"), ({"channel": "fax"}, "channel"),
     ({"declared_on": "today"}, "declared_on"), ({"received_on": "today"}, "received_on")],
)  # fmt: skip
def test_a_request_is_checked(wrong: dict[str, Any], field: str) -> None:
    assert refusal(request, LAST_DAY, **wrong)[1] == f"request.{field}"


# ------------------------------------------------------------------------------------------- in words


def said(on: date, when: When = When.AT_END, policy: CancelPolicy = POLICY, **more: Any) -> list[str]:
    facts: dict[str, Any] = {"service": service(), **more}
    return cancel(request(on, when), policy=policy, **facts).explain().splitlines()


def test_it_explains_itself() -> None:
    came = "Declared on 2027-03-01 by customer area, it counts from 2027-03-01."
    assert said(LAST_DAY) == [
        came,
        "2027-03-01 is not after 2027-03-01, the last day to refuse: nothing renews.",
        "vps-1 ends on 2027-04-01, the first day without it.",
    ]
    assert said(date(2027, 3, 2))[1] == (
        "2027-03-02 is after 2027-03-01, the last day to refuse: it renews until 2028-04-01."
    )
    assert said(LAST_DAY, service=service(tacit=False))[1] == (
        "Nothing renews without an order: it is paid until 2027-04-01 and ends by itself."
    )
    assert said(LAST_DAY, free_since=date(2027, 1, 1))[1] == "The customer is free to leave since 2027-01-01."
    no_mid_term = said(LAST_DAY, When.IMMEDIATELY, evolve(POLICY, mid_term=False))
    assert no_mid_term[-2] == "By policy it does not end before 2027-04-01."
    by_law = CancelPolicy(channels=[Channel.POST], by_law=[AREA])
    assert said(LAST_DAY, policy=by_law)[1] == "customer area is not offered, but by law the customer may use it."
    letter = request(LAST_DAY, channel=Channel.POST, received_on=None)
    assert str(cancel(letter, service=service(), policy=POLICY)) == (
        "Sent on 2027-03-01 by post: it counts once it has arrived."
    )


# ------------------------------------------------------------------------------------- what is open


def part(id_: str, period: Period, service_id: str = "vps-1", **more: Any) -> Part:
    return Part(id=id_, service_id=service_id, term=YEAR, period=period, amounts=amounts("10", "0", "10"), **more)


def demand(id_: str, kind: Kind, *parts: Part) -> Demand:
    return Demand(
        id=id_, kind=kind, parts=parts, issued_on=LAST_DAY, due_on=date(2027, 3, 20), held=eur("0")
    )  # fmt: skip


def offer(period: Period, service_id: str = "vps-1") -> Offer:
    return Offer(service_id=service_id, term=YEAR, period=period, price=eur("10"), reasons=())


def test_calls_are_withdrawn_debts_credited_and_what_was_used_stays() -> None:
    cancellation = ended(cancel(request(LAST_DAY), service=service(), policy=POLICY))
    found = settling(
        cancellation,
        demands=[
            demand("call", Kind.CALL, part("a", SECOND)),
            demand("both", Kind.CALL, part("b", SECOND), part("other", SECOND, "dom-1")),
            demand("debt", Kind.DEBT, part("c", SECOND)),
            demand("used", Kind.DEBT, part("d", FIRST)),
            demand("paid", Kind.CALL, part("e", SECOND, state=PartState.PAID)),
        ],
        offers=[offer(SECOND), offer(SECOND, "dom-1"), offer(FIRST)],
    )
    assert [(each.part_id, each.fate, each.unused) for each in found.parts] == [
        ("a", Fate.WITHDRAWN, SECOND),
        ("b", Fate.WITHDRAWN, SECOND),
        ("c", Fate.CREDITED, SECOND),
        ("d", Fate.STAYS, None),
    ]
    assert (found.void, found.reissued, found.offers) == (("call",), ("both",), (offer(SECOND),))
    assert {f"settling.{word}" for word in ("offer", "withdrawn", "credited", "stays", "void", "reissued")} == set(
        codes(found)
    )


def test_a_call_across_the_end_is_shortened_and_a_debt_credited_in_part() -> None:
    at = date(2027, 9, 1)
    cancellation = ended(cancel(request(LAST_DAY, When.AT_DATE, at=at), service=service(), policy=POLICY))
    rest = Period(at, SECOND.end)
    demands = [demand("call", Kind.CALL, part("a", SECOND)), demand("debt", Kind.DEBT, part("b", SECOND))]
    found = settling(cancellation, demands=demands)
    assert [(each.fate, each.unused) for each in found.parts] == [(Fate.SHORTENED, rest), (Fate.CREDITED, rest)]
    assert (found.void, found.reissued) == ((), ("call",))
    assert str(found.reasons[0]) == "a of call asks for days until 2027-09-01 only."


def test_too_late_nothing_of_the_next_term_falls_away() -> None:
    late = ended(cancel(request(LAST_DAY + timedelta(days=1), When.IMMEDIATELY), service=service(), policy=POLICY))
    found = settling(late, demands=[demand("debt", Kind.DEBT, part("a", SECOND))], offers=[offer(SECOND)])
    assert ([each.fate for each in found.parts], found.offers) == ([Fate.STAYS], ())


# ------------------------------------------------------------------------------------ cancelled before


@pytest.mark.parametrize("mid_term", [True, False])
def test_a_second_cancellation_after_the_last_day_renews_nothing(*, mid_term: bool) -> None:
    before = evolve(service(), ending=FIRST.end)
    late = LAST_DAY + timedelta(days=10)
    found = ended(cancel(request(late), service=before, policy=evolve(POLICY, mid_term=mid_term)))
    assert (found.stops_renewal, found.ends_on, found.bound_until) == (True, FIRST.end, FIRST.end)
    assert found.last_day_to_refuse is None
    assert codes(found) == ["cancel.counts", "cancel.before", "cancel.ends"]
    assert str(found.reasons[1]) == "It was cancelled before, for 2027-04-01: nothing renews past that day."


@pytest.mark.parametrize(
    ("when", "at", "ends_on"),
    [
        (When.AT_END, None, date(2026, 12, 1)),
        (When.IMMEDIATELY, None, date(2026, 10, 1)),
        (When.AT_DATE, date(2026, 11, 1), date(2026, 11, 1)),
        (When.AT_DATE, date(2027, 1, 1), date(2026, 12, 1)),
    ],
)
def test_a_second_cancellation_ends_sooner_and_never_later(when: When, at: date | None, ends_on: date) -> None:
    before = evolve(service(), ending=date(2026, 12, 1))
    found = ended(cancel(request(date(2026, 10, 1), when, at=at), service=before, policy=POLICY))
    assert (found.ends_on, found.bound_until, found.stops_renewal) == (ends_on, FIRST.end, True)


def test_asking_twice_does_not_end_in_mid_term_what_the_policy_ends_with_its_term() -> None:
    before = evolve(service(), ending=FIRST.end)
    policy = evolve(POLICY, mid_term=False)
    found = ended(cancel(request(date(2026, 10, 1), When.IMMEDIATELY), service=before, policy=policy))
    assert (found.ends_on, found.bound_until) == (FIRST.end, FIRST.end)


def test_one_that_was_cancelled_too_late_is_bound_until_the_end_it_got() -> None:
    before = evolve(service(), ending=SECOND.end)
    found = ended(cancel(request(LAST_DAY), service=before, policy=POLICY))
    assert (found.ends_on, found.bound_until, found.stops_renewal) == (SECOND.end, SECOND.end, False)

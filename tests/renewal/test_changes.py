"""Changes in mid-term: quotes from what was really paid, by real days, and no day paid for twice."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.decision import Decision
from hostbilling.demands import Kind, Part
from hostbilling.errors import Impossible
from hostbilling.money import Money, Rounding, add, at_least, subtract, total
from hostbilling.periods import Period, Term, overlaps, tiles, union
from hostbilling.renewal import (
    Blocked,
    Change,
    ChangePolicy,
    Effect,
    OpenRenewal,
    PaidLine,
    Quote,
    Running,
    Surplus,
    add_on,
    anchor_change,
    changed,
    days_left,
    plan_change,
    quantity_change,
    term_change,
)
from tests.samples import amounts, eur, faults, refusal

UP = Rounding.HALF_UP
MONTH, YEAR = Term.months(1), Term.years(1)
MARCH = Period(date(2026, 3, 1), date(2026, 4, 1))
ON = date(2026, 3, 21)
ANYTIME = ChangePolicy(downgrade=Effect.NOW, term=Effect.NOW)


def line(id_: str = "1", period: Period = MARCH, paid: str = "31") -> PaidLine:
    return PaidLine(line_id=id_, period=period, paid=eur(paid))


def running(*lines: PaidLine, price: str = "31", **more: Any) -> Running:
    facts: dict[str, Any] = {"service_id": "vps-1", "term": MONTH, "anchor_day": 1, "price": eur(price)}
    return Running(lines=lines or (line(),), **{**facts, **more})


def quoted(found: Quote | Blocked) -> Quote:
    assert isinstance(found, Quote)
    return found


def codes(found: Decision) -> list[str]:
    return [reason.code for reason in found.reasons]


def renewal() -> Part:
    april = Period(date(2026, 4, 1), date(2026, 5, 1))
    return Part(id="p-1", service_id="vps-1", term=MONTH, period=april, amounts=amounts("31", "0", "31"))


# ------------------------------------------------------------------------------------------------ plans


def test_an_upgrade_costs_the_difference_of_the_days_left() -> None:
    found = quoted(plan_change(running(), price=eur("62"), on=ON, rounding=UP))
    assert (found.change, found.effective, found.new_end) == (Change.UPGRADE, ON, date(2026, 4, 1))
    assert (found.credit, found.charge, found.due, found.left_over) == (eur("11"), eur("22"), eur("11"), eur("0"))
    assert (found.price, found.term, found.anchor_day) == (eur("62"), MONTH, 1)
    assert codes(found) == ["change.credited", "change.charged"]
    assert str(found.reasons[0]) == "11.00 EUR back for 11/31 of 2026-03-01 to 2026-03-31, of what was paid."


def test_the_credit_is_of_what_was_paid_and_not_of_the_list() -> None:
    half_off = quoted(plan_change(running(line(paid="15.50")), price=eur("62"), on=ON, rounding=UP))
    assert (half_off.credit, half_off.due) == (eur("5.50"), eur("16.50"))
    trial = quoted(plan_change(running(line(paid="0")), price=eur("62"), on=ON, rounding=UP))
    assert (trial.credit, trial.due) == (eur("0"), eur("22"))


def test_a_downgrade_waits_for_the_renewal_unless_the_policy_says_now() -> None:
    waits = quoted(plan_change(running(), price=eur("10"), on=ON, rounding=UP))
    assert (waits.change, waits.effective, waits.price) == (Change.DOWNGRADE, date(2026, 4, 1), eur("10"))
    assert (waits.due, waits.left_over, waits.credits, waits.charges) == (eur("0"), eur("0"), (), ())
    assert codes(waits) == ["change.at_renewal"]
    now = quoted(plan_change(running(), price=eur("15.50"), on=ON, rounding=UP, policy=ANYTIME))
    assert (now.due, now.left_over, now.surplus) == (eur("0"), eur("5.50"), Surplus.WALLET)
    same = quoted(plan_change(running(), price=eur("31"), on=ON, rounding=UP))
    assert same.change is Change.DOWNGRADE


def test_a_forfeited_surplus_pays_the_charge_and_no_more() -> None:
    policy = evolve(ANYTIME, surplus=Surplus.FORFEIT)
    lines = (line(), line("2", Period(date(2026, 4, 1), date(2026, 5, 1)), "30"))
    found = quoted(plan_change(running(*lines), price=eur("15.50"), on=ON, rounding=UP, policy=policy))
    assert (found.charge, found.credit, found.due, found.left_over) == (eur("21"), eur("21"), eur("0"), eur("0"))
    assert [str(each.amount.amount) for each in found.credits] == ["11.00", "10.00"]
    assert str(found.reasons[-1]) == "20.00 EUR is not given back, by policy."


def test_an_upgrade_forfeits_nothing() -> None:
    policy = ChangePolicy(surplus=Surplus.FORFEIT)
    found = quoted(plan_change(running(), price=eur("62"), on=ON, rounding=UP, policy=policy))
    assert codes(found) == ["change.credited", "change.charged"]


def test_terms_paid_ahead_change_too_each_by_its_own_days() -> None:
    ahead = Period(date(2026, 4, 1), date(2026, 5, 1))
    found = quoted(plan_change(running(line(), line("2", ahead, "30")), price=eur("62"), on=ON, rounding=UP))
    assert [str(charge) for charge in found.charges] == [
        "11/31 of 2026-03-01 to 2026-03-31",
        "30/30 of 2026-04-01 to 2026-04-30",
    ]
    assert (found.credit, found.charge) == (eur("41"), eur("84"))


def test_quantity_is_a_plan_at_so_many_times_the_price() -> None:
    found = quoted(quantity_change(running(), each=eur("31"), quantity=3, on=ON, rounding=UP))
    assert (found.due, found.price, found.change) == (eur("22"), eur("93"), Change.UPGRADE)
    assert refusal(quantity_change, running(), each=eur("1"), quantity=0, on=ON, rounding=UP)[0] == "count.low"


# ------------------------------------------------------------------------------------- terms and anchors


def test_another_term_starts_on_the_day_and_credits_all_that_is_left() -> None:
    asked: dict[str, Any] = {"term": YEAR, "price": eur("300"), "on": ON, "rounding": UP}
    found = quoted(term_change(running(), **asked, policy=ANYTIME))
    assert (found.change, found.new_end, found.anchor_day, found.term) == (Change.TERM, date(2027, 3, 21), 21, YEAR)
    assert (found.credit, found.charge, found.due) == (eur("11"), eur("300"), eur("289"))
    waits = quoted(term_change(running(), **asked))
    assert (waits.effective, waits.term, waits.due, waits.new_end) == (
        date(2026, 4, 1),
        YEAR,
        eur("0"),
        waits.effective,
    )


def test_a_shorter_term_leaves_a_credit() -> None:
    year = line(period=Period(date(2026, 3, 1), date(2027, 3, 1)), paid="365")
    found = quoted(
        term_change(
            running(year, term=YEAR, price="365"), term=MONTH, price=eur("40"), on=ON, rounding=UP, policy=ANYTIME
        )
    )
    assert (found.credit, found.due, found.left_over) == (eur("345"), eur("0"), eur("305"))
    assert changed((year,), found, line_id="c", paid_on=ON)[-1].used == Period(ON, date(2026, 4, 21))


@pytest.mark.parametrize(
    ("day", "end", "due"),
    [
        (1, date(2026, 4, 1), "0"),
        (15, date(2026, 4, 15), "13.55"),  # 14 of the 31 days before 15 April
        (31, date(2026, 4, 30), "29.00"),  # 29 of the 30 days from 31 March
    ],
)
def test_another_anchor_costs_the_days_up_to_it(day: int, end: date, due: str) -> None:
    found = quoted(anchor_change(running(price="30"), anchor_day=day, on=ON, rounding=UP))
    assert (found.new_end, found.anchor_day, found.credits, found.due) == (end, day, (), eur(due))


def test_an_anchor_after_a_yearly_term() -> None:
    year = line(period=Period(date(2026, 3, 1), date(2027, 3, 1)), paid="365")
    found = quoted(anchor_change(running(year, term=YEAR, price="365"), anchor_day=11, on=ON, rounding=UP))
    assert (found.new_end, found.due) == (date(2027, 3, 11), eur("10"))


# ---------------------------------------------------------------------------------------------- add-ons


def test_an_add_on_ends_with_its_parent() -> None:
    year = line(period=Period(date(2026, 3, 1), date(2027, 3, 1)), paid="365")
    parent = running(year, term=YEAR, price="365", renewal=renewal(), renewal_kind=Kind.DEBT)
    found = quoted(add_on(parent, service_id="ip-1", term=MONTH, price=eur("31"), on=ON, rounding=UP))
    assert (found.change, found.service_id, found.new_end) == (Change.ADD_ON, "ip-1", date(2027, 3, 1))
    assert (found.charges[0].amount, len(found.charges), found.due) == (eur("11"), 12, eur("352"))
    lines = changed((), found, line_id="ip-1/a", paid_on=ON)
    assert tiles([each.period for each in lines], Period(ON, date(2027, 3, 1)))
    with pytest.raises(Impossible, match=r"change\.stale"):
        changed(lines, found, line_id="ip-1/b", paid_on=ON)


# ------------------------------------------------------------------------------ open renewals, bad quotes


def test_an_open_renewal_blocks_or_merges() -> None:
    waiting = running(renewal=renewal())
    blocked = plan_change(waiting, price=eur("62"), on=ON, rounding=UP)
    assert isinstance(blocked, Blocked)
    assert codes(blocked) == ["change.renewal_open"]
    merge = ChangePolicy(open_renewal=OpenRenewal.MERGE)
    merged = quoted(plan_change(waiting, price=eur("62"), on=ON, rounding=UP, policy=merge))
    assert (merged.replaces, codes(merged)[-1]) == ("p-1", "change.merged")
    owed = plan_change(evolve(waiting, renewal_kind=Kind.DEBT), price=eur("62"), on=ON, rounding=UP, policy=merge)
    assert codes(owed) == ["change.renewal_owed"]


@pytest.mark.parametrize("on", [date(2026, 4, 1), date(2027, 1, 1)])
def test_nothing_to_change_once_it_is_over(on: date) -> None:
    asked: dict[str, Any] = {"on": on, "rounding": UP, "policy": ANYTIME}
    for found in (
        plan_change(running(), price=eur("62"), **asked),
        term_change(running(), term=YEAR, price=eur("62"), **asked),
        anchor_change(running(), anchor_day=15, **asked),
        add_on(running(), service_id="ip-1", term=MONTH, price=eur("62"), on=on, rounding=UP),
    ):
        assert isinstance(found, Blocked)
        assert codes(found) == ["change.not_covered"]


def test_a_quote_expires_unpaid_and_again_changes_nothing() -> None:
    service = running()
    found = quoted(plan_change(service, price=eur("62"), on=ON, rounding=UP))
    assert not found.expired(ON)
    assert found.expired(ON + timedelta(days=1))
    with pytest.raises(Impossible, match=r"change\.expired"):
        changed(service.lines, found, line_id="c-1", paid_on=ON + timedelta(days=1))
    lines = changed(service.lines, found, line_id="c-1", paid_on=ON)
    assert changed(lines, found, line_id="c-1", paid_on=ON) == lines
    free = quoted(plan_change(service, price=eur("10"), on=ON, rounding=UP, policy=ANYTIME))
    assert not free.expired(ON + timedelta(days=1))


def test_of_two_quotes_only_one_holds() -> None:
    service = running()
    first = quoted(plan_change(service, price=eur("62"), on=ON, rounding=UP))
    second = quoted(plan_change(service, price=eur("93"), on=ON, rounding=UP))
    lines = changed(service.lines, first, line_id="c-1", paid_on=ON)
    with pytest.raises(Impossible, match=r"change\.stale"):
        changed(lines, second, line_id="c-2", paid_on=ON)


def test_what_means_nothing_is_refused() -> None:
    assert refusal(plan_change, running(), price=eur("-1"), on=ON, rounding=UP) == ("change.price", "price")
    assert refusal(running, price="-1") == ("change.price", "running.price")
    assert refusal(running, line(), line()) == ("id.duplicate", "running.lines")
    asked: dict[str, Any] = {"service_id": "s", "term": MONTH, "anchor_day": 1, "price": eur("1")}
    assert refusal(Running, lines=(), **asked) == ("running.lines", "running.lines")
    assert refusal(evolve, line(), until=date(2026, 4, 2)) == ("line.until", "line.until")
    assert refusal(evolve, line(), refunded=eur("31.01")) == ("line.refunded", "line.refunded")
    assert refusal(evolve, line(), refunded=eur("-0.01")) == ("line.refunded", "line.refunded")


def test_a_term_paid_ahead_that_was_cut_away_whole_leaves_no_trace_in_the_end() -> None:
    ahead = Period(date(2026, 4, 1), date(2026, 5, 1))
    service = running(line(), line("2", ahead, "30"))
    found = quoted(
        term_change(service, term=Term.days(5), price=eur("5"), on=ON, rounding=UP, policy=ANYTIME)
    )  # fmt: skip
    lines = changed(service.lines, found, line_id="c", paid_on=ON)
    assert lines[1].used is None
    assert evolve(service, lines=lines).end == found.new_end == date(2026, 3, 26)
    assert evolve(service, lines=(lines[1],)).end == ahead.start


def test_a_quote_that_expired_or_was_made_from_other_lines_says_so() -> None:
    found = quoted(plan_change(running(), price=eur("62"), on=ON, rounding=UP))
    (late,) = faults(changed, [line()], found, line_id="c", paid_on=date(2026, 3, 22))
    assert str(late) == ("paid_on is after 2026-03-21, got datetime.date(2026, 3, 22); quote it anew [change.expired]")
    (stale,) = faults(changed, [line(paid="30")], found, line_id="c", paid_on=ON)
    assert str(stale) == "quote was made from other lines, got 'vps-1'; quote it anew [change.stale]"


def test_the_new_lines_are_counted_from_one_and_the_old_one_is_cut() -> None:
    lines = (line(), line("2", Period(date(2026, 4, 1), date(2026, 5, 1)), "30"))
    found = quoted(plan_change(running(*lines), price=eur("62"), on=ON, rounding=UP))
    after = changed(lines, found, line_id="c", paid_on=ON)
    assert [each.line_id for each in after] == ["1", "2", "c/1", "c/2"]
    assert [str(each.used) for each in after] == [
        "2026-03-01 to 2026-03-20", "None", "2026-03-21 to 2026-03-31", "2026-04-01 to 2026-04-30"
    ]  # fmt: skip


def test_another_anchor_adds_days_and_cuts_none() -> None:
    found = quoted(anchor_change(running(), anchor_day=15, on=ON, rounding=UP))
    after = changed([line()], found, line_id="a", paid_on=ON)
    assert [(each.line_id, str(each.used)) for each in after] == [
        ("1", "2026-03-01 to 2026-03-31"),
        ("a/1", "2026-04-01 to 2026-04-14"),
    ]
    assert (found.change, found.service_id, found.anchor_day, found.effective) == (Change.ANCHOR, "vps-1", 15, ON)
    assert found.made_from == (line(),)


@pytest.mark.parametrize(
    ("end", "anchor_day", "new_end"),
    [
        (date(2026, 3, 1), 31, date(2026, 3, 31)),
        (date(2026, 3, 31), 31, date(2026, 3, 31)),
        (date(2026, 2, 28), 31, date(2026, 2, 28)),
        (date(2026, 2, 28), 30, date(2026, 2, 28)),
        (date(2026, 2, 20), 31, date(2026, 2, 28)),
        (date(2026, 3, 31), 30, date(2026, 4, 30)),
        (date(2026, 1, 31), 30, date(2026, 2, 28)),
        (date(2026, 1, 31), 15, date(2026, 2, 15)),
    ],
)
def test_the_next_day_of_another_anchor_is_found_through_short_months(
    end: date, anchor_day: int, new_end: date
) -> None:
    paid = line(period=Period(date(2026, 1, 1), end))
    found = quoted(
        anchor_change(running(paid), anchor_day=anchor_day, on=date(2026, 1, 10), rounding=UP)
    )  # fmt: skip
    assert found.new_end == new_end


def test_a_policy_holds_for_every_kind_of_change() -> None:
    block, merge = ChangePolicy(), ChangePolicy(open_renewal=OpenRenewal.MERGE, upgrade=Effect.AT_RENEWAL)
    opened = running(renewal=renewal())
    asked: dict[str, Any] = {"on": ON, "rounding": UP}
    for policy, kind in ((block, Blocked), (merge, Quote)):
        for found in (
            plan_change(opened, price=eur("62"), policy=policy, **asked),
            quantity_change(opened, each=eur("31"), quantity=2, policy=policy, **asked),
            term_change(opened, term=YEAR, price=eur("300"), policy=policy, **asked),
            anchor_change(opened, anchor_day=15, policy=policy, **asked),
        ):
            assert isinstance(found, kind)
    waits = quoted(quantity_change(running(), each=eur("31"), quantity=2, policy=merge, **asked))
    assert (waits.change, waits.effective, waits.term, waits.price) == (
        Change.UPGRADE, date(2026, 4, 1), MONTH, eur("62")
    )  # fmt: skip
    term = quoted(term_change(running(), term=YEAR, price=eur("300"), policy=merge, **asked))
    assert (term.change, term.effective, term.term) == (Change.TERM, date(2026, 4, 1), YEAR)


def test_an_add_on_ends_with_its_parent_whatever_is_open_there() -> None:
    opened = running(renewal=renewal())
    found = quoted(add_on(opened, service_id="ip", term=YEAR, price=eur("36.50"), on=ON, rounding=UP))
    assert (found.service_id, found.term, found.change, found.made_from) == ("ip", YEAR, Change.ADD_ON, ())
    assert (found.new_end, found.due, found.replaces) == (date(2026, 4, 1), eur("1.10"), None)


def test_days_belong_to_the_terms_that_come_back_to_the_anchor() -> None:
    february = Period(date(2026, 1, 31), date(2026, 2, 28))
    paid = PaidLine(line_id="1", period=february, paid=eur("28"))
    service = running(paid, price="28", anchor_day=31)
    found = quoted(plan_change(service, price=eur("56"), on=date(2026, 2, 14), rounding=UP))
    assert (found.credit, found.charge, str(found.charges[0])) == (
        eur("14"), eur("28"), "14/28 of 2026-01-31 to 2026-02-27"
    )  # fmt: skip


# ------------------------------------------------------------------------------------------- properties

PRICES = st.integers(0, 40_000).map(lambda cents: eur(f"{cents // 100}.{cents % 100:02}"))
TERMS = st.sampled_from([MONTH, Term.months(3), YEAR, Term.days(28)])
POLICIES = st.builds(
    ChangePolicy,
    upgrade=st.just(Effect.NOW),
    downgrade=st.just(Effect.NOW),
    term=st.just(Effect.NOW),
    surplus=st.sampled_from(Surplus),
)
ACTS = st.one_of(
    st.tuples(st.just("plan"), PRICES),
    st.tuples(st.just("term"), TERMS, PRICES),
    st.tuples(st.just("anchor"), st.integers(1, 31)),
    st.tuples(st.just("renew"), st.just(0)),
)


def act(service: Running, wanted: tuple[Any, ...], on: date, policy: ChangePolicy) -> Quote | Blocked | Running:
    match wanted:
        case ("plan", price):
            return plan_change(service, price=price, on=on, rounding=UP, policy=policy)
        case ("term", term, price):
            return term_change(service, term=term, price=price, on=on, rounding=UP, policy=policy)
        case ("anchor", day):
            return anchor_change(service, anchor_day=day, on=on, rounding=UP, policy=policy)
        case _:
            period = Period.of(service.end, service.term, anchor_day=service.anchor_day)
            bought = PaidLine(line_id=f"r{len(service.lines)}", period=period, paid=service.price)
            return evolve(service, lines=(*service.lines, bought))


@given(
    paid=PRICES,
    steps=st.lists(st.tuples(st.integers(0, 40), ACTS, POLICIES), min_size=1, max_size=7),
)
def test_no_day_is_charged_twice_and_credits_stay_below_what_was_paid(
    paid: Money, steps: list[tuple[int, tuple[Any, ...], ChangePolicy]]
) -> None:
    service = running(PaidLine(line_id="0", period=MARCH, paid=paid))
    on, bought = MARCH.start, paid
    for number, (later, wanted, policy) in enumerate(steps):
        on += timedelta(days=later)
        before = service
        found = act(service, wanted, on, policy)
        if isinstance(found, Blocked):
            assert not days_left(service.lines, on)
            continue
        if isinstance(found, Running):
            service, bought = found, add(bought, found.lines[-1].paid)
            continue
        lines = changed(service.lines, found, line_id=f"c{number}", paid_on=on)
        service = evolve(service, lines=lines, term=found.term, anchor_day=found.anchor_day, price=found.price)
        bought = add(bought, found.due)
        assert service.end == found.new_end
        assert at_least(found.credit, eur("0"))
        assert at_least(total((each.kept for each in before.lines), currency="EUR"), found.credit)
        if found.credits:
            assert union(charge.part for charge in found.charges) == days_left(lines, on)
        kept = total((each.kept for each in lines), currency="EUR")
        received = subtract(
            add(total((each.kept for each in before.lines), currency="EUR"), found.due), found.left_over
        )
        assert kept == received
    used = [each.used for each in service.lines if each.used]
    assert overlaps(used) == ()
    for each in service.lines:
        assert at_least(each.paid, each.refunded)


@given(days=st.lists(st.integers(1, 30), min_size=1, max_size=6), paid=PRICES)
def test_changing_to_the_same_price_moves_a_cent_a_change_at_most(days: list[int], paid: Money) -> None:
    service = running(PaidLine(line_id="0", period=MARCH, paid=paid), price=str(paid.amount))
    for number, day in enumerate(sorted(days)):
        on = MARCH.start + timedelta(days=day)
        found = quoted(plan_change(service, price=paid, on=on, rounding=UP, policy=ANYTIME))
        assert abs(found.charge.amount - found.credit.amount) <= Decimal("0.01")
        service = evolve(service, lines=changed(service.lines, found, line_id=f"c{number}", paid_on=on))

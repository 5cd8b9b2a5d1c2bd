"""What holds under any sequence of renewals, changes, refunds and cancellations."""

from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.catalog import Catalog, Family, Price, Product, SupplyKind
from hostbilling.demands import Demand, Kind, Part, PartState
from hostbilling.money import Rounding, at_least, subtract, total, zero
from hostbilling.periods import Period, Term, overlaps
from hostbilling.renewal import (
    Announcement,
    Blocked,
    Cancellation,
    CancelPolicy,
    ChangePolicy,
    Effect,
    Mode,
    Offer,
    PaidLine,
    PricePolicy,
    RefundPolicy,
    Request,
    Running,
    Start,
    When,
    cancel,
    changed,
    days_left,
    new_period,
    offer,
    plan_change,
    refunded,
    renewal_price,
    settling,
    stands,
    term_change,
    termination_refund,
)
from hostbilling.renewal.law import Channel
from hostbilling.services import Cause, Coverage, Grant, Service
from tests.samples import amounts, eur

UP = Rounding.HALF_UP
BEGIN = date(2026, 1, 31)
TERMS = st.sampled_from([Term.days(10), Term.months(1), Term.months(3), Term.years(1)])
CATALOG = Catalog(
    gross=True,
    products=(
        Product(
            id="vps", name="VPS", family=Family.VPS, supply=SupplyKind.ELECTRONIC,
            terms=(Term.days(10), Term.months(1), Term.months(3), Term.years(1)),
        ),
    ),
    prices=tuple(
        Price(product_id="vps", term=term, since=BEGIN, renewal=eur("10"))
        for term in (Term.days(10), Term.months(1), Term.months(3), Term.years(1))
    ),
)  # fmt: skip


def service() -> Service:
    first = Grant(line_id="first", period=Period.of(BEGIN, Term.months(1)), cause=Cause.PAID)
    return Service(
        id="vps-1", product_id="vps", name="vps", term=Term.months(1), anchor_day=31, coverage=Coverage((first,))
    )


def days_of(coverage: Coverage) -> int:
    return sum(grant.period.days for grant in coverage.grants)


RENEWALS = st.lists(
    st.tuples(st.integers(-60, 90), TERMS, st.sampled_from(Start), st.booleans(), st.integers(0, 2)), max_size=10
)


@given(steps=RENEWALS)
def test_no_day_is_granted_twice_under_early_late_and_repeated_payments(
    steps: list[tuple[int, Term, Start, bool, int]],
) -> None:
    vps = service()
    for number, (late, term, start, active, again) in enumerate(steps):
        end, before = vps.ends_on, days_of(vps.coverage)
        found = new_period(
            end, term=term, paid_on=end + timedelta(days=late), start=start, active=active, anchor_day=vps.anchor_day
        )
        grant = Grant(line_id=f"r{number}", period=found.period, cause=Cause.PAID)
        for _ in range(1 + again):
            vps = vps.granted(grant)
        assert vps.coverage.overlaps == ()
        assert days_of(vps.coverage) == before + found.period.days
        assert vps.ends_on == found.period.end > end
        if found.gap is not None:
            assert found.gap in vps.coverage.holes


@given(
    wanted=st.lists(st.tuples(st.sampled_from([0, 0, 1]), TERMS), max_size=8),
    on=st.dates(BEGIN, date(2026, 3, 31)),
)
def test_an_offer_grants_its_days_once_however_often_and_late_it_is_taken(
    wanted: list[tuple[int, Term]], on: date
) -> None:
    vps, taken, kept = service(), 0, list[Offer]()
    for fresh, term in wanted:
        if fresh or not kept:
            kept.append(offer(vps, catalog=CATALOG, currency="EUR", on=on, rounding=UP, term=term))
        for each in kept:
            if stands(each, vps):
                taken += 1
                before = vps.ends_on
                vps = vps.granted(Grant(line_id=f"t{taken}", period=each.period, cause=Cause.PAID))
                assert vps.ends_on > before
                assert not stands(each, vps)
    assert vps.coverage.overlaps == ()
    assert vps.coverage.holes == ()


@given(steps=RENEWALS, data=st.data())
def test_the_order_in_which_grants_are_told_changes_nothing(
    steps: list[tuple[int, Term, Start, bool, int]], data: st.DataObject
) -> None:
    vps = service()
    for number, (late, term, start, active, _) in enumerate(steps):
        paid_on = vps.ends_on + timedelta(days=late)
        found = new_period(vps.ends_on, term=term, paid_on=paid_on, start=start, active=active)
        vps = vps.granted(Grant(line_id=f"r{number}", period=found.period, cause=Cause.PAID))
    told = Coverage()
    for grant in data.draw(st.permutations(vps.coverage.grants)):
        told = told.grant(grant)
    assert told == vps.coverage


# ------------------------------------------------------------------------------------------- cancelling

FIRST = Period(date(2026, 4, 1), date(2027, 4, 1))
NOTICES = st.none() | st.builds(Term.days, st.integers(1, 90)) | st.builds(Term.months, st.integers(1, 6))


def tacit(by_silence: int) -> Service:
    grants = [Grant(line_id="paid", period=FIRST, cause=Cause.PAID)]
    for number in range(by_silence):
        period = Period.of(grants[-1].period.end, Term.years(1))
        grants.append(Grant(line_id=f"silent-{number}", period=period, cause=Cause.PAID))
    return Service(
        id="vps-1", product_id="vps", name="vps", term=Term.years(1), anchor_day=1, tacit=True,
        coverage=Coverage(tuple(grants)),
    )  # fmt: skip


@pytest.mark.requirement("R-061")
@given(
    notice=NOTICES,
    declared=st.integers(-500, 1000),
    transit=st.integers(0, 40),
    channel=st.sampled_from([Channel.POST, Channel.CUSTOMER_AREA]),
    postmark=st.booleans(),
    when=st.sampled_from([When.AT_END, When.IMMEDIATELY]),
    silent=st.integers(0, 3),
)
def test_a_cancellation_that_counts_by_the_last_day_stops_the_renewal_and_a_later_one_does_not(  # noqa: PLR0917
    notice: Term | None, declared: int, transit: int, channel: Channel, when: When, silent: int, *, postmark: bool
) -> None:
    policy = CancelPolicy(channels=[Channel.POST, Channel.CUSTOMER_AREA], notice=notice, postmark=postmark)
    declared_on = FIRST.end + timedelta(days=declared)
    arrived = declared_on + timedelta(days=transit if channel is Channel.POST else 0)
    vps = tacit(silent)
    said = Request(id="c", when=when, channel=channel, declared_on=declared_on, received_on=arrived, confirmed=True)
    names = [grant.line_id for grant in vps.coverage.grants if grant.line_id != "paid"]
    found = cancel(said, service=vps, policy=policy, by_silence=names)
    assert isinstance(found, Cancellation)
    counts_on = declared_on if postmark or channel is not Channel.POST else arrived
    assert found.counts_on == counts_on
    for grant in vps.coverage.grants[1:]:
        refused_in_time = counts_on <= policy.last_day_to_refuse(grant.period.start)
        assert (grant.line_id in found.undone) is refused_in_time
    assert found.stops_renewal is (counts_on <= policy.last_day_to_refuse(found.term_end))
    assert found.bound_until >= found.term_end
    assert (found.bound_until == found.term_end) is found.stops_renewal
    assert found.ends_on <= found.bound_until


@given(on=st.dates(FIRST.start, FIRST.end), data=st.data(), when=st.sampled_from([When.AT_END, When.IMMEDIATELY]))
def test_after_a_cancellation_no_call_asks_for_days_after_the_end_whatever_the_order(
    on: date, data: st.DataObject, when: When
) -> None:
    policy = CancelPolicy(channels=[Channel.CUSTOMER_AREA], notice=Term.months(1))
    said = Request(id="c", when=when, channel=Channel.CUSTOMER_AREA, declared_on=on, received_on=on, confirmed=True)
    found = cancel(said, service=tacit(0), policy=policy)
    assert isinstance(found, Cancellation)
    demands = [
        Demand(
            id=f"D{number}", kind=kind, issued_on=on, due_on=on, held=zero("EUR"),
            parts=(
                Part(
                    id=f"D{number}/p", service_id="vps-1", term=Term.months(1),
                    period=Period.of(date(2027, month, 1), Term.months(3)), amounts=amounts("3", "0", "3"),
                ),
            ),
        )
        for number, (kind, month) in enumerate(
            data.draw(st.lists(st.tuples(st.sampled_from(Kind), st.integers(1, 12)), max_size=5))
        )
    ]  # fmt: skip
    told = settling(found, demands=demands)
    for each in told.parts:
        (part,) = next(demand for demand in demands if demand.id == each.demand_id).parts
        assert (each.unused is None) is (part.period.end <= found.bound_until)
        assert each.unused is None or each.unused.start >= found.bound_until
    again = settling(found, demands=data.draw(st.permutations(demands)))
    assert set(again.parts) == set(told.parts)
    assert set(again.void) == set(told.void)
    assert {part.state for demand in demands for part in demand.parts} <= {PartState.OPEN}


# ------------------------------------------------------------------------------- credits and changes

MARCH = Period(date(2026, 3, 1), date(2026, 4, 1))
ANYTIME = ChangePolicy(downgrade=Effect.NOW, term=Effect.NOW)
CENTS = st.integers(0, 20_000)
ACTS = st.tuples(st.integers(0, 12), st.sampled_from(["plan", "term", "end"]), CENTS)


def money(cents: int) -> Any:
    return eur(f"{cents // 100}.{cents % 100:02}")


@given(paid=CENTS, ahead_paid=CENTS, acts=st.lists(ACTS, max_size=8))
def test_what_goes_back_never_exceeds_what_was_paid_for_each_line_and_in_all(
    paid: int, ahead_paid: int, acts: list[tuple[int, str, int]]
) -> None:
    lines: tuple[PaidLine, ...] = (
        PaidLine(line_id="a", period=MARCH, paid=money(paid)),
        PaidLine(line_id="b", period=Period(date(2026, 4, 1), date(2026, 5, 1)), paid=money(ahead_paid)),
    )
    on, came_in, went_back = MARCH.start, [line.paid for line in lines], []
    for number, (later, kind, cents) in enumerate(acts):
        on += timedelta(days=later)
        if kind == "end":
            back = termination_refund(lines, ends_on=on, policy=RefundPolicy.PRORATA, currency="EUR", rounding=UP)
            went_back.append(back.amount)
            lines = refunded(lines, back)
        else:
            running = Running(service_id="vps-1", term=Term.months(1), anchor_day=1, price=money(paid), lines=lines)
            asked: dict[str, Any] = {"price": money(cents), "on": on, "rounding": UP, "policy": ANYTIME}
            quote = (
                plan_change(running, **asked) if kind == "plan" else term_change(running, term=Term.days(20), **asked)
            )
            if isinstance(quote, Blocked):
                assert days_left(lines, on) == ()
                continue
            came_in.append(quote.charge)
            went_back.append(quote.credit)
            lines = changed(lines, quote, line_id=f"c{number}", paid_on=on)
        for line in lines:
            assert at_least(line.paid, line.refunded)
        assert at_least(total(came_in, currency="EUR"), total(went_back, currency="EUR"))
        kept = total((line.kept for line in lines), currency="EUR")
        assert kept == subtract(total(came_in, currency="EUR"), total(went_back, currency="EUR"))
        used = [line.used for line in lines if line.used is not None]
        assert list(overlaps(used)) == []


@given(data=st.data(), cents=CENTS, on=st.dates(MARCH.start, date(2026, 5, 31)))
def test_the_order_of_the_lines_changes_no_quote(data: st.DataObject, cents: int, on: date) -> None:
    lines = [
        PaidLine(
            line_id=str(month), period=Period(date(2026, month, 1), date(2026, month + 1, 1)), paid=money(month * 7)
        )
        for month in (3, 4, 5)
    ]
    facts: dict[str, Any] = {"service_id": "vps-1", "term": Term.months(1), "anchor_day": 1, "price": eur("5")}
    other = data.draw(st.permutations(lines))
    asked: dict[str, Any] = {"price": money(cents), "on": on, "rounding": UP, "policy": ANYTIME}
    quote = plan_change(Running(lines=tuple(lines), **facts), **asked)
    assert plan_change(Running(lines=tuple(other), **facts), **asked) == quote
    assert not isinstance(quote, Blocked)
    made = changed(other, quote, line_id="c", paid_on=on)
    assert set(made) == set(changed(lines, quote, line_id="c", paid_on=on))
    assert changed(made, quote, line_id="c", paid_on=on) == made


# ----------------------------------------------------------------------------- facts of the same day

TOLD = st.builds(
    Announcement,
    price=st.sampled_from([eur("8"), eur("12"), eur("14")]),
    effective=st.sampled_from([date(2026, 3, 1), date(2026, 3, 2)]),
    sent_on=st.sampled_from([None, date(2026, 1, 1), date(2026, 1, 2)]),
    leave_by=st.sampled_from([None, date(2026, 2, 15)]),
)


@given(announced=st.lists(TOLD, max_size=5), mode=st.sampled_from([Mode.TACIT, Mode.EXPLICIT]), data=st.data())
def test_the_order_of_announcements_changes_no_price(
    announced: list[Announcement], mode: Mode, data: st.DataObject
) -> None:
    asked: dict[str, Any] = {"agreed": eur("10"), "listed": eur("12"), "starts": date(2026, 3, 21), "mode": mode}
    found = renewal_price(PricePolicy.ANNOUNCED, announced=announced, **asked)
    other = renewal_price(PricePolicy.ANNOUNCED, announced=data.draw(st.permutations(announced)), **asked)
    assert other == found


def test_of_two_prices_for_one_day_the_later_message_counts() -> None:
    day, leave_by = date(2026, 3, 1), date(2026, 2, 15)
    first, then = (
        Announcement(price=eur(price), effective=day, sent_on=sent_on, leave_by=leave_by)
        for price, sent_on in [("14", date(2026, 1, 1)), ("12", date(2026, 1, 2))]
    )
    asked: dict[str, Any] = {"agreed": eur("10"), "listed": eur("12"), "starts": day, "mode": Mode.TACIT}
    for announced in ([first, then], [then, first]):
        assert renewal_price(PricePolicy.ANNOUNCED, announced=announced, **asked).price == eur("12")
    dearer = [evolve(first, sent_on=then.sent_on), then]
    assert renewal_price(PricePolicy.ANNOUNCED, announced=dearer, **asked).price == eur("12")


def test_the_same_price_told_again_is_no_second_change() -> None:
    day = date(2026, 3, 1)
    told = Announcement(price=eur("12"), effective=day, sent_on=date(2026, 1, 1), leave_by=date(2026, 2, 15))
    asked: dict[str, Any] = {"agreed": eur("10"), "listed": eur("12"), "starts": day, "mode": Mode.TACIT}
    once = renewal_price(PricePolicy.ANNOUNCED, announced=[told], **asked)
    assert renewal_price(PricePolicy.ANNOUNCED, announced=[told, told], **asked) == once
    longer = evolve(told, sent_on=date(2026, 1, 20), leave_by=date(2026, 2, 20))
    assert renewal_price(PricePolicy.ANNOUNCED, announced=[longer, told], **asked).leave_by == date(2026, 2, 20)
    late = evolve(told, sent_on=date(2026, 2, 20), leave_by=date(2026, 2, 28))
    assert renewal_price(PricePolicy.ANNOUNCED, announced=[told, late], **asked).leave_by == date(2026, 2, 15)
    same = evolve(told, price=eur("10"))
    kept = renewal_price(PricePolicy.ANNOUNCED, announced=[same], **asked)
    assert (kept.leave_by, [reason.code for reason in kept.reasons]) == (None, ["renewal.price_unchanged"])

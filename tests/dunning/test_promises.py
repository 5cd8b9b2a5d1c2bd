"""Promises after a payment, what to do when they are broken, and what it takes to bring a service back."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.catalog import Family
from hostbilling.demands import Action, Origin, Stage
from hostbilling.dunning import (
    Case,
    DunningPolicy,
    FeeFor,
    Gap,
    Phase,
    Progress,
    Promise,
    Reactivation,
    ReactivationTerms,
    check_invoice,
    check_promise,
    invoice_check_day,
    promise,
    reactivation,
    timeline,
)
from hostbilling.money import payable
from hostbilling.presets import lws, websupport
from tests.refusals import refused

ZONE = "Europe/Bratislava"
FOUR, WHOLE_DAY = timedelta(hours=4), timedelta(hours=24)
PAID = datetime(2026, 3, 28, 11, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.mark.requirement("R-026", "R-071")
@pytest.mark.parametrize(
    ("paid", "within", "due"),
    [
        ("2026-03-28T12:00:00+01:00", WHOLE_DAY, "2026-03-29T13:00:00+02:00"),
        ("2026-10-24T12:00:00+02:00", WHOLE_DAY, "2026-10-25T11:00:00+01:00"),
        ("2026-03-29T00:30:00+01:00", FOUR, "2026-03-29T05:30:00+02:00"),
        ("2026-10-25T00:30:00+02:00", FOUR, "2026-10-25T03:30:00+01:00"),
        ("2026-12-31T22:00:00+01:00", FOUR, "2027-01-01T02:00:00+01:00"),
    ],
)
def test_hours_count_as_they_elapse(paid: str, within: timedelta, due: str) -> None:
    assert promise(within, since=datetime.fromisoformat(paid), zone=ZONE).due.isoformat() == due


@pytest.mark.requirement("R-071")
def test_a_vps_is_there_before_four_hours_and_a_domain_by_24() -> None:
    strict = {Family.VPS, Family.BACKUP}
    made = {
        family: promise(within, since=PAID, zone=ZONE, strictly=family in strict)
        for family, within in lws.READY_WITHIN.items()
    }
    assert not made[Family.VPS].kept(PAID + FOUR)
    assert made[Family.VPS].kept(PAID + FOUR - MINUTE)
    assert made[Family.DOMAIN].kept(PAID + WHOLE_DAY)
    assert not made[Family.DOMAIN].kept(PAID + WHOLE_DAY + MINUTE)
    assert str(made[Family.VPS]).startswith("4 h after 2026-03-28T11:00:00+00:00: before 2026-03-28T16:00:00+01:00")


def test_half_hours_can_be_promised() -> None:
    assert str(promise(timedelta(minutes=90), since=PAID, zone=ZONE)).startswith("1.5 h after")


def case(paid: bool, arrived: bool, sent_again: bool, minutes: int) -> Case:  # noqa: FBT001
    promised = promise(FOUR, since=PAID, zone=ZONE)
    progress = Progress(paid=paid, arrived=arrived, sent_again=sent_again)
    return check_promise(promised, progress, now=promised.due + minutes * MINUTE).case


@pytest.mark.requirement("R-072")
@pytest.mark.parametrize(
    ("paid", "arrived", "sent_again", "minutes", "expected"),
    [
        (False, False, False, 1, Case.PAYMENT_TRACING),
        (False, False, False, 0, Case.NONE),
        (True, False, False, 1, Case.MAIL_DELIVERY),
        (True, False, False, -1, Case.NONE),
        (True, False, True, 1, Case.CHANGE_OF_MAIL),
        (True, True, True, 1, Case.NONE),
        (False, False, True, 1, Case.PAYMENT_TRACING),
    ],
)
def test_late_before_the_payment_is_another_case_than_late_after_it(
    paid: bool,  # noqa: FBT001
    arrived: bool,  # noqa: FBT001
    sent_again: bool,  # noqa: FBT001
    minutes: int,
    expected: Case,
) -> None:
    assert case(paid, arrived, sent_again, minutes) is expected


@pytest.mark.requirement("R-021")
@pytest.mark.parametrize(
    ("paid", "check_on"),
    [("2026-12-31", "2027-01-02"), ("2028-02-28", "2028-03-01"), ("2026-03-28", "2026-03-30")],
)
def test_the_invoice_is_looked_for_two_days_after_the_payment(paid: str, check_on: str) -> None:
    assert invoice_check_day(date.fromisoformat(paid)) == date.fromisoformat(check_on)
    assert invoice_check_day(date.fromisoformat(paid), days=0) == date.fromisoformat(paid)


@pytest.mark.requirement("R-021", "R-072")
@pytest.mark.parametrize(
    ("day", "progress", "expected"),
    [
        (3, Progress(paid=False, arrived=False), Case.NONE),
        (4, Progress(paid=False, arrived=False), Case.PAYMENT_TRACING),
        (4, Progress(paid=True, arrived=False), Case.MAIL_DELIVERY),
        (4, Progress(paid=True, arrived=False, sent_again=True), Case.CHANGE_OF_MAIL),
        (9, Progress(paid=True, arrived=True), Case.NONE),
    ],
)
def test_an_invoice_that_did_not_come_means_a_lost_payment_or_a_lost_mail(
    day: int, progress: Progress, expected: Case
) -> None:
    found = check_invoice(date(2026, 3, 2), progress, on=date(2026, 3, day))
    assert found.case is expected


def test_each_case_says_why() -> None:
    lost = check_invoice(date(2026, 3, 2), Progress(paid=False, arrived=False), on=date(2026, 3, 4))
    assert str(lost) == "Promised for 2026-03-04 and no payment was matched: it has to be found."
    wrong = check_invoice(date(2026, 3, 2), Progress(paid=True, arrived=False, sent_again=True), on=date(2026, 3, 4))
    assert str(wrong).splitlines() == [
        "Promised for 2026-03-04 and sent, but it did not arrive.",
        "Sent again without success: the e-mail address on file is wrong.",
    ]
    early = check_invoice(date(2026, 3, 2), Progress(paid=False, arrived=False), on=date(2026, 3, 3))
    assert str(early) == "Nothing is late yet: promised for 2026-03-04."
    not_done = check_invoice(
        date(2026, 3, 2), Progress(paid=True, arrived=False, done=False), on=date(2026, 3, 7), days=5
    )
    assert (not_done.case, str(not_done)) == (
        Case.LATE_DELIVERY,
        "Promised for 2026-03-07 and paid, but not done yet: somebody has to see to it.",
    )
    no_mail = check_invoice(date(2026, 3, 2), Progress(paid=True, arrived=False), on=date(2026, 3, 4))
    assert str(no_mail) == "Promised for 2026-03-04 and sent, but it did not arrive."
    arrived = check_invoice(date(2026, 3, 2), Progress(paid=True, arrived=True), on=date(2026, 3, 4))
    assert str(arrived) == "What was promised has arrived."


def test_a_promise_says_by_when_or_before_when() -> None:
    said = [str(promise(FOUR, since=PAID, zone="UTC", strictly=strictly)) for strictly in (False, True)]
    since, due = "2026-03-28T11:00:00+00:00", "2026-03-28T15:00:00+00:00"
    assert said == [f"4 h after {since}: by {due}.", f"4 h after {since}: before {due}."]


@given(
    since=st.datetimes(datetime(2024, 1, 1), datetime(2034, 1, 1), timezones=st.just(UTC)), hours=st.integers(1, 200)
)
def test_a_promise_is_its_length_of_time_whatever_the_clocks_do(since: datetime, hours: int) -> None:
    found = promise(timedelta(hours=hours), since=since, zone=ZONE)
    assert found.due.astimezone(UTC) - since == timedelta(hours=hours)
    assert found.kept(found.due)
    assert not evolve(found, strictly=True).kept(found.due)


def test_the_hour_that_the_clock_shows_twice_is_two_hours() -> None:
    first = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo(ZONE))
    later = first.replace(minute=10, fold=1)
    found = promise(WHOLE_DAY, since=first.astimezone(UTC) - WHOLE_DAY, zone=ZONE)
    assert found.due.isoformat() == "2026-10-25T02:30:00+02:00"
    assert found.kept(first)
    assert found.kept(first.astimezone(UTC))
    assert not found.kept(later)
    assert check_promise(found, Progress(paid=True, arrived=False), now=later).case is Case.MAIL_DELIVERY


# --------------------------------------------------------------------------------- coming back

T = date(2027, 1, 10)
TERMS = ReactivationTerms(within=WHOLE_DAY, gap=Gap.BILLED)
FOREIGN = evolve(TERMS, foreign_domain=True)


def day(offset: int) -> date:
    return T + timedelta(days=offset)


def back(on: int, terms: ReactivationTerms = TERMS) -> Reactivation:
    return reactivation(timeline(websupport.EXPLICIT, end=T), end=T, terms=terms, on=day(on))


@pytest.mark.requirement("R-026", "R-028", "R-029")
@pytest.mark.parametrize(
    ("on", "phase", "new_call"),
    [
        (-28, Phase.WORKING, False),
        (0, Phase.WORKING, False),
        (1, Phase.SUSPENDED, False),
        (7, Phase.SUSPENDED, False),
        (8, Phase.RECOVERABLE, True),
        (21, Phase.RECOVERABLE, True),
        (22, Phase.GONE, False),
        (400, Phase.GONE, False),
    ],
)
def test_how_far_the_end_has_gone(on: int, phase: Phase, new_call: bool) -> None:  # noqa: FBT001
    found = back(on)
    assert (found.phase, found.new_call) == (phase, new_call)
    assert found.possible is (phase is not Phase.GONE)
    assert found.last_day == day(21)


@pytest.mark.requirement("R-028", "R-030")
@pytest.mark.parametrize(
    ("on", "terms", "fees"),
    [
        (0, FOREIGN, []),
        (1, TERMS, []),
        (1, FOREIGN, [FeeFor.QUARANTINE]),
        (8, TERMS, [FeeFor.RECOVERY]),
        (21, FOREIGN, [FeeFor.QUARANTINE, FeeFor.RECOVERY]),
        (22, FOREIGN, []),
    ],
)
def test_what_coming_back_may_cost_besides(on: int, terms: ReactivationTerms, fees: list[FeeFor]) -> None:
    found = back(on, terms)
    assert [fee.what for fee in found.fees] == fees
    assert all(fee.amount is None for fee in found.fees)
    assert all((found.fee(what) is not None) is (what in fees) for what in FeeFor)


def test_a_fee_that_is_known_is_told() -> None:
    terms = evolve(FOREIGN, quarantine=payable("40", "EUR"), recovery=payable("25", "EUR"))
    found = back(10, terms)
    assert str(found.fee(FeeFor.RECOVERY).amount) == "25.00 EUR"  # type: ignore[union-attr]
    assert str(found).splitlines() == [
        "Deleted on 2027-01-17; can usually be recovered until 2027-01-31, on a new call.",
        "The new period starts on 2027-01-10: the days from 2027-01-10 on are billed.",
        "Release from quarantine costs 40.00 EUR.",
        "Recovery of a deleted service costs 25.00 EUR.",
    ]


@pytest.mark.requirement("R-026")
def test_a_suspended_service_works_again_within_the_promised_time() -> None:
    assert str(back(3)).splitlines()[0] == ("Off since 2027-01-10, everything kept: works within 24 h of a payment.")


def test_the_days_without_service_are_billed_or_waived() -> None:
    waived = evolve(TERMS, gap=Gap.WAIVED)
    assert [back(on).starts_on for on in (-3, 0, 6, 15, 30)] == [T, T, T, T, None]
    assert [back(on, waived).starts_on for on in (-3, 0, 6, 15, 30)] == [T, T, day(6), day(15), None]
    assert "the days from 2027-01-10 on are waived" in str(back(6, waived))


def test_a_policy_may_stop_at_any_phase() -> None:
    stages = [stage for stage in websupport.EXPLICIT.stages if stage.action is not Action.PURGE]
    unpurged = reactivation(
        timeline(evolve(websupport.EXPLICIT, stages=tuple(stages)), end=T), end=T, terms=TERMS, on=day(400)
    )
    assert (unpurged.phase, unpurged.last_day) == (Phase.RECOVERABLE, None)
    assert "until further notice" in str(unpurged)
    bare = DunningPolicy(
        id="bare",
        stages=(Stage(name="proforma_issued", action=Action.ISSUE, origin=Origin.END, days=-28),),
        pay_within=14,
        late_pay_within=7,
    )
    working = reactivation(timeline(bare, end=T), end=T, terms=FOREIGN, on=day(9))
    assert (working.phase, [fee.what for fee in working.fees]) == (Phase.WORKING, [FeeFor.QUARANTINE])


@given(first=st.integers(-40, 60), later=st.integers(0, 60))
def test_waiting_never_makes_coming_back_easier(first: int, later: int) -> None:
    order = list(Phase)
    one, other = back(first, FOREIGN), back(first + later, FOREIGN)
    assert order.index(other.phase) >= order.index(one.phase)
    if other.possible:
        assert {fee.what for fee in one.fees} <= {fee.what for fee in other.fees}


def made(**more: Any) -> Promise:
    facts: dict[str, Any] = {"within": FOUR, "since": PAID, "zone": ZONE, **more}
    return promise(**facts)


@pytest.mark.parametrize(
    ("code", "field", "make"),
    [
        ("value.type", "within", lambda: made(within=4)),
        ("promise.none", "within", lambda: made(within=timedelta())),
        ("instant.naive", "since", lambda: made(since=datetime(2026, 3, 28, 11, 0))),
        ("instant.naive", "done_at", lambda: made().kept(datetime(2026, 3, 28, 11, 0))),
        ("zone.unknown", "zone", lambda: made(zone="Bratislava")),
        (
            "instant.type",
            "now",
            lambda: check_promise(made(), Progress(paid=True, arrived=True), now=T),  # type: ignore[arg-type]
        ),
        ("date.datetime", "paid_on", lambda: invoice_check_day(PAID)),
        (
            "timeline.paid",
            "unpaid",
            lambda: reactivation(timeline(websupport.EXPLICIT, end=T, paid_on=day(2)), end=T, terms=TERMS, on=day(3)),
        ),
        ("count.low", "days", lambda: invoice_check_day(T, days=-1)),
        ("date.type", "on", lambda: check_invoice(T, Progress(paid=True, arrived=True), on="x")),  # type: ignore[arg-type]
        ("value.type", "terms.within", lambda: evolve(TERMS, within=24)),  # type: ignore[arg-type]
        ("value.type", "terms.gap", lambda: evolve(TERMS, gap="billed")),  # type: ignore[arg-type]
        ("value.type", "terms.foreign_domain", lambda: evolve(TERMS, foreign_domain=1)),  # type: ignore[arg-type]
        ("value.type", "terms", lambda: back(0, terms=24)),  # type: ignore[arg-type]
        (
            "date.type",
            "on",
            lambda: reactivation(timeline(websupport.EXPLICIT, end=T), end=T, terms=TERMS, on=1),  # type: ignore[arg-type]
        ),
    ],
)
def test_bad_input_is_refused(code: str, field: str, make: Any) -> None:
    assert refused(make) == (code, field)

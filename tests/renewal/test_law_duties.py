"""Messages before a renewal: windows, conditions, consequences; and refusing in time."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.errors import InvalidInput
from hostbilling.periods import Term, advance
from hostbilling.renewal import law
from hostbilling.renewal.law import Contract, CustomerClass, Message, WayOut, Window

TODAY = date(2026, 11, 21)
CONSUMER = CustomerClass.CONSUMER
DAYS = st.dates(date(2026, 1, 1), date(2032, 12, 31))
NOTICES = st.none() | st.builds(Term.months, st.integers(1, 6)) | st.builds(Term.days, st.integers(1, 90))
COUNTRIES = st.sampled_from(sorted(law.TABLES.keys() - {"EU"}))


def duties(contract: Contract, country: str, customer: CustomerClass = CONSUMER, on: date = TODAY) -> law.Obligations:
    return law.obligations(contract, country=country, customer=customer, on=on)


@given(end=DAYS, notice=NOTICES, country=COUNTRIES)
def test_windows_lie_before_the_end_and_name_the_last_day_to_refuse(
    end: date, notice: Term | None, country: str
) -> None:
    contract = Contract(ends=end, notice=notice, concluded=date(2025, 12, 31), term=Term.years(1))
    for duty in duties(contract, country).duties:
        if duty.what is Message.RENEWAL:
            assert duty.names == contract.last_day_to_refuse
            assert duty.latest < end
        assert duty.earliest is None or duty.earliest <= duty.latest
        assert duty.law


@given(end=DAYS, notice=NOTICES, late=st.integers(1, 400))
def test_a_refusal_by_the_last_day_always_counts_and_after_it_never(end: date, notice: Term | None, late: int) -> None:
    contract = Contract(ends=end, notice=notice)
    last = contract.last_day_to_refuse
    assert last is not None
    assert last <= end
    assert contract.stopped_by(last)
    assert contract.stopped_by(last - timedelta(days=late))
    assert not contract.stopped_by(last + timedelta(days=late))


@given(end=DAYS, notice=NOTICES, sent=st.integers(-10, 130))
def test_france_a_message_counts_on_the_days_of_its_window_only(end: date, notice: Term | None, sent: int) -> None:
    [duty] = duties(Contract(ends=end, notice=notice), "FR").duties
    assert duty.names is not None
    day = duty.names - timedelta(days=sent)
    inside = advance(duty.names, Term.months(3), times=-1) <= day <= advance(duty.names, Term.months(1), times=-1)
    assert duty.met_by([day]) is inside
    way_out = law.release(duty.if_missed, window=duty.window, sent=[day], renewed_on=end)
    assert (way_out is None) is inside


def test_explicit_renewal_asks_for_nothing() -> None:
    found = duties(Contract(tacit=False, ends=date(2027, 1, 15)), "FR")
    assert not found.required
    assert found.reasons[0].code == "law.not_tacit"


def test_a_day_that_nobody_knows_is_a_finding() -> None:
    found = duties(Contract(), "FR")
    assert not found.duties
    assert found.required
    assert [finding.code for finding in found.findings] == ["law.day_missing"]
    assert Contract().stopped_by(TODAY) is None


def test_sweden_is_content_with_a_short_notice_afterwards() -> None:
    short = Contract(ends=date(2027, 1, 31), notice_after=Term.months(3))
    long = Contract(ends=date(2027, 1, 31), notice_after=Term.months(4))
    assert not duties(short, "SE").required
    assert duties(short, "SE").reasons[-1].code == "law.spared"
    assert duties(long, "SE").required
    assert not duties(Contract(notice_after=Term.months(3)), "SE").required
    assert duties(Contract(notice_after=Term.months(4)), "SE").required


def test_spain_goes_by_the_day_of_the_charge() -> None:
    assert not duties(Contract(charge_on=date(2025, 12, 27)), "ES").required
    assert duties(Contract(charge_on=date(2025, 12, 28)), "ES").duties[0].latest == date(2025, 12, 13)


def test_austria_counts_from_the_decision_period() -> None:
    [duty] = duties(Contract(decision_opens=date(2027, 1, 4)), "AT").duties
    assert (duty.latest, duty.if_missed.way_out) == (date(2027, 1, 4), WayOut.NO_RENEWAL)


def test_california_by_term_trial_and_fee() -> None:
    year = Contract(term=Term.years(1), ends=date(2027, 3, 1), concluded=date(2026, 3, 1))
    assert [duty.what for duty in duties(year, "US-CA").duties] == [Message.RENEWAL, Message.REMINDER]
    month = Contract(term=Term.months(11), ends=date(2027, 3, 1), trial=Term.days(31), trial_ends=date(2026, 12, 31))
    assert not duties(month, "US-CA").duties
    trial = Contract(trial=Term.days(32), trial_ends=date(2026, 12, 31), fee_change_on=date(2027, 2, 1))
    assert [str(duty.window) for duty in duties(trial, "US-CA").duties] == [
        "from 2026-12-10 to 2026-12-28",
        "from 2027-01-02 to 2027-01-25",
    ]
    unknown = duties(Contract(ends=date(2027, 3, 1), trial_ends=date(2027, 3, 1)), "US-CA")
    assert [f.code for f in unknown.findings] == ["law.term_missing", "law.term_missing", "law.day_missing"]


def test_the_coming_british_reminders_run_in_half_years() -> None:
    contract = Contract(concluded=date(2027, 6, 10))
    asked: dict[str, Any] = {"country": "UK", "customer": CONSUMER, "announced": True}
    first = law.obligations(contract, on=date(2027, 6, 10), **asked)
    second = law.obligations(contract, on=date(2027, 12, 11), **asked)
    assert str(first.duties[0].window) == "from 2027-06-11 to 2027-12-10"
    assert str(second.duties[0].window) == "from 2027-12-11 to 2028-06-10"


def test_a_duty_is_missed_after_its_last_day_unless_told_in_time() -> None:
    [duty] = duties(Contract(refuse_by=date(2027, 1, 15)), "FR").duties
    assert (duty.earliest, duty.latest) == (date(2026, 10, 15), date(2026, 12, 15))
    assert not duty.missed([], on=date(2026, 12, 15))
    assert duty.missed([date(2026, 10, 14)], on=date(2026, 12, 16))
    assert not duty.missed([date(2026, 12, 15)], on=date(2026, 12, 16))


def test_what_follows_a_missed_duty() -> None:
    [duty] = duties(Contract(refuse_by=date(2027, 1, 15)), "FR").duties
    free = law.release(duty.if_missed, window=duty.window, sent=(), renewed_on=date(2027, 1, 16))
    assert free is not None
    assert (free.since, free.refund_by(date(2027, 3, 10))) == (date(2027, 1, 16), date(2027, 4, 9))
    offence = law.Remedy(way_out=WayOut.OFFENCE)
    fined = law.release(offence, window=duty.window, sent=(), renewed_on=date(2027, 1, 16))
    assert fined is not None
    assert (fined.since, fined.refund_by(TODAY)) == (None, None)


def test_wrong_input_is_refused() -> None:
    with pytest.raises(InvalidInput, match="ends must be a civil date"):
        Contract(ends="2027-01-15")  # type: ignore[arg-type]
    with pytest.raises(InvalidInput, match="latest must be a civil date"):
        Window(earliest=None, latest="2027")  # type: ignore[arg-type]

"""Who starts a renewal, when it is proposed and charged, how far it reaches, and how an account comes back."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostbilling import renewal
from hostbilling.catalog import Family
from hostbilling.periods import Term
from hostbilling.presets import lws, nfrance
from hostbilling.renewal import Cancelled, Mode, Stop, WayBack
from hostbilling.renewal.mode import effective_mode

DAYS = st.dates(date(2026, 1, 1), date(2032, 12, 31))
WINDOWS = st.builds(Term.days, st.integers(1, 60)) | st.builds(Term.months, st.integers(1, 6))


@pytest.mark.requirement("R-058")
@given(end=DAYS, window=WINDOWS, on=DAYS)
def test_the_strict_window_lacks_one_day_of_the_inclusive_one(end: date, window: Term, on: date) -> None:
    inclusive = renewal.is_waiting(end, window=window, on=on)
    strict = renewal.is_waiting(end, window=window, on=on, strict=True)
    assert inclusive is (strict or on == renewal.first_day(end, window=window))
    assert not (inclusive and on >= end)


@pytest.mark.requirement("R-046")
def test_a_window_is_counted_back_from_the_end() -> None:
    march = date(2027, 3, 31)
    assert renewal.first_day(march, window=Term.months(1)) == date(2027, 2, 28)
    assert not renewal.is_waiting(march, window=Term.months(1), on=date(2027, 2, 27))
    assert not renewal.is_waiting(march, window=Term.months(1), on=march)


def test_validity_reaches_up_to_the_limit_and_no_further() -> None:
    asked: dict[str, Any] = {"most": Term.years(10), "on": date(2026, 11, 21)}
    assert renewal.ahead(date(2027, 11, 21), term=Term.years(9), **asked).allowed
    assert not renewal.ahead(date(2027, 11, 22), term=Term.years(9), **asked).allowed


@pytest.mark.requirement("R-037", "R-038", "R-039", "R-040", "R-041", "R-060")
@pytest.mark.parametrize(
    ("family", "paid_by", "switch", "mode", "stop"),
    [
        (Family.VPS, "card", None, Mode.TACIT, Stop.POST),
        (Family.BACKUP, "card", None, Mode.TACIT, Stop.POST),
        (Family.VPS, "transfer", None, Mode.EXPLICIT, Stop.LAPSE),
        (Family.VPS, "card", False, Mode.EXPLICIT, Stop.LAPSE),
        (Family.DOMAIN, "card", None, Mode.EXPLICIT, Stop.LAPSE),
        (Family.SHARED_HOSTING, "card", True, Mode.TACIT, Stop.SWITCH),
    ],
)
def test_lws(family: Family, paid_by: str, *, switch: bool | None, mode: Mode, stop: Stop) -> None:
    found = renewal.mode_of(family, paid_by=paid_by, switch=switch, rules=lws.MODES)
    assert (found.mode, found.stop) == (mode, stop)


@pytest.mark.parametrize("family", Family)
def test_nfrance_renews_by_direct_debit_only(family: Family) -> None:
    found = renewal.mode_of(family, paid_by="direct_debit", switch=None, rules=nfrance.MODES)
    assert found.mode is Mode.TACIT
    declined = renewal.mode_of(family, paid_by="card", switch=None, rules=nfrance.MODES)
    assert (declined.mode, declined.stop) == (Mode.EXPLICIT, Stop.LAPSE)


def test_without_an_instrument_a_tacit_renewal_is_explicit_this_time() -> None:
    found = effective_mode(Mode.TACIT, instruments=(), charge_on=date(2026, 12, 31))
    assert (found.mode, found.stop, found.reasons[0].code) == (Mode.EXPLICIT, Stop.LAPSE, "renewal.no_instrument")
    assert effective_mode(Mode.EXPLICIT, instruments=(), charge_on=date(2026, 12, 31)).mode is Mode.EXPLICIT


def test_a_renewal_by_hand_takes_the_place_of_the_charge() -> None:
    assert renewal.charge_day(date(2026, 12, 31), offset_days=0) == date(2026, 12, 31)
    assert renewal.charge_day(date(2026, 12, 31), offset_days=0, renewed_by_hand=True) is None


@pytest.mark.requirement("R-064", "R-065")
def test_a_trial_comes_back_by_itself_and_a_paid_account_on_request() -> None:
    assert renewal.way_back(Cancelled.FROM_TRIAL).immediate
    assert renewal.way_back(Cancelled.FROM_PAID).way is WayBack.BY_REQUEST
    generous = dict.fromkeys(Cancelled, WayBack.SELF_SERVICE)
    assert renewal.way_back(Cancelled.FROM_PAID, policy=generous).immediate


def test_a_seller_may_bring_a_paid_account_back_with_a_payment() -> None:
    found = renewal.way_back(Cancelled.FROM_PAID, policy={Cancelled.FROM_PAID: WayBack.ON_PAYMENT})
    assert not found.immediate
    assert str(found.reasons[0]) == "An account cancelled from a paid subscription comes back with a payment."


def test_a_reach_tells_its_days_and_comes_back_to_the_anchor() -> None:
    found = renewal.ahead(
        date(2027, 2, 28), term=Term.years(1), most=Term.months(13), on=date(2027, 1, 29), anchor_day=31
    )
    assert (found.new_end, found.limit, found.allowed) == (date(2028, 2, 29), date(2028, 2, 29), True)
    assert str(found.reasons[0]) == "Valid until 2028-02-29; 13 months from 2027-01-29, 2028-02-29, is the most."
    assert renewal.ahead(date(2027, 2, 28), term=Term.years(1), most=Term.years(1), on=date(2027, 2, 28)).allowed


def test_a_window_is_inclusive_unless_it_is_said_to_be_strict() -> None:
    march = date(2027, 3, 31)
    assert renewal.is_waiting(march, window=Term.days(28), on=date(2027, 3, 3))
    assert renewal.first_day(march, window=Term.days(28)) == date(2027, 3, 3)
    assert not renewal.is_waiting(march, window=Term.days(28), on=date(2027, 3, 3), strict=True)
    assert renewal.first_day(march, window=Term.days(28), strict=True) == date(2027, 3, 4)

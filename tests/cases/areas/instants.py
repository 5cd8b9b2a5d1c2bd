"""Clock times against calendar days (dst_sla, hosting.prorate_to_day)."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from hostbilling.dunning import promise
from hostbilling.periods import BillingSchedule, Term, civil_date, midnight, shift_days

# The policy websupport_default: reactivated within 24 hours of the payment, asked 28 days before the end.
REACTIVATION = timedelta(hours=24)
ASKED_DAYS_BEFORE = -28


def dst_sla(given: Mapping[str, Any]) -> dict[str, Any]:
    zone, answer = given["zone"], dict[str, Any]()
    if "payment_received_at" in given:
        received = datetime.fromisoformat(given["payment_received_at"])
        answer["working_by"] = promise(REACTIVATION, since=received, zone=zone).due
    if "deactivation_at" in given:
        ended = datetime.fromisoformat(given["deactivation_at"])
        asked = shift_days(ended, ASKED_DAYS_BEFORE, zone=zone)
        hours = (ended.astimezone(UTC) - asked.astimezone(UTC)) // timedelta(hours=1)
        answer |= {"proforma_issued_at": asked, "elapsed_hours": hours}
    return answer


def prorate_to_day(given: Mapping[str, Any]) -> dict[str, Any]:
    start = datetime.fromisoformat(given["start"])
    zone = given.get("tz") or start.tzinfo
    assert zone is not None
    first_day = civil_date(start, zone=zone)
    service = BillingSchedule.to_day(first_day, Term.months(1), anchor_day=given["prorate_day"])
    if service.first_cycle_date == first_day:
        return {"first_full_cycle": None}
    return {"first_full_cycle": midnight(service.first_cycle_date, zone=zone)}


AREAS = {"dst_sla": dst_sla, "hosting.prorate_to_day": prorate_to_day}
FOR_READERS = {"policy"}

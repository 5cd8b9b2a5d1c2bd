"""Where a service stands on a day, as a function of facts and never of timers."""

from datetime import date
from enum import Enum

from ..demands import Action, Demand, Part, PartState
from ..errors import check_date, check_type, refuse
from ..periods import WorkingDays
from ..periods.workdays import check_calendar
from ..services import Service, ServiceState
from .planned import this_time


class Standing(Enum):
    """The states a service goes through around its renewal, best first."""

    ORDERED = "ordered"
    """Asked for, and not handed over yet."""
    RENEWED = "renewed"
    """Paid for beyond the period that runs now."""
    ACTIVE = "active"
    PROFORMA_ISSUED = "proforma_issued"
    PROFORMA_OVERDUE = "proforma_overdue"
    """Past the due day and still working."""
    REACTIVATION_PENDING = "reactivation_pending"
    """Paid, and about to work again."""
    DEACTIVATED = "deactivated"
    DELETION_ANNOUNCED = "deletion_announced"
    """Off, and the notice that its deletion waits for was sent."""
    DELETED_RECOVERABLE = "deleted_recoverable"
    PURGED = "purged"


def standing(service: Service, demand: Demand | None, *, on: date, calendar: WorkingDays | None = None) -> Standing:
    """Return the standing of a service; `demand` is the latest one that asks, or asked, for its renewal.

    `calendar` says what working days are, for a policy that counts the time for recovery in them.
    """
    refuse(
        check_type("service", service, Service),
        check_type("demand", demand, Demand) if demand is not None else None,
        check_date("on", on),
        check_calendar("calendar", calendar),
    )
    part = demand.renewal_of(service.id) if demand else None
    match service.state:
        case ServiceState.PURGED:
            return Standing.PURGED
        case ServiceState.DELETED if service.ending is None and part is not None and part.state is PartState.PAID:
            return Standing.REACTIVATION_PENDING
        case ServiceState.DELETED:
            return Standing.PURGED if _recovery_over(service, part, calendar, on=on) else Standing.DELETED_RECOVERABLE
        case ServiceState.SUSPENDED:
            paid = on in service.coverage and not service.coverage.is_owed(on)
            if paid:
                return Standing.REACTIVATION_PENDING
            return Standing.DELETION_ANNOUNCED if _announced(part, service) else Standing.DEACTIVATED
        case ServiceState.ORDERED:
            return Standing.ORDERED
        case ServiceState.ACTIVE:
            if demand is None or part is None:
                return Standing.ACTIVE
            if part.state is PartState.OPEN:
                return Standing.PROFORMA_OVERDUE if demand.is_overdue(on) else Standing.PROFORMA_ISSUED
            return Standing.RENEWED if part.state is PartState.PAID and on < part.period.start else Standing.ACTIVE


def _announced(part: Part | None, service: Service) -> bool:
    if part is None or part.state is not PartState.OPEN:
        return False
    part = this_time(part, service)
    notices = [stage.waits_for for stage in part.schedule if stage.action is Action.DELETE]
    return any(name is not None and part.done_on(name) is not None for name in notices)


def _recovery_over(service: Service, part: Part | None, calendar: WorkingDays | None, *, on: date) -> bool:
    purge = next((stage for stage in part.schedule if stage.action is Action.PURGE), None) if part else None
    if purge is None or service.changed_on is None:
        return False
    return on >= purge.day_from(service.changed_on, calendar=calendar)

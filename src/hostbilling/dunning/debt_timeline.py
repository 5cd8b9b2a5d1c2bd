"""The whole future of one debt nobody pays, in closed form: every date follows from its issue and its due day."""

from datetime import date, timedelta

from ..decision import ReasonCode
from ..demands import UNCAPPED, Origin
from ..errors import check_date, check_type, refuse
from ..periods import Period, WorkingDays
from ..periods.workdays import check_calendar
from .debt_policy import DebtPolicy
from .events import Run
from .timeline import NEVER_PAID, PAID_FOR, Timeline, check_supposed, supposed

OVERDUE = ReasonCode("dunning.overdue", "Overdue from {on}: it could be paid in time until {due}.")


def debt_timeline(
    policy: DebtPolicy,
    *,
    issued_on: date,
    due_on: date,
    covered_until: date | None = None,
    paid_on: date | None = None,
    known_on: date | None = None,
    declines: int | None = None,
    held: Period | None = None,
    calendar: WorkingDays | None = None,
) -> Timeline:
    """Return every coming stage of an invoice that is owed, issued on a day and payable until `due_on`.

    `covered_until` is the first day for which its service is not paid otherwise, None when it is not paid at all. The
    other suppositions are those of `timeline`. A debt that is given up has no later stages. Half a payment changes
    nothing here, as the rest stays owed; conditions of stages are taken as met.

    >>> from hostbilling.demands import Action, Stage
    >>> notice = Stage(name="notice", action=Action.NOTIFY, origin=Origin.DUE, days=7)
    >>> off = Stage(name="off", action=Action.SUSPEND, origin=Origin.STEP, days=14, waits_for="notice", aged=14)
    >>> owed = DebtPolicy(id="owed", stages=(notice, off))
    >>> print(debt_timeline(owed, issued_on=date(2026, 12, 1), due_on=date(2026, 12, 15)))
    2026-12-22 notice
    2027-01-05 off
    """
    refuse(
        check_type("policy", policy, DebtPolicy),
        check_date("issued_on", issued_on),
        check_date("due_on", due_on),
        check_date("covered_until", covered_until) if covered_until is not None else None,
        check_calendar("calendar", calendar),
        *check_supposed(paid_on, known_on, declines, held),
    )
    overdue = due_on + timedelta(days=1)
    ending = [(overdue, OVERDUE(on=overdue, due=due_on))]
    if covered_until is not None:
        ending.append((covered_until, PAID_FOR(until=covered_until)))
    run = Run(
        policy.stages,
        origins={Origin.ISSUED: issued_on, Origin.DUE: due_on},
        ending=tuple(ending),
        caps=UNCAPPED,
        calendar=calendar,
        held=held,
    )
    names = tuple(stage.name for stage in policy.stages)
    return supposed(
        run, NEVER_PAID(policy=policy.id), stages=names, paid_on=paid_on, known_on=known_on, declines=declines
    )

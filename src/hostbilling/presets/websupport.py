"""WebSupport's way of renewing (Slovakia): a call four weeks ahead, a week of grace, two of recovery.

Every offset counts from the end of validity T, the first day without cover.
"""

from datetime import timedelta

from ..demands import Action, Origin, Stage
from ..dunning import Gap, ReactivationTerms
from ..dunning.policy import DUE, ISSUED, DunningPolicy
from ..parties import Role


def _schedule(*, issue: int, pay_within: int, reminders: tuple[Stage, ...], last_reminder: int) -> tuple[Stage, ...]:
    return (
        Stage(name=ISSUED, action=Action.ISSUE, origin=Origin.END, days=-issue),
        Stage(name=DUE, action=Action.MARK, origin=Origin.ISSUED, days=pay_within),
        *reminders,
        Stage(name=_LAST_REMINDER, action=Action.NOTIFY, origin=Origin.END, days=-last_reminder),
        Stage(
            name="service_deactivated",
            action=Action.SUSPEND,
            origin=Origin.END,
            days=0,
            waits_for=_LAST_REMINDER,
            aged=last_reminder,
        ),
        Stage(
            name="deletion_notice",
            action=Action.NOTIFY,
            origin=Origin.SUSPENDED,
            days=7,
            to=Role.CONTACT,
            pay_by="customer area",
        ),
        Stage(
            name="service_deleted", action=Action.DELETE, origin=Origin.SUSPENDED, days=7, waits_for="deletion_notice"
        ),
        Stage(name="proforma_deleted", action=Action.MARK, origin=Origin.DELETED, days=0),
        Stage(name="recoverable_until", action=Action.MARK, origin=Origin.DELETED, days=14),
        Stage(name="purged", action=Action.PURGE, origin=Origin.DELETED, days=15),
    )


_LAST_REMINDER = "reminder_before_deactivation"


def _due_day(days: int) -> tuple[Stage, ...]:
    # sent on the due day itself, so it must not claim a delay
    return (Stage(name="reminder_due_day", action=Action.NOTIFY, origin=Origin.END, days=-days),)


def _charges(first: int, again: int) -> tuple[Stage, ...]:
    return (
        Stage(name="card_charged", action=Action.CHARGE, origin=Origin.END, days=-first),
        Stage(name="card_charged_again", action=Action.CHARGE, origin=Origin.END, days=-again),
        Stage(name="card_declined", action=Action.NOTIFY, origin=Origin.DECLINED, days=0),
    )


EXPLICIT = DunningPolicy(
    id="websupport",
    stages=_schedule(issue=28, pay_within=14, reminders=_due_day(14), last_reminder=7),
    pay_within=14,
    late_pay_within=7,
)
"""Nobody is charged: the customer pays the call, or the service ends."""

TACIT = DunningPolicy(
    id="websupport-card",
    stages=_schedule(issue=28, pay_within=14, reminders=_charges(14, 10), last_reminder=7),
    pay_within=14,
    late_pay_within=7,
)
"""The card on file is charged on the due day and once more four days later; then as for everybody else."""

MONTHLY = DunningPolicy(
    id="websupport-monthly",
    stages=_schedule(issue=14, pay_within=7, reminders=_due_day(7), last_reminder=3),
    pay_within=7,
    late_pay_within=3,
)
"""Half the notice, for services renewed month by month."""

MONTHLY_TACIT = DunningPolicy(
    id="websupport-monthly-card",
    stages=_schedule(issue=14, pay_within=7, reminders=_charges(7, 5), last_reminder=3),
    pay_within=7,
    late_pay_within=3,
)
"""As MONTHLY, the card being charged on the due day and once more two days later."""

BACK = ReactivationTerms(within=timedelta(hours=24), gap=Gap.BILLED)
"""Working again within a day of the payment; what recovery of a deleted service costs depends on the case."""

BACK_FOREIGN_DOMAIN = ReactivationTerms(within=timedelta(hours=24), gap=Gap.BILLED, foreign_domain=True)
"""As BACK; a foreign domain may cost extra to leave quarantine."""

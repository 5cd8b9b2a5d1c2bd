"""WebSupport's way of renewing (Slovakia): a call four weeks ahead, a week of grace, two of recovery.

Every offset counts from the end of validity T, the first day without cover.
"""

from ..demands import Action, Origin, Stage
from ..dunning.policy import DUE, ISSUED, DunningPolicy
from ..parties import Role

_CALL = (
    Stage(name=ISSUED, action=Action.ISSUE, origin=Origin.END, days=-28),
    Stage(name=DUE, action=Action.MARK, origin=Origin.ISSUED, days=14),
)
_FINAL_REMINDER = Stage(name="reminder_before_deactivation", action=Action.NOTIFY, origin=Origin.END, days=-7)
_ENDING = (
    Stage(
        name="service_deactivated", action=Action.SUSPEND, origin=Origin.END, days=0,
        waits_for="reminder_before_deactivation", aged=7,
    ),
    Stage(name="deletion_notice", action=Action.NOTIFY, origin=Origin.SUSPENDED, days=7, to=Role.CONTACT),
    Stage(
        name="service_deleted", action=Action.DELETE, origin=Origin.SUSPENDED, days=7, waits_for="deletion_notice"
    ),
    Stage(name="proforma_deleted", action=Action.MARK, origin=Origin.DELETED, days=0),
    Stage(name="recoverable_until", action=Action.MARK, origin=Origin.DELETED, days=14),
    Stage(name="purged", action=Action.PURGE, origin=Origin.DELETED, days=15),
)  # fmt: skip

EXPLICIT = DunningPolicy(
    id="websupport",
    stages=(
        *_CALL,
        # sent on the due day itself, so it must not claim a delay
        Stage(name="reminder_due_day", action=Action.NOTIFY, origin=Origin.END, days=-14),
        _FINAL_REMINDER,
        *_ENDING,
    ),
    pay_within=14,
    late_pay_within=7,
)
"""Nobody is charged: the customer pays the call, or the service ends."""

TACIT = DunningPolicy(
    id="websupport-card",
    stages=(
        *_CALL,
        Stage(name="card_charged", action=Action.CHARGE, origin=Origin.END, days=-14),
        Stage(name="card_charged_again", action=Action.CHARGE, origin=Origin.END, days=-10),
        Stage(name="card_declined", action=Action.NOTIFY, origin=Origin.DECLINED, days=0),
        _FINAL_REMINDER,
        *_ENDING,
    ),
    pay_within=14,
    late_pay_within=7,
)
"""The card on file is charged on the due day and once more four days later; then as for everybody else."""

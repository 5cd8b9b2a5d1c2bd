"""What it takes to bring a service back, by how far its end has gone.

Suspended, a payment brings it back within the promised hours; deleted, its data may be recovered for some days, perhaps
for a fee, and a new call is needed because the old one went with the service; purged, nothing is left. A foreign domain
may have to be released from quarantine once its validity is over. Whether the days without service are paid for is the
seller's policy. One answer, and nothing accrues in silence.
"""

from datetime import date, timedelta
from enum import Enum

from attrs import field, frozen

from ..decision import Decision, Reason, ReasonCode
from ..demands import Action
from ..errors import Fault, check_date, check_type, refuse
from ..money import Money, is_negative, payable
from .timeline import Timeline

STILL_WORKS = ReasonCode("back.still_works", "A payment on {on} comes before anything is switched off.")
SUSPENDED = ReasonCode("back.suspended", "Off since {since}, everything kept: works within {hours} h of a payment.")
RECOVERABLE = ReasonCode(
    "back.recoverable", "Deleted on {since}; can usually be recovered until {last_day}, on a new call."
)
GONE = ReasonCode("back.gone", "Purged on {since}: nothing can be recovered any more.")
MAY_COST = ReasonCode("back.may_cost", "{what} may cost extra; how much is known when it is asked for.")
COSTS = ReasonCode("back.costs", "{what} costs {amount}.")
GAP = ReasonCode("back.gap", "The new period starts on {start}: the days from {end} on are {gap}.")


class Phase(Enum):
    """How far the end of a service has gone."""

    WORKING = "working"
    SUSPENDED = "suspended"
    RECOVERABLE = "recoverable"
    GONE = "gone"


class Gap(Enum):
    """What becomes of the days between the end of validity and a later payment."""

    BILLED = "billed"
    """The new period starts where the old one ended."""
    WAIVED = "waived"
    """It starts on the day of the payment."""


class FeeFor(Enum):
    """What coming back may cost beside the renewal."""

    QUARANTINE = "Release from quarantine"
    """Foreign domains whose validity is over."""
    RECOVERY = "Recovery of a deleted service"


def _money(money: Money | None) -> Money | None:
    return payable(money) if isinstance(money, Money) else money


@frozen(kw_only=True)
class PossibleFee:
    """A fee for coming back; `amount` is None as long as only its possibility is known."""

    what: FeeFor
    amount: Money | None


@frozen(kw_only=True)
class ReactivationTerms:
    """A seller's promise and fees for a service: how soon it works again, what else it may cost.

    `foreign_domain` says that its registry puts it into quarantine. Fees are None where they depend on the case.
    """

    within: timedelta
    gap: Gap
    foreign_domain: bool = False
    quarantine: Money | None = field(default=None, converter=_money)
    recovery: Money | None = field(default=None, converter=_money)

    def __attrs_post_init__(self) -> None:
        refuse(
            check_type("terms.within", self.within, timedelta),
            check_type("terms.gap", self.gap, Gap),
            check_type("terms.foreign_domain", self.foreign_domain, bool),
            *(_no_fee(name, fee) for name, fee in (("quarantine", self.quarantine), ("recovery", self.recovery))),
        )
        refuse(
            Fault("terms.within", "terms.within", self.within, "is no time to act in", "pass one above zero")
            if self.within <= timedelta()
            else None
        )


def _no_fee(name: str, fee: object) -> Fault | None:
    if fee is None:
        return None
    if not isinstance(fee, Money):
        return check_type(f"terms.{name}", fee, Money)
    if not is_negative(fee):
        return None
    return Fault("terms.negative", f"terms.{name}", str(fee), "is below zero", "pass zero or more")


@frozen(kw_only=True)
class Reactivation(Decision):
    """The way back of one service, for somebody who pays or asks on a day.

    `last_day` is the last one on which it can come back at all, None when its policy never purges. `new_call` says
    that the old call went with the service, so that another is needed. `starts_on` is the first day that a payment of
    the day asked for would buy.
    """

    phase: Phase
    last_day: date | None
    starts_on: date | None
    fees: tuple[PossibleFee, ...] = ()
    new_call: bool = False

    @property
    def possible(self) -> bool:
        """Whether it can come back."""
        return self.phase is not Phase.GONE

    def fee(self, what: FeeFor) -> PossibleFee | None:
        """Return the fee for something, None when it costs nothing extra."""
        return next((fee for fee in self.fees if fee.what is what), None)


def reactivation(unpaid: Timeline, *, end: date, terms: ReactivationTerms, on: date) -> Reactivation:
    """Return what a payment or a request on a day meets, for a service whose validity ended on `end`.

    `unpaid` is the timeline as it runs when nobody pays. What is paid on a day is known before the acts of that day,
    so that the last day before a suspension or a deletion is the day itself; a purge is not held up.

    >>> from hostbilling.dunning import timeline
    >>> from hostbilling.presets import websupport
    >>> end, terms = date(2027, 1, 10), ReactivationTerms(within=timedelta(hours=24), gap=Gap.BILLED)
    >>> print(reactivation(timeline(websupport.EXPLICIT, end=end), end=end, terms=terms, on=date(2027, 1, 25)))
    Deleted on 2027-01-17; can usually be recovered until 2027-01-31, on a new call.
    The new period starts on 2027-01-10: the days from 2027-01-10 on are billed.
    Recovery of a deleted service may cost extra; how much is known when it is asked for.
    """
    refuse(
        Fault("timeline.paid", "unpaid", str(unpaid.reasons[0]), "is not how it runs when nobody pays",
              "leave `paid_on` and `declines` out of the timeline")
        if unpaid.cancelled or unpaid.needless
        else None
    )  # fmt: skip
    suspended, deleted, purged = (_day(unpaid, act) for act in (Action.SUSPEND, Action.DELETE, Action.PURGE))
    last_day = None if purged is None else purged - timedelta(days=1)
    refuse(check_date("on", on))
    if purged is not None and on >= purged:
        phase, since = Phase.GONE, purged
    elif deleted is not None and on > deleted:
        phase, since = Phase.RECOVERABLE, deleted
    elif suspended is not None and on > suspended:
        phase, since = Phase.SUSPENDED, suspended
    else:
        phase, since = Phase.WORKING, on
    return coming_back(phase, since=since, last_day=last_day, end=end, terms=terms, on=on)


def coming_back(
    phase: Phase, *, since: date, last_day: date | None, end: date, terms: ReactivationTerms, on: date
) -> Reactivation:
    """Return the way back from a phase that a service really is in since a day.

    `last_day` is the last one on which it can come back at all, `end` the end of its validity.
    """
    refuse(
        check_type("phase", phase, Phase),
        check_date("since", since),
        check_date("end", end),
        check_date("on", on),
        check_type("terms", terms, ReactivationTerms),
    )
    if phase is Phase.GONE:
        return Reactivation(phase=phase, last_day=last_day, starts_on=None, reasons=(GONE(since=since),))
    fees = [PossibleFee(what=FeeFor.QUARANTINE, amount=terms.quarantine)] if terms.foreign_domain and on > end else []
    if phase is Phase.RECOVERABLE:
        fees.append(PossibleFee(what=FeeFor.RECOVERY, amount=terms.recovery))
    start = on if terms.gap is Gap.WAIVED and on > end else end
    gap = [GAP(start=start, end=end, gap=terms.gap.value)] if on > end else []
    return Reactivation(
        phase=phase,
        last_day=last_day,
        starts_on=start,
        fees=tuple(fees),
        new_call=phase is Phase.RECOVERABLE,
        reasons=(_where(phase, since, last_day, terms, on), *gap, *map(_told, fees)),
    )


def _where(phase: Phase, since: date, last_day: date | None, terms: ReactivationTerms, on: date) -> Reason:
    if phase is Phase.RECOVERABLE:
        return RECOVERABLE(since=since, last_day=last_day or "further notice")
    if phase is Phase.SUSPENDED:
        return SUSPENDED(since=since, hours=f"{terms.within / timedelta(hours=1):g}")
    return STILL_WORKS(on=on)


def _told(fee: PossibleFee) -> Reason:
    if fee.amount is None:
        return MAY_COST(what=fee.what.value)
    return COSTS(what=fee.what.value, amount=str(fee.amount))


def _day(plan: Timeline, action: Action) -> date | None:
    return next((event.date for event in plan.events if event.action is action), None)

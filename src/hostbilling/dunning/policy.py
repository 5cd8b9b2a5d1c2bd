"""The dunning policy as data, and the schedule it becomes for one demand.

A policy is a list of stages in the order in which those of one day happen. `resolve` fixes it for a demand
on the day it is issued: dates already past are dropped, never scheduled in the past, and what would have
waited for a dropped reminder waits for the demand itself.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import Enum

from attrs import evolve, frozen

from ..demands import UNCAPPED, Action, Caps, Origin, Stage
from ..errors import Fault, check_count, check_declared, check_text, check_unique, refuse
from ..periods import WorkingDays

ISSUED = "proforma_issued"
DUE = "proforma_due"
ENDING = frozenset({Action.SUSPEND, Action.DELETE})
"""What ends a service."""

SAYS_SO = frozenset({Origin.SUSPENDED, Origin.STEP})
"""Where a deletion may be counted from to come on the very day of the suspension: others come a day later."""


def days_apart(delete: Stage, schedule: Iterable[Stage]) -> int:
    """Return how many days after the suspension, as it really happened, a deletion comes at the earliest.

    What is counted from the suspension or a step says so itself; what both are counted from keeps them as far apart as
    the policy puts them; no service is deleted on the day it went off.
    """
    if delete.origin in SAYS_SO:
        return 0
    off = next((stage for stage in schedule if stage.action is Action.SUSPEND), None)
    if off is None or off.origin is not delete.origin or off.span is None or delete.span is None:
        return 1
    return max(1, delete.span - max(off.span, 0))


class Short(Enum):
    """What becomes of the reminders whose day has passed when a call could not go out earlier."""

    DROPPED = "dropped"
    """The call stands for them: what waited for one waits for the call and its due day."""
    AT_ONCE = "at_once"
    """The last of them goes out with the call, and what waits for it keeps the days it promises."""


@frozen(kw_only=True)
class DunningPolicy:
    """When a call is issued, due, reminded of, and what follows when nobody pays.

    The first stage issues the call and is named `proforma_issued`. `pay_within` is the number of days from issue to
    due date; a call issued shortly before the end is due at the end. `late_pay_within` is the time to pay of a call
    that could only be issued when the coverage had ended already. `caps` end a series of charges before its last one.
    """

    id: str
    stages: tuple[Stage, ...]
    pay_within: int
    late_pay_within: int
    short: Short = Short.DROPPED
    caps: Caps = UNCAPPED

    def __attrs_post_init__(self) -> None:
        refuse(*check_declared("policy", self))
        names = [stage.name for stage in self.stages]
        refuse(
            check_text("policy.id", self.id),
            check_unique("policy.stages", names),
            check_count("policy.pay_within", self.pay_within),
            check_count("policy.late_pay_within", self.late_pay_within, least=1),
            _one_issue(self.stages),
            in_order(self.stages),
            *(waits_for_known(stage, self.stages[:position]) for position, stage in enumerate(self.stages)),
            *(adverse_waits(stage) for stage in self.stages),
            *(_no_debt(stage) for stage in self.stages),
            *steps_have_a_day(self.stages),
            *(ends_in_turn(stage, self.stages[:position]) for position, stage in enumerate(self.stages)),
        )

    def issue_day(self, end: date, *, calendar: WorkingDays | None = None) -> date:
        """Return the day the call for a coverage ending on `end` is issued."""
        issue = next(stage for stage in self.stages if stage.action is Action.ISSUE)
        return issue.day_from(end, calendar=calendar)

    def due_day(self, *, issued_on: date, end: date) -> date:
        """Return the due day: never after the coverage has ended, unless it ended before the issue."""
        if issued_on >= end:
            return issued_on + timedelta(days=self.late_pay_within)
        return min(issued_on + timedelta(days=self.pay_within), end)


def _one_issue(stages: tuple[Stage, ...]) -> Fault | None:
    issues = [stage for stage in stages if stage.action is Action.ISSUE]
    if len(issues) == 1 and stages[0] is issues[0] and issues[0].name == ISSUED and issues[0].origin is Origin.END:
        return None
    return Fault("policy.issue", "policy.stages", [stage.name for stage in issues], "does not begin with one call",
                 f"list one ISSUE stage first, named {ISSUED!r}, counted from the end")  # fmt: skip


def in_order(stages: tuple[Stage, ...]) -> Fault | None:
    """Refuse two notices, or two charges, of one origin that are not listed in the order of their days.

    Of two on one day only the later listed happens, so the earlier would then never happen. What counts in different
    units may change places from month to month: each comes on its day.
    """
    last: dict[tuple[object, ...], tuple[str, int]] = {}
    for stage in stages:
        if stage.action not in (Action.NOTIFY, Action.CHARGE) or stage.origin is Origin.STEP:
            continue
        unit = "days" if stage.span is not None else "months" if stage.months else "working_days"
        sort = (stage.action, stage.origin, unit)
        place = stage.span if stage.span is not None else stage.months or stage.working_days
        before, its_place = last.get(sort, ("", place - 1))
        if place <= its_place:
            return Fault("policy.order", f"stages.{stage.name}", stage.distance,
                         f"is not after {before}, which is listed before it",
                         "list the notices, and the charges, of one origin by their days")  # fmt: skip
        last[sort] = (stage.name, place)
    return None


def waits_for_known(stage: Stage, earlier: tuple[Stage, ...]) -> Fault | None:
    """Refuse an act that waits for what is not sent before it."""
    sent = [
        known.name
        for known in earlier
        if known.action is Action.ISSUE or (known.action is Action.NOTIFY and known.origin is not Origin.DECLINED)
    ]
    if stage.waits_for is None or stage.waits_for in sent:
        return None
    return Fault("policy.waits_for", f"stages.{stage.name}.waits_for", stage.waits_for, "is no notice listed before it",
                 "name a call or a notice that comes earlier, whatever a card does")  # fmt: skip


def adverse_waits(stage: Stage) -> Fault | None:
    """Refuse an act that ends a service without a word before."""
    if stage.action not in (Action.SUSPEND, Action.DELETE) or stage.waits_for is not None:
        return None
    return Fault("policy.unannounced", f"stages.{stage.name}.waits_for", None, "lets a service end unannounced",
                 "name the notice that has to be sent before")  # fmt: skip


def steps_have_a_day(stages: tuple[Stage, ...]) -> Iterator[Fault]:
    """Yield what counts from a step that may never be: none before it, or a word on a refusal."""
    steps = [stage for stage in stages if stage.action not in (Action.MARK, Action.CHARGE)]
    for place, stage in enumerate(steps):
        if stage.origin is Origin.STEP and (place == 0 or steps[place - 1].origin is Origin.DECLINED):
            yield Fault("policy.step", f"stages.{stage.name}.origin", stage.origin.value, "has no step before it that"
                        " is sure to be", "count it from the issue, the due day or the refusal itself")  # fmt: skip


_AFTER = {Origin.SUSPENDED: Action.SUSPEND, Origin.DELETED: Action.DELETE}
_FOLLOWS = {Action.DELETE: Action.SUSPEND, Action.PURGE: Action.DELETE}


def ends_in_turn(stage: Stage, earlier: tuple[Stage, ...]) -> Fault | None:
    """Refuse what counts from, or follows, a suspension or a deletion that no stage before it brings about."""
    acts = {each.action for each in earlier}
    if (wanted := _AFTER.get(stage.origin)) is not None and wanted not in acts:
        return Fault("policy.origin", f"stages.{stage.name}.origin", stage.origin.value, "has no stage before it that"
                     " brings it about", f"list a {wanted.name} stage before it")  # fmt: skip
    if (wanted := _FOLLOWS.get(stage.action)) is not None and wanted not in acts:
        return Fault("policy.turn", f"stages.{stage.name}.action", stage.action.value, f"comes without {wanted.value}",
                     f"list a {wanted.name} stage before it")  # fmt: skip
    return None


def _no_debt(stage: Stage) -> Fault | None:
    if stage.action is not Action.WRITE_OFF:
        return None
    return Fault("policy.call", f"stages.{stage.name}.action", stage.action.value, "is for debts only: a call lapses",
                 "write off in a DebtPolicy")  # fmt: skip


def resolve(
    policy: DunningPolicy, *, issued_on: date, end: date, calendar: WorkingDays | None = None
) -> tuple[Stage, ...]:
    """Return the stages that hold for a call issued on a day, for a coverage ending on `end`.

    Reminders whose day is not after the issue, or before the due day, are dropped: they would come in one
    burst with the call, or claim a delay that is none. An act that waited for one waits for the call instead.
    With `Short.AT_ONCE` the last reminder whose day has passed is kept, and goes out with the call. `calendar` says
    which the working days are that stages may count.
    """
    due = policy.due_day(issued_on=issued_on, end=end)
    days = {stage.name: _day(stage, due=due, end=end, calendar=calendar) for stage in policy.stages}
    at_once = _kept(policy, days, issued_on=issued_on)
    kept: dict[str, Stage] = {}
    for stage in policy.stages:
        if stage is not at_once and _is_past(stage, policy, days, issued_on=issued_on, due=due):
            continue
        if stage.waits_for is None or stage.waits_for in kept:
            kept[stage.name] = stage
        else:
            kept[stage.name] = evolve(stage, waits_for=ISSUED, aged=(due - issued_on).days)
    return tuple(kept.values())


def not_due_yet(
    policy: DunningPolicy, *, issued_on: date, end: date, calendar: WorkingDays | None = None
) -> dict[str, date]:
    """Return the reminders counted from the end that fall away because the call may still be paid then, by day."""
    due = policy.due_day(issued_on=issued_on, end=end)
    counted = [stage for stage in policy.stages if stage.action is Action.NOTIFY and stage.origin is Origin.END]
    days = {stage.name: stage.day_from(end, calendar=calendar) for stage in counted}
    return {name: day for name, day in days.items() if issued_on < day < due}


def _kept(policy: DunningPolicy, days: dict[str, date | None], *, issued_on: date) -> Stage | None:
    """The last reminder whose day had come when the call went out, if the policy wants it then."""
    if policy.short is Short.DROPPED:
        return None
    past = [
        stage
        for stage in policy.stages
        if stage.action is Action.NOTIFY and (day := days[stage.name]) is not None and day <= issued_on
    ]
    return past[-1] if past else None


def _is_past(stage: Stage, policy: DunningPolicy, days: dict[str, date | None], *, issued_on: date, due: date) -> bool:
    """Whether a reminder has no place any more, or a charge is overtaken by a later one that is due as well."""
    day = days[stage.name]
    if day is None or day > max(issued_on, due):
        return False
    if stage.action is Action.NOTIFY:
        return day <= issued_on or (day < due and stage.origin is Origin.END)
    if stage.action is not Action.CHARGE:
        return False
    charges = [days[each.name] for each in policy.stages if each.action is Action.CHARGE]
    return any(later is not None and day < later <= issued_on for later in charges)


def _day(stage: Stage, *, due: date, end: date, calendar: WorkingDays | None) -> date | None:
    """The day of a stage that is counted from what is known at the issue."""
    origin = {Origin.END: end, Origin.DUE: due}.get(stage.origin)
    return None if origin is None else stage.day_from(origin, calendar=calendar)

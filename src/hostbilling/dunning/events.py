"""The stages of one demand on their days, as they come when nobody pays: in closed form, no night is run."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain

from attrs import field, frozen

from ..decision import Reason, ReasonCode
from ..demands import Action, Caps, Origin, Stage
from ..periods import Period, WorkingDays, next_working_day
from .planned import step_before
from .policy import DUE, ENDING, days_apart
from .sorts import sorts

FROM_END = ReasonCode("dunning.from_end", "{distance} the end of validity, {end}.")
FROM_ISSUE = ReasonCode("dunning.from_issue", "The call goes out on {on}.")
DUE_DAY = ReasonCode("dunning.due_day", "Payable until {due}, that day included.")
FROM_STEP = ReasonCode("dunning.from_step", "{distance} {origin} on {since}.")
WAITED = ReasonCode("dunning.waited", "{aged} days after {notice} was sent on {sent}, as promised in it.")
APART = ReasonCode("dunning.apart", "{apart} days after the suspension on {off}, as far apart as the policy puts them.")
AFTER_OFF = ReasonCode("dunning.after_off", "No service is deleted on the day it went off, {off}.")
NO_WORKING_DAY = ReasonCode("dunning.no_working_day", "The next working day: no service is ended on {on}.")
HELD = ReasonCode("dunning.held_until", "Held back from {on} until {until}.")

Bound = tuple[date, Reason]
"""A first possible day, and why it is that."""

Night = tuple[date, int]
"""A night, and how many notices went out in it before."""


@frozen(kw_only=True)
class Event:
    """One dated stage and why it falls on that day."""

    date: date
    name: str
    action: Action
    reason: Reason = field(eq=False)

    def __str__(self) -> str:
        return f"{self.date} {self.name}"


class Run:
    """`origins` are the days known from the start; no service ends before each of `ending`."""

    def __init__(
        self,
        stages: tuple[Stage, ...],
        *,
        origins: dict[Origin, date],
        ending: tuple[Bound, ...],
        caps: Caps,
        calendar: WorkingDays | None,
        held: Period | None,
    ) -> None:
        self._stages, self._origins, self._ending = stages, dict(origins), ending
        self._calendar, self._held = calendar, held
        self._done: dict[str, date] = {}
        self._turns: dict[str, date] = {}
        self._rounds: dict[str, int] = {}
        self._nights: dict[str, Night] = {}
        self._sorts = sorts(stages)
        counted = self._placed()
        found = [event for event in counted if event.name not in self.replaced]
        self.charges = _capped([event for event in found if event.action is Action.CHARGE], caps)
        declined = [stage for stage in stages if stage.origin is Origin.DECLINED]
        kept = [event for event in found if event.action is not Action.CHARGE or event in self.charges]
        after = ([event, *self._after_decline(event, declined)] if event in self.charges else [event] for event in kept)
        events = sorted(chain.from_iterable(after), key=lambda event: event.date)
        over = next((event.date for event in events if event.action in _OVER), date.max)
        late = self._too_late_for(events, over)
        self.events = tuple(
            event
            for event in events
            if (event.date <= over and event.name not in late) or event.action in _AFTER_DELETION
        )

    def _too_late_for(self, events: list[Event], over: date) -> set[str]:
        """What would follow a suspension of the night in which the debt is given up: then nobody asks any more."""
        given_up = any(event.action is Action.WRITE_OFF and event.date == over for event in events)
        if not given_up or self._origins.get(Origin.SUSPENDED) != over:
            return set()
        return {stage.name for stage in self._stages if stage.origin is Origin.SUSPENDED}

    def events_before_answer(self, day: date) -> tuple[Event, ...]:
        """Return what has happened when a charge of `day` is answered: notices and what ends a service wait for it."""
        first = (Action.ISSUE, Action.MARK, Action.CHARGE)
        return tuple(
            event for event in self.events if event.date < day or (event.date == day and event.action in first)
        )

    def _placed(self) -> list[Event]:
        """The stages on their days, in the order of the list, but for words on a refusal; and what falls away of them.

        What waits so long that a later one goes out before it is taken as sent then, which may move what follows.
        """
        self._stood_in: dict[str, Night] = {}
        counted: list[Event] = []
        for _ in range(len(self._stages) + 1):
            counted = [self._event(stage) for stage in self._stages if stage.origin is not Origin.DECLINED]
            found = {event.name: later for event, later in self._replaced(counted)}
            self.replaced = {name: later[-1].name for name, later in found.items()}
            first = {name: min(self._nights[each.name] for each in later) for name, later in found.items()}
            stood_in = {name: night for name, night in first.items() if night < self._nights[name]}
            if stood_in == self._stood_in:
                break
            self._stood_in = stood_in
        return counted

    def _event(self, stage: Stage) -> Event:
        day, reason = self._comes(stage)
        self._turns.setdefault(stage.name, day)
        self._nights[stage.name] = day, self._round(stage, day)
        self._done[stage.name], self._rounds[stage.name] = self._stood_in.get(stage.name, self._nights[stage.name])
        if origin := _BECOMES_ORIGIN.get(stage.action):
            self._origins[origin] = day
        return Event(date=day, name=stage.name, action=stage.action, reason=reason)

    def _comes(self, stage: Stage) -> tuple[date, Reason]:
        day, reason = self._planned(stage)
        if stage.action in _ADVERSE or stage.origin is Origin.SUSPENDED:
            return self._allowed(stage, day, reason)
        return day, reason

    def _round(self, stage: Stage, day: date) -> int:
        """How many notices of the night have to be out before this stage is known to be due."""
        before = {stage.waits_for} - {None}
        if stage.origin is Origin.STEP:
            before.add(step_before(stage, self._stages).name)
        tonight = [name for name in before if name in self._sorts and self._done[name] == day]
        return max((self._rounds[name] + 1 for name in tonight), default=0)

    def _replaced(self, events: list[Event]) -> Iterator[tuple[Event, list[Event]]]:
        """Yield each notice and charge that falls away, with those of its sort on a later day that come by then."""
        of_sort: dict[Action | Origin, list[tuple[date, int, Event]]] = {}
        for place, event in enumerate(events):
            if (sort := self._sorts.get(event.name)) is not None:
                of_sort.setdefault(sort, []).append((self._turns[event.name], place, event))
        for turns in of_sort.values():
            in_turn = [event for *_, event in sorted(turns, key=lambda each: each[:2])]
            for place, event in enumerate(in_turn):
                night = self._nights[event.name]
                later = [each for each in in_turn[place + 1 :] if self._nights[each.name] <= night]
                if later:
                    yield event, later

    def _allowed(self, stage: Stage, day: date, reason: Reason) -> tuple[date, Reason]:
        """The first day from `day` on that is neither held nor closed to what ends a service."""
        if self._held is not None and day in self._held:
            day, reason = self._held.end, HELD(on=day, until=self._held.end)
        if self._calendar is not None and stage.action in ENDING and not self._calendar.is_working_day(day):
            closed, day = day, next_working_day(day, self._calendar)
            return self._allowed(stage, day, NO_WORKING_DAY(on=closed))
        return day, reason

    def _planned(self, stage: Stage) -> tuple[date, Reason]:
        """The latest of the days a stage depends on, with the reason that decided."""
        issued = self._origins[Origin.ISSUED]
        if stage.action is Action.ISSUE:
            return issued, FROM_ISSUE(on=issued)
        if stage.name == DUE:
            due = self._origins[Origin.DUE]
            return due, DUE_DAY(due=due)
        since = self._since(stage)
        counted = self._turns[stage.name] = stage.day_from(since, calendar=self._calendar)
        days = [(counted, _counted(stage, since)), (issued, FROM_ISSUE(on=issued))]
        if stage.action in ENDING:
            days.extend(self._ending)
        if stage.action is Action.DELETE and (apart := days_apart(stage, self._stages)):
            off = self._origins[Origin.SUSPENDED]
            why = AFTER_OFF(off=off) if apart == 1 else APART(apart=apart, off=off)
            days.append((off + timedelta(days=apart), why))
        if stage.waits_for is not None:
            sent = self._done[stage.waits_for]
            waited = WAITED(aged=stage.aged, notice=stage.waits_for, sent=sent)
            days.append((sent + timedelta(days=stage.aged), waited))
        return max(days, key=lambda each: each[0])

    def _after_decline(self, charge: Event, stages: list[Stage]) -> list[Event]:
        origin = f"the refusal of {charge.name}"
        return [
            Event(
                date=stage.day_from(charge.date, calendar=self._calendar),
                name=stage.name,
                action=stage.action,
                reason=FROM_STEP(distance=stage.distance, origin=origin, since=charge.date),
            )
            for stage in stages
        ]

    def _since(self, stage: Stage) -> date:
        if stage.origin is Origin.STEP:
            return self._done[step_before(stage, self._stages).name]
        return self._origins[stage.origin]


def _capped(charges: list[Event], caps: Caps) -> list[Event]:
    """The charges that are tried when every one is refused, before a cap ends the series."""
    series = sorted(charges, key=lambda event: event.date)
    most = min(caps.declines or len(series), caps.attempts or len(series))
    tried = series[:most]
    return [event for event in tried if caps.days is None or (event.date - series[0].date).days < caps.days]


_HAPPENED = {
    Origin.ISSUED: "the issue",
    Origin.DUE: "the due day",
    Origin.STEP: "the step before",
    Origin.SUSPENDED: "the suspension",
    Origin.DELETED: "the deletion",
}
_ADVERSE = frozenset({*ENDING, Action.PURGE, Action.CHARGE})
_OVER = (Action.DELETE, Action.WRITE_OFF)
_AFTER_DELETION = (Action.MARK, Action.PURGE)
_BECOMES_ORIGIN = {Action.SUSPEND: Origin.SUSPENDED, Action.DELETE: Origin.DELETED}


def _counted(stage: Stage, since: date) -> Reason:
    if stage.origin is Origin.END:
        return FROM_END(distance=stage.distance, end=since)
    return FROM_STEP(distance=stage.distance, origin=_HAPPENED[stage.origin], since=since)

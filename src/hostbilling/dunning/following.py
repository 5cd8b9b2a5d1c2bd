"""What a notice says will follow: the act that ends the service, on the day it comes if nothing else happens."""

from datetime import date, timedelta

from ..demands import Action, Part, Stage
from ..periods import WorkingDays
from ..services import Service
from .conditions import Debtor
from .gates import due_now
from .planned import next_change
from .policy import ENDING

_FAR = timedelta(days=400)
"""What comes later than that is not said: a year of cover, and a month of grace, have gone by then."""


def what_follows(
    stage: Stage,
    part: Part,
    service: Service,
    *,
    due_on: date,
    sent_on: date,
    calendar: WorkingDays | None = None,
    held_until: date | None = None,
    debtor: Debtor | None = None,
    owed: bool = False,
) -> tuple[Stage, date] | None:
    """Return the next act that ends the service after a notice, and the day on which it comes if nothing else happens.

    The notice goes out on `sent_on`; `held_until` is the last day on which a person holds everything adverse, the rest
    is as in `due_now`. None when nothing adverse follows, or only so late that nobody can tell. Charges are left out: a
    refusal moves no act.
    """
    part, night = part.marked(stage.name, on=sent_on), sent_on
    while night <= sent_on + _FAR:
        due = due_now(
            part,
            service,
            on=night,
            due_on=due_on,
            calendar=calendar,
            holds=("held",) if held_until is not None and night <= held_until else (),
            debtor=debtor,
            owed=owed,
        )
        if (act := next((each for each in due.stages if each.action in ENDING), None)) is not None:
            return act, night
        if any(each.action is Action.WRITE_OFF for each in due.stages):
            return None
        for each in due.stages:
            part = part.marked(each.name, on=night)
        if not due.stages:
            after = next_change(
                part, service, due_on=due_on, after=night, calendar=calendar, held_until=held_until, owed=owed
            )
            if after is None:
                return None
            night = after
    return None

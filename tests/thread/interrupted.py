"""Nights that do not run, or stop half way: what every machine over an account may meet."""

from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from hostbilling.lifecycle import Step, is_still_due

from .host import Host


class Interrupted(RuleBasedStateMachine):
    """A cron that misses nights, and steps that were stored and not performed."""

    host: Host
    day: date

    def __init__(self) -> None:
        super().__init__()
        self.pending: list[Step] = []

    @rule(days=st.integers(min_value=1, max_value=16))
    def nights_are_missed(self, days: int) -> None:
        self.day += timedelta(days=days)

    @rule()
    def a_night_stops_before_anything_is_done(self) -> None:
        steps = self.host.planned(self.day).steps
        self.host.record(*[step.intended() for step in steps])
        self.pending.extend(steps)

    @precondition(lambda self: self.pending)
    @rule()
    def what_was_left_is_done(self) -> None:
        for step in self.pending:
            if is_still_due(self.host.account, self.host.book, step, on=self.day):
                self.host.record(self.host.perform(step, self.day))
            else:
                self.host.record(step.failed(why="not due any more", known=self.day))
        self.pending.clear()

"""What one service costs a night: the next step, the whole timeline, the plan, against bare date arithmetic."""

import time
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from hostbilling.dunning import due_now, next_change, timeline
from hostbilling.presets import websupport
from tests.thread.host import Host, service

END = date(2026, 12, 19)
QUIET = END - timedelta(days=25)
SERVICES = 100_000
OFFSETS = (-28, -14, -7, 0, 7, 22)


def _bare() -> date | None:
    for offset in OFFSETS:
        day = END + timedelta(days=offset)
        if day > QUIET:
            return day
    return None


def _each(act: Callable[[], object], times: int = SERVICES) -> float:
    """Microseconds of processor time for one call, the best of three rounds."""
    rounds = []
    for _ in range(3):
        began = time.process_time()
        for _ in range(times):
            act()
        rounds.append((time.process_time() - began) / times * 1e6)
    return min(rounds)


def run() -> Iterable[tuple[str, float, str]]:
    host = Host(service("S1", end=END))
    host.nights(END - timedelta(days=28), END - timedelta(days=26))
    demand = host.account.demands[0]
    part, one = demand.parts[0], host.account.service("S1")
    bare = _each(_bare)
    steps = {
        "next step": _each(lambda: next_change(part, one, due_on=demand.due_on, after=QUIET)),
        "due tonight": _each(lambda: due_now(part, one, on=QUIET, due_on=demand.due_on)),
        "whole timeline": _each(lambda: timeline(websupport.EXPLICIT, end=END), SERVICES // 50),
        "plan of an account": _each(lambda: host.planned(QUIET), SERVICES // 50),
    }
    yield "bare date arithmetic", bare, "us"
    for label, cost in steps.items():
        yield label, cost, "us"
        yield label, cost / bare, "x bare date arithmetic"

"""What one service costs a night: the next step, the whole timeline, the plan, each beside date arithmetic by hand.

There are 100,000 services, whose ends lie from three weeks ago to four weeks ahead, so that every phase is among them.
They are made block by block and forgotten: the memory stays small. By hand means what a careful programmer would write
for the same policy and the same facts, without gates, reasons or checks.
"""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from statistics import median
from typing import Any

from attrs import evolve

from hostbilling.demands import Demand, Part
from hostbilling.dunning import due_now, next_change, timeline
from hostbilling.lifecycle import Account, plan
from hostbilling.presets import websupport
from hostbilling.services import Service, ServiceState
from tests.thread.host import Host, book, service

SERVICES = 100_000
BLOCK = 1_000
ON = date(2026, 12, 1)
ENDS = [ON + timedelta(days=days) for days in range(-20, 28)]
BOOK = book()

FROM_END = ((-28, "issued"), (-14, "due day"), (-7, "reminder"), (0, "off"))
FROM_OFF = ((7, "told"), (7, "deleted"))
FROM_GONE = ((14, "recoverable"), (15, "purged"))


Steps = tuple[tuple[int, str], ...]


def next_by_hand(end: date, state: ServiceState, changed_on: date | None) -> date | None:
    steps: Steps = FROM_END
    origin = end
    if state is ServiceState.SUSPENDED and changed_on is not None:
        steps, origin = FROM_OFF, changed_on
    elif state is ServiceState.DELETED and changed_on is not None:
        steps, origin = FROM_GONE, changed_on
    for days, _ in steps:
        day = origin + timedelta(days=days)
        if day > ON:
            return day
    return None


def timeline_by_hand(end: date) -> list[tuple[date, str]]:
    off = end
    gone = off + timedelta(days=7)
    found = [(end + timedelta(days=days), name) for days, name in FROM_END]
    found += [(off + timedelta(days=days), name) for days, name in FROM_OFF]
    return found + [(gone + timedelta(days=days), name) for days, name in FROM_GONE]


def due_by_hand(end: date, state: ServiceState, changed_on: date | None) -> list[str]:
    steps: Steps = FROM_END
    origin = end
    if state is ServiceState.SUSPENDED and changed_on is not None:
        steps, origin = FROM_OFF, changed_on
    elif state is ServiceState.DELETED and changed_on is not None:
        steps, origin = FROM_GONE, changed_on
    return [name for days, name in steps if origin + timedelta(days=days) == ON]


def accounts() -> list[Account]:
    """One account for each end, as its nights have left it this morning."""

    def lived(end: date) -> Account:
        host = Host(service("S1", end=end), book=BOOK)
        host.nights(end - timedelta(days=29), ON)
        return host.account

    return [lived(end) for end in ENDS]


Row = tuple[Account, Demand, Part, Service]


def blocks(templates: list[Account]) -> Iterator[list[Row]]:
    for begin in range(0, SERVICES, BLOCK):
        yield [row(templates[number % len(templates)], number) for number in range(begin, begin + BLOCK)]


def row(template: Account, number: int) -> Row:
    """A copy of an account that shares nothing with the others but its policy."""
    (demand,), (one,) = template.demands, template.services
    part = evolve(demand.parts[0], id=f"{number}/{demand.parts[0].id}")
    asked = evolve(demand, parts=(part,))
    mine = evolve(one)
    return evolve(template, id=f"a{number}", demands=(asked,), services=(mine,)), asked, part, mine


def seconds(act: Callable[..., object], rows: list[tuple[Any, ...]]) -> float:
    began = time.process_time()
    for each in rows:
        act(*each)
    return time.process_time() - began


def compared(
    title: str,
    ours: tuple[Callable[..., object], Callable[[Row], tuple[Any, ...]]],
    by_hand: tuple[Callable[..., object], Callable[[Row], tuple[Any, ...]]],
    templates: list[Account],
) -> Iterator[tuple[str, float, str]]:
    """Both ways over every block, one after the other, so that a busy machine slows both; the median block counts."""
    spent: list[float] = []
    ratios: list[float] = []
    for number, block in enumerate(blocks(templates)):
        mine = seconds(ours[0], [ours[1](each) for each in block])
        hand = min(seconds(by_hand[0], [by_hand[1](each) for each in block]) for _ in range(2))
        spent.append(mine / BLOCK * 1e6)
        ratios.append(mine / hand)
        print(f"\r  {title}: {number + 1} of {SERVICES // BLOCK} blocks", end="", file=sys.stderr, flush=True)
    print("\r\033[K", end="", file=sys.stderr, flush=True)
    yield title, median(spent), "us a service"
    yield f"{title}, to doing it by hand", median(ratios), "times"


def _phase(each: Row) -> tuple[date, ServiceState, date | None]:
    _, _, part, one = each
    return part.period.start, one.state, one.changed_on


def _asked(each: Row) -> tuple[Part, Service, date]:
    _, demand, part, one = each
    return part, one, demand.due_on


def run() -> Iterable[tuple[str, float, str]]:
    templates = accounts()
    yield from compared(
        "next step, no timeline",
        (lambda part, one, due: next_change(part, one, due_on=due, after=ON), _asked),
        (next_by_hand, _phase),
        templates,
    )
    yield from compared(
        "what may happen tonight, with its gates",
        (lambda part, one, due: due_now(part, one, on=ON, due_on=due), _asked),
        (due_by_hand, _phase),
        templates,
    )
    yield from compared(
        "whole timeline, with its reasons",
        (lambda end: timeline(websupport.EXPLICIT, end=end), lambda each: (each[2].period.start,)),
        (timeline_by_hand, lambda each: (each[2].period.start,)),
        templates,
    )
    yield from compared(
        "nightly plan of an account",
        (lambda account: plan(account, BOOK, on=ON), lambda each: (each[0],)),
        (due_by_hand, _phase),
        templates,
    )

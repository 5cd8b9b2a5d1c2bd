"""Bank lines against open documents: a day's statement, and ten times as much."""

import gc
import time
from collections.abc import Iterable
from random import Random

from hostbilling.money import payable
from hostbilling.payments import Expected, Line, match_all

PRICES = ("10.00", "12.30", "49.99", "100.00")


def seconds(lines: int, documents: int) -> float:
    """Return the processor time of a mixed statement: references, texts, and a few lines that say nothing."""
    dice = Random(1)  # noqa: S311  # the same statement every time
    asked = [
        Expected(
            id=f"P{at}",
            customer=f"c{at // 3}",
            references=[f"2026{at:06}"],
            open=payable(dice.choice(PRICES), "EUR"),
        )
        for at in range(documents)
    ]
    batch = [_line(dice, at, dice.choice(asked)) for at in range(lines)]
    gc.collect()
    begin = time.process_time()
    match_all(batch, asked)
    return time.process_time() - begin


def _line(dice: Random, at: int, document: Expected) -> Line:
    [reference] = document.references
    match dice.choices(("reference", "text", "thanks", "nothing"), (60, 25, 10, 5))[0]:
        case "reference":
            return Line(amount=document.open, id=f"T{at}", references=reference)
        case "text":
            return Line(amount=document.open, text=f"invoice {reference} with many thanks for all of it")
        case "thanks":
            return Line(amount=document.open, text=f"hosting {at}", counterparty_name="Jana Nováková")
        case _:
            return Line(amount=document.open)


def growth() -> tuple[float, float]:
    """Return the least of three times, as the machine has other work, and how much longer ten times as much takes."""
    once = min(seconds(10_000, 5_000) for _ in range(3))
    return once, min(seconds(100_000, 50_000) for _ in range(2)) / once


def run() -> Iterable[tuple[str, float, str]]:
    with_collector, tenfold = growth()
    yield "match 10,000 lines against 5,000 documents", with_collector, "s"
    # The collector walks through all that lives, again and again while it grows: through a million results too.
    gc.disable()
    try:
        without, matching_alone = growth()
    finally:
        gc.enable()
    yield "the same, Python's garbage collector paused", without, "s"
    yield "ten times the lines and documents, so paused", matching_alone, "times the time (promised: at most about 12)"
    yield "the same, Python's garbage collector at work", tenfold, "times the time"

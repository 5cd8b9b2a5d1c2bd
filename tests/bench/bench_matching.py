"""Bank lines against open documents: a day's statement, and ten times as much."""

import time
from collections.abc import Iterable
from random import Random

from hostbilling.money import payable
from hostbilling.payments import Expected, Line, match_all

PRICES = ("10.00", "12.30", "49.99", "100.00")


def seconds(lines: int, documents: int) -> float:
    """Return how long a mixed statement takes: references, texts, and a few lines that say nothing."""
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
    begin = time.perf_counter()
    match_all(batch, asked)
    return time.perf_counter() - begin


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


def run() -> Iterable[tuple[str, float, str]]:
    once, tenfold = seconds(10_000, 5_000), seconds(100_000, 50_000)
    yield "match 10,000 lines against 5,000 documents", once, "s"
    yield "ten times the lines and documents", tenfold / once, "times the time (promised: at most about 12)"

"""100,000 invoices of three lines: priced, totalled, numbered; and the same sums in bare Decimal beside it."""

import time
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from hostbilling.documents import DraftInvoice, Invoice, Item, price_lines
from hostbilling.money import Money, Rounding, exact
from hostbilling.numbering import Request, Reset, Series, allocate, initial_state
from tests.samples import CUSTOMER, EUR, SELLER, YEAR, decided

INVOICES = 100_000
ON = date(2026, 3, 9)
RATES = (decided("23"), decided("23"), decided("20", "AT"))
CENT = Decimal("0.01")
SERIES = Series(id="invoices", pattern="F{YYYY}-{seq:6}", reset=Reset.YEARLY)


def prices() -> list[tuple[Money, Money, Money]]:
    """Every invoice its own three prices."""
    return [
        (
            exact(Decimal(599 + n % 97).scaleb(-2), EUR),
            exact(Decimal(1850 + n % 89).scaleb(-2), EUR),
            exact("12.90", EUR),
        )
        for n in range(INVOICES)
    ]


def draft(place: int, three: tuple[Money, Money, Money]) -> DraftInvoice:
    items = [
        Item(id=str(n), service_id=f"S{n}", description="Web hosting", period=YEAR, price=price, vat=vat)
        for n, (price, vat) in enumerate(zip(three, RATES, strict=True))
    ]
    return DraftInvoice(
        demand_id=f"D{place}", seller=SELLER, customer=CUSTOMER, currency=EUR, supplied_on=ON, due_days=14,
        lines=price_lines(items, gross=False, rounding=Rounding.HALF_UP),
    )  # fmt: skip


def numbered(drafts: list[DraftInvoice]) -> list[Invoice]:
    requests = [Request(id=each.demand_id, series=SERIES.id, date=ON) for each in drafts]
    given = allocate(initial_state(SERIES), requests, series=SERIES, known=(), today=ON)
    return [
        each.issue(number=row.number, issued_on=row.issue_date)
        for each, row in zip(drafts, given.assigned, strict=True)
    ]


def summed(drafts: list[DraftInvoice]) -> Decimal:
    return sum((each.totals.amounts.gross.amount for each in drafts), Decimal(0))


def in_bare_decimal(rows: list[tuple[Money, Money, Money]]) -> Decimal:
    """The same sums with nothing around them: no lines, no reasons, no checks."""
    whole = Decimal(0)
    for one, two, three in rows:
        home, abroad = one.amount + two.amount, three.amount
        vat = (home * Decimal("0.23")).quantize(CENT, ROUND_HALF_UP) + (abroad * Decimal("0.20")).quantize(
            CENT, ROUND_HALF_UP
        )
        whole += home + abroad + vat
    return whole


def _seconds(call: Callable[[], object]) -> float:
    begin = time.process_time()
    call()
    return time.process_time() - begin


def run() -> Iterator[tuple[str, float, str]]:
    rows = prices()
    drafts: list[DraftInvoice] = []
    each = INVOICES / 1e6
    making = _seconds(lambda: drafts.extend(draft(n, three) for n, three in enumerate(rows)))
    yield "three lines priced, VAT shared, drafted", making / each, "µs an invoice"
    summing = _seconds(lambda: summed(drafts))
    yield "totalled by rate and in all", summing / each, "µs an invoice"
    yield "numbered in one batch and issued", _seconds(lambda: numbered(drafts)) / each, "µs an invoice"
    bare = _seconds(lambda: in_bare_decimal(rows))
    yield "the same sums in bare Decimal", bare / each, "µs an invoice"
    yield "priced and totalled against bare Decimal", (making + summing) / bare, "times the time"
    if summed(drafts) != in_bare_decimal(rows):
        raise AssertionError("the sums differ")
    drafts.clear()
    few = INVOICES // 10
    tracemalloc.start()
    kept = numbered([draft(n, three) for n, three in enumerate(rows[:few])])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    yield f"memory at its peak, {len(kept):,} issued invoices", peak / few / 1024, "KiB an invoice"

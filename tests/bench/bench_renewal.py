"""What waits to be renewed among 100,000 services, beside a bare loop that does the same arithmetic with dates.

The loop finds the window and the new end of each service and looks its price up; ours also picks the price in force,
takes discounts off, checks what it is given and explains itself. All of them wait, so each makes an offer.
"""

import time
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from hostbilling.catalog import Catalog, Family, Price, Product, SupplyKind
from hostbilling.money import Rounding, payable
from hostbilling.periods import Period, Term
from hostbilling.renewal import OfferRule, Renewable, is_waiting, pending
from hostbilling.services import Cause, Coverage, Grant, Service

COUNT = 100_000
ON = date(2026, 11, 21)
YEAR, MONTH = Term.years(1), Term.months(1)
RULES = (OfferRule(families=frozenset(Family), window=MONTH),)
CATALOG = Catalog(
    gross=True,
    products=(Product(id="vps", name="VPS", family=Family.VPS, supply=SupplyKind.ELECTRONIC, terms=(YEAR,)),),
    prices=(Price(product_id="vps", term=YEAR, since=date(2026, 1, 1), renewal=payable("120", "EUR")),),
)


def ends(count: int) -> list[date]:
    return [ON + timedelta(days=1 + number % 28) for number in range(count)]


def services(count: int) -> tuple[Service, ...]:
    return tuple(
        Service(
            id=f"s{number}",
            product_id="vps",
            name="vps",
            term=YEAR,
            anchor_day=end.day,
            coverage=Coverage((Grant(line_id=f"l{number}", period=Period(date(2025, 1, 1), end), cause=Cause.PAID),)),
        )
        for number, end in enumerate(ends(count))
    )


def months_later(day: date, months: int, anchor_day: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(anchor_day, monthrange(year, month + 1)[1]))


def bare(days: list[date]) -> int:
    price = {"vps": Decimal(120)}
    found = [
        (end, months_later(end, 12, end.day), price["vps"])
        for end in days
        if months_later(end, -1, end.day) <= ON < end
    ]
    return len(found)


def seconds(call: Callable[[], int], *, times: int = 3) -> float:
    def once() -> float:
        begin = time.process_time()
        assert call() == COUNT
        return time.process_time() - begin

    return min(once() for _ in range(times))


def waiting_offers(book: tuple[Service, ...]) -> tuple[Renewable, ...]:
    return pending(book, catalog=CATALOG, rules=RULES, currency="EUR", on=ON, rounding=Rounding.HALF_UP)


def run() -> Iterator[tuple[str, float, str]]:
    book, days = services(COUNT), ends(COUNT)
    loop = seconds(lambda: bare(days))
    waiting = seconds(lambda: sum(is_waiting(service.ends_on, window=MONTH, on=ON) for service in book))
    made = seconds(lambda: len(waiting_offers(book)), times=2)
    each = 1_000_000 / COUNT
    yield "a bare loop of the same date arithmetic", loop * each, "µs a service"
    yield "which services wait (renewal.is_waiting)", waiting * each, "µs a service"
    yield "which services wait, to the bare loop", waiting / loop, "times"
    yield "priced and explained offers (renewal.pending)", made * each, "µs a service"
    yield "priced and explained offers, to the bare loop", made / loop, "times"

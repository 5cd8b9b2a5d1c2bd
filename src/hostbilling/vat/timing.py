"""When VAT becomes chargeable: the tax points of one supply.

Law: Directive 2006/112/EC, articles 63 to 65 and 93. A proforma is no invoice and makes nothing chargeable: the payment
does. The rate in force at each tax point applies to what became chargeable then.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from attrs import frozen

from ..errors import Fault, InvalidInput, check_date, check_type, each_of, refuse
from ..money import Money, add, is_negative, is_zero, subtract, zero
from ..periods import Period
from .rates import OverlayRate, check_region, find_rate, known_place


@frozen(kw_only=True)
class Payment:
    """Money received for a supply that was precisely identified by then; `net` is without VAT."""

    on: date
    net: Money

    def __attrs_post_init__(self) -> None:
        refuse(check_date("payment.on", self.on), check_type("payment.net", self.net, Money))


@frozen(kw_only=True)
class Part:
    """A net amount and the day on which its VAT became chargeable."""

    tax_point: date
    net: Money


def tax_point(*, completed_on: date, paid_on: date | None = None) -> date:
    """Return the tax point of a supply paid in full: the completion, or an earlier payment (articles 63 and 65).

    >>> tax_point(completed_on=date(2027, 1, 31), paid_on=date(2026, 12, 20))
    datetime.date(2026, 12, 20)
    """
    refuse(check_date("completed_on", completed_on), check_date("paid_on", paid_on) if paid_on is not None else None)
    return completed_on if paid_on is None else min(completed_on, paid_on)


def chargeable_parts(net: Money, *, completed_on: date, payments: Sequence[Payment] = ()) -> tuple[Part, ...]:
    """Return what becomes chargeable when, in order of time; the parts add up to `net`.

    Each payment before the completion is chargeable when received, the rest on completion. Raises `InvalidInput`
    when the payments exceed `net`.

    >>> from hostbilling.money import payable
    >>> early = Payment(on=date(2024, 12, 20), net=payable("40", "EUR"))
    >>> [(str(part.tax_point), str(part.net.amount)) for part in chargeable_parts(
    ...     payable("100", "EUR"), completed_on=date(2025, 3, 31), payments=[early])]
    [('2024-12-20', '40.00'), ('2025-03-31', '60.00')]
    """
    refuse(check_type("net", net, Money), check_date("completed_on", completed_on))
    given = each_of("payments", payments, Payment)
    received = sorted((payment for payment in given if payment.on < completed_on), key=lambda payment: payment.on)
    paid = add(zero(net.currency.code), *(payment.net for payment in received))
    rest = subtract(net, paid)
    if is_negative(rest) and not is_negative(net):
        raise InvalidInput(
            Fault(
                "payments.excess",
                "payments",
                paid.amount,
                f"exceed the net {net.amount}",
                "pass what belongs to this supply",
            )
        )
    parts = [Part(tax_point=payment.on, net=payment.net) for payment in received]
    return (*parts, Part(tax_point=completed_on, net=rest)) if not is_zero(rest) or not parts else tuple(parts)


def statement_tax_points(periods: Iterable[Period]) -> tuple[date, ...]:
    """Return the tax points of a service with successive statements: the last day of each period (article 64(1))."""
    return tuple(period.last_day for period in each_of("periods", periods, Period))


def deemed_completions(period: Period, *, events: Iterable[date] = ()) -> tuple[date, ...]:
    """Return when a reverse-charged service of more than a year is deemed completed.

    Without statements or payments during it (`events`), each 31 December and its own end (article 64(2), first
    subparagraph); with one, and for a service of up to a year, its end only.

    >>> [str(day) for day in deemed_completions(Period(date(2025, 3, 1), date(2027, 3, 1)))]
    ['2025-12-31', '2026-12-31', '2027-02-28']
    """
    refuse(check_type("period", period, Period))
    known = each_of("events", events, date)
    refuse(*(check_date(f"events[{index}]", day) for index, day in enumerate(known)))
    end = period.last_day
    a_year = _a_year_after(period.start)
    if period.end <= a_year or any(day in period for day in known):
        return (end,)
    years = (date(year, 12, 31) for year in range(period.start.year, end.year + 1))
    return (*(day for day in years if day < end), end)


def _a_year_after(start: date) -> date:
    leap_day = start.month == 2 and start.day == 29  # noqa: PLR2004
    return date(start.year + 1, 2, 28) if leap_day else start.replace(year=start.year + 1)


def straddles_change(
    place: str, period: Period, *, region: str | None = None, overlay: Iterable[OverlayRate] = ()
) -> bool:
    """Tell whether the standard rate changes between the first and the last day of a period.

    Raises `InvalidInput` for a place that is no country and no region with rates.

    >>> straddles_change("SK", Period(date(2024, 7, 1), date(2025, 7, 1)))
    True
    """
    refuse(check_type("period", period, Period), check_region(region))
    place, overlay = known_place(place), each_of("overlay", overlay, OverlayRate)
    first = find_rate(place, on=period.start, region=region, overlay=overlay)
    last = find_rate(place, on=period.last_day, region=region, overlay=overlay)
    return first is not last

"""Cycles, schedules and alignment (period.* of engine_cases.json)."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import count
from typing import Any

from hostbilling.periods import (
    BillingPeriod,
    BillingSchedule,
    Cycle,
    Period,
    Term,
    Timing,
    advance,
    calendar_cycle,
    in_month_of,
    whole_terms,
)
from tests.cases.answers import Each, Endless, OneOf

TERMS = {
    "daily": Term.days(1),
    "weekly": Term.weeks(1),
    "biweekly": Term.weeks(2),
    "thirty_days": Term.days(30),
    "monthly": Term.months(1),
    "bimonthly": Term.months(2),
    "quarterly": Term.months(3),
    "semiannual": Term.months(6),
    "annual": Term.months(12),
    "biennial": Term.months(24),
}
LENGTHS = {"day": Term.days, "week": Term.weeks, "month": Term.months, "year": Term.years}


def day(text: str | None) -> date | None:
    """The date that a text begins with, such as '2022-06-03 (Friday)' or an instant."""
    return None if text is None else date.fromisoformat(text[:10])


def day_of(given: Mapping[str, Any], name: str) -> date:
    found = day(given[name])
    assert found is not None
    return found


def term(given: Mapping[str, Any], name: str = "period") -> Term:
    """A term by its name, or written as '2 months, calendar aligned'."""
    written = re.match(r"(\d+) (day|week|month|year)s?\b", given[name])
    return LENGTHS[written[2]](int(written[1])) if written else TERMS[given[name]]


def schedule(given: Mapping[str, Any], *, ends: bool = True) -> BillingSchedule:
    # A number, or a word that says that the term has no use for one.
    anchor_day = str(given.get("anchor_day"))
    return BillingSchedule.to_day(
        day_of(given, "service_start"),
        term(given),
        anchor_day=int(anchor_day) if anchor_day.isdecimal() else None,
        end=day(given.get("service_end")) if ends else None,
    )


def both_ends(period: Period) -> list[date]:
    return [period.start, period.end]


def inclusive(period: Period) -> list[date]:
    return [period.start, period.last_day]


def rows_from(cycle: Cycle) -> Iterator[Period]:
    return map(cycle.period, count())


# ------------------------------------------------------------------------------------------- the areas


def advance_n(given: Mapping[str, Any]) -> dict[str, Any]:
    return {"result": advance(day_of(given, "start"), term(given), times=given["n"])}


def align_in_month(given: Mapping[str, Any]) -> dict[str, Any]:
    return {"aligned": in_month_of(day_of(given, "date"), given["anchor_day"])}


def next_cycle_on_or_after(given: Mapping[str, Any]) -> dict[str, Any]:
    on = day_of(given, "date")
    return {"next": BillingSchedule.to_day(on, Term.months(1), anchor_day=given["anchor_day"]).first_cycle_date}


def first_cycle_date(given: Mapping[str, Any]) -> dict[str, Any]:
    return {"first_cycle_date": schedule(given).first_cycle_date}


def billed_through(given: Mapping[str, Any]) -> dict[str, Any]:
    service, run = schedule(given), day(given.get("bill_run_date"))
    answer: dict[str, Any] = {}
    if run is not None:
        due = service.due(run, timing=Timing.IN_ADVANCE)
        through = service.billed_through(run, timing=Timing.IN_ADVANCE)
        answer = {"billed_through": through, "whole_cycles_billed": whole(due)}
    last = service.end or answer.get("billed_through")
    if last is not None:
        cycle_date = service.cycle.containing(last).start
        answer["last_full_cycle_date"] = cycle_date if cycle_date >= service.start else None
    return answer


def whole(due: tuple[BillingPeriod, ...]) -> int:
    return sum(not period.is_stub for period in due)


def in_arrears(given: Mapping[str, Any]) -> dict[str, Any]:
    service, run = schedule(given), day_of(given, "bill_run_date")
    through = service.billed_through(run, timing=Timing.IN_ARREARS)
    return {
        "first_cycle_date": service.first_cycle_date,
        "billed_through": through,
        "next_cycle_date": service.next_cycle_date(through),
    }


def month_end_anchor(given: Mapping[str, Any]) -> dict[str, Any]:
    if "anchor_date" in given:
        cycle = Cycle(day_of(given, "anchor_date"), term(given), given.get("anchor_day"))
        return {
            "next": OneOf((Endless(lambda: map(cycle.nth, count())), Endless(lambda: map(cycle.nth, count(1))))),
            "periods": Endless(lambda: map(both_ends, rows_from(cycle))),
            "periods_inclusive": Endless(lambda: map(inclusive, rows_from(cycle))),
        }
    service, run = schedule(given), day_of(given, "bill_run_date")
    around = service.cycle.containing(run)
    return {
        "whole_cycles_billed": whole(service.due(run, timing=Timing.IN_ADVANCE)),
        "cycle_date": min(both_ends(around), key=lambda end: abs(end - run)),
    }


def anchored(given: Mapping[str, Any]) -> dict[str, Any]:
    """The period that holds `on` (the first one without it), and the one before it."""
    cycle = Cycle(day_of(given, "anchor_date"), term(given))
    k = cycle.index(day_of(given, "on")) if "on" in given else 0
    current, closed = cycle.period(k), cycle.period(k - 1)
    return {
        "current_period_start": current.start,
        "period_inclusive": inclusive(current),
        "closed_period_start": closed.start,
        "closed_period_end_inclusive": closed.last_day,
        "no_invoice_on": Each(lambda text: not cycle.falls_on(date.fromisoformat(text))),
    }


def is_renewal_day(given: Mapping[str, Any]) -> dict[str, Any]:
    anchor, on = day_of(given, "anchor_date"), day_of(given, "on")
    return {"renews": anchor <= on and Cycle(anchor, term(given)).falls_on(on)}


def weekly(given: Mapping[str, Any]) -> dict[str, Any]:
    every = Term.days(given["every_days"]) if "every_days" in given else term(given)
    cycle = Cycle(day_of(given, "anchor_date"), every)
    if "date" in given:
        return {"next": cycle.on_or_after(day_of(given, "date"))}
    return {"next": Endless(lambda: map(cycle.nth, count(1)))}


def whole_periods_between(given: Mapping[str, Any]) -> dict[str, Any]:
    return {"whole_periods": whole_terms(day_of(given, "from"), day_of(given, "to"), term(given))}


def containing(given: Mapping[str, Any]) -> dict[str, Any]:
    cycle = Cycle(day_of(given, "anchor"), term(given))
    return {"period_half_open": both_ends(cycle.containing(day_of(given, "at")))}


def calendar_aligned_trial(given: Mapping[str, Any]) -> dict[str, Any]:
    start, trial = day_of(given, "start"), Period.of(day_of(given, "trial_end"), Term.days(1))
    service = BillingSchedule(start=start, cycle=calendar_cycle(start, term(given)))
    cuts = [trial.end] if given["cut_at_trial_end"] else []

    def cycles() -> Iterator[list[date]]:
        for period in service.periods():
            yield from map(inclusive, period.part.split(*cuts))

    return {"cycles_inclusive": Endless(cycles)}


def suborder_anchor(given: Mapping[str, Any]) -> dict[str, Any]:
    start, end = map(date.fromisoformat, given["outer_period"])
    outer = Cycle(day_of(given, "anchor_date"), term(given, "outer"))
    inner = BillingSchedule(start=start, end=end, cycle=outer.with_term(term(given, "inner")))
    return {"inner_periods": [both_ends(period.part) for period in inner.periods()]}


AREAS = {
    "period.advance_n": advance_n,
    "period.align_in_month": align_in_month,
    "period.annual": anchored,
    "period.billed_through": billed_through,
    "period.calendar_aligned_trial": calendar_aligned_trial,
    "period.containing": containing,
    "period.current_start": anchored,
    "period.first_cycle_date": first_cycle_date,
    "period.in_arrears": in_arrears,
    "period.is_renewal_day": is_renewal_day,
    "period.month_end_anchor": month_end_anchor,
    "period.next_cycle_on_or_after": next_cycle_on_or_after,
    "period.quarterly": anchored,
    "period.semiannual": anchored,
    "period.suborder_anchor": suborder_anchor,
    "period.weekly": weekly,
    "period.whole_periods_between": whole_periods_between,
}
# The area's own name says when it bills and how it counts.
FOR_READERS = {"mode", "period", "price"}

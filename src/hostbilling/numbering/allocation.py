"""Giving numbers: one batch, sorted by date, all or nothing.

The issue date of a request decides its period, its counter and what is printed, and nothing else does. Where dates
must follow the numbers, a date that the series no longer allows is refused or moved to the next lawful date, by
the series' own choice; either way the answer says so. No date is ever moved back.

`known` are the numbers that the register already holds for these requests: they are returned unchanged, so a rerun
adds nothing. Read the state first and `known` after it, in one transaction, and commit with `RegisterStore`.
"""

from collections.abc import Iterable
from datetime import date

from attrs import evolve, frozen

from ..decision import Decision, Finding, Reason, ReasonCode, Severity
from ..errors import (
    Fault,
    check_date,
    check_declared,
    check_text,
    check_type,
    check_unique,
    each_of,
    impossible,
    refuse,
)
from .series import TOO_LONG, Late, Series
from .state import Counter, SeriesState, check_state

NUMBERED = ReasonCode("numbering.numbered", "{request} is {number}: number {seq} of {period} in {series}.")
MOVED = ReasonCode("numbering.date_moved", "{request} asked for {asked} and is dated {given}: {because}")
KNOWN = ReasonCode("numbering.known", "{request} already has the number {number}.")
REDATED = ReasonCode("numbering.known_otherwise", "{request} asks for {asked} but was numbered {number} on {given}.")
BEFORE_LAST = ReasonCode("numbering.date_before_last", "{on} is before {last}, the last date given in {series}.")
OUT_OF_ORDER = ReasonCode(
    "numbering.dated_before_last", "{request} is dated {on}, before {last}, the last date in {series}."
)
IN_FUTURE = ReasonCode("numbering.date_in_future", "{on} is after the day of issue, {today}.")
CLOSED = ReasonCode("numbering.period_closed", "The period {period} of {series} is closed.")
PASSED = ReasonCode("numbering.period_passed", "{series} has issued in {newest} and takes no more in {period}.")
ENDED = ReasonCode("numbering.series_closed", "{series} takes dates of {usable} only, not {on}.")
OUTGROWN = ReasonCode("numbering.outgrown", "{number} is wider than its padding: sort by counter, not as text.")


@frozen(kw_only=True)
class Request:
    """A document that wants a number: the host's id of it, the series, the issue date it should have."""

    id: str
    series: str
    date: date

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("request.id", self.id),
            check_text("request.series", self.series),
            check_date("request.date", self.date),
        )


@frozen(kw_only=True)
class Assigned:
    """A number given to a request; `issue_date` may be later than the request's date, and `reasons` say why."""

    request_id: str
    series: str
    number: str
    period: str
    seq: int
    issue_date: date
    reasons: tuple[Reason, ...] = ()

    def __attrs_post_init__(self) -> None:
        refuse(*check_declared("assigned", self))


@frozen(kw_only=True)
class Refused:
    """A request that cannot be numbered now, and why."""

    request_id: str
    reason: Reason


@frozen(kw_only=True)
class Allocation(Decision):
    """The answer to a batch: every request numbered, or none.

    `assigned` follows the order of the numbers and holds the `known` ones too; `fresh` are those to be stored with
    `state`. When anything is in `refused`, both are empty and `state` is the one given.
    """

    state: SeriesState
    assigned: tuple[Assigned, ...]
    fresh: tuple[Assigned, ...] = ()
    refused: tuple[Refused, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether every request has its number."""
        return not self.refused


def allocate(
    state: SeriesState, requests: Iterable[Request], *, series: Series, known: Iterable[Assigned], today: date
) -> Allocation:
    """Number a batch of requests of one series.

    `today` is the civil date of the issuer on which the numbers are given. Requests are taken by date, those of one
    day in the order given. Raises `InvalidInput` for a state or a request of another series, and for an id that
    occurs twice; `Impossible` when `known` holds a number that the counters of `state` have not reached.

    >>> from hostbilling.numbering import Reset, initial_state
    >>> series = Series(id="invoices", pattern="F{YYYY}-{seq:5}", reset=Reset.YEARLY)
    >>> request = Request(id="order 7", series="invoices", date=date(2026, 11, 21))
    >>> given = allocate(initial_state(series), [request], series=series, known=(), today=date(2026, 11, 21))
    >>> given.assigned[0].number
    'F2026-00001'
    """
    batch = sorted(each_of("requests", requests, Request), key=lambda request: request.date)
    refuse(check_type("series", series, Series))
    refuse(
        check_state(state, series=series),
        check_date("today", today),
        check_unique("requests", [request.id for request in batch]),
        *(_check_series(request.id, request.series, series) for request in batch),
    )
    run = _Run(series, today, dict(state.counters))
    had = {each.request_id: each for each in each_of("known", known, Assigned)}
    assigned: list[Assigned] = []
    fresh: list[Assigned] = []
    for request in batch:
        if request.id in had:
            assigned.append(run.repeat(request, had[request.id]))
        elif given := run.number(request):
            assigned.append(given)
            fresh.append(given)
    reasons = tuple(reason for each in assigned for reason in each.reasons)
    if run.refused:
        return Allocation(state=state, assigned=(), refused=tuple(run.refused), findings=tuple(run.findings),
                          reasons=tuple(each.reason for each in run.refused))  # fmt: skip
    after = state.changed(run.counters) if fresh else state
    return Allocation(
        state=after, assigned=tuple(assigned), fresh=tuple(fresh), reasons=reasons, findings=tuple(run.findings)
    )


def _check_series(request: str, named: str, series: Series) -> Fault | None:
    if named != series.id:
        return Fault("request.series", f"requests.{request}.series", named, f"is not {series.id}",
                     "allocate one series at a time")  # fmt: skip
    return None


class _Run:
    """One batch under way: the counters so far, and what must be told."""

    def __init__(self, series: Series, today: date, counters: dict[str, Counter]) -> None:
        self.series = series
        self.today = today
        self.counters = counters
        self.newest = max(
            (key for key, counter in counters.items() if counter.next_seq > series.first(key)), default=""
        )
        self.findings: list[Finding] = []
        self.refused: list[Refused] = []

    def repeat(self, request: Request, had: Assigned) -> Assigned:
        refuse(_check_series(request.id, had.series, self.series))
        counter = self.counters.get(had.period)
        if counter is None or counter.next_seq <= had.seq:
            raise impossible("state.behind", "state", had.number, "is older than the register, which holds this number",
                             "read the state first and the known numbers after it")  # fmt: skip
        if had.issue_date != request.date and not any(reason.kind is MOVED for reason in had.reasons):
            self.note(REDATED(request=request.id, asked=request.date, number=had.number, given=had.issue_date))
        return evolve(had, reasons=(KNOWN(request=request.id, number=had.number),))

    def note(self, reason: Reason, severity: Severity = Severity.WARNING) -> None:
        self.findings.append(Finding(reason=reason, severity=severity))

    def number(self, request: Request) -> Assigned | None:
        obstacle = self.obstacle(request.date)
        if obstacle is None:
            return self.assign(request, request.date)
        if self.series.late is Late.NEXT_LAWFUL_DATE:
            on = self.next_lawful(request.date)
            if self.obstacle(on) is None:
                moved = MOVED(request=request.id, asked=request.date, given=on, because=str(obstacle))
                return self.assign(request, on, moved)
        self.refused.append(Refused(request_id=request.id, reason=obstacle))
        return None

    def assign(self, request: Request, on: date, *moved: Reason) -> Assigned | None:
        series, period = self.series, self.series.period(on)
        counter = self.counters.get(period) or Counter(next_seq=series.first(period))
        number = series.render(seq=counter.next_seq, on=on)
        if series.longest is not None and len(number) > series.longest:
            self.refused.append(Refused(request_id=request.id, reason=TOO_LONG(number=number, limit=series.longest)))
            return None
        if counter.last_date and on < counter.last_date:
            self.note(OUT_OF_ORDER(request=request.id, on=on, last=counter.last_date, series=series.id))
        if on > self.today:
            self.note(IN_FUTURE(on=on, today=self.today))
        if series.outgrown(counter.next_seq):
            self.note(OUTGROWN(number=number), Severity.NOTE)
        for reason in moved:
            self.note(reason)
        last = max(on, counter.last_date or on)
        self.counters[period] = evolve(counter, next_seq=counter.next_seq + 1, last_date=last)
        self.newest = max(self.newest, period)
        told = NUMBERED(request=request.id, number=number, seq=counter.next_seq, period=period, series=series.id)
        return Assigned(request_id=request.id, series=series.id, number=number, period=period, seq=counter.next_seq,
                        issue_date=on, reasons=(*moved, told))  # fmt: skip

    def obstacle(self, on: date) -> Reason | None:
        """Return why a document may not bear this date, or None."""
        series, period = self.series, self.series.period(on)
        counter = self.counters.get(period)
        last = counter.last_date if counter else None
        if on > self.today and series.policy.order_required:
            return IN_FUTURE(on=on, today=self.today)
        if series.usable and on not in series.usable:
            return ENDED(series=series.id, usable=series.usable, on=on)
        if counter and counter.closed:
            return CLOSED(series=series.id, period=period)
        if period < self.newest and not series.back_periods:
            return PASSED(series=series.id, newest=self.newest, period=period)
        if last and on < last and series.policy.order_required:
            return BEFORE_LAST(series=series.id, last=last, on=on)
        return None

    def next_lawful(self, on: date) -> date:
        """Return the first date from `on` that meets no obstacle; the last one tried when there is none up to today."""
        series = self.series
        while (obstacle := self.obstacle(on)) is not None:
            days, counter = series.days(on), self.counters.get(series.period(on))
            if obstacle.kind is BEFORE_LAST and counter and counter.last_date:
                on = counter.last_date
            elif obstacle.kind is ENDED and series.usable and on < series.usable.start:
                on = series.usable.start
            elif obstacle.kind in (CLOSED, PASSED) and days:
                on = days.end
            else:
                break
        return on

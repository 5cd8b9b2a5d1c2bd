"""Ending a service: now, at the end of the term or at a date; until when a renewal can be refused, and what falls away.

A cancellation counts from the day it arrived, a letter by its postmark if the seller takes that; what is no letter
and names no day of arrival counts from the day it was declared. On the last day to refuse it still stops the renewal,
even one that was charged before; a day later one more term is granted, and the service ends with it. Ending at the
end of the term takes no paid day away.
"""

from collections.abc import Iterable
from datetime import date
from enum import Enum

from attrs import evolve, field, frozen

from ..decision import Decision, Reason, ReasonCode
from ..errors import Fault, check_date, check_text, check_type, refuse
from ..periods import Term
from ..services import Grant, Service
from .law import Channel, Contract, Ending
from .law.model import channels as channel_set

COUNTS = ReasonCode("cancel.counts", "Declared on {declared_on} by {channel}, it counts from {counts_on}.")
NOT_ARRIVED = ReasonCode("cancel.not_arrived", "Sent on {declared_on} by {channel}: it counts once it has arrived.")
UNCONFIRMED = ReasonCode("cancel.unconfirmed", "The customer has not confirmed it yet: nothing changes.")
WRONG_CHANNEL = ReasonCode("cancel.channel", "It came by {channel}, which is not offered: {offered} would do.")
LAWFUL_CHANNEL = ReasonCode("cancel.lawful_channel", "{channel} is not offered, but by law the customer may use it.")
LAPSES = ReasonCode("cancel.lapses", "Nothing renews without an order: it is paid until {end} and ends by itself.")
IN_TIME = ReasonCode("cancel.in_time", "{counts_on} is not after {last_day}, the last day to refuse: nothing renews.")
TOO_LATE = ReasonCode(
    "cancel.too_late", "{counts_on} is after {last_day}, the last day to refuse: it renews until {bound_until}."
)
BEFORE = ReasonCode("cancel.before", "It was cancelled before, for {ending}: nothing renews past that day.")
FREE_EXIT = ReasonCode("cancel.free_exit", "The customer is free to leave since {since}.")
ENDS = ReasonCode("cancel.ends", "{service} ends on {ends_on}, the first day without it.")
FREE_BY_LAW = ReasonCode(
    "cancel.free_by_law", "By law the customer is free from {free_from} on, whatever the contract says."
)
NOT_MID_TERM = ReasonCode("cancel.not_mid_term", "By policy it does not end before {bound_until}.")
_SENT = frozenset({Channel.POST})


class When(Enum):
    """From when the customer wants it to be over."""

    IMMEDIATELY = "immediately"
    """From the day it counts; that day is not used any more."""
    AT_END = "at_end"
    """When the running term ends."""
    AT_DATE = "at_date"


@frozen(kw_only=True)
class Request:
    """A cancellation as it came in; `id` is the host's.

    `declared_on` is the day of the click, the call or the postmark; `received_on` the day it arrived, None while it is
    on its way. `at` is the first day without the service, for AT_DATE only. `why` is what the customer said about it.
    """

    id: str
    when: When
    channel: Channel
    declared_on: date
    received_on: date | None
    confirmed: bool
    at: date | None = None
    why: str = ""

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("request.id", self.id),
            check_type("request.when", self.when, When),
            check_type("request.channel", self.channel, Channel),
            check_date("request.declared_on", self.declared_on),
            check_date("request.received_on", self.received_on) if self.received_on is not None else None,
            check_date("request.at", self.at) if self.when is When.AT_DATE else None,
        )
        refuse(_check_order(self.declared_on, self.received_on))


@frozen(kw_only=True)
class CancelPolicy:
    """What a seller asks: `channels` to use, `notice` before the end of a term, the day a letter counts from.

    `by_law` are channels the customer may use whatever is offered; see `renewal.law.check` for a seller who offers less
    than the law asks. Without `mid_term` a service runs to the end of what was paid.
    """

    channels: frozenset[Channel] = field(converter=channel_set)
    by_law: frozenset[Channel] = field(default=frozenset[Channel](), converter=channel_set)
    notice: Term | None = None
    postmark: bool = False
    mid_term: bool = True

    def last_day_to_refuse(self, end: date) -> date:
        """Return the last day on which the renewal at the end of a term can be refused.

        >>> policy = CancelPolicy(channels=[Channel.CUSTOMER_AREA], notice=Term.months(1))
        >>> policy.last_day_to_refuse(date(2027, 3, 31))
        datetime.date(2027, 2, 28)
        """
        return Contract(ends=end, notice=self.notice).last_day_to_refuse or end

    def counts_on(self, request: Request) -> date | None:
        """Return the day a cancellation counts from, None while a letter is on its way."""
        if request.channel in _SENT:
            return request.declared_on if self.postmark else request.received_on
        return request.received_on or request.declared_on


@frozen(kw_only=True)
class Cancellation(Decision):
    """What a cancellation does.

    `ends_on` is the first day without the service, `bound_until` the first day that is not owed any more, whatever the
    customer uses. `stops_renewal` says that the renewal at `term_end` does not come; `undone` are lines that silence
    had already granted for it, to be taken back whole. See `settling` for open offers, calls and debts, and
    `termination_refund` for paid days from `ends_on`.
    """

    request_id: str
    service_id: str
    counts_on: date
    term_end: date
    last_day_to_refuse: date | None
    stops_renewal: bool
    ends_on: date
    bound_until: date
    undone: tuple[str, ...]


@frozen(kw_only=True)
class NotCancelled(Decision):
    """The cancellation does nothing, or nothing yet, for these reasons."""


def cancel(
    request: Request,
    *,
    service: Service,
    policy: CancelPolicy,
    by_silence: Iterable[str] = (),
    free_since: date | None = None,
    by_law: Ending | None = None,
) -> Cancellation | NotCancelled:
    """Return what a cancellation of a service does.

    `by_silence` are the lines that tacit renewals granted: one that could still be refused when the cancellation counts
    is undone. `free_since` is the first day of a right to leave at any time (`renewal.law.release`), None for none;
    `by_law` the end that law gives a notice of that day (`renewal.law.ends_on`, `earliest_exit`). A service that was
    cancelled before ends no later than it did then.

    >>> from hostbilling.periods import Period
    >>> from hostbilling.services import Cause, Coverage
    >>> year = Grant(line_id="1", period=Period(date(2026, 3, 31), date(2027, 3, 31)), cause=Cause.PAID)
    >>> vps = Service(id="vps-1", product_id="vps", name="vps", term=Term.years(1), anchor_day=31,
    ...               coverage=Coverage((year,)), tacit=True)
    >>> policy = CancelPolicy(channels=[Channel.CUSTOMER_AREA], notice=Term.months(1))
    >>> for day in (date(2027, 2, 28), date(2027, 3, 1)):
    ...     click = Request(id="c", when=When.AT_END, channel=Channel.CUSTOMER_AREA, declared_on=day, received_on=day,
    ...                     confirmed=True)
    ...     print(cancel(click, service=vps, policy=policy).ends_on)
    2027-03-31
    2028-03-31
    """
    against, counts_on = _against(request, policy), policy.counts_on(request)
    if against is not None:
        return NotCancelled(reasons=(against,))
    if counts_on is None:
        return NotCancelled(reasons=(_said(NOT_ARRIVED, request),))
    lines = frozenset(by_silence)
    undone = tuple(grant for grant in service.coverage.grants if _can_undo(grant, lines, counts_on, policy))
    kept = _without(service, undone)
    free = free_since is not None and free_since <= counts_on
    agreed_until = _bound_until(kept, counts_on, policy, free=free)
    bound_until = agreed_until if by_law is None else min(agreed_until, max(by_law.free_from, counts_on))
    latest = service.ending or date.max
    wanted = min(_wanted(request, counts_on, bound_until, kept), latest)
    owed_until = wanted if free else max(bound_until, wanted)
    ends_on = wanted if policy.mid_term or free else min(max(wanted, bound_until), latest)
    last_day = policy.last_day_to_refuse(kept.ends_on) if service.tacit and service.ending is None else None
    return Cancellation(
        reasons=(
            _said(COUNTS, request, counts_on=counts_on),
            *((LAWFUL_CHANNEL(channel=request.channel),) if request.channel not in policy.channels else ()),
            _about_renewal(kept, counts_on, last_day, bound_until, free_since if free else None),
            *(_told_by_law(by_law) if bound_until < agreed_until else ()),
            *((NOT_MID_TERM(bound_until=bound_until),) if ends_on != wanted else ()),
            ENDS(service=service.id, ends_on=ends_on),
        ),
        request_id=request.id,
        service_id=service.id,
        counts_on=counts_on,
        term_end=kept.ends_on,
        last_day_to_refuse=last_day,
        stops_renewal=owed_until <= kept.ends_on,
        ends_on=ends_on,
        bound_until=owed_until,
        undone=tuple(grant.line_id for grant in undone),
    )


def _against(request: Request, policy: CancelPolicy) -> Reason | None:
    if request.channel not in policy.channels | policy.by_law:
        offered = sorted(channel.value.replace("_", " ") for channel in policy.channels)
        return WRONG_CHANNEL(channel=request.channel, offered=offered)
    return None if request.confirmed else UNCONFIRMED()


def _told_by_law(by_law: Ending | None) -> tuple[Reason, ...]:
    return () if by_law is None else (*by_law.reasons, FREE_BY_LAW(free_from=by_law.free_from))


def _said(kind: ReasonCode, request: Request, **facts: object) -> Reason:
    return kind(declared_on=request.declared_on, channel=request.channel, **facts)


def _about_renewal(
    service: Service, counts_on: date, last_day: date | None, bound_until: date, free_since: date | None
) -> Reason:
    if free_since is not None:
        return FREE_EXIT(since=free_since)
    if service.ending is not None:
        return BEFORE(ending=service.ending)
    if last_day is None:
        return LAPSES(end=service.ends_on)
    why = IN_TIME if counts_on <= last_day else TOO_LATE
    return why(counts_on=counts_on, last_day=last_day, bound_until=bound_until)


def _bound_until(service: Service, counts_on: date, policy: CancelPolicy, *, free: bool) -> date:
    if service.ending is not None:
        return max(service.ending, service.ends_on)
    in_time = free or counts_on <= policy.last_day_to_refuse(service.ends_on)
    return service.ends_on if in_time or not service.tacit else service.next_period().end


def _can_undo(grant: Grant, by_silence: frozenset[str], counts_on: date, policy: CancelPolicy) -> bool:
    return grant.line_id in by_silence and counts_on <= policy.last_day_to_refuse(grant.period.start)


def _without(service: Service, undone: Iterable[Grant]) -> Service:
    coverage = service.coverage
    for grant in undone:
        coverage = coverage.revoke(grant.line_id)
    return evolve(service, coverage=coverage)


def _check_order(declared_on: date, received_on: date | None) -> Fault | None:
    if received_on is None or declared_on <= received_on:
        return None
    problem = f"is before {declared_on}, when it was declared"
    return Fault("request.order", "request.received_on", received_on, problem, "swap them")


def _running_until(service: Service, on: date) -> date:
    """The end of the term that runs on a day; law may free the customer before it, who asked for no less."""
    running = (grant.period.end for grant in service.coverage.grants if on in grant.period)
    return min(running, default=date.min)


def _wanted(request: Request, counts_on: date, bound_until: date, service: Service) -> date:
    """Return the first day without the service, as the customer asked; nothing is renewed to reach a later one."""
    match request.when:
        case When.AT_END:
            return max(bound_until, _running_until(service, counts_on))
        case When.IMMEDIATELY:
            return min(counts_on, bound_until)
        case When.AT_DATE:
            asked = max(request.at or counts_on, counts_on)
            return asked if service.tacit else min(asked, bound_until)

"""What a timeline picture shows, before it is drawn: bars of days and marked days, each with a tone."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import Enum

from attrs import frozen

from ..demands import Action
from ..dunning import Timeline
from ..lifecycle import (
    Account,
    ChargeDeclined,
    Fact,
    InvoiceIssued,
    NoticeSent,
    PaymentReceived,
    ProformaIssued,
    ServiceDeleted,
    ServicePurged,
    ServiceReactivated,
    ServiceRestored,
    ServiceSuspended,
    WalletApplied,
)
from ..periods import Period


class Tone(Enum):
    """How good or bad something is for the customer; colours follow from it."""

    GOOD = "good"
    PLAIN = "plain"
    ASKING = "asking"
    WARNING = "warning"
    BAD = "bad"


@frozen(kw_only=True)
class Bar:
    """Days in one state."""

    period: Period
    label: str
    tone: Tone


@frozen(kw_only=True)
class Mark:
    """One day on which something happens."""

    day: date
    label: str
    tone: Tone


@frozen(kw_only=True)
class Picture:
    """A span of time with what lies in it; `title` is read aloud by screen readers."""

    title: str
    span: Period
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]


_TONES = {
    Action.ISSUE: Tone.ASKING,
    Action.MARK: Tone.PLAIN,
    Action.NOTIFY: Tone.ASKING,
    Action.CHARGE: Tone.ASKING,
    Action.SUSPEND: Tone.WARNING,
    Action.DELETE: Tone.BAD,
    Action.PURGE: Tone.BAD,
}


def timeline_picture(timeline: Timeline, *, title: str, end: date) -> Picture:
    """Return the picture of a dunning timeline for a coverage that ends on `end`."""
    days = [event.date for event in timeline.events] or [end]
    span = Period(min([*days, end]) - timedelta(days=2), max([*days, end]) + timedelta(days=3))
    marks = [Mark(day=event.date, label=_words(event.name), tone=_TONES[event.action]) for event in timeline.events]
    states = [
        (Action.SUSPEND, "off, kept", Tone.WARNING),
        (Action.DELETE, "deleted, recoverable", Tone.BAD),
        (Action.PURGE, "", Tone.PLAIN),
    ]
    starts = [(_day_of(timeline, action), label, tone) for action, label, tone in states]
    reached = [(day, label, tone) for day, label, tone in starts if day is not None]
    bars = [Bar(period=Period(span.start, end), label="paid", tone=Tone.GOOD)]
    for (start, label, tone), following in zip(reached, [*reached, (span.end, "", Tone.PLAIN)][1:], strict=True):
        if label and start < following[0]:
            bars.append(Bar(period=Period(start, following[0]), label=label, tone=tone))
    return Picture(title=title, span=span, bars=tuple(bars), marks=tuple(marks))


def _day_of(timeline: Timeline, action: Action) -> date | None:
    return next((event.date for event in timeline.events if event.action is action), None)


def service_picture(account: Account, facts: Iterable[Fact], *, service_id: str, span: Period) -> Picture:
    """Return what happened to one service: granted periods, the times it was off, and every event around them."""
    service = account.service(service_id)
    bars = [
        Bar(period=shown, label=grant.cause.value, tone=Tone.GOOD)
        for grant in service.coverage.grants
        if (shown := grant.period.overlap(span))
    ]
    marks: list[Mark] = []
    state: tuple[date, str, Tone] | None = None

    def enter(day: date, label: str, tone: Tone) -> None:
        nonlocal state
        if state is not None and state[0] < day and (shown := Period(state[0], day).overlap(span)):
            bars.append(Bar(period=shown, label=state[1], tone=state[2]))
        state = (day, label, tone) if label else None

    for fact in facts:
        mark = _mark(fact, account, service_id)
        if mark is not None and mark.day in span:
            marks.append(mark)
        match fact:
            case ServiceSuspended(service_id=id_) if id_ == service_id:
                enter(fact.on, "off", Tone.WARNING)
            case ServiceReactivated(service_id=id_) | ServiceRestored(service_id=id_) if id_ == service_id:
                enter(fact.on, "", Tone.GOOD)
            case ServiceDeleted(service_id=id_) if id_ == service_id:
                enter(fact.on, "deleted", Tone.BAD)
            case ServicePurged(service_id=id_) if id_ == service_id:
                enter(fact.on, "", Tone.BAD)
            case _:
                pass
    enter(span.end, "", Tone.PLAIN)
    return Picture(title=f"{service.id}: {service.name}", span=span, bars=tuple(bars), marks=tuple(marks))


def _mark(fact: Fact, account: Account, service_id: str) -> Mark | None:
    match fact:
        case ProformaIssued() if any(part.service_id == service_id for part in fact.demand.parts):
            return Mark(day=fact.on, label=f"call {fact.proforma.number}", tone=Tone.ASKING)
        case NoticeSent() if fact.part_id in _part_ids(account, service_id):
            return Mark(day=fact.on, label=_words(fact.stage), tone=Tone.ASKING)
        case ChargeDeclined() if fact.demand_id in _demand_ids(account, service_id):
            return Mark(day=fact.on, label="card declined", tone=Tone.WARNING)
        case PaymentReceived() | WalletApplied() if fact.demand_id in _demand_ids(account, service_id):
            label = f"paid {fact.payment.amount}" if isinstance(fact, PaymentReceived) else "paid from wallet"
            return Mark(day=fact.on, label=label, tone=Tone.GOOD)
        case InvoiceIssued() if any(line.service_id == service_id for line in fact.invoice.content.lines):
            return Mark(day=fact.invoice.issued_on, label=f"invoice {fact.invoice.number}", tone=Tone.GOOD)
        case ServiceSuspended() | ServiceDeleted() | ServicePurged() | ServiceReactivated() | ServiceRestored() if (
            fact.service_id == service_id
        ):
            label, tone = _STATE_WORDS[type(fact)]
            return Mark(day=fact.on, label=label, tone=tone)
        case _:
            return None


_STATE_WORDS: dict[type[Fact], tuple[str, Tone]] = {
    ServiceSuspended: ("deactivated", Tone.WARNING),
    ServiceReactivated: ("reactivated", Tone.GOOD),
    ServiceRestored: ("restored", Tone.GOOD),
    ServiceDeleted: ("deleted", Tone.BAD),
    ServicePurged: ("purged", Tone.BAD),
}


def _part_ids(account: Account, service_id: str) -> set[str]:
    return {part.id for demand in account.demands for part in demand.parts if part.service_id == service_id}


def _demand_ids(account: Account, service_id: str) -> set[str | None]:
    return {demand.id for demand in account.demands if any(part.service_id == service_id for part in demand.parts)}


def _words(name: str) -> str:
    return name.replace("_", " ")

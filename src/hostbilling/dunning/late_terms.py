"""The law of late payment for one customer: which row holds, and from which day its debtor is late."""

from datetime import date, timedelta

from attrs import frozen

from ..decision import Decision, Finding, ReasonCode, unreviewed, warning
from ..errors import Fault, check_date, check_text, check_type, not_found, refuse
from ..parties import CustomerKind, country_code
from ..periods import WorkingDays, next_working_day
from ..periods.workdays import SATURDAY, SUNDAY, check_calendar
from ..union import is_member
from .late_law import LateEvent, LateRow, RateOf
from .late_table import EU, EU_WITHOUT_EURO, ROWS, WITHOUT_EURO

APPLIES = ReasonCode("late.applies", "{row}: {says}.")
NOTHING = ReasonCode("late.nothing", "No rule was read by which a {customer} in {country} owes interest by law.")
UNREAD = ReasonCode("late.unread", "{row} is not known well enough to charge anybody: {says}.")
FLOOR_ONLY = ReasonCode("late.floor_only", "The law of {country} was not read: the floor of the directive is used.")
UNCHECKED = ReasonCode("late.unchecked", "In {row} these rest on general knowledge: {fields}.")
IF_AGREED = ReasonCode("late.if_agreed", "{row} is owed only if the contract provides for it.")
AGREED_DUE = ReasonCode("late.agreed_due", "Payable until {last_day}, as agreed; late from the day after.")
MOVED = ReasonCode("late.moved", "{day}, which was agreed, is no working day: payable until the next one.")
MOVES = ReasonCode("late.moves", "By {row} what is due on {day}, of a weekend, may be paid on the next working day.")
MAY_MOVE = ReasonCode("late.may_move", "{day} is of a weekend; whether {row} lets it be paid later was not read.")
COUNTED = ReasonCode("late.counted", "{days} days from the {event} on {on}: late from {since}.")
NOT_TOLD = ReasonCode("late.not_told", "A {customer} is late by itself only if the {told} said so.")
NOT_YET = ReasonCode("late.not_yet", "Late only after the {event}, of which no day is known.")
LONG_TERM = ReasonCode("late.long_term", "{days} days to pay are more than {longest}: they must be expressly agreed.")


@frozen(kw_only=True)
class LateTerms(Decision):
    """What one customer owes by law for paying late; `row` is None when that is nothing."""

    country: str
    customer: CustomerKind
    row: LateRow | None

    @property
    def changes_at_half_year(self) -> bool:
        """Whether the reference rate of each half year replaces the one before."""
        return self.row is not None and self.row.rate_of is RateOf.HALF_YEAR


def late_terms(
    country: str, *, customer: CustomerKind, on: date, option: str | None = None, overlay: tuple[LateRow, ...] = ()
) -> LateTerms:
    """Return the rule for a debtor in a country (`EU` for the directive itself) on the day the debt falls due.

    `option` is the id of the row a creditor chose where the law leaves a choice; `overlay` holds rows of the host's
    own, which go before those of their id. Raises `NotFound` for an option that the customer's country does not have.

    >>> print(late_terms("DE", customer=CustomerKind.CONSUMER, on=date(2026, 11, 21)).row.margin)
    5
    """
    refuse(check_type("customer", customer, CustomerKind), check_date("on", on), *(_sourced(row) for row in overlay))
    where = "EU" if country == "EU" else country_code(country)
    rows = [row for row in _rows(where, overlay, on) if row.applies(customer, on=on)]
    if option is not None:
        rows = [row for row in rows if row.id == option]
        if not rows:
            raise not_found("option", option, f"use the id of a row of {where} for a {customer.value}")
    known = next((row for row in rows if row.known), None)
    findings = [warning(UNREAD(row=row.id, says=row.says)) for row in rows if not row.known]
    if known is None:
        nothing = NOTHING(customer=customer.value, country=where)
        return LateTerms(country=where, customer=customer, row=None, reasons=(nothing,), findings=tuple(findings))
    findings += _doubts(known, where, on)
    applies = known.cited(APPLIES, row=known.id, says=known.says)
    return LateTerms(country=where, customer=customer, row=known, reasons=(applies,), findings=tuple(findings))


def _rows(where: str, overlay: tuple[LateRow, ...], on: date) -> list[LateRow]:
    """The rows of a country; those of the directive stand behind them, for customers its own rows leave out."""
    replaced = {row.id for row in overlay}
    directive = EU_WITHOUT_EURO if where in WITHOUT_EURO else EU
    behind = [directive] if where == "EU" or is_member(where, on=on) else []
    shipped = [row for row in (*ROWS, *behind) if row.id not in replaced]
    return [row for row in (*overlay, *shipped) if row.country in (where, "EU")]


def _sourced(row: LateRow) -> Fault | None:
    return check_text("overlay.source", row.source.title)


def _doubts(row: LateRow, where: str, on: date) -> list[Finding]:
    found: list[Finding | None] = [unreviewed(row.source, on=on)]
    if row.country != where:
        found.append(warning(FLOOR_ONLY(country=where)))
    if row.unchecked:
        found.append(warning(UNCHECKED(row=row.id, fields=row.unchecked)))
    if row.if_agreed:
        found.append(warning(IF_AGREED(row=row.id)))
    return [finding for finding in found if finding is not None]


@frozen(kw_only=True)
class Delay(Decision):
    """When a debtor becomes late: `last_day` to pay in time, late from `since` on; None while nothing makes it late."""

    since: date | None

    @property
    def last_day(self) -> date | None:
        """The last day on which it can be paid in time."""
        return None if self.since is None else self.since - timedelta(days=1)


def delay(
    terms: LateTerms,
    *,
    agreed_due: date | None = None,
    due_on: date | None = None,
    received_on: date | None = None,
    demanded_on: date | None = None,
    reminded_until: date | None = None,
    told: bool = False,
    calendar: WorkingDays | None = None,
) -> Delay:
    """Return the first day of delay by the rule of `terms`.

    `agreed_due` is a due day fixed in the contract, `due_on` one that the invoice alone states, `received_on` when the
    invoice arrived, `demanded_on` when a demand or formal notice was sent. `reminded_until` is the last day that the
    free reminder left (`reminders.free_period`). `told` says whether invoice or demand said what follows from delay.
    Where the law lets a debtor pay on the next working day when the agreed one is none, `calendar` says which that is;
    without one, and where no such rule was read, an agreed weekend day has a finding.

    >>> terms = late_terms("EU", customer=CustomerKind.BUSINESS, on=date(2026, 11, 16))
    >>> print(delay(terms, received_on=date(2026, 11, 16)).since)
    2026-12-17
    """
    days = {
        "agreed_due": agreed_due, "due_on": due_on, "received_on": received_on, "demanded_on": demanded_on,
        "reminded_until": reminded_until,
    }  # fmt: skip
    refuse(*(check_date(name, day) for name, day in days.items() if day is not None))
    refuse(check_type("terms", terms, LateTerms), check_calendar("calendar", calendar))
    row = terms.row
    if row is None:
        return Delay(since=None, reasons=terms.reasons)
    if row.agreed_due and agreed_due is not None:
        return _agreed(row, agreed_due, received_on, calendar)
    if terms.customer in row.if_told and not told:
        said = "demand" if row.event is LateEvent.DEMAND else "invoice"
        return Delay(since=None, reasons=(NOT_TOLD(customer=terms.customer.value, told=said),))
    event = _event(row.event, due_on=due_on, received_on=received_on, demanded_on=demanded_on, reminded=reminded_until)
    if event is None:
        return Delay(since=None, reasons=(NOT_YET(event=row.event.value),))
    since = event + timedelta(days=row.days)
    return Delay(since=since, reasons=(COUNTED(days=row.days, event=row.event.value, on=event, since=since),))


def _agreed(row: LateRow, agreed_due: date, received_on: date | None, calendar: WorkingDays | None) -> Delay:
    findings = _too_long(row, received_on, agreed_due)
    if row.next_working_day and calendar is not None:
        last_day = next_working_day(agreed_due, calendar)
    else:
        last_day = agreed_due
        if agreed_due.weekday() in (SATURDAY, SUNDAY):
            findings = (*findings, warning((MOVES if row.next_working_day else MAY_MOVE)(row=row.id, day=agreed_due)))
    since = last_day + timedelta(days=1)
    agreed = AGREED_DUE(last_day=last_day)
    reasons = (agreed,) if last_day == agreed_due else (row.cited(MOVED, day=agreed_due), agreed)
    return Delay(since=since, reasons=reasons, findings=findings)


def _event(
    event: LateEvent, *, due_on: date | None, received_on: date | None, demanded_on: date | None, reminded: date | None
) -> date | None:
    match event:
        case LateEvent.RECEIPT:
            return received_on
        case LateEvent.DUE_AND_RECEIPT:
            return None if received_on is None else max(received_on, due_on or received_on)
        case LateEvent.DEMAND:
            return demanded_on
        case LateEvent.FREE_REMINDER:
            return None if reminded is None else reminded + timedelta(days=1)


def _too_long(row: LateRow, received_on: date | None, agreed_due: date) -> tuple[Finding, ...]:
    days = (agreed_due - received_on).days if received_on is not None else 0
    if row.longest is None or days <= row.longest:
        return ()
    return (warning(LONG_TERM(days=days, longest=row.longest)),)

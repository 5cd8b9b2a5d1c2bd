"""A payment on some day of the published schedule, and what can still be had after it (lifecycle_cases.json)."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from attrs import evolve

from hostbilling.catalog import Price
from hostbilling.demands import Action, Origin, PartState, Stage
from hostbilling.dunning import (
    Case,
    FeeFor,
    Gap,
    Phase,
    Progress,
    Reactivation,
    ReactivationTerms,
    Standing,
    Timeline,
    check_invoice,
    invoice_check_day,
    reactivation,
    standing,
    timeline,
)
from hostbilling.lifecycle import Book, OrderLine, PlaceOrder, ServiceReactivated, ServiceRestored, ServiceSuspended
from hostbilling.money import exact
from hostbilling.periods import Period, Term
from hostbilling.presets import websupport
from tests.cases.answers import OneOf
from tests.thread.host import Host, book, service

POLICIES = {"websupport_default": websupport.EXPLICIT}
WITHIN = timedelta(hours=24)
FOREIGN = ("foreign", "gtld")
# What the cases call markers, and leave out of both lists.
MARKERS = {"proforma_due", "recoverable_until"}
PROFORMA = {PartState.OPEN: "open", PartState.PAID: "paid", PartState.WITHDRAWN: "deleted"}
POSSIBLE, NO_FEE = "possible", OneOf((None, "none", "0"))
# A period starts at the old end unless a case says otherwise.
GAPS = {"payment_date": Gap.WAIVED, "paid_on": Gap.WAIVED}
# What is paid before its time is both, and no case says for how long it is called renewed.
PAID_IN_TIME = OneOf(("renewed", "active"))
MONTH_OF_NIGHTS = timedelta(days=30)


def ws_paid(given: Mapping[str, Any]) -> dict[str, Any]:
    value_date, matched_on = _day(given.get("bank_value_date")), _day(given.get("matched_on"))
    end, paid_on = _day(given.get("deactivation_date")), value_date or _day(given.get("paid_on"))
    asked_on = _day(given.get("requested_on"))
    answer: dict[str, Any] = {}
    if end is not None:
        answer |= _planned(given, end, paid_on)
        answer |= _lived(given, end, paid_on, asked_on=asked_on, known=matched_on or paid_on)
        answer |= _way_back(given, end, asked_on or paid_on)
    if paid_on is not None:
        progress = Progress(paid=True, arrived=given.get("invoice_seen", False))
        check_on = invoice_check_day(paid_on)
        late = check_invoice(paid_on, progress, on=check_on).case is not Case.NONE
        answer["escalate_on"] = check_on if late else None
    return answer


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _timeline(given: Mapping[str, Any], end: date, paid_on: date | None = None) -> Timeline:
    policy, today = POLICIES[given.get("policy", "websupport_default")], _day(given.get("today"))
    issued_on = None if today is None else max(today, policy.issue_day(end))
    if issued_on is not None and not given.get("skip_reminders_not_overdue", True):
        policy = evolve(policy, stages=tuple(_whatever_is_due(stage, issued_on, end) for stage in policy.stages))
    return timeline(policy, end=end, issued_on=issued_on, paid_on=paid_on)


def _whatever_is_due(stage: Stage, issued_on: date, end: date) -> Stage:
    """A reminder still ahead, counted from the issue: it claims no delay, and may come before the due day."""
    ahead = (end - issued_on).days + stage.days
    if stage.action is not Action.NOTIFY or stage.origin is not Origin.END or ahead <= 0:
        return stage
    return evolve(stage, origin=Origin.ISSUED, days=ahead)


def _planned(given: Mapping[str, Any], end: date, paid_on: date | None) -> dict[str, Any]:
    whole = [event for event in _timeline(given, end).events if event.action is not Action.PURGE]
    happened = set(_timeline(given, end, paid_on).events)
    acts = [event for event in whole if event.name not in MARKERS]
    return {
        "events": [{"event": event.name, "date": event.date} for event in whole],
        "emitted_before_payment": [event.name for event in acts if event in happened],
        "cancelled": [event.name for event in acts if event not in happened],
        "service_deleted_on": next((event.date for event in whole if event.action is Action.DELETE), None),
    }


def _lived(
    given: Mapping[str, Any], end: date, paid_on: date | None, *, asked_on: date | None, known: date | None
) -> dict[str, Any]:
    """What happens to a service of the thread's host whose customer pays on the day, or never."""
    term = Term.months(given.get("term_months", 12))
    host = Host(service("S1", end=end, term=term), book=_book(term))
    start = end - MONTH_OF_NIGHTS
    if paid_on is None or known is None:
        if asked_on is not None:
            host.nights(start, asked_on + timedelta(days=1))
        return _state(host, asked_on) if asked_on is not None else {}
    host.nights(start, known)
    if not host.account.demands:
        # Paid before the call went out: the customer ordered it.
        host.decide(PlaceOrder(id="O1", lines=(OrderLine(service_id="S1", term=term),)), known)
        host.night(known)
    demand = host.account.demands[-1]
    host.pay(demand.id, str(demand.parts[0].amounts.gross.amount), paid_on, known=known)
    answer = _state(host, known)
    host.nights(known, known + timedelta(days=3))
    if not host.account.invoices:
        return {}
    (invoice,) = host.account.invoices
    (line,) = invoice.content.lines
    emitted = any(isinstance(fact, ServiceSuspended) for fact in host.facts)
    assert line.period is not None
    return answer | {
        "invoice_issue_date": invoice.issued_on,
        "supply_date": invoice.content.supplied_on,
        "invoice_due_date": invoice.due_on,
        **_period(line.period),
        "service_interrupted": emitted,
        "service_deactivated_event_emitted": emitted,
        "service_deactivation_reversed": any(
            isinstance(fact, (ServiceReactivated, ServiceRestored)) for fact in host.facts
        ),
    }


def _period(period: Period) -> dict[str, Any]:
    return {"period_start": period.start, "period_end_exclusive": period.end, "period_last_day": period.last_day}


def _book(term: Term) -> Book:
    usual = book()
    price = Price(product_id="domain", term=term, since=date(2020, 1, 1), renewal=exact("100.00", "EUR"))
    others = [each for each in usual.catalog.prices if (each.product_id, each.term) != ("domain", term)]
    domain = evolve(usual.catalog.product("domain"), terms=(term,))
    products = (domain, *(each for each in usual.catalog.products if each.id != "domain"))
    return evolve(usual, catalog=evolve(usual.catalog, prices=(*others, price), products=products))


def _state(host: Host, on: date) -> dict[str, Any]:
    demand = host.account.demands[-1] if host.account.demands else None
    now: Standing = standing(host.account.service("S1"), demand, on=on)
    state = PAID_IN_TIME if demand and not demand.is_open and now in (Standing.RENEWED, Standing.ACTIVE) else now.value
    return {"state": state, "original_proforma": PROFORMA[demand.parts[0].state] if demand else None}


def _way_back(given: Mapping[str, Any], end: date, on: date | None) -> dict[str, Any]:
    if on is None:
        return {}
    gap = GAPS.get(given.get("period_start", ""), Gap.BILLED)
    foreign = any(word in given.get("family", "") for word in FOREIGN)
    terms = ReactivationTerms(within=WITHIN, gap=gap, foreign_domain=foreign)
    back = reactivation(_timeline(given, end), end=end, terms=terms, on=on)
    bought = {}
    if "period_start" in given and back.starts_on is not None:
        bought = _period(Period.of(back.starts_on, Term.months(given.get("term_months", 12))))
    return bought | {
        "recoverable": back.phase is Phase.RECOVERABLE,
        "recoverable_until": back.last_day,
        "extra_fee": _fee(back, FeeFor.RECOVERY),
        "quarantine_fee": _fee(back, FeeFor.QUARANTINE),
    }


def _fee(back: Reactivation, what: FeeFor) -> Any:
    return NO_FEE if back.fee(what) is None else POSSIBLE


AREAS = {"ws_paid": ws_paid}
# Words for what the policy does: a call too late goes out at once, and is due at the end at the latest.
FOR_READERS = {"late_start", "due_cap", "skip_reminders_not_overdue", "policy", "family", "term_months"}

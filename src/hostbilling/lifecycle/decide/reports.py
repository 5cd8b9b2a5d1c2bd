"""`decide`: what a customer says has not come."""

from datetime import date

from ...decision import ReasonCode
from ...errors import not_found
from ..account import Account
from ..asked import Report
from ..facts import MissingReported
from ..outcome import Outcome, Refused, accept
from .ends import NOT_YET

REPORTED = ReasonCode("lifecycle.reported", "It is noted that {what} has not come; the plan says when to look for it.")
REPORTED_BEFORE = ReasonCode("lifecycle.reported_before", "{report} is known: nothing is added.")


def report_missing(account: Account, report: Report, *, on: date) -> Outcome:
    """Note what has not come; raises `NotFound` for an order that is not there."""
    if any(known.id == report.id for known, _ in account.reports):
        return accept(REPORTED_BEFORE(report=report.id))
    if report.order_id is not None and all(order.id != report.order_id for order in account.placed):
        raise not_found("order", report.order_id, f"use the id of an order of account {account.id}")
    latest = max(report.on, report.paid_on or report.on)
    if latest > on:
        return Refused(reasons=(NOT_YET(day=latest, on=on),))
    what = f"the invoice for {report.paid_on}" if report.order_id is None else f"the access of {report.order_id}"
    return accept(REPORTED(what=what), MissingReported(report=report, on=report.on, known=on))

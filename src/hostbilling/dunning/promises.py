"""What was promised a customer after a payment, and what to do when it does not come.

Two promises: the service works within some hours, counted as they elapse, and the invoice arrives within some days on
the calendar. A late service before the payment is known is a search for the payment; after it, a search for the mail.
"""

from datetime import UTC, date, datetime, timedelta
from enum import Enum

from attrs import frozen

from ..decision import Decision, ReasonCode
from ..errors import Fault, check_count, check_date, check_instant, check_type, refuse
from ..periods import Term, advance, due_instant
from ..periods.instants import Zone

PROMISED = ReasonCode("promise.due", "{hours} h after {since}: {how} {due}.")
IN_TIME = ReasonCode("promise.in_time", "Nothing is late yet: promised for {due}.")
KEPT = ReasonCode("promise.kept", "What was promised has arrived.")
NO_PAYMENT = ReasonCode("promise.no_payment", "Promised for {due} and no payment was matched: it has to be found.")
NO_MAIL = ReasonCode("promise.no_mail", "Promised for {due} and sent, but it did not arrive.")
NOT_DONE = ReasonCode("promise.not_done", "Promised for {due} and paid, but not done yet: somebody has to see to it.")
WRONG_ADDRESS = ReasonCode("promise.wrong_address", "Sent again without success: the e-mail address on file is wrong.")
INVOICE_DAYS = 2
_DAY = Term.days(1)
_HOUR = timedelta(hours=1)


class Case(Enum):
    """What a broken promise calls for."""

    NONE = "none"
    PAYMENT_TRACING = "payment_tracing"
    """The customer sends proof of the payment; a person finds and pairs it."""
    LATE_DELIVERY = "late_delivery"
    """Paid in time and not delivered: a person sets the service up, or finds out what keeps its invoice."""
    MAIL_DELIVERY = "mail_delivery"
    """Look in other folders, send it again."""
    CHANGE_OF_MAIL = "change_of_mail"
    """Sending again failed too: the customer gives another e-mail address."""


@frozen(kw_only=True)
class Promise(Decision):
    """The instant by which something was promised; with `strictly` it must be there before it."""

    due: datetime
    strictly: bool

    def kept(self, done_at: datetime) -> bool:
        """Tell whether something done at an aware instant was in time."""
        refuse(check_instant("done_at", done_at))
        # Within one zone Python compares what the clock shows, and in autumn the clock shows an hour twice.
        done, due = done_at.astimezone(UTC), self.due.astimezone(UTC)
        return done < due or (done == due and not self.strictly)


def promise(within: timedelta, *, since: datetime, zone: Zone, strictly: bool = False) -> Promise:
    """Return the instant by which an order of `since`, or a service paid then, has to work, shown in `zone`.

    `since` is when the order was validated, which follows the payment. Hours count as they elapse, so that a change of
    the clocks neither gives nor takes one. Raises `InvalidInput` for a time that is not above zero.

    >>> from datetime import UTC
    >>> paid = datetime(2026, 3, 28, 11, 0, tzinfo=UTC)
    >>> promise(timedelta(hours=24), since=paid, zone="Europe/Bratislava").due.isoformat()
    '2026-03-29T13:00:00+02:00'
    """
    refuse(check_type("within", within, timedelta), check_instant("since", since))
    refuse(
        Fault("promise.none", "within", within, "is no time to act in", "pass one above zero")
        if within <= timedelta()
        else None
    )
    due = due_instant(since, after=within, zone=zone)
    how = "before" if strictly else "by"
    reason = PROMISED(hours=f"{within / _HOUR:g}", since=since.isoformat(), how=how, due=due.isoformat())
    return Promise(due=due, strictly=strictly, reasons=(reason,))


@frozen(kw_only=True)
class Progress:
    """How far it came: whether the payment is matched, what was promised was done, and arrived with the customer.

    `sent_again` says that sending it once more failed as well.
    """

    paid: bool
    arrived: bool
    sent_again: bool = False
    done: bool = True


@frozen(kw_only=True)
class Check(Decision):
    """What has to be done about a promise."""

    case: Case


def check_promise(promised: Promise, progress: Progress, *, now: datetime) -> Check:
    """Return the case to open when a service, or the mail that makes it usable, is not there in time.

    >>> from datetime import UTC
    >>> late = promise(timedelta(hours=4), since=datetime(2026, 3, 2, 8, 0, tzinfo=UTC), zone="UTC")
    >>> check_promise(late, Progress(paid=False, arrived=False), now=datetime(2026, 3, 2, 13, 0, tzinfo=UTC)).case.value
    'payment_tracing'
    """
    refuse(
        check_instant("now", now), check_type("promised", promised, Promise), check_type("progress", progress, Progress)
    )
    return _check(progress, late=not promised.kept(now), due=promised.due.isoformat())


def invoice_check_day(paid_on: date, *, days: int = INVOICE_DAYS) -> date:
    """Return the day on which an invoice that has not come is looked for; the day of the payment is not counted.

    >>> invoice_check_day(date(2026, 12, 31))
    datetime.date(2027, 1, 2)
    """
    refuse(check_date("paid_on", paid_on), check_count("days", days))
    return advance(paid_on, _DAY, times=days)


def check_invoice(paid_on: date, progress: Progress, *, on: date, days: int = INVOICE_DAYS) -> Check:
    """Return the case to open when a customer has paid and no invoice has come.

    Without a match the payment is traced: the invoice follows from it. With one the invoice is late, or its mail is
    looked for.
    """
    refuse(check_date("on", on), check_type("progress", progress, Progress))
    check_on = invoice_check_day(paid_on, days=days)
    return _check(progress, late=on >= check_on, due=str(check_on))


def _check(progress: Progress, *, late: bool, due: str) -> Check:
    if progress.arrived:
        return Check(case=Case.NONE, reasons=(KEPT(),))
    if not late:
        return Check(case=Case.NONE, reasons=(IN_TIME(due=due),))
    if not progress.paid:
        return Check(case=Case.PAYMENT_TRACING, reasons=(NO_PAYMENT(due=due),))
    if not progress.done:
        return Check(case=Case.LATE_DELIVERY, reasons=(NOT_DONE(due=due),))
    if not progress.sent_again:
        return Check(case=Case.MAIL_DELIVERY, reasons=(NO_MAIL(due=due),))
    return Check(case=Case.CHANGE_OF_MAIL, reasons=(NO_MAIL(due=due), WRONG_ADDRESS()))

"""What must be sent before a contract renews, in which days, and what follows when it was not.

Windows are counted back, each step clamped by itself (N from X, then the window from N), and never moved to a
working day: Regulation 1182/71, article 3(4).
"""

from collections.abc import Iterable
from datetime import date

from attrs import frozen

from ...decision import Decision, Finding, LegalRef, Reason, ReasonCode, warning
from ...errors import check_date, refuse
from ...periods import Cycle, Term, advance, counted_back
from .contract import Contract
from .lookup import Asked, applicable, cited, doubts
from .model import CustomerClass, Inform, Message, Moment, Remedy, Rule, WayOut

NOT_TACIT = ReasonCode("law.not_tacit", "Nothing renews without an order, so no message is due before a renewal.")
NO_DUTY = ReasonCode("law.no_duty", "No row asks for a message to a {customer} in {country} on {on}.")
DAY_MISSING = ReasonCode("law.day_missing", "{rule} applies, but the {moment} is not known.")
TERM_MISSING = ReasonCode("law.term_missing", "Whether {rule} applies depends on the {fact}, which is not known.")
DUE = ReasonCode("law.inform", "{rule}: {message} notice {window}, counted from the {moment}; {says}.")
SPARED = ReasonCode("law.spared", "{rule} asks for nothing here: {condition}.")
_DAY = Term.days(1)
_OPTIONAL = frozenset({Moment.TRIAL_END, Moment.FEE_CHANGE})


@frozen(kw_only=True)
class Window:
    """The days in which a message counts, both ends included; no `earliest` is no limit."""

    earliest: date | None
    latest: date

    def __attrs_post_init__(self) -> None:
        refuse(
            check_date("earliest", self.earliest) if self.earliest is not None else None,
            check_date("latest", self.latest),
        )

    def __contains__(self, day: date) -> bool:
        return (self.earliest is None or self.earliest <= day) and day <= self.latest

    def __str__(self) -> str:
        return f"from {self.earliest} to {self.latest}" if self.earliest else f"by {self.latest}"


@frozen(kw_only=True)
class Duty:
    """One message that must reach the customer.

    `rule` is the id of the row, `names` the last day to refuse, which the message has to state, `medium` how it is
    sent, `if_missed` what follows otherwise. `reason` carries the law and how certain it is.
    """

    rule: str
    what: Message
    window: Window
    names: date | None
    medium: str
    reason: Reason
    if_missed: Remedy

    @property
    def earliest(self) -> date | None:
        """The first day on which the message counts; None for no limit."""
        return self.window.earliest

    @property
    def latest(self) -> date:
        """The last day on which the message counts."""
        return self.window.latest

    @property
    def law(self) -> tuple[LegalRef, ...]:
        """The legal texts behind the duty, each with its certainty."""
        return self.reason.law

    def met_by(self, sent: Iterable[date]) -> bool:
        """Tell whether a message that reached the customer on one of these days does it."""
        return any(day in self.window for day in sent)

    def missed(self, sent: Iterable[date], *, on: date) -> bool:
        """Tell whether, on a day, it is too late and no message was in time."""
        return on > self.latest and not self.met_by(sent)


@frozen(kw_only=True)
class Obligations(Decision):
    """The messages a contract asks for, by their last day; findings name what could not be decided."""

    duties: tuple[Duty, ...]

    @property
    def required(self) -> bool:
        """Whether any message is due, be it on a day that cannot be counted."""
        return bool(self.duties) or any(finding.code == DAY_MISSING.code for finding in self.findings)


def obligations(
    contract: Contract,
    *,
    country: str,
    customer: CustomerClass,
    on: date,
    announced: bool = False,
    overlay: tuple[Rule, ...] = (),
) -> Obligations:
    """Return the messages that must reach the customer before the next renewal, as the law stands `on` a day.

    `country` is the one whose law protects the customer; `announced` takes law without a date as in force; `overlay`
    adds rows of the host's own. A duty whose day cannot be counted, or that is not known well enough, is a finding.

    >>> contract = Contract(ends=date(2027, 3, 31), notice=Term.months(1))
    >>> found = obligations(contract, country="FR", customer=CustomerClass.CONSUMER, on=date(2026, 11, 21))
    >>> [(duty.rule, str(duty.window), str(duty.names)) for duty in found.duties]
    [('FR-L215-1', 'from 2026-11-28 to 2027-01-28', '2027-02-28')]
    """
    asked = Asked(
        country=country,
        customer=customer,
        on=on,
        concluded=contract.concluded,
        charged=contract.day(Moment.CHARGE),
        announced=announced,
        overlay=overlay,
    )
    rows = applicable(asked)
    findings = tuple(doubts(asked, rows))
    if not contract.tacit:
        return Obligations(reasons=(NOT_TACIT(),), findings=findings, duties=())
    found = [_duty(row, contract, on) for row in rows if isinstance(row, Inform) and row.known]
    duties = sorted((each for each in found if isinstance(each, Duty)), key=lambda duty: (duty.latest, duty.rule))
    spared = tuple(each for each in found if isinstance(each, Reason))
    none = () if duties or spared else (NO_DUTY(customer=customer, country=country, on=on),)
    return Obligations(
        reasons=(*(duty.reason for duty in duties), *spared, *none),
        findings=(*findings, *(each for each in found if isinstance(each, Finding))),
        duties=tuple(duties),
    )


def _duty(row: Inform, contract: Contract, on: date) -> Duty | Reason | Finding:
    counted_from = contract.day(row.counts_from)
    if counted_from is None and row.counts_from in _OPTIONAL:
        return cited(SPARED, row, condition=f"there is no {row.counts_from.value}")
    spared = _spared(row, contract, counted_from or on)
    if spared is not None:
        return spared
    if counted_from is None:
        return warning(cited(DAY_MISSING, row, moment=row.counts_from.value))
    window = _window(row, counted_from, on)
    return Duty(
        rule=row.id,
        what=row.message,
        window=window,
        names=contract.last_day_to_refuse if row.message is Message.RENEWAL else None,
        medium=row.medium,
        reason=cited(DUE, row, message=row.message.value, window=str(window), moment=row.counts_from.value),
        if_missed=row.if_missed,
    )


def _window(row: Inform, counted_from: date, on: date) -> Window:
    if row.every is not None:
        first = advance(counted_from, _DAY)
        period = Cycle(first, row.every).containing(max(first, on))
        return Window(earliest=period.start, latest=period.last_day)
    return Window(
        earliest=counted_back(counted_from, row.earliest) if row.earliest else None,
        latest=counted_back(counted_from, row.latest) if row.latest else counted_from,
    )


def _spared(row: Inform, contract: Contract, day: date) -> Reason | Finding | None:
    """Say that a condition of the row is not met, or cannot be told; None when the duty stands."""
    if row.term_at_least is not None:
        if contract.term is None:
            return warning(cited(TERM_MISSING, row, fact="term"))
        if exceeds(row.term_at_least, contract.term, from_=day):
            return cited(SPARED, row, condition=f"a term of {contract.term} is below {row.term_at_least}")
    if row.trial_over is not None:
        if contract.trial is None:
            return warning(cited(TERM_MISSING, row, fact="trial"))
        if not exceeds(contract.trial, row.trial_over, from_=day):
            return cited(SPARED, row, condition=f"a trial of {contract.trial} is not above {row.trial_over}")
    after, spared_by = contract.notice_after, row.spared_by_notice
    if spared_by is not None and after is not None and not exceeds(after, spared_by, from_=day):
        return cited(SPARED, row, condition=f"{after} of notice end the renewed contract")
    return None


def exceeds(term: Term, limit: Term, *, from_: date) -> bool:
    """Tell whether a term is longer than a limit, both laid from the same day, since units are never converted.

    >>> exceeds(Term.days(31), Term.months(1), from_=date(2027, 2, 1))
    True
    """
    if term.unit is limit.unit:
        return term.count > limit.count
    return advance(from_, term) > advance(from_, limit)


@frozen(kw_only=True)
class Release(Decision):
    """What a customer may do who was not told in time.

    `since` is the first day of the right, None where the law gives no exit but another consequence.
    """

    way_out: WayOut
    since: date | None
    refund_days: int | None

    def refund_by(self, ended_on: date) -> date | None:
        """Return the last day to pay prepaid time back once the customer ended the contract; None where unsaid."""
        refuse(check_date("ended_on", ended_on))
        return None if self.refund_days is None else advance(ended_on, Term.days(self.refund_days))


RELEASED = ReasonCode("law.released", "No message came {window}: {way_out}.")
_EXITS = frozenset({WayOut.ANY_TIME, WayOut.IMMEDIATELY, WayOut.UNTIL_NEXT_EXPIRY})


def release(remedy: Remedy, *, window: Window, sent: Iterable[date], renewed_on: date | None) -> Release | None:
    """Return what follows for a customer whose contract renewed, or None when a message came in its window.

    A message outside the window counts as none. `renewed_on` None: the day of the renewal is not known.

    >>> window = Window(earliest=None, latest=date(2026, 11, 30))
    >>> way_out = Remedy(way_out=WayOut.IMMEDIATELY)
    >>> print(release(way_out, window=window, sent=[date(2026, 12, 1)], renewed_on=None))
    No message came by 2026-11-30: exit with immediate effect.
    >>> release(way_out, window=window, sent=[date(2026, 11, 30)], renewed_on=None) is None
    True
    """
    days = tuple(sent)
    refuse(*(check_date("sent", day) for day in days))
    if any(day in window for day in days):
        return None
    return Release(
        reasons=(RELEASED(window=str(window), way_out=remedy.way_out),),
        way_out=remedy.way_out,
        since=renewed_on if remedy.way_out in _EXITS else None,
        refund_days=remedy.refund_days,
    )

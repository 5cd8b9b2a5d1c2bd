"""Holding what a seller does against the law of a customer's country, before it happens to anybody.

A finding's code is the id of the row it goes against. A violation: the practice as told breaks the row. A warning: it
may, depending on what was not told, or the row is not known well enough. A note: the row applies; nothing was told.
"""

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from ...decision import Finding, ReasonCode, Severity
from ...periods import Term, advance, counted_back
from .contract import Practice
from .duties import exceeds
from .lookup import Asked, applicable, doubts
from .model import (
    CustomerClass,
    Fairness,
    FirstTerm,
    Inform,
    Moment,
    Needs,
    NextTerm,
    Notice,
    Phase,
    Renewed,
    Rule,
    Ways,
)

_SENTENCE = "{rule}: {fault}; {says}."
_ORDER = {Severity.VIOLATION: 0, Severity.WARNING: 1, Severity.NOTE: 2}
# Every end of a term that a calendar knows, a leap year among them.
_FIRST_END, _ENDS = date(2027, 1, 1), 1461


def check(
    practice: Practice,
    *,
    country: str,
    customer: CustomerClass,
    on: date,
    concluded: date | None = None,
    announced: bool = False,
    overlay: tuple[Rule, ...] = (),
) -> tuple[Finding, ...]:
    """Return what the law of `country` says against a practice, violations first.

    `concluded` is the day of the contracts meant, where an older law still holds for them.

    >>> from hostbilling.renewal.law import Channel
    >>> by_post = Practice(channels=[Channel.POST], sold_online=True, informs_before=Term.days(28))
    >>> found = check(by_post, country="FR", customer=CustomerClass.CONSUMER, on=date(2026, 11, 21))
    >>> [finding.code for finding in found if finding.severity is Severity.VIOLATION]
    ['FR-L215-1', 'FR-L215-1-1']
    """
    asked = Asked(
        country=country, customer=customer, on=on, concluded=concluded, announced=announced, overlay=overlay
    )  # fmt: skip
    rows = applicable(asked)
    found = [*doubts(asked, rows), *(each for row in rows if row.known for each in _against(row, practice, on))]
    return tuple(sorted(found, key=lambda finding: _ORDER[finding.severity]))


@frozen(kw_only=True)
class Limits:
    """The longest terms a country allows; None is no limit of the tables.

    `renewal` is the longest fixed term of a renewal, `notice` what the customer may be asked for before the end of
    the first term, `notice_after` once it was renewed.
    """

    next_term: NextTerm
    first_term: Term | None
    renewal: Term | None
    notice: Term | None
    notice_after: Term | None


def limits(
    country: str,
    *,
    customer: CustomerClass,
    on: date,
    concluded: date | None = None,
    announced: bool = False,
    overlay: tuple[Rule, ...] = (),
) -> Limits:
    """Return how long a tacit contract may bind, and into what it may renew.

    >>> found = limits("DE", customer=CustomerClass.CONSUMER, on=date(2026, 11, 21))
    >>> found.next_term.value, found.notice, found.first_term
    ('none_or_indefinite', Term.months(1), Term.years(2))
    """
    asked = Asked(
        country=country, customer=customer, on=on, concluded=concluded, announced=announced, overlay=overlay
    )  # fmt: skip
    rows = [row for row in applicable(asked) if row.known]
    renewed = next((row for row in rows if isinstance(row, Renewed)), None)
    return Limits(
        next_term=_next_term(renewed),
        first_term=next((row.longest for row in rows if isinstance(row, FirstTerm)), None),
        renewal=renewed.fixed_up_to if renewed else None,
        notice=_longest_notice(rows, Phase.FIRST_TERM),
        notice_after=_longest_notice(rows, Phase.RENEWED),
    )


def _next_term(row: Renewed | None) -> NextTerm:
    if row is None:
        return NextTerm.SAME
    return NextTerm.INDEFINITE if row.fixed_up_to is None else NextTerm.CAPPED


def _longest_notice(rows: list[Rule], phase: Phase) -> Term | None:
    return next((row.longest for row in rows if isinstance(row, Notice) and row.caps(phase)), None)


def _against(row: Rule, practice: Practice, on: date) -> Iterator[Finding]:
    match row:
        case Inform():
            yield from _messages(row, practice)
        case FirstTerm():
            yield from _too_long(row, "a first term", practice.first_term, row.longest, on)
        case Renewed():
            yield from _renewal(row, practice, on)
        case Notice():
            yield from _notices(row, practice, on)
        case Ways():
            yield from _ways(row, practice)
        case Needs():
            yield from _safeguard(row, practice)
        case Fairness():
            yield _finding(row, "tested case by case", row.severity)


def _finding(row: Rule, fault: str, severity: Severity) -> Finding:
    return Finding(reason=ReasonCode(row.id, _SENTENCE, row.law)(rule=row.id, fault=fault, says=row.says),
                   severity=severity)  # fmt: skip


def _too_long(row: Rule, what: str, term: Term | None, longest: Term, on: date) -> Iterator[Finding]:
    if term is not None and exceeds(term, longest, from_=on):
        yield _finding(row, f"{what} of {term} is above {longest}", row.severity)


def _renewal(row: Renewed, practice: Practice, on: date) -> Iterator[Finding]:
    term = practice.renewal_term
    if not practice.tacit or practice.indefinite:
        return
    if term is None:
        yield _finding(row, "for how long it renews was not told", Severity.NOTE)
    elif row.fixed_up_to is None:
        yield _finding(row, f"it renews for {term}", row.severity)
    else:
        yield from _too_long(row, "a renewal", term, row.fixed_up_to, on)


def _notices(row: Notice, practice: Practice, on: date) -> Iterator[Finding]:
    bound = practice.first_term
    if row.bound_for is not None and bound is not None and exceeds(bound, row.bound_for, from_=on):
        yield _finding(row, f"a first term of {bound} must let the customer leave before its end", Severity.WARNING)
    if not practice.tacit:
        return
    if row.caps(Phase.FIRST_TERM):
        yield from _too_long(row, "a notice", practice.notice, row.longest, on)
    if row.caps(Phase.RENEWED):
        yield from _too_long(row, "a notice after renewal", practice.notice_after, row.longest, on)


def _ways(row: Ways, practice: Practice) -> Iterator[Finding]:
    if practice.sold_online is False or (practice.channels is None and practice.sold_online is None):
        return
    if practice.channels is None:
        yield _finding(row, "the ways to end it were not told", Severity.NOTE)
    elif not practice.channels & row.channels:
        offered = ", ".join(sorted(channel.value for channel in practice.channels)) or "nothing"
        severity = row.severity if practice.sold_online else Severity.WARNING
        yield _finding(row, f"it can be ended by {offered} only", severity)


def _safeguard(row: Needs, practice: Practice) -> Iterator[Finding]:
    if row.tacit_only and not practice.tacit:
        return
    has = practice.has(row.safeguard)
    if has is None:
        yield _finding(row, f"not told: {row.safeguard.value}", Severity.NOTE)
    elif not has:
        yield _finding(row, f"missing: {row.safeguard.value}", row.severity)


def _messages(row: Inform, practice: Practice) -> Iterator[Finding]:
    if not practice.tacit or _spared(row, practice):
        return
    before = practice.informs_before
    if practice.informs is False:
        yield _finding(row, "no message is sent", Severity.WARNING if _may_not_hold(row, practice) else row.severity)
    elif before is None or row.every is not None or row.counts_from not in _COUNTED:
        yield _finding(row, "when the message is sent was not told", Severity.NOTE)
    else:
        yield from _wrong_day(row, before, practice.notice)


_COUNTED = frozenset({Moment.END, Moment.REFUSE_BY, Moment.CHARGE})


def _spared(row: Inform, practice: Practice) -> bool:
    after, term = practice.notice_after, practice.first_term
    notice_is_short = (
        row.spared_by_notice is not None
        and after is not None
        and not exceeds(after, row.spared_by_notice, from_=_FIRST_END)
    )
    return notice_is_short or (
        row.term_at_least is not None and term is not None and exceeds(row.term_at_least, term, from_=_FIRST_END)
    )


def _may_not_hold(row: Inform, practice: Practice) -> bool:
    """Whether a duty is only for trials, changes of a fee or long terms, and nobody told of any."""
    return row.counts_from in (Moment.TRIAL_END, Moment.FEE_CHANGE) or (
        row.term_at_least is not None and practice.first_term is None
    )


def _wrong_day(row: Inform, before: Term, notice: Term | None) -> Iterator[Finding]:
    """Find an end of a term for which the message goes out on a day that does not count."""
    for days in range(_ENDS):
        end = advance(_FIRST_END, Term.days(days)) if days else _FIRST_END
        refuse_by = counted_back(end, notice) if notice else end
        counted_from = refuse_by if row.counts_from is Moment.REFUSE_BY else end
        sent = counted_back(end, before)
        latest = counted_back(counted_from, row.latest) if row.latest else counted_from
        if sent > latest:
            yield _finding(row, f"sent {before} before the end, too late for an end on {end}: {sent}, not {latest}",
                           row.severity)  # fmt: skip
            return
        if row.earliest and sent < (earliest := counted_back(counted_from, row.earliest)):
            yield _finding(row, f"sent {before} before the end, too early for an end on {end}: {sent}, not {earliest}",
                           row.severity)  # fmt: skip
            return

"""Looking through a register: what is missing, twice, out of order or in the wrong period.

Every series and period is looked at apart, in the order of the counter, never as text. A recorded void explains a
missing number where the country lets it; the counter kept in the store is compared with the last number found.
An audit never corrects anything.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Protocol, runtime_checkable

from attrs import evolve, frozen

from ..decision import Finding, Reason, ReasonCode, Severity
from ..errors import check_count, check_declared, check_text, check_type, check_unique, each_of, not_found, refuse
from .allocation import Assigned
from .policies import DateOrder, Gaps
from .series import Series
from .state import Counter, SeriesState, Void

GAP = ReasonCode("numbering.gap", "{series} {period}: {first} to {last} are missing.")
DUPLICATE = ReasonCode("numbering.duplicate", "{series} {period}: {seq} occurs twice.")
DISORDER = ReasonCode("numbering.out_of_order", "{series} {period}: {seq} of {on} follows a later date.")
MISMATCH = ReasonCode("numbering.period_mismatch", "{series} {period}: {seq} is dated {on}, in another period.")
CONFLICT = ReasonCode("numbering.void_conflict", "{series} {period}: {seq} is void and issued.")
FOREIGN = ReasonCode("numbering.number_foreign", "{series} {period}: {seq} is printed {number}, not {expected}.")
BEHIND = ReasonCode(
    "numbering.counter_behind", "{series} {period}: the counter stands at {next}, but {last} was issued."
)
BEFORE_START = ReasonCode("numbering.before_start", "{series} {period}: {seq} lies before the first number, {first}.")
VOIDED = ReasonCode("numbering.void", "{series} {period}: {seq} is void: {why}.")

_GAP_SEVERITY: Mapping[Gaps, Severity] = {
    Gaps.FORBIDDEN: Severity.VIOLATION,
    Gaps.EXPLAINED: Severity.VIOLATION,
    Gaps.ADVISED_AGAINST: Severity.WARNING,
    Gaps.ALLOWED: Severity.NOTE,
}
_ORDER_SEVERITY: Mapping[DateOrder, Severity] = {
    DateOrder.REQUIRED: Severity.VIOLATION,
    DateOrder.ADVISED: Severity.WARNING,
    DateOrder.FREE: Severity.NOTE,
}


@runtime_checkable
class Registered(Protocol):
    """A row of a register: an `Assigned`, an `Entry`, or a document of the host's with these members."""

    @property
    def series(self) -> str:
        """The id of its series."""
        ...

    @property
    def period(self) -> str:
        """The period it was counted in."""
        ...

    @property
    def seq(self) -> int:
        """Its counter."""
        ...

    @property
    def issue_date(self) -> date:
        """The date it bears."""
        ...

    @property
    def number(self) -> str:
        """What is printed; empty when the register does not hold it."""
        ...


@frozen(kw_only=True)
class Entry:
    """A row of a register."""

    series: str
    period: str
    seq: int
    issue_date: date
    number: str = ""

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("entry.series", self.series),
            check_text("entry.period", self.period),
            check_count("entry.seq", self.seq),
            *check_declared("entry", self),
        )


@frozen(kw_only=True)
class Summary:
    """What an audit saw of one period: how many documents and voids, from which counter to which."""

    series: str
    period: str
    documents: int
    voids: int
    first: int | None
    last: int | None


@frozen(kw_only=True)
class Audit:
    """What an audit found: series by series, period by period, in the order of the register.

    `notes` are the recorded voids; `seen` says what was looked at.
    """

    findings: tuple[Finding, ...]
    notes: tuple[Finding, ...]
    seen: tuple[Summary, ...]

    @property
    def clean(self) -> bool:
        """Whether nothing needs a person's attention."""
        return all(finding.severity is Severity.NOTE for finding in self.findings)

    def report(self) -> str:
        """Return the audit as plain text for a person: what was seen, what is wrong, which numbers are void.

        >>> print(audit([], series=[]).report())
        Seen: nothing
        Findings: none
        Void numbers: none
        """
        seen = [_seen(summary) for summary in self.seen]
        listed = (("Seen", seen or ["nothing"]), ("Findings", self.findings), ("Void numbers", self.notes))
        return "\n".join(_paragraph(title, [str(line) for line in lines]) for title, lines in listed)


def audit(
    register: Iterable[Registered],
    *,
    series: Iterable[Series],
    voids: Iterable[Void] = (),
    states: Iterable[SeriesState] = (),
) -> Audit:
    """Look through a register of any number of series.

    `states` are the stored counters to compare with. Raises `NotFound` for a row, a void or a state whose series is
    not among `series`.

    >>> from hostbilling.numbering import Reset
    >>> rows = [Entry(series="F", period="2026", seq=seq, issue_date=date(2026, 1, 2)) for seq in (1, 2, 5)]
    >>> found = audit(rows, series=[Series(id="F", pattern="F{YYYY}-{seq}", reset=Reset.YEARLY)])
    >>> [str(finding) for finding in found.findings]
    ['violation: F 2026: 3 to 4 are missing.']
    """
    known = _by_id(each_of("series", series, Series))
    groups: dict[tuple[str, str], _Group] = {}

    def group(name: str, period: str) -> _Group:
        if name not in known:
            raise not_found("series", name, f"pass its definition; known are {', '.join(known) or 'none'}")
        return groups.setdefault((name, period), _Group(known[name], period))

    for row in _rows(register):
        group(row.series, row.period).rows.append(row)
    for record in each_of("voids", voids, Void):
        group(record.series, record.period).voids[record.seq] = record
    for state in each_of("states", states, SeriesState):
        for period, counter in state.counters:
            group(state.series, period).counter = counter
    found = list(groups.values())
    return Audit(
        findings=tuple(finding for each in found for finding in each.findings()),
        notes=tuple(note for each in found for note in each.notes()),
        seen=tuple(each.summary() for each in found),
    )


def _rows(register: Iterable[Registered]) -> Iterator[Registered]:
    for place, row in enumerate(each_of("register", register, object)):
        if not isinstance(row, (Entry, Assigned)) and not isinstance(row, Registered):
            refuse(check_type(f"register[{place}]", row, Entry))
        else:
            yield row


def _by_id(series: Collection[Series]) -> dict[str, Series]:
    refuse(check_unique("series", [each.id for each in series]))
    return {each.id: each for each in series}


class _Group:
    """The rows of one series and period."""

    def __init__(self, series: Series, period: str) -> None:
        self.series = series
        self.period = period
        self.rows: list[Registered] = []
        self.voids: dict[int, Void] = {}
        self.counter: Counter | None = None

    def tell(self, kind: ReasonCode, severity: Severity, **facts: object) -> Finding:
        return Finding(reason=kind(series=self.series.id, period=self.period, **facts), severity=severity)

    def notes(self) -> Iterator[Finding]:
        for seq, record in sorted(self.voids.items()):
            yield self.tell(VOIDED, Severity.NOTE, seq=seq, why=record.reason)

    def summary(self) -> Summary:
        seqs = [row.seq for row in self.rows]
        return Summary(series=self.series.id, period=self.period, documents=len(seqs), voids=len(self.voids),
                       first=min(seqs, default=None), last=max(seqs, default=None))  # fmt: skip

    def findings(self) -> Iterator[Finding]:
        policy, issued = self.series.policy, sorted({row.seq for row in self.rows})
        gaps: dict[int, list[Finding]] = {}
        for first, last in self.missing(issued):
            behind = bisect_right(issued, last)
            reason = missing_run(GAP, first, last, series=self.series.id, period=self.period)
            gap = policy.finding("gaps", reason, _GAP_SEVERITY[policy.gaps])
            gaps.setdefault(issued[behind] if behind < len(issued) else -1, []).append(gap)
        late, met = self.out_of_order(), set[int]()
        for index, row in enumerate(self.rows):
            yield from gaps.pop(row.seq, ())
            yield from self.row(row, again=row.seq in met, late=index in late)
            met.add(row.seq)
        yield from gaps.pop(-1, ())
        if self.counter and issued and self.counter.next_seq <= issued[-1]:
            yield self.tell(BEHIND, Severity.VIOLATION, next=self.counter.next_seq, last=issued[-1])

    def row(self, row: Registered, *, again: bool, late: bool) -> Iterator[Finding]:
        policy, first = self.series.policy, self.series.first(self.period)
        if row.seq < first:
            yield self.tell(BEFORE_START, Severity.WARNING, seq=row.seq, first=first)
        if again:
            yield self.tell(DUPLICATE, Severity.VIOLATION, seq=row.seq)
        if late:
            reason = DISORDER(series=self.series.id, period=self.period, seq=row.seq, on=row.issue_date)
            yield policy.finding("date_order", reason, _ORDER_SEVERITY[policy.date_order])
        if self.series.period(row.issue_date) != self.period:
            yield self.tell(MISMATCH, Severity.VIOLATION, seq=row.seq, on=row.issue_date)
        elif row.number and row.number not in self.series.prints(seq=row.seq, on=row.issue_date):
            expected = self.series.render(seq=row.seq, on=row.issue_date)
            yield self.tell(FOREIGN, Severity.WARNING, seq=row.seq, number=row.number, expected=expected)
        if row.seq in self.voids:
            yield self.tell(CONFLICT, Severity.VIOLATION, seq=row.seq)

    def missing(self, issued: list[int]) -> Iterator[tuple[int, int]]:
        """Yield the runs of numbers, first and last, that nothing accounts for."""
        explained = self.voids if self.series.policy.gaps is not Gaps.FORBIDDEN else {}
        first = self.series.first(self.period)
        taken = {first - 1, *issued, *explained, *([self.counter.next_seq] if self.counter else [])}
        for before, after in pairwise(sorted(seq for seq in taken if seq >= first - 1)):
            if after - before > 1:
                yield before + 1, after - 1

    def out_of_order(self) -> set[int]:
        """Return the places of the rows whose date lies before that of a lower number."""
        late: set[int] = set()
        latest = date.min
        for index in sorted(range(len(self.rows)), key=lambda index: self.rows[index].seq):
            if self.rows[index].issue_date < latest:
                late.add(index)
            latest = max(latest, self.rows[index].issue_date)
        return late


def missing_run(kind: ReasonCode, first: int, last: int, **facts: object) -> Reason:
    """Return the reason for numbers that are missing: a run of one is said in the singular, under the same code."""
    if first == last:
        kind = evolve(kind, template=kind.template.replace("{first} to {last} are", "{first} is"))
    return kind(**facts, first=first, last=last)


def _seen(summary: Summary) -> str:
    numbers = f"{summary.first} to {summary.last}" if summary.documents else "no numbers"
    return (
        f"{summary.series} {summary.period}: {numbers}, {_count(summary.documents, 'document')}, "
        f"{_count(summary.voids, 'void number')}"
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _paragraph(title: str, lines: list[str]) -> str:
    if len(lines) <= 1 and lines in ([], ["nothing"]):
        return f"{title}: {lines[0] if lines else 'none'}"
    return "\n  ".join([f"{title}:", *lines])

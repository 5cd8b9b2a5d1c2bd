"""Going on where another system stopped.

The old register is read as it was printed; the new counters follow the highest number of each period, so no number
is given twice. What is wrong in the old register is reported, not repaired.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import evolve, frozen

from ..decision import Finding, ReasonCode, Severity
from ..errors import Fault, InvalidInput, check_date, check_type, each_of, refuse
from .audit import Entry, audit
from .series import Series
from .state import Counter, SeriesState, Void

_NUMBER_AND_DATE = 2

UNREADABLE = ReasonCode("numbering.unreadable", "{number} of {on} {why}; it is left out.")


@frozen(kw_only=True)
class Imported:
    """A register taken over: the state to go on from, its entries, and what an audit found in it."""

    state: SeriesState
    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]


def import_register(rows: Iterable[tuple[str, date]], *, series: Series, voids: Iterable[Void] = ()) -> Imported:
    """Read the printed numbers and issue dates of another system and continue its counters in `series`.

    Where the old numbers looked different, name their patterns in `series.former`. A number that shows its period is
    counted there, any other by its date.

    >>> from hostbilling.numbering import Reset, next_number
    >>> series = Series(id="invoices", pattern="F{YYYY}-{seq:5}", reset=Reset.YEARLY, former=["{YYYY}/{seq}"])
    >>> taken = import_register([("2026/1", date(2026, 1, 5))], series=series)
    >>> next_number(taken.state, series=series, period="2026")
    2
    """
    entries: list[Entry] = []
    findings: list[Finding] = []
    refuse(check_type("series", series, Series))
    for number, on in _rows(rows):
        try:
            period, seq = series.parse(number)
        except InvalidInput as error:
            reason = UNREADABLE(number=number, on=on, why=" and ".join(each.problem for each in error.faults))
            findings.append(Finding(reason=reason, severity=Severity.WARNING))
            continue
        entries.append(
            Entry(series=series.id, period=period or series.period(on), seq=seq, issue_date=on, number=number)
        )
    recorded = each_of("voids", voids, Void)
    findings.extend(audit(entries, series=[series], voids=recorded).findings)
    state = SeriesState(series=series.id, counters=_counters(entries, recorded))
    return Imported(state=state, entries=tuple(entries), findings=tuple(findings))


def _rows(rows: Iterable[tuple[str, date]]) -> Iterator[tuple[str, date]]:
    for place, row in enumerate(each_of("rows", rows, tuple)):
        if len(row) != _NUMBER_AND_DATE:
            refuse(Fault("rows.pair", f"rows[{place}]", row, "is no pair", "pass number and issue date"))
        number, on = row
        refuse(check_type(f"rows[{place}].number", number, str), check_date(f"rows[{place}].issue_date", on))
        yield number, on


def _counters(entries: Iterable[Entry], voids: Iterable[Void]) -> dict[str, Counter]:
    counters: dict[str, Counter] = {}
    for entry in entries:
        last = counters.get(entry.period, Counter(next_seq=0))
        counters[entry.period] = Counter(
            next_seq=max(last.next_seq, entry.seq + 1),
            last_date=max(last.last_date or entry.issue_date, entry.issue_date),
        )
    for record in voids:
        last = counters.get(record.period, Counter(next_seq=0))
        counters[record.period] = evolve(last, next_seq=max(last.next_seq, record.seq + 1))
    return counters

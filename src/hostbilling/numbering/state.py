"""Where a series stands: the next number and the last date of each period.

The state is small on purpose: it is what a store writes with compare-and-swap, so it must not grow with the
register. Which requests already have a number is the register's knowledge, and is handed to `allocate` as `known`.
Numbers never go back: a number that was not used becomes a `Void` with its reason, never a lower counter.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import evolve, field, frozen

from ..errors import Fault, check_count, check_date, check_declared, check_text, check_type, impossible, refuse
from .pairs import check_pairs, pairs
from .resets import check_period_key
from .series import Series


@frozen(kw_only=True)
class Counter:
    """One period of a series: the number that comes next, the last issue date given, whether it is closed."""

    next_seq: int
    last_date: date | None = None
    closed: bool = False

    def __attrs_post_init__(self) -> None:
        refuse(check_count("counter.next_seq", self.next_seq), *check_declared("counter", self))


def _sorted(counters: Mapping[str, Counter] | Iterable[tuple[str, Counter]]) -> tuple[tuple[str, Counter], ...]:
    return pairs(counters)


@frozen(kw_only=True)
class SeriesState:
    """The counters of one series, by period key; `version` rises with every change.

    Build it with `initial_state`, `import_register`, or from stored counters.
    """

    series: str
    version: int = 0
    counters: tuple[tuple[str, Counter], ...] = field(default=(), converter=_sorted)

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("state.series", self.series),
            check_count("state.version", self.version),
            check_pairs("state.counters", self.counters, Counter),
        )

    def counter(self, period: str) -> Counter | None:
        """Return the counter of a period, or None when nothing happened in it yet."""
        refuse(check_text("period", period))
        return dict(self.counters).get(period)

    def changed(self, counters: Mapping[str, Counter]) -> "SeriesState":
        """Return the next version, with some counters replaced."""
        return evolve(self, version=self.version + 1, counters={**dict(self.counters), **counters})


@frozen(kw_only=True)
class Void:
    """A number that no valid document bears, and why: kept for ever, so that the gap is explained."""

    series: str
    period: str
    seq: int
    reason: str
    on: date

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("void.series", self.series),
            check_text("void.period", self.period),
            check_count("void.seq", self.seq),
            check_text("void.reason", self.reason),
            check_date("void.on", self.on),
        )


def initial_state(series: Series) -> SeriesState:
    """Return the state of a series that has numbered nothing yet."""
    refuse(check_type("series", series, Series))
    return SeriesState(series=series.id)


def next_number(state: SeriesState, *, series: Series, period: str) -> int:
    """Return the counter that the next document of a period would get.

    >>> from hostbilling.numbering import Reset
    >>> series = Series(id="invoices", pattern="F{YYYY}-{seq}", reset=Reset.YEARLY, starts={"2026": 500})
    >>> next_number(initial_state(series), series=series, period="2026")
    500
    """
    refuse(check_state(state, series=series))
    refuse(check_period_key("period", period, reset=series.reset))
    counter = state.counter(period)
    return series.first(period) if counter is None else counter.next_seq


def close_period(state: SeriesState, *, series: Series, period: str) -> SeriesState:
    """Return the state in which a period takes no more documents; closing it again changes nothing."""
    refuse(check_state(state, series=series))
    refuse(check_period_key("period", period, reset=series.reset))
    counter = state.counter(period) or Counter(next_seq=series.first(period))
    return state if counter.closed else state.changed({period: evolve(counter, closed=True)})


def void(state: SeriesState, *, series: Series, period: str, seq: int, reason: str, on: date) -> Void:
    """Return the record of a number that was given out and is used by no valid document.

    The counter stays where it is. Raises `Impossible` for a number that was never given out.
    """
    refuse(check_state(state, series=series), check_count("seq", seq))
    following = next_number(state, series=series, period=period)
    first = series.first(period)
    if not first <= seq < following:
        raise impossible("void.not_issued", "seq", seq,
                         f"was never given out: {period} runs from {first} to {following - 1}",
                         "void only numbers below the counter; skip_to raises it")  # fmt: skip
    return Void(series=series.id, period=period, seq=seq, reason=reason, on=on)


def skip_to(
    state: SeriesState, *, series: Series, period: str, next_seq: int, reason: str, on: date
) -> tuple[SeriesState, tuple[Void, ...]]:
    """Return the state whose next number is `next_seq`, and a void record for every number skipped.

    This is how a counter is moved by hand. Raises `Impossible` when it would go down: numbers would repeat.

    >>> from hostbilling.numbering import Reset
    >>> series = Series(id="invoices", pattern="F{YYYY}-{seq}", reset=Reset.YEARLY)
    >>> state, voids = skip_to(initial_state(series), series=series, period="2026", next_seq=3,
    ...     reason="used on paper during the outage", on=date(2026, 5, 4))
    >>> [record.seq for record in voids]
    [1, 2]
    """
    refuse(
        check_state(state, series=series),
        check_count("next_seq", next_seq),
        check_text("reason", reason),
        check_date("on", on),
    )
    current = next_number(state, series=series, period=period)
    if next_seq < current:
        raise impossible("counter.lowered", "next_seq", next_seq, f"is below the next number, {current}",
                         "counters only rise; correct a document with a credit note")  # fmt: skip
    voids = tuple(
        Void(series=series.id, period=period, seq=seq, reason=reason, on=on) for seq in range(current, next_seq)
    )
    counter = state.counter(period) or Counter(next_seq=current)
    return (state.changed({period: evolve(counter, next_seq=next_seq)}) if voids else state), voids


def check_state(state: SeriesState, *, series: Series) -> Fault | None:
    """Fault when the state belongs to another series, or one of the two is none."""
    for name, value, kind in (("state", state, SeriesState), ("series", series, Series)):
        if not isinstance(value, kind):
            return check_type(name, value, kind)
    if state.series != series.id:
        return Fault("state.series", "state.series", state.series, f"is not the series {series.id}",
                     "load the state of that series")  # fmt: skip
    return None

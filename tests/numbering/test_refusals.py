"""Every refusal, word for word: the field, what is wrong, the value, the way out, the code."""

# ruff: noqa: E501, ISC004 - the words stand here as they are printed

from collections.abc import Callable
from datetime import date

import pytest

from hostbilling.errors import BillingError
from hostbilling.numbering import (
    STRICT,
    Assigned,
    Counter,
    Entry,
    Late,
    MonthDay,
    Pattern,
    Printed,
    Request,
    Reset,
    Series,
    SeriesState,
    Void,
    allocate,
    audit,
    audit_printed,
    check,
    check_distinct,
    close_period,
    import_register,
    initial_state,
    policy,
    skip_to,
    void,
)

ON = date(2026, 11, 21)
F = Series(id="F", pattern="F{YYYY}-{seq}", reset=Reset.YEARLY)
ITALY, PORTUGAL = policy("IT", on=ON), policy("PT", on=ON)


def series(**members: object) -> Series:
    return Series(**{"id": "F", "pattern": "F{YYYY}-{seq}", "reset": Reset.YEARLY, **members})  # type: ignore[arg-type]


def give(state: SeriesState, *names: str, of: str = "F") -> object:
    wanted = [Request(id=name, series=of, date=ON) for name in names]
    return allocate(state, wanted, series=F, known=(), today=ON)


def known(seq: int) -> Assigned:
    return Assigned(request_id="a", series="F", number=f"F2026-{seq}", period="2026", seq=seq, issue_date=ON)


def reached(next_seq: int) -> SeriesState:
    return SeriesState(series="F", counters={"2026": Counter(next_seq=next_seq)})


REFUSALS: list[tuple[Callable[[], object], str]] = [
    # periods that the series does not have: under a mistyped key nothing would ever be counted or closed
    (
        lambda: close_period(initial_state(F), series=F, period="2O26"),
        "period is no period of a series that resets yearly, got '2O26'; write it like '2026', as period_key does [period.key]",
    ),
    (
        lambda: void(initial_state(F), series=F, period="2026-01", seq=1, reason="x", on=ON),
        "period is no period of a series that resets yearly, got '2026-01'; write it like '2026', as period_key does [period.key]",
    ),
    (
        lambda: series(starts={"26": 500}),
        "series.starts is no period of a series that resets yearly, got '26'; write it like '2026', as period_key does [period.key]",
    ),
    # patterns
    (lambda: Pattern(""), "pattern is empty, got ''; give at least one visible character [text.empty]"),
    (
        lambda: Pattern("F{yyyy}{seq}"),
        "pattern has the unknown token {yyyy}, got 'F{yyyy}{seq}'; use seq, seq_hex, YYYY, YY, MM, DD, YYYYMMDD, FY, FY2, "
        "series, prefix, premises, device, entity [pattern.token]",
    ),
    (
        lambda: Pattern("F{seq}}"),
        "pattern has a brace without its pair, got 'F{seq}}'; write tokens as {seq:5} [pattern.brace]",
    ),
    (
        lambda: Pattern("F{seq} "),
        "pattern has characters that do not print, or blanks at an end, got 'F{seq} '; use visible characters and single "
        "blanks inside [pattern.character]",
    ),
    (
        lambda: Pattern("F"),
        "pattern needs exactly one counter, got 'F'; put {seq} or {seq:5} in it once [pattern.counter]",
    ),
    (
        lambda: Pattern("{seq}{prefix}").render(seq=1, on=ON),
        "pattern is not filled in, got '{prefix}'; give its text with Pattern.fill [pattern.unfilled]",
    ),
    (lambda: Pattern("{seq}{prefix}").fill({}), "texts.prefix must be text, got None; pass a str [text.type]"),
    (
        lambda: Pattern("{seq}").fill({"till": "1"}),
        "texts.till fills no token, got '1'; name one of series, prefix, premises, device, entity [slot.unknown]",
    ),
    (
        lambda: Pattern("{seq}").fill({"prefix": "}"}),
        "texts.prefix holds a brace, got '}'; give plain text [slot.brace]",
    ),
    (
        lambda: Pattern("F{seq}").parse("G1"),
        "number was not printed by the pattern F{seq}, got 'G1'; look it up in the series that issued it [number.foreign]",
    ),
    # days
    (
        lambda: MonthDay(2, 29),
        "month_day is not a day of every year, got '02-29'; give a month and a day such as MonthDay(4, 1) [month_day.none]",
    ),
    (
        lambda: MonthDay(0, 0),
        "month is below 1, got 0; pass 1 or more [count.low]\nday is below 1, got 0; pass 1 or more [count.low]",
    ),
    # series
    (
        lambda: series(id="", start=-1, starts={"2026": -2}, max_length=0, pattern=1, reset=2, policy=3),
        "series.id is empty, got ''; give at least one visible character [text.empty]\n"
        "series.start is below 0, got -1; pass 0 or more [count.low]\n"
        "series.starts.2026 is below 0, got -2; pass 0 or more [count.low]\n"
        "series.max_length is below 1, got 0; pass 1 or more [count.low]\n"
        "series.pattern is no Pattern, got 1; pass Pattern [value.type]\n"
        "series.reset is no Reset, got 2; pass Reset [value.type]\n"
        "series.policy is no Policy, got 3; pass Policy [value.type]",
    ),
    (
        lambda: series(pattern="F{YY}{seq}", reset=Reset.MONTHLY),
        "series.pattern shows no monthly reset: 2023-01 and 2023-02 would print alike, got 'F{YY}{seq}'; put the period into "
        "the pattern, or reset less often [series.repeats]",
    ),
    (
        lambda: series(pattern="F{YYYY}{seq_hex}", policy=ITALY),
        "series.pattern does not read as a rising number (DPR 633/1972, article 21; Risoluzione 1/E 2013; Risposta 505/2020), "
        "got 'F{YYYY}{seq_hex}'; count in decimals, with {seq} [series.not_progressive]",
    ),
    (
        lambda: series(max_length=6),
        "series.pattern prints 7 characters, more than 6, got 'F{YYYY}-{seq}'; shorten the pattern [series.too_long]",
    ),
    (
        lambda: series(policy=PORTUGAL),
        "series.usable is missing, and in PT a series ends with its fiscal year, got None; give the days of that year "
        "[series.open_ended]",
    ),
    (
        lambda: series(pattern="{YYYYMMDD}-{seq}").parse("20260230-1"),
        "number shows no day of the calendar in {YYYYMMDD}-{seq}, got '20260230-1'; look it up in the series that issued it "
        "[number.no_day]",
    ),
    (
        lambda: series(pattern="{YYYY}{seq:4}", former=["{YY}{seq:6}"]).parse("20260001"),
        "number reads as [('2020', 260001), ('2026', 1)], got '20260001'; import it under the one pattern that printed it "
        "[number.ambiguous]",
    ),
    (
        lambda: check_distinct([F, series(id="G", pattern="F{YYYY}-{seq:2}")]),
        "series could both print F1111-11, got ('F', 'G'); begin their patterns with different letters [series.collision]",
    ),
    (
        lambda: check_distinct([F, series(pattern="G{YYYY}-{seq}")]),
        "series occurs twice, got 'F'; give each entry its own id [id.duplicate]",
    ),
    # counters
    (
        lambda: void(initial_state(F), series=F, period="2026", seq=1, reason="spoiled", on=ON),
        "seq was never given out: 2026 runs from 1 to 0, got 1; void only numbers below the counter; skip_to raises it "
        "[void.not_issued]",
    ),
    (
        lambda: skip_to(initial_state(F), series=F, period="2026", next_seq=0, reason="tidy", on=ON),
        "next_seq is below the next number, 1, got 0; counters only rise; correct a document with a credit note "
        "[counter.lowered]",
    ),
    # allocation
    (
        lambda: give(SeriesState(series="C")),
        "state.series is not the series F, got 'C'; load the state of that series [state.series]",
    ),
    (
        lambda: give(initial_state(F), "a", of="C"),
        "requests.a.series is not F, got 'C'; allocate one series at a time [request.series]",
    ),
    (
        lambda: give(initial_state(F), "a", "a"),
        "requests occurs twice, got 'a'; give each entry its own id [id.duplicate]",
    ),
    (
        lambda: Request(id="", series=" ", date="today"),  # type: ignore[arg-type]
        "request.id is empty, got ''; give at least one visible character [text.empty]\n"
        "request.series is empty, got ' '; give at least one visible character [text.empty]\n"
        "request.date must be a civil date, got 'today'; pass a datetime.date [date.type]",
    ),
    (
        lambda: allocate(initial_state(F), [], series=F, known=(), today=None),  # type: ignore[arg-type]
        "today must be a civil date, got None; pass a datetime.date [date.type]",
    ),
    (
        lambda: allocate(
            initial_state(F), [Request(id="a", series="F", date=ON)], series=F, known=[known(1)], today=ON
        ),
        "state is older than the register, which holds this number, got 'F2026-1'; read the state first and the known numbers "
        "after it [state.behind]",
    ),
    (
        lambda: allocate(reached(7), [Request(id="a", series="F", date=ON)], series=F, known=[known(7)], today=ON),
        "state is older than the register, which holds this number, got 'F2026-7'; read the state first and the known numbers "
        "after it [state.behind]",
    ),
    # registers
    (
        lambda: audit([Entry(series="C", period="all", seq=1, issue_date=ON)], series=[F, series(id="G")]),
        "series is not known, got 'C'; pass its definition; known are F, G [series.unknown]",
    ),
    (lambda: audit([], series=[F, F]), "series occurs twice, got 'F'; give each entry its own id [id.duplicate]"),
    (
        lambda: import_register([("F2026-1", None)], series=F),  # type: ignore[list-item]
        "rows[0].issue_date must be a civil date, got None; pass a datetime.date [date.type]",
    ),
    (
        lambda: audit_printed([Printed(number="draft", year=2026)], policy=STRICT),
        "printed.number has no digits, got 'draft'; leave it out of the list [printed.no_counter]",
    ),
    # countries
    (
        lambda: policy("US", on=ON),
        "policy is not known, got 'US on 2026-11-21'; use numbering.STRICT, or pass a Policy of your own in rows "
        "[policy.unknown]",
    ),
    (lambda: policy("FR", on=2026), "on must be a civil date, got 2026; pass a datetime.date [date.type]"),  # type: ignore[arg-type]
    (lambda: check([], on=2026), "on must be a civil date, got 2026; pass a datetime.date [date.type]"),  # type: ignore[arg-type]
]


@pytest.mark.parametrize(("ask", "words"), REFUSALS)
def test_refusal(ask: Callable[[], object], words: str) -> None:
    with pytest.raises(BillingError) as caught:
        ask()
    assert str(caught.value) == words


def test_a_known_number_just_below_the_counter_is_fine() -> None:
    request = Request(id="a", series="F", date=ON)
    assert allocate(reached(8), [request], series=F, known=[known(7)], today=ON).assigned[0].number == "F2026-7"


def test_first_numbers_are_those_of_the_period() -> None:
    decided = series(starts={"2026": 500})
    closed = close_period(initial_state(decided), series=decided, period="2026")
    assert closed.counters[0][1].next_seq == 500
    given = allocate(initial_state(decided), [Request(id="a", series="F", date=ON)], series=decided, known=(), today=ON)
    [row] = given.assigned
    assert isinstance(row, Assigned)
    assert void(given.state, series=decided, period="2026", seq=500, reason="spoiled", on=ON).seq == 500


def test_a_late_document_of_a_closed_fiscal_year_moves_to_the_next() -> None:
    fiscal = series(
        pattern="{FY2}/{seq}", reset=Reset.FISCAL_YEAR, fiscal_year_start=MonthDay(4, 1), late=Late.NEXT_LAWFUL_DATE
    )
    closed = close_period(initial_state(fiscal), series=fiscal, period="FY2025")
    request = Request(id="a", series="F", date=date(2026, 2, 1))
    [row] = allocate(closed, [request], series=fiscal, known=(), today=ON).assigned
    assert (row.issue_date, row.number) == (date(2026, 4, 1), "26-27/1")


def test_an_entry_without_a_printed_period_is_counted_by_its_date() -> None:
    croatia = series(pattern="{seq}/{premises}", policy=policy("HR", on=ON), texts={"premises": "P1"})
    taken = import_register([("1/P1", date(2025, 1, 1)), ("1/P1", date(2026, 1, 1))], series=croatia)
    assert [period for period, _ in taken.state.counters] == ["2025", "2026"]
    assert taken.findings == ()


def test_a_register_that_starts_at_zero() -> None:
    zero = series(start=0)
    taken = import_register([("F2026-0", ON)], series=zero)
    assert taken.state.counters[0][1].next_seq == 1
    spoiled = Void(series="F", period="2026", seq=0, reason="spoiled", on=ON)
    assert import_register([], series=zero, voids=[spoiled]).state.counters[0][1].next_seq == 1

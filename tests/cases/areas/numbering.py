"""Numbers: format, reset, chronology, policy and audit (numbering_cases.json)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from hostbilling import numbering
from hostbilling.decision import Severity
from hostbilling.errors import InvalidInput
from hostbilling.numbering import (
    Counter,
    DocumentKind,
    Entry,
    Policy,
    Printed,
    Request,
    Reset,
    Series,
    SeriesState,
    Void,
    allocate,
    audit,
    check_distinct,
    next_number,
)
from hostbilling.numbering.resets import JANUARY_1, MonthDay, period_days
from hostbilling.periods import civil_date
from tests.cases.answers import OneOf, any_of

WHEN = "2026-11-21"
RESETS = {
    "never": Reset.NEVER,
    "none": Reset.NEVER,
    **dict.fromkeys(["year", "yearly", "calendar_year"], Reset.YEARLY),
    **dict.fromkeys(["month", "monthly"], Reset.MONTHLY),
    **dict.fromkeys(["day", "daily"], Reset.DAILY),
    **dict.fromkeys(["fiscal_year", "tax_year", "book_year"], Reset.FISCAL_YEAR),
}
# What a period key looks like: its length, or its beginning.
RESET_OF_KEY = {4: Reset.YEARLY, 6: Reset.FISCAL_YEAR, 7: Reset.MONTHLY, 10: Reset.DAILY, 3: Reset.NEVER}
STRICTNESS = {"strict": numbering.STRICT, "unique_only": numbering.UNIQUE_ONLY}
KINDS = {
    "invoice": DocumentKind.INVOICE,
    "credit_note": DocumentKind.CREDIT_NOTE,
    "rectificativa": DocumentKind.CREDIT_NOTE,
    "self_billing": DocumentKind.SELF_BILLED_INVOICE,
    "self_billed_invoice": DocumentKind.SELF_BILLED_INVOICE,
    "corrective_invoice": DocumentKind.CREDIT_NOTE,
    "corrective": DocumentKind.CREDIT_NOTE,
    "rectification": DocumentKind.CREDIT_NOTE,
    "proforma": DocumentKind.PROFORMA,
    "advance_invoice": DocumentKind.PROFORMA,
    "quote": DocumentKind.QUOTE,
    "receipt": DocumentKind.RECEIPT,
    "top_up": DocumentKind.TOP_UP_RECEIPT,
    "top_up_receipt": DocumentKind.TOP_UP_RECEIPT,
}
SEPARATE = frozenset({"own", "separate", "per_seller"})
VAT_NUMBERS = {"foreign": ("HU12345676", "DE136695976"), "domestic": ("HU12345676",)}
# The words of the cases for our codes. A word for a refusal may differ by area.
ERRORS = {
    "instant.naive": "naive_datetime",
    "series.repeats": "pattern_repeats_after_reset",
    "series.not_progressive": "not_progressive",
    "series.collision": "prefix_collision",
    "series.too_long": "too_long number_too_long",
    "series.open_ended": "series_closed_or_new_series_needed",
}
REFUSALS = {
    "numbering.date_before_last": "date_before_last_issued",
    "numbering.period_passed": "date_before_last_issued",
    "numbering.period_closed": "period_closed",
    "numbering.date_in_future": "date_in_future future_date date_after_today issue_date_in_future",
    "numbering.too_long": "too_long",
    "numbering.series_closed": "series_closed_or_new_series_needed",
}
REFUSALS_BY_RESET = {**REFUSALS, "numbering.period_passed": "period_closed back_period_not_allowed period_passed"}
FINDINGS = {
    "numbering.out_of_order": "out_of_order",
    "numbering.unwieldy": "unwieldy_number",
    "numbering.outgrown": "width_exceeded padding_exceeded longer_than_padding",
    "numbering.characters": "characters",
    "numbering.gap": "gap",
    "numbering.duplicate": "duplicate",
    "numbering.separate_series_required": "separate_series_required",
    "numbering.one_series_per_seller_required": "one_series_per_seller_required",
    "numbering.separate_range_required": "separate_range_required",
    "numbering.series_unregistered": "series_must_be_registered_before_use",
    "numbering.proforma_in_tax_series": "proforma_in_tax_series",
    "numbering.too_long": "too_long",
    "numbering.printed_gap": "gap",
    "numbering.printed_twice": "duplicate",
    "numbering.dated_before_last": "out_of_order",
    "numbering.period_mismatch": "period_mismatch",
    "numbering.void_conflict": "void_conflict",
}


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _policy(name: str | None, on: str = WHEN) -> Policy:
    if name is None or name in STRICTNESS:
        return STRICTNESS[name or "strict"]
    return numbering.policy(name, on=_day(on))


def _month_day(text: str | None) -> MonthDay:
    return MonthDay(*map(int, text.split("-"))) if text else JANUARY_1


def _texts(given: Mapping[str, Any]) -> dict[str, str]:
    return {slot: str(given[slot]) for slot in ("series", "prefix", "premises", "device") if given.get(slot)}


def _series(given: Mapping[str, Any], pattern: str, **more: Any) -> Series:
    policy = _policy(given.get("policy"), given.get("issue_date", WHEN))
    return Series(
        id="S",
        pattern=pattern,
        reset=policy.forced_reset or RESETS[given.get("reset", "never")],
        policy=policy,
        texts=_texts(given),
        fiscal_year_start=_month_day(given.get("fiscal_year_start")),
        **more,
    )


def _words(codes: Iterable[str], words: Mapping[str, str] = FINDINGS) -> list[str]:
    return [words.get(code, code) for code in codes]


def _first(words: list[str]) -> OneOf | str | None:
    return any_of(words[0]) if words else None


def number_format(given: Mapping[str, Any]) -> dict[str, Any]:
    if "a" in given or "series_a" in given:
        return _two_numbers(given)
    series = _series(given, given["pattern"], max_length=given.get("max_length"))
    if "seq" not in given:
        return {"ok": True}
    on = _day(given.get("issue_date", WHEN))
    state = SeriesState(series="S", counters={series.period(on): Counter(next_seq=given["seq"])})
    got = allocate(state, [Request(id="x", series="S", date=on)], series=series, known=(), today=on)
    findings = [*got.findings, *numbering.check([series], on=on)]
    return {
        "ok": got.ok,
        "error": _first(_words([each.reason.code for each in got.refused], REFUSALS)),
        "number": got.assigned[0].number if got.ok else None,
        "warning": _first(_words(finding.code for finding in findings)),
        "reset_deduced_from_text": series.reset is not RESETS[given.get("reset", "never")],
    }


def _two_numbers(given: Mapping[str, Any]) -> dict[str, Any]:
    error = None
    patterns = [_pattern(given, side) for side in "ab"]
    try:
        one, other = (_series(given, pattern) for pattern in patterns)
        if "series_a" in given:
            check_distinct([one, Series(id="T", pattern=other.filled, reset=other.reset)])
    except InvalidInput as refused:
        error = any_of(ERRORS.get(refused.code, refused.code))
    numbers = [
        numbering.Pattern(pattern)
        .fill(_texts(given))
        .render(
            seq=given[side]["seq"],
            on=_day(given[side].get("issue_date", given.get("issue_date", WHEN))),
            fiscal_start=_month_day(given.get("fiscal_year_start")),
        )
        for side, pattern in zip("ab", patterns, strict=True)
        if side in given
    ]
    return {**dict(zip(("a_number", "b_number"), numbers, strict=False)), "error": error, "ok": error is None}


def _pattern(given: Mapping[str, Any], side: str) -> Any:
    """The pattern of one of two series: its own, or that of both with the series in it."""
    own, common = given.get(f"series_{side}"), given.get("pattern")
    return common.replace("{series}", own) if own and common else own or common


def reset(given: Mapping[str, Any]) -> dict[str, Any]:
    if "naive_datetime" in given:
        return {
            "local_date": civil_date(datetime.fromisoformat(given["naive_datetime"]), zone=given.get("zone") or "UTC")
        }
    last = _last_numbers(given.get("last_issued", {}))
    if "instant" in given:
        on = civil_date(datetime.fromisoformat(given["instant"]), zone=given.get("zone") or "UTC")
    else:
        on = _day(given.get("issue_date", WHEN))
    named_year = given.get("series", "")[:4] if given.get("policy") == "PT" else ""
    series = _series(
        given,
        given.get("pattern", "{FY}.{YYYYMMDD}.{seq}"),
        starts=given.get("start_number", {}),
        back_periods=bool(given.get("allow_back_period")),
        usable=period_days(_day(f"{named_year}-12-31"), reset=Reset.YEARLY) if named_year else None,
    )
    if series.reset is Reset.NEVER and last:
        last = {numbering.EVER: max(last.values())}
    closed = set(map(str, given.get("closed_periods", ())))
    state = SeriesState(
        series="S",
        counters={
            period: Counter(
                next_seq=last[period] + 1 if period in last else series.first(period), closed=period in closed
            )
            for period in {*last, *closed}
        },
    )
    if "action" in given:
        return {"seq_next": next_number(state, series=series, period=next(iter(last), series.period(on)))}
    today = _day(given["today"]) if "today" in given else on
    got = allocate(state, [Request(id="x", series="S", date=on)], series=series, known=(), today=today)
    answer = {"local_date": on, "period": series.period(on)}
    if got.refused:
        return {**answer, "error": any_of(REFUSALS_BY_RESET[got.refused[0].reason.code])}
    [given_number] = got.assigned
    return {
        **answer,
        "seq": given_number.seq,
        "number": given_number.number,
        "seq_next": next_number(got.state, series=series, period=given_number.period),
    }


def _last_numbers(last: Mapping[str, Any]) -> dict[str, int]:
    if "seq" in last:
        return {str(last["period"]): last["seq"]}
    return dict(last)


def chronology(given: Mapping[str, Any]) -> dict[str, Any]:
    asked = [(name, _day(on)) for name, on in given["batch"]] if "batch" in given else [("x", _single_date(given))]
    series = _series(given, "{YYYYMMDD}.{seq}")
    counters = _last_dates(given, series)
    today = _day(given["today"]) if "today" in given else max([on for _, on in asked], default=_day(WHEN))
    requests = [Request(id=name, series="S", date=on) for name, on in asked]
    got = allocate(SeriesState(series="S", counters=counters), requests, series=series, known=(), today=today)
    rows = [
        [each.request_id, each.seq] if series.reset is Reset.NEVER else [each.request_id, each.period, each.seq]
        for each in got.assigned
    ]
    return {
        "ok": got.ok,
        "error": _first(_words([each.reason.code for each in got.refused], REFUSALS)),
        "warning": _first(_words(finding.code for finding in got.findings)),
        "assigned": rows,
        "seq": got.assigned[0].seq if got.assigned else None,
        "invoice_issue_date": got.assigned[0].issue_date if got.assigned else None,
    }


def _single_date(given: Mapping[str, Any]) -> date:
    return _day(given["paid"] if "paid" in given else given["new_issue_date"])


def _last_dates(given: Mapping[str, Any], series: Series) -> dict[str, Counter]:
    if "last_issue_date" in given:
        on = _day(given["last_issue_date"])
        return {series.period(on): Counter(next_seq=2, last_date=on)}
    last = given.get("last", {})
    rows = [last] if "seq" in last else list(last.values())
    dated = [(_day(row["date"]), row["seq"]) for row in rows]
    return {series.period(on): Counter(next_seq=seq + 1, last_date=on) for on, seq in dated}


def policy(given: Mapping[str, Any]) -> dict[str, Any]:
    rules = _policy(given["country"])
    findings = [*numbering.check([_used(given, rules)], on=_day(WHEN)), *_printed(given, rules)]
    violations = _words(finding.code for finding in findings if finding.severity is Severity.VIOLATION)
    warnings = _words(finding.code for finding in findings if finding.severity is Severity.WARNING)
    repeated = "duplicate" in violations
    return {
        "violation": _first(violations) or False,
        "warning": _first(warnings),
        "limit": rules.max_length,
        "series_rendered": rules.empty_series,
        "ksef_error": 440 if repeated else None,
        "sdi": "rejected" if repeated else "accepted",
    }


def _used(given: Mapping[str, Any], rules: Policy) -> Series:
    """The series the case describes, used as it says; registered unless the case says otherwise."""
    kind = KINDS[given.get("document", "invoice")]
    apart = given.get("series") in SEPARATE
    sellers = tuple(given.get("self_billed_for", given.get("self_billing_for", ())))
    return Series(
        id="S",
        pattern="{seq}",
        reset=Reset.NEVER if rules.forced_reset is None else rules.forced_reset,
        policy=rules,
        usable=period_days(_day(WHEN), reset=Reset.YEARLY),
        documents={kind} if apart else {DocumentKind.INVOICE, kind},
        self_billed_for=sellers[:1] if apart else sellers,
        vat_numbers=VAT_NUMBERS[given.get("issuer_vat", "domestic")] if given.get("series") == "domestic" else (),
        issuers=tuple(given.get("group_companies", ())),
        registration=given.get("series_code", "AB12CD34"),
    )


def _printed(given: Mapping[str, Any], rules: Policy) -> list[Any]:
    year, kind = given.get("year", 2026), given.get("kind", "")
    listed = [str(number) for number in given.get("numbers", ())]
    years = given.get("years", [year] * len(listed))
    if RESETS[given.get("reset", "never")] is not Reset.NEVER:
        # Counters of a series that starts again: the document shows their year too.
        listed = [f"{on}-{each}" for each, on in zip(listed, years, strict=True)]
    printed = [Printed(number=each, year=on, kind=kind) for each, on in zip(listed, years, strict=True)]
    if "earlier" in given:
        earlier = {"year": year, "kind": kind, **given["earlier"]}
        printed = [Printed(**earlier), Printed(number=given["number"], year=year, kind=kind)]
    voided = {int(seq) for seq, _ in given.get("voided", {}).items()}
    found = list(numbering.audit_printed(printed, policy=rules, voided=voided))
    return [*found, *(numbering.check_number(str(given["number"]), policy=rules) if "number" in given else ())]


def audited(given: Mapping[str, Any]) -> dict[str, Any]:
    rows = [(name, str(period), seq, _day(on)) for name, period, seq, on in given["register"]]
    voids = [
        Void(series=name, period=str(period), seq=seq, reason=reason, on=_day(WHEN))
        for name, period, seq, reason in given.get("voids", ())
    ]
    kept = {(name, period): None for name, period, *_ in rows} | {(each.series, each.period): None for each in voids}
    series = {
        name: Series(
            id=name,
            pattern="{FY}.{YYYYMMDD}.{seq}",
            reset=RESET_OF_KEY[len(period)],
            start=given.get("start", 1),
        )
        for name, period in kept
    }
    states = [
        SeriesState(series=name, counters={period: Counter(next_seq=given["counter_next"])})
        for name, period in kept
        if "counter_next" in given
    ]
    entries = [Entry(series=name, period=period, seq=seq, issue_date=on) for name, period, seq, on in rows]
    found = audit(entries, series=series.values(), voids=voids, states=states)
    return {
        "findings": [_row(finding.reason) for finding in found.findings],
        "notes": [_row(note.reason) for note in found.notes],
    }


def _row(reason: Any) -> list[Any]:
    facts = [value for name, value in reason.facts if name not in ("on", "last_date")]
    return [FINDINGS.get(reason.code, reason.code.removeprefix("numbering.")), *facts]


AREAS = {
    "numbering.format": number_format,
    "numbering.reset": reset,
    "numbering.chronology": chronology,
    "numbering.policy": policy,
    "numbering.audit": audited,
}
FOR_READERS = {
    "supply_date", "by", "action", "proforma_date", "issuer_vat", "series", "siren", "nip", "scope",
    "internal_decision", "reset", "counter_next", "naive_datetime", "zone",
}  # fmt: skip

"""The rows of the countries: sound as data, found by day, overlaid by the host's own, and checked against series."""

from datetime import date
from itertools import pairwise

import pytest
from attrs import evolve, fields

from hostbilling.decision import Certainty, Finding, Severity, Source
from hostbilling.errors import InvalidInput, NotFound
from hostbilling.numbering import (
    STRICT,
    DateOrder,
    DocumentKind,
    Gaps,
    MonthDay,
    Policy,
    Reset,
    Series,
    check,
    check_number,
    policy,
)
from hostbilling.numbering.countries import EU, EU_WITHOUT_ROW, ROWS
from hostbilling.parties import COUNTRIES
from hostbilling.periods import Period

ON = date(2026, 11, 21)
EU_MEMBERS = frozenset(
    ["AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
     "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"]
)  # fmt: skip


def of(country: str) -> Policy:
    return policy(country, on=ON)


def series(country: str, **more: object) -> Series:
    return Series(
        **{
            "id": "F",
            "pattern": "F{YYYY}-{seq}",
            "reset": Reset.YEARLY,
            "policy": of(country),
            "usable": Period(date(2026, 1, 1), date(2027, 1, 1)),
            "registration": "AB12CD34",
            **more,
        }  # type: ignore[arg-type]
    )


def told(*listed: Series, on: date = ON) -> list[str]:
    return [finding.code.removeprefix("numbering.") for finding in check(listed, on=on)]


def test_rows_are_sorted_and_sourced() -> None:
    keys = [(row.country, row.since) for row in ROWS]
    assert keys == sorted(set(keys))
    names = {field.name for field in fields(Policy)}
    for row in (*ROWS, EU):
        assert row.source.title
        assert row.source.certainty is not Certainty.UNCHECKED
        assert set(row.unchecked) <= names
        assert set(row.key) <= {"number", "year", "kind"}
        assert row.since >= date(2013, 1, 1)


def test_one_year_rows_of_a_country_differ() -> None:
    for one, other in pairwise(ROWS):
        if one.country == other.country:
            assert evolve(one, since=other.since, source=other.source, note=other.note) != other


def test_every_member_state_has_its_row_or_the_directive() -> None:
    assert {row.country for row in ROWS} | EU_WITHOUT_ROW == EU_MEMBERS | {"GB"}
    assert not {row.country for row in ROWS} & EU_WITHOUT_ROW
    assert EU_MEMBERS <= COUNTRIES
    assert policy("FI", on=ON) is policy("EU", on=ON) is EU


@pytest.mark.parametrize(
    ("country", "gaps", "order"),
    [
        ("FR", Gaps.FORBIDDEN, DateOrder.REQUIRED),
        ("DE", Gaps.ALLOWED, DateOrder.FREE),
        ("EL", Gaps.ALLOWED, DateOrder.ADVISED),
        ("UK", Gaps.EXPLAINED, DateOrder.FREE),
        ("SK", Gaps.ADVISED_AGAINST, DateOrder.ADVISED),
        ("HU", Gaps.FORBIDDEN, DateOrder.REQUIRED),
        ("se", Gaps.FORBIDDEN, DateOrder.ADVISED),
    ],
)
def test_what_countries_ask(country: str, gaps: Gaps, order: DateOrder) -> None:
    assert (of(country).gaps, of(country).date_order) == (gaps, order)


def test_the_row_in_force_on_the_day() -> None:
    assert [policy("PT", on=date(year, 6, 1)).registered for year in (2022, 2023)] == [False, True]
    assert policy("PT", on=date(2023, 1, 1)).registered
    assert not policy("PT", on=date(2022, 12, 31)).registered


@pytest.mark.parametrize(("country", "on"), [("US", ON), ("FR", date(2012, 12, 31)), ("HU", date(2014, 6, 30))])
def test_without_a_row_the_answer_is_an_error_that_names_the_way_out(country: str, on: date) -> None:
    with pytest.raises(NotFound, match=r"use numbering\.STRICT, or pass a Policy of your own in rows") as caught:
        policy(country, on=on)
    assert caught.value.code == "policy.unknown"
    assert caught.value.faults[0].value == f"{country} on {on}"


def test_a_host_brings_rows_of_its_own() -> None:
    source = Source(title="a circular of 2026", certainty=Certainty.VERIFIED, seen_on=ON)
    own = Policy(country="FR", since=date(2027, 1, 1), source=source)
    assert policy("FR", on=date(2027, 1, 1), rows=(own,)) is own
    assert policy("FR", on=date(2026, 12, 31), rows=(own,)) is of("FR")
    same_day = evolve(own, since=of("FR").since)
    assert policy("FR", on=ON, rows=(same_day,)) is same_day
    other = evolve(own, country="US", since=date(2020, 1, 1))
    assert policy("US", on=ON, rows=(own, other)) is other
    with pytest.raises(InvalidInput, match="rows names no source, got 'FR'; say where the rule was read") as caught:
        policy("FR", on=ON, rows=(evolve(own, source=evolve(source, title=" ")),))
    assert caught.value.code == "policy.source"


def test_bad_days_and_countries() -> None:
    with pytest.raises(InvalidInput):
        policy("FR", on="2026-01-01")  # type: ignore[arg-type]
    with pytest.raises(InvalidInput):
        policy("Frankreich", on=ON)
    with pytest.raises(InvalidInput):
        check([], on="2026-01-01")  # type: ignore[arg-type]


def test_a_plain_series_pleases_every_country() -> None:
    for row in ROWS:
        assert told(series(row.country, policy=row)) == []
    assert told(Series(id="F", pattern="F{seq}", reset=Reset.NEVER), on=date(2099, 1, 1)) == []


INVOICE, CREDIT, SELF_BILLED = DocumentKind.INVOICE, DocumentKind.CREDIT_NOTE, DocumentKind.SELF_BILLED_INVOICE


@pytest.mark.parametrize(
    ("country", "documents", "codes"),
    [
        ("ES", [INVOICE, CREDIT], ["separate_series_required"]),
        ("ES", [INVOICE, CREDIT, SELF_BILLED], ["separate_series_required"] * 2),
        ("ES", [CREDIT], []),
        ("BE", [INVOICE, CREDIT], []),
        ("FR", [INVOICE, DocumentKind.PROFORMA], ["proforma_in_tax_series"]),
        ("FR", [CREDIT, DocumentKind.TOP_UP_RECEIPT, DocumentKind.RECEIPT], ["proforma_in_tax_series"] * 2),
        ("ES", [CREDIT, DocumentKind.PROFORMA], ["proforma_in_tax_series"]),
        ("FR", [DocumentKind.RECEIPT, DocumentKind.PROFORMA], []),
    ],
)
def test_which_documents_may_share_a_series(country: str, documents: list[DocumentKind], codes: list[str]) -> None:
    assert told(series(country, documents=documents)) == codes


@pytest.mark.parametrize(
    ("country", "names", "codes"),
    [
        ("SE", {"self_billed_for": ("A", "B")}, ["one_series_per_seller_required"]),
        ("SE", {"self_billed_for": ("A",)}, []),
        ("FR", {"self_billed_for": ("A", "B")}, []),
        ("HU", {"vat_numbers": ("HU12345676", "DE136695976")}, ["separate_range_required"]),
        ("HU", {"vat_numbers": ("HU12345676",)}, []),
        ("DE", {"vat_numbers": ("HU12345676", "DE136695976")}, []),
        ("DE", {"issuers": ("A", "B")}, []),
        ("FR", {"issuers": ("A", "B")}, ["series_shared"]),
        ("FR", {"issuers": ("A",)}, []),
        ("PT", {"registration": None}, ["series_unregistered"]),
        ("HR", {"reset": Reset.NEVER}, ["reset_required"]),
        ("HR", {"start": 2}, ["start_required"]),
        ("HR", {"starts": {"2026": 5}}, ["start_required"]),
        ("HR", {"starts": {"2026": 1}}, []),
        ("BE", {"pattern": "F {YYYY} {seq}"}, ["characters"]),
        ("FR", {"pattern": "F{YYYY}-{seq:31}"}, ["too_long"]),
        ("FR", {"pattern": "F{YYYY}-{seq:29}"}, []),
        ("DE", {"pattern": "{YYYY}-{MM}-{DD}-{seq}-1-2-3"}, ["unwieldy"]),
        ("DE", {"pattern": "{YYYY}-{MM}-{DD}-{seq}-1-2"}, []),
    ],
)
def test_how_a_series_may_be_used(country: str, names: dict[str, object], codes: list[str]) -> None:
    assert told(series(country, **names)) == codes


def one(found: tuple[Finding, ...]) -> Finding:
    [finding] = found
    return finding


def test_findings_carry_the_law_and_how_sure_it_is() -> None:
    sweden = one(check([series("SE", self_billed_for=("A", "B"))], on=ON))
    assert str(sweden) == "violation: SE: F is used in the names of A, B."
    assert [(law.citation, law.certainty) for law in sweden.reason.law] == [
        ("Skatteverket 8-2362095 (2023-06-26)", Certainty.VERIFIED)
    ]
    spain = one(check([series("ES", self_billed_for=("A", "B"))], on=ON))
    assert spain.severity is Severity.WARNING
    assert spain.reason.law[0].certainty is Certainty.UNCHECKED
    assert STRICT.law("gaps") == ()


@pytest.mark.parametrize(
    ("listed", "text"),
    [
        (series("ES", documents=[INVOICE, CREDIT]), "violation: ES: credit_note needs a series of its own, not F."),
        (series("FR", documents=[INVOICE, DocumentKind.QUOTE]), "violation: F numbers quote along with tax documents."),
        (series("HU", vat_numbers=("A", "B")), "violation: HU: F is used under the VAT numbers A, B."),
        (series("FR", issuers=("A", "B")), "warning: F is shared by A, B; FR is not known to allow it."),
        (series("PT", registration=""), "violation: PT: F must be registered before it is used."),
        (series("HR", reset=Reset.NEVER), "violation: HR: F must reset yearly, not never."),
        (series("HR", start=2), "violation: HR: F must start at 1."),
        (series("BE", pattern="F {YYYY}{seq:2}"), "warning: F 202501 holds ' ', which BE advises against."),
    ],
)
def test_findings_read_well(listed: Series, text: str) -> None:
    assert str(one(check([listed], on=ON))) == text


def test_one_number_alone() -> None:
    assert check_number("F2026-1", policy=of("FR")) == ()
    long = one(check_number("F" * 36, policy=of("FR")))
    assert str(long) == f"violation: {'F' * 36} has more than the 35 characters allowed."
    assert check_number("F" * 35, policy=of("FR")) == ()
    assert one(check_number("1-2-3-4-5-6-7", policy=of("FR"))).severity is Severity.WARNING
    assert str(one(check_number("1-2-3-4-5-6-7", policy=STRICT))).endswith("is composed of 7 groups of digits.")
    assert check_number("x" * 300, policy=STRICT) == ()


def test_a_row_too_old_for_the_day_is_told() -> None:
    assert told(series("FR"), on=date(2028, 5, 21)) == []
    [stale] = check([series("FR")], on=date(2028, 5, 22))
    assert stale.code == "table.unreviewed"


def test_a_croatian_number_as_the_law_prints_it() -> None:
    till = series(
        "HR", pattern="{seq}/{premises}/{device}", texts={"premises": "POSL1", "device": "2"},
        fiscal_year_start=MonthDay(1, 1),
    )  # fmt: skip
    assert till.render(seq=17, on=ON) == "17/POSL1/2"
    assert told(till) == []

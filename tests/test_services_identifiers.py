"""What a service is known by: fall-backs, migrations, search; and what coverage tells of itself."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.periods import Period, Term
from hostbilling.presets import leaseweb
from hostbilling.services import (
    Cause,
    Coverage,
    CutOver,
    Grant,
    Identifiers,
    Migration,
    Service,
    Surface,
    current_id,
    find,
)
from tests.samples import refusal

CUTOVER = date(2020, 9, 14)


def service(id_: str, **identifiers: str) -> Service:
    return Service(
        id=id_,
        product_id="server",
        name=f"{id_} box",
        term=Term.months(1),
        anchor_day=1,
        coverage=Coverage(),
        identifiers=Identifiers(**identifiers),
    )


def ids(found: tuple[Service, ...]) -> list[str]:
    return [each.id for each in found]


@pytest.mark.parametrize(
    ("identifiers", "invoice", "portal"),
    [
        (Identifiers(reference="shop", legacy_name="LSW7", legacy_id="7"), "shop", "shop"),
        (Identifiers(reference="  ", legacy_name="LSW7", legacy_id="7"), "LSW7", "7"),
        (Identifiers(legacy_name="LSW7"), "LSW7", ""),
        (Identifiers(), "", ""),
    ],
)
def test_what_stands_for_an_empty_reference_differs_by_surface(
    identifiers: Identifiers, invoice: str, portal: str
) -> None:
    assert (identifiers.shown(Surface.INVOICE), identifiers.shown(Surface.PORTAL)) == (invoice, portal)


BOXES = (
    service("S1", equipment_id="EQ-100", contract_id="K-1", reference="Shop", legacy_name="LSW1", legacy_id="84211"),
    service("S2", equipment_id="EQ-200", contract_id="K-1", reference="shop "),
    service("S3"),
)


@pytest.mark.requirement("R-096")
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("EQ-100", ["S1"]),
        (" eq-200 ", ["S2"]),
        ("k-1", ["S1", "S2"]),
        ("SHOP", ["S1", "S2"]),
        ("84211", ["S1"]),
        ("lsw1", ["S1"]),
        ("S3", ["S3"]),
        ("s3 box", ["S3"]),
        ("S", []),
    ],
)
def test_services_are_found_by_any_number_or_name(text: str, found: list[str]) -> None:
    assert ids(find(BOXES, text, on=CUTOVER)) == found


MOVED = (
    Migration(old="84211", new="SRV-9", since=CUTOVER, old_until=date(2020, 12, 31)),
    Migration(old="SRV-9", new="S3", since=date(2022, 1, 1)),
)


@pytest.mark.requirement("R-097", "R-110")
@pytest.mark.parametrize(
    ("text", "on", "now"),
    [
        ("84211", date(2020, 9, 13), "84211"),
        ("84211", CUTOVER, "SRV-9"),
        ("84211", date(2020, 12, 31), "SRV-9"),
        ("84211", date(2021, 1, 1), None),
        ("SRV-9", date(2020, 9, 13), None),
        ("srv-9", CUTOVER, "srv-9"),
        ("SRV-9", date(2022, 1, 1), "S3"),
        ("S3", date(2022, 1, 1), "S3"),
        ("other", CUTOVER, "other"),
    ],
)
def test_old_and_new_ids_are_accepted_while_they_may_be(text: str, on: date, now: str | None) -> None:
    assert current_id(text, migrations=MOVED, on=on) == now


def test_an_old_id_finds_the_service_of_today() -> None:
    moved = (Migration(old="9001", new="EQ-200", since=CUTOVER),)
    assert ids(find(BOXES, "9001", on=CUTOVER, migrations=moved)) == ["S2"]
    assert ids(find(BOXES, "9001", on=CUTOVER - timedelta(days=1), migrations=moved)) == []


def test_an_old_id_that_is_refused_still_finds_what_is_known_by_it() -> None:
    assert current_id("84211", migrations=MOVED, on=date(2021, 1, 1)) is None
    assert ids(find(BOXES, "84211", on=date(2021, 1, 1), migrations=MOVED)) == ["S1"]
    assert ids(find(BOXES, "SRV-9", on=date(2020, 9, 13), migrations=MOVED)) == []


def test_what_cannot_be_searched_or_migrated() -> None:
    assert refusal(find, BOXES, " ", on=CUTOVER) == ("text.empty", "text")
    assert refusal(current_id, "x", migrations=(), on="2020-09-14") == ("date.type", "on")
    assert refusal(Migration, old="a", new="b", since=CUTOVER, old_until=date(2020, 9, 13)) == (
        "migration.until",
        "migration.old_until",
    )


def test_documents_are_laid_out_anew_from_the_cut_over_and_older_ones_keep_theirs() -> None:
    cut = leaseweb.CUT_OVER
    known, older = Identifiers(contract_id="K-1"), Identifiers()
    assert [cut.is_new(day) for day in (date(2020, 9, 13), date(2020, 9, 14))] == [False, True]
    assert cut.archive_by == date(2020, 9, 12)
    assert [cut.contract_id(known, document_date=day) for day in (date(2020, 9, 13), CUTOVER)] == [None, "K-1"]
    assert cut.contract_id(older, document_date=CUTOVER) is None
    assert refusal(CutOver, on=CUTOVER, archive_lead_days=-1) == ("count.low", "cut_over.archive_lead_days")


# ------------------------------------------------------------------ coverage


def grant(line: str, start: date, days: int, cause: Cause = Cause.PAID) -> Grant:
    return Grant(line_id=line, period=Period(start, start + timedelta(days=days)), cause=cause)


JANUARY = date(2026, 1, 1)


def test_holes_and_overlaps_are_told_with_their_lines() -> None:
    coverage = Coverage().grant(grant("a", JANUARY, 10)).grant(grant("b", date(2026, 1, 8), 5))
    coverage = coverage.grant(grant("gift", date(2026, 2, 1), 3, Cause.GOODWILL))
    assert [str(hole) for hole in coverage.holes] == ["2026-01-13 to 2026-01-31"]
    assert [(a, b, str(both)) for a, b, both in coverage.overlaps] == [("a", "b", "2026-01-08 to 2026-01-10")]
    assert Coverage().holes == ()


def test_what_is_revoked_is_as_if_it_had_never_been_granted() -> None:
    before = Coverage().grant(grant("a", JANUARY, 10))
    assert before.grant(grant("b", date(2026, 1, 11), 5)).revoke("b") == before
    assert before.revoke("nothing") == before


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(1, 90)), max_size=8))
def test_every_day_up_to_the_end_is_covered_or_in_a_hole(spans: list[tuple[int, int]]) -> None:
    coverage = Coverage()
    for number, (start, days) in enumerate(spans):
        coverage = coverage.grant(grant(str(number), JANUARY + timedelta(days=start), days))
    first = min((each.period.start for each in coverage.grants), default=JANUARY)
    day = first
    while coverage.end is not None and day < coverage.end:
        assert (day in coverage) != any(day in hole for hole in coverage.holes)
        day += timedelta(days=1)

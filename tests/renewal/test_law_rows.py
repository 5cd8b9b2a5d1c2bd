"""The tables of renewal law: every row sourced, in order, without overlap, found for its country."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from attrs import evolve

from hostbilling.decision import Certainty, Source
from hostbilling.errors import InvalidInput
from hostbilling.parties import CustomerKind
from hostbilling.periods import Term
from hostbilling.renewal import law
from hostbilling.renewal.law import TABLES, CustomerClass, Inform, Rule
from hostbilling.renewal.law.model import read, told, unread

TODAY = date(2026, 11, 21)
CONSUMER = CustomerClass.CONSUMER
EVERY = [(country, row) for country, rows in TABLES.items() for row in rows]
NAMED = [f"{country} {row.id} {row.since}" for country, row in EVERY]


@pytest.mark.parametrize(("country", "row"), EVERY, ids=NAMED)
def test_a_row_says_what_it_is_and_where_it_was_read(country: str, row: Rule) -> None:
    assert row.id.startswith(country)
    assert row.source.title.strip()
    assert row.cites.strip()
    assert row.customers
    assert isinstance(row.source.certainty, Certainty)
    assert row.says[0].islower() or row.says[:2].isupper()
    assert not row.says.endswith(".")
    assert row.until is None or (row.since is not None and row.since < row.until)


@pytest.mark.parametrize("country", TABLES)
def test_rows_of_one_id_follow_each_other_without_overlap(country: str) -> None:
    for name in {row.id for row in TABLES[country]}:
        rows = [row for row in TABLES[country] if row.id == name]
        for earlier, later in pairwise(rows):
            assert earlier.until is not None
            assert later.since is not None
            assert earlier.until <= later.since


@pytest.mark.parametrize("country", TABLES)
def test_windows_open_before_they_close(country: str) -> None:
    for row in TABLES[country]:
        if isinstance(row, Inform) and row.earliest and row.latest:
            assert row.earliest.unit is row.latest.unit
            assert row.earliest.count > row.latest.count


def test_every_country_of_the_brief_has_rows() -> None:
    asked = "FR DE AT BE NL LU IT ES PT PL CZ SK SE DK FI IE GB US CH".split()
    assert all(law.rules(country, customer=CONSUMER, on=TODAY) for country in asked)


def test_a_member_state_has_the_rows_of_the_union_and_a_state_those_of_its_federation() -> None:
    assert [row.id for row in law.rules("HU", customer=CONSUMER, on=TODAY)] == ["EU-93-13-1-h", "EU-2011-83-11a"]
    assert {row.id.split("-")[1] for row in law.rules("us-ca", customer=CONSUMER, on=TODAY)} == {"ROSCA", "CA"}
    assert not law.rules("CH", customer=CustomerClass.BUSINESS, on=TODAY)


def test_a_country_nobody_read_is_unknown_and_not_free() -> None:
    found = law.obligations(law.Contract(ends=TODAY), country="JP", customer=CONSUMER, on=TODAY)
    assert [finding.code for finding in found.findings] == ["law.unread"]
    assert found.reasons[0].code == "law.no_duty"


def test_rows_from_general_knowledge_decide_nothing_and_are_told() -> None:
    limits = law.limits("LU", customer=CONSUMER, on=TODAY)
    assert limits.renewal is None
    found = law.check(law.Practice(renewal_term=Term.years(2)), country="LU", customer=CONSUMER, on=TODAY)
    assert "LU-L211-3-year" not in [finding.code for finding in found]
    assert "law.unknown" in [finding.code for finding in found]
    assert "LU-L211-3-year" in str(found[0])


def test_law_before_the_tables_and_tables_long_unreviewed_are_told() -> None:
    contract = law.Contract(ends=TODAY)
    early = law.obligations(contract, country="FR", customer=CONSUMER, on=date(2021, 1, 1))
    assert [finding.code for finding in early.findings] == ["law.before_tables"]
    late = law.obligations(contract, country="FR", customer=CONSUMER, on=date(2029, 1, 1))
    assert {finding.code for finding in late.findings} == {"table.unreviewed"}


def test_a_row_goes_by_its_own_day() -> None:
    old = law.limits("DE", customer=CONSUMER, on=TODAY, concluded=date(2022, 2, 28))
    new = law.limits("DE", customer=CONSUMER, on=TODAY, concluded=date(2022, 3, 1))
    assert old.next_term is law.NextTerm.CAPPED
    assert (str(old.renewal), str(old.notice), str(old.notice_after)) == ("1 year", "3 months", "3 months")
    assert (new.next_term, str(new.notice), str(new.notice_after)) == (law.NextTerm.INDEFINITE, "1 month", "1 month")


def test_a_host_may_replace_a_row_and_must_say_where_it_read_it() -> None:
    row = next(row for row in TABLES["GB"] if row.since is None)
    ours = evolve(row, since=date(2027, 4, 6))
    asked: dict[str, Any] = {"customer": CONSUMER, "on": date(2027, 4, 6)}
    assert row not in law.rules("GB", **asked)
    assert row in law.rules("GB", **asked, announced=True)
    assert ours in law.rules("GB", **asked, overlay=(ours,))
    unsourced = evolve(ours, source=evolve(ours.source, title=" "))
    with pytest.raises(InvalidInput, match="names no source"):
        law.rules("GB", **asked, overlay=(unsourced,))


def test_what_is_no_customer_class_is_refused() -> None:
    with pytest.raises(InvalidInput, match="is no CustomerClass"):
        law.rules("FR", customer=CustomerKind.CONSUMER, on=TODAY)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (CustomerKind.CONSUMER, CustomerClass.CONSUMER),
        (CustomerKind.BUSINESS, CustomerClass.BUSINESS),
        (CustomerKind.PUBLIC_BODY, CustomerClass.NON_PROFESSIONAL),
        (CustomerKind.OTHER_LEGAL_PERSON, CustomerClass.NON_PROFESSIONAL),
    ],
)
def test_classes_of_customers(kind: CustomerKind, expected: CustomerClass) -> None:
    assert law.customer_class(kind) is expected


def test_the_first_day_of_the_tables_is_in_them() -> None:
    def told(on: date) -> list[str]:
        found = law.obligations(law.Contract(ends=on), country="FR", customer=CONSUMER, on=on).findings
        return [str(finding.reason) for finding in found if finding.code == "law.before_tables"]

    assert told(date(2022, 8, 18)) == []
    assert told(date(2022, 8, 17)) == ["2022-08-17 is before 2022-08-18: older law of renewal is not in the tables."]


@pytest.mark.parametrize(
    ("make", "certainty", "known"),
    [(read, Certainty.VERIFIED, True), (told, Certainty.SECONDARY, True), (unread, Certainty.UNCHECKED, False)],
)
def test_a_source_says_how_it_is_known_and_when_it_was_read(
    make: Callable[[str], Source], certainty: Certainty, *, known: bool
) -> None:
    source = make("a commentary")
    assert (source.title, source.certainty, source.seen_on) == ("a commentary", certainty, TODAY)
    row = law.Ways(id="XX-1", since=TODAY, says="so", cites="XX 1", source=source, channels=[law.Channel.POST])
    assert (row.known, row.channels) == (known, frozenset({law.Channel.POST}))
    assert [(text.citation, text.certainty) for text in row.law] == [("XX 1", certainty)]

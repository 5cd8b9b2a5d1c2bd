"""The table of rates against the facts it was made from, and the rules for picking a row."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.decision import Certainty
from hostbilling.errors import NotFound
from hostbilling.money import payable
from hostbilling.vat import OverlayRate, Problem, SellerVat, Supply, determine, standard_rate
from hostbilling.vat.determine import _remembered
from hostbilling.vat.rate_table import RATES
from hostbilling.vat.rates import SOURCE, find_rate
from tests.refusals import refused

from .samples import FRENCH, HOSTING, ON, codes, consumer, decided, findings, problem, seen, totals

FACTS = json.loads((Path(__file__).parent / "vat_rates.json").read_text("utf-8"))
PLACES = {
    place: row["standard"]
    for part in ("member_states", "regions_and_associated_territories", "third_countries")
    for place, row in FACTS[part].items()
    if isinstance(row.get("standard"), list)
}


def test_the_table_holds_the_places_of_the_facts() -> None:
    assert list(RATES) == list(PLACES)


@pytest.mark.parametrize("place", PLACES)
def test_the_table_equals_the_facts_row_by_row(place: str) -> None:
    table = [
        (
            row.since.isoformat(),
            None if row.rate is None else str(row.rate),
            sorted(row.sources),
            row.certainty is not Certainty.UNCHECKED,
            row.note,
        )
        for row in RATES[place]
    ]
    assert table == [
        (row["valid_from"], row["rate"], sorted(row["sources"]), row["cross_checked"], row.get("note", ""))
        for row in PLACES[place]
    ]


@pytest.mark.parametrize("place", RATES)
def test_rows_are_sorted_and_sourced(place: str) -> None:
    rows = RATES[place]
    assert [row.since for row in rows] == sorted({row.since for row in rows})
    assert all(row.sources for row in rows)


@pytest.mark.parametrize(
    ("place", "since", "rate"),
    [(place, row.since, row.rate) for place, rows in RATES.items() for row in rows if row.rate is not None],
)
def test_a_rate_begins_on_its_day(place: str, since: date, rate: Decimal) -> None:
    assert standard_rate(place, on=since) == rate
    before = find_rate(place, on=since - timedelta(days=1))
    assert before is None or before.rate != rate


@pytest.mark.parametrize("place", ["ZZ", "US", "GF"])
def test_a_place_without_vat_has_no_rate(place: str) -> None:
    with pytest.raises(NotFound, match=r"lay a row over the table with its source \[rate.unknown\]") as caught:
        standard_rate(place, on=date(2026, 1, 1))
    assert caught.value.faults[0].value == f"{place} on 2026-01-01"


def test_before_the_first_row_is_an_error() -> None:
    with pytest.raises(NotFound) as caught:
        standard_rate("DE", on=date(2006, 12, 31))
    assert caught.value.code == "rate.unknown"


def test_a_region_without_rows_has_those_of_its_state() -> None:
    assert standard_rate("FI", region="AX", on=ON) == Decimal("25.5")
    assert standard_rate("PT", region="PT-30", on=ON) == 22


def test_the_day_must_be_a_civil_date() -> None:
    assert refused(standard_rate, "DE", on="2026-01-01") == ("date.type", "on")


class TestOverlay:
    row = OverlayRate(place="SK", since=date(2027, 1, 1), rate=Decimal(25), source="an act of 2026")

    def test_counts_from_its_day(self) -> None:
        assert standard_rate("SK", on=date(2026, 12, 31), overlay=[self.row]) == 23
        assert standard_rate("SK", on=date(2027, 1, 1), overlay=[self.row]) == 25

    def test_wins_against_our_row_of_the_same_day(self) -> None:
        same_day = OverlayRate(place="SK", since=date(2025, 1, 1), rate=Decimal(24), source="a gazette")
        assert standard_rate("SK", on=ON, overlay=[same_day]) == 24

    def test_an_older_one_is_covered_by_our_later_row(self) -> None:
        older = OverlayRate(place="SK", since=date(2024, 12, 31), rate=Decimal(24), source="a gazette")
        assert standard_rate("SK", on=ON, overlay=[older]) == 23

    def test_the_latest_of_several_counts_in_any_order(self) -> None:
        later = OverlayRate(place="SK", since=date(2027, 6, 1), rate=Decimal(26), source="another act")
        for overlay in ([self.row, later], [later, self.row]):
            assert standard_rate("SK", on=date(2027, 6, 1), overlay=overlay) == 26

    def test_of_another_place_is_ignored(self) -> None:
        assert standard_rate("CZ", on=date(2027, 1, 1), overlay=[self.row]) == 21

    def test_gives_a_rate_where_we_have_none(self) -> None:
        early = OverlayRate(place="DE", since=date(2000, 1, 1), rate=Decimal(16), source="UStG")
        assert standard_rate("DE", on=date(2006, 1, 1), overlay=[early]) == 16

    def test_needs_a_civil_date(self) -> None:
        assert refused(OverlayRate, place="SK", since="2027", rate=1, source="x") == ("date.type", "rates.since")


@given(place=st.sampled_from(sorted(RATES)), on=st.dates(min_value=date(2010, 1, 1), max_value=date(2099, 12, 31)))
def test_a_rate_is_of_the_row_that_holds_the_day(place: str, on: date) -> None:
    found = find_rate(place, on=on)
    started = [row for row in RATES[place] if row.since <= on]
    assert found is (started[-1] if started else None)


def test_a_decision_long_after_the_review_says_so() -> None:
    """Eighteen months after 29 September 2026 is 29 March 2028."""
    assert SOURCE.seen_on == date(2026, 9, 29)
    assert findings(decided(FRENCH, consumer("DE"), on=date(2028, 3, 29))) == []
    late = decided(FRENCH, consumer("DE"), on=date(2028, 3, 30))
    assert late.rate == 19
    assert findings(late) == ["table.unreviewed"]


def test_a_rate_from_a_single_source_is_marked() -> None:
    on_madeira = SellerVat(country="PT", postcode="9000-018")
    uncertain = decided(on_madeira, consumer("PT", "9000-018"), on=date(2011, 6, 1))
    assert (uncertain.region, uncertain.rate) == ("PT-30", Decimal(16))
    assert findings(uncertain) == ["vat.finding.rate_unchecked"]
    assert "single source" in str(uncertain.findings[0])
    assert findings(decided(on_madeira, consumer("PT", "9000-018"), on=date(2013, 6, 1))) == []


def test_the_hosts_own_row_reaches_the_decision() -> None:
    row = OverlayRate(place="SK", since=date(2028, 6, 1), rate=Decimal(25), source="an act of 2028")
    seller = SellerVat(country="FR", oss=FRENCH.oss, rates=(row,))
    decision = decided(seller, consumer("SK"), on=date(2028, 6, 1))
    assert decision.rate == 25
    assert findings(decision) == []


@pytest.fixture
def no_german_rates(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(RATES, "DE", ())
    _remembered.cache_clear()  # tables change in tests only
    yield
    _remembered.cache_clear()


@pytest.mark.usefixtures("no_german_rates")
def test_a_rate_nobody_knows_is_a_result() -> None:
    answer = determine(HOSTING, seller=FRENCH, customer=consumer("DE"), tax_point=ON, evidence=seen("DE", "DE"))
    assert (answer.problem, answer.missing) == (Problem.RATE_UNKNOWN, ("seller.rates",))  # type: ignore[union-attr]
    assert codes(answer)[-1] == "vat.undetermined.rate"
    assert str(answer.reasons[-1]) == "No rate of DE on 2026-11-21 is known."
    own = OverlayRate(place="DE", since=date(2007, 1, 1), rate=Decimal(19), source="UStG")
    assert decided(evolve(FRENCH, rates=(own,)), consumer("DE")).rate == 19
    small = evolve(FRENCH, country="DE", cross_border=totals("0"))
    gross = Supply(kind=HOSTING.kind, gross=payable("100", "EUR"))
    assert problem(small, consumer("FR"), gross, evidence=seen("FR", "FR")) is Problem.NEEDS_AMOUNT

"""What is no value of its kind is refused where it is made, with field, value and remedy; all faults together."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from hostbilling.money import Rounding, payable
from hostbilling.periods import Period
from hostbilling.vat import (
    Buyer,
    CustomerKind,
    Evidence,
    EvidenceKind,
    ExchangeRate,
    Giver,
    Mention,
    OverlayRate,
    Payment,
    Problem,
    SellerVat,
    SmallBusiness,
    Supply,
    SupplyKind,
    Totals,
    VatId,
    VatIdPolicy,
    Where,
    chargeable_parts,
    compute,
    compute_lines,
    convert,
    deemed_completions,
    determine,
    field_applies,
    id_form,
    invoice_by,
    keep_records_until,
    late_id,
    mention,
    national_currency,
    oss_due,
    oss_period,
    reprice,
    standard_rate,
    statement_tax_points,
    straddles_change,
    tax_point,
    with_checked_form,
)
from tests.refusals import fault_of, faults_of, refused

from .samples import FRENCH, HOSTING, ON, business, consumer, decided

TEN = payable("10", "EUR")
NAIVE = datetime(2026, 11, 21, 12)


@pytest.mark.parametrize(
    ("field", "wrong", "code"),
    [
        ("kind", "electronic", "value.type"),
        ("kind", None, "value.type"),
        ("net", 1.5, "value.type"),
        ("net", Decimal(10), "value.type"),
        ("gross", "10 EUR", "value.type"),
        ("principal", "electronic", "value.type"),
        ("location", "FR", "value.type"),
        ("establishment", 5, "text.type"),
        ("establishment", "", "text.empty"),
        ("delivered_over", "sim", "value.type"),
        ("with_human_support", "no", "value.type"),
        ("known_place", "Utopia", "country.unknown"),
        ("known_rate", 20.0, "money.float"),
        ("known_rate", "many", "money.text"),
        ("known_rate", Decimal(-1), "vat.percent"),
        ("known_rate", Decimal("100.01"), "vat.percent"),
        ("used_in", 1, "text.type"),
        ("original_tax_point", "2026-01-01", "date.type"),
        ("original_tax_point", NAIVE, "date.datetime"),
        ("threshold_net", 1.5, "money.float"),
        ("threshold_net", Decimal("NaN"), "money.not_finite"),
    ],
)
def test_a_supply(field: str, wrong: Any, code: str) -> None:
    given = {"kind": SupplyKind.ELECTRONIC, field: wrong}
    assert refused(Supply, **given) == (code, f"supply.{field}")


@pytest.mark.parametrize(
    ("field", "wrong", "code"),
    [
        ("kind", "bank", "value.type"),
        ("country", 49, "text.type"),
        ("country", None, "text.type"),
        ("given_by", "customer", "value.type"),
        ("value", b"203.0.113.7", "text.type"),
        ("taken_at", NAIVE, "instant.naive"),
        ("taken_at", date(2026, 11, 21), "value.type"),
        ("taken_at", "2026-11-21T12:00:00Z", "value.type"),
    ],
)
def test_an_item_of_evidence(field: str, wrong: Any, code: str) -> None:
    given: dict[str, Any] = {"kind": EvidenceKind.BANK, "country": "DE", field: wrong}
    assert refused(Evidence, **given) == (code, f"evidence.{field}")


def test_an_item_of_evidence_with_everything() -> None:
    item = Evidence(
        kind=EvidenceKind.IP_GEOLOCATION,
        country="el",
        given_by=Giver.SELLER,
        value="203.0.113.7",
        taken_at=datetime(2026, 11, 21, 12, tzinfo=UTC),
    )
    assert item.country == "GR"


@pytest.mark.parametrize(
    ("field", "wrong", "code"),
    [
        ("kind", "consumer", "value.type"),
        ("country", 33, "text.type"),
        ("postcode", 75001, "text.type"),
        ("city", None, "text.type"),
        ("vat_id", "SK2022749619", "value.type"),
        ("vat", None, "value.type"),
    ],
)
def test_a_customer(field: str, wrong: Any, code: str) -> None:
    given: dict[str, Any] = {"kind": CustomerKind.CONSUMER, "country": "FR", field: wrong}
    assert refused(Buyer, **given) == (code, f"customer.{field}")


@pytest.mark.parametrize(("field", "wrong"), [("country", None), ("postcode", 75001), ("city", 1)])
def test_a_place(field: str, wrong: Any) -> None:
    given: dict[str, Any] = {"country": "FR", field: wrong}
    assert refused(Where, **given) == ("value.type", f"where.{field}")


@pytest.mark.parametrize(
    ("field", "wrong", "path", "code"),
    [
        ("country", 33, "seller.country", "text.type"),
        ("country", "Utopia", "seller.country", "country.unknown"),
        ("establishments", "ZZ", "seller.establishments[0]", "country.unknown"),
        ("establishments", ("SK", None), "seller.establishments[1]", "text.type"),
        ("registrations", ("",), "seller.registrations[0]", "text.empty"),
        ("postcode", 75001, "seller.postcode", "value.type"),
        ("city", None, "seller.city", "value.type"),
        ("has_vat_id", "yes", "seller.has_vat_id", "value.type"),
        ("oss", "union", "seller.oss", "value.type"),
        ("cross_border", 9000, "seller.cross_border", "value.type"),
        ("one_item", "90000", "seller.one_item", "value.type"),
        ("small_business", True, "seller.small_business", "value.type"),
        ("choices", ("rack_is_electronic",), "seller.choices[0]", "value.type"),
        ("vat_ids", None, "seller.vat_ids", "value.type"),
        ("rebut_presumptions", 1, "seller.rebut_presumptions", "value.type"),
        ("rates", [("SK", 25)], "seller.rates[0]", "value.type"),
    ],
)
def test_a_seller(field: str, wrong: Any, path: str, code: str) -> None:
    given: dict[str, Any] = {"country": "FR", field: wrong}
    assert refused(SellerVat, **given) == (code, path)


def test_one_country_needs_no_list() -> None:
    assert SellerVat(country="fr", establishments="sk").establishments == ("SK",)
    assert SmallBusiness(ex_states="el").ex_states == frozenset({"GR"})


@pytest.mark.parametrize(
    ("field", "wrong", "code"),
    [
        ("this_year", 1.5, "money.float"),
        ("this_year", "a lot", "money.text"),
        ("prior_year", Decimal("Infinity"), "money.not_finite"),
        ("prior_year", None, "money.type"),
        ("limit", 10000.0, "money.float"),
        ("limit", "-0.01", "totals.limit"),
        ("currency", "euro", "money.currency"),
        ("currency", None, "money.currency"),
        ("opted_from", True, "date.type"),
        ("opted_from", date(9901, 1, 1), "vat.far_day"),
        ("opted_until", "2027-12-31", "date.type"),
        ("opted_until", date(2027, 12, 31), "totals.option"),
    ],
)
def test_running_totals(field: str, wrong: Any, code: str) -> None:
    given: dict[str, Any] = {"this_year": "0", "prior_year": "0", "limit": "10000", field: wrong}
    assert refused(Totals, **given) == (code, f"totals.{field}")


@pytest.mark.parametrize(
    ("field", "wrong", "path", "code"),
    [
        ("home", 1, "home", "value.type"),
        ("ex_states", ("ZZ",), "ex_states[0]", "country.unknown"),
        ("ex_states", ("AT", None), "ex_states[1]", "text.type"),
        ("union_turnover", 1.5, "union_turnover", "money.float"),
        ("prior_union_turnover", "", "prior_union_turnover", "money.text"),
    ],
)
def test_a_small_business(field: str, wrong: Any, path: str, code: str) -> None:
    assert refused(SmallBusiness, **{field: wrong}) == (code, f"small_business.{path}")


@pytest.mark.parametrize(
    ("field", "wrong", "code"),
    [
        ("place", "Utopia", "rates.place"),
        ("place", 5, "rates.place"),
        ("since", NAIVE, "date.datetime"),
        ("rate", 20.0, "money.float"),
        ("rate", "-1", "vat.percent"),
        ("rate", "101", "vat.percent"),
        ("source", "", "text.empty"),
    ],
)
def test_a_rate_of_the_host(field: str, wrong: Any, code: str) -> None:
    given: dict[str, Any] = {"place": "SK", "since": ON, "rate": "25", "source": "the gazette", field: wrong}
    assert refused(OverlayRate, **given) == (code, f"rates.{field}")


@pytest.mark.parametrize(("rate", "place"), [("0", "sk"), ("100", " PT-20 "), ("25", "AT-JM")])
def test_rates_at_the_bounds_and_places_in_any_spelling(rate: str, place: str) -> None:
    row = OverlayRate(place=place, since=ON, rate=rate, source="the gazette")
    assert (str(row.rate), row.place) == (rate, place.strip().upper())


@pytest.mark.parametrize(
    ("field", "wrong", "code"),
    [
        ("base", "Euro", "money.currency"), ("quote", None, "money.currency"), ("on", "2026-11-20", "date.type"),
        ("source", " ", "text.empty"),
    ],
)  # fmt: skip
def test_an_exchange_rate(field: str, wrong: Any, code: str) -> None:
    given: dict[str, Any] = {"quote": "USD", "price": "1.08", "on": ON, "source": "ECB", field: wrong}
    assert refused(ExchangeRate, **given) == (code, f"exchange.{field}")


def test_a_policy_names_its_way_through_an_outage() -> None:
    wrong: Any = "charge"
    assert refused(VatIdPolicy, outage=wrong) == ("value.type", "vat_ids.outage")


def test_all_faults_of_a_value_are_told_together() -> None:
    wrong: Any = {"kind": "electronic", "net": 1.5, "establishment": "ZZ", "known_rate": "x"}
    assert faults_of(Supply, **wrong) == [
        ("value.type", "supply.kind"),
        ("value.type", "supply.net"),
        ("country.unknown", "supply.establishment"),
        ("money.text", "supply.known_rate"),
    ]


def test_the_words_name_field_value_and_remedy() -> None:
    wrong: Any = 1.5
    assert str(fault_of(Supply, kind=SupplyKind.ELECTRONIC, net=wrong)) == (
        "supply.net is no Money, got 1.5; pass Money [value.type]"
    )
    assert str(fault_of(SellerVat, country="Utopia")) == (
        "seller.country is not an ISO 3166-1 country, got 'UTOPIA'; pass a two-letter code such as 'SK'"
        " [country.unknown]"
    )
    assert str(fault_of(OverlayRate, place="SK", since=ON, rate="120", source="x")) == (
        "rates.rate is no percentage, got Decimal('120'); pass 0 to 100, such as Decimal('20') [vat.percent]"
    )
    assert str(fault_of(OverlayRate, place="Utopia", since=ON, rate="20", source="x")) == (
        "rates.place is no country and no region with rates, got 'UTOPIA'; pass 'SK' or 'PT-20' [rates.place]"
    )
    assert str(fault_of(Totals, this_year=0, prior_year=0, currency="PLN")) == (
        "totals.limit is missing for totals in PLN, got None; give the threshold as your member state fixed it"
        " [totals.limit]"
    )
    naive: Any = NAIVE
    assert str(fault_of(Evidence, kind=EvidenceKind.SIM, country="DE", taken_at=naive)) == (
        f"evidence.taken_at has no zone, got {NAIVE!r}; pass a datetime with tzinfo [instant.naive]"
    )


def test_the_question_itself() -> None:
    asked: dict[str, Any] = {"seller": FRENCH, "customer": consumer("FR"), "tax_point": ON}
    assert refused(determine, "electronic", **asked) == ("value.type", "supply")
    assert refused(determine, HOSTING, **{**asked, "seller": "FR"}) == ("value.type", "seller")
    assert refused(determine, HOSTING, **{**asked, "customer": "C-1"}) == ("value.type", "customer")
    assert refused(determine, HOSTING, **asked, evidence=["DE"]) == ("value.type", "evidence[0]")
    assert refused(determine, HOSTING, **asked, evidence="DE") == ("value.type", "evidence")
    alone = Evidence(kind=EvidenceKind.BANK, country="DE")
    assert refused(determine, HOSTING, **asked, evidence=alone) == ("value.type", "evidence")
    assert refused(determine, HOSTING, **asked, evidence=None) == ("value.type", "evidence")
    assert faults_of(determine, None, seller=None, customer=None, tax_point=None) == [
        ("value.type", "supply"), ("value.type", "seller"), ("date.type", "tax_point"),
    ]  # fmt: skip


def test_amounts_of_what_is_not_decided() -> None:
    undetermined: Any = determine(HOSTING, seller=FRENCH, customer=consumer("DE"), tax_point=ON)
    fault = fault_of(compute, undetermined, net=TEN, rounding=Rounding.HALF_UP)
    assert (fault.code, fault.field) == ("vat.undecided", "decision")
    assert fault.value is Problem.NEEDS_EVIDENCE
    assert (fault.problem, fault.remedy) == ("is no VatDecision", "settle what is missing and determine again")
    assert refused(compute_lines, undetermined, [TEN], rounding=Rounding.HALF_UP) == ("vat.undecided", "decision")
    assert refused(mention, undetermined, language="en", seller_country="FR", on=ON) == ("value.type", "about")


def test_a_changed_price_of_nothing() -> None:
    wrong: Any = None
    assert faults_of(reprice, wrong, before=wrong, now=wrong, policy=wrong, rounding=Rounding.UP) == [
        ("value.type", "asked"), ("vat.undecided", "before"), ("vat.undecided", "now"), ("value.type", "policy"),
    ]  # fmt: skip
    assert refused(late_id, wrong, with_id=OUTSIDE) == ("vat.undecided", "invoiced")


OUTSIDE = decided(FRENCH, business("US"))
YEAR = Period(date(2024, 7, 1), date(2025, 7, 1))
CALLS: list[tuple[Callable[[], object], str, str]] = [
    (lambda: compute(OUTSIDE, net=1.5, rounding=Rounding.UP), "value.type", "net"),  # type: ignore[arg-type]
    (lambda: compute(OUTSIDE, gross="10", rounding=Rounding.UP), "value.type", "gross"),  # type: ignore[arg-type]
    (lambda: compute_lines(OUTSIDE, [TEN], rounding=Rounding.UP, unit="line"), "value.type", "unit"),  # type: ignore[arg-type]
    (lambda: mention("reverse_charge", language="en", seller_country="FR", on=ON), "value.type", "about"),  # type: ignore[arg-type]
    (lambda: mention(Mention.REVERSE_CHARGE, language=None, seller_country="FR", on=ON), "value.type", "language"),  # type: ignore[arg-type]
    (lambda: mention(OUTSIDE, language="en", seller_country="Utopia", on=ON), "country.unknown", "seller_country"),
    (lambda: mention(OUTSIDE, language="en", seller_country="FR", on=NAIVE), "date.datetime", "on"),
    (lambda: tax_point(completed_on=ON, paid_on="2026-11-20"), "date.type", "paid_on"),  # type: ignore[arg-type]
    (lambda: chargeable_parts(TEN, completed_on=NAIVE), "date.datetime", "completed_on"),
    (lambda: chargeable_parts(10, completed_on=ON), "value.type", "net"),  # type: ignore[arg-type]
    (lambda: convert(10, to="EUR", rates=(), rounding=Rounding.UP), "value.type", "amount"),  # type: ignore[arg-type]
    (lambda: convert(TEN, to="eur", rates=(), rounding=Rounding.UP), "money.currency", "to"),
    (lambda: convert(TEN, to="USD", rates=["1.08"], rounding=Rounding.UP), "value.type", "rates[0]"),  # type: ignore[list-item]
    (lambda: statement_tax_points([YEAR, "2026"]), "value.type", "periods[1]"),  # type: ignore[list-item]
    (lambda: deemed_completions("2026"), "value.type", "period"),  # type: ignore[arg-type]
    (lambda: straddles_change("SK", "2026"), "value.type", "period"),  # type: ignore[arg-type]
    (lambda: straddles_change(5, YEAR), "text.type", "place"),  # type: ignore[arg-type]
    (lambda: late_id(OUTSIDE, with_id=None), "vat.undecided", "with_id"),  # type: ignore[arg-type]
    (lambda: late_id(OUTSIDE, with_id=OUTSIDE, policy="keep"), "value.type", "policy"),  # type: ignore[arg-type]
    (lambda: Payment(on=ON, net=10), "value.type", "payment.net"),  # type: ignore[arg-type]
    (lambda: standard_rate(33, on=ON), "text.type", "place"),  # type: ignore[arg-type]
    (lambda: national_currency(33, on=ON), "text.type", "state"),  # type: ignore[arg-type]
    (lambda: national_currency("SK", on=NAIVE), "date.datetime", "on"),
    (lambda: field_applies("", kind=CustomerKind.BUSINESS, on=ON), "text.empty", "country"),
    (lambda: field_applies("SK", kind="business", on=ON), "value.type", "kind"),  # type: ignore[arg-type]
    (lambda: field_applies("SK", kind=CustomerKind.BUSINESS, on=NAIVE), "date.datetime", "on"),
    (lambda: id_form("SK2022749619", on=ON), "value.type", "vat_id"),  # type: ignore[arg-type]
    (lambda: id_form(VatId(number="SK2022749619"), on=NAIVE), "date.datetime", "on"),
    (lambda: with_checked_form("SK2022749619", on=ON), "value.type", "vat_id"),  # type: ignore[arg-type]
    (lambda: oss_period(NAIVE), "date.datetime", "tax_point"),
    (lambda: oss_due("2026"), "date.type", "tax_point"),  # type: ignore[arg-type]
    (lambda: keep_records_until(NAIVE), "date.datetime", "tax_point"),
    (lambda: invoice_by(NAIVE), "date.datetime", "chargeable_event"),
]


@pytest.mark.parametrize(("call", "code", "field"), CALLS)
def test_the_helpers(call: Callable[[], object], code: str, field: str) -> None:
    assert refused(call) == (code, field)


def test_helpers_read_a_code_in_any_spelling() -> None:
    assert standard_rate("el", on=ON) == 24
    assert standard_rate(" sk ", on=ON) == 23
    assert straddles_change("sk", YEAR)
    assert national_currency("bg", on=date(2025, 12, 31)) == "BGN"
    assert field_applies("el", kind=CustomerKind.BUSINESS, on=ON)
    assert not field_applies("Utopia", kind=CustomerKind.BUSINESS, on=ON)
    said = mention(Mention.SMALL_BUSINESS, language="fr", seller_country="fr", on=date(2026, 1, 1))
    assert said is not None
    assert "293 B" in said.text


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"supply": "hosting"}, "supply is no Supply, got 'hosting'; pass Supply [value.type]"),
        ({"customer": "C-1"},
         "customer is no Customer, got 'C-1'; pass a parties.Customer or a vat.Buyer [value.type]"),
        ({"evidence": "DE"},
         "evidence is no list of items, got 'DE'; pass a list or a tuple of Evidence [value.type]"),
        ({"evidence": [Evidence(kind=EvidenceKind.SIM, country="FR"), "DE"]},
         "evidence[1] is no Evidence, got 'DE'; pass Evidence [value.type]"),
    ],
)  # fmt: skip
def test_a_part_of_the_question_is_no_string(wrong: Any, message: str) -> None:
    asked = {"supply": HOSTING, "seller": FRENCH, "customer": consumer("FR"), "tax_point": ON, **wrong}
    assert str(fault_of(determine, asked.pop("supply"), **asked)) == message

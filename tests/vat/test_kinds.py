"""Every kind a host sells, to every sort of customer."""

from datetime import date
from decimal import Decimal

import pytest
from attrs import evolve

from hostbilling.parties import Address
from hostbilling.vat import (
    Buyer,
    Category,
    Choice,
    CustomerKind,
    Liable,
    Oss,
    Problem,
    Scheme,
    SellerVat,
    Supply,
    SupplyKind,
    Total,
    Treatment,
    VatDecision,
    Where,
    determine,
)
from hostbilling.vat.kinds import ROWS

from .samples import AMERICAN, FRENCH, HOSTING, ON, business, codes, consumer, decided, findings, problem, seen

K = SupplyKind
IN_NL = Where(country="NL")


def supply(kind: SupplyKind, **rest: object) -> Supply:
    return Supply(kind=kind, **rest)  # type: ignore[arg-type]


# French seller; place for a German business, a German consumer, an American consumer; work and buildings in NL
PLACES = [
    (K.ELECTRONIC, "DE", "DE", "US"),
    (K.HUMAN_REMOTE, "DE", "FR", "US"),
    (K.DEDICATED_SERVER, "DE", "DE", "US"),
    (K.HARDWARE_RENTAL, "DE", "FR", "US"),
    (K.COLOCATION_RACK, "DE", "FR", "FR"),
    (K.COLOCATION_CAGE, "NL", "NL", "NL"),
    (K.ON_SITE_WORK, "DE", "NL", "NL"),
    (K.BUILDING_WORK, "NL", "NL", "NL"),
    (K.TRAINING_IN_PERSON, "DE", "NL", "NL"),
    (K.TRAINING_LIVE_ONLINE, "DE", "DE", "US"),
    (K.EVENT_ADMISSION, "NL", "NL", "NL"),
    (K.RIGHT_TRANSFER, "DE", "FR", "US"),
]


@pytest.mark.parametrize(("kind", "to_business", "to_consumer", "outside"), PLACES)
def test_the_place_of_every_kind(kind: SupplyKind, to_business: str, to_consumer: str, outside: str) -> None:
    for country in ("NL", "nl"):
        sold = supply(kind, location=Where(country=country))
        assert decided(FRENCH, business("DE"), sold).place == to_business
        assert decided(FRENCH, consumer("DE"), sold).place == to_consumer
        assert decided(FRENCH, consumer("US"), sold).place == outside


def test_every_kind_has_its_row() -> None:
    assert {row[0] for row in PLACES} == set(ROWS)
    without = set(K) - set(ROWS)
    assert without == {
        K.SETUP_FEE, K.TERMINATION_FEE, K.DAMAGES, K.LATE_INTEREST, K.REFUNDABLE_DEPOSIT, K.TOP_UP, K.GOODS,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        (K.ELECTRONIC, "vat.place.electronic"),
        (K.HUMAN_REMOTE, "vat.place.origin"),
        (K.COLOCATION_CAGE, "vat.place.building"),
        (K.ON_SITE_WORK, "vat.place.performed"),
        (K.TRAINING_IN_PERSON, "vat.place.activity"),
        (K.TRAINING_LIVE_ONLINE, "vat.place.attended_online"),
    ],
)
def test_the_reason_names_the_rule(kind: SupplyKind, reason: str) -> None:
    assert reason in codes(decided(FRENCH, consumer("DE"), supply(kind, location=IN_NL)))


@pytest.mark.parametrize("kind", [K.COLOCATION_CAGE, K.ON_SITE_WORK, K.TRAINING_IN_PERSON, K.EVENT_ADMISSION])
def test_a_missing_location_is_asked_for(kind: SupplyKind) -> None:
    assert problem(FRENCH, consumer("DE"), supply(kind)) is Problem.NEEDS_LOCATION
    assert problem(FRENCH, consumer("DE"), supply(kind, location=Where(country="ZZ"))) is Problem.UNKNOWN_COUNTRY


def test_a_location_may_be_a_full_address_in_a_territory() -> None:
    canary = Address(country="ES", postcode="35001", city="Las Palmas")
    assert decided(FRENCH, business("CH"), supply(K.COLOCATION_CAGE, location=canary)).place == "IC"


@pytest.mark.parametrize(
    ("location", "on", "place", "region", "rate"),
    [
        (Where(country="FR", postcode="97400"), ON, "FR", "RE", "8.5"),
        (Where(country="PT", postcode="9000-018"), ON, "PT", "PT-30", "22"),
        (Where(country="IT", postcode="23030", city="Valfurva"), ON, "IT", None, "22"),
        (Where(country="IT", postcode="23030", city="Livigno"), ON, "IT-23041", None, "None"),
        (Where(country="GB"), date(2020, 12, 31), "GB", None, "20"),
        (Where(country="GB"), date(2021, 1, 1), "GB", None, "None"),
    ],
)
def test_a_location_is_read_like_an_address(
    location: Where, on: date, place: str, region: str | None, rate: str
) -> None:
    decision = decided(FRENCH, consumer("DE"), supply(K.COLOCATION_CAGE, location=location), on=on)
    assert (decision.place, decision.region, str(decision.rate)) == (place, region, rate)


def test_a_cage_in_france_is_taxed_there_for_everybody() -> None:
    sold = supply(K.COLOCATION_CAGE, location=Where(country="FR"))
    for customer in (business("DE"), consumer("US"), Buyer(kind=CustomerKind.BUSINESS, country="CH")):
        decision = decided(FRENCH, customer, sold)
        assert (decision.place, decision.rate, decision.scheme) == ("FR", Decimal(20), Scheme.DOMESTIC)


class TestDebatable:
    def test_a_dedicated_server_may_be_read_as_rental(self) -> None:
        sold = supply(K.DEDICATED_SERVER)
        assert findings(decided(FRENCH, consumer("DE"), sold)) == ["vat.finding.kind_debatable"]
        reads = evolve(FRENCH, choices={Choice.DEDICATED_SERVER_IS_RENTAL})
        assert decided(reads, consumer("DE"), sold).place == "FR"
        assert decided(reads, consumer("US"), sold).place == "US"
        assert decided(reads, consumer("DE"), supply(K.COLOCATION_RACK)).place == "FR"

    def test_a_rack_may_be_read_as_electronic(self) -> None:
        reads = evolve(FRENCH, choices={Choice.RACK_IS_ELECTRONIC})
        assert decided(reads, consumer("DE"), supply(K.COLOCATION_RACK)).place == "DE"
        assert decided(reads, consumer("US"), supply(K.COLOCATION_RACK)).place == "US"

    def test_businesses_are_not_concerned(self) -> None:
        assert findings(decided(FRENCH, business("DE"), supply(K.DEDICATED_SERVER))) == []

    def test_human_support_within_hosting_is_noted(self) -> None:
        decision = decided(FRENCH, consumer("DE"), evolve(HOSTING, with_human_support=True))
        assert (decision.place, findings(decision)) == ("DE", ["vat.finding.human_support"])


class TestNoSupply:
    @pytest.mark.parametrize(
        ("kind", "reason"),
        [
            (K.LATE_INTEREST, "vat.nothing.late_interest"),
            (K.REFUNDABLE_DEPOSIT, "vat.nothing.deposit"),
            (K.DAMAGES, "vat.nothing.damages"),
            (K.TOP_UP, "vat.nothing.multi_purpose"),
        ],
    )
    def test_nothing_is_due_whoever_the_customer_is(self, kind: SupplyKind, reason: str) -> None:
        for customer in (consumer("DE"), consumer(None), consumer("ZZ"), business("FR")):
            decision = decided(FRENCH, customer, supply(kind), evidence=())
            assert decision.treatment is Treatment.NOT_A_SUPPLY
            assert (decision.place, decision.region, decision.rate) == (None, None, None)
            assert (decision.scheme, decision.liable) == (Scheme.NONE, Liable.NOBODY)
            assert (decision.category, decision.vatex) == (Category.OUTSIDE, "VATEX-EU-O")
            assert (decision.mention, decision.counts_towards, codes(decision)) == (None, (), [reason])

    def test_goods_are_another_subject(self) -> None:
        assert problem(FRENCH, consumer("DE"), supply(K.GOODS)) is Problem.UNSUPPORTED_KIND


class TestBelongingToAnother:
    @pytest.mark.parametrize(
        ("kind", "reason"), [(K.SETUP_FEE, "vat.kind.part_of"), (K.TERMINATION_FEE, "vat.kind.termination")]
    )
    def test_a_fee_follows_its_principal(self, kind: SupplyKind, reason: str) -> None:
        hosting = decided(FRENCH, consumer("DE"), supply(kind, principal=K.ELECTRONIC))
        assert (hosting.place, codes(hosting)[0]) == ("DE", reason)
        assert decided(FRENCH, consumer("DE"), supply(kind, principal=K.HUMAN_REMOTE)).place == "FR"

    @pytest.mark.parametrize("kind", [K.SETUP_FEE, K.TERMINATION_FEE])
    def test_a_fee_for_goods_is_another_subject(self, kind: SupplyKind) -> None:
        assert problem(FRENCH, consumer("DE"), supply(kind, principal=K.GOODS)) is Problem.UNSUPPORTED_KIND

    @pytest.mark.parametrize("kind", [K.SETUP_FEE, K.TERMINATION_FEE])
    @pytest.mark.parametrize("principal", [None, K.SETUP_FEE, K.TOP_UP, K.LATE_INTEREST])
    def test_which_must_be_stated(self, kind: SupplyKind, principal: SupplyKind | None) -> None:
        assert problem(FRENCH, consumer("DE"), supply(kind, principal=principal)) is Problem.NEEDS_PRINCIPAL


class TestTopUp:
    voucher = supply(K.TOP_UP, principal=K.ELECTRONIC, known_place="DE", known_rate=Decimal(19))

    def test_known_place_and_rate_make_it_taxable_when_sold(self) -> None:
        decision = decided(FRENCH, consumer("DE"), self.voucher)
        assert (decision.place, decision.rate, findings(decision)) == ("DE", Decimal(19), [])
        assert codes(decision)[0] == "vat.kind.single_purpose"

    @pytest.mark.parametrize("unknown", [{"known_place": None}, {"known_rate": None}])
    def test_one_of_them_does_not(self, unknown: dict[str, None]) -> None:
        decision = decided(FRENCH, consumer("DE"), evolve(self.voucher, **unknown))  # type: ignore[arg-type]
        assert decision.treatment is Treatment.NOT_A_SUPPLY

    def test_a_difference_is_remarked(self) -> None:
        other = evolve(self.voucher, known_rate=Decimal(7))
        assert findings(decided(FRENCH, consumer("DE"), other)) == ["vat.finding.voucher_differs"]

    def test_the_place_of_what_it_buys_counts_and_not_that_of_the_buyer(self) -> None:
        at_home = evolve(self.voucher, known_place="FR", known_rate=Decimal(20))
        decision = determine(at_home, seller=FRENCH, customer=consumer("DE"), tax_point=ON)
        assert isinstance(decision, VatDecision)
        assert (decision.place, decision.rate, decision.scheme) == ("FR", Decimal(20), Scheme.DOMESTIC)
        assert decision.evidence_to_keep == ("supply.known_place",)
        abroad = decided(FRENCH, consumer("FR"), self.voucher)
        assert (abroad.place, abroad.rate, abroad.scheme) == ("DE", Decimal(19), Scheme.OSS_UNION)
        assert Total.CROSS_BORDER in abroad.counts_towards
        assert findings(abroad) == []

    def test_the_region_of_the_buyer_counts_within_that_state(self) -> None:
        voucher = evolve(self.voucher, known_place="PT", known_rate=Decimal(22))
        decision = decided(FRENCH, consumer("PT", postcode="9000-018"), voucher)
        assert (decision.region, decision.rate, findings(decision)) == ("PT-30", Decimal(22), [])


class TestByDate:
    def test_electronic_services_followed_the_seller_before_2015(self) -> None:
        before, after = date(2014, 12, 31), date(2015, 1, 1)
        decision = decided(FRENCH, consumer("DE"), on=before)
        assert (decision.place, decision.rate, decision.scheme) == ("FR", Decimal(20), Scheme.DOMESTIC)
        assert "vat.place.origin_before_2015" in codes(decision)
        assert decided(FRENCH, consumer("DE"), on=after).place == "DE"
        assert decided(FRENCH, consumer("US"), on=before).place == "US"
        foreign = decided(AMERICAN, consumer("DE"), on=before)
        assert (foreign.place, foreign.scheme) == ("DE", Scheme.OSS_NON_UNION)

    def test_live_teaching_follows_the_viewer_since_2025(self) -> None:
        live = supply(K.TRAINING_LIVE_ONLINE, location=IN_NL)
        assert decided(FRENCH, consumer("DE"), live, on=date(2024, 12, 31)).place == "NL"
        assert decided(FRENCH, consumer("DE"), evolve(live, location=None), on=date(2024, 12, 31)).place == "FR"
        assert decided(FRENCH, consumer("DE"), live, on=date(2025, 1, 1)).place == "DE"


class TestOutsideConsumers:
    def test_spain_keeps_consulting_for_its_own_territories(self) -> None:
        spanish = SellerVat(country="ES")
        for postcode in ("35001", "51001"):
            for kind in (K.HUMAN_REMOTE, K.HARDWARE_RENTAL):
                decision = decided(spanish, consumer("ES", postcode), supply(kind))
                assert (decision.place, decision.rate) == ("ES", Decimal(21))
                assert "vat.place.spanish_consumer" in codes(decision)
            assert decided(spanish, consumer("ES", postcode)).treatment is Treatment.OUTSIDE_SCOPE
            right = supply(K.RIGHT_TRANSFER)
            assert decided(spanish, consumer("ES", postcode), right).treatment is Treatment.OUTSIDE_SCOPE
        assert decided(FRENCH, consumer("ES", "35001"), supply(K.HUMAN_REMOTE)).place == "IC"
        assert decided(spanish, consumer("US"), supply(K.HUMAN_REMOTE)).place == "US"

    def test_an_american_seller_consults_from_home(self) -> None:
        decision = decided(AMERICAN, consumer("DE"), supply(K.HUMAN_REMOTE))
        assert (decision.place, decision.treatment) == ("US", Treatment.OUTSIDE_SCOPE)
        assert findings(decision) == []

    def test_use_in_the_union_is_remarked(self) -> None:
        sold = evolve(HOSTING, used_in="ES")
        decision = decided(FRENCH, consumer("GB"), sold)
        assert decision.treatment is Treatment.OUTSIDE_SCOPE
        assert findings(decision) == ["vat.finding.local_tax_known", "vat.finding.used_in_union"]

    def test_use_elsewhere_is_not(self) -> None:
        for used_in, customer in (("US", consumer("US")), ("GB", consumer("US")), ("ES", consumer("ES"))):
            used = evolve(HOSTING, used_in=used_in)
            assert "vat.finding.used_in_union" not in findings(decided(FRENCH, customer, used))

    def test_a_branch_that_takes_part_supplies_from_its_state(self) -> None:
        seller = evolve(FRENCH, establishments=("DE",), oss=Oss.UNION)
        sold = supply(K.HUMAN_REMOTE, establishment="DE")
        decision = decided(seller, consumer("SK"), sold)
        assert (decision.place, decision.scheme) == ("DE", Scheme.LOCAL_REGISTRATION)
        assert findings(decision) == []

    def test_evidence_is_not_needed_where_the_place_does_not_depend_on_it(self) -> None:
        cage = supply(K.COLOCATION_CAGE, location=IN_NL)
        assert decided(FRENCH, consumer(None), cage, evidence=seen()).place == "NL"
        assert decided(FRENCH, consumer(None), supply(K.COLOCATION_RACK), evidence=seen()).place == "FR"
        assert ON.year == 2026

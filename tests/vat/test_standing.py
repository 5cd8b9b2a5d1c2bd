"""Who counts as a business: VAT ids, their statuses, and what else a seller may know."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from attrs import evolve

from hostbilling.vat import (
    Buyer,
    Choice,
    CustomerKind,
    CustomerVat,
    Liable,
    Mention,
    Oss,
    Outage,
    Problem,
    Scheme,
    SellerVat,
    Supply,
    SupplyKind,
    Treatment,
    VatId,
    VatIdPolicy,
    VatIdStatus,
    determine,
)
from hostbilling.vat.vat_ids import identifies_customer

from .samples import FRENCH, HOSTING, IDS, ON, business, codes, consumer, decided, findings, problem, seen, vat_id

CONSULTING = Supply(kind=SupplyKind.HUMAN_REMOTE)
GERMAN = seen("DE", "DE")


def with_facts(buyer: Buyer, **facts: object) -> Buyer:
    return evolve(buyer, vat=CustomerVat(**facts))  # type: ignore[arg-type]


@pytest.mark.parametrize("country", sorted(set(IDS) - {"FR", "GB"}))
def test_a_confirmed_id_reverses_the_charge(country: str) -> None:
    decision = decided(FRENCH, business(country))
    assert decision.treatment is Treatment.REVERSE_CHARGE
    assert (decision.place, decision.rate, decision.liable) == (country, None, Liable.CUSTOMER)
    assert (decision.mention, decision.recapitulative) == (Mention.REVERSE_CHARGE, True)
    assert (decision.category.value, decision.vatex) == ("AE", "VATEX-EU-AE")
    assert codes(decision) == [
        "vat.customer.id_confirmed", "vat.place.business", "vat.treatment.reverse_charge",
    ]  # fmt: skip
    assert findings(decision) == []


@pytest.mark.parametrize(
    "number",
    [
        "EU372000041",
        "IM2760000742",
        "DE1234567-EX",
        "XI980780684",
        "GB980780684",
        "CHE-123.456.788 MWST",
        "NO995525828MVA",
    ],
)
def test_numbers_of_another_kind_make_no_business(number: str) -> None:
    decision = decided(FRENCH, business("DE", vat_id(number)), evidence=GERMAN)
    assert (decision.treatment, decision.rate) == (Treatment.STANDARD, Decimal(19))
    assert findings(decision) == ["vat.finding.not_a_customer_id"]


def test_a_british_id_counted_until_the_end_of_2020() -> None:
    british = business("GB")
    assert decided(FRENCH, british, on=date(2020, 12, 31)).treatment is Treatment.REVERSE_CHARGE
    assert decided(FRENCH, british, on=date(2021, 1, 1)).treatment is Treatment.OUTSIDE_SCOPE
    assert identifies_customer(vat_id("GB"), on=date(2020, 12, 31))


@pytest.mark.requirement("R-082")
class TestStatus:
    @pytest.mark.parametrize("status", [VatIdStatus.UNCHECKED, VatIdStatus.FORMAT_ONLY, VatIdStatus.UNAVAILABLE])
    def test_unconfirmed_decides_nothing(self, status: VatIdStatus) -> None:
        customer = business("DE", vat_id("DE", status))
        answer = determine(HOSTING, seller=FRENCH, customer=customer, tax_point=ON, evidence=GERMAN)
        assert answer.problem is Problem.VAT_ID_UNVERIFIED  # type: ignore[union-attr]
        assert answer.missing == ("customer.vat_id.status",)  # type: ignore[union-attr]
        assert f"({status.value.replace('_', ' ')})" in str(answer.reasons[-1])

    def test_invalid_is_charged(self) -> None:
        decision = decided(FRENCH, business("DE", vat_id("DE", VatIdStatus.INVALID)), evidence=GERMAN)
        assert (decision.treatment, decision.rate) == (Treatment.STANDARD, Decimal(19))
        assert findings(decision) == ["vat.finding.id_invalid"]
        assert "vat.customer.no_id" in codes(decision)

    def test_invalid_is_charged_for_other_services_too_whatever_proof_there_is(self) -> None:
        customer = with_facts(business("DE", vat_id("DE", VatIdStatus.INVALID)), business_proof="trade register")
        assert decided(FRENCH, customer, CONSULTING).place == "FR"

    def test_pending_reverses_with_a_day_to_check_again(self) -> None:
        decision = decided(FRENCH, business("DE", vat_id("DE", VatIdStatus.PENDING)))
        assert decision.treatment is Treatment.REVERSE_CHARGE
        assert decision.recheck_on == ON + timedelta(days=7)
        assert findings(decision) == ["vat.finding.id_pending"]
        assert "vat.customer.id_applied_for" in codes(decision)

    def test_another_holder_decides_nothing(self) -> None:
        mismatch = with_facts(business("DE"), name_matches=False)
        assert problem(FRENCH, mismatch) is Problem.VAT_ID_NAME_MISMATCH
        for matches in (True, None):
            assert decided(FRENCH, with_facts(business("DE"), name_matches=matches)).rate is None


class TestOutage:
    down = business("DE", vat_id("DE", VatIdStatus.UNAVAILABLE))

    def test_charge(self) -> None:
        seller = evolve(FRENCH, vat_ids=VatIdPolicy(outage=Outage.CHARGE))
        decision = decided(seller, self.down, evidence=GERMAN)
        assert decision.rate == 19
        assert findings(decision) == ["vat.finding.id_unavailable"]
        assert decision.recheck_on is None
        proven = with_facts(self.down, business_proof="trade register")
        assert decided(seller, proven, CONSULTING).place == "FR"

    def test_provisional_reverse_charge(self) -> None:
        seller = evolve(FRENCH, vat_ids=VatIdPolicy(outage=Outage.PROVISIONAL, recheck_after_days=3))
        decision = decided(seller, self.down)
        assert decision.treatment is Treatment.REVERSE_CHARGE
        assert decision.recheck_on == date(2026, 11, 24)
        assert findings(decision) == ["vat.finding.id_unavailable"]
        assert "vat.customer.id_provisional" in codes(decision)

    @pytest.mark.parametrize(("age", "confirmed"), [(0, True), (90, True), (91, False)])
    def test_an_answer_ages(self, age: int, *, confirmed: bool) -> None:
        seller = evolve(FRENCH, vat_ids=VatIdPolicy(max_age_days=90))
        customer = business("DE", vat_id("DE", checked_on=ON - timedelta(days=age)))
        if confirmed:
            assert decided(seller, customer).treatment is Treatment.REVERSE_CHARGE
        else:
            assert problem(seller, customer, evidence=GERMAN) is Problem.VAT_ID_UNVERIFIED

    def test_without_a_maximum_any_age_will_do(self) -> None:
        old = business("DE", vat_id("DE", checked_on=date(2015, 1, 1)))
        assert decided(FRENCH, old).treatment is Treatment.REVERSE_CHARGE


class TestWithoutId:
    def test_a_business_counts_as_a_consumer(self) -> None:
        customer = Buyer(kind=CustomerKind.BUSINESS, country="DE")
        decision = decided(FRENCH, customer, evidence=GERMAN)
        assert decision.rate == 19
        assert "vat.customer.no_id" in codes(decision)
        assert problem(FRENCH, customer) is Problem.NEEDS_EVIDENCE

    def test_an_application_with_proof_is_enough(self) -> None:
        customer = Buyer(kind=CustomerKind.BUSINESS, country="DE")
        applied = with_facts(customer, id_applied_for=True, business_proof="trade register")
        assert decided(FRENCH, applied).treatment is Treatment.REVERSE_CHARGE
        for facts in ({"id_applied_for": True}, {"business_proof": "trade register"}):
            assert decided(FRENCH, with_facts(customer, **facts), evidence=GERMAN).rate == 19

    def test_a_proven_business_is_asked_for_its_id_where_the_seller_has_no_choice(self) -> None:
        customer = with_facts(Buyer(kind=CustomerKind.BUSINESS, country="DE"), business_proof="trade register")
        assert problem(FRENCH, customer, CONSULTING) is Problem.VAT_ID_UNVERIFIED
        body = evolve(customer, kind=CustomerKind.PUBLIC_BODY)
        assert decided(FRENCH, body, CONSULTING).place == "FR"

    def test_whether_it_has_a_choice_follows_the_sellers_reading(self) -> None:
        customer = with_facts(Buyer(kind=CustomerKind.BUSINESS, country="DE"), business_proof="trade register")
        rack = Supply(kind=SupplyKind.COLOCATION_RACK)
        assert problem(FRENCH, customer, rack) is Problem.VAT_ID_UNVERIFIED
        reads = evolve(FRENCH, choices={Choice.RACK_IS_ELECTRONIC})
        assert decided(reads, customer, rack, evidence=GERMAN).place == "DE"

    def test_given_after_the_tax_point_it_counts_later(self) -> None:
        late = with_facts(business("DE"), id_given_on=ON + timedelta(days=1))
        decision = decided(FRENCH, late, evidence=GERMAN)
        assert decision.rate == 19
        assert findings(decision) == ["vat.finding.id_late"]
        assert "The VAT id was given on 2026-11-22, after" in str(decision.findings[0])
        in_time = with_facts(business("DE"), id_given_on=ON)
        assert decided(FRENCH, in_time).treatment is Treatment.REVERSE_CHARGE


class TestSellersFromOutsideWithABranch:
    seller = SellerVat(country="US", establishments=["DE"], oss=Oss.UNION)

    @pytest.mark.parametrize("without", [None, vat_id("DE", status=VatIdStatus.INVALID)])
    def test_a_business_without_valid_id_counts_as_a_consumer_there_too(self, without: VatId | None) -> None:
        customer = evolve(business("DE"), vat_id=without)
        decision = decided(self.seller, customer, evidence=seen("DE", "DE"))
        assert (decision.place, decision.rate, decision.scheme) == ("DE", Decimal(19), Scheme.DOMESTIC)
        assert "vat.customer.no_id" in codes(decision)

    def test_with_an_id_the_customer_owes_unless_the_branch_takes_part(self) -> None:
        assert decided(self.seller, business("DE")).treatment is Treatment.REVERSE_CHARGE
        by_branch = evolve(HOSTING, establishment="DE")
        decision = decided(self.seller, evolve(business("DE"), vat_id=None), by_branch)
        assert (decision.place, decision.rate) == ("DE", Decimal(19))
        assert "vat.customer.business_at_branch" in codes(decision)
        french = decided(evolve(FRENCH, establishments=("DE",)), business("DE"), by_branch)
        assert "The customer is in DE, where the seller's establishment takes part" in french.explain()


class TestBodies:
    @pytest.mark.parametrize("kind", [CustomerKind.PUBLIC_BODY, CustomerKind.OTHER_LEGAL_PERSON])
    def test_with_an_id_they_count_as_businesses(self, kind: CustomerKind) -> None:
        decision = decided(FRENCH, evolve(business("DE"), kind=kind))
        assert decision.treatment is Treatment.REVERSE_CHARGE
        (told,) = [reason for reason in decision.reasons if reason.code == "vat.customer.legal_person_with_id"]
        assert [text.citation for text in told.law] == [
            "Directive 2006/112/EC, article 43(2)", "Implementing Regulation 282/2011, article 17(2)",
        ]  # fmt: skip
        assert "vat.customer.legal_person_with_id" not in codes(decided(FRENCH, business("DE")))

    @pytest.mark.parametrize("kind", [CustomerKind.PUBLIC_BODY, CustomerKind.OTHER_LEGAL_PERSON])
    def test_without_they_are_taxed_at_their_address(self, kind: CustomerKind) -> None:
        decision = decided(FRENCH, Buyer(kind=kind, country="DE"))
        assert (decision.place, decision.rate) == ("DE", Decimal(19))
        assert "vat.customer.legal_person" in codes(decision)
        assert decided(FRENCH, Buyer(kind=kind, country="DE"), CONSULTING).place == "FR"

    def test_at_home(self) -> None:
        body = Buyer(kind=CustomerKind.PUBLIC_BODY, country="FR")
        assert codes(decided(FRENCH, body))[0] == "vat.customer.legal_person"
        assert codes(decided(FRENCH, evolve(body, vat_id=vat_id("FR"))))[:3] == [
            "vat.customer.id_confirmed", "vat.customer.legal_person_with_id", "vat.customer.business_at_home",
        ]  # fmt: skip

    def test_outside_the_union(self) -> None:
        body = Buyer(kind=CustomerKind.PUBLIC_BODY, country="CH")
        rack = Supply(kind=SupplyKind.COLOCATION_RACK)
        assert decided(FRENCH, body, rack).place == "FR"
        assert decided(FRENCH, with_facts(body, business_proof="register"), rack).place == "CH"


class TestPrivateUse:
    def test_is_a_consumers(self) -> None:
        decision = decided(FRENCH, with_facts(business("DE"), private_use=True), evidence=GERMAN)
        assert decision.rate == 19
        assert codes(decision)[0] == "vat.customer.private_use"

    def test_a_consumer_with_an_id_is_asked_about(self) -> None:
        customer = evolve(consumer("DE"), vat_id=vat_id("DE"))
        assert findings(decided(FRENCH, customer)) == ["vat.finding.consumer_with_id"]


class TestAtHome:
    @pytest.mark.parametrize("status", list(VatIdStatus))
    def test_an_id_changes_nothing(self, status: VatIdStatus) -> None:
        decision = decided(FRENCH, business("FR", vat_id("FR", status)))
        assert (decision.treatment, decision.rate, decision.place) == (Treatment.STANDARD, Decimal(20), "FR")
        assert findings(decision) == (["vat.finding.id_invalid"] if status is VatIdStatus.INVALID else [])
        assert "vat.customer.business_at_home" in codes(decision)

    def test_an_id_at_home_counts_from_membership(self) -> None:
        croatian = SellerVat(country="HR")
        assert "vat.customer.id_confirmed" in codes(decided(croatian, business("HR")))

    def test_greece_is_one_country_under_two_names(self) -> None:
        greek = VatId(number="gr 094 259 216", status=VatIdStatus.VALID, checked_on=ON)
        for country in ("GR", "EL"):
            for seller in ("GR", "el"):
                decision = decided(SellerVat(country=seller), business(country, greek))
                assert (decision.place, decision.rate) == ("GR", Decimal(24))


class TestEstablishments:
    def test_an_id_of_a_third_state_decides_with_a_warning(self) -> None:
        decision = decided(FRENCH, business("BE", vat_id("NL")))
        assert (decision.treatment, decision.place) == (Treatment.REVERSE_CHARGE, "NL")
        assert findings(decision) == ["vat.finding.id_country_mismatch"]

    def test_an_id_of_the_sellers_state_with_an_address_abroad_stops(self) -> None:
        assert problem(FRENCH, business("BE", vat_id("FR"))) is Problem.ESTABLISHMENT_MISMATCH

    def test_an_address_in_the_sellers_state_with_an_id_from_abroad_stops(self) -> None:
        assert problem(FRENCH, business("FR", vat_id("DE"))) is Problem.ESTABLISHMENT_MISMATCH

    @pytest.mark.parametrize(
        ("address", "number", "receiving", "place", "treatment"),
        [
            ("BE", "FR", "FR", "FR", Treatment.STANDARD),
            ("BE", "FR", "BE", "BE", Treatment.REVERSE_CHARGE),
            ("FR", "DE", "de", "DE", Treatment.REVERSE_CHARGE),
            ("US", "DE", "DE", "DE", Treatment.REVERSE_CHARGE),
            ("DE", "DE", "US", "US", Treatment.OUTSIDE_SCOPE),
        ],
    )
    def test_the_receiving_establishment_settles_it(
        self, address: str, number: str, receiving: str, place: str, treatment: Treatment
    ) -> None:
        decision = decided(FRENCH, with_facts(business(address, vat_id(number)), receiving_country=receiving))
        assert (decision.place, decision.treatment) == (place, treatment)
        assert "vat.place.receiving_establishment" in codes(decision)

    def test_an_unknown_receiving_country_is_a_result(self) -> None:
        assert problem(FRENCH, with_facts(business("DE"), receiving_country="ZZ")) is Problem.UNKNOWN_COUNTRY

    def test_no_reverse_charge_to_an_establishment_without_confirmed_id(self) -> None:
        customer = with_facts(Buyer(kind=CustomerKind.BUSINESS, country="US"), receiving_country="DE")
        assert problem(FRENCH, customer) is Problem.VAT_ID_UNVERIFIED

    def test_a_group_uses_its_own_id(self) -> None:
        assert "vat.customer.group" in codes(decided(FRENCH, with_facts(business("DE"), vat_group=True)))


class TestOutside:
    @pytest.mark.parametrize("number", ["GB980780684", "NO995525828MVA", "200312345K", "CHE123456788MWST"])
    def test_a_foreign_number_proves_a_business(self, number: str) -> None:
        decision = decided(FRENCH, business("CH", vat_id(number)))
        assert (decision.treatment, decision.place, decision.liable) == (Treatment.OUTSIDE_SCOPE, "CH", Liable.NOBODY)
        assert (decision.category.value, decision.vatex) == ("O", "VATEX-EU-O")
        assert findings(decision) == []

    def test_an_id_of_a_member_state_is_remarked(self) -> None:
        assert findings(decided(FRENCH, business("US", vat_id("DE")))) == ["vat.finding.id_country_mismatch"]
        assert findings(decided(FRENCH, business("DE", vat_id("DE"), postcode="27498"))) == []

    def test_without_proof_it_is_outside_with_a_warning(self) -> None:
        decision = decided(FRENCH, Buyer(kind=CustomerKind.BUSINESS, country="US"))
        assert decision.treatment is Treatment.OUTSIDE_SCOPE
        assert findings(decision) == ["vat.finding.status_unproven"]

    def test_without_proof_evidence_counts_if_there_is_some(self) -> None:
        customer = Buyer(kind=CustomerKind.BUSINESS, country="US")
        assert problem(FRENCH, customer, evidence=seen("US", "HU")) is Problem.CONFLICTING_EVIDENCE
        assert problem(FRENCH, customer, evidence=seen("HU", "HU")) is Problem.VAT_ID_UNVERIFIED
        assert decided(FRENCH, customer, evidence=seen("US", "US")).place == "US"

    def test_a_business_without_country_is_asked_for_it(self) -> None:
        assert problem(FRENCH, Buyer(kind=CustomerKind.BUSINESS, country=None)) is Problem.NEEDS_EVIDENCE

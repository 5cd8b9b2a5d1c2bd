"""Implementing Regulation 282/2011, articles 24a to 24f."""

from datetime import date
from decimal import Decimal
from itertools import permutations

import pytest

from hostbilling.vat import (
    Buyer,
    CustomerKind,
    Evidence,
    EvidenceKind,
    Giver,
    Problem,
    SellerVat,
    Supply,
    SupplyKind,
    Undetermined,
    Where,
    determine,
)
from hostbilling.vat.evidence import Weighed, Weight, still_useful, weigh

from .samples import AMERICAN, FRENCH, HOSTING, ON, business, codes, consumer, decided, findings, problem, seen, totals

K = EvidenceKind
GERMAN = consumer("DE", "10115")


def item(kind: EvidenceKind, country: str = "DE", given_by: Giver | None = None) -> Evidence:
    return Evidence(kind=kind, country=country, given_by=given_by)


def weighed(*items: Evidence, **rest: object) -> Weighed:
    return weigh(items, written=frozenset({"DE"}), **rest)  # type: ignore[arg-type]


class TestNumbers:
    def test_nothing_proves_nothing(self) -> None:
        assert weighed() == Weighed(Weight.INSUFFICIENT)

    def test_one_item_is_too_little(self) -> None:
        assert weighed(item(K.BANK)) == Weighed(Weight.INSUFFICIENT)

    def test_two_items_prove_the_address(self) -> None:
        assert weighed(item(K.BANK), item(K.BILLING_ADDRESS)) == Weighed(Weight.TWO_ITEMS, "")

    def test_two_items_prove_another_place(self) -> None:
        assert weighed(item(K.BANK, "AT"), item(K.SIM, "AT")) == Weighed(Weight.TWO_ITEMS, "AT")

    def test_items_of_one_category_count_once(self) -> None:
        assert weighed(item(K.IP_GEOLOCATION), item(K.OTHER_GEOLOCATION)).weight is Weight.INSUFFICIENT
        assert weighed(item(K.BANK), item(K.PAYMENT_SERVICE_ADDRESS)).weight is Weight.INSUFFICIENT
        assert weighed(item(K.PHONE_PREFIX), item(K.OTHER_COMMERCIAL)) == Weighed(Weight.TWO_ITEMS, "", weak=True)

    def test_two_against_one_takes_the_two(self) -> None:
        assert weighed(item(K.BANK), item(K.BILLING_ADDRESS), item(K.SIM, "AT")) == Weighed(Weight.TWO_ITEMS, "")

    @pytest.mark.parametrize(
        "places", [("DE", "AT"), ("DE", "AT", "CZ"), ("DE", "DE", "AT", "AT")], ids=["1:1", "1:1:1", "2:2"]
    )
    def test_equal_camps_conflict(self, places: tuple[str, ...]) -> None:
        kinds = (K.BANK, K.BILLING_ADDRESS, K.SIM, K.IP_GEOLOCATION)
        assert weighed(*(item(kind, place) for kind, place in zip(kinds, places, strict=False))) == Weighed(
            Weight.CONFLICTING
        )

    def test_a_single_lead_without_two_items_conflicts(self) -> None:
        """The same category says two things, nothing else agrees with either."""
        assert weighed(item(K.IP_GEOLOCATION, "AT"), item(K.OTHER_GEOLOCATION, "DE")).weight is Weight.CONFLICTING

    def test_other_commercial_information_is_weak(self) -> None:
        assert weighed(item(K.BANK), item(K.PHONE_PREFIX)).weak
        assert not weighed(item(K.BANK), item(K.SIM), item(K.PHONE_PREFIX)).weak

    def test_the_order_never_matters(self) -> None:
        items = [
            item(K.BANK),
            item(K.SIM, "AT"),
            item(K.BILLING_ADDRESS),
            item(K.IP_GEOLOCATION, "AT"),
            item(K.LANDLINE),
        ]
        assert {weighed(*row) for row in permutations(items)} == {Weighed(Weight.TWO_ITEMS, "")}


class TestOneItem:
    def test_of_a_third_party_is_enough_for_a_small_seller(self) -> None:
        for kind in (K.BANK, K.PAYMENT_SERVICE_ADDRESS):
            assert weighed(item(kind), one_item_is_enough=True) == Weighed(Weight.ONE_ITEM, "")

    @pytest.mark.parametrize("kind", [K.BILLING_ADDRESS, K.IP_GEOLOCATION, K.SIM, K.PHONE_PREFIX])
    def test_of_anybody_else_is_not(self, kind: EvidenceKind) -> None:
        assert weighed(item(kind), one_item_is_enough=True).weight is Weight.INSUFFICIENT

    def test_the_giver_may_be_stated(self) -> None:
        by_operator = item(K.SIM, given_by=Giver.THIRD_PARTY)
        assert weighed(by_operator, one_item_is_enough=True).weight is Weight.ONE_ITEM
        by_customer = item(K.BANK, given_by=Giver.CUSTOMER)
        assert weighed(by_customer, one_item_is_enough=True).weight is Weight.INSUFFICIENT

    def test_other_commercial_information_never_stands_alone(self) -> None:
        weak = item(K.PHONE_PREFIX, given_by=Giver.THIRD_PARTY)
        assert weighed(weak, one_item_is_enough=True).weight is Weight.INSUFFICIENT

    def test_contradicted_it_is_a_conflict(self) -> None:
        assert weighed(item(K.BANK), item(K.SIM, "AT"), one_item_is_enough=True).weight is Weight.CONFLICTING

    @pytest.mark.parametrize(
        ("this_year", "prior_year", "enough"),
        [
            ("100000", "100000", True),
            ("100000.01", "0", False),
            ("0", "100000.01", False),
        ],
    )
    def test_the_limit_is_100_000_in_both_years(self, this_year: str, prior_year: str, *, enough: bool) -> None:
        seller = SellerVat(country="FR", oss=FRENCH.oss, one_item=totals(this_year, prior_year))
        if enough:
            decision = decided(seller, GERMAN, evidence=[item(K.BANK)])
            assert "vat.evidence.one_item" in codes(decision)
        else:
            assert problem(seller, GERMAN, evidence=[item(K.BANK)]) is Problem.NEEDS_EVIDENCE

    def test_not_before_2019_nor_without_an_establishment_in_the_union(self) -> None:
        small = totals("0")
        seller = SellerVat(country="FR", oss=FRENCH.oss, one_item=small)
        assert problem(seller, GERMAN, on=date(2018, 12, 31), evidence=[item(K.BANK)]) is Problem.NEEDS_EVIDENCE
        assert decided(seller, GERMAN, on=date(2019, 1, 1), evidence=[item(K.BANK)]).place == "DE"
        foreign = SellerVat(country="US", oss=AMERICAN.oss, one_item=small)
        assert problem(foreign, GERMAN, evidence=[item(K.BANK)]) is Problem.NEEDS_EVIDENCE
        for state in ("NL", "HR"):
            with_branch = SellerVat(country="US", oss=FRENCH.oss, one_item=small, establishments=(state,))
            assert decided(with_branch, GERMAN, evidence=[item(K.BANK)]).place == "DE"

    def test_its_own_limit_may_be_given(self) -> None:
        seller = SellerVat(country="FR", one_item=totals("60000", limit=50_000))
        assert problem(seller, GERMAN, evidence=[item(K.BANK)]) is Problem.NEEDS_EVIDENCE


class TestPresumptions:
    @pytest.mark.parametrize("kind", [K.LANDLINE, K.SIM, K.DECODER, K.PUBLIC_SPOT])
    def test_the_line_or_spot_decides_alone(self, kind: EvidenceKind) -> None:
        assert weighed(item(kind, "AT"), delivered_over=kind) == Weighed(Weight.PRESUMED, "AT")
        two_others = [item(K.BANK), item(K.BILLING_ADDRESS)]
        assert weighed(item(kind, "AT"), *two_others, delivered_over=kind) == Weighed(Weight.PRESUMED, "AT")

    def test_three_items_rebut_it(self) -> None:
        others = [item(K.BANK), item(K.BILLING_ADDRESS), item(K.IP_GEOLOCATION)]
        assert weighed(item(K.LANDLINE, "AT"), *others, delivered_over=K.LANDLINE) == Weighed(Weight.REBUTTED, "")

    def test_three_readings_of_two_categories_do_not(self) -> None:
        others = [item(K.BANK), item(K.PAYMENT_SERVICE_ADDRESS), item(K.IP_GEOLOCATION)]
        assert weighed(item(K.LANDLINE, "AT"), *others, delivered_over=K.LANDLINE).weight is Weight.PRESUMED

    def test_three_items_that_agree_with_it_confirm_it(self) -> None:
        others = [item(kind, "AT") for kind in (K.BANK, K.BILLING_ADDRESS, K.IP_GEOLOCATION)]
        assert weighed(item(K.LANDLINE, "AT"), *others, delivered_over=K.LANDLINE) == Weighed(Weight.PRESUMED, "AT")

    def test_rebutting_is_a_right(self) -> None:
        others = [item(K.BANK), item(K.BILLING_ADDRESS), item(K.IP_GEOLOCATION)]
        landline = item(K.LANDLINE, "AT")
        assert weighed(landline, *others, delivered_over=K.LANDLINE, rebut=False) == Weighed(Weight.PRESUMED, "AT")
        supply = Supply(kind=SupplyKind.ELECTRONIC, delivered_over=K.LANDLINE)
        insists = SellerVat(country="FR", oss=FRENCH.oss, rebut_presumptions=False)
        assert decided(insists, GERMAN, supply, evidence=[landline, *others]).place == "AT"
        rebutted = decided(FRENCH, GERMAN, supply, evidence=[landline, *others])
        assert rebutted.place == "DE"
        assert "vat.evidence.rebutted" in codes(rebutted)

    def test_lines_in_two_countries_conflict(self) -> None:
        lines = [item(K.LANDLINE, "AT"), item(K.LANDLINE, "DE")]
        assert weighed(*lines, delivered_over=K.LANDLINE).weight is Weight.CONFLICTING

    def test_a_landline_elsewhere_is_an_item_among_others(self) -> None:
        assert weighed(item(K.LANDLINE, "DE"), item(K.BANK)) == Weighed(Weight.TWO_ITEMS, "")

    def test_a_bank_is_no_line(self) -> None:
        assert weighed(item(K.BANK, "AT"), delivered_over=K.BANK).weight is Weight.INSUFFICIENT


class TestDecisions:
    def test_the_address_itself_is_no_item(self) -> None:
        assert problem(FRENCH, GERMAN) is Problem.NEEDS_EVIDENCE
        assert problem(FRENCH, consumer("FR")) is Problem.NEEDS_EVIDENCE

    def test_what_is_missing_is_named(self) -> None:
        answer = determine(HOSTING, seller=FRENCH, customer=GERMAN, tax_point=ON, evidence=seen("DE"))
        assert answer.missing == (  # type: ignore[union-attr]
            "evidence.ip_geolocation", "evidence.bank", "evidence.sim", "evidence.landline",
        )  # fmt: skip
        assert still_useful([item(K.PAYMENT_SERVICE_ADDRESS)]) == (
            "evidence.billing_address", "evidence.ip_geolocation", "evidence.sim", "evidence.landline",
        )  # fmt: skip

    def test_conflict(self) -> None:
        assert problem(FRENCH, GERMAN, evidence=seen("DE", "FR")) is Problem.CONFLICTING_EVIDENCE

    def test_evidence_outvotes_the_address(self) -> None:
        decision = decided(FRENCH, GERMAN, evidence=seen("AT", "AT"))
        assert (decision.place, decision.rate) == ("AT", Decimal(20))
        assert findings(decision) == ["vat.finding.address_outvoted"]

    def test_evidence_alone_places_a_consumer_without_address(self) -> None:
        decision = decided(FRENCH, consumer(None), evidence=seen("AT", "AT"))
        assert decision.place == "AT"
        assert findings(decision) == []
        assert problem(FRENCH, consumer(None)) is Problem.NEEDS_EVIDENCE

    def test_a_geolocation_of_no_country_says_nothing(self) -> None:
        evidence = [*seen("DE"), item(K.IP_GEOLOCATION, "A1"), item(K.BANK)]
        decision = decided(FRENCH, GERMAN, evidence=evidence)
        assert decision.place == "DE"
        assert findings(decision) == ["vat.finding.item_ignored"]

    def test_countries_are_read_as_they_are_written(self) -> None:
        assert decided(FRENCH, consumer("gr"), evidence=seen(" el ", "GR")).place == "GR"
        assert decided(FRENCH, consumer("UK"), evidence=seen("uk", "gb")).place == "GB"

    @pytest.mark.parametrize(
        ("country", "postcode", "items", "place"),
        [
            ("ES", "35001", ("ES", "ES"), "IC"),
            ("ES", "35001", ("IC", "ES"), "IC"),
            ("IC", "35001", ("ES", "ES"), "IC"),
            ("CH", "8238", ("DE", "CH"), "DE-78266"),
            ("DE", "87567", ("AT", "DE"), "AT"),
            ("MC", "98000", ("FR", "MC"), "FR"),
            ("IT", "23041", ("IT", "IT"), "IT-23041"),
        ],
    )
    def test_a_country_does_not_contradict_a_territory(
        self, country: str, postcode: str, items: tuple[str, ...], place: str
    ) -> None:
        assert decided(FRENCH, consumer(country, postcode), evidence=seen(*items)).place == place

    def test_a_business_needs_none(self) -> None:
        assert decided(FRENCH, business("DE")).place == "DE"

    def test_before_2015_none_is_asked_for(self) -> None:
        assert decided(FRENCH, GERMAN, on=date(2014, 12, 31), evidence=()).place == "FR"
        assert problem(FRENCH, GERMAN, on=date(2015, 1, 1)) is Problem.NEEDS_EVIDENCE

    def test_before_2015_it_is_used_if_there_is_some(self) -> None:
        on = date(2014, 6, 1)
        assert decided(FRENCH, consumer("US"), on=on, evidence=seen("DE", "DE")).place == "FR"
        assert decided(FRENCH, consumer("US"), on=on, evidence=seen("US")).place == "US"
        assert problem(FRENCH, consumer("US"), on=on, evidence=seen("DE", "US")) is Problem.CONFLICTING_EVIDENCE

    def test_live_teaching_uses_it_if_there_is_some(self) -> None:
        live = Supply(kind=SupplyKind.TRAINING_LIVE_ONLINE)
        assert decided(FRENCH, GERMAN, live, evidence=()).place == "DE"
        assert decided(FRENCH, GERMAN, live, evidence=seen("AT", "AT")).place == "AT"

    @pytest.mark.parametrize("kind", [SupplyKind.ELECTRONIC, SupplyKind.HUMAN_REMOTE, SupplyKind.TRAINING_LIVE_ONLINE])
    def test_a_body_is_where_its_address_is(self, kind: SupplyKind) -> None:
        body = Buyer(kind=CustomerKind.PUBLIC_BODY, country="US")
        for on in (date(2014, 6, 1), ON):
            supply = Supply(kind=kind, location=Where(country="US"))
            assert decided(FRENCH, body, supply, on=on, evidence=seen("DE", "AT")).place == "US"

    def test_weak_evidence_is_noted(self) -> None:
        decision = decided(FRENCH, GERMAN, evidence=[item(K.BANK), item(K.PHONE_PREFIX)])
        assert findings(decision) == ["vat.finding.weak_evidence"]

    def test_for_other_services_it_is_used_if_there_is_some(self) -> None:
        consulting = Supply(kind=SupplyKind.HUMAN_REMOTE)
        american = consumer("US")
        assert decided(FRENCH, american, consulting, evidence=()).place == "US"
        assert decided(FRENCH, american, consulting, evidence=seen("US")).place == "US"
        assert decided(FRENCH, american, consulting, evidence=seen("DE", "DE")).place == "FR"
        assert problem(FRENCH, american, consulting, evidence=seen("US", "DE")) is Problem.CONFLICTING_EVIDENCE
        assert problem(FRENCH, consumer(None), consulting) is Problem.NEEDS_EVIDENCE


def test_items_that_name_no_country_neither_prove_nor_contradict() -> None:
    anonymous = Evidence(kind=EvidenceKind.IP_GEOLOCATION, country="A1")
    satellite = Evidence(kind=EvidenceKind.BANK, country="T1")
    address = Evidence(kind=EvidenceKind.BILLING_ADDRESS, country="DE")
    for items in ([anonymous, address], [anonymous, satellite], [anonymous]):
        answer = determine(HOSTING, seller=FRENCH, customer=consumer("DE"), tax_point=ON, evidence=items)
        assert isinstance(answer, Undetermined)
        assert answer.problem is Problem.NEEDS_EVIDENCE
        assert {finding.code for finding in answer.findings} == {"vat.finding.item_ignored"}

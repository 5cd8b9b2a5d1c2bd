"""Liability, schemes, corrections and local tax."""

from datetime import date
from decimal import Decimal

import pytest
from attrs import evolve

from hostbilling.vat import (
    Buyer,
    CustomerKind,
    Liable,
    Mention,
    Oss,
    Scheme,
    SellerVat,
    Supply,
    SupplyKind,
    Treatment,
    VatDecision,
    VatIdStatus,
    Where,
)
from hostbilling.vat.liability_table import OPTIONS
from hostbilling.vat.local_tax import HINTS

from .samples import AMERICAN, FRENCH, HOSTING, ON, SLOVAK, business, codes, consumer, decided, findings, vat_id

CAGE = Supply(kind=SupplyKind.COLOCATION_CAGE, location=Where(country="NL"))


class TestReverseCharge:
    def test_a_branch_that_takes_part_charges(self) -> None:
        seller = evolve(FRENCH, establishments=("DE",))
        taking_part = evolve(HOSTING, establishment="DE")
        decision = decided(seller, business("DE"), taking_part)
        assert (decision.treatment, decision.rate) == (Treatment.STANDARD, Decimal(19))
        assert (decision.scheme, decision.liable) == (Scheme.LOCAL_REGISTRATION, Liable.SUPPLIER)
        assert "vat.treatment.intervening" in codes(decision)
        assert findings(decision) == []
        assert decided(seller, business("DE")).treatment is Treatment.REVERSE_CHARGE
        assert decided(seller, business("AT"), taking_part).treatment is Treatment.REVERSE_CHARGE

    def test_a_registration_is_no_establishment(self) -> None:
        assert decided(evolve(FRENCH, registrations=("DE",)), business("DE")).rate is None

    def test_a_seller_from_outside_reverses_too_but_reports_nothing(self) -> None:
        decision = decided(AMERICAN, business("DE"))
        assert decision.treatment is Treatment.REVERSE_CHARGE
        assert not decision.recapitulative

    def test_the_branch_of_a_foreign_seller_must_take_part_as_well(self) -> None:
        seller = SellerVat(country="US", establishments=("NL",))
        assert decided(seller, business("NL")).treatment is Treatment.REVERSE_CHARGE
        decision = decided(seller, business("NL"), evolve(HOSTING, establishment="NL"))
        assert (decision.rate, decision.scheme) == (Decimal(21), Scheme.DOMESTIC)

    def test_a_seller_without_vat_id_is_told_to_get_one(self) -> None:
        assert findings(decided(evolve(FRENCH, has_vat_id=False), business("DE"))) == ["vat.finding.seller_id_needed"]
        assert findings(decided(evolve(AMERICAN, has_vat_id=False), business("DE"))) == []


class TestOption:
    """Article 194: buildings and admission, where states choose."""

    def test_without_a_row_the_seller_registers(self) -> None:
        decision = decided(FRENCH, business("BE"), evolve(CAGE, location=Where(country="BE")))
        assert (decision.rate, decision.scheme) == (Decimal(21), Scheme.LOCAL_REGISTRATION)
        assert findings(decision) == ["vat.finding.registration_required"]
        assert "vat.treatment.no_reverse_charge_194" in codes(decision)

    def test_the_netherlands_only_for_their_own_customers(self) -> None:
        dutch = decided(FRENCH, business("NL"), CAGE)
        assert (dutch.treatment, dutch.mention) == (Treatment.REVERSE_CHARGE, Mention.REVERSE_CHARGE)
        assert not dutch.recapitulative
        assert "vat.treatment.reverse_charge_194" in codes(dutch)
        assert decided(FRENCH, business("DE"), CAGE).rate == 21

    def test_germany_for_customers_from_abroad_too(self) -> None:
        in_germany = evolve(CAGE, location=Where(country="DE"))
        assert decided(FRENCH, business("AT"), in_germany).treatment is Treatment.REVERSE_CHARGE

    def test_austria_not_for_letting_and_admission(self) -> None:
        there = Where(country="AT")
        assert decided(FRENCH, business("AT"), evolve(CAGE, location=there)).rate == 20
        ticket = Supply(kind=SupplyKind.EVENT_ADMISSION, location=there)
        assert decided(FRENCH, business("AT"), ticket).rate == 20
        work = Supply(kind=SupplyKind.BUILDING_WORK, location=there)
        assert decided(FRENCH, business("AT"), work).treatment is Treatment.REVERSE_CHARGE

    def test_never_without_a_confirmed_id(self) -> None:
        swiss = Buyer(kind=CustomerKind.BUSINESS, country="CH")
        assert decided(FRENCH, swiss, evolve(CAGE, location=Where(country="DE"))).rate == 19

    def test_never_for_an_established_seller(self) -> None:
        assert decided(evolve(FRENCH, establishments=("NL",)), business("NL"), CAGE).rate == 21
        assert decided(evolve(FRENCH, country="NL"), business("NL"), CAGE).rate == 21

    def test_mandatory_from_july_2028(self) -> None:
        belgian = evolve(CAGE, location=Where(country="BE"))
        assert decided(FRENCH, business("BE"), belgian, on=date(2028, 6, 30)).rate == 21
        assert decided(FRENCH, business("BE"), belgian, on=date(2028, 7, 1)).rate is None
        for seller in (evolve(FRENCH, registrations=("BE",)), evolve(FRENCH, establishments=("BE",))):
            assert decided(seller, business("BE"), belgian, on=date(2028, 7, 1)).rate == 21
        assert decided(FRENCH, business("DE"), belgian, on=date(2028, 7, 1)).rate == 21

    def test_options_that_reach_further_than_the_duty_stay(self) -> None:
        registered = evolve(FRENCH, registrations=("DE",))
        there = evolve(CAGE, location=Where(country="DE"))
        for on in (date(2028, 6, 30), date(2028, 7, 1)):
            decision = decided(registered, business("DE"), there, on=on)
            assert (decision.treatment, decision.rate) == (Treatment.REVERSE_CHARGE, None)
            assert codes(decision)[-1] == "vat.treatment.reverse_charge_194"

    def test_whoever_is_registered_where_there_is_no_option_is_told_so(self) -> None:
        belgian = evolve(CAGE, location=Where(country="BE"))
        decision = decided(evolve(FRENCH, registrations=("BE",)), business("BE"), belgian, on=date(2028, 7, 1))
        assert "vat.treatment.no_reverse_charge_194" in codes(decision)

    @pytest.mark.parametrize("state", OPTIONS)
    def test_rows_name_their_source(self, state: str) -> None:
        assert OPTIONS[state].source


class TestSchemes:
    @pytest.mark.parametrize(
        ("seller", "state", "scheme", "found"),
        [
            (SellerVat(country="FR"), "FR", Scheme.DOMESTIC, []),
            (SellerVat(country="FR", oss=Oss.UNION), "DE", Scheme.OSS_UNION, []),
            (SellerVat(country="FR"), "DE", Scheme.LOCAL_REGISTRATION, ["vat.finding.registration_required"]),
            (SellerVat(country="FR", registrations=("DE",)), "DE", Scheme.LOCAL_REGISTRATION, []),
            (SellerVat(country="FR", oss=Oss.UNION, establishments=("DE",)), "DE", Scheme.LOCAL_REGISTRATION, []),
            (SellerVat(country="FR", oss=Oss.UNION, establishments=("DE",)), "AT", Scheme.OSS_UNION, []),
            (SellerVat(country="US", oss=Oss.NON_UNION), "DE", Scheme.OSS_NON_UNION, []),
            (SellerVat(country="US"), "DE", Scheme.LOCAL_REGISTRATION, ["vat.finding.registration_required"]),
            (SellerVat(country="US", oss=Oss.UNION, establishments=("NL",)), "DE", Scheme.OSS_UNION, []),
            (SellerVat(country="US", oss=Oss.UNION, establishments=("NL", "DE")), "NL", Scheme.DOMESTIC, []),
            (SellerVat(country="US", oss=Oss.UNION, establishments=("NL", "DE")), "DE", Scheme.LOCAL_REGISTRATION, []),
            (SellerVat(country="US", oss=Oss.UNION), "DE", Scheme.LOCAL_REGISTRATION,
             ["vat.finding.oss_not_open", "vat.finding.registration_required"]),
            (SellerVat(country="FR", oss=Oss.NON_UNION), "DE", Scheme.LOCAL_REGISTRATION,
             ["vat.finding.oss_not_open", "vat.finding.registration_required"]),
            (SellerVat(country="US", oss=Oss.NON_UNION, establishments=("NL",)), "DE", Scheme.LOCAL_REGISTRATION,
             ["vat.finding.oss_not_open", "vat.finding.registration_required"]),
            (SellerVat(country="US", oss=Oss.NON_UNION, establishments=("CA",)), "DE", Scheme.OSS_NON_UNION, []),
            (SellerVat(country="MC", oss=Oss.UNION), "FR", Scheme.DOMESTIC, []),
            (SellerVat(country="ES", postcode="35001", oss=Oss.NON_UNION), "ES", Scheme.OSS_NON_UNION, []),
        ],
    )  # fmt: skip
    def test_consumers(self, seller: SellerVat, state: str, scheme: Scheme, found: list[str]) -> None:
        decision = decided(seller, consumer(state))
        assert (decision.treatment, decision.scheme, findings(decision)) == (Treatment.STANDARD, scheme, found)
        keep = date(2036, 12, 31) if scheme in (Scheme.OSS_UNION, Scheme.OSS_NON_UNION) else None
        assert decision.keep_evidence_until == keep

    @pytest.mark.parametrize(
        ("scheme", "reason"),
        [
            (SellerVat(country="DE"), "vat.scheme.domestic"),
            (FRENCH, "vat.scheme.oss_union"),
            (AMERICAN, "vat.scheme.oss_non_union"),
            (SellerVat(country="FR"), "vat.scheme.local_registration"),
        ],
    )
    def test_are_explained(self, scheme: SellerVat, reason: str) -> None:
        decision = decided(scheme, consumer("DE"))
        assert codes(decision)[-2:] == [reason, "vat.rate.standard"]

    def test_other_services_joined_in_july_2021(self) -> None:
        work = Supply(kind=SupplyKind.ON_SITE_WORK, location=Where(country="DE"))
        before = decided(FRENCH, consumer("DE"), work, on=date(2021, 6, 30))
        assert before.scheme is Scheme.LOCAL_REGISTRATION
        assert decided(FRENCH, consumer("DE"), work, on=date(2021, 7, 1)).scheme is Scheme.OSS_UNION
        assert decided(FRENCH, consumer("DE"), on=date(2021, 6, 30)).scheme is Scheme.OSS_UNION

    def test_the_union_scheme_began_in_2015(self) -> None:
        assert decided(FRENCH, consumer("DE"), on=date(2015, 1, 1)).scheme is Scheme.OSS_UNION
        closed = decided(evolve(FRENCH, oss=Oss.NON_UNION), consumer("DE"))
        assert "non_union" in str(closed.findings[0])

    def test_a_body_without_id_is_covered(self) -> None:
        body = Buyer(kind=CustomerKind.PUBLIC_BODY, country="DE")
        assert decided(FRENCH, body).scheme is Scheme.OSS_UNION

    def test_a_business_never(self) -> None:
        assert decided(FRENCH, business("DE"), CAGE).scheme is Scheme.LOCAL_REGISTRATION


class TestRegions:
    def test_the_reason_names_the_region(self) -> None:
        decision = decided(FRENCH, consumer("PT", "9000-018"))
        assert codes(decision)[-1] == "vat.rate.regional"
        assert "PT-30 (PT)" in str(decision.reasons[-1])
        assert codes(decided(FRENCH, consumer("PT")))[-1] == "vat.rate.standard"


class TestCorrections:
    def credit(self, original: date, on: date) -> VatDecision:
        return decided(FRENCH, consumer("DE"), evolve(HOSTING, original_tax_point=original), on=on)

    def test_follow_the_original(self) -> None:
        decision = self.credit(date(2020, 8, 1), date(2021, 3, 1))
        assert (decision.rate, decision.taxed_on, decision.tax_point) == (
            Decimal(16),
            date(2020, 8, 1),
            date(2021, 3, 1),
        )
        assert decision.keep_evidence_until == date(2030, 12, 31)
        assert codes(decision)[0] == "vat.rate.correction"
        assert findings(decision) == []

    def test_three_years_after_the_return_was_due_the_scheme_is_closed(self) -> None:
        assert findings(self.credit(date(2020, 8, 1), date(2023, 10, 20))) == []
        late = self.credit(date(2020, 8, 1), date(2023, 10, 21))
        assert findings(late) == ["vat.finding.oss_correction_expired"]
        assert "2023-10-20" in str(late.findings[0])

    def test_the_window_is_the_schemes_only(self) -> None:
        decision = decided(FRENCH, consumer("FR"), evolve(HOSTING, original_tax_point=date(2015, 1, 1)))
        assert findings(decision) == []


class TestReporting:
    """The recapitulative statement ends with June 2030 (Directive 2025/516)."""

    @pytest.mark.parametrize(("on", "statement"), [(date(2030, 6, 30), True), (date(2030, 7, 1), False)])
    def test_the_statement_gives_way_to_reporting_by_invoice(self, on: date, *, statement: bool) -> None:
        decision = decided(FRENCH, business("DE"), on=on)
        assert decision.recapitulative is statement
        assert ("vat.finding.digital_reporting" in findings(decision)) is not statement
        assert findings(decided(AMERICAN, business("DE"), on=on)) == []

    def test_other_reverse_charges_are_on_neither(self) -> None:
        there = evolve(CAGE, location=Where(country="DE"))
        for on in (ON, date(2030, 7, 1)):
            decision = decided(FRENCH, business("DE"), there, on=on)
            assert (decision.treatment, decision.recapitulative) == (Treatment.REVERSE_CHARGE, False)
            assert findings(decision) == []

    def test_a_branch_in_the_union_that_supplies_states_it(self) -> None:
        branch = SellerVat(country="US", establishments=("FR",))
        for establishment, statement in ((None, False), ("FR", True), ("US", False)):
            sold = evolve(HOSTING, establishment=establishment)
            assert decided(branch, business("DE"), sold).recapitulative is statement
        croatian = SellerVat(country="US", establishments=("HR",))
        for on, statement in ((date(2013, 6, 30), False), (date(2013, 7, 1), True)):
            sold = evolve(HOSTING, establishment="HR")
            assert decided(croatian, business("DE"), sold, on=on).recapitulative is statement


class TestUseAndEnjoyment:
    """Article 59a: off unless the seller says that a state's rule applies."""

    SELLER = evolve(FRENCH, use_and_enjoyment=("es",))
    USED = evolve(HOSTING, used_in="ES")

    def test_a_consumer_from_outside_is_taxed_where_the_service_is_used(self) -> None:
        decision = decided(self.SELLER, consumer("GB"), self.USED)
        assert (decision.place, decision.rate, decision.scheme) == ("ES", Decimal(21), Scheme.OSS_UNION)
        assert codes(decision)[2:] == ["vat.place.used_there", "vat.scheme.oss_union", "vat.rate.standard"]
        assert findings(decision) == []

    @pytest.mark.parametrize(
        ("customer", "sold"),
        [
            (consumer("GB"), evolve(HOSTING, used_in="IT")),
            (consumer("GB"), HOSTING),
            (business("GB"), USED),
            (consumer("GB"), evolve(CAGE, location=Where(country="GB"), used_in="ES")),
        ],
    )
    def test_nobody_else(self, customer: Buyer, sold: Supply) -> None:
        assert decided(self.SELLER, customer, sold).treatment is Treatment.OUTSIDE_SCOPE

    def test_a_state_that_is_no_member_taxes_nothing(self) -> None:
        swiss = evolve(FRENCH, use_and_enjoyment=("CH", "GB"))
        for state, on in (("CH", ON), ("GB", ON)):
            sold = evolve(HOSTING, used_in=state)
            decision = decided(swiss, consumer("US"), sold, on=on)
            assert (decision.treatment, decision.place) == (Treatment.OUTSIDE_SCOPE, "US")
        before = decided(swiss, consumer("US"), evolve(HOSTING, used_in="GB"), on=date(2020, 12, 31))
        assert (before.place, before.rate) == ("GB", Decimal(20))

    def test_consulting_follows_it_too(self) -> None:
        sold = Supply(kind=SupplyKind.HUMAN_REMOTE, used_in="ES")
        assert decided(self.SELLER, consumer("US"), sold).place == "ES"
        assert decided(FRENCH, consumer("US"), sold).place == "US"


class TestLocalTax:
    @pytest.mark.parametrize(
        ("country", "tax"), [("GB", "GB"), ("NO", "NO"), ("CH", "CH"), ("LI", "CH"), ("SG", "SG"), ("US", "US"),
                             ("IC", "IGIC"), ("EA", "IPSI"), ("AX", "FI"), ("RE", "FR-RE"), ("AD", "AD")],
    )  # fmt: skip
    def test_consumers_outside(self, country: str, tax: str) -> None:
        (found,) = decided(SLOVAK, consumer(country)).findings
        assert found.code == "vat.finding.local_tax_known"
        assert dict(found.reason.facts) == {"tax": tax, "hint": HINTS[tax]}

    def test_a_place_without_a_hint(self) -> None:
        (found,) = decided(FRENCH, consumer("TR")).findings
        assert (found.code, dict(found.reason.facts)) == ("vat.finding.local_tax", {"tax": "TR"})

    def test_nothing_for_businesses_but_where_a_member_state_may_tax(self) -> None:
        assert findings(decided(FRENCH, business("GB"))) == []
        german = SellerVat(country="DE")
        there = Buyer(kind=CustomerKind.BUSINESS, country="RE", vat_id=business("FR").vat_id)
        assert findings(decided(german, there)) == ["vat.finding.local_tax_known"]

    def test_the_reasons_say_what_outside_means(self) -> None:
        decision = decided(FRENCH, consumer("US"))
        assert codes(decision) == ["vat.evidence.two_items", "vat.place.electronic", "vat.treatment.outside"]
        assert (decision.rate, decision.mention) == (None, Mention.OUTSIDE_SCOPE)
        assert decision.tax_point == ON


def test_what_is_charged_is_not_checked_again() -> None:
    applied = business("DE", vat_id("DE", VatIdStatus.PENDING))
    branch = evolve(FRENCH, establishments=("DE",))
    charged = decided(branch, applied, evolve(HOSTING, establishment="DE"))
    assert (charged.treatment, charged.recheck_on) == (Treatment.STANDARD, None)
    at_home = decided(FRENCH, applied, evolve(CAGE, location=Where(country="FR")))
    assert (at_home.rate, at_home.recheck_on) == (Decimal(20), None)
    assert "vat.customer.id_applied_for" in codes(at_home)
    assert decided(FRENCH, applied).recheck_on is not None

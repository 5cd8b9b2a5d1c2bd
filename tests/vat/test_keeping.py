"""What a decision rests on, and from when to when the One-Stop-Shop wants it."""

from datetime import date

import pytest
from attrs import evolve

from hostbilling.vat import (
    Buyer,
    CustomerKind,
    CustomerVat,
    Evidence,
    EvidenceKind,
    Outage,
    Supply,
    SupplyKind,
    VatIdPolicy,
    VatIdStatus,
    Where,
    oss_start,
)
from tests.refusals import refused

from .samples import FRENCH, HOSTING, ON, SLOVAK, business, consumer, decided, seen, vat_id

BILLING, LOOKUP, CARD = "evidence.billing_address", "evidence.ip_geolocation", "evidence.bank"


@pytest.mark.parametrize("order", [1, -1])
def test_the_items_that_place_a_consumer(order: int) -> None:
    items = seen("DE", "AT", "DE")[::order]
    assert decided(FRENCH, consumer("DE"), evidence=items).evidence_to_keep == (CARD, BILLING)


def test_items_that_only_agree_with_the_address_count_as_well() -> None:
    canaries = consumer("ES", "35001")
    assert decided(FRENCH, canaries, evidence=seen("ES", "IC")).evidence_to_keep == (BILLING, LOOKUP)


def test_items_against_the_address() -> None:
    kept = decided(FRENCH, consumer("DE"), evidence=seen("AT", "AT", "DE")).evidence_to_keep
    assert kept == (BILLING, LOOKUP)


def test_a_presumption_rests_on_its_own_item() -> None:
    over_landline = evolve(HOSTING, delivered_over=EvidenceKind.LANDLINE)
    items = [Evidence(kind=EvidenceKind.LANDLINE, country="DE"), *seen("AT")]
    assert decided(FRENCH, consumer("DE"), over_landline, evidence=items).evidence_to_keep == ("evidence.landline",)


def test_a_business_rests_on_its_id_and_address() -> None:
    assert decided(FRENCH, business("SK")).evidence_to_keep == ("customer.country", "customer.vat_id")
    policy = evolve(FRENCH, vat_ids=VatIdPolicy(outage=Outage.PROVISIONAL))
    down = business("SK", vat_id("SK", VatIdStatus.UNAVAILABLE))
    assert decided(policy, down).evidence_to_keep == ("customer.country", "customer.vat_id")


def test_a_business_at_home_rests_on_its_address() -> None:
    assert decided(SLOVAK, Buyer(kind=CustomerKind.BUSINESS, country="SK")).evidence_to_keep == ("customer.country",)


@pytest.mark.parametrize("country", ["US", "SK"])
def test_a_proof_that_it_is_a_business(country: str) -> None:
    facts = CustomerVat(business_proof="register extract", id_applied_for=True)
    buyer = Buyer(kind=CustomerKind.BUSINESS, country=country, vat=facts)
    assert decided(FRENCH, buyer).evidence_to_keep == ("customer.country", "customer.vat.business_proof")


def test_a_foreign_number_that_was_confirmed() -> None:
    swiss = business("CH", vat_id("CHE109322551"))
    assert decided(FRENCH, swiss).evidence_to_keep == ("customer.country", "customer.vat_id")


def test_nothing_proves_an_american_business_but_its_address() -> None:
    assert decided(FRENCH, business("US")).evidence_to_keep == ("customer.country",)


def test_private_use_and_the_establishment_that_receives() -> None:
    private = business("DE", vat=CustomerVat(private_use=True))
    kept = decided(FRENCH, private, evidence=seen("DE", "DE")).evidence_to_keep
    assert kept == ("customer.vat.private_use", BILLING, LOOKUP)
    branch = business("DE", vat=CustomerVat(receiving_country="AT"))
    assert decided(FRENCH, branch).evidence_to_keep == (
        "customer.country", "customer.vat.receiving_country", "customer.vat_id",
    )  # fmt: skip


def test_the_place_of_the_work() -> None:
    work = Supply(kind=SupplyKind.ON_SITE_WORK, location=Where(country="DE"))
    assert decided(FRENCH, consumer("DE"), work).evidence_to_keep == ("supply.location",)


def test_no_supply_rests_on_nothing() -> None:
    assert decided(FRENCH, consumer("DE"), Supply(kind=SupplyKind.LATE_INTEREST)).evidence_to_keep == ()


@pytest.mark.parametrize(
    ("first_supply", "notified_on", "start"),
    [
        ("2026-11-21", "2026-12-10", "2026-11-21"),
        ("2026-11-21", "2026-12-11", "2027-01-01"),
        ("2026-11-01", "2026-12-10", "2026-11-01"),
        ("2026-12-31", "2027-01-10", "2026-12-31"),
        ("2026-12-31", "2027-01-11", "2027-04-01"),
        ("2027-02-01", "2026-11-21", "2027-01-01"),
    ],
)
def test_when_the_scheme_begins(first_supply: str, notified_on: str, start: str) -> None:
    begins = oss_start(first_supply=date.fromisoformat(first_supply), notified_on=date.fromisoformat(notified_on))
    assert begins == date.fromisoformat(start)


def test_the_days_are_civil_dates() -> None:
    assert refused(oss_start, first_supply="2026-11-21", notified_on=ON) == ("date.type", "first_supply")
    assert refused(oss_start, first_supply=ON, notified_on=None) == ("date.type", "notified_on")

"""What each problem says and asks for."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from hostbilling.money import payable
from hostbilling.vat import (
    Buyer,
    CustomerKind,
    CustomerVat,
    Problem,
    SellerVat,
    Supply,
    SupplyKind,
    Undetermined,
    VatIdStatus,
    Where,
    determine,
)

from .samples import FRENCH, HOSTING, ON, business, consumer, is_sound, seen, totals, vat_id

GERMAN = consumer("DE")
CONSULTING = Supply(kind=SupplyKind.HUMAN_REMOTE)
CAGE = Supply(kind=SupplyKind.COLOCATION_CAGE)
BARE = Supply(kind=SupplyKind.ELECTRONIC)
SMALL = SellerVat(country="FR", cross_border=totals("0"))
UNCONFIRMED = business("DE", vat_id("DE", VatIdStatus.UNCHECKED))
MISNAMED = evolve(business("DE"), vat=CustomerVat(name_matches=False))
PROVEN = Buyer(kind=CustomerKind.BUSINESS, country="DE", vat=CustomerVat(business_proof="register"))
RECEIVING = Buyer(kind=CustomerKind.BUSINESS, country="US", vat=CustomerVat(receiving_country="DE"))
NOWHERE = Buyer(kind=CustomerKind.BUSINESS, country=None)

# question -> problem, last reason, words in it, what is missing
ROWS: list[tuple[dict[str, Any], Problem, str, str, tuple[str, ...]]] = [
    ({"customer": NOWHERE}, Problem.NEEDS_EVIDENCE, "no_country", "not known", ("customer.country",)),
    ({"customer": consumer(None), "supply": CONSULTING}, Problem.NEEDS_EVIDENCE, "no_country", "not known",
     ("customer.country",)),
    ({"customer": consumer("ZZ")}, Problem.UNKNOWN_COUNTRY, "unknown_country", "ZZ", ("customer.country",)),
    ({"customer": GERMAN, "supply": evolve(CAGE, location=Where(country="ZY"))}, Problem.UNKNOWN_COUNTRY,
     "unknown_country", "ZY", ("supply.location",)),
    ({"customer": evolve(business("SK"), vat=CustomerVat(receiving_country="ZX"))}, Problem.UNKNOWN_COUNTRY,
     "unknown_country", "ZX", ("customer.vat.receiving_country",)),
    ({"customer": GERMAN, "evidence": seen("DE")}, Problem.NEEDS_EVIDENCE, "evidence", "two items",
     ("evidence.ip_geolocation", "evidence.bank", "evidence.sim", "evidence.landline")),
    ({"customer": GERMAN, "evidence": seen("DE", "AT")}, Problem.CONFLICTING_EVIDENCE, "conflict", "equal weight",
     ("evidence.bank", "evidence.sim", "evidence.landline")),
    ({"customer": UNCONFIRMED}, Problem.VAT_ID_UNVERIFIED, "id_unverified", "(unchecked)",
     ("customer.vat_id.status",)),
    ({"customer": PROVEN, "supply": CONSULTING}, Problem.VAT_ID_UNVERIFIED, "id_unverified", "(not given)",
     ("customer.vat_id",)),
    ({"customer": RECEIVING}, Problem.VAT_ID_UNVERIFIED, "id_unverified", "(not given)", ("customer.vat_id",)),
    ({"customer": MISNAMED}, Problem.VAT_ID_NAME_MISMATCH, "id_name", "DE136695976", ("customer.vat_id",)),
    ({"customer": business("BE", vat_id("FR"))}, Problem.ESTABLISHMENT_MISMATCH, "establishment",
     "The address is in BE and the VAT id of FR", ("customer.vat.receiving_country",)),
    ({"customer": GERMAN, "supply": CAGE}, Problem.NEEDS_LOCATION, "location", "missing", ("supply.location",)),
    ({"customer": GERMAN, "supply": Supply(kind=SupplyKind.SETUP_FEE)}, Problem.NEEDS_PRINCIPAL, "principal", "missing",
     ("supply.principal",)),
    ({"customer": GERMAN, "supply": BARE, "seller": SMALL, "evidence": seen("DE", "DE")}, Problem.NEEDS_AMOUNT,
     "amount", "threshold", ("supply.net",)),
    ({"customer": GERMAN, "supply": evolve(BARE, net=payable("0", "USD")), "seller": SMALL,
      "evidence": seen("DE", "DE")}, Problem.NEEDS_AMOUNT, "amount", "threshold", ("supply.threshold_net",)),
    ({"customer": GERMAN, "supply": Supply(kind=SupplyKind.GOODS)}, Problem.UNSUPPORTED_KIND, "goods", "Goods", ()),
    ({"customer": GERMAN, "tax_point": date(1999, 1, 1)}, Problem.BEFORE_COVERAGE, "before_coverage", "1999-01-01", ()),
]  # fmt: skip


@pytest.mark.parametrize(("question", "problem", "reason", "words", "missing"), ROWS)
def test_every_problem(
    question: dict[str, Any], problem: Problem, reason: str, words: str, missing: tuple[str, ...]
) -> None:
    asked: dict[str, Any] = {"supply": HOSTING, "seller": FRENCH, "tax_point": ON, **question}
    answer = determine(asked.pop("supply"), **asked)
    assert isinstance(answer, Undetermined)
    assert is_sound(answer)
    assert (answer.problem, answer.missing) == (problem, missing)
    assert answer.reasons[-1].code == f"vat.undetermined.{reason}"
    assert words in str(answer.reasons[-1])


def test_every_problem_has_its_row() -> None:
    assert {row[1] for row in ROWS} == set(Problem) - {Problem.RATE_UNKNOWN}


def test_what_was_found_out_before_is_kept() -> None:
    answer = determine(HOSTING, seller=FRENCH, customer=business("DE", vat_id("EU372000041")), tax_point=ON)
    assert isinstance(answer, Undetermined)
    assert [reason.code for reason in answer.reasons] == ["vat.customer.no_id", "vat.undetermined.evidence"]
    assert [finding.code for finding in answer.findings] == ["vat.finding.not_a_customer_id"]
    assert "EU372000041" in str(answer.findings[0])

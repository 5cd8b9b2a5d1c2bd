"""What `determine` remembers changes no answer: not its fields, and not how its numbers are written."""

from datetime import date, datetime
from decimal import Decimal
from itertools import product

import pytest
from attrs import evolve

from hostbilling.errors import InvalidInput
from hostbilling.parties import Address, Contact, Customer, Role
from hostbilling.vat import (
    Buyer,
    CustomerKind,
    CustomerVat,
    Evidence,
    EvidenceKind,
    Oss,
    OverlayRate,
    SellerVat,
    Supply,
    SupplyKind,
    Totals,
    VatDecision,
    VatId,
    VatIdStatus,
    Where,
    determine,
)
from hostbilling.vat.determine import _answer, _remembered

ON = date(2026, 11, 21)
FRENCH = SellerVat(country="FR", oss=Oss.UNION)
CARD = (
    Evidence(kind=EvidenceKind.BANK, country="DE"),
    Evidence(kind=EvidenceKind.IP_GEOLOCATION, country="DE"),
)
LONDON = Where(country="GB")
SUPPLIES = [
    *(Supply(kind=kind, principal=SupplyKind.ELECTRONIC) for kind in SupplyKind),
    *(Supply(kind=kind, location=LONDON, establishment="DE", used_in="DE") for kind in SupplyKind),
    Supply(kind=SupplyKind.ELECTRONIC, with_human_support=True, delivered_over=EvidenceKind.LANDLINE),
    Supply(kind=SupplyKind.ELECTRONIC, original_tax_point=date(2020, 8, 1)),
]
BUYERS = [
    Buyer(kind=CustomerKind.CONSUMER, country="DE"),
    Buyer(kind=CustomerKind.CONSUMER, country=None),
    Buyer(kind=CustomerKind.BUSINESS, country="SK", vat_id=VatId(number="SK2022749619")),
    Buyer(
        kind=CustomerKind.BUSINESS,
        country="SK",
        vat_id=VatId(number="SK2022749619", status=VatIdStatus.VALID, checked_on=ON),
    ),
    Buyer(kind=CustomerKind.PUBLIC_BODY, country="US", postcode="20001"),
]


def test_what_is_remembered_is_what_would_be_answered() -> None:
    for supply, buyer, evidence in product(SUPPLIES, BUYERS, ((), CARD)):
        for _ in range(2):
            answer = determine(supply, seller=FRENCH, customer=buyer, tax_point=ON, evidence=list(evidence))
            assert answer == _answer(supply, FRENCH, buyer, ON, evidence)


def test_a_customer_with_other_mail_is_no_new_question() -> None:
    contact = Contact(role=Role.CONTACT, email="a@example.org")
    known = Customer(
        id="1", name="A", kind=CustomerKind.BUSINESS, address=Address(country="FR", city="Lyon"), contacts=(contact,)
    )
    supply = Supply(kind=SupplyKind.ELECTRONIC)
    first = determine(supply, seller=FRENCH, customer=known, tax_point=ON)
    asked = _remembered.cache_info().hits
    moved = evolve(known, contacts=(evolve(contact, email="b@example.org"),))
    assert determine(supply, seller=FRENCH, customer=moved, tax_point=ON) is first
    assert _remembered.cache_info().hits == asked + 1


@pytest.mark.parametrize("written", ["20", "20.0", "20.00"])
def test_numbers_stay_as_they_were_written(written: str) -> None:
    own = OverlayRate(place="FR", since=date(2026, 1, 1), rate=Decimal(written), source="the host")
    buyer = Buyer(kind=CustomerKind.BUSINESS, country="FR")
    answer = determine(
        Supply(kind=SupplyKind.ELECTRONIC), seller=evolve(FRENCH, rates=(own,)), customer=buyer, tax_point=ON
    )
    assert isinstance(answer, VatDecision)
    assert str(answer.rate) == written
    assert f"is {written} %" in str(answer)


@pytest.mark.parametrize("written", ["10000", "10000.00"])
def test_so_do_limits(written: str) -> None:
    totals = Totals(this_year="0", prior_year="0", limit=Decimal(written))
    answer = determine(
        Supply(kind=SupplyKind.ELECTRONIC, threshold_net=Decimal(1)),
        seller=evolve(FRENCH, cross_border=totals),
        customer=BUYERS[0],
        tax_point=ON,
        evidence=CARD,
    )
    assert f"within {written} EUR" in str(answer)


def test_a_day_is_still_checked() -> None:
    class Day(date):
        pass

    supply = Supply(kind=SupplyKind.LATE_INTEREST)
    answer = determine(supply, seller=FRENCH, customer=BUYERS[0], tax_point=Day(2026, 11, 21))
    assert answer == determine(supply, seller=FRENCH, customer=BUYERS[0], tax_point=ON)
    with pytest.raises(InvalidInput):
        determine(supply, seller=FRENCH, customer=BUYERS[0], tax_point=datetime(2026, 11, 21))


@pytest.mark.parametrize("unlike", [False, 0])
def test_a_database_that_writes_no_as_zero(unlike: bool | int) -> None:  # noqa: FBT001
    facts = CustomerVat(name_matches=unlike)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    buyer = evolve(BUYERS[3], vat=facts)
    answer = determine(Supply(kind=SupplyKind.ELECTRONIC), seller=FRENCH, customer=buyer, tax_point=ON)
    assert not isinstance(answer, VatDecision)

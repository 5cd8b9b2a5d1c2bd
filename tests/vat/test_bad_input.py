"""What a host or a customer may hand over by mistake: a clear error for the one, a clear result for the other."""

from datetime import date, datetime
from typing import Any

import pytest
from attrs import evolve

from hostbilling.errors import InvalidInput
from hostbilling.money import payable
from hostbilling.parties import Address, Contact, Customer, Role
from hostbilling.periods import Period
from hostbilling.vat import (
    Buyer,
    CustomerKind,
    CustomerVat,
    Problem,
    SellerVat,
    Supply,
    SupplyKind,
    Treatment,
    VatDecision,
    VatIdPolicy,
    determine,
    invoice_by,
    keep_records_until,
    oss_correction_until,
    oss_due,
    oss_period,
    straddles_change,
)
from tests.refusals import refused
from tests.samples import faults

from .samples import FRENCH, HOSTING, ON, business, codes, consumer, decided, findings, problem, seen, vat_id


@pytest.mark.parametrize("country", ["ZZ", "XX", "", "Utopia", "EU"])
def test_an_invented_country_of_a_customer_is_a_result(country: str) -> None:
    for customer in (consumer(country), Buyer(kind=CustomerKind.BUSINESS, country=country)):
        answer = determine(HOSTING, seller=FRENCH, customer=customer, tax_point=ON)
        assert answer.problem is Problem.UNKNOWN_COUNTRY  # type: ignore[union-attr]
        assert answer.missing == ("customer.country",)  # type: ignore[union-attr]
        assert codes(answer) == ["vat.undetermined.unknown_country"]


@pytest.mark.parametrize(
    "field", ["country", "establishments", "registrations", "use_and_enjoyment"]
)  # the seller's own countries are the host's business
def test_an_invented_country_of_the_seller_is_an_error(field: str) -> None:
    wrong: Any = "ZZ" if field == "country" else ("SK", "ZZ")
    place = "seller.country" if field == "country" else f"seller.{field}[1]"
    assert refused(SellerVat, **{"country": "FR", field: wrong}) == ("country.unknown", place)


@pytest.mark.parametrize("field", ["establishment", "known_place", "used_in"])
def test_an_invented_country_of_a_supply_is_an_error(field: str) -> None:
    wrong: Any = {field: "ZZ"}
    assert refused(Supply, kind=SupplyKind.ELECTRONIC, **wrong) == ("country.unknown", f"supply.{field}")
    greek: Any = {field: "el"}
    assert getattr(evolve(HOSTING, **greek), field) == "GR"


def test_a_year_that_leaves_no_room_for_keeping_records_is_an_error() -> None:
    last, beyond = date(9900, 12, 31), date(9901, 1, 1)
    assert decided(FRENCH, consumer("DE"), on=last).keep_evidence_until == date(9910, 12, 31)
    question: Any = {"seller": FRENCH, "customer": consumer("DE"), "evidence": seen("DE", "DE")}
    assert refused(determine, HOSTING, tax_point=beyond, **question) == ("vat.far_day", "tax_point")
    sold: Any = {"kind": SupplyKind.ELECTRONIC, "original_tax_point": beyond}
    assert refused(Supply, **sold) == ("vat.far_day", "supply.original_tax_point")
    for helper in (oss_period, oss_due, oss_correction_until, keep_records_until):
        assert refused(helper, beyond) == ("vat.far_day", "tax_point")
    assert refused(invoice_by, beyond) == ("vat.far_day", "chargeable_event")
    with pytest.raises(InvalidInput, match=r"tax_point lies after 9900, got .*9901, 1, 1.*; check the year"):
        oss_due(beyond)


def test_an_invented_place_has_no_change_of_rates() -> None:
    year = Period(date(2020, 1, 1), date(2021, 1, 1))
    assert refused(straddles_change, "ZZ", year) == ("rates.place", "place")
    assert straddles_change("el", Period(date(2016, 1, 1), date(2017, 1, 1)))  # 23 to 24 % on 2016-06-01
    assert not straddles_change("us", year)


def test_a_correction_of_what_is_still_to_come_is_an_error() -> None:
    later = evolve(HOSTING, original_tax_point=date(2026, 11, 22))
    assert refused(determine, later, seller=FRENCH, customer=business("DE"), tax_point=ON) == (
        "vat.original", "supply.original_tax_point",
    )  # fmt: skip
    with pytest.raises(InvalidInput, match="lies after the tax point of the correction, 2026-11-21"):
        determine(later, seller=FRENCH, customer=business("DE"), tax_point=ON)
    assert decided(FRENCH, business("DE"), evolve(HOSTING, original_tax_point=ON)).taxed_on == ON


def test_an_establishment_that_takes_part_is_one_of_the_sellers() -> None:
    by_branch = evolve(HOSTING, establishment="DE")
    assert refused(determine, by_branch, seller=FRENCH, customer=business("DE"), tax_point=ON) == (
        "vat.establishment", "supply.establishment",
    )  # fmt: skip
    with pytest.raises(InvalidInput, match="is no establishment of the seller, got 'DE'; add it to"):
        determine(by_branch, seller=evolve(FRENCH, registrations="DE"), customer=business("DE"), tax_point=ON)
    assert decided(evolve(FRENCH, establishments="DE"), business("DE"), by_branch).rate == 19
    assert decided(FRENCH, business("FR"), evolve(HOSTING, establishment="FR")).rate == 20
    monaco = SellerVat(country="MC")
    for code in ("MC", "FR"):
        assert decided(monaco, business("FR"), evolve(HOSTING, establishment=code)).rate == 20


@pytest.mark.parametrize("on", [date(1999, 1, 1), date(2009, 12, 31)])
def test_a_tax_point_before_the_tables_is_a_result(on: date) -> None:
    for customer in (consumer("DE"), business("DE"), consumer("US"), business("FR")):
        answer = determine(HOSTING, seller=FRENCH, customer=customer, tax_point=on, evidence=seen("DE", "DE"))
        assert answer.problem is Problem.BEFORE_COVERAGE  # type: ignore[union-attr]
        assert "2010-01-01" in str(answer.reasons[0])
    corrected = evolve(HOSTING, original_tax_point=on)
    assert problem(FRENCH, consumer("DE"), corrected) is Problem.BEFORE_COVERAGE


def test_the_first_day_of_the_tables() -> None:
    decision = decided(FRENCH, consumer("FR"), on=date(2010, 1, 1))
    assert str(decision.rate) == "19.6"


def test_a_tax_point_in_2099_carries_a_warning() -> None:
    decision = decided(FRENCH, consumer("DE"), on=date(2099, 12, 31))
    assert decision.rate == 19
    assert findings(decision) == ["table.unreviewed"]


@pytest.mark.parametrize(
    ("on", "code"),
    [("2026-01-01", "date.type"), (None, "date.type"), (datetime(2026, 1, 1), "date.datetime")],
)
def test_a_tax_point_must_be_a_civil_date(on: Any, code: str) -> None:
    wrong = refused(determine, HOSTING, seller=FRENCH, customer=consumer("DE"), tax_point=on)
    assert wrong == (code, "tax_point")
    if on is not None:
        assert refused(Supply, kind=SupplyKind.ELECTRONIC, original_tax_point=on) == (code, "supply.original_tax_point")


def test_negative_nets_are_decided_like_others() -> None:
    credit = evolve(HOSTING, net=payable("-100", "EUR"))
    assert decided(FRENCH, consumer("DE"), credit).rate == 19


def test_ids_in_any_spelling() -> None:
    for text in ("sk2022749619", " SK 2022 749 619 ", "sk-2022.749.619"):
        number = evolve(vat_id("SK"), number=text)
        assert decided(FRENCH, business("sk", number)).treatment is Treatment.REVERSE_CHARGE


@pytest.mark.parametrize("days", [0, -1, True, "7"])
def test_a_policy_counts_days(days: Any) -> None:
    code, field = refused(VatIdPolicy, recheck_after_days=days)
    assert (code.startswith("count."), field) == (True, "vat_ids.recheck_after_days")
    if days != 0:
        assert refused(VatIdPolicy, max_age_days=days)[1] == "vat_ids.max_age_days"


def test_a_policy_may_ask_again_the_next_day() -> None:
    assert VatIdPolicy(recheck_after_days=1, max_age_days=0).recheck_after_days == 1


@pytest.mark.requirement("R-078", "R-003")
def test_a_customer_of_the_book_serves_as_well() -> None:
    customer = Customer(
        id="C-1",
        name="Hosting s.r.o.",
        kind=CustomerKind.BUSINESS,
        address=Address(country="SK", postcode="811 01", city="Bratislava"),
        contacts=(Contact(role=Role.CONTACT, email="office@example.com"),),
        vat_id=vat_id("SK"),
    )
    answer = determine(HOSTING, seller=FRENCH, customer=customer, tax_point=ON)
    assert isinstance(answer, VatDecision)
    assert (answer.place, answer.treatment) == ("SK", Treatment.REVERSE_CHARGE)
    assert answer == decided(FRENCH, business("SK"))
    private = evolve(customer, vat=CustomerVat(private_use=True))
    charged = determine(HOSTING, seller=FRENCH, customer=private, tax_point=ON, evidence=seen("SK", "SK"))
    assert charged == decided(FRENCH, evolve(business("SK"), vat=private.vat), evidence=seen("SK", "SK"))
    for where in (("ES", "35001", "Las Palmas"), ("IT", "23030", "Livigno"), ("IT", "23030", "Sondrio")):
        country, postcode, city = where
        address = Address(country=country, postcode=postcode, city=city)
        shopper = evolve(customer, kind=CustomerKind.CONSUMER, address=address, vat_id=None)
        bought = determine(HOSTING, seller=FRENCH, customer=shopper, tax_point=ON, evidence=seen(country, country))
        assert bought == decided(FRENCH, consumer(*where))


def test_net_and_gross_of_one_supply_are_not_both_given() -> None:
    net, gross = payable("100", "EUR"), payable("999", "EUR")
    (fault,) = faults(Supply, kind=SupplyKind.ELECTRONIC, net=net, gross=gross)
    assert (fault.code, fault.field, fault.value) == ("supply.amount", "supply.gross", gross)
    assert fault.remedy == "give one of them: the other follows from the rate that is found"
    assert Supply(kind=SupplyKind.ELECTRONIC, net=net).gross is None
    assert Supply(kind=SupplyKind.ELECTRONIC, gross=gross).net is None

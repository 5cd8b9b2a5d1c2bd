"""Who sells and who buys: countries, VAT ids, contacts, and who is written to."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.parties import (
    COUNTRIES,
    Address,
    Contact,
    Customer,
    CustomerKind,
    CustomerVat,
    Role,
    Seller,
    VatId,
    VatIdStatus,
    country_code,
)
from tests.samples import faults, refusal

# --------------------------------------------------------------------------------------- countries


@pytest.mark.parametrize(
    ("given_", "code"),
    [("SK", "SK"), ("sk", "SK"), (" at ", "AT"), ("EL", "GR"), ("el", "GR"), ("GR", "GR"), ("UK", "GB"), ("uk", "GB")],
)
def test_countries_and_their_aliases(given_: str, code: str) -> None:
    assert country_code(given_) == code
    assert Address(country=given_).country == code


def test_the_table_of_countries() -> None:
    assert len(COUNTRIES - {"XK"}) == 249  # ISO 3166-1, officially assigned alpha-2 codes
    assert {"SK", "GR", "GB"} <= COUNTRIES
    assert country_code("xk") == "XK"  # Kosovo: user-assigned, and in use
    assert not {"EL", "UK", "XI", "EU", "AN", "CS", "ZR", "YU"} & COUNTRIES


@pytest.mark.parametrize(
    ("given_", "code"),
    [
        ("XX", "country.unknown"),
        ("SVK", "country.unknown"),
        ("Slovakia", "country.unknown"),
        ("", "text.empty"),
        ("  ", "text.empty"),
        (None, "text.type"),
        (703, "text.type"),
    ],
)
def test_what_is_no_country(given_: Any, code: str) -> None:
    assert refusal(country_code, given_) == (code, "country")
    assert refusal(Address, country=given_) == (code, "country")


@given(st.text(max_size=4))
def test_any_text_is_a_country_or_refused(text: str) -> None:
    if text.strip().upper() in COUNTRIES | {"EL", "UK"}:
        assert country_code(country_code(text)) == country_code(text)
    else:
        assert faults(country_code, text)[0].code in {"country.unknown", "text.empty"}


def test_an_address_is_printed_without_gaps() -> None:
    whole = Address(country="SK", postcode="811 01", city="Bratislava", street="Panská 1")
    assert str(whole) == "Panská 1, 811 01 Bratislava, SK"
    assert str(Address(country="SK", city="Bratislava")) == "Bratislava, SK"
    assert str(Address(country="SK")) == "SK"


def test_a_postcode_is_text() -> None:
    address: Any = Address  # a postcode read as a number has lost its zeros
    assert refusal(address, country="SK", postcode=4001) == ("value.type", "address.postcode")
    assert [fault.field for fault in faults(address, country="SK", city=None, street=1)] == [
        "address.city",
        "address.street",
    ]


# --------------------------------------------------------------------------------------- VAT ids


@pytest.mark.parametrize(
    ("given_", "number", "prefix", "country"),
    [
        ("SK2120000006", "SK2120000006", "SK", "SK"),
        ("sk 2120 000 006", "SK2120000006", "SK", "SK"),
        ("gr 094.014.201", "EL094014201", "EL", "GR"),
        ("EL-094014201", "EL094014201", "EL", "GR"),
        ("FR 12 500905187", "FR12500905187", "FR", "FR"),
        ("nl052148774b01", "NL052148774B01", "NL", "NL"),
        ("XI123456789", "XI123456789", "XI", "XI"),
        ("EU372000041", "EU372000041", "EU", "EU"),
    ],
)
def test_vat_ids_are_written_one_way(given_: str, number: str, prefix: str, country: str) -> None:
    vat_id = VatId(number=given_)
    assert (vat_id.number, vat_id.prefix, vat_id.country) == (number, prefix, country)
    assert VatId(number=number) == vat_id


@pytest.mark.parametrize(("given_", "code"), [("", "text.empty"), (" .-/ ", "text.empty"), (None, "text.type")])
def test_what_is_no_vat_id(given_: Any, code: str) -> None:
    assert refusal(VatId, number=given_) == (code, "vat_id")


@given(st.text(st.characters(codec="ascii"), max_size=20))
def test_writing_a_vat_id_again_changes_nothing(text: str) -> None:
    if any(char.isalnum() for char in text):
        once = VatId(number=text)
        assert VatId(number=once.number) == once
        assert once.number == "".join(char for char in once.number if char.isalnum()).upper()


def test_an_answer_of_vies_has_a_day() -> None:
    for status in (VatIdStatus.VALID, VatIdStatus.INVALID):
        assert refusal(VatId, number="SK2120000006", status=status) == ("vat_id.undated", "vat_id.checked_on")
        assert VatId(number="SK2120000006", status=status, checked_on=date(2026, 1, 1)).status is status
    for status in (VatIdStatus.UNCHECKED, VatIdStatus.FORMAT_ONLY, VatIdStatus.UNAVAILABLE, VatIdStatus.PENDING):
        assert VatId(number="SK2120000006", status=status).checked_on is None
    naive = datetime(2026, 1, 1)
    assert refusal(VatId, number="SK2120000006", checked_on=naive) == ("date.datetime", "vat_id.checked_on")


def test_the_day_an_id_was_given_is_a_civil_date() -> None:
    assert CustomerVat(id_given_on=date(2026, 1, 1)).id_given_on == date(2026, 1, 1)
    assert refusal(CustomerVat, id_given_on=datetime(2026, 1, 1)) == ("date.datetime", "customer.vat.id_given_on")


@pytest.mark.parametrize(
    ("fact", "wrong"),
    [
        ("private_use", "no"),
        ("id_applied_for", 1),
        ("business_proof", None),
        ("business_proof", ["register"]),
        ("name_matches", "no"),
        ("name_matches", 0),
        ("receiving_country", 276),
        ("vat_group", None),
        ("outside_government_control", "yes"),
    ],
)
def test_a_fact_of_another_type_is_refused_before_it_decides(fact: str, wrong: Any) -> None:
    assert refusal(CustomerVat, **{fact: wrong}) == ("value.type", f"customer.vat.{fact}")


# --------------------------------------------------------------------------------------- contacts


OWNER = Contact(role=Role.CONTACT, email="owner@shop.example", name="Owner")
ACCOUNTANT = Contact(role=Role.BILLING, email="bills@books.example")


def customer(**changes: Any) -> Customer:
    facts: dict[str, Any] = {
        "id": "C1",
        "name": "Shop s.r.o.",
        "kind": CustomerKind.BUSINESS,
        "address": Address(country="SK"),
        "contacts": (OWNER, ACCOUNTANT),
    }
    return Customer(**{**facts, **changes})


@pytest.mark.requirement("R-086")
def test_bills_go_to_the_accountant_and_the_rest_to_the_owner() -> None:
    assert customer().recipient(Role.BILLING) == ACCOUNTANT
    assert customer().recipient(Role.CONTACT) == OWNER


def test_without_an_accountant_the_owner_gets_the_bills() -> None:
    assert customer(contacts=(OWNER,)).recipient(Role.BILLING) == OWNER


@pytest.mark.parametrize("email", ["a@b", "first.last+tag@sub.example.org", "ľ@príklad.sk"])
def test_addresses_that_may_exist(email: str) -> None:
    assert Contact(role=Role.CONTACT, email=email).email == email


@pytest.mark.parametrize(
    ("email", "code"),
    [
        ("", "text.empty"),
        (None, "text.type"),
        ("owner", "email.form"),
        ("@", "email.form"),
        ("owner@", "email.form"),
        ("@shop.example", "email.form"),
        ("a@b@c", "email.form"),
        ("owner @shop.example", "email.form"),
        ("owner@shop.example\nbcc: x@y", "email.form"),
    ],
)
def test_what_is_no_email_address(email: Any, code: str) -> None:
    assert refusal(Contact, role=Role.CONTACT, email=email) == (code, "contact.email")


# --------------------------------------------------------------------------------------- parties


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"id": ""}, "text.empty", "customer.id"),
        ({"name": "\t"}, "text.empty", "customer.name"),
        ({"kind": "business"}, "value.type", "customer.kind"),
        ({"language": ""}, "text.empty", "customer.language"),
        ({"contacts": ()}, "customer.contact", "customer.contacts"),
        ({"contacts": (ACCOUNTANT,)}, "customer.contact", "customer.contacts"),
        ({"contacts": (OWNER, OWNER)}, "id.duplicate", "customer.contacts"),
    ],
)
def test_what_is_no_customer(changes: dict[str, Any], code: str, field: str) -> None:
    assert refusal(customer, **changes) == (code, field)


def test_every_fault_of_a_customer_is_told_at_once() -> None:
    found = faults(customer, id="", name=None, contacts=())
    assert [fault.code for fault in found] == ["text.empty", "text.type", "customer.contact"]


@pytest.mark.parametrize("missing", ["id", "name", "zone"])
def test_a_seller_says_who_and_where_it_is(missing: str) -> None:
    facts: dict[str, Any] = {"id": "s", "name": "Seller", "zone": "Europe/Prague", "address": Address(country="CZ")}
    assert Seller(**facts).vat_id is None
    assert refusal(Seller, **{**facts, missing: ""}) == ("text.empty", f"seller.{missing}")

"""Billing profiles, and the difference between an edit and another owner."""

import pytest
from attrs import evolve

from hostbilling.errors import NotFound
from hostbilling.parties import Address, BillingProfile, Contact, CustomerKind, Role
from tests.samples import CUSTOMER, refusal

BOOKS = BillingProfile(
    id="books", email="books@example.org", name="Nováková & co.", address=Address(country="SK", city="Nitra")
)


def test_a_profile_changes_what_documents_show_and_where_they_go() -> None:
    billed = evolve(CUSTOMER, profiles=(BOOKS,)).billed_as("books")
    assert (billed.name, billed.address.city) == ("Nováková & co.", "Nitra")
    assert billed.recipient(Role.BILLING).email == "books@example.org"
    assert billed.recipient(Role.CONTACT) == CUSTOMER.recipient(Role.CONTACT)


def test_a_profile_may_be_a_mailbox_and_nothing_more() -> None:
    billed = evolve(CUSTOMER, profiles=(BillingProfile(id="m", email="m@example.org"),)).billed_as("m")
    assert (billed.name, billed.address) == (CUSTOMER.name, CUSTOMER.address)
    assert CUSTOMER.billed_as(None) is CUSTOMER


def test_profiles_nobody_has_or_that_are_wrong() -> None:
    with pytest.raises(NotFound, match="add it to customer") as caught:
        CUSTOMER.billed_as("books")
    assert caught.value.code == "profile.unknown"
    assert refusal(evolve, CUSTOMER, profiles=(BOOKS, BOOKS)) == ("id.duplicate", "customer.profiles")
    assert refusal(BillingProfile, id="b", email="nobody") == ("email.form", "profile.email")


@pytest.mark.requirement("R-087")
def test_mail_phone_and_addresses_are_edits() -> None:
    contact = Contact(role=Role.CONTACT, email="new@example.org", phone="+421 2 555")
    after = evolve(
        CUSTOMER,
        contacts=(contact,),
        address=Address(country="CZ"),
        postal=Address(country="SK"),
        language="de",
    )
    assert not CUSTOMER.is_other_owner(after)
    assert not CUSTOMER.is_other_owner(evolve(CUSTOMER, name=f" {CUSTOMER.name} "))


def test_name_and_status_make_another_owner() -> None:
    assert CUSTOMER.is_other_owner(evolve(CUSTOMER, name="Eva"))
    other = next(kind for kind in CustomerKind if kind is not CUSTOMER.kind)
    assert CUSTOMER.is_other_owner(evolve(CUSTOMER, kind=other))

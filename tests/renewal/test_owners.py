"""Another name: an edit, or a transfer of each domain."""

from datetime import date

import pytest
from attrs import evolve

from hostbilling.catalog import Catalog, Family, Product, SupplyKind
from hostbilling.parties import Address, Contact, Customer, CustomerKind, Role
from hostbilling.periods import Period, Term
from hostbilling.renewal import NameChange, Need, OwnerRule, Transfer, owner_change
from hostbilling.services import Cause, Coverage, Grant, Service, ServiceState
from tests.samples import CUSTOMER, refusal

SOLD = {"domain": Family.DOMAIN, "web": Family.SHARED_HOSTING, "vps": Family.VPS}
CATALOG = Catalog(
    gross=True,
    products=tuple(
        Product(id=id_, name=id_, family=family, supply=SupplyKind.ELECTRONIC, terms=(Term.years(1),))
        for id_, family in SOLD.items()
    ),
    prices=(),
)


def service(id_: str, product: str) -> Service:
    paid = Grant(line_id="1", period=Period(date(2026, 1, 1), date(2027, 1, 1)), cause=Cause.PAID)
    return Service(
        id=id_, product_id=product, name=f"{id_}.example", term=Term.years(1), anchor_day=1, coverage=Coverage((paid,))
    )


SERVICES = (service("a", "domain"), service("site", "web"), service("b", "domain"), service("box", "vps"))
MARRIED = evolve(CUSTOMER, name="Jana Malá")
COMPANY = evolve(CUSTOMER, kind=CustomerKind.BUSINESS)


@pytest.mark.requirement("R-088")
@pytest.mark.parametrize("after", [MARRIED, COMPANY])
def test_another_name_or_status_transfers_each_domain(after: Customer) -> None:
    found = owner_change(CUSTOMER, after, services=SERVICES, catalog=CATALOG)
    assert not found.is_edit
    assert [each.service_id for each in found.transfers] == ["a", "b"]
    assert found.edited == ("site", "box")
    assert found.transfers[0] == Transfer(
        service_id="a",
        name="a.example",
        needs=(Need.OLD_OWNER_AGREES, Need.NEW_OWNER_ACCEPTS, Need.REGISTRY_CONFIRMS),
    )
    assert [reason.code for reason in found.reasons] == [
        "owner.other", "owner.follows", "owner.follows", "owner.transfer", "owner.transfer"
    ]  # fmt: skip
    assert str(found.reasons[-1]) == (
        "b has to be transferred: the old owner agrees, the new owner accepts the terms, the registry confirms."
    )
    assert (found.before, found.after) == (CUSTOMER, after)


def test_another_owner_is_named_with_name_and_status() -> None:
    after = evolve(CUSTOMER, name="Malá s.r.o.", kind=CustomerKind.BUSINESS)
    found = owner_change(CUSTOMER, after, services=SERVICES[1:2], catalog=CATALOG)
    assert [str(reason) for reason in found.reasons] == [
        "Jana Nováková (consumer) becomes Malá s.r.o. (business): another owner.",
        "site follows with the account, by policy.",
    ]


@pytest.mark.requirement("R-087")
@pytest.mark.parametrize(
    "after",
    [
        evolve(CUSTOMER, address=Address(country="SK", city="Košice")),
        evolve(CUSTOMER, contacts=(Contact(role=Role.CONTACT, email="new@example.com"),)),
        evolve(CUSTOMER, name=f" {CUSTOMER.name} "),
    ],
)
def test_contact_details_are_an_edit(after: Customer) -> None:
    found = owner_change(CUSTOMER, after, services=SERVICES, catalog=CATALOG)
    assert (found.is_edit, found.edited) == (True, ("a", "site", "b", "box"))
    assert [str(reason) for reason in found.reasons] == [
        f"{after.name} stays the owner: an edit, which future documents follow."
    ]
    assert (found.before, found.after, found.transfers) == (CUSTOMER, after, ())


@pytest.mark.requirement("R-104")
def test_what_another_name_is_is_policy_per_family() -> None:
    assert owner_change(CUSTOMER, MARRIED, services=SERVICES, catalog=CATALOG, rules=()).is_edit
    boxes = OwnerRule(
        families=frozenset({Family.VPS}), change=NameChange.TRANSFER, needs=[Need.FEE_PAID, Need.OLD_OWNER_AGREES]
    )
    every = OwnerRule(families=frozenset(Family), change=NameChange.TRANSFER)
    free = OwnerRule(families=frozenset({Family.DOMAIN}), change=NameChange.EDIT)
    found = owner_change(CUSTOMER, MARRIED, services=SERVICES, catalog=CATALOG, rules=(every, boxes, free))
    assert [(each.service_id, each.needs) for each in found.transfers] == [
        ("site", ()),
        ("box", (Need.OLD_OWNER_AGREES, Need.FEE_PAID)),
    ]


def test_a_transfer_tells_what_it_still_waits_for() -> None:
    (first, _) = owner_change(CUSTOMER, MARRIED, services=SERVICES, catalog=CATALOG).transfers
    assert first.missing([]) == first.needs
    assert first.missing([Need.NEW_OWNER_ACCEPTS, Need.FEE_PAID]) == (Need.OLD_OWNER_AGREES, Need.REGISTRY_CONFIRMS)
    assert first.missing(Need) == ()


def test_what_is_gone_is_neither_edited_nor_transferred() -> None:
    gone = (evolve(SERVICES[0], state=ServiceState.DELETED), *SERVICES[1:])
    assert [each.service_id for each in owner_change(CUSTOMER, MARRIED, services=gone, catalog=CATALOG).transfers] == [
        "b"
    ]
    assert owner_change(CUSTOMER, CUSTOMER, services=gone, catalog=CATALOG).edited == ("site", "b", "box")


def test_bad_changes_are_refused() -> None:
    other = evolve(CUSTOMER, id="C2")
    assert refusal(owner_change, CUSTOMER, other, services=(), catalog=CATALOG) == ("owner.account", "after.id")
    assert refusal(OwnerRule, families=frozenset(Family), change="edit") == ("value.type", "owner_rule.change")

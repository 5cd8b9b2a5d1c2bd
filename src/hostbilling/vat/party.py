"""What of a customer decides its VAT, and nothing that tells one customer from another.

Customers alike share one answer: the same kind, the same spot on the VAT map, a VAT id of the same state in the same
standing. A number is kept only where somebody has to look at it, because it could not be relied upon.
"""

from datetime import date
from typing import NamedTuple

from attrs import evolve

from ..parties import Customer, CustomerKind, CustomerVat, VatId, VatIdStatus
from ..union import is_member
from .places import spot_of
from .question import Buyer
from .seller import SellerVat


class GivenId(NamedTuple):
    """A VAT id as it stands on a day: `state` is its ISO code, `is_recent` whether the seller still trusts the answer.

    `identifies` says that it can make its holder a business customer for services. Not so the One-Stop-Shop numbers
    (EU, IM), the small businesses' EX numbers, XI, and those of third countries.
    """

    state: str
    status: VatIdStatus
    identifies: bool
    is_recent: bool
    number: str


class Party(NamedTuple):
    """The customer. `spot` is the special territory or else the country of its address, None where none is known."""

    kind: CustomerKind
    spot: str | None
    vat_id: GivenId | None
    vat: CustomerVat


def identifies_customer(vat_id: VatId, *, on: date) -> bool:
    """Tell whether the id can make its holder a business customer for services on that day.

    >>> identifies_customer(VatId(number="XI980780684"), on=date(2026, 1, 1))
    False
    """
    return _identifies(vat_id.country, vat_id.number, on)


def _identifies(state: str, number: str, on: date) -> bool:
    return is_member(state, on=on) and not number.endswith("EX")


# Party and GivenId as bare tuples: a tuple is made and compared in a fraction of the time.
BareId = tuple[str, VatIdStatus, bool, bool, str]
BareParty = tuple[CustomerKind, str | None, BareId | None, CustomerVat]


def bare_party(customer: Customer | Buyer, *, seller: SellerVat, on: date) -> BareParty:
    """Return what of the customer decides on that day, for this seller."""
    where = customer if isinstance(customer, Buyer) else customer.address
    vat_id, vat = customer.vat_id, customer.vat
    return (
        customer.kind,
        spot_of(where.country, where.postcode, where.city) if where.country is not None else None,
        _bare_id(vat_id, vat, seller.vat_ids.max_age_days, on) if vat_id is not None else None,
        _deciding(vat, on) if vat.id_given_on is not None or vat.business_proof else vat,
    )


def _bare_id(vat_id: VatId, vat: CustomerVat, max_age: int | None, on: date) -> BareId:
    state, checked_on = vat_id.country, vat_id.checked_on
    identifies = _identifies(state, vat_id.number, on)
    is_recent = max_age is None or checked_on is None or (on - checked_on).days <= max_age
    relied_upon = identifies and is_recent and vat_id.status is VatIdStatus.VALID and vat.name_matches in (None, True)
    return state, vat_id.status, identifies, is_recent, "" if relied_upon else vat_id.number


def party(bare: BareParty) -> Party:
    """Return the customer with names for what decides."""
    kind, spot, vat_id, vat = bare
    return Party(kind, spot, GivenId(*vat_id) if vat_id is not None else None, vat)


def _deciding(vat: CustomerVat, on: date) -> CustomerVat:
    """The facts without the wording of a proof, and without the day of an id that came in time."""
    late = vat.id_given_on if vat.id_given_on is not None and vat.id_given_on > on else None
    return evolve(vat, id_given_on=late, business_proof="given" if vat.business_proof else "")

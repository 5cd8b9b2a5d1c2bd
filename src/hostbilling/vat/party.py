"""What of a customer decides its VAT, and nothing that tells one customer from another.

Customers alike share one answer: the same kind, the same spot on the VAT map, a VAT id of the same state in the same
standing. A number is kept only where somebody has to look at it, because it could not be relied upon.
"""

from datetime import date
from typing import NamedTuple

from attrs import evolve

from ..parties import CustomerKind, CustomerVat, VatId, VatIdStatus
from ..union import MEMBER_STATES, is_member
from .alike import Alike, alike

LAST_JOINED = max(since for since, _ in MEMBER_STATES.values() if since is not None)
"""The day the youngest member state joined: from here on an id of a present member state identifies its holder."""


class GivenId(NamedTuple):
    """A VAT id as far as it decides: `is_recent` tells whether the seller still trusts the answer of VIES.

    `state` is the ISO code of the country it would identify its holder in; none ("") for the numbers that identify no
    customer for services: those of the One-Stop-Shop (EU, IM), of small businesses (EX), and XI.
    """

    state: str
    status: VatIdStatus
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
    return is_member(_state(vat_id), on=on)


def _state(vat_id: VatId) -> str:
    state = vat_id.country
    return state if state in MEMBER_STATES and not vat_id.number.endswith("EX") else ""


def party(
    kind: CustomerKind, spot: str | None, vat_id: VatId | None, vat: CustomerVat, *,
    max_age: int | None = None, on: date = date.max,
) -> Alike[Party]:  # fmt: skip
    """Return what of the customer decides on that day, for a seller who trusts an answer of VIES for `max_age` days.

    Without a day: what decides after all that happened.
    """
    if vat.id_given_on is not None or vat.business_proof:
        vat = _deciding(vat, on)
    return alike(_named, kind, spot, _given(vat_id, vat, max_age, on) if vat_id is not None else None, vat)


_Given = tuple[str, VatIdStatus, bool, str]


def _named(kind: CustomerKind, spot: str | None, given: _Given | None, vat: CustomerVat) -> Party:
    return Party(kind, spot, GivenId(*given) if given is not None else None, vat)


def _given(vat_id: VatId, vat: CustomerVat, max_age: int | None, on: date) -> _Given:
    state, checked_on = _state(vat_id), vat_id.checked_on
    is_recent = max_age is None or checked_on is None or (on - checked_on).days <= max_age
    is_answered = vat_id.status is VatIdStatus.VALID and is_recent and vat.name_matches in (None, True)
    return state, vat_id.status, is_recent, "" if is_answered and is_member(state, on=on) else vat_id.number


def _deciding(vat: CustomerVat, on: date) -> CustomerVat:
    """The facts without the wording of a proof, and without the day of an id that came in time."""
    late = vat.id_given_on if vat.id_given_on is not None and vat.id_given_on > on else None
    return evolve(vat, id_given_on=late, business_proof="given" if vat.business_proof else "")

"""Where a consumer is, by evidence: presumptions, two of n, rebuttal, one item for small sellers.

Law: Implementing Regulation 282/2011, articles 24a to 24f. What the evidence says does not depend on its order,
and nothing is picked silently from evidence that contradicts itself.
"""

from collections.abc import Iterable
from datetime import datetime
from enum import Enum
from typing import NamedTuple

from attrs import field, frozen

from ..errors import check_declared, check_instant, refuse
from .alike import Alike, alike
from .places import code_of


class EvidenceKind(Enum):
    """What an item is; article 24f lists them under letters, and items under one letter are one category."""

    BILLING_ADDRESS = "billing_address"
    IP_GEOLOCATION = "ip_geolocation"
    OTHER_GEOLOCATION = "other_geolocation"
    BANK = "bank"
    """Country of the bank account or the card used."""
    PAYMENT_SERVICE_ADDRESS = "payment_service_address"
    """The customer's billing address as the bank or payment provider holds it."""
    SIM = "sim"
    LANDLINE = "landline"
    DECODER = "decoder"
    """Where the decoder or the viewing card is used."""
    PUBLIC_SPOT = "public_spot"
    """The phone box, hot spot or hotel lobby where the customer had to be."""
    PHONE_PREFIX = "phone_prefix"
    OTHER_COMMERCIAL = "other_commercial"


class Giver(Enum):
    """Who an item comes from."""

    CUSTOMER = "customer"
    SELLER = "seller"
    THIRD_PARTY = "third_party"
    """Somebody else involved in the supply, such as the payment provider."""


# Letter of article 24f; what the regulation lists under one letter counts once.
_LETTER = {
    EvidenceKind.BILLING_ADDRESS: "a",
    EvidenceKind.IP_GEOLOCATION: "b",
    EvidenceKind.OTHER_GEOLOCATION: "b",
    EvidenceKind.BANK: "c",
    EvidenceKind.PAYMENT_SERVICE_ADDRESS: "c",
    EvidenceKind.SIM: "d",
    EvidenceKind.LANDLINE: "e",
    EvidenceKind.DECODER: "f decoder",
    EvidenceKind.PUBLIC_SPOT: "f public spot",
    EvidenceKind.PHONE_PREFIX: "f phone prefix",
    EvidenceKind.OTHER_COMMERCIAL: "f other",
}
_GIVEN_BY_DEFAULT = {
    EvidenceKind.BANK: Giver.THIRD_PARTY,
    EvidenceKind.PAYMENT_SERVICE_ADDRESS: Giver.THIRD_PARTY,
    EvidenceKind.BILLING_ADDRESS: Giver.CUSTOMER,
}
_USUAL = (
    EvidenceKind.BILLING_ADDRESS,
    EvidenceKind.IP_GEOLOCATION,
    EvidenceKind.BANK,
    EvidenceKind.SIM,
    EvidenceKind.LANDLINE,
)
_PRESUMED_BY = frozenset({EvidenceKind.LANDLINE, EvidenceKind.SIM, EvidenceKind.DECODER, EvidenceKind.PUBLIC_SPOT})
_ITEMS_NEEDED = 2
_ITEMS_TO_REBUT = 3


class Said(NamedTuple):
    """What an item says, without the words it was given in and the time: those decide nothing."""

    kind: EvidenceKind
    country: str
    given_by: Giver | None


@frozen(kw_only=True)
class Evidence:
    """One item: what it is, the country it names, who gave it, what it said and when it was taken.

    `given_by` may be left out for what comes from the customer or the payment provider by nature. A `country` that
    is none (geolocations say A1 or T1) makes the item say nothing.
    """

    kind: EvidenceKind
    country: str = field(converter=code_of)
    given_by: Giver | None = None
    value: str = ""
    taken_at: datetime | None = None
    said: Alike[Said] = field(init=False, repr=False, eq=False)
    """What of the item decides, for `determine`.

    :meta private:
    """

    def __attrs_post_init__(self) -> None:
        refuse(
            *check_declared("evidence", self),
            check_instant("evidence.taken_at", self.taken_at) if isinstance(self.taken_at, datetime) else None,
        )
        object.__setattr__(self, "said", alike(Said, self.kind, self.country, self.given_by))

    @property
    def giver(self) -> Giver | None:
        """Who gave it, as stated or by its nature; None where neither says."""
        return self.given_by or _GIVEN_BY_DEFAULT.get(self.kind)

    @property
    def is_weak(self) -> bool:
        """Whether it is only "other commercially relevant information" (article 24f(f))."""
        return _LETTER[self.kind].startswith("f")


class Weight(Enum):
    """What the evidence amounts to."""

    TWO_ITEMS = "two_items"
    ONE_ITEM = "one_item"
    PRESUMED = "presumed"
    REBUTTED = "rebutted"
    INSUFFICIENT = "insufficient"
    CONFLICTING = "conflicting"


@frozen
class Weighed:
    """What the items say together.

    `country` is the place they prove: empty for the customer's own address, None where they prove none. `weak` says
    that an item under 24f(f) was needed.
    """

    weight: Weight
    country: str | None = None
    weak: bool = False


_INSUFFICIENT = Weighed(Weight.INSUFFICIENT)
_CONFLICTING = Weighed(Weight.CONFLICTING)

Votes = dict[str, set[str]]


def weigh(
    evidence: Iterable[Evidence],
    *,
    written: frozenset[str],
    delivered_over: EvidenceKind | None = None,
    one_item_is_enough: bool = False,
    rebut: bool = True,
) -> Weighed:
    """Return what the items, which name real countries, prove.

    `written` are the countries that agree with the customer's address: a geolocation in Spain does not contradict
    an address on the Canaries. `delivered_over` is the line or spot the service is delivered through; its item decides
    alone unless three others rebut it, which is the seller's right (`rebut`), not its duty.

    >>> items = [Evidence(kind=kind, country="DE") for kind in (EvidenceKind.BILLING_ADDRESS, EvidenceKind.BANK)]
    >>> weigh(items, written=frozenset({"DE"})).weight
    <Weight.TWO_ITEMS: 'two_items'>
    """
    votes: Votes = {}
    presumed: set[str] = set()
    alone = False
    for item in evidence:
        place = "" if item.country in written else item.country
        if item.kind is delivered_over and item.kind in _PRESUMED_BY:
            presumed.add(place)
            continue
        votes.setdefault(place, set()).add(_LETTER[item.kind])
        alone = alone or (item.giver is Giver.THIRD_PARTY and not item.is_weak)
    if presumed:
        return _against_presumption(presumed, votes if rebut else {})
    return _by_number(votes, alone=alone and one_item_is_enough)


def _by_number(votes: Votes, *, alone: bool) -> Weighed:
    if not votes:
        return _INSUFFICIENT
    place = _strongest(votes)
    if place is None:
        return _CONFLICTING
    if len(votes[place]) >= _ITEMS_NEEDED:
        strong = sum(not letter.startswith("f") for letter in votes[place])
        return Weighed(Weight.TWO_ITEMS, place, strong < _ITEMS_NEEDED)
    return Weighed(Weight.ONE_ITEM, place) if alone else _INSUFFICIENT


def _against_presumption(presumed: set[str], votes: Votes) -> Weighed:
    if len(presumed) > 1:
        return _CONFLICTING
    (place,) = presumed
    other = _strongest(votes)
    if other is not None and other != place and len(votes[other]) >= _ITEMS_TO_REBUT:
        return Weighed(Weight.REBUTTED, other)
    return Weighed(Weight.PRESUMED, place)


def _strongest(votes: Votes) -> str | None:
    """The place with most categories of items behind it; None where two share the lead or there is none."""
    counts = sorted(((len(letters), place) for place, letters in votes.items()), reverse=True)
    if not counts or (len(counts) > 1 and counts[0][0] == counts[1][0]):
        return None
    return counts[0][1]


def still_useful(items: Iterable[Evidence]) -> tuple[str, ...]:
    """Return the usual kinds that add to the `items` there are, for a result that asks for more."""
    there = {_LETTER[item.kind] for item in items}
    return tuple(f"evidence.{kind.value}" for kind in _USUAL if _LETTER[kind] not in there)

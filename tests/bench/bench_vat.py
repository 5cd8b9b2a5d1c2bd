"""VAT decisions per second, and beside them pyvat's where it is installed: `pip install pyvat`, for this bench only.

Each is asked what both can express: a date, who sells, who buys, whether the buyer is a business. Ours also weighs
evidence, checks the id's status and explains itself. It remembers its answers to customers alike, so the first time is
measured apart, and so are 100 000 customers no two of whom are equal. Buyers, evidence and pyvat's parties are made
beforehand, except where a stored customer is asked about: ours takes it as it is, pyvat's party is made each time.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from importlib import import_module
from typing import Any

from attrs import evolve

from hostbilling.money import payable
from hostbilling.parties import Address, Contact, Customer, Role
from hostbilling.vat import (
    Buyer,
    CustomerKind,
    Evidence,
    EvidenceKind,
    Oss,
    SellerVat,
    Supply,
    SupplyKind,
    VatId,
    VatIdStatus,
    determine,
)
from hostbilling.vat.determine import _remembered
from hostbilling.vat.steps import decide

ROUNDS = 7
ON = date(2026, 11, 21)
SUPPLY = Supply(kind=SupplyKind.ELECTRONIC, net=payable("100", "EUR"))
SELLER = SellerVat(country="FR", oss=Oss.UNION)
SLOVAK_ID = VatId(number="SK2022749619", status=VatIdStatus.VALID, checked_on=ON)


def _seen(country: str) -> tuple[Evidence, ...]:
    return tuple(Evidence(kind=kind, country=country) for kind in (EvidenceKind.BILLING_ADDRESS, EvidenceKind.BANK))


QUESTIONS = {
    "a business in Slovakia": (Buyer(kind=CustomerKind.BUSINESS, country="SK", vat_id=SLOVAK_ID), ()),
    "a consumer in Germany": (Buyer(kind=CustomerKind.CONSUMER, country="DE", postcode="10115"), _seen("DE")),
    "a business at home": (Buyer(kind=CustomerKind.BUSINESS, country="FR", postcode="69001"), ()),
    "a consumer in the United States": (Buyer(kind=CustomerKind.CONSUMER, country="US"), _seen("US")),
}


def microseconds(*calls: Callable[[], Any], times: int = 3000, rounds: int = 15) -> list[float]:
    """The best round of each, taken in turns, so that a noisy moment spoils none of them more than the others."""

    def once(call: Callable[[], Any]) -> float:
        begin = time.process_time()
        for _ in range(times):
            call()
        return time.process_time() - begin

    taken = [[once(call) for call in calls] for _ in range(rounds)]
    return [min(column) / times * 1e6 for column in zip(*taken, strict=True)]


def _compared(what: str, ours: Callable[[], Any], theirs: Callable[[], Any] | None) -> Iterator[tuple[str, float, str]]:
    mine, *other = microseconds(ours, *filter(None, [theirs]))
    yield what, mine, "µs a decision"
    if other:
        yield f"{what}, pyvat", other[0] / mine, "times as fast as pyvat"


def _ours(customer: Buyer | Customer, evidence: tuple[Evidence, ...]) -> Callable[[], Any]:
    return lambda: determine(SUPPLY, seller=SELLER, customer=customer, tax_point=ON, evidence=evidence)


def _first_time(buyer: Buyer, evidence: tuple[Evidence, ...]) -> float:
    who = buyer.party.value
    return microseconds(
        lambda: decide(SUPPLY, seller=SELLER, customer=who, tax_point=ON, evidence=evidence), times=500
    )[0]


def _pyvat() -> Any:
    try:
        return import_module("pyvat")
    except ImportError:
        return None


def _in_pyvat(buyer: Buyer) -> Callable[[], Any] | None:
    pyvat = _pyvat()
    if pyvat is None:
        return None
    seller = pyvat.Party("FR", True)  # noqa: FBT003  # pyvat's own signature
    customer = pyvat.Party(buyer.country, buyer.kind is CustomerKind.BUSINESS)
    kind = pyvat.ItemType.generic_electronic_service
    return lambda: pyvat.get_sale_vat_charge(ON, kind, customer, seller)


def _confirmed(number: str) -> VatId:
    return VatId(number=number, status=VatIdStatus.VALID, checked_on=ON)


def customers(count: int) -> Iterator[tuple[Buyer, tuple[Evidence, ...]]]:
    """A French host's customers, no two of them equal: three of four at home, one of ten a business in Slovakia."""
    for number in range(count):
        share = number % 20
        postcode = f"{1000 + number * 7919 % 94000:05}"
        if share < 11:
            buyer = Buyer(kind=CustomerKind.CONSUMER, country="FR", postcode=postcode)
        elif share < 15:
            buyer = Buyer(
                kind=CustomerKind.BUSINESS, country="FR", postcode=postcode, vat_id=_confirmed(f"FR{number:011}")
            )
        elif share < 17:
            buyer = Buyer(kind=CustomerKind.CONSUMER, country=("BE", "DE", "ES")[number % 3], postcode=postcode)
        elif share < 19:
            buyer = Buyer(kind=CustomerKind.BUSINESS, country="SK", vat_id=_confirmed(f"SK{number:010}"))
        else:
            buyer = Buyer(kind=CustomerKind.CONSUMER, country=("US", "CH", "GB")[number % 3])
        seen = () if buyer.vat_id else _seen(buyer.country or "")
        yield (
            evolve(buyer, city=f"Town {number}"),
            tuple(evolve(item, value=f"proof {number}") for item in seen),
        )


def _a_night(*hosts: Sequence[Callable[[], Any]]) -> list[float]:
    """Microseconds a customer for each host; they take turns by the hundred, so that both meet the same noise."""
    taken = [0.0] * len(hosts)
    for first in range(0, len(hosts[0]), 100):
        for host, calls in enumerate(hosts):
            begin = time.process_time()
            for call in calls[first : first + 100]:
                call()
            taken[host] += time.process_time() - begin
    return [seconds / len(hosts[0]) * 1e6 for seconds in taken]


def _nights(count: int) -> Iterator[tuple[str, float, str]]:
    asked = list(customers(count))
    ours = [_ours(buyer, seen) for buyer, seen in asked]
    theirs = [call for buyer, _ in asked if (call := _in_pyvat(buyer)) is not None]
    rounds: list[list[float]] = []
    for _ in range(ROUNDS):
        _remembered.cache_clear()
        rounds.append(_a_night(*filter(None, [ours, theirs])))
    yield f"{count} different customers", min(night[0] for night in rounds), "µs a decision, from an empty memory"
    if theirs:
        worst = min(night[1] / night[0] for night in rounds)
        yield f"{count} different customers, pyvat", worst, f"times as fast as pyvat in the worst of {ROUNDS} rounds"


def _from_customers() -> Iterator[tuple[str, float, str]]:
    """Both asked about the customer a host has stored: pyvat's party has to be made of it each time."""
    contact = Contact(role=Role.CONTACT, email="a@example.org")
    for what, (buyer, evidence) in QUESTIONS.items():
        address = Address(country=buyer.country or "", postcode=buyer.postcode, city="Town")
        stored = Customer(id="1", name="A", kind=buyer.kind, address=address, vat_id=buyer.vat_id, contacts=(contact,))
        pyvat = _pyvat()
        theirs = partial(_in_pyvat_anew, pyvat, stored) if pyvat is not None else None
        yield from _compared(f"{what}, stored", _ours(stored, evidence), theirs)


def _in_pyvat_anew(pyvat: Any, stored: Customer) -> Any:
    return pyvat.get_sale_vat_charge(
        ON,
        pyvat.ItemType.generic_electronic_service,
        pyvat.Party(stored.address.country, stored.kind is CustomerKind.BUSINESS),
        pyvat.Party("FR", True),  # noqa: FBT003  # pyvat's own signature
    )


def run() -> Iterator[tuple[str, float, str]]:
    for what, (buyer, evidence) in QUESTIONS.items():
        yield from _compared(what, _ours(buyer, evidence), _in_pyvat(buyer))
        yield f"{what}, first time", _first_time(buyer, evidence), "µs a decision"
    yield from _from_customers()
    yield from _nights(100_000)

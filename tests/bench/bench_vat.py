"""VAT decisions per second, and beside them pyvat's where it is installed: `pip install pyvat`, for this bench only.

Each is asked what both can express: a date, who sells, who buys, whether the buyer is a business. Ours also weighs
evidence, checks the id's status and explains itself. It remembers its answers to customers alike, so the first time is
measured apart, and so are 100 000 customers no two of whom are equal.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from importlib import import_module
from typing import Any

from attrs import evolve

from hostbilling.money import payable
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
from hostbilling.vat.party import bare_party, party
from hostbilling.vat.steps import decide

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


def microseconds(call: Callable[[], Any], *, times: int = 2000, repeats: int = 7) -> float:
    def once() -> float:
        begin = time.process_time()
        for _ in range(times):
            call()
        return time.process_time() - begin

    return min(once() for _ in range(repeats)) / times * 1e6


def _ours(buyer: Buyer, evidence: tuple[Evidence, ...]) -> float:
    return microseconds(lambda: determine(SUPPLY, seller=SELLER, customer=buyer, tax_point=ON, evidence=evidence))


def _first_time(buyer: Buyer, evidence: tuple[Evidence, ...]) -> float:
    who = party(bare_party(buyer, seller=SELLER, on=ON))
    return microseconds(lambda: decide(SUPPLY, seller=SELLER, customer=who, tax_point=ON, evidence=evidence))


def _in_pyvat(buyer: Buyer) -> Callable[[], Any] | None:
    try:
        pyvat = import_module("pyvat")
    except ImportError:
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


def _a_night(calls: Sequence[Callable[[], Any]]) -> float:
    begin = time.process_time()
    for call in calls:
        call()
    return (time.process_time() - begin) / len(calls) * 1e6


def _nights(count: int) -> Iterator[tuple[str, float, str]]:
    asked = list(customers(count))
    ours = [
        lambda buyer=buyer, seen=seen: determine(SUPPLY, seller=SELLER, customer=buyer, tax_point=ON, evidence=seen)
        for buyer, seen in asked
    ]
    _remembered.cache_clear()
    times = [_a_night(ours) for _ in range(3)]
    yield f"{count} different customers", min(times), "µs a decision"
    theirs = [call for buyer, _ in asked if (call := _in_pyvat(buyer)) is not None]
    if theirs:
        ratio = min(_a_night(theirs) for _ in range(3)) / min(times)
        yield f"{count} different customers, pyvat", ratio, "times as fast as pyvat"


def run() -> Iterator[tuple[str, float, str]]:
    for what, (buyer, evidence) in QUESTIONS.items():
        ours = _ours(buyer, evidence)
        yield what, ours, "µs a decision"
        yield f"{what}, first time", _first_time(buyer, evidence), "µs a decision"
        theirs = _in_pyvat(buyer)
        if theirs is not None:
            yield f"{what}, pyvat", microseconds(theirs) / ours, "times as fast as pyvat"
    yield from _nights(100_000)

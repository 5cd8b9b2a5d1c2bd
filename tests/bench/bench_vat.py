"""VAT decisions per second, and beside them pyvat's where it is installed: `pip install pyvat`, for this bench only.

Each is asked what both can express: a date, who sells, who buys, whether the buyer is a business. Ours also weighs
evidence, checks the id's status and explains itself. It remembers its answers, so the first time is measured apart.
"""

import time
from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module
from typing import Any

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
from hostbilling.vat.determine import _answer

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
    return microseconds(lambda: _answer(SUPPLY, SELLER, buyer, ON, evidence))


def _theirs(buyer: Buyer) -> float | None:
    try:
        pyvat = import_module("pyvat")
    except ImportError:
        return None
    seller = pyvat.Party("FR", True)  # noqa: FBT003  # pyvat's own signature
    customer = pyvat.Party(buyer.country, buyer.kind is CustomerKind.BUSINESS)
    kind = pyvat.ItemType.generic_electronic_service
    return microseconds(lambda: pyvat.get_sale_vat_charge(ON, kind, customer, seller))


def run() -> Iterator[tuple[str, float, str]]:
    for what, (buyer, evidence) in QUESTIONS.items():
        ours = _ours(buyer, evidence)
        yield what, ours, "µs a decision"
        yield f"{what}, first time", _first_time(buyer, evidence), "µs a decision"
        theirs = _theirs(buyer)
        if theirs is not None:
            yield f"{what}, pyvat", theirs / ours, "times as fast as pyvat"

"""What a host is told, word for word: the field, the problem, the value and the remedy."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from hostbilling.errors import InvalidInput
from hostbilling.vat import (
    OverlayRate,
    SellerVat,
    SmallBusiness,
    Supply,
    SupplyKind,
    Totals,
    VatIdPolicy,
    determine,
    standard_rate,
)

from .samples import FRENCH, HOSTING, ON, business, seen


def asking(**wrong: Any) -> Callable[[], object]:
    supply = wrong.pop("supply", HOSTING)
    question: dict[str, Any] = {"seller": FRENCH, "customer": business("DE"), "tax_point": ON, **wrong}
    return lambda: determine(supply, **question)


def making(kind: Callable[..., object], **given: Any) -> Callable[[], object]:
    return lambda: kind(**given)


def _totals(**wrong: Any) -> Callable[[], object]:
    return making(Totals, **{"this_year": 0, "prior_year": 0, **wrong})


ROWS: list[tuple[Callable[[], object], str]] = [
    (asking(customer="me"), "customer is no Customer, got 'me'; pass a parties.Customer or a vat.Buyer [value.type]"),
    (asking(evidence="DE"), "evidence is no list of items, got 'DE'; pass a list or a tuple of Evidence [value.type]"),
    (asking(evidence=[*seen("DE"), 5]), "evidence[1] is no Evidence, got 5; pass Evidence [value.type]"),
    (asking(supply=1, seller=2), "supply is no Supply, got 1; pass Supply [value.type]"),
    (asking(supply=1, seller=2), "seller is no SellerVat, got 2; pass SellerVat [value.type]"),
    (asking(tax_point=7), "tax_point must be a civil date, got 7; pass a datetime.date [date.type]"),
    (
        asking(tax_point=date(9901, 1, 1)),
        "tax_point lies after 9900, got datetime.date(9901, 1, 1); check the year [vat.far_day]",
    ),
    (
        asking(supply=Supply(kind=SupplyKind.ELECTRONIC, original_tax_point=date(2026, 12, 1))),
        (
            "supply.original_tax_point lies after the tax point of the correction, 2026-11-21, got"
            " datetime.date(2026, 12, 1); give the tax point of what is corrected [vat.original]"
        ),
    ),
    (
        asking(supply=Supply(kind=SupplyKind.ELECTRONIC, establishment="DE")),
        (
            "supply.establishment is no establishment of the seller, got 'DE'; add it to seller.establishments;"
            " a mere VAT number is none [vat.establishment]"
        ),
    ),
    (
        _totals(limit="-1"),
        "totals.limit is negative, got Decimal('-1'); give the threshold as it is fixed [totals.limit]",
    ),
    (
        _totals(currency="CZK"),
        (
            "totals.limit is missing for totals in CZK, got None; give the threshold as your member state fixed it"
            " [totals.limit]"
        ),
    ),
    (
        _totals(opted_until=date(2027, 12, 31)),
        (
            "totals.opted_until ends a choice that was not made, got datetime.date(2027, 12, 31); give opted_from"
            " [totals.option]"
        ),
    ),
    (
        _totals(opted_from=date(2026, 1, 1), opted_until=date(2027, 12, 30)),
        (
            "totals.opted_until lies within the two calendar years that the choice binds, got"
            " datetime.date(2027, 12, 30); give 2027-12-31 or later [totals.option]"
        ),
    ),
    (_totals(opted_from="now"), "totals.opted_from must be a civil date, got 'now'; pass a datetime.date [date.type]"),
    (_totals(opted_until=1), "totals.opted_until must be a civil date, got 1; pass a datetime.date [date.type]"),
    (making(SellerVat, country="FR", choices=1), "seller.choices is no list, got 1; pass a list [value.list]"),
    (making(SellerVat, country="FR", rates=[1]), "seller.rates[0] is no OverlayRate, got 1; pass OverlayRate"),
    (making(SellerVat, country="FR", choices="ab"), "seller.choices is no list, got 'ab'; pass a list [value.list]"),
    (
        making(SellerVat, country="FR", choices=["a"]),
        "seller.choices[0] is no Choice, got 'a'; pass Choice [value.type]",
    ),
    (making(SmallBusiness, ex_states=5), "small_business.ex_states is no list, got 5; pass a list [value.list]"),
    (making(VatIdPolicy, max_age_days=-1), "vat_ids.max_age_days is below 0, got -1; pass 0 or more [count.low]"),
    (making(VatIdPolicy, recheck_after_days=0), "vat_ids.recheck_after_days is below 1, got 0; pass 1 or more"),
    (
        making(OverlayRate, place="ZZ", since=ON, rate=Decimal(1), source="us"),
        "rates.place is no country and no region with rates, got 'ZZ'; pass 'SK' or 'PT-20' [rates.place]",
    ),
    (
        lambda: standard_rate("SK", on=ON, overlay=[1]),  # type: ignore[list-item]
        "overlay[0] is no OverlayRate, got 1; pass OverlayRate [value.type]",
    ),
]


@pytest.mark.parametrize(("call", "words"), ROWS)
def test_the_words_of_a_refusal(call: Callable[[], object], words: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        call()
    assert words in str(caught.value)

"""What is sold: products found by id, prices by term, currency and day."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.catalog import Catalog, Family, Price, Product, SupplyKind
from hostbilling.errors import NotFound
from hostbilling.money import Money, exact
from hostbilling.periods import Term
from tests.samples import EUR, faults, refusal

YEAR, MONTHS = Term.years(1), Term.months(12)


def product(**changes: Any) -> Product:
    facts: dict[str, Any] = {
        "id": "domain",
        "name": "Domain .sk",
        "family": Family.DOMAIN,
        "supply": SupplyKind.ELECTRONIC,
        "terms": (YEAR,),
    }
    return Product(**{**facts, **changes})


def price(amount: str, since: date, term: Term = YEAR, currency: str = EUR, product_id: str = "domain") -> Price:
    return Price(product_id=product_id, term=term, since=since, renewal=exact(amount, currency))


CATALOG = Catalog(
    products=(product(), product(id="vps", name="Virtual server", family=Family.VPS)),
    prices=(
        price("15.90", date(2024, 1, 1)),
        price("17.90", date(2026, 7, 1)),
        price("16.90", date(2025, 1, 1)),  # rows in any order
        price("14.00", date(2024, 1, 1), MONTHS),
        price("390", date(2024, 1, 1), YEAR, "CZK"),
        price("99.00", date(2024, 1, 1), product_id="vps"),
    ),
    gross=False,
)


def asked(on: date, *, product_id: str = "domain", term: Term = YEAR, currency: str = EUR) -> str:
    return str(CATALOG.renewal_price(product_id, term=term, currency=currency, on=on).amount)


@pytest.mark.parametrize(
    ("on", "amount"),
    [
        (date(2024, 1, 1), "15.90"),
        (date(2024, 12, 31), "15.90"),
        (date(2025, 1, 1), "16.90"),
        (date(2026, 6, 30), "16.90"),
        (date(2026, 7, 1), "17.90"),
        (date(2040, 1, 1), "17.90"),
    ],
)
def test_the_price_in_force_is_the_latest_that_started(on: date, amount: str) -> None:
    assert asked(on) == amount


def test_terms_and_currencies_have_prices_of_their_own() -> None:
    on = date(2026, 1, 1)
    assert asked(on, term=MONTHS) == "14.00"  # 12 months are no year
    assert asked(on, currency="CZK") == "390"
    assert asked(on, product_id="vps") == "99.00"


@pytest.mark.parametrize(
    "question",
    [
        {"on": date(2023, 12, 31)},
        {"on": date(2026, 1, 1), "term": Term.years(2)},
        {"on": date(2026, 1, 1), "currency": "USD"},
        {"on": date(2026, 1, 1), "product_id": "vps", "currency": "CZK"},
    ],
)
def test_a_price_not_listed_is_not_guessed(question: dict[str, Any]) -> None:
    with pytest.raises(NotFound) as caught:
        asked(**question)
    assert caught.value.code == "price.unknown"
    assert str(question["on"]) in str(caught.value)
    assert "add a price that starts earlier" in str(caught.value)


def test_products_are_found_by_id() -> None:
    assert CATALOG.product("vps").name == "Virtual server"
    assert refusal(CATALOG.product, "vsp") == ("product.unknown", "product")


@given(st.permutations(CATALOG.prices), st.dates(date(2024, 1, 1), date(2030, 1, 1)))
def test_the_order_of_rows_plays_no_part(rows: list[Price], on: date) -> None:
    other = Catalog(products=CATALOG.products, prices=tuple(rows), gross=False)
    assert str(other.renewal_price("domain", term=YEAR, currency=EUR, on=on).amount) == asked(on)


def test_a_unit_price_may_be_finer_than_a_cent() -> None:
    assert str(price("0.00125", date(2024, 1, 1)).renewal.amount) == "0.00125"


# --------------------------------------------------------------------------------------- what is refused


def test_what_is_no_product() -> None:
    assert refusal(product, id="") == ("text.empty", "product.id")
    assert refusal(product, name=" ") == ("text.empty", "product.name")
    assert refusal(product, terms=()) == ("product.terms", "product.terms")
    assert [fault.field for fault in faults(product, id="", terms=())] == ["product.id", "product.terms"]


def test_what_is_no_price() -> None:
    assert refusal(price, "1", datetime(2026, 1, 1)) == ("date.datetime", "price.since")
    assert refusal(price, "1", date(2026, 1, 1), product_id="") == ("text.empty", "price.product_id")
    not_a_number = Money("NaN", EUR)
    assert refusal(Price, product_id="domain", term=YEAR, since=date(2026, 1, 1), renewal=not_a_number) == (
        "money.not_finite",
        "amount",
    )


def test_a_product_or_a_price_listed_twice_is_refused() -> None:
    assert refusal(Catalog, products=(product(), product(name="Other")), prices=(), gross=True) == (
        "id.duplicate",
        "catalog.products",
    )
    one, other = price("1", date(2026, 1, 1)), price("2", date(2026, 1, 1))
    (fault,) = faults(Catalog, products=(product(),), prices=(one, other), gross=True)
    assert (fault.code, fault.field) == ("id.duplicate", "catalog.prices")
    assert fault.value == "domain for 1 year in EUR since 2026-01-01"

"""Discounts, first prices, contract prices, limits."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.catalog import Catalog, Discount, Family, Price, Product, SupplyKind, discounted
from hostbilling.money import Rounding, add, is_negative, payable
from hostbilling.periods import Term
from tests.samples import EUR, TODAY, eur, refusal

YEAR = Term.years(1)


def discount(id_: str = "d", **changes: Any) -> Discount:
    facts: dict[str, Any] = {"text": "off", "since": date(2026, 1, 1), **changes}
    return Discount(id=id_, **facts)


def off(price: str, *discounts: Discount, on: date = TODAY) -> str:
    return str(discounted(eur(price), discounts, on=on, rounding=Rounding.HALF_UP).price.amount)


def test_discounts_apply_oldest_first_each_to_what_is_left() -> None:
    tenth = discount("a", percent=Decimal(10), since=date(2026, 1, 1))
    five = discount("b", amount=eur("5"), since=date(2026, 2, 1))
    assert off("50.00", tenth, five) == "40.00"
    assert off("50.00", evolve(tenth, since=date(2026, 2, 2)), five) == "40.50"
    assert off("9.99", tenth) == "8.99"


def test_a_price_never_falls_below_zero_and_what_finds_nothing_is_not_used() -> None:
    found = discounted(
        eur("3.00"),
        [discount("a", amount=eur("5.00")), discount("b", percent=Decimal(50), since=date(2026, 1, 2))],
        on=TODAY,
        rounding=Rounding.HALF_UP,
    )
    assert str(found.price.amount) == "0.00"
    assert [(each.id, str(amount.amount)) for each, amount in found.used] == [("a", "3.00")]


def test_a_discount_is_open_from_its_day_and_for_its_cycles() -> None:
    twice = discount(amount=eur("1"), cycles=2)
    assert [off("9.00", twice, on=day) for day in (date(2025, 12, 31), date(2026, 1, 1))] == ["9.00", "8.00"]
    assert [off("9.00", each) for each in (twice.used(), twice.used().used())] == ["8.00", "9.00"]
    assert discount(amount=eur("1")).used().cycles is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, "discount.what"),
        ({"percent": Decimal(5), "amount": eur("5")}, "discount.what"),
        ({"percent": Decimal(0)}, "discount.percent"),
        ({"percent": Decimal(101)}, "discount.percent"),
        ({"amount": eur("0")}, "discount.amount"),
        ({"amount": payable("-1", EUR)}, "discount.amount"),
        ({"percent": Decimal(5), "cycles": -1}, "count.low"),
        ({"percent": Decimal(5), "since": "2026-01-01"}, "date.type"),
    ],
)
def test_what_is_no_discount(changes: dict[str, Any], code: str) -> None:
    assert refusal(lambda: discount(**changes))[0] == code


@given(
    st.integers(0, 100_000),
    st.lists(
        st.one_of(
            st.integers(1, 100).map(lambda percent: {"percent": Decimal(percent)}),
            st.integers(1, 50_000).map(lambda cents: {"amount": eur(f"{cents // 100}.{cents % 100:02d}")}),
        ),
        max_size=5,
    ),
)
def test_the_price_and_what_was_taken_off_add_up_to_the_list_price(cents: int, kinds: list[dict[str, Any]]) -> None:
    price = eur(f"{cents // 100}.{cents % 100:02d}")
    discounts = [discount(str(number), **kind) for number, kind in enumerate(kinds)]
    found = discounted(price, discounts, on=TODAY, rounding=Rounding.HALF_UP)
    assert add(found.price, *(amount for _, amount in found.used)) == price
    assert not is_negative(found.price)


def prices(*rows: Price) -> Catalog:
    vps = Product(id="vps", name="v", family=Family.VPS, supply=SupplyKind.ELECTRONIC, terms=(YEAR,))
    return Catalog(products=(vps,), prices=rows, gross=False)


def row(renewal: str, since: date = date(2026, 1, 1), first: str | None = None) -> Price:
    return Price(
        product_id="vps", term=YEAR, since=since, renewal=eur(renewal), first=None if first is None else eur(first)
    )


def test_the_first_term_may_cost_less_than_later_ones() -> None:
    ask: dict[str, Any] = {"term": YEAR, "currency": EUR, "on": TODAY}
    assert prices(row("12.00", first="1.00")).first_price("vps", **ask) == eur("1.00")
    assert prices(row("12.00", first="1.00")).renewal_price("vps", **ask) == eur("12.00")
    assert prices(row("12.00")).first_price("vps", **ask) == eur("12.00")


def test_a_contract_price_wins_over_the_list_once_it_is_in_force() -> None:
    listed = prices(row("12.00", since=date(2026, 2, 1)))
    agreed = [row("9.00", since=date(2026, 1, 1))]
    ask: dict[str, Any] = {"term": YEAR, "currency": EUR, "agreed": agreed}
    assert listed.renewal_price("vps", on=TODAY, **ask) == eur("9.00")
    later: dict[str, Any] = {**ask, "agreed": [row("9.00", since=TODAY + timedelta(days=1))]}
    assert listed.renewal_price("vps", on=TODAY, **later) == eur("12.00")


def test_first_and_renewal_are_in_one_currency() -> None:
    assert refusal(Price, product_id="vps", term=YEAR, since=TODAY, renewal=eur("1"), first=payable("1", "CZK")) == (
        "price.currency",
        "price.first",
    )


def test_what_a_product_promises_is_checked() -> None:
    vps = Product(id="v", name="v", family=Family.VPS, supply=SupplyKind.ELECTRONIC, terms=(YEAR,))
    assert refusal(evolve, vps, retrieval_days=-1) == ("count.low", "product.retrieval_days")
    assert refusal(evolve, vps, delivery=24)[1] == "product.delivery"


def test_prices_are_of_products_there_are_and_not_below_zero() -> None:
    listed = prices(row("12.00"))
    assert refusal(evolve, listed, products=()) == ("price.product", "catalog.prices")
    assert refusal(evolve, listed.prices[0], renewal=payable("-1", EUR)) == ("price.negative", "price.renewal")
    assert refusal(evolve, listed.prices[0], first=payable("-1", EUR)) == ("price.negative", "price.first")
    assert refusal(evolve, listed.prices[0], term="1 year") == ("value.type", "price.term")
    assert refusal(evolve, listed.products[0], family="vps") == ("value.type", "product.family")
    assert refusal(evolve, listed.products[0], supply="electronic") == ("value.type", "product.supply")

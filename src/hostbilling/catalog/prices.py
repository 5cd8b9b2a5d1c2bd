"""Dated price lists, one currency a row, and the catalog that holds them.

A price holds for one term of one product from a day on; the row in force on a day is the latest that started.
"""

from collections.abc import Iterable
from datetime import date

from attrs import field, frozen
from attrs.converters import optional

from ..errors import Fault, check_date, check_text, check_type, check_unique, not_found, refuse
from ..money import Money, exact, is_negative
from ..periods import Term
from .products import Product


@frozen(kw_only=True)
class Price:
    """One row of a price list: what one `term` of a product costs from `since` on.

    `first` is what the first term costs where that differs from every later one.
    """

    product_id: str
    term: Term
    since: date
    renewal: Money = field(converter=exact)
    first: Money | None = field(default=None, converter=optional(exact))

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("price.product_id", self.product_id),
            check_date("price.since", self.since),
            check_type("price.term", self.term, Term),
            _check_not_negative("price.renewal", self.renewal),
            _check_not_negative("price.first", self.first),
            Fault("price.currency", "price.first", self.first.currency.code, "is another currency than the renewal's",
                  f"give it in {self.renewal.currency.code}")
            if self.first is not None and self.first.currency != self.renewal.currency
            else None,
        )  # fmt: skip

    @property
    def sold(self) -> tuple[str, Term, str]:
        """Product, term and currency."""
        return (self.product_id, self.term, self.renewal.currency.code)

    @property
    def row(self) -> str:
        """What it is the price of, from when on: the key of its row."""
        return f"{self.product_id} for {self.term} in {self.renewal.currency.code} since {self.since}"


def _check_not_negative(field: str, money: Money | None) -> Fault | None:
    if money is None or not is_negative(money):
        return None
    return Fault("price.negative", field, str(money), "is below zero", "take something off with a Discount")


def _check_sold(price: Price, products: set[str]) -> Fault | None:
    if price.product_id in products:
        return None
    return Fault("price.product", "catalog.prices", price.product_id, "is no product here", "add the product first")


@frozen(kw_only=True)
class Catalog:
    """Products and their prices, all of them net of VAT or all of them gross."""

    products: tuple[Product, ...]
    prices: tuple[Price, ...]
    gross: bool

    def __attrs_post_init__(self) -> None:
        refuse(
            check_unique("catalog.products", [product.id for product in self.products]),
            check_unique("catalog.prices", [price.row for price in self.prices]),
            *(_check_sold(price, {product.id for product in self.products}) for price in self.prices),
        )

    def product(self, product_id: str) -> Product:
        """Return the product; raises `NotFound`."""
        for product in self.products:
            if product.id == product_id:
                return product
        raise not_found("product", product_id, "add it to the catalog")

    def renewal_price(
        self, product_id: str, *, term: Term, currency: str, on: date, agreed: Iterable[Price] = ()
    ) -> Money:
        """Return the price of renewing for one term, in force `on`; raises `NotFound` where none is listed.

        `agreed` are the prices of one contract: where one of them is in force, it wins over the list.
        """
        return self._in_force(product_id, term=term, currency=currency, on=on, agreed=agreed).renewal

    def first_price(
        self, product_id: str, *, term: Term, currency: str, on: date, agreed: Iterable[Price] = ()
    ) -> Money:
        """Return the price of the first term: that of a renewal where the list names no other."""
        row = self._in_force(product_id, term=term, currency=currency, on=on, agreed=agreed)
        return row.renewal if row.first is None else row.first

    def _in_force(self, product_id: str, *, term: Term, currency: str, on: date, agreed: Iterable[Price]) -> Price:
        wanted = (product_id, term, currency)
        for prices in (agreed, self.prices):
            rows = [row for row in prices if row.sold == wanted and row.since <= on]
            if rows:
                return max(rows, key=lambda row: row.since)
        raise not_found("price", f"{product_id} for {term} in {currency} on {on}", "add a price that starts earlier")

"""What is sold: products, the terms they are offered for, and dated price lists.

A price holds for one term of one product from a day on; the row in force on a day is the latest that started.
"""

from datetime import date
from enum import Enum

from attrs import field, frozen

from .errors import check_text, check_unique, not_found, refuse
from .money import Money, exact
from .periods import Term


class Family(Enum):
    """What kind of service it is; policies and promises differ by family."""

    DOMAIN = "domain"
    SHARED_HOSTING = "shared_hosting"
    VPS = "vps"
    BACKUP = "backup"
    DEDICATED_SERVER = "dedicated_server"
    CALL_OUT = "call_out"
    """A specialist's intervention: billable work, unlike a ticket, which is a message."""


class SupplyKind(Enum):
    """What VAT law sees in a product."""

    ELECTRONIC = "electronic"
    """Essentially automated over a network (Implementing Regulation 282/2011, article 7)."""
    HUMAN_REMOTE = "human_remote"
    """Work of people, done at a distance."""


@frozen(kw_only=True)
class Price:
    """One row of a price list: what one `term` of a product costs from `since` on."""

    product_id: str
    term: Term
    since: date
    renewal: Money = field(converter=exact)


@frozen(kw_only=True)
class Product:
    """A thing in the catalog, with the terms it can be bought for (the first is the usual one)."""

    id: str
    name: str
    family: Family
    supply: SupplyKind
    terms: tuple[Term, ...]

    def __attrs_post_init__(self) -> None:
        refuse(check_text("product.id", self.id), check_text("product.name", self.name))


@frozen(kw_only=True)
class Catalog:
    """Products and their prices, all of them net of VAT or all of them gross."""

    products: tuple[Product, ...]
    prices: tuple[Price, ...]
    gross: bool

    def __attrs_post_init__(self) -> None:
        refuse(check_unique("catalog.products", [product.id for product in self.products]))

    def product(self, product_id: str) -> Product:
        """Return the product; raises `NotFound`."""
        for product in self.products:
            if product.id == product_id:
                return product
        raise not_found("product", product_id, "add it to the catalog")

    def renewal_price(self, product_id: str, *, term: Term, currency: str, on: date) -> Money:
        """Return the price of renewing for one term, in force `on`; raises `NotFound` where none is listed."""
        rows = [
            row
            for row in self.prices
            if (row.product_id, row.term, row.renewal.currency.code) == (product_id, term, currency) and row.since <= on
        ]
        if not rows:
            raise not_found("price", f"{product_id} for {term} in {currency} on {on}", "add a price that starts earlier")
        return max(rows, key=lambda row: row.since).renewal

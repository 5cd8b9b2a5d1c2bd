"""What is sold: products, the terms they are offered for, and dated price lists.

A price holds for one term of one product from a day on; the row in force on a day is the latest that started.
"""

from datetime import date
from enum import Enum

from attrs import field, frozen

from .errors import Fault, check_date, check_text, check_unique, not_found, refuse
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
    """What VAT law sees in a product; `vat.kinds` says what follows from each."""

    ELECTRONIC = "electronic"
    """Essentially automated over a network (Implementing Regulation 282/2011, article 7): hosting, domains, mail."""
    HUMAN_REMOTE = "human_remote"
    """Work of people, done at a distance: consulting, support sold by itself."""
    DEDICATED_SERVER = "dedicated_server"
    HARDWARE_RENTAL = "hardware_rental"
    COLOCATION_RACK = "colocation_rack"
    """Space in a rack, no part of the building for the customer alone."""
    COLOCATION_CAGE = "colocation_cage"
    """A room or cage that is part of the building, for the customer alone."""
    ON_SITE_WORK = "on_site_work"
    """A technician at the equipment."""
    BUILDING_WORK = "building_work"
    """Work on the building itself, such as fixed cabling."""
    TRAINING_IN_PERSON = "training_in_person"
    TRAINING_LIVE_ONLINE = "training_live_online"
    """Taught live over a network; a recorded course is ELECTRONIC."""
    EVENT_ADMISSION = "event_admission"
    """A ticket to an event that one attends in person."""
    RIGHT_TRANSFER = "right_transfer"
    """A right that changes hands, such as a domain sold on the aftermarket."""
    SETUP_FEE = "setup_fee"
    """Shares the fate of what it sets up."""
    TERMINATION_FEE = "termination_fee"
    """Covers the rest of a committed term; genuine damages are DAMAGES."""
    DAMAGES = "damages"
    LATE_INTEREST = "late_interest"
    REFUNDABLE_DEPOSIT = "refundable_deposit"
    TOP_UP = "top_up"
    """Credit bought in advance."""
    GOODS = "goods"
    """Not covered by `vat`."""


@frozen(kw_only=True)
class Price:
    """One row of a price list: what one `term` of a product costs from `since` on."""

    product_id: str
    term: Term
    since: date
    renewal: Money = field(converter=exact)

    def __attrs_post_init__(self) -> None:
        refuse(check_text("price.product_id", self.product_id), check_date("price.since", self.since))

    @property
    def row(self) -> str:
        """What it is the price of, from when on: the key of its row."""
        return f"{self.product_id} for {self.term} in {self.renewal.currency.code} since {self.since}"


@frozen(kw_only=True)
class Product:
    """A thing in the catalog, with the terms it can be bought for (the first is the usual one)."""

    id: str
    name: str
    family: Family
    supply: SupplyKind
    terms: tuple[Term, ...]

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("product.id", self.id),
            check_text("product.name", self.name),
            Fault("product.terms", "product.terms", self.terms, "are none", "name a term it can be bought for")
            if not self.terms
            else None,
        )


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
        )

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
            raise not_found(
                "price", f"{product_id} for {term} in {currency} on {on}", "add a price that starts earlier"
            )
        return max(rows, key=lambda row: row.since).renewal

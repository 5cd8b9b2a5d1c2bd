"""What the seller decides: who sells, what, and by which policies."""

from attrs import frozen

from ..catalog import Catalog, Family
from ..dunning import DunningPolicy
from ..errors import check_count, refuse
from ..money import Rounding
from ..parties import Seller
from ..renewal import Mode, ModeRule
from ..vat import SellerVat


@frozen(kw_only=True)
class FamilyPolicy:
    """The two schedules a family of services is dunned by."""

    explicit: DunningPolicy
    tacit: DunningPolicy

    def schedule(self, mode: Mode) -> DunningPolicy:
        """Return the one for a mode."""
        return self.tacit if mode is Mode.TACIT else self.explicit


@frozen(kw_only=True)
class Book:
    """A seller's decisions; the same book serves every account.

    `special` holds families whose policy differs from `usual`. `invoice_due_days` is printed on invoices,
    which are paid already. With `rename_is_edit` a customer may change name and status like an e-mail address;
    without it that is another owner, and every domain has to be transferred.
    """

    seller: Seller
    vat: SellerVat
    catalog: Catalog
    usual: FamilyPolicy
    special: tuple[tuple[Family, FamilyPolicy], ...] = ()
    mode_rules: tuple[ModeRule, ...] = ()
    invoice_due_days: int
    rounding: Rounding
    rename_is_edit: bool = False

    def __attrs_post_init__(self) -> None:
        refuse(check_count("book.invoice_due_days", self.invoice_due_days))

    def policy(self, product_id: str) -> FamilyPolicy:
        """Return the policy for a product; raises `NotFound` for a product the catalog does not hold."""
        return dict(self.special).get(self.catalog.product(product_id).family, self.usual)

"""What the seller decides: who sells, what, and by which policies."""

from attrs import frozen

from ..catalog import Catalog, Family
from ..demands import PLAIN_FILLING, Filling
from ..documents import Basis
from ..dunning import DebtPolicy, DunningPolicy, KnownRate
from ..errors import Fault, check_count, not_found, refuse
from ..money import Rounding
from ..parties import Seller
from ..payments import RefundTo, WalletPolicy
from ..periods import WorkingDays
from ..renewal import Mode, ModeRule
from ..vat import SellerVat
from .papers import NO_PAPERS, Papers


@frozen(kw_only=True)
class FamilyPolicy:
    """The two schedules a family of services is dunned by, and upon what it is invoiced.

    With `owed` a tacit renewal whose charge failed is not lost with the service at the end: it is invoiced, and a debt.
    """

    explicit: DunningPolicy
    tacit: DunningPolicy
    invoice_on: Basis = Basis.PAYMENT
    owed: bool = False

    def schedule(self, mode: Mode) -> DunningPolicy:
        """Return the one for a mode."""
        return self.tacit if mode is Mode.TACIT else self.explicit


@frozen(kw_only=True)
class Book:
    """A seller's decisions; the same book serves every account.

    `special` holds families whose policy differs from `usual`, `by_product` products whose policy differs from
    their family's, and `by_name` policies that single contracts name. `adverse_days` are the days on which services
    may be suspended or deleted; None is any day. `invoice_due_days` is printed on invoices,
    which are paid already. With `rename_is_edit` a customer may change name and status like an e-mail address;
    without it that is another owner, and every domain has to be transferred. `refund_to` is where money goes that is
    given back, `filling` what money does that is not exactly what a call asks for. With `undo_spent` a chargeback of
    money that the wallet spent undoes what it was spent on; without it the wallet goes below zero. `papers`
    say what documents look like and which are made. `wallet` is what the wallet may do; without it nobody can top it
    up, and it pays calls in full only. `debts` is how invoices that are owed are dunned, None not at all;
    `reference_rates` are those that late interest needs.
    """

    seller: Seller
    vat: SellerVat
    catalog: Catalog
    usual: FamilyPolicy
    special: tuple[tuple[Family, FamilyPolicy], ...] = ()
    by_product: tuple[tuple[str, FamilyPolicy], ...] = ()
    by_name: tuple[tuple[str, FamilyPolicy], ...] = ()
    adverse_days: WorkingDays | None = None
    mode_rules: tuple[ModeRule, ...] = ()
    invoice_due_days: int
    rounding: Rounding
    rename_is_edit: bool = False
    filling: Filling = PLAIN_FILLING
    refund_to: RefundTo = RefundTo.SOURCE
    undo_spent: bool = False
    papers: Papers = NO_PAPERS
    wallet: WalletPolicy | None = None
    debts: DebtPolicy | None = None
    reference_rates: tuple[KnownRate, ...] = ()

    def __attrs_post_init__(self) -> None:
        owing = [each for each in (self.usual, *self._others) if each.owed]
        refuse(
            check_count("book.invoice_due_days", self.invoice_due_days),
            Fault("book.debts", "book.debts", None, "is missing, yet renewals may be owed", "give a DebtPolicy")
            if owing and self.debts is None
            else None,
        )

    @property
    def _others(self) -> tuple[FamilyPolicy, ...]:
        return tuple(policy for named in (self.special, self.by_product, self.by_name) for _, policy in named)

    def policy(self, product_id: str, *, contract: str | None = None) -> FamilyPolicy:
        """Return the policy for a product: the contract's own, else the product's, the family's, the usual one.

        `contract` is the name a service gives (`Service.policy`). Raises `NotFound` for a name or a product that the
        book does not hold.
        """
        family = self.catalog.product(product_id).family
        if contract is None:
            return dict(self.by_product).get(product_id, dict(self.special).get(family, self.usual))
        named = dict(self.by_name)
        if contract not in named:
            raise not_found("policy", contract, "add it to the book's by_name")
        return named[contract]

"""What the seller decides: who sells, what, and by which policies."""

from collections.abc import Iterable, Iterator
from typing import cast

from attrs import field, frozen

from ..catalog import Catalog, Family
from ..demands import PLAIN_FILLING, Filling
from ..documents import Basis
from ..dunning import DebtPolicy, DunningPolicy, KnownRate, ReactivationTerms
from ..dunning import Gap as DaysOff
from ..errors import Fault, check_count, check_type, check_unique, not_found, refuse
from ..money import Money, Rounding
from ..parties import Seller
from ..payments import RefundTo, VatRegime, WalletPolicy
from ..payments.topping_up import TAXED_AT_ONCE
from ..periods import Term, WorkingDays
from ..periods.workdays import check_calendar
from ..renewal import CAREFUL, CancelPolicy, ChangePolicy, Gap, Mode, ModeRule, OnRise, PricePolicy, RefundPolicy
from ..renewal.law import Channel, Rule
from ..renewal.owners import DOMAINS_MOVE, OwnerRule
from ..renewal.way_back import CAREFUL as CAREFUL_BACK
from ..renewal.way_back import Cancelled, WayBack
from ..services import Start
from ..vat import ExchangeRate, SellerVat
from .late_law import AS_SHIPPED, LateLaw
from .papers import NO_PAPERS, Papers

_ONLINE = CancelPolicy(channels=[Channel.CUSTOMER_AREA, Channel.ONLINE_FUNCTION, Channel.EMAIL, Channel.TICKET])


def _families(value: Iterable[Family]) -> frozenset[Family]:
    return frozenset(value)


@frozen(kw_only=True)
class RenewalPolicy:
    """How services of a family renew, change and end.

    A term begins by `start`; coming back after the end costs what `gap` says, `gap_fee` for a fee. The price is that of
    `price`; a higher one of the list, or of an announcement less than `price_notice` ahead, meets `on_rise` where it
    would come by silence. `cancel` are the ways out, `refund` what of prepaid days a cancellation gives back, `change`
    when changes take effect. An order or a change that is not paid lapses `lapses_after` days after its due day. A
    renewal may be ordered while what is paid reaches at most `terms_ahead` terms ahead; None is no limit. `into` are
    the families besides its own to whose products a service may change.
    """

    start: Start = Start.FROM_END
    gap: Gap = Gap.WAIVE
    gap_fee: Money | None = None
    price: PricePolicy = PricePolicy.CURRENT
    price_notice: Term | None = None
    on_rise: OnRise = OnRise.ASK
    cancel: CancelPolicy = _ONLINE
    refund: RefundPolicy = RefundPolicy.NONE
    change: ChangePolicy = CAREFUL
    lapses_after: int = 14
    terms_ahead: int | None = None
    into: frozenset[Family] = field(default=frozenset[Family](), converter=_families)

    def __attrs_post_init__(self) -> None:
        refuse(
            check_type("renewal.start", self.start, Start),
            check_type("renewal.gap", self.gap, Gap),
            check_count("renewal.lapses_after", self.lapses_after),
            check_count("renewal.terms_ahead", self.terms_ahead, least=1) if self.terms_ahead is not None else None,
            Fault("renewal.gap_fee", "renewal.gap_fee", None, "is missing", "say what coming back late costs")
            if self.gap is Gap.FEE and self.gap_fee is None
            else None,
        )


CAREFULLY_BACK = tuple(CAREFUL_BACK.items())

USUAL = RenewalPolicy()
"""From the end of validity, at the price of the list, cancelled online on any day; no money goes back for paid days."""


@frozen(kw_only=True)
class FamilyPolicy:
    """The two schedules a family of services is dunned by, upon what it is invoiced, and how it renews and ends.

    With `owed` a tacit renewal whose charge failed is not lost with the service at the end: it is invoiced, and a debt.
    `back` is what bringing a service back takes that was switched off or deleted, and how soon it works again; None
    leaves that to the host. `debts` is how what its services owe is dunned, None as the book says.
    """

    explicit: DunningPolicy
    tacit: DunningPolicy
    invoice_on: Basis = Basis.PAYMENT
    owed: bool = False
    renewal: RenewalPolicy = USUAL
    back: ReactivationTerms | None = None
    debts: DebtPolicy | None = None

    def __attrs_post_init__(self) -> None:
        refuse(
            check_type("family.back", self.back, ReactivationTerms) if self.back is not None else None,
            check_type("family.debts", self.debts, DebtPolicy) if self.debts is not None else None,
        )
        refuse(self._check_gap())

    def _check_gap(self) -> Fault | None:
        """The days without service are billed or not: both policies must say the same."""
        if self.back is None:
            return None
        billed = self.renewal.start is Start.FROM_END or self.renewal.gap is Gap.BILL
        expected = DaysOff.BILLED if billed else DaysOff.WAIVED
        if self.back.gap is expected:
            return None
        return Fault("family.back_gap", "family.back.gap", self.back.gap.value, "is not what renewal.start and gap say",
                     f"pass {expected.value!r}, or change the renewal policy")  # fmt: skip

    def schedule(self, mode: Mode) -> DunningPolicy:
        """Return the one for a mode."""
        return self.tacit if mode is Mode.TACIT else self.explicit


@frozen(kw_only=True)
class LawPolicy:
    """The law of renewal is switched on: what it asks for is sent, and nothing renews by silence without it.

    With `announced`, law without a date counts as in force; `overlay` adds rows of the seller's own.
    """

    announced: bool = False
    overlay: tuple[Rule, ...] = ()


@frozen(kw_only=True)
class Book:
    """A seller's decisions; the same book serves every account.

    `special` holds families whose policy differs from `usual`, `by_product` products whose policy differs from
    their family's, and `by_name` policies that single contracts name. `adverse_days` are the days on which services
    may be suspended or deleted, and the working days that stages count; None is any day. `invoice_due_days` is printed
    on invoices, which are paid already.
    `owner_rules` tell what another name or status is: an edit like a new e-mail address, or another owner, to whom
    services have to be transferred; `ways_back` how a cancelled account comes back. `refund_to` is where money goes
    that is given back, `filling` what money does that is not exactly what a call asks for; what fills nothing is held
    as `partial` says: a DEPOSIT is on no invoice, a PREPAYMENT has an invoice for the advance, taken back by a credit
    note once its money buys something or goes back. A voucher, and a wallet that is taxed when it is filled, are
    refused (`InvalidInput`). With `undo_spent` a chargeback of
    money that the wallet spent undoes what it was spent on; without it the wallet goes below zero.
    `papers` say what documents look like and which are made. `wallet` is what the wallet may do; without it nobody
    can top it up, and it pays calls in full only. `debts` is how invoices that are owed are dunned, None not at
    all; `reference_rates` are those that late interest needs, `late_law` the options and rows of the seller's own.
    `exchange_rates` are what invoices in a foreign currency state their VAT at in the national one: the last one of the
    day VAT became chargeable or of the month before it. `law` None leaves the law of renewal to the host.
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
    owner_rules: tuple[OwnerRule, ...] = DOMAINS_MOVE
    ways_back: tuple[tuple[Cancelled, WayBack], ...] = CAREFULLY_BACK
    filling: Filling = PLAIN_FILLING
    partial: VatRegime = VatRegime.DEPOSIT
    law: LawPolicy | None = None
    refund_to: RefundTo = RefundTo.SOURCE
    undo_spent: bool = False
    papers: Papers = NO_PAPERS
    wallet: WalletPolicy | None = None
    debts: DebtPolicy | None = None
    reference_rates: tuple[KnownRate, ...] = ()
    late_law: LateLaw = AS_SHIPPED
    exchange_rates: tuple[ExchangeRate, ...] = ()

    def __attrs_post_init__(self) -> None:
        named = (("special", self.special), ("by_product", self.by_product), ("by_name", self.by_name))
        refuse(*(fault for name, pairs in named for fault in _check_named(name, pairs)))
        owing = [each for each in (self.usual, *self._others) if each.owed and each.debts is None]
        refuse(
            check_count("book.invoice_due_days", self.invoice_due_days),
            Fault("book.debts", "book.debts", None, "is missing, yet renewals may be owed", "give a DebtPolicy")
            if owing and self.debts is None
            else None,
            check_type("book.late_law", self.late_law, LateLaw),
            *(check_type("book.exchange_rates", rate, ExchangeRate) for rate in self.exchange_rates),
            check_type("book.partial", self.partial, VatRegime) or self._check_partial(),
            self._check_wallet(),
            check_calendar("book.adverse_days", self.adverse_days) or self._check_calendar(),
        )

    def _check_calendar(self) -> Fault | None:
        schedules = [each.stages for policy in (self.usual, *self._others) for each in (policy.explicit, policy.tacit)]
        owed = [self.debts, *(policy.debts for policy in (self.usual, *self._others))]
        schedules += [each.stages for each in owed if each is not None]
        counting = [stage.name for stages in schedules for stage in stages if stage.working_days]
        if self.adverse_days is not None or not counting:
            return None
        return Fault(
            "book.adverse_days", "book.adverse_days", None, f"is missing, yet {counting[0]} counts working days",
            "give the calendar of your working days",
        )  # fmt: skip

    def _check_partial(self) -> Fault | None:
        if self.partial in (VatRegime.DEPOSIT, VatRegime.PREPAYMENT):
            return None
        return Fault(
            "book.partial", "book.partial", self.partial.value, "is a voucher, and a part of what a call asks is none",
            "take PREPAYMENT, which invoices it as an advance, or DEPOSIT",
        )  # fmt: skip

    def _check_wallet(self) -> Fault | None:
        if self.wallet is None or self.wallet.regime not in TAXED_AT_ONCE:
            return None
        return Fault(
            "book.wallet", "book.wallet.regime", self.wallet.regime.value, "is taxed when it is paid in",
            "take DEPOSIT or MULTI_PURPOSE, which are taxed when they pay an invoice; or sell what the money buys"
            " itself: its invoice is issued upon payment",
        )  # fmt: skip

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


def _check_named(name: str, pairs: object) -> Iterator[Fault | None]:
    """Yield what is wrong with policies by name: no pairs, no policy, or one name twice."""
    given: object = pairs
    if not isinstance(pairs, tuple) or any(not isinstance(each, tuple) for each in cast("tuple[object, ...]", pairs)):
        yield Fault("book.pairs", f"book.{name}", given, "holds no pairs", "pass a tuple of (name, FamilyPolicy)")
        return
    named = cast("tuple[tuple[Family | str, object], ...]", pairs)
    yield from (check_type(f"book.{name}", policy, FamilyPolicy) for _, policy in named)
    yield check_unique(f"book.{name}", [key if isinstance(key, str) else key.value for key, _ in named])

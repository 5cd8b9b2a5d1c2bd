"""What goes into a VAT decision and what comes out.

Place, region, rate, treatment and scheme are separate fields: Réunion is the region RE of France, outside scope is
neither exempt nor zero, and a rate exists only where one applies.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import Enum

from attrs import Factory, field, frozen

from ..catalog import SupplyKind
from ..decision import Decision
from ..errors import Fault, InvalidInput, check_count, check_date, refuse
from ..money import Money
from ..parties import Address, CustomerKind, CustomerVat, VatId, country_code
from .evidence import EvidenceKind
from .kinds import Choice
from .places import Where
from .rates import OverlayRate

__all__ = [
    "Buyer", "Category", "CustomerKind", "CustomerVat", "Liable", "Mention", "Oss", "Outage", "Problem", "Scheme",
    "SellerVat", "SmallBusiness", "Supply", "SupplyKind", "Total", "Totals", "Treatment", "Undetermined", "VatDecision",
    "VatIdPolicy", "Where",
]  # fmt: skip


def _country(code: str | None) -> str | None:
    return None if code is None else country_code(code)


def _states(codes: Iterable[str]) -> frozenset[str]:
    return frozenset(country_code(code) for code in codes)


def _choices(choices: Iterable[Choice]) -> frozenset[Choice]:
    return frozenset(choices)


def _countries(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(country_code(code) for code in codes)


class Treatment(Enum):
    """What VAT law does with the supply."""

    STANDARD = "standard"
    REVERSE_CHARGE = "reverse_charge"
    EXEMPT_SMALL_BUSINESS = "exempt_small_business"
    OUTSIDE_SCOPE = "outside_scope"
    NOT_A_SUPPLY = "not_a_supply"


class Scheme(Enum):
    """Into which return the VAT goes."""

    DOMESTIC = "domestic"
    LOCAL_REGISTRATION = "local_registration"
    OSS_UNION = "oss_union"
    OSS_NON_UNION = "oss_non_union"
    NONE = "none"


class Liable(Enum):
    """Who owes the VAT."""

    SUPPLIER = "supplier"
    CUSTOMER = "customer"
    NOBODY = "nobody"


class Category(Enum):
    """Category code of a line in EN 16931."""

    STANDARD = "S"
    REVERSE_CHARGE = "AE"
    EXEMPT = "E"
    OUTSIDE = "O"


class Mention(Enum):
    """What the document has to say about VAT; `vat.mention` has the words."""

    REVERSE_CHARGE = "reverse_charge"
    SMALL_BUSINESS = "small_business"
    """The seller's own state exempts it."""
    SMALL_BUSINESS_CROSS_BORDER = "small_business_cross_border"
    """Another member state exempts the seller, which holds an EX number."""
    OUTSIDE_SCOPE = "outside_scope"


class Oss(Enum):
    """The One-Stop-Shop scheme the seller is in."""

    NONE = "none"
    UNION = "union"
    NON_UNION = "non_union"


class Total(Enum):
    """Running totals the host keeps, net of VAT, by calendar year."""

    CROSS_BORDER = "cross_border"
    """Electronic services (and distance sales) to consumers in other member states: article 59c."""
    ONE_ITEM = "one_item"
    """Electronic services to consumers in other member states: Implementing Regulation 282/2011, article 24b."""
    UNION_TURNOVER = "union_turnover"
    """Everything supplied within the Union: articles 284 and 288."""


class Outage(Enum):
    """What to do while a VAT id cannot be confirmed because VIES does not answer."""

    ASK = "ask"
    """Decide nothing."""
    CHARGE = "charge"
    """Treat the customer as a consumer."""
    PROVISIONAL = "provisional"
    """Reverse charge for now, and ask again."""


@frozen(kw_only=True)
class VatIdPolicy:
    """How far a confirmation carries.

    An answer of VIES older than `max_age_days` at the tax point (None: any age) counts as no answer. After an outage
    with `PROVISIONAL` the decision carries the day, `recheck_after_days` later, on which to ask again.
    """

    outage: Outage = Outage.ASK
    max_age_days: int | None = None
    recheck_after_days: int = 7

    def __attrs_post_init__(self) -> None:
        refuse(
            check_count("recheck_after_days", self.recheck_after_days, least=1),
            check_count("max_age_days", self.max_age_days) if self.max_age_days is not None else None,
        )


def _total(value: Decimal | int | str) -> Decimal:
    """A running total, from anything but a float."""
    if isinstance(value, float):
        raise InvalidInput(
            Fault("totals.float", "totals", value, "is a float, which holds no exact amount", "pass text or a Decimal")
        )
    return Decimal(value)


@frozen(kw_only=True)
class Totals:
    """A running total of the calendar year of the tax point and of the year before, in one currency.

    For the limit of 10 000 (article 59c) `this_year` is the total before the supply; for the limits of 100 000 it
    includes the supply. `limit` is the threshold: in another currency than EUR give the amount the member state has
    fixed at the rate of 2017-12-05 (article 59c(5)). `opted`: the seller chose taxation at the customer.
    """

    this_year: Decimal = field(converter=_total)
    prior_year: Decimal = field(converter=_total)
    limit: Decimal | None = None
    currency: str = "EUR"
    opted: bool = False

    def __attrs_post_init__(self) -> None:
        refuse(
            Fault("totals.limit", "limit", None, f"is missing for totals in {self.currency}",
                  "give the threshold as your member state fixed it")
            if self.currency != "EUR" and self.limit is None
            else None,
        )  # fmt: skip


@frozen(kw_only=True)
class SmallBusiness:
    """Where the seller is exempt as a small business.

    `home`: by its own state. `ex_states`: other member states that granted it under its EX number, from 2025.
    `union_turnover` (with this supply) and `prior_union_turnover` are in EUR.
    """

    home: bool = False
    ex_states: frozenset[str] = field(default=frozenset(), converter=_states)
    union_turnover: Decimal = field(default=Decimal(0), converter=_total)
    prior_union_turnover: Decimal = field(default=Decimal(0), converter=_total)


@frozen(kw_only=True, cache_hash=True)
class SellerVat:
    """The VAT situation of the seller.

    `country`, `postcode` and `city` are those of the seat. `establishments` are further member states where it has a
    fixed establishment, the principal one first; a mere VAT number is none and goes into `registrations`. Without
    `cross_border` totals every consumer is taxed where he is; without `one_item` totals two items of evidence are
    always needed.
    """

    country: str = field(converter=country_code)
    postcode: str = ""
    city: str = ""
    establishments: tuple[str, ...] = field(default=(), converter=_countries)
    registrations: tuple[str, ...] = field(default=(), converter=_countries)
    has_vat_id: bool = True
    oss: Oss = Oss.NONE
    cross_border: Totals | None = None
    one_item: Totals | None = None
    small_business: SmallBusiness | None = None
    choices: frozenset[Choice] = field(default=frozenset(), converter=_choices)
    vat_ids: VatIdPolicy = VatIdPolicy()
    rebut_presumptions: bool = True
    rates: tuple[OverlayRate, ...] = ()


_NO_FACTS = CustomerVat()


def _written_address(buyer: "Buyer") -> Where | None:
    if buyer.country is None:
        return None
    return Where(country=buyer.country, postcode=buyer.postcode, city=buyer.city)


@frozen(kw_only=True, cache_hash=True)
class Buyer:
    """The customer as far as VAT goes, for hosts that use nothing but `vat`; `parties.Customer` serves as well.

    A `country` of None or one that nobody knows is a result of the decision, not an error.
    """

    kind: CustomerKind
    country: str | None
    postcode: str = ""
    city: str = ""
    vat_id: VatId | None = None
    vat: CustomerVat = _NO_FACTS

    address: Where | None = field(init=False, eq=False, repr=False, default=Factory(_written_address, takes_self=True))
    """The place, None where no country is known."""


@frozen(kw_only=True)
class Supply:
    """One line to decide.

    `net` or `gross` is needed where a threshold could be crossed. `principal` is what a set-up or termination fee, or
    a single-purpose top-up, belongs to. `location` is where the building stands or the work is done. `establishment`
    is the member state of the seller's fixed establishment that takes part in the supply. `delivered_over` names the
    kind of line or spot a presumption of place rests on. A top-up whose place and rate are known when it is sold
    (`known_place`, `known_rate`) is a single-purpose voucher. `used_in` is a member state where a customer from outside
    the Union uses the service; it leads to a finding only. For a correction `original_tax_point` decides.
    `threshold_net` is the net amount in the currency of the seller's totals, when that is another.
    """

    kind: SupplyKind
    net: Money | None = None
    gross: Money | None = None
    principal: SupplyKind | None = None
    location: Address | Where | None = None
    establishment: str | None = field(default=None, converter=_country)
    delivered_over: EvidenceKind | None = None
    with_human_support: bool = False
    known_place: str | None = field(default=None, converter=_country)
    known_rate: Decimal | None = None
    used_in: str | None = field(default=None, converter=_country)
    original_tax_point: date | None = None
    threshold_net: Decimal | None = None

    def __attrs_post_init__(self) -> None:
        if self.original_tax_point is not None:
            refuse(check_date("original_tax_point", self.original_tax_point))


@frozen(kw_only=True)
class VatDecision(Decision):
    """What applies to one supply.

    `place` is a member state or an outside place, None where there is no supply; `rate` is in percent, None where none
    applies. `keep_evidence_until` is the last day the One-Stop-Shop records must be kept. `recheck_on` is set on a
    provisional reverse charge. `recapitulative`: the supply belongs on the recapitulative statement.
    `taxed_on` is the day whose law and rate were applied: that of the original for a correction.
    """

    treatment: Treatment
    place: str | None
    region: str | None
    rate: Decimal | None
    scheme: Scheme
    liable: Liable
    mention: Mention | None
    category: Category
    vatex: str | None
    tax_point: date
    taxed_on: date
    keep_evidence_until: date | None = None
    recheck_on: date | None = None
    recapitulative: bool = False
    counts_towards: tuple[Total, ...] = ()


class Problem(Enum):
    """Why nothing can be decided."""

    NEEDS_EVIDENCE = "needs_evidence"
    CONFLICTING_EVIDENCE = "conflicting_evidence"
    VAT_ID_UNVERIFIED = "vat_id_unverified"
    VAT_ID_NAME_MISMATCH = "vat_id_name_mismatch"
    ESTABLISHMENT_MISMATCH = "establishment_mismatch"
    UNKNOWN_COUNTRY = "unknown_country"
    RATE_UNKNOWN = "rate_unknown"
    BEFORE_COVERAGE = "before_coverage"
    UNSUPPORTED_KIND = "unsupported_kind"
    NEEDS_LOCATION = "needs_location"
    NEEDS_PRINCIPAL = "needs_principal"
    NEEDS_AMOUNT = "needs_amount"


@frozen(kw_only=True)
class Undetermined(Decision):
    """Nothing was decided: why, and the fields that would help."""

    problem: Problem
    missing: tuple[str, ...] = ()

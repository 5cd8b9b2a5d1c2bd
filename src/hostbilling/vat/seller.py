"""The VAT situation of the seller: where it is, its schemes, its running totals, its choices and policies."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import Enum

from attrs import field, frozen

from ..errors import Fault, check_count, check_type, listed, refuse
from .checks import (
    check_countries,
    check_country,
    check_currency,
    check_each,
    check_fields,
    check_number,
    check_tax_point,
    tidy_countries,
    tidy_number,
    tidy_set,
)
from .kinds import Choice
from .places import code_of
from .rates import OverlayRate


class Oss(Enum):
    """The One-Stop-Shop scheme the seller is in."""

    NONE = "none"
    UNION = "union"
    NON_UNION = "non_union"


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
            *check_fields("vat_ids", self, outage=Outage),
            check_count("vat_ids.recheck_after_days", self.recheck_after_days, least=1),
            check_count("vat_ids.max_age_days", self.max_age_days) if self.max_age_days is not None else None,
        )


def _limit(value: Decimal | int | str | None) -> Decimal | None:
    return None if value is None else tidy_number(value)


@frozen(kw_only=True)
class Totals:
    """A running total of the calendar year of the tax point and of the year before, in one currency.

    For the limit of 10 000 (article 59c) `this_year` is the total before the supply; for the limits of 100 000 it
    includes the supply. `limit` is the threshold: in another currency than EUR give the amount the member state has
    fixed at the rate of 2017-12-05 (article 59c(5)). `opted_from`: the first day from which the seller chose to be
    taxed at the customer whatever the totals, `opted_until` the last one where it has taken that back. The choice binds
    for two calendar years (article 59c(3)), of which the one of the first day counts as one; an earlier end is refused.
    The supply that crosses the limit is the first one taxed there. France counts from the day of
    crossing (CGI, article 259 D): there give `this_year` as it stands at the end of that day. For a correction both
    are those of the original's day.
    """

    this_year: Decimal = field(converter=tidy_number)
    prior_year: Decimal = field(converter=tidy_number)
    limit: Decimal | None = field(default=None, converter=_limit)
    currency: str = "EUR"
    opted_from: date | None = None
    opted_until: date | None = None

    def __attrs_post_init__(self) -> None:
        refuse(
            check_number("totals.this_year", self.this_year),
            check_number("totals.prior_year", self.prior_year),
            check_currency("totals.currency", self.currency),
            _check_limit(self),
            check_tax_point("totals.opted_from", self.opted_from) if self.opted_from is not None else None,
            check_tax_point("totals.opted_until", self.opted_until) if self.opted_until is not None else None,
        )
        refuse(_check_option(self))

    @property
    def bound_until(self) -> date | None:
        """The last day on which the choice of taxation at the customer cannot be taken back; None without one."""
        return date(self.opted_from.year + 1, 12, 31) if self.opted_from is not None else None

    def is_opted(self, *, on: date) -> bool:
        """Tell whether the seller's choice of taxation at the customer holds on that day.

        >>> totals = Totals(this_year=0, prior_year=0, opted_from=date(2026, 5, 1), opted_until=date(2027, 12, 31))
        >>> [totals.is_opted(on=day) for day in (date(2026, 4, 30), date(2027, 12, 31), date(2028, 1, 1))]
        [False, True, False]
        """
        if self.opted_from is None or on < self.opted_from:
            return False
        return self.opted_until is None or on <= self.opted_until


def _check_limit(totals: Totals) -> Fault | None:
    if totals.limit is not None:
        fault = check_number("totals.limit", totals.limit)
        if fault is None and totals.limit < 0:
            return Fault(
                "totals.limit", "totals.limit", totals.limit, "is negative", "give the threshold as it is fixed"
            )
        return fault
    if totals.currency == "EUR":
        return None
    return Fault(
        "totals.limit", "totals.limit", None, f"is missing for totals in {totals.currency}",
        "give the threshold as your member state fixed it",
    )  # fmt: skip


def _check_option(totals: Totals) -> Fault | None:
    bound, until = totals.bound_until, totals.opted_until
    if until is None:
        return None
    if bound is None:
        return Fault("totals.option", "totals.opted_until", until, "ends a choice that was not made", "give opted_from")
    if until < bound:
        return Fault(
            "totals.option", "totals.opted_until", until, "lies within the two calendar years that the choice binds",
            f"give {bound} or later",
        )  # fmt: skip
    return None


def _states(codes: Iterable[str]) -> frozenset[str]:
    return tidy_set(tidy_countries(codes))


@frozen(kw_only=True)
class SmallBusiness:
    """Where the seller is exempt as a small business.

    `home`: by its own state. `ex_states`: other member states that granted it under its EX number, from 2025.
    `union_turnover` (with this supply) and `prior_union_turnover` are in EUR.
    """

    home: bool = False
    ex_states: frozenset[str] = field(default=frozenset(), converter=_states)
    union_turnover: Decimal = field(default=Decimal(0), converter=tidy_number)
    prior_union_turnover: Decimal = field(default=Decimal(0), converter=tidy_number)

    def __attrs_post_init__(self) -> None:
        refuse(
            *check_fields("small_business", self, home=bool),
            *check_countries("small_business.ex_states", self.ex_states),
            check_number("small_business.union_turnover", self.union_turnover),
            check_number("small_business.prior_union_turnover", self.prior_union_turnover),
        )


def _choices(choices: Iterable[Choice]) -> frozenset[Choice]:
    return tidy_set(choices)


def _rates(rows: Iterable[OverlayRate]) -> tuple[OverlayRate, ...]:
    return listed(rows)


def _is_choice(field: str, value: object) -> Fault | None:
    return check_type(field, value, Choice)


def _is_row(field: str, value: object) -> Fault | None:
    return check_type(field, value, OverlayRate)


@frozen(kw_only=True, cache_hash=True)
class SellerVat:
    """The VAT situation of the seller.

    `country`, `postcode` and `city` are those of the seat. `establishments` are further member states where it has a
    fixed establishment, the principal one first; a mere VAT number is none and goes into `registrations`. Without
    `cross_border` totals every consumer is taxed where he is; without `one_item` totals two items of evidence are
    always needed. `use_and_enjoyment` are member states that tax services by their use there (article 59a) and whose
    rule the seller applies: to consumers from outside the Union, where `Supply.used_in` names the state.
    """

    country: str = field(converter=code_of)
    postcode: str = ""
    city: str = ""
    establishments: tuple[str, ...] = field(default=(), converter=tidy_countries)
    registrations: tuple[str, ...] = field(default=(), converter=tidy_countries)
    has_vat_id: bool = True
    oss: Oss = Oss.NONE
    cross_border: Totals | None = None
    one_item: Totals | None = None
    small_business: SmallBusiness | None = None
    choices: frozenset[Choice] = field(default=frozenset(), converter=_choices)
    vat_ids: VatIdPolicy = VatIdPolicy()
    rebut_presumptions: bool = True
    use_and_enjoyment: frozenset[str] = field(default=frozenset(), converter=_states)
    rates: tuple[OverlayRate, ...] = field(default=(), converter=_rates)
    weighs_amounts: bool = field(init=False, repr=False, eq=False)
    """Whether amounts take part in the seller's decisions, for `determine`.

    :meta private:
    """

    def __attrs_post_init__(self) -> None:
        refuse(
            check_country("seller.country", self.country),
            *check_countries("seller.establishments", self.establishments),
            *check_countries("seller.registrations", self.registrations),
            *check_countries("seller.use_and_enjoyment", self.use_and_enjoyment),
            *check_fields(
                "seller", self, postcode=str, city=str, has_vat_id=bool, oss=Oss, cross_border=Totals | None,
                one_item=Totals | None, small_business=SmallBusiness | None, vat_ids=VatIdPolicy,
                rebut_presumptions=bool,
            ),
            *check_each("seller.choices", self.choices, _is_choice),
            *check_each("seller.rates", self.rates, _is_row),
        )  # fmt: skip
        amounts = (self.cross_border, self.one_item, self.small_business)
        object.__setattr__(self, "weighs_amounts", amounts != (None, None, None) or self.rates != ())

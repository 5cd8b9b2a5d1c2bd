"""What is asked: one line to decide, and the customer as far as VAT goes."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from types import UnionType
from typing import NamedTuple

from attrs import field, frozen

from ..catalog import SupplyKind
from ..errors import Fault, check_declared, refuse
from ..money import Money
from ..parties import Address, CustomerKind, CustomerVat, VatId
from .alike import Alike, alike
from .checks import check_country, check_fields, check_number, check_percent, check_tax_point, tidy_optional
from .evidence import EvidenceKind
from .party import Party, party
from .places import Where, spot_of

_NO_FACTS = CustomerVat()


class Asked(NamedTuple):
    """What of a line decides its VAT where no amount does."""

    kind: SupplyKind
    principal: SupplyKind | None
    location: Address | Where | None
    establishment: str | None
    delivered_over: EvidenceKind | None
    with_human_support: bool
    used_in: str | None
    original_tax_point: date | None


@frozen(kw_only=True)
class Buyer:
    """The customer as far as VAT goes, for hosts that use nothing but `vat`; `parties.Customer` serves as well.

    A `country` of None or one that nobody knows is a result of the decision, not an error.
    """

    kind: CustomerKind
    country: str | None = field(converter=tidy_optional)
    postcode: str = ""
    city: str = ""
    vat_id: VatId | None = None
    vat: CustomerVat = _NO_FACTS
    party: Alike[Party] = field(init=False, repr=False, eq=False)
    """What of the customer decides, for `determine`.

    :meta private:
    """

    def __attrs_post_init__(self) -> None:
        refuse(*check_declared("customer", self))
        spot = spot_of(self.country, self.postcode, self.city) if self.country is not None else None
        object.__setattr__(self, "party", party(self.kind, spot, self.vat_id, self.vat))


@frozen(kw_only=True)
class Supply:
    """One line to decide.

    `net` or `gross` is needed where a threshold could be crossed, and never both. `principal` is what a set-up or
    termination fee, or a single-purpose top-up, belongs to. `location` is where the building stands or the work is
    done. `establishment` is the member state of the seller's fixed establishment that takes part in the supply.
    `delivered_over` names the kind of line or spot a presumption of place rests on. A top-up whose place and rate are
    known when it is sold (`known_place`, `known_rate`) is a single-purpose voucher. `used_in` is a member state where a
    customer from outside the Union uses the service: a finding, or its tax where the seller applies that
    (`SellerVat.use_and_enjoyment`). `threshold_net` is the net amount in the currency of the seller's totals, when that
    is another. For a correction `original_tax_point` decides; the seller's totals are then those of that day, and
    `threshold_net` is the net of the original. A host that kept the original's decision needs no new one.
    """

    kind: SupplyKind
    net: Money | None = None
    gross: Money | None = None
    principal: SupplyKind | None = None
    location: Address | Where | None = None
    establishment: str | None = field(default=None, converter=tidy_optional)
    delivered_over: EvidenceKind | None = None
    with_human_support: bool = False
    known_place: str | None = field(default=None, converter=tidy_optional)
    known_rate: Decimal | None = None
    used_in: str | None = field(default=None, converter=tidy_optional)
    original_tax_point: date | None = None
    threshold_net: Decimal | None = None
    asked: Alike[Asked] = field(init=False, repr=False, eq=False)
    """What of the line decides, for `determine`.

    :meta private:
    """

    def __attrs_post_init__(self) -> None:
        refuse(*check_fields("supply", self, **_ALWAYS_CHECKED), *_check_rarely_given(self))
        if self.net is not None and self.gross is not None:
            refuse(_both(self.gross))
        object.__setattr__(self, "asked", _asked(self))


def _both(gross: Money) -> Fault:
    return Fault("supply.amount", "supply.gross", gross, "is given beside net, which it could contradict",
                 "give one of them: the other follows from the rate that is found")  # fmt: skip


def _asked(supply: Supply) -> Alike[Asked]:
    return alike(
        Asked, supply.kind, supply.principal, supply.location, supply.establishment, supply.delivered_over,
        supply.with_human_support, supply.used_in, supply.original_tax_point,
    )  # fmt: skip


_ALWAYS_CHECKED: dict[str, type | UnionType] = {
    "kind": SupplyKind, "net": Money | None, "gross": Money | None, "principal": SupplyKind | None,
    "location": Address | Where | None, "delivered_over": EvidenceKind | None, "with_human_support": bool,
}  # fmt: skip


def _check_rarely_given(supply: Supply) -> list[Fault | None]:
    checks: dict[str, Callable[[str, object], Fault | None]] = {
        "establishment": check_country,
        "known_place": check_country,
        "known_rate": check_percent,
        "used_in": check_country,
        "original_tax_point": check_tax_point,
        "threshold_net": check_number,
    }
    given = {name: getattr(supply, name) for name in checks}
    return [checks[name](f"supply.{name}", value) for name, value in given.items() if value is not None]

"""Where a business customer owes the VAT of a service that articles 47 and 53 place in its state; only data.

Law: Directive 2006/112/EC, article 194, an option of the member states until 2028-06-30; a state without a row is
treated as not using it. From 2028-07-01 the customer owes it wherever it is identified and the seller is neither
established nor identified there (Directive 2025/516, article 3(7)).
"""

from datetime import date

from attrs import frozen

from ..catalog import SupplyKind
from ..decision import Certainty

MANDATORY_FROM = date(2028, 7, 1)


@frozen(kw_only=True)
class Option:
    """How a member state uses article 194.

    `customers_from_abroad`: also when the customer is established elsewhere. `not_for`: kinds the seller owes itself.
    """

    customers_from_abroad: bool
    not_for: frozenset[SupplyKind] = frozenset()
    certainty: Certainty
    source: str


# fmt: off
OPTIONS: dict[str, Option] = {
    "NL": Option(customers_from_abroad=False, certainty=Certainty.VERIFIED, source="belastingdienst.nl"),
    "DE": Option(customers_from_abroad=True, certainty=Certainty.SECONDARY, source="UStG section 13b, commentary"),
    "AT": Option(customers_from_abroad=True, certainty=Certainty.SECONDARY, source="UStG section 19(1), commentary",
        not_for=frozenset({SupplyKind.COLOCATION_CAGE, SupplyKind.EVENT_ADMISSION})),
}
# fmt: on

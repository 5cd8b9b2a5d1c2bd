"""What follows from each kind of supply: one row a kind, for business and for other customers; only data.

Kinds without a row are no supply, share the row of what they belong to, or are goods: see `subject`.
Law: Directive 2006/112/EC, articles 44 to 59; Implementing Regulation 282/2011, articles 7 and 31a.
"""

from enum import Enum

from attrs import frozen

from ..catalog import SupplyKind


class Rule(Enum):
    """Which rule places the supply."""

    BUSINESS = "business"
    """Where the business customer is (article 44)."""
    ELECTRONIC = "electronic"
    """Where the consumer is, proved by evidence (article 58)."""
    ORIGIN = "origin"
    """Where the seller is (article 45)."""
    ORIGIN_IN_UNION = "origin_in_union"
    """Where the seller is, but outside the Union for a consumer outside it (articles 45 and 59)."""
    BUILDING = "building"
    """Where the building is (article 47)."""
    PERFORMED = "performed"
    """Where the work is done (article 54(2)(b))."""
    ACTIVITY = "activity"
    """Where the teaching or the event takes place (articles 53 and 54(1))."""
    ATTENDED_ONLINE = "attended_online"
    """Where the consumer is, since 2025; before, where the teaching took place (article 54(1))."""


class Choice(Enum):
    """How a seller reads the law where it can be read in two ways."""

    DEDICATED_SERVER_IS_RENTAL = "dedicated_server_is_rental"
    """To consumers: hire of a movable good (article 45), not an electronic service."""
    RACK_IS_ELECTRONIC = "rack_is_electronic"
    """To consumers: an electronic service (article 58), not the general rule."""


@frozen(kw_only=True)
class Row:
    """What follows from a kind; `choice` replaces `consumer` by `chosen` where the seller reads it so."""

    business: Rule
    consumer: Rule
    choice: Choice | None = None
    chosen: Rule | None = None
    debatable: bool = False


# fmt: off
ROWS: dict[SupplyKind, Row] = {
    SupplyKind.ELECTRONIC: Row(business=Rule.BUSINESS, consumer=Rule.ELECTRONIC),
    SupplyKind.HUMAN_REMOTE: Row(business=Rule.BUSINESS, consumer=Rule.ORIGIN_IN_UNION),
    SupplyKind.DEDICATED_SERVER: Row(business=Rule.BUSINESS, consumer=Rule.ELECTRONIC, debatable=True,
        choice=Choice.DEDICATED_SERVER_IS_RENTAL, chosen=Rule.ORIGIN_IN_UNION),
    SupplyKind.HARDWARE_RENTAL: Row(business=Rule.BUSINESS, consumer=Rule.ORIGIN_IN_UNION),
    SupplyKind.COLOCATION_RACK: Row(business=Rule.BUSINESS, consumer=Rule.ORIGIN, debatable=True,
        choice=Choice.RACK_IS_ELECTRONIC, chosen=Rule.ELECTRONIC),
    SupplyKind.COLOCATION_CAGE: Row(business=Rule.BUILDING, consumer=Rule.BUILDING),
    SupplyKind.ON_SITE_WORK: Row(business=Rule.BUSINESS, consumer=Rule.PERFORMED),
    SupplyKind.BUILDING_WORK: Row(business=Rule.BUILDING, consumer=Rule.BUILDING),
    SupplyKind.TRAINING_IN_PERSON: Row(business=Rule.BUSINESS, consumer=Rule.ACTIVITY),
    SupplyKind.TRAINING_LIVE_ONLINE: Row(business=Rule.BUSINESS, consumer=Rule.ATTENDED_ONLINE),
    SupplyKind.EVENT_ADMISSION: Row(business=Rule.ACTIVITY, consumer=Rule.ACTIVITY),
    SupplyKind.RIGHT_TRANSFER: Row(business=Rule.BUSINESS, consumer=Rule.ORIGIN_IN_UNION, debatable=True),
}
# fmt: on

"""Products: what kind of service each is, what VAT law sees in it, what is promised of it."""

from datetime import timedelta
from enum import Enum

from attrs import frozen

from ..errors import Fault, check_count, check_text, check_type, refuse
from ..periods import Term


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
class Product:
    """A thing in the catalog, with the terms it can be bought for (the first is the usual one).

    `ahead` is how far past the day of the order its validity may reach at most; registries say ten years.
    `delivery` is the time promised from payment to working, `retrieval_days` for how many days after its end the
    customer can fetch the data.
    """

    id: str
    name: str
    family: Family
    supply: SupplyKind
    terms: tuple[Term, ...]
    ahead: Term | None = None
    delivery: timedelta | None = None
    retrieval_days: int | None = None

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("product.id", self.id),
            check_text("product.name", self.name),
            check_type("product.family", self.family, Family),
            check_type("product.supply", self.supply, SupplyKind),
            Fault("product.terms", "product.terms", self.terms, "are none", "name a term it can be bought for")
            if not self.terms
            else None,
            check_type("product.delivery", self.delivery, timedelta) if self.delivery is not None else None,
            check_count("product.retrieval_days", self.retrieval_days) if self.retrieval_days is not None else None,
        )

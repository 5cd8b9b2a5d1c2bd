"""One thing sold and renewed."""

from collections.abc import Iterable
from datetime import date
from enum import Enum

from attrs import evolve, frozen

from ..catalog import Discount, Price
from ..errors import check_count, check_date, check_text, check_type, check_unique, impossible, refuse
from ..periods import Period, Term, advance, days_in_month
from ..periods.terms import check_day_of_month
from .coverage import Coverage, Grant
from .identifiers import NO_IDENTIFIERS, Identifiers


class ServiceState(Enum):
    """What the customer can do with it right now."""

    ORDERED = "ordered"
    """Asked for and not handed over yet: unpaid, or paid and being set up."""
    ACTIVE = "active"
    SUSPENDED = "suspended"
    """Off, with everything kept: payment brings it back."""
    DELETED = "deleted"
    """Gone from the account; the data may still be recovered."""
    PURGED = "purged"


@frozen(kw_only=True)
class Service:
    """A service of one customer.

    `anchor_day` is the day of the month its periods come back to after a short month; `tacit` is what the
    customer and the seller agreed on: renewal without a further order. `billing` names the customer's billing
    profile it is invoiced to, `policy` the schedules of this contract in the book; `agreed` are the prices of this
    contract, `discounts` what is still taken off.
    """

    id: str
    product_id: str
    name: str
    term: Term
    anchor_day: int
    coverage: Coverage
    tacit: bool = False
    state: ServiceState = ServiceState.ACTIVE
    changed_on: date | None = None
    """The day the state was entered; None as long as the service never left its first one."""
    identifiers: Identifiers = NO_IDENTIFIERS
    billing: str | None = None
    policy: str | None = None
    agreed: tuple[Price, ...] = ()
    discounts: tuple[Discount, ...] = ()
    quantity: int = 1
    parent: str | None = None
    """The service it was added to, whose end its own first term shares."""
    concluded_on: date | None = None
    """The day its contract was made, where that is known: law counts from it."""
    ending: date | None = None
    """The first day without it, once it was cancelled; None as long as it may go on."""

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("service.id", self.id),
            check_text("service.product_id", self.product_id),
            check_text("service.name", self.name),
            check_type("service.term", self.term, Term),
            check_type("service.coverage", self.coverage, Coverage),
            check_type("service.tacit", self.tacit, bool),
            check_type("service.state", self.state, ServiceState),
            check_type("service.identifiers", self.identifiers, Identifiers),
            check_day_of_month("service.anchor_day", self.anchor_day),
            check_count("service.quantity", self.quantity, least=1),
            check_date("service.ending", self.ending) if self.ending is not None else None,
            check_unique("service.discounts", [discount.id for discount in self.discounts]),
            check_date("service.changed_on", self.changed_on) if self.changed_on is not None else None,
        )

    @property
    def ends_on(self) -> date:
        """The end of validity; raises `Impossible` for a service that was never granted a day."""
        end = self.coverage.end
        if end is None:
            raise impossible(
                "service.uncovered", "service.coverage", self.id, "was never granted a period", "grant one first"
            )
        return end

    @property
    def is_gone(self) -> bool:
        """Whether it was deleted: nothing can be sold for it any more."""
        return self.state in (ServiceState.DELETED, ServiceState.PURGED)

    def next_period(self, term: Term | None = None) -> Period:
        """Return the period a renewal would grant: one term from the end of validity.

        It ends on the anchor day where the validity does; a validity that was moved, by goodwill or a late payment,
        counts from where it ends now.
        """
        end = self.ends_on
        anchored = end.day == min(self.anchor_day, days_in_month(end.year, end.month))
        return Period(end, advance(end, term or self.term, anchor_day=self.anchor_day if anchored else None))

    @property
    def renews(self) -> bool:
        """Whether anything may follow the days it was granted: it is there, and was not cancelled for their end."""
        return (
            self.state in (ServiceState.ACTIVE, ServiceState.SUSPENDED)
            and self.coverage.end is not None
            and (self.ending is None or self.coverage.end < self.ending)
        )

    def granted(self, grant: Grant) -> "Service":
        """Return the service with one more period."""
        return evolve(self, coverage=self.coverage.grant(grant))

    def after_use_of(self, discount_ids: Iterable[str]) -> "Service":
        """Return the service with one cycle fewer of each of these discounts."""
        ids = set(discount_ids)
        return evolve(self, discounts=tuple(each.used() if each.id in ids else each for each in self.discounts))

    def revoked(self, line_id: str, *, discount_ids: Iterable[str] = ()) -> "Service":
        """Return the service without what a line granted and with the cycles of discounts back that it had used."""
        ids = set(discount_ids)
        return evolve(
            self,
            coverage=self.coverage.revoke(line_id),
            discounts=tuple(each.unused() if each.id in ids else each for each in self.discounts),
        )

    def entered(self, state: ServiceState, *, on: date) -> "Service":
        """Return the service in another state since `on`."""
        return evolve(self, state=state, changed_on=on)

"""Offers: what may be renewed now, for which term, from when and at what price.

An offer lapses with its service and is never a debt. The new period always starts where the old one ends, so
renewing early loses nothing.
"""

from datetime import date

from attrs import frozen

from ..catalog import Catalog, discounted
from ..decision import Decision, ReasonCode
from ..errors import check_date, refuse
from ..money import Money, Rounding
from ..periods import Period, Term
from ..services import Service, ServiceState
from .window import is_waiting

FROM_END = ReasonCode(
    "renewal.from_end", "{service} is extended by {term} from the end of its validity, {end}, whenever it is paid."
)
PRICED = ReasonCode("renewal.priced", "{product} costs {amount} {currency} for {term} by the list in force on {on}.")
DISCOUNT = ReasonCode("renewal.discount", "{discount} takes {amount} {currency} off.")


@frozen(kw_only=True)
class Offer(Decision):
    """One renewal the customer may order; `price` is net or gross as the catalog says."""

    service_id: str
    term: Term
    period: Period
    price: Money
    discounts: tuple[str, ...] = ()
    """Ids of the discounts already taken off the price."""


def can_renew(service: Service) -> bool:
    """Tell whether the service can be renewed at all: before its window too, but not once it was deleted."""
    return service.state in (ServiceState.ACTIVE, ServiceState.SUSPENDED) and service.coverage.end is not None


def offer(
    service: Service, *, catalog: Catalog, currency: str, on: date, rounding: Rounding, term: Term | None = None
) -> Offer:
    """Return the offer to renew one service for a term, by default its usual one.

    The price is that of the contract or of the list, less the discounts that are open; `rounding` is for
    percentages. Raises `NotFound` when there is no price for the term.
    """
    refuse(check_date("on", on))
    chosen = term or service.term
    listed = catalog.renewal_price(service.product_id, term=chosen, currency=currency, on=on, agreed=service.agreed)
    final = discounted(listed, service.discounts, on=on, rounding=rounding)
    return Offer(
        service_id=service.id,
        term=chosen,
        period=service.next_period(chosen),
        price=final.price,
        discounts=tuple(discount.id for discount, _ in final.used),
        reasons=(
            FROM_END(service=service.id, term=chosen, end=service.ends_on),
            PRICED(product=service.product_id, amount=listed.amount, currency=currency, term=chosen, on=on),
            *(DISCOUNT(discount=discount.text, amount=off.amount, currency=currency) for discount, off in final.used),
        ),
    )


def offers(
    services: tuple[Service, ...],
    *,
    catalog: Catalog,
    currency: str,
    window: Term,
    on: date,
    rounding: Rounding,
    strict: bool = False,
) -> tuple[Offer, ...]:
    """Return the renewals waiting, in the order of the services: their count is what a portal shows as a number.

    `window` and `strict` are as in `window.first_day`.
    """
    return tuple(
        offer(service, catalog=catalog, currency=currency, on=on, rounding=rounding)
        for service in services
        if can_renew(service) and is_waiting(service.ends_on, window=window, on=on, strict=strict)
    )

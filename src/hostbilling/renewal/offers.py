"""Offers: what may be renewed or ordered, for which term, from when and at what price.

An offer lapses in silence and is never a debt. A renewal that is paid in time starts where the old period ends, so
renewing early loses nothing.
"""

from collections.abc import Iterable
from datetime import date

from attrs import evolve, frozen

from ..catalog import Catalog, Discount, Discounted, discounted
from ..decision import Decision, Reason, ReasonCode
from ..errors import check_count, check_date, check_text, refuse
from ..money import Money, Rounding, exact, times
from ..periods import Period, Term
from ..services import Service, ServiceState, Start
from .starts import new_period

FROM_END = ReasonCode(
    "renewal.from_end", "{service} is extended by {term} from the end of its validity, {end}, whenever it is paid."
)
PRICED = ReasonCode("renewal.priced", "{product} costs {amount} {currency} for {term} by the list in force on {on}.")
DECIDED = ReasonCode("renewal.price_decided", "{product} costs {amount} {currency} for {term}, as decided.")
STARTS = ReasonCode("renewal.first_term", "{service} begins on {start} with a first term of {term}.")
DISCOUNT = ReasonCode("renewal.discount", "{discount} takes {amount} {currency} off.")


@frozen(kw_only=True)
class Offer(Decision):
    """One thing the customer may order, a renewal or a first term; `price` is net or gross as the catalog says."""

    service_id: str
    term: Term
    period: Period
    price: Money
    discounts: tuple[str, ...] = ()
    """Ids of the discounts already taken off the price."""
    extends: date | None = None
    """The end of validity it was made for; None for a first term."""


def can_renew(service: Service) -> bool:
    """Tell whether the service can be renewed at all: before its window too, but not once it was cancelled."""
    return service.renews


def offer(
    service: Service,
    *,
    catalog: Catalog,
    currency: str,
    on: date,
    rounding: Rounding,
    term: Term | None = None,
    start: Start = Start.FROM_END,
    price: Money | None = None,
) -> Offer:
    """Return the offer to renew one service for a term, by default its usual one, as if it were paid on the day.

    `price` is what the term costs before discounts where that was decided before (see `renewal_price`); without it that
    of the contract or of the list holds, times the quantity. `rounding` is for percentages. Raises `NotFound` when
    there is no price for the term.
    """
    refuse(check_date("on", on))
    chosen = term or service.term
    if price is None:
        one = catalog.renewal_price(service.product_id, term=chosen, currency=currency, on=on, agreed=service.agreed)
        listed = times(one, service.quantity)
        what = _counted(service.product_id, service.quantity)
        priced = PRICED(product=what, amount=listed.amount, currency=currency, term=chosen, on=on)
    else:
        listed = exact(price)
        priced = DECIDED(product=service.product_id, amount=listed.amount, currency=currency, term=chosen)
    final = discounted(listed, service.discounts, on=on, rounding=rounding)
    period, why = _period(service, chosen, start, on)
    made = _offer(service.id, chosen, period, final, reasons=(*why, priced))
    return evolve(made, extends=service.ends_on)


def first_offer(
    service_id: str,
    *,
    product_id: str,
    term: Term,
    starts: date,
    catalog: Catalog,
    currency: str,
    on: date,
    rounding: Rounding,
    discounts: Iterable[Discount] = (),
    quantity: int = 1,
) -> Offer:
    """Return the offer of a first term that would begin on a day; `service_id` is what the host will call the service.

    Discounts are taken off the whole `quantity`. Raises `NotFound` for a product or price that is not in the catalog.

    >>> from hostbilling.catalog import Family, Price, Product, SupplyKind
    >>> from hostbilling.money import payable
    >>> year = Term.years(1)
    >>> vps = Product(id="vps", name="VPS", family=Family.VPS, supply=SupplyKind.ELECTRONIC, terms=(year,))
    >>> price = Price(product_id="vps", term=year, since=date(2026, 1, 1), renewal=payable("120", "EUR"),
    ...               first=payable("60", "EUR"))
    >>> found = first_offer("box", product_id="vps", term=year, starts=date(2026, 3, 31), currency="EUR",
    ...                     catalog=Catalog(products=(vps,), prices=(price,), gross=True), on=date(2026, 3, 31),
    ...                     rounding=Rounding.HALF_UP)
    >>> print(found.price, "for", found.period)
    60.00 EUR for 2026-03-31 to 2027-03-30
    """
    refuse(
        check_text("service_id", service_id),
        check_date("starts", starts),
        check_date("on", on),
        check_count("quantity", quantity, least=1),
    )
    one = catalog.first_price(catalog.product(product_id).id, term=term, currency=currency, on=on)
    listed = times(one, quantity)
    begins = STARTS(service=service_id, start=starts, term=term)
    final = discounted(listed, discounts, on=on, rounding=rounding)
    what = _counted(product_id, quantity)
    priced = PRICED(product=what, amount=listed.amount, currency=currency, term=term, on=on)
    return _offer(service_id, term, Period.of(starts, term), final, reasons=(begins, priced))


def stands(offer: Offer, service: Service) -> bool:
    """Tell whether an offer of a renewal can still be taken: the service is there and ends where it did then.

    Otherwise it lapsed in silence, with its service or because that was renewed in the meantime; so an offer that is
    taken twice grants its days once.
    """
    return can_renew(service) and service.id == offer.service_id and service.ends_on == offer.extends


def _counted(product_id: str, quantity: int) -> str:
    return product_id if quantity == 1 else f"{quantity} x {product_id}"


def _period(service: Service, term: Term, start: Start, on: date) -> tuple[Period, tuple[Reason, ...]]:
    if start is Start.FROM_END:
        return service.next_period(term), (FROM_END(service=service.id, term=term, end=service.ends_on),)
    active = service.state is ServiceState.ACTIVE
    found = new_period(
        service.ends_on, term=term, paid_on=on, start=start, active=active, anchor_day=service.anchor_day
    )
    return found.period, found.reasons


def _offer(service_id: str, term: Term, period: Period, final: Discounted, *, reasons: tuple[Reason, ...]) -> Offer:
    currency = final.price.currency.code
    taken = (DISCOUNT(discount=discount.text, amount=off.amount, currency=currency) for discount, off in final.used)
    return Offer(
        service_id=service_id,
        term=term,
        period=period,
        price=final.price,
        discounts=tuple(discount.id for discount, _ in final.used),
        reasons=(*reasons, *taken),
    )

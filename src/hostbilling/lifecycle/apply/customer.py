"""What facts of the customer and of the staff make of an account."""

from attrs import evolve

from ..account import Account
from ..facts import (
    ChargeApplied,
    DiscountGranted,
    EvidenceAdded,
    HoldPlaced,
    HoldReleased,
    InstrumentAdded,
    MissingReported,
    Ordered,
    RenewalSwitched,
    ServiceAdded,
)
from .settling import withdraw


def service_added(account: Account, fact: ServiceAdded) -> Account:
    """Add a service; one that is known stays as it is."""
    if any(service.id == fact.service.id for service in account.services):
        return account
    return account.with_service(fact.service)


def evidence_added(account: Account, fact: EvidenceAdded) -> Account:
    """Add an item of evidence, once."""
    if fact.evidence in account.evidence:
        return account
    return evolve(account, evidence=(*account.evidence, fact.evidence))


def discount_granted(account: Account, fact: DiscountGranted) -> Account:
    """Add a discount; one that is known keeps the cycles it has left."""
    service = account.service(fact.service_id)
    if any(known.id == fact.discount.id for known in service.discounts):
        return account
    return account.with_service(evolve(service, discounts=(*service.discounts, fact.discount)))


def instrument_added(account: Account, fact: InstrumentAdded) -> Account:
    """Store an instrument, in the place of the one of its id: a corrected one was never refused."""
    new = fact.instrument
    if new in account.instruments:
        return account
    known = [each.id for each in account.instruments]
    instruments = (
        tuple(new if each.id == new.id else each for each in account.instruments)
        if new.id in known
        else (*account.instruments, new)
    )
    refused = tuple(each for each in account.refused if each.instrument != new.id)
    account = evolve(account, instruments=instruments, refused=refused)
    for demand in account.demands:
        for part in demand.open_parts:
            attempts = tuple(
                evolve(each, corrected=True) if each.instrument == new.id else each for each in part.attempts
            )
            demand = demand.with_part(evolve(part, attempts=attempts))  # noqa: PLW2901
        account = account.with_demand(demand)
    return account


def renewal_switched(account: Account, fact: RenewalSwitched) -> Account:
    """Note what the customer chose, and keep the proof of it."""
    if fact.consent is not None and fact.consent not in account.consents:
        account = evolve(account, consents=(*account.consents, fact.consent))
    return account.with_service(evolve(account.service(fact.service_id), tacit=fact.tacit))


def hold_placed(account: Account, fact: HoldPlaced) -> Account:
    """Place a hold, or replace the one of its id."""
    others = tuple(hold for hold in account.holds if hold.id != fact.hold.id)
    return evolve(account, holds=(*others, fact.hold))


def hold_released(account: Account, fact: HoldReleased) -> Account:
    """Release a hold; one that is unknown is over already."""
    return evolve(account, holds=tuple(hold for hold in account.holds if hold.id != fact.hold_id))


def missing_reported(account: Account, fact: MissingReported) -> Account:
    """Remember what has not come, once."""
    if any(report.id == fact.report.id for report, _ in account.reports):
        return account
    return evolve(account, reports=(*account.reports, (fact.report, len(account.invoices))))


def ordered(account: Account, fact: Ordered) -> Account:
    """Take an order: whatever else asked for its services, call or order, gives way to it."""
    known = [*(order.id for order in account.orders), *(demand.id for demand in account.demands)]
    if fact.order.id in known:
        return account
    services = [line.service_id for line in fact.order.lines]
    for service_id in services:
        account = withdraw(account, account.service(service_id).id, on=fact.on, why="replaced by an order")
    placed = account.placed if fact.placed is None else (*account.placed, fact.placed)
    return evolve(account, orders=(*account.orders, fact.order), placed=placed)


def charge_applied(account: Account, fact: ChargeApplied) -> Account:
    """Remember a charge that was asked for, once."""
    if any(known.id == fact.asked.id for known in account.charges_asked):
        return account
    account.demand(fact.asked.demand_id)
    account.instrument(fact.asked.instrument_id)
    return evolve(account, charges_asked=(*account.charges_asked, fact.asked))

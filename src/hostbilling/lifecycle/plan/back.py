"""What it takes to bring a service back that was switched off or deleted, as things really stand in an account."""

from collections.abc import Iterator
from datetime import date, timedelta

from attrs import frozen

from ...decision import Decision, Reason, ReasonCode
from ...demands import Action, Kind, Part, PartState
from ...dunning import Phase, Reactivation, ReactivationTerms, coming_back
from ...dunning.planned import planned
from ...errors import check_date, refuse
from ...money import Money, total
from ...periods import Period, Term
from ...services import Service, ServiceState
from ..account import Account
from ..book import Book
from ..steps import RestoreService, Step
from .offers import renewal

PAY_THAT = ReasonCode("lifecycle.pay_that", "{demand} asks for it already: paying {amount} brings {service} back.")
PAID_ALREADY = ReasonCode("lifecycle.paid_already", "{service} is paid until {end}: no other call is needed.")
GIVEN_UP = ReasonCode(
    "lifecycle.pay_what_was_given_up",
    "{demand} was given up: paying all of its {amount} brings {service} back all the same.",
)
NO_TERMS = ReasonCode(
    "lifecycle.no_terms_back", "The book says nothing about bringing {service} back: give its family ReactivationTerms."
)
NOTHING_KEPT = ReasonCode(
    "lifecycle.nothing_kept", "{service} is {state} and no day of it is paid for: it is ordered as a new service."
)
RESTORE = ReasonCode("lifecycle.restore", "{service}, deleted on {since}, is paid until {end}: it is restored.")


@frozen(kw_only=True)
class BackQuote(Decision):
    """What it takes to bring one service back, for somebody who asks on a day.

    `way` is how far its end has gone, until when it can come back and the fees; None where the book has no terms. Where
    `demand_id` is given, paying that demand brings it back; else it takes an order (`BringBack`) of `term`, from where
    its paid days end or by policy from the payment. `price` is what that costs without the fees, net or gross as the
    catalog is, or what the demand still asks for, with VAT; None where nothing is to be paid or nothing brings it back.
    """

    service_id: str
    way: Reactivation | None
    demand_id: str | None = None
    term: Term | None = None
    period: Period | None = None
    price: Money | None = None

    @property
    def possible(self) -> bool:
        """Whether it can come back."""
        return self.way is not None and self.way.possible

    @property
    def total(self) -> Money | None:
        """What it costs with the fees; None while nothing is asked for, or one of the fees depends on the case."""
        fees = () if self.way is None or self.demand_id is not None else self.way.fees
        amounts = [fee.amount for fee in fees]
        if self.price is None or None in amounts:
            return None
        known = [self.price, *(amount for amount in amounts if amount is not None)]
        return total(known, currency=self.price.currency.code)


def reactivation(account: Account, service_id: str, book: Book, *, on: date, term: Term | None = None) -> BackQuote:
    """Return what it takes to bring a service back on a day, after the payments of that day.

    `term` is the one to be bought, by default the usual one of the service. Raises `NotFound` for an unknown service
    and where there is no price.
    """
    refuse(check_date("on", on))
    service = account.service(service_id)
    terms = book.policy(service.product_id, contract=service.policy).back
    if service.coverage.end is None:
        why = NOTHING_KEPT(service=service.id, state=service.state)
        return BackQuote(service_id=service.id, way=None, reasons=(why,))
    if terms is None:
        return BackQuote(service_id=service.id, way=None, reasons=(NO_TERMS(service=service.id),))
    way = _way(service, account, book, terms, on=on)
    if way.phase in (Phase.WORKING, Phase.GONE):
        return BackQuote(service_id=service.id, way=way, reasons=way.reasons)
    asked = None if way.phase is Phase.RECOVERABLE else _asked(service, account, way, on=on)
    if asked is not None:
        demand_id, price, why = asked
        return BackQuote(service_id=service.id, way=way, demand_id=demand_id, price=price, reasons=(*way.reasons, why))
    chosen = term or service.term
    wanted = tuple(renewal("back", service, account, book, on=on, term=chosen))
    return BackQuote(
        service_id=service.id,
        way=way,
        term=chosen,
        period=wanted[-1].period,
        price=total((each.price for each in wanted), currency=account.currency),
        reasons=(*way.reasons, *(reason for each in wanted for reason in each.reasons)),
    )


def _way(service: Service, account: Account, book: Book, terms: ReactivationTerms, *, on: date) -> Reactivation:
    since = service.changed_on or on
    last_day = last_day_back(service, account, book)
    phase = _PHASES[service.state]
    if phase is Phase.RECOVERABLE and last_day is not None and on > last_day:
        phase, since = Phase.GONE, last_day + timedelta(days=1)
    return coming_back(phase, since=since, last_day=last_day, end=service.ends_on, terms=terms, on=on)


_PHASES = {
    ServiceState.ORDERED: Phase.WORKING,
    ServiceState.ACTIVE: Phase.WORKING,
    ServiceState.SUSPENDED: Phase.SUSPENDED,
    ServiceState.DELETED: Phase.RECOVERABLE,
    ServiceState.PURGED: Phase.GONE,
}


def last_day_back(service: Service, account: Account, book: Book) -> date | None:
    """Return the last day on which a deleted service can be restored; None as long as no day is known."""
    if service.state is not ServiceState.DELETED or service.changed_on is None:
        return None
    part = _latest(service, account)
    demand = account.latest_demand(service.id)
    if part is not None and demand is not None and part.state is not PartState.PAID:
        stages = [stage for stage in part.schedule if stage.action is Action.PURGE]
        days = [planned(stage, part, service, due_on=demand.due_on, calendar=book.adverse_days) for stage in stages]
    else:
        policy = book.policy(service.product_id, contract=service.policy).explicit
        stages = [stage for stage in policy.stages if stage.action is Action.PURGE]
        days = [stage.day_from(service.changed_on, calendar=book.adverse_days) for stage in stages]
    return next((day - timedelta(days=1) for day in days if day is not None), None)


def _latest(service: Service, account: Account) -> Part | None:
    demand = account.latest_demand(service.id)
    return None if demand is None else demand.renewal_of(service.id)


def _asked(
    service: Service, account: Account, way: Reactivation, *, on: date
) -> tuple[str | None, Money | None, Reason] | None:
    """What brings a suspended service back without another order: nothing more, its debt, or its open call."""
    if on in service.coverage:
        return _owed(service, account, on=on) or (None, None, PAID_ALREADY(service=service.id, end=service.ends_on))
    asked = account.open_part(service.id)
    if asked is None or asked[0].document is None or way.fees:
        return None
    demand = asked[0]
    return demand.id, demand.missing, PAY_THAT(demand=demand.id, amount=demand.missing, service=service.id)


def _owed(service: Service, account: Account, *, on: date) -> tuple[str, Money, Reason] | None:
    """The debt whose payment brings back a service that runs on credit: one that is open, else one given up."""
    if not service.coverage.is_owed(on):
        return None
    debts = [each for each in account.demands if each.kind is Kind.DEBT]
    mine = [(debt, part) for debt in debts for part in debt.parts if part.service_id == service.id]
    for debt, part in mine:
        if part.state is PartState.OPEN:
            return debt.id, debt.missing, PAY_THAT(demand=debt.id, amount=debt.missing, service=service.id)
    for debt, part in reversed(mine):
        if part.state is PartState.WRITTEN_OFF:
            amount = total(
                (each.amounts.gross for each in debt.parts if each.state is part.state), currency=account.currency
            )
            return debt.id, amount, GIVEN_UP(demand=debt.id, amount=amount, service=service.id)
    return None


def is_to_be_restored(service: Service, account: Account) -> bool:
    """Tell whether a service is deleted although the last thing asked for it was paid, and nobody cancelled it."""
    part = _latest(service, account)
    deleted = service.state is ServiceState.DELETED and service.ending is None
    return deleted and part is not None and part.state is PartState.PAID


def restorations(account: Account, *, on: date) -> Iterator[Step]:
    """Yield the deleted services that were paid for in time to be restored."""
    for service in account.services:
        if is_to_be_restored(service, account):
            yield RestoreService(
                key=f"{service.id}/restore/{service.changed_on}",
                on=on,
                service_id=service.id,
                reasons=(RESTORE(service=service.id, since=service.changed_on, end=service.ends_on),),
            )

"""`apply`: what one more fact makes of an account. No policy is read here, so a replay never depends on the book."""

from collections.abc import Iterable

from attrs import evolve

from ..demands import ToInvoice
from ..dunning.policy import ISSUED
from ..errors import impossible
from ..money import Money, is_zero
from ..payments import Entry, Settlement, Wallet, fill, settle
from ..services import Cause, Grant, ServiceState
from .account import Account
from .facts import (
    AccountOpened,
    ChargeDeclined,
    CustomerChanged,
    DiscountGranted,
    EvidenceAdded,
    Fact,
    HoldPlaced,
    HoldReleased,
    InstrumentAdded,
    Intended,
    InvoiceIssued,
    NoticeSent,
    Ordered,
    PaymentReceived,
    ProformaIssued,
    RenewalSwitched,
    ServiceAdded,
    ServiceDeleted,
    ServicePurged,
    ServiceReactivated,
    ServiceSuspended,
    StepFailed,
    WalletApplied,
)


def replay(facts: Iterable[Fact]) -> Account:
    """Return the account that the facts made; the first must be `AccountOpened`.

    Raises `Impossible` for a fact that cannot follow the ones before it.
    """
    stream = iter(facts)
    opened = next(stream, None)
    if not isinstance(opened, AccountOpened):
        raise impossible("fact.first", "facts", type(opened).__name__, "does not open an account",
                         "begin with AccountOpened")  # fmt: skip
    account = Account(
        id=opened.id,
        customer=opened.customer,
        currency=opened.currency,
        opened_on=opened.on,
        wallet=Wallet(currency=opened.currency),
        instruments=opened.instruments,
        evidence=opened.evidence,
    )
    for fact in stream:
        account = apply(account, fact)
    return account


def apply(account: Account, fact: Fact) -> Account:  # noqa: C901, PLR0911, PLR0912  # one line a kind of fact
    """Return the account after a fact; a fact it already holds changes nothing.

    Raises `NotFound` or `Impossible`, the account given being unchanged.
    """
    account = _answered(account, fact)
    match fact:
        case StepFailed():
            return account
        case Intended(key=key):
            return evolve(account, intended=account.intended | {key})
        case CustomerChanged(customer=customer):
            return evolve(account, customer=customer)
        case ServiceAdded():
            return _service_added(account, fact)
        case EvidenceAdded():
            return _evidence_added(account, fact)
        case DiscountGranted():
            return _discount_granted(account, fact)
        case InstrumentAdded():
            return _instrument_added(account, fact)
        case RenewalSwitched():
            return _renewal_switched(account, fact)
        case HoldPlaced():
            return _hold_placed(account, fact)
        case HoldReleased():
            return _hold_released(account, fact)
        case Ordered():
            return _ordered(account, fact)
        case ProformaIssued():
            return _proforma_issued(account, fact)
        case NoticeSent():
            return _notice_sent(account, fact)
        case ChargeDeclined():
            return _charge_declined(account, fact)
        case PaymentReceived():
            return _payment_received(account, fact)
        case WalletApplied():
            return _wallet_applied(account, fact)
        case InvoiceIssued():
            return _invoice_issued(account, fact)
        case ServiceSuspended():
            return _service_suspended(account, fact)
        case ServiceReactivated():
            return _service_reactivated(account, fact)
        case ServiceDeleted():
            return _service_deleted(account, fact)
        case ServicePurged():
            return _service_purged(account, fact)
        case AccountOpened():
            raise impossible(
                "fact.reopened", "fact", fact.id, "opens an account that is open", "use replay for a new one"
            )


def _answered(account: Account, fact: Fact) -> Account:
    """A fact that answers a step ends the intention, whatever the answer was."""
    key = getattr(fact, "key", None)
    if isinstance(fact, Intended) or key not in account.intended:
        return account
    return evolve(account, intended=account.intended - {key})


# ------------------------------------------------------------------ what the customer and staff change


def _service_added(account: Account, fact: ServiceAdded) -> Account:
    if any(service.id == fact.service.id for service in account.services):
        return account
    return account.with_service(fact.service)


def _evidence_added(account: Account, fact: EvidenceAdded) -> Account:
    if fact.evidence in account.evidence:
        return account
    return evolve(account, evidence=(*account.evidence, fact.evidence))


def _discount_granted(account: Account, fact: DiscountGranted) -> Account:
    service = account.service(fact.service_id)
    if any(known.id == fact.discount.id for known in service.discounts):
        return account
    return account.with_service(evolve(service, discounts=(*service.discounts, fact.discount)))


def _instrument_added(account: Account, fact: InstrumentAdded) -> Account:
    others = tuple(known for known in account.instruments if known.id != fact.instrument.id)
    return evolve(account, instruments=(*others, fact.instrument))


def _renewal_switched(account: Account, fact: RenewalSwitched) -> Account:
    return account.with_service(evolve(account.service(fact.service_id), tacit=fact.tacit))


def _hold_placed(account: Account, fact: HoldPlaced) -> Account:
    if any(hold.id == fact.hold.id for hold in account.holds):
        return account
    return evolve(account, holds=(*account.holds, fact.hold))


def _hold_released(account: Account, fact: HoldReleased) -> Account:
    return evolve(account, holds=tuple(hold for hold in account.holds if hold.id != fact.hold_id))


def _ordered(account: Account, fact: Ordered) -> Account:
    if any(order.id == fact.order.id for order in account.orders) or any(
        demand.id == fact.order.id for demand in account.demands
    ):
        return account
    for line in fact.order.lines:
        account = _withdraw(account, line.service_id, fact, why="replaced by an order")
    return evolve(account, orders=(*account.orders, fact.order))


# ------------------------------------------------------------------ what the world did


def _proforma_issued(account: Account, fact: ProformaIssued) -> Account:
    if any(known.number == fact.proforma.number for known in account.proformas):
        return account
    demand = fact.demand
    for part in demand.open_parts:
        if part.done_on(ISSUED) is None:
            demand = demand.with_part(part.marked(ISSUED, on=fact.on))
    account = evolve(
        account,
        proformas=(*account.proformas, fact.proforma),
        orders=tuple(order for order in account.orders if order.id != demand.id),
    )
    # Nobody can pay nothing: a call that misses nothing, such as one of a price of zero, is filled by its issue.
    return _settled(account, fill(demand), fact, id=fact.key, why="left over")


def _notice_sent(account: Account, fact: NoticeSent) -> Account:
    demand = account.demand(fact.demand_id)
    part = demand.part(fact.part_id)
    if (fact.stage, fact.on) in part.marks:
        return account
    return account.with_demand(demand.with_part(part.marked(fact.stage, on=fact.on)))


def _charge_declined(account: Account, fact: ChargeDeclined) -> Account:
    """A charge is for the whole demand, so all its parts that knew this stage have had it."""
    demand = account.demand(fact.demand_id)
    for part in demand.open_parts:
        if any(stage.name == fact.stage for stage in part.schedule) and (fact.stage, fact.on) not in part.marks:
            demand = demand.with_part(evolve(part.marked(fact.stage, on=fact.on), declined=fact.why))
    return account.with_demand(demand)


def _payment_received(account: Account, fact: PaymentReceived) -> Account:
    payment = fact.payment
    if payment.id in account.payments:
        return account
    account = evolve(account, payments=account.payments | {payment.id})
    if fact.demand_id is None:
        return _to_wallet(account, payment.id, fact, amount=payment.amount, why="paid in")
    settled = settle(account.demand(fact.demand_id), payment.amount)
    return _settled(account, settled, fact, id=payment.id, why=f"more than {fact.demand_id} asked for")


def _wallet_applied(account: Account, fact: WalletApplied) -> Account:
    demand = account.demand(fact.demand_id)
    amount = demand.missing
    if is_zero(amount):
        return account
    wallet = account.wallet.spend(amount, id=fact.key, on=fact.on, why=f"for {demand.id}")
    return _settled(evolve(account, wallet=wallet), settle(demand, amount), fact, id=fact.key, why="left over")


def _invoice_issued(account: Account, fact: InvoiceIssued) -> Account:
    if any(known.number == fact.invoice.number for known in account.invoices):
        return account
    lines = {line.id for line in fact.invoice.content.lines}
    return evolve(
        account,
        invoices=(*account.invoices, fact.invoice),
        to_invoice=tuple(paid for paid in account.to_invoice if not lines.issuperset(paid.part_ids)),
    )


def _service_suspended(account: Account, fact: ServiceSuspended) -> Account:
    return _entered(account, fact, ServiceState.SUSPENDED, after=ServiceState.ACTIVE)


def _service_reactivated(account: Account, fact: ServiceReactivated) -> Account:
    return _entered(account, fact, ServiceState.ACTIVE, after=ServiceState.SUSPENDED)


def _service_deleted(account: Account, fact: ServiceDeleted) -> Account:
    if account.service(fact.service_id).state is ServiceState.DELETED:
        return account
    account = _entered(account, fact, ServiceState.DELETED, after=ServiceState.SUSPENDED)
    return _withdraw(account, fact.service_id, fact, why="deleted")


def _service_purged(account: Account, fact: ServicePurged) -> Account:
    return _entered(account, fact, ServiceState.PURGED, after=ServiceState.DELETED)


# ------------------------------------------------------------------ the rules they share

_ServiceFact = ServiceSuspended | ServiceReactivated | ServiceDeleted | ServicePurged


def _entered(account: Account, fact: _ServiceFact, state: ServiceState, *, after: ServiceState) -> Account:
    service = account.service(fact.service_id)
    if service.state is state:
        return account
    if service.state is not after:
        raise impossible("service.state", "service.state", service.state.value,
                         f"cannot become {state.value}", f"it must be {after.value} first")  # fmt: skip
    asked = account.open_part(service.id)
    if asked is not None and isinstance(fact, (ServiceSuspended, ServiceDeleted)):
        demand, part = asked
        account = account.with_demand(demand.with_part(part.marked(fact.stage, on=fact.on)))
    return account.with_service(service.entered(state, on=fact.on))


def _to_wallet(account: Account, id: str, fact: Fact, *, amount: Money, why: str) -> Account:  # noqa: A002
    if is_zero(amount):
        return account
    entry = Entry(id=f"{id}:wallet", on=fact.on, amount=amount, why=why)
    return evolve(account, wallet=account.wallet.put(entry))


def _settled(account: Account, settled: Settlement, fact: Fact, *, id: str, why: str) -> Account:  # noqa: A002
    """Take a settlement over: what was paid is granted and to be invoiced, what is left goes to the wallet."""
    account = account.with_demand(settled.demand)
    for part in settled.paid:
        service = account.service(part.service_id)
        grant = Grant(line_id=part.id, period=service.next_period(part.term), cause=Cause.PAID)
        account = account.with_service(service.granted(grant).after_use_of(part.discounts))
    if settled.paid:
        paid = ToInvoice(
            demand_id=settled.demand.id, part_ids=tuple(part.id for part in settled.paid), supplied_on=fact.on
        )
        account = evolve(account, to_invoice=(*account.to_invoice, paid))
    return _to_wallet(account, id, fact, amount=settled.surplus, why=why)


def _withdraw(account: Account, service_id: str, fact: Fact, *, why: str) -> Account:
    """Stop asking for a service: the rest of its demand is asked for anew, what was held for nothing is let go."""
    asked = account.open_part(service_id)
    if asked is None:
        return account
    demand = evolve(asked[0].withdrawn(service_id), document=None)
    return _settled(account, fill(demand), fact, id=f"{asked[1].id}:withdrawn", why=f"held for {service_id}, {why}")

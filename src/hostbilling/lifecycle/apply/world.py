"""What facts of the world make of an account: documents, mail, money, and what was done to services."""

from datetime import date

from attrs import evolve

from ...demands import Attempt, Demand, Kind, Part, PartState
from ...documents import Receipt, TopUpReceipt
from ...dunning.planned import planned
from ...dunning.policy import ISSUED
from ...dunning.retries import ABOUT_THE_INSTRUMENT, FOLLOW_UPS
from ...errors import impossible, not_found
from ...money import is_zero, least
from ...payments import fill, settle
from ...renewal import AccountEvent, AccountState, OrderEvent, next_state
from ...services import ServiceState
from ..account import Account
from ..facts import (
    ChargeDeclined,
    InvoiceIssued,
    NoticeSent,
    PaymentReceived,
    ProformaIssued,
    ServiceDeleted,
    ServicePurged,
    ServiceReactivated,
    ServiceRestored,
    ServiceSuspended,
    WalletApplied,
)
from ..pending_charges import ASKED
from .contracts import in_time
from .debts import debt_opened, fees_undone, owed_after_all
from .found_late import asked_as_before
from .giving_back import invoiced
from .letting_go import noted
from .passing_on import passed_on
from .settling import merged, settled, to_wallet, withdraw
from .unwinding import to_be_credited


def failed(account: Account, key: str, day: date) -> Account:
    """Remember on which day a step could last not be performed, so that it is not planned in a circle."""
    return evolve(account, failed=(*(pair for pair in account.failed if pair[0] != key), (key, day)))


def proforma_issued(account: Account, fact: ProformaIssued) -> Account:
    """Open the demand of a call, or give the one that is open its number."""
    if fact.proforma.content.currency != account.currency:
        raise impossible("proforma.currency", "proforma.currency", fact.proforma.content.currency,
                         f"is not {account.currency}", "apply the facts of this account only")  # fmt: skip
    known = next((demand for demand in account.demands if demand.id == fact.demand.id), None)
    account = evolve(account, proformas=(*account.proformas, fact.proforma))
    demand = merged(known, fact.demand, account)
    for part in demand.open_parts:
        if part.done_on(ISSUED) is None:
            demand = demand.with_part(part.marked(ISSUED, on=fact.on))
    account = evolve(account, orders=tuple(order for order in account.orders if order.id != demand.id))
    # Nobody can pay nothing: a call that misses nothing, such as one of a price of zero, is filled by its issue.
    return settled(account, fill(demand), on=fact.on, source=fact.key, why="left over")


def notice_sent(account: Account, fact: NoticeSent) -> Account:
    """Note the day on which a notice really went out; that of a debt is for all of it."""
    demand = account.demand(fact.demand_id)
    if demand.kind is Kind.DEBT:
        for part in demand.parts:
            demand = demand.with_part(part.marked(fact.stage, on=fact.on))
        return account.with_demand(demand)
    part = demand.part(fact.part_id)
    return account.with_demand(demand.with_part(part.marked(fact.stage, on=fact.on)))


def charge_declined(account: Account, fact: ChargeDeclined) -> Account:
    """Note a charge that brought no money, for all parts of its demand: it was for the whole."""
    account = _refused(_charged(account, fact.instrument_id, on=fact.on), fact)
    demand = account.demand(fact.demand_id)
    for part in demand.open_parts:
        if fact.stage == ASKED:
            attempt = Attempt(slot=fact.on, on=fact.on, instrument=fact.instrument_id, failed=fact.why)
            demand = demand.with_part(part.tried(attempt))
            continue
        stage = next((stage for stage in part.schedule if stage.name == fact.stage), None)
        if stage is None:
            continue
        slot = planned(stage, part, account.service(part.service_id), due_on=demand.due_on) or fact.on
        tried = part.tried(Attempt(slot=slot, on=fact.on, instrument=fact.instrument_id, failed=fact.why))
        demand = demand.with_part(tried.marked(fact.stage, on=fact.on))
    return account.with_demand(demand)


def _charged(account: Account, instrument_id: str | None, *, on: date) -> Account:
    """Note that an instrument was used, also in vain: a mandate lapses when it is not."""
    used = (each.charged(on) if each.id == instrument_id else each for each in account.instruments)
    return account if instrument_id is None else evolve(account, instruments=tuple(used))


def _refused(account: Account, fact: ChargeDeclined) -> Account:
    """Remember a refusal that is about the instrument: whatever it is to be charged for, it was refused before."""
    if fact.instrument_id is None or FOLLOW_UPS[fact.why] not in ABOUT_THE_INSTRUMENT:
        return account
    others = (each for each in account.refused if each.instrument != fact.instrument_id)
    attempt = Attempt(slot=fact.on, on=fact.on, instrument=fact.instrument_id, failed=fact.why)
    return evolve(account, refused=(*others, attempt))


def payment_received(account: Account, fact: PaymentReceived) -> Account:
    """Let money fill its demand; the same payment again changes nothing."""
    payment = fact.payment
    for known in account.payments:
        if known.id == payment.id:
            if known != payment:
                raise impossible("payment.otherwise", "payment.id", payment.id, f"was recorded with {known.amount}",
                                 "give another payment another id")  # fmt: skip
            return account
    account = _charged(account, fact.instrument_id, on=fact.on)
    account = in_time(account, fact.demand_id, on=fact.on)
    if any(order.id == fact.demand_id for order in account.orders):
        raise not_found("demand", fact.demand_id, "issue the call that the plan has for this order first")
    if fact.demand_id is not None:
        account = asked_as_before(account, account.demand(fact.demand_id), payment.amount, on=fact.on)
        account = owed_after_all(account, account.demand(fact.demand_id), payment.amount)
    demand = None if fact.demand_id is None else account.demand(fact.demand_id)
    state = account.state
    if state in (AccountState.TRIAL, AccountState.CANCELLED_TRIAL):
        state = next_state(state, AccountEvent.FIRST_PAYMENT)
    account = evolve(account, payments=(*account.payments, payment), state=state)
    if demand is not None:
        account = evolve(account, put_to=(*account.put_to, (payment.id, demand.id)))
    if demand is None:
        return to_wallet(account, payment.amount, source=payment.id, on=fact.on, why="paid in", terms=fact.terms)
    found = settle(demand, payment.amount)
    account = settled(
        account,
        found,
        on=fact.on,
        source=payment.id,
        why=f"more than {demand.id} asked for",
        by_silence=fact.key is not None and account.renews_by_silence(demand),
    )
    account = fees_undone(account, account.demand(demand.id), known=fact.known)
    return passed_on(account, payment.id, demand, on=fact.on)


def wallet_applied(account: Account, fact: WalletApplied) -> Account:
    """Let the wallet pay what a demand misses now."""
    account = in_time(account, fact.demand_id, on=fact.on)
    demand = account.demand(fact.demand_id)
    amount = demand.missing if fact.amount is None else least(fact.amount, demand.missing)
    if is_zero(amount):
        return account
    wallet = account.wallet.spend(amount, id=fact.key, on=fact.on, why=f"for {demand.id}", order=fact.order)
    account = evolve(account, wallet=wallet, put_to=(*account.put_to, (fact.key, demand.id)))
    account = noted(account, demand.id, fact.key)
    return settled(
        account,
        settle(demand, amount),
        on=fact.on,
        source=fact.key,
        why="left over",
        by_silence=account.renews_by_silence(demand),
    )


def invoice_issued(account: Account, fact: InvoiceIssued) -> Account:
    """Keep the invoice; what it bills is invoiced, or owed."""
    if fact.demand is not None:
        return debt_opened(account, fact, fact.demand)
    lines = {line.id for line in fact.invoice.content.lines}
    _refuse_unpaid(account, lines)
    account = evolve(
        account,
        invoices=(*account.invoices, fact.invoice),
        to_invoice=tuple(paid for paid in account.to_invoice if not lines.issuperset(paid.part_ids)),
    )
    account = invoiced(account, on=fact.on)
    went_back = [part.id for d in account.demands for part in d.parts if part.state is PartState.REVERSED]
    return to_be_credited(account, lines.intersection(went_back), on=fact.on, why="its payment went back")


def _refuse_unpaid(account: Account, lines: set[str]) -> None:
    """Refuse an invoice upon payment for what nobody ever paid: its payment would be invoiced a second time."""
    paid = {demand_id for _, demand_id in account.put_to}
    for demand in account.demands:
        for part in demand.open_parts:
            if part.id in lines and demand.kind is Kind.CALL and demand.id not in paid:
                raise impossible("invoice.unpaid", "invoice.lines", part.id, "was not paid",
                                 "record the payment before its invoice")  # fmt: skip


def service_suspended(account: Account, fact: ServiceSuspended) -> Account:
    """Note that a service stopped."""
    return _entered(account, fact, ServiceState.SUSPENDED, after=ServiceState.ACTIVE)


def service_reactivated(account: Account, fact: ServiceReactivated) -> Account:
    """Note that a service works again."""
    return _entered(account, fact, ServiceState.ACTIVE, after=ServiceState.SUSPENDED)


def service_deleted(account: Account, fact: ServiceDeleted) -> Account:
    """Note that a service is gone: nothing asks for it any more."""
    if account.service(fact.service_id).is_gone:
        return account
    account = _entered(account, fact, ServiceState.DELETED, after=ServiceState.SUSPENDED)
    return withdraw(account, fact.service_id, on=fact.on, why="deleted", event=OrderEvent.LAPSED)


def service_restored(account: Account, fact: ServiceRestored) -> Account:
    """Note that a deleted service works again."""
    return _entered(account, fact, ServiceState.ACTIVE, after=ServiceState.DELETED)


def service_purged(account: Account, fact: ServicePurged) -> Account:
    """Note that nothing of a service is left: what asks for it to be brought back asks no more."""
    account = _entered(account, fact, ServiceState.PURGED, after=ServiceState.DELETED)
    return withdraw(account, fact.service_id, on=fact.on, why="purged", event=OrderEvent.LAPSED)


_ServiceFact = ServiceSuspended | ServiceReactivated | ServiceRestored | ServiceDeleted | ServicePurged


def _entered(account: Account, fact: _ServiceFact, state: ServiceState, *, after: ServiceState) -> Account:
    service = account.service(fact.service_id)
    if service.state is state:
        return account
    cancelled = service.ending is not None and fact.on >= service.ending and state is ServiceState.DELETED
    if service.state is not after and not (cancelled and service.state is ServiceState.ACTIVE):
        raise impossible("service.state", "service.state", service.state.value,
                         f"cannot become {state.value}", f"it must be {after.value} first")  # fmt: skip
    if isinstance(fact, (ServiceSuspended, ServiceDeleted)):
        asked = _asking(account, service.id, fact.key)
        if asked is not None:
            demand, part = asked
            account = account.with_demand(demand.with_part(part.marked(fact.stage, on=fact.on)))
    return account.with_service(service.entered(state, on=fact.on))


def _asking(account: Account, service_id: str, key: str) -> tuple[Demand, Part] | None:
    """The part whose step the key names: a service may end for a debt as well as for a call."""
    for demand in account.debts:
        for part in demand.parts:
            if key.startswith(f"{part.id}/"):
                return demand, part
    return account.open_part(service_id)


def receipt_issued(account: Account, receipt: Receipt | TopUpReceipt) -> Account:
    """Keep the receipt."""
    return evolve(account, receipts=(*account.receipts, receipt))

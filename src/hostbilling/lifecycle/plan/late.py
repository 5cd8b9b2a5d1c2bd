"""What being late costs: fees once for a step, interest and the fixed sum of the law once a debt was paid too late.

Debts only, on the principal only: what is a fee or interest itself bears neither. Reminder fees go through the caps of
the customer's law.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from ...catalog import SupplyKind
from ...decision import Reason, ReasonCode
from ...demands import Action, Bill, Billable, BillableKind, Demand, Kind, PartState
from ...dunning import (
    Channel,
    Fee,
    Interest,
    LateCosts,
    NeedsRates,
    Paid,
    Reminder,
    delay,
    fixed_sum,
    free_period,
    interest,
    late_fee,
    reminder_fee,
)
from ...dunning.fees import LateFee
from ...dunning.gates import HELD
from ...money import is_zero, least
from ...periods import PlainCalendar
from ..account import Account
from ..apply.settling import PAID
from ..book import Book
from ..steps import Blockage, ChargeFee, Step
from .quote import debts_of

INTEREST = ReasonCode("lifecycle.late_interest", "{demand} was due on {due} and paid on {paid}: {amount} of interest.")


def late_charges(account: Account, book: Book, *, on: date) -> Iterator[Step | Blockage]:
    """Yield the fees and the interest to be charged on a day, and the interest that lacks a rate."""
    for demand in account.debts:
        policy = _costs(demand, account, book)
        if policy is None:
            continue
        for fee in policy.fees:
            yield from _fee(fee, demand, account, policy, book, on=on)
        yield from _by_law(demand, account, policy, book, on=on)


def without_fee(reminder: str, demand: Demand, account: Account, book: Book, *, on: date) -> tuple[Reason, ...]:
    """Return why a reminder of a debt, sent on a day, is not charged although the policy has a fee for it."""
    policy = _costs(demand, account, book) if demand.kind is Kind.DEBT else None
    fee = None if policy is None else next((fee for fee in policy.fees if fee.step == reminder), None)
    if policy is None or fee is None:
        return ()
    wanted = late_fee(fee, demand, on=on, rounding=book.rounding, charged=account.fees, besides=account.fees)
    if not wanted.is_owed:
        return wanted.reasons
    allowed = _capped(wanted, fee, demand, account, agreed=policy.fees_agreed, book=book, on=on)
    return () if allowed.is_owed else allowed.reasons[len(wanted.reasons) :]


def _costs(demand: Demand, account: Account, book: Book) -> LateCosts | None:
    """What being late with a debt costs: as it was at its issue, by the book where that is not known."""
    owed = debts_of(account.service(demand.parts[0].service_id), book)
    return dict(account.costs).get(demand.id, None if owed is None else owed.costs)


def _fee(
    fee: LateFee, demand: Demand, account: Account, policy: LateCosts, book: Book, *, on: date
) -> Iterator[Step | Blockage]:
    done = [day for part in demand.open_parts if (day := part.done_on(fee.step)) is not None]
    if not done:
        return
    found = late_fee(fee, demand, on=on, rounding=book.rounding, charged=account.fees, besides=account.fees)
    if found.is_owed:
        found = _capped(found, fee, demand, account, agreed=policy.fees_agreed, book=book, on=max(done))
    service_id = demand.parts[0].service_id
    held = tuple(HELD(stage=found.key, why=hold.why) for hold in account.holds if hold.covers(service_id, on=on))
    if found.is_owed and held:
        yield Blockage(service_id=service_id, what=found.key, reasons=held)
    elif found.is_owed:
        yield _charge(found.key, f"Late fee, {demand.document}", found, demand, SupplyKind.DAMAGES, on=on)


def _capped(found: Fee, fee: LateFee, demand: Demand, account: Account, *, agreed: bool, book: Book, on: date) -> Fee:
    """The fee for a reminder as the law of the customer allows it; other steps are no reminders."""
    stages = demand.parts[0].schedule
    notices = [stage.name for stage in stages if stage.action is Action.NOTIFY]
    if fee.step not in notices:
        return found
    number = notices.index(fee.step) + 1
    before = [day for name in notices[: number - 1] if (day := demand.parts[0].done_on(name)) is not None]
    steps = {f"{demand.id}/{name}/fee" for name in notices}
    country, customer = account.customer.address.country, account.customer.kind
    free = free_period(
        country,
        customer=customer,
        sent_on=min(before, default=on),
        channel=Channel.ELECTRONIC,
        overlay=book.late_law.reminders,
    )
    reminder = Reminder(
        number=number,
        on=on,
        last_on=max(before, default=None),
        charged=len(steps & set(account.fees)),
        agreed=agreed,
        costs_from=free.costs_from,
    )
    allowed = reminder_fee(
        demand, found.amount, reminder=reminder, country=country, customer=customer, overlay=book.late_law.reminders
    )
    return Fee(
        key=found.key,
        amount=least(found.amount, allowed.amount),
        reasons=(*found.reasons, *allowed.reasons),
        findings=allowed.findings,
    )


def _by_law(demand: Demand, account: Account, policy: LateCosts, book: Book, *, on: date) -> Iterator[Step | Blockage]:
    """Yield the interest of a debt that was paid too late, and the fixed sum, which needs no rate."""
    paid = [day for part in demand.parts if part.state is PartState.PAID and (day := part.done_on(PAID)) is not None]
    until = max(paid, default=demand.due_on)
    if policy.interest is None or demand.is_open or until <= demand.due_on:
        return
    customer = account.customer
    terms = book.late_law.terms(customer.address.country, customer=customer.kind, on=demand.due_on)
    working = book.adverse_days or PlainCalendar()
    since = delay(terms, agreed_due=demand.due_on, received_on=demand.issued_on, calendar=working).since
    if since is None or until < since:
        return
    if f"{demand.id}/interest" not in account.fees:
        paid_before = [each for each in _paid(demand, account) if each.on < until]
        found = interest(
            demand,
            terms=terms,
            policy=policy.interest,
            since=since,
            until=until,
            rates=book.reference_rates,
            paid=paid_before,
            besides=account.fees,
        )
        yield from _interest(found, demand, until, on=on)
    fixed = fixed_sum(demand, terms=terms, charged=account.fees, besides=account.fees)
    if fixed.is_owed:
        text = f"Fixed sum for late payment, {demand.document}"
        yield _charge(fixed.key, text, fixed, demand, SupplyKind.DAMAGES, on=on)


def _interest(found: Interest | NeedsRates, demand: Demand, paid_on: date, *, on: date) -> Iterator[Step | Blockage]:
    if isinstance(found, NeedsRates):
        yield Blockage(service_id=demand.id, what="late interest", reasons=found.reasons)
    elif not is_zero(found.total):
        said = INTEREST(demand=demand.id, due=demand.due_on, paid=paid_on, amount=str(found.total))
        fee = Fee(
            key=f"{demand.id}/interest", amount=found.total, reasons=(said, *found.reasons), findings=found.findings
        )
        yield _charge(fee.key, f"Late interest, {demand.document}", fee, demand, SupplyKind.LATE_INTEREST, on=on)


def _paid(demand: Demand, account: Account) -> Iterator[Paid]:
    """The payments that came for a debt, by their value dates; what the wallet gave counts from its own day."""
    sources = {source for source, demand_id in account.put_to if demand_id == demand.id}
    for payment in account.payments:
        if payment.id in sources:
            yield Paid(on=payment.received_on, amount=payment.amount)


def _charge(key: str, text: str, fee: Fee, demand: Demand, supply: SupplyKind, *, on: date) -> ChargeFee:
    billable = Billable(
        id=key,
        service_id=demand.parts[0].service_id,
        kind=BillableKind.FEE,
        description=text,
        delivered_on=on,
        quantity=Decimal(1),
        unit="C62",
        unit_price=fee.amount,
    )
    bill = Bill(id=key, billables=(billable,), supply=supply)
    return ChargeFee(key=key, on=on, demand_id=demand.id, bill=bill, amount=fee.amount, reasons=fee.reasons)

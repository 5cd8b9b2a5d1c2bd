"""Debts: opened by an invoice, made larger by fees, given up."""

from datetime import date

from attrs import evolve

from ...demands import Bill, Demand, Kind, PartState, ToCredit
from ...dunning.policy import ISSUED
from ...money import Money
from ...payments import fill, settle
from ...services import Cause
from ..account import Account
from ..facts import DebtWrittenOff, FeeCharged, InvoiceIssued, WorkBilled
from .settling import PAID, granted, out_of, withdraw


def is_billed(account: Account, bill: Bill) -> bool:
    """Tell whether this work is invoiced, or waits for its invoice."""
    return bill.id in {*(each.id for each in account.to_bill), *(demand.id for demand in account.demands)}


def work_billed(account: Account, fact: WorkBilled) -> Account:
    """Remember what is to be invoiced, once."""
    return account if is_billed(account, fact.bill) else evolve(account, to_bill=(*account.to_bill, fact.bill))


def fee_charged(account: Account, fact: FeeCharged) -> Account:
    """Remember the fee, and that it is to be invoiced."""
    account.demand(fact.demand_id)
    return evolve(account, to_bill=(*account.to_bill, fact.bill), fees=(*account.fees, fact.bill.id))


def debt_opened(account: Account, fact: InvoiceIssued, demand: Demand) -> Account:
    """Open the debt of an invoice; the call it replaces is asked for no more, its term is granted on credit.

    A call that was paid while the invoice was on its way stands, and the invoice is credited.
    """
    to_bill = tuple(bill for bill in account.to_bill if bill.id != demand.id)
    account = evolve(account, invoices=(*account.invoices, fact.invoice), to_bill=to_bill)
    if fact.instead_of is not None:
        (part,) = demand.parts
        asked = account.open_part(part.service_id)
        if asked is None or asked[1].id != fact.instead_of:
            why = "the call it replaced was settled meanwhile"
            credit = ToCredit(id=f"{demand.id}:crossed", invoice_number=fact.invoice.number, why=why, on=fact.on)
            return evolve(account, to_credit=(*account.to_credit, credit))
        account = withdraw(account, part.service_id, on=fact.on, why="owed by an invoice")
    demand = evolve(demand, document=fact.invoice.number, issued_on=fact.invoice.issued_on, due_on=fact.invoice.due_on)
    for part in demand.parts:
        demand = demand.with_part(part.marked(ISSUED, on=demand.issued_on))
        account = granted(account, part, on=fact.on, concluded=fact.on, by_silence=True, cause=Cause.INVOICED)
    if fact.costs is not None:
        account = evolve(account, costs=(*account.costs, (demand.id, fact.costs)))
    return account.with_demand(demand)


def owed_after_all(account: Account, demand: Demand, amount: Money) -> Account:
    """Ask again for a debt that was given up, where an amount pays all that was: the money is for what it names."""
    given_up = [part for part in demand.parts if part.state is PartState.WRITTEN_OFF]
    again = demand
    for part in given_up:
        again = again.with_part(evolve(part, state=PartState.OPEN))
    filled = {part.id for part in settle(again, amount).paid}
    return account.with_demand(again) if given_up and filled.issuperset(part.id for part in given_up) else account


def fees_undone(account: Account, demand: Demand, *, known: date) -> Account:
    """Take back the fees for steps that would not have come, had the payments of a debt been matched on their day.

    What is not invoiced yet is not invoiced any more; an invoice is credited.
    """
    if demand.kind is not Kind.DEBT or demand.is_open or any(part.done_on(PAID) is None for part in demand.parts):
        return account
    sources = {source for source, demand_id in account.put_to if demand_id == demand.id}
    days = [payment.received_on for payment in account.payments if payment.id in sources]
    days += [day for part in demand.parts if (day := part.done_on(PAID)) is not None]
    marks = {name: day for part in demand.parts for name, day in part.marks}
    undue = {f"{demand.id}/{name}/fee" for name, day in marks.items() if max(days) <= day} & set(account.fees)
    to_bill = tuple(bill for bill in account.to_bill if bill.id not in undue)
    account = evolve(account, to_bill=to_bill)
    for fee in account.demands:
        if fee.id in undue and fee.document is not None:
            why = f"{demand.document} was paid in time"
            credit = ToCredit(id=f"{fee.id}:undue", invoice_number=fee.document, why=why, on=known)
            account = evolve(account, to_credit=(*account.to_credit, credit))
    return account


def debt_written_off(account: Account, fact: DebtWrittenOff) -> Account:
    """Close a debt that is given up; what was held for it goes to the wallet."""
    demand = account.demand(fact.demand_id)
    for part in demand.open_parts:
        demand = demand.written_off(part.id)
    found = fill(demand)
    account = account.with_demand(found.demand)
    why, lot = f"held for {demand.id}, given up", f"{fact.key}:wallet"
    return out_of(account, found.demand, found.surplus, lot=lot, first=fact.key, on=fact.on, why=why)

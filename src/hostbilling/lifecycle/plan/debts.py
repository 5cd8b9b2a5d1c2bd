"""Debts: the invoices that go out before they are paid.

A debt never lapses with its service. It comes from work that is billed, from a fee, or from a tacit renewal whose
charge failed where the policy owes such renewals; by default they lapse. Days granted on credit are not paid for.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from attrs import evolve

from ...decision import ReasonCode
from ...demands import Action, Bill, Billable, BillableKind, Demand, Grants, Kind, Part, Stage
from ...documents import Basis, DraftInvoice, Item, Line, LineKind, call_again, check, price_lines
from ...documents.units import HOUR, KNOWN, ONE
from ...dunning import LateCosts
from ...money import zero
from ...parties import Role
from ...periods import Period, Term
from ...services import Service, ServiceState
from ...vat import Undetermined, VatDecision
from ..account import Account
from ..apply.asked import lines_of, proforma_of
from ..book import Book
from ..steps import Blockage, IssueInvoice, Step
from .due import due_of
from .in_flight import in_flight
from .quote import buyer_of, debts_of, vat
from .stated import stated

BILLED = ReasonCode("lifecycle.billed", "{bill} is invoiced tonight, payable within {days} days.")
NOW_OWED = ReasonCode(
    "lifecycle.now_owed", "{service} renewed tacitly and its charge failed: by policy the term is owed."
)
OFF = ReasonCode(
    "lifecycle.off_not_owed",
    "{service} is off since {since}: nothing is invoiced for what does not work, unless ordered.",
)
VAT_OPEN = ReasonCode("lifecycle.invoice_vat_open", "VAT of {bill} cannot be determined: {problem}.")
_DAY = Term.days(1)
_KINDS = {
    BillableKind.CALL_OUT: LineKind.CALL_OUT,
    BillableKind.SETUP: LineKind.SETUP,
    BillableKind.USAGE: LineKind.USAGE,
    BillableKind.FEE: LineKind.FEE,
}


def debts(account: Account, book: Book, *, on: date) -> Iterator[Step | Blockage]:
    """Yield the invoices that open a debt."""
    for bill in account.to_bill:
        if all(debts_of(account.service(each.service_id), book) is not None for each in bill.billables):
            yield _bill(bill, account, book, on=on)
    for service in account.services:
        asked = account.open_part(service.id)
        if asked is None or not _is_owed(*asked, service, account, book, on=on):
            continue
        if service.state is not ServiceState.ACTIVE:
            said = OFF(service=service.id, since=service.changed_on)
            yield Blockage(service_id=service.id, what="invoice", reasons=(said,))
            continue
        tonight = due_of(asked, service, account, book, on=on).due
        if not any(stage.action is Action.CHARGE for stage in tonight.stages):  # its answer comes first
            yield _owed(*asked, account, book, on=on)


def becomes_debt(demand: Demand, part: Part, account: Account, book: Book, *, on: date) -> bool:
    """Tell whether a part of a call is owed from a day on: renewed tacitly, charged in vain, at its end, by policy.

    Not while anything holds it, a dispute above all, or money is on its way, and not for a service that is off.
    """
    service = account.service(part.service_id)
    return service.state is ServiceState.ACTIVE and _is_owed(demand, part, service, account, book, on=on)


def owes_renewals(service: Service, book: Book) -> bool:
    """Tell whether a renewal that was charged in vain is owed, by agreement and policy."""
    return service.tacit and book.policy(service.product_id, contract=service.policy).owed


def _is_owed(demand: Demand, part: Part, service: Service, account: Account, book: Book, *, on: date) -> bool:
    failed = demand.document is not None and bool(part.attempts)
    held = any(hold.covers(service.id, on=on) for hold in account.holds)
    come = owes_renewals(service, book) and failed and on >= part.period.start
    return come and not held and not in_flight(demand, account, book, on=on)


def _bill(bill: Bill, account: Account, book: Book, *, on: date) -> Step | Blockage:
    decisions = {
        each.service_id: vat(each.service_id, account, book, on=each.delivered_on, supply=bill.supply)
        for each in bill.billables
    }
    for decision in decisions.values():
        if isinstance(decision, Undetermined):
            reasons = (VAT_OPEN(bill=bill.id, problem=decision.problem.value), *decision.reasons)
            return Blockage(service_id=bill.id, what="invoice", reasons=reasons)
    items = [
        _item(each, decision)
        for each in bill.billables
        if isinstance(decision := decisions[each.service_id], VatDecision)
    ]
    lines = price_lines(items, gross=book.catalog.gross, rounding=book.rounding)
    parts = tuple(
        Part(
            id=line.id,
            service_id=line.service_id,
            term=_DAY,
            period=line.period,
            amounts=line.amounts,
            schedule=_stages(line.service_id, account, book),
            grants=Grants.NOTHING,
        )
        for line in lines
    )
    demand = _debt(bill.id, parts, account, book, on=on)
    supplied = max(each.delivered_on for each in bill.billables)
    draft = _draft(demand, lines, account, book, supplied_on=supplied, basis=Basis.ORDER)
    said = BILLED(bill=bill.id, days=book.invoice_due_days)
    return IssueInvoice(
        key=f"{bill.id}/invoice",
        on=on,
        draft=draft,
        to=draft.customer.recipient(Role.BILLING),
        demand=demand,
        costs=_costs(demand, account, book),
        findings=check(draft, issued_on=on),
        reasons=(said,),
    )


def _item(billable: Billable, decision: VatDecision) -> Item:
    unit = {"hour": HOUR}.get(billable.unit, billable.unit)
    return Item(
        id=billable.id,
        service_id=billable.service_id,
        description=billable.description,
        period=Period(billable.delivered_on, billable.delivered_on + timedelta(days=1)),
        price=billable.unit_price,
        vat=decision,
        quantity=Decimal(billable.quantity),
        unit=unit if unit in KNOWN else ONE,
        kind=_KINDS[billable.kind],
    )


def _owed(call: Demand, part: Part, account: Account, book: Book, *, on: date) -> Step | Blockage:
    asked = lines_of(account, call, [part.id])
    (alone,) = call_again(proforma_of(account, call.id), asked, due_on=call.due_on).lines
    line = evolve(alone, id=f"{part.id}/owed", period=account.service(part.service_id).next_period(part.term))
    owed = evolve(
        part,
        id=line.id,
        period=line.period,
        amounts=line.amounts,
        schedule=_stages(part.service_id, account, book),
        marks=(),
        attempts=(),
        grants=Grants.PERIOD,
    )
    demand = _debt(line.id, (owed,), account, book, on=on)
    draft = _draft(demand, (line,), account, book, supplied_on=on, basis=Basis.PERIOD)
    return IssueInvoice(
        key=f"{line.id}/invoice",
        on=on,
        draft=draft,
        to=draft.customer.recipient(Role.BILLING),
        demand=demand,
        costs=_costs(demand, account, book),
        findings=check(draft, issued_on=on),
        instead_of=part.id,
        reasons=(NOW_OWED(service=part.service_id),),
    )


def _stages(service_id: str, account: Account, book: Book) -> tuple[Stage, ...]:
    policy = debts_of(account.service(service_id), book)
    return () if policy is None else policy.stages


def _costs(demand: Demand, account: Account, book: Book) -> LateCosts | None:
    """What being late costs is one thing for a debt: that of the first service on its invoice."""
    policy = debts_of(account.service(demand.parts[0].service_id), book)
    return None if policy is None else policy.costs


def _debt(id_: str, parts: tuple[Part, ...], account: Account, book: Book, *, on: date) -> Demand:
    due_on = on + timedelta(days=book.invoice_due_days)
    return Demand(id=id_, kind=Kind.DEBT, parts=parts, issued_on=on, due_on=due_on, held=zero(account.currency))


def _draft(
    demand: Demand,
    lines: tuple[Line, ...],
    account: Account,
    book: Book,
    *,
    supplied_on: date,
    basis: Basis,
) -> DraftInvoice:
    draft = DraftInvoice(
        demand_id=demand.id,
        seller=book.seller,
        customer=buyer_of([line.service_id for line in lines], account),
        currency=account.currency,
        lines=lines,
        supplied_on=supplied_on,
        due_days=book.invoice_due_days,
        basis=basis,
        particulars=book.papers.particulars,
        cut_over=book.papers.cut_over,
    )
    return stated(draft, book, on=supplied_on)

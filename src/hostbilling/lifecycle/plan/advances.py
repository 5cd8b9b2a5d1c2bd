"""Advances: what a call holds is invoiced when it comes, where the book taxes it at once, and credited as it goes.

Directive 2006/112/EC, articles 65, 90 and 220(1)(5). Together the advances of a demand, less their credit notes, are
what it holds, whatever moved the money: a night evens out the difference, so no fact has to say it.
"""

from collections.abc import Iterator
from datetime import date

from attrs import evolve, frozen

from ...decision import ReasonCode
from ...demands import Demand, Kind, ToCredit
from ...documents import DraftInvoice, Invoice, Prepaid, Ref, advance_lines, check, creditable, ref_of
from ...documents import Kind as Link
from ...money import Money, greatest, is_negative, is_zero, least, negate, subtract, total, zero
from ...parties import Role
from ...payments.topping_up import TAXED_AT_ONCE
from ..account import Account
from ..apply.asked import lines_of, proforma_of
from ..book import Book
from ..steps import IssueCreditNote, IssueInvoice
from .credits import draft_of
from .paid_with import payments_named, sources
from .quote import buyer_of, vat_when_paid
from .stated import stated

ADVANCE = ReasonCode("lifecycle.advance", "{amount} for {demand}, received on {paid}, are held: VAT is due on them.")
ADVANCE_OVER = ReasonCode("lifecycle.advance_over", "The advance {invoice} for {demand} is credited, {amount}: {why}.")
_KEY = "/advance/"


@frozen(kw_only=True)
class Standing:
    """An advance, and what no credit note took back of it yet, VAT included."""

    invoice: Invoice
    left: Money


def standing(account: Account, demand_id: str) -> tuple[Standing, ...]:
    """Return the advances of a demand that are not credited in full, oldest first."""
    found: list[Standing] = []
    for invoice in account.invoices:
        if invoice.content.demand_id == demand_id and invoice.content.is_advance:
            lines = creditable(invoice, notes=account.notes_of(invoice.number))
            left = total((each.left.gross for each in lines), currency=account.currency)
            found += [] if is_zero(left) else [Standing(invoice=invoice, left=left)]
    return tuple(found)


def advances(account: Account, book: Book, *, on: date) -> Iterator[IssueInvoice | IssueCreditNote]:
    """Yield what brings the advances of every call to what it holds; a debt has its invoice before its money.

    An advance stands until the invoice of what its money bought is there, so that VAT on it is never out of the books.
    A book that takes deposits issues none any more, and credits those it finds.
    """
    billed = {each.content.demand_id for each in account.invoices if each.content.is_advance}
    to_invoice = {paid.demand_id for paid in account.to_invoice}
    for demand in account.demands:
        if demand.kind is Kind.DEBT or (is_zero(demand.held) and demand.id not in billed):
            continue
        there = standing(account, demand.id)
        more = subtract(demand.held, total((each.left for each in there), currency=account.currency))
        over = () if demand.id in to_invoice else tuple(_over(negate(more), there, demand, account))
        if over:
            why = _why(more, demand, account)
            yield from (_credited(each, amount, demand, account, book, why=why, on=on) for each, amount in over)
        elif book.partial in TAXED_AT_ONCE and more.amount > 0:
            for money in _received(more, there, demand, account):
                yield _issued(money, demand, account, book, on=on)


def _received(more: Money, there: tuple[Standing, ...], demand: Demand, account: Account) -> list[Prepaid]:
    """Where money that is held came from: the latest first, but last what went back."""
    gone = {each.of for each in account.gone_back}
    latest = reversed([*sources(account, demand.id)])
    found: list[Prepaid] = []
    for each in sorted(latest, key=lambda each: each.reference in gone):
        advanced = (known.left for known in there if _source(known.invoice) == each.reference)
        amount = least(more, subtract(each.amount, total(advanced, currency=account.currency)))
        if not is_zero(amount):
            found.append(evolve(each, amount=amount))
            more = subtract(more, amount)
    return found[::-1]


def _source(advance: Invoice) -> str:
    (money,) = advance.content.prepaid
    return money.reference


def _issued(money: Prepaid, demand: Demand, account: Account, book: Book, *, on: date) -> IssueInvoice:
    proforma = proforma_of(account, demand.id)
    lines = lines_of(account, demand, [part.id for part in demand.open_parts])
    before = [each for each in account.invoices if each.content.is_advance and _source(each) == money.reference]
    key = f"{money.reference}{_KEY}{len(before) + 1}"
    buyer = buyer_of([line.service_id for line in lines], account)
    draft = DraftInvoice(
        demand_id=demand.id,
        proforma_number=proforma.number,
        seller=book.seller,
        customer=buyer,
        currency=account.currency,
        lines=advance_lines(
            money.amount,
            lines,
            [vat_when_paid(line, account, book, on=money.on) for line in lines],
            key=key,
            rounding=book.rounding,
        ),
        supplied_on=money.on,
        due_days=book.invoice_due_days,
        particulars=book.papers.particulars,
        cut_over=book.papers.cut_over,
        prepaid=(money,),
        follows=(ref_of(proforma), *payments_named([money])),
    )
    draft = stated(draft, book, on=money.on)
    return IssueInvoice(
        key=key,
        on=on,
        draft=draft,
        to=buyer.recipient(Role.BILLING),
        findings=check(draft, issued_on=on),
        reasons=(ADVANCE(amount=money.amount, demand=demand.id, paid=money.on),),
    )


def _over(
    less: Money, there: tuple[Standing, ...], demand: Demand, account: Account
) -> Iterator[tuple[Standing, Money]]:
    """Yield what to credit: all of an advance for what is asked no more, then as much as is missing of `less`.

    That is taken from advances whose money went back, then from the latest.
    """
    open_, gone = {part.id for part in demand.open_parts}, {each.of for each in account.gone_back}
    past = [not open_.issuperset(_parts(each.invoice)) for each in there]
    back = [_source(each.invoice) in gone for each in there]
    for place in sorted(range(len(there)), key=lambda place: (past[place], back[place], place), reverse=True):
        left = there[place].left
        amount = left if past[place] else least(greatest(less, zero(account.currency)), left)
        less = subtract(less, amount)
        if not is_zero(amount):
            yield there[place], amount


def _parts(advance: Invoice) -> set[str]:
    """The ids of the parts it is for: those of its lines without the key before them."""
    before = f"{_source(advance)}{_KEY}"
    return {line.id.removeprefix(before).partition("/")[2] for line in advance.content.lines}


def _why(more: Money, demand: Demand, account: Account) -> tuple[str, Ref | None]:
    """Why advances are credited, and the invoice that bills what they were for, unless a note names it already."""
    named = {ref.key for note in account.credit_notes for ref in note.content.follows}
    for invoice in reversed(account.invoices):
        own = ref_of(invoice)
        if invoice.content.demand_id == demand.id and Link.INVOICE in {ref.kind for ref in invoice.content.follows}:
            if own.key not in named:
                return f"{own.number} bills what it was for", own
            break
    return ("its money is held no more" if is_negative(more) else "what it was for is not asked any more"), None


def _credited(
    each: Standing,
    amount: Money,
    demand: Demand,
    account: Account,
    book: Book,
    *,
    why: tuple[str, Ref | None],
    on: date,
) -> IssueCreditNote:
    said, final = why
    number, notes = each.invoice.number, account.notes_of(each.invoice.number)
    id_ = f"{number}/over/{len(notes) + 1}"
    credit = ToCredit(id=id_, invoice_number=number, why=said, on=on, gross=None if amount == each.left else amount)
    draft = draft_of(credit, each.invoice, notes, book)
    return IssueCreditNote(
        key=f"{id_}/credit-note",
        on=on,
        credit_id=id_,
        draft=draft if final is None else evolve(draft, follows=(final,)),
        to=draft.customer.recipient(Role.BILLING),
        findings=check(draft, issued_on=on),
        reasons=(ADVANCE_OVER(invoice=number, amount=amount, demand=demand.id, why=said),),
    )

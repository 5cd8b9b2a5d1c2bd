"""From an issued document to what it shows."""

from collections.abc import Iterator
from typing import get_args

from ..documents import (
    CancellationForm,
    CreditNote,
    Document,
    DraftCreditNote,
    DraftInvoice,
    Invoice,
    Kind,
    OrderConfirmation,
    OrderForm,
    Proforma,
    Quote,
    Receipt,
    Ref,
    TopUpReceipt,
    TransactionSummary,
    before,
    ref_of,
)
from ..errors import Fault, check_type, refuse
from ..i18n import Word, amount, country, day, labelled, say
from ..money import is_zero
from ..parties import Address, Customer, Seller
from ..services import Surface
from . import priced
from .view import Column, Row, Sum, Table, View

Priced = Quote | OrderForm | OrderConfirmation | Proforma | Invoice | CreditNote
_PRICED = (Quote, OrderForm, OrderConfirmation, Proforma, Invoice, CreditNote)

_NAMES = {
    Kind.QUOTE: Word.QUOTE,
    Kind.ORDER_FORM: Word.ORDER_FORM,
    Kind.ORDER_CONFIRMATION: Word.ORDER_CONFIRMATION,
    Kind.PROFORMA: Word.PROFORMA,
    Kind.PAYMENT: Word.PAYMENT,
    Kind.RECEIPT: Word.RECEIPT,
    Kind.TOP_UP_RECEIPT: Word.TOP_UP_RECEIPT,
    Kind.INVOICE: Word.INVOICE,
    Kind.CREDIT_NOTE: Word.CREDIT_NOTE,
    Kind.CANCELLATION: Word.CANCELLATION,
    Kind.SUMMARY: Word.SUMMARY,
}


def view(document: Document, *, language: str | None = None) -> View:
    """Return what an issued document shows, in the buyer's language of its day or in another.

    Raises `InvalidInput` for what is no issued document, such as a draft.
    """
    refuse(_check_document(document), check_type("language", language, str) if language is not None else None)
    tongue = language or document.content.customer.language
    content = document.content
    prices = document.content if isinstance(document, _PRICED) else None
    return View(
        language=tongue,
        name=say(_name(document), tongue),
        number=document.number,
        parties=_parties(document, tongue),
        facts=(
            (say(Word.ISSUED, tongue), day(document.issued_on, tongue)),
            *_facts(document, tongue),
            *_chain(document, tongue),
        ),
        tables=_tables(document, tongue),
        sums=tuple(_sums(document, tongue)) if prices is None else priced.sums(prices, tongue),
        notes=tuple(_notes(document, tongue)),
        foot=content.particulars,
        explanation=() if prices is None else priced.explanation(prices),
        signature=say(Word.SIGNATURE, tongue) if isinstance(document, (OrderForm, CancellationForm)) else "",
    )


def _name(document: Document) -> Word:
    for_advance = isinstance(document, Invoice) and document.content.is_advance
    return Word.ADVANCE_INVOICE if for_advance else _NAMES[ref_of(document).kind]


def _check_document(document: object) -> Fault | None:
    if isinstance(document, get_args(Document)):
        return None
    return Fault("render.document", "document", document, "is no issued document", "issue the draft under a number")


def _parties(document: Document, tongue: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    content = document.content
    postal = content.customer.postal
    seller = (say(Word.SELLER, tongue), _party(content.seller, tongue))
    customer = (
        say(Word.CUSTOMER, tongue),
        (*_party(content.customer, tongue), *(_address(postal, tongue) if postal else ())),
    )
    # A cancellation is a letter of the customer's.
    return (customer, seller) if isinstance(document, CancellationForm) else (seller, customer)


def _party(party: Seller | Customer, tongue: str) -> tuple[str, ...]:
    vat_id = (labelled(say(Word.VAT_ID, tongue), party.vat_id.number, tongue),) if party.vat_id else ()
    return (party.name, *_address(party.address, tongue), *vat_id)


def _address(address: Address, tongue: str) -> tuple[str, ...]:
    rows = (address.street, f"{address.postcode} {address.city}".strip(), country(address.country, tongue))
    return tuple(row for row in rows if row)


def _facts(document: Document, tongue: str) -> Iterator[tuple[str, str]]:
    for word, text in _stated(document, tongue):
        if text:
            yield say(word, tongue), text


def _stated(document: Document, tongue: str) -> list[tuple[Word, str]]:
    match document:
        case Quote(content=content):
            return [(Word.VALID_UNTIL, day(content.valid_until, tongue))]
        case OrderForm(content=content):
            until = "" if content.return_by is None else day(content.return_by, tongue)
            contact = ", ".join(filter(None, [content.contact.name, content.contact.email, content.contact.phone]))
            ways = ", ".join(content.payment_types)
            return [(Word.RETURN_BY, until), (Word.CONTACT, contact), (Word.PAYMENT_TYPES, ways)]
        case OrderConfirmation(content=content):
            return [(Word.ORDERED, day(content.ordered_on, tongue))]
        case Proforma(content=content):
            return [(Word.PAYABLE_UNTIL, day(content.due_on, tongue))]
        case Invoice(content=content):
            return [_tax_point(content, tongue), (Word.DUE, day(document.due_on, tongue))]
        case CreditNote(content=content):
            corrected = f"{content.invoice_number} ({day(content.invoice_issued_on, tongue)})"
            return [(Word.CORRECTS, corrected), _tax_point(content, tongue), (Word.REASON, content.reason)]
        case Receipt(content=content) | TopUpReceipt(content=content):
            return [(Word.PAID_ON, day(content.paid_on, tongue)), (Word.METHOD, content.method)]
        case CancellationForm():
            return []
        case TransactionSummary(content=content):
            return [(Word.PERIOD, priced.period(content.period, tongue))]


def _tax_point(content: DraftInvoice | DraftCreditNote, tongue: str) -> tuple[Word, str]:
    return (Word.PAID_ON if content.is_advance else Word.SUPPLIED, day(content.supplied_on, tongue))


def _chain(document: Document, tongue: str) -> tuple[tuple[str, str], ...]:
    corrected = document.content.invoice_number if isinstance(document, CreditNote) else None
    named = [_named(ref, tongue) for ref in before(document) if (ref.kind, ref.number) != (Kind.INVOICE, corrected)]
    return ((say(Word.BEFORE, tongue), ", ".join(named)),) if named else ()


def _named(ref: Ref, tongue: str) -> str:
    return f"{say(_NAMES[ref.kind], tongue)} {ref.number}"


def _tables(document: Document, tongue: str) -> tuple[Table, ...]:
    if isinstance(document, _PRICED):
        lines = priced.lines(document.content, issued_on=document.issued_on, language=tongue)
        return (lines, priced.vat_table(document.content, tongue))
    if isinstance(document, CancellationForm):
        return (_endings(document, tongue),)
    return (_transactions(document, tongue),) if isinstance(document, TransactionSummary) else ()


def _endings(document: CancellationForm, tongue: str) -> Table:
    rows = [
        Row(
            cells=(
                each.description,
                day(each.ends_on, tongue),
                "" if each.receive_by is None else day(each.receive_by, tongue),
            ),
            details=tuple(
                labelled(say(word, tongue), text, tongue)
                for word, text in (
                    (Word.REFERENCE, each.identifiers.shown(Surface.INVOICE)),
                    (Word.CONTRACT, each.identifiers.contract_id),
                )
                if text
            ),
        )
        for each in document.content.endings
    ]
    columns = tuple(Column(label=say(word, tongue)) for word in (Word.SERVICE, Word.ENDS_ON, Word.RECEIVE_BY))
    return Table(caption=say(Word.SERVICE, tongue), columns=columns, rows=tuple(rows)).without_empty()


def _transactions(document: TransactionSummary, tongue: str) -> Table:
    rows = tuple(
        Row(cells=(day(row.on, tongue), say(_NAMES[row.ref.kind], tongue), row.ref.number, amount(row.amount, tongue)))
        for row in document.content.transactions
    )
    heads = (Word.DATE, Word.DOCUMENT, Word.NUMBER)
    columns = (
        *(Column(label=say(word, tongue)) for word in heads), Column(label=say(Word.AMOUNT, tongue), numeric=True)
    )  # fmt: skip
    return Table(caption=say(Word.SUMMARY, tongue), columns=columns, rows=rows)


def _sums(document: Document, tongue: str) -> Iterator[Sum]:
    match document:
        case Receipt(content=content):
            yield Sum(label=say(Word.AMOUNT, tongue), value=amount(content.amount, tongue), strong=True)
        case TopUpReceipt(content=content):
            yield Sum(label=say(Word.AMOUNT, tongue), value=amount(content.amount, tongue), strong=True)
            yield Sum(label=say(Word.BALANCE, tongue), value=amount(content.balance, tongue))
        case TransactionSummary(content=content):
            for kind in dict.fromkeys(row.ref.kind for row in content.transactions):
                label = labelled(say(Word.TOTAL, tongue), say(_NAMES[kind], tongue), tongue)
                yield Sum(label=label, value=amount(content.sum_of(kind), tongue))
        case _:
            return


def _settled(invoice: Invoice, tongue: str) -> str:
    content = invoice.content
    if content.is_paid:
        return say(Word.NOTE_ADVANCE if content.is_advance else Word.NOTE_PAID, tongue)
    if any(not is_zero(each.amount) for each in content.prepaid):
        return say(Word.NOTE_PARTLY_PAID, tongue, amount=amount(content.to_pay, tongue))
    return say(Word.NOTE_UNPAID, tongue)


_NOTES: dict[type[Document], Word] = {
    Quote: Word.NOTE_QUOTE,
    OrderForm: Word.NOTE_ORDER_FORM,
    Proforma: Word.NOTE_PROFORMA,
    CreditNote: Word.NOTE_CREDIT_NOTE,
    Receipt: Word.NOTE_RECEIPT,
    CancellationForm: Word.NOTE_CANCELLATION,
}


def _notes(document: Document, tongue: str) -> Iterator[str]:
    if isinstance(document, _PRICED):
        yield from priced.mentions(document.content, issued_on=document.issued_on, language=tongue)
    if isinstance(document, Invoice):
        yield _settled(document, tongue)
        if document.notes:
            paid = day(document.content.supplied_on, tongue)
            yield say(Word.NOTE_DATE_MOVED, tongue, issued=day(document.issued_on, tongue), paid=paid)
    if isinstance(document, TopUpReceipt):
        yield say(Word.NOTE_RECEIPT, tongue)
        yield say(Word.NOTE_TOP_UP, tongue)
    word = _NOTES.get(type(document))
    if isinstance(document, CreditNote) and document.content.is_advance:
        word = Word.NOTE_ADVANCE_OVER
    if word is not None:
        yield say(word, tongue)
    if isinstance(document, _PRICED):
        yield from priced.cents(document.content, tongue)

"""What the law wants on an invoice, held against a draft before it is issued.

Law: Directive 2006/112/EC, articles 222, 226 and 230, by the treatment of each line,
and what the seller's country adds.
A finding never stops a document: the host decides. What is impossible is refused when a draft is made.
"""

from collections.abc import Iterator
from datetime import date

from ..decision import Finding, LegalRef, ReasonCode, Severity
from ..errors import check_date, check_type, refuse
from ..parties import Address, CustomerKind
from ..vat import Scheme, Treatment, invoice_by, mention
from .credit_notes import DraftCreditNote
from .models import DraftInvoice
from .national import foreign_currency
from .particulars import PARTICULARS
from .sums import check_sums


def _article(number: str) -> tuple[LegalRef, ...]:
    return (LegalRef(citation=f"Directive 2006/112/EC, article {number}"),)


# fmt: off
SELLER_VAT_ID = ReasonCode(
    "documents.seller_vat_id", "{seller} needs a VAT id of {place} on an invoice with {treatment}.", _article("226(3)"))
BUYER_VAT_ID = ReasonCode(
    "documents.buyer_vat_id", "{customer} owes the VAT, so the invoice needs its VAT id.", _article("226(4)"))
ADDRESS = ReasonCode("documents.address", "The address of {party} lacks {missing}.", _article("226(5)"))
DESCRIPTION = ReasonCode("documents.description", "Line {line} does not say what was supplied.", _article("226(6)"))
UNIT_PRICE = ReasonCode("documents.unit_price", "Line {line} shows no unit price without VAT.", _article("226(8)"))
NO_RATE = ReasonCode("documents.no_rate", "Line {line} is taxed, but at no rate.", _article("226(9)"))
EXEMPTION = ReasonCode("documents.exemption", "Line {line} is {treatment} and nothing says why.", _article("226(11)"))
NATIONAL_VAT = ReasonCode(
    "documents.national_vat", "VAT has to be stated in {currency} too; the document is in {own}.", _article("230"))
LATE = ReasonCode(
    "documents.late", "Issued on {issued}, after {last}: the last day for a supply of {supplied}.", _article("222"))
MENTION_LANGUAGE = ReasonCode(
    "documents.mention_language", "The mention is not known in {wanted}; it is printed in {found}.")
MIXED_OUTSIDE = ReasonCode(
    "documents.mixed_outside", "Lines outside the scope of VAT stand with others: no electronic invoice holds both.",
    (LegalRef(citation="EN 16931-1, BR-O-11 to BR-O-14"),))
FOOT = ReasonCode("documents.foot", "An invoice from {country} names {what} ({law}); its foot is empty.")
# fmt: on

_OWED_BY_CUSTOMER = frozenset({Treatment.REVERSE_CHARGE})
_UNTAXED = frozenset({Treatment.REVERSE_CHARGE, Treatment.EXEMPT_SMALL_BUSINESS, Treatment.OUTSIDE_SCOPE})
_OWN_ID = frozenset({Scheme.DOMESTIC, Scheme.OSS_UNION, Scheme.OSS_NON_UNION, Scheme.NONE})


def check(draft: DraftInvoice | DraftCreditNote, *, issued_on: date) -> tuple[Finding, ...]:
    """Return what is missing on an invoice or credit note, the gravest first; nothing is all right.

    `issued_on` is the day it would be issued.
    """
    refuse(
        None if isinstance(draft, Draft) else check_type("draft", draft, DraftInvoice),
        check_date("issued_on", issued_on),
    )
    found = [
        *_vat_ids(draft),
        *_addresses(draft),
        *_lines(draft),
        *_currency(draft),
        *_day(draft, issued_on),
        *_words(draft, issued_on),
        *_foot(draft),
        *check_sums(draft),
    ]
    unique = dict.fromkeys(found)
    order = [Severity.VIOLATION, Severity.WARNING, Severity.NOTE]
    return tuple(sorted(unique, key=lambda each: order.index(each.severity)))


Draft = DraftInvoice | DraftCreditNote


def _violation(reason: ReasonCode, **facts: object) -> Finding:
    return Finding(reason=reason(**facts), severity=Severity.VIOLATION)


def _warning(reason: ReasonCode, **facts: object) -> Finding:
    return Finding(reason=reason(**facts), severity=Severity.WARNING)


def _vat_ids(draft: Draft) -> Iterator[Finding]:
    seller, customer = draft.seller, draft.customer
    held = {each.country for each in seller.registrations}
    for line in draft.lines:
        vat = line.vat
        if vat.treatment in {Treatment.STANDARD, Treatment.REVERSE_CHARGE}:
            registered = vat.scheme is Scheme.LOCAL_REGISTRATION
            if (vat.place not in held) if registered else seller.vat_id is None:
                place = vat.place if registered else seller.address.country
                yield _violation(SELLER_VAT_ID, seller=seller.name, place=place, treatment=vat.treatment)
        if vat.treatment in _OWED_BY_CUSTOMER and customer.vat_id is None:
            yield _violation(BUYER_VAT_ID, customer=customer.name)


def _addresses(draft: Draft) -> Iterator[Finding]:
    missing = _missing(draft.seller.address)
    if missing:
        yield _violation(ADDRESS, party=draft.seller.name, missing=missing)
    missing = _missing(draft.customer.address)
    if missing:
        consumer = draft.customer.kind is CustomerKind.CONSUMER
        yield (_warning if consumer else _violation)(ADDRESS, party=draft.customer.name, missing=missing)


def _missing(address: Address) -> tuple[str, ...]:
    return tuple(name for name in ("street", "city") if not getattr(address, name).strip())


def _lines(draft: Draft) -> Iterator[Finding]:
    for line in draft.lines:
        if not line.description.strip():
            yield _violation(DESCRIPTION, line=line.id)
        if line.vat.treatment is Treatment.STANDARD and line.vat.rate is None:
            yield _violation(NO_RATE, line=line.id)
        if line.unit_price is None or (line.price_has_vat and line.vat.rate):
            yield Finding(reason=UNIT_PRICE(line=line.id), severity=Severity.NOTE)
        if line.vat.treatment in _UNTAXED and line.vat.mention is None and line.vat.vatex is None:
            yield _violation(EXEMPTION, line=line.id, treatment=line.vat.treatment)
    treatments = {line.vat.treatment for line in draft.lines}
    if Treatment.OUTSIDE_SCOPE in treatments and len(treatments) > 1:
        yield _warning(MIXED_OUTSIDE)


def _currency(draft: Draft) -> Iterator[Finding]:
    wanted = foreign_currency(draft.totals, currency=draft.currency, on=draft.supplied_on)
    if wanted is not None and (draft.national_vat is None or draft.national_vat.amount.currency.code != wanted):
        yield _violation(NATIONAL_VAT, currency=wanted, own=draft.currency)


def _day(draft: Draft, issued_on: date) -> Iterator[Finding]:
    crosses = any(line.vat.recapitulative for line in draft.lines)
    last = invoice_by(draft.supplied_on)
    if isinstance(draft, DraftInvoice) and crosses and issued_on > last:
        yield _warning(LATE, issued=issued_on, last=last, supplied=draft.supplied_on)


def _words(draft: Draft, issued_on: date) -> Iterator[Finding]:
    wanted = draft.language.replace("_", "-").partition("-")[0].lower()
    for line in draft.lines:
        said = mention(line.vat, language=draft.language, seller_country=draft.seller.address.country, on=issued_on)
        if said is not None and not said.fixed and said.language != wanted:
            yield Finding(reason=MENTION_LANGUAGE(wanted=wanted, found=said.language), severity=Severity.NOTE)


def _foot(draft: Draft) -> Iterator[Finding]:
    if draft.particulars:
        return
    for row in PARTICULARS.get(draft.seller.address.country, ()):
        yield _warning(FOOT, country=draft.seller.address.country, what=row.what, law=str(row.law))

"""One document of every kind, in any language, with what is hard to print: long names, two rates, forty lines."""

from datetime import date
from decimal import Decimal
from typing import Any

from attrs import evolve

from hostbilling.documents import (
    Adjustment,
    Basis,
    Chain,
    CreditNote,
    Document,
    DraftCancellationForm,
    DraftInvoice,
    DraftOrderConfirmation,
    DraftOrderForm,
    DraftProforma,
    DraftQuote,
    DraftReceipt,
    DraftTopUpReceipt,
    DraftTransactionSummary,
    Ending,
    Invoice,
    Item,
    Kind,
    LineKind,
    PaidBy,
    Prepaid,
    Ref,
    credit_amount,
    price_document,
    ref_of,
    transaction,
    units,
)
from hostbilling.money import Rounding, exact
from hostbilling.parties import Role
from hostbilling.payments import VatRegime, top_up
from hostbilling.periods import Period
from hostbilling.services import Identifiers
from hostbilling.vat import Mention
from tests.samples import CUSTOMER, EUR, REVERSED, SELLER, YEAR, decided, eur

HALF_UP = Rounding.HALF_UP
ISSUED = date(2026, 3, 9)
KNOWN = Identifiers(equipment_id="EQ-77", contract_id="K-2020-19", legacy_name="LWS-db1", legacy_id="84211")
LONG = "Prevádzkovanie elektronického obchodu s veľmi dlhým názvom Österreichisch-slowakische Handelsgesellschaft mbH"
BUYERS = {
    "en": evolve(CUSTOMER, language="en"),
    "de": evolve(CUSTOMER, language="de", name=LONG),
    "sk": evolve(CUSTOMER, language="sk"),
    "fr": evolve(CUSTOMER, language="fr", name="Société d'hébergement L'Étoile & Fils"),
    "cs": evolve(CUSTOMER, language="cs"),
    "sv": evolve(CUSTOMER, language="sv"),
    "ru": evolve(
        CUSTOMER, language="ru", name="Общество с ограниченной ответственностью «Северные информационные системы»"
    ),
}
FOOT = ("IČO 12 345 678, OR OS Bratislava I, odd. Sro, vl. č. 1/B", "IBAN SK31 1200 0000 1987 4263 7541")


def item(id: str, price: str, vat: Any = None, **more: Any) -> Item:  # noqa: A002
    facts: dict[str, Any] = {
        "id": id, "service_id": f"S-{id}", "description": f"Service {id}", "period": YEAR, "price": exact(price, EUR),
        "vat": vat or decided("23"),
    }  # fmt: skip
    return Item(**{**facts, **more})


VISIT = Period(date(2026, 3, 3), date(2026, 3, 4))
ITEMS = [
    item("host", "4.99", description="Web hosting: shop.example", quantity=12, unit=units.MONTH, identifiers=KNOWN,
         order_line="1", adjustments=(Adjustment(amount=eur("5.99"), reason="loyalty", percent=Decimal(10)),)),
    item("traffic", "0.0125", decided("20", "AT"), description="Traffic over the allowance", kind=LineKind.USAGE,
         quantity="1234.5", unit=units.GIGABYTE),
    item("visit", "90", description="Specialist on site", kind=LineKind.CALL_OUT, period=VISIT, quantity="1.5",
         unit=units.HOUR),
    item("cloud", "18.50", evolve(REVERSED, mention=Mention.REVERSE_CHARGE), description="Cloud server"),
]  # fmt: skip
MANY = [
    item(f"d{place}", "12.90", description=f"Domain: a-rather-long-name-number-{place}.example", identifiers=KNOWN)
    for place in range(1, 41)
]


def basics(language: str, items: list[Item] = ITEMS) -> dict[str, Any]:
    priced = price_document(
        items, gross=False, rounding=HALF_UP, adjustments=[Adjustment(amount=eur("10"), reason="voucher SPRING")]
    )
    return {
        "demand_id": "D1", "seller": SELLER, "customer": BUYERS[language], "currency": EUR, "lines": priced.lines,
        "adjustments": priced.adjustments, "particulars": FOOT,
    }  # fmt: skip


def invoice(language: str = "en", items: list[Item] = ITEMS, **more: Any) -> Invoice:
    facts: dict[str, Any] = {"proforma_number": "PF1", "supplied_on": ISSUED, "due_days": 14}
    return DraftInvoice(**basics(language, items), **{**facts, **more}).issue(number="F1", issued_on=ISSUED)


def papers(language: str = "en") -> list[Document]:
    """Return one issued document of each kind, linked from the quote to the credit note."""
    common, buyer = basics(language), BUYERS[language]
    contact = buyer.recipient(Role.CONTACT)
    quote = DraftQuote(**common, valid_until=date(2026, 3, 31)).issue(number="Q1", issued_on=date(2026, 3, 1))
    form = DraftOrderForm(
        **common, contact=contact, payment_types=("card", "transfer"), return_by=date(2026, 3, 15)
    ).issue(number="OF1", issued_on=date(2026, 3, 2))
    order = DraftOrderConfirmation(**common, ordered_on=date(2026, 3, 3), follows=(ref_of(quote), ref_of(form))).issue(
        number="O1", issued_on=date(2026, 3, 3)
    )
    call = DraftProforma(**common, due_on=date(2026, 3, 17), follows=(ref_of(order),)).issue(
        number="PF1", issued_on=date(2026, 3, 3)
    )
    payment = Ref(kind=Kind.PAYMENT, number="bank-77", on=ISSUED)
    bill = invoice(
        language, follows=(ref_of(call), payment), basis=Basis.ORDER,
        prepaid=(Prepaid(amount=eur("20"), on=ISSUED, by=PaidBy.WALLET), Prepaid(amount=eur("30.10"), on=ISSUED)),
    )  # fmt: skip
    credit: CreditNote = credit_amount(bill, eur("25"), reason="outage", rounding=HALF_UP).issue(
        number="C1", issued_on=date(2026, 3, 20)
    )
    receipt = DraftReceipt(
        payment_id="bank-77", seller=SELLER, customer=buyer, amount=eur("30.10"), paid_on=ISSUED, method="transfer",
        follows=(ref_of(call),),
    ).issue(number="R1", issued_on=ISSUED)  # fmt: skip
    filled = DraftTopUpReceipt(
        payment_id="card-3", seller=SELLER, customer=buyer, top_up=top_up(eur("50"), regime=VatRegime.DEPOSIT),
        balance=eur("55.20"), paid_on=ISSUED,
    ).issue(number="T1", issued_on=ISSUED)  # fmt: skip
    ending = Ending(
        service_id="S-host", description="Web hosting: shop.example", ends_on=YEAR.end, receive_by=date(2027, 1, 31),
        identifiers=KNOWN,
    )  # fmt: skip
    letter = DraftCancellationForm(request_id="X1", seller=SELLER, customer=buyer, endings=(ending,)).issue(
        number="K1", issued_on=ISSUED
    )
    summary = DraftTransactionSummary(
        request_id="X2", seller=SELLER, customer=buyer, currency=EUR, period=Period(date(2026, 1, 1), date(2027, 1, 1)),
        transactions=[transaction(each) for each in (credit, bill, receipt, filled)],
    ).issue(number="S1", issued_on=date(2026, 12, 31))  # fmt: skip
    return [quote, form, order, call, bill, credit, receipt, filled, letter, summary]


def chain(language: str = "en") -> Chain:
    return Chain(documents=papers(language))

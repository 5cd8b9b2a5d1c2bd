"""Every refusal of documents, word for word: the field, what is wrong, the value, the way out, the code."""

# ruff: noqa: E501, ISC004 - the words stand here as they are printed

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

from hostbilling.documents import (
    Adjustment,
    Chain,
    DocumentAdjustment,
    Ending,
    Item,
    PaidBy,
    Prepaid,
    credit_amount,
    credit_in_full,
    credit_lines,
    creditable,
    price_document,
    price_lines,
    reprice,
    transaction,
    withdraw,
)
from hostbilling.errors import BillingError
from hostbilling.money import Amounts, exact, payable
from hostbilling.periods import Period
from tests.samples import EUR, YEAR, amounts, decided, eur

from .papers import HALF_UP, ISSUED, papers

PAPERS: list[Any] = [*papers()]
CALL, BILL, NOTE = PAPERS[3], PAPERS[4], PAPERS[5]
DRAFT, LINE = BILL.content, BILL.content.lines[0]
FILLED, LETTER, SUMMARY = PAPERS[7].content, PAPERS[8].content, PAPERS[9].content
DOLLARS = payable("1", "USD")
ALL = credit_in_full(BILL, reason="outage").issue(number="C9", issued_on=date(2026, 3, 20))


def credit(gross: str) -> object:
    return credit_amount(BILL, eur(gross), reason="outage", rounding=HALF_UP)


def item(**more: object) -> Item:
    facts = {"id": "a", "service_id": "S", "description": "x", "period": YEAR, "price": eur("1"), "vat": decided("23")}
    return Item(**{**facts, **more})  # type: ignore[arg-type]


QUOTE, FORM = PAPERS[0].content, PAPERS[1].content


REFUSALS: list[tuple[Callable[[], object], str]] = [
    # documents that would have run out before they are there
    (
        lambda: QUOTE.issue(number="Q2", issued_on=date(2026, 4, 1)),
        "quote.issued_on is after valid_until, 2026-03-31, got datetime.date(2026, 4, 1); draft it anew with a later valid_until [document.past]",
    ),
    (
        lambda: FORM.issue(number="OF2", issued_on=date(2026, 3, 16)),
        "order_form.issued_on is after return_by, 2026-03-15, got datetime.date(2026, 3, 16); draft it anew with a later return_by [document.past]",
    ),
    (
        lambda: CALL.content.issue(number="PF2", issued_on=date(2026, 3, 18)),
        "proforma.issued_on is after due_on, 2026-03-17, got datetime.date(2026, 3, 18); draft it anew with a later due_on [document.past]",
    ),
    # two currencies on one document
    (
        lambda: price_lines([item(), item(id="b", price=DOLLARS)], gross=False, rounding=HALF_UP),
        "items.b.price is not in EUR, got Money('1.00', 'USD'); make a document a currency [document.currency]",
    ),
    (
        lambda: price_lines([item(adjustments=(Adjustment(amount=DOLLARS, reason="x"),))], gross=False, rounding=HALF_UP),
        "items.a.adjustments is not in EUR, got Money('1.00', 'USD'); make a document a currency [document.currency]",
    ),
    (
        lambda: price_document([item()], gross=False, rounding=HALF_UP, adjustments=[Adjustment(amount=DOLLARS, reason="x")]),
        "adjustments is not in EUR, got Money('1.00', 'USD'); make a document a currency [document.currency]",
    ),
    # what is taken off or put on
    (
        lambda: Adjustment(amount=eur("-1"), reason="x"),
        "adjustment.amount is below zero, got Money('-1.00', 'EUR'); give the amount without a sign, and say whether it is a charge [adjustment.negative]",
    ),
    (
        lambda: Adjustment(amount=eur("1"), reason=" "),
        "adjustment.reason is empty, got ' '; give at least one visible character [text.empty]",
    ),
    (
        lambda: Adjustment(amount=eur("1"), reason="x", percent=Decimal("NaN")),
        "adjustment.percent is not finite, got Decimal('NaN'); give a number such as Decimal(10) [adjustment.percent]",
    ),
    (
        lambda: DocumentAdjustment(amounts=amounts("1", "0.23", "1.23"), vat=decided("23"), reason=""),
        "adjustment.reason is empty, got ''; give at least one visible character [text.empty]",
    ),
    (
        lambda: Prepaid(amount=eur("-1"), on=ISSUED, by=PaidBy.WALLET),
        "prepaid.amount is below zero, got Money('-1.00', 'EUR'); give what was paid [prepaid.negative]",
    ),
    # lines
    (
        lambda: item(quantity=0),
        "line.quantity is zero or not finite, got Decimal('0'); give how many were sold [line.quantity]",
    ),
    (
        lambda: item(quantity=Decimal("Infinity")),
        "line.quantity is zero or not finite, got Decimal('Infinity'); give how many were sold [line.quantity]",
    ),
    (
        lambda: item(quantity="a dozen"),
        "line.quantity is no exact number, got 'a dozen'; pass an int, text or a Decimal [line.quantity]",
    ),
    (lambda: item(quantity=1.5), "line.quantity is no exact number, got 1.5; pass an int, text or a Decimal [line.quantity]"),
    (
        lambda: item(price=exact("-0.5", EUR)),
        "line.unit_price is below zero, got Money('-0.5', 'EUR'); to give money back, make the quantity negative (BR-27) [line.unit_price]",
    ),
    (lambda: item(unit="GB"), "line.unit is no gigabyte, got 'GB'; pass 'E34' [unit.mistaken]"),
    (
        lambda: item(unit="month"),
        "line.unit is no UN/ECE code, got 'month'; pass one such as 'MON' (month) or 'C62' (one) [unit.form]",
    ),
    (lambda: item(id=""), "line.id is empty, got ''; give at least one visible character [text.empty]"),
    (
        lambda: evolve(LINE, unit_price=DOLLARS),
        "line.unit_price is not in EUR, got Money('1.00', 'USD'); give the price in the currency of the amounts [line.currency]",
    ),
    (
        lambda: price_lines([item(), item()], gross=False, rounding=HALF_UP),
        "items occurs twice, got 'a'; give each entry its own id [id.duplicate]",
    ),
    (
        lambda: price_document([], gross=False, rounding=HALF_UP, adjustments=[Adjustment(amount=eur("1"), reason="x")]),
        "items has nothing to take it off or put it on, got (); add what is sold [document.empty]",
    ),
    (
        lambda: price_lines([], gross=1, rounding="up", unit=2),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        "gross is no bool, got 1; pass bool [value.type]\n"
        "rounding is no Rounding, got 'up'; pass Rounding [value.type]\n"
        "unit is no RoundingUnit, got 2; pass RoundingUnit [value.type]",
    ),
    (
        lambda: reprice([LINE], [], rounding=HALF_UP),
        "decisions are not as many as the 1 lines, got 0; give one for each line, in their order [reprice.decisions]",
    ),
    # documents
    (lambda: evolve(DRAFT, lines=()), "draft.lines has no line, got (); add what is sold [document.empty]"),
    (
        lambda: evolve(DRAFT, demand_id=""),
        "draft.demand_id is empty, got ''; give at least one visible character [text.empty]",
    ),
    (
        lambda: evolve(DRAFT, lines=[LINE, LINE]),
        "draft.lines occurs twice, got 'host'; give each entry its own id [id.duplicate]",
    ),
    (
        lambda: evolve(DRAFT, currency="CZK"),
        "draft.lines is not in CZK, got 'host'; make a document a currency [document.currency]",
    ),
    (
        lambda: evolve(DRAFT, adjustments=(evolve(DRAFT.adjustments[0], amounts=_dollars()),)),
        "draft.lines is not in EUR, got 'voucher SPRING'; make a document a currency [document.currency]",
    ),
    (
        lambda: evolve(DRAFT, prepaid=(Prepaid(amount=DOLLARS, on=ISSUED),)),
        "draft.lines is not in EUR, got 'prepaid'; make a document a currency [document.currency]",
    ),
    (
        lambda: evolve(DRAFT, cash_rounding=DOLLARS),
        "draft.lines is not in EUR, got 'cash_rounding'; make a document a currency [document.currency]",
    ),
    (lambda: evolve(DRAFT, due_days=-1), "draft.due_days is below 0, got -1; pass 0 or more [count.low]"),
    (
        lambda: evolve(DRAFT, proforma_number=" "),
        "draft.proforma_number is empty, got ' '; give at least one visible character [text.empty]",
    ),
    (
        lambda: DRAFT.issue(number="", issued_on=None),
        "invoice.number is empty, got ''; give at least one visible character [text.empty]\n"
        "invoice.issued_on must be a civil date, got None; pass a datetime.date [date.type]",
    ),
    (
        lambda: Chain(documents=[BILL, BILL]),
        "chain.documents occurs twice, got 'invoice F1'; give each entry its own id [id.duplicate]",
    ),
    (
        lambda: Chain(documents=[BILL.content]),
        f"chain.documents[0] is no Quote, got {repr(BILL.content)[:200]}...; pass Quote [value.type]",
    ),
    # credit notes
    (
        lambda: NOTE.content.issue(number="C2", issued_on=date(2026, 3, 8)),
        "credit_note.issued_on is before the invoice of 2026-03-09, got datetime.date(2026, 3, 8); date it on the invoice's day or later [credit.before_invoice]",
    ),
    (
        lambda: evolve(NOTE.content, invoice_number="", reason=""),
        "draft.invoice_number is empty, got ''; give at least one visible character [text.empty]\n"
        "draft.reason is empty, got ''; give at least one visible character [text.empty]",
    ),
    (lambda: credit("0"), "gross is not above zero, got Money('0.00', 'EUR'); give what to pay back [credit.amount]"),
    (
        lambda: credit("99999"),
        "gross is more than the 257.26 EUR that is left, got Money('99999.00', 'EUR'); ask for less [credit.above_invoice]",
    ),
    (
        lambda: credit_amount(BILL, DOLLARS, reason="x", rounding=HALF_UP),
        "gross is not in EUR, got Money('1.00', 'USD'); give it in the invoice's currency [credit.currency]",
    ),
    (
        lambda: credit_lines(BILL, [], reason="x"),
        "line_ids names no line, got []; name one, or give all of it back [credit.no_line]",
    ),
    (
        lambda: credit_lines(BILL, ["gone"], reason="x"),
        "line is not known, got 'gone'; invoice F1 has host, traffic, visit, cloud [line.unknown]",
    ),
    (
        lambda: credit_lines(BILL, ["host"], reason="x", notes=[ALL]),
        "line_ids was given back already, got 'host'; leave that line out [credit.nothing_left]",
    ),
    (
        lambda: credit_in_full(BILL, reason="x", notes=[ALL]),
        "invoice was given back already, got 'F1'; check its credit notes [credit.nothing_left]",
    ),
    (
        lambda: creditable(BILL, notes=[ALL, evolve(ALL, number="C10")]),
        "notes gives back more than was paid for it, got 'host'; draft credit notes with all earlier ones passed as notes [credit.above_invoice]",
    ),
    (
        lambda: creditable(BILL, notes=[evolve(NOTE, content=evolve(NOTE.content, invoice_number="F2"))]),
        "invoice is not known, got 'F2'; pass the credit notes of F1 only [invoice.unknown]",
    ),
    # other documents
    (
        lambda: withdraw(CALL, ["gone"], due_on=ISSUED),
        "line is not known, got 'gone'; proforma PF1 has cloud, host, traffic, visit [line.unknown]",
    ),
    (
        lambda: evolve(FILLED, balance=DOLLARS),
        "draft.balance is not in EUR, got Money('1.00', 'USD'); give what the wallet of that currency holds [document.currency]",
    ),
    (
        lambda: evolve(PAPERS[6].content, amount=eur("0")),
        "draft.amount is not above zero, got Money('0.00', 'EUR'); confirm money that came in [receipt.amount]",
    ),
    (
        lambda: evolve(LETTER, endings=()),
        "draft.endings has no service, got (); add what ends [document.empty]",
    ),
    (
        lambda: evolve(LETTER, endings=LETTER.endings * 2),
        "draft.endings occurs twice, got 'S-host'; give each entry its own id [id.duplicate]",
    ),
    (
        lambda: Ending(service_id="S", description="x", ends_on=ISSUED, receive_by=date(2026, 3, 10)),
        "ending.receive_by is after the end, got datetime.date(2026, 3, 10); give a day before the end [ending.late]",
    ),
    (
        lambda: evolve(SUMMARY, transactions=()),
        "draft.transactions has no row, got (); print none then [document.empty]",
    ),
    (
        lambda: evolve(SUMMARY, period=Period(date(2025, 1, 1), date(2026, 1, 1))),
        "draft.transactions is not in 2025-01-01 to 2025-12-31, got 'F1'; leave it out [summary.period]",
    ),
    (
        lambda: evolve(SUMMARY, currency="CZK"),
        "draft.transactions is not in CZK, got 'F1'; make a document a currency [document.currency]",
    ),
    (
        lambda: transaction("F1"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        "document moved no money, got 'F1'; pass an invoice, a credit note or a receipt [transaction.document]",
    ),
]  # fmt: skip


def _dollars() -> Amounts:
    return Amounts(net=DOLLARS, vat=payable(0, "USD"), gross=DOLLARS)


@pytest.mark.parametrize(("call", "words"), REFUSALS)
def test_refusal(call: Callable[[], object], words: str) -> None:
    with pytest.raises(BillingError) as caught:
        call()
    assert str(caught.value) == words


def test_the_last_day_itself_is_in_time() -> None:
    assert QUOTE.issue(number="Q2", issued_on=date(2026, 3, 31)).is_valid(date(2026, 3, 31))
    assert FORM.issue(number="OF2", issued_on=date(2026, 3, 15)).number == "OF2"
    assert evolve(FORM, return_by=None).issue(number="OF2", issued_on=date(2030, 1, 1)).number == "OF2"
    assert CALL.content.issue(number="PF2", issued_on=date(2026, 3, 17)).number == "PF2"

"""What no argument of documents can be: the refusal names it, whichever it is."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

import attrs
import pytest

from hostbilling import documents
from hostbilling.documents import (
    Adjustment,
    Chain,
    DraftCreditNote,
    DraftInvoice,
    Invoice,
    Prepaid,
    Proforma,
    Quote,
    call_again,
    check,
    check_sums,
    credit_amount,
    credit_in_full,
    credit_lines,
    creditable,
    price_document,
    ref_of,
    reprice,
    withdraw,
)
from hostbilling.money import exact, payable
from hostbilling.services import CutOver
from hostbilling.vat import RoundingUnit
from tests.samples import EUR, answers_or_refuses, eur, faults, refusal

from .papers import HALF_UP, ISSUED, ITEMS, papers

PAPERS = papers()
QUOTE, CALL, BILL, NOTE = PAPERS[0], PAPERS[3], PAPERS[4], PAPERS[5]
assert isinstance(QUOTE, Quote)
assert isinstance(CALL, Proforma)
assert isinstance(BILL, Invoice)
INVOICE = BILL.content
CHAIN = Chain(documents=PAPERS)
CUT_OVER = CutOver(on=ISSUED, archive_lead_days=2)
TAKEN = Adjustment(amount=eur("1"), reason="voucher", percent=Decimal(10))

GOOD: dict[str, tuple[Callable[..., object], dict[str, object]]] = {
    "percent_of": (
        documents.percent_of,
        {"base": eur("5"), "percent": Decimal(10), "reason": "sale", "rounding": HALF_UP, "charge": False, "code": ""},
    ),
    "price_lines": (
        documents.price_lines,
        {"items": ITEMS, "gross": False, "rounding": HALF_UP, "unit": RoundingUnit.PER_LINE},
    ),
    "price_document": (
        price_document,
        {"items": ITEMS, "gross": False, "rounding": HALF_UP, "unit": RoundingUnit.PER_LINE, "adjustments": [TAKEN]},
    ),
    "reprice": (
        reprice,
        {"lines": INVOICE.lines, "decisions": [line.vat for line in INVOICE.lines], "rounding": HALF_UP},
    ),
    "totals": (
        documents.totals,
        {"lines": INVOICE.lines, "currency": EUR, "adjustments": INVOICE.adjustments, "prepaid": INVOICE.prepaid,
         "cash_rounding": eur("0.01"), "rounding": HALF_UP},
    ),
    "check_sums": (check_sums, {"content": INVOICE}),
    "with_national_vat": (
        documents.with_national_vat, {"draft": INVOICE, "on": ISSUED, "rates": [], "rounding": HALF_UP}
    ),
    "check": (check, {"draft": INVOICE, "issued_on": ISSUED}),
    "creditable": (creditable, {"invoice": BILL, "notes": [NOTE]}),
    "credit_in_full": (credit_in_full, {"invoice": BILL, "reason": "outage", "notes": [NOTE], "id": "K"}),
    "credit_lines": (
        credit_lines, {"invoice": BILL, "line_ids": ["host"], "reason": "outage", "notes": [NOTE], "id": "K"}
    ),
    "credit_amount": (
        credit_amount,
        {"invoice": BILL, "gross": eur("1"), "reason": "outage", "rounding": HALF_UP, "line_ids": ["host"],
         "notes": [NOTE], "id": "K"},
    ),
    "withdraw": (withdraw, {"proforma": CALL, "line_ids": ["host"], "due_on": ISSUED, "held": [("host", eur("1"))]}),
    "call_again": (call_again, {"proforma": CALL, "lines": CALL.content.lines, "due_on": ISSUED}),
    "proforma_state": (
        documents.proforma_state, {"proforma": CALL, "on": ISSUED, "paid_on": ISSUED, "withdrawn_on": ISSUED}
    ),
    "ref_of": (ref_of, {"document": BILL}),
    "before": (documents.before, {"document": BILL}),
    "Chain.after": (CHAIN.after, {"ref": ref_of(BILL)}),
    "Chain.before": (CHAIN.before, {"ref": ref_of(BILL)}),
    "Chain.whole": (CHAIN.whole, {"ref": ref_of(BILL)}),
    "identity": (documents.identity, {"line": INVOICE.lines[0], "cut_over": CUT_OVER, "document_date": ISSUED}),
    "access": (documents.access, {"issued_on": ISSUED, "cut_over": CUT_OVER, "on": ISSUED}),
    "transaction": (documents.transaction, {"document": BILL}),
    "Quote.is_valid": (QUOTE.is_valid, {"on": ISSUED}),
    "issue": (INVOICE.issue, {"number": "F2", "issued_on": ISSUED}),
}  # fmt: skip


def _made_of(value: Any) -> tuple[Callable[..., object], dict[str, object]]:
    return type(value), {each.name: getattr(value, each.name) for each in attrs.fields(type(value)) if each.init}


VALUES: list[Any] = [
    *PAPERS, *(document.content for document in PAPERS), ITEMS[0], INVOICE.lines[0], INVOICE.adjustments[0], TAKEN,
    Prepaid(amount=eur("1"), on=ISSUED), ref_of(BILL), CHAIN,
]  # fmt: skip
GOOD.update({type(value).__name__: _made_of(value) for value in VALUES})
GOOD["TransactionRow"] = _made_of(documents.transaction(BILL))
EVERY = [(name, argument) for name, (_, good) in GOOD.items() for argument in good]


PATHS = {name: "draft" for name in GOOD if name.startswith("Draft")} | {
    "Item": "line", "DocumentAdjustment": "adjustment", "TransactionRow": "transaction",
}  # fmt: skip
"""What a field of a value is called in a refusal, where it is not the name of its class."""
PASSED_ON = {
    ("percent_of", "reason"): "adjustment.reason", ("percent_of", "charge"): "adjustment.charge",
    ("percent_of", "code"): "adjustment.code", ("totals", "currency"): "currency",
    ("issue", "number"): "invoice.number",
    ("issue", "issued_on"): "invoice.issued_on", ("call_again", "due_on"): "draft.due_on",
    ("withdraw", "due_on"): "draft.due_on",
} | {
    (call, argument): f"draft.{field}"
    for call in ("credit_in_full", "credit_lines", "credit_amount")
    for argument, field in (("reason", "reason"), ("id", "demand_id"))
}  # fmt: skip
"""Arguments that become a field of what is made."""


class Nothing:
    """Of no use to anything."""

    def __repr__(self) -> str:
        return "Nothing"


@pytest.mark.parametrize(("name", "argument"), EVERY)
def test_what_means_nothing_is_refused_by_its_name(name: str, argument: str) -> None:
    call, good = GOOD[name]
    call(**good)
    found = faults(call, **{**good, argument: Nothing()})
    paths = {f"{PATHS.get(name, name.lower())}.{argument}", argument, PASSED_ON.get((name, argument))}
    assert {fault.field for fault in found} & paths
    assert "Nothing" in str(found[0])


@pytest.mark.parametrize(("name", "argument"), EVERY)
def test_what_is_missing_or_of_another_kind_never_breaks_anything(name: str, argument: str) -> None:
    call, good = GOOD[name]
    other: list[object] = [
        None, "", "5", 5, 1.5, True, [], [None], ["x"], {}, datetime(2026, 3, 9), eur("-1"), payable("1", "USD"),
        Decimal("NaN"),
    ]  # fmt: skip
    for value in other:
        assert answers_or_refuses(call, **{**good, argument: value})


# ------------------------------------------------------------------------------- what only looks right


def test_an_amount_is_no_text() -> None:
    assert refusal(Adjustment, amount="5", reason="x") == ("value.type", "adjustment.amount")
    assert refusal(Prepaid, amount=None, on=ISSUED) == ("value.type", "prepaid.amount")
    (fault,) = faults(Adjustment, amount="5", reason="x")
    assert str(fault) == "adjustment.amount is no Money, got '5'; pass Money [value.type]"


def test_a_percentage_is_finite() -> None:
    endless = {"percent": Decimal("Infinity"), "reason": "x"}
    assert refusal(Adjustment, amount=eur("1"), **endless) == ("adjustment.percent", "adjustment.percent")
    assert refusal(documents.percent_of, eur("1"), rounding=HALF_UP, **endless) == ("adjustment.percent", "percent")


def test_one_currency() -> None:
    dollars = payable("1", "USD")
    line = INVOICE.lines[0]
    assert refusal(attrs.evolve, line, unit_price=exact(dollars)) == ("line.currency", "line.unit_price")
    assert refusal(attrs.evolve, INVOICE, cash_rounding=dollars) == ("document.currency", "draft.lines")
    assert refusal(credit_amount, BILL, dollars, reason="x", rounding=HALF_UP) == ("credit.currency", "gross")
    filled = PAPERS[7].content
    assert refusal(attrs.evolve, filled, balance=dollars) == ("document.currency", "draft.balance")


def test_a_credit_of_no_line_says_so() -> None:
    assert refusal(credit_lines, BILL, [], reason="x") == ("credit.no_line", "line_ids")
    assert refusal(credit_amount, BILL, eur("1"), reason="x", rounding=HALF_UP, line_ids=[]) == (
        "credit.no_line", "line_ids",
    )  # fmt: skip


def test_a_voucher_on_nothing() -> None:
    nothing = {"gross": False, "rounding": HALF_UP}
    assert refusal(price_document, [], adjustments=[TAKEN], **nothing) == ("document.empty", "items")
    assert price_document([], **nothing).lines == ()  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_decisions_come_one_for_each_line() -> None:
    one = INVOICE.lines[:1]
    assert refusal(reprice, one, [], rounding=HALF_UP) == ("reprice.decisions", "decisions")


def test_a_list_is_no_tuple_where_a_value_must_be_hashed() -> None:
    assert refusal(attrs.evolve, INVOICE, follows=[ref_of(CALL)]) == ("value.type", "draft.follows")
    assert refusal(attrs.evolve, INVOICE, follows=(ref_of(CALL), "Q1")) == ("value.type", "draft.follows[1]")


def test_wrong_kinds_of_the_same_family() -> None:
    assert refusal(check, QUOTE.content, issued_on=ISSUED) == ("value.type", "draft")
    assert refusal(credit_in_full, CALL, reason="x") == ("value.type", "invoice")
    assert refusal(creditable, BILL, notes=[BILL]) == ("value.type", "notes[0]")
    assert refusal(attrs.evolve, BILL, content=CALL.content) == ("value.type", "invoice.content")
    assert refusal(documents.transaction, QUOTE) == ("transaction.document", "document")
    assert {type(each.content) for each in (BILL, NOTE)} == {DraftInvoice, DraftCreditNote}

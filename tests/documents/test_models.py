"""Drafts and issued documents: dates, totals by rate, values that never change."""

import pickle
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.documents import DraftInvoice, DraftProforma, Item, Line, price_lines, totals
from hostbilling.money import Rounding, exact
from hostbilling.vat import Treatment
from tests.samples import CUSTOMER, EUR, REVERSED, SELLER, TODAY, YEAR, decided, faults, refusal, texts

LINES = price_lines(
    [
        Item(id=id_, service_id=id_.upper(), description=id_, period=YEAR, price=exact(price, EUR), vat=vat)
        for id_, price, vat in [
            ("a", "59.88", decided("23")),
            ("b", "18.50", decided("20", "AT")),
            ("c", "15.90", decided("23")),
            ("d", "12.90", REVERSED),
        ]
    ],
    gross=False,
    rounding=Rounding.HALF_UP,
)


def proforma(**changes: Any) -> DraftProforma:
    facts: dict[str, Any] = {
        "demand_id": "D1",
        "seller": SELLER,
        "customer": CUSTOMER,
        "currency": EUR,
        "lines": LINES,
        "due_on": date(2026, 3, 16),
    }
    return DraftProforma(**{**facts, **changes})


def invoice(**changes: Any) -> DraftInvoice:
    facts: dict[str, Any] = {
        "demand_id": "D1",
        "proforma_number": "PF2026-00001",
        "seller": SELLER,
        "customer": CUSTOMER,
        "currency": EUR,
        "lines": LINES,
        "supplied_on": date(2026, 3, 10),
        "due_days": 14,
    }
    return DraftInvoice(**{**facts, **changes})


# --------------------------------------------------------------------------------------- totals


def test_totals_stand_by_treatment_place_and_rate() -> None:
    # SK: 75.78 x 23 % = 17.4294; AT: 18.50 x 20 % = 3.70
    found = proforma().totals
    assert [(row.treatment, row.place, row.rate, texts(row.amounts)) for row in found.by_rate] == [
        (Treatment.REVERSE_CHARGE, "CZ", None, ("12.90", "0.00", "12.90")),
        (Treatment.STANDARD, "AT", Decimal(20), ("18.50", "3.70", "22.20")),
        (Treatment.STANDARD, "SK", Decimal(23), ("75.78", "17.43", "93.21")),
    ]
    assert texts(found.amounts) == ("107.18", "21.13", "128.31")
    assert invoice().totals == found


def test_a_rate_of_zero_and_no_rate_stay_apart() -> None:
    lines = price_lines(
        [
            Item(id=id_, service_id=id_, description=id_, period=YEAR, price=exact("1.00", EUR), vat=vat)
            for id_, vat in [("a", decided("0", "IE")), ("b", decided(None, "IE", Treatment.STANDARD))]
        ],
        gross=False,
        rounding=Rounding.HALF_UP,
    )
    assert [row.rate for row in totals(lines, currency=EUR).by_rate] == [None, Decimal(0)]


def test_totals_of_nothing_are_nothing() -> None:
    found = totals((), currency="JPY")
    assert texts(found.amounts) == ("0", "0", "0")
    assert found.by_rate == ()


@given(st.permutations(LINES))
def test_totals_do_not_depend_on_the_order_of_lines(lines: list[Line]) -> None:
    assert totals(tuple(lines), currency=EUR) == proforma().totals


# --------------------------------------------------------------------------------------- issuing


@pytest.mark.requirement("R-002")
def test_a_proforma_carries_final_prices_and_the_day_they_hold_until() -> None:
    issued = proforma().issue(number="PF2026-00001", issued_on=TODAY)
    assert (issued.number, issued.issued_on, issued.content.due_on) == ("PF2026-00001", TODAY, date(2026, 3, 16))
    assert issued.content.totals == proforma().totals
    paid = invoice(lines=issued.content.lines).issue(number="2026000001", issued_on=date(2026, 3, 10))
    assert paid.content.totals == issued.content.totals  # what is invoiced is what was asked for


def test_an_invoice_dated_on_the_day_of_payment_has_nothing_to_explain() -> None:
    issued = invoice().issue(number="2026000001", issued_on=date(2026, 3, 10))
    assert issued.notes == ()
    assert (issued.content.supplied_on, issued.due_on) == (date(2026, 3, 10), date(2026, 3, 24))


def test_an_invoice_dated_later_says_so_and_keeps_its_day_of_supply() -> None:
    issued = invoice().issue(number="2026000001", issued_on=date(2026, 3, 12))
    (note,) = issued.notes
    assert note.code == "documents.date_moved"
    assert str(note) == (
        "Issued on 2026-03-12 although paid on 2026-03-10: the series has passed that day and numbers follow dates."
    )
    assert (issued.content.supplied_on, issued.due_on) == (date(2026, 3, 10), date(2026, 3, 26))


def test_documents_are_values() -> None:
    for make in (
        lambda: proforma().issue(number="PF1", issued_on=TODAY),
        lambda: invoice().issue(number="1", issued_on=TODAY),
    ):
        one, other = make(), make()
        assert one == other
        assert hash(one) == hash(other)
        assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            one.number = "2"  # type: ignore[misc]


def test_an_issued_document_keeps_the_customer_of_its_day() -> None:
    issued = invoice().issue(number="1", issued_on=TODAY)
    moved = attrs.evolve(CUSTOMER, name="Jana Horváthová")
    assert invoice(customer=moved).issue(number="1", issued_on=TODAY) != issued
    assert issued.content.customer.name == "Jana Nováková"


# --------------------------------------------------------------------------------------- what is refused


@pytest.mark.parametrize("make", [proforma, invoice])
def test_drafts_that_mean_nothing(make: Any) -> None:
    assert refusal(make, lines=()) == ("document.empty", "draft.lines")
    assert refusal(make, demand_id=" ") == ("text.empty", "draft.demand_id")
    assert refusal(make, lines=(LINES[0], LINES[0])) == ("id.duplicate", "draft.lines")
    assert refusal(make, currency="CZK") == ("document.currency", "draft.lines")


def test_days_are_civil_dates() -> None:
    naive = datetime(2026, 3, 2, 23, 30)
    assert refusal(proforma, due_on=naive) == ("date.datetime", "draft.due_on")
    assert refusal(invoice, supplied_on=naive) == ("date.datetime", "draft.supplied_on")
    assert refusal(invoice, supplied_on="2026-03-02") == ("date.type", "draft.supplied_on")
    assert refusal(proforma().issue, number="PF1", issued_on=naive) == ("date.datetime", "proforma.issued_on")
    assert refusal(invoice().issue, number="1", issued_on=naive) == ("date.datetime", "invoice.issued_on")


def test_numbers_and_days_to_pay() -> None:
    assert refusal(proforma().issue, number="", issued_on=TODAY) == ("text.empty", "proforma.number")
    assert refusal(invoice().issue, number="", issued_on=TODAY) == ("text.empty", "invoice.number")
    assert refusal(invoice, due_days=-1) == ("count.low", "draft.due_days")
    assert refusal(invoice, due_days=14.0) == ("count.type", "draft.due_days")


def test_all_that_is_wrong_is_said_at_once() -> None:
    found = faults(invoice, demand_id="", lines=(), supplied_on=None, due_days=None)
    assert [fault.code for fault in found] == ["text.empty", "document.empty", "date.type", "count.type"]

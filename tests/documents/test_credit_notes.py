"""Credit notes: however many, never above the invoice, and all of them together bring it to zero."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.documents import (
    Adjustment,
    CreditNote,
    DraftCreditNote,
    DraftInvoice,
    Extent,
    Invoice,
    Item,
    check,
    credit_amount,
    credit_in_full,
    credit_lines,
    creditable,
    price_document,
    totals,
    with_national_vat,
)
from hostbilling.documents.lines import VatKey, vat_key
from hostbilling.money import Rounding, is_zero
from hostbilling.presets import leaseweb
from hostbilling.vat import ExchangeRate
from tests.documents.papers import HALF_UP, ISSUED, basics, invoice, item
from tests.documents.test_totals import ADJUSTMENTS, KINDS
from tests.samples import EUR, REVERSED, amounts, decided, eur, faults, refusal, texts

LATER = date(2026, 3, 20)


def issued(draft: DraftCreditNote, number: str = "C1") -> CreditNote:
    return draft.issue(number=number, issued_on=LATER)


def of(items: list[Item], adjustments: list[Adjustment] | None = None, *, gross: bool = False) -> Invoice:
    priced = price_document(items, gross=gross, rounding=HALF_UP, adjustments=adjustments or [])
    facts: dict[str, Any] = {**basics("en"), "lines": priced.lines, "adjustments": priced.adjustments}
    return DraftInvoice(**facts, supplied_on=ISSUED, due_days=14).issue(number="F1", issued_on=ISSUED)


def rest(bill: Invoice, notes: list[CreditNote]) -> dict[VatKey, tuple[Decimal, Decimal]]:
    """Return net and VAT by category, of the invoice less its credit notes."""
    found: dict[VatKey, tuple[Decimal, Decimal]] = {
        (row.treatment, row.place, row.rate): (row.amounts.net.amount, row.amounts.vat.amount)
        for row in bill.content.totals.by_rate
    }
    for note in notes:
        for row in note.content.totals.by_rate:
            net, vat = found[row.treatment, row.place, row.rate]
            found[row.treatment, row.place, row.rate] = (net - row.amounts.net.amount, vat - row.amounts.vat.amount)
    return found


# --------------------------------------------------------------------------------------- examples


def test_a_full_credit_repeats_the_invoice_and_nets_it_to_zero() -> None:
    bill = invoice()
    draft = credit_in_full(bill, reason="contract void")
    assert draft.extent is Extent.FULL
    assert set(rest(bill, [issued(draft)]).values()) == {(Decimal(0), Decimal(0))}
    assert (draft.supplied_on, draft.invoice_number) == (bill.content.supplied_on, "F1")
    assert [line.vat for line in draft.lines] == [line.vat for line in bill.content.lines]
    assert refusal(credit_in_full, bill, reason="again", notes=[issued(draft)]) == ("credit.nothing_left", "invoice")


def test_one_line_is_given_back_with_its_share_of_the_discount() -> None:
    # 10.00 off 60.00 + 40.00: 6.00 and 4.00; VAT 13.80 - 1.38 on the first
    bill = of([item("a", "60"), item("b", "40")], [Adjustment(amount=eur("10"), reason="voucher")])
    draft = credit_lines(bill, ["a"], reason="cancelled")
    assert texts(draft.totals.amounts) == ("54.00", "12.42", "66.42")
    assert draft.extent is Extent.LINES
    (left,) = [each for each in creditable(bill, notes=[issued(draft)]) if not is_zero(each.left.gross)]
    assert (left.line.id, texts(left.left)) == ("b", ("36.00", "8.28", "44.28"))


def test_vat_in_national_currency_is_given_back_at_the_rate_of_the_invoice() -> None:
    koruna = ExchangeRate(quote="CZK", price="24.507", on=ISSUED, source="CNB")
    bill = of([item("a", "100", decided("21", "CZ"))])
    assert credit_in_full(bill, reason="x").national_vat is None  # the invoice stated none
    stated = with_national_vat(bill.content, on=ISSUED, rates=[koruna], rounding=HALF_UP)
    bill = evolve(bill, content=stated)
    assert stated.national_vat is not None
    assert str(stated.national_vat.amount) == "514.65 CZK"  # 21.00 x 24.507 = 514.647
    notes: list[CreditNote] = []
    for gross in ("12.10", "12.10", "12.10"):  # VAT 2.10 each: 51.465, 102.93, 154.395 so far
        draft = credit_amount(bill, eur(gross), reason="outage", rounding=HALF_UP, notes=notes)
        notes.append(issued(draft, f"C{len(notes)}"))
    notes.append(issued(credit_in_full(bill, reason="void", notes=notes), "C9"))
    found = [each.content.national_vat for each in notes]
    assert [str(each.amount.amount) for each in found if each] == ["51.47", "51.46", "51.47", "360.25"]
    assert all(each and each.reason == stated.national_vat.reason for each in found)
    assert [each.code for each in check(notes[0].content, issued_on=LATER)].count("documents.national_vat") == 0


def test_an_untouched_line_keeps_its_price_and_quantity() -> None:
    bill = of([item("a", "5", quantity=12), item("b", "40")])
    (line,) = credit_lines(bill, ["a"], reason="cancelled").lines
    assert (line.quantity, line.unit_price) == (Decimal(12), eur("5"))


def test_an_amount_is_parted_by_what_is_left_and_taxed_at_the_invoice_s_rates() -> None:
    # 12.30 of 123.00: 10 % of everything
    bill = of([item("a", "60"), item("b", "40")])
    draft = credit_amount(bill, eur("12.30"), reason="outage", rounding=HALF_UP)
    assert texts(draft.totals.amounts) == ("10.00", "2.30", "12.30")
    assert [str(line.amounts.gross.amount) for line in draft.lines] == ["7.38", "4.92"]
    one = credit_amount(bill, eur("12.30"), reason="outage", rounding=HALF_UP, line_ids=["b"])
    assert [line.id for line in one.lines] == ["b"]


def test_a_line_that_gave_back_lowers_the_others() -> None:
    bill = of([item("new", "100"), item("old", "40", quantity=-1)])
    assert texts(bill.content.totals.amounts) == ("60.00", "13.80", "73.80")
    assert refusal(credit_amount, bill, eur("73.81"), reason="x", rounding=HALF_UP)[0] == "credit.above_invoice"
    draft = credit_lines(bill, ["new"], reason="x")
    assert texts(draft.totals.amounts) == ("60.00", "13.80", "73.80")


def test_a_category_that_gives_back_as_a_whole_is_credited_in_full_only() -> None:
    bill = of([item("new", "100", decided("20", "AT")), item("old", "40", quantity=-1)])
    note = issued(credit_in_full(bill, reason="x"))
    assert set(rest(bill, [note]).values()) == {(Decimal(0), Decimal(0))}


def test_where_all_gives_back_the_first_line_bears_what_the_document_charged() -> None:
    old = [item("one", "40", quantity=-1), item("two", "20", quantity=-1)]
    bill = of(old, [Adjustment(amount=eur("10"), reason="handling", charge=True)])
    left = {each.line.id: texts(each.left) for each in creditable(bill)}
    # 23 % of -40, of -60 and of -50: -9.20, then -4.60 more, then 2.30 back
    assert left == {"one": ("-30.00", "-6.90", "-36.90"), "two": ("-20.00", "-4.60", "-24.60")}
    note = issued(credit_in_full(bill, reason="x"))
    assert set(rest(bill, [note]).values()) == {(Decimal(0), Decimal(0))}
    assert [texts(each.left) for each in creditable(bill, notes=[note])] == [("0.00", "0.00", "0.00")] * 2


def left_of(bill: Invoice) -> dict[str, tuple[str, str, str]]:
    return {each.line.id: texts(each.left) for each in creditable(bill)}


def test_a_charge_above_what_was_given_back_stays_on_the_line_that_gave() -> None:
    # 23 % of -40 is -9.20, of 50 - 40 it is 2.30
    bill = of([item("old", "40", quantity=-1)], [Adjustment(amount=eur("50"), reason="handling", charge=True)])
    assert left_of(bill) == {"old": ("10.00", "2.30", "12.30")}


def test_untaxed_lines_that_give_back_more_than_they_cost_are_left_as_they_are() -> None:
    bill = of([item("new", "10", REVERSED), item("old", "15", REVERSED, quantity=-1), item("taxed", "100")])
    assert left_of(bill)["new"] == ("10.00", "0.00", "10.00")
    assert left_of(bill)["old"] == ("-15.00", "0.00", "-15.00")


def test_vat_that_a_discount_takes_off_comes_from_the_lines_that_bear_some() -> None:
    # VAT of three cents is one, which the third line bears; of the one cent that is left it is none
    bill = of([item(name, "0.01") for name in "abc"], [Adjustment(amount=eur("0.02"), reason="voucher")])
    assert texts(bill.content.totals.amounts) == ("0.01", "0.00", "0.01")
    assert left_of(bill) == {
        "a": ("0.00", "0.00", "0.00"), "b": ("0.00", "0.00", "0.00"), "c": ("0.01", "0.00", "0.01"),
    }  # fmt: skip


def test_vat_of_a_charge_on_lines_without_any_is_borne_by_what_they_cost() -> None:
    low = decided("5")
    bill = of(
        [item("a", "0.01", low), item("b", "0.05", low)], [Adjustment(amount=eur("6"), reason="express", charge=True)]
    )
    assert left_of(bill) == {"a": ("1.01", "0.05", "1.06"), "b": ("5.05", "0.25", "5.30")}


def test_a_note_takes_back_no_more_than_a_line_gave() -> None:
    bill = of([item("new", "100", decided("20", "AT")), item("old", "40", quantity=-1)])
    note = issued(credit_in_full(bill, reason="x"))
    new, old = note.content.lines
    more = evolve(old, amounts=amounts("-40.50", "-9.20", "-49.70"))
    wrong = evolve(note, content=evolve(note.content, lines=(new, more)))
    assert refusal(creditable, bill, notes=[wrong]) == ("credit.above_invoice", "notes")
    strange = evolve(note, content=evolve(note.content, lines=(evolve(old, id="elsewhere"),)))
    assert "got 'elsewhere'; invoice F1 has new, old" in told(creditable, bill, notes=[strange])


def test_what_no_credit_note_can_do() -> None:
    bill = invoice()
    full = issued(credit_in_full(bill, reason="x"))
    assert refusal(credit_amount, bill, eur("0"), reason="x", rounding=HALF_UP) == ("credit.amount", "gross")
    assert refusal(credit_amount, bill, eur("999"), reason="x", rounding=HALF_UP)[0] == "credit.above_invoice"
    assert refusal(credit_lines, bill, ["nine"], reason="x") == ("line.unknown", "line")
    assert refusal(credit_lines, bill, ["host"], reason="x", notes=[full]) == ("credit.nothing_left", "line_ids")
    assert refusal(creditable, bill, notes=[full, full]) == ("credit.above_invoice", "notes")
    stray = evolve(full, content=evolve(full.content, invoice_number="F9"))
    assert refusal(creditable, bill, notes=[stray]) == ("invoice.unknown", "invoice")
    other = evolve(full, content=evolve(full.content, lines=(evolve(full.content.lines[0], id="nine"),)))
    assert refusal(creditable, bill, notes=[other]) == ("line.unknown", "line")
    assert refusal(full.content.issue, number="C0", issued_on=date(2026, 3, 8)) == (
        "credit.before_invoice",
        "credit_note.issued_on",
    )
    assert refusal(credit_in_full, bill, reason=" ") == ("text.empty", "draft.reason")


# --------------------------------------------------------------------------------------- laws


@st.composite
def bills(draw: st.DrawFn) -> Invoice:
    prices = st.decimals(0, 300, places=2).map(str)
    rows = draw(st.lists(st.tuples(prices, st.sampled_from(KINDS)), min_size=1, max_size=5))
    items = [item(str(place), price, vat) for place, (price, vat) in enumerate(rows)]
    worth = sum(Decimal(price) for price, _ in rows)
    off = [each for each in draw(ADJUSTMENTS) if each.charge or each.amount.amount * 4 <= worth]
    return of(items, off, gross=draw(st.booleans()))


@given(bills(), st.data())
def test_no_number_of_credit_notes_exceeds_the_invoice_and_the_last_empties_it(
    bill: Invoice, data: st.DataObject
) -> None:
    notes: list[CreditNote] = []
    for turn in range(data.draw(st.integers(0, 4))):
        left = [each for each in creditable(bill, notes=notes) if each.left.gross.amount > 0]
        whole = totals(bill.content.lines, currency=EUR, adjustments=bill.content.adjustments).amounts.gross.amount
        open_ = min(sum((each.left.gross.amount for each in left), Decimal(0)), whole)
        if not left or open_ < Decimal("0.01"):
            break
        if data.draw(st.booleans()):
            cents = data.draw(st.integers(1, int(open_ * 100)))
            asked = eur(str(Decimal(cents) / 100))
            room = sum((each.left.gross.amount for each in creditable(bill, notes=notes)), Decimal(0))
            if asked.amount > room:
                continue
            rounding = data.draw(st.sampled_from(list(Rounding)))
            draft = credit_amount(bill, asked, reason="x", rounding=rounding, notes=notes)
            assert draft.totals.amounts.gross == asked
        else:
            draft = credit_lines(bill, [left[0].line.id], reason="x", notes=notes)
        notes.append(issued(draft, f"C{turn}"))
        for net, vat in rest(bill, notes).values():
            assert net >= 0 or _turned(bill)
            assert vat >= 0 or _turned(bill)
    if any(each.left.net.amount or each.left.vat.amount for each in creditable(bill, notes=notes)):
        notes.append(issued(credit_in_full(bill, reason="x", notes=notes), "LAST"))
    assert set(rest(bill, notes).values()) <= {(Decimal(0), Decimal(0))}


def _turned(bill: Invoice) -> bool:
    """Tell whether a category of the invoice is below zero by itself."""
    return any(row.amounts.net.amount < 0 or row.amounts.vat.amount < 0 for row in bill.content.totals.by_rate)


@pytest.mark.parametrize("place", range(len(KINDS)))
def test_categories_are_kept_apart(place: int) -> None:
    bill = of([item(str(n), "10", vat) for n, vat in enumerate(KINDS)])
    (line,) = credit_lines(bill, [str(place)], reason="x").lines
    assert vat_key(line.vat) == vat_key(KINDS[place])


def test_a_charge_on_free_lines_is_given_back_with_them() -> None:
    bill = of([item("a", "0"), item("b", "0")], [Adjustment(amount=eur("5"), reason="set-up", charge=True)])
    assert texts(bill.content.totals.amounts) == ("5.00", "1.15", "6.15")
    draft = credit_in_full(bill, reason="x")
    assert texts(draft.totals.amounts) == ("5.00", "1.15", "6.15")


def test_a_surcharge_beside_what_was_given_back_evens_out() -> None:
    surcharge = Adjustment(amount=eur("40"), reason="express", charge=True)
    bill = of([item("new", "100"), item("old", "40", quantity=-1)], [surcharge])
    assert texts(credit_lines(bill, ["new"], reason="x").totals.amounts) == ("100.00", "23.00", "123.00")


def told(call: Callable[..., object], *args: Any, **named: Any) -> str:
    (fault,) = faults(call, *args, **named)
    return str(fault)


def test_refusals_name_what_was_asked_and_what_to_do() -> None:
    bill = of([item("a", "60"), item("b", "40")])
    full = issued(credit_in_full(bill, reason="x"))
    assert told(credit_lines, bill, ["a"], reason="x", notes=[full]) == (
        "line_ids was given back already, got 'a'; leave that line out [credit.nothing_left]"
    )
    assert told(credit_in_full, bill, reason="x", notes=[full]) == (
        "invoice was given back already, got 'F1'; check its credit notes [credit.nothing_left]"
    )
    above = told(credit_amount, bill, eur("123.01"), reason="x", rounding=HALF_UP)
    assert "is more than the 123.00 EUR that is left" in above
    assert "123.01" in above
    assert above.endswith("; ask for less [credit.above_invoice]")
    nothing = told(credit_amount, bill, eur("0.00"), reason="x", rounding=HALF_UP)
    assert "gross is not above zero, got " in nothing
    assert nothing.endswith("; give what to pay back [credit.amount]")


def test_a_credit_note_has_the_id_it_is_given_and_the_looks_of_its_invoice() -> None:
    bill = of([item("a", "60"), item("b", "40")])
    bill = evolve(bill, content=evolve(bill.content, cut_over=leaseweb.CUT_OVER, rounding=Rounding.HALF_EVEN))
    cent = eur("0.01")
    for draft, usual in (
        (credit_in_full(bill, reason="x", id="N"), credit_in_full(bill, reason="x")),
        (credit_lines(bill, ["a"], reason="x", id="N"), credit_lines(bill, ["a"], reason="x")),
        (
            credit_amount(bill, cent, reason="x", rounding=HALF_UP, id="N"),
            credit_amount(bill, cent, reason="x", rounding=HALF_UP),
        ),
    ):
        assert (draft.demand_id, usual.demand_id) == ("N", bill.content.demand_id)
        for name in ("seller", "customer", "currency", "particulars", "cut_over", "rounding", "supplied_on"):
            assert getattr(draft, name) == getattr(bill.content, name)
        assert (draft.invoice_number, draft.invoice_issued_on, draft.reason) == ("F1", ISSUED, "x")


def test_a_part_of_a_line_is_one_of_it_without_a_price() -> None:
    bill = of([item("a", "5", quantity=12, unit="MON", adjustments=(Adjustment(amount=eur("6"), reason="loyal"),))])
    (line,) = credit_amount(bill, eur("1"), reason="x", rounding=HALF_UP).lines
    assert (line.quantity, line.unit, line.unit_price, line.adjustments) == (Decimal(1), "C62", None, ())
    assert texts(line.amounts) == ("0.81", "0.19", "1.00")  # 1.00 / 1.23 = 0.8130

"""Sums of a document: every equation of EN 16931 to the last cent, and what cannot meet is shown."""

import pickle
from collections.abc import Callable
from copy import copy
from datetime import date
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from attrs import evolve, fields
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.documents import (
    Adjustment,
    Content,
    DocumentAdjustment,
    Item,
    LineKind,
    PaidBy,
    Prepaid,
    Totals,
    check_sums,
    percent_of,
    price_document,
    price_lines,
    totals,
    units,
    with_national_vat,
)
from hostbilling.documents.lines import vat_key
from hostbilling.money import Rounding, add, exact, payable, subtract
from hostbilling.vat import Category, ExchangeRate, RoundingUnit, Treatment
from tests.documents.papers import HALF_UP, ISSUED, KNOWN, invoice, item
from tests.samples import EUR, REVERSED, amounts, decided, eur, refusal, texts

KINDS = [
    decided("23"),
    decided("20", "AT"),
    decided("0", "IE"),
    REVERSED,
    decided(None, "CH", Treatment.OUTSIDE_SCOPE, category=Category.OUTSIDE),
    decided(None, "SK", Treatment.EXEMPT_SMALL_BUSINESS, category=Category.EXEMPT),
]
PRICES = st.decimals(0, 10_000, places=4).map(str)
QUANTITIES = st.sampled_from(["1", "3", "0.25", "12", "-1"])


@st.composite
def items(draw: st.DrawFn) -> list[Item]:
    rows = draw(st.lists(st.tuples(PRICES, QUANTITIES, st.sampled_from(KINDS)), min_size=1, max_size=7))
    return [item(str(place), price, vat, quantity=count) for place, (price, count, vat) in enumerate(rows)]


ADJUSTMENTS = st.lists(
    st.builds(
        Adjustment,
        amount=st.decimals(0, 500, places=2).map(lambda value: eur(str(value))),
        reason=st.sampled_from(["voucher", "loyalty"]),
        charge=st.booleans(),
    ),
    max_size=3,
)


# --------------------------------------------------------------------------------------- worked by hand


def test_a_hosting_invoice_with_a_discount_that_others_got_wrong_by_a_cent() -> None:
    # 6.99 less 30 % (2.097, so 2.10) is 4.89; 19 % of it is 0.9291
    off = percent_of(eur("6.99"), Decimal(30), reason="sale", rounding=HALF_UP)
    (line,) = price_document(
        [item("a", "6.99", decided("19", "DE"), adjustments=(off,))], gross=False, rounding=HALF_UP
    ).lines
    assert texts(line.amounts) == ("4.89", "0.93", "5.82")
    assert line.unit_price == exact("6.99", EUR)


def test_a_quantity_times_a_fine_price_is_rounded_once() -> None:
    # 1234.5 x 0.0125 = 15.43125
    (line,) = price_document([item("a", "0.0125", quantity="1234.5", unit="E34")], gross=False, rounding=HALF_UP).lines
    assert texts(line.amounts) == ("15.43", "3.55", "18.98")


def test_a_document_discount_is_parted_among_the_categories_to_the_cent() -> None:
    # 10.00 on 59.88 (SK) and 18.50 (AT): 7.64 and 2.36
    found = price_document(
        [item("a", "59.88"), item("b", "18.50", decided("20", "AT"))],
        gross=False,
        rounding=HALF_UP,
        adjustments=[Adjustment(amount=eur("10"), reason="voucher")],
    )
    assert [(each.vat.place, str(each.amounts.net.amount)) for each in found.adjustments] == [
        ("SK", "-7.64"),
        ("AT", "-2.36"),
    ]
    sums = totals(found.lines, currency=EUR, adjustments=found.adjustments)
    # SK 52.24 x 23 % = 12.0152, AT 16.14 x 20 % = 3.228
    assert [texts(row.amounts) for row in sums.by_rate] == [("16.14", "3.23", "19.37"), ("52.24", "12.02", "64.26")]
    assert (str(sums.lines.amount), str(sums.allowances.amount), str(sums.charges.amount)) == ("78.38", "10.00", "0.00")


def test_prepaid_and_wallet_lower_what_is_left_and_never_vat() -> None:
    paid = (Prepaid(amount=eur("20"), on=ISSUED, by=PaidBy.WALLET), Prepaid(amount=eur("3.30"), on=ISSUED))
    lines = price_document([item("a", "100")], gross=False, rounding=HALF_UP).lines
    sums = totals(lines, currency=EUR, prepaid=paid, cash_rounding=eur("-0.02"))
    assert texts(sums.amounts) == ("100.00", "23.00", "123.00")
    assert str(sums.payable.amount) == "99.68"  # 123.00 - 23.30 - 0.02


def test_gross_prices_that_no_cents_can_meet_are_a_finding_once_a_rate() -> None:
    # 0.03 with 23 %: net 0.02 and VAT 0.01, while 23 % of 0.02 is nothing
    lines = price_document([item("a", "0.01"), item("b", "0.02")], gross=True, rounding=HALF_UP).lines
    (finding,) = totals(lines, currency=EUR).findings
    assert finding.code == "documents.cents_apart"
    assert str(finding) == (
        "note: VAT at 23 % (SK) is 0.01 EUR, the rate's product of 0.02 EUR is 0.00 EUR: prices that include VAT, or"
        " VAT rounded line by line, cannot meet it."
    )


def test_vat_by_line_shows_how_far_it_is_from_the_sum() -> None:
    rows = [item("a", "9.99"), item("b", "9.99"), item("c", "9.99")]
    lines = price_document(rows, gross=False, rounding=HALF_UP, unit=RoundingUnit.PER_LINE).lines
    sums = totals(lines, currency=EUR)
    assert str(sums.amounts.vat.amount) == "6.90"  # 3 x 2.30; on the sum it is 6.89
    assert [found.code for found in sums.findings] == ["documents.cents_apart"]


def test_category_codes_are_those_of_the_standard() -> None:
    lines = price_document([item(str(n), "1", vat) for n, vat in enumerate(KINDS)], gross=False, rounding=HALF_UP).lines
    rows = totals(lines, currency=EUR).by_rate
    codes = {(row.treatment, row.place, row.rate): row.code for row in rows}
    assert [codes[vat_key(vat)] for vat in KINDS] == ["S", "S", "Z", "AE", "O", "E"]


def test_rates_stand_in_one_order_and_keep_why_nothing_is_charged() -> None:
    nowhere = decided(None, "", Treatment.OUTSIDE_SCOPE, category=Category.OUTSIDE, vatex="VATEX-EU-O")
    kinds = [decided("23"), decided("5"), decided("20", "AT"), decided("0"), REVERSED, evolve(nowhere, place=None)]
    lines = price_document([item(str(n), "1", vat) for n, vat in enumerate(kinds)], gross=False, rounding=HALF_UP).lines
    rows = totals(lines, currency=EUR).by_rate
    order = sorted({vat.treatment.value for vat in kinds})
    assert [row.treatment.value for row in rows] == [order[0], order[1], *[order[2]] * 4]
    assert [(row.place, row.rate) for row in rows if row.treatment is Treatment.STANDARD] == [
        ("AT", Decimal(20)), ("SK", Decimal(0)), ("SK", Decimal(5)), ("SK", Decimal(23)),
    ]  # fmt: skip
    assert {row.vatex for row in rows if row.code == "O"} == {"VATEX-EU-O"}


def test_money_of_another_currency_is_in_no_sum() -> None:
    lines = price_document([item("a", "1")], gross=False, rounding=HALF_UP).lines
    koruna = payable("1", "CZK")
    for wrong in ({"prepaid": (Prepaid(amount=koruna, on=ISSUED),)}, {"cash_rounding": koruna}):
        assert refusal(totals, lines, currency=EUR, **wrong)[0] == "money.currency_mismatch"


def said(content: Content) -> list[str]:
    return [str(each) for each in check_sums(content)]


def test_a_document_made_by_hand_is_caught_on_every_cent() -> None:
    good = invoice().content
    assert said(good) == []
    line = evolve(good.lines[0], amounts=amounts("53.90", "12.39", "66.29"))
    assert said(evolve(good, lines=(line, *good.lines[1:])))[0] == (
        "violation: R120: line host is 53.90 EUR, not 53.89 EUR."  # 12 x 4.99 less 5.99
    )
    wrong = evolve(good.lines[3], amounts=amounts("18.50", "1.00", "19.50"))
    assert said(evolve(good, lines=(*good.lines[:3], wrong))) == [
        "violation: BR-AE-09: VAT of reverse charge (CZ) is 1.00 EUR, not 0.00 EUR."
    ]
    (gross,) = price_document([item("a", "12.30")], gross=True, rounding=HALF_UP).lines
    free = evolve(good, lines=(evolve(gross, unit_price=None),), adjustments=())
    assert said(free) == said(evolve(free, lines=(gross,))) == []
    dearer = evolve(gross, amounts=amounts("10.01", "2.30", "12.31"))
    assert said(evolve(free, lines=(dearer,))) == ["violation: R120: line a is 12.31 EUR, not 12.30 EUR."]


ZERO_RATED = evolve(
    invoice().content,
    lines=price_document([item("a", "100", decided("0", "IE"))], gross=False, rounding=HALF_UP).lines,
    adjustments=(),
)
CENT = eur("0.01")


@pytest.mark.parametrize(
    ("bent", "expected"),
    [
        (lambda sums: evolve(sums, lines=add(sums.lines, CENT)), [
            "BR-CO-10: sum of lines is 100.01 EUR, not 100.00 EUR.", "BR-CO-13: net is 100.00 EUR, not 100.01 EUR.",
        ]),
        (lambda sums: evolve(sums, allowances=CENT), ["BR-CO-13: net is 100.00 EUR, not 99.99 EUR."]),
        (lambda sums: evolve(sums, charges=CENT), ["BR-CO-13: net is 100.00 EUR, not 100.01 EUR."]),
        (lambda sums: evolve(sums, amounts=amounts("100.00", "0.01", "100.01")), [
            "BR-CO-14: VAT is 0.01 EUR, not 0.00 EUR.",
        ]),
        (lambda sums: bend(sums, amounts=bend(sums.amounts, gross=eur("100.01"))), [
            "BR-CO-15: gross is 100.01 EUR, not 100.00 EUR.",
        ]),
        (lambda sums: evolve(sums, by_rate=(evolve(sums.by_rate[0], amounts=amounts("99.99", "0.00", "99.99")),)), [
            "BR-Z-08: base of standard 0 % (IE) is 99.99 EUR, not 100.00 EUR.",
        ]),
    ],
)  # fmt: skip
def test_every_equation_between_the_sums_is_watched(
    bent: Callable[[Totals], Totals], expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert said(ZERO_RATED) == []
    wrong = bent(ZERO_RATED.totals)
    monkeypatch.setattr("hostbilling.documents.contents.totals", lambda *_, **__: wrong)
    assert said(ZERO_RATED) == [f"violation: {each}" for each in expected]


def bend(value: Any, **fields: Any) -> Any:
    """Return a copy with fields that its class would refuse."""
    other = copy(value)
    for name, field in fields.items():
        object.__setattr__(other, name, field)
    return other


def test_a_discount_above_the_document_is_told() -> None:
    off = DocumentAdjustment(amounts=amounts("-500", "-115", "-615"), vat=decided("23"), reason="too much")
    assert said(evolve(invoice().content, adjustments=(off,))) == [
        "violation: The sum is -345.65 EUR: give money back with a credit note."  # 269.35 - 615
    ]


def test_more_paid_before_than_the_document_comes_to_is_told() -> None:
    content = invoice().content  # 257.26
    paid = (Prepaid(amount=eur("200"), on=ISSUED), Prepaid(amount=eur("57.27"), on=ISSUED))
    assert said(evolve(content, prepaid=paid)) == [
        "warning: 257.27 EUR were paid before, more than the 257.26 EUR of the document: name what was used for it."
    ]
    assert said(evolve(content, prepaid=(Prepaid(amount=eur("257.26"), on=ISSUED),))) == []


def test_vat_in_national_currency_at_the_rate_the_host_brings() -> None:
    koruna = ExchangeRate(quote="CZK", price="24.50", on=ISSUED, source="CNB")
    lines = price_document([item("a", "100", decided("21", "CZ"))], gross=False, rounding=HALF_UP).lines
    draft = evolve(invoice().content, lines=lines, adjustments=())
    stated = with_national_vat(draft, on=ISSUED, rates=[koruna], rounding=HALF_UP).national_vat
    assert stated is not None
    assert str(stated.amount) == "514.50 CZK"  # 21.00 x 24.50
    at_home = invoice().content
    assert with_national_vat(at_home, on=ISSUED, rates=[], rounding=HALF_UP) is at_home
    both = price_document([item("a", "1", decided("21", "CZ")), item("b", "1")], gross=False, rounding=HALF_UP).lines
    assert refusal(with_national_vat, evolve(draft, lines=both), on=ISSUED, rates=[koruna], rounding=HALF_UP) == (
        "document.states",
        "draft.lines",
    )


def test_what_no_line_or_adjustment_can_be() -> None:
    assert refusal(item, "a", "1", unit="MONTH") == ("unit.form", "line.unit")
    assert refusal(item, "a", "1", unit="GB") == ("unit.mistaken", "line.unit")
    assert refusal(item, "a", "1", unit=" ") == ("text.empty", "line.unit")
    assert refusal(item, "a", "1", quantity=0) == ("line.quantity", "line.quantity")
    assert refusal(item, "a", "1", quantity=1.5) == ("line.quantity", "line.quantity")
    assert refusal(item, "a", "-1") == ("line.unit_price", "line.unit_price")
    assert refusal(item, "a", "1", kind="fee") == ("value.type", "line.kind")
    assert refusal(Adjustment, amount=eur("-1"), reason="x") == ("adjustment.negative", "adjustment.amount")
    assert refusal(Adjustment, amount=eur("1"), reason=" ") == ("text.empty", "adjustment.reason")
    assert refusal(Prepaid, amount=eur("-1"), on=ISSUED) == ("prepaid.negative", "prepaid.amount")
    assert refusal(invoice, prepaid=(Prepaid(amount=payable("1", "CZK"), on=ISSUED),)) == (
        "document.currency",
        "draft.lines",
    )


def test_a_line_carries_all_that_its_item_said() -> None:
    said = item(
        "a", "2.50", description="Hours", kind=LineKind.CALL_OUT, quantity="1.5", unit=units.HOUR, identifiers=KNOWN,
        order_line="7", adjustments=(Adjustment(amount=eur("1"), reason="loyalty"),),
    )  # fmt: skip
    voucher = Adjustment(amount=eur("1"), reason="voucher", code="95")
    found = price_document([said], gross=False, rounding=HALF_UP, adjustments=[voucher])
    (line,) = found.lines
    told = [each.name for each in fields(Item) if each.name != "price"]
    assert {name: getattr(line, name) for name in told} == {name: getattr(said, name) for name in told}
    assert (line.unit_price, line.price_has_vat, texts(line.amounts)[0]) == (said.price, False, "2.75")
    (part,) = found.adjustments
    assert (part.reason, part.code, part.charge, part.vat) == ("voucher", "95", False, said.vat)


def test_lines_alone_are_rounded_as_asked() -> None:
    three = [item(name, "9.99") for name in "abc"]
    by_line = price_lines(three, gross=False, rounding=HALF_UP, unit=RoundingUnit.PER_LINE)
    assert [texts(line.amounts)[1] for line in by_line] == ["2.30", "2.30", "2.30"]
    together = price_lines(three, gross=False, rounding=HALF_UP)
    assert sorted(texts(line.amounts)[1] for line in together) == ["2.29", "2.30", "2.30"]  # 29.97 x 23 % = 6.8931


# --------------------------------------------------------------------------------------- laws


@given(items(), ADJUSTMENTS, st.randoms())
def test_every_sum_holds_and_no_order_matters(rows: list[Item], changes: list[Adjustment], dice: Random) -> None:
    found = price_document(rows, gross=False, rounding=HALF_UP, adjustments=changes)
    content = evolve(invoice().content, lines=found.lines, adjustments=found.adjustments)
    assert {each.code for each in check_sums(content)} <= {"documents.negative"}
    shuffled = list(found.lines)
    dice.shuffle(shuffled)
    assert evolve(content, lines=shuffled).totals == content.totals
    assert pickle.loads(pickle.dumps(content)) == content  # noqa: S301
    assert hash(evolve(content)) == hash(content)


@given(items(), ADJUSTMENTS)
def test_document_adjustments_are_parted_exactly(rows: list[Item], changes: list[Adjustment]) -> None:
    found = price_document(rows, gross=False, rounding=HALF_UP, adjustments=changes)
    sums = totals(found.lines, currency=EUR, adjustments=found.adjustments)
    taken = sum((each.amount.amount for each in changes if not each.charge), Decimal(0))
    put = sum((each.amount.amount for each in changes if each.charge), Decimal(0))
    assert (sums.allowances.amount, sums.charges.amount) == (taken, put)


@given(items(), ADJUSTMENTS)
def test_vat_of_a_document_is_within_half_a_cent_of_the_exact_product(
    rows: list[Item], changes: list[Adjustment]
) -> None:
    found = price_document(rows, gross=False, rounding=HALF_UP, adjustments=changes)
    for row in totals(found.lines, currency=EUR, adjustments=found.adjustments).by_rate:
        product = Fraction(row.amounts.net.amount) * Fraction(row.rate or 0) / 100
        assert abs(Fraction(row.amounts.vat.amount) - product) <= Fraction(1, 200)


@given(items(), st.booleans(), st.sampled_from(list(RoundingUnit)), st.sampled_from(list(Rounding)))
def test_prices_stay_what_they_are_in_any_way_of_rounding(
    rows: list[Item],
    gross: bool,  # noqa: FBT001
    unit: RoundingUnit,
    rounding: Rounding,
) -> None:
    lines = price_document(rows, gross=gross, rounding=rounding, unit=unit).lines
    plain = price_document(rows, gross=False, rounding=rounding).lines
    for line, other in zip(lines, plain, strict=True):
        assert (line.amounts.gross if gross else line.amounts.net) == other.amounts.net
        assert subtract(line.amounts.gross, line.amounts.net) == line.amounts.vat
    found = totals(lines, currency=EUR, rounding=rounding).findings
    assert len(found) <= len({(line.vat.place, line.vat.rate) for line in lines})


def test_a_day_of_prepayment_is_a_date() -> None:
    assert refusal(Prepaid, amount=eur("1"), on="2026-03-09") == ("date.type", "prepaid.on")
    assert Prepaid(amount=eur("1"), on=date(2026, 3, 9)).by is PaidBy.PAYMENT


def test_what_a_document_takes_off_and_puts_on_stands_apart() -> None:
    changes = [
        Adjustment(amount=eur("10"), reason="voucher"), Adjustment(amount=eur("4"), reason="handling", charge=True),
    ]  # fmt: skip
    priced = price_document([item("a", "100")], gross=False, rounding=HALF_UP, adjustments=changes)
    found = totals(priced.lines, currency=EUR, adjustments=priced.adjustments)
    assert [str(money.amount) for money in (found.lines, found.allowances, found.charges, found.amounts.net)] == [
        "100.00", "10.00", "4.00", "94.00",
    ]  # fmt: skip

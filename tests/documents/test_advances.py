"""Lines of an advance: the gross amount shared exactly, VAT taken out of it by category."""

from decimal import Decimal

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.documents import Line, LineKind, advance_lines, price_lines
from hostbilling.money import Rounding
from hostbilling.vat import VatDecision
from tests.documents.papers import item
from tests.samples import REVERSED, decided, eur, refusal, texts

AUSTRIAN, SLOVAK = decided("20", "AT"), decided("23")


def asked(*prices: tuple[str, VatDecision]) -> list[Line]:
    items = [item(f"L{place}", price, vat) for place, (price, vat) in enumerate(prices)]
    return list(price_lines(items, gross=False, rounding=Rounding.HALF_UP))


def advance(gross: str, lines: list[Line], *decisions: VatDecision) -> tuple[Line, ...]:
    vat = decisions or tuple(line.vat for line in lines)
    return advance_lines(eur(gross), lines, vat, key="pay/advance/1", rounding=Rounding.HALF_UP)


def test_a_line_says_what_the_advance_is_for_and_is_another_than_the_line_at_the_end() -> None:
    (line,) = asked(("100", AUSTRIAN))
    (got,) = advance("40", [line])
    assert (got.id, got.kind, got.service_id, got.period) == (
        "pay/advance/1/L0", LineKind.ADVANCE, line.service_id, line.period,
    )  # fmt: skip
    assert texts(got.amounts) == ("33.33", "6.67", "40.00")
    assert (got.quantity, got.unit_price, got.adjustments) == (Decimal(1), eur("33.33"), ())


def test_vat_of_a_category_is_rounded_once_for_all_its_lines() -> None:
    """120 + 120 + 123 asked, 0.08 came: 0.0264, 0.0264 and 0.0271 are 0.03 + 0.02 + 0.03 by largest remainder.

    At 20 % 0.05 hold 0.0083 of VAT, a cent; 0.03 and 0.02 hold none each.
    """
    got = advance("0.08", asked(("100", AUSTRIAN), ("100", AUSTRIAN), ("100", SLOVAK)))
    assert [texts(line.amounts)[2] for line in got] == ["0.03", "0.02", "0.03"]
    assert [texts(line.amounts)[1] for line in got] == ["0.01", "0.00", "0.01"]


def test_vat_is_that_of_the_day_of_receipt_or_none() -> None:
    lines = asked(("100", AUSTRIAN))
    assert [texts(line.amounts) for line in advance("40", lines, SLOVAK)] == [("32.52", "7.48", "40.00")]
    assert [texts(line.amounts) for line in advance("40", lines, REVERSED)] == [("40.00", "0.00", "40.00")]


def test_a_line_without_a_share_is_left_out() -> None:
    free = evolve(asked(("100", AUSTRIAN))[0], id="free", amounts=asked(("0", AUSTRIAN))[0].amounts)
    assert [line.id for line in advance("5", [free, *asked(("100", AUSTRIAN))])] == ["pay/advance/1/L0"]


@given(
    st.integers(min_value=1, max_value=50_000),
    st.lists(st.tuples(st.integers(min_value=1, max_value=30_000), st.booleans()), min_size=1, max_size=6),
)
def test_shares_add_up_and_each_is_within_a_cent_of_its_part(cents: int, prices: list[tuple[int, bool]]) -> None:
    lines = asked(*((str(Decimal(price).scaleb(-2)), AUSTRIAN if at_20 else SLOVAK) for price, at_20 in prices))
    got = {line.id: line.amounts for line in advance(str(Decimal(cents).scaleb(-2)), lines)}
    assert sum(each.gross.amount for each in got.values()) == Decimal(cents).scaleb(-2)
    whole = sum(line.amounts.gross.amount for line in lines)
    for line in lines:
        share = got[f"pay/advance/1/{line.id}"].gross.amount if f"pay/advance/1/{line.id}" in got else Decimal(0)
        assert abs(share - Decimal(cents).scaleb(-2) * line.amounts.gross.amount / whole) < Decimal("0.01")


@pytest.mark.parametrize("gross", ["0", "-1"])
def test_nothing_is_no_advance(gross: str) -> None:
    assert refusal(advance, gross, asked(("100", AUSTRIAN))) == ("advance.gross", "gross")


def test_every_line_needs_a_decision() -> None:
    assert refusal(advance, "1", asked(("100", AUSTRIAN)), AUSTRIAN, SLOVAK) == ("advance.decisions", "decisions")

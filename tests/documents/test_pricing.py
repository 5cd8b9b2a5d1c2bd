"""Prices become lines: VAT once per category, shared out; the amount paid stays when VAT changes."""

from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from math import floor

from hypothesis import given
from hypothesis import strategies as st

from hostbilling.documents import Item, Line, price_lines, reprice, totals
from hostbilling.money import Money, Rounding, exact
from hostbilling.vat import Treatment, VatDecision
from tests.samples import EUR, REVERSED, YEAR, decided, refusal, texts

HALF_UP = Rounding.HALF_UP


def item(id: str, price: str, vat: VatDecision, currency: str = EUR) -> Item:  # noqa: A002
    return Item(
        id=id, service_id=f"S{id}", description=f"Service {id}", period=YEAR, price=exact(price, currency), vat=vat
    )


def priced(prices: list[str], vat: VatDecision, *, gross: bool = False, rounding: Rounding = HALF_UP) -> list[Line]:
    items = [item(str(place), price, vat) for place, price in enumerate(prices)]
    return list(price_lines(items, gross=gross, rounding=rounding))


def shown(lines: list[Line]) -> list[tuple[str, str, str]]:
    return [texts(line.amounts) for line in lines]


# --------------------------------------------------------------------------------------- examples worked by hand


def test_vat_is_worked_out_once_for_all_lines_of_a_category() -> None:
    # 3 x 9.99 = 29.97, 23 % of it 6.8931, so 6.89; line by line it would be 3 x 2.30 = 6.90
    lines = priced(["9.99", "9.99", "9.99"], decided("23"))
    assert shown(lines) == [("9.99", "2.30", "12.29"), ("9.99", "2.30", "12.29"), ("9.99", "2.29", "12.28")]
    assert texts(totals(tuple(lines), currency=EUR).amounts) == ("29.97", "6.89", "36.86")


def test_gross_prices_are_what_the_customer_pays() -> None:
    # 3 x 12.29 = 36.87, over 1.23 is 29.9756, so net 29.98 and VAT 6.89
    lines = priced(["12.29", "12.29", "12.29"], decided("23"), gross=True)
    assert shown(lines) == [("9.99", "2.30", "12.29"), ("9.99", "2.30", "12.29"), ("10.00", "2.29", "12.29")]


def test_each_category_is_rounded_by_itself_and_lines_keep_their_order() -> None:
    items = [item("a", "0.10", decided("23")), item("b", "0.10", decided("20", "AT")), item("c", "0.10", decided("23"))]
    lines = price_lines(items, gross=False, rounding=HALF_UP)
    # SK: 0.20 x 23 % = 0.046, 0.05; AT: 0.02
    assert [line.id for line in lines] == ["a", "b", "c"]
    assert shown(list(lines)) == [("0.10", "0.03", "0.13"), ("0.10", "0.02", "0.12"), ("0.10", "0.02", "0.12")]


def test_the_same_rate_in_two_countries_is_two_categories() -> None:
    # 0.02 x 23 % is 0.0046, nothing; both together would owe one cent
    lines = price_lines(
        [item("a", "0.02", decided("23", "SK")), item("b", "0.02", decided("23", "PL"))],
        gross=False,
        rounding=HALF_UP,
    )
    assert [line.amounts.vat.amount for line in lines] == [0, 0]


def test_without_a_rate_net_is_gross_in_either_catalog() -> None:
    for gross in (False, True):
        assert shown(priced(["10.00", "0.05"], REVERSED, gross=gross)) == [
            ("10.00", "0.00", "10.00"),
            ("0.05", "0.00", "0.05"),
        ]


def test_a_rate_of_zero_is_a_rate() -> None:
    lines = priced(["10.00"], decided("0"))
    assert shown(lines) == [("10.00", "0.00", "10.00")]
    assert totals(tuple(lines), currency=EUR).by_rate[0].rate == Decimal(0)


def test_unit_prices_are_rounded_before_vat() -> None:
    # 1.005 is asked for as 1.01; 23 % of 1.01 is 0.2323
    assert shown(priced(["1.005"], decided("23"))) == [("1.01", "0.23", "1.24")]


def test_a_free_line_takes_no_vat_away_from_the_others() -> None:
    assert shown(priced(["0", "10.00"], decided("23"))) == [("0.00", "0.00", "0.00"), ("10.00", "2.30", "12.30")]
    assert shown(priced(["0", "0"], decided("23"), gross=True)) == [("0.00", "0.00", "0.00")] * 2


def test_the_named_rounding_is_used() -> None:
    # 23 % of 0.15 is 0.0345
    by_rounding = {
        rounding: str(priced(["0.15"], decided("23"), rounding=rounding)[0].amounts.vat.amount) for rounding in Rounding
    }
    assert by_rounding == {
        Rounding.HALF_UP: "0.03",
        Rounding.HALF_EVEN: "0.03",
        Rounding.HALF_DOWN: "0.03",
        Rounding.UP: "0.04",
        Rounding.DOWN: "0.03",
    }


def test_a_currency_without_cents() -> None:
    (line,) = price_lines([item("a", "105", decided("10"), "JPY")], gross=False, rounding=HALF_UP)
    assert texts(line.amounts) == ("105", "11", "116")  # 10.5 goes up


def test_no_items_are_no_lines() -> None:
    assert price_lines([], gross=False, rounding=HALF_UP) == ()


def test_what_cannot_be_priced_is_refused() -> None:
    twice = [item("a", "1.00", decided("23")), item("a", "5.00", decided("23"))]
    assert refusal(price_lines, twice, gross=False, rounding=HALF_UP) == ("id.duplicate", "items")
    mixed = [item("a", "1.00", decided("23")), item("b", "5", decided("23"), "JPY")]
    assert refusal(price_lines, mixed, gross=False, rounding=HALF_UP) == ("document.currency", "items.b.price")
    one = [item("a", "1.00", decided("23"))]
    assert refusal(price_lines, one, gross=False, rounding="half up") == ("value.type", "rounding")


# --------------------------------------------------------------------------------------- the amount paid stays


def test_a_higher_rate_comes_out_of_the_net() -> None:
    before = priced(["100.00"], decided("20"))
    (line,) = reprice(before, [decided("23")], rounding=HALF_UP)
    assert texts(line.amounts) == ("97.56", "22.44", "120.00")  # 120 / 1.23 = 97.561
    assert line.vat.rate == Decimal(23)
    assert line.vat.explain() == (
        "VAT changed from standard 20 % (SK) to standard 23 % (SK) between the call and the payment: the amount paid "
        "stays, the net follows."
    )


def test_a_vat_id_that_came_late_leaves_no_vat() -> None:
    (line,) = reprice(priced(["100.00"], decided("21", "CZ")), [REVERSED], rounding=HALF_UP)
    assert texts(line.amounts) == ("121.00", "0.00", "121.00")
    assert "from standard 21 % (CZ) to reverse_charge (CZ)" in line.vat.explain()


def test_a_vat_id_that_was_lost_takes_vat_out_of_what_was_paid() -> None:
    (line,) = reprice(priced(["100.00"], REVERSED), [decided("21", "CZ")], rounding=HALF_UP)
    assert texts(line.amounts) == ("82.64", "17.36", "100.00")  # 100 / 1.21 = 82.645


def test_unchanged_vat_keeps_amounts_and_takes_the_newer_decision() -> None:
    before = priced(["9.99", "9.99", "9.99"], decided("23"))
    later = decided("23", tax_point=YEAR.start, taxed_on=YEAR.start)
    after = reprice(before, [later] * 3, rounding=HALF_UP)
    assert shown(list(after)) == shown(before)
    assert {line.vat for line in after} == {later}
    assert later.explain() == ""


def test_a_change_of_one_category_leaves_the_others_to_the_cent() -> None:
    # Cut down, 23 % of 0.04 is nothing. Taken out of 0.04 gross it would be a cent: 0.04 / 1.23 = 0.0325, cut to 0.03.
    kept, changed = item("a", "0.04", decided("23")), item("b", "10.00", decided("20", "AT"))
    before = price_lines([kept, changed], gross=False, rounding=Rounding.DOWN)
    after = reprice(before, [decided("23"), decided("22", "AT")], rounding=Rounding.DOWN)
    assert shown(list(before)) == [("0.04", "0.00", "0.04"), ("10.00", "2.00", "12.00")]
    assert shown(list(after)) == [("0.04", "0.00", "0.04"), ("9.83", "2.17", "12.00")]  # 12 / 1.22 = 9.836
    assert after[0].vat.reasons == ()


def test_a_line_that_joins_a_category_is_taxed_together_with_it() -> None:
    before = price_lines(
        [item("a", "0.02", decided("20", "AT")), item("b", "0.02", decided("23"))], gross=False, rounding=HALF_UP
    )
    after = reprice(before, [decided("23"), decided("23")], rounding=HALF_UP)
    # 0.04 / 1.23 = 0.0325: net 0.03 and one cent of VAT for both together
    assert texts(totals(after, currency=EUR).amounts) == ("0.03", "0.01", "0.04")


# --------------------------------------------------------------------------------------- laws

RATES = [
    decided("23"),
    decided("20", "AT"),
    decided("23", "PL"),
    decided("25.5", "FI"),
    decided("0", "IE"),
    REVERSED,
    decided(None, "CH", Treatment.OUTSIDE_SCOPE),
]


def prices() -> st.SearchStrategy[Money]:
    return st.decimals(0, 100_000, places=2).map(lambda amount: exact(amount, EUR))


@st.composite
def item_lists(draw: st.DrawFn) -> list[Item]:
    chosen = draw(st.lists(st.tuples(prices(), st.sampled_from(RATES)), min_size=1, max_size=8))
    return [item(str(place), str(price.amount), vat) for place, (price, vat) in enumerate(chosen)]


def cents(money: Money) -> Fraction:
    return Fraction(money.amount) * 100


def half_up(number: Fraction) -> int:
    return floor(number + Fraction(1, 2))


@given(item_lists(), st.booleans())
def test_vat_of_a_category_is_the_exact_product_rounded_once(items: list[Item], gross: bool) -> None:  # noqa: FBT001
    lines = price_lines(items, gross=gross, rounding=HALF_UP)
    asked: dict[VatDecision, Fraction] = defaultdict(Fraction)
    taxed: dict[VatDecision, Fraction] = defaultdict(Fraction)
    for each, line in zip(items, lines, strict=True):
        assert cents(line.amounts.net) + cents(line.amounts.vat) == cents(line.amounts.gross)
        assert (line.amounts.gross if gross else line.amounts.net) == each.price
        asked[each.vat] += cents(each.price)
        taxed[each.vat] += cents(line.amounts.vat)
    for vat, sum_ in asked.items():
        rate = Fraction(vat.rate or 0) / 100
        assert taxed[vat] == (sum_ - half_up(sum_ / (1 + rate)) if gross else half_up(sum_ * rate))


@given(item_lists(), st.booleans())
def test_shares_are_within_a_cent_of_the_line_s_own_vat(items: list[Item], gross: bool) -> None:  # noqa: FBT001
    for line in price_lines(items, gross=gross, rounding=HALF_UP):
        own = cents(line.amounts.net) * Fraction(line.vat.rate or 0) / 100
        assert abs(cents(line.amounts.vat) - own) < 2  # its share is cut or filled by less than 1, the sum by half


@given(item_lists(), st.lists(st.sampled_from(RATES), min_size=8, max_size=8))
def test_repricing_never_changes_what_was_paid(items: list[Item], later: list[VatDecision]) -> None:
    before = price_lines(items, gross=False, rounding=HALF_UP)
    after = reprice(before, later[: len(before)], rounding=HALF_UP)
    assert [line.amounts.gross for line in after] == [line.amounts.gross for line in before]
    for old, new, decision in zip(before, after, later, strict=False):
        assert (new.id, new.service_id, new.period, new.description) == (
            old.id,
            old.service_id,
            old.period,
            old.description,
        )
        said_so = any(reason.code == "documents.kept_gross" for reason in new.vat.reasons)
        assert said_so is (decision != old.vat)


def test_a_line_of_a_changed_category_loses_its_net_unit_price_and_keeps_a_gross_one() -> None:
    for gross, price in ((False, None), (True, exact("120", EUR))):
        (line,) = reprice(priced(["120"], decided("20"), gross=gross), [decided("23")], rounding=HALF_UP)
        assert line.unit_price == price

"""Amounts, exchange, and what changed since the proforma."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from hypothesis import example, given
from hypothesis import strategies as st

from hostbilling.errors import InvalidInput, NotFound
from hostbilling.money import Money, Rounding, add, payable
from hostbilling.vat import (
    ExchangeRate,
    OnChange,
    OnLateId,
    RoundingUnit,
    compute,
    compute_lines,
    convert,
    in_national_currency,
    in_return_currency,
    is_reachable,
    late_id,
    national_currency,
    reprice,
)
from tests.refusals import refused

from .samples import FRENCH, ON, SLOVAK, business, consumer, decided

UP = Rounding.HALF_UP
HUNGARIAN = decided(FRENCH, consumer("HU"))
REVERSED = decided(FRENCH, business("DE"))
OUTSIDE = decided(FRENCH, consumer("US"))
AT_20 = decided(SLOVAK, business("SK"), on=date(2024, 12, 31))
AT_23 = decided(SLOVAK, business("SK"), on=date(2025, 1, 1))


def eur(amount: str) -> Money:
    return payable(amount, "EUR")


class TestCompute:
    def test_from_net_and_from_gross(self) -> None:
        net = compute(HUNGARIAN, net=eur("100"), rounding=UP)
        assert (net.vat, net.gross) == (eur("27"), eur("127"))
        gross = compute(HUNGARIAN, gross=eur("120"), rounding=UP)
        assert (gross.net, gross.vat) == (eur("94.49"), eur("25.51"))

    @pytest.mark.parametrize("decision", [REVERSED, OUTSIDE])
    def test_where_no_rate_applies_nothing_is_added(self, decision: object) -> None:
        for given_as in ("net", "gross"):
            amounts = compute(decision, **{given_as: eur("100")}, rounding=UP)  # type: ignore[arg-type]
            assert (amounts.net, amounts.vat, amounts.gross) == (eur("100"), eur("0"), eur("100"))

    def test_negative_amounts_mirror(self) -> None:
        assert compute(HUNGARIAN, net=eur("-0.05"), rounding=UP).vat == eur("-0.01")

    def test_exactly_one_amount_is_needed(self) -> None:
        assert refused(compute, HUNGARIAN, rounding=UP) == ("vat.amount", "net")
        assert refused(compute, HUNGARIAN, net=eur("1"), gross=eur("1"), rounding=UP) == ("vat.amount", "net")


class TestLines:
    lines = (eur("0.07"), eur("0.07"), eur("0.07"))

    def test_once_for_the_document(self) -> None:
        """27 % of 0.21 is 0.0567."""
        assert compute_lines(HUNGARIAN, self.lines, rounding=UP).vat == eur("0.06")

    def test_line_by_line(self) -> None:
        """27 % of 0.07 is 0.0189."""
        amounts = compute_lines(HUNGARIAN, [*self.lines, eur("0.02")], rounding=UP, unit=RoundingUnit.PER_LINE)
        assert (amounts.net, amounts.vat, amounts.gross) == (eur("0.23"), eur("0.07"), eur("0.30"))

    def test_there_must_be_one(self) -> None:
        assert refused(compute_lines, HUNGARIAN, [], rounding=UP) == ("vat.lines", "nets")
        assert compute_lines(HUNGARIAN, [eur("1")], rounding=UP).gross == eur("1.27")


class TestReachable:
    @pytest.mark.parametrize(("gross", "reachable"), [("0.02", True), ("0.03", False), ("0.04", True), ("123", True)])
    def test_at_23_percent(self, gross: str, *, reachable: bool) -> None:
        assert is_reachable(eur(gross), rate=Decimal(23), rounding=UP) is reachable


class TestExchange:
    dollar = ExchangeRate(quote="USD", price="1.0850", on=ON, source="ECB")
    zloty = ExchangeRate(quote="PLN", price="4.2500", on=ON, source="NBP")

    def test_both_directions(self) -> None:
        assert convert(payable("20", "USD"), to="EUR", rates=[self.dollar], rounding=UP) == eur("18.43")
        assert convert(eur("20"), to="USD", rates=[self.dollar], rounding=UP) == payable("21.70", "USD")

    def test_two_currencies_cross_through_the_euro_and_round_once(self) -> None:
        """100 / 1.0850 * 4.25 is 391.705 and a bit."""
        crossed = convert(payable("100", "USD"), to="PLN", rates=[self.dollar, self.zloty], rounding=UP)
        assert crossed == payable("391.71", "PLN")

    def test_the_same_currency_needs_no_rate(self) -> None:
        assert convert(eur("20"), to="EUR", rates=[], rounding=UP) == eur("20")

    def test_all_rates_of_a_day_may_be_given(self) -> None:
        every = [self.dollar, self.zloty, ExchangeRate(quote="PLN", price="9", on=ON, source="later in the list")]
        assert convert(eur("20"), to="PLN", rates=every, rounding=UP) == payable("85.00", "PLN")
        assert convert(payable("85", "PLN"), to="EUR", rates=every, rounding=UP) == eur("20.00")
        assert convert(payable("100", "USD"), to="PLN", rates=every[::-1][1:], rounding=UP) == payable("391.71", "PLN")
        assert convert(eur("20"), to="EUR", rates=every, rounding=UP) == eur("20")

    def test_what_is_told_are_the_rates_that_were_used(self) -> None:
        every = [self.dollar, self.zloty]
        used = in_national_currency(eur("23"), state="PL", on=ON, rates=every, rounding=UP)
        assert (str(used.amount), dict(used.reason.facts)["source"]) == ("97.75 PLN", "NBP")
        already = in_national_currency(eur("23"), state="SK", on=ON, rates=every, rounding=UP)
        assert (already.amount, already.reason.code) == (eur("23"), "vat.amount.same_currency")

    def test_rates_must_lead_there(self) -> None:
        assert refused(convert, eur("20"), to="HUF", rates=[self.dollar], rounding=UP) == ("exchange.path", "rates")
        passing_by = convert(payable("20", "USD"), to="EUR", rates=[self.zloty, self.dollar], rounding=UP)
        assert passing_by == eur("18.43")

    def test_a_price_may_be_below_one(self) -> None:
        pound = ExchangeRate(quote="GBP", price="0.8500", on=ON, source="ECB")
        assert convert(eur("100"), to="GBP", rates=[pound], rounding=UP) == payable("85", "GBP")

    @pytest.mark.parametrize(
        ("price", "code"),
        [("0", "exchange.price"), ("-1", "exchange.price"), ("NaN", "money.not_finite"), (1.085, "money.float")],
    )
    def test_a_price_is_above_zero(self, price: Any, code: str) -> None:
        assert refused(ExchangeRate, quote="USD", price=price, on=ON, source="ECB") == (code, "exchange.price")

    def test_in_the_currency_of_the_state(self) -> None:
        stated = in_national_currency(eur("23"), state="PL", on=ON, rates=[self.zloty], rounding=UP)
        assert stated.amount == payable("97.75", "PLN")
        assert stated.reason.code == "vat.amount.national_currency"
        assert "NBP" in str(stated.reason)
        assert str(ON) in str(stated.reason)

    def test_in_the_currency_of_the_return(self) -> None:
        stated = in_return_currency(payable("97.75", "PLN"), rates=[self.zloty], rounding=UP)
        assert (stated.amount, stated.reason.code) == (eur("23"), "vat.amount.return_currency")
        same = in_return_currency(eur("1"), rates=[], rounding=UP)
        assert (same.amount, str(same.reason)) == (eur("1"), "The VAT is in EUR already.")
        crossed = in_return_currency(payable("100", "USD"), to="PLN", rates=[self.dollar, self.zloty], rounding=UP)
        assert dict(crossed.reason.facts) == {"currency": "PLN", "source": "ECB, NBP", "on": "2026-11-21"}
        older = evolve(self.dollar, on=date(2026, 11, 20))
        crossed = in_return_currency(payable("100", "USD"), to="PLN", rates=[older, self.zloty], rounding=UP)
        assert dict(crossed.reason.facts)["on"] == "2026-11-20, 2026-11-21"

    @pytest.mark.parametrize(
        ("state", "last_day", "before"),
        [("BG", date(2025, 12, 31), "BGN"), ("HR", date(2022, 12, 31), "HRK"), ("LT", date(2014, 12, 31), "LTL"),
         ("LV", date(2013, 12, 31), "LVL"), ("EE", date(2010, 12, 31), "EEK")],
    )  # fmt: skip
    def test_the_euro_came_on_a_day(self, state: str, last_day: date, before: str) -> None:
        assert national_currency(state, on=last_day) == before
        assert national_currency(state, on=date(last_day.year + 1, 1, 1)) == "EUR"

    def test_other_places_have_no_row(self) -> None:
        with pytest.raises(NotFound, match=r"pass a member state") as caught:
            national_currency("US", on=ON)
        assert caught.value.code == "state.unknown"


class TestChanges:
    asked = compute(AT_20, net=eur("100"), rounding=UP)

    def test_nothing_changed(self) -> None:
        result = reprice(self.asked, before=AT_20, now=AT_20, policy=OnChange.REQUOTE, rounding=UP)
        assert (result.amounts, result.must_ask_again) == (self.asked, False)
        assert [reason.code for reason in result.reasons] == ["vat.change.none"]

    def test_keep_gross(self) -> None:
        """120 at 23 % is 97.56 and 22.44."""
        result = reprice(self.asked, before=AT_20, now=AT_23, policy=OnChange.KEEP_GROSS, rounding=UP)
        assert (result.amounts.net, result.amounts.vat, result.amounts.gross) == (
            eur("97.56"),
            eur("22.44"),
            eur("120"),
        )
        assert result.must_ask_again is False
        assert [reason.code for reason in result.reasons] == ["vat.change.rate", "vat.change.gross_kept"]
        assert "20 %" in str(result.reasons[0])
        assert "23 %" in str(result.reasons[0])

    def test_requote(self) -> None:
        result = reprice(self.asked, before=AT_20, now=AT_23, policy=OnChange.REQUOTE, rounding=UP)
        assert (result.amounts.net, result.amounts.gross) == (eur("100"), eur("123"))
        assert result.must_ask_again
        assert [reason.code for reason in result.reasons] == ["vat.change.rate", "vat.change.requoted"]
        assert "123" in str(result.reasons[1])

    def test_requoting_nothing_asks_nobody(self) -> None:
        free = compute(AT_20, net=eur("0"), rounding=UP)
        assert not reprice(free, before=AT_20, now=AT_23, policy=OnChange.REQUOTE, rounding=UP).must_ask_again

    def test_an_id_was_confirmed_meanwhile(self) -> None:
        asked = compute(decided(FRENCH, consumer("DE")), net=eur("100"), rounding=UP)
        before = decided(FRENCH, consumer("DE"))
        result = reprice(asked, before=before, now=REVERSED, policy=OnChange.REQUOTE, rounding=UP)
        assert result.amounts.gross == eur("100")
        assert [reason.code for reason in result.reasons] == ["vat.change.treatment", "vat.change.requoted"]
        assert "was standard when" in str(result.reasons[0])
        assert "is reverse charge now" in str(result.reasons[0])


@pytest.mark.requirement("R-079")
class TestLateId:
    invoiced = decided(FRENCH, consumer("DE"))

    def test_no_refund_by_default(self) -> None:
        result = late_id(self.invoiced, with_id=REVERSED)
        assert (result.corrects, result.reason.code) == (False, "vat.change.late_id_kept")

    def test_corrected_by_policy(self) -> None:
        result = late_id(self.invoiced, with_id=REVERSED, policy=OnLateId.CORRECT)
        assert (result.corrects, result.reason.code) == (True, "vat.change.late_id_corrected")

    @pytest.mark.parametrize("policy", list(OnLateId))
    def test_nothing_to_correct_where_the_id_changes_nothing(self, policy: OnLateId) -> None:
        for invoiced, with_id in ((AT_23, AT_23), (REVERSED, REVERSED), (OUTSIDE, OUTSIDE)):
            result = late_id(invoiced, with_id=with_id, policy=policy)
            assert (result.corrects, result.reason.code) == (False, "vat.change.none")


@given(cents=st.integers(-10_000_000, 10_000_000), rounding=st.sampled_from(Rounding))
def test_a_gross_amount_is_kept_to_the_cent(cents: int, rounding: Rounding) -> None:
    gross = eur(str(Decimal(cents) / 100))
    for decision in (HUNGARIAN, REVERSED):
        amounts = compute(decision, gross=gross, rounding=rounding)
        assert add(amounts.net, amounts.vat) == amounts.gross == gross


@given(
    net=st.integers(-100_000, 100_000),
    rate=st.sampled_from(["8.5", "17", "20", "25.5", "27"]),
    rounding=st.sampled_from(Rounding),
)
@example(net=1, rate="20", rounding=Rounding.UP)
@example(net=-1, rate="20", rounding=Rounding.UP)
@example(net=3, rate="27", rounding=Rounding.UP)
@example(net=7, rate="8.5", rounding=Rounding.DOWN)
def test_every_gross_made_from_a_net(net: int, rate: str, rounding: Rounding) -> None:
    from hostbilling.money import gross_from_net

    gross = gross_from_net(eur(str(Decimal(net) / 100)), rate=Decimal(rate), rounding=rounding).gross
    assert is_reachable(gross, rate=Decimal(rate), rounding=rounding)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: compute(HUNGARIAN, net=eur("1"), gross=eur("2"), rounding=UP),
         "net or gross is needed, one of them, got Money('1.00', 'EUR'); pass exactly one [vat.amount]"),
        (lambda: compute_lines(HUNGARIAN, (), rounding=UP),
         "nets is empty, got (); pass at least one line [vat.lines]"),
        (lambda: convert(eur("1"), to="HUF", rates=(), rounding=UP),
         "rates lead to EUR, not to HUF, got (); give a rate for each step [exchange.path]"),
        (lambda: ExchangeRate(quote="USD", price="0", on=ON, source="ECB"),
         "exchange.price is no price, got Decimal('0'); give a number above zero [exchange.price]"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_remedy(call: Callable[[], object], message: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        call()
    assert str(caught.value) == message

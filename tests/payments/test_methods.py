"""The ways to pay that are offered are a function of the order."""

from datetime import date
from typing import Any

import pytest

from hostbilling.demands import Instrument
from hostbilling.money import payable
from hostbilling.payments import Method, MethodKind, ToPay, methods
from tests.samples import eur, refusal

TODAY = date(2026, 4, 1)
CARD = Method(id="card", kind=MethodKind.CARD, least=eur("1.00"), most=eur("2000.00"))
PAYPAL = Method(id="paypal", kind=MethodKind.PAYPAL, currencies=frozenset({"EUR"}))
DEBIT = Method(id="sepa", kind=MethodKind.DIRECT_DEBIT, countries=frozenset({"SK", "AT"}), days=2)
WIRE = Method(id="wire", kind=MethodKind.TRANSFER, days=3)
CREDIT = Method(id="credit", kind=MethodKind.WALLET)
TERMS = Method(id="terms", kind=MethodKind.TRANSFER, businesses_only=True)
ALL = (CARD, PAYPAL, DEBIT, WIRE, CREDIT, TERMS)


def order(**changes: Any) -> ToPay:
    facts: dict[str, Any] = {"amount": eur("12.30"), "country": "SK", "due_on": date(2026, 4, 15)}
    return ToPay(**{**facts, **changes})


def offered(**changes: Any) -> list[str]:
    return [each.method.id for each in methods(order(**changes), ALL, on=TODAY) if each.is_offered]


@pytest.mark.requirement("R-068")
def test_the_order_decides_which_methods_are_offered() -> None:
    assert offered() == ["card", "paypal", "sepa", "wire"]
    assert offered(spendable=eur("12.30")) == ["card", "paypal", "sepa", "wire", "credit"]
    assert offered(tacit=True, spendable=eur("99.00")) == ["card", "paypal", "sepa"]
    assert offered(due_on=date(2026, 4, 3)) == ["card", "paypal", "sepa"]
    assert offered(due_on=TODAY) == ["card", "paypal"]
    assert offered(amount=payable("300", "CZK"), country="CZ") == ["card", "wire"]
    assert offered(is_business=True)[-1] == "terms"
    assert offered(amount=eur("0.99")) == ["paypal", "sepa", "wire"]
    assert offered(amount=eur("1.00"))[0] == offered(amount=eur("2000.00"))[0] == "card"
    assert offered(amount=eur("2000.01")) == ["paypal", "sepa", "wire"]
    assert offered(amount=eur("0.00")) == []


def test_a_country_is_the_same_by_its_aliases_and_in_small_letters() -> None:
    greek = Method(id="greek", kind=MethodKind.TRANSFER, countries={"el", "uk"}, currencies=["EUR"])
    assert greek.countries == {"GR", "GB"}
    for country in ("gr", "EL", "GB"):
        (found,) = methods(order(country=country), [greek], on=TODAY)
        assert found.is_offered


def test_bounds_hold_in_their_own_currency_only() -> None:
    (found,) = methods(order(amount=payable("0.50", "CZK")), [CARD], on=TODAY)
    assert found.is_offered


@pytest.mark.requirement("R-067")
def test_a_wallet_is_never_filled_from_itself() -> None:
    assert "credit" not in offered(top_up=True, spendable=eur("99.00"))
    (found,) = methods(order(top_up=True, spendable=eur("99.00")), [CREDIT], on=TODAY)
    assert list(map(str, found.against)) == ["The wallet cannot be filled from itself."]


def test_every_reason_against_a_method_is_given() -> None:
    debit = Method(id="sepa", kind=MethodKind.DIRECT_DEBIT, currencies=frozenset({"EUR"}), countries=frozenset({"AT"}))
    (found,) = methods(order(amount=payable("300", "CZK")), [debit], on=TODAY)
    assert list(map(str, found.against)) == ["sepa does not take CZK.", "sepa is not for customers in SK."]
    (wallet,) = methods(order(spendable=eur("12.29")), [CREDIT], on=TODAY)
    assert list(map(str, wallet.against)) == ["The wallet holds 12.29 EUR of 12.30 EUR."]


def test_a_method_comes_with_the_instruments_that_can_be_charged() -> None:
    good = Instrument(id="i1", label="Visa", usable_until=date(2027, 1, 31))
    old = Instrument(id="i2", label="Visa", usable_until=date(2026, 3, 31))
    mandate = Instrument(id="i3", label="SEPA", usable_until=date(2099, 12, 31), method="sepa")
    found = methods(order(instruments=[good, old, mandate]), [CARD, DEBIT], on=TODAY)
    assert [[each.id for each in way.instruments] for way in found] == [["i1"], ["i3"]]
    (refused,) = methods(order(country="FR", instruments=(mandate,)), [DEBIT], on=TODAY)
    assert refused.instruments == ()


def test_a_mandate_that_is_not_used_lapses() -> None:
    mandate = Instrument(
        id="m", label="SEPA", usable_until=date(2099, 12, 31), method="sepa", last_used_on=date(2023, 4, 1),
        lapses_after=36,
    )  # fmt: skip
    assert mandate.charged_until == date(2026, 4, 1)
    assert [mandate.usable(day) for day in (date(2026, 4, 1), date(2026, 4, 2))] == [True, False]
    assert refusal(
        Instrument, id="m", label="SEPA", usable_until=date(2099, 12, 31), lapses_after=36
    ) == ("instrument.unused", "instrument.last_used_on")  # fmt: skip


def test_what_is_late_is_still_paid_by_any_method() -> None:
    assert offered(due_on=date(2026, 3, 31)) == ["card", "paypal", "sepa", "wire"]


def test_every_reason_in_words() -> None:
    said = [
        str(reason)
        for each in methods(order(amount=eur("0.99"), due_on=date(2026, 4, 2), tacit=True), ALL, on=TODAY)
        for reason in each.against
    ]
    assert said == [
        "card takes 1.00 EUR or more, not 0.99 EUR.",
        "sepa takes 2 days, and it is due on 2026-04-02.",
        "wire takes 3 days, and it is due on 2026-04-02.",
        "wire cannot be charged again by itself, as tacit renewal needs.",
        "credit cannot be charged again by itself, as tacit renewal needs.",
        "The wallet holds nothing of 0.99 EUR.",
        "terms is for businesses only.",
        "terms cannot be charged again by itself, as tacit renewal needs.",
    ]
    (card,) = methods(order(amount=eur("2000.01")), [CARD], on=TODAY)
    assert [str(reason) for reason in card.against] == ["card takes 2000.00 EUR at most, not 2000.01 EUR."]
    (free,) = methods(order(amount=eur("0.00")), [CREDIT], on=TODAY)
    assert [str(reason) for reason in free.against] == ["There is nothing to pay."]


def test_the_day_is_asked_for() -> None:
    assert refusal(methods, order(), ALL, on=None)[1] == "on"

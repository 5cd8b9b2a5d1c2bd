"""A credit used for what is open, and the VAT of money paid into a wallet."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.money import add, payable, total
from hostbilling.payments import Cover, Due, Paper, VatRegime, cover, top_up
from tests.refusals import refused
from tests.samples import eur, texts


def due(name: str, day: int, amount: str) -> Due:
    return Due(id=name, due_on=date(2026, 11, day), amount=eur(amount))


OPEN = [due("P2", 20, "50"), due("P1", 10, "100"), due("P3", 30, "20")]


@pytest.mark.parametrize(
    ("credit", "how", "applied", "left"),
    [
        ("120", Cover.PARTIAL, [("P1", "100.00"), ("P2", "20.00")], "0.00"),
        ("200", Cover.PARTIAL, [("P1", "100.00"), ("P2", "50.00"), ("P3", "20.00")], "30.00"),
        ("99.99", Cover.FULL_ONLY, [("P2", "50.00"), ("P3", "20.00")], "29.99"),
        ("100", Cover.FULL_ONLY, [("P1", "100.00")], "0.00"),
        ("10", Cover.FULL_ONLY, [], "10.00"),
        ("0", Cover.PARTIAL, [], "0.00"),
    ],
)
def test_the_oldest_due_is_covered_first(credit: str, how: Cover, applied: list[tuple[str, str]], left: str) -> None:
    got = cover(eur(credit), OPEN, how=how)
    assert [(name, str(amount.amount)) for name, amount in got.applied] == applied
    assert str(got.left.amount) == left


@given(st.integers(0, 300), st.lists(st.integers(-5, 90), max_size=6), st.sampled_from(Cover))
def test_what_is_applied_and_left_is_the_credit(credit: int, open_ones: list[int], how: Cover) -> None:
    asked = [due(f"P{at}", at + 1, str(amount)) for at, amount in enumerate(open_ones)]
    got = cover(eur(str(credit)), asked, how=how)
    assert add(got.left, total((amount for _, amount in got.applied), currency="EUR")) == eur(str(credit))
    of = {each.id: each.amount for each in asked}
    assert all(0 < amount.amount <= of[name].amount for name, amount in got.applied)
    assert how is Cover.PARTIAL or all(amount == of[name] for name, amount in got.applied)


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: cover(eur("-1"), [], how=Cover.PARTIAL), "cover.credit"),
        (lambda: cover(payable("1", "CZK"), OPEN, how=Cover.PARTIAL), "money.currency_mismatch"),
        (lambda: Due(id="", due_on=date(2026, 1, 1), amount=eur("1")), "text.empty"),
        (lambda: Due(id="P", due_on="2026-01-01", amount=eur("1")), "date.type"),  # type: ignore[arg-type]
        (lambda: top_up(eur("10"), regime=None), "top_up.regime"),  # type: ignore[arg-type]
        (lambda: top_up(eur("10"), regime="deposit"), "value.type"),  # type: ignore[arg-type]
        (lambda: top_up(eur("10"), regime=VatRegime.PREPAYMENT), "top_up.rate"),
        (lambda: top_up(eur("10"), regime=VatRegime.SINGLE_PURPOSE, rate=Decimal(101)), "money.rate"),
    ],
)
def test_bad_input_is_refused(call: Any, code: str) -> None:
    assert refused(call)[0] == code


@pytest.mark.parametrize(
    ("regime", "worked", "paper"),
    [
        (VatRegime.DEPOSIT, ("10.00", "0.00", "10.00"), Paper.RECEIPT),
        (VatRegime.MULTI_PURPOSE, ("10.00", "0.00", "10.00"), Paper.RECEIPT),
        (VatRegime.PREPAYMENT, ("8.33", "1.67", "10.00"), Paper.TAX_DOCUMENT),
        (VatRegime.SINGLE_PURPOSE, ("8.33", "1.67", "10.00"), Paper.TAX_DOCUMENT),
    ],
)
def test_vat_of_a_top_up(regime: VatRegime, worked: tuple[str, str, str], paper: Paper) -> None:
    got = top_up(eur("10"), regime=regime, rate=Decimal(20))
    assert (texts(got.amounts), got.paper) == (worked, paper)
    assert got.reasons[0].law

"""What was taxed when it was paid into a wallet is deducted where it is spent, to the cent."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.errors import Impossible, NotFound
from hostbilling.money import Rounding, payable, total
from hostbilling.payments import Entry, Origin, Taxed, Terms, VatRegime, Wallet, WalletPolicy, taxed_before, top_up
from tests.samples import eur, refusal

DAY = date(2026, 3, 1)
AT_20 = Terms(regime=VatRegime.PREPAYMENT, rate=Decimal(20))


def came(id_: str, amount: str, terms: Terms) -> Entry:
    return Entry(id=id_, on=DAY, amount=eur(amount), why="paid in", terms=terms)


def spent(wallet: Wallet, id_: str, amount: str) -> Wallet:
    return wallet.spend(eur(amount), id=id_, on=DAY, why="bought")


def told(found: tuple[Taxed, ...]) -> list[tuple[str, str, str, str]]:
    return [
        (each.lot, str(each.amounts.net.amount), str(each.amounts.vat.amount), str(each.amounts.gross.amount))
        for each in found
    ]


def test_what_is_spent_bit_by_bit_bears_the_vat_of_the_top_up() -> None:
    wallet = Wallet(currency="EUR").put(came("t", "10", AT_20))
    for id_, amount in (("a", "3"), ("b", "3.33"), ("c", "3.67")):
        wallet = spent(wallet, id_, amount)
    assert told(taxed_before(wallet, "a")) == [("t", "2.50", "0.50", "3.00")]
    assert told(taxed_before(wallet, "b")) == [("t", "2.78", "0.55", "3.33")]  # 6.33 / 1.2 is 5.275, so 5.28 - 2.50
    assert told(taxed_before(wallet, "c")) == [("t", "3.05", "0.62", "3.67")]  # 8.33 - 5.28
    assert told(taxed_before(wallet, "b", rounding=Rounding.HALF_EVEN)) == [("t", "2.78", "0.55", "3.33")]
    assert told(taxed_before(wallet, "b", rounding=Rounding.DOWN)) == [("t", "2.77", "0.56", "3.33")]


def test_every_lot_has_its_own_rate_and_what_was_not_taxed_is_left_out() -> None:
    voucher = Terms(regime=VatRegime.SINGLE_PURPOSE, rate=Decimal(10))
    wallet = Wallet(currency="EUR")
    for entry in (
        came("gift", "1", Terms(origin=Origin.GRANTED)),
        came("deposit", "2", Terms(regime=VatRegime.DEPOSIT)),
        came("surplus", "3", Terms(origin=Origin.OVERPAID)),
        came("many", "4", Terms(regime=VatRegime.MULTI_PURPOSE)),
        came("paid", "12", AT_20),
        came("voucher", "22", voucher),
        came("later", "5", AT_20),
    ):
        wallet = wallet.put(entry)
    found = taxed_before(spent(wallet, "d", "33"), "d")
    assert told(found) == [("paid", "10.00", "2.00", "12.00"), ("voucher", "10.00", "1.00", "11.00")]
    assert [(each.regime, each.rate) for each in found] == [
        (VatRegime.PREPAYMENT, Decimal(20)), (VatRegime.SINGLE_PURPOSE, Decimal(10)),
    ]  # fmt: skip
    assert taxed_before(spent(wallet, "d", "10"), "d") == ()


def test_what_settled_a_debt_was_spent_first() -> None:
    wallet = Wallet(currency="EUR").put(Entry(id="b", on=DAY, amount=eur("-4"), why="chargeback", reversal=True))
    wallet = spent(wallet.put(came("t", "10", AT_20)), "d", "6")
    assert told(taxed_before(wallet, "d")) == [("t", "5.00", "1.00", "6.00")]  # 8.33 - 3.33 of the 4.00 before


@given(
    st.lists(st.integers(1, 5000), min_size=1, max_size=6),
    st.sampled_from([0, 5, 20, 23, 25]),
    st.sampled_from([Rounding.HALF_UP, Rounding.HALF_EVEN, Rounding.DOWN]),
)
def test_all_that_is_spent_of_a_lot_bears_the_vat_of_its_top_up(
    cents: list[int], rate: int, rounding: Rounding
) -> None:
    amounts = [payable(Decimal(each).scaleb(-2), "EUR") for each in cents]
    paid = total(amounts, currency="EUR")
    terms = WalletPolicy(regime=VatRegime.PREPAYMENT).terms(DAY, rate=Decimal(rate))
    wallet = Wallet(currency="EUR").put(Entry(id="t", on=DAY, amount=paid, why="paid in", terms=terms))
    for at, amount in enumerate(amounts):
        wallet = wallet.spend(amount, id=f"d{at}", on=DAY, why="bought")
    found = [one for at in range(len(amounts)) for one in taxed_before(wallet, f"d{at}", rounding=rounding)]
    taxed = top_up(paid, regime=VatRegime.PREPAYMENT, rate=Decimal(rate), rounding=rounding)
    assert [each.amounts.gross for each in found] == amounts
    assert total((each.amounts.vat for each in found), currency="EUR") == taxed.amounts.vat


def test_what_nothing_is_known_of_is_refused() -> None:
    wallet = spent(Wallet(currency="EUR").put(came("t", "10", Terms(regime=VatRegime.PREPAYMENT))), "d", "1")
    for unknown in ("x", "t"):
        with pytest.raises(NotFound, match=f"entry is not known, got '{unknown}'; pass the id of an entry that spent"):
            taxed_before(wallet, unknown)
    with pytest.raises(Impossible) as caught:
        taxed_before(wallet, "d")
    assert str(caught.value) == (
        "terms.rate was taxed at a rate that is not known, got 't'; give Terms the rate of the top-up [taxed.rate]"
    )
    assert refusal(Terms, rate=Decimal(20)) == ("terms.rate", "terms.rate")
    assert refusal(Terms, regime=VatRegime.DEPOSIT, rate=Decimal(20)) == ("terms.rate", "terms.rate")
    assert refusal(taxed_before, wallet, "") == ("text.empty", "entry_id")
    assert refusal(taxed_before, wallet, "d", rounding="up") == ("value.type", "rounding")

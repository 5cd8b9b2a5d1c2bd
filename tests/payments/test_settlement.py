"""What money does to a demand: held until it is complete, then fills it whole; not one cent appears or vanishes."""

from datetime import datetime
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.demands import PLAIN_FILLING, Demand, Fill, Filling, Kind, Part, PartState
from hostbilling.money import Amounts, Money, add, payable, total, zero
from hostbilling.payments import Direction, Payment, Settlement, fill, settle
from hostbilling.periods import Term
from tests.samples import EUR, TODAY, YEAR, eur, faults, refusal

OPEN, PAID, WITHDRAWN = PartState.OPEN, PartState.PAID, PartState.WITHDRAWN


def part(name: str, gross: str, state: PartState = OPEN) -> Part:
    return Part(
        id=f"D1/{name}",
        service_id=name,
        term=Term.years(1),
        period=YEAR,
        amounts=Amounts(net=eur(gross), vat=eur("0"), gross=eur(gross)),
        state=state,
    )


def demand(*parts: Part, held: str = "0") -> Demand:
    return Demand(id="D1", kind=Kind.CALL, parts=parts, issued_on=TODAY, due_on=YEAR.start, held=eur(held))


def told(settled: Settlement) -> tuple[list[str], str, str]:
    """The services paid, what is still held, and the surplus."""
    return (
        [each.service_id for each in settled.paid],
        str(settled.demand.held.amount),
        str(settled.surplus.amount),
    )


# --------------------------------------------------------------------------------------- examples


def test_the_exact_amount_fills_every_part() -> None:
    settled = settle(demand(part("a", "12.30"), part("b", "7.70")), eur("20.00"))
    assert told(settled) == (["a", "b"], "0.00", "0.00")
    assert [each.state for each in settled.demand.parts] == [PAID, PAID]
    assert [each.state for each in settled.paid] == [PAID, PAID]
    assert not settled.demand.is_open


def test_what_falls_short_is_held_and_buys_nothing() -> None:
    first = settle(demand(part("a", "12.30"), part("b", "7.70")), eur("19.99"))
    assert told(first) == ([], "19.99", "0.00")
    assert [each.state for each in first.demand.parts] == [OPEN, OPEN]
    assert str(first.demand.missing.amount) == "0.01"
    assert told(settle(first.demand, eur("0.01"))) == (["a", "b"], "0.00", "0.00")


def test_what_is_too_much_is_surplus() -> None:
    assert told(settle(demand(part("a", "12.30"), held="10.00"), eur("5.00"))) == (["a"], "0.00", "2.70")


def test_money_for_a_demand_that_asks_nothing_is_all_surplus() -> None:
    for state in (PAID, WITHDRAWN):
        closed = demand(part("a", "12.30", state))
        settled = settle(closed, eur("12.30"))
        assert told(settled) == ([], "0.00", "12.30")
        assert settled.demand == closed


def test_only_open_parts_are_paid() -> None:
    settled = settle(demand(part("a", "12.30", WITHDRAWN), part("b", "7.70")), eur("7.70"))
    assert told(settled) == (["b"], "0.00", "0.00")
    assert [each.state for each in settled.demand.parts] == [WITHDRAWN, PAID]


def test_a_demand_withdrawn_lets_go_of_what_it_held() -> None:
    half_paid = demand(part("a", "12.30"), held="6.00")
    withdrawn = half_paid.withdrawn("a")
    assert told(fill(withdrawn)) == ([], "0.00", "6.00")


def test_withdrawing_one_part_may_complete_the_rest() -> None:
    held = demand(part("a", "12.30"), part("b", "7.70"), held="10.00")
    assert told(fill(held)) == ([], "10.00", "0.00")
    assert told(fill(held.withdrawn("a"))) == (["b"], "0.00", "2.30")
    assert told(fill(held.withdrawn("b"))) == ([], "10.00", "0.00")


def test_a_part_that_costs_nothing_needs_no_money() -> None:
    assert told(fill(demand(part("a", "0.00")))) == (["a"], "0.00", "0.00")


BY_LINE = Filling(fill=Fill.BY_LINE)


def test_by_line_the_parts_are_paid_in_their_order_and_the_rest_is_held_for_the_next() -> None:
    asked = evolve(demand(part("a", "12.30"), part("b", "7.70"), part("c", "5.00")), filling=BY_LINE)
    assert told(settle(asked, eur("20.00"))) == (["a", "b"], "0.00", "0.00")
    assert told(settle(asked, eur("12.00"))) == ([], "12.00", "0.00")
    one = settle(asked, eur("18.00"))
    assert told(one) == (["a"], "5.70", "0.00")  # enough for c, which waits behind b
    assert [each.state for each in one.demand.parts] == [PAID, OPEN, OPEN]
    assert told(settle(one.demand, eur("8.00"))) == (["b", "c"], "0.00", "1.00")


def test_what_is_missing_within_the_tolerance_is_given_up_and_recorded() -> None:
    asked = evolve(demand(part("a", "12.30")), filling=Filling(tolerance=eur("0.50")))
    for paid, forgiven in (("11.80", "0.50"), ("12.29", "0.01"), ("12.30", "0.00")):
        settled = settle(asked, eur(paid))
        assert (told(settled), str(settled.demand.forgiven.amount)) == ((["a"], "0.00", "0.00"), forgiven)
    assert told(settle(asked, eur("11.79"))) == ([], "11.79", "0.00")
    assert told(settle(asked, eur("12.80"))) == (["a"], "0.00", "0.50")  # a tolerance never keeps money


def test_a_tolerance_gives_nothing_away_for_nothing() -> None:
    cheap = evolve(demand(part("a", "0.40")), filling=Filling(tolerance=eur("0.50")))
    assert told(fill(cheap)) == ([], "0.00", "0.00")
    assert told(settle(cheap, eur("0.10"))) == ([], "0.10", "0.00")
    assert told(settle(cheap, eur("0.20"))) == (["a"], "0.00", "0.00")


def test_a_tolerance_is_not_below_zero() -> None:
    assert refusal(Filling, tolerance=eur("-0.01")) == ("filling.tolerance", "filling.tolerance")
    assert refusal(Filling, fill="whole") == ("value.type", "filling.fill")


# --------------------------------------------------------------------------------------- identity


def test_the_same_payment_seen_twice_is_one_payment() -> None:
    def seen() -> Payment:
        return Payment(channel="bank", external_id="77/2026", amount=eur("10"), received_on=TODAY)

    assert seen() == seen()
    assert seen().id == "bank:77/2026"
    assert len({seen().id, seen().id}) == 1


def test_what_goes_back_is_another_payment_than_what_came() -> None:
    assert payment(direction=Direction.OUT).id == "-bank:7"
    assert refusal(payment, channel="-bank", external_id="7") == ("payment.channel", "payment.channel")


def test_two_payments_never_share_an_identity() -> None:
    # joined with a colon, "bank" + "eur:7" and "bank:eur" + "7" would be one text
    assert refusal(payment, channel="bank:eur", external_id="7") == ("payment.channel", "payment.channel")


# --------------------------------------------------------------------------------------- what is refused


def payment(**changes: Any) -> Payment:
    facts: dict[str, Any] = {"channel": "bank", "external_id": "7", "amount": eur("1.00"), "received_on": TODAY}
    return Payment(**{**facts, **changes})


@pytest.mark.parametrize("amount", ["0", "-0.01"])
def test_a_payment_is_above_zero(amount: str) -> None:
    (fault,) = faults(payment, amount=eur(amount))
    assert fault.code == "payment.amount"
    assert "refund" in fault.remedy


def test_a_payment_needs_names_a_day_and_a_payable_amount() -> None:
    assert refusal(payment, channel="") == ("text.empty", "payment.channel")
    assert refusal(payment, external_id=" ") == ("text.empty", "payment.external_id")
    assert refusal(payment, received_on=datetime(2026, 3, 2)) == ("date.datetime", "payment.received_on")
    assert refusal(payment, received_on=None) == ("date.type", "payment.received_on")
    assert refusal(payment, amount=Money("NaN", EUR)) == ("money.not_finite", "amount")
    assert refusal(payment, amount=Money("0.005", EUR)) == ("money.too_fine", "amount")
    assert [fault.code for fault in faults(payment, channel="", external_id="")] == ["text.empty", "text.empty"]


def test_money_of_another_currency_is_refused_whatever_the_demand() -> None:
    koruna = payable("100", "CZK")
    for asked in (demand(part("a", "12.30")), demand(part("a", "12.30", PAID))):
        assert refusal(settle, asked, koruna) == ("money.currency_mismatch", "currency")


# --------------------------------------------------------------------------------------- laws


def fillings() -> st.SearchStrategy[Filling]:
    return st.builds(Filling, fill=st.sampled_from(Fill), tolerance=st.none() | cents())


def cents(least: int = 0) -> st.SearchStrategy[Money]:
    return st.integers(least, 100_000).map(lambda number: payable(f"{number // 100}.{number % 100:02}", EUR))


@st.composite
def demands(draw: st.DrawFn, filling: Filling = PLAIN_FILLING) -> Demand:
    rows = draw(st.lists(st.tuples(cents(), st.sampled_from(PartState)), min_size=1, max_size=5))
    parts = [part(str(place), str(gross.amount), state) for place, (gross, state) in enumerate(rows)]
    return evolve(demand(*parts, held=str(draw(cents()).amount)), filling=filling)


def any_demands() -> st.SearchStrategy[Demand]:
    return fillings().flatmap(demands)


def paid_gross(settled: Settlement) -> Money:
    return total((each.amounts.gross for each in settled.paid), currency=EUR)


@given(any_demands(), cents(1))
def test_money_is_conserved(asked: Demand, amount: Money) -> None:
    before = asked if asked.is_open else fill(asked).demand  # a closed demand holds nothing
    settled = settle(before, amount)
    came = add(before.held, amount, settled.demand.forgiven)
    assert came == add(settled.demand.held, paid_gross(settled), settled.surplus)
    assert settled.demand.forgiven.amount <= amount.amount + before.held.amount
    if settled.demand.forgiven.amount:
        assert settled.surplus.amount == settled.demand.held.amount == 0


@given(any_demands())
def test_filling_conserves_money_and_is_done_at_once(asked: Demand) -> None:
    filled = fill(asked)
    assert add(asked.held, filled.demand.forgiven) == add(filled.demand.held, paid_gross(filled), filled.surplus)
    again = fill(filled.demand)
    assert (again.demand, again.paid, again.surplus) == (filled.demand, (), zero(EUR))


@given(demands(), cents(1))
def test_a_demand_is_filled_whole_or_not_at_all(asked: Demand, amount: Money) -> None:
    settled = settle(asked, amount)
    wanted = {each.id for each in asked.open_parts}
    assert {each.id for each in settled.paid} in (wanted, set())
    assert bool(wanted and settled.paid) is (asked.is_open and add(asked.held, amount).amount >= asked.asked.amount)
    assert settled.surplus.amount >= 0
    untouched = [each for each in asked.parts if each.state is not OPEN]
    assert [each for each in settled.demand.parts if each.id not in wanted] == untouched


@given(demands(), st.lists(cents(1), min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_the_order_in_which_money_comes_changes_nothing_in_the_end(
    asked: Demand, sums: list[Money], shuffle: Any
) -> None:
    def after(amounts: list[Money]) -> tuple[Demand, Money]:
        state, left = asked, zero(EUR)
        for amount in amounts:
            settled = settle(state, amount)
            state, left = settled.demand, add(left, settled.surplus)
        return state, left

    other = list(sums)
    shuffle.shuffle(other)
    assert after(sums) == after(other)

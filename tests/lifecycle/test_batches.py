"""The money of a night is applied in one order, however the host read it."""

from datetime import date
from itertools import permutations
from typing import Any

import pytest
from attrs import evolve

from hostbilling.errors import Impossible
from hostbilling.lifecycle import HoldReleased, PaymentReceived, PaymentReversed
from hostbilling.lifecycle.batches import MoneyFact, in_order
from hostbilling.payments import Direction, Payment, ReversalKind
from tests.refusals import refused
from tests.samples import eur

FIRST, SECOND = date(2026, 4, 1), date(2026, 4, 2)


def came(id_: str, on: date) -> PaymentReceived:
    paid = Payment(channel="bank", external_id=id_, amount=eur("10"), received_on=on)
    return PaymentReceived(payment=paid, demand_id=None, on=on, known=SECOND)


def went(id_: str, on: date) -> PaymentReversed:
    out = Payment(channel="bank", external_id=id_, amount=eur("10"), received_on=on, direction=Direction.OUT)
    return PaymentReversed(of="bank:a", payment=out, reversal=ReversalKind.CHARGEBACK, on=on, known=SECOND)


def test_by_value_date_then_what_came_before_what_went_back_then_by_identity_and_each_once() -> None:
    wanted: list[MoneyFact] = [came("b", FIRST), went("a", FIRST), came("a", SECOND), came("c", SECOND)]
    for facts in permutations(wanted):
        assert in_order([*facts, facts[0]]) == tuple(wanted)


def test_one_identity_with_two_amounts_is_refused_and_none_is_dropped() -> None:
    first = came("a", FIRST)
    other = evolve(first, payment=evolve(first.payment, amount=eur("12")))
    with pytest.raises(Impossible, match=r"is told with (10\.00 EUR and 12\.00|12\.00 EUR and 10\.00) EUR"):
        in_order([first, other])


def test_what_is_no_list_of_money_is_refused() -> None:
    wrong: list[Any] = [None, [1], [came("a", FIRST), HoldReleased(hold_id="H", on=FIRST, known=FIRST)]]
    assert [refused(in_order, each) for each in wrong] == [
        ("value.list", "facts"), ("value.type", "facts[0]"), ("fact.type", "facts[1]"),
    ]  # fmt: skip

"""The money of a night is applied in one order, however the host read it."""

from datetime import date
from itertools import permutations

from hostbilling.lifecycle import PaymentReceived, PaymentReversed
from hostbilling.lifecycle.batches import MoneyFact, in_order
from hostbilling.payments import Direction, Payment, ReversalKind
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

"""Money that came in and money that went out are never taken for each other."""

from datetime import date

import pytest

from hostbilling.errors import Fault
from hostbilling.payments import Direction, Payment
from hostbilling.payments.payment import check_direction
from tests.samples import eur


def payment(direction: Direction) -> Payment:
    return Payment(channel="bank", external_id="1", amount=eur("5"), received_on=date(2026, 3, 1), direction=direction)


@pytest.mark.parametrize("direction", Direction)
def test_what_went_that_way_is_no_fault(direction: Direction) -> None:
    assert check_direction("command.payment", payment(direction), direction) is None


def test_what_came_in_is_no_money_that_goes_out() -> None:
    came = payment(Direction.IN)
    found = Fault("payment.direction", "fact.payment", came.id, "came in", "pass direction OUT")
    assert check_direction("fact.payment", came, Direction.OUT) == found


def test_what_went_out_is_no_money_that_came_in() -> None:
    gone = payment(Direction.OUT)
    found = Fault("payment.direction", "fact.payment", gone.id, "went out", "record who took or gave it back")
    assert check_direction("fact.payment", gone, Direction.IN) == found


def test_what_is_no_payment_is_named() -> None:
    found = check_direction("fact.payment", "5 EUR", Direction.IN)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert found is not None
    assert (found.code, found.field, found.value) == ("value.type", "fact.payment", "5 EUR")

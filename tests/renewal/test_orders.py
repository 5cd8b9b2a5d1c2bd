"""A basket, the order made of it, and its history."""

from datetime import date
from itertools import permutations
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.parties import Contact, Role
from hostbilling.periods import Period, Term
from hostbilling.renewal import (
    MESSAGES,
    Basket,
    Entry,
    Offer,
    OrderEvent,
    OrderState,
    PaymentChoice,
    PlacedOrder,
    basket,
)
from tests.samples import CUSTOMER, eur, refusal

ON = date(2027, 2, 28)
CARD = PaymentChoice(method="card", kind="Visa")


def made(service_id: str, price: str) -> Offer:
    period = Period(date(2027, 3, 31), date(2028, 3, 31))
    return Offer(service_id=service_id, term=Term.years(1), period=period, price=eur(price), reasons=())


CHOSEN = (made("shop", "15"), made("box", "120.50"))


def order(**others: Any) -> PlacedOrder:
    return basket(CHOSEN, customer=CUSTOMER, methods=["card", "wallet"]).place("O-1", payment=CARD, on=ON, **others)


@pytest.mark.requirement("R-009", "R-055", "R-102")
def test_a_basket_has_one_total_and_everything_filled_in() -> None:
    found = basket(CHOSEN, customer=CUSTOMER, methods=["card", "wallet"])
    assert found.total == eur("135.50")
    assert found.contact == CUSTOMER.recipient(Role.CONTACT)
    assert found.methods == ("card", "wallet")
    contacts = (*CUSTOMER.contacts, Contact(role=Role.OWNER, email="o@example.com"))
    several = basket(CHOSEN, customer=evolve(CUSTOMER, contacts=contacts[::-1]), methods=["card"])
    assert several.contact.role is Role.CONTACT
    one = basket(CHOSEN[:1], customer=CUSTOMER, methods=["card"])
    assert (type(one), one.total) == (type(found), eur("15"))


@pytest.mark.requirement("R-102")
def test_an_order_keeps_the_contact_and_the_customer_as_they_were() -> None:
    found = basket(CHOSEN, customer=CUSTOMER, methods=["card"])
    other = Contact(role=Role.CONTACT, email="else@example.com")
    placed = evolve(found, contact=other).place("O-1", payment=CARD, on=ON)
    assert (placed.contact, placed.customer, placed.payment) == (other, CUSTOMER, CARD)
    assert (placed.id, placed.placed_on, placed.offers, placed.total) == ("O-1", ON, CHOSEN, eur("135.50"))


def test_bad_baskets_are_refused() -> None:
    found: dict[str, Any] = {"customer": CUSTOMER, "methods": ["card"]}
    assert refusal(basket, (), **found) == ("basket.empty", "basket.offers")
    assert refusal(basket, (CHOSEN[0], CHOSEN[0]), **found) == ("id.duplicate", "basket.offers")
    assert refusal(basket, CHOSEN, customer=CUSTOMER, methods=[]) == ("basket.methods", "basket.methods")
    cheque = PaymentChoice(method="cheque")
    assert refusal(basket(CHOSEN, **found).place, "O", payment=cheque, on=ON) == ("basket.method", "payment.method")
    assert refusal(PaymentChoice, method="") == ("text.empty", "payment.method")
    assert isinstance(basket(CHOSEN, **found), Basket)


LIVES = [
    ("", "waiting_for_payment", ""),
    ("paid", "validated", ""),
    ("paid credentials_sent", "validated", ""),
    ("paid details_sent", "validated", ""),
    ("paid credentials_sent details_sent", "access_sent", ""),
    ("cancelled", "cancelled", ""),
    ("lapsed", "lapsed", ""),
    ("lapsed paid", "lapsed", "paid"),
    ("paid cancelled", "validated", "cancelled"),
    ("cancelled lapsed paid", "cancelled", "lapsed paid"),
    ("credentials_sent", "waiting_for_payment", ""),
]


@pytest.mark.requirement("R-057", "R-069")
@pytest.mark.parametrize(("events", "state", "unheeded"), LIVES)
def test_lives_of_orders(events: str, state: str, unheeded: str) -> None:
    found = order(owes=MESSAGES)
    for day, event in enumerate(events.split(), start=1):
        found = found.after(OrderEvent(event), on=date(2027, 3, day))
    assert found.state is OrderState(state)
    assert [entry.event.value for entry in found.unheeded] == unheeded.split()
    assert [(entry.event.value, entry.on.day) for entry in found.history] == [
        (event, day) for day, event in enumerate(events.split(), start=1)
    ]


@pytest.mark.requirement("R-107")
def test_credentials_and_details_are_two_messages_either_of_which_may_be_missing() -> None:
    paid = order(owes=MESSAGES).after(OrderEvent.PAID, on=ON)
    assert paid.missing == MESSAGES
    half = paid.after(OrderEvent.CREDENTIALS_SENT, on=ON)
    assert (half.state, half.missing) == (OrderState.VALIDATED, frozenset({OrderEvent.DETAILS_SENT}))
    other = paid.after(OrderEvent.DETAILS_SENT, on=ON)
    assert other.missing == {OrderEvent.CREDENTIALS_SENT}
    whole = half.after(OrderEvent.DETAILS_SENT, on=ON)
    assert (whole.state, whole.missing) == (OrderState.ACCESS_SENT, frozenset())


def test_a_renewal_owes_no_message_and_is_done_once_it_is_paid() -> None:
    paid = order().after(OrderEvent.PAID, on=ON)
    assert (paid.state, paid.missing) == (OrderState.VALIDATED, frozenset())


@pytest.mark.requirement("R-057")
def test_an_order_can_be_read_as_it_stood_on_any_day() -> None:
    found = order(owes=MESSAGES)
    for event, day in [("paid", 2), ("credentials_sent", 3), ("details_sent", 5)]:
        found = found.after(OrderEvent(event), on=date(2027, 3, day))
    stood = [found.as_of(date(2027, 3, day)).state.value for day in (1, 2, 4, 5)]
    assert stood == ["waiting_for_payment", "validated", "validated", "access_sent"]
    assert refusal(found.as_of, None) == ("date.type", "day")


@pytest.mark.parametrize("events", [*permutations([OrderEvent.LAPSED, OrderEvent.PAID, OrderEvent.CANCELLED])])
def test_a_payment_of_the_day_wins_in_whatever_order_it_was_told(events: tuple[OrderEvent, ...]) -> None:
    found = order()
    for event in events:
        found = found.after(event, on=ON)
    assert found.state is OrderState.VALIDATED
    assert [entry.event for entry in found.history] == [OrderEvent.PAID, OrderEvent.CANCELLED, OrderEvent.LAPSED]


EVENTS = st.lists(st.tuples(st.sampled_from(OrderEvent), st.dates(ON, date(2027, 3, 4))), max_size=8)


@given(told=EVENTS, again=st.randoms(use_true_random=False))
def test_told_twice_or_in_another_order_it_is_the_same(told: list[tuple[OrderEvent, date]], again: Any) -> None:
    shuffled = [*told, *told]
    again.shuffle(shuffled)
    first, second = order(owes=MESSAGES), order(owes=MESSAGES)
    for event, on in told:
        first = first.after(event, on=on)
    for event, on in shuffled:
        second = second.after(event, on=on)
    assert first == second


def test_bad_orders_are_refused() -> None:
    assert refusal(order().after, OrderEvent.PAID, on=date(2027, 2, 27)) == ("order.history", "order.history")
    assert order().after(OrderEvent.PAID, on=ON).history == (Entry(event=OrderEvent.PAID, on=ON),)
    assert refusal(order, owes=[OrderEvent.PAID]) == ("order.owes", "order.owes")
    assert refusal(Entry, event="paid", on=ON) == ("value.type", "entry.event")
    assert refusal(Entry, event=OrderEvent.PAID, on=None) == ("date.type", "entry.on")
    found = basket(CHOSEN, customer=CUSTOMER, methods=["card"])
    assert refusal(found.place, "", payment=CARD, on=ON) == ("text.empty", "order.id")

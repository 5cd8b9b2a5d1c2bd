"""A matched bank line becomes payments of the account, and a returned one takes them back."""

from datetime import date, timedelta

import pytest
from attrs import evolve

from hostbilling.errors import NotFound
from hostbilling.lifecycle import OrderLine, PaymentReceived, PaymentReversed, PlaceOrder, from_bank
from hostbilling.payments import (
    Applied,
    Direction,
    Line,
    Match,
    ReversalKind,
    applied_by,
    match_all,
    of_demand,
    pair,
)
from tests.samples import eur, faults, refusal
from tests.thread.host import YEAR, Host, service

T = date(2026, 4, 1)
VALUE = date(2026, 2, 10)
BOOKED = VALUE + timedelta(days=1)
FOUND = VALUE + timedelta(days=3)


def two_calls() -> Host:
    """Two orders of 123.00 EUR each."""
    host = Host(service("S1", end=T), service("S2", end=T))
    for id_ in ("S1", "S2"):
        host.decide(PlaceOrder(id=f"O-{id_}", lines=(OrderLine(service_id=id_, term=YEAR),)), VALUE)
    host.night(VALUE)
    return host


def matched(host: Host, *lines: Line, applied: tuple[Applied, ...] = ()) -> list[Match]:
    expected = [
        of_demand(each, customer="c1", references=[each.document]) for each in host.account.demands if each.document
    ]
    return list(match_all(lines, expected, applied=applied))


def line(amount: str, text: str, *, id_: str = "L1", return_of: str = "") -> Line:
    return Line(amount=eur(amount), id=id_, text=text, value_on=VALUE, booked_on=BOOKED, return_of=return_of)


def test_one_line_for_two_calls_is_one_payment_each_and_the_rest_goes_to_the_wallet() -> None:
    host = two_calls()
    (match,) = matched(host, line("250.00", "P2026-0001 P2026-0002"))
    facts = from_bank.received(match, known=FOUND)
    assert [(fact.demand_id, fact.payment.amount) for fact in facts] == [
        ("O-S1", eur("123.00")), ("O-S2", eur("123.00")), (None, eur("4.00")),
    ]  # fmt: skip
    assert {(fact.on, fact.known, fact.payment.received_on) for fact in facts} == {(VALUE, FOUND, VALUE)}
    assert {(fact.payment.channel, fact.payment.direction) for fact in facts} == {("bank", Direction.IN)}
    assert [fact.payment.external_id for fact in facts] == [
        f"{match.identity} for {name}" for name in ("O-S1", "O-S2", "wallet")
    ]
    assert all(fact.reasons == match.reasons for fact in facts)
    host.record(*facts)
    assert [demand.is_open for demand in host.account.demands] == [False, False]
    assert host.account.wallet.balance == eur("4.00")


def test_only_a_match_becomes_payments() -> None:
    host = two_calls()
    (match,) = matched(host, line("123.00", "P2026-0001"))
    assert refusal(from_bank.received, match.line, known=FOUND) == ("value.type", "match")
    assert refusal(from_bank.received, match, known=None) == ("date.type", "known")


def test_without_a_value_date_the_booking_date_counts_and_without_both_nothing() -> None:
    host = two_calls()
    booked, undated = evolve(line("123.00", "P2026-0001"), value_on=None), None
    (match,) = matched(host, booked)
    (fact,) = from_bank.received(match, known=FOUND)
    assert (fact.on, fact.payment.received_on) == (BOOKED, BOOKED)
    undated = evolve(match, line=evolve(booked, booked_on=None))
    assert refusal(from_bank.received, undated, known=FOUND) == ("from_bank.day", "match.line.value_on")


def returned(host: Host) -> tuple[PaymentReceived, Match]:
    (match,) = matched(host, line("123.00", "P2026-0001"))
    (paid,) = from_bank.received(match, known=FOUND)
    host.record(paid)
    host.night(FOUND)
    (back,) = matched(host, line("-123.00", "return", id_="L2", return_of="L1"), applied=applied_by([match]))
    assert from_bank.received(back, known=FOUND) == ()
    return paid, back


@pytest.mark.parametrize("undo", [True, False])
def test_a_returned_line_takes_the_payment_back_that_it_brought(undo: bool) -> None:  # noqa: FBT001
    host = two_calls()
    paid, back = returned(host)
    (fact,) = from_bank.taken_back(back, host.account, reversal=ReversalKind.DEBIT_RETURN, undo_spent=undo, known=FOUND)
    assert isinstance(fact, PaymentReversed)
    assert (fact.of, fact.reversal, fact.undo_spent) == (paid.payment.id, ReversalKind.DEBIT_RETURN, undo)
    assert (fact.on, fact.known, fact.payment.received_on) == (VALUE, FOUND, VALUE)
    assert (fact.payment.channel, fact.payment.external_id) == ("bank", f"{back.identity} for O-S1")
    assert (fact.payment.amount, fact.payment.direction) == (eur("123.00"), Direction.OUT)
    host.record(fact)
    assert host.account.demand("O-S1").is_open
    assert host.account.service("S1").ends_on == T


def test_a_return_of_a_line_this_account_never_had_is_not_found() -> None:
    _, back = returned(two_calls())
    stranger = two_calls()
    with pytest.raises(NotFound, match="L1") as caught:
        from_bank.taken_back(back, stranger.account, reversal=ReversalKind.DEBIT_RETURN, undo_spent=True, known=FOUND)
    assert "a1" in str(caught.value)


def test_a_returned_line_takes_its_surplus_out_of_the_wallet() -> None:
    host = two_calls()
    (came,) = matched(host, line("250.00", "P2026-0001"))
    host.record(*from_bank.received(came, known=FOUND))
    assert host.account.wallet.balance == eur("127.00")
    back_line = line("-250.00", "return", id_="L2", return_of="L1")
    (back,) = matched(host, back_line, applied=applied_by([came]))
    facts = from_bank.taken_back(back, host.account, reversal=ReversalKind.DEBIT_RETURN, undo_spent=False, known=FOUND)
    assert [(fact.of, fact.payment.amount, fact.payment.external_id) for fact in facts] == [
        (f"bank:{came.identity} for O-S1", eur("123.00"), f"{back.identity} for O-S1"),
        (f"bank:{came.identity} for wallet", eur("127.00"), f"{back.identity} for wallet"),
    ]
    host.record(*facts)
    assert (host.account.wallet.balance, host.account.demand("O-S1").missing) == (eur("0"), eur("123.00"))


def test_a_returned_line_that_went_all_to_the_wallet_goes_out_of_it() -> None:
    host = two_calls()
    (paid,) = matched(host, line("123.00", "P2026-0001", id_="L0"))
    host.record(*from_bank.received(paid, known=FOUND))
    (came,) = matched(host, line("40.00", "P2026-0001"))
    host.record(*from_bank.received(came, known=FOUND))
    (back,) = matched(host, line("-40.00", "", id_="L2", return_of="L1"), applied=applied_by([paid, came]))
    host.record(*from_bank.taken_back(
        back, host.account, reversal=ReversalKind.RECALL, undo_spent=False, known=FOUND
    ))  # fmt: skip
    assert (host.account.wallet.balance, host.account.demand("O-S1").is_open) == (eur("0"), False)


def test_two_pairings_by_hand_are_two_payments_and_one_told_twice_is_one() -> None:
    host = two_calls()
    cash = Line(amount=eur("50.00"), text="cash", value_on=VALUE)
    asked = of_demand(host.account.demand("O-S1"), customer="c1", references=[])
    paired = [
        pair(cash, [(asked, eur("50.00"))], by="eva", on=VALUE, proof="mail", identity=slip) for slip in ("S1", "S2")
    ]
    for each in (*paired, paired[1]):
        host.record(*from_bank.received(each, known=FOUND))
    assert host.account.demand("O-S1").held == eur("100.00")
    assert [each.identity for each in applied_by(paired)] == ["S1", "S2"]


def test_what_the_matching_gave_up_is_refused_as_the_account_would_still_ask_for_it() -> None:
    host = two_calls()
    expected = [of_demand(host.account.demand("O-S1"), customer="c1", references=["P2026-0001"])]
    (match,) = match_all([line("122.50", "P2026-0001")], expected, tolerances=[eur("1.00")])
    assert match.written_off == eur("0.50")
    (fault,) = faults(from_bank.received, match, known=FOUND)
    assert (fault.code, fault.field, fault.value) == ("from_bank.written_off", "match.written_off", "0.50 EUR")

"""A card that is lost, wrong or not accepted is refused for whatever it is charged for, until it is corrected."""

from datetime import date, timedelta

import pytest
from attrs import evolve

from hostbilling.demands import DeclineClass, Instrument
from hostbilling.lifecycle import (
    AddInstrument,
    ApplyCharge,
    ChargeAsked,
    ChargeInstrument,
    Refused,
    decide,
    pending_charges,
)
from tests.thread.host import CARD, Host, accepts, service

T = date(2026, 12, 19)
LATER = T + timedelta(days=30)
OTHER = Instrument(id="other", label="Visa **** 7", usable_until=date(2030, 12, 31))
FOR_GOOD = [DeclineClass.STOLEN, DeclineClass.DATA_ERROR, DeclineClass.ADDRESS]


def host(why: DeclineClass, *cards: Instrument) -> Host:
    """Two tacit services that end thirty days apart; every charge of the first card is refused, others are not."""
    return Host(
        service("B", end=T, product="vps", tacit=True),
        service("C", end=LATER, product="vps", tacit=True),
        instruments=cards or (CARD,),
        gateway=lambda charge: why if charge.instrument_id == CARD.id else None,
    )


def charged(of: Host, start: date, until: date) -> list[tuple[str, str]]:
    """Each charge: the service and the card."""
    steps = [step for step in of.nights(start, until) if isinstance(step, ChargeInstrument)]
    return [(step.demand_id.split("/")[0], step.instrument_id) for step in steps]


@pytest.mark.requirement("R-076")
@pytest.mark.parametrize("why", FOR_GOOD)
def test_it_is_charged_for_nothing_else(why: DeclineClass) -> None:
    one = host(why)
    assert charged(one, T - timedelta(days=40), LATER) == [("B", CARD.id)]
    blocked = one.planned(LATER - timedelta(days=1)).blocked
    said = [str(reason) for each in blocked if each.service_id == "C" for reason in each.reasons]
    assert any(CARD.id in text and "2026-12-05" in text for text in said)


@pytest.mark.parametrize("why", FOR_GOOD)
def test_another_card_is_charged_at_once(why: DeclineClass) -> None:
    one = host(why, CARD, OTHER)
    assert charged(one, T - timedelta(days=40), LATER) == [("B", CARD.id), ("B", OTHER.id), ("C", OTHER.id)]


@pytest.mark.parametrize("why", FOR_GOOD)
def test_a_customer_cannot_apply_it_to_another_call(why: DeclineClass) -> None:
    one = host(why, CARD)
    one.nights(T - timedelta(days=40), T + timedelta(days=10))
    (call,) = [demand for demand in one.account.demands if demand.is_open and demand.id.startswith("C/")]
    asked = ChargeAsked(id="A", demand_id=call.id, instrument_id=CARD.id, on=T + timedelta(days=10))
    outcome = decide(one.account, ApplyCharge(charge=asked), one.book, on=T + timedelta(days=10))
    assert isinstance(outcome, Refused)
    assert "correct it or use another first" in str(outcome.reasons[0])


@pytest.mark.parametrize("why", FOR_GOOD)
def test_corrected_it_is_charged_again(why: DeclineClass) -> None:
    one = host(why)
    one.nights(T - timedelta(days=40), T - timedelta(days=10))
    one.decide(AddInstrument(instrument=evolve(CARD, usable_until=date(2031, 1, 31))), T - timedelta(days=10))
    one.gateway = accepts
    assert ("C", CARD.id) in charged(one, T - timedelta(days=10), LATER)


def test_the_same_card_told_again_is_not_corrected() -> None:
    one = host(DeclineClass.STOLEN)
    one.nights(T - timedelta(days=40), T - timedelta(days=10))
    one.decide(AddInstrument(instrument=CARD), T - timedelta(days=10))
    assert charged(one, T - timedelta(days=10), LATER) == []


@pytest.mark.parametrize("why", [DeclineClass.INSUFFICIENT_FUNDS, DeclineClass.OTHER, DeclineClass.UNKNOWN_CODE])
def test_what_is_about_one_charge_stops_no_other(why: DeclineClass) -> None:
    assert ("C", CARD.id) in charged(host(why), T - timedelta(days=40), LATER)


def test_a_pending_charge_offers_no_card_that_another_call_refused() -> None:
    one = Host(
        service("B", end=T, product="vps", tacit=True),
        service("C", end=T + timedelta(days=1), product="vps", tacit=True),
        instruments=(CARD,),
        gateway=lambda charge: (
            DeclineClass.STOLEN if charge.demand_id.startswith("C/") else DeclineClass.INSUFFICIENT_FUNDS
        ),
    )
    one.nights(T - timedelta(days=40), T - timedelta(days=12))
    found = {
        each.demand_id.split("/")[0]: each.usable for each in pending_charges(one.account, on=T - timedelta(days=12))
    }
    assert found == {"B": (), "C": ()}

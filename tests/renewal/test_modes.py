"""What decides how a service renews: rules, the switch, the seller, the law; and the record of what customers chose."""

from datetime import date
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.catalog import Family
from hostbilling.decision import Certainty, Severity
from hostbilling.demands import Instrument, Kind
from hostbilling.periods import Term
from hostbilling.presets import nfrance
from hostbilling.renewal import (
    Consent,
    Mode,
    ModeRule,
    Stop,
    Unpaid,
    charge_day,
    consent,
    effective_mode,
    kind_of,
    mode_of,
)
from hostbilling.renewal.law import Channel, CustomerClass, rules
from tests.samples import refusal

ON = date(2026, 11, 21)
POSTAL = ModeRule(
    text="VPS by card", families=frozenset({Family.VPS}), methods=frozenset({"card"}), mode=Mode.TACIT, stop=Stop.POST
)
AREA = Channel.CUSTOMER_AREA


def decided(
    *table: ModeRule, country: str = "", customer: CustomerClass = CustomerClass.CONSUMER, **others: Any
) -> Any:
    law = rules(country, customer=customer, on=ON) if country else ()
    asked: dict[str, Any] = {"paid_by": "card", "switch": None, **others}
    return mode_of(Family.VPS, rules=table, law=law, **asked)


@pytest.mark.requirement("R-041")
def test_what_comes_later_wins() -> None:
    explicit = ModeRule(
        text="but not these", families=frozenset({Family.VPS}), methods=frozenset({"card"}), mode=Mode.EXPLICIT
    )
    steps: list[tuple[Mode, Stop, str]] = [
        (found.mode, found.stop, found.reasons[-1].code)
        for found in (
            decided(),
            decided(POSTAL),
            decided(POSTAL, explicit),
            decided(explicit, POSTAL),
            decided(POSTAL, switch=False),
            decided(POSTAL, switch=False, override=Mode.TACIT),
            decided(POSTAL, switch=True, override=Mode.FIXED_TERM),
            decided(POSTAL, country="DE"),
            decided(POSTAL, country="DE", override=Mode.EXPLICIT),
            decided(POSTAL, country="NL", switch=True),
        )
    ]
    assert steps == [
        (Mode.EXPLICIT, Stop.LAPSE, "renewal.by_default"),
        (Mode.TACIT, Stop.POST, "renewal.by_rule"),
        (Mode.EXPLICIT, Stop.LAPSE, "renewal.by_rule"),
        (Mode.TACIT, Stop.POST, "renewal.by_rule"),
        (Mode.EXPLICIT, Stop.LAPSE, "renewal.by_customer"),
        (Mode.TACIT, Stop.SWITCH, "renewal.by_seller"),
        (Mode.FIXED_TERM, Stop.LAPSE, "renewal.by_seller"),
        (Mode.INDEFINITE, Stop.POST, "renewal.by_law"),
        (Mode.EXPLICIT, Stop.LAPSE, "renewal.by_seller"),
        (Mode.INDEFINITE, Stop.SWITCH, "renewal.by_law"),
    ]


def test_a_rule_needs_its_family_and_its_method() -> None:
    assert mode_of(Family.DOMAIN, paid_by="card", switch=None, rules=(POSTAL,)).mode is Mode.EXPLICIT
    assert mode_of(Family.VPS, paid_by="wallet", switch=None, rules=(POSTAL,)).mode is Mode.EXPLICIT
    assert decided(POSTAL, override=Mode.INDEFINITE).stop is Stop.POST


def test_the_reason_cites_the_law_and_how_certain_it_is() -> None:
    found = decided(POSTAL, country="DE")
    assert [reason.code for reason in found.reasons] == ["renewal.by_rule", "renewal.by_law"]
    (text,) = found.reasons[1].law
    assert (text.citation, text.certainty) == ("BGB 309 Nr. 9 b", Certainty.VERIFIED)
    assert found.longest is None
    assert "DE-309-9b" in str(found.reasons[1])


def test_a_law_of_an_older_contract_caps_the_renewal() -> None:
    old = rules("DE", customer=CustomerClass.CONSUMER, on=ON, concluded=date(2021, 5, 1))
    found = mode_of(Family.VPS, paid_by="card", switch=None, rules=(POSTAL,), law=old)
    assert (found.mode, found.longest) == (Mode.TACIT, Term.years(1))
    assert str(found.reasons[-1]).startswith("For 1 year at most, by DE-309-9b: ")


def test_a_law_that_nobody_read_decides_nothing_and_is_a_finding() -> None:
    found = decided(POSTAL, country="LU")
    assert (found.mode, found.longest) == (Mode.TACIT, None)
    assert [(each.code, each.severity) for each in found.findings] == [("law.unknown", Severity.WARNING)]


@pytest.mark.parametrize("country", ["FR", "ES", "BE", "US", "CH"])
def test_where_the_law_sets_no_limit_it_stays_tacit(country: str) -> None:
    found = decided(POSTAL, country=country)
    assert (found.mode, found.longest, found.findings) == (Mode.TACIT, None, ())


def test_a_german_business_renews_as_agreed() -> None:
    assert decided(POSTAL, country="DE", customer=CustomerClass.BUSINESS).mode is Mode.TACIT


@pytest.mark.parametrize(
    ("mode", "by_itself"),
    [(Mode.EXPLICIT, False), (Mode.TACIT, True), (Mode.INDEFINITE, True), (Mode.FIXED_TERM, False)],
)
def test_what_goes_on_by_itself_may_be_owed_and_nothing_else(mode: Mode, *, by_itself: bool) -> None:
    assert mode.by_itself is by_itself
    assert kind_of(mode) is Kind.CALL
    assert kind_of(mode, unpaid=Unpaid.OWED) is (Kind.DEBT if by_itself else Kind.CALL)


@pytest.mark.parametrize("mode", Mode)
def test_only_a_tacit_renewal_needs_an_instrument(mode: Mode) -> None:
    found = effective_mode(mode, instruments=(), charge_on=ON)
    assert found.mode is (Mode.EXPLICIT if mode is Mode.TACIT else mode)
    card = Instrument(id="c", label="card", usable_until=ON)
    assert effective_mode(mode, instruments=(card,), charge_on=ON).mode is mode
    assert effective_mode(mode, instruments=(card,), charge_on=ON).stop is (
        Stop.SWITCH if mode.by_itself else Stop.LAPSE
    )


@pytest.mark.requirement("R-109")
def test_declining_debit_puts_every_service_into_explicit_renewal() -> None:
    said = [
        Consent(tacit=True, on=date(2026, 1, 1), channel=AREA, service_id="a", shown="12 EUR a year"),
        Consent(tacit=False, on=date(2026, 3, 1), channel=AREA),
    ]
    for service_id in ("a", "b"):
        choice = consent(said, service_id=service_id, on=ON)
        assert choice is not None
        found = mode_of(Family.VPS, paid_by="direct_debit", switch=choice.tacit, rules=nfrance.MODES)
        assert (found.mode, found.reasons[0].code) == (Mode.EXPLICIT, "renewal.by_customer")
    assert mode_of(Family.VPS, paid_by="direct_debit", switch=None, rules=nfrance.MODES).mode is Mode.TACIT
    early = consent(said, service_id="a", on=date(2026, 2, 28))
    assert early is said[0]
    assert consent(said, service_id="b", on=date(2026, 2, 28)) is None


@pytest.mark.requirement("R-038", "R-045")
def test_a_service_is_switched_on_and_off_by_itself() -> None:
    said = [
        Consent(tacit=False, on=date(2026, 1, 1), channel=AREA),
        Consent(tacit=True, on=date(2026, 2, 1), channel=AREA, service_id="a"),
        Consent(tacit=False, on=date(2026, 4, 1), channel=AREA, service_id="a"),
    ]
    days = [date(2026, 1, 31), date(2026, 2, 1), date(2026, 3, 31), date(2026, 4, 1)]
    held = [(consent(said, service_id="a", on=day), consent(said, service_id="b", on=day)) for day in days]
    assert [(a and a.tacit, b and b.tacit) for a, b in held] == [
        (False, False), (True, False), (True, False), (False, False)
    ]  # fmt: skip


def test_of_two_on_one_day_off_holds() -> None:
    off = Consent(tacit=False, on=ON, channel=AREA)
    own = Consent(tacit=True, on=ON, channel=AREA, service_id="a")
    also = Consent(tacit=True, on=ON, channel=Channel.PHONE)
    for said in permutations([off, own, also]):
        assert consent(said, service_id="a", on=ON) is off


CONSENTS = st.builds(
    Consent,
    tacit=st.booleans(),
    on=st.dates(date(2026, 1, 1), date(2026, 1, 3)),
    channel=st.sampled_from([AREA, Channel.PHONE]),
    service_id=st.sampled_from([None, "a", "b"]),
    shown=st.sampled_from(["", "text"]),
)


@given(said=st.lists(CONSENTS, max_size=6), on=st.dates(date(2025, 12, 31), date(2026, 1, 4)), data=st.data())
def test_the_order_in_which_choices_were_told_changes_nothing(
    said: list[Consent], on: date, data: st.DataObject
) -> None:
    other = data.draw(st.permutations(said))
    assert consent(said, service_id="a", on=on) == consent(other, service_id="a", on=on)


def test_bad_consents_are_refused() -> None:
    good: dict[str, Any] = {"tacit": True, "on": ON, "channel": AREA}
    assert refusal(Consent, **good | {"tacit": 1}) == ("value.type", "consent.tacit")
    assert refusal(Consent, **good | {"on": None}) == ("date.type", "consent.on")
    assert refusal(Consent, **good | {"channel": "web"}) == ("value.type", "consent.channel")
    assert refusal(Consent, service_id="", **good) == ("text.empty", "consent.service_id")
    assert refusal(Consent, shown=None, **good) == ("value.type", "consent.shown")
    assert refusal(consent, [], service_id="a", on=None) == ("date.type", "on")


def test_what_an_authority_takes_as_unfair_is_a_finding_and_decides_nothing() -> None:
    found = decided(POSTAL, country="PL")
    assert (found.mode, found.longest) == (Mode.TACIT, None)
    (finding,) = found.findings
    assert (finding.code, finding.severity) == ("renewal.doubtful", Severity.WARNING)
    assert str(finding.reason).startswith("Silence should not renew for a fixed term: by PL-UOKiK, the authority takes")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, "tacit by rule: VPS by card."),
        ({"switch": True}, "tacit: the customer switched automatic renewal on."),
        ({"switch": False}, "explicit: the customer switched automatic renewal off."),
        ({"override": Mode.FIXED_TERM}, "fixed term: the seller decided so for this contract."),
        ({"paid_by": "wallet"}, "explicit: no rule makes it tacit."),
    ],
)
def test_a_mode_says_why(more: dict[str, Any], words: str) -> None:
    assert [str(reason) for reason in decided(POSTAL, **more).reasons] == [words]


def test_the_day_of_the_charge_is_counted_and_told() -> None:
    assert charge_day(date(2026, 12, 31), offset_days=-7) == date(2026, 12, 24)
    assert charge_day(date(2026, 12, 31), offset_days=2) == date(2027, 1, 2)
    (why,) = effective_mode(Mode.TACIT, instruments=(), charge_on=ON).reasons
    assert str(why) == "explicit this time: no means of payment can be charged on 2026-11-21."

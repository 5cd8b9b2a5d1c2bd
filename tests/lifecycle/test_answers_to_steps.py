"""The fact that answers a step says what the step said, on the day it happened, and counts under the step's key."""

from datetime import date
from inspect import signature

import pytest
from attrs import evolve, fields

from hostbilling.demands import DeclineClass
from hostbilling.lifecycle import (
    ApplyWallet,
    ChargeInstrument,
    ExpireLot,
    Fact,
    IssueProforma,
    KeepRefund,
    ProformaIssued,
    RefundPayment,
    SendNotice,
    Step,
    WriteOffDebt,
)
from hostbilling.payments import Direction, Payment
from tests.samples import eur
from tests.serde.kinds import STEPS

KNOWN = date(2026, 12, 24)
"""Long after every step of the examples was planned."""
ISSUED = date(2026, 12, 23)
AS_PLANNED = (IssueProforma, ApplyWallet, ExpireLot, KeepRefund)
"""What takes effect on the day it was planned for, however late it is recorded."""


def done(step: Step) -> Fact:
    given = {"number": "N-1", "issued_on": ISSUED, "external_id": "out-1", "known": KNOWN}
    assert not isinstance(step, ChargeInstrument)
    return step.done(**{name: given[name] for name in signature(step.done).parameters})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "step", [each for each in STEPS if not isinstance(each, ChargeInstrument)], ids=lambda s: s.key
)
def test_the_fact_repeats_what_the_step_names(step: Step) -> None:
    fact = done(step)
    assert getattr(fact, "key") == step.key  # noqa: B009  # not every fact has one
    assert (fact.known, fact.on) == (KNOWN, step.on if isinstance(step, AS_PLANNED) else KNOWN)
    names = {each.name for each in fields(type(step))} & {each.name for each in fields(type(fact))} - {
        "on",
        "of",
        "demand",
    }
    assert {name: getattr(fact, name) for name in names} == {name: getattr(step, name) for name in names}


@pytest.mark.parametrize("step", [each for each in STEPS if hasattr(each, "draft")], ids=lambda s: s.key)
def test_a_document_is_issued_under_its_number_and_keeps_its_content(step: Step) -> None:
    fact = done(step)
    (document,) = (
        getattr(fact, name)
        for name in ("quote", "order_form", "confirmation", "proforma", "invoice", "note", "receipt")
        if hasattr(fact, name)
    )
    assert document.number == "N-1"
    assert document.issued_on == (ISSUED if "issued_on" in signature(getattr(step, "done")).parameters else step.on)  # noqa: B009
    assert document.content == getattr(step, "draft")  # noqa: B009
    if isinstance(step, IssueProforma):
        assert isinstance(fact, ProformaIssued)
        assert fact.demand == evolve(step.demand, document="N-1")


@pytest.mark.parametrize("step", STEPS, ids=lambda s: s.key)
def test_a_step_is_stored_on_its_day_and_may_fail_on_another(step: Step) -> None:
    stored, failed = step.intended(), step.failed(why="mail is down", known=KNOWN)
    assert (stored.key, stored.on, stored.known) == (step.key, step.on, step.on)
    assert (failed.key, failed.why, failed.on, failed.known) == (step.key, "mail is down", KNOWN, KNOWN)


def test_what_is_named_otherwise_in_the_fact() -> None:
    by_kind = {type(step): step for step in STEPS}
    notice, refund, given_up = by_kind[SendNotice], by_kind[RefundPayment], by_kind[WriteOffDebt]
    assert isinstance(notice, SendNotice)
    assert isinstance(refund, RefundPayment)
    assert isinstance(given_up, WriteOffDebt)
    assert notice.done(known=KNOWN).stage == notice.template
    assert given_up.done(known=KNOWN).why == given_up.stage
    sent = refund.done(external_id="out-1", known=KNOWN)
    assert sent.of == refund.of.id
    assert sent.payment == Payment(
        channel=refund.of.channel, external_id="out-1", amount=refund.amount, received_on=KNOWN, direction=Direction.OUT
    )


def test_a_charge_is_answered_by_the_payment_or_the_refusal() -> None:
    (charge,) = (step for step in STEPS if isinstance(step, ChargeInstrument))
    payment = Payment(channel="card", external_id="ch-1", amount=eur("73.65"), received_on=ISSUED)
    paid, refused = charge.paid(payment, known=KNOWN), charge.declined(DeclineClass.NO_ANSWER, known=KNOWN)
    assert (paid.key, paid.demand_id, paid.instrument_id, paid.payment) == (
        charge.key, charge.demand_id, charge.instrument_id, payment,
    )  # fmt: skip
    assert (paid.on, paid.known) == (ISSUED, KNOWN)
    assert (refused.key, refused.demand_id, refused.stage, refused.why, refused.instrument_id) == (
        charge.key, charge.demand_id, charge.stage, DeclineClass.NO_ANSWER, charge.instrument_id,
    )  # fmt: skip
    assert (refused.on, refused.known) == (KNOWN, KNOWN)

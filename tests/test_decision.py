"""Answers explain themselves in plain English, and every part of them can be stored, compared and counted."""

import pickle
from datetime import date
from decimal import Decimal
from enum import Enum

import attrs
import pytest

from hostbilling.decision import (
    DATA_VERSION,
    Certainty,
    Decision,
    Finding,
    LegalRef,
    Reason,
    ReasonCode,
    Severity,
    Source,
    unreviewed,
)


class Mode(Enum):
    AT_ONCE = "at_once"


DIRECTIVE = LegalRef(citation="Dir 2011/83 art. 9")
COMMENTARY = LegalRef(citation="L215-1", certainty=Certainty.SECONDARY)
ENDS = ReasonCode("test.ends", "{service} ends on {end}.", law=(DIRECTIVE, COMMENTARY))
MANY = ReasonCode("test.many", "{mode}: {services} ({days:+d}, {services}).")
LAW = Source(title="Rates of VAT", certainty=Certainty.VERIFIED, seen_on=date(2026, 1, 31))


@attrs.frozen(kw_only=True)
class Answer(Decision):
    end: date


ANSWER = Answer(
    end=date(2026, 3, 1),
    reasons=(ENDS(service="vps-1", end=date(2026, 3, 1)), MANY(mode=Mode.AT_ONCE, services=["a", "b"], days=7)),
    findings=(Finding(reason=ENDS(service="vps-2", end=date(2026, 4, 1)), severity=Severity.VIOLATION),),
)


def test_an_answer_explains_itself_line_by_line() -> None:
    assert ANSWER.explain().splitlines() == [
        "vps-1 ends on 2026-03-01. (Dir 2011/83 art. 9; L215-1, secondary)",
        "at once: a, b (+7, a, b).",
        "violation: vps-2 ends on 2026-04-01.",
    ]
    assert str(ANSWER) == ANSWER.explain()
    assert ANSWER.data_version == DATA_VERSION


def test_an_answer_without_findings_is_its_reasons() -> None:
    assert Decision(reasons=(MANY(mode=Mode.AT_ONCE, services=(), days=0),)).explain() == "at once:  (+0, )."


def test_codes_and_facts_are_for_programs() -> None:
    reason = ANSWER.reasons[0]
    assert reason.code == "test.ends"
    assert reason.facts == (("service", "vps-1"), ("end", date(2026, 3, 1)))
    assert reason.law == (DIRECTIVE, COMMENTARY)
    assert ANSWER.findings[0].code == "test.ends"


def test_a_reason_needs_every_fact_its_sentence_names() -> None:
    assert MANY.names == ("mode", "services", "days")
    with pytest.raises(TypeError, match=r"test\.many lacks the fact 'services'"):
        MANY(mode=Mode.AT_ONCE, days=1)
    assert dict(ENDS(service="vps-1", end=date(2026, 4, 1), because="unpaid").facts)["because"] == "unpaid"


def test_every_part_can_be_hashed_and_pickled() -> None:
    copy = pickle.loads(pickle.dumps(ANSWER))  # noqa: S301  # our own bytes
    assert copy == ANSWER
    assert hash(copy) == hash(ANSWER)
    assert copy.explain() == ANSWER.explain()
    assert len({ANSWER, copy, LAW, DIRECTIVE, ENDS, *ANSWER.reasons, *ANSWER.findings}) == 7


def test_facts_can_be_hashed_whatever_they_were() -> None:
    reason = MANY(mode={"b", "a"}, services=frozenset({"d", "c"}), days=1)
    assert reason.facts == (("mode", ("a", "b")), ("services", ("c", "d")), ("days", 1))
    hash(reason)


def test_a_reason_can_be_built_from_pairs_again() -> None:
    reason = ANSWER.reasons[0]
    assert attrs.evolve(reason) == reason
    assert Reason(kind=ENDS, facts=[("service", "vps-1"), ("end", date(2026, 3, 1))]) == reason


def test_a_value_cannot_be_changed() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        ANSWER.end = date(2027, 1, 1)  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]


@pytest.mark.parametrize(
    ("on", "stale"),
    [
        (date(2025, 1, 1), False),
        (date(2026, 1, 31), False),
        (date(2027, 7, 31), False),
        (date(2027, 8, 1), True),
        (date(2028, 7, 1), True),
    ],
)
def test_a_table_goes_stale_eighteen_months_after_its_review(on: date, stale: bool) -> None:  # noqa: FBT001
    finding = unreviewed(LAW, on=on)
    assert (finding is not None) is stale
    if finding:
        assert finding.code == "table.unreviewed"
        assert finding.severity is Severity.WARNING
        assert dict(finding.reason.facts) == {"title": "Rates of VAT", "seen_on": LAW.seen_on, "months": 18, "on": on}


def test_a_source_says_how_it_is_known() -> None:
    assert str(LAW) == "Rates of VAT (verified, seen 2026-01-31)"
    assert str(LegalRef(citation="BGB 188", certainty=Certainty.UNCHECKED)) == "BGB 188, unchecked"


def test_amounts_in_facts_print_as_they_are() -> None:
    assert str(ReasonCode("test.price", "{price}")(price=Decimal("10.50"))) == "10.50"

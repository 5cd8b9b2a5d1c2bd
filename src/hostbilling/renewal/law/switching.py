"""Switching to another cloud provider: Regulation (EU) 2023/2854 (Data Act), articles 25 and 29.

For data processing services (IaaS, PaaS, SaaS, storage), whoever the customer is. Conventional hosting without
scalable, elastic, shared resources is said to fall outside; test versions do. It concerns switching, never deletion
for want of payment.
"""

from datetime import date

from attrs import frozen

from ...decision import Certainty, Decision, Finding, LegalRef, ReasonCode, Severity, warning
from ...errors import check_date, check_type, refuse
from ...periods import Term, advance
from .duties import exceeds

_ART_25 = (LegalRef(citation="Regulation (EU) 2023/2854 art. 25(2)", certainty=Certainty.SECONDARY),)
_ART_29 = (LegalRef(citation="Regulation (EU) 2023/2854 art. 29", certainty=Certainty.SECONDARY),)

APPLIES_FROM = date(2025, 9, 12)
NO_CHARGES_FROM = date(2027, 1, 12)
LONGEST_NOTICE = Term.months(2)
LONGEST_TRANSITION = Term.days(30)
SHORTEST_RETRIEVAL = Term.days(30)

STEPS = ReasonCode(
    "law.switching",
    "Notice until {notice_ends}, transition until {transition_ends}, data kept until {retrieval_until} at least.",
    _ART_25,
)
TOO_EARLY = ReasonCode("law.switching_early", "The Data Act applies from {since} only.", _ART_25)
NOTICE_LONG = ReasonCode("EU-2023-2854-25-2-d", "A notice to switch of {notice} is above {longest}.", _ART_25)
TRANSITION_LONG = ReasonCode(
    "EU-2023-2854-25-2-a",
    "A transition of {transition} is above {longest}; up to 7 months need a reason told within 14 working days.",
    _ART_25,
)
CHARGE = ReasonCode("EU-2023-2854-29", "Charges for switching are forbidden from {since}.", _ART_29)


@frozen(kw_only=True)
class Switch(Decision):
    """The steps of leaving for another provider; each day is the last of its step."""

    notice_ends: date
    transition_ends: date
    retrieval_until: date


def switching(
    notice_on: date,
    *,
    notice: Term | None = LONGEST_NOTICE,
    transition: Term | None = LONGEST_TRANSITION,
    charged: bool = False,
) -> Switch:
    """Return the steps of a switch from the day of the customer's notice, which is not counted.

    Terms beyond the law's, and `charged` switching once it is forbidden, are kept and reported. A `notice` or
    `transition` of None is one that the contract does without.

    >>> found = switching(date(2026, 12, 15))
    >>> print(found.notice_ends, found.transition_ends, found.retrieval_until)
    2027-02-15 2027-03-17 2027-04-16
    """
    terms = {"notice": notice, "transition": transition}
    refuse(check_date("notice_on", notice_on),
           *(check_type(name, term, Term) for name, term in terms.items() if term is not None))  # fmt: skip
    notice_ends = advance(notice_on, notice) if notice else notice_on
    transition_ends = advance(notice_ends, transition) if transition else notice_ends
    until = advance(transition_ends, SHORTEST_RETRIEVAL)
    found: list[Finding] = []
    if notice_on < APPLIES_FROM:
        found.append(warning(TOO_EARLY(since=APPLIES_FROM)))
    else:
        if notice and exceeds(notice, LONGEST_NOTICE, from_=notice_on):
            why = NOTICE_LONG(notice=notice, longest=LONGEST_NOTICE)
            found.append(Finding(reason=why, severity=Severity.VIOLATION))
        if transition and exceeds(transition, LONGEST_TRANSITION, from_=notice_ends):
            found.append(warning(TRANSITION_LONG(transition=transition, longest=LONGEST_TRANSITION)))
        if charged and notice_on >= NO_CHARGES_FROM:
            found.append(Finding(reason=CHARGE(since=NO_CHARGES_FROM), severity=Severity.VIOLATION))
    why = STEPS(notice_ends=notice_ends, transition_ends=transition_ends, retrieval_until=until)
    return Switch(
        reasons=(why,), findings=tuple(found),
        notice_ends=notice_ends, transition_ends=transition_ends, retrieval_until=until,
    )  # fmt: skip

"""What the answers about law say, word for word, and what they carry."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import pytest
from attrs import evolve

from hostbilling.decision import Finding, Reason
from hostbilling.money import payable
from hostbilling.periods import PlainCalendar, Term
from hostbilling.renewal import law
from hostbilling.renewal.law import (
    TABLES,
    Channel,
    Contract,
    CustomerClass,
    Event,
    FirstTerm,
    Inform,
    Message,
    NextTerm,
    Phase,
    Practice,
    Rule,
    Safeguard,
    WayOut,
    Window,
)

ON = date(2026, 11, 21)
CONSUMER, BUSINESS = CustomerClass.CONSUMER, CustomerClass.BUSINESS
YEAR, MONTH = Term.years(1), Term.months(1)
PLAIN = PlainCalendar()


def says(rule: str) -> str:
    return next(row.says for rows in TABLES.values() for row in rows if row.id == rule)


def bare(reason: Reason | Finding) -> str:
    """The sentence without the law behind it."""
    reason = reason.reason if isinstance(reason, Finding) else reason
    return reason.kind.template.format(**{name: getattr(value, "value", value) for name, value in reason.facts})


def duties(contract: Contract, country: str, **more: Any) -> law.Obligations:
    asked: dict[str, Any] = {"country": country, "customer": CONSUMER, "on": ON, **more}
    return law.obligations(contract, **asked)


# ---------------------------------------------------------------------------------------------- duties


def test_a_duty_says_what_to_send_and_carries_all_of_its_row() -> None:
    found = duties(Contract(ends=date(2027, 3, 31), notice=MONTH), "FR")
    (duty,) = found.duties
    assert (duty.rule, duty.what, duty.names) == ("FR-L215-1", Message.RENEWAL, date(2027, 2, 28))
    assert duty.medium.startswith("letter or e-mail sent for this alone")
    assert duty.if_missed == law.Remedy(way_out=WayOut.ANY_TIME, refund_days=30)
    assert bare(found.reasons[0]) == (
        "FR-L215-1: renewal notice from 2026-11-28 to 2027-01-28, counted from the last day to refuse; "
        + says("FR-L215-1")
        + "."
    )
    assert [day in duty.window for day in map(date.fromisoformat, ("2026-11-27", "2026-11-28", "2027-01-28"))] == [
        False,
        True,
        True,
    ]
    assert date(2027, 1, 29) not in duty.window


def test_only_the_message_about_the_renewal_names_the_last_day_to_refuse() -> None:
    contract = Contract(term=YEAR, ends=date(2027, 3, 1), concluded=date(2026, 3, 1), fee_change_on=date(2027, 3, 1))
    named = {duty.what: duty.names for duty in duties(contract, "US-CA").duties}
    assert named == {Message.RENEWAL: date(2027, 3, 1), Message.REMINDER: None, Message.FEE_CHANGE: None}


@pytest.mark.parametrize(
    ("contract", "country", "words"),
    [
        (Contract(tacit=False), "FR", ["Nothing renews without an order, so no message is due before a renewal."]),
        (Contract(ends=ON), "PL", ["No row asks for a message to a consumer in PL on 2026-11-21."]),
        (
            Contract(ends=ON, term=Term.months(6), concluded=date(2026, 6, 1)),
            "US-CA",
            ["a term of 6 months is below 1 year", "there is no end of the trial", "there is no day of the new price"],
        ),
        (
            Contract(ends=ON, term=YEAR, trial=Term.days(31), trial_ends=ON, concluded=date(2026, 6, 1)),
            "US-CA",
            ["a trial of 31 days is not above 31 days", "there is no day of the new price"],
        ),
        (
            Contract(ends=ON, notice_after=Term.months(3)),
            "SE",
            ["3 months of notice end the renewed contract"],
        ),
    ],
)
def test_what_asks_for_no_message_says_why(contract: Contract, country: str, words: list[str]) -> None:
    said = [bare(reason) for reason in duties(contract, country).reasons]
    spared = [text.partition(" asks for nothing here: ")[2].rstrip(".") or text for text in said]
    assert [text for text in spared if "counted from" not in text] == words


@pytest.mark.parametrize(
    ("contract", "country", "words"),
    [
        (Contract(), "FR", ["FR-L215-1 applies, but the last day to refuse is not known."]),
        (Contract(), "IT", ["IT-65-bis applies, but the end of the running term is not known."]),
        (
            Contract(ends=ON, trial_ends=ON, concluded=ON),
            "US-CA",
            [
                "Whether US-CA-17602-renewal applies depends on the term, which is not known.",
                "Whether US-CA-17602-trial applies depends on the trial, which is not known.",
            ],
        ),
        (
            Contract(ends=ON),
            "FI",
            [f"FI-KKV is not known well enough to act on: {says('FI-KKV')}."],
        ),
        (Contract(ends=ON), "JP", ["The law of renewal of JP was not read: what it asks is unknown."]),
        (
            Contract(tacit=False, ends=ON),
            "JP",
            ["The law of renewal of JP was not read: what it asks is unknown."],
        ),
    ],
)
def test_what_cannot_be_decided_is_a_finding(contract: Contract, country: str, words: list[str]) -> None:
    found = duties(contract, country)
    assert [bare(finding) for finding in found.findings] == words
    assert {finding.severity.value for finding in found.findings} == {"warning"}
    if not contract.tacit:
        assert found.duties == ()


def test_announced_law_and_rows_of_the_host_count_only_when_asked_for() -> None:
    contract = Contract(concluded=ON)
    assert not duties(contract, "GB").duties
    assert [duty.rule for duty in duties(contract, "GB", announced=True).duties] == ["GB-DMCC-258"]
    own = evolve(next(row for row in TABLES["SE"] if isinstance(row, Inform)), id="XX-1")
    added = duties(Contract(ends=date(2027, 3, 31)), "CH", overlay=(own,))
    assert [duty.rule for duty in added.duties] == ["XX-1"]


def test_california_goes_by_the_day_of_the_conclusion() -> None:
    old = Contract(term=YEAR, ends=date(2027, 3, 1), concluded=date(2025, 6, 30))
    assert duties(old, "US-CA").duties == ()
    assert duties(evolve(old, concluded=date(2025, 7, 1)), "US-CA").duties != ()


def test_who_was_not_told_is_released_and_told_so() -> None:
    window = Window(earliest=date(2026, 11, 1), latest=date(2026, 11, 30))
    remedy = law.Remedy(way_out=WayOut.IMMEDIATELY, refund_days=30)
    found = law.release(remedy, window=window, sent=[date(2026, 10, 31)], renewed_on=date(2027, 1, 1))
    assert found is not None
    assert (found.way_out, found.since, found.refund_days) == (WayOut.IMMEDIATELY, date(2027, 1, 1), 30)
    assert bare(found.reasons[0]) == ("No message came from 2026-11-01 to 2026-11-30: exit with immediate effect.")
    assert law.release(remedy, window=window, sent=[date(2026, 11, 1)], renewed_on=ON) is None


# ---------------------------------------------------------------------------------------------- checks


def faults(practice: Practice, country: str, customer: CustomerClass = CONSUMER, **more: Any) -> list[tuple[str, str]]:
    """What goes against the practice, its fault alone, by severity."""
    asked: dict[str, Any] = {"country": country, "customer": customer, "on": ON, **more}
    found = law.check(practice, **asked)
    return [
        (finding.severity.value, dict(finding.reason.facts).get("fault", finding.code))  # type: ignore[misc]
        for finding in found
        if not finding.code.startswith("EU-")
    ]


ALL = dict.fromkeys(Safeguard, True)
CHECKS: list[tuple[Practice, str, list[tuple[str, str]]]] = [
    (Practice(first_term=Term.months(25)), "DE", [
        ("violation", "a first term of 25 months is above 2 years"),
        ("note", "for how long it renews was not told"),
    ]),
    (Practice(first_term=Term.years(2), renewal_term=YEAR, notice=Term.months(2), notice_after=Term.months(2)), "DE", [
        ("violation", "it renews for 1 year"),
        ("violation", "a notice of 2 months is above 1 month"),
        ("violation", "a notice after renewal of 2 months is above 1 month"),
    ]),
    (Practice(indefinite=True, notice=MONTH, notice_after=MONTH), "DE", []),
    (Practice(tacit=False, renewal_term=YEAR, notice=YEAR), "DE", []),
    (Practice(renewal_term=YEAR, indefinite=True), "NL", []),
    (Practice(channels=[Channel.POST, Channel.EMAIL], sold_online=True, indefinite=True), "DE", [
        ("violation", "it can be ended by email, post only"),
    ]),
    (Practice(channels=[], sold_online=None, indefinite=True), "DE", [
        ("warning", "it can be ended by nothing only"),
    ]),
    (Practice(sold_online=True, indefinite=True), "DE", [("note", "the ways to end it were not told")]),
    (Practice(sold_online=False, channels=[Channel.POST], indefinite=True), "DE", []),
    (Practice(channels=[Channel.CUSTOMER_AREA], sold_online=True, indefinite=True), "DE", []),
    (Practice(safeguards={Safeguard.CLAUSE_IN_BOX: False}), "BE", [
        ("violation", "missing: renewal clause in bold, in its own box on the first page"),
        ("note", "tested case by case"),
    ]),
    (Practice(), "BE", [
        ("note", "not told: renewal clause in bold, in its own box on the first page"),
        ("note", "tested case by case"),
    ]),
    (Practice(tacit=False), "BE", [("note", "tested case by case")]),
    (Practice(informs=False), "IT", [("violation", "no message is sent")]),
    (Practice(informs=True), "IT", [("note", "when the message is sent was not told")]),
    (Practice(informs_before=Term.days(30)), "IT", []),
    (Practice(informs_before=Term.days(29)), "IT", [
        ("violation", "sent 29 days before the end, too late for an end on 2027-01-01: 2026-12-03, not 2026-12-02"),
    ]),
    (Practice(informs_before=Term.months(1)), "IT", [
        ("violation", "sent 1 month before the end, too late for an end on 2027-03-01: 2027-02-01, not 2027-01-30"),
    ]),
    (Practice(informs_before=Term.months(4)), "FR", [
        ("violation", "sent 4 months before the end, too early for an end on 2027-01-01: 2026-09-01, not 2026-10-01"),
    ]),
    (Practice(informs_before=Term.months(2), notice=MONTH), "FR", [
        ("violation", "sent 2 months before the end, too late for an end on 2027-03-29: 2027-01-29, not 2027-01-28"),
    ]),
    (Practice(informs_before=Term.days(75), notice=MONTH), "FR", []),
    (Practice(informs_before=Term.months(3)), "FR", []),
    (Practice(informs_before=Term.days(30), notice=MONTH), "IT", []),
    (Practice(indefinite=True, notice=Term.days(32), notice_after=Term.days(40)), "DE", [
        ("violation", "a notice of 32 days is above 1 month"),
        ("violation", "a notice after renewal of 40 days is above 1 month"),
    ]),
    (Practice(informs=False, notice_after=Term.days(100)), "SE", [("violation", "no message is sent")]),
    (Practice(tacit=False, informs=False), "FR", []),
    (Practice(informs=False, notice_after=Term.months(3)), "SE", []),
    (Practice(informs=False, notice_after=Term.months(4)), "SE", [("violation", "no message is sent")]),
    (Practice(renewal_term=YEAR), "LU", [("warning", "law.unknown"), ("note", "tested case by case")]),
]  # fmt: skip


@pytest.mark.parametrize(("practice", "country", "told"), CHECKS, ids=[f"{row[1]} {i}" for i, row in enumerate(CHECKS)])
def test_a_practice_is_held_against_the_law(practice: Practice, country: str, told: list[tuple[str, str]]) -> None:
    assert faults(practice, country) == told


def test_a_finding_is_a_sentence_with_its_law() -> None:
    (first, *_) = law.check(Practice(informs=False), country="IT", customer=CONSUMER, on=ON)
    assert bare(first) == f"IT-65-bis: no message is sent; {says('IT-65-bis')}."
    assert (first.code, [text.citation for text in first.reason.law]) == ("IT-65-bis", ["Cod. consumo 65-bis"])


def test_a_reminder_that_comes_again_and_again_has_no_one_day_to_be_wrong_on() -> None:
    found = faults(Practice(informs_before=Term.days(30), first_term=YEAR), "US-CA")
    notes = [fault for severity, fault in found if severity == "note"]
    assert notes.count("when the message is sent was not told") == 3  # trial, new price, the yearly one
    assert "violation" not in [severity for severity, _ in found]


def test_older_contracts_keep_their_law_and_announced_law_is_asked_for() -> None:
    year = Practice(renewal_term=YEAR, notice=Term.months(3))
    assert faults(year, "DE", concluded=date(2022, 2, 28)) == []
    assert [severity for severity, _ in faults(year, "DE", concluded=date(2022, 3, 1))] == ["violation", "violation"]
    assert faults(Practice(renewal_term=Term.years(2)), "DE", concluded=date(2022, 2, 28)) == [
        ("violation", "a renewal of 2 years is above 1 year")
    ]
    button = Practice(channels=[Channel.POST], sold_online=True)
    assert ("violation", "it can be ended by post only") not in faults(button, "GB")
    assert ("violation", "it can be ended by post only") in faults(button, "GB", announced=True)
    longest = FirstTerm(
        id="XX-1", since=date(2020, 1, 1), longest=MONTH, says="a month is the most", cites="XX 1",
        source=TABLES["FR"][0].source,
    )  # fmt: skip
    assert faults(Practice(first_term=YEAR), "CH", overlay=(longest,))[0] == (
        "violation",
        "a first term of 1 year is above 1 month",
    )


@pytest.mark.parametrize(
    ("country", "expected"),
    [
        ("DE", (NextTerm.INDEFINITE, Term.years(2), None, MONTH, MONTH)),
        ("NL", (NextTerm.INDEFINITE, None, None, None, MONTH)),
        ("BE", (NextTerm.SAME, None, None, None, Term.months(2))),
        ("LU", (NextTerm.SAME, None, None, None, None)),
        ("FR", (NextTerm.SAME, None, None, None, None)),
    ],
)
def test_the_longest_terms_of_a_country(country: str, expected: tuple[Any, ...]) -> None:
    found = law.limits(country, customer=CONSUMER, on=ON)
    assert (found.next_term, found.first_term, found.renewal, found.notice, found.notice_after) == expected


def test_limits_of_older_contracts_and_of_rows_of_the_host() -> None:
    old = law.limits("DE", customer=CONSUMER, on=ON, concluded=date(2021, 1, 1))
    assert (old.next_term, old.renewal, old.notice, old.notice_after) == (
        NextTerm.CAPPED, YEAR, Term.months(3), Term.months(3)
    )  # fmt: skip
    own = evolve(next(row for row in TABLES["NL"] if row.id == "NL-6-236-j"), id="XX-1")
    assert law.limits("CH", customer=CONSUMER, on=ON, overlay=(own,)).next_term is NextTerm.INDEFINITE
    unheard = evolve(own, since=None)
    assert law.limits("CH", customer=CONSUMER, on=ON, overlay=(unheard,)).next_term is NextTerm.SAME
    told = law.limits("CH", customer=CONSUMER, on=ON, overlay=(unheard,), announced=True)
    assert told.next_term is NextTerm.INDEFINITE


# --------------------------------------------------------------------- endings, switching, withdrawal


def reasons(found: Iterable[Reason | Finding]) -> list[str]:
    return [bare(reason) for reason in found]


def test_an_agreed_notice_says_from_when_the_customer_is_free() -> None:
    found = law.ends_on(ON, notice=MONTH, phase=Phase.RENEWED, country="CH", customer=BUSINESS)
    assert (found.last_day, found.free_from) == (date(2026, 12, 20), date(2026, 12, 21))
    assert [reason.code for reason in found.reasons] == ["law.notice_agreed"]
    assert dict(found.reasons[0].facts) == {"notice": MONTH, "received_on": ON, "free_from": date(2026, 12, 21)}


def test_a_notice_by_law_carries_its_days_and_its_rule() -> None:
    found = law.ends_on(date(2026, 12, 31), notice=Term.months(3), phase=Phase.RENEWED, country="BE", customer=CONSUMER)
    assert [reason.code for reason in found.reasons] == ["law.notice_capped", "law.notice"]
    capped, by_row = (dict(reason.facts) for reason in found.reasons)
    assert (capped["agreed"], capped["longest"], capped["rule"]) == (Term.months(3), Term.months(2), "BE-VI-91-notice")
    assert (by_row["notice"], by_row["received_on"], by_row["last_day"], by_row["rule"]) == (
        Term.months(2), date(2026, 12, 31), date(2027, 2, 28), "BE-VI-91-notice"
    )  # fmt: skip
    assert found.free_from == date(2027, 3, 1)
    unagreed = law.ends_on(ON, notice=None, phase=Phase.RENEWED, country="BE", customer=CONSUMER)
    assert (unagreed.last_day, len(unagreed.reasons)) == (date(2027, 1, 21), 1)
    shorter = law.ends_on(ON, notice=MONTH, phase=Phase.RENEWED, country="BE", customer=CONSUMER)
    assert shorter.last_day == date(2026, 12, 21)


def test_a_danish_consumer_leaves_after_five_months_unless_the_price_is_small() -> None:
    contract = Contract(concluded=date(2026, 1, 31), term=Term.years(2))
    asked: dict[str, Any] = {"country": "DK", "customer": CONSUMER, "on": ON}
    found = law.earliest_exit(contract, **asked)
    assert found is not None
    assert (found.earliest_notice, found.ending.last_day) == (date(2026, 6, 30), date(2026, 7, 31))
    assert [reason.code for reason in found.reasons] == ["law.bound_for"]
    facts = dict(found.reasons[0].facts)
    assert (facts["bound_for"], facts["concluded"], facts["rule"]) == (Term.months(5), date(2026, 1, 31), "DK-28")
    assert [finding.code for finding in found.findings] == ["law.price_missing"]
    year = evolve(contract, term=YEAR)
    for price, currency, spared, doubts in [
        ("2000", "DKK", True, []), ("2000.01", "DKK", False, []), ("100", "EUR", False, ["law.price_missing"]),
    ]:  # fmt: skip
        exit_ = law.earliest_exit(evolve(year, total_price=payable(price, currency)), **asked)
        assert (exit_ is None) is spared
        assert exit_ is None or [finding.code for finding in exit_.findings] == doubts
    assert law.earliest_exit(evolve(contract, total_price=payable("10", "DKK")), **asked) is not None
    assert law.earliest_exit(evolve(contract, concluded=None), **asked) is None
    assert law.earliest_exit(contract, country="FR", customer=CONSUMER, on=ON) is None


@pytest.mark.parametrize(
    ("on", "more", "codes"),
    [
        (date(2026, 12, 15), {}, []),
        (date(2025, 9, 11), {"notice": YEAR}, ["law.switching_early"]),
        (date(2025, 9, 12), {"notice": Term.months(3)}, ["EU-2023-2854-25-2-d"]),
        (date(2026, 12, 15), {"transition": Term.days(31)}, ["EU-2023-2854-25-2-a"]),
        (date(2027, 1, 11), {"charged": True}, []),
        (date(2027, 1, 12), {"charged": True}, ["EU-2023-2854-29"]),
    ],
)
def test_switching_away_is_held_against_the_data_act(on: date, more: dict[str, Any], codes: list[str]) -> None:
    assert [finding.code for finding in law.switching(on, **more).findings] == codes


def test_switching_says_its_days_and_what_is_too_long() -> None:
    found = law.switching(date(2026, 12, 15))
    assert reasons(found.reasons) == [
        "Notice until 2027-02-15, transition until 2027-03-17, data kept until 2027-04-16 at least."
    ]
    long = law.switching(date(2027, 2, 1), notice=Term.months(3), transition=Term.days(40), charged=True)
    assert reasons(long.findings) == [
        "A notice to switch of 3 months is above 2 months.",
        "A transition of 40 days is above 30 days; up to 7 months need a reason told within 14 working days.",
        "Charges for switching are forbidden from 2027-01-12.",
    ]
    assert [finding.severity.value for finding in long.findings] == ["violation", "warning", "violation"]
    early = law.switching(date(2025, 9, 11))
    assert reasons(early.findings) == ["The Data Act applies from 2025-09-12 only."]


def right(informed_on: date | None, country: str = "FR", customer: CustomerClass = CONSUMER) -> law.Withdrawal:
    return law.withdrawal(date(2026, 3, 2), country=country, customer=customer, informed_on=informed_on, calendar=PLAIN)


@pytest.mark.parametrize(
    ("found", "words", "last_day"),
    [
        (lambda: right(date(2026, 3, 2)), "14 days from 2026-03-02: until 2026-03-16.", date(2026, 3, 16)),
        (
            lambda: right(date(2026, 3, 3)),
            "Told of the right only on 2026-03-03: 14 days from then.",
            date(2026, 3, 17),
        ),
        (
            lambda: right(None),
            "Not told of the right: 12 months more, until 2027-03-16.",
            date(2027, 3, 16),
        ),
        (
            lambda: right(date(2026, 3, 2), customer=BUSINESS),
            "No right of withdrawal for a business in FR.",
            None,
        ),
        (
            lambda: right(date(2026, 3, 2), "GB"),
            "The right of withdrawal in GB was not read: it is unknown.",
            None,
        ),
    ],
)
def test_a_right_of_withdrawal_says_until_when(
    found: Callable[[], law.Withdrawal], words: str, last_day: date | None
) -> None:
    answer = found()
    assert (bare(answer.reasons[0]), answer.last_day) == (words, last_day)
    assert answer.counted_to is None or answer.counted_to == last_day
    assert [finding.code for finding in answer.findings] == (["law.withdrawal_unread"] if "not read" in words else [])


@pytest.mark.parametrize(
    ("event", "clear", "opens", "words"),
    [
        (Event.TACIT_RENEWAL, True, False, "tacit_renewal: made clear at the start, so there is no new right."),
        (Event.TRIAL_CONVERTED, False, True, "trial_converted: price and renewal were not clear at the start."),
        (Event.ORDERED_RENEWAL, True, True, "ordered_renewal: an order is a new distance contract."),
    ],
)
def test_a_new_right_says_why(event: Event, words: str, *, clear: bool, opens: bool) -> None:
    found = law.opens_right(event, clear_at_start=clear)
    assert (found.opens, reasons(found.reasons)) == (opens, [words])


@pytest.mark.parametrize(
    ("country", "on", "online", "required"),
    [
        ("FR", date(2026, 6, 18), True, False),
        ("FR", date(2026, 6, 19), True, True),
        ("FR", date(2026, 6, 19), False, False),
        ("US", date(2026, 6, 19), True, False),
    ],
)
def test_the_withdrawal_function_is_due_from_its_day(country: str, on: date, *, online: bool, required: bool) -> None:
    assert law.function_required(country=country, on=on, online=online) is required


def test_rows_go_by_the_day_they_name() -> None:
    def ids(**more: Any) -> list[str]:
        asked: dict[str, Any] = {"customer": CONSUMER, "on": ON, **more}
        return [row.id for row in law.rules(asked.pop("country"), **asked)]

    assert "ES-97-1-p" not in ids(country="ES", charged=date(2025, 12, 27))
    assert "ES-97-1-p" in ids(country="ES", charged=date(2025, 12, 28), on=date(2025, 1, 1))
    assert "GB-DMCC-258" in ids(country="GB", announced=True)
    own: Rule = evolve(TABLES["FR"][0], says="ours")
    found = law.rules("FR", customer=CONSUMER, on=ON, overlay=(own,))
    assert [row.says for row in found if row.id == "FR-L215-1"] == ["ours"]
